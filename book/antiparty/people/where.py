"""Figures of the chapters in which a person appears, told from the data that they draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from antiparty.facts import eleven_careers, lists, plenum, victors
from antiparty.figures import factions_network
from antiparty.people import profile, rows


@dataclass(frozen=True)
class Place:
    """A figure: its chapter, its id, what it shows in a few words, and who is in it."""

    chapter: str
    figure: str
    words: str
    people: Callable[[], set[str]]


def _column(table: str, column: str, **wanted: str) -> set[str]:
    """Values of a column in the rows that have the wanted values."""
    return {r[column] for r in rows.records(table) if all(r[c] == v for c, v in wanted.items())}


def _table() -> set[str]:
    return {person for person in rows.people() if profile.seats(person)}


def _accused() -> set[str]:
    charges = plenum.charges()
    return {*charges["accuser_id"], *charges["accused_id"]}


def _searched() -> set[str]:
    return {*lists.signers()["person_id"], *lists.empty_slots()["person_id"]}


def _drawn() -> set[str]:
    return {person for state in factions_network.states() for person in state.cast}


def _of_1964() -> set[str]:
    return set(victors.room_of_1964()["person_id"])


PLACES = (
    Place("index", "the-twenty-one", "the people at the table", _table),
    Place("seven_against_four", "alignment-by-witness", "who stood where, by each witness", _table),
    Place(
        "eleven_careers",
        "career-lanes",
        "careers side by side",
        lambda: set(eleven_careers.cast()["person_id"]),
    ),
    Place("factions", "factions-network", "ties at eight dates", _drawn),
    Place(
        "grievances",
        "complaints",
        "complaints and who made them",
        lambda: _column("grievance_people", "person_id", role="complainant"),
    ),
    Place("four_days", "stance-turns", "turns of June 1957", _table),
    Place("plenum", "accusation-network", "who charged whom at the plenum", _accused),
    Place("lists", "lists-by-signer", "execution lists and charges", _searched),
    Place("lists", "record-of-both-sides", "the record of both sides", _table),
    Place(
        "the_fall",
        "party-standing",
        "standing in the party, 1957 to 1962",
        lambda: _column("people", "person_id", side_june_1957="opponent"),
    ),
    Place(
        "victors",
        "winners-seats",
        "the new Presidium and its seats",
        lambda: set(victors.presidium()["person_id"]),
    ),
    Place("victors", "room-of-1964", "the Presidium of October 1964", _of_1964),
)


@lru_cache(maxsize=4)
def _people(folder: str) -> list[tuple[Place, frozenset[str]]]:
    return [(place, frozenset(place.people())) for place in PLACES]


def where(person: str) -> list[Place]:
    """The figures in which a person stands, in the order of the chapters."""
    return [place for place, people in _people(rows.folder()) if person in people]
