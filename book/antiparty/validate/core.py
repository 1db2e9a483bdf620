"""What every rule works with: faults, the tables as they stand, and the register of rules."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache, wraps
from pathlib import Path
from typing import Any

from antiparty import dates, tables


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: where, why, what to do. ``row``: physical line, header = 1, 0 = the file."""

    file: str
    row: int
    column: str
    reason: str
    todo: str

    def __str__(self) -> str:
        text = f"{self.file}:{self.row}:{self.column}: {self.reason}; {self.todo}"
        # one line, printable on any terminal, whatever bytes the data held
        text = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
        return text.encode("utf-8", "backslashreplace").decode("utf-8")


class Row(dict[str, str]):
    """Cells of a record by column; a column that the file lacks reads as ''."""

    def __init__(self, table: Table, line: int, cells: list[str]) -> None:
        super().__init__(zip(table.columns, cells, strict=False))
        self.table, self.line = table, line

    def __missing__(self, column: str) -> str:
        return ""

    def span(self, column: str) -> dates.Span | None:
        """The date in ``column``; None when it is no date (the rule on dates reports that)."""
        return span(self[column])

    def key(self) -> tuple[str, ...]:
        return tuple(self[column] for column in self.table.key)

    def fault(self, column: str, reason: str, todo: str) -> Fault:
        return Fault(self.table.file, self.line, column, reason, todo)


@dataclass
class Table:
    """A table of the package: its resource, the raw file and its records as :class:`Row`."""

    resource: dict[str, Any]
    raw: tables.Raw
    found: dict[str, list[Fault]] = field(default_factory=dict)  # by rules on single tables

    @property
    def name(self) -> str:
        return str(self.resource["name"])

    @property
    def file(self) -> str:
        return str(self.resource["path"])

    @cached_property
    def fields(self) -> list[dict[str, Any]]:
        return list(self.resource["schema"]["fields"])

    @cached_property
    def columns(self) -> list[str]:
        """The header; a repeated name is kept once, with the mark that hides its later cells."""
        seen: list[str] = []
        for name in self.raw.header:
            seen.append(name if name not in seen else f"{name}\0{len(seen)}")
        return seen

    @cached_property
    def key(self) -> list[str]:
        return tables.primary_key(self.resource)

    @cached_property
    def rows(self) -> list[Row]:
        return [Row(self, line, cells) for line, cells in self.raw.rows if cells]

    @cached_property
    def by_key(self) -> dict[str, Row]:
        """Records by primary key, composite keys joined with ``|``."""
        return {"|".join(row.key()): row for row in self.rows}

    def has(self, column: str) -> bool:
        return column in self.columns

    @cached_property
    def expected(self) -> frozenset[str]:
        """Columns of the schema, whether or not the file has them."""
        return frozenset(spec["name"] for spec in self.fields)

    @property
    def rules(self) -> dict[str, Any]:
        """The machine-readable statements of history beside the schema (``antiparty:rules``)."""
        return self.resource.get("antiparty:rules") or {}


@dataclass
class Data:
    """Everything in one data folder."""

    folder: Path
    package: dict[str, Any]
    tables: dict[str, Table] = field(default_factory=dict)
    listing: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, folder: Path) -> Data:
        """Read the folder; raises :class:`tables.DataError` when there is no usable descriptor."""
        listing = tables.listing(folder)
        package = tables.descriptor(folder)
        found = {r["name"]: Table(r, tables.raw(folder / r["path"])) for r in package["resources"]}
        return cls(folder, package, found, listing)

    def replaced(self, file: str, content: bytes) -> Data:
        """A copy in which ``file`` holds ``content``; all other tables are shared, not read again.

        Raises KeyError when no table has that file.
        """
        name = {table.file: name for name, table in self.tables.items()}[file]
        other = Table(self.tables[name].resource, tables.raw_of(content))
        return Data(self.folder, self.package, self.tables | {name: other}, self.listing)

    def rows(self, name: str) -> list[Row]:
        """Records of a table; none when the package has no such table."""
        return self.tables[name].rows if name in self.tables else []

    def get(self, name: str, key: str) -> Row | None:
        return self.tables[name].by_key.get(key) if name in self.tables else None

    def rules(self, name: str) -> dict[str, Any]:
        return self.tables[name].rules if name in self.tables else {}

    @cached_property
    def whole(self) -> bool:
        """Whether every table could be read: what is missing somewhere cannot be judged else."""
        return not any(table.raw.faults for table in self.tables.values())

    @cached_property
    def preferred(self) -> list[Row]:
        """Memberships of the preferred reading."""
        return [row for row in self.rows("memberships") if row["reading"] != "rival"]

    @cached_property
    def bodies(self) -> dict[str, list[Row]]:
        """Preferred memberships by organization."""
        found: dict[str, list[Row]] = {}
        for row in self.preferred:
            found.setdefault(row["organization_id"], []).append(row)
        return found


Check = Callable[[Data], Iterable[Fault]]


@dataclass(frozen=True)
class Rule:
    """A rule of the data: its name, one line about it, and the function that checks it."""

    name: str
    about: str
    check: Check

    def run(self, data: Data) -> Iterator[Fault]:
        """Its faults. A rule that breaks on odd data is itself reported, never raised."""
        try:
            yield from self.check(data)
        except Exception as error:  # whatever the input: one line, no traceback
            yield Fault(
                tables.DESCRIPTOR,
                0,
                "",
                f"rule {self.name!r} could not be checked ({type(error).__name__}: {error})",
                "correct the other faults first, then report this one",
            )


REGISTER: dict[str, Rule] = {}


def rule(name: str, about: str) -> Callable[[Check], Check]:
    """Register a rule under ``name`` with one line ``about`` it, for the methods page."""

    def keep(check: Check) -> Check:
        REGISTER[name] = Rule(name, about, check)
        return check

    return keep


def table_rule(
    name: str, about: str
) -> Callable[[Callable[[Table], Iterable[Fault]]], Callable[[Table], Iterable[Fault]]]:
    """Register a rule that looks at one table at a time; what it finds is kept with the table."""

    def keep(check: Callable[[Table], Iterable[Fault]]) -> Callable[[Table], Iterable[Fault]]:
        @wraps(check)
        def over(data: Data) -> Iterator[Fault]:
            for table in data.tables.values():
                if name not in table.found:
                    table.found[name] = list(check(table))
                yield from table.found[name]

        REGISTER[name] = Rule(name, about, over)
        return check

    return keep


def span(text: str) -> dates.Span | None:
    """The span of ``text``; None when it is no date."""
    try:
        return dates.parse(text)
    except dates.DateError:
        return None


def before(a: dates.Span | None, b: dates.Span | None) -> bool:
    """Whether ``a`` is surely earlier than ``b``; unknown dates are no fault."""
    return bool(a and b and a.latest and b.earliest and a.latest < b.earliest)


def sure_overlap(a: Row, b: Row) -> bool:
    """Whether two half-open spells share a day on every reading of their dates."""
    spans = [row.span(column) for row in (a, b) for column in ("start", "end")]
    if any(found is None for found in spans):
        return False
    start_a, end_a, start_b, end_b = (found for found in spans if found is not None)
    starts = [start_a.latest, start_b.latest]
    ends = [end_a.earliest, end_b.earliest]
    if None in starts or None in ends:
        return False
    return max(day for day in starts if day) < min(day for day in ends if day)


@lru_cache(maxsize=512)
def suggestion(text: str, known: frozenset[str], otherwise: str) -> str:
    """ "did you mean …?" for the nearest of ``known``, else what to do ``otherwise``."""
    near = get_close_matches(text[:60], known, 1, 0.75) if len(known) < 5000 else []
    return f"did you mean {near[0]!r}?" if near else otherwise


def is_ip(host: str) -> bool:
    """Whether ``host`` is a numeric address rather than a name."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return host.replace(".", "").isdigit()
    return True
