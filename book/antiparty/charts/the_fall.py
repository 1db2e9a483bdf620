"""Charts of the chapter on the fall: stairs of posts, and how long each name was kept back."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import dates, theme
from antiparty.charts import common

ROW = {"wide": 25, "narrow": 23}  # height of a line of text, pixels
STEPS = {"wide": 29.0, "narrow": 27.0}  # per cent of a column's width that the stairs take
TOP_RANK = 10


def stairs(rows: pd.DataFrame, layout: str) -> go.Figure:
    """One staircase a person: the rank of each post, top down in time, with the post beside it.

    rows: person, rank, text (post), when, first (bool, the eve of the crisis), voting, recalled,
    hover; people in drawing order, posts in time order.
    """
    columns = 2 if layout == "wide" else 1
    people = list(rows["person"].drop_duplicates())
    half = -(-len(people) // columns)
    places: dict[str, tuple[int, float]] = {}
    deepest = 0.0
    for across in range(columns):
        y = 0.0
        for person in people[across * half : (across + 1) * half]:
            places[person] = (across, y)
            y += 1.15 + int(rows["person"].eq(person).sum()) + 0.35
        deepest = max(deepest, y)
    fig = common.figure(layout, height=int(deepest * ROW[layout]) + 4)
    fig.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    for across in range(columns):
        name = "" if across == 0 else "2"
        width = 1 / columns
        fig.layout[f"xaxis{name}"] = {
            "range": [0, 100],
            "domain": [across * width, (across + 1) * width - (0.02 if columns > 1 else 0)],
            "visible": False,
        }
    fig.update_yaxes(range=[deepest - 0.2, -0.2], visible=False)
    for person, mine in rows.groupby("person", sort=False):
        _staircase(fig, str(person), mine, places[str(person)], layout)
    return fig


def _x(rank: float, layout: str) -> float:
    return 3 + (TOP_RANK - 1 - rank) / (TOP_RANK - 2) * (STEPS[layout] - 5)


def _staircase(
    fig: go.Figure, person: str, mine: pd.DataFrame, place: tuple[int, float], layout: str
) -> None:
    across, top = place
    axis = {"xaxis": f"x{'' if not across else '2'}", "yaxis": "y"}
    ref = {"xref": axis["xaxis"], "yref": "y"}
    common.label(fig, 0.5, top + 0.5, f"<b>{person}</b>", size=15, **ref)
    ys = [top + 1.4 + n for n in range(len(mine))]
    xs = [_x(r, layout) for r in mine["rank"]]
    path_x: list[Any] = []
    path_y: list[Any] = []
    for x, y in zip(xs, ys, strict=True):
        if path_x:
            path_x.append(path_x[-1])
            path_y.append(y)
        path_x.append(x)
        path_y.append(y)
    line = {"color": theme.RED, "width": 1.6}
    fig.add_trace(go.Scatter(x=path_x, y=path_y, mode="lines", line=line, hoverinfo="skip", **axis))
    for recalled, part in mine.assign(x=xs, y=ys).groupby("recalled", sort=False):
        hollow = [bool(recalled) or not v for v in part["voting"]]
        fig.add_trace(
            go.Scatter(
                x=part["x"],
                y=part["y"],
                mode="markers+text",
                text=[f"<b>{r}</b>" for r in part["rank"]],
                textfont={
                    "size": 12,
                    "color": [theme.RED if h else theme.PAPER for h in hollow],
                },
                marker={
                    "symbol": "square",
                    "size": 17,
                    "color": [theme.PAPER if h else theme.RED for h in hollow],
                    "line": {"width": 1.6, "color": theme.RED},
                },
                hovertext=part["hover"],
                hoverinfo="text",
                **axis,
            )
        )
    for row, x, y in zip(mine.itertuples(), xs, ys, strict=True):
        words = row.text if row.first else f"{row.when} {row.text}"
        if row.recalled and (layout == "wide" or len(words) < 36):
            words += " <i>(recalled)</i>"
        common.label(
            fig,
            x,
            y,
            words,
            xshift=14,
            size=theme.TEXT[layout] - (0 if layout == "wide" else 1),
            colour=theme.MUTED if row.first else theme.INK,
            **ref,
        )


def namings(rows: pd.DataFrame, layout: str) -> go.Figure:
    """One lane a person: the time from the announcement until the name was public.

    rows: person, surname, voting, date (EDTF), how, months, hover; in drawing order.
    """
    narrow = layout == "narrow"
    names = list(rows["person"])
    fig = common.figure(layout, height=(52 if narrow else 40) * len(names) + 44)
    common.lanes(fig, names, above=narrow)
    ticks = {f"{y}-01-01": str(y) for y in ((1958, 1960, 1962) if narrow else range(1958, 1963))}
    common.date_axis(fig, "1957-04-15", "1962-10-01", ticks)
    common.june_1957_band(fig, words="" if narrow else "June 1957")
    if not narrow:
        fig.update_layout(margin={"t": 24})
    begin = dates.parse(str(rows["since"].iloc[0])).earliest
    for lane, row in enumerate(rows.itertuples()):
        span = dates.parse(row.date)
        y = lane + (0.1 if narrow else 0)
        if row.months:
            bar = {
                "lane": y,
                "start": dates.parse(row.since),
                "end": span,
                "colour": theme.GREY,
                "pattern": ".",
            }
            common.bars(fig, [common.Bar(**bar, hover=row.hover)], height=0.34)
        middle = span.earliest + (span.latest - span.earliest) / 2
        common.marks(
            fig,
            [middle.isoformat()],
            [y],
            side="opponent",
            vote=row.voting,
            size=13,
            hover=[row.hover],
        )
        words = row.short if not row.months else f"<b>{row.months} months:</b> {row.short}"
        left = narrow and bool(row.months) and middle.year > 1960
        common.label(
            fig,
            middle.isoformat(),
            lane - 0.42 if left else y,
            words,
            xanchor="right" if left else "left",
            xshift=8 if left else 12,
            size=13 if narrow else 14,
        )
    fig.update_xaxes(
        range=[begin.replace(month=4, day=1).isoformat(), "1962-06-01" if narrow else "1963-10-01"]
    )
    return fig
