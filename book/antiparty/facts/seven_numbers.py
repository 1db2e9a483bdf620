"""Facts of chapter 1: the sums of 11, 18 and 21. Arithmetic over sides, no event."""

from __future__ import annotations

import pandas as pd

from antiparty import tables
from antiparty.facts import common
from antiparty.facts.core import fact
from antiparty.facts.seven_against_four import room, waverers_of_aristov


def balance(*seats: str) -> pd.DataFrame:
    """The people of these seats with their side, for the sums of 11, 18 and 21."""
    rows = room()
    return rows[rows["seat"].isin(seats)]


def _side(side: str, *seats: str) -> tuple[int, pd.DataFrame]:
    rows = balance(*seats)
    rows = rows[rows["side"] == side]
    return len(rows), rows[["name", "seat", "side", "sources", "confidence"]]


@fact
def with_a_seat() -> tuple[int, pd.DataFrame]:
    """Full and candidate members of the Presidium on 18 June 1957."""
    rows = balance("full member", "candidate member")
    return len(rows), rows[["name", "seat", "side", "sources", "confidence"]]


@fact
def against_of_the_presidium() -> tuple[int, pd.DataFrame]:
    """Full and candidate members who stood against Khrushchev."""
    return _side("opponent", "full member", "candidate member")


@fact
def with_of_the_presidium() -> tuple[int, pd.DataFrame]:
    """Full and candidate members who stood with Khrushchev, himself included."""
    return _side("supporter", "full member", "candidate member")


@fact
def against_of_all() -> tuple[int, pd.DataFrame]:
    """Everyone at the table (members, candidates, secretaries) against Khrushchev."""
    return _side("opponent", *common.SEATS.values())


@fact
def with_of_all() -> tuple[int, pd.DataFrame]:
    """Everyone at the table (members, candidates, secretaries) with Khrushchev, and he himself."""
    return _side("supporter", *common.SEATS.values())


@fact
def against_without_waverers() -> tuple[int, pd.DataFrame]:
    """The seven less those whom Aristov called likely to slip: a sum, not an event."""
    number, rows = _side("opponent", "full member")
    lost = set(waverers_of_aristov()[1]["name"])
    return number - len(lost), rows[~rows["name"].isin(lost)]


@fact
def with_and_waverers() -> tuple[int, pd.DataFrame]:
    """The four and those whom Aristov called likely to slip: a sum, not an event."""
    lost = set(waverers_of_aristov()[1]["name"])
    rows = balance("full member")
    rows = rows[(rows["side"] == "supporter") | rows["name"].isin(lost)]
    return len(rows), rows[["name", "seat", "side", "sources", "confidence"]]


def away() -> pd.DataFrame:
    """Everyone at the table whose preferred stance on 18 June is absent, with the side."""
    stances = tables.read("stances")
    first = stances[(stances["start"] <= common.JUNE) & (stances["end"] >= common.JUNE)]
    first = first[first["stance"] == "absent"]
    columns = ["person_id", "stance", "evidence", "sources", "confidence"]
    return room()[["person_id", "name", "seat", "side"]].merge(first[columns], on="person_id")


@fact
def away_of_all() -> tuple[int, pd.DataFrame]:
    """People at the table who were away on 18 June by the preferred reading."""
    rows = away()
    return len(rows), rows


@fact
def away_with() -> tuple[int, pd.DataFrame]:
    """Of the people at the table who were away on 18 June, those who stood with Khrushchev."""
    rows = away()
    rows = rows[rows["side"] == "supporter"]
    return len(rows), rows
