"""Charts of chapter 7: people entitled, present and heard; the plenum day by day."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import theme
from antiparty.charts import common

WIDTH = {"wide": 856, "narrow": 356}
SMALL = theme.SMALL["wide"]
# state of one person in the strips -> symbol, colour, share of a cell
PEOPLE = {
    "present, with a vote": ("square", theme.INK, 0.72),
    "present, without a vote": ("square-open", theme.INK, 0.62),
    "away": ("x-thin-open", theme.LINE, 0.5),
    "counted": ("circle", theme.MUTED, 0.66),
    "named, read": ("circle", theme.MUTED, 0.66),
    "named, recalled": ("circle-open-dot", theme.MUTED, 0.62),
}


def _canvas(fig: go.Figure, width: float, height: float) -> None:
    fig.update_xaxes(range=[0, width], visible=False)
    fig.update_yaxes(range=[height, 0], visible=False)
    fig.update_layout(height=int(height), margin={"l": 2, "r": 2, "t": 0, "b": 0})


def attendance(strips: pd.DataFrame, layout: str) -> go.Figure:
    """Strips of people, one cell each, all on one scale.

    strips: strip (heading), group, words (under the group, may be empty), state, people.
    """
    deep = 5 if layout == "wide" else 10
    totals = strips.groupby("strip", sort=False)["people"].sum()
    gaps = 2 * (strips.drop_duplicates(["strip", "group"]).groupby("strip").size().max() - 1)
    cell = (WIDTH[layout] - 4) / (-(-int(totals.max()) // deep) + gaps + 2)
    fig = common.figure(layout, height=400)
    y = 4.0
    for heading in totals.index:
        part = strips[strips["strip"] == heading]
        words = common.wrap(heading, 100 if layout == "wide" else 46)
        lines = words.count(common.WRAP) + 1
        common.label(fig, 0, y, f"<b>{words}</b>", yanchor="top", size=14)
        y += 19 * lines + 6
        column, under = 0, 0
        room = {"wide": 60, "narrow": 15 if part["group"].nunique() > 1 else 50}[layout]
        for _, group in part.groupby("group", sort=False):
            first, at = column, column * deep
            for row in group.itertuples():
                _cells(fig, row, range(at, at + row.people), (deep, cell, y))
                at += row.people
            column = -(-at // deep) + 2
            said = group["words"].iloc[0]
            if said:
                said = common.wrap(said, room)
                under = max(under, said.count(common.WRAP) + 1)
                common.label(
                    fig, first * cell, y + deep * cell + 3, said, yanchor="top", size=SMALL + 1
                )
        y += deep * cell + 18 * under + 18
    _canvas(fig, WIDTH[layout], y)
    return fig


def _cells(fig: go.Figure, row: Any, cells: range, place: tuple[int, float, float]) -> None:
    deep, cell, y = place
    symbol, colour, share = PEOPLE[row.state]
    fig.add_trace(
        go.Scatter(
            x=[(i // deep + 0.5) * cell for i in cells],
            y=[y + (i % deep + 0.5) * cell for i in cells],
            mode="markers",
            marker={
                "symbol": symbol,
                "size": cell * share,
                "color": colour,
                "line": {"width": 1.3 if "open" in symbol else 0, "color": colour},
            },
            hovertext=f"{row.people} {row.state}",
            hoverinfo="text",
        )
    )


def _line(fig: go.Figure, box: tuple[float, float, float, float], colour: str = "") -> None:
    x0, y0, x1, y1 = box
    look = {"color": colour or theme.RULE, "width": 1}
    shape = {"type": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": look}
    common.later(fig, "shapes", {**shape, "layer": "below"})


def _head(fig: go.Figure, y: float, words: str, width: float, lines: int = 1) -> float:
    tall = 6 + 17 * lines
    box = {"type": "rect", "x0": 0, "x1": width, "y0": y, "y1": y + tall}
    look = {"fillcolor": theme.PANEL, "line": {"width": 0}, "layer": "below"}
    common.later(fig, "shapes", {**box, **look})
    common.label(fig, 6, y + tall / 2, words, yanchor="middle", colour=theme.MUTED)
    return y + tall + 6


def day_by_day(
    days: pd.DataFrame, heard: pd.DataFrame, stances: pd.DataFrame, layout: str
) -> go.Figure:
    """Who is known to have been heard on each day, and how long each of the opponents held out.

    days: date, words, sittings. heard: name, side, vote, target, recalled, doubtful, form (words:
    "" for a speech), date ("" where the day is not known), hover. stances: name, from, to (places
    of days), state ("stood", "leant", "recanted"), sure, words, hover.
    """
    fig = common.figure(layout, height=400)
    width = WIDTH[layout]
    if layout == "wide":
        y, lefts = _programme(fig, days, heard, width)
    else:
        y, lefts = _listing(fig, days, heard, width)
    y = _unknown(fig, heard[heard["date"] == ""], y, width)
    y = _head(fig, y, "<b>How long each of the eight held out</b>", width)
    y = _lanes(fig, days, stances, lefts, y, layout)
    _canvas(fig, width, y)
    fig.update_layout(barmode="overlay")
    return fig


def _programme(
    fig: go.Figure, days: pd.DataFrame, heard: pd.DataFrame, width: float
) -> tuple[float, list[float]]:
    y = _head(fig, 0, "<b>Known to have been heard, by day</b>", width)
    names, rest = 88.0, 56.0
    wide = (width - names - rest * (days["sittings"] == "no sitting").sum()) / (
        days["sittings"] != "no sitting"
    ).sum()
    lefts, at = [], names
    for row in days.itertuples():
        lefts.append(at)
        at += rest if row.sittings == "no sitting" else wide
    lefts.append(at)
    low = y
    for place, row in enumerate(days.itertuples()):
        x = lefts[place]
        common.label(fig, x + 4, y, f"<b>{row.words}</b>", yanchor="top", size=14)
        said = common.wrap(row.sittings, 6 if row.sittings == "no sitting" else 16)
        common.label(fig, x + 4, y + 19, said, yanchor="top", size=SMALL, colour=theme.MUTED)
        at = y + 62
        for form, part in heard[heard["date"] == row.date].groupby("form", sort=True):
            if form:
                common.label(
                    fig, x + 4, at - 4, f"{form}:", yanchor="top", size=SMALL, colour=theme.MUTED
                )
                at += 22
            for one in part.itertuples():
                _mark(fig, x + 12, at, one)
                text = one.name + ("?" if one.doubtful else "")
                common.label(fig, x + 23, at, text, yanchor="middle", size=13)
                at += 20
            at += 4
        low = max(low, at)
    for x in lefts[:-1]:
        _line(fig, (x, y, x, low))
    return low + 4, lefts


def _mark(fig: go.Figure, x: float, y: float, one: Any) -> None:
    common.marks(
        fig,
        [x],
        [y],
        side=one.side,
        vote=one.vote,
        target=one.target,
        recalled=one.recalled,
        size=9,
        hover=[one.hover],
    )


def _listing(
    fig: go.Figure, days: pd.DataFrame, heard: pd.DataFrame, width: float
) -> tuple[float, list[float]]:
    y = _head(fig, 0, "<b>Known to have been heard, by day</b>", width)
    for row in days.itertuples():
        words = f"<b>{row.words}</b>: {row.sittings}"
        common.label(fig, 4, y, words, yanchor="top", size=13)
        y += 24
        for form, part in heard[heard["date"] == row.date].groupby("form", sort=True):
            if form:
                common.label(
                    fig, 4, y - 4, f"{form}:", yanchor="top", size=SMALL, colour=theme.MUTED
                )
                y += 20
            for place, one in enumerate(part.itertuples()):
                x, line = 10 + place % 3 * 118, y + 6 + place // 3 * 20
                _mark(fig, x, line, one)
                text = one.name + ("?" if one.doubtful else "")
                common.label(fig, x + 10, line, text, yanchor="middle", size=13)
            y += 20 * -(-len(part) // 3) + 2
        y += 8
    step = (width - 4) / len(days)
    return y, [2 + step * i for i in range(len(days) + 1)]


def _unknown(fig: go.Figure, heard: pd.DataFrame, y: float, width: float) -> float:
    """People heard on a day that no source gives: in columns."""
    y = _head(fig, y, "<b>Heard on a day not known</b>", width)
    across = 7 if width > 500 else 3
    for (form, recalled), part in heard.groupby(["form", "recalled"], sort=True):
        words = (form or "speech") + (", recalled and not checked" if recalled else "")
        common.label(fig, 4, y - 4, f"{words}:", yanchor="top", size=SMALL, colour=theme.MUTED)
        y += 20
        for place, one in enumerate(part.itertuples()):
            x = 10 + place % across * (width - 6) / across
            line = y + 6 + place // across * 20
            _mark(fig, x, line, one)
            common.label(fig, x + 10, line, one.name, yanchor="middle", size=13)
        y += 20 * -(-len(part) // across) + 6
    return y + 4


def _lanes(  # noqa: PLR0913, PLR0917 (a chart's state in one place)
    fig: go.Figure,
    days: pd.DataFrame,
    stances: pd.DataFrame,
    lefts: list[float],
    y: float,
    layout: str,
) -> float:
    above = layout == "narrow"
    for place, row in enumerate(days.itertuples()):
        words = row.words if not above else row.words.split()[1]
        if row.sittings == "no sitting" and not above:
            words = words.split()[1]
        common.label(fig, lefts[place] + 4, y, words, yanchor="top", size=SMALL)
    y += 22
    top = y
    bars: dict[tuple[str, bool], list[tuple[float, float, float, str]]] = {}
    for name, part in stances.groupby("name", sort=False):
        if above:
            common.label(fig, 2, y + 4, f"<b>{name}</b>", yanchor="middle", size=13)
            y += 17
        else:
            common.label(fig, 2, y + 9, name, yanchor="middle")
        for row in part.itertuples():
            x0, x1 = lefts[row.begin] + 2, lefts[row.until + 1] - 2
            if row.state != "recanted":
                bars.setdefault((row.state, row.sure), []).append((x0, x1, y + 9, row.hover))
                if row.words:
                    _ends(fig, (x0 + x1) / 2 if not above else x1, y + 9, row.words, above)
                continue
            _line(fig, (x0, y + 9, x1, y + 9), theme.LINE)
            if row.words:
                _turn(fig, (x0 + 9, y + 9), row, above)
        y += 26
    for (state, sure), rows in bars.items():
        fig.add_trace(_bar(state, sure, rows))
    for x in lefts[1:-1]:
        _line(fig, (x, top, x, y))
    return y + 2


def _ends(fig: go.Figure, x: float, y: float, words: str, above: bool) -> None:
    """What a man did at the close, who never gave way: on his bar, on a phone above it."""
    if above:
        common.label(fig, x, y - 18, words, xanchor="right", yanchor="middle", size=SMALL)
    else:
        look = {"xanchor": "center", "yanchor": "middle", "colour": theme.PAPER}
        common.label(fig, x, y, f"<b>{words}</b>", size=SMALL, **look)


def _turn(fig: go.Figure, at: tuple[float, float], row: Any, above: bool) -> None:
    """The day of giving way: crossed square, or dotted where it is only recalled."""
    symbol = "square-x-open" if row.sure else "square-open-dot"
    fig.add_trace(
        go.Scatter(
            x=[at[0]],
            y=[at[1]],
            mode="markers",
            marker={
                "symbol": symbol,
                "size": 12,
                "color": theme.RED,
                "line": {"width": 2, "color": theme.RED},
            },
            hovertext=row.hover,
            hoverinfo="text",
        )
    )
    right = above and row.begin > 4  # no room on a phone: words before the mark, above the bar
    shift, anchor = (11, "left") if not right else (-11, "right")
    common.label(
        fig,
        at[0] + shift if not right else at[0] + 8,
        at[1] if not right else at[1] - 19,
        row.words,
        xanchor=anchor,
        yanchor="middle",
        size=SMALL,
        bgcolor=theme.PAPER,
    )


def _bar(state: str, sure: bool, rows: list[tuple[float, float, float, str]]) -> go.Bar:
    tall = 14 if state == "stood" else 7
    hatch = {
        "shape": "/",
        "fgcolor": theme.RED,
        "bgcolor": theme.CLEAR,
        "fillmode": "replace",
        "size": 5,
        "solidity": 0.35,
    }
    look: dict[str, Any] = {"color": theme.RED, "line": {"width": 0}}
    if not sure:
        look["pattern"] = hatch
    return go.Bar(
        orientation="h",
        base=[x0 for x0, _, _, _ in rows],
        x=[x1 - x0 for x0, x1, _, _ in rows],
        y=[y for _, _, y, _ in rows],
        width=tall,
        offset=-tall / 2,
        marker=look,
        hovertext=[h for *_, h in rows],
        hoverinfo="text",
    )
