"""The rules of the data, one function a rule, and the command that checks them.

``python -m antiparty validate DIR`` prints every fault on a line of its own::

    file:row:column: reason; what to do

``row`` is the physical line in the file (header = 1, 0 = the whole file). The exit status is 1
when there is any fault. Each rule registers itself in :data:`RULES` with one line about it.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from antiparty import tables

from . import (
    bodies,
    deeds,
    evidence,
    files,
    form,
    lives,
    nets,
    people,
    posts,
    schema,
    words,
    works,
)
from .core import REGISTER, Data, Fault, Rule

__all__ = ["RULES", "Fault", "Rule", "check", "rules", "summary"]

# from the files through their form to their meaning, as the methods page lists them
_PARTS = {
    files: "Files",
    form: "Canonical form",
    schema: "Schema",
    words: "Sentences and readings",
    people: "People",
    lives: "Lives and time",
    bodies: "Bodies and votes",
    posts: "Posts",
    deeds: "Events, charges, penalties",
    nets: "Ties and networks",
    evidence: "Evidence",
    works: "Works cited",
}
RULES: dict[str, Rule] = {
    name: rule
    for part in _PARTS
    for name, rule in REGISTER.items()
    if rule.check.__module__ == part.__name__
}


def check(folder: Path) -> list[Fault]:
    """All faults of the data in ``folder``, sorted by file, row and column; never raises.

    Each rule runs even when another finds faults; one that cannot run at all says so.
    """
    try:
        data = Data.load(folder)
    except tables.DataError as error:
        return [Fault(error.file, error.row, error.column, error.reason, error.todo)]
    return sorted({fault for rule in RULES.values() for fault in rule.run(data)})


def rules() -> pd.DataFrame:
    """Every rule: part, rule, about; in the order in which they are checked."""
    titles = {part.__name__: title for part, title in _PARTS.items()}
    rows = [(titles[r.check.__module__], r.name, r.about) for r in RULES.values()]
    return pd.DataFrame(rows, columns=["part", "rule", "about"])


def summary(folder: Path) -> str:
    """One line about sound data: how many tables, rows and rules."""
    data = Data.load(folder)
    rows = sum(len(table.rows) for table in data.tables.values())
    return f"{len(data.tables)} tables, {rows} rows: sound by {len(RULES)} rules"
