"""Charts of chapter 1: where the number comes from, and the sums of 11, 18 and 21."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import plotly.graph_objects as go

from antiparty import dates, theme
from antiparty.charts import common
from antiparty.charts.seven_against_four import dot, hatch, rules

FIRST, LAST = "1951-01-01", "2042-01-01"
LANE = "2028-01-01"  # x of the accounts whose year is not known
SPINE = "1953-06-01"  # where links to the accounts of 1957 run


def _middle(made: str) -> str:
    """The middle of the days a date can mean, for the place of a mark; the lane when unknown."""
    span = dates.parse(made)
    if span.earliest is None or span.latest is None:
        return LANE
    return (span.earliest + timedelta(days=(span.latest - span.earliest).days // 2)).isoformat()


def genealogy(nodes: pd.DataFrame, links: pd.DataFrame, layout: str) -> go.Figure:
    """Accounts with a number in time, and which leans on which.

    nodes: id, label, made (EDTF or ''), says, claims (bool), read (bool), printed (year or ''),
    hover; in drawing order. links: from, to, sure (bool).
    """
    narrow = layout == "narrow"
    step = 1.55 if narrow else 1.0
    lanes = {key: n * step for n, key in enumerate(nodes["id"])}
    place = {r.id: _middle(r.made) for r in nodes.itertuples()}
    last = max(lanes.values())
    fig = common.figure(
        layout,
        height=int(34 * (len(nodes) * (1.28 if narrow else 1)) + 86),
        margin={"l": 2, "r": 2, "t": 24, "b": 40},
    )
    fig.update_yaxes(range=[last + 0.8, -0.8 - (0.3 if narrow else 0)], visible=False)
    start = "1951-01-01" if narrow else "1919-01-01"
    ticks = (1957, 1980, 2000) if narrow else (1957, 1970, 1980, 1990, 2000, 2010, 2020)
    common.date_axis(
        fig,
        start,
        LAST,
        {f"{y}-06-01": str(y) for y in ticks} | {LANE: "no year" if narrow else "not known"},
    )
    fig.update_xaxes(showline=False, tickangle=0)
    fig.add_shape(
        type="rect",
        x0="2024-06-01",
        x1=LAST,
        y0=0,
        y1=1,
        yref="paper",
        fillcolor=theme.PANEL,
        line={"width": 0},
        layer="below",
    )
    common.june_1957_band(fig, words="June 1957" if not narrow else "")
    rules(fig, [(FIRST, y, LAST, y) for y in lanes.values()])
    for row in nodes.itertuples():
        y = lanes[row.id]
        where = (
            {"x": 0.042, "xref": "paper", "y": y - 0.55}
            if narrow
            else {"x": "1951-01-01", "y": y, "xanchor": "right", "xshift": -6}
        )
        number = f"<b>{row.says}</b>" if row.claims else row.says
        name = f"{row.label}: {number}" if narrow else row.label
        back = {"bgcolor": theme.PAPER, "borderpad": 1} if narrow else {}
        common.label(fig, text=name, yanchor="middle", **where, **back)
        if row.printed:
            at = f"{row.printed}-07-01"
            fig.add_shape(
                type="line",
                x0=place[row.id],
                x1=at,
                y0=y,
                y1=y,
                line={"color": theme.INK, "width": 1.4, "dash": "dot"},
            )
            words = f"by {row.printed}" if narrow else f"in print by {row.printed}"
            dot(fig, [at], [y], "line-ns-open", theme.INK, size=12, hover=[f"{row.label}: {words}"])
            common.label(fig, at, y, words, xshift=6, yanchor="middle", size=12 if narrow else 13)
    for link in links.itertuples():
        ends = [(place[key], lanes[key]) for key in (link.frm, link.to)]
        _link(fig, *ends, sure=link.sure)
    for (claims, read), group in nodes.groupby(["claims", "read"]):
        symbol = "hexagon" if claims else "hexagon-open" if read else "hexagon-open-dot"
        dot(
            fig,
            [place[i] for i in group["id"]],
            [lanes[i] for i in group["id"]],
            symbol,
            theme.INK if read else theme.GREY,
            size=13,
            hover=group["hover"].tolist(),
        )
    for row in () if narrow else nodes.itertuples():
        leftward = "2010" < place[row.id] < LANE
        common.label(
            fig,
            place[row.id],
            lanes[row.id],
            f"<b>{row.says}</b>" if row.claims else row.says,
            xshift=-12 if leftward else 12,
            xanchor="right" if leftward else "left",
            yanchor="bottom" if row.printed else "middle",
            size=13,
        )
    return fig


def _link(
    fig: go.Figure, later: tuple[str, float], earlier: tuple[str, float], *, sure: bool
) -> None:
    """An elbow from the account that leans to the one it leans on."""
    (x0, y0), (x1, y1) = later, earlier
    turn = SPINE if x1 < "1958-01-01" and x0 > "1960-01-01" else x1
    xs = [x0, turn, turn, x1]
    fig.add_trace(
        go.Scatter(
            x=xs,
            y=[y0, y0, y1, y1],
            mode="lines",
            line={"color": theme.GREY, "width": 1.6, "dash": "solid" if sure else "dash"},
            hoverinfo="skip",
        )
    )


def arithmetic(rows: pd.DataFrame, people: pd.DataFrame, layout: str) -> go.Figure:
    """Marks left and right of a line, one row a way of counting.

    rows: key, label, against, with_, note, in drawing order. people: key, short, place ("against"
    | "with"), side, seat, soft (bool), target, hover; one row a mark, nearest the line first.
    """
    narrow = layout == "narrow"
    lanes = {key: float(n) for n, key in enumerate(rows["key"])}
    most_left, most_right = int(rows["against"].max()), int(rows["with_"].max())
    fig = common.figure(
        layout, height=78 * len(rows) + 26, margin={"l": 2, "r": 2, "t": 26, "b": 2}
    )
    fig.update_xaxes(range=[-most_left - 2, most_right + 2], visible=False)
    fig.update_yaxes(range=[len(rows) - 0.45, -0.62], visible=False)
    rules(fig, [(0, y - 0.2, 0, y + 0.2) for y in lanes.values()], theme.LINE)
    for text, x, anchor, colour in (
        ("Against Khrushchev", -0.4, "right", theme.RED),
        ("With Khrushchev", 0.4, "left", theme.BLUE),
    ):
        common.label(
            fig,
            x,
            1,
            f"<b>{text}</b>",
            yref="paper",
            yanchor="bottom",
            xanchor=anchor,
            colour=colour,
        )
    for row in rows.itertuples():
        y = lanes[row.key]
        common.label(
            fig, 0, y - 0.36, row.label, xref="paper", yanchor="middle", size=theme.TEXT[layout]
        )
        for number, x, anchor, colour in (
            (row.against, -row.against - 0.35, "right", theme.RED),
            (row.with_, row.with_ + 0.35, "left", theme.BLUE),
        ):
            common.label(
                fig,
                x,
                y,
                f"<b>{number}</b>",
                xanchor=anchor,
                yanchor="middle",
                colour=colour,
                size=20,
            )
    size = 9 if narrow else 17
    for (key, place), group in people.groupby(["key", "place"], sort=False):
        sign = -1 if place == "against" else 1
        spread = group.assign(x=[sign * (n + 0.55) for n in range(len(group))])
        for (side, seat, soft, target), part in spread.groupby(["side", "seat", "soft", "target"]):
            xs, ys = part["x"].tolist(), [lanes[key]] * len(part)
            common.marks(
                fig,
                xs,
                ys,
                side=str(side),
                vote=seat == "full member" and not soft,
                target=bool(target),
                size=size,
                hover=part["hover"].tolist(),
            )
            if soft:
                hatch(fig, xs, ys, theme.SIDES[str(side)], size)
    return fig
