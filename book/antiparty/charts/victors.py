"""Lanes of seats and lives: one chart grammar for the three figures on the victors."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import dates, theme
from antiparty.charts import common

# life first, so that seats lie over it
HEIGHTS = {
    "wide": {"life": 0.05, "candidate": 0.22, "full": 0.52},
    "narrow": {"life": 0.05, "candidate": 0.18, "full": 0.4},
}
LANE = {"wide": 29, "narrow": 42}


def lanes(people: pd.DataFrame, spells: pd.DataFrame, layout: str, **view: Any) -> go.Figure:
    """Seats (and lives) as bars, one lane a person, with words at the end of the lane.

    people: person, side, target, words, at (ISO date where the words stand), hover. spells: person,
    kind ("full" | "candidate" | "life"), start, end (EDTF), recalled, hover. view: first, last,
    room (ISO date: where the axis ends and only words follow), ticks (years), gutter (ISO date: the
    axis starts here, and the symbols stand between it and `first`), lines ({ISO date: words} of
    vertical rules).
    """
    narrow = layout == "narrow"
    names = list(people["person"])
    if narrow:
        names = [
            f"{p}</b> <span style='font-size:12px'>{w}</span><b>"
            for p, w in zip(people["person"], people["words"], strict=True)
        ]
    lane = {p: n for n, p in enumerate(people["person"])}
    shift = 0.08 if narrow else 0.0
    fig = common.figure(layout, height=LANE[layout] * len(names) + (48 if view["lines"] else 34))
    fig.update_layout(margin={"t": 22 if view["lines"] and not narrow else 6})
    common.lanes(fig, names, above=narrow)
    ticks = view["ticks"][layout]
    end = view["last"] if narrow else view["room"]
    common.date_axis(fig, view["gutter"], end, ticks)
    common.june_1957_band(fig)
    side = people.set_index("person")["side"]
    for kind, height in HEIGHTS[layout].items():
        items = [
            common.Bar(
                lane=lane[r.person] + shift,
                start=dates.parse(r.start),
                end=dates.parse(r.end),
                colour=theme.GREY if kind == "life" else theme.SIDES[side[r.person]],
                hover=r.hover,
                recalled=r.recalled and kind != "life",
            )
            for r in spells[spells["kind"] == kind].itertuples()
        ]
        common.bars(
            fig,
            items,
            height=height,
            first=dates.day(view["first"]),
            last=dates.day(view["last"]),
        )
    start, gutter = dates.day(view["first"]), dates.day(view["gutter"])
    middle = (gutter + (start - gutter) / 2).isoformat()
    for row in people.itertuples():
        common.marks(
            fig,
            [middle],
            [lane[row.person] + shift],
            side=row.side,
            target=row.target,
            size=10,
            hover=[row.hover],
        )
        if not narrow:
            common.label(
                fig, row.at, lane[row.person], row.words, xshift=6, yanchor="middle", size=13
            )
    for day, words in view["lines"].items():
        fig.later(
            "shapes",
            {
                "type": "line",
                "x0": day,
                "x1": day,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": theme.INK, "width": 1, "dash": "dot"},
                "layer": "above",
            },
        )
        if not narrow:
            common.label(
                fig, day, 1, words, yref="paper", yanchor="bottom", xanchor="center", size=13
            )
    return fig
