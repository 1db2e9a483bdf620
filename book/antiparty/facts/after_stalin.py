"""Facts of the chapter on the table after Stalin: who sat, who waited, who came and went."""

from __future__ import annotations

from datetime import date, timedelta
from math import comb

import pandas as pd

from antiparty import asof, dates, tables
from antiparty.facts.common import JUNE, seat_rows
from antiparty.facts.core import fact

FIRST, LAST = "1952-10-16", "1964-10-14"  # Stalin's enlarged Presidium to Khrushchev's removal
NIGHT = "1953-03-05"  # the joint session on the evening of Stalin's death
SPLIT = "1953-03-14"  # Malenkov leaves the Secretariat
BERIA = "1953-07-07"
NEWCOMERS = "1955-07-12"
AFTER = "1957-06-29"  # the table that the June plenum elected
DECEMBER = "1957-12-17"
FULL, CANDIDATE, SECRETARY = "presidium_full", "presidium_candidate", "secretariat"
BODIES = (FULL, CANDIDATE, SECRETARY)
LEADERS = ("premier", "first_secretary")
GOVERNMENT = {
    "premier": "premier",
    "first_deputy_premier": "first deputy premier",
    "head_of_state": "head of state",
}
TURN = 3  # so many people changing their seats make a turning day
ALSO = ("1957-02-14", JUNE)  # days that the story needs: the last change, and the crisis itself


def _day(text: str) -> date:
    return dates.day(text)


def _before(day: str) -> str:
    return (_day(day) - timedelta(days=1)).isoformat()


def _people(day: str, *bodies: str) -> set[str]:
    return set(seat_rows(day, *bodies)["person_id"])


@tables.remembered
def turning_days() -> list[str]:
    """Days on which the top changed, in order (ISO).

    A turning day is one on which at least three people gained or lost a seat as full member,
    candidate or secretary, or on which the premier or First Secretary changed; and the days ALSO.
    """
    days = {d for body in (*BODIES, *LEADERS) for d in asof.changes(body)}
    found = set(ALSO)
    for day in (d for d in days if _day(FIRST) <= d <= _day(LAST)):
        moved: set[str] = set()
        led = False
        for body in (*BODIES, *LEADERS):
            one = set(asof.composition(day - timedelta(days=1), body)["person_id"])
            two = set(asof.composition(day, body)["person_id"])
            if body in LEADERS:
                led |= one != two
            else:
                moved |= one ^ two
        if led or len(moved) >= TURN:
            found.add(day.isoformat())
    return sorted(found)


@tables.remembered
def on_day(day: str) -> pd.DataFrame:
    """Seats and first posts of government on `day`: one row a person and body.

    Columns person_id, name, body, role, vote (full member that day), side, start, sources,
    confidence. The First or leading secretary stands among the secretaries with that role.
    """
    rows = asof.seats(day)
    rows = rows[rows["organization_id"].isin([*BODIES, *GOVERNMENT])]
    first = asof.seats(day, "first_secretary").set_index("person_id")["role_en"]
    people = tables.read("people").set_index("person_id")
    voting = set(rows.loc[rows["organization_id"] == FULL, "person_id"])
    roles = [
        GOVERNMENT.get(body) or (_leads(first.get(person, "")) if body == SECRETARY else "")
        for body, person in zip(rows["organization_id"], rows["person_id"], strict=True)
    ]
    return pd.DataFrame(
        {
            "person_id": rows["person_id"],
            "name": rows["person_id"].map(people["name_en"]),
            "body": rows["organization_id"],
            "role": roles,
            "vote": rows["person_id"].isin(voting),
            "side": rows["person_id"].map(people["side_june_1957"]).replace("", "not_in_office"),
            "start": rows["start"],
            "sources": rows["sources"],
            "confidence": rows["confidence"],
        }
    ).reset_index(drop=True)


def _leads(role: str) -> str:
    """The title of the party's leader as the chapter says it; "" for the other secretaries."""
    return "First Secretary" if role == "First Secretary" else "leading secretary" if role else ""


@tables.remembered
def seat_spells() -> pd.DataFrame:
    """Full and candidate seats, FIRST to LAST, of everyone who held a full seat in these years.

    Columns of memberships.csv (rival readings that differ by more than two months included) and
    name, side. Ordered by the person's first full seat, then the last day at the table, latest
    first.
    """
    rows = asof.memberships()
    rows = rows[rows["organization_id"].isin([FULL, CANDIDATE])]
    rows = rows[(rows["start"] <= LAST) & (rows["end"] > FIRST)]
    full = rows[rows["organization_id"] == FULL]
    rows = rows[rows["person_id"].isin(full["person_id"])]
    entry = full.groupby("person_id")["start"].min()
    leave = rows.groupby("person_id")["end"].max()
    rows = pd.concat([rows, _rivals(rows)])
    people = tables.read("people").set_index("person_id")
    rows = rows.assign(
        name=rows["person_id"].map(people["name_en"]),
        side=rows["person_id"].map(people["side_june_1957"]).replace("", "not_in_office"),
        _entry=rows["person_id"].map(entry),
        _leave=[-_day(leave[p]).toordinal() for p in rows["person_id"]],
    )
    rows = rows.sort_values(["_entry", "_leave", "name", "start", "reading"])
    return rows.drop(columns=["_entry", "_leave"]).reset_index(drop=True)


def _rivals(held: pd.DataFrame) -> pd.DataFrame:
    """Rival readings of the same people's seats that would be seen in the chart."""
    rows = tables.read("memberships")
    rows = rows[(rows["reading"] == "rival") & rows["organization_id"].isin([FULL, CANDIDATE])]
    rows = rows[rows["person_id"].isin(held["person_id"])]
    rows = rows[(rows["start"] <= LAST) & (rows["end"] > FIRST)]
    seen = []
    for row in rows.itertuples():
        same = held[
            (held["person_id"] == row.person_id) & (held["organization_id"] == row.organization_id)
        ]
        pairs = zip(same["start"], same["end"], strict=True)
        seen.append(not any(_near(a, row.start) and _near(b, row.end) for a, b in pairs))
    return rows[seen]


def _near(one: str, two: str) -> bool:
    a, b = dates.parse(one).earliest, dates.parse(two).earliest
    return a is not None and b is not None and abs((a - b).days) <= 62


def from_table() -> pd.DataFrame:
    """The eleven of 18 June 1957 with `old`: at the table since the night of 5 March 1953."""
    rows = seat_rows(JUNE, FULL)
    return rows.assign(old=rows["person_id"].isin(_people(NIGHT, FULL)))


@tables.remembered
def joined(first: str, last: str) -> pd.DataFrame:
    """People who became full members after `first` and up to `last`, with where they waited.

    `waited` is "candidate", "secretary", "candidate and secretary" or "" on the day before.
    """
    rows = asof.memberships()
    rows = rows[(rows["organization_id"] == FULL) & (rows["start"] > first)]
    rows = rows[rows["start"] <= last].sort_values(["start", "person_id"])
    waited = []
    for row in rows.itertuples():
        before = _before(row.start)
        places = (("candidate", CANDIDATE), ("secretary", SECRETARY))
        held = [word for word, body in places if row.person_id in _people(before, body)]
        waited.append(" and ".join(held))
    people = tables.read("people").set_index("person_id")
    names = rows["person_id"].map(people["name_en"])
    return rows.assign(waited=waited, name=names).reset_index(drop=True)


def sat_through() -> pd.DataFrame:
    """Full members whose one spell reaches from the first day of the period past the last."""
    rows = seat_spells()
    rows = rows[(rows["organization_id"] == FULL) & (rows["reading"] == "preferred")]
    return rows[(rows["start"] <= FIRST) & (rows["end"] > LAST)].reset_index(drop=True)


def secretaries_at_table(day: str) -> pd.DataFrame:
    """Full members on `day` who were secretaries too (their seats as secretaries)."""
    rows = seat_rows(day, SECRETARY)
    return rows[rows["person_id"].isin(_people(day, FULL))].reset_index(drop=True)


@fact
def stalins_presidium() -> tuple[int, pd.DataFrame]:
    """Full members of the Presidium on 16 October 1952, Stalin among them."""
    rows = seat_rows(FIRST, FULL)
    return len(rows), rows


@fact
def stalins_candidates() -> tuple[int, pd.DataFrame]:
    """Candidate members of the Presidium on 16 October 1952."""
    rows = seat_rows(FIRST, CANDIDATE)
    return len(rows), rows


@fact
def stalins_bureau() -> tuple[int, pd.DataFrame]:
    """Members of the Bureau of the Presidium on 16 October 1952, Stalin among them."""
    rows = asof.seats(FIRST, "presidium_bureau")
    return len(rows), rows


@fact
def march_table() -> tuple[int, pd.DataFrame]:
    """Full members from the evening of 5 March 1953, Stalin no longer counted."""
    rows = seat_rows(NIGHT, FULL)
    return len(rows), rows


@fact
def march_candidates() -> tuple[int, pd.DataFrame]:
    """Candidate members named on 5 March 1953."""
    rows = seat_rows(NIGHT, CANDIDATE)
    return len(rows), rows


@fact
def march_dropped() -> tuple[int, pd.DataFrame]:
    """Full members of 4 March 1953 without a full seat on the night of the 5th, without Stalin."""
    rows = seat_rows(_before(NIGHT), FULL)
    gone = ~rows["person_id"].isin(_people(NIGHT, FULL)) & (rows["person_id"] != "stalin")
    return int(gone.sum()), rows[gone]


@fact
def march_reduced() -> tuple[int, pd.DataFrame]:
    """Of those who lost a full seat on 5 March 1953, those named candidates the same night."""
    rows = march_dropped()[1]
    rows = rows[rows["person_id"].isin(_people(NIGHT, CANDIDATE))]
    return len(rows), rows


@fact
def march_candidates_dropped() -> tuple[int, pd.DataFrame]:
    """Candidate members of 4 March 1953 who were neither candidate nor full member on the 5th."""
    rows = seat_rows(_before(NIGHT), CANDIDATE)
    rows = rows[~rows["person_id"].isin(_people(NIGHT, FULL, CANDIDATE))]
    return len(rows), rows


@fact
def secretaries_in_march() -> tuple[int, pd.DataFrame]:
    """Secretaries of the Central Committee left on 14 March 1953."""
    rows = seat_rows(SPLIT, SECRETARY)
    return len(rows), rows


@fact
def secretaries_at_table_in_march() -> tuple[int, pd.DataFrame]:
    """Full members on 14 March 1953 who were also secretaries."""
    rows = secretaries_at_table(SPLIT)
    return len(rows), rows


@fact
def secretaries_at_table_in_june() -> tuple[int, pd.DataFrame]:
    """Full members on 18 June 1957 who were also secretaries."""
    rows = secretaries_at_table(JUNE)
    return len(rows), rows


@fact
def secretaries_at_table_in_december() -> tuple[int, pd.DataFrame]:
    """Full members on 17 December 1957 who were also secretaries."""
    rows = secretaries_at_table(DECEMBER)
    return len(rows), rows


@fact
def december_table() -> tuple[int, pd.DataFrame]:
    """Full members on 17 December 1957."""
    rows = seat_rows(DECEMBER, FULL)
    return len(rows), rows


@fact
def table_without_beria() -> tuple[int, pd.DataFrame]:
    """Full members on 7 July 1953, after the plenum had expelled Beria."""
    rows = seat_rows(BERIA, FULL)
    return len(rows), rows


@fact
def new_secretaries_1955() -> tuple[int, pd.DataFrame]:
    """Secretaries on 12 July 1955 who had not been secretaries the day before."""
    rows = seat_rows(NEWCOMERS, SECRETARY)
    rows = rows[~rows["person_id"].isin(_people(_before(NEWCOMERS), SECRETARY))]
    return len(rows), rows


@fact
def candidates_after_congress() -> tuple[int, pd.DataFrame]:
    """Candidate members on 27 February 1956."""
    rows = seat_rows("1956-02-27", CANDIDATE)
    return len(rows), rows


@fact
def left_of_march_table() -> tuple[int, pd.DataFrame]:
    """Full members of the night of 5 March 1953 who were full members on 18 June 1957."""
    rows = from_table()
    return int(rows["old"].sum()), rows[rows["old"]]


@fact
def old_table_against() -> tuple[int, pd.DataFrame]:
    """Of those left from the table of March 1953, those coded against Khrushchev in June 1957."""
    rows = from_table()
    rows = rows[rows["old"] & (rows["side"] == "opponent")]
    return len(rows), rows


@fact
def newcomers_of_1955() -> tuple[int, pd.DataFrame]:
    """Full members on 18 June 1957 who were not at the table of the night of 5 March 1953."""
    rows = from_table()
    return int((~rows["old"]).sum()), rows[~rows["old"]]


@fact
def draws_that_spare_newcomers() -> tuple[str, pd.DataFrame]:
    """Ways to draw as many of the eleven as opposed him and no newcomer among them, of all ways."""
    rows = from_table()
    against = int((rows["side"] == "opponent").sum())
    old, everyone = int(rows["old"].sum()), len(rows)
    good, ways = comb(old, against), comb(everyone, against)
    part = next(n for n in range(good, 0, -1) if good % n == 0 and ways % n == 0)
    return f"{good // part} of {ways // part}", rows


@fact
def joined_since_stalin() -> tuple[int, pd.DataFrame]:
    """Times that someone became a full member after 5 March 1953 and up to 14 October 1964."""
    rows = joined(NIGHT, LAST)
    return len(rows), rows


@fact
def joined_from_waiting() -> tuple[int, pd.DataFrame]:
    """Of those who joined after 5 March 1953, candidates or secretaries of the day before."""
    rows = joined(NIGHT, LAST)
    rows = rows[rows["waited"] != ""]
    return len(rows), rows


@fact
def joined_in_june() -> tuple[int, pd.DataFrame]:
    """People who became full members on 29 June 1957."""
    rows = joined(_before(AFTER), AFTER)
    return len(rows), rows


@fact
def joined_in_june_from_waiting() -> tuple[int, pd.DataFrame]:
    """Of those who joined on 29 June 1957, candidates or secretaries of the day before."""
    rows = joined(_before(AFTER), AFTER)
    rows = rows[rows["waited"] != ""]
    return len(rows), rows


@fact
def full_members_1952_1964() -> tuple[int, pd.DataFrame]:
    """People with a full seat on some day from 16 October 1952 to 14 October 1964."""
    rows = seat_spells()
    rows = rows[(rows["organization_id"] == FULL) & (rows["reading"] == "preferred")]
    return int(rows["person_id"].nunique()), rows


@fact
def seated_through() -> tuple[int, pd.DataFrame]:
    """People whose full seat lasted without a break from 16 October 1952 beyond 14 October 1964."""
    rows = sat_through()
    return len(rows), rows
