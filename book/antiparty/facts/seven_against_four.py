"""Facts of chapter 1: who stood where in June 1957, by each account, and was there a vote.

An *account* is a row of vote_events.csv; a *stand* is what it says of one person. In the motion
``june57_remove`` the option "for" means against Khrushchev. People without a vote are coded
``not_voting`` and their stand opens the note of the row.
"""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from antiparty import asof, dates, tables
from antiparty.facts import common
from antiparty.facts.core import fact

REMOVE, PRESENCE, CHAIR = "june57_remove", "june57_presence", "june57_chair"
OPENS = {"Stood against": "against", "Stood with": "with", "Wavered": "wavered"}
STANDS = {"for": "against", "against": "with", "wavered": "wavered", "absent": "away"}
SUPPLIED = re.compile(r"not named in the part read|name supplied", re.IGNORECASE)
_MONTHS = "|".join(dates.MONTHS[1:])
_DATE = re.compile(rf"(?:(\d{{1,2}}) )?({_MONTHS}) (\d{{4}})")
_YEAR = re.compile(r"(?<!\()\b((?:19|20)\d\d)\b(?!\))")
# When an account was made: name of the span, its last day. The rest has no date we know.
ERAS = {
    "In June 1957": "1957-06-30",
    "While Khrushchev ruled": "1964-10-14",
    "After his fall": "2999-12-31",
}
UNDATED = "Year not known"


def made(witness: str, sources: str, years: dict[str, str]) -> str:
    """EDTF date of an account: named in its witness, else the year of its first dated work.

    A year in brackets dates a work the witness leans on, not the witness. '' when unknown.
    """
    found = _DATE.search(witness)
    if found:
        day, month, year = found.groups()
        text = f"{year}-{dates.MONTHS.index(month):02}"
        return f"{text}-{int(day):02}" if day else text
    plain = _YEAR.search(witness)
    if plain:
        return plain[1]
    return next((years[w] for w in works(sources) if years.get(w)), "")


def works(sources: str) -> list[str]:
    """source_ids of a cell, without locators."""
    return [s.split("@")[0] for s in sources.split()]


def short(witness: str) -> str:
    """The witness without what follows the first comma."""
    return witness.split(",", maxsplit=1)[0].strip()


def era(date: str) -> str:
    """The span of ERAS in which an account of this date was surely made, or UNDATED."""
    last = dates.parse(date).latest
    if last is None:
        return UNDATED
    return next(name for name, end in ERAS.items() if last <= dates.day(end))


@cache
def _source_years() -> dict[str, str]:
    frame = tables.read("sources")
    return {s: str(y) for s, y in zip(frame["source_id"], frame["year"], strict=True) if str(y)}


@tables.remembered
def accounts(motion: str = REMOVE) -> pd.DataFrame:
    """The accounts of a motion, oldest first, the undated last.

    Columns of vote_events.csv and ``made`` (EDTF), ``era``, ``short``, ``kind`` (the first
    sentence of the summary: who speaks), ``numbered`` (gives a count).
    """
    frame = tables.read("vote_events")
    frame = frame[frame["motion_id"] == motion]
    years = _source_years()
    frame = frame.assign(
        made=[made(w, s, years) for w, s in zip(frame["witness"], frame["sources"], strict=True)],
        short=frame["witness"].map(short),
        kind=frame["summary"].str.split(r"(?<=[.;]) ", n=1, regex=True).str[0].str.rstrip("."),
        numbered=frame["for_count"].notna(),
    )
    frame["era"] = frame["made"].map(era)
    frame["_last"] = [str(dates.parse(d).latest or "9999") for d in frame["made"]]
    order = ["_last", "short", "vote_event_id"]
    return frame.sort_values(order, ignore_index=True).drop(columns="_last")


def stand_of(option: str, note: str) -> str:
    """against | with | wavered | away | undecided: the stand a row of votes.csv records."""
    if option in STANDS:
        return STANDS[option]
    return next((stand for words, stand in OPENS.items() if note.startswith(words)), "undecided")


@tables.remembered
def room() -> pd.DataFrame:
    """The people at the table with ``short`` name, by seat, opponents first, then by name."""
    rows = common.table_of_21()
    seats = {s: n for n, s in enumerate(common.SEATS.values())}
    sides = {"opponent": 0, "supporter": 1}
    rows = rows.assign(
        short=rows["name"].str.split().str[-1],
        _seat=rows["seat"].map(seats),
        _side=rows["side"].map(sides),
    )
    rows = rows.sort_values(["_seat", "_side", "short"], ignore_index=True)
    return rows.drop(columns=["_seat", "_side"])


@tables.remembered
def stands(motion: str = REMOVE) -> pd.DataFrame:
    """Every account crossed with everyone at the table.

    Columns: vote_event_id, person_id, name, short, seat, side (the coding of this book), stand
    (against, with, wavered, away, undecided, or "" where the account does not place the person),
    supplied (the name is filled in from other lists), recalled, evidence, sources, confidence.
    """
    votes = asof.votes()
    votes = votes[votes["motion_id"] == motion]
    people = room()[["person_id", "name", "short", "seat", "side"]]
    grid = accounts(motion)[["vote_event_id"]].merge(people, how="cross")
    columns = ["vote_event_id", "person_id", "option", "note", "sources", "confidence"]
    grid = grid.merge(votes[columns], how="left", on=["vote_event_id", "person_id"])
    grid = grid.fillna(dict.fromkeys(columns, ""))
    return grid.assign(
        stand=[
            stand_of(o, n) if o else "" for o, n in zip(grid["option"], grid["note"], strict=True)
        ],
        supplied=grid["note"].str.contains(SUPPLIED),
        recalled=grid["confidence"] == "recalled",
        evidence=grid["note"],
    ).drop(columns=["option", "note"])


def presence() -> pd.DataFrame:
    """The lists of 18 June crossed with everyone at the table; ``there``: yes, no or ''."""
    grid = stands(PRESENCE)
    there = grid["stand"].map({"undecided": "yes", "away": "no"}).fillna("")
    return grid.assign(there=there).drop(columns=["stand", "supplied", "recalled"])


def in_the_room(day: str = common.JUNE) -> pd.DataFrame:
    """Full members whose preferred stance on ``day`` is other than absent: name, side, stance."""
    stances = tables.read("stances")
    first = stances[(stances["start"] <= day) & (stances["end"] >= day)]
    rows = room()[["person_id", "name", "seat", "side"]].merge(
        first[["person_id", "stance", "evidence", "sources", "confidence"]], on="person_id"
    )
    return rows[(rows["seat"] == "full member") & (rows["stance"] != "absent")]


_SHOWN = ["vote_event_id", "witness", "made", "recorded", "for_count", "against_count"]


def _shown(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[[*_SHOWN, "sources", "confidence"]]


def _count(frame: pd.DataFrame) -> tuple[int, pd.DataFrame]:
    shown = _shown(frame)
    return len(shown), shown


@fact
def accounts_of_june() -> tuple[int, pd.DataFrame]:
    """Accounts in the data of whether the Presidium moved to remove Khrushchev, 18–21 June 1957."""
    return _count(accounts())


@fact
def accounts_with_a_number() -> tuple[int, pd.DataFrame]:
    """Accounts that say how many stood against Khrushchev: seven, or seven and four."""
    rows = accounts()
    return _count(rows[rows["numbered"]])


@fact
def accounts_claiming_a_vote() -> tuple[int, pd.DataFrame]:
    """Accounts by which the Presidium voted or decided (recorded = yes)."""
    rows = accounts()
    return _count(rows[rows["recorded"] == "yes"])


@fact
def accounts_denying_a_vote() -> tuple[int, pd.DataFrame]:
    """Accounts that say there was no decision (recorded = no)."""
    rows = accounts()
    return _count(rows[rows["recorded"] == "no"])


@fact
def accounts_silent_on_a_vote() -> tuple[int, pd.DataFrame]:
    """Accounts that count or name people and do not say whether a vote was taken."""
    rows = accounts()
    return _count(rows[rows["recorded"] == "unknown"])


@fact
def accounts_of_that_month() -> tuple[int, pd.DataFrame]:
    """Accounts given in June 1957 itself, all by people who sat at or around the table."""
    rows = accounts()
    return _count(rows[rows["era"] == "In June 1957"])


@fact
def accounts_of_that_month_with_a_number() -> tuple[int, pd.DataFrame]:
    """Of the accounts given in June 1957, those that count seven, or seven and four."""
    rows = accounts()
    return _count(rows[(rows["era"] == "In June 1957") & rows["numbered"]])


@fact
def accounts_of_that_month_claiming_a_vote() -> tuple[int | str, pd.DataFrame]:
    """Of the accounts given in June 1957, those that say a vote or decision was taken."""
    rows = accounts()
    rows = rows[rows["era"] == "In June 1957"]
    return int((rows["recorded"] == "yes").sum()) or "none", _shown(rows)


@fact
def accounts_placing_all() -> tuple[int, pd.DataFrame]:
    """Accounts that themselves name every full member and say where he stood."""
    grid = stands()
    grid = grid[grid["seat"] == "full member"]
    placed = grid["stand"].isin(["against", "with", "wavered"]) & ~grid["supplied"]
    whole = placed.groupby(grid["vote_event_id"]).all()
    rows = accounts()
    return _count(rows[rows["vote_event_id"].map(whole)])


@fact
def numbers_claiming_a_vote() -> tuple[int, pd.DataFrame]:
    """Of the accounts with a number, those that present it as a vote or decision."""
    rows = accounts()
    return _count(rows[rows["numbered"] & (rows["recorded"] == "yes")])


@fact
def claims_without_a_year() -> tuple[int, pd.DataFrame]:
    """Of the accounts that claim a vote or decision, those whose year was not found."""
    rows = accounts()
    return _count(rows[(rows["recorded"] == "yes") & (rows["made"] == "")])


@fact
def waverers_of_aristov() -> tuple[int, pd.DataFrame]:
    """Full members whom Aristov names as likely to slip away from the seven."""
    rows = stands()
    rows = rows[(rows["vote_event_id"] == "june57_aristov") & (rows["stand"] == "wavered")]
    return len(rows), rows[["name", "seat", "evidence", "sources", "confidence"]]


def against_by(account: str) -> tuple[int, pd.DataFrame]:
    """People whom an account itself names as against Khrushchev, and its rows about them."""
    rows = stands()
    mine = (rows["vote_event_id"] == account) & (rows["stand"] == "against") & ~rows["supplied"]
    rows = rows[mine]
    return len(rows), rows[["name", "seat", "evidence", "sources", "confidence"]]


@fact
def opponents_by_pethybridge() -> tuple[int, pd.DataFrame]:
    """People whom Pethybridge's book of 1962 names as against Khrushchev."""
    return against_by("june57_pethybridge")


@fact
def dissatisfied_by_zhukov() -> tuple[int, pd.DataFrame]:
    """People named to Zhukov in the corridor on 18 June as dissatisfied, by his own account."""
    return against_by("june57_zhukov_note")


@fact
def lists_of_presence() -> tuple[int, pd.DataFrame]:
    """Lists of who was in the room on 18 June, rows of the roll june57_presence."""
    return _count(accounts(PRESENCE))


@fact
def room_full() -> tuple[int, pd.DataFrame]:
    """Full members in the room on 18 June by the preferred reading (stance other than absent)."""
    rows = in_the_room()
    return len(rows), rows


@fact
def room_against() -> tuple[int, pd.DataFrame]:
    """Of the full members in the room on 18 June, those of the seven."""
    rows = in_the_room()
    rows = rows[rows["side"] == "opponent"]
    return len(rows), rows


@fact
def room_with() -> tuple[int, pd.DataFrame]:
    """Of the full members in the room on 18 June, those of the four."""
    rows = in_the_room()
    rows = rows[rows["side"] == "supporter"]
    return len(rows), rows


@fact
def room_away() -> tuple[int, pd.DataFrame]:
    """Full members away on 18 June by the preferred reading."""
    everyone = room()
    away = everyone[
        (everyone["seat"] == "full member")
        & ~everyone["person_id"].isin(in_the_room()["person_id"])
    ]
    rows = tables.read("stances").merge(away[["person_id", "name"]], on="person_id")
    rows = rows[(rows["start"] <= common.JUNE) & (rows["end"] >= common.JUNE)]
    return len(rows), rows[["name", "stance", "evidence", "sources", "confidence"]]


def on_lists(surname: str, there: str) -> tuple[int, pd.DataFrame]:
    """How many lists of 18 June have this person there ("yes") or away ("no"), and their rows."""
    rows = presence()
    rows = rows[(rows["short"] == surname) & (rows["there"] == there)]
    rows = rows.merge(accounts(PRESENCE)[["vote_event_id", "witness"]], on="vote_event_id")
    return len(rows), rows[["witness", "name", "there", "evidence", "sources", "confidence"]]


@fact
def sure_in_the_room() -> tuple[int, pd.DataFrame]:
    """Full members whom every list of 18 June that names them has in the room."""
    rows = presence()
    rows = rows[(rows["seat"] == "full member") & (rows["there"] != "")]
    sure = rows.assign(yes=rows["there"] == "yes").groupby("name")["yes"].all()
    rows = rows[rows["name"].map(sure)]
    return int(sure.sum()), rows[["name", "vote_event_id", "there", "sources", "confidence"]]


@fact
def sure_opponents_in_the_room() -> tuple[int, pd.DataFrame]:
    """Opponents among the full members whom every list of 18 June that names them has there."""
    _, rows = sure_in_the_room()
    people = tables.read("people")
    against = set(people.loc[people["side_june_1957"] == "opponent", "name_en"])
    rows = rows[rows["name"].isin(against)]
    return int(rows["name"].nunique()), rows


@fact
def lists_with_mikoyan() -> tuple[int, pd.DataFrame]:
    """Lists of 18 June that have Mikoyan in the room."""
    return on_lists("Mikoyan", "yes")


@fact
def lists_without_mikoyan() -> tuple[int, pd.DataFrame]:
    """Lists of 18 June that have Mikoyan away."""
    return on_lists("Mikoyan", "no")


@fact
def lists_without_saburov() -> tuple[int, pd.DataFrame]:
    """Lists of 18 June that have Saburov away."""
    return on_lists("Saburov", "no")


@fact
def months_to_name_voroshilov() -> tuple[int, pd.DataFrame]:
    """Months from July 1957, when the first names were broadcast, to the congress of 1961."""
    events = tables.read("events").set_index("event_id", drop=False)
    rows = events.loc[["e1957_07_03_announcement", "e1961_10_17_congress"]]
    first, last = (dates.day(d) for d in rows["start"])
    months = (last.year - first.year) * 12 + last.month - first.month
    return months, rows[["event_id", "name", "start", "summary", "sources", "confidence"]]
