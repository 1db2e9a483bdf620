"""Charts of chapter 6: stances over the twelve days, and the rival counts of the callers."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import theme
from antiparty.charts import common

FIRST_DAY, LAST_DAY, RECESS = 18, 29, 23
# stance -> colour, symbol, word on a bar
STANCES: dict[str, tuple[str, str, str]] = {
    "against_khrushchev": (theme.RED, "square", "against"),
    "leaning_against": (theme.RED, "square-open-dot", "leaning"),
    "recanted": (theme.RED, "square-x-open", "recanted"),
    "for_khrushchev": (theme.BLUE, "circle", "with him"),
    "leaning_for": (theme.BLUE, "circle-open-dot", "leaning"),
    "neutral": (theme.GREY, "diamond-open", "unclear"),
    "absent": (theme.GREY, "line-ew-open", "away"),
}
SEATS = {
    "full member": "Full members",
    "candidate member": "Candidate members",
    "secretary": "Secretaries without a seat",
}
PALE = 0.3


def stance_turns(people: pd.DataFrame, spans: pd.DataFrame, layout: str) -> go.Figure:
    """One lane a person, one column a day.

    people: person_id, short, side, seat, target, in drawing order. spans: person_id, start, end
    (ISO), stance, basis, hover.
    """
    narrow = layout == "narrow"
    step = 1.55 if narrow else 1.0
    lanes, heads, at = {}, {}, 0.0
    for seat, group in people.groupby("seat", sort=False):
        heads[seat] = at
        at += 0.95
        for person in group["person_id"]:
            at += 0.45 if narrow else 0
            lanes[person] = at
            at += step if not narrow else step - 0.45
        at += 0.25
    bottom = max(lanes.values()) + 0.7
    fig = common.figure(
        layout,
        height=int((bottom + 0.6) * 27) + 26,
        margin={"l": 2, "r": 2, "t": 26, "b": 2},
    )
    left = FIRST_DAY - 0.55 if narrow else FIRST_DAY - 2.6
    fig.update_xaxes(
        range=[left, LAST_DAY + 0.55],
        side="top",
        tickvals=list(range(FIRST_DAY, LAST_DAY + 1)),
        ticktext=["18" if narrow else "18 June", *map(str, range(19, LAST_DAY + 1))],
        tickangle=0,
        showline=False,
        automargin=False,
    )
    fig.update_yaxes(range=[bottom, -0.6], visible=False, automargin=False)
    common.later(
        fig,
        "shapes",
        {"type": "rect", "x0": RECESS - 0.5, "x1": RECESS + 0.5, "y0": 0, "y1": 1, "yref": "paper"}
        | {"fillcolor": theme.PANEL, "line": {"width": 0}, "layer": "below"},
    )
    common.later(
        fig,
        "shapes",
        {"type": "line", "x0": 21.5, "x1": 21.5, "y0": 0, "y1": 1, "yref": "paper"}
        | {"line": {"color": theme.LINE, "width": 1, "dash": "dot"}, "layer": "below"},
    )
    for seat, y in heads.items():
        common.label(
            fig, 0, y, f"<b>{SEATS[seat]}</b>", xref="paper", yanchor="middle", colour=theme.MUTED
        )
    if not narrow:
        for x, words in ((19.5, "in the Presidium"), (26.5, "before the plenum")):
            common.label(
                fig,
                x,
                heads["full member"],
                words,
                xanchor="center",
                yanchor="middle",
                size=12,
                colour=theme.MUTED,
            )
    for row in people.itertuples():
        y = lanes[row.person_id]
        where = (
            {"x": FIRST_DAY - 0.48, "y": y - 0.52}
            if narrow
            else {"x": FIRST_DAY - 0.65, "y": y, "xanchor": "right"}
        )
        name = f"<b>{row.short}</b>" if row.target else row.short
        common.label(fig, text=name, yanchor="middle", size=theme.TEXT[layout], **where)
    height = 0.5 if narrow else 0.66
    targets = people.loc[people["target"], "person_id"]
    _bars(fig, spans, lanes, height)
    _words(
        fig,
        spans.assign(target=spans["person_id"].isin(targets)),
        lanes,
        height,
        narrow=narrow,
    )
    return fig


def _box(row: Any) -> tuple[float, float]:
    return int(row.start[-2:]) - 0.47, int(row.end[-2:]) + 0.47


def _bars(fig: go.Figure, spans: pd.DataFrame, lanes: dict[str, float], height: float) -> None:
    for (stance, basis), rows in spans.groupby(["stance", "basis"], sort=False):
        colour = STANCES[str(stance)][0]
        boxes = [_box(r) for r in rows.itertuples()]
        fill: dict[str, Any] = {"color": colour, "line": {"width": 0}}
        if basis == "documented_for_span":
            fill["opacity"] = PALE
        elif basis == "inferred":
            fill["pattern"] = {"shape": "/", "fgcolor": colour, "bgcolor": theme.CLEAR} | {
                "fillmode": "replace",
                "size": 6,
                "solidity": 0.25,
            }
        elif basis == "recalled":
            fill["color"] = theme.CLEAR
            for row, (x0, x1) in zip(rows.itertuples(), boxes, strict=True):
                y = lanes[row.person_id]
                common.later(
                    fig,
                    "shapes",
                    {"type": "rect", "x0": x0, "x1": x1, "y0": y - height / 2, "y1": y + height / 2}
                    | {"line": {"color": colour, "width": 1.5, "dash": "dot"}},
                )
        fig.add_trace(
            go.Bar(
                orientation="h",
                base=[b[0] for b in boxes],
                x=[b[1] - b[0] for b in boxes],
                y=[lanes[p] for p in rows["person_id"]],
                width=[height] * len(rows),
                marker=fill,
                hovertext=rows["hover"].tolist(),
                hoverinfo="text",
            )
        )
    fig.update_layout(barmode="overlay")


def _words(
    fig: go.Figure, spans: pd.DataFrame, lanes: dict[str, float], height: float, *, narrow: bool
) -> None:
    """The symbol of the stance at the start of each span, and on wide canvases its word."""
    room = 0.42 if narrow else 0.86
    bare = spans[spans["basis"].isin(["inferred", "recalled"])]
    fig.add_trace(  # clears the hatching under the words
        go.Bar(
            orientation="h",
            base=[int(d[-2:]) - 0.44 for d in bare["start"]],
            x=[room] * len(bare),
            y=[lanes[p] for p in bare["person_id"]],
            width=[height * 0.86] * len(bare),
            marker={"color": theme.PAPER, "line": {"width": 0}},
            hoverinfo="skip",
        )
    )
    for (stance, basis), rows in spans.groupby(["stance", "basis"], sort=False):
        colour, symbol, word = STANCES[str(stance)]
        full = basis == "documented"
        ink = theme.PAPER if full else colour
        ys = [lanes[p] for p in rows["person_id"]]
        xs = [int(d[-2:]) - (0.2 if narrow else 0.36) for d in rows["start"]]
        for x, y, target in () if narrow else zip(xs, ys, rows["target"], strict=True):
            common.label(
                fig,
                x,
                y,
                "the target" if target else word,
                xshift=5,
                yanchor="middle",
                size=11,
                borderpad=0,
                colour=theme.PAPER if full else theme.INK,
            )
        fig.add_trace(
            go.Scatter(
                x=xs,
                y=ys,
                mode="markers",
                marker={"symbol": symbol, "size": 7, "color": ink}
                | {"line": {"width": 1.5 if "open" in symbol else 0, "color": ink}},
                hoverinfo="skip",
            )
        )


def the_callers(rows: pd.DataFrame, whole: int, layout: str) -> go.Figure:
    """Bars of the counts, the rival under the preferred one.

    rows: group, what, value, preferred, day, holder, hover, in drawing order.
    """
    narrow = layout == "narrow"
    y, heads, lanes = 0.0, [], []
    for _, group in rows.groupby("group", sort=False):
        first = group.iloc[0]
        heads.append((y, f"{first['what']}"))
        y += 0.95
        for _ in range(len(group)):
            lanes.append(y)
            y += 1.75 if narrow else 0.95
        y += 0.35
    fig = common.figure(layout, height=int(y * 24) + 40, margin={"l": 2, "r": 2, "t": 26, "b": 2})
    fig.update_xaxes(range=[0, whole * (1.04 if narrow else 1.02)], visible=False)
    fig.update_yaxes(range=[y, -0.6], visible=False)
    common.later(
        fig,
        "shapes",
        {"type": "line", "x0": whole, "x1": whole, "y0": 0, "y1": 1, "yref": "paper"}
        | {"line": {"color": theme.LINE, "width": 1.5}, "layer": "below"},
    )
    common.label(
        fig,
        whole,
        1,
        f"all {whole} full members",
        yref="paper",
        xanchor="right",
        yanchor="bottom",
        size=13,
        colour=theme.MUTED,
    )
    for at, words in heads:
        common.label(fig, 0, at, f"<b>{words}</b>", yanchor="middle", bgcolor=theme.PAPER)
    for kind, part in rows.assign(lane=lanes).groupby("preferred", sort=False):
        fig.add_trace(
            go.Bar(
                orientation="h",
                x=part["value"].tolist(),
                y=part["lane"].tolist(),
                width=[0.72] * len(part),
                marker={
                    "color": theme.INK if kind else theme.CLEAR,
                    "line": {"width": 0 if kind else 1.6, "color": theme.INK},
                },
                hovertext=part["hover"].tolist(),
                hoverinfo="text",
            )
        )
        for row in part.itertuples():
            inside = row.value > whole * 0.55 and not narrow
            words = f"{row.holder}, {row.day}"
            common.label(
                fig, row.value, row.lane, f"<b>{row.value}</b>", xshift=6, yanchor="middle", size=16
            )
            if narrow:
                common.label(fig, 0, row.lane + 0.75, words, yanchor="middle", size=12)
            elif inside:
                common.label(
                    fig,
                    0,
                    row.lane,
                    words,
                    xshift=8,
                    yanchor="middle",
                    size=13,
                    colour=theme.PAPER if kind else theme.INK,
                )
            else:
                common.label(fig, row.value, row.lane, words, xshift=36, yanchor="middle", size=13)
    fig.update_layout(barmode="overlay")
    return fig
