"""Charts of the chapter on the world outside: one event a lane, on years or on days."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from antiparty import dates, theme
from antiparty.charts import common

LANE = {"wide": 25, "narrow": 41}
LONG = 60  # possible days from which a date is a bar alone: a mark would claim one of them
# what an event was -> plotly symbol and colour (circles and squares belong to the two sides)
KINDS = {
    "agreed": ("triangle-up", theme.INK),
    "China asks": ("triangle-right", theme.INK),
    "China delays": ("triangle-left", theme.INK),
    "withheld": ("triangle-down", theme.INK),
    "approves": ("triangle-up", theme.INK),
    "drops leaders": ("triangle-down", theme.INK),
    "under way": ("triangle-right", theme.INK),
}
OTHER = ("diamond", theme.GREY)


def _names(rows: pd.DataFrame, layout: str) -> list[str]:
    """Lane names: a group's heading in bold, an event's name plain."""
    heads = rows["kind"].eq("")
    if layout == "narrow":  # common.lanes sets names above the bars in bold
        return [n.upper() if h else f"</b>{n}<b>" for n, h in zip(rows["name"], heads, strict=True)]
    return [f"<b>{n}</b>" if h else n for n, h in zip(rows["name"], heads, strict=True)]


def _symbols(fig: go.Figure, rows: pd.DataFrame, shift: float) -> None:
    """One trace a look; an unsure day is hollow with a dot, a rival reading cuts the mark."""
    for (kind, unsure), part in rows[rows["marked"]].groupby(["kind", "unsure"], sort=False):
        symbol, colour = KINDS.get(kind, OTHER)
        fig.add_trace(
            go.Scatter(
                x=list(part["x"]),
                y=[lane + shift for lane in part["lane"]],
                mode="markers",
                marker={
                    "symbol": symbol + ("-open-dot" if unsure else ""),
                    "color": colour,
                    "size": 12,
                    "line": {"width": 2 if unsure else 0, "color": colour},
                },
                hovertext=list(part["hover"]),
                hoverinfo="text",
            )
        )
    split = rows[rows["rival"]]
    if len(split):
        fig.add_trace(
            go.Scatter(
                x=list(split["x"]),
                y=[lane + shift for lane in split["lane"]],
                mode="markers",
                marker={
                    "symbol": "line-ns-open",
                    "color": theme.INK,
                    "size": 22,
                    "line": {"width": 1.5, "color": theme.INK},
                },
                hoverinfo="skip",
            )
        )


def _lanes(rows: pd.DataFrame, layout: str) -> tuple[go.Figure, float]:
    fig = common.figure(layout, height=LANE[layout] * len(rows) + 50)
    common.lanes(fig, _names(rows, layout), above=layout == "narrow")
    if layout == "wide":
        fig.update_yaxes(tickfont={"size": 13})
    fig.update_layout(margin={"t": 24})
    return fig, (0.08 if layout == "narrow" else 0.0)


def _said(fig: go.Figure, rows: pd.DataFrame, shift: float, layout: str, turn: str) -> None:
    """The date in words beside each mark, to its left from `turn` on."""
    for row in rows[rows["kind"] != ""].itertuples():
        left = row.x > turn
        common.label(
            fig,
            row.x,
            row.lane + shift,
            row.said if layout == "wide" else row.brief,
            xanchor="right" if left else "left",
            xshift=-11 if left else 11,
            yanchor="middle",
            size=12,
            colour=theme.MUTED,
        )


def _spans(fig: go.Figure, rows: pd.DataFrame, shift: float) -> None:
    """A hatched bar over the possible days of an event whose day is not known."""
    spans = [
        common.Bar(lane=row.lane + shift, start=span, end=span, colour=theme.GREY, hover=row.hover)
        for row in rows[rows["kind"] != ""].itertuples()
        if (span := dates.parse(row.start)).earliest != span.latest
    ]
    common.bars(fig, spans, height=0.3)


def timeline(rows: pd.DataFrame, layout: str) -> go.Figure:
    """Events 1955-60 in groups, one lane an event.

    rows: lane, name, kind ("" for a heading), marked, x (ISO date), said and brief (the date in
    words), unsure, rival, hover, start.
    """
    fig, shift = _lanes(rows, layout)
    ticks = range(1955, 1962) if layout == "wide" else (1955, 1957, 1959, 1961)
    common.date_axis(fig, "1953-12-20", "1961-03-01", ticks)
    common.june_1957_band(fig, words="June 1957")
    _spans(fig, rows, shift)
    _symbols(fig, rows, shift)
    _said(fig, rows, shift, layout, "1959-01-01" if layout == "wide" else "1958-06-01")
    return fig


def around(rows: pd.DataFrame, layout: str, public: str) -> go.Figure:
    """Events abroad by day, June and July 1957; `public` is the day of the broadcast.

    rows: as in `timeline`.
    """
    fig, shift = _lanes(rows, layout)
    named = {"1957-06-18": "18 June", "1957-07-03": "3 July", "1957-07-12": "12 July"}
    if layout == "wide":
        named["1957-06-29"] = "29 June"
    common.date_axis(fig, "1957-06-16T12:00", "1957-07-15T12:00", dict(sorted(named.items())))
    common.june_1957_band(fig)
    place = {"yref": "paper", "yanchor": "bottom", "xanchor": "center", "size": 12}
    common.label(fig, "1957-06-24", 1, "18 to 29 June", **place)
    common.label(fig, public, 1, "Moscow radio", **place)
    fig.later(
        "shapes",
        {
            "type": "line",
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "x0": public,
            "x1": public,
            "layer": "below",
            "line": {"color": theme.LINE, "width": 1, "dash": "dot"},
        },
    )
    _symbols(fig, rows, shift)
    _said(fig, rows, shift, layout, "1957-07-08")
    return fig
