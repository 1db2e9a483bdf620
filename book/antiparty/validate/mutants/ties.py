"""Planted faults in ties, dated networks and the cases compared."""

from __future__ import annotations

from random import Random

from antiparty.validate.core import Data, Row

from .core import earlier_row, kind

NAMED = ("from_id", "to_id", "kind", "start", "end")


@kind("one tie written twice", "ties once", "ties", at="kind")
def tie_twice(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    first = row.table.rows[0]
    return {column: first[column] for column in NAMED} if row is not first else None


@kind("a vote that lasts for years", "ties of one meeting", "ties")
def long_vote(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"end": "1959-01-01"} if row["kind"] == "voted_with" else None


@kind("an outcome used to predict itself", "no foresight", "ties")
def foresight(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"predictive": "yes"} if row["start"] >= "1957-06-18" else None


@kind("a tie without a start", "dated ties", "ties")
def dateless(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"start": ""}


@kind("two networks at one time", "order of networks", "snapshots")
def overlapping(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    other = earlier_row(row)
    return {"start": other["end"]} if other else None


@kind("a network without a day", "network positions", "snapshots")
def coarse(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"end": row["end"][:4]}


@kind("two people at one point", "one place each", "layout", at="x")
def one_point(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    first = row.table.rows[0]
    return {"x": first["x"], "y": first["y"]} if row is not first else None


@kind("a person twice in one faction", "one faction spell", "faction_members", at="start")
def twice_in(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    other = earlier_row(row, "faction_id")
    long = other and row["end"][:4] > row["start"][:4] and other["end"][:4] > other["start"][:4]
    share = long and max(row["start"][:4], other["start"][:4]) < min(row["end"], other["end"])[:4]
    return {"person_id": other["person_id"]} if share else None
