"""Facts of the chapter on the other cases: counts of the challenges, and of three close-ups."""

from __future__ import annotations

import re

import pandas as pd

from antiparty import tables
from antiparty.facts.core import fact, in_words

BASE = "ussr_antiparty_1957"
GANG, NATOLIN, GORUNYA = "china_gangoffour_1976", "poland_natolin_1956", "bulgaria_gorunya_1965"
CONFIRMED_BY_PLENUM = ("ussr_khrushchev_1964", "bulgaria_zhivkov_1989")
WON, LOST, BOTH = "challengers_won", "challengers_lost", "partial"
# the table says in these words that the small body, or most of it, moved
_MOST = (
    r"^(?:a majority of the full members|most of the Politburo|the (?:Politburo|Presidium) moves)"
)
_PRISON = r"\bimprisoned\b|\bsentenced\b|\barrested on\b|\bdetained\b"

Count = tuple[int, pd.DataFrame]


def cases(**where: str) -> pd.DataFrame:
    """Rows of cases.csv in order of their start, filtered by column=value."""
    rows = tables.read("cases")
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows.sort_values(["start", "case_id"], ignore_index=True)


def challenges(**where: str) -> pd.DataFrame:
    """The true challenges: part of the leadership or the party against those in place."""
    return cases(case_class="challenge", **where)


def most_of_the_small_body() -> pd.DataFrame:
    """Challenges raised in the Politburo that it, or most of it, made, in the table's words."""
    rows = challenges(venue="politburo")
    return rows[rows["mechanism"].str.contains(_MOST) & ~_deadlocked(rows)]


def _deadlocked(rows: pd.DataFrame) -> pd.Series:
    """Was the small body deadlocked, in the words of the note?"""
    return rows["note"].str.contains("Deadlock")


def share_of_the_body(rows: pd.DataFrame) -> pd.Series:
    """How much of the Politburo moved: "most", "deadlock", "a part", or "" if it began below."""
    most = set(most_of_the_small_body()["case_id"])
    stuck = _deadlocked(rows)
    words = [
        "most" if c in most else "deadlock" if d else "a part"
        for c, d in zip(rows["case_id"], stuck, strict=True)
    ]
    return pd.Series(words, rows.index).where(rows["venue"] == "politburo", "")


def people(case_id: str, role: str = "") -> pd.DataFrame:
    """People of a case, the challengers first."""
    rows = tables.read("case_people")
    rows = rows[rows["case_id"] == case_id]
    return rows[rows["role"] == role] if role else rows


def held(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of the people who were arrested, tried or imprisoned, by the words of `fate`."""
    return rows[rows["fate"].str.contains(_PRISON, flags=re.IGNORECASE)]


def _count(rows: pd.DataFrame) -> Count:
    return len(rows), rows


@fact
def cases_all() -> Count:
    """All cases of the table: showdowns, purges and plots in ruling communist parties."""
    return _count(cases())


@fact
def cases_countries() -> Count:
    """Different countries among all cases."""
    rows = cases().drop_duplicates("country")
    return len(rows), rows


@fact
def cases_challenges() -> Count:
    """Cases of the class "challenge", June 1957 among them."""
    return _count(challenges())


@fact
def cases_purges() -> Count:
    """Cases of the class "purge": the leader, or the leading group, struck first."""
    return _count(cases(case_class="purge"))


@fact
def cases_ousters() -> Count:
    """Cases of the class "ouster"."""
    return _count(cases(case_class="ouster"))


@fact
def cases_plots() -> Count:
    """Cases of the class "armed_plot"."""
    return _count(cases(case_class="armed_plot"))


@fact
def cases_from_abroad() -> Count:
    """Cases of the class "foreign_driven"."""
    return _count(cases(case_class="foreign_driven"))


@fact
def challenges_won() -> Count:
    """Challenges in which the challengers had their way."""
    return _count(challenges(outcome=WON))


@fact
def challenges_lost() -> Count:
    """Challenges in which the challengers failed."""
    return _count(challenges(outcome=LOST))


@fact
def challenges_both_lost() -> Count:
    """Challenges in which both sides lost."""
    return _count(challenges(outcome=BOTH))


@fact
def challenges_raised_in_politburo() -> Count:
    """Challenges first raised in the Politburo or Presidium."""
    return _count(challenges(venue="politburo"))


@fact
def challenges_decided_in_politburo() -> tuple[str, pd.DataFrame]:
    """Challenges raised in the Politburo or Presidium that were decided in it."""
    rows = challenges(venue="politburo")
    n = int((rows["decisive_arena"] == "politburo").sum())
    return ("none" if n == 0 else str(n)), rows


@fact
def challenges_won_elsewhere() -> Count:
    """Won challenges other than October 1964 and November 1989, whose plenums only confirmed."""
    rows = challenges(outcome=WON)
    return _count(rows[~rows["case_id"].isin(CONFIRMED_BY_PLENUM)])


@fact
def challenges_decided_in_committee() -> Count:
    """Challenges decided in the Central Committee or a party conference."""
    return _count(challenges(decisive_arena="central_committee"))


@fact
def challenges_decided_by_arms() -> Count:
    """Challenges decided by the army or an armed unit."""
    return _count(challenges(decisive_arena="military"))


@fact
def challenges_decided_abroad() -> Count:
    """Challenges decided in a foreign capital."""
    return _count(challenges(decisive_arena="foreign"))


@fact
def challenges_by_the_body() -> Count:
    """Challenges that the Politburo itself, or most of it, made, in the words of `mechanism`."""
    return _count(most_of_the_small_body())


@fact
def challenges_by_the_body_won() -> Count:
    """Of the challenges made by the Politburo itself or most of it: challengers won."""
    rows = most_of_the_small_body()
    return _count(rows[rows["outcome"] == WON])


@fact
def challenges_by_the_body_lost() -> Count:
    """Of the challenges made by the Politburo itself or most of it: challengers failed."""
    rows = most_of_the_small_body()
    return _count(rows[rows["outcome"] == LOST])


@fact
def challenges_overruled() -> Count:
    """Of the challenges made by most of the Politburo: the Central Committee decided against."""
    rows = most_of_the_small_body()
    lost = (rows["decisive_arena"] == "central_committee") & (rows["outcome"] == LOST)
    return _count(rows[lost])


@fact
def challenges_by_a_part() -> Count:
    """Challenges raised in the Politburo that neither most of it made nor a deadlocked one."""
    rows = challenges(venue="politburo")
    return _count(rows[share_of_the_body(rows) == "a part"])


@fact
def challenges_by_a_part_won() -> tuple[str, pd.DataFrame]:
    """Of the challenges that only a part of the Politburo made: challengers won."""
    _, rows = challenges_by_a_part()
    n = int((rows["outcome"] == WON).sum())
    return ("none" if n == 0 else str(n)), rows


@fact
def challenges_raised_below() -> Count:
    """Challenges first raised in the Central Committee or a party conference."""
    return _count(challenges(venue="central_committee"))


@fact
def challenges_raised_below_won() -> tuple[str, pd.DataFrame]:
    """Of the challenges raised in the Central Committee or a conference: challengers won."""
    rows = challenges(venue="central_committee")
    n = int((rows["outcome"] == WON).sum())
    return ("none" if n == 0 else str(n)), rows


@fact
def challenges_army_with_leader() -> Count:
    """Challenges in which the army, or its decisive part, stood with the leader in place."""
    return _count(challenges(military="backed_incumbent"))


@fact
def challenges_army_with_leader_lost() -> Count:
    """Of the challenges in which the army stood with the leader: challengers failed."""
    return _count(challenges(military="backed_incumbent", outcome=LOST))


@fact
def challenges_army_with_challengers() -> Count:
    """Challenges in which the army, or its decisive part, stood with the challengers."""
    return _count(challenges(military="backed_challengers"))


@fact
def challenges_army_none_known() -> Count:
    """Challenges in which no part of the army is known from what was read."""
    return _count(challenges(military="none_known"))


@fact
def challenges_loser_killed() -> Count:
    """Challenges after which at least one of the losers was put to death."""
    return _count(challenges(fate_worst="executed"))


@fact
def challenges_loser_only_demoted() -> Count:
    """Challenges after which no loser fared worse than losing the post or being pensioned."""
    rows = challenges()
    return _count(rows[rows["fate_worst"].isin(["demoted", "retired"])])


@fact
def challenges_loser_expelled() -> Count:
    """Challenges in which expulsion from the party was the worst fate of a loser."""
    return _count(challenges(fate_worst="expelled"))


@fact
def cases_single_source() -> Count:
    """Cases that rest on one source."""
    return _count(cases(confidence="single"))


@fact
def cases_dates_unsure() -> Count:
    """Cases whose first or last day is marked as uncertain or approximate."""
    rows = cases()
    return _count(rows[(rows["start"] + rows["end"]).str.contains(r"[?~]")])


@fact
def gang_held() -> Count:
    """Of the challengers of 1976, those arrested or sentenced, by the words of their fate."""
    return _count(held(people(GANG, "challenger")))


@fact
def natolin_challengers() -> Count:
    """Challengers of the Polish case of 1956 in the table of people."""
    return _count(people(NATOLIN, "challenger"))


@fact
def natolin_held() -> tuple[str, pd.DataFrame]:
    """Of the Natolin challengers, those arrested or sentenced, by the words of their fate."""
    rows = people(NATOLIN, "challenger")
    n = len(held(rows))
    return ("none" if n == 0 else str(n)), rows


@fact
def natolin_fates_recalled() -> tuple[str, pd.DataFrame]:
    """Natolin challengers whose fate, or a part or date of it, the table notes as recalled."""
    rows = people(NATOLIN, "challenger")
    mine = rows[rows["note"].map(fate_recalled)]
    return ("all" if len(mine) == len(rows) else in_words(len(mine))), mine


@fact
def gorunya_held() -> Count:
    """Of the Bulgarian challengers of 1965, those imprisoned, by the words of their fate."""
    return _count(held(people(GORUNYA, "challenger")))


def fate_recalled(note: str) -> bool:
    """Does a note call the fate, or a part or date of it, recalled and not checked?"""
    words = r"fate|date|day|month|posting|flight|later posts"
    return any(
        "recalled" in part and re.search(rf"\b({words})\b", part, re.IGNORECASE)
        for part in re.split(r"[.;]\s*", note)
    )


@fact
def cases_see_also() -> Count:
    """Cases to which the encyclopaedia article points its readers (seed_see_also = yes)."""
    rows = cases(seed_see_also="yes")
    return len(rows), rows
