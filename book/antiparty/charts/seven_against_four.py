"""Charts of chapter 1: the room by witness, the matrix of accounts, the lists of 18 June."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from antiparty import theme
from antiparty.charts import common

GROUPS = {
    "full member": "Full members, with a vote",
    "candidate member": "Candidate members, no vote",
    "secretary": "Secretaries only, no vote",
}
SIDE_OF = {"against": "opponent", "with": "supporter"}
STAND_WORDS = {
    "against": "against Khrushchev",
    "wavered": "wavered",
    "with": "with Khrushchev",
    "undecided": "no decision, so no stand",
    "away": "away",
    "": "not placed by this account",
}
COLUMNS = {"against": 0, "undecided": 1, "away": 1, "": 1, "with": 2}


def column(stand: str, side: str) -> int:
    """0 against, 1 not placed, 2 with; who wavers stands on the side that counted on him."""
    return COLUMNS.get(stand, 0 if side == "opponent" else 2)


def dot(  # noqa: PLR0913 (one keyword for each thing a mark says)
    fig: go.Figure,
    x: Sequence[float],
    y: Sequence[float],
    symbol: str,
    colour: str,
    *,
    size: float = theme.MARK,
    hover: Sequence[str] = (),
    opacity: float = 1,
) -> None:
    """A group of plain marks: symbol, colour and hover text, no meaning of its own."""
    open_ = "open" in symbol or symbol.startswith(("line", "x-thin", "cross-thin"))
    fig.add_trace(
        go.Scatter(
            x=list(x),
            y=list(y),
            mode="markers",
            opacity=opacity,
            marker={
                "symbol": symbol,
                "color": colour,
                "size": size,
                "line": {"width": 1.8 if open_ else 0, "color": colour},
            },
            hovertext=list(hover) or None,
            hoverinfo="text" if hover else "skip",
        )
    )


def hatch(fig: go.Figure, x: Sequence[float], y: Sequence[float], colour: str, size: float) -> None:
    """Slanted lines over hollow marks: the sign of a waverer, not a third hue."""
    dot(fig, x, y, "line-ne-open", colour, size=size * 0.8)


def rules(
    fig: go.Figure, segments: Sequence[tuple[float, float, float, float]], colour: str = theme.RULE
) -> None:
    """Thin lines (x0, y0, x1, y1) under the marks, as one trace."""
    fig.add_trace(
        go.Scatter(
            x=[v for x0, _, x1, _ in segments for v in (x0, x1, None)],
            y=[v for _, y0, _, y1 in segments for v in (y0, y1, None)],
            mode="lines",
            line={"color": colour, "width": 0.8},
            hoverinfo="skip",
        )
    )


def stand_marks(fig: go.Figure, rows: pd.DataFrame, size: float = theme.MARK) -> None:
    """The marks of stands: rows with x, y, stand, side, vote, target, weak (bool), hover."""
    groups = ["stand", "side", "vote", "target", "weak"]
    for (stand, side, vote, target, weak), group in rows.groupby(groups, sort=False):
        x, y, hover = group["x"].tolist(), group["y"].tolist(), group["hover"].tolist()
        if stand == "":
            dot(fig, x, y, "circle-open", theme.LINE, size=5, hover=hover)
        elif stand in ("undecided", "away"):
            dot(fig, x, y, "diamond-open", theme.GREY, size=size, hover=hover)
        else:
            common.marks(
                fig,
                x,
                y,
                side=SIDE_OF.get(stand, str(side)),
                vote=vote and stand != "wavered",
                target=target,
                recalled=weak and stand != "wavered",
                size=size,
                hover=hover,
            )
            if stand == "wavered":  # hatching, not a third hue
                hatch(fig, x, y, theme.SIDES[str(side)], size)


def _rows_of_room(people: pd.DataFrame) -> tuple[dict[str, float], dict[str, float]]:
    """Lane of each person and of each heading, top down."""
    lanes: dict[str, float] = {}
    heads: dict[str, float] = {}
    at = 0.0
    for seat, group in people.groupby("seat", sort=False):
        heads[str(seat)] = at
        for person in group["person_id"]:
            at += 1
            lanes[person] = at
        at += 1.35
    return lanes, heads


def _panels(rows: pd.DataFrame, narrow: bool) -> list[tuple[float, float, pd.DataFrame]]:
    """Those with a vote and those without, as (x, y, rows): side by side or stacked."""
    full = rows["seat"] == "full member"
    place = (0.0, float(full.sum()) + 2.6) if narrow else (3.25, 0.0)
    return [(0.0, 0.0, rows[full]), (*place, rows[~full])]


def witness(rows: pd.DataFrame, head: Sequence[str], layout: str) -> go.Figure:
    """One account: everyone at the table in the column where it puts them.

    rows: person_id, short, seat, side, stand, weak, target, hover. head: two texts, what the
    account says (bold) and who speaks and when.
    """
    narrow = layout == "narrow"
    says = common.wrap(head[0], 44 if narrow else 110)
    who = common.wrap(head[1], 52 if narrow else 140)
    heights = [19 * (text.count(common.WRAP) + 1) for text in (says, who)]
    top = sum(heights) + 16
    places: dict[str, tuple[float, float]] = {}
    fig = common.figure(layout, height=400)
    for x, y, part in _panels(rows, narrow):
        places |= _panel(fig, (x, y), part, layout)
    last = max(y for _, y in places.values())
    fig.update_layout(
        height=int(top + 21.5 * (last + 1.4)), margin={"l": 2, "r": 2, "t": top, "b": 4}
    )
    fig.update_xaxes(range=[-0.08, 2.95 if narrow else 6.1], visible=False)
    fig.update_yaxes(range=[last + 0.7, -0.7], visible=False)
    above = {"xref": "paper", "yref": "paper", "yanchor": "top"}
    common.label(fig, 0, 1, f"<b>{says}</b>", yshift=top - 2, size=theme.TEXT[layout] + 1, **above)
    common.label(fig, 0, 1, who, yshift=top - 4 - heights[0], colour=theme.MUTED, **above)
    stand_marks(
        fig,
        rows.assign(
            x=[places[p][0] for p in rows["person_id"]],
            y=[places[p][1] for p in rows["person_id"]],
            vote=rows["seat"] == "full member",
        ),
    )
    return fig


def _panel(
    fig: go.Figure, corner: tuple[float, float], rows: pd.DataFrame, layout: str
) -> dict[str, tuple[float, float]]:
    """Headings, rules, names and pale marks of one panel; returns the place of each person."""
    x, y = corner
    places: dict[str, tuple[float, float]] = {}
    at = [column(s, o) for s, o in zip(rows["stand"], rows["side"], strict=True)]
    middle = "No decision" if "undecided" in set(rows["stand"]) else "Not placed"
    titles = (("Against him", theme.RED), (middle, theme.MUTED), ("With him", theme.BLUE))
    for n, (words, colour) in enumerate(titles):
        text = f"<b>{words}</b> {at.count(n)}"
        common.label(fig, x + n - 0.07, y + 1, text, colour=colour, yanchor="middle")
    pale: dict[str, list[float]] = {"opponent": [], "supporter": []}
    y -= 0.35
    for n, (seat, group) in enumerate(rows.assign(place=at).groupby("seat", sort=False)):
        y += 0.35
        small = {"colour": theme.MUTED, "size": theme.SMALL[layout], "yanchor": "middle"}
        common.label(fig, x - 0.07, y, GROUPS[str(seat)], **small)
        y += 1 if n else 2
        rules(fig, [(x + n, y - 0.5, x + n, y + len(group) - 0.5) for n in (0.9, 1.9)])
        for row in group.itertuples():
            places[row.person_id] = (x + row.place, y)
            if row.place == 1:
                pale[row.side].append(y)
            common.label(
                fig,
                x + row.place + 0.02,
                y,
                row.short,
                xshift=11,
                yanchor="middle",
                colour=theme.MUTED if row.stand in ("", "away") else theme.INK,
            )
            y += 1
    for (side, ys), column_ in zip(pale.items(), (x, x + 2), strict=True):
        if ys:  # the side on which this book counts the person
            symbol = theme.SYMBOLS[side] + "-open"
            dot(fig, [column_] * len(ys), ys, symbol, theme.LINE, size=8, opacity=0.55)
    return places


def _columns(people: pd.DataFrame) -> dict[str, float]:
    """x of each person: one apart, a gap between the sides."""
    place: dict[str, float] = {}
    at, before = 0.0, ""
    for row in people.itertuples():
        at += 0.7 if before and row.side != before else 0
        place[row.person_id] = at
        at, before = at + 1, row.side
    return place


def matrix(
    accounts: pd.DataFrame, stands: pd.DataFrame, people: pd.DataFrame, layout: str
) -> go.Figure:
    """Accounts by people: accounts (vote_event_id, era, label, count, vote), stands with weak."""
    narrow = layout == "narrow"
    step = 1.75 if narrow else 1.0
    xs = _columns(people)
    right = max(xs.values())
    lanes: dict[str, float] = {}
    heads: dict[str, float] = {}
    at = 0.0
    for name, group in accounts.groupby("era", sort=False):
        heads[str(name)] = at
        at += step
        for key in group["vote_event_id"]:
            lanes[key] = at
            at += step
        at += 0.4
    top = 92
    fig = common.figure(
        layout, height=int(top + 24 * (at + 0.1)), margin={"l": 2, "r": 2, "t": top, "b": 4}
    )
    left = -0.6 if narrow else -8.2
    fig.update_xaxes(range=[left, right + (3.9 if narrow else 3.6)], visible=False)
    fig.update_yaxes(range=[at - 0.55, -0.7], visible=False)
    for name, y in heads.items():
        common.label(fig, left + 0.1, y, f"<b>{name}</b>", yanchor="middle", colour=theme.MUTED)
    edge = {"yref": "paper", "y": 1, "yanchor": "bottom", "textangle": -90, "xanchor": "center"}
    for row in people.itertuples():
        colour = theme.SIDES[row.side]
        common.label(fig, xs[row.person_id], text=row.short, colour=colour, **edge)
    shown = stands[stands["person_id"].isin(xs)]
    lifted = 0.2 if narrow else 0.0
    rows = shown.assign(
        x=shown["person_id"].map(xs),
        y=shown["vote_event_id"].map(lanes) + lifted,
        vote=True,
        target=False,
    )
    low = 0.78 if narrow else 0.5
    rules(fig, [(left + 0.1, y + low, right + 3.4, y + low) for y in lanes.values()])
    for row in accounts.itertuples():
        y = lanes[row.vote_event_id]
        common.label(
            fig,
            -0.5 if narrow else left + 0.1,
            y - (0.5 if narrow else 0),
            row.label,
            yanchor="middle",
            size=theme.SMALL[layout] if narrow else 13.5,
        )
        for x, text in ((right + 0.95, row.count_), (right + 2.2, row.vote)):
            strong = text in ("claimed", "denied")
            common.label(
                fig,
                x,
                y + lifted,
                f"<b>{text}</b>" if strong else text,
                yanchor="middle",
                size=theme.SMALL[layout] if narrow else 13.5,
                colour=theme.INK if strong or x < right + 2 else theme.MUTED,
            )
    stand_marks(fig, rows[rows["stand"] != ""], size=10)
    for x, text in ((right + 0.95, "Count"), (right + 2.2, "A vote?")):
        if narrow:
            common.label(fig, x + 0.45, text=text, colour=theme.MUTED, **edge)
        else:
            common.label(fig, x, 1, text, yref="paper", yanchor="bottom", colour=theme.MUTED)
    return fig


def presence(
    lists: pd.DataFrame, rows: pd.DataFrame, people: pd.DataFrame, layout: str
) -> go.Figure:
    """Who was there on 18 June: people down, lists across, filled marks for there, dashes for away.

    lists: vote_event_id, label. rows: vote_event_id, person_id, there, side, seat, hover.
    people: person_id, short, seat, side, disputed (bool), verdict.
    """
    narrow = layout == "narrow"
    xs = {key: float(n) for n, key in enumerate(lists["vote_event_id"])}
    lanes, heads = _rows_of_room(people)
    last, wide = max(lanes.values()), len(xs) - 0.4
    top = 132 if narrow else 46
    fig = common.figure(
        layout, height=int(top + 22 * (last + 1.4)), margin={"l": 2, "r": 2, "t": top, "b": 4}
    )
    left = -4.6 if narrow else -1.75
    fig.update_xaxes(range=[left, wide + (0.2 if narrow else 2.4)], visible=False)
    fig.update_yaxes(range=[last + 0.7, -0.6], visible=False)
    for row in lists.itertuples():
        angle = {"textangle": -90} if narrow else {}
        text = row.label if narrow else common.wrap(row.label, 12)
        common.label(
            fig,
            xs[row.vote_event_id],
            1,
            text,
            yref="paper",
            yanchor="bottom",
            xanchor="center",
            align="center",
            size=theme.SMALL[layout] if narrow else 13.5,
            **angle,
        )
    for seat, y in heads.items():
        common.label(fig, left + 0.02, y, GROUPS[seat], colour=theme.MUTED, yanchor="middle")
    for row in people.itertuples():
        y = lanes[row.person_id]
        fig.add_shape(
            type="rect" if row.disputed else "line",
            x0=left,
            x1=wide + (0.1 if narrow else 2.3),
            y0=y - 0.5 if row.disputed else y + 0.5,
            y1=y + 0.5,
            layer="below",
            fillcolor=theme.PANEL if row.disputed else None,
            line={"color": theme.RULE, "width": 0 if row.disputed else 0.6},
        )
        name = f"<b>{row.short}</b>" if row.disputed else row.short
        common.label(fig, left + 0.02, y, name, yanchor="middle", colour=theme.SIDES[row.side])
        if not narrow:
            common.label(fig, wide, y, row.verdict, yanchor="middle", size=13, colour=theme.MUTED)
    placed = rows.assign(
        x=rows["vote_event_id"].map(xs),
        y=rows["person_id"].map(lanes),
        vote=rows["seat"] == "full member",
    )
    here = placed[placed["there"] == "yes"]
    for (side, vote), group in here.groupby(["side", "vote"]):
        common.marks(
            fig,
            group["x"].tolist(),
            group["y"].tolist(),
            side=str(side),
            vote=bool(vote),
            hover=group["hover"].tolist(),
        )
    away = placed[placed["there"] == "no"]
    for side, group in away.groupby("side"):
        dot(
            fig,
            group["x"].tolist(),
            group["y"].tolist(),
            "line-ew-open",
            theme.SIDES[str(side)],
            size=13,
            hover=group["hover"].tolist(),
        )
    return fig
