"""Popolo JSON: people, organizations, memberships, areas, events, motions, votes, speeches.

Dates are the longest ISO prefix that is sure; the EDTF text stands in ``edtf``, an extension, under
the same key. Other extensions keep the names of our columns. Rival readings stand apart, so that
nobody counts a seat twice. A vote event is one account of a vote (``witness``), not the vote:
``recorded`` says whether a vote was taken and recorded, by this account. Options are Popolo's:
for → yes, against → no, not_voting → not voting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from antiparty import tables
from antiparty.export.common import Item, cited, dump, package, plain, prefix, rows

Row = dict[str, Any]
OPTIONS = {"for": "yes", "against": "no", "not_voting": "not voting"}
PROVENANCE = ("confidence", "recalled_from", "conflict_id", "note")
COUNTS = {"for_count": "yes", "against_count": "no", "abstain_count": "abstain"}


def items() -> Iterator[Item]:
    """The one JSON file."""
    yield Item(
        "popolo.json",
        "Popolo JSON",
        "application/json",
        "People, organizations, memberships, areas, events, motions and votes",
        len(tables.read("memberships")),
        "",
        lambda _: dump(document()),
    )


def _clean(found: Row) -> Row:
    """Without what is unknown: Popolo leaves blank properties out."""
    return {k: v for k, v in found.items() if v not in (None, [], {})}


def _dated(row: Row, **columns: str) -> Row:
    """Popolo's dates from our columns (``start_date="start"``) and their EDTF text."""
    out: Row = {theirs: prefix(row[ours]) for theirs, ours in columns.items()}
    out["edtf"] = {theirs: row[ours] for theirs, ours in columns.items() if row[ours]}
    return out


def _kept(row: Row, *columns: str) -> Row:
    return {column: row[column] for column in columns}


def _sources(row: Row, works: dict[str, Row]) -> list[Row]:
    """Works that were read; without an address of its own a work is a row of sources.csv."""
    out = []
    for source, locator in cited(row["sources"]):
        work = works[source]
        link = {"url": work["url"] or f"sources.csv#{source}", "note": work["title"]}
        out.append(link | {"source_id": source} | ({"locator": locator} if locator else {}))
    return out


def _provenance(row: Row, works: dict[str, Row]) -> Row:
    out: Row = {"sources": _sources(row, works), **_kept(row, *PROVENANCE)}
    out["recalled_from"] = (row["recalled_from"] or "").split()
    return out


def document() -> dict[str, Any]:
    """The whole document; lists in the order of the tables."""
    works = {row["source_id"]: row for row in rows("sources")}
    places = {row["place_id"]: row for row in rows("places")}
    bodies = {row["motion_id"]: row["organization_id"] for row in rows("motions")}
    seats = rows("memberships")
    out: dict[str, Any] = {
        "meta": {
            "title": package()["title"],
            "version": package()["version"],
            "license": package()["licenses"][0]["path"],
            "note": plain(__doc__),
        },
        "persons": list(_persons(works)),
        "organizations": [_organization(row, works) for row in rows("organizations")],
        "memberships": [_membership(r, works) for r in seats if r["reading"] == "preferred"],
        "rival_memberships": [_membership(r, works) for r in seats if r["reading"] == "rival"],
        "areas": [_area(row, works) for row in places.values()],
        "events": list(_events(works, places)),
        "motions": [_motion(row, works) for row in rows("motions")],
        "vote_events": list(_vote_events(works, bodies)),
    }
    if "speeches" in tables.names():
        out["speeches"] = [_speech(row, works) for row in rows("speeches")]
    return out


def _persons(works: dict[str, Row]) -> Iterator[Row]:
    names = _grouped(rows("names"), "person_id")
    for row in rows("people"):
        wikidata = {"scheme": "wikidata", "identifier": row["wikidata"]}
        yield _clean(
            {
                "id": row["person_id"],
                "name": row["name_en"],
                "other_names": [
                    {"name": n["name"], "note": n["kind"], "script": n["script"]}
                    for n in names.get(row["person_id"], [])
                ],
                "name_ru": row["name_ru"],
                "identifiers": [wikidata] if row["wikidata"] else [],
                "gender": row["gender"],
                **_dated(row, birth_date="birth", death_date="death", party_joined="party_joined"),
                **_kept(row, "summary", "birth_place_id", "death_place_id", "side_june_1957"),
                **_provenance(row, works),
            }
        )


def _organization(row: Row, works: dict[str, Row]) -> Row:
    russian = {"name": row["name_ru"], "note": "official", "script": "Cyrl"}
    return _clean(
        {
            "id": row["organization_id"],
            "name": row["name_en"],
            "other_names": [russian] if row["name_ru"] else [],
            "classification": row["kind"],
            **_dated(
                row,
                founding_date="founded",
                dissolution_date="dissolved",
                exhaustive_from="exhaustive_from",
                exhaustive_to="exhaustive_to",
            ),
            **_provenance(row, works),
        }
    )


def _membership(row: Row, works: dict[str, Row]) -> Row:
    return _clean(
        {
            "id": row["membership_id"],
            **_kept(row, "person_id", "organization_id"),
            "role": row["role_en"],
            "area_id": row["place_id"],
            **_dated(row, start_date="start", end_date="end"),
            **_kept(row, "role_ru", "sphere", "start_reason", "end_reason"),
            **_kept(row, "predecessor_id", "successor_id", "rank", "reading"),
            **_provenance(row, works),
        }
    )


def _area(row: Row, works: dict[str, Row]) -> Row:
    known = row["lat"] is not None and row["lon"] is not None
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return _clean(
        {
            "id": row["place_id"],
            "name": row["name_then"],
            **_kept(row, "name_now", "country_now", "precision_km"),
            "geometry": point if known else None,
            **_provenance(row, works),
        }
    )


def _events(works: dict[str, Row], places: dict[str, Row]) -> Iterator[Row]:
    people = _grouped(rows("participants"), "event_id")
    for row in rows("events"):
        place = places.get(row["place_id"], {})
        yield _clean(
            {
                "id": row["event_id"],
                "name": row["name"],
                "description": row["summary"],
                **_dated(row, start_date="start", end_date="end"),
                "location": place.get("name_then"),
                "area_id": row["place_id"],
                "classification": row["kind"],
                **_kept(row, "theme", "significance"),
                "participants": [
                    _clean({**_kept(p, "person_id", "role"), **_provenance(p, works)})
                    for p in people.get(row["event_id"], [])
                ],
                **_provenance(row, works),
            }
        )


def _motion(row: Row, works: dict[str, Row]) -> Row:
    found = _dated(row, date="start", end_date="end")
    return _clean(
        {
            "id": row["motion_id"],
            **_kept(row, "organization_id", "text"),
            **found,
            **_provenance(row, works),
        }
    )


def _vote_events(works: dict[str, Row], bodies: dict[str, str]) -> Iterator[Row]:
    votes = _grouped(rows("votes"), "vote_event_id")
    for row in rows("vote_events"):
        yield _clean(
            {
                "id": row["vote_event_id"],
                "motion_id": row["motion_id"],
                "organization_id": bodies[row["motion_id"]],
                **_dated(row, start_date="date"),
                "counts": [
                    {"option": option, "value": row[column]}
                    for column, option in COUNTS.items()
                    if row[column] is not None
                ],
                **_kept(row, "witness", "recorded", "complete", "summary"),
                "votes": [_vote(v, works) for v in votes.get(row["vote_event_id"], [])],
                **_provenance(row, works),
            }
        )


def _vote(row: Row, works: dict[str, Row]) -> Row:
    return _clean(
        {
            "voter_id": row["person_id"],
            "option": OPTIONS.get(row["option"], row["option"]),
            "role": row["standing"],
            "changed": row["changed"],
            **_dated(row, changed_date="changed_date"),
            **_provenance(row, works),
        }
    )


def _speech(row: Row, works: dict[str, Row]) -> Row:
    return _clean(
        {
            "id": row["speech_id"],
            "creator_id": row["person_id"],
            "event_id": row["event_id"],
            "text": row["quote"],
            "role": row.get("post"),
            **_dated(row, date="date"),
            **{c: row.get(c) for c in ("form", "sitting", "stance", "charge")},
            **_provenance(row, works),
        }
    )


def _grouped(found: Iterable[Row], column: str) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = {}
    for row in found:
        out.setdefault(row[column], []).append(row)
    return out
