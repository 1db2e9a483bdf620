"""The canonical form: a file that is read and written again comes out byte for byte the same."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator

from antiparty import tables

from .core import Fault, Table, table_rule


def canonical_line(cells: list[str]) -> str:
    """A record as CSV with as few quotes as possible, with its line feed."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\n").writerow(cells)
    return out.getvalue()


@table_rule("line ends", "lines end with LF and the last line has one")
def line_ends(table: Table) -> Iterator[Fault]:
    text = table.raw.text
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        many = text.count("\r")
        yield Fault(
            table.file, line, "", f"carriage returns ({many} in the file)", "save with LF ends"
        )
    if text and not text.endswith(("\n", "\r")):
        line = text.count("\n") + 1
        yield Fault(table.file, line, "", "no line end after the last line", "add a line end")


@table_rule("spaces", "no stray, double or unusual spaces, no line breaks, Unicode in form NFC")
def spaces(table: Table) -> Iterator[Fault]:
    for line, cells in [(1, table.raw.header), *table.raw.rows]:
        for at, text in enumerate(cells):
            reason, todo = _untidy(text)
            if reason:
                column = table.raw.header[at] if at < len(table.raw.header) else ""
                yield Fault(table.file, line, column, reason, todo)


def _untidy(text: str) -> tuple[str, str]:
    if text.isascii() and text.isprintable() and "  " not in text and text == text.strip():
        return "", ""  # nearly every cell: nothing more to look at
    odd = next((mark for mark in text if _invisible(mark) or (mark.isspace() and mark != " ")), "")
    if odd:
        kind = "invisible character" if _invisible(odd) else "unusual space"
        return f"the {kind} U+{ord(odd):04X}", "delete it or write a plain space"
    if text != text.strip():
        return "a space at the beginning or end", "delete it"
    if "  " in text:
        return "two spaces in a row", "write one"
    if not unicodedata.is_normalized("NFC", text):
        return "letters and accents are written apart", "normalise the cell to Unicode form NFC"
    return "", ""


def _invisible(mark: str) -> bool:
    return unicodedata.category(mark) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cs")


@table_rule("order", "rows are sorted by their key")
def order(table: Table) -> Iterator[Fault]:
    if not table.key or not all(table.has(column) for column in table.key):
        return
    before = None
    for row in table.rows:
        key = row.key()
        if before is not None and key < before:
            reason = f"out of order after {tables.clip('|'.join(before))}"
            yield row.fault(table.key[0], reason, f"sort by {', '.join(table.key)}")
        else:
            before = key  # one row out of place is one fault, not one for each row after it


@table_rule("quoting", "cells are quoted only where a comma, quote or line break needs it")
def quoting(table: Table) -> Iterator[Fault]:
    if table.raw.faults or "\r" in table.raw.text:
        return
    yield from _quoting(table)


def _quoting(table: Table) -> Iterator[Fault]:
    lines = table.raw.text.split("\n")
    records = [(1, table.raw.header), *table.raw.rows]
    starts = [line for line, _ in records] + [len(lines) + 1]
    for (line, cells), after in zip(records, starts[1:], strict=True):
        stands = "\n".join(lines[line - 1 : after - 1]).rstrip("\n")
        due = canonical_line(cells).rstrip("\n")
        if cells and stands != due:
            same = next(
                (i for i, (a, b) in enumerate(zip(stands, due, strict=False)) if a != b), len(due)
            )
            at = len(next(csv.reader([due[:same]]), [])) - 1 if same else 0
            column = table.raw.header[at] if 0 <= at < len(table.raw.header) else ""
            todo = f"write it as {tables.clip(cells[at]) if at < len(cells) else 'plain text'}"
            yield Fault(table.file, line, column, "quoted where it need not be", todo)
