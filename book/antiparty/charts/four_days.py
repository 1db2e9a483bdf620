"""Chart of chapter 6: the clock of the four days, mostly empty."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from antiparty import theme
from antiparty.charts import common

DAY_WORDS = {
    f"1957-06-{n}": f"{w} {n} June"
    for n, w in zip(range(18, 22), "Tue Wed Thu Fri".split(), strict=True)
}
COLUMNS = (320.0, 200.0, 142.0, 190.0)  # pixels; most of what is known is known of the 18th
WIDTH, FIRST_HOUR, LAST_HOUR, HOUR = sum(COLUMNS), 8, 22, 24.0
EDGES = dict(zip(DAY_WORDS, itertools.accumulate((0.0, *COLUMNS)), strict=False))
BREADTH = dict(zip(DAY_WORDS, COLUMNS, strict=True))
TEXT, LINE, LETTER = 13, 16, 7.0  # size, line height and mean width of the words
SYMBOL = "diamond"
SIGNIFICANCES = range(1, 6)


def size(significance: int) -> float:
    """Size of a mark: the more an event weighs in our judgment, the larger."""
    return 4 + 2.2 * significance


def _dot(fig: go.Figure, x: float, y: float, row: Any, kind: str = "") -> None:
    """Collect a mark; `kind` is "", "-open" or "-cross-open" (rival)."""
    fig.__dict__.setdefault("dots", {}).setdefault(kind, []).append((x, y, row))


def _put(fig: go.Figure) -> None:
    for kind, items in fig.__dict__.get("dots", {}).items():
        fig.add_trace(
            go.Scatter(
                x=[x for x, _, _ in items],
                y=[y for _, y, _ in items],
                mode="markers",
                marker={
                    "symbol": SYMBOL + kind,
                    "size": [
                        11 if "cross" in kind else size(row.significance) for _, _, row in items
                    ],
                    "color": theme.INK,
                    "line": {"width": 1.6 if kind else 0, "color": theme.INK},
                    "opacity": 1,
                },
                hovertext=[row.hover for _, _, row in items],
                hoverinfo="text",
            )
        )


def _rect(fig: go.Figure, box: tuple[float, float, float, float], fill: str) -> None:
    x0, y0, x1, y1 = box
    common.later(
        fig,
        "shapes",
        {"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "fillcolor": fill}
        | {"line": {"width": 0}, "layer": "below"},
    )


def _line(fig: go.Figure, ends: tuple[float, float, float, float], *, dash: str = "solid") -> None:
    x0, y0, x1, y1 = ends
    colour = theme.RULE if dash == "solid" else theme.LINE
    common.later(
        fig,
        "shapes",
        {"type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "layer": "below"}
        | {"line": {"color": colour, "width": 1 if dash == "solid" else 1.6, "dash": dash}},
    )


def _spans(
    fig: go.Figure, boxes: Sequence[tuple[float, float, float, float, Any]], *, sure: bool
) -> None:
    """Bars (x0, y0, x1, y1, row): solid where the whole span is meant, hatched where possible."""
    if not boxes:
        return
    pattern = {"shape": "/", "fgcolor": theme.LINE, "bgcolor": theme.CLEAR, "size": 5}
    fig.add_trace(
        go.Bar(
            orientation="h",
            base=[b[0] for b in boxes],
            x=[b[2] - b[0] for b in boxes],
            y=[(b[1] + b[3]) / 2 for b in boxes],
            width=[b[3] - b[1] for b in boxes],
            marker={
                "color": theme.INK if sure else theme.LINE,
                "line": {"width": 0},
                **(
                    {} if sure else {"pattern": {**pattern, "fillmode": "replace", "solidity": 0.4}}
                ),
            },
            hovertext=[b[4].hover for b in boxes],
            hoverinfo="text",
        )
    )


def _says(fig: go.Figure, x: float, y: float, row: Any, width: int) -> float:
    """The event's name from y down, bold if it weighs most; returns where the words end."""
    text = common.wrap(row.name_, width)
    lines = text.count(common.WRAP) + 1
    if row.significance == max(SIGNIFICANCES):
        text = f"<b>{text}</b>"
    common.label(fig, x, y, text, yanchor="top", size=TEXT, bgcolor=theme.PAPER, borderpad=0)
    return y + LINE * lines


def hours_of_the_four_days(rows: pd.DataFrame, rivals: pd.DataFrame, layout: str) -> go.Figure:
    """Events by day and hour.

    rows: event_id, name_, first, last, spread, when, from_hour, to_hour, precision, significance,
    hover, tier (clock | day | days). rivals: event_id, day, from_hour, to_hour, held_by, hover.
    """
    if layout == "narrow":
        return _list(rows, rivals)
    fig = common.figure(layout, height=400, margin={"l": 2, "r": 2, "t": 0, "b": 0})
    left = EDGES
    for day, x in left.items():
        common.label(fig, x + 6, 4, f"<b>{DAY_WORDS[day]}</b>", yanchor="top", size=15)
    y = _head(fig, 34, "At a known hour, or at least a part of the day")
    y = _clock(fig, rows, rivals, left, y)
    y = _head(fig, y + 12, "Some time that day: no hour in any source read")
    ends = []
    for day, x in left.items():
        at = y
        for row in rows[(rows["tier"] == "day") & (rows["first"] == day)].itertuples():
            _dot(fig, x + 12, at + 10, row, "-open")
            at = _says(fig, x + 24, at, row, int((BREADTH[day] - 28) / LETTER)) + 7
        ends.append(at)
    y = _head(fig, max(ends) + 6, "On more days than one, on a day not known, or on a disputed day")
    y = _across(fig, rows, rivals, left, y)
    for x in list(left.values())[1:]:
        _line(fig, (x, 0, x, y))
    fig.update_xaxes(range=[0, WIDTH], visible=False)
    fig.update_yaxes(range=[y, 0], visible=False)
    fig.update_layout(height=int(y), barmode="overlay")
    _put(fig)
    return fig


def _head(fig: go.Figure, y: float, words: str) -> float:
    _rect(fig, (0, y, WIDTH, y + 22), theme.PANEL)
    common.label(fig, 6, y + 11, words, yanchor="middle", size=TEXT, colour=theme.MUTED)
    return y + 32


def _clock(
    fig: go.Figure, rows: pd.DataFrame, rivals: pd.DataFrame, left: dict[str, float], y: float
) -> float:
    """The hours from morning to night, one column a day."""
    y += 8

    def at(hour: float) -> float:
        return y + (hour - FIRST_HOUR) * HOUR

    for hour in range(FIRST_HOUR, LAST_HOUR + 1, 2):
        _line(fig, (0, at(hour), WIDTH, at(hour)))
        for x in left.values():
            common.label(
                fig, x + 4, at(hour), f"{hour}:00", yanchor="bottom", size=11, colour=theme.MUTED
            )
    sure, maybe = [], []
    bottom = at(LAST_HOUR)
    for day, x in left.items():
        mine = rows[(rows["tier"] == "clock") & (rows["first"] == day)]
        if mine.empty:
            words = common.wrap("no time in any source read", 16)
            at_x = x + 50
            common.label(
                fig, at_x, at(14), words, size=TEXT, colour=theme.MUTED, bgcolor=theme.PAPER
            )
            continue
        told = rivals[(rivals["day"] == day) & rivals["from_hour"].notna()]
        begin = told.groupby("event_id")["from_hour"].min()
        mine = mine.assign(begin=mine["from_hour"].fillna(mine["event_id"].map(begin)))
        rank = mine["from_hour"].isna()
        text = x + (92 if len(told) else 72)
        free = at(FIRST_HOUR) - 8
        for row in mine.assign(rank=rank).sort_values(["begin", "rank", "to_hour"]).itertuples():
            other = told[told["event_id"] == row.event_id].sort_values("from_hour")
            if len(other):
                free = _rival_hours(fig, row, other, (x + 76, text), free, at)
                continue
            if row.precision == "part":
                maybe.append((x + 52, at(row.from_hour), x + 64, at(row.to_hour), row))
            else:
                lane = x + (58 if row.to_hour > row.from_hour else 44)
                _dot(fig, lane, at(row.from_hour), row)
                if row.to_hour > row.from_hour:
                    sure.append((lane - 3, at(row.from_hour), lane + 3, at(row.to_hour), row))
            top = max(free, at(row.begin) - 8)
            common.label(
                fig,
                text,
                top,
                row.when,
                yanchor="top",
                size=12,
                colour=theme.MUTED,
                bgcolor=theme.PAPER,
                borderpad=0,
            )
            wide = int((x + BREADTH[day] - text) / LETTER)
            free = _says(fig, text, top + 16, row, wide) + 5
        bottom = max(bottom, free)
    _spans(fig, sure, sure=True)
    _spans(fig, maybe, sure=False)
    return bottom


def _rival_hours(  # noqa: PLR0913, PLR0917 (a chart's state in one place)
    fig: go.Figure,
    row: Any,
    other: pd.DataFrame,
    places: tuple[float, float],
    free: float,
    at: Callable[[float], float],
) -> float:
    """An event told with several hours: a split mark at each, linked, with who says so."""
    lane, text = places
    ys = [at((o.from_hour + o.to_hour) / 2) for o in other.itertuples()]
    _line(fig, (lane, ys[0], lane, ys[-1]), dash="dot")
    free = _says(fig, text, max(free, ys[0] - 8), row, 32)
    for o, y in zip(other.itertuples(), ys, strict=True):
        _dot(fig, lane, y, o, "-cross-open")
        free = max(free, y - 8)
        common.label(fig, text, free, o.short, yanchor="top", size=12, bgcolor=theme.PAPER)
        free += 16
    return free + 4


def _across(
    fig: go.Figure, rows: pd.DataFrame, rivals: pd.DataFrame, left: dict[str, float], y: float
) -> float:
    """Bars over the days; a disputed day as two marks and a link."""
    sure, maybe = [], []
    for row in rows[rows["tier"] == "days"].itertuples():
        other = rivals[rivals["event_id"] == row.event_id]
        marks = [left[d] for d in (row.first, row.last, *other["day"])]
        x0, x1 = min(marks), max(marks)
        single = row.spread == "day"
        right = len(row.name_) * 6.6 > WIDTH - x0 - 20
        common.label(
            fig,
            WIDTH - 4 if right else x0 + 6,
            y,
            f"<b>{row.name_}</b>" if row.significance == max(SIGNIFICANCES) else row.name_,
            yanchor="top",
            xanchor="right" if right else "left",
            size=TEXT,
        )
        mid = y + 27
        if single:
            _line(fig, (x0 + 12, mid, x1 + 12, mid), dash="dot")
            _dot(fig, left[row.first] + 12, mid, row, "-open")
            words = f"{int(row.first[-2:])} June"
            common.label(
                fig,
                left[row.first] + 24,
                mid,
                words,
                yanchor="middle",
                size=12,
                bgcolor=theme.PAPER,
            )
        else:
            box = (
                left[row.first] + 6,
                mid - 5,
                left[row.last] + BREADTH[row.last] - 6,
                mid + 5,
                row,
            )
            (sure if row.spread == "lasting" else maybe).append(box)
        for o in other.itertuples():
            at = left[o.day] + 12
            _dot(fig, at, mid if single else mid + 17, o, "-cross-open")
            common.label(
                fig,
                at + 11,
                mid if single else mid + 17,
                o.short,
                yanchor="middle",
                size=12,
                bgcolor=theme.PAPER,
            )
        y = mid + (14 if single or not len(other) else 32)
    thin = [(a, (b + d) / 2 - 3, c, (b + d) / 2 + 3, r) for a, b, c, d, r in sure]
    _spans(fig, thin, sure=True)
    _spans(fig, maybe, sure=False)
    return y + 4


def _list(rows: pd.DataFrame, rivals: pd.DataFrame) -> go.Figure:
    """The phone's list: day by day, the hour before each event where there is one."""
    fig = common.figure("narrow", height=400, margin={"l": 2, "r": 2, "t": 0, "b": 0})
    y = 2.0
    for day, words in DAY_WORDS.items():
        _rect(fig, (0, y, 356, y + 26), theme.PANEL)
        common.label(fig, 6, y + 13, f"<b>{words}</b>", yanchor="middle", size=15)
        y += 34
        mine = rows[rows["day"] == day]
        mine = mine.assign(order=mine["tier"].map({"clock": 0, "day": 1, "days": 2}))
        for row in mine.sort_values(["order", "hour"], kind="stable").itertuples():
            common.label(fig, 24, y, row.when, yanchor="top", size=12, colour=theme.MUTED)
            known = row.precision == "hour"
            _dot(fig, 11, y + 10, row, "" if known else "-open")
            top = y + 10
            y = _says(fig, 24, y + 15, row, 48)
            for o in rivals[rivals["event_id"] == row.event_id].itertuples():
                text = common.wrap(f"or {o.short}", 48)
                common.label(fig, 24, y, text, yanchor="top", size=12)
                _line(fig, (11, top, 11, y + 9), dash="dot")
                _dot(fig, 11, y + 9, o, "-cross-open")
                top = y + 9
                y += 15 * (text.count(common.WRAP) + 1)
            y += 7
        y += 6
    fig.update_xaxes(range=[0, 356], visible=False)
    fig.update_yaxes(range=[y, 0], visible=False)
    fig.update_layout(height=int(y))
    _put(fig)
    return fig
