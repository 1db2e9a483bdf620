"""Charts of chapter 5: the complaints with their answers, and the clashes of policy.

Both are set like a table: y runs in pixels from the top, x from 0 to 1, so that words and marks
share one grid. On a phone the columns go and each mark carries its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from antiparty import theme
from antiparty.charts import common

LINE = 15.5  # pixels of a line of small text
SIDE = {"against": "opponent", "with": "supporter", "both": "opponent"}


@dataclass(frozen=True)
class Mark:
    """One symbol: its place, whose side it has, how sure it is (``size``, ``recalled``)."""

    x: float
    y: float
    side: str
    hover: str
    size: float = 12
    vote: bool = True
    recalled: bool = False
    rival: bool = False


def put(fig: go.Figure, marks: Iterable[Mark]) -> None:
    """Draw marks, one trace a style."""
    groups: dict[tuple[str, float, bool, bool, bool], list[Mark]] = {}
    for m in marks:
        groups.setdefault((m.side, m.size, m.vote, m.recalled, m.rival), []).append(m)
    for (side, size, vote, recalled, rival), part in groups.items():
        common.marks(
            fig,
            [m.x for m in part],
            [m.y for m in part],
            side=side,
            size=size,
            vote=vote,
            recalled=recalled,
            rival=rival,
            hover=[m.hover for m in part],
        )


def _lines(text: str) -> int:
    return text.count(common.WRAP) + 1


def _words(fig: go.Figure, x: float, y: float, text: str, layout: str, **more: object) -> None:
    settings = {"size": theme.SMALL[layout], "yanchor": "top", **more}
    common.label(fig, x, y, text, **settings)


def _rule(fig: go.Figure, y: float, colour: str, width: float = 1, **ends: float) -> None:
    line = {"type": "line", "x0": 0, "x1": 1, "y0": y, "y1": y, "layer": "below", **ends}
    common.later(fig, "shapes", {**line, "line": {"color": colour, "width": width}})


def _canvas(layout: str) -> go.Figure:
    fig = common.figure(layout, height=400)
    fig.update_layout(margin={"l": 2, "r": 2, "t": 2, "b": 2})
    fig.update_xaxes(range=[0, 1], visible=False)
    return fig


def _close(fig: go.Figure, height: float) -> go.Figure:
    fig.update_layout(height=int(height) + 4)
    fig.update_yaxes(range=[height, 0], visible=False)
    return fig


def flow(
    fig: go.Figure, y: float, marks: Sequence[tuple[str, Mark]], layout: str, across: int = 3
) -> float:
    """Marks in lines, ``across`` a line, each with its name beside it; returns the next y."""
    placed = []
    for i, (name, m) in enumerate(marks):
        x, at = 0.02 + (i % across) / across, y + (i // across) * 19 + 9
        placed.append(Mark(x, at, m.side, m.hover, m.size, m.vote, m.recalled, m.rival))
        common.label(fig, x, at, name, xshift=9, yanchor="middle", size=theme.SMALL[layout])
    put(fig, placed)
    return y + 19 * -(-len(marks) // across)


def complaints(
    rows: pd.DataFrame, voices: pd.DataFrame, people: Sequence[tuple[str, str]], layout: str
) -> go.Figure:
    """Complaints by complainants, with the answer beside each.

    rows: row_id, group, complaint, answered_by, answer. voices: row_id, person_id, size,
    recalled, vote, hover. people: (person_id, name) in the order of the columns.
    """
    fig = _canvas(layout)
    narrow = layout == "narrow"
    seats = {p: 0.375 + 0.036 * i for i, (p, _) in enumerate(people)}
    y = 4.0
    if not narrow:
        for person, name in people:
            _words(
                fig,
                seats[person] - 0.008,
                66,
                name,
                layout,
                textangle=-50,
                yanchor="bottom",
            )
        head = {"yanchor": "bottom", "colour": theme.MUTED}
        _words(fig, 0, 66, "The complaint, in our words", layout, **head)
        _words(fig, 0.68, 66, "The answer, as far as known", layout, **head)
        y = 70
    marks: list[Mark] = []
    for group, part in rows.groupby("group", sort=False):
        _rule(fig, y, theme.LINE)
        _words(fig, 0, y + 6, f"<b>{group}</b>", layout, size=theme.TEXT[layout])
        y += 29
        for row in part.itertuples():
            mine = voices[voices["row_id"] == row.row_id]
            y = (_complaint_narrow if narrow else _complaint_wide)(
                fig, y, row, mine, (marks, seats, dict(people))
            )
        y += 4
    put(fig, marks)
    return _close(fig, y)


def _mark(voice: object, x: float = 0, y: float = 0) -> Mark:
    return Mark(x, y, "opponent", voice.hover, voice.size, vote=voice.vote, recalled=voice.recalled)


def _answer(row: object, width: int) -> str:
    if not row.answer:
        return "No answer found."
    named = not row.answered_by or row.answer.startswith(row.answered_by)
    who = "" if named else f"{row.answered_by}: "
    return common.wrap(who + row.answer, width)


def _complaint_wide(
    fig: go.Figure,
    y: float,
    row: object,
    mine: pd.DataFrame,
    at: tuple[list[Mark], dict[str, float], dict[str, str]],
) -> float:
    marks, seats, _ = at
    text = common.wrap(row.complaint, 45)
    answer = _answer(row, 40) if row.group != "In sum" else ""
    height = LINE * max(_lines(text), _lines(answer)) + 9
    _words(fig, 0, y, text, "wide")
    colour = theme.INK if row.answer else theme.MUTED
    if answer:
        _words(fig, 0.68, y, answer, "wide", colour=colour)
    edge = {"x0": min(seats.values()) - 0.02, "x1": max(seats.values()) + 0.02}
    _rule(fig, y + 9, theme.RULE, **edge)
    marks += [_mark(v, seats[v.person_id], y + 9) for v in mine.itertuples()]
    if mine.empty:
        middle = sum(edge.values()) / 2
        _words(
            fig, middle, y + 9, " no one named ", "wide", xanchor="center", yanchor="middle",
            bgcolor=theme.PAPER, colour=theme.MUTED,
        )  # fmt: skip
    return y + height


def _complaint_narrow(
    fig: go.Figure,
    y: float,
    row: object,
    mine: pd.DataFrame,
    at: tuple[list[Mark], dict[str, float], dict[str, str]],
) -> float:
    names = at[2]
    text = common.wrap(row.complaint, 52)
    _words(fig, 0, y, text, "narrow")
    y += LINE * _lines(text) + 3
    if mine.empty:
        _words(fig, 0, y, "No one named.", "narrow", colour=theme.MUTED)
        y += LINE + 2
    y = flow(fig, y, [(names[v.person_id], _mark(v)) for v in mine.itertuples()], "narrow")
    if row.group != "In sum":
        answer = _answer(row, 52)
        _words(fig, 0, y + 2, answer, "narrow", colour=theme.MUTED)
        y += LINE * _lines(answer) + 2
    return y + 13


# -- the clashes --------------------------------------------------------------------------------

FIRST, LAST = date(1953, 1, 1), date(1958, 1, 1)


def _time(day: str, left: float, right: float) -> float:
    share = (date.fromisoformat(day) - FIRST).days / (LAST - FIRST).days
    return left + share * (right - left)


def _strip(fig: go.Figure, y: float, left: float, right: float, layout: str) -> None:
    """A thin time axis 1953 to 1957 with the band of June 1957."""
    x0, x1 = (_time(d, left, right) for d in common.JUNE_1957)
    band = {"type": "rect", "x0": x0, "x1": x1, "y0": y - 8, "y1": y + 8, "layer": "below"}
    common.later(
        fig,
        "shapes",
        {**band, "fillcolor": theme.BAND, "line": {"color": theme.RED, "width": 1}},
    )
    _rule(fig, y, theme.LINE, x0=left, x1=right)
    for year in range(FIRST.year, LAST.year):
        x = _time(f"{year}-01-01", left, right)
        tick = {"type": "line", "x0": x, "x1": x, "y0": y - 5, "y1": y}
        common.later(fig, "shapes", {**tick, "line": {"color": theme.LINE, "width": 1}})
        _words(fig, x, y - 6, str(year), layout, yanchor="bottom", colour=theme.MUTED)


def _clash_mark(row: object, x: float = 0, y: float = 0) -> Mark:
    return Mark(
        x,
        y,
        SIDE[row.stand],
        row.hover,
        8 if row.basis == "inferred" else 12,
        vote=row.vote,
        recalled=row.basis == "recalled",
        rival=row.stand == "both",
    )


def clashes(
    heads: pd.DataFrame, stands: pd.DataFrame, people: pd.DataFrame, layout: str
) -> go.Figure:
    """Clashes by people, tied to a true time axis.

    heads: clash, name, when, at, against (how many of the seven), last (the crisis itself).
    stands: clash, person_id, stand, basis, vote, hover. people: person_id, name, group.
    """
    fig = _canvas(layout)
    if layout == "narrow":
        return _clashes_narrow(fig, heads, stands, people)
    left, right, top = 0.19, 0.955, 168.0
    columns = {
        c: left + (right - left) * i / (len(heads) - 1) for i, c in enumerate(heads["clash"])
    }
    _strip(fig, 30, left - 0.04, right + 0.04, layout)
    lanes: dict[str, float] = {}
    y = top
    for _, part in people.groupby("group", sort=False):
        for row in part.itertuples():
            lanes[row.person_id] = y
            _words(fig, 0, y, row.name, layout, yanchor="middle", size=theme.TEXT[layout])
            _rule(fig, y, theme.RULE, x0=left - 0.03, x1=right + 0.03)
            y += 27
        y += 10
    bottom = y + 12
    for row in heads.itertuples():
        x, at = columns[row.clash], _time(row.at, left - 0.04, right + 0.04)
        path = f"M {at} 30 L {at} 42 L {x} 76 L {x} 84"
        common.later(
            fig, "shapes", {"type": "path", "path": path, "line": {"color": theme.LINE, "width": 1}}
        )
        if row.last:
            box = {"type": "rect", "x0": x - 0.045, "x1": x + 0.045, "y0": 84, "y1": bottom + 12}
            fill = {"fillcolor": theme.BAND, "line": {"width": 0}, "layer": "below"}
            common.later(fig, "shapes", {**box, **fill})
        text = f"<b>{common.wrap(row.name, 12)}</b>{common.WRAP}{common.wrap(row.when, 10)}"
        _words(fig, x, 86, text, layout, xanchor="center", align="center")
        count = f"<b>{row.against}</b>"
        _words(
            fig, x, bottom, count, layout, xanchor="center", yanchor="middle",
            size=theme.TEXT[layout] + 2,
        )  # fmt: skip
    _words(fig, 0, bottom, "<b>Of the seven, against</b>", layout, yanchor="middle")
    put(fig, [_clash_mark(r, columns[r.clash], lanes[r.person_id]) for r in stands.itertuples()])
    return _close(fig, bottom + 16)


def _clashes_narrow(
    fig: go.Figure, heads: pd.DataFrame, stands: pd.DataFrame, people: pd.DataFrame
) -> go.Figure:
    names = dict(zip(people["person_id"], people["name"], strict=True))
    _strip(fig, 30, 0.01, 0.97, "narrow")
    days = [_time(day, 0.01, 0.97) for day in heads["at"]]
    fig.add_trace(
        go.Scatter(
            x=days,
            y=[30] * len(days),
            mode="markers",
            marker={"symbol": "diamond", "size": 8, "color": theme.INK},
            hoverinfo="skip",
        )
    )
    y = 48.0
    for head in heads.itertuples():
        mine = stands[stands["clash"] == head.clash]
        start = y
        _rule(fig, y, theme.LINE)
        _words(fig, 0, y + 5, f"<b>{head.name}</b>, {head.when}", "narrow", size=13)
        y += 26
        for side in ("against", "both", "with"):
            rows = mine[mine["stand"] == side].itertuples()
            y = flow(fig, y, [(names[r.person_id], _clash_mark(r)) for r in rows], "narrow")
        y += 8
        if head.last:
            box = {"type": "rect", "x0": 0, "x1": 1, "y0": start, "y1": y, "layer": "below"}
            common.later(fig, "shapes", {**box, "fillcolor": theme.BAND, "line": {"width": 0}})
    return _close(fig, y + 4)
