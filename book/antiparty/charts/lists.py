"""Charts of the chapter on the lists: signers with rival counts, and the record of both sides.

Both are set like a table: y runs in pixels from the top, x from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import theme
from antiparty.charts import common

FULL = 400  # lists at the right end of the bars
STATUS = {
    **dict.fromkeys(("lists", "terror", "retort"), "triangle-right"),
    "later": "triangle-right-open",
}
LEFT = {"wide": 0.225, "narrow": 0.03}  # where bars and cells begin


def canvas(layout: str) -> go.Figure:
    fig = common.figure(layout, height=400)
    fig.update_layout(margin={"l": 2, "r": 2, "t": 2, "b": 2})
    fig.update_xaxes(range=[0, 1], visible=False)
    return fig


def close(fig: go.Figure, height: float) -> go.Figure:
    fig.update_layout(height=int(height) + 4, barmode="overlay")
    fig.update_yaxes(range=[height, 0], visible=False)
    return fig


def words(fig: go.Figure, x: float, y: float, text: str, layout: str, **more: Any) -> None:
    common.label(fig, x, y, text, **{"size": theme.SMALL[layout], "yanchor": "middle", **more})


def rule(fig: go.Figure, y: float) -> None:
    line = {"color": theme.RULE, "width": 1}
    common.later(
        fig,
        "shapes",
        {"type": "line", "x0": 0, "x1": 1, "y0": y, "y1": y, "layer": "below", "line": line},
    )


def _slot(fig: go.Figure, x0: float, x1: float, y: float, half: float) -> None:
    line = {"color": theme.LINE, "width": 1, "dash": "dot"}
    box = {"type": "rect", "x0": x0, "x1": x1, "y0": y - half, "y1": y + half}
    common.later(fig, "shapes", {**box, "line": line, "fillcolor": theme.CLEAR})


def _sides(fig: go.Figure, marks: Iterable[tuple[float, str, str]]) -> None:
    """Side symbols at the left edge: (y, side, hover)."""
    x = 0.018
    groups: dict[str, list[tuple[float, str]]] = {}
    for y, side, hover in marks:
        groups.setdefault(side, []).append((y, hover))
    for side, part in groups.items():
        ys = [y for y, _ in part]
        common.marks(
            fig, [x] * len(part), ys, side=side, size=9, hover=[h for _, h in part]
        )  # fmt: skip


def status_marks(fig: go.Figure, marks: Sequence[tuple[float, float, str]]) -> None:
    """Triangles before the words on the charge: (x, y, key); nothing for "never"."""
    shown = [m for m in marks if m[2] in STATUS]
    if not shown:
        return
    fig.add_trace(
        go.Scatter(
            x=[m[0] for m in shown],
            y=[m[1] for m in shown],
            mode="markers",
            hoverinfo="skip",
            marker={
                "symbol": [STATUS[m[2]] for m in shown],
                "color": theme.INK,
                "size": 9,
                "line": {"color": theme.INK, "width": 1},
            },
        )
    )


def signers(rows: pd.DataFrame, layout: str) -> go.Figure:
    """Bars of lists signed, with rival counts and the charge beside; empty slots where none.

    rows: group, person, side, count (None draws an empty slot), counts (three texts), accused
    (key), words, hover, empty (words in the slot).
    """
    fig = canvas(layout)
    narrow = layout == "narrow"
    left, right = LEFT[layout], (0.97 if narrow else 0.51)
    columns = (0.555, 0.63, 0.695)
    y = 8.0
    if not narrow:
        words(fig, left, 10, "Lists signed, Memorial’s count", layout, colour=theme.MUTED)
        for x, name in zip(columns, ("Memorial", "Yakovlev", "Older"), strict=True):
            words(fig, x, 10, name, layout, colour=theme.MUTED, xanchor="center")
        words(fig, 0.74, 10, "Accused, 1957 or 1961", layout, colour=theme.MUTED)
        y = 24.0
    sides: list[tuple[float, str, str]] = []
    status: list[tuple[float, float, str]] = []
    bars: list[tuple[float, float, str, str]] = []
    size = 8 if narrow else 9
    for group, part in rows.groupby("group", sort=False):
        rule(fig, y)
        words(fig, 0, y + 13, f"<b>{group}</b>", layout)
        y += 26
        for row in part.itertuples():
            at = y + 10
            sides.append((at, row.side, row.hover))
            words(fig, 0.045 if narrow else 0.035, at, row.person, layout, size=theme.TEXT[layout])
            if narrow:
                known = not pd.isna(row.count)
                said = " · ".join(c for c in row.counts if c) if known else row.empty
                words(fig, 1, at, said, layout, xanchor="right", align="right")
                if known:
                    y += 19
            bar = y + 10
            if not pd.isna(row.count):
                bars.append((left + (right - left) * row.count / FULL, bar, row.side, row.hover))
            elif not narrow:
                _slot(fig, left, right, at, size)
                words(fig, left + 0.01, at, row.empty, layout, colour=theme.MUTED)
            if not narrow:
                for x, text in zip(columns, row.counts, strict=True):
                    words(fig, x, at, text, layout, xanchor="center", size=theme.TEXT[layout])
            told = bar if not narrow else y + 28
            place = 0.745 if not narrow else 0.055
            status.append((place, told, row.accused))
            shift = 9 if row.accused in STATUS else 0
            start = place if shift else place - 0.006
            muted = {} if shift else {"colour": theme.MUTED}
            words(fig, start, told, row.words, layout, xshift=shift, **muted)
            y += 45 if narrow else 24
        y += 8
    for side in dict.fromkeys(b[2] for b in bars):
        mine = [b for b in bars if b[2] == side]
        fig.add_trace(
            go.Bar(
                orientation="h",
                base=[left] * len(mine),
                x=[b[0] - left for b in mine],
                y=[b[1] for b in mine],
                width=[13.0] * len(mine),
                marker={"color": theme.SIDES[side], "line": {"width": 0}},
                hovertext=[b[3] for b in mine],
                hoverinfo="text",
            )
        )
    _sides(fig, sides)
    status_marks(fig, status)
    return close(fig, y)


Placed = list[tuple[float, float, Any]]


def _put(fig: go.Figure, placed: Placed) -> None:
    groups: dict[tuple[str, bool, bool], Placed] = {}
    for item in placed:
        cell = item[2]
        groups.setdefault((cell.mark, not cell.sure, cell.rival), []).append(item)
    for (side, recalled, rival), part in groups.items():
        common.marks(
            fig,
            [x for x, _, _ in part],
            [y for _, y, _ in part],
            side=side,
            recalled=recalled,
            rival=rival,
            size=11,
            hover=[c.hover for _, _, c in part],
        )


def record(
    people: pd.DataFrame, cells: pd.DataFrame, columns: Sequence[str], layout: str
) -> go.Figure:
    """People by kind of record. people: person_id, person, side, group, empty (words, or "").

    cells: person_id, column, mark (whose symbol), sure, rival, text (beside the mark), hover.
    """
    fig = canvas(layout)
    narrow = layout == "narrow"
    step = (1 - LEFT["wide"]) / len(columns)
    seats = {c: LEFT["wide"] + step * (i + 0.45) for i, c in enumerate(columns)}
    y = 6.0
    if not narrow:
        for name, x in seats.items():
            text = common.wrap(name, 10)
            style = {"yanchor": "bottom", "xanchor": "center", "align": "center"}
            words(fig, x, 52, text, layout, colour=theme.MUTED, **style)
        y = 58.0
    placed: Placed = []
    sides: list[tuple[float, str, str]] = []
    for group, part in people.groupby("group", sort=False):
        rule(fig, y)
        words(fig, 0, y + 14, f"<b>{group}</b>", layout, size=theme.TEXT[layout])
        y += 28
        for row in part.itertuples():
            at = y + 11
            sides.append((at, row.side, row.person))
            words(fig, 0.045 if narrow else 0.035, at, row.person, layout, size=theme.TEXT[layout])
            mine = list(cells[cells["person_id"] == row.person_id].itertuples())
            if narrow:
                y += 23
                for cell in mine:
                    placed.append((0.06, y + 7, cell))
                    told = cell.column + (f": {cell.text}" if cell.text else "")
                    words(fig, 0.06, y + 7, told, layout, xshift=11)
                    y += 18
                if row.empty:
                    words(fig, 0.045, y + 7, row.empty, layout, colour=theme.MUTED)
                    y += 18
                y += 5
                continue
            for cell in mine:
                x = seats[cell.column]
                placed.append((x, at, cell))
                if cell.text:
                    words(fig, x, at, cell.text, layout, xshift=9)
            if row.empty:
                wide = len(row.empty) * 0.0082 + 0.02
                x0 = seats[columns[0]] - 0.025
                _slot(fig, x0, x0 + wide, at, 9)
                words(fig, x0 + 0.008, at, row.empty, layout, colour=theme.MUTED)
            y += 25
        y += 8
    _put(fig, placed)
    _sides(fig, sides)
    return close(fig, y)
