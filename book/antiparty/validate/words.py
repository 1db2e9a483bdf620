"""Rules about sentences (whole ones, no slips of the pen, nothing left to do) and readings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .core import Data, Fault, Table, rule, table_rule

# columns that hold our own sentences
SENTENCES = {
    "people": ("summary",),
    "events": ("summary",),
    "ties": ("evidence",),
    "tie_kinds": ("definition",),
    "stances": ("evidence",),
    "vote_events": ("summary",),
    "motions": ("text",),
    "factions": ("description",),
    "conflicts": ("question", "why"),
    "speeches": ("charge",),
    "accusations": ("matter", "documentary_evidence"),
    "grievances": ("complaint", "answer"),
    "decree": ("action",),
    "sanctions": ("detail", "stated_reason"),
    "repression": ("evidence",),
    "claims": ("explanation",),
}
ENDS = (".", "?", "!", '."', ".”", ".)", '?"')
PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
SLIP = re.compile(r",,|;;|::|\( | \)| [,;!?](?= |$)|(?<![.\d/])\.\.(?![./])|!!|\?\?")
TWICE = re.compile(r"\b([^\W\d_]{2,}) \1\b", re.IGNORECASE)
LEFT = re.compile(r"\b(TODO|FIXME|TBD|XXX|N/A|n/a|lorem ipsum|citation needed)\b")
FREE = frozenset({"quote", "title", "url", "sources", "recalled_from"})


@table_rule("sentences", "summaries, evidence and reasons are sentences: a capital, a full stop")
def sentences(table: Table) -> Iterator[Fault]:
    for column in SENTENCES.get(table.name, ()):
        for row in table.rows:
            text = row[column]
            if text and not text.endswith(ENDS):
                yield row.fault(column, "no full stop at the end", "write a whole sentence")
            if text and text[0].islower():
                yield row.fault(column, "begins with a small letter", "write a whole sentence")


@table_rule("slips", "no unpaired bracket, doubled word or mark, and nothing left to do")
def slips(table: Table) -> Iterator[Fault]:
    for row in table.rows:
        for column, text in row.items():
            if " " not in text:
                if text in ("TODO", "TBD", "XXX", "n/a", "N/A", "?", "-"):
                    yield row.fault(column, "a placeholder", "leave the unknown blank")
                continue
            reason = _slip(text, column)
            if reason:
                yield row.fault(column, reason, "correct the sentence")


def _slip(text: str, column: str) -> str:
    for one, other in PAIRS:
        if text.count(one) != text.count(other):
            return f"{one} and {other} are not paired"
    if text.count('"') % 2:
        return "a quotation mark stands alone"
    if column in FREE:
        return ""
    found = LEFT.search(text)
    if found:
        return f"{found[0]!r} is left in it"
    found = SLIP.search(text)
    if found:
        return f"a slip of punctuation: {found[0]!r}"
    twice = TWICE.search(text) if column != "name" else None
    return f"{twice[0]!r}: the word stands twice" if twice else ""


@rule("readings differ", "two readings of one cell are two values")
def readings_differ(data: Data) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for row in data.rows("conflict_readings"):
        key = tuple(row[c] for c in ("conflict_id", "table", "row_id", "column", "value"))
        if first.setdefault(key, row.line) != row.line:
            yield row.fault("value", f"the same as on line {first[key]}", "merge the readings")


@rule("conflicts at work", "a row that a reading speaks of names a conflict")
def conflicts_at_work(data: Data) -> Iterator[Fault]:
    for row in data.rows("conflict_readings"):
        table = data.tables.get(row["table"])
        target = table.by_key.get(row["row_id"]) if table else None
        if table and target is not None and table.has("conflict_id") and not target["conflict_id"]:
            reason = f"blank, but a reading of {row['conflict_id']} speaks of this row"
            yield target.fault("conflict_id", reason, f"write {row['conflict_id']}")
