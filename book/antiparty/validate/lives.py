"""Rules about time and life: order of dates, age, death, and ties between the living."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antiparty import asof

from .core import Data, Fault, Row, before, rule

PAIRS = (
    ("start", "end"),
    ("birth", "death"),
    ("birth", "party_joined"),
    ("founded", "dissolved"),
    ("exhaustive_from", "exhaustive_to"),
)
TOP_KINDS = ("party_body", "state_office", "ministry")
YOUNGEST = 16
# tables whose rows say that a living person did something, with the columns of their dates
DEEDS = ("memberships", "stances", "faction_members", "speeches", "sanctions", "repression")


@rule("end after start", "nothing ends before it starts, on any reading of its dates")
def end_after_start(data: Data) -> Iterator[Fault]:
    for table in data.tables.values():
        for first, last in PAIRS:
            if not (table.has(first) and table.has(last)):
                continue
            for row in table.rows:
                a, b = row.span(first), row.span(last)
                if not (a and b and a.earliest and b.latest):
                    continue
                if b.latest < a.earliest:
                    reason = f"{row[last]} is before {first} {row[first]}"
                    yield row.fault(last, reason, "exchange or correct the dates")
                elif b.latest == a.earliest and table.name == "memberships":
                    # a post is left on the day that its end names, so this one was never held
                    reason = f"a post from {row[first]} to {row[last]} lasts no day"
                    yield row.fault(last, reason, "correct the dates")


@rule("age", f"nobody sits in a top body or holds a state office before the age of {YOUNGEST}")
def age(data: Data) -> Iterator[Fault]:
    top = {r["organization_id"] for r in data.rows("organizations") if r["kind"] in TOP_KINDS}
    for row in data.rows("memberships"):
        person = data.get("people", row["person_id"])
        start, birth = row.span("start"), person.span("birth") if person else None
        if row["organization_id"] in top and start and birth and start.latest and birth.earliest:
            years = asof.years(birth.earliest, start.latest)
            if years < YOUNGEST:
                reason = f"{row['person_id']} was {years} years old at most"
                yield row.fault("start", reason, "check this date and the birth")


@rule("life", "nobody sits, speaks, accuses, votes or is punished before birth or after death")
def life(data: Data) -> Iterator[Fault]:
    for name in DEEDS:
        for row in data.rows(name):
            columns = [c for c in ("start", "end", "date", "period") if c in row.table.expected]
            yield from _outside_life(data, row, "person_id", columns)
    for row in data.rows("accusations"):  # the dead were accused too
        yield from _outside_life(data, row, "accuser_id", ("date",))
    for row in data.rows("votes"):
        event = data.get("vote_events", row["vote_event_id"])
        if event:
            yield from _outside_life(data, row, "person_id", ("date",), event)


def _outside_life(
    data: Data, row: Row, who: str, columns: Sequence[str], dated: Row | None = None
) -> Iterator[Fault]:
    """A fault for each date of ``row`` (or of the row that dates it) outside the person's life."""
    person = data.get("people", row[who])
    birth, death = (person.span("birth"), person.span("death")) if person else (None, None)
    for column in columns:
        at = (dated or row).span(column)
        if at is None:
            continue
        place = column if dated is None else who
        said = (dated or row)[column]
        if person and before(death, at):
            reason = f"{row[who]} had died ({person['death']}) before {said}"
            yield row.fault(place, reason, "check this date and the death")
        elif person and before(at, birth):
            reason = f"{row[who]} was not born ({person['birth']}) by {said}"
            yield row.fault(place, reason, "check this date and the birth")


@rule("participants", "nobody takes part in an event after death, but for those it is about")
def participants(data: Data) -> Iterator[Fault]:
    for row in data.rows("participants"):
        event = data.get("events", row["event_id"])
        if event and row["role"] != "target":
            yield from _outside_life(data, row, "person_id", ("start",), event)


@rule("life of a body", "nobody holds a post before the body was founded or after it was dissolved")
def life_of_a_body(data: Data) -> Iterator[Fault]:
    for row in data.preferred:
        body = data.get("organizations", row["organization_id"])
        if body is None:
            continue
        name, todo = row["organization_id"], "check the post and the body"
        if before(row.span("start"), body.span("founded")):
            yield row.fault("start", f"{name} was founded in {body['founded']} only", todo)
        if before(body.span("dissolved"), row.span("end")):
            yield row.fault("end", f"{name} was dissolved in {body['dissolved']}", todo)


@rule("ties between the living", "both ends of a tie are alive as long as it lasts")
def tie_lives(data: Data) -> Iterator[Fault]:
    for row in data.rows("ties"):
        for who in ("from_id", "to_id"):
            for fault in _outside_life(data, row, who, ("start", "end")):
                yield fault
                break


@rule("ties to others", "nobody is tied to oneself; undirected ties name the two alphabetically")
def tie_ends(data: Data) -> Iterator[Fault]:
    undirected = {r["kind"] for r in data.rows("tie_kinds") if r["directed"] == "no"}
    for row in data.rows("ties"):
        a, b = row["from_id"], row["to_id"]
        if a == b:
            yield row.fault("to_id", f"{a} is tied to himself or herself", "name the other person")
        elif row["kind"] in undirected and a > b:
            reason = f"{row['kind']} has no direction: {b!r} comes before {a!r}"
            yield row.fault("from_id", reason, "exchange from_id and to_id")


@rule("network positions", "everyone with a tie in a dated network has a fixed position")
def positions(data: Data) -> Iterator[Fault]:
    placed = {row["person_id"] for row in data.rows("layout")}
    windows = []
    for row in data.rows("snapshots"):
        first, last = row.span("start"), row.span("end")
        for column, found in (("start", first), ("end", last)):
            if found and not found.exact:
                reason = f"{row[column]!r} is not one day"
                yield row.fault(column, reason, "a dated network needs exact days")
        if first and last and first.earliest and last.latest:
            windows.append((row["snapshot_id"], first.earliest, last.latest))
    for row in data.rows("ties"):
        if row.span("start") is None or row.span("end") is None:
            continue
        for who in ("from_id", "to_id"):
            if row[who] in placed:
                continue
            for snapshot, first_day, last_day in windows:
                if asof.overlap(row["start"], row["end"], first_day, last_day, True) != "no":
                    placed.add(row[who])  # one fault a person is enough
                    reason = f"{row[who]} has no position, but this tie is in {snapshot}"
                    yield row.fault(who, reason, "add the person to layout.csv")
                    break
