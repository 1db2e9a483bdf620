"""What all formats share: the list of files, rows as text, dates and citations taken apart."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from antiparty import dates, tables

NAME = "seven-against-four"  # stem of the files that hold the whole dataset
Built = Mapping[str, bytes]  # files made so far: path -> bytes


@dataclass(frozen=True)
class Item:
    """One file of the package.

    ``path``: below the published folder; ``format``: name of the format; ``mediatype``: MIME type;
    ``title``: what it holds; ``rows``: data rows, edges or works in it, None where that says
    nothing; ``table``: name of the table it holds, '' for files of several; ``make``: its bytes,
    given the files that were made before it.
    """

    path: str
    format: str
    mediatype: str
    title: str
    rows: int | None
    table: str
    make: Callable[[Built], bytes]


def dump(value: Any, indent: int | None = 1) -> bytes:
    """JSON as UTF-8 with a last newline; keys stay in the order given."""
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode("utf-8")


def package() -> dict[str, Any]:
    """The descriptor of the data package (shared: not to be changed)."""
    return tables.schema()


def fields(name: str) -> list[dict[str, Any]]:
    """Field descriptors of table ``name``."""
    return tables.schema(name)["schema"]["fields"]


def key(name: str) -> list[str]:
    """Key columns of table ``name``."""
    return tables.primary_key(tables.schema(name))


def text(value: Any) -> str:
    """A typed cell as the CSV writes it: '' for blank, no needless decimals."""
    if value is None or value == "":
        return ""
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def rows(name: str) -> list[dict[str, Any]]:
    """Rows of table ``name`` as plain Python: str, int, float, bool; None for blank.

    Strings are never empty: a blank cell is None whatever its type. Rows are shared: not to be
    changed.
    """
    return _rows(str(tables.data_dir()), name)


@lru_cache(maxsize=128)
def _rows(_: str, name: str) -> list[dict[str, Any]]:
    frame = tables.read(name)
    columns: dict[str, list[Any]] = {}
    for spec in fields(name):
        kind, cells = spec.get("type", "string"), frame[spec["name"]]
        blank = cells.isna() if kind in ("integer", "number", "boolean") else cells == ""
        plain: Callable[[Any], Any] = {"integer": int, "number": float, "boolean": bool}.get(
            kind, str
        )
        columns[spec["name"]] = [
            None if empty else plain(cell) for cell, empty in zip(cells, blank, strict=True)
        ]
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def row_id(keys: list[str], row: Mapping[str, Any]) -> str:
    """Key of a row as text, parts joined with ``|``; ``keys``: the columns of :func:`key`."""
    return "|".join(text(row[part]) for part in keys)


def edtf_columns(name: str) -> list[str]:
    """Columns of table ``name`` that hold dates."""
    return [spec["name"] for spec in fields(name) if spec.get("edtf")]


def list_columns(name: str) -> list[str]:
    """Columns of table ``name`` that hold lists of works."""
    return [spec["name"] for spec in fields(name) if spec.get("list")]


def whole(keys: list[str], row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with no None in its key: a blank part of one stays empty text."""
    return {c: "" if cell is None and c in keys else cell for c, cell in row.items()}


def plain(docstring: str | None) -> str:
    """The second part of a docstring as plain text on one line."""
    return " ".join((docstring or "").split("\n\n", 1)[-1].replace("``", "").split())


def cited(cell: str | None) -> Iterator[tuple[str, str]]:
    """``(source_id, locator)`` of each work in a cell; the locator is '' where none is given."""
    for word in (cell or "").split():
        source, _, locator = word.partition("@")
        yield source, locator


def earliest(edtf: str | None) -> date | None:
    """First day that a date can mean."""
    return dates.parse(edtf or "").earliest


def latest(edtf: str | None) -> date | None:
    """Last day that a date can mean."""
    return dates.parse(edtf or "").latest


def prefix(edtf: str | None) -> str | None:
    """The longest ISO date (day, month or year) that holds every day the EDTF date can mean.

    None when not even the year is sure: so what is said is never more than what is known.
    """
    first, last = earliest(edtf), latest(edtf)
    if first is None or last is None or first.year != last.year:
        return None
    if first == last:
        return first.isoformat()
    return f"{first:%Y-%m}" if first.month == last.month else f"{first.year:04d}"
