"""The chart grammar that every Plotly chart of the book is written in.

    fig = figure(layout, height=420)             blank canvas with the book's template
    lanes(fig, ["Molotov", "Malenkov"])          horizontal lanes with names, top to bottom
    bars(fig, [Bar(lane=0, start=span, end=span, colour=theme.SPHERES["party"]), ...])
    marks(fig, x, y, side="opponent", ...)       squares, circles, hollow and double ring
    date_axis(fig, "1952-10-01", "1958-01-01", [1953, 1955, 1957], layout)
    june_1957_band(fig)                          the same thin band on every time axis
    label(fig, x, y, "text")                     words where things happen

Solid is documented, hatched ends are days that are only possible, a dashed outline is
recalled or one weak source, a half-height bar is one of two rival readings. Functions add
to `fig` and return it; none opens a file or writes HTML.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from .. import theme
from .canvas import TEMPLATE, Chart, figure, later

__all__ = [
    "JUNE_1957",
    "TEMPLATE",
    "WRAP",
    "Bar",
    "Chart",
    "bars",
    "date_axis",
    "figure",
    "june_1957_band",
    "label",
    "lanes",
    "later",
    "marks",
    "possible_days",
    "wrap",
]
JUNE_1957 = ("1957-06-18", "1957-06-30")  # 18-29 June; the end is the day after
_DAY = 86_400_000  # milliseconds, the unit of bar lengths on a date axis
WRAP = "<br />"  # read aloud as a space; "<br>" between two statements as a pause


def wrap(text: str, width: int) -> str:
    """Break a label into lines of at most `width` characters, for plotly text."""
    return WRAP.join(textwrap.wrap(text, width, break_long_words=False))


def lanes(fig: go.Figure, names: Sequence[str], *, above: bool = False) -> go.Figure:
    """Name the horizontal lanes 0, 1, 2 ... from the top down.

    `above` writes the names over the bars instead of beside them (narrow layouts).
    """
    positions = list(range(len(names)))
    shown = {} if above else {"tickvals": positions, "ticktext": list(names)}
    fig.update_yaxes(
        range=[len(names) - 0.5, -0.75 if above else -0.5],
        showticklabels=not above,
        ticks="",
        showline=False,
        **shown,
    )
    if above:
        for y, name in enumerate(names):
            label(fig, 0, y - 0.42, f"<b>{name}</b>", xref="paper", yanchor="middle")
    return fig


@dataclass(frozen=True)
class Bar:
    """One spell in a lane, from `start` to `end` (objects with `earliest` and `latest`).

    `pattern` is a plotly pattern shape laid over the colour (see theme.SPHERE_PATTERNS);
    `recalled` draws it dashed; `half` is "top" or "bottom" for rival readings.
    """

    lane: float
    start: Any
    end: Any
    colour: str
    pattern: str = ""
    hover: str = ""
    recalled: bool = False
    half: str = ""


def _day(value: Any, fallback: date) -> date:
    return value if isinstance(value, date) else fallback


def bars(
    fig: go.Figure,
    items: Iterable[Bar],
    *,
    height: float = theme.BAR,
    first: date = date(1917, 1, 1),
    last: date = date(1991, 12, 31),
) -> go.Figure:
    """Draw spells with what is known of their dates.

    The certain part (latest start to earliest end) is solid, the possible days before and
    after are hatched. A missing or open start or end runs to `first` or `last`.
    """
    parts: dict[tuple[str, str, str], list[tuple[Bar, date, date]]] = {}
    dashed: list[Bar] = []
    for item in items:
        begin = _day(item.start.earliest, first), _day(item.start.latest, first)
        until = _day(item.end.earliest, last), _day(item.end.latest, last)
        begin = max(begin[0], first), max(begin[1], first)
        until = min(until[0], last), min(until[1], last)
        if item.recalled:
            dashed.append(item)
        kind = "recalled" if item.recalled else "solid"
        if begin[1] < until[0]:
            pieces = [(kind, begin[1], until[0])]
            pieces += [("maybe", begin[0], begin[1])] if begin[0] < begin[1] else []
            pieces += [("maybe", until[0], until[1])] if until[0] < until[1] else []
        else:  # no day is certain: all of it is only possible
            pieces = [("maybe", begin[0], until[1])]
        for style, x0, x1 in pieces:
            parts.setdefault((style, item.colour, item.pattern), []).append((item, x0, x1))
    for (style, colour, pattern), rows in parts.items():
        fig.add_trace(_bar_trace(style, colour, pattern, rows, height))
    for item in dashed:
        _outline(fig, item, height, first, last)
    return fig


def _band_of(item: Bar, height: float) -> tuple[float, float]:
    """Centre and height of a bar in its lane."""
    if item.half:
        return item.lane + (-0.25 if item.half == "top" else 0.25) * height, height * 0.46
    return item.lane, height


def _bar_trace(
    style: str, colour: str, pattern: str, rows: list[tuple[Bar, date, date]], height: float
) -> go.Bar:
    places = [_band_of(item, height) for item, _, _ in rows]
    fill = {
        "solid": {
            "color": colour,
            "pattern": {
                "shape": pattern,
                "fgcolor": theme.PAPER,
                "bgcolor": colour,
                "fgopacity": 0.55,
                "size": 6,
                "solidity": 0.2,
            },
        },
        "maybe": {
            "color": colour,
            "pattern": {
                "shape": "/",
                "fgcolor": colour,
                "bgcolor": theme.CLEAR,
                "fillmode": "replace",
                "size": 5,
                "solidity": 0.35,
            },
        },
        "recalled": {"color": theme.CLEAR},
    }[style]
    if style == "solid" and not pattern:
        fill = {"color": colour}
    return go.Bar(
        orientation="h",
        base=[x0.isoformat() for _, x0, _ in rows],
        x=[max((x1 - x0).days, 1) * _DAY for _, x0, x1 in rows],
        y=[y for y, _ in places],
        width=[h for _, h in places],
        offset=[-h / 2 for _, h in places],
        marker={**fill, "line": {"width": 0}},
        hovertext=[item.hover for item, _, _ in rows],
        hoverinfo="text" if any(item.hover for item, _, _ in rows) else "skip",
    )


def _outline(fig: go.Figure, item: Bar, height: float, first: date, last: date) -> None:
    y, h = _band_of(item, height)
    later(
        fig,
        "shapes",
        {
            "type": "rect",
            "x0": max(_day(item.start.earliest, first), first).isoformat(),
            "x1": min(_day(item.end.latest, last), last).isoformat(),
            "y0": y - h / 2,
            "y1": y + h / 2,
            "line": {"color": item.colour, "width": 1.5, "dash": "dot"},
            "fillcolor": theme.CLEAR,
            "layer": "above",
        },
    )


def marks(  # noqa: PLR0913 (one keyword for each thing a mark says)
    fig: go.Figure,
    x: Sequence[Any],
    y: Sequence[Any],
    *,
    side: str,
    vote: bool = True,
    target: bool = False,
    recalled: bool = False,
    rival: bool = False,
    size: float = theme.MARK,
    hover: Sequence[str] = (),
    name: str = "",
    **more: Any,
) -> go.Figure:
    """People as symbols: side gives shape and colour, no vote is hollow, target a double ring.

    `recalled` marks are hollow with a dot inside, `rival` readings are split by a cross.
    `name` puts the group in the legend.
    """
    symbol, colour = theme.SYMBOLS[side], theme.SIDES[side]
    if rival:
        symbol = symbol.removesuffix("-open") + "-cross-open"
    elif recalled:
        symbol = symbol.removesuffix("-open") + "-open-dot"
    elif not vote and not symbol.endswith("-open"):
        symbol += "-open"
    if target:
        ring = {"color": theme.CLEAR, "size": size * 1.8, "line": {"color": colour, "width": 1.5}}
        fig.add_trace(
            go.Scatter(
                x=list(x),
                y=list(y),
                mode="markers",
                marker={"symbol": "circle", **ring},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    fig.add_trace(
        go.Scatter(
            x=list(x),
            y=list(y),
            mode=more.pop("mode", "markers"),
            name=name,
            showlegend=bool(name),
            marker={
                "symbol": symbol,
                "color": colour,
                "size": size,
                "line": {"width": 2 if symbol.endswith(("open", "dot")) else 0, "color": colour},
            },
            hovertext=list(hover) or None,
            hoverinfo="text" if hover else "skip",
            **more,
        )
    )
    return fig


def june_1957_band(fig: go.Figure, *, words: str = "") -> go.Figure:
    """Mark 18-29 June 1957 on a date x axis; `words` writes a label over it."""
    later(
        fig,
        "shapes",
        {
            "type": "rect",
            "x0": JUNE_1957[0],
            "x1": JUNE_1957[1],
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "fillcolor": theme.BAND,
            "line": {"color": theme.BAND, "width": 2},
            "layer": "below",
        },
    )
    if words:
        label(fig, "1957-06-24", 1, words, yref="paper", yanchor="bottom", xanchor="center")
    return fig


def date_axis(
    fig: go.Figure,
    first: str,
    last: str,
    ticks: Sequence[int] | Mapping[str, str],
    *,
    grid: bool = False,
) -> go.Figure:
    """A plain date axis with few ticks: years, or a mapping ISO date -> words."""
    named = ticks if isinstance(ticks, Mapping) else {f"{y}-01-01": str(y) for y in ticks}
    fig.update_xaxes(
        type="date",
        range=[first, last],
        tickvals=list(named),
        ticktext=list(named.values()),
        ticks="outside",
        showline=True,
        showgrid=grid,
        gridcolor=theme.RULE,
    )
    return fig


def label(fig: go.Figure, x: Any, y: Any, text: str, **update: Any) -> go.Figure:
    """Words at a place in the chart, left-aligned, without an arrow."""
    colour = update.pop("colour", theme.INK)
    size = update.pop("size", None)
    font = {"color": colour, **({"size": size} if size else {})}
    settings = {"showarrow": False, "xanchor": "left", "align": "left", "font": font}
    later(fig, "annotations", {"x": x, "y": y, "text": text, **settings, **update})
    return fig


def possible_days(start: date, end: date) -> list[date]:
    """Every day from start to end, both included: what an uncertain date may mean."""
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]
