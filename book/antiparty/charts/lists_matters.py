"""What was held against whom: matters in rows, people in them, and when each was charged."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import theme
from antiparty.charts import common
from antiparty.charts.lists import canvas, close, rule, status_marks, words

FIRST, SLOT = 0.262, 0.149  # where the people begin, and the room for one of them
LINE = 17.0  # pixels from a name to the words on the charge


def _people(fig: go.Figure, rows: list[tuple[float, float, Any]]) -> None:
    """Side symbols of those on record: filled as documented, hollow with a dot as recalled."""
    groups: dict[tuple[str, bool], list[tuple[float, float, Any]]] = {}
    for item in rows:
        if item[2].recorded:
            groups.setdefault((item[2].side, item[2].recorded == "recalled"), []).append(item)
    for (side, recalled), part in groups.items():
        common.marks(
            fig,
            [x for x, _, _ in part],
            [y for _, y, _ in part],
            side=side,
            recalled=recalled,
            size=10,
            hover=[r.hover for _, _, r in part],
        )


def matters(rows: pd.DataFrame, layout: str) -> go.Figure:
    """rows: group, matter, surname, side, recorded, key (of the triangle), words, hover."""
    fig = canvas(layout)
    narrow = layout == "narrow"
    placed: list[tuple[float, float, Any]] = []
    status: list[tuple[float, float, str]] = []
    y = 4.0
    for group, part in rows.groupby("group", sort=False):
        rule(fig, y)
        words(fig, 0, y + 14, f"<b>{group}</b>", layout, size=theme.TEXT[layout])
        y += 30
        for matter, people in part.groupby("matter", sort=False):
            label = {"size": theme.TEXT[layout], "yanchor": "middle"}
            if narrow:
                words(fig, 0, y + 9, f"<b>{matter}</b>", layout)
                y += 21
            else:
                words(fig, 0, y + 10, str(matter), layout, **label)
            for n, row in enumerate(people.itertuples()):
                x = 0.025 if narrow else FIRST + SLOT * n
                at = y + (8 if narrow else 10)
                placed.append((x, at, row))
                words(fig, x, at, row.surname, layout, xshift=10)
                mark = (0.42, at) if narrow else (x, at + LINE)
                if row.words:
                    status.append((*mark, row.key))
                    words(fig, *mark, row.words, layout, xshift=10)
                elif narrow:
                    words(fig, *mark, "no charge found", layout, xshift=10, colour=theme.MUTED)
                y += 19 if narrow else 0
            y += 8 if narrow else 44 if people["words"].any() else 28
        y += 4
    _people(fig, placed)
    status_marks(fig, status)
    return close(fig, y)
