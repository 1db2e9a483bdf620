"""The signed, dated network of ties as GEXF 1.3 (dynamic) and GraphML.

Both hold the same attributes. All edges are written as directed, because most readers refuse a mix;
``directed`` = no marks the ties of a kind that has no direction. Parallel ties stay apart by id.
In GEXF an edge spans the days on which the tie can have held; the dates as known are in
``edtf_start`` and ``edtf_end``. Positions are those of the book's drawings.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from antiparty import tables, theme
from antiparty.export.common import Built, Item, earliest, latest, package, plain, rows, text

GEXF, VIZ = "http://gexf.net/1.3", "http://gexf.net/1.3/viz"
GRAPHML = "http://graphml.graphdrawing.org/xmlns"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NODE = {  # attribute: type in GEXF and GraphML
    "name": "string", "name_ru": "string", "side": "string", "birth": "string", "death": "string",
    "wikidata": "string", "x": "double", "y": "double",
}  # fmt: skip
EDGE = {
    "kind": "string", "directed": "string", "sign": "integer", "strength": "integer",
    "predictive": "string", "confidence": "string", "edtf_start": "string", "edtf_end": "string",
    "start_earliest": "string", "start_latest": "string", "end_earliest": "string",
    "end_latest": "string", "evidence": "string", "sources": "string", "recalled_from": "string",
    "conflict_id": "string", "note": "string",
}  # fmt: skip


def items() -> Iterator[Item]:
    """``ties.gexf`` and ``ties.graphml``."""
    title, count = "The signed, dated network of ties", len(tables.read("ties"))
    yield Item("ties.gexf", "GEXF", "application/gexf+xml", title, count, "ties", _gexf)
    yield Item("ties.graphml", "GraphML", "application/graphml+xml", title, count, "ties", _graphml)


def nodes() -> list[dict[str, Any]]:
    """People with at least one tie: ``id`` and the attributes of :data:`NODE`; None is blank."""
    places = {row["person_id"]: row for row in rows("layout")}
    tied = {row[end] for row in rows("ties") for end in ("from_id", "to_id")}
    return [
        {
            "id": row["person_id"],
            "name": row["name_en"],
            "name_ru": row["name_ru"],
            "side": row["side_june_1957"],
            "birth": row["birth"],
            "death": row["death"],
            "wikidata": row["wikidata"],
            "x": places.get(row["person_id"], {}).get("x"),
            "y": places.get(row["person_id"], {}).get("y"),
        }
        for row in rows("people")
        if row["person_id"] in tied
    ]


def edges() -> list[dict[str, Any]]:
    """Ties: ``id``, ``source``, ``target`` and the attributes of :data:`EDGE`; None is blank."""
    kinds = {row["kind"]: row for row in rows("tie_kinds")}
    out = []
    for row in rows("ties"):
        kind, start, end = kinds[row["kind"]], row["start"], row["end"]
        found = {"id": row["tie_id"], "source": row["from_id"], "target": row["to_id"]}
        found |= {"directed": kind["directed"], "sign": kind["sign"]}
        found |= {"edtf_start": start, "edtf_end": end}
        found |= {"start_earliest": earliest(start), "start_latest": latest(start)}
        found |= {"end_earliest": earliest(end), "end_latest": latest(end)}
        out.append(found | {name: row[name] for name in EDGE if name in row})
    return out


def _about() -> str:
    return f"{package()['title']}, version {package()['version']}: ties. {plain(__doc__)}"


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _put(parent: ET.Element, tag: str, content: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    child.text = content or None
    return child


def _gexf(_: Built) -> bytes:
    root = ET.Element("gexf", {"xmlns": GEXF, "xmlns:viz": VIZ, "xmlns:xsi": XSI, "version": "1.3"})
    root.set("xsi:schemaLocation", f"{GEXF} {GEXF}/gexf.xsd")
    meta = _put(root, "meta", lastmodifieddate=package()["created"][:10])
    _put(meta, "creator", package()["contributors"][0]["title"])
    _put(meta, "description", _about())
    settings = {"mode": "dynamic", "defaultedgetype": "directed"}
    graph = _put(root, "graph", **settings, timeformat="date", timerepresentation="interval")
    for word, spec in (("node", NODE), ("edge", EDGE)):
        declared = _put(graph, "attributes", **{"class": word, "mode": "static"})
        for name, kind in spec.items():
            _put(declared, "attribute", id=name, title=name, type=kind)
    people = _put(graph, "nodes")
    for row in nodes():
        node = _put(people, "node", id=row["id"], label=row["name"])
        _span(node, earliest(row["birth"]), latest(row["death"]))
        _values(node, row, NODE)
        red, green, blue = bytes.fromhex(theme.SIDES[row["side"]].removeprefix("#"))
        _put(node, "viz:color", r=str(red), g=str(green), b=str(blue))
        if row["x"] is not None:  # Gephi's y axis points up, the page's down
            _put(node, "viz:position", x=text(row["x"]), y=text(-row["y"]), z="0")
    ties = _put(graph, "edges")
    for row in edges():
        ends = {"source": row["source"], "target": row["target"]}
        shown = {"label": row["kind"], "kind": row["kind"], "weight": text(row["strength"])}
        edge = _put(ties, "edge", id=row["id"], **ends, type="directed", **shown)
        _span(edge, row["start_earliest"], row["end_latest"])
        _values(edge, row, EDGE)
    return _bytes(root)


def _span(element: ET.Element, first: Any, last: Any) -> None:
    for name, day in (("start", first), ("end", last)):
        if day is not None:
            element.set(name, day.isoformat())


def _values(element: ET.Element, row: dict[str, Any], spec: dict[str, str]) -> None:
    values = _put(element, "attvalues")
    for name in spec:
        if row[name] is not None:
            _put(values, "attvalue", **{"for": name, "value": text(row[name])})


def _graphml(_: Built) -> bytes:
    root = ET.Element("graphml", {"xmlns": GRAPHML, "xmlns:xsi": XSI})
    root.set("xsi:schemaLocation", f"{GRAPHML} {GRAPHML}/1.0/graphml.xsd")
    _put(root, "desc", _about())
    for word, spec in (("node", NODE), ("edge", EDGE)):
        for name, kind in spec.items():
            named = {"for": word, "attr.name": name}
            named["attr.type"] = "int" if kind == "integer" else kind
            _put(root, "key", **{"id": f"{word}_{name}", **named})
    graph = _put(root, "graph", id="ties", edgedefault="directed")
    for row in nodes():
        _data(_put(graph, "node", id=row["id"]), "node", row, NODE)
    for row in edges():
        ends = {"source": row["source"], "target": row["target"]}
        _data(_put(graph, "edge", id=row["id"], **ends), "edge", row, EDGE)
    return _bytes(root)


def _data(element: ET.Element, word: str, row: dict[str, Any], spec: dict[str, str]) -> None:
    for name in spec:
        if row[name] is not None:
            _put(element, "data", text(row[name]), key=f"{word}_{name}")
