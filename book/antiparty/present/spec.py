"""A Figure as plain data: its states, each in two layouts, ready for JSON.

Colours become token names (`@red`), arrays become lists, floats are rounded: the same
figure gives the same bytes, and its hash says whether its poster is still true.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import plotly.graph_objects as go
from pyvis.network import Network

from .. import theme
from ..figures import Figure, FigureError
from . import notes

LAYOUTS = ("wide", "narrow")
HOVER = {"hovertext", "hovertemplate", "hoverinfo", "hoverlabel", "hovermode", "customdata"}
POSTER_FORM = 4  # raise it when posters.clean changes: every poster is then old


@dataclass(frozen=True)
class State:
    """One state of a figure; a figure without a switch has one, with key and label ''."""

    key: str
    label: str
    alt: str
    kind: str  # "plotly" or "network"
    drawn: Mapping[str, Any]  # layout -> go.Figure | Network
    spec: Mapping[str, Any]  # layout -> JSON data with colours as @tokens
    hashes: Mapping[str, str]  # layout -> hash of the spec


def slug(text: str) -> str:
    """A label as an address: lower-case letters, digits, hyphens and underscores."""
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-") or "state"


def plain(value: Any) -> Any:
    """Numbers, strings, lists and dicts only, floats to six digits, decoded arrays."""
    if isinstance(value, Mapping):
        if set(value) >= {"dtype", "bdata"}:
            flat = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
            shape = [int(n) for n in str(value.get("shape", "")).split(",") if n.strip()]
            return plain((flat.reshape(shape) if shape else flat).tolist())
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, float):
        rounded = float(f"{value:.6g}")
        return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded
    return value


def dumps(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, Cyrillic as itself."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _tokens(figure_id: str, data: Any) -> Any:
    text = dumps(data)
    strange = theme.foreign(text)
    if strange:
        raise FigureError(
            f"{figure_id}: colours that are not in theme.py: {', '.join(strange)}; use a token"
        )
    return json.loads(theme.swap(text, "@{}"))


def _plotly(figure_id: str, fig: go.Figure) -> dict[str, Any]:
    data = plain(json.loads(fig.to_json()))
    layout = data["layout"]
    layout.pop("width", None)
    return {"data": data["data"], "layout": layout}


def _network(figure_id: str, net: Network) -> dict[str, Any]:
    nodes, edges, _, height, width, options = net.get_network_data()
    keep = ("id", "from", "to", "width", "color", "dashes", "arrows", "kind", "sign")
    more = ("recalled", "evidence")
    return {
        "width": int(str(width).rstrip("px")),
        "height": int(str(height).rstrip("px")),
        "options": json.loads(options),
        "nodes": [plain({k: v for k, v in n.items() if v != ""}) for n in nodes],
        "edges": [
            {k: plain(e[k]) for k in keep + more if e.get(k, "") != ""}
            | ({"sources": _cited(figure_id, e["sources"])} if e.get("sources") else {})
            for e in edges
        ],
    }


def _cited(figure_id: str, sources: str) -> str:
    try:
        return "; ".join(notes.short_citation(s) for s in sources.split())
    except LookupError as fault:
        raise FigureError(f"{figure_id}: {fault.args[0]}") from None


def _still(value: Any) -> Any:
    """The part of a spec that a picture shows: without what appears on hover."""
    if isinstance(value, dict):
        return {k: _still(v) for k, v in value.items() if k not in HOVER}
    return [_still(v) for v in value] if isinstance(value, list) else value


def _hash(part: dict[str, Any], width: int) -> str:
    text = dumps([POSTER_FORM, width, _still(part)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _draw(figure: Figure, layout: str) -> dict[tuple[str, str], Any]:
    drawn = figure.draw(layout)
    if isinstance(drawn, (go.Figure, Network)):
        return {("", ""): drawn}
    if not isinstance(drawn, Mapping) or not drawn:
        raise FigureError(
            f"{figure.id}: draw({layout!r}) returned {type(drawn).__name__}; return a plotly "
            "Figure, a pyvis Network, or a dict of them by label"
        )
    out: dict[tuple[str, str], Any] = {}
    for name, item in drawn.items():
        key, label = name if isinstance(name, tuple) else (slug(str(name)), str(name))
        if not isinstance(item, (go.Figure, Network)):
            raise FigureError(f"{figure.id}: state {label!r} is no plotly Figure or Network")
        if key in {k for k, _ in out}:
            raise FigureError(f"{figure.id}: two states have the key {key!r}")
        out[key, label] = item
    return out


def _alt(figure: Figure, key: str, label: str) -> str:
    if isinstance(figure.alt, str):
        if key:
            raise FigureError(f"{figure.id}: give alt as a dict, one text for each state")
        return figure.alt
    for name in (label, key, (key, label)):
        if name in figure.alt:
            return figure.alt[name]  # type: ignore[index]
    raise FigureError(f"{figure.id}: no alt text for the state {label!r}")


@lru_cache(maxsize=64)
def _states(figure_id: str, frozen: _Frozen) -> tuple[State, ...]:
    figure = frozen.figure
    drawn = {layout: _draw(figure, layout) for layout in LAYOUTS}
    if list(drawn["wide"]) != list(drawn["narrow"]):
        raise FigureError(f"{figure.id}: wide and narrow must have the same states")
    out = []
    for key, label in drawn["wide"]:
        items = {layout: drawn[layout][key, label] for layout in LAYOUTS}
        kind = "plotly" if isinstance(items["wide"], go.Figure) else "network"
        turn = _plotly if kind == "plotly" else _network
        spec = {layout: _tokens(figure.id, turn(figure.id, item)) for layout, item in items.items()}
        widths = {"wide": theme.WIDTHS[figure.size], "narrow": theme.WIDTHS["narrow"]}
        hashes = {layout: _hash(part, widths[layout]) for layout, part in spec.items()}
        out.append(State(key, label, _alt(figure, key, label), kind, items, spec, hashes))
    if figure.start and figure.start not in {n for s in out for n in (s.key, s.label)}:
        raise FigureError(f"{figure.id}: start={figure.start!r} is none of its states")
    return tuple(out)


class _Frozen:
    """A hashable hold on a Figure, so that its states are drawn once a process."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure

    def __hash__(self) -> int:
        return id(self.figure)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Frozen) and other.figure is self.figure


def states(figure: Figure) -> tuple[State, ...]:
    """The figure's states in order, drawn in both layouts. Raises FigureError."""
    return _states(figure.id, _Frozen(figure))


def first_state(figure: Figure) -> State:
    """The state shown first: `start`, or the first one."""
    every = states(figure)
    return next((s for s in every if figure.start in (s.key, s.label) and figure.start), every[0])


def live(figure: Figure) -> dict[str, Any]:
    """What the browser needs to draw the figure live."""
    every = states(figure)
    return {
        "kind": every[0].kind,
        "states": [
            {"key": s.key, "label": s.label, "says": s.alt, **{n: s.spec[n] for n in LAYOUTS}}
            for s in every
        ],
        "start": first_state(figure).key,
    }


def _script(call: str, figure: Figure, data: Any) -> str:
    """One call with data, loaded by a script tag so that file:// works."""
    text = dumps(data).replace("</", "<\\/").replace("\u2028", " ").replace("\u2029", " ")
    return f"antiparty.{call}({dumps(figure.id)},{text});\n"


def live_script(figure: Figure) -> str:
    """The file `_figures/<id>.js`."""
    return _script("figure", figure, live(figure))


def widget_script(figure: Figure) -> str:
    """The file `_figures/<id>.widget.js` of a figure with a widget."""
    if figure.extra is None:
        raise FigureError(f"{figure.id} has no widget")
    data = plain(figure.extra())
    if isinstance(data, dict) and "works" in data:  # source_ids: the page gets their names too
        data["works"] = [[s, _cited(figure.id, s)] for s in data["works"]]
    return _script("widgetData", figure, data)
