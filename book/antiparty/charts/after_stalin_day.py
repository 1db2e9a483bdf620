"""The Kremlin on one day: who sat in which body, as columns of names."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from antiparty import theme
from antiparty.charts import common

ROW = {"wide": 19, "narrow": 18}  # pixels a line
TOP = {"wide": 62, "narrow": 78}
# body -> column of the canvas; bodies of one column stand below one another
COLUMN = {
    "wide": {"presidium_full": 0, "presidium_candidate": 1, "secretariat": 2, "government": 3},
    "narrow": {"presidium_full": 0, "presidium_candidate": 1, "secretariat": 1, "government": 1},
}
LEFT = {"wide": (8, 232, 440, 660), "narrow": (6, 176)}
CHARS = {"wide": 30, "narrow": 24}  # of small type in a column
SHORT = {"First Secretary": "First", "leading secretary": "leading"}  # on phones
SPACE = "\u2002"  # kept between a mark and its name
HEADS = {
    "presidium_full": "Full members",
    "presidium_candidate": "Candidates",
    "secretariat": "Secretaries",
    "government": "Government",
}


@dataclass(frozen=True)
class Line:
    """One line of a column: a heading, a name with its mark, or small words."""

    kind: str  # "head" | "name" | "small" | "gap"
    text: str
    side: str = ""
    vote: bool = False
    target: bool = False
    hover: str = ""


def lines(rows: pd.DataFrame, gone: dict[str, list[str]], layout: str) -> list[list[Line]]:
    """The columns of one day, each a list of lines from the top.

    rows: body, short, mark (side), vote, new, role, target, hover. gone: body -> sentences on those
    who left.
    """
    columns: list[list[Line]] = [[] for _ in LEFT[layout]]
    for body, head in HEADS.items():
        mine = rows[rows["body"] == body]
        column = columns[COLUMN[layout][body]]
        if column:
            column.append(Line("gap", ""))
        count = "" if body == "government" else f" · {len(mine)}"
        column.append(Line("head", f"<b>{head}</b>{count}"))
        before = ""
        for row in mine.itertuples():
            if body == "government" and row.role != before:
                column.append(Line("small", row.role))
                before = row.role
            name = f"<b>{row.short}</b>" if row.new else row.short
            if body == "secretariat" and row.role:
                name += f", {SHORT[row.role] if layout == 'narrow' else row.role}"
            column.append(Line("name", name, row.mark, row.vote, row.target, row.hover))
        for sentence in gone.get(body, []):
            for part in common.wrap(sentence, CHARS[layout]).split(common.WRAP):
                column.append(Line("small", part))
    return columns


def height(columns: list[list[Line]], layout: str) -> int:
    """Pixels that a day needs."""
    return TOP[layout] + ROW[layout] * max(len(c) for c in columns) + 6


def day(columns: list[list[Line]], head: tuple[str, str], layout: str, tall: int) -> go.Figure:
    """Draw one day; `head` is what happened and the counts, `tall` the height of all days."""
    fig = common.figure(layout, height=tall, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    fig.update_xaxes(range=[0, theme.WIDTHS[layout]], visible=False)
    fig.update_yaxes(range=[tall, 0], visible=False)
    width = 48 if layout == "narrow" else 110
    event, counts = (common.wrap(text, width) for text in head)
    common.label(fig, LEFT[layout][0], 2, f"<b>{event}</b>", yanchor="top")
    below = 2 + 19 * (event.count(common.WRAP) + 1)
    small = {"yanchor": "top", "colour": theme.MUTED, "size": theme.SMALL[layout]}
    common.label(fig, LEFT[layout][0], below, counts, **small)
    names: dict[tuple[str, bool, bool], list[tuple[float, float, Line]]] = {}
    words: list[tuple[float, float, Line]] = []
    for x, column in zip(LEFT[layout], columns, strict=True):
        for n, line in enumerate(column):
            y = TOP[layout] + ROW[layout] * (n + 0.5)
            if line.kind == "name":
                names.setdefault((line.side, line.vote, line.target), []).append((x, y, line))
            elif line.kind != "gap":
                words.append((x, y, line))
    for (side, vote, target), items in names.items():
        common.marks(
            fig,
            [x + 6 for x, _, _ in items],
            [y for _, y, _ in items],
            side=side,
            vote=vote,
            target=target,
            size=9,
            hover=[line.hover for _, _, line in items],
            mode="markers+text",
            text=[f"{SPACE}{line.text}" for _, _, line in items],
            textposition="middle right",
            textfont={"color": theme.INK, "size": theme.TEXT[layout]},
        )
    for kind, colour, size in (
        ("head", theme.INK, theme.TEXT[layout]),
        ("small", theme.MUTED, theme.SMALL[layout]),
    ):
        chosen = [w for w in words if w[2].kind == kind]
        fig.add_trace(
            go.Scatter(
                x=[x for x, _, _ in chosen],
                y=[y for _, y, _ in chosen],
                mode="text",
                text=[line.text for _, _, line in chosen],
                textposition="middle right",
                textfont={"color": colour, "size": size},
                hoverinfo="skip",
            )
        )
    return fig
