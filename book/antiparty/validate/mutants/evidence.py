"""Planted faults of evidence: sources, confidence, conflicts, works, addresses, claims."""

from __future__ import annotations

from random import Random

from antiparty.validate.core import Data, Row
from antiparty.validate.form import canonical_line

from .core import Plant, earlier_row, kind, lines


@kind("a work that is not in the list", "sources exist", "memberships")
def unlisted(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return (
        {"sources": row["sources"] + "x"} if row["sources"] and "@" not in row["sources"] else None
    )


@kind("a locator left empty", "sources exist", "events")
def no_locator(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return (
        {"sources": row["sources"] + "@"} if row["sources"] and "@" not in row["sources"] else None
    )


@kind("a work that nobody cites", "sources used", "sources")
def uncited(row: Row, data: Data, chance: Random) -> Plant:
    new = row | {"source_id": "zz" + row["source_id"], "url": "", "title": "[A work]", "author": ""}
    line = canonical_line([new[name] for name in row.table.columns])
    at = len(lines(row.table))
    content = (row.table.raw.text + line).encode()
    return Plant(row.table.file, content, (row.table.file, at, "source_id"))


@kind("a person of whom nothing is told", "in use", "people")
def untold(row: Row, data: Data, chance: Random) -> Plant:
    line = canonical_line([(row | {"person_id": "zz_nobody"})[name] for name in row.table.columns])
    at = len(lines(row.table))
    content = (row.table.raw.text + line).encode()
    return Plant(row.table.file, content, (row.table.file, at, "person_id"))


@kind("confirmed by one source", "confidence", "memberships")
def overconfident(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    alone = row["confidence"] == "single" and len(row["sources"].split()) == 1
    return {"confidence": "confirmed"} if alone else None


@kind("confirmed by two editions of one work", "confidence", "ties", at="confidence")
def one_group(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    groups: dict[str, list[str]] = {}
    for work in data.rows("sources"):
        groups.setdefault(work["independence_group"], []).append(work["source_id"])
    two = next(works for works in groups.values() if len(works) > 1)[:2]
    return {"sources": " ".join(two)} if row["confidence"] == "confirmed" else None


@kind("a row with its sources deleted", "confidence", "votes")
def unsourced(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"sources": ""} if row["confidence"] != "recalled" else None


@kind("recalled from nowhere", "confidence", "ties")
def from_nowhere(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    alone = row["confidence"] == "recalled" and not row["sources"]
    return {"recalled_from": ""} if alone else None


@kind("two preferred readings", "readings", "conflict_readings")
def two_preferred(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    taken = [
        other
        for other in row.table.rows
        if other["conflict_id"] == row["conflict_id"] and other["preferred"] == "yes"
    ]
    return {"preferred": "yes"} if taken and taken[0].line < row.line else None


@kind("no preferred reading", "readings", "conflict_readings")
def none_preferred(row: Row, data: Data, chance: Random) -> Plant | None:
    question = data.get("conflicts", row["conflict_id"])
    if row["preferred"] != "yes" or question is None:
        return None
    text = lines(row.table)
    cells = [("no" if name == "preferred" else row[name]) for name in row.table.columns]
    text[row.line - 1] = canonical_line(cells).rstrip("\n")
    place = (question.table.file, question.line, "conflict_id")
    return Plant(row.table.file, "\n".join(text).encode(), place)


@kind("a reading of a row that is not there", "cells of readings", "conflict_readings")
def no_row(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"row_id": row["row_id"] + "x"} if row["row_id"] else None


@kind("a reading that is no date", "dates of readings", "conflict_readings")
def no_date(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"value": "in July"} if row["column"] in ("birth", "start", "end", "death") else None


@kind("a preferred date that is not in the row", "dates of readings", "conflict_readings")
def not_taken(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    dated = row["column"] in ("birth", "start", "end", "death") and row["row_id"]
    return {"value": "1901-01-01"} if dated and row["preferred"] == "yes" else None


@kind("one reading written twice", "readings differ", "conflict_readings")
def same_reading(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    other = earlier_row(row, "conflict_id", "table", "row_id", "column")
    return {"value": other["value"]} if other else None


@kind("a disputed row that names no conflict", "conflicts at work", "people")
def undisputed(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    spoken = {r["row_id"] for r in data.rows("conflict_readings") if r["table"] == "people"}
    return {"conflict_id": ""} if row["person_id"] in spoken else None


@kind("a rival row without its conflict", "rival rows", "memberships")
def lone_rival(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"conflict_id": ""} if row["reading"] == "rival" else None


@kind("the address of a mirror", "addresses", "sources")
def mirror(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"url": f"https://en.{chance.choice(['zxc.wiki', 'en-academic.com'])}/x"}


@kind("a numeric address", "addresses", "ties")
def numeric(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"note": "See http://192.0.2.7/page."}


@kind("the address of an archived copy", "canonical addresses", "sources")
def archived(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"url": f"https://web.archive.org/web/2020/{row['url']}"} if row["url"] else None


@kind("an address with tracking", "canonical addresses", "sources")
def tracked(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    plain = row["url"] and "?" not in row["url"]
    return {"url": row["url"] + "?utm_source=feed"} if plain else None


@kind("a wrong digit in an ISBN", "numbers of works", "sources")
def isbn(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    number = row["isbn"]
    return {"isbn": f"{int(number[0]) - 1}{number[1:]}"} if number[:1] == "9" else None


@kind("a DOI written as an address", "numbers of works", "sources")
def doi(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"doi": f"https://doi.org/{row['doi']}"} if row["doi"] else None


@kind("a work of the future", "years of works", "sources")
def future(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"year": "2" + row["year"][1:].replace("0", "1")} if row["year"] > "2" else None


@kind("a year that is not the id's", "years of works", "sources")
def other_year(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    year = row["year"]
    tail = row["source_id"].partition(year)[2] if year else ""
    plain = len(tail) > 3 and tail.isalpha() and row["source_id"].partition(year)[0].isalpha()
    return {"year": str(int(year) - 1)} if plain else None


@kind("a language in words", "languages", "sources")
def language(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"language": "Russian"}


@kind("Wikipedia called scholarly", "Wikipedia", "sources")
def scholarly(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"reliability": "scholarly"} if row["type"] == "wikipedia" else None


@kind("editions of Wikipedia counted as independent", "Wikipedia", "sources")
def independent(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"independence_group": "web:own"} if row["type"] == "wikipedia" else None


@kind("one page listed as two works", "one work once", "sources")
def one_page(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    first = next(other for other in row.table.rows if other["url"])
    return {"url": first["url"]} if first.line < row.line else None


@kind("a latitude without a longitude", "coordinates", "places")
def half_a_point(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"lon": ""} if row["lon"] else None


@kind("a quotation of thirty words", "quotations", "speeches")
def long_quote(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"quote": "word " * 29 + "word."} if row["sources"] else None


@kind("a corrected claim without the correction", "claims", "claims")
def uncorrected(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"correct": ""} if row["verdict"] == "corrected" else None


@kind("a contested claim without the reason", "claims", "claims")
def unexplained(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"explanation": ""} if row["verdict"] == "contested" else None


@kind("a claim left out", "claims covered", "claims")
def left_out(row: Row, data: Data, chance: Random) -> Plant | None:
    rows = row.table.rows
    at = rows.index(row)
    if at + 1 == len(rows) or [r["sentence"] for r in rows].count(row["sentence"]) > 1:
        return None
    text = lines(row.table)
    del text[row.line - 1]
    place = (row.table.file, row.line, "sentence")  # where the next claim stands now
    return Plant(row.table.file, "\n".join(text).encode(), place)


@kind("a worst fate that was not the worst", "worst fate", "cases")
def not_worst(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"fate_worst": "retired"} if row["fate_worst"] != "retired" else None
