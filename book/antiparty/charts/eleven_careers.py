"""The career chart: a lane a person, a line for the seat at the top table, a bar for each post.

Where things stand is worked out in `eleven_lanes`, in pixels, for both layouts alike.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import dates, theme
from antiparty.charts import common
from antiparty.charts.eleven_lanes import (
    FIRST,
    GAP,
    GROUP,
    LAST,
    LETTER,
    PLOT,
    ROW,
    SEAT,
    TOP,
    WORDS,
    Lane,
    Word,
    day_at,
    geometry,
    placed,
)

SEATS = {"full member": SEAT, "candidate member": 3}
SPHERE_WORDS = {
    "party": "party",
    "government": "government",
    "military": "army and security",
    "diplomacy": "diplomacy",
    "industry": "industry",
    "academia": "learning and press",
    "other": "other",
}
SEATS = {"full member": SEAT, "candidate member": 3}


def career_lanes(people: pd.DataFrame, posts: pd.DataFrame, layout: str) -> go.Figure:
    """One lane a person, 1917–1991.

    people: person, side, voting, group, birth, death, facts (words under the name), ending
    (words at the death), in drawing order. posts: person, track ("seat" or other), row, seat,
    start, end (EDTF), sphere, label, rank, late (bool), recalled (bool), half, hover.
    """
    words = placed(posts, layout)
    held = posts[posts["track"] != "seat"].groupby("person")["row"].max()
    rows = {p: [bool(words.get((p, n))) for n in range(last + 1)] for p, last in held.items()}
    lanes, heads, height = geometry(people, rows, layout)
    top = TOP[layout] + 14
    fig = common.figure(layout, height=int(height) + 30)
    fig.update_layout(margin={"l": PLOT[layout][0], "r": 8, "t": 4, "b": 26})
    fig.update_yaxes(range=[height, 0], visible=False, automargin=False)
    years = range(1920, 1991, 10) if layout == "wide" else (1920, 1940, 1960, 1980)
    common.date_axis(fig, FIRST.isoformat(), LAST.isoformat(), list(years))
    fig.update_xaxes(automargin=False, ticklen=3)
    common.june_1957_band(fig)
    fig.update_shapes(yref="y", y0=top, y1=height)
    _key(fig, posts, layout)
    _seats(fig, posts[posts["track"] == "seat"], lanes)
    _posts(fig, posts[posts["track"] != "seat"], lanes, layout)
    fig.add_trace(_text(["1957-06-24"], [top - 8], ["June 1957"], "middle center", color=theme.RED))
    _words(fig, words, lanes, layout)
    _people(fig, people, lanes, heads, layout)
    # set once: plotly checks the whole list each time one is added
    fig.layout.shapes = [*fig.layout.shapes, *_shapes(people, lanes, years, top, layout)]
    return fig


def _text(
    x: list[Any], y: list[Any], words: list[str], where: str | list[str], **font: Any
) -> go.Scatter:
    return go.Scatter(
        x=x,
        y=y,
        mode="text",
        text=words,
        textposition=where,
        textfont=font,
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def _key(fig: go.Figure, posts: pd.DataFrame, layout: str) -> None:
    """Sample bars with words over the chart: the spheres drawn, and the three kinds of doubt."""
    spheres = [k for k in SPHERE_WORDS if k in set(posts.loc[posts["track"] != "seat", "sphere"])]
    samples = [(SPHERE_WORDS[k], k, "") for k in spheres]
    samples += [("possible days", "other", "maybe"), ("recalled", "other", "recalled")]
    samples += [("rival readings", "other", "rival")]
    right = PLOT[layout][1]
    x, y, texts, items = 0.0, 8.0, [], []
    start = x
    for words, sphere, doubt in samples:
        width = 24 + len(words) * LETTER[layout] + 16
        if x + width > right:
            x, y = start, y + 18
        first, last = (date.fromisoformat(day_at(x + d, layout)) for d in (0, 18))
        sure = dates.Span(first, first), dates.Span(last, last)
        unsure = dates.Span(first, last), dates.Span(first, last)
        for half in ("top", "bottom") if doubt == "rival" else ("",):
            items.append(
                common.Bar(
                    lane=y,
                    start=(unsure if doubt == "maybe" else sure)[0],
                    end=(unsure if doubt == "maybe" else sure)[1],
                    colour=theme.SPHERES[sphere],
                    pattern=theme.SPHERE_PATTERNS[sphere],
                    recalled=doubt == "recalled",
                    half=half,
                )
            )
        texts.append((day_at(x + 22, layout), y, words))
        x += width
    common.bars(fig, items, height=9, first=date(1890, 1, 1), last=LAST)
    xs, ys, words = (list(column) for column in zip(*texts, strict=True))
    fig.add_trace(_text(xs, ys, words, "middle right", color=theme.MUTED, size=12))


def _bar(row: Any, lane: float) -> common.Bar:
    return common.Bar(
        lane=lane,
        start=dates.parse(row.start),
        end=dates.parse(row.end),
        colour=theme.INK if row.track == "seat" else theme.SPHERES[row.sphere],
        pattern="" if row.track == "seat" else theme.SPHERE_PATTERNS[row.sphere],
        hover=row.hover,
        recalled=row.recalled,
        half=row.half,
    )


def _seats(fig: go.Figure, seats: pd.DataFrame, lanes: dict[str, Lane]) -> None:
    for seat, thick in SEATS.items():
        rows = seats[seats["seat"] == seat]
        items = [_bar(row, lanes[row.person].seat) for row in rows.itertuples()]
        common.bars(fig, items, height=thick, first=FIRST, last=LAST)


def _posts(fig: go.Figure, posts: pd.DataFrame, lanes: dict[str, Lane], layout: str) -> None:
    items = [_bar(row, lanes[row.person].rows[row.row]) for row in posts.itertuples()]
    before = len(fig.data)
    common.bars(fig, items, height=ROW[layout], first=FIRST, last=LAST)
    for trace in fig.data[before:]:  # a hair of paper between two posts in a row
        trace.marker.line = {"width": 1, "color": theme.PAPER}


def _words(
    fig: go.Figure,
    words: dict[tuple[str, int], list[tuple[float, Word]]],
    lanes: dict[str, Lane],
    layout: str,
) -> None:
    """Labels over the bars in two strengths: high or late posts in ink, the others muted."""
    drawn: dict[bool, list[tuple[str, float, str]]] = {True: [], False: []}
    for (person, row), found in words.items():
        lane = lanes[person]
        y = lane.seat - SEAT / 2 if row < 0 else lane.rows[row] - ROW[layout] / 2
        for x, word in found:
            drawn[word.strong].append((day_at(x, layout), y - WORDS / 2, word.text))
    for strong, items in drawn.items():
        if items:
            x, y, text = (list(column) for column in zip(*items, strict=True))
            colour = theme.INK if strong else theme.MUTED
            fig.add_trace(_text(x, y, text, "middle right", color=colour, size=12))


def _people(
    fig: go.Figure,
    people: pd.DataFrame,
    lanes: dict[str, Lane],
    heads: dict[str, float],
    layout: str,
) -> None:
    """Deaths, names, marks of the sides and group headings."""
    narrow = layout == "narrow"
    ends = [min(dates.parse(d).earliest or LAST, LAST) for d in people["death"]]
    seats = [lanes[person].seat for person in people["person"]]
    alive = [end == LAST for end in ends]
    fig.add_trace(
        go.Scatter(
            x=[end.isoformat() for end in ends],
            y=seats,
            mode="markers",
            marker={
                "symbol": ["triangle-right" if a else "line-ns" for a in alive],
                "size": [9 if a else 11 for a in alive],
                "color": theme.INK,
                "line": {"width": 2, "color": theme.INK},
            },
            hovertext=[f"{r.person}: {r.ending}" for r in people.itertuples()],
            hoverinfo="text",
            cliponaxis=False,
            showlegend=False,
        )
    )
    x = [(LAST if narrow else end).isoformat() for end in ends]
    tops = [lanes[person].top + 8 for person in people["person"]]
    room = [end.year < 1980 and not narrow for end in ends]  # room to the right of the death
    y = (
        tops
        if narrow
        else [s if r else s - SEAT / 2 - WORDS / 2 for s, r in zip(seats, room, strict=True)]
    )
    words = [f"\u00a0\u00a0{w}" if r else w for w, r in zip(people["ending"], room, strict=True)]
    where = ["middle right" if r else "middle left" for r in room]
    fig.add_trace(_text(x, y, words, where, color=theme.MUTED, size=12))
    left = -PLOT[layout][0]
    notes = []
    for row, seat, top in zip(people.itertuples(), seats, tops, strict=True):
        words = f"<b>{row.person}</b>"
        if not narrow:
            words += f"<br><span style='font-size:12px'>{row.facts}</span>"
        notes.append(_note(words, top if narrow else seat + 6, 18 if narrow else left + 24))
    font = {"color": theme.MUTED, "size": theme.TEXT[layout]}
    for group, top in heads.items():
        at = top + GROUP / 2
        notes.append(_note(f"<b>{group}</b>", at, 0 if narrow else left) | {"font": font})
    fig.layout.annotations = notes


def _note(words: str, y: float, shift: float) -> dict[str, Any]:
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": shift,
        "y": y,
        "yanchor": "middle",
        "align": "left",
        "text": words,
        "showarrow": False,
    }


def _shapes(
    people: pd.DataFrame, lanes: dict[str, Lane], years: Any, top: float, layout: str
) -> list[dict[str, Any]]:
    """Lines under the bars (scatter traces would lie over them) and the marks of the sides."""
    bottom = max(lane.bottom for lane in lanes.values()) + GAP
    shapes = [_stroke((f"{y}-01-01",) * 2, (top, bottom), theme.RULE) for y in years]
    day = "1957-06-24"
    shapes += [_stroke((day, day), (n.top, n.bottom), theme.RED, "dot") for n in lanes.values()]
    for row in people.itertuples():
        lane = lanes[row.person]
        first = max(dates.parse(row.birth).earliest or FIRST, FIRST).isoformat()
        last = min(dates.parse(row.death).earliest or LAST, LAST).isoformat()
        shapes.append(_stroke((first, last), (lane.seat, lane.seat), theme.LINE))
        colour = theme.SIDES[row.side]
        x = 2 if layout == "narrow" else 6 - PLOT[layout][0]
        shapes.append(
            {
                "type": "rect" if theme.SYMBOLS[row.side].startswith("square") else "circle",
                "xref": "paper",
                "xsizemode": "pixel",
                "ysizemode": "pixel",
                "xanchor": 0,
                "yanchor": lane.top + 8 if layout == "narrow" else lane.seat - 1,
                "x0": x,
                "x1": x + 11,
                "y0": -5.5,
                "y1": 5.5,
                "line": {"color": colour, "width": 2},
                "fillcolor": colour if row.voting else theme.CLEAR,
            }
        )
    return shapes


def _stroke(
    x: tuple[str, str], y: tuple[float, float], colour: str, dash: str = "solid"
) -> dict[str, Any]:
    line = {"color": colour, "width": 1, "dash": dash}
    ends = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
    return {"type": "line", **ends, "line": line, "layer": "below"}
