"""Frames to pyvis Networks with fixed positions: pure, no physics, no HTML.

`network(nodes, ties, layout)` takes two frames and returns the model that `present` draws:
as an SVG by our own pen and, live, with vis-network. Symbols are those of every chart:
opponent square, supporter circle, others diamond, no vote hollow, target in a double ring.
"""

from __future__ import annotations

import json

import pandas as pd
from pyvis.network import Network

from . import theme

SIZES = {"wide": (920, 620), "narrow": (360, 460)}
_SHAPES = {
    "opponent": "square",
    "supporter": "dot",
    "bystander": "diamond",
    "not_in_office": "diamond",
}
OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {
        "dragNodes": False,
        "dragView": False,
        "zoomView": False,
        "hover": True,
        "tooltipDelay": 100,
    },
    "edges": {"smooth": False},
    "nodes": {"font": {"face": theme.SANS}},
}


def _text(row: pd.Series, column: str, default: str = "") -> str:
    value = row.get(column, default)
    return default if value is None or pd.isna(value) else str(value)


def _flag(row: pd.Series, column: str, default: bool) -> bool:
    value = row.get(column, default)
    return default if value is None or pd.isna(value) else bool(value)


def fit(xy: pd.DataFrame, layout: str, margin: tuple[int, int] = (52, 30)) -> pd.DataFrame:
    """Positions scaled to the layout's canvas, rounded to whole pixels.

    Columns x and y are stretched separately: positions carry order and nearness, not metres.
    """
    width, height = SIZES[layout]
    out = xy[["x", "y"]].astype(float).copy()
    for column, size, pad in (("x", width, margin[0]), ("y", height, margin[1])):
        low, high = out[column].min(), out[column].max()
        span = (high - low) or 1.0
        out[column] = (pad + (out[column] - low) / span * (size - 2 * pad)).round().astype(int)
    return out


def network(
    nodes: pd.DataFrame,
    ties: pd.DataFrame,
    layout: str,
    *,
    extent: pd.DataFrame | None = None,
) -> Network:
    """A pyvis Network from people and ties.

    nodes: id, label, x, y; optional side (theme.SIDES), vote (bool), target (bool),
    waverer (bool), note. ties: from, to; optional id, sign (-1, 0, 1), directed (bool),
    strength (1-3), recalled (bool), kind (words), evidence, sources. `extent` holds the x, y of
    everyone in a set of networks, so that all share one scale and nobody moves between states.
    """
    if layout not in SIZES:
        raise ValueError(f"layout is 'wide' or 'narrow', not {layout!r}")
    width, height = SIZES[layout]
    net = Network(height=f"{height}px", width=f"{width}px", directed=True)
    net.set_options(json.dumps(OPTIONS))
    frame = nodes[["x", "y"]] if extent is None else extent[["x", "y"]]
    both = fit(pd.concat([frame, nodes[["x", "y"]]], ignore_index=True), layout)
    places = both.tail(len(nodes)).reset_index(drop=True)
    for i, (_, row) in enumerate(nodes.iterrows()):
        side = _text(row, "side", "not_in_office")
        colour = theme.SIDES[side]
        hollow = not _flag(row, "vote", True)
        net.add_node(
            _text(row, "id"),
            label=_text(row, "label", _text(row, "id")),
            shape=_SHAPES[side],
            color={"background": theme.PAPER if hollow else colour, "border": colour},
            size=8 if layout == "wide" else 7,
            borderWidth=2,
            x=int(places.at[i, "x"]),
            y=int(places.at[i, "y"]),
            side=side,
            hollow=hollow,
            target=_flag(row, "target", False),
            waverer=_flag(row, "waverer", False),
            note=_text(row, "note"),
        )
    for i, (_, row) in enumerate(ties.iterrows()):
        sign = int(row.get("sign", 0) or 0)
        recalled = _flag(row, "recalled", False)
        colour = {1: theme.BLUE, -1: theme.RED}.get(sign, theme.GREY)
        dashes = [2, 4] if recalled and sign >= 0 else [8, 3, 2, 3] if recalled else [8, 4]
        net.add_edge(
            _text(row, "from"),
            _text(row, "to"),
            id=_text(row, "id", f"tie-{i + 1}"),
            width=float(row.get("strength", 1) or 1),
            color=colour,
            dashes=dashes if recalled or sign < 0 else False,
            arrows="to" if _flag(row, "directed", False) else "",
            sign=sign,
            recalled=recalled,
            kind=_text(row, "kind"),
            evidence=_text(row, "evidence"),
            sources=_text(row, "sources"),
        )
    return net
