"""A pyvis Network as an SVG by our own pen: no browser, the same symbols as the live one."""

from __future__ import annotations

import math
from html import escape
from typing import Any

_WIDE = 600  # canvases wider than this use the larger type


def _cut(x0: float, y0: float, x1: float, y1: float, gap: float) -> tuple[float, float]:
    """The point `gap` pixels before (x1, y1) on the way from (x0, y0)."""
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    return x1 - (x1 - x0) / length * gap, y1 - (y1 - y0) / length * gap


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _tie(edge: dict[str, Any], places: dict[str, dict[str, Any]]) -> str:
    a, b = places[edge["from"]], places[edge["to"]]
    ring = {True: 6, False: 2}  # ties stop outside a double ring
    x1, y1 = _cut(a["x"], a["y"], b["x"], b["y"], b["size"] + ring[bool(b.get("target"))])
    x0, y0 = _cut(b["x"], b["y"], a["x"], a["y"], a["size"] + ring[bool(a.get("target"))])
    sign = edge.get("sign", 0)
    classes = {1: "p", -1: "n"}.get(sign, "z") + (" r" if edge.get("recalled") else "")
    width = edge.get("width", 1)
    parts = [f"M{_number(x0)} {_number(y0)}L{_number(x1)} {_number(y1)}"]
    if edge.get("arrows"):
        turn = math.atan2(y1 - y0, x1 - x0)
        for side in (2.6, -2.6):
            dx, dy = math.cos(turn + side) * 6, math.sin(turn + side) * 6
            parts.append(f"M{_number(x1)} {_number(y1)}l{_number(dx)} {_number(dy)}")
    dash = edge.get("dashes")
    style = f' stroke-dasharray="{" ".join(map(str, dash))}"' if dash else ""
    heads = ""
    if dash and len(parts) > 1:  # a dashed line keeps a solid head
        heads = f'<path class="{classes}" stroke-width="{width}" d="{"".join(parts[1:])}"/>'
        parts = parts[:1]
    return f'<path class="{classes}" stroke-width="{width}"{style} d="{"".join(parts)}"/>' + heads


def _shape(node: dict[str, Any]) -> str:
    x, y, s = node["x"], node["y"], node["size"]
    kind = {"opponent": "o", "supporter": "s"}.get(node.get("side", ""), "b")
    if node.get("side") == "not_in_office":
        kind = "w"
    hollow = " h" if node.get("hollow") else ""
    if node["shape"] == "square":
        box = f'x="{x - s}" y="{y - s}" width="{2 * s}" height="{2 * s}"'
        body = f'<rect class="{kind}{hollow}" {box}/>'
    elif node["shape"] == "dot":
        body = f'<circle class="{kind}{hollow}" cx="{x}" cy="{y}" r="{s}"/>'
    else:
        body = f'<path class="{kind}{hollow}" d="M{x} {y - s}l{s} {s}-{s} {s}-{s}-{s}z"/>'
    if node.get("waverer"):
        lines = f"M{x - s} {y + s}l{2 * s}-{2 * s}M{x - s} {y}l{s}-{s}M{x} {y + s}l{s}-{s}"
        body += f'<path class="hatch" d="{lines}"/>'
    if node.get("target"):
        body += f'<circle class="{kind} ring" cx="{x}" cy="{y}" r="{s + 4}"/>'
    return body


def draw(spec: dict[str, Any]) -> tuple[str, int, int]:
    """The inside of an SVG, its width and its height, from a network's spec."""
    places = {n["id"]: n for n in spec["nodes"]}
    size = 13 if spec["width"] > _WIDE else 11
    ties = "".join(_tie(e, places) for e in spec["edges"])
    nodes = "".join(_shape(n) for n in spec["nodes"])
    words = "".join(
        f'<text x="{n["x"]}" y="{n["y"] + n["size"] + size + (4 if n.get("target") else 0)}">'
        f"{escape(n['label'])}</text>"
        for n in spec["nodes"]
    )
    inside = (
        f'<g class="ties">{ties}</g><g class="nodes">{nodes}</g>'
        f'<g class="names" font-size="{size}">{words}</g>'
    )
    return inside, spec["width"], spec["height"]
