"""Frames to the data package: the same facts in the formats of the fields that want them.

One module a format; each lists its files as :class:`~antiparty.export.common.Item`. The same data
give the same bytes on every run: no clock, no random ids, nothing in the order of a set.
:func:`listing` says what is published, :func:`build` makes it, :func:`write` puts it in a folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from antiparty import tables
from antiparty.export import (
    bibtex,
    csvs,
    database,
    dataset,
    guide,
    network,
    parquet,
    popolo,
    zipped,
)
from antiparty.export.common import NAME, Item, dump, package

INDEX = "index.json"
# later ones may describe earlier ones; the zip holds them all
PARTS = (csvs, parquet, database, popolo, network, bibtex, guide, dataset, zipped)


class ExportError(Exception):
    """The package cannot be written; the text says why and what to do."""


def _items() -> Iterator[Item]:
    for part in PARTS:
        yield from part.items()


def listing() -> list[dict[str, Any]]:
    """What is published, without making it.

    One dict a file, in the order of making: path (below the published folder), format, mediatype,
    title, table ('' for a file of several tables), rows (None where a count says nothing).
    """
    return [_described(item) for item in _items()]


def build() -> dict[str, bytes]:
    """The whole package: path -> bytes, with ``index.json`` last. Nothing is written."""
    made: dict[str, bytes] = {}
    index = []
    for item in _items():
        content = item.make(made)
        made[item.path] = content
        digest = hashlib.sha256(content).hexdigest()
        index.append(_described(item) | {"bytes": len(content), "sha256": digest})
    about = {name: package().get(name, "") for name in ("name", "title", "version")}
    licence = package()["licenses"][0]["name"]
    made[INDEX] = dump(about | {"license": licence, "files": index})
    return made


def write(folder: Path) -> dict[str, bytes]:
    """Make the package and put it in ``folder``; files of an older package there are removed.

    Raises :class:`ExportError` when ``folder`` is, holds or is inside the data folder, or holds
    files that are no package of ours.
    """
    target, source = folder.resolve(), tables.data_dir().resolve()
    if target == source or target in source.parents or source in target.parents:
        raise ExportError(f"{folder} is where the data come from; name another folder")
    if target.exists() and not target.is_dir():
        raise ExportError(f"{folder} is no folder; name another one")
    found = sorted(p for p in target.rglob("*") if not p.is_dir()) if target.exists() else []
    if found and not any((target / mark).is_file() for mark in (INDEX, f"{NAME}.zip")):
        raise ExportError(f"{folder} holds other files; name a new folder")
    made = build()
    # the index first: it marks the folder as ours, should the writing be cut short
    for path, content in sorted(made.items(), key=lambda item: item[0] != INDEX):
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    for old in found:
        if old.relative_to(target).as_posix() not in made:
            old.unlink()
    return made


def _described(item: Item) -> dict[str, Any]:
    names = ("path", "format", "mediatype", "title", "table", "rows")
    return {name: getattr(item, name) for name in names}
