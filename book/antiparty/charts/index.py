"""The chart of the front page: the leadership of June 1957 by seat, side and turning point."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import theme
from antiparty.charts import common

CHARACTERS_A_DAY = 7  # of small type on the wide canvas
DAYS = [f"1957-06-{day}" for day in range(18, 30)]
GROUPS = {
    "full member": "Full members, with a vote",
    "candidate member": "Candidate members, no vote",
    "secretary": "Secretaries only, no vote",
}
# Stance at a turning point -> symbol, colour, words of the key. Shape and size say it too.
TURNS: dict[str, tuple[str, str, str]] = {
    "against_khrushchev": ("square", theme.RED, "against"),
    "leaning_against": ("square", theme.RED, "leaning against"),
    "recanted": ("square-x-open", theme.RED, "recanted"),
    "for_khrushchev": ("circle", theme.BLUE, "for Khrushchev"),
    "leaning_for": ("circle", theme.BLUE, "leaning to him"),
    "neutral": ("diamond-open", theme.GREY, "not known to lean"),
    "absent": ("line-ew-open", theme.LINE, "away"),
}


def _rows(people: pd.DataFrame) -> tuple[dict[str, float], dict[str, float]]:
    """Lane of each person and of each group heading, top down, from people in their order."""
    lanes: dict[str, float] = {}
    heads: dict[str, float] = {}
    at = 0.0
    for seat, group in people.groupby("seat", sort=False):
        heads[str(seat)] = at
        at += 1
        for person in group["person"]:
            lanes[person] = at
            at += 1
        at += 0.35
    return lanes, heads


def turning_points(people: pd.DataFrame, turns: pd.DataFrame, layout: str) -> go.Figure:
    """Lanes by seat and side with a mark on each day that a source documents.

    people: person, seat, side, target (bool), in drawing order. turns: person, date (ISO), stance,
    evidence, confidence.
    """
    narrow = layout == "narrow"
    lanes, heads = _rows(people)
    last = max(lanes.values())
    fig = common.figure(layout, height=int(26 * (last + 2)) + 60, margin={"b": 50})
    fig.update_yaxes(range=[last + 0.7, -0.9], visible=False)
    ticks = DAYS[::3] if narrow else DAYS
    words = {d: str(int(d[-2:])) for d in ticks} | {DAYS[0]: "18 June" if not narrow else "18"}
    left = "1957-06-10T12:00" if narrow else "1957-06-14T18:00"
    common.date_axis(fig, left, "1957-06-30T12:00", words)
    fig.update_xaxes(side="top", showline=False, ticks="")
    for seat, y in heads.items():
        common.label(
            fig, 0, y, f"<b>{GROUPS[seat]}</b>", xref="paper", yanchor="middle", colour=theme.MUTED
        )
    for row in people.itertuples():
        _lane(fig, row, lanes[row.person])
    for stance, (symbol, colour, meaning) in TURNS.items():
        rows = turns[turns["stance"] == stance]
        if len(rows):
            _turn_marks(fig, rows, lanes, (symbol, colour, meaning))
    if not narrow:
        for row in turns.itertuples():
            _words(fig, row, turns, lanes[row.person], layout)
    fig.update_layout(
        showlegend=True,
        legend={"y": -0.015, "yanchor": "top", "font": {"size": theme.SMALL[layout]}},
    )
    return fig


def _lane(fig: go.Figure, row: Any, y: float) -> None:
    """A hairline over the days, the name, and the side that later accounts give."""
    fig.add_shape(
        type="line",
        x0=DAYS[0],
        x1=DAYS[-1],
        y0=y,
        y1=y,
        layer="below",
        line={"color": theme.RULE, "width": 1},
    )
    common.label(fig, "1957-06-16T10:00", y, row.short, xanchor="right", yanchor="middle")
    common.marks(
        fig,
        ["1957-06-17T00:00"],
        [y],
        side=row.side,
        vote=row.seat == "full member",
        target=row.target,
        hover=[f"{row.person}: {row.seat}, {theme.SIDE_WORDS[row.side]}"],
    )


def _turn_marks(
    fig: go.Figure, rows: pd.DataFrame, lanes: dict[str, float], look: tuple[str, str, str]
) -> None:
    """One trace of turning points of one kind; its name stands in the key."""
    symbol, colour, meaning = look
    fig.add_trace(
        go.Scatter(
            x=rows["date"].tolist(),
            y=[lanes[p] for p in rows["person"]],
            mode="markers",
            name=meaning,
            showlegend=True,
            marker={
                "symbol": symbol,
                "color": colour,
                "size": 5 if "leaning" in meaning else 10,
                "line": {"width": 2 if "open" in symbol else 0, "color": colour},
            },
            hovertext=[
                common.wrap(f"{r.person}, {int(r.date[-2:])} June: {r.evidence}", 44)
                + ("<br>(recalled)" if r.confidence == "recalled" else "")
                for r in rows.itertuples()
            ],
            hoverinfo="text",
        )
    )


def _first_clause(evidence: str) -> str:
    return re.split(r"[;,.]", evidence)[0]


def _words(fig: go.Figure, row: Any, turns: pd.DataFrame, y: float, layout: str) -> None:
    """What a source shows, beside its mark, where there is room between it and its neighbours."""
    mine = turns[turns["person"] == row.person].sort_values("date")
    days = [int(d[-2:]) for d in mine["date"]]
    texts = dict(zip(days, map(_first_clause, mine["evidence"]), strict=True))
    day = int(row.date[-2:])
    later = [d for d in days if d > day]
    text = texts[day]
    look = {"yanchor": "middle", "size": theme.SMALL[layout] + 1, "bgcolor": theme.PAPER}
    if len(text) <= _room(day, (later or [int(DAYS[-1][-2:])])[0]):
        common.label(fig, row.date, y, text, xshift=9, **look)
    elif not later:
        run = day  # the first of the marks that stand day by day up to this one
        while run - 1 in days:
            run -= 1
        before = max((d for d in days if d < run), default=int(DAYS[0][-2:]))
        taken = len(texts.get(before, ""))
        taken = taken if taken <= _room(before, run) else 0
        if len(text) <= _room(before, run) - taken:
            common.label(fig, f"{DAYS[0][:8]}{run}", y, text, xshift=-9, xanchor="right", **look)


def _room(day: int, until: int) -> int:
    """Characters of small type that fit between the marks of two days."""
    return (until - day) * CHARACTERS_A_DAY - 3
