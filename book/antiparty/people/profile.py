"""A person as a page shows them: names, life, side, sections, disputes, and where to look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from antiparty import asof, dates
from antiparty.facts.common import JUNE
from antiparty.people import entries, june, rows, words
from antiparty.people.disputes import Dispute, disputes
from antiparty.people.entries import MAKERS, Section
from antiparty.people.rows import Record

TARGET = "khrushchev"
UNKNOWN = "unknown"
# Kind of spelling -> how the page calls it.
KINDS = {
    "official": "Full form",
    "transliteration": "Other transliterations",
    "alias": "Also",
    "initials": "With initials",
    "pseudonym": "Pseudonyms",
}


@dataclass(frozen=True)
class Profile:
    """Everything about one person that does not depend on the page.

    side: code of people.csv; seats: on 18 June 1957, highest first; facts: (label, words);
    spellings: kind → names in both scripts.
    """

    id: str
    name: str
    native: str
    full_ru: str
    summary: str
    side: str
    side_words: str
    seats: tuple[str, ...]
    vote: bool
    target: bool
    facts: list[tuple[str, str]]
    spellings: list[tuple[str, list[str]]]
    sections: list[Section]
    disputes: list[Dispute]
    row: Record


@lru_cache(maxsize=4)
def _seats(folder: str) -> dict[str, list[str]]:
    return june.seats()


def seats(person: str) -> tuple[str, ...]:
    """Seats on 18 June 1957: full member, candidate member, secretary."""
    return tuple(_seats(rows.folder()).get(person, ()))


def years(row: Record) -> str:
    """Years of life for a list: "1890–1986", "about 1902–?", "" when nothing is known."""
    born, died = (_year(row[end]) for end in ("birth", "death"))
    if not row["birth"] and not row["death"]:
        return ""
    return f"{born}–{died}" if row["death"] else f"born {born}, death unknown"


def _year(text: str) -> str:
    if not text:
        return "?"
    span = dates.parse(text)
    first, last = span.earliest, span.latest
    if first is None or last is None or first.year != last.year or span.uncertain:
        return dates.label(text)
    return str(first.year)


def _facts(row: Record) -> list[tuple[str, str]]:
    """Birth, death, age in June 1957 and party years; what is not known is said."""
    found = []
    for label, when, where in (
        ("Born", "birth", "birth_place_id"),
        ("Died", "death", "death_place_id"),
    ):
        if row[when] or row[where]:
            at = entries.place(row[where]) or f"place {UNKNOWN}"
            said = dates.label(row[when]) if row[when] else f"date {UNKNOWN}"
            found.append((label, f"{said}, {at}"))
        else:
            found.append((label, UNKNOWN))
    born, day = dates.parse(row["birth"]), dates.day(JUNE)
    alive = asof.holds(row["birth"], row["death"], JUNE, closed=True) == "yes"
    if alive and born.earliest and born.latest:
        low, high = asof.years(born.latest, day), asof.years(born.earliest, day)
        found.append(("Age on 18 June 1957", str(low) if low == high else f"{low} to {high}"))
    if row["party_joined"]:
        found.append(("Party member since", dates.label(row["party_joined"])))
    elif rows.of("memberships", row["person_id"]):
        found.append(("Party member since", UNKNOWN))
    return found


def _spellings(person: str) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for row in rows.of("names", person):
        found.setdefault(row["kind"], []).append(row["name"])
    order = [*KINDS, *sorted(set(found) - set(KINDS))]
    return [(KINDS.get(kind, kind), found[kind]) for kind in order if kind in found]


def sections(person: str) -> list[Section]:
    """The sections that have rows, in the order of the page."""
    posts, *others = (make(person) for make in MAKERS)
    found = [posts, june.june(person), *others, june.other_votes(person)]
    return [one for one in found if one is not None]


def profile(person: str) -> Profile:
    """The Profile of a person_id. KeyError if unknown."""
    row = rows.one("people", person)
    held = seats(person)
    return Profile(
        id=person,
        name=row["name_en"],
        native=rows.native(person),
        full_ru=row["name_ru"],
        summary=row["summary"],
        side=row["side_june_1957"],
        side_words=words.SIDES[row["side_june_1957"]],
        seats=tuple(words.SEATS[seat] for seat in held),
        vote="full member" in held,
        target=person == TARGET,
        facts=_facts(row),
        spellings=_spellings(person),
        sections=sections(person),
        disputes=disputes(person),
        row=row,
    )


def by_side() -> list[tuple[str, list[str]]]:
    """(side, person_ids) in the order of the index: by side, then by surname."""
    found: dict[str, list[str]] = {side: [] for side in words.SIDES}
    for row in rows.records("people"):
        found[row["side_june_1957"]].append(row["person_id"])
    return [(side, sorted(people)) for side, people in found.items() if people]


def order() -> list[str]:
    """Every person_id in the order of the index: the way from page to page."""
    return [person for _, people in by_side() for person in people]
