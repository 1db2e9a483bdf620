"""Rules about bodies and votes: single posts, vacancies, known sizes, who may vote, totals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from antiparty import asof

from .core import Data, Fault, Row, rule, sure_overlap

# 10 first secretary, 9 premier, 8 full member, 7 candidate or secretary: see the methods page
RANKS = {
    "first_secretary": 10,
    "premier": 9,
    "politburo_full": 8,
    "presidium_full": 8,
    "politburo_candidate": 7,
    "presidium_candidate": 7,
    "secretariat": 7,
}
CAST = ("for", "against", "abstain")


@rule("one holder", "one premier, one First Secretary and one head of state at a time")
def one_holder(data: Data) -> Iterator[Fault]:
    for body in data.rules("memberships").get("single_holder", []):
        for a, b in combinations(data.bodies.get(body, []), 2):
            if a["person_id"] != b["person_id"] and sure_overlap(a, b):
                yield b.fault(
                    "start",
                    f"{b['person_id']} and {a['person_id']} (line {a.line}) hold {body} at once",
                    "correct one of the spells or mark a rival reading",
                )


@rule("one seat", "nobody sits twice in the same fully listed body at once")
def one_seat(data: Data) -> Iterator[Fault]:
    for body in (r["organization_id"] for r in data.rows("organizations") if r["exhaustive_from"]):
        for a, b in combinations(data.bodies.get(body, []), 2):
            if a["person_id"] == b["person_id"] and sure_overlap(a, b):
                yield b.fault(
                    "start",
                    f"overlaps the spell of {a['person_id']} in {body} on line {a.line}",
                    "merge the spells or correct the dates",
                )


@rule("full or candidate", "nobody is full member and candidate member at once")
def full_or_candidate(data: Data) -> Iterator[Fault]:
    for full, candidate in data.rules("memberships").get("exclusive", []):
        for a in data.bodies.get(full, []):
            for b in data.bodies.get(candidate, []):
                if a["person_id"] == b["person_id"] and sure_overlap(a, b):
                    yield b.fault(
                        "start",
                        f"{b['person_id']} is also in {full} (line {a.line}) at that time",
                        "correct one of the spells",
                    )


@rule("no vacancy", "a body listed in full is never empty, but for the vacancies declared")
def no_vacancy(data: Data) -> Iterator[Fault]:
    declared = data.rules("memberships").get("vacancies", [])
    for row in data.rows("organizations") if data.whole else []:
        first, last = row.span("exhaustive_from"), row.span("exhaustive_to")
        body = row["organization_id"]
        end = (last.latest or last.earliest) if last else None
        if not (first and first.earliest and end):
            continue
        gaps = [v for v in declared if v["organization_id"] == body]
        for start, stop in _vacant(data.bodies.get(body, []), first.earliest, end, gaps):
            yield row.fault(
                "exhaustive_from",
                f"{body} has no holder from {start} to {stop}",
                "add the holder to memberships.csv or declare the vacancy in datapackage.json",
            )
        for spell in data.bodies.get(body, []):
            for column in ("start", "end"):
                if spell[column] == "" and _touches(spell, first.earliest, end):
                    reason = f"blank, but {body} is listed in full"
                    yield spell.fault(column, reason, "date the spell or narrow the full listing")


def _vacant(
    spells: list[Row], first: date, end: date, declared: list[dict[str, str]]
) -> Iterator[tuple[date, date]]:
    """Half-open spans within [first, end) in which surely nobody holds, without those declared."""
    held = [(row["start"], row["end"]) for row in spells if row.span("start") and row.span("end")]
    held += [(gap["start"], gap["end"]) for gap in declared]
    reach = first
    for early, late in sorted(asof.possible_days(a, b) for a, b in held):
        if early > reach and reach < end:
            yield reach, min(early, end)
        reach = max(reach, late)
    if reach < end:
        yield reach, end


def _touches(spell: Row, first: date, end: date) -> bool:
    if spell.span("start") is None or spell.span("end") is None:
        return False
    return asof.overlap(spell["start"], spell["end"], first, end - timedelta(1)) != "no"


@rule("known sizes", "11 full members, 7 candidates and 8 secretaries on 18 June 1957")
def known_sizes(data: Data) -> Iterator[Fault]:
    if "memberships" not in data.tables or not data.whole:
        return
    table = data.tables["memberships"]
    for known in table.rules.get("counts", []):
        body, day, due = known["organization_id"], known["day"], known["count"]
        sure, perhaps = set(), []
        for row in data.bodies.get(body, []):
            if row.span("start") is None or row.span("end") is None:
                continue
            answer = asof.holds(row["start"], row["end"], day)
            if answer == "yes":
                sure.add(row["person_id"])
            elif answer == "possibly":
                perhaps.append(row)
        for row in perhaps:
            reason = f"the dates leave open whether {row['person_id']} was in {body} on {day}"
            yield row.fault("start", reason, "date the spell to the day")
        if len(sure) != due:
            found = f"{len(sure)} in {body} on {day}, not {due}: {', '.join(sorted(sure))}"
            yield Fault(table.file, 1, "organization_id", found, "find the missing or extra seat")


@rule("ranks", "the top posts have the rank that the book gives them everywhere")
def ranks(data: Data) -> Iterator[Fault]:
    for row in data.rows("memberships"):
        due = RANKS.get(row["organization_id"])
        if due and row["rank"] != str(due):
            reason = f"{row['rank']}, but {row['organization_id']} has rank {due}"
            yield row.fault("rank", reason, f"write {due}")


@rule("declared vacancies", "a vacancy that is declared was really a vacancy")
def declared_vacancies(data: Data) -> Iterator[Fault]:
    for gap in data.rules("memberships").get("vacancies", []):
        for row in data.bodies.get(gap["organization_id"], []):
            if row.span("start") is None or row.span("end") is None:
                continue
            early, late = asof.sure_days(row["start"], row["end"])
            if max(early, date.fromisoformat(gap["start"])) < min(
                late, date.fromisoformat(gap["end"])
            ):
                reason = f"{row['person_id']} holds {gap['organization_id']} in a declared vacancy"
                yield row.fault("start", reason, "correct the spell or the declaration")


@rule("standing", "only people who held the standing on that day stand in a vote")
def standing(data: Data) -> Iterator[Fault]:
    bodies = data.rules("votes").get("standing", {})
    for row in data.rows("votes"):
        body = bodies.get(row["standing"])
        event = data.get("vote_events", row["vote_event_id"])
        window = _window(data, event) if event else None
        if not (body and window):
            continue  # cc_member: the data do not list the Central Committee
        held = [
            asof.overlap(seat["start"], seat["end"], *window, closed=True)
            for seat in data.bodies.get(body, [])
            if seat["person_id"] == row["person_id"] and seat.span("start") and seat.span("end")
        ]
        if set(held) <= {"no"}:
            reason = f"{row['person_id']} was not in {body} between {window[0]} and {window[1]}"
            yield row.fault("standing", reason, "correct the standing, or date the seat")


def _window(data: Data, event: Row) -> tuple[date, date] | None:
    """First and last day on which the vote may have been; its motion's days where it is undated."""
    found = event.span("date")
    if found and found.earliest and found.latest:
        return found.earliest, found.latest
    motion = data.get("motions", event["motion_id"])
    first, last = (motion.span("start"), motion.span("end")) if motion else (None, None)
    if first and first.earliest:
        latest = last.latest if last and last.latest else first.latest
        return (first.earliest, latest) if latest else None
    return None


@rule("vote totals", "where an account is complete its votes add up to its totals")
def vote_totals(data: Data) -> Iterator[Fault]:
    for event in data.rows("vote_events"):
        if event["complete"] != "yes":
            continue
        votes = [v for v in data.rows("votes") if v["vote_event_id"] == event["vote_event_id"]]
        for option in CAST:
            stated = event[f"{option}_count"]
            found = sum(vote["option"] == option for vote in votes)
            if stated and stated != str(found):
                reason = f"{stated} stated, {found} listed in votes.csv"
                yield event.fault(f"{option}_count", reason, "complete the votes or the total")
            elif found and not stated:
                reason = f"blank, but the account is complete ({found} listed)"
                yield event.fault(f"{option}_count", reason, "state it or set complete to no")


@rule("changed votes", "the day of a change of side is given only where there was one")
def changed_votes(data: Data) -> Iterator[Fault]:
    for row in data.rows("votes"):
        if row["changed_date"] and row["changed"] != "yes":
            yield row.fault("changed_date", "a day, but changed is not yes", "correct one of them")
