"""Rules about ties, dated networks and factions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from .core import Data, Fault, Row, rule, sure_overlap

JUNE = date(1957, 6, 18)
ONE_MEETING = 14  # days: the longest meeting in which two voted together


@rule("ties once", "the same tie between the same two stands once for the same dates")
def ties_once(data: Data) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for row in data.rows("ties"):
        key = tuple(row[c] for c in ("from_id", "to_id", "kind", "start", "end"))
        if first.setdefault(key, row.line) != row.line:
            yield row.fault("kind", f"stands already on line {first[key]}", "merge the ties")


@rule("ties of one meeting", "people voted together at one meeting, not for years")
def ties_of_one_meeting(data: Data) -> Iterator[Fault]:
    for row in data.rows("ties"):
        start, end = row.span("start"), row.span("end")
        if row["kind"] == "voted_with" and start and end and start.latest and end.earliest:
            days = (end.earliest - start.latest).days
            if days > ONE_MEETING:
                yield row.fault("end", f"{days} days of one vote", "date the meeting")


@rule("no foresight", "a tie that begins with June 1957 cannot help to predict it")
def no_foresight(data: Data) -> Iterator[Fault]:
    for row in data.rows("ties"):
        start = row.span("start")
        if row["predictive"] == "yes" and start and start.earliest and start.earliest >= JUNE:
            yield row.fault("predictive", f"yes, but begins {row['start']}", "write no")


@rule("dated ties", "a tie has a start")
def dated_ties(data: Data) -> Iterator[Fault]:
    for row in data.rows("ties"):
        if not row["start"]:
            yield row.fault("start", "blank", "date the tie, if only by a year")


@rule("order of networks", "the dated networks follow one another and do not overlap")
def order_of_networks(data: Data) -> Iterator[Fault]:
    rows = data.rows("snapshots")
    for a, b in combinations(rows, 2):
        first, last = b.span("start"), a.span("end")
        if first and last and first.earliest and last.latest and first.earliest <= last.latest:
            reason = f"{a['snapshot_id']} (line {a.line}) lasts to {a['end']}"
            yield b.fault("start", reason, "let each network end before the next begins")


@rule("one place each", "no two people have the same position in the networks")
def one_place_each(data: Data) -> Iterator[Fault]:
    first: dict[tuple[str, str], Row] = {}
    for row in data.rows("layout"):
        other = first.setdefault((row["x"], row["y"]), row)
        if other is not row:
            yield row.fault("x", f"the position of {other['person_id']}", "move one of them")


@rule("one faction spell", "nobody is twice in one faction at once")
def one_faction_spell(data: Data) -> Iterator[Fault]:
    spells: dict[tuple[str, str], list[Row]] = {}
    for row in data.rows("faction_members"):
        spells.setdefault((row["faction_id"], row["person_id"]), []).append(row)
    for mine in spells.values():
        for a, b in combinations(mine, 2):
            if sure_overlap(a, b):
                reason = f"overlaps the spell on line {a.line}"
                yield b.fault("start", reason, "merge the spells or correct the dates")
