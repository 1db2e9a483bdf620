"""Facts of the chapter on the eleven: ages, party years, posts, seats later on, years after."""

from __future__ import annotations

from datetime import date

import pandas as pd

from antiparty import asof, dates, tables
from antiparty.facts.common import JUNE, seat_rows
from antiparty.facts.core import fact

PARTED = "1957-06-29"  # the plenum's decision; the day from which the years after are counted
FULL = asof.FULL_MEMBERS
SEATS = (*asof.FULL_MEMBERS, *asof.CANDIDATES)
SECRETARIES = ("secretariat", "first_secretary")
# Collective bodies: a seat in them is not an office (the informal second secretary is none either).
COLLECTIVE = (
    *SEATS,
    "cc_cpsu",
    "cc_cpsu_candidate",
    "cc_russian_bureau",
    "orgburo",
    "presidium_bureau",
    "gko",
    "supreme_soviet",
    "supreme_soviet_presidium",
    "stalin_funeral_commission",
    "second_secretary",
)
# Offices are told apart by organization, never by sphere (the defence ministry is military).
STATE_KINDS = ("state_office", "ministry", "diplomatic")
PARTY_KINDS = ("party_body", "party_committee", "party_apparatus")
GROUPS = {
    ("opponent", True): "Against Khrushchev: the seven",
    ("opponent", False): "Against Khrushchev, without a vote",
    ("supporter", True): "With Khrushchev: the four",
    ("supporter", False): "With Khrushchev, without a vote",
}
PROVENANCE = ["sources", "confidence", "recalled_from", "note"]


@tables.remembered
def cast() -> pd.DataFrame:
    """The eleven full members of 18 June 1957 and every other opponent, in drawing order.

    Columns person_id, name, name_ru, side, voting (bool), group, birth, death, party_joined and
    provenance. Opponents first; within a group, the oldest party member first.
    """
    voting = set(seat_rows(JUNE, "presidium_full")["person_id"])
    people = tables.read("people")
    against = people["side_june_1957"] == "opponent"
    rows = people[people["person_id"].isin(voting) | against]
    rows = rows.assign(
        name=rows["name_en"],
        side=rows["side_june_1957"],
        voting=rows["person_id"].isin(voting),
    )
    rows["group"] = [
        GROUPS.get((s, v), s) for s, v in zip(rows["side"], rows["voting"], strict=True)
    ]
    order = {name: n for n, name in enumerate(GROUPS.values())}
    rows = rows.assign(
        _g=rows["group"].map(order), _j=[_first(d).toordinal() for d in rows["party_joined"]]
    ).sort_values(["_g", "_j", "person_id"])
    columns = ["person_id", "name", "name_ru", "side", "voting", "group", "birth", "death"]
    return rows[[*columns, "party_joined", *PROVENANCE]].reset_index(drop=True)


def _first(text: str) -> date:
    return dates.parse(text).earliest or date.max


def ages(day: str = JUNE) -> pd.DataFrame:
    """The cast with `age` on `day`, `age_at_death` and `years_after` the plenum of June 1957."""
    rows = cast()
    at = dates.day(day)
    rows["age"] = [asof.years(_first(b), at) for b in rows["birth"]]
    lives = list(zip(rows["birth"], rows["death"], strict=True))
    rows["age_at_death"] = [asof.years(_first(b), _first(d)) for b, d in lives]
    rows["years_after"] = [asof.years(dates.day(PARTED), _first(d)) for d in rows["death"]]
    return rows


@tables.remembered
def posts() -> pd.DataFrame:
    """Every post and seat of the cast, preferred readings, pensions left out; one row a spell."""
    rows = asof.memberships()
    rows = rows[rows["person_id"].isin(cast()["person_id"])]
    rows = rows[rows["organization_id"] != "retirement"]
    return rows.sort_values(["person_id", "start"], ignore_index=True)


@tables.remembered
def offices(day: str = JUNE) -> pd.DataFrame:
    """Offices that the people at the table surely or possibly held on `day`, without bare seats.

    Columns person_id, organization_id, body, role, office ("state" | "party" | "other"),
    secretary (bool), certainty, start, end and provenance.
    """
    bodies = tables.read("organizations").set_index("organization_id")
    people = set(seat_rows(day)["person_id"])
    rows = asof.seats(day)
    rows = rows[rows["person_id"].isin(people) & ~rows["organization_id"].isin(COLLECTIVE)]
    kinds = rows["organization_id"].map(bodies["kind"])
    office = [
        "state" if k in STATE_KINDS else "party" if k in PARTY_KINDS else "other" for k in kinds
    ]
    rows = rows.assign(
        body=rows["organization_id"].map(bodies["name_en"]),
        role=rows["role_en"],
        office=office,
        secretary=rows["organization_id"].isin(SECRETARIES),
    )
    columns = ["person_id", "organization_id", "body", "role", "office", "secretary", "certainty"]
    return rows[[*columns, "start", "end", *PROVENANCE]].reset_index(drop=True)


@tables.remembered
def holders(kind: str, side: str = "", *, voting: bool | None = None) -> pd.DataFrame:
    """Sure holders of a state or party office, or of a secretaryship, on 18 June 1957.

    `kind`: "state", "party" or "secretary". One row an office.
    """
    rows = offices()
    rows = rows[rows["certainty"] == "yes"]
    rows = rows[rows["secretary"] if kind == "secretary" else rows["office"] == kind]
    people = tables.read("people").set_index("person_id")
    rows = rows.assign(side=rows["person_id"].map(people["side_june_1957"]))
    full = set(seat_rows(JUNE, "presidium_full")["person_id"])
    if side:
        rows = rows[rows["side"] == side]
    if voting is not None:
        rows = rows[rows["person_id"].isin(full) == voting]
    return rows.reset_index(drop=True)


def seated(day: str) -> pd.DataFrame:
    """The eleven of June 1957 who were full members of the Presidium or Politburo on `day`."""
    rows = asof.seats(day)
    rows = rows[rows["organization_id"].isin(FULL)]
    eleven = seat_rows(JUNE, "presidium_full")["person_id"]
    return rows[rows["person_id"].isin(eleven)].reset_index(drop=True)


@tables.remembered
def last_seats() -> pd.DataFrame:
    """The last full or candidate seat of each opponent: rows of memberships.csv."""
    rows = posts()
    opponents = cast().query("side == 'opponent'")["person_id"]
    rows = rows[rows["person_id"].isin(opponents) & rows["organization_id"].isin(SEATS)]
    rows = rows.assign(_end=[dates.parse(e).latest or date.max for e in rows["end"]])
    rows = rows.sort_values("_end").drop_duplicates("person_id", keep="last")
    return rows.drop(columns="_end").reset_index(drop=True)


def _people(rows: pd.DataFrame) -> int:
    return int(rows["person_id"].nunique())


@fact
def careers_people() -> tuple[int, pd.DataFrame]:
    """The eleven full members of 18 June 1957 and every other person coded as an opponent."""
    rows = cast()
    return len(rows), rows


@fact
def careers_posts() -> tuple[int, pd.DataFrame]:
    """Dated posts and seats of these people in memberships.csv; pensions and rivals left out."""
    rows = posts()
    return len(rows), rows


@fact
def careers_recalled() -> tuple[int, pd.DataFrame]:
    """Those of the posts and seats that are recalled from a standard work and not checked."""
    rows = posts()
    rows = rows[rows["confidence"] == "recalled"]
    return len(rows), rows


@fact
def careers_before_revolution() -> tuple[int, pd.DataFrame]:
    """People of this chapter who joined the party before 7 November 1917."""
    rows = cast()
    rows = rows[
        [(dates.parse(d).latest or date.max) < date(1917, 11, 7) for d in rows["party_joined"]]
    ]
    return len(rows), rows


@fact
def careers_younger_opponents() -> tuple[int, pd.DataFrame]:
    """Opponents of June 1957 born after Khrushchev."""
    rows = cast()
    born = _first(rows.set_index("person_id").loc["khrushchev", "birth"])
    rows = rows[rows["side"] == "opponent"]
    rows = rows[[_first(b) > born for b in rows["birth"]]]
    return len(rows), rows


def _age(person: str, column: str = "age") -> tuple[int, pd.DataFrame]:
    rows = ages()
    rows = rows[rows["person_id"] == person]
    return int(rows[column].iloc[0]), rows


@fact
def age_of_khrushchev() -> tuple[int, pd.DataFrame]:
    """Khrushchev's age in completed years on 18 June 1957."""
    return _age("khrushchev")


@fact
def age_of_oldest() -> tuple[int, pd.DataFrame]:
    """Highest age among the eleven full members on 18 June 1957, in completed years."""
    rows = ages().query("voting").sort_values("age").tail(1)
    return int(rows["age"].iloc[0]), rows


@fact
def age_of_youngest() -> tuple[int, pd.DataFrame]:
    """Lowest age among the eleven full members on 18 June 1957, in completed years."""
    rows = ages().query("voting").sort_values("age").head(1)
    return int(rows["age"].iloc[0]), rows


@fact
def age_of_shepilov() -> tuple[int, pd.DataFrame]:
    """Shepilov's age in completed years on 18 June 1957."""
    return _age("shepilov")


@fact
def years_after_shortest() -> tuple[int, pd.DataFrame]:
    """Fewest completed years that an opponent lived after the plenum of 29 June 1957."""
    rows = ages().query("side == 'opponent'").sort_values("years_after")
    return int(rows["years_after"].min()), rows


@fact
def years_after_longest() -> tuple[int, pd.DataFrame]:
    """Most completed years that an opponent lived after the plenum of 29 June 1957."""
    rows = ages().query("side == 'opponent'").sort_values("years_after", ascending=False)
    return int(rows["years_after"].max()), rows


@fact
def opponents_dead_after_90() -> tuple[int, pd.DataFrame]:
    """Opponents of June 1957 who died at 90 or older."""
    rows = ages().query("side == 'opponent' and age_at_death >= 90")
    return len(rows), rows


@fact
def eleven_seated_1958() -> tuple[int, pd.DataFrame]:
    """The eleven of June 1957 who were still full members on 31 December 1958."""
    rows = seated("1958-12-31")
    return _people(rows), rows


@fact
def eleven_seated_1961() -> tuple[int, pd.DataFrame]:
    """The eleven of June 1957 who were still full members on 31 December 1961."""
    rows = seated("1961-12-31")
    return _people(rows), rows


@fact
def eleven_seated_1964() -> tuple[int, pd.DataFrame]:
    """The eleven of June 1957 who were still full members on 31 December 1964."""
    rows = seated("1964-12-31")
    return _people(rows), rows


@fact
def opponents_out_in_june() -> tuple[int, pd.DataFrame]:
    """Opponents whose last full or candidate seat ended on 29 June 1957."""
    rows = last_seats()
    rows = rows[rows["end"] == PARTED]
    return len(rows), rows


@fact
def opponents_last_seat() -> tuple[str, pd.DataFrame]:
    """The day on which the last full or candidate seat of an opponent ended."""
    rows = last_seats()
    ends = {e: dates.parse(e).latest or date.max for e in rows["end"]}
    latest = max(ends, key=lambda e: ends[e])
    return dates.label(latest), rows[rows["end"] == latest]


@fact
def seven_in_state_office() -> tuple[int, pd.DataFrame]:
    """Full members against Khrushchev who held a state office on 18 June 1957."""
    rows = holders("state", "opponent", voting=True)
    return _people(rows), rows


@fact
def seven_secretaries() -> tuple[int, pd.DataFrame]:
    """Full members against Khrushchev who were secretaries that day. Rows: all secretaries."""
    rows = holders("secretary", "opponent", voting=True)
    return _people(rows), rows if len(rows) else holders("secretary")


@fact
def four_in_state_office() -> tuple[int, pd.DataFrame]:
    """Full members with Khrushchev who held a state office on 18 June 1957."""
    rows = holders("state", "supporter", voting=True)
    return _people(rows), rows


@fact
def four_in_party_office() -> tuple[int, pd.DataFrame]:
    """Full members with Khrushchev who held a party office on 18 June 1957."""
    rows = holders("party", "supporter", voting=True)
    return _people(rows), rows


@fact
def table_in_state_office() -> tuple[int, pd.DataFrame]:
    """Members, candidates and secretaries who held a state office on 18 June 1957."""
    rows = holders("state")
    return _people(rows), rows


@fact
def table_in_state_office_against() -> tuple[int, pd.DataFrame]:
    """Those of them with a state office who stood against Khrushchev."""
    rows = holders("state", "opponent")
    return _people(rows), rows


@fact
def table_in_party_office() -> tuple[int, pd.DataFrame]:
    """Members, candidates and secretaries who held a party office on 18 June 1957."""
    rows = holders("party")
    return _people(rows), rows


@fact
def table_in_party_office_against() -> tuple[int, pd.DataFrame]:
    """Those of them with a party office who stood against Khrushchev."""
    rows = holders("party", "opponent")
    return _people(rows), rows


def _bureau() -> pd.DataFrame:
    """Stalin's last Bureau of the Presidium on 1 March 1953."""
    rows = asof.seats("1953-03-01", "presidium_bureau")
    people = tables.read("people").set_index("person_id")
    return rows.assign(side=rows["person_id"].map(people["side_june_1957"]))


@fact
def last_bureau() -> tuple[int, pd.DataFrame]:
    """Members of the Bureau of the Presidium on 1 March 1953."""
    rows = _bureau()
    return _people(rows), rows


@fact
def last_bureau_opponents() -> tuple[int, pd.DataFrame]:
    """Members of that Bureau who stood against Khrushchev in June 1957."""
    rows = _bureau()
    rows = rows[rows["side"] == "opponent"]
    return _people(rows), rows


@fact
def last_bureau_alive() -> tuple[int, pd.DataFrame]:
    """Members of that Bureau who were alive on 18 June 1957."""
    rows = _bureau()
    rows = rows[rows["person_id"].isin(asof.alive(JUNE)["person_id"])]
    return _people(rows), rows
