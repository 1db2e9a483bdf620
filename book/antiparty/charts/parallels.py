"""Charts of the other cases: on a time axis, as a table of challenges, and three close-ups.

All three place their rows in pixels from the top, because their rows differ in height.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from .. import theme
from .common import date_axis, figure, june_1957_band, label, later, wrap

# Where it was decided: the letter in the mark.
LETTERS = {
    "politburo": "P",
    "central_committee": "C",
    "military": "A",
    "street": "S",
    "foreign": "M",
}
FILLS = {"challengers_won": theme.INK, "challengers_lost": theme.PAPER, "partial": theme.RULE}
LETTER_COLOURS = {
    "challengers_won": theme.PAPER,
    "challengers_lost": theme.INK,
    "partial": theme.INK,
}
LOSER_SYMBOLS = {"challengers": "square", "leader": "circle", "both": "diamond"}
SIDE_SYMBOLS = {
    "challengers": "square",
    "between": "diamond",
    "incumbents": "circle",
    "foreign": "triangle-up",
}
FIRST, LAST = date(1951, 1, 1), date(1992, 12, 31)


def _canvas(layout: str, height: float, **update: Any) -> go.Figure:
    """A blank figure whose y axis counts pixels from the top."""
    fig = figure(layout, height=int(height) + 8, **update)
    fig.update_layout(margin={"l": 4, "r": 4, "t": 4, "b": 4})
    fig.update_yaxes(range=[height, 0], visible=False, automargin=False)
    return fig


def _rule(fig: go.Figure, y: float, colour: str = theme.RULE) -> None:
    line = {"color": colour, "width": 1}
    shape = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line}
    later(fig, "shapes", {**shape, "layer": "below"})


def _head(fig: go.Figure, y: float, text: str, size: int | None = None) -> None:
    label(fig, 0, y, f"<b>{text}</b>", xref="paper", yanchor="bottom", size=size)


def _badges(fig: go.Figure, rows: pd.DataFrame, x: str, size: int) -> None:
    """Hexagons: full where the challengers had their way; a diamond if both sides lost."""
    for outcome, mine in rows.groupby("outcome", sort=False):
        ink = {"width": 1.6, "color": theme.INK}
        fig.add_scatter(
            x=mine[x].tolist(),
            y=mine["y"].tolist(),
            mode="markers+text",
            text=[f"<b>{LETTERS[a]}</b>" for a in mine["decisive_arena"]],
            textfont={"color": LETTER_COLOURS[str(outcome)], "size": 11},
            textposition="middle center",
            marker={
                "symbol": "diamond" if outcome == "partial" else "hexagon2",
                "size": size,
                "opacity": 1,
                "color": FILLS[str(outcome)],
                "line": ink,
            },
            hovertext=mine["hover"].tolist(),
            hoverinfo="text",
            cliponaxis=False,
        )


def in_time(frame: pd.DataFrame, layout: str) -> go.Figure:
    """Every case on one time axis, a row each, by class; the challenges on a panel on top.

    frame: words, group, base, start, to, unsure, outcome, decisive_arena, hover.
    """
    narrow = layout == "narrow"
    small = theme.SMALL[layout]
    rows = frame.copy()
    y, places, heads, panel = 24.0, [], [], 0.0
    width = 25 if narrow else 80
    rows["lines"] = [wrap(r.words, width).count("<br") + 1 for r in rows.itertuples()]
    for number, (group, mine) in enumerate(rows.groupby("group", sort=False)):
        y += 34 if narrow else 30
        heads.append((y - 4, str(group), len(mine)))
        for lines in mine["lines"]:
            step = 21 if lines == 1 else 20 + 16 * (lines - 1)
            places.append(y + step / 2)
            y += step
        if number == 0:
            panel = y + 4
        y += 6
    rows["y"] = places
    fig = _canvas(layout, y + 4)
    later(
        fig,
        "shapes",
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": 26,
            "y1": panel,
            "fillcolor": theme.PANEL,
            "line": {"width": 0},
            "layer": "below",
        },
    )
    years = [1955, 1965, 1975, 1985] if narrow else list(range(1955, 1992, 5))
    date_axis(fig, FIRST.isoformat(), LAST.isoformat(), years, grid=True)
    fig.update_xaxes(showline=False, showticklabels=False, ticks="", automargin=False)
    for year in years:
        text = {"yanchor": "middle", "xanchor": "center", "size": small, "colour": theme.MUTED}
        label(fig, f"{year}-01-01", 12, str(year), **text)
    june_1957_band(fig)
    for place, group, n in heads:
        _head(fig, place, f"{group} ({n})", small + 1)
    for row in rows.itertuples():
        line = {"color": theme.INK, "width": 2, "dash": "dot" if row.unsure else "solid"}
        ends = {"x0": row.start, "x1": row.to, "y0": row.y, "y1": row.y}
        later(fig, "shapes", {"type": "line", **ends, "line": line, "layer": "below"})
    _badges(fig, rows, "to", 17)
    half = date(1970, 6, 1) if narrow else date(1974, 1, 1)
    for row in rows.itertuples():
        right = pd.Timestamp(row.to).date() < half
        text = wrap(row.words, width)
        label(
            fig,
            row.to if right else row.start,
            row.y,
            f"<b>{text}</b>" if row.base else text,
            xshift=12 if right else -12,
            xanchor="left" if right else "right",
            align="left" if right else "right",
            yanchor="middle",
            size=small,
        )
    return fig


# the wide table: columns and the strip of fates, in parts of the width
COLUMNS = (0.0, 0.38, 0.525, 0.635)
STRIP = (0.775, 0.985)


def by_arena(frame: pd.DataFrame, scale: list[str], layout: str) -> go.Figure:
    """The challenges as a table, grouped by where they were decided, with a strip of fates.

    frame: group, words, base, began, outcome, result, army_words, decisive_arena, loser,
    loser_words, worst, step, hover. scale: the fates from mild to severe.
    """
    narrow = layout == "narrow"
    small = theme.SMALL[layout]
    step = 62 if narrow else 27
    y, places, heads = (0.0 if narrow else 26.0), [], []
    for group, mine in frame.groupby("group", sort=False):
        y += 36
        heads.append((y - 4, str(group)))
        for _ in range(len(mine)):
            places.append(y + step / 2)
            y += step
    rows = frame.assign(y=places)
    fig = _canvas(layout, y + 4)
    fig.update_xaxes(range=[0, 1], visible=False)
    left, right = (0.5, 0.96) if narrow else STRIP
    rows["x"] = [left + (right - left) * s / (len(scale) - 1) for s in rows["step"]]
    rows["badge"] = 0.035 if narrow else 0.018
    if not narrow:
        columns = tuple(zip(COLUMNS, ("Case", "Began in", "Challengers", "Army"), strict=True))
        columns += ((left - 0.02, "Worst fate"),)
        for x, words in columns:
            muted = {"size": small, "colour": theme.MUTED}
            label(fig, x, 20, words, xref="paper", yanchor="bottom", **muted)
        muted = {"size": small, "colour": theme.MUTED, "xanchor": "right"}
        label(fig, 1, 20, "mild … severe", xref="paper", yanchor="bottom", **muted)
    for place, group in heads:
        _head(fig, place, group)
        _rule(fig, place + 3, theme.LINE)
    for row in rows.itertuples():
        _row(fig, row, layout, (left, right))
    dy = 18 if narrow else 0
    for loser, mine in rows.groupby("loser", sort=False):
        fig.add_scatter(
            x=mine["x"].tolist(),
            y=(mine["y"] + dy).tolist(),
            mode="markers",
            marker={"symbol": LOSER_SYMBOLS[str(loser)], "size": 10, "color": theme.INK},
            hovertext=mine["hover"].tolist(),
            hoverinfo="text",
        )
    _badges(fig, rows.assign(y=rows["y"] - (18 if narrow else 0)), "badge", 17)
    return fig


def _row(fig: go.Figure, row: Any, layout: str, strip: tuple[float, float]) -> None:
    narrow = layout == "narrow"
    small = theme.SMALL[layout]
    left, right = strip
    name = f"<b>{row.words}</b>" if row.base else row.words
    mid = {"xref": "paper", "yanchor": "middle"}
    fate_y = row.y + (18 if narrow else 0)
    if narrow:
        label(fig, 0.075, row.y - 18, name, **mid, size=small + 1)
        words = f"began: {row.began}; army: {row.army_words}"
        label(fig, 0.075, row.y, words, **mid, size=small, colour=theme.MUTED)
        label(fig, 0.075, fate_y, f"{row.loser_words}:", **mid, size=small, colour=theme.MUTED)
    else:
        label(fig, 0.042, row.y, name, **mid, size=small)
        for x, words in zip(COLUMNS[1:], (row.began, row.result, row.army_words), strict=True):
            label(fig, x, row.y, words, **mid, size=small)
    line = {"color": theme.RULE, "width": 1}
    ends = {"x0": left, "x1": right, "y0": fate_y, "y1": fate_y}
    later(fig, "shapes", {"type": "line", **ends, "line": line, "layer": "below"})
    end = row.x > left + (right - left) * 0.55
    label(
        fig,
        row.x,
        fate_y,
        row.worst,
        xshift=-9 if end else 9,
        xanchor="right" if end else "left",
        yanchor="middle",
        size=small,
        bgcolor=theme.PAPER,
        borderpad=0,
    )


def fates(frame: pd.DataFrame, end: str, layout: str) -> go.Figure:
    """The people of one case: a line from its end to the last dated thing known of each.

    frame: name, side, group, post, fate, first, last, unsure, hover; blank first = no date.
    """
    narrow = layout == "narrow"
    small = theme.SMALL[layout]
    text_width = 54 if narrow else 66
    y, places, heads, rows = 22.0, [], [], frame.copy()
    rows["text"] = [wrap(f, text_width) for f in rows["fate"]]
    rows["posts"] = [wrap(p, 52 if narrow else 44) for p in rows["post"]]
    for group, mine in rows.groupby("group", sort=False):
        y += 30
        heads.append((y - 5, str(group)))
        for row in mine.itertuples():
            lines, posts = row.text.count("<br") + 1, row.posts.count("<br") + 1
            places.append(y)
            y += 24 + 15 * (lines + posts) + 8 if narrow else max(lines, posts + 1) * 15 + 10
    rows["y"] = places
    fig = _canvas(layout, y + 2)
    dates = pd.to_datetime(rows["last"].where(rows["last"] != ""))
    begin, final = pd.Timestamp(end), dates.max()
    pad = (final - begin) * 0.04
    left, right = (0.66, 0.98) if narrow else (0.31, 0.5)
    fig.update_xaxes(
        type="date",
        range=[begin - pad, final + pad],
        domain=[left, right],
        visible=False,
    )
    for moment, anchor in ((begin, "left"), (final, "right")):
        muted = {"size": small, "colour": theme.MUTED, "xanchor": anchor, "yanchor": "middle"}
        label(fig, moment, 10, str(moment.year), **muted)
    for place, group in heads:
        _head(fig, place, group)
        _rule(fig, place + 3, theme.LINE)
    for row in rows.itertuples():
        top = {"xref": "paper", "yanchor": "top", "size": small}
        label(fig, 0, row.y, f"<b>{row.name}</b>", **top)
        label(fig, 0, row.y + 15, row.posts, **top, colour=theme.MUTED)
        below = row.y + 15 + 15 * (row.posts.count("<br") + 1)
        label(fig, 0 if narrow else 0.525, below if narrow else row.y, row.text, **top)
    _lines(fig, rows, begin)
    return fig


def _lines(fig: go.Figure, rows: pd.DataFrame, begin: pd.Timestamp) -> None:
    """From the end of the case to the possible days of the last date, and a mark there."""
    dated = rows[rows["last"] != ""]
    for row in dated.itertuples():
        level = row.y + 11
        line = {"color": theme.LINE, "width": 1.5, "dash": "dot" if row.unsure else "solid"}
        ends = {"x0": begin, "x1": row.first, "y0": level, "y1": level}
        later(fig, "shapes", {"type": "line", **ends, "line": line, "layer": "below"})
        wide = {"color": theme.RULE, "width": 7}
        ends = {"x0": row.first, "x1": row.last, "y0": level, "y1": level}
        later(fig, "shapes", {"type": "line", **ends, "line": wide, "layer": "below"})
    for (side, unsure), mine in dated.groupby(["side", "unsure"], sort=False):
        symbol = SIDE_SYMBOLS[side] + ("-open-dot" if unsure else "")
        middle = [
            (pd.Timestamp(a) + (pd.Timestamp(b) - pd.Timestamp(a)) / 2).isoformat()
            for a, b in zip(mine["first"], mine["last"], strict=True)
        ]
        fig.add_scatter(
            x=middle,
            y=(mine["y"] + 11).tolist(),
            mode="markers",
            marker={
                "symbol": symbol,
                "size": 10,
                "color": theme.INK,
                "line": {"width": 1.6, "color": theme.INK},
            },
            hovertext=mine["hover"].tolist(),
            hoverinfo="text",
            cliponaxis=False,
        )
