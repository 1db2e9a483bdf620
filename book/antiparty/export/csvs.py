"""The CSV files as they stand, with the Data Package descriptor and the papers beside them."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from antiparty import tables
from antiparty.export.common import Built, Item, dump, package

PAPERS = {
    "README.md": ("text/markdown", "How the tables are made and read"),
    "CHANGELOG.md": ("text/markdown", "Changes to the data"),
    "LICENSE": ("text/plain", "Licence of the data"),
}


def items() -> Iterator[Item]:
    """One CSV file a table, ``datapackage.json`` with their sizes and hashes, the papers."""
    for resource in package()["resources"]:
        path, name = resource["path"], resource["name"]
        yield Item(
            path, "CSV", "text/csv", resource["title"], len(tables.read(name)), name, _copy(path)
        )
    yield Item(
        "datapackage.json",
        "Data Package",
        "application/json",
        "Schema of every table and column (Frictionless Data Package v2)",
        None,
        "",
        _descriptor,
    )
    for path, (mediatype, title) in PAPERS.items():
        if Path(path).name in tables.listing(tables.data_dir()):
            yield Item(path, "Text", mediatype, title, None, "", _copy(path))


def _copy(name: str) -> Callable[[Built], bytes]:
    def make(_: Built) -> bytes:
        return tables.raw(tables.data_dir() / name).text.encode("utf-8")

    return make


def _descriptor(built: Built) -> bytes:
    out = copy.deepcopy(package())
    for resource in out["resources"]:
        content = built[resource["path"]]
        resource["bytes"] = len(content)
        resource["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()
    return dump(out)
