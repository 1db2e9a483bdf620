"""Rules about what people did and suffered: events, speeches, charges, votes, penalties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from antiparty import asof, dates

from .core import Data, Fault, Row, before, rule, span

COVERAGE = "1953-03-05/1964-10-16"  # from Stalin's death to the fall of Khrushchev
THEMES = {
    "succession": "1953-03-05/1957-06-17",
    "economy": "1953-03-05/1957-06-17",
    "june_1957": "1957-05-01/1957-06-21",
    "plenum_1957": "1957-06-22/1957-06-29",
    "aftermath": "1957-06-22/1964-10-16",
    "fall_1964": "1962-11-01/1964-10-16",
}
VENUES = {
    "plenum_july_1955": "1955-07-04/1955-07-12",
    "private_june_1957": "1957-06-01/1957-06-18",
    "presidium_june_1957": "1957-06-18/1957-06-21",
    "plenum_june_1957": "1957-06-22/1957-06-29",
    "resolution_june_1957": "1957-06-29",
    "letter_july_1957": "1957-07",
    "meetings_july_1957": "1957-07",
    "press_july_1957": "1957-07",
    "plenum_october_1957": "1957-10-28/1957-10-29",
    "party_control_1958": "1958",
    "congress_21": "1959-01-27/1959-02-05",
    "congress_22": "1961-10-17/1961-10-31",
}
STANCES = "1957-06-18/1957-06-29"
LOST = {  # a penalty that ends a seat, and in which bodies
    "removed_presidium": (
        "presidium_full",
        "presidium_candidate",
        "politburo_full",
        "politburo_candidate",
        "presidium_bureau",
    ),
    "removed_secretariat": ("secretariat", "first_secretary", "second_secretary"),
    "demoted_candidate": ("presidium_full", "politburo_full"),
}
WHOLE = ("persons", "days", "meetings")


def _outside(at: dates.Span | None, window: str) -> bool:
    """Whether a date lies surely outside a window; a blank one does not."""
    inside = dates.parse(window)
    return before(at, inside) or before(inside, at)


@rule("days of themes", "an event lies in the years of the book and in those of its theme")
def days_of_themes(data: Data) -> Iterator[Fault]:
    for row in data.rows("events"):
        window = THEMES.get(row["theme"], COVERAGE)
        for column in ("start", "end"):
            if _outside(row.span(column), window):
                reason = f"{row[column]} is not in {window}, the days of {row['theme']}"
                yield row.fault(column, reason, "check the date and the theme")
                break


@rule(
    "days of speeches", "a speech is given on the days of its event, and sittings follow in order"
)
def days_of_speeches(data: Data) -> Iterator[Fault]:
    days: dict[str, tuple[date, date]] = {}
    for row in data.rows("events"):
        a, b = row.span("start"), row.span("end")
        last = (b.latest if b else None) or (a.latest if a else None)
        if a and a.earliest and last:
            first, until = days.get(row["theme"], (a.earliest, last))
            days[row["theme"]] = min(first, a.earliest), max(until, last)
    sittings: dict[str, list[tuple[int, Row]]] = {}
    for row in data.rows("speeches"):
        event, at = data.get("events", row["event_id"]), row.span("date")
        inside = days.get(event["theme"]) if event else None
        if inside and at and at.earliest and at.latest:
            if at.earliest < inside[0] or at.latest > inside[1]:
                reason = f"{row['date']} is not from {inside[0]} to {inside[1]}"
                yield row.fault("date", reason, "check the day and the event")
            if row["sitting"].isdigit():
                mine = sittings.setdefault(event["theme"], [])
                mine.append((int(row["sitting"]), row))
    for spoken in sittings.values():
        for number, row in spoken:
            for other, earlier in spoken:
                if other < number and before(row.span("date"), earlier.span("date")):
                    reason = f"before sitting {other} (line {earlier.line})"
                    yield row.fault("date", reason, "check the sitting and the day")
                    break


@rule("accusers", "a charge has one accuser, never the accused himself, unless nobody made it")
def accusers(data: Data) -> Iterator[Fault]:
    for row in data.rows("accusations"):
        if row["accuser_id"] and row["accuser_body"]:
            yield row.fault("accuser_body", "beside an accuser by name", "keep one of the two")
        if row["levelled"] == "yes" and not (row["accuser_id"] or row["accuser_body"]):
            yield row.fault("accuser_id", "nobody made the charge", "name the accuser")
        if row["accuser_id"] and row["accuser_id"] == row["accused_id"]:
            yield row.fault("accused_id", "the accuser himself", "name the accused")
        if row["levelled"] and (row["levelled"] == "no") != (row["venue"] == "none"):
            reason = f"{row['levelled']}, but the venue is {row['venue']}"
            yield row.fault("levelled", reason, "a charge never levelled has no venue")
        if bool(row["quote"]) != bool(row["quote_from"]):
            column = "quote_from" if row["quote"] else "quote"
            yield row.fault(column, "a quotation needs words and whose they are", "give both")


@rule("days of charges", "a charge was made on the days of its meeting, letter or congress")
def days_of_charges(data: Data) -> Iterator[Fault]:
    for row in data.rows("accusations"):
        window = VENUES.get(row["venue"])
        if window and _outside(row.span("date"), window):
            reason = f"{row['date']} is not in {window}, the days of {row['venue']}"
            yield row.fault("date", reason, "check the date and the venue")


@rule("two sides", "nobody complains of himself")
def two_sides(data: Data) -> Iterator[Fault]:
    roles: dict[tuple[str, str], str] = {}
    for row in data.rows("grievance_people"):
        key = (row["grievance_id"], row["person_id"])
        if roles.setdefault(key, row["role"]) != row["role"]:
            yield row.fault("role", "complainant and respondent at once", "keep one")


@rule("lost seats", "on the day of a removal a seat ends in the body")
def lost_seats(data: Data) -> Iterator[Fault]:
    for row in data.rows("sanctions"):
        at = row.span("date")
        if row["kind"] not in LOST or row["reading"] == "rival" or not (at and at.known):
            continue
        ends = [
            seat.span("end")
            for body in LOST[row["kind"]]
            for seat in data.bodies.get(body, [])
            if seat["person_id"] == row["person_id"]
        ]
        if not any(
            end and end.known and not before(end, at) and not before(at, end) for end in ends
        ):
            reason = f"no seat of {row['person_id']} ends on {row['date']}"
            yield row.fault("date", reason, "check the date here and in memberships.csv")


@rule(
    "order of penalties", "an execution is on the day of death, and readmission follows expulsion"
)
def order_of_penalties(data: Data) -> Iterator[Fault]:
    rows = data.rows("sanctions")
    for row in rows:
        person, at = data.get("people", row["person_id"]), row.span("date")
        if row["kind"] == "executed" and person:
            death = person.span("death")
            if before(death, at) or before(at, death):
                yield row.fault("date", f"people.csv has {person['death']}", "make them agree")
        if row["kind"] == "readmitted":
            earlier = [
                other
                for other in rows
                if other["person_id"] == row["person_id"]
                and other["kind"] in ("expelled", "expulsion_step")
                and not before(at, other.span("date"))
            ]
            if not earlier:
                yield row.fault("kind", "readmitted without an expulsion before", "add it")


@rule("stances by day", "a person has one stance a day, from 18 to 29 June 1957")
def stances_by_day(data: Data) -> Iterator[Fault]:
    last: dict[str, Row] = {}
    for row in data.rows("stances"):  # sorted by person and start
        for column in ("start", "end"):
            if _outside(row.span(column), STANCES):
                reason = f"{row[column]} is not in {STANCES}"
                yield row.fault(column, reason, "stances are of June 1957")
        other = last.get(row["person_id"])
        a, b = (other.span("end") if other else None), row.span("start")
        if a and b and a.earliest and b.latest and b.latest <= a.earliest:
            reason = f"the stance on line {other.line} lasts to {other['end']}"  # type: ignore[index]
            yield row.fault("start", reason, "end one before the next begins")
        last[row["person_id"]] = row


@rule("days of votes", "a vote falls on the days of its motion")
def days_of_votes(data: Data) -> Iterator[Fault]:
    for row in data.rows("vote_events"):
        motion = data.get("motions", row["motion_id"])
        if motion is None:
            continue
        last = motion.span("end" if motion["end"] else "start")
        if before(row.span("date"), motion.span("start")) or before(last, row.span("date")):
            reason = f"{row['date']} is not in {motion['start']}/{motion['end']} of the motion"
            yield row.fault("date", reason, "check the day here and in motions.csv")


@rule("size of a vote", "no more votes are counted than the body had members that day")
def size_of_a_vote(data: Data) -> Iterator[Fault]:
    for row in data.rows("vote_events"):
        motion = data.get("motions", row["motion_id"])
        at = row.span("date") if row["date"] else (motion.span("start") if motion else None)
        body = data.get("organizations", motion["organization_id"]) if motion else None
        if not (body and body["exhaustive_from"] and at and at.earliest):
            continue
        counts = [row[f"{option}_count"] for option in ("for", "against", "abstain")]
        seats = data.bodies.get(body["organization_id"], [])
        held = {
            seat["person_id"]
            for seat in seats
            if seat.span("start")
            and seat.span("end")
            and asof.holds(seat["start"], seat["end"], at.earliest) != "no"
        }
        total = sum(int(text) for text in counts if re.fullmatch(r"\d{1,4}", text))
        if total > len(held):
            reason = f"{total} votes, but {body['organization_id']} had {len(held)} members"
            yield row.fault("for_count", reason, "check the counts")


@rule("complete accounts", "an account that is complete speaks of every full member")
def complete_accounts(data: Data) -> Iterator[Fault]:
    bodies = data.rules("votes").get("standing", {})
    for row in data.rows("vote_events") if data.whole else []:
        motion = data.get("motions", row["motion_id"])
        at = row.span("date") if row["date"] else (motion.span("start") if motion else None)
        if row["complete"] != "yes" or not (at and at.earliest):
            continue
        votes = [v for v in data.rows("votes") if v["vote_event_id"] == row["vote_event_id"]]
        spoken = {v["person_id"] for v in votes if v["standing"] == "full"}
        for seat in data.bodies.get(bodies.get("full", ""), []):
            dated = span(seat["start"]) is not None and span(seat["end"]) is not None
            sat = dated and asof.holds(seat["start"], seat["end"], at.earliest) == "yes"
            if sat and seat["person_id"] not in spoken:
                reason = f"nothing on {seat['person_id']}, a full member"
                yield row.fault("complete", reason, "add the vote, or write no")


@rule("counts and units", "a number has a unit, and a value is what its unit says")
def counts_and_units(data: Data) -> Iterator[Fault]:
    for row in data.rows("repression"):
        if row["count"] and not row["unit"]:
            yield row.fault("unit", "a count of what?", "name the unit")
        if row["kind"] == "none_found" and row["count"]:
            yield row.fault("count", "a count, but the kind is none_found", "correct one of them")
    for row in data.rows("plenum_facts"):
        if row["value"] and row["unit"] in WHOLE and not row["value"].isdigit():
            yield row.fault("value", f"no number of {row['unit']}", "write digits alone")
