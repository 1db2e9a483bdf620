"""Charts of the table after Stalin: seat lanes, and the eleven by when they came to the table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import dates, theme
from antiparty.charts import common
from antiparty.charts.canvas import later

MS = 86_400_000
LANE = {"wide": 21, "narrow": 31}  # pixels
HEAD = {"wide": 30, "narrow": 30}
RANGE = {"wide": ("1949-10-01", "1966-08-01"), "narrow": ("1952-01-01", "1965-01-15")}
THICK = {"wide": 0.56, "narrow": 0.34}
THIN = {"wide": 0.3, "narrow": 0.2}
NARROW, WIDE = "\u2002", "\u2003"  # spaces that are kept between a mark and its words
# How someone left -> symbol at the end of the lane; the word says it too.
EXITS = {
    "removed": "x-thin-open",
    "arrested": "x-thin-open",
    "released": "x-thin-open",
    "cut": "line-ns-open",
    "not re-elected": "line-ns-open",
    "died": "cross-thin-open",
    "still there": "triangle-right",
}


SIDES_AT = ((0.25, "opponent"), (5.25, "supporter"))


def _places(people: pd.DataFrame, layout: str) -> tuple[dict[str, float], dict[str, float], float]:
    """Lane of each person and of each heading, in lanes from the top, and the last lane."""
    lanes: dict[str, float] = {}
    heads: dict[str, float] = {}
    at, step = 0.0, HEAD[layout] / LANE[layout]
    for group, rows in people.groupby("group", sort=False):
        heads[str(group)] = at
        at += step if layout == "wide" else 1.15
        for person in rows["person"]:
            lanes[person] = at
            at += 1
        at += 0.15
    return lanes, heads, at


def seat_lanes(people: pd.DataFrame, spells: pd.DataFrame, layout: str) -> go.Figure:
    """One lane a person: thick solid bars are full seats, thin hollow ones candidate seats.

    people: person, short, mark (side), group, exit, exit_day, exit_words. spells: person, seat
    ("full" | "candidate"), start, end (ISO, within the period), half, hover, mark.
    """
    lanes, heads, last = _places(people, layout)
    narrow = layout == "narrow"
    fig = common.figure(layout, height=int(LANE[layout] * (last + 1)) + 40, margin={"b": 30})
    fig.update_yaxes(range=[last - 0.4, -0.75], visible=False)
    years = [1953, 1957, 1961, 1964] if narrow else list(range(1953, 1965))
    common.date_axis(fig, *RANGE[layout], years)
    fig.update_layout(barmode="overlay")
    common.june_1957_band(fig, words="June 1957")
    fig.update_layout(margin={"t": 24})
    for text, y in heads.items():
        common.label(
            fig,
            0,
            y,
            f"<b>{text}</b>",
            xref="paper",
            yanchor="middle",
            colour=theme.MUTED,
            bgcolor=theme.PAPER,
        )
    for side, rows in people.groupby("mark", sort=False):
        _names(fig, rows, str(side), lanes, layout)
    for (seat, side), rows in spells.groupby(["seat", "mark"], sort=False):
        _seats(fig, rows, (str(seat), str(side)), lanes, layout)
    _exits(fig, people, lanes, layout)
    return fig


def _names(
    fig: go.Figure, rows: pd.DataFrame, side: str, lanes: dict[str, float], layout: str
) -> None:
    """Name and side of each person: beside the lane, on phones above it with the exit."""
    narrow = layout == "narrow"
    lift = 0.42 if narrow else 0
    x = "1952-03-01" if narrow else "1952-07-20"
    common.marks(
        fig,
        [x] * len(rows),
        [lanes[p] - lift for p in rows["person"]],
        side=side,
        size=9,
        hover=[f"{r.person}: {r.side_words}" for r in rows.itertuples()],
        mode="markers+text",
        text=[
            f"{NARROW}{r.short} · {r.exit_words}" if narrow else f"{r.short}{NARROW}"
            for r in rows.itertuples()
        ],
        textposition="middle right" if narrow else "middle left",
        textfont={"color": theme.INK, "size": theme.TEXT[layout] if narrow else 13},
        cliponaxis=False,
    )


def _seats(
    fig: go.Figure,
    rows: pd.DataFrame,
    look: tuple[str, str],
    lanes: dict[str, float],
    layout: str,
) -> None:
    """Bars of one kind of seat and one side; rival readings at half height, dotted."""
    seat, side = look
    colour = theme.SIDES[side]
    thick = THICK[layout] if seat == "full" else THIN[layout]
    plain = rows[rows["half"] != "bottom"]
    fig.add_trace(
        go.Bar(
            orientation="h",
            base=list(plain["start"]),
            x=[max(_days(r.start, r.end), 1) * MS for r in plain.itertuples()],
            y=[lanes[p] for p in plain["person"]],
            width=[thick] * len(plain),
            marker={
                "color": colour if seat == "full" else theme.PAPER,
                "line": {"width": 0 if seat == "full" else 1.5, "color": colour},
            },
            hovertext=list(plain["hover"]),
            hoverinfo="text",
        )
    )
    for row in rows[rows["half"] == "bottom"].itertuples():
        y = lanes[row.person] + THICK[layout] / 2
        later(
            fig,
            "shapes",
            {
                "type": "rect",
                "x0": row.start,
                "x1": row.end,
                "y0": y + 0.02,
                "y1": y + 0.14,
                "line": {"color": colour, "width": 1, "dash": "dot"},
                "fillcolor": theme.CLEAR,
            },
        )


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _exits(fig: go.Figure, people: pd.DataFrame, lanes: dict[str, float], layout: str) -> None:
    """A mark where each lane ends; on wide canvases the word beside it."""
    for kind, rows in people.groupby("exit", sort=False):
        words = {} if layout == "narrow" else {"text": [f"{NARROW}{w}" for w in rows["exit_words"]]}
        fig.add_trace(
            go.Scatter(
                x=list(rows["exit_day"]),
                y=[lanes[p] for p in rows["person"]],
                mode="markers+text" if words else "markers",
                textposition="middle right",
                textfont={"color": theme.MUTED, "size": 12},
                marker={
                    "symbol": EXITS[str(kind)],
                    "size": 9,
                    "color": theme.INK,
                    "line": {"width": 1.6, "color": theme.INK},
                },
                hovertext=list(rows["exit_hover"]),
                hoverinfo="text",
                cliponaxis=False,
                **words,
            )
        )


def before_or_after(people: pd.DataFrame, layout: str) -> go.Figure:
    """The eleven in two boxes, by when they came to the table; the sides stand apart in each.

    people: person, short, side, old (bool), since, target; in drawing order.
    """
    narrow = layout == "narrow"
    step = 25
    rows = []
    y = 0.0
    for old, words in ((True, "OLD"), (False, "NEW")):
        mine = people[people["old"] == old]
        rows.append((y, words, mine))
        y += (
            max(
                len(mine[mine["side"] == "opponent"]),
                len(mine[mine["side"] != "opponent"]),
                1,
            )
            + 1.9
        )
    fig = common.figure(layout, height=int(step * (y + 1.6)))
    fig.update_yaxes(range=[y - 0.3, -1.9], visible=False)
    fig.update_xaxes(range=[0, 10], visible=False)
    for x, side in SIDES_AT:
        text = theme.SIDE_WORDS[side]
        head = text[:1].upper() + text[1:]
        common.label(fig, x - 0.25, -1.3, head, yanchor="middle", colour=theme.MUTED)
    for at, words, mine in rows:
        head = mine["head"].iloc[0] if len(mine) else words
        common.label(fig, 0, at, f"<b>{head}</b>", yanchor="middle")
        later(fig, "shapes", _rule(at + 0.6))
        for x, side in SIDES_AT:
            part = mine[mine["side"] == side]
            if part.empty:
                common.label(fig, x - 0.25, at + 1.2, "none", yanchor="middle", colour=theme.MUTED)
                continue
            _column(fig, part, (side, x, at + 1.2), "short" if narrow else "person")
    return fig


def _column(fig: go.Figure, part: pd.DataFrame, place: tuple[str, float, float], name: str) -> None:
    """Marks and names of one side, from the top down. place: side, x, y; name: column shown."""
    side, x, top = place
    for target, rows in part.assign(n=range(len(part))).groupby("target", sort=True):
        common.marks(
            fig,
            [x] * len(rows),
            [top + n for n in rows["n"]],
            side=side,
            target=bool(target),
            hover=list(rows["hover"]),
            mode="markers+text",
            text=[f"{WIDE}{n}" for n in rows[name]],
            textposition="middle right",
            textfont={"color": theme.INK},
        )


def _rule(y: float) -> dict[str, Any]:
    line = {"color": theme.RULE, "width": 1}
    return {"type": "line", "x0": 0, "x1": 10, "y0": y, "y1": y, "line": line, "layer": "below"}


def clip(day: str, last: str) -> str:
    """A date of the data as an ISO day not later than `last` (first possible day)."""
    found = dates.parse(day).earliest
    return min(found.isoformat(), last) if found else last
