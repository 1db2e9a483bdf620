"""The data page as HTML: what each table holds, its columns, its sizes and its downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from antiparty import tables
from antiparty.present.reference import CONFIDENCE, confidence_counts

FOLDER = "../data/"  # from a page under book/
KINDS = {"string": "text", "integer": "whole number", "number": "number"}


def size(count: int | None) -> str:
    """Bytes in words: 12 kB, 2.2 MB; blank when not known."""
    if count is None:
        return ""
    if count < 1_000_000:
        return f"{max(round(count / 1000), 1)} kB"
    return f"{count / 1_000_000:.1f} MB"


def _link(file: Mapping[str, Any], words: str) -> str:
    weight = size(file.get("bytes"))
    shown = f"{escape(words)} <span class='size'>{weight}</span>" if weight else escape(words)
    return f"<a href='{FOLDER}{escape(file['path'])}' download>{shown}</a>"


def downloads(files: Sequence[Mapping[str, Any]]) -> str:
    """The files that hold many tables: format, what for, link with its size.

    files: dicts with path, format, title, table and, where known, bytes.
    """
    rows = "".join(
        f"<tr><th scope='row'>{escape(f['title'])}</th><td>{escape(f['format'])}</td>"
        f"<td>{_link(f, f['path'])}</td></tr>"
        for f in files
        if f["format"] not in ("CSV", "Parquet", "Text")
    )
    return (
        "<table class='downloads'><caption>Everything in one file</caption><thead><tr>"
        "<th scope='col'>What</th><th scope='col'>Format</th><th scope='col'>File</th></tr>"
        f"</thead><tbody>{rows}</tbody></table>"
    )


def _column(field: Mapping[str, Any], keys: Sequence[str], points_to: str) -> str:
    kind = "date (EDTF)" if field.get("edtf") else KINDS.get(field["type"], field["type"])
    if field.get("list"):
        kind = "list of ids"
    marks = ["key"] if field["name"] in keys else []
    if field.get("constraints", {}).get("required"):
        marks.append("always filled")
    if points_to:
        marks.append(f"points to {points_to}")
    values = "".join(
        f"<li><code>{escape(str(c['value']))}</code> {escape(c['label'])}</li>"
        for c in field.get("categories", ())
    )
    listed = f"<ul class='values'>{values}</ul>" if values else ""
    return (
        f"<tr><th scope='row'><code>{escape(field['name'])}</code></th><td>{escape(kind)}</td>"
        f"<td>{escape(field['description'])}{listed}</td><td>{escape(', '.join(marks))}</td></tr>"
    )


def _table(resource: Mapping[str, Any], files: Sequence[Mapping[str, Any]], sure: str) -> str:
    name = resource["name"]
    schema = resource["schema"]
    keys = tables.primary_key(resource)
    points = {
        link["fields"][0]: link["reference"]["resource"] for link in schema.get("foreignKeys", ())
    }
    columns = "".join(_column(f, keys, points.get(f["name"], "")) for f in schema["fields"])
    links = ", ".join(_link(f, f["format"]) for f in files if f["table"] == name)
    title = escape(resource["title"])
    return (
        f"<details class='data-table' id='table-{escape(name)}'><summary><strong>{title}</strong> "
        f"<code>{escape(name)}</code> {len(tables.read(name)):,} rows</summary>"
        f"<p>{escape(resource['description'])} {sure}</p><p>Download: {links}</p>"
        f"<div class='table-scroll' tabindex='0' role='region' aria-label='Columns of {title}'>"
        f"<table><caption>Columns of {title}</caption><thead><tr><th scope='col'>Column</th>"
        "<th scope='col'>Holds</th><th scope='col'>Meaning</th><th scope='col'>Rules</th></tr>"
        f"</thead><tbody>{columns}</tbody></table></div></details>"
    )


def catalogue(files: Sequence[Mapping[str, Any]]) -> str:
    """Every table with its rows, confidence, downloads and columns, from the schema."""
    counts = {r["table"]: r for r in confidence_counts().to_dict("records")}
    parts = []
    for resource in tables.schema()["resources"]:
        row = counts.get(resource["title"])
        sure = ", ".join(f"{row[c]:,} {c}" for c in CONFIDENCE if row[c]) if row else ""
        parts.append(_table(resource, files, f"Rows: {sure}." if sure else ""))
    return "".join(parts)
