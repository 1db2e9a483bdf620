"""One SQLite file: every table with its keys, the citations one a row, the dates as days, views.

Blank is NULL. What EDTF means is in the table ``dates``, one row a date that occurs anywhere, so
that plain SQL can ask for days. The views answer the common questions (see ``views.py``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from antiparty import dates, tables
from antiparty.export import views
from antiparty.export.common import (
    NAME,
    Built,
    Item,
    cited,
    edtf_columns,
    fields,
    key,
    list_columns,
    package,
    row_id,
    rows,
    whole,
)

APPLICATION_ID = 0x37763464  # "7v4d"
USER_VERSION = 1  # of the layout of this file
WRITER = 3_040_001  # stands in the header in place of the version of the SQLite that wrote it
TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
ROLES = {"sources": "read", "recalled_from": "recalled"}

EXTRA = """
CREATE TABLE citations (
  table_name TEXT NOT NULL,  -- the table of the row that cites
  row_id TEXT NOT NULL,      -- its primary key; parts of a composite key joined with |
  role TEXT NOT NULL CHECK (role IN ('read', 'recalled')),  -- recalled works are no evidence
  position INTEGER NOT NULL, -- place in the list, from 1
  source_id TEXT NOT NULL REFERENCES sources (source_id),
  locator TEXT,              -- page, document or section, where given
  PRIMARY KEY (table_name, row_id, role, position)
);
CREATE INDEX citations_source ON citations (source_id);
CREATE TABLE dates (
  edtf TEXT PRIMARY KEY,     -- the date as the tables write it
  earliest TEXT,             -- first and last day it can mean; NULL where there is no bound
  latest TEXT,
  approximate INTEGER NOT NULL,
  uncertain INTEGER NOT NULL,
  open_end INTEGER NOT NULL, -- not known when coverage stops
  label TEXT NOT NULL        -- in English
);
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE about_columns (
  table_name TEXT NOT NULL, position INTEGER NOT NULL, column_name TEXT NOT NULL,
  type TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL,
  PRIMARY KEY (table_name, column_name)
);
CREATE TABLE about_values (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL,
  PRIMARY KEY (table_name, column_name, value)
);
"""


def items() -> Iterator[Item]:
    """The SQLite file."""
    yield Item(
        f"{NAME}.sqlite",
        "SQLite",
        "application/vnd.sqlite3",
        "All tables with keys, citations, dates as days, and views for the common questions",
        sum(len(tables.read(name)) for name in tables.names()),
        "",
        _database,
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _listed(names: list[str]) -> str:
    return ", ".join(_quoted(name) for name in names)


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def create(name: str) -> str:
    """The CREATE TABLE and CREATE INDEX statements of one table, from its schema."""
    resource = tables.schema(name)
    lines = []
    for spec in fields(name):
        rules = spec.get("constraints", {})
        line = f"{_quoted(spec['name'])} {TYPES.get(spec.get('type', 'string'), 'TEXT')}"
        if rules.get("required") or spec["name"] in key(name):
            line += " NOT NULL"
        if rules.get("enum"):
            values = ", ".join(map(_literal, rules["enum"]))
            line += f" CHECK ({_quoted(spec['name'])} IN ({values}))"
        lines.append(line)
    if key(name):
        lines.append(f"PRIMARY KEY ({_listed(key(name))})")
    links = resource["schema"].get("foreignKeys", [])
    indexes = []
    for link in links:
        own, target = link["fields"], link["reference"]
        own = [own] if isinstance(own, str) else own
        theirs = target["fields"]
        theirs = [theirs] if isinstance(theirs, str) else theirs
        other = target.get("resource") or name
        lines.append(
            f"FOREIGN KEY ({_listed(own)}) REFERENCES {_quoted(other)} ({_listed(theirs)})"
        )
        if own != key(name)[: len(own)]:
            index = _quoted("_".join([name, *own]))
            indexes.append(f"CREATE INDEX {index} ON {_quoted(name)} ({_listed(own)});")
    body = ",\n  ".join(lines)
    return "\n".join([f"CREATE TABLE {_quoted(name)} (\n  {body}\n);", *indexes])


def _fill(base: sqlite3.Connection) -> None:
    written: set[str] = set()
    for name in tables.names():
        found, keys = rows(name), key(name)
        marks = ", ".join("?" * len(fields(name)))
        base.executemany(
            f"INSERT INTO {_quoted(name)} VALUES ({marks})",
            [tuple(whole(keys, row).values()) for row in found],
        )
        for column in edtf_columns(name):
            written.update(row[column] for row in found if row[column])
        lists = [column for column in list_columns(name) if column in ROLES]
        base.executemany(
            "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?)",
            [
                (name, row_id(keys, row), ROLES[column], i, source, locator or None)
                for row in found
                for column in lists
                for i, (source, locator) in enumerate(cited(row[column]), 1)
            ],
        )
    base.executemany("INSERT INTO dates VALUES (?, ?, ?, ?, ?, ?, ?)", map(_date, sorted(written)))


def _date(edtf: str) -> tuple[Any, ...]:
    span = dates.parse(edtf)
    days = [day.isoformat() if day else None for day in (span.earliest, span.latest)]
    flags = (span.approximate, span.uncertain, span.open_end)
    return (edtf, *days, *map(int, flags), dates.label(edtf))


def _describe(base: sqlite3.Connection) -> None:
    about = {
        "title": package()["title"],
        "description": package()["description"],
        "version": package()["version"],
        "license": package()["licenses"][0]["path"],
    }
    about |= {f"query: {question}": query for question, query in views.QUERIES.items()}
    base.executemany("INSERT INTO about VALUES (?, ?)", about.items())
    for name in tables.names():
        for i, spec in enumerate(fields(name), 1):
            words = [spec.get(part, "") for part in ("title", "description")]
            cells = [name, i, spec["name"], spec.get("type", "string"), *words]
            base.execute("INSERT INTO about_columns VALUES (?, ?, ?, ?, ?, ?)", cells)
            for value in spec.get("categories", []):
                cells = [name, spec["name"], value["value"], value.get("label", "")]
                base.execute("INSERT INTO about_values VALUES (?, ?, ?, ?)", cells)


def _check(base: sqlite3.Connection) -> None:
    """Raise :class:`tables.DataError` at the first reference that leads nowhere."""
    for found, number, other, _ in base.execute("PRAGMA foreign_key_check"):
        table, where = found, f"row {number}"
        if found == "citations":
            query = "SELECT table_name, row_id, source_id FROM citations WHERE rowid = ?"
            table, row, work = base.execute(query, [number]).fetchone()
            where = f"{row}: {work}"
        reason = f"{where} points to no row of {other}"
        raise tables.DataError(f"{table}.csv", 0, "", reason, "run the validator")


def _database(_: Built) -> bytes:
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        base.execute("PRAGMA page_size = 4096")
        base.execute("PRAGMA encoding = 'UTF-8'")
        base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        base.execute(f"PRAGMA user_version = {USER_VERSION}")
        base.execute("BEGIN")
        for name in tables.names():
            for statement in create(name).split(";\n"):
                base.execute(statement)
        for statement in EXTRA.strip().split(";\n"):
            base.execute(statement)
        _fill(base)
        _describe(base)
        for statement in views.VIEWS.values():
            base.execute(statement)
        base.execute("COMMIT")
        _check(base)
        base.execute("VACUUM")
        content = bytearray(base.serialize())
    finally:
        base.close()
    content[96:100] = WRITER.to_bytes(4, "big")
    return bytes(content)
