"""Two small figures for the tests of the mechanism: made-up marks, no history in them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from antiparty import networks, theme
from antiparty.charts import common
from antiparty.figures import Figure, figure

SPELLS = pd.DataFrame(
    [
        ("Alpha", "1953-03-05", "1953-03-05", "1957-06-29", "1957-06-29", "party", False, ""),
        ("Beta", "1950-01-01", "1950-12-31", "1955-02-08", "1955-02-28", "government", False, ""),
        ("Gamma", "1951-01-01", "1951-01-01", "1958-01-01", "1958-12-31", "military", True, ""),
        ("Delta", "1952-05-01", "1952-05-01", "1956-01-01", "1956-01-01", "industry", False, "top"),
        (
            "Delta",
            "1952-09-01",
            "1952-09-01",
            "1956-06-01",
            "1956-06-01",
            "academia",
            False,
            "bottom",
        ),
    ],
    columns="person start_first start_last end_first end_last sphere recalled half".split(),
)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def spells(frame: pd.DataFrame, layout: str) -> go.Figure:
    fig = common.figure(layout, height=260 if layout == "wide" else 300)
    names = list(dict.fromkeys(frame["person"]))
    common.lanes(fig, names, above=layout == "narrow")
    common.bars(
        fig,
        [
            common.Bar(
                lane=names.index(r.person),
                start=SimpleNamespace(earliest=_day(r.start_first), latest=_day(r.start_last)),
                end=SimpleNamespace(earliest=_day(r.end_first), latest=_day(r.end_last)),
                colour=theme.SPHERES[r.sphere],
                pattern=theme.SPHERE_PATTERNS[r.sphere],
                hover=f"{r.person}: {r.sphere}",
                recalled=r.recalled,
                half=r.half,
            )
            for r in frame.itertuples()
        ],
        height=0.5,
    )
    common.date_axis(fig, "1949-06-01", "1959-06-01", [1950, 1953, 1956, 1959])
    return common.june_1957_band(fig)


@figure("demo-spells")
def demo_spells() -> Figure:
    frame = SPELLS
    return Figure(
        title=f"{frame['person'].nunique()} lanes show {len(frame)} spells",
        subtitle="Spells of made-up people by date, 1950–1958",
        caption="Hatched ends are possible days; a dashed outline is recalled.",
        alt=f"{len(frame)} bars in {frame['person'].nunique()} lanes between 1950 and 1958.",
        frame=frame,
        doubt="All of it is made up.",
        columns={"start_first": "Start, earliest"},
        draw=lambda layout: spells(frame, layout),
    )


PEOPLE = pd.DataFrame(
    [
        ("alpha", "Alpha", 0, 0, "opponent", True, False, False),
        ("beta", "Beta", 1, 0.2, "supporter", True, True, False),
        ("gamma", "Гамма", 0.5, 1, "supporter", False, False, False),
        ("delta", "Delta & Co", 0.1, 0.7, "opponent", True, False, True),
        ("eps", "Epsilon", 0.9, 0.8, "bystander", True, False, False),
    ],
    columns="id label x y side vote target waverer".split(),
)
TIES = pd.DataFrame(
    [
        ("d1", "early", "alpha", "beta", 1, True, 2, False, "patronage", "Alpha raised Beta."),
        ("d2", "early", "gamma", "delta", 1, False, 1, True, "friendship", "Old friends."),
        (
            "d3",
            "late",
            "delta",
            "beta",
            -1,
            True,
            3,
            False,
            "attacked",
            "Delta spoke against Beta.",
        ),
        ("d4", "late", "alpha", "delta", 1, False, 1, False, "joint act", "They signed together."),
        ("d5", "late", "eps", "beta", 0, True, 1, True, "served under", "A deputy."),
    ],
    columns="id state from to sign directed strength recalled kind evidence".split(),
)


@figure("demo-network")
def demo_network() -> Figure:
    names = {"early": "Early", "late": "Late & last"}

    def draw(layout: str) -> dict[tuple[str, str], Any]:
        return {
            (key, label): networks.network(PEOPLE, TIES[TIES["state"] == key], layout)
            for key, label in names.items()
        }

    counts = TIES.groupby("state").size()
    return Figure(
        title=f"{counts['late']} ties are late, {counts['early']} early",
        subtitle="Ties between made-up people",
        alt={k: f"{counts[k]} ties among {len(PEOPLE)} people, {v}." for k, v in names.items()},
        frame=TIES,
        stepper="Date",
        start="early",
        draw=draw,
    )
