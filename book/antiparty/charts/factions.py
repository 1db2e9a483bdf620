"""Charts of the chapter on factions: the matrix of ties, the splits, the rules man by man."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from .. import theme
from . import common

MINUS = "−"
# these charts are 1000 px wide and shown a little smaller: larger letters than the template's
TEXT = {"wide": 16, "narrow": theme.TEXT["narrow"]}
SMALL = {"wide": 14, "narrow": theme.SMALL["narrow"]}
# tone of a pair -> the sign written in its cell
SIGNS = {"friendly": "+", "hostile": MINUS, "both": "±", "none": "·"}


def _axis_title(text: str, layout: str) -> dict[str, object]:
    return {"text": text, "standoff": 6, "font": {"size": TEXT[layout]}}


def _counts(friendly: int, hostile: int, joint: str) -> str:
    parts = [f"+{friendly}"] if friendly else []
    parts += [f"{MINUS}{hostile}"] if hostile else []
    return joint.join(parts)


def matrix(frame: pd.DataFrame, people: pd.DataFrame, layout: str) -> go.Figure:
    """Signed ties of every pair as a staircase.

    frame: a, b (names), friendly, hostile, tone, hover; people in order: name, side. A cell says
    how many friendly (+) and hostile (−) ties the pair had; its field shows the same.
    """
    wide = layout == "wide"
    names = list(people["name"])
    at = {name: i for i, name in enumerate(names)}
    n = len(names)
    fig = common.figure(layout, height=(42 if wide else 33) * n + (24 if wide else 150))
    fig.update_layout(font_size=TEXT[layout])
    fig.update_xaxes(range=[-0.6, n + (0.9 if wide else 2.2)], visible=False)
    fig.update_yaxes(range=[n - 0.4, -0.9], visible=False)
    shapes: list[dict[str, object]] = []
    for row in frame.itertuples():
        i, j = sorted((at[row.a], at[row.b]))  # column i, row j > i
        shapes += _field(i, j, row.tone)
    xy = [sorted((at[r.a], at[r.b])) for r in frame.itertuples()]
    joint = " " if wide else "<br>"
    fig.add_trace(
        go.Scatter(
            x=[p[0] for p in xy],
            y=[p[1] for p in xy],
            mode="text",
            text=[
                _counts(r.friendly, r.hostile, joint) or SIGNS["none"] for r in frame.itertuples()
            ],
            textfont={"size": 16 if wide else 11, "color": theme.INK},
            hovertext=list(frame["hover"]),
            hoverinfo="text",
        )
    )
    for side in dict.fromkeys(people["side"]):
        mine = [at[r.name] for r in people.itertuples(index=False) if r.side == side]
        common.marks(fig, mine, mine, side=side, target=False, size=11 if wide else 9, name="")
    fig.layout.annotations = [
        {
            "x": i + (0.25 if wide else 0.35),
            "y": i,
            "text": f"<b>{name}</b>",
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "middle",
        }
        for name, i in at.items()
    ]
    edge = int((people["side"] == people["side"].iloc[0]).sum()) - 0.5
    shapes.append(
        {
            "type": "path",
            "path": f"M -0.5 {edge} L {edge} {edge} L {edge} {n - 0.5}",
            "line": {"color": theme.INK, "width": 1.5},
        }
    )
    fig.layout.shapes = shapes
    return fig


def _field(x: float, y: float, tone: str) -> list[dict[str, object]]:
    """The coloured field of a pair: blue, red, or split along the diagonal."""
    left, right, top, bottom = x - 0.46, x + 0.46, y - 0.46, y + 0.46
    upper = f"M {left} {top} L {right} {top} L {left} {bottom} Z"
    lower = f"M {right} {top} L {right} {bottom} L {left} {bottom} Z"
    whole = f"M {left} {top} L {right} {top} L {right} {bottom} L {left} {bottom} Z"
    parts = {
        "friendly": [(whole, theme.BLUE)],
        "hostile": [(whole, theme.RED)],
        "both": [(upper, theme.BLUE), (lower, theme.RED)],
    }
    style = {"type": "path", "opacity": 0.2, "line": {"width": 0}, "layer": "below"}
    return [{**style, "path": path, "fillcolor": c} for path, c in parts.get(tone, [])]


def matrix_notes(fig: go.Figure, notes: list[tuple[str, str]], layout: str) -> go.Figure:
    """Counts in the empty corner of the staircase, from the top down: (heading, words)."""
    for i, (heading, words) in enumerate(notes):
        common.label(
            fig,
            1,
            1,
            f"<b>{heading}</b><br>{words}",
            xref="paper",
            yref="paper",
            xanchor="right",
            yanchor="top",
            align="right",
            size=TEXT[layout] - (0 if layout == "wide" else 1),
            yshift=-i * (72 if layout == "wide" else 64),
        )
    return fig


def histogram(frame: pd.DataFrame, real: int, words: dict[str, str], layout: str) -> go.Figure:
    """Splits by their misplaced ties; the bar that holds the real split stands out.

    frame: misplaced, splits. words: real, better, worse (labels written in the chart).
    """
    wide = layout == "wide"
    fig = common.figure(layout, height=330 if wide else 360)
    fig.update_layout(font_size=TEXT[layout])
    top = int(frame["splits"].max())
    for chosen, colour, pattern in (
        (frame["misplaced"] < real, theme.GREY, ""),
        (frame["misplaced"] == real, theme.RED, ""),
        (frame["misplaced"] > real, theme.GREY, "/"),
    ):
        part = frame[chosen]
        fig.add_trace(
            go.Bar(
                x=part["misplaced"],
                y=part["splits"],
                width=0.86,
                marker={
                    "color": colour,
                    "pattern": {
                        "shape": pattern,
                        "fgcolor": colour,
                        "bgcolor": theme.CLEAR,
                        "fillmode": "replace",
                        "size": 5,
                        "solidity": 0.25,
                    }
                    if pattern
                    else {},
                    "line": {"width": 1 if pattern else 0, "color": colour},
                },
                hovertext=[
                    f"{m} ties misplaced: {s} split{'s' if s != 1 else ''}"
                    for m, s in zip(part["misplaced"], part["splits"], strict=True)
                ],
                hoverinfo="text",
            )
        )
    low, high = int(frame["misplaced"].min()), int(frame["misplaced"].max())
    step = 5
    ticks = [*range(low - low % -step, high + 1, step)]
    fig.update_xaxes(
        range=[low - 1.2, high + 1.2],
        tickvals=ticks,
        ticks="outside",
        showline=True,
        title=_axis_title("Ties on the wrong side of the line", layout),
    )
    fig.update_yaxes(range=[0, top * (1.42 if wide else 1.52)], visible=False)
    labels = [
        (real, top * 1.19, words["real"], "center", "bottom", 60 if wide else 24, theme.RED),
        (low - 0.6, top * 1.12, words["better"], "left", "top", 38 if wide else 15, theme.INK),
        (high + 0.9, top * 0.8, words["worse"], "right", "top", 20, theme.INK),
    ]
    for x, y, text, anchor, up, width, colour in labels:
        common.label(
            fig,
            x,
            y,
            common.wrap(text, width),
            xanchor=anchor,
            align=anchor,
            yanchor=up,
            colour=colour,
        )
    reach = int(frame.loc[frame["misplaced"] == real, "splits"].iloc[0])
    fig.add_shape(
        type="line",
        x0=real,
        x1=real,
        y0=reach + top * 0.02,
        y1=top * 1.18,
        line={"color": theme.RED, "width": 1.5},
    )
    return fig


def strips(frame: pd.DataFrame, layout: str) -> go.Figure:
    """For each choice of ties one bar of all other splits: better, as good, worse.

    frame: choice, ties, better, equal, worse.
    """
    wide = layout == "wide"
    n = len(frame)
    fig = common.figure(layout, height=(37 if wide else 62) * n + 66, barmode="stack")
    fig.update_layout(font_size=TEXT[layout])
    rows = list(range(n))
    total = int((frame["better"] + frame["equal"] + frame["worse"]).max())
    base = [0] * n
    for column, words, fill in (
        ("better", "fit better", {"color": theme.GREY}),
        (
            "equal",
            "fit as well",
            {
                "color": theme.GREY,
                "pattern": {
                    "shape": "/",
                    "fgcolor": theme.GREY,
                    "bgcolor": theme.CLEAR,
                    "fillmode": "replace",
                    "size": 5,
                    "solidity": 0.35,
                },
            },
        ),
        ("worse", "fit worse", {"color": theme.RULE}),
    ):
        values = [int(v) for v in frame[column]]
        fig.add_trace(
            go.Bar(
                orientation="h",
                y=rows,
                x=values,
                base=list(base),
                width=0.5 if wide else 0.3,
                offset=-0.25 if wide else 0.05,
                marker={**fill, "line": {"width": 0}},
                hovertext=[
                    f"{r.choice} ({r.ties} ties): {v} other splits {words}"
                    for r, v in zip(frame.itertuples(), values, strict=True)
                ],
                hoverinfo="text",
            )
        )
        base = [b + v for b, v in zip(base, values, strict=True)]
    y = [r + (0 if wide else 0.2) for r in rows]
    edge = [int(b + e) for b, e in zip(frame["better"], frame["equal"], strict=True)]
    common.marks(
        fig,
        edge,
        y,
        side="opponent",
        size=9,
        hover=[
            f"The real split: {r.better} others fit better, {r.equal} as well"
            for r in frame.itertuples()
        ],
    )
    for r, e in zip(rows, edge, strict=True):
        row = frame.iloc[r]
        late = e > total * 0.8  # no room to the right of the mark: write over the bar
        common.label(
            fig,
            e,
            y[r] - (0.2 if late else 0),
            f"<b>{row['better']} + {row['equal']}</b>",
            xanchor="right" if late else "left",
            yanchor="bottom" if late else "middle",
            size=SMALL[layout],
            xshift=6 if late else 8,
        )
    fig.update_xaxes(
        range=[-2, total + 2],
        tickvals=[0, 100, 200, 300],
        ticks="outside",
        showline=True,
        title=_axis_title(f"The {total} other splits, best fit first", layout),
    )
    names = [f"{r.choice} ({r.ties})" for r in frame.itertuples()]
    if wide:
        wrapped = [common.wrap(name, 44) for name in names]
        fig.update_yaxes(tickvals=rows, ticktext=wrapped, range=[n - 0.5, -0.6], ticks="")
        fig.update_yaxes(showline=False)
    else:
        fig.update_yaxes(visible=False, range=[n - 0.4, -0.55])
        for r, name in zip(rows, names, strict=True):
            common.label(fig, 0, r - 0.42, name, yanchor="top", xref="paper", yshift=4)
    return fig


def rules(frame: pd.DataFrame, columns: pd.DataFrame, layout: str) -> go.Figure:
    """Rules against men: what each rule says of each man, wrong calls crossed, score below.

    frame: name, actual, rule, call, right, hover. columns in order: rule, head, short, score.
    """
    wide = layout == "wide"
    names = list(dict.fromkeys(frame["name"]))
    keys = list(columns["rule"])
    n = len(names)
    fig = common.figure(layout, height=(33 if wide else 32) * n + (124 if wide else 120))
    fig.update_layout(font_size=TEXT[layout])
    left = -1
    fig.update_xaxes(range=[-2.6 if wide else -3.0, len(keys) - 0.4], visible=False)
    fig.update_yaxes(range=[n + 0.6, -2.7 if wide else -2.6], visible=False)
    actual = dict(zip(frame["name"], frame["actual"], strict=True))
    for side in ("opponent", "supporter"):
        mine = [i for i, name in enumerate(names) if actual[name] == side]
        common.marks(
            fig,
            [left] * len(mine),
            mine,
            side=side,
            size=12,
            hover=[f"{names[i]}: {theme.SIDE_WORDS[side]} in June 1957" for i in mine],
        )
    for i, name in enumerate(names):
        common.label(
            fig, left - 0.35, i, name, xanchor="right", yanchor="middle", size=TEXT[layout]
        )
    for (call, right), part in frame.groupby(["call", "right"], sort=True):
        x = [keys.index(rule) for rule in part["rule"]]
        y = [names.index(name) for name in part["name"]]
        if call == "none":
            fig.add_trace(
                go.Scatter(
                    x=x,
                    y=y,
                    mode="text",
                    text=["–"] * len(x),
                    textfont={"size": 16, "color": theme.MUTED},
                    hovertext=list(part["hover"]),
                    hoverinfo="text",
                )
            )
            continue
        symbol = theme.SYMBOLS[str(call)]
        fig.add_trace(
            go.Scatter(
                x=x,
                y=y,
                mode="markers",
                marker={
                    "symbol": symbol if right else f"{symbol}-x",
                    "size": 12 if right else 16,
                    "color": theme.SIDES[str(call)] if right else theme.CLEAR,
                    "line": {
                        "width": 0 if right else 2,
                        "color": theme.SIDES[str(call)],
                    },
                },
                hovertext=list(part["hover"]),
                hoverinfo="text",
            )
        )
    heads = [(left, "June 1957"), *enumerate(columns["head" if wide else "short"])]
    for x, words in heads:
        common.label(
            fig,
            x,
            -0.7,
            common.wrap(str(words), 12 if wide else 7),
            xanchor="center",
            align="center",
            yanchor="bottom",
            size=SMALL[layout] + (1 if wide else -1),
        )
    common.label(
        fig,
        left - 0.35,
        n + 0.05,
        "<b>Right, of ten</b>" if wide else "<b>Right</b>",
        xanchor="right",
        yanchor="middle",
    )
    for x, (_, row) in enumerate(columns.iterrows()):
        common.label(
            fig, x, n + 0.05, f"<b>{row['score']}</b>", xanchor="center", yanchor="middle", size=16
        )
    against = sum(side == "opponent" for side in actual.values())
    for y in (against - 0.5, n - 0.5):
        fig.add_shape(
            type="line",
            x0=-2.6 if wide else -3.0,
            x1=len(keys) - 0.5,
            y0=y,
            y1=y,
            line={"color": theme.LINE, "width": 1},
        )
    return fig
