"""Chapter 5: the clashes of policy from 1953 to 1957, and who stood where in each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from antiparty import balance, dates, tables
from antiparty.facts.core import fact
from antiparty.facts.grievances import LEADER, eight, names

KINDS = ("policy_conflict", "denunciation", "policy_alliance", "rivalry", "defended")
_FOR_IT = re.compile(r"For it: ([^.]+)\.")


@dataclass(frozen=True)
class Clash:
    """A dispute of policy: the days in which its ties begin, and the events that belong to it."""

    key: str
    name: str
    first: str
    last: str
    at: str  # the day that the chart shows it on
    when: str
    events: tuple[str, ...] = ()


# Our choice of clashes: where people of the table stand on two sides of Khrushchev's line.
CLASHES = (
    Clash("goods", "Farming and consumer goods", "1953-07-01", "1953-08-31", "1953-08-08", "1953"),
    Clash("virgin_lands", "Virgin lands", "1954-02-01", "1954-03-31", "1954-02-23", "spring 1954"),
    Clash(
        "premier",
        "Malenkov as premier",
        "1955-01-22",
        "1955-02-08",
        "1955-01-22",
        "January 1955",
        ("e1955_01_22_presidium", "e1955_01_25_plenum"),
    ),
    Clash(
        "yugoslavia",
        "Yugoslavia and Austria",
        "1955-05-01",
        "1955-07-31",
        "1955-07-04",
        "summer 1955",
        ("e1955_07_04_plenum",),
    ),
    Clash(
        "stalin", "The report on Stalin", "1955-12-31", "1956-02-29", "1956-02-09", "February 1956"
    ),
    Clash(
        "reform",
        "Economic councils",
        "1957-01-27",
        "1957-03-31",
        "1957-03-22",
        "March 1957",
        ("e1957_03_reform_debate", "e1957_03_27_molotov"),
    ),
    Clash(
        "control",
        "State Control",
        "1957-05-01",
        "1957-05-31",
        "1957-05-15",
        "May 1957",
        ("e1957_05_state_control",),
    ),
    Clash(
        "orders",
        "Orders for the bloc",
        "1957-06-15",
        "1957-06-15",
        "1957-06-15",
        "15 June 1957",
        ("e1957_06_15_orders",),
    ),
    Clash(
        "june",
        "Khrushchev himself",
        "1957-06-18",
        "1957-06-21",
        "1957-06-18",
        "18–21 June 1957",
    ),
)
JUNE = CLASHES[-1].key
_OTHER = {"with": "against", "against": "with"}


def _begun(ties: pd.DataFrame, clash: Clash) -> pd.Series:
    first, last = dates.day(clash.first), dates.day(clash.last)
    spans = [dates.parse(s) for s in ties["start"]]
    return pd.Series(
        [
            s.earliest is not None
            and s.latest is not None
            and first <= s.earliest <= s.latest <= last
            for s in spans
        ],
        index=ties.index,
    )


def circle() -> tuple[str, ...]:
    """Those whose stand is looked for: the eleven full members and Shepilov."""
    return tuple(dict.fromkeys((*eight(), *balance.eleven())))


def _from_events(clash: Clash) -> list[tuple[str, str, dict[str, str]]]:
    """(person, stand, row) told by the events of a clash.

    A target stands against Khrushchev; where he is the target himself, the other participants do.
    A note "For it: A, B." puts those with him and all other participants against.
    """
    events = tables.read("events").set_index("event_id")
    people = tables.read("participants")
    surname = names()
    out = []
    for event in clash.events:
        mine = people[people["event_id"] == event].to_dict("records")
        told = {"evidence": events.loc[event, "summary"]}
        for_it = _FOR_IT.search(events.loc[event, "note"])
        named = {n.strip() for n in for_it[1].split(",")} if for_it else set()
        hit = any(r["person_id"] == LEADER and r["role"] == "target" for r in mine)
        for row in mine:
            person = row["person_id"]
            if person == LEADER:
                continue
            if for_it:
                stand = "with" if surname[person] in named else "against"
            elif hit or row["role"] == "target":
                stand = "against"
            else:
                continue
            out.append((person, stand, {**row, **told}))
    return out


@tables.remembered
def stands() -> pd.DataFrame:
    """Who stood where in each clash: clash, person_id, stand (with, against, both), provenance.

    Khrushchev stands with himself. An event of the clash may say it (see `_from_events`); else a
    friendly tie begun in the clash puts a man beside the other end, a hostile one opposite, first
    for ties with Khrushchev, then for ties with those already placed. Direct evidence for both
    sides makes ``both``. ``basis`` is "told" or, through a third man, "inferred".
    """
    ties = tables.read("ties")
    ties = balance.signed(balance.among(ties[ties["kind"].isin(KINDS)], circle()))
    inside = set(circle())
    rows: list[dict[str, object]] = []
    for clash in CLASHES:
        mine = ties[_begun(ties, clash)].to_dict("records")
        direct: dict[str, list[tuple[str, dict[str, str]]]] = {}
        for person, stand, row in _from_events(clash):
            if person in inside:
                direct.setdefault(person, []).append((stand, row))
        placed = {LEADER: "with"}
        _spread(mine, placed, direct, rounds=1)
        placed |= {p: _settle(e) for p, e in direct.items()}
        indirect: dict[str, list[tuple[str, dict[str, str]]]] = {}
        _spread(mine, placed, indirect, rounds=len(inside))
        for found, basis in ((direct, "told"), (indirect, "inferred")):
            rows += [_row(clash, p, _settle(e), basis, e) for p, e in found.items()]
        rows.append(_row(clash, LEADER, "with", "told", []))
    order = {p: i for i, p in enumerate(circle())}
    rank = {c.key: i for i, c in enumerate(CLASHES)}
    frame = pd.DataFrame(rows)
    by = [frame["clash"].map(rank), frame["person_id"].map(order)]
    return (
        frame.assign(_c=by[0], _p=by[1])
        .sort_values(["_c", "_p"])
        .drop(columns=["_c", "_p"])
        .reset_index(drop=True)
    )


def _spread(
    ties: list[dict[str, str]],
    placed: dict[str, str],
    found: dict[str, list[tuple[str, dict[str, str]]]],
    rounds: int,
) -> None:
    """Place the other ends of ties with those in ``placed``; adds to ``found`` and ``placed``."""
    for _ in range(rounds):
        new: dict[str, str] = {}
        for tie in ties:
            for one, other in itertools.permutations((tie["from_id"], tie["to_id"])):
                if one in placed and other not in placed and placed[one] in _OTHER:
                    side = placed[one] if int(tie["sign"]) > 0 else _OTHER[placed[one]]
                    found.setdefault(other, []).append((side, tie))
                    new[other] = side
        if not new:
            return
        placed |= new


def _settle(evidence: list[tuple[str, dict[str, str]]]) -> str:
    sides = {side for side, _ in evidence}
    return "both" if len(sides) > 1 else sides.pop()


def _row(
    clash: Clash, person: str, stand: str, basis: str, evidence: list[tuple[str, dict[str, str]]]
) -> dict[str, object]:
    kept = [row for _, row in evidence]
    read = [row for row in kept if row["confidence"] != "recalled"]
    return {
        "clash": clash.key,
        "name": clash.name,
        "when": clash.when,
        "person_id": person,
        "stand": stand,
        "basis": "recalled" if kept and not read else basis,
        "evidence": " ".join(dict.fromkeys(row["evidence"] for row in kept)),
        "sources": " ".join(dict.fromkeys(s for row in kept for s in row["sources"].split())),
        "confidence": _best(row["confidence"] for row in kept),
    }


def _best(levels: Iterable[str]) -> str:
    got = set(levels)
    return next((c for c in ("confirmed", "single", "recalled") if c in got), "")


def of_the_seven(stand: str) -> pd.DataFrame:
    """Rows of `stands` before 18 June for the seven who stood so."""
    frame = stands()
    held = frame["person_id"].isin(balance.seven()) & (frame["clash"] != JUNE)
    return frame[held & (frame["stand"] == stand)].reset_index(drop=True)


# -- the facts ----------------------------------------------------------------------------------


@fact
def clashes_before_june() -> tuple[int, pd.DataFrame]:
    """Clashes of policy in our list that came before 18 June 1957."""
    rows = stands()
    rows = rows[(rows["clash"] != JUNE) & (rows["person_id"] != LEADER)]
    return rows["clash"].nunique(), rows


@fact
def clash_most_of_the_seven() -> tuple[int, pd.DataFrame]:
    """The most of the seven who stood against Khrushchev in one clash before 18 June 1957."""
    rows = of_the_seven("against")
    counts = rows["clash"].value_counts()
    most = int(counts.max())
    return most, rows[rows["clash"].isin(counts.index[counts == most])]


@fact
def clash_sided_once() -> tuple[int, pd.DataFrame]:
    """Men of the seven who stood with Khrushchev in at least one clash before 18 June 1957."""
    rows = of_the_seven("with")
    return rows["person_id"].nunique(), rows


@fact
def clash_against_molotov() -> tuple[int, pd.DataFrame]:
    """Clashes before 18 June 1957 in which Molotov stood against Khrushchev."""
    rows = of_the_seven("against")
    rows = rows[rows["person_id"] == "molotov"]
    return len(rows), rows


@fact
def clash_pairs_of_the_seven() -> tuple[int, pd.DataFrame]:
    """Pairs among the seven."""
    rows = pd.DataFrame(balance.splits(balance.seven(), 2), columns=["one", "other"])
    return len(rows), rows


@fact
def clash_pairs_opposed() -> tuple[int, pd.DataFrame]:
    """Pairs of the seven who stood on opposite sides in at least one clash before 18 June 1957."""
    frame = stands()
    frame = frame[(frame["clash"] != JUNE) & frame["person_id"].isin(balance.seven())]
    found: dict[tuple[str, str], list[str]] = {}
    for key, rows in frame.groupby("clash"):
        side = dict(zip(rows["person_id"], rows["stand"], strict=True))
        for a, b in itertools.combinations(sorted(side), 2):
            if {side[a], side[b]} == {"with", "against"}:
                found.setdefault((a, b), []).append(str(key))
    out = pd.DataFrame([(a, b, ", ".join(k)) for (a, b), k in found.items()])
    return len(out), out.set_axis(["one", "other", "clashes"], axis=1)


@fact
def clash_recalled_or_inferred() -> tuple[int, pd.DataFrame]:
    """Stands before 18 June 1957 that are recalled, or inferred through a third man."""
    rows = stands()
    rows = rows[(rows["clash"] != JUNE) & rows["basis"].isin(["recalled", "inferred"])]
    return len(rows), rows


@fact
def clash_stands() -> tuple[int, pd.DataFrame]:
    """Stands before 18 June 1957 in the clashes of our list, Khrushchev's own left out."""
    rows = stands()
    rows = rows[(rows["clash"] != JUNE) & (rows["person_id"] != LEADER)]
    return len(rows), rows
