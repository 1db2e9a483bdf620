"""The map of the postings: azimuthal equidistant, Moscow in the middle, rings of 1,000 km."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import theme
from antiparty.charts import common
from antiparty.charts.outline import COASTS, SOVIET_UNION

EARTH = 6371.0
# What the map shows, in km east and north of Moscow; and its height in pixels.
WINDOW = {"wide": (-2150, 5350, -1900, 1750), "narrow": (-1950, 5050, -2150, 2050)}
HEIGHT = {"wide": 420, "narrow": 216}
RING = 1000


def project(points: Iterable[tuple[float, float]], centre: tuple[float, float]) -> Any:
    """Km east and north of `centre` (latitude, longitude) for points (longitude, latitude).

    Distances and bearings from the centre are true, those between other points are not.
    """
    lat0, lon0 = map(math.radians, centre)
    xs, ys = [], []
    for lon, lat in points:
        a, d = math.radians(lat), math.radians(lon) - lon0
        cosine = math.sin(lat0) * math.sin(a) + math.cos(lat0) * math.cos(a) * math.cos(d)
        east = math.cos(a) * math.sin(d)
        north = math.cos(lat0) * math.sin(a) - math.sin(lat0) * math.cos(a) * math.cos(d)
        far = EARTH * math.acos(max(-1.0, min(1.0, cosine)))
        size = math.hypot(east, north) or 1.0
        xs.append(far * east / size)
        ys.append(far * north / size)
    return xs, ys


def _clip(xs: list[float], ys: list[float], window: tuple[int, ...]) -> Any:
    """A line without the parts far outside the window (None lifts the pen)."""
    margin = 900
    x0, x1, y0, y1 = window
    out_x: list[Any] = []
    out_y: list[Any] = []
    for x, y in zip(xs, ys, strict=True):
        if x0 - margin < x < x1 + margin and y0 - margin < y < y1 + margin:
            out_x.append(round(x))
            out_y.append(round(y))
        elif out_x and out_x[-1] is not None:
            out_x.append(None)
            out_y.append(None)
    return out_x, out_y


def _ground(fig: go.Figure, centre: tuple[float, float], window: tuple[int, ...]) -> None:
    """The Soviet Union as a faint surface, coasts as lines, rings round Moscow."""
    xs: list[Any] = []
    ys: list[Any] = []
    for ring in SOVIET_UNION:
        x, y = project(ring, centre)
        # what lies beyond the frame is drawn at its edge, so that the surface stays closed
        xs += [round(min(max(v, window[0] - 300), window[1] + 300)) for v in x] + [None]
        ys += [round(min(max(v, window[2] - 300), window[3] + 300)) for v in y] + [None]
    fig.add_trace(
        go.Scatter(
            x=xs,
            y=ys,
            mode="lines",
            fill="toself",
            fillcolor=theme.PANEL,
            line={"color": theme.LINE, "width": 1},
            hoverinfo="skip",
        )
    )
    xs, ys = [], []
    for line in COASTS:
        x, y = _clip(*project(line, centre), window)
        xs += [*x, None]
        ys += [*y, None]
    fig.add_trace(
        go.Scatter(
            x=xs,
            y=ys,
            mode="lines",
            line={"color": theme.RULE, "width": 1},
            hoverinfo="skip",
        )
    )
    rings_x: list[Any] = []
    rings_y: list[Any] = []
    for far in range(RING, 6000, RING):
        turn = [math.radians(t) for t in range(0, 361, 4)]
        x, y = _clip([far * math.sin(t) for t in turn], [far * math.cos(t) for t in turn], window)
        rings_x += [*x, None]
        rings_y += [*y, None]
    fig.add_trace(
        go.Scatter(
            x=rings_x,
            y=rings_y,
            mode="lines",
            line={"color": theme.GREY, "width": 0.8, "dash": "dot"},
            hoverinfo="skip",
        )
    )


def postings(rows: pd.DataFrame, centre: tuple[float, float], layout: str) -> go.Figure:
    """Places of the postings, joined to Moscow.

    rows: place, who, km, lat, lon, voting, recalled, rival, words (label), side of the label
    ("left" | "right" | "above" | "below"), hover; one row a place.
    """
    narrow = layout == "narrow"
    window = WINDOW[layout]
    legend = 21 * len(rows) + 10 if narrow else 0
    fig = common.figure(layout, height=HEIGHT[layout] + legend)
    fig.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    share = legend / (HEIGHT[layout] + legend)
    fig.update_xaxes(range=list(window[:2]), visible=False)
    fig.update_yaxes(range=list(window[2:]), domain=[share, 1], visible=False)
    fig.update_yaxes(scaleanchor="x", scaleratio=1)
    _ground(fig, centre, window)
    top = window[3] - (150 if not narrow else 250)
    for far in range(RING, 5001, RING) if not narrow else (1000, 3000):
        at = math.sqrt(far * far - top * top) if far > top else 0.0
        common.label(
            fig,
            at,
            top if far > top else far,
            f"{far:,} km",
            size=12,
            colour=theme.MUTED,
            xanchor="center",
            yanchor="middle" if far > top else "bottom",
            bgcolor=theme.PAPER if far > 4500 else theme.PANEL,
        )
    x, y = project(zip(rows["lon"], rows["lat"], strict=True), centre)
    rows = rows.assign(x=x, y=y)
    for row in rows.itertuples():
        dash = "dash" if row.recalled or row.rival else "solid"
        line = {"color": theme.RED, "width": 1.2, "dash": dash}
        fig.add_trace(
            go.Scatter(x=[0, row.x], y=[0, row.y], mode="lines", line=line, hoverinfo="skip")
        )
        common.marks(
            fig,
            [row.x],
            [row.y],
            side="opponent",
            vote=row.voting,
            recalled=row.recalled,
            rival=row.rival,
            size=9 if narrow else 11,
            hover=[row.hover],
        )
    common.marks(
        fig, [0], [0], side="not_in_office", size=10, hover=["<b>Moscow</b><br>centre of the map"]
    )
    if narrow:
        _numbered(fig, rows)
    else:
        common.label(
            fig, 0, 0, "<b>Moscow</b>", xanchor="center", yanchor="bottom", yshift=6, size=14
        )
        for row in rows.itertuples():
            _words(fig, row)
    return fig


SIDES: dict[str, dict[str, Any]] = {
    "right": {"xanchor": "left", "xshift": 10, "align": "left"},
    "left": {"xanchor": "right", "xshift": -10, "align": "right"},
    "right-on": {"xanchor": "left", "xshift": 9, "align": "left", "bgcolor": theme.PANEL},
    "under": {"xanchor": "left", "yanchor": "top", "xshift": -14, "yshift": -9, "align": "left"},
    "above": {"xanchor": "center", "yanchor": "bottom", "yshift": 9, "align": "center"},
    "below": {"xanchor": "center", "yanchor": "top", "yshift": -9, "align": "center"},
}


def _words(fig: go.Figure, row: Any) -> None:
    common.label(fig, row.x, row.y, row.words, size=13, **SIDES[row.place_of_label])


def _numbered(fig: go.Figure, rows: pd.DataFrame) -> None:
    """On a phone: numbers on the map, the words in a list under it."""
    height = fig.layout.height
    for n, row in enumerate(rows.itertuples(), 1):
        side = {**SIDES[row.place_of_label]}
        side = {k: (v * 0.8 if k.endswith("shift") else v) for k, v in side.items()}
        common.label(fig, row.x, row.y, f"<b>{n}</b>", size=13, **side)
        common.label(
            fig,
            0,
            (21 * (len(rows) - n) + 12) / height,
            f"<b>{n}</b> {row.line}",
            xref="paper",
            yref="paper",
            yanchor="middle",
            size=13,
        )
