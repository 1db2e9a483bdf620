"""Rules about the files: they are there, are CSV in UTF-8, and have the columns of the schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from antiparty import tables

from .core import Data, Fault, Table, rule, suggestion, table_rule


@rule("files", "every table of datapackage.json has its CSV file, and there is no other CSV file")
def files(data: Data) -> Iterator[Fault]:
    known = frozenset(table.file for table in data.tables.values())
    for name in data.listing:
        if name.lower().endswith(".csv") and name not in known:
            todo = suggestion(name, known, "describe it there or delete it")
            yield Fault(name, 0, "", "no such table in datapackage.json", todo)


@table_rule(
    "encoding", "every file is readable UTF-8 CSV without a byte order mark or NUL characters"
)
def encoding(table: Table) -> Iterator[Fault]:
    for line, reason, todo in table.raw.faults:
        yield Fault(table.file, line, "", reason, todo)


@table_rule("header", "the header has exactly the columns of the schema, in their order")
def header(table: Table) -> Iterator[Fault]:
    found = table.raw.header
    if not found:
        return  # an empty or missing file is reported as such
    wanted = [spec["name"] for spec in table.fields]
    for name, times in Counter(found).items():
        if times > 1:
            yield Fault(table.file, 1, name, f"the column stands {times} times", "keep one")
        if name not in wanted:
            todo = suggestion(name, table.expected, "delete it or describe it there")
            reason = f"{tables.clip(name)} is not in datapackage.json"
            yield Fault(table.file, 1, name[:60], reason, todo)
    for name in wanted:
        if name not in found:
            yield Fault(table.file, 1, name, "the column is missing", "add the column")
    if sorted(found) == sorted(wanted) and found != wanted:
        at = next(i for i, name in enumerate(wanted) if found[i] != name)
        yield Fault(
            table.file,
            1,
            found[at],
            f"the columns are out of order: {wanted[at]!r} belongs here",
            f"order them {', '.join(wanted)}",
        )


@table_rule("shape", "every record has as many cells as the header, and no line is blank")
def shape(table: Table) -> Iterator[Fault]:
    width = len(table.raw.header)
    for line, cells in table.raw.rows:
        if not cells:
            yield Fault(table.file, line, "", "the line is blank", "delete the line")
        elif len(cells) != width:
            at = table.raw.header[len(cells)] if len(cells) < width else ""
            more = "too few" if len(cells) < width else "too many"
            yield Fault(
                table.file,
                line,
                at,
                f"{len(cells)} cells, {more} for {width} columns",
                "check commas and quotes",
            )
