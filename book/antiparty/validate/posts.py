"""Rules about posts: who followed whom, one head of a ministry, spheres, truthful ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from .core import Data, Fault, Row, before, rule, sure_overlap

# offices of one person beside those that datapackage.json names as single
HEADS = (
    "defence_minister",
    "foreign_minister",
    "interior_minister",
    "state_security_head",
    "state_control_head",
    "gosplan_chair",
    "rsfsr_premier",
    "control_commission_chair",
)
SPHERES = {
    "party_body": ("party",),
    "party_committee": ("party",),
    "party_apparatus": ("party",),
    "youth": ("party",),
    "soviet": ("government",),
    "diplomatic": ("diplomacy",),
    "enterprise": ("industry",),
    "military": ("military",),
    "security": ("military",),
    "press": ("academia",),
}
EVENT_ID = re.compile(r"e(\d{4})(?:_(\d\d))?(?:_(\d\d))?(?:_|$)")


def _start(row: Row) -> date:
    found = row.span("start")
    return (found.earliest if found else None) or date.min


@rule("one head", "a ministry or office of the Union has one head at a time")
def one_head(data: Data) -> Iterator[Fault]:
    for body in HEADS:
        for a, b in combinations(data.bodies.get(body, []), 2):
            if a["person_id"] != b["person_id"] and sure_overlap(a, b):
                reason = (
                    f"{b['person_id']} and {a['person_id']} (line {a.line}) head {body} at once"
                )
                yield b.fault("start", reason, "correct one of the spells or mark a rival reading")


@rule("one post once", "nobody holds the same post of the same body twice at once")
def one_post_once(data: Data) -> Iterator[Fault]:
    for spells in data.bodies.values():
        for a, b in combinations(spells, 2):
            same = all(a[c] == b[c] for c in ("person_id", "role_en", "place_id"))
            if same and sure_overlap(a, b):
                reason = f"overlaps the spell of {a['person_id']} on line {a.line}"
                yield b.fault("start", reason, "merge the spells or correct the dates")


@rule("dated posts", "a post has at least one date")
def dated_posts(data: Data) -> Iterator[Fault]:
    for row in data.rows("memberships"):
        if not (row["start"] or row["end"]):
            yield row.fault("start", "neither start nor end", "date the spell, if only by a year")


@rule("successors", "predecessors came before, successors after, and each names the other")
def successors(data: Data) -> Iterator[Fault]:
    for row in data.preferred:
        spells = data.bodies[row["organization_id"]]
        for column, back in (
            ("successor_id", "predecessor_id"),
            ("predecessor_id", "successor_id"),
        ):
            who = row[column]
            if not who:
                continue
            if who == row["person_id"]:
                yield row.fault(column, f"{who} cannot follow himself", "name the other person")
                continue
            theirs = [spell for spell in spells if spell["person_id"] == who]
            after = column == "successor_id"
            out = [
                spell
                for spell in theirs
                if (before(spell.span("start"), row.span("start")) if after else False)
                or (before(row.span("start"), spell.span("start")) if not after else False)
            ]
            if theirs and len(out) == len(theirs):
                word = "only before" if after else "only after"
                reason = f"{who} held {row['organization_id']} {word} (line {theirs[0].line})"
                yield row.fault(column, reason, "correct the name or the dates")
            elif theirs and all(spell[back] not in ("", row["person_id"]) for spell in theirs):
                reason = f"{who} names {theirs[0][back]} instead (line {theirs[0].line})"
                yield row.fault(column, reason, "let the two rows name each other")


@rule("next in office", "the successor in a post of one holder is the next holder in the list")
def next_in_office(data: Data) -> Iterator[Fault]:
    single = data.rules("memberships").get("single_holder", [])
    for body in dict.fromkeys((*single, *HEADS)):
        spells = sorted(data.bodies.get(body, []), key=_start)
        for one, other in pairwise(spells):
            for row, column, due in ((one, "successor_id", other), (other, "predecessor_id", one)):
                if row[column] and row[column] != due["person_id"]:
                    reason = f"{row[column]}, but {due['person_id']} (line {due.line}) is next"
                    yield row.fault(column, reason, "name the next holder, or correct the dates")


@rule("spheres", "the sphere of a post is that of its body")
def spheres(data: Data) -> Iterator[Fault]:
    for row in data.rows("memberships"):
        body = data.get("organizations", row["organization_id"])
        due = SPHERES.get(body["kind"], ()) if body else ()
        if due and row["sphere"] not in due and row["sphere"]:
            reason = f"{row['sphere']}, but {row['organization_id']} is of kind {body['kind']}"
            yield row.fault("sphere", reason, f"write {due[0]}")


@rule("ids that tell", "ids say who, where and when as the row does")
def ids_that_tell(data: Data) -> Iterator[Fault]:
    todo = "ids are stable: check the cells before the id"
    for row in data.rows("memberships"):
        due = f"{row['person_id']}-{row['organization_id']}-"
        rest = row["membership_id"].removeprefix(due)
        if rest == row["membership_id"]:
            yield row.fault("membership_id", f"does not begin with {due}", todo)
        elif row["start"] and rest[:4].isdigit() and rest[:4] not in row["start"]:
            yield row.fault("start", f"{row['start']}, but the id says {rest[:4]}", todo)
    for row in data.rows("events"):
        found = EVENT_ID.match(row["event_id"])
        said = "-".join(part for part in found.groups() if part) if found else ""
        if said and not any(side.startswith(said) for side in row["start"].split("/")):
            yield row.fault("start", f"{row['start']}, but the id says {said}", todo)
    for row in data.rows("sanctions"):
        if not row["sanction_id"].startswith(f"{row['person_id']}_"):
            yield row.fault("person_id", "not the person of the id", todo)


@rule("full listings", "the span in which a body is listed in full has both ends, within its life")
def full_listings(data: Data) -> Iterator[Fault]:
    for row in data.rows("organizations"):
        for one, other in (
            ("exhaustive_from", "exhaustive_to"),
            ("exhaustive_to", "exhaustive_from"),
        ):
            if row[one] == "" and row[other] != "":
                yield row.fault(one, f"blank beside {other}", "give both or neither")
        if before(row.span("exhaustive_from"), row.span("founded")):
            yield row.fault("exhaustive_from", "before the body was founded", "check the dates")
        if before(row.span("dissolved"), row.span("exhaustive_to")):
            yield row.fault("exhaustive_to", "after the body was dissolved", "check the dates")
