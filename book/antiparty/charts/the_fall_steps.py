"""Panels of steps: standing in the party 1957-62, and the rungs of the four expulsions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import dates, theme
from antiparty.charts import common

COLUMNS = {"wide": 2, "narrow": 1}
LEVEL_WORDS = {
    4: "full member",
    3: "candidate",
    2: "Central Committee",
    1: "party card",
    0: "expelled",
}
RUNG_WORDS = {3: "branch", 2: "district", 1: "city", 0: "the end"}


def _grid(  # noqa: PLR0913 (one keyword for each measure of the panels)
    fig: go.Figure,
    heads: list[tuple[str, str]],
    layout: str,
    *,
    panel: int,
    room: float,
    left: int,
    levels: dict[int, str],
    first: str,
    last: str,
    ticks: dict[str, str],
) -> None:
    """Axes of the panels, with a name over each. heads: (name, words after it)."""
    columns = COLUMNS[layout]
    lines = -(-len(heads) // columns)
    height = panel * lines + 26
    fig.update_layout(height=height, margin={"l": left, "r": 4, "t": 0, "b": 26})
    inner = height - 26
    low, high = min(levels) - 0.45, max(levels) + room
    for n, (name, more) in enumerate(heads):
        across, down = n % columns, n // columns
        key = "" if n == 0 else str(n + 1)
        gap = 0.03 if columns > 1 else 0
        x0, x1 = across / columns + gap * (across > 0), (across + 1) / columns - gap * (across == 0)
        top = 1 - down * panel / inner
        fig.layout[f"xaxis{key}"] = {
            "type": "date",
            "range": [first, last],
            "domain": [x0, x1],
            "anchor": f"y{key}",
            "tickvals": list(ticks),
            "ticktext": list(ticks.values()),
            "showticklabels": n + columns >= len(heads),
            "ticks": "outside",
            "ticklen": 3,
            "automargin": False,
            "showline": True,
        }
        fig.layout[f"yaxis{key}"] = {
            "range": [low, high],
            "domain": [top - (panel - 12) / inner, top - 24 / inner],
            "anchor": f"x{key}",
            "tickvals": list(levels),
            "ticktext": list(levels.values()),
            "showticklabels": across == 0,
            "ticks": "",
            "showline": False,
            "automargin": False,
            "showgrid": True,
            "gridcolor": theme.RULE,
            "tickfont": {"size": 12, "color": theme.MUTED},
        }
        common.label(
            fig,
            x0,
            top - 1 / inner,
            f"<b>{name}</b>  {more}",
            xref="paper",
            yref="paper",
            yanchor="top",
            size=14,
        )


def _axes(n: int) -> dict[str, str]:
    key = "" if n == 0 else str(n + 1)
    return {"xaxis": f"x{key}", "yaxis": f"y{key}"}


def _refs(n: int) -> dict[str, str]:
    return {f"{k[0]}ref": v for k, v in _axes(n).items()}


def _box(fig: go.Figure, n: int, days: tuple[Any, Any], levels: tuple[float, float]) -> None:
    """Hatching over the days on which a step may have come."""
    (start, end), (low, high) = days, levels
    fig.add_trace(
        go.Scatter(
            x=[start, end, end, start, start],
            y=[low, low, high, high, low],
            mode="lines",
            line={"color": theme.RED, "width": 0.8},
            fill="toself",
            fillpattern={
                "shape": "/",
                "fgcolor": theme.RED,
                "bgcolor": theme.CLEAR,
                "fillmode": "replace",
                "size": 5,
                "solidity": 0.35,
            },
            hoverinfo="skip",
            **_axes(n),
        )
    )


def standing(people: pd.DataFrame, steps: pd.DataFrame, layout: str) -> go.Figure:
    """Small multiples: standing in the party of each of the eight, a step line going down.

    people: person, voting, fate (words after the name). steps: person, level, start, end (EDTF),
    hover; the first level of a person starts before the crisis.
    """
    narrow = layout == "narrow"
    fig = common.figure(layout, height=100)
    years = (1958, 1960, 1962) if narrow else range(1958, 1963)
    _grid(
        fig,
        [(r.surname, r.fate) for r in people.itertuples()],
        layout,
        panel=120 if narrow else 150,
        room=0.35,
        left=112,
        levels=LEVEL_WORDS,
        first="1957-01-01",
        last="1962-12-31",
        ticks={f"{y}-01-01": str(y) for y in years},
    )
    for n, person in enumerate(people.itertuples()):
        mine = steps[steps["person"] == person.person]
        common_band(fig, n)
        _steps(fig, n, mine)
        common.marks(
            fig,
            [mine["start"].iloc[0]],
            [mine["level"].iloc[0]],
            side="opponent",
            vote=person.voting,
            size=9,
            hover=[mine["hover"].iloc[0]],
            **_axes(n),
        )
    return fig


def common_band(fig: go.Figure, n: int) -> None:
    """The June band of one panel."""
    refs = _refs(n)
    fig.later(
        "shapes",
        {
            "type": "rect",
            "xref": refs["xref"],
            "yref": f"{refs['yref']} domain",
            "x0": common.JUNE_1957[0],
            "x1": common.JUNE_1957[1],
            "y0": 0,
            "y1": 1,
            "fillcolor": theme.BAND,
            "line": {"color": theme.BAND, "width": 2},
            "layer": "below",
        },
    )


def _steps(fig: go.Figure, n: int, mine: pd.DataFrame) -> None:
    x: list[Any] = []
    y: list[Any] = []
    hover: list[str] = []
    for row in mine.itertuples():
        start, end = dates.parse(row.start), dates.parse(row.end)
        if x and start.earliest != start.latest:
            _box(fig, n, (start.earliest, start.latest), (row.level, y[-1]))
        x += [start.latest, end.latest]
        y += [row.level, row.level]
        hover += [row.hover, row.hover]
    fig.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": theme.RED, "width": 2.4},
            hovertext=hover,
            hoverinfo="text",
            **_axes(n),
        )
    )


def expulsions(people: pd.DataFrame, steps: pd.DataFrame, layout: str) -> go.Figure:
    """The rungs of each expulsion, from the party branch to the end.

    people: person, surname, voting, fate. steps: person, rung, date (EDTF), words, mark ("sure" |
    "doubt" | "denied"), where (of the words: "above" | "beside" | "left" | "end"), hover.
    """
    narrow = layout == "narrow"
    fig = common.figure(layout, height=100)
    months = {
        "1961-11-01": "Nov 1961",
        "1962-02-01": "Feb 1962",
        "1962-05-01": "May",
        "1962-08-01": "Aug",
    }
    _grid(
        fig,
        [(r.surname, r.fate) for r in people.itertuples()],
        layout,
        panel=176,
        room=0.75,
        left=58,
        levels=RUNG_WORDS,
        first="1961-10-10",
        last="1962-09-10",
        ticks=months if not narrow else {k: v for k, v in months.items() if "05" not in k[5:7]},
    )
    for n, person in enumerate(people.itertuples()):
        mine = steps[steps["person"] == person.person]
        path = [(_middle(r.date), r.rung) for r in mine.itertuples() if r.mark in ("sure", "doubt")]
        fig.add_trace(
            go.Scatter(
                x=[p[0] for p in path],
                y=[p[1] for p in path],
                mode="lines",
                line={"color": theme.RED, "width": 1.6, "shape": "hv"},
                hoverinfo="skip",
                **_axes(n),
            )
        )
        for row in mine.itertuples():
            _rung(fig, n, row, voting=person.voting)
    return fig


def _middle(text: str) -> Any:
    span = dates.parse(text)
    return span.earliest + timedelta(days=(span.latest - span.earliest).days // 2)


def _rung(fig: go.Figure, n: int, row: Any, *, voting: bool) -> None:
    span = dates.parse(row.date)
    middle = _middle(row.date)
    if (span.latest - span.earliest).days > 1:
        _box(fig, n, (span.earliest, span.latest), (row.rung - 0.12, row.rung + 0.12))
    common.marks(
        fig,
        [middle.isoformat()],
        [row.rung],
        side="opponent",
        vote=voting,
        recalled=row.mark == "doubt",
        rival=row.mark == "denied",
        size=11,
        hover=[row.hover],
        **_axes(n),
    )
    where = {
        "end": {"x": span.latest, "xanchor": "left", "xshift": 9, "yanchor": "middle"},
        "left": {"x": middle, "xanchor": "right", "xshift": -9, "yanchor": "middle"},
        "beside": {"x": middle, "xanchor": "left", "xshift": 38, "yanchor": "middle"},
        "above": {"x": span.earliest, "xanchor": "left", "xshift": 5, "yanchor": "bottom"},
    }[row.where]
    common.label(
        fig,
        where.pop("x").isoformat(),
        row.rung,
        row.words,
        **where,
        yshift=5 if row.where == "above" else 0,
        size=12 if fig.layout.font.size < 14 else 13,
        **_refs(n),
    )
