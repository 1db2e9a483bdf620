"""Ranks over time, offices in June 1957, and ages: the smaller charts on the eleven."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import theme
from antiparty.charts import common

FIRST, LAST = "1917-01-01", "1991-12-31"
RANKS = {0: "none", 4: "director", 6: "minister", 8: "full member", 10: "First Secretary"}
COLUMNS = {"wide": 4, "narrow": 2}
PANEL = {"wide": 150, "narrow": 118}  # height of a panel with its name, pixels


def _line(rows: pd.DataFrame) -> tuple[list[Any], list[Any], list[str]]:
    """Where the rank is sure: a step line with gaps, and its hover texts."""
    x: list[Any] = []
    y: list[Any] = []
    hover: list[str] = []
    for row in rows.itertuples():
        if row.lowest != row.highest:
            x, y, hover = [*x, row.start], [*y, None], [*hover, ""]
            continue
        x, y = [*x, row.start, row.end], [*y, row.lowest, row.lowest]
        hover += [row.hover, row.hover]
    return x, y, hover


def _boxes(rows: pd.DataFrame) -> tuple[list[Any], list[Any]]:
    """Where it is not: the outlines of boxes from the lowest to the highest rank."""
    x: list[Any] = []
    y: list[Any] = []
    for row in rows[rows["lowest"] != rows["highest"]].itertuples():
        x += [row.start, row.end, row.end, row.start, row.start, None]
        y += [row.lowest, row.lowest, row.highest, row.highest, row.lowest, None]
    return x, y


def rank_panels(people: pd.DataFrame, steps: pd.DataFrame, layout: str) -> go.Figure:
    """Small multiples of the highest rank held.

    people: person, surname, side, voting, last (words of the last post), last_day (ISO),
    last_rank, years (life), in drawing order. steps: person, start, end (ISO), lowest, highest,
    hover.
    """
    columns = COLUMNS[layout]
    lines = -(-len(people) // columns)
    height = PANEL[layout] * lines + 30
    fig = common.figure(layout, height=height)
    left = 92 if layout == "wide" else 26
    fig.update_layout(margin={"l": left, "r": 6, "t": 2, "b": 22})
    inner = height - 24
    size = 1 / columns
    ticks = [1920, 1940, 1960, 1980]
    shapes: list[Any] = []
    notes: list[Any] = []
    for n, row in enumerate(people.itertuples()):
        across, down = n % columns, n // columns
        name = "" if n == 0 else str(n + 1)
        x0 = across * size
        x1 = x0 + size - (0.02 if layout == "wide" else 0.04)
        top = 1 - down * PANEL[layout] / inner
        y1, y0 = top - 22 / inner, top - (PANEL[layout] - 12) / inner
        axis = {
            "type": "date",
            "range": [FIRST, LAST],
            "domain": [x0, x1],
            "anchor": f"y{name}",
            "tickvals": [f"{y}-01-01" for y in ticks],
            "ticktext": [f"{y}" if columns == 4 else f"’{y % 100}" for y in ticks],
            "showticklabels": down == lines - 1 or n + columns >= len(people),
            "ticks": "outside",
            "ticklen": 3,
            "automargin": False,
            "showline": True,
        }
        named = {k: v if layout == "wide" else str(k) for k, v in RANKS.items()}
        fig.layout[f"xaxis{name}"] = axis
        fig.layout[f"yaxis{name}"] = {
            "range": [-0.4, 10.6],
            "domain": [y0, y1],
            "anchor": f"x{name}",
            "tickvals": list(named),
            "ticktext": list(named.values()),
            "showticklabels": across == 0,
            "ticks": "",
            "showline": False,
            "automargin": False,
            "showgrid": True,
            "gridcolor": theme.RULE,
            "tickfont": {"size": theme.SMALL[layout], "color": theme.MUTED},
        }
        mine = steps[steps["person"] == row.person]
        _panel(fig, mine, row, name, layout)
        shapes.append(
            {
                "type": "rect",
                "xref": f"x{name}",
                "yref": f"y{name}",
                "x0": common.JUNE_1957[0],
                "x1": common.JUNE_1957[1],
                "y0": -0.4,
                "y1": 10.6,
                "fillcolor": theme.BAND,
                "line": {"color": theme.BAND, "width": 2},
                "layer": "below",
            }
        )
        notes += _panel_words(row, x0, top, name, layout)
    fig.update_layout(shapes=shapes, annotations=notes)
    return fig


def _panel(fig: go.Figure, mine: pd.DataFrame, row: Any, name: str, layout: str) -> None:
    colour = theme.SIDES[row.side]
    axes = {"xaxis": f"x{name}", "yaxis": f"y{name}", "showlegend": False}
    x, y, hover = _line(mine)
    line = {"color": colour, "width": 2}
    fig.add_trace(
        go.Scatter(x=x, y=y, mode="lines", line=line, hovertext=hover, hoverinfo="text", **axes)
    )
    x, y = _boxes(mine)
    if x:
        fig.add_trace(
            go.Scatter(
                x=x,
                y=y,
                mode="lines",
                line={"color": colour, "width": 1},
                fill="toself",
                fillpattern={
                    "shape": "/",
                    "fgcolor": colour,
                    "bgcolor": theme.CLEAR,
                    "fillmode": "replace",
                    "size": 5,
                    "solidity": 0.35,
                },
                hoverinfo="skip",
                **axes,
            )
        )
    fig.add_trace(
        go.Scatter(
            x=[row.last_day],
            y=[row.last_rank],
            mode="markers",
            marker={
                "symbol": theme.SYMBOLS[row.side] + ("" if row.voting else "-open"),
                "color": colour,
                "size": 8,
                "line": {"width": 0 if row.voting else 2, "color": colour},
            },
            hovertext=[f"{row.person}: last post, {row.last}"],
            hoverinfo="text",
            **axes,
        )
    )


def _panel_words(row: Any, x: float, top: float, name: str, layout: str) -> list[dict[str, Any]]:
    """Name over the panel; the last post at its end, on the side where there is room."""
    wide = layout == "wide"
    late = row.last_day > "1970-01-01"  # no room to the right: write to the left of the end
    high = late and row.last_rank >= 7
    life = f" <span style='font-size:12px'>{row.years}</span>" if wide else ""
    head = {
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": top,
        "yanchor": "top",
        "text": f"<b>{row.surname}</b>{life}",
        "font": {"size": theme.TEXT[layout], "color": theme.SIDES[row.side]},
    }
    end = {
        "xref": f"x{name}",
        "yref": f"y{name}",
        "x": LAST if late and not high else row.last_day,
        "y": row.last_rank,
        "xshift": 0 if late else 6,
        "yshift": -6 if high else 4 if late else 0,
        "xanchor": "right" if late else "left",
        "yanchor": "top" if high else "bottom" if late else "middle",
        "text": common.wrap(row.last, 12 if high else 10),
        "font": {"size": theme.SMALL[layout], "color": theme.INK},
    }
    plain = {"showarrow": False, "align": "left"}
    return [
        {**plain, "xanchor": "left", **head},
        {**plain, **end, "align": "right" if late else "left"},
    ]


PARTS = {"state": "State office", "party": "Party office"}


def offices(people: pd.DataFrame, posts: pd.DataFrame, layout: str) -> go.Figure:
    """Who held which office on 18 June 1957: one row a person, a column for state and for party.

    people: person, side, voting, group, in drawing order. posts: person, office, label,
    hover, secretary.
    """
    narrow = layout == "narrow"
    most = posts.groupby(["person", "office"]).size().groupby("person").max()
    lanes, heads, y = {}, {}, 1.4
    for group, members in people.groupby("group", sort=False):
        heads[group] = y
        y += 1
        for person in members["person"]:
            lanes[person] = y + (0.85 if narrow else 0)
            y += 0.85 * (1 + int(most.get(person, 0))) + 0.25 if narrow else 1
        y += 0.3
    fig = common.figure(layout, height=int(y * (21 if narrow else 25)) + 4)
    at = {"state": 0.0, "party": 0.47} if narrow else {"state": 0.2, "party": 0.56}
    fig.update_xaxes(range=[-0.02 if narrow else 0, 1], visible=False)
    fig.update_yaxes(range=[y, 0], visible=False)
    fig.update_layout(margin={"l": 4, "r": 4, "t": 2, "b": 2})
    words: list[tuple[float, float, str]] = []
    for part, x in at.items():
        words.append((x, 0.4, f"<b>{PARTS[part]}</b>"))
    for group, top in heads.items():
        words.append((0, top, f"<b>{group}</b>"))
    shapes = []
    under = {p: 0.85 * (int(most.get(p, 1)) - 1) + 0.55 for p in lanes} if narrow else {}
    for row in people.itertuples():
        lane = lanes[row.person]
        words.append((0, lane - (0.85 if narrow else 0), row.person))
        shapes.append(
            {
                "type": "line",
                "x0": 0,
                "x1": 1,
                "y0": lane + under.get(row.person, 0.5),
                "y1": lane + under.get(row.person, 0.5),
                "line": {"color": theme.RULE, "width": 1},
                "layer": "below",
            }
        )
    fig.update_layout(shapes=shapes)
    for side in people["side"].unique():
        for voting in (True, False):
            who = people[(people["side"] == side) & (people["voting"] == voting)]
            mine = posts[posts["person"].isin(who["person"])]
            if mine.empty:
                continue
            xs, ys, hover = [], [], []
            for (person, part), held in mine.groupby(["person", "office"], sort=False):
                x = at[part] + (0.02 if narrow else 0.012)
                for n, post in enumerate(held.itertuples()):
                    y = lanes[person] + (0.85 * n if narrow else 0)
                    xs.append(x)
                    ys.append(y)
                    hover.append(post.hover)
                    label = f"<b>{post.label}</b>" if post.secretary else post.label
                    words.append((x + (0.025 if narrow else 0.009), y, label))
                    if not narrow:
                        x += 0.033 + len(post.label) * 0.008
            common.marks(fig, xs, ys, side=side, vote=voting, hover=hover, size=10)
    x, ys, text = (list(column) for column in zip(*words, strict=True))
    fig.add_trace(
        go.Scatter(
            x=x,
            y=ys,
            mode="text",
            text=text,
            textposition="middle right",
            textfont={"size": theme.SMALL[layout] if narrow else 13, "color": theme.INK},
            cliponaxis=False,
            hoverinfo="skip",
            showlegend=False,
        )
    )
    return fig


def ages(rows: pd.DataFrame, khrushchev: int, layout: str) -> go.Figure:
    """Age in June 1957 (mark) and at death (end of the line), oldest first.

    rows: person, side, voting, age, age_at_death, years_after, hover, in drawing order.
    """
    narrow = layout == "narrow"
    names = list(rows["person"])
    fig = common.figure(layout, height=len(names) * (42 if narrow else 28) + 56)
    common.lanes(fig, names, above=narrow)
    fig.update_yaxes(range=[len(names) - 0.4, -1.25 if narrow else -1.0])
    fig.update_xaxes(
        range=[44, 103],
        tickvals=[50, 60, 70, 80, 90, 100],
        ticks="outside",
        showline=True,
        ticksuffix="",
    )
    fig.add_shape(
        type="line",
        x0=khrushchev,
        x1=khrushchev,
        y0=-0.7 if narrow else -0.5,
        y1=len(names) - 0.5,
        line={"color": theme.LINE, "width": 1, "dash": "dot"},
        layer="below",
    )
    common.label(
        fig,
        khrushchev,
        -0.7 if narrow else -0.5,
        f"Khrushchev’s age, {khrushchev}",
        yanchor="bottom",
        xanchor="center",
        colour=theme.MUTED,
        size=theme.SMALL[layout],
    )
    shapes = list(fig.layout.shapes)
    for n, row in enumerate(rows.itertuples()):
        shapes.append(
            {
                "type": "line",
                "x0": row.age if row.voting else row.age + 0.45,
                "x1": row.age_at_death,
                "y0": n,
                "y1": n,
                "line": {"color": theme.SIDES[row.side], "width": 2},
                "layer": "below",
            }
        )
    fig.update_layout(shapes=shapes)
    for (side, voting), group in rows.groupby(["side", "voting"], sort=False):
        lanes = [names.index(p) for p in group["person"]]
        common.marks(
            fig, list(group["age"]), lanes, side=side, vote=bool(voting), hover=list(group["hover"])
        )
    for where, column, shift in (("middle left", "age", -1.7), ("middle right", "age_at_death", 0)):
        fig.add_trace(
            go.Scatter(
                x=[v + shift for v in rows[column]],
                y=list(range(len(names))),
                mode="text" if column == "age" else "markers+text",
                marker={
                    "symbol": "line-ns",
                    "size": 10,
                    "line": {"width": 2, "color": [theme.SIDES[s] for s in rows["side"]]},
                },
                text=[str(v) if column == "age" else f"\u00a0{v}" for v in rows[column]],
                textposition=where,
                textfont={"size": theme.SMALL[layout], "color": theme.INK},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    return fig
