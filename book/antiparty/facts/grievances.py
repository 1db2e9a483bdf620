"""Chapter 5: the complaints against Khrushchev, who raised them and who answered."""

from __future__ import annotations

import pandas as pd

from antiparty import balance, tables
from antiparty.facts.core import fact

LEADER = balance.TARGET
TRIO = ("malenkov", "molotov", "kaganovich")  # the resolution's three; Shepilov "joined them"
# Our grouping of the issues: the order of the chart and its headings.
GROUPS = {
    "How he ruled": ("collective_leadership", "cult", "style", "personnel"),
    "What he did": ("agriculture", "industry", "state_control", "bonds", "foreign_policy"),
    "Doctrine and the past": ("ideology", "destalinisation", "trotskyism", "repression"),
    "The post and the procedure": ("post", "procedure"),
}
FOUR_DAYS = ("1957-06-18", "1957-06-21")


def eight() -> tuple[str, ...]:
    """The seven full members against Khrushchev and the candidate Shepilov, the trio first."""
    seven = balance.seven()
    people = tables.read("people")
    opponents = people.loc[people["side_june_1957"] == "opponent", "person_id"]
    rest = [p for p in seven if p not in TRIO]
    joined = [p for p in opponents if p not in seven]
    counts = voices()["person_id"].value_counts()
    rest.sort(key=lambda p: (-int(counts.get(p, 0)), p))
    return (*TRIO, *rest, *joined)


def names() -> dict[str, str]:
    """person_id -> last word of the English name."""
    people = tables.read("people")
    return {
        p: str(n).split()[-1] for p, n in zip(people["person_id"], people["name_en"], strict=True)
    }


def complaints() -> pd.DataFrame:
    """grievances.csv in the order of the chart, with ``group``, ``voices`` and ``answered_by``."""
    frame = tables.read("grievances")
    group = {issue: g for g, issues in GROUPS.items() for issue in issues}
    order = [issue for issues in GROUPS.values() for issue in issues]
    people = tables.read("grievance_people")
    said = people[people["role"] == "complainant"].groupby("grievance_id")["person_id"].agg(tuple)
    met = people[people["role"] == "respondent"].groupby("grievance_id")["person_id"].agg(tuple)
    frame = frame.assign(
        group=frame["issue"].map(group),
        voices=[said.get(g, ()) for g in frame["grievance_id"]],
        answered_by=[met.get(g, ()) for g in frame["grievance_id"]],
        place=frame["issue"].map(order.index),
    )
    return frame.sort_values(["place", "grievance_id"], ignore_index=True)


def voices() -> pd.DataFrame:
    """Who raised which complaint: the rows of grievance_people.csv with the role complainant."""
    people = tables.read("grievance_people")
    return people[people["role"] == "complainant"].reset_index(drop=True)


def words_of_june() -> pd.DataFrame:
    """Ties in which someone charged Khrushchev on 18 to 21 June: the rows of ties.csv."""
    ties = tables.read("ties")
    held = (ties["to_id"] == LEADER) & (ties["kind"] == "denunciation")
    return ties[held & ties["start"].between(*FOUR_DAYS)].reset_index(drop=True)


# -- the facts ----------------------------------------------------------------------------------


@fact
def complaints_all() -> tuple[int, pd.DataFrame]:
    """Rows of the table of grievances: complaints against Khrushchev, told apart by us."""
    rows = tables.read("grievances")
    return len(rows), rows


def _named() -> pd.DataFrame:
    frame = complaints()
    return frame[frame["voices"].map(len) > 0].reset_index(drop=True)


@fact
def complaints_named() -> tuple[int, pd.DataFrame]:
    """Complaints of which at least one complainant is named."""
    rows = _named()
    return len(rows), rows


@fact
def complaints_of_the_trio() -> tuple[int, pd.DataFrame]:
    """Complaints raised by at least one of Malenkov, Molotov and Kaganovich."""
    rows = _named()
    rows = rows[rows["voices"].map(lambda v: bool(set(v) & set(TRIO)))]
    return len(rows), rows


@fact
def complaints_of_all_three() -> tuple[int, pd.DataFrame]:
    """Complaints raised by Malenkov, Molotov and Kaganovich alike."""
    rows = _named()
    rows = rows[rows["voices"].map(lambda v: set(TRIO) <= set(v))]
    return len(rows), rows


@fact
def complaints_of_one() -> tuple[int, pd.DataFrame]:
    """Complaints with a single named complainant."""
    rows = _named()
    rows = rows[rows["voices"].map(len) == 1]
    return len(rows), rows


@fact
def complaints_most_voices() -> tuple[int, pd.DataFrame]:
    """The largest number of named complainants of one complaint."""
    rows = _named()
    most = int(rows["voices"].map(len).max())
    return most, rows[rows["voices"].map(len) == most]


def _of(person: str) -> tuple[int, pd.DataFrame]:
    rows = voices()
    rows = rows[rows["person_id"] == person]
    return len(rows), rows


@fact
def complaints_of_molotov() -> tuple[int, pd.DataFrame]:
    """Complaints of which Molotov is a named complainant."""
    return _of("molotov")


@fact
def complaints_of_malenkov() -> tuple[int, pd.DataFrame]:
    """Complaints of which Malenkov is a named complainant."""
    return _of("malenkov")


@fact
def complaints_of_kaganovich() -> tuple[int, pd.DataFrame]:
    """Complaints of which Kaganovich is a named complainant."""
    return _of("kaganovich")


@fact
def complaints_of_the_other_four() -> tuple[int, pd.DataFrame]:
    """Complaints of which Voroshilov, Bulganin, Pervukhin or Saburov is a named complainant."""
    rest = set(balance.seven()) - set(TRIO)
    rows = _named()
    rows = rows[rows["voices"].map(lambda v: bool(set(v) & rest))]
    return len(rows), rows


@fact
def complaints_unanswered() -> tuple[int, pd.DataFrame]:
    """Complaints to which no answer was found."""
    rows = tables.read("grievances")
    rows = rows[rows["answer"] == ""]
    return len(rows), rows


@fact
def complaints_partly_recalled() -> tuple[int, pd.DataFrame]:
    """Complaints that rest wholly or in part on works recalled and not checked."""
    rows = tables.read("grievances")
    rows = rows[rows["recalled_from"] != ""]
    return len(rows), rows


@fact
def complaints_confirmed() -> tuple[int, pd.DataFrame]:
    """Complaints that rest on two or more independent works."""
    rows = tables.read("grievances")
    rows = rows[rows["confidence"] == "confirmed"]
    return len(rows), rows


@fact
def complaints_in_memoir() -> tuple[int, pd.DataFrame]:
    """Complaints for which the table names Kaganovich's memoir as a place where they were made."""
    rows = tables.read("grievances")
    rows = rows[rows["venue"].str.contains("memoir")]
    return len(rows), rows


@fact
def complaints_spoke() -> tuple[int, pd.DataFrame]:
    """Opponents who charged Khrushchev on 18 to 21 June 1957, by the table of ties."""
    rows = words_of_june()
    rows = rows[rows["from_id"].isin(eight())]
    return rows["from_id"].nunique(), rows
