"""Questions about a person on which the sources disagree, with every reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from antiparty import dates
from antiparty.people import rows
from antiparty.people.rows import Record

DAYS = {"birth", "death", "start", "end", "date", "party_joined", "fate_date", "changed_date"}
# Column of a reading -> the table that its id is from; table -> its key and its column of names.
TABLES = {
    "organization_id": "organizations",
    "birth_place_id": "places",
    "death_place_id": "places",
    "place_id": "places",
}
NAMES = {
    "people": ("person_id", "name_en"),
    "organizations": ("organization_id", "name_en"),
    "places": ("place_id", "name_then"),
}
ISO = re.compile(r"\b[12]\d{3}-\d{2}(?:-\d{2})?\b")


@dataclass(frozen=True)
class Reading:
    """One answer: whether the book takes it, the value in words, and who holds it."""

    taken: bool
    value: str
    held_by: str
    sources: tuple[str, ...]
    confidence: str
    recalled_from: tuple[str, ...]
    remark: str


@dataclass(frozen=True)
class Dispute:
    """A question, what the book takes and why, and all readings, the one taken first."""

    id: str
    question: str
    resolution: str
    why: str
    readings: list[Reading]


@lru_cache(maxsize=4)
def _by_row(folder: str) -> dict[tuple[str, str], list[str]]:
    """(table, row_id) → conflict_ids of the readings about that row."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows.records("conflict_readings"):
        found.setdefault((row["table"], row["row_id"]), []).append(row["conflict_id"])
    return found


def ids(person: str) -> list[str]:
    """conflict_ids of every row that names the person, and of readings about such a row."""
    by_row = _by_row(rows.folder())
    found: dict[str, None] = {}
    for table, mine in rows.everything(person).items():
        for key, row in mine.items():
            named = [row["conflict_id"]] if row.get("conflict_id") else []
            found |= dict.fromkeys(named + by_row.get((table, key), []))
    return list(found)


def _named(column: str, value: str) -> str:
    """The name of the person, place or body that an id stands for; '' where it is none."""
    table = "people" if column in rows.NAMING else TABLES.get(column, "")
    if not table:
        return ""
    key, shown = NAMES[table]
    return next((row[shown] for row in rows.of(table, value, key)), "")


def _value(row: Record) -> str:
    """The reading's value in words: dates spelled out, people and places by their names."""
    value, column = row["value"], row["column"]
    if column in {"kind", "stance", "option"} and " " not in value:
        return value.replace("_", " ")
    if column in DAYS:
        try:
            return dates.label(value)
        except dates.DateError:
            return ISO.sub(lambda found: dates.label(found[0]), value)
    return _named(column, value) or ISO.sub(lambda found: dates.label(found[0]), value)


def disputes(person: str) -> list[Dispute]:
    """Every question in which a row about the person is one reading."""
    out = []
    for conflict in ids(person):
        about = rows.one("conflicts", conflict)
        found = [
            Reading(
                row["preferred"] == "yes",
                _value(row),
                row["held_by"],
                tuple(row["sources"].split()),
                row["confidence"],
                tuple(row["recalled_from"].split()),
                row["note"],
            )
            for row in rows.of("conflict_readings", conflict, "conflict_id")
        ]
        found.sort(key=lambda reading: not reading.taken)
        out.append(Dispute(conflict, about["question"], about["resolution"], about["why"], found))
    return out
