"""How a fault is planted: a kind of fault, a row it fits, and the file as it then reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from antiparty import asof, dates
from antiparty.validate.core import Data, Row, Table
from antiparty.validate.form import canonical_line

TIMES = 3  # faults of each kind


@dataclass(frozen=True)
class Plant:
    """One planted fault: the file, its new bytes, and the place that a fault must name."""

    file: str
    content: bytes
    place: tuple[str, int, str]


Change = Callable[[Row, Data, Random], "dict[str, str] | Plant | None"]


@dataclass(frozen=True)
class Kind:
    """A kind of fault: what is done to a row of ``table``, and the rule that must see it.

    ``change`` gives the new cells of a row, a whole :class:`Plant`, or None where the row does
    not lend itself. The fault is due in column ``at`` of that row (default: the first one changed).
    """

    name: str
    rule: str
    table: str
    change: Change
    at: str = ""


KINDS: dict[str, Kind] = {}


def kind(name: str, rule: str, table: str, at: str = "") -> Callable[[Change], Change]:
    """Register a kind of fault; ``name`` says in words what is done."""

    def keep(change: Change) -> Change:
        KINDS[name] = Kind(name, rule, table, change, at)
        return change

    return keep


def lines(table: Table) -> list[str]:
    """The physical lines of a file; the last is empty, since a file ends with a line end."""
    return table.raw.text.split("\n")


def rewritten(table: Table, line: int, *new: str) -> bytes:
    """The file with one physical line exchanged for others."""
    found = lines(table)
    found[line - 1 : line] = new
    return "\n".join(found).encode("utf-8")


def plants(it: Kind, data: Data) -> list[Plant]:
    """The faults of one kind, the same for the same data: seeded by the name of the kind."""
    chance = Random(it.name)
    rows = data.rows(it.table)[:]
    chance.shuffle(rows)
    found: list[Plant] = []
    for row in rows:
        made = it.change(row, data, chance)
        if isinstance(made, dict):
            made = _with_cells(row, made, it.at or next(iter(made)))
        if made is not None:
            found.append(made)
        if len(found) == TIMES:
            break
    return found


def _with_cells(row: Row, cells: dict[str, str], column: str) -> Plant | None:
    new = row | cells
    if dict(new) == dict(row):
        return None
    line = canonical_line([new[name] for name in row.table.columns]).rstrip("\n")
    place = (row.table.file, row.line, column)
    return Plant(row.table.file, rewritten(row.table, row.line, line), place)


# --- what the catalogue asks of a row -------------------------------------------------------


def person(row: Row, data: Data, column: str = "person_id") -> Row:
    """The row of people.csv that ``row`` points to; an empty one if there is none."""
    return data.get("people", row[column]) or Row(row.table, 0, [])


def year(text: str) -> int:
    """The first year that a date can mean; 0 for a blank one."""
    found = dates.parse(text).earliest
    return found.year if found else 0


def exact(text: str) -> bool:
    """Whether a date is one known day."""
    return dates.parse(text).exact


def sits(row: Row, day: str) -> bool:
    """Whether a membership surely holds on a day."""
    return row["reading"] != "rival" and asof.holds(row["start"], row["end"], day) == "yes"


def earlier_row(row: Row, *same: str) -> Row | None:
    """The nearest row before ``row`` in its file with the same cells in the columns ``same``."""
    for other in reversed(row.table.rows):
        if other.line < row.line and all(other[c] == row[c] for c in same):
            return other
    return None
