"""Signed ties and two camps: how well a split of people fits who was friendly and who hostile.

**The method.** In a balanced network people fall into two camps with friendly ties inside and
hostile ties between them (Cartwright and Harary 1956). A real network rarely does; a split is
then judged by its *misplaced* ties, the hostile ones inside a camp plus the friendly ones between
the camps (the criterion of Doreian and Mrvar, both faults weighing the same). With eleven people
and camps of seven and four every split can be tried, so nothing is estimated.

**The evidence.** `evidence` picks the ties that may be used to foretell June 1957: between two of
the eleven full members, of a kind with a sign, `predictive` in ties.csv (no tie that is the
outcome of June or known only from it) and begun before 18 June 1957. `CHOICES` names other
defensible selections, so that a reader sees how much the answer depends on them.

Frames of ties carry ``from_id``, ``to_id``, ``sign`` (-1 or 1) and ``weight``.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from antiparty import asof, dates, tables

CRISIS = "1957-06-18"
EVE = "1957-04-30"  # before the earliest talk of a removal that ties.csv knows of (May 1957)
TARGET = "khrushchev"


def misplaced(ties: pd.DataFrame, camp: Collection[str]) -> float:
    """Weight of the hostile ties inside a camp and the friendly ties between the two camps.

    ``camp``: one of the two camps; everyone else is in the other.
    """
    together = ties["from_id"].isin(camp) == ties["to_id"].isin(camp)
    wrong = (together & (ties["sign"] < 0)) | (~together & (ties["sign"] > 0))
    return float(ties.loc[wrong, "weight"].sum())


def splits(people: Iterable[str], size: int) -> list[tuple[str, ...]]:
    """Every camp of ``size`` people, in alphabetical order: each is one split into two camps."""
    return list(itertools.combinations(sorted(people), size))


def fits(ties: pd.DataFrame, people: Iterable[str], size: int) -> pd.DataFrame:
    """Every split with its misplaced ties: columns camp (tuple of ids) and misplaced.

    The same count as `misplaced`, for all splits at once.
    """
    names = sorted(people)
    camps = splits(names, size)
    within = np.array([[name in camp for name in names] for camp in camps], dtype=bool)
    seat = {name: i for i, name in enumerate(names)}
    ends = [[seat[p] for p in ties[c]] for c in ("from_id", "to_id")]
    together = within[:, ends[0]] == within[:, ends[1]]
    wrong = together == (ties["sign"].to_numpy() < 0)  # signs are -1 or 1
    weights = ties["weight"].to_numpy(dtype=float)
    return pd.DataFrame({"camp": camps, "misplaced": (wrong * weights).sum(axis=1)})


def place(found: pd.DataFrame, real: Collection[str]) -> tuple[int, int, int]:
    """How many *other* splits of `fits` fit better than ``real``, as well as it, and worse."""
    mine = found["camp"].map(set) == set(real)
    if not mine.any():
        raise ValueError(f"{sorted(real)} is none of the splits")
    value = found.loc[mine, "misplaced"].iloc[0]
    others = found.loc[~mine, "misplaced"]
    return int((others < value).sum()), int((others == value).sum()), int((others > value).sum())


def pairs(ties: pd.DataFrame) -> pd.DataFrame:
    """Ties by pair: columns a, b (ids in order), friendly, hostile (counts), net (weights)."""
    ends = [tuple(sorted(p)) for p in zip(ties["from_id"], ties["to_id"], strict=True)]
    frame = ties.assign(
        pair=ends,
        friendly=(ties["sign"] > 0).astype(int),
        hostile=(ties["sign"] < 0).astype(int),
        net=ties["sign"] * ties["weight"],
    )
    out = frame.groupby("pair", sort=True)[["friendly", "hostile", "net"]].sum().reset_index()
    out.insert(0, "a", [p[0] for p in out["pair"]])
    out.insert(1, "b", [p[1] for p in out["pair"]])
    return out.drop(columns="pair")


def tone(friendly: int, hostile: int) -> str:
    """A pair in one word: friendly, hostile, both or none."""
    if friendly and hostile:
        return "both"
    return "friendly" if friendly else "hostile" if hostile else "none"


# -- the evidence of this book ------------------------------------------------------------------


@lru_cache(maxsize=4)
def _eleven(folder: str) -> tuple[str, ...]:
    seats = asof.seats(CRISIS, "presidium_full")
    return tuple(sorted(seats.loc[seats["certainty"] == "yes", "person_id"]))


def eleven() -> tuple[str, ...]:
    """The full members of the Presidium on 18 June 1957."""
    return _eleven(str(tables.data_dir()))


def seven() -> tuple[str, ...]:
    """Those of the eleven whom later accounts set against Khrushchev (`side_june_1957`)."""
    people = tables.read("people").set_index("person_id")
    return tuple(p for p in eleven() if people.loc[p, "side_june_1957"] == "opponent")


def signed(frame: pd.DataFrame) -> pd.DataFrame:
    """Ties (columns of ties.csv) of a kind with a sign, plus ``directed``, ``sign``, ``weight``."""
    kinds = tables.read("tie_kinds")[["kind", "directed", "sign"]]
    out = frame.drop(columns=["directed", "sign"], errors="ignore").merge(kinds, on="kind")
    out["sign"] = out["sign"].astype(int)
    return out[out["sign"] != 0].assign(weight=1).reset_index(drop=True)


def among(frame: pd.DataFrame, people: Collection[str]) -> pd.DataFrame:
    """Ties with both ends in ``people``."""
    inside = frame["from_id"].isin(people) & frame["to_id"].isin(people)
    return frame[inside].reset_index(drop=True)


def begun(ties: pd.DataFrame, day: str) -> pd.Series:
    """Whether the earliest possible start of each tie is on or after ``day``."""
    first = ties["start"].map(lambda text: dates.parse(text).earliest)
    return first.map(lambda start: start is not None and start >= dates.day(day)).astype(bool)


@tables.remembered
def evidence() -> pd.DataFrame:
    """The signed ties among the eleven that were there before June 1957, weight 1 each."""
    ties = signed(among(tables.read("ties"), eleven()))
    return ties[(ties["predictive"] == "yes") & ~begun(ties, CRISIS)].reset_index(drop=True)


@tables.remembered
def running(first: str, last: str) -> pd.DataFrame:
    """The part of `evidence` that holds, surely or possibly, on a day of the window."""
    held = set(asof.ties((first, last))["tie_id"])
    found = evidence()
    return found[found["tie_id"].isin(held)].reset_index(drop=True)


ACTS = ("joint_purge_action", "recruited", "co_conspiracy")


def by_strength(ties: pd.DataFrame) -> pd.DataFrame:
    """The same ties, each with its strength (1 to 3) as weight."""
    return ties.assign(weight=ties["strength"].astype(int))


def _checked() -> pd.DataFrame:
    found = evidence()
    return found[found["confidence"] != "recalled"]


def _lasting() -> pd.DataFrame:
    found = evidence()
    return found[~found["kind"].isin(ACTS)]


def _by_pair() -> pd.DataFrame:
    found = pairs(evidence())
    found = found[found["net"] != 0]
    sign = found["net"].map(lambda n: 1 if n > 0 else -1)
    return pd.DataFrame(
        {"from_id": found["a"], "to_id": found["b"], "sign": sign, "weight": 1}
    ).reset_index(drop=True)


def _since_stalin() -> pd.DataFrame:
    found = evidence()
    return found[begun(found, "1953-03-05")]


# key -> (words for the reader, the ties)
CHOICES: dict[str, tuple[str, Callable[[], pd.DataFrame]]] = {
    "all": ("All ties, each counting once", evidence),
    "pair": ("One sign for each pair", _by_pair),
    "checked": ("Without ties recalled from memory", _checked),
    "since_stalin": ("Only ties begun after Stalin’s death", _since_stalin),
    "lasting": ("Without purge acts and the 1953 plot", _lasting),
    "strength": (
        "All ties, strong ones counting more",
        lambda: by_strength(evidence()),
    ),
    "february_1956": (
        "Only ties running in February 1956",
        lambda: running("1956-02-01", "1956-02-29"),
    ),
    "february_1956_strength": (
        "Running in February 1956, by strength",
        lambda: by_strength(running("1956-02-01", "1956-02-29")),
    ),
    "april_1957": ("Only ties running on 30 April 1957", lambda: running(EVE, EVE)),
}


@lru_cache(maxsize=32)
def _placed(folder: str, key: str) -> tuple[pd.DataFrame, tuple[int, int, int]]:
    found = fits(CHOICES[key][1](), eleven(), len(seven()))
    return found, place(found, seven())


def chosen_fits(key: str = "all") -> pd.DataFrame:
    """`fits` of the eleven for one of `CHOICES`; KeyError for an unknown one."""
    return _placed(str(tables.data_dir()), key)[0].copy()


def chosen_place(key: str = "all") -> tuple[int, int, int]:
    """`place` of the real split for one of `CHOICES`: other splits better, as good, worse."""
    return _placed(str(tables.data_dir()), key)[1]


# -- simple rules, one man at a time ------------------------------------------------------------

STATE = ("state_office", "ministry")
AGAINST, WITH, NO_CALL = "opponent", "supporter", "none"


def ten() -> tuple[str, ...]:
    """The eleven without Khrushchev, whose own side needs no forecast."""
    return tuple(p for p in eleven() if p != TARGET)


def state_men(day: str = CRISIS) -> set[str]:
    """Who surely holds a post of state (organizations of kind `STATE`) and no secretaryship."""
    held = asof.seats(day)
    held = held[held["certainty"] == "yes"]
    kinds = tables.read("organizations").set_index("organization_id")["kind"]
    posts = held["organization_id"].map(kinds).isin(STATE)
    secretaries = set(held.loc[held["organization_id"] == "secretariat", "person_id"])
    return set(held.loc[posts, "person_id"]) - secretaries


def seated_1953() -> set[str]:
    """Full members of the small Presidium formed on the day of Stalin's death."""
    return set(asof.seats("1953-03-05", "presidium_full")["person_id"])


def older() -> set[str]:
    """Who was born before Khrushchev, whichever day a coarse date means."""
    births = tables.read("people").set_index("person_id")["birth"].map(dates.parse)
    mine = births[TARGET].earliest
    return {p for p in eleven() if births[p].latest is not None and births[p].latest < mine}


def by_ties(ties: pd.DataFrame) -> dict[str, str]:
    """Side of each of the ten by his own ties to Khrushchev: with, if more are friendly."""
    calls = {}
    for person in ten():
        mine = among(ties, (person, TARGET))
        net = int((mine["sign"] * mine["weight"]).sum())
        calls[person] = WITH if net > 0 else AGAINST if net < 0 else NO_CALL
    return calls


def _by_set(against: set[str]) -> dict[str, str]:
    return {p: AGAINST if p in against else WITH for p in ten()}


# key -> (words, head and short head of a column, the calls)
RULES: dict[str, tuple[str, str, str, Callable[[], dict[str, str]]]] = {
    "office": (
        "Holds a post of state and is not a party secretary",
        "Post of state, not a secretary",
        "Post of state",
        lambda: _by_set(state_men()),
    ),
    "cohort": (
        "Was a full member on 5 March 1953",
        "Full member on 5 March 1953",
        "Seated 1953",
        lambda: _by_set(seated_1953()),
    ),
    "age": (
        "Is older than Khrushchev",
        "Older than Khrushchev",
        "Older",
        lambda: _by_set(older()),
    ),
    "ties": (
        "Has had more hostile than friendly ties to Khrushchev",
        "All ties to Khrushchev so far",
        "Ties, ever",
        lambda: by_ties(evidence()),
    ),
    "ties_1956": (
        "The same, ties running in February 1956",
        "Ties running in February 1956",
        "Ties, Feb. 1956",
        lambda: by_ties(CHOICES["february_1956"][1]()),
    ),
    "ties_1957": (
        "The same, ties running on 30 April 1957",
        "Ties running on 30 April 1957",
        "Ties, Apr. 1957",
        lambda: by_ties(CHOICES["april_1957"][1]()),
    ),
}


@tables.remembered
def forecasts() -> pd.DataFrame:
    """What each rule says of each of the ten: person_id, rule, call, actual, right (bool)."""
    real = set(seven())
    rows = [
        (person, key, call, AGAINST if person in real else WITH)
        for key, (_, _, _, make) in RULES.items()
        for person, call in make().items()
    ]
    frame = pd.DataFrame(rows, columns=["person_id", "rule", "call", "actual"])
    return frame.assign(right=frame["call"] == frame["actual"])
