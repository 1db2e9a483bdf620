"""Rules that datapackage.json states: types, closed lists, patterns, keys, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from antiparty import dates, tables

from .core import Data, Fault, Row, Table, rule, suggestion, table_rule


def _cells(table: Table) -> Iterator[tuple[dict[str, Any], dict[str, Any], Row, str]]:
    """Every cell whose column the schema knows: field, constraints, row, text."""
    for spec in table.fields:
        if table.has(spec["name"]):
            rules = spec.get("constraints") or {}
            for row in table.rows:
                yield spec, rules, row, row[spec["name"]]


@table_rule("required", "cells that must be filled are filled")
def required(table: Table) -> Iterator[Fault]:
    for spec, rules, row, text in _cells(table):
        if rules.get("required") and text == "":
            yield row.fault(spec["name"], "blank", "every row needs this value")


@table_rule(
    "types", "whole numbers, numbers and addresses are what their column says, within its range"
)
def types(table: Table) -> Iterator[Fault]:
    for spec, rules, row, text in _cells(table):
        kind = spec.get("type", "string")
        try:
            value = tables.convert(text, kind)
        except ValueError as error:
            yield row.fault(spec["name"], str(error), "write a plain number such as 12 or 55.75")
            continue
        if kind in ("integer", "number") and value is not None:
            low, high = rules.get("minimum"), rules.get("maximum")
            if low is not None and value < low:
                yield row.fault(spec["name"], f"{text} is below {low}", "check the number")
            if high is not None and value > high:
                yield row.fault(spec["name"], f"{text} is above {high}", "check the number")
        elif spec.get("format") == "uri" and text and not _is_url(text):
            todo = "write it as https://…"
            yield row.fault(spec["name"], f"{tables.clip(text)} is no web address", todo)


@cache
def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        return False


@table_rule("closed lists", "cells of a closed list hold one of its values")
def closed_lists(table: Table) -> Iterator[Fault]:
    for spec, rules, row, text in _cells(table):
        allowed = rules.get("enum")
        if allowed and text and text not in allowed:
            todo = suggestion(text, frozenset(allowed), f"choose from {', '.join(allowed)}")
            yield row.fault(spec["name"], f"{tables.clip(text)} is not in the closed list", todo)


@table_rule("patterns", "ids are lower-case ASCII slugs and Wikidata numbers are Q and digits")
def patterns(table: Table) -> Iterator[Fault]:
    for spec, rules, row, text in _cells(table):
        pattern = rules.get("pattern")
        if pattern and text and not re.fullmatch(pattern, text):
            shown = tables.clip(text)
            yield row.fault(spec["name"], f"{shown} does not match {pattern}", "correct the id")


@table_rule("unique", "values of a unique column occur once")
def unique(table: Table) -> Iterator[Fault]:
    for spec in table.fields:
        # the key has its own rule: one fault for one cause
        if (spec.get("constraints") or {}).get("unique") and [spec["name"]] != table.key:
            yield from _repeats(table, [spec["name"]])


@table_rule("primary keys", "no two rows of a table have the same key")
def primary_keys(table: Table) -> Iterator[Fault]:
    if table.key and all(table.has(column) for column in table.key):
        yield from _repeats(table, table.key)


def _repeats(table: Table, columns: list[str]) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        value = tuple(row[column] for column in columns)
        if not any(value):
            continue  # blank: the rule on required cells speaks
        if value in first:
            yield row.fault(
                columns[0],
                f"{tables.clip('|'.join(value))} stands already on line {first[value]}",
                "merge the rows or change the id",
            )
        first.setdefault(value, row.line)


@rule("references", "an id that points to another table is there")
def references(data: Data) -> Iterator[Fault]:
    for table in data.tables.values():
        for link in table.resource["schema"].get("foreignKeys", []):
            target = data.tables.get(link["reference"].get("resource") or table.name)
            mine, theirs = _listed(link["fields"]), _listed(link["reference"]["fields"])
            if target is None or target.raw.faults or not all(table.has(c) for c in mine):
                continue
            known = {tuple(row[column] for column in theirs) for row in target.rows}
            joined = frozenset("|".join(key) for key in known)
            for row in table.rows:
                value = tuple(row[column] for column in mine)
                if any(value) and value not in known:
                    text = "|".join(value)
                    todo = suggestion(text, joined, f"add it to {target.file}")
                    yield row.fault(mine[0], f"{tables.clip(text)} is not in {target.file}", todo)


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


@table_rule("dates", "dates are EDTF level 1 and name days that exist; unknown is blank")
def edtf(table: Table) -> Iterator[Fault]:
    for spec, _, row, text in _cells(table):
        if spec.get("edtf"):
            try:
                dates.parse(text)
            except dates.DateError as error:
                yield row.fault(spec["name"], error.reason, error.todo)


@table_rule("lists", "a list in a cell has no repeated items")
def lists(table: Table) -> Iterator[Fault]:
    for spec, _, row, text in _cells(table):
        if spec.get("list"):
            items = text.split()
            for item in sorted({item for item in items if items.count(item) > 1}):
                yield row.fault(spec["name"], f"{tables.clip(item)} is listed twice", "keep one")
