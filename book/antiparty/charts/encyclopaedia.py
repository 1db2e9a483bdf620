"""The audit of the encyclopaedia article: the article as a strip, and what corrections rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import theme
from antiparty.charts import common

ACCENT = theme.TOKENS["accent"][0]
# verdict -> plotly symbol, colour, size: shapes that mean no side (those are square and circle)
MARKS: dict[str, tuple[str, str, float]] = {
    "confirmed": ("line-ns-open", theme.LINE, 11),
    "imprecise": ("triangle-up-open", theme.INK, 11),
    "contested": ("bowtie-open", theme.INK, 11),
    "corrected": ("x", ACCENT, 12),
    "unverified": ("", theme.INK, 15),  # a question mark
}
LETTER = 6.4  # average width of a letter of chart text, pixels


def _marks(fig: go.Figure, verdict: str, x: Sequence[float], y: Sequence[float], **more: Any):
    """One trace of verdict marks; the unverified are question marks."""
    symbol, colour, size = MARKS[verdict]
    hover = {"hovertext": more.get("hover"), "hoverinfo": "text" if more.get("hover") else "skip"}
    if not symbol:
        text = {"mode": "text", "text": ["<b>?</b>"] * len(x)}
        font = {"textfont": {"size": size, "color": colour}}
        fig.add_trace(go.Scatter(x=list(x), y=list(y), name=verdict, **text, **font, **hover))
        return
    line = {"width": 0 if symbol == "x" else 2, "color": colour}
    marker = {"symbol": symbol, "color": colour, "size": size, "line": line}
    fig.add_trace(
        go.Scatter(x=list(x), y=list(y), mode="markers", name=verdict, marker=marker, **hover)
    )


def _canvas(layout: str, height: int, width: int) -> go.Figure:
    """A figure measured in pixels from the top left."""
    fig = common.figure(layout, height=height)
    fig.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    fig.update_xaxes(range=[0, width], visible=False)
    fig.update_yaxes(range=[height, 0], visible=False)
    return fig


def strip(
    claims: pd.DataFrame, key: dict[str, tuple[str, int]], sections: dict[str, str], layout: str
) -> go.Figure:
    """Every claim as a mark, a sentence a line, corrected ones in words.

    claims: section, line (a sentence, or a whole list), sentence, verdict, claim, hover, in the
    order of the article. key: verdict -> (word, number).
    """
    narrow = layout == "narrow"
    width = theme.WIDTHS["narrow" if narrow else "wide"]
    left, pitch, size = (36, 16, 13) if narrow else (190, 21, 13)
    words: list[tuple[float, float, str, dict[str, Any]]] = []
    places: dict[str, list[tuple[float, float, str]]] = {v: [] for v in MARKS}
    y = 16.0
    x = 8.0
    for verdict, (word, number) in key.items():  # the key, on as many lines as it takes
        text = f"{number} {word}"
        room = 18 + LETTER * 1.12 * len(text) + 14
        if x + room > width:
            x, y = 8.0, y + 22
        places[verdict].append((x + 4, y, ""))
        words.append((x + 15, y, text, {"size": size}))
        x += room
    y += 26
    muted = {"colour": theme.MUTED, "size": size}
    lines: list[float] = []
    for section, part in claims.groupby("section", sort=False):
        lines.append(y - 6)
        y += 9
        words.append((2, y, f"<b>{sections[str(section)]}</b>", {"size": size}))
        y += 22 if narrow else 0
        for _, row in part.groupby("line", sort=False):
            said = row.loc[row["verdict"] == "corrected", "claim"]
            after = left + pitch * (len(row) - 1) + 16
            fit = int((width - after - 4) / (LETTER if narrow else LETTER * 1.02))
            text = common.wrap("|".join(said), 999).split("|") if len(said) else []
            wrapped = [common.wrap(t, fit) for t in text]
            count = sum(t.count(common.WRAP) + 1 for t in wrapped)
            number = row["sentence"].iloc[0]
            if row["sentence"].nunique() == 1:
                words.append(
                    (left - (12 if narrow else 15), y, f"{number}", {**muted, "xanchor": "right"})
                )
            for n, claim in enumerate(row.itertuples()):
                places[claim.verdict].append((left + n * pitch, y, claim.hover))
            if wrapped:
                top = {"yanchor": "top", "size": size}
                words.append((after, y - 9, common.WRAP.join(wrapped), top))
            y += max(21, count * size * 1.32 + 7)
    fig = _canvas(layout, int(y + 2), width)
    fig.update_layout(
        shapes=[
            {
                "type": "line",
                "x0": 0,
                "x1": width,
                "y0": at,
                "y1": at,
                "line": {"color": theme.RULE, "width": 1},
            }
            for at in lines
        ]
    )
    for verdict, found in places.items():
        if found:
            xs, ys, hover = zip(*found, strict=True)
            _marks(fig, verdict, xs, ys, hover=list(hover))
    for at, down, text, more in words:
        common.label(fig, at, down, text, **({"yanchor": "middle"} | more))
    return fig


def rests_on(
    claims: pd.DataFrame, marks: pd.DataFrame, kinds: dict[str, str], now: set[str], layout: str
) -> go.Figure:
    """Corrected claims by the works that each correction rests on.

    claims: claim_id, group, claim, correct, in drawing order. marks: claim_id, evidence, hover.
    kinds: evidence -> heading of its column; `now` holds those of the time.
    """
    narrow = layout == "narrow"
    width = theme.WIDTHS["narrow" if narrow else "wide"]
    size = 13
    first = 0 if narrow else 430
    step = (width - first) / len(kinds)
    fit = int(((width if narrow else first - 24) - 4) / (LETTER))
    words: list[tuple[float, float, str, dict[str, Any]]] = []
    lines: list[float] = []
    found: dict[bool, list[tuple[float, float, str]]] = {True: [], False: []}
    column = {kind: first + step * n + 10 for n, kind in enumerate(kinds)}
    heads = {k: common.wrap(v, 10 if narrow else 13) for k, v in kinds.items()}
    tall = max(h.count(common.WRAP) + 1 for h in heads.values()) * size * 1.3
    top = {"yanchor": "top", "size": size}
    for kind, text in heads.items():
        colour = theme.INK if kind in now else theme.MUTED
        at = column[kind] - (8 if narrow else 6)
        words.append((at, 2, f"<b>{text}</b>" if kind in now else text, {**top, "colour": colour}))
    y = tall + 14
    for group, part in claims.groupby("group", sort=False):
        lines.append(y)
        words.append((0, y + 8, f"<b>{group}</b>", {**top, "colour": ACCENT}))
        y += 34
        for row in part.itertuples():
            said, right = common.wrap(row.claim, fit), common.wrap(row.correct, fit)
            rows = [said.count(common.WRAP) + 1, right.count(common.WRAP) + 1]
            high = sum(rows) * size * 1.3
            words.append((0, y, said, {**top, "colour": theme.MUTED}))
            words.append((0, y + rows[0] * size * 1.3, f"<b>{right}</b>", top))
            at = y + high + 12 if narrow else y + 9
            mine = marks[marks["claim_id"] == row.claim_id]
            for kind, works in mine.groupby("evidence"):
                for n, work in enumerate(works.itertuples()):
                    spot = (column[str(kind)] + n * 17, at, work.hover)
                    found[kind in now].append(spot)
            y += high + (36 if narrow else 14)
        y += 4
    fig = _canvas(layout, int(y), width)
    line = {"color": theme.RULE, "width": 1}
    fig.update_layout(
        shapes=[
            {"type": "line", "x0": 0, "x1": width, "y0": at, "y1": at, "line": line} for at in lines
        ]
    )
    for timely, spots in found.items():
        if not spots:
            continue
        xs, ys, hover = zip(*spots, strict=True)
        colour = theme.INK if timely else theme.MUTED
        fig.add_trace(
            go.Scatter(
                x=xs,
                y=ys,
                mode="markers",
                name="of the time" if timely else "later",
                marker={
                    "symbol": "pentagon" if timely else "pentagon-open",
                    "size": 12,
                    "color": colour,
                    "line": {"width": 0 if timely else 1.8, "color": colour},
                },
                hovertext=list(hover),
                hoverinfo="text",
            )
        )
    for at, down, text, more in words:
        common.label(fig, at, down, text, **more)
    return fig
