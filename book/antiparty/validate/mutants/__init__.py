"""The validator, proved: faults planted in copies of the book's data, caught or named survivors.

``python -m antiparty mutants`` plants every kind of fault and prints what was not caught;
``--write`` keeps the score that the method page shows. A fault counts as caught when the rule
that is there for it names the very file, row and column.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from antiparty import tables
from antiparty.validate import RULES
from antiparty.validate.core import Data

from . import evidence, form, history, ties  # noqa: F401 - they fill the catalogue
from .core import KINDS, Kind, Plant, plants

__all__ = ["KINDS", "Kind", "Plant", "caught", "planted", "run", "score", "stored"]
SCORE = Path(__file__).with_name("score.json")
COLUMNS = ["kind", "rule", "file", "planted", "caught", "survivors"]


def planted(data: Data) -> dict[str, list[Plant]]:
    """The planted faults of every kind whose table the data have, in the order of the rules."""
    place = {name: at for at, name in enumerate(RULES)}
    kinds = sorted(KINDS.values(), key=lambda it: place[it.rule])
    return {it.name: plants(it, data) for it in kinds if it.table in data.tables}


def caught(it: Kind, plant: Plant, data: Data) -> bool:
    """Whether the rule of the kind names the place, in a copy of ``data`` with the fault."""
    copy = data.replaced(plant.file, plant.content)
    return any(
        (fault.file, fault.row, fault.column) == plant.place for fault in RULES[it.rule].run(copy)
    )


def run(folder: Path) -> list[dict[str, Any]]:
    """Plant everything in copies of ``folder``: one record a kind, columns of :data:`COLUMNS`.

    ``survivors``: places of the faults that were not caught, as ``file:row:column``.
    """
    data = Data.load(folder)
    for rule in RULES.values():  # what the rules find table by table is kept for all copies
        list(rule.run(data))
    found = []
    for name, made in planted(data).items():
        it = KINDS[name]
        left = [":".join(map(str, plant.place)) for plant in made if not caught(it, plant, data)]
        file = data.tables[it.table].file
        record = (name, it.rule, file, len(made), len(made) - len(left), left)
        found.append(dict(zip(COLUMNS, record, strict=True)))
    return found


def stored() -> list[dict[str, Any]]:
    """The committed score; raises :class:`antiparty.tables.DataError` when it is missing."""
    return list(tables.kept(SCORE))


def score() -> pd.DataFrame:
    """The committed score as a frame, columns of :data:`COLUMNS`, a row a kind of fault."""
    frame = pd.DataFrame(stored(), columns=COLUMNS)
    return frame.assign(survivors=frame["survivors"].map(" ".join))
