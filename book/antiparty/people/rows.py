"""Rows of the data by the person they name; every look-up is made once for each data folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from math import isnan
from typing import Any

import pandas as pd

from antiparty import dates, tables

Record = dict[str, Any]
# Columns that name a person, in every table that has one.
NAMING = ("person_id", "from_id", "to_id", "accuser_id", "accused_id")


@lru_cache(maxsize=16)
def _folder_of(named: str | None) -> str:
    return str(tables.data_dir())


def folder() -> str:
    """The data folder as a key for caches; looked for once, not at each of many thousand rows."""
    return _folder_of(os.environ.get("ANTIPARTY_DATA"))


@lru_cache(maxsize=128)
def _key(folder: str, table: str) -> list[str]:
    return tables.primary_key(tables.schema(table))


@lru_cache(maxsize=128)
def _records(folder: str, table: str) -> list[Record]:
    return tables.read(table).to_dict("records")


def records(table: str) -> list[Record]:
    """All rows of a table as dicts, in the file's order; shared, so not to be changed."""
    return _records(folder(), table)


@lru_cache(maxsize=256)
def _by(folder: str, table: str, column: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in _records(folder, table):
        found.setdefault(row[column], []).append(row)
    return found


def of(table: str, key: str, column: str = "person_id") -> list[Record]:
    """Rows of a table whose `column` is `key`; an empty list where there is none."""
    return _by(folder(), table, column).get(key, [])


def one(table: str, key: str) -> Record:
    """The row of a table with this id (the first column of its key). KeyError if unknown."""
    column = _key(folder(), table)[0]
    found = of(table, key, column)
    if not found:
        raise KeyError(f"no {key!r} in {table}.csv")
    return found[0]


def people() -> list[str]:
    """Every person_id, in the order of people.csv."""
    return [row["person_id"] for row in records("people")]


def name(person: str) -> str:
    """The English name of a person_id; KeyError if unknown."""
    return one("people", person)["name_en"]


def row_id(table: str, row: Record) -> str:
    """The primary key of a row, parts joined by |, as conflict_readings.csv writes it."""
    return "|".join(str(row[part]) for part in _key(folder(), table))


@lru_cache(maxsize=4)
def _naming(folder: str) -> dict[str, dict[str, dict[str, Record]]]:
    found: dict[str, dict[str, dict[str, Record]]] = {}
    for table in tables.names():
        columns = [column for column in NAMING if column in tables.columns(table)]
        for row in _records(folder, table) if columns else ():
            key = row_id(table, row)
            for column in columns:
                if row[column]:
                    found.setdefault(row[column], {}).setdefault(table, {})[key] = row
    return found


def everything(person: str) -> dict[str, dict[str, Record]]:
    """All rows that name a person: table → row id → row, in the order of datapackage.json.

    A row that names the person twice stands once. Tables without such rows are left out.
    """
    return _naming(folder()).get(person, {})


def blank(value: Any) -> bool:
    """True for an empty cell of any type."""
    if value is None or value is pd.NA:
        return True
    return isnan(value) if isinstance(value, float) else value == ""


def first_day(text: str) -> date:
    """The first day a date can mean, for sorting; an unknown one comes last."""
    span = dates.parse(text)
    return span.earliest or span.latest or date.max


def in_time(rows: Iterable[Record], column: str = "start") -> list[Record]:
    """Rows by the first possible day of `column`, then by their order in the file."""
    return sorted(rows, key=lambda row: first_day(row[column]))


def native(person: str) -> str:
    """The name as Russian says it: "Вячеслав Молотов" for "Молотов Вячеслав Михайлович".

    The shortest spelling in Cyrillic without initials that ends in the surname; where there is
    none (Chinese names keep their order), the full form of people.csv.
    """
    full = one("people", person)["name_ru"]
    family = full.split()[0]
    found = [
        row["name"]
        for row in of("names", person)
        if row["script"] == "Cyrl" and row["kind"] == "alias" and row["name"].endswith(f" {family}")
    ]
    return min(found, key=lambda n: (len(n.split()), len(n), n), default=full)


def surname(person: str) -> str:
    """The family name in English: the word of the name that the person_id begins with."""
    words = name(person).split()
    return next((w for w in words if person.startswith(w.lower().replace("-", "_"))), words[-1])
