"""Where a person stood: spans of June 1957, and what each witness says of this and other votes."""

from __future__ import annotations

from antiparty import dates
from antiparty.facts.common import JUNE, seat_rows
from antiparty.facts.seven_against_four import CHAIR, PRESENCE, REMOVE, stand_of
from antiparty.people import rows, words
from antiparty.people.entries import Entry, Group, Section, capital, entry, section, tags
from antiparty.people.rows import Record

# The motions of June 1957, in the order of the page; a blank title is the motion's own text.
OF_JUNE = {
    REMOVE: "Khrushchev’s removal, 18 to 21 June 1957, account by account",
    CHAIR: "",
    PRESENCE: "The first meeting, 18 June 1957, account by account",
    "plenum57_resolution": "",
}
CAUTION = (
    "“Seven to four” is an alignment by later accounts; no record of a vote in the Presidium is "
    "known."
)


def side(person: str) -> str:
    """The coded side in June 1957 in words."""
    return words.SIDES[rows.one("people", person)["side_june_1957"]]


def seats() -> dict[str, list[str]]:
    """person_id → seats on 18 June 1957 (full member, candidate member, secretary)."""
    found: dict[str, list[str]] = {}
    order = list(words.SEATS)
    for row in seat_rows(JUNE).itertuples():
        found.setdefault(row.person_id, []).append(row.seat)
    return {person: sorted(held, key=order.index) for person, held in found.items()}


def stances(person: str) -> Group:
    """Spans of 18 to 29 June during which the stance did not change."""
    found = [
        entry(
            row,
            dates.period(row["start"], row["end"]),
            capital(words.STANCES[row["stance"]]),
            row["evidence"],
            tags=(f"basis: {words.BASES[row['basis']]}",),
        )
        for row in rows.in_time(rows.of("stances", person))
    ]
    lead = "Spans without a change. What lies between two documented turns is inferred."
    return Group("Stance, by dates", found, lead, "When")


def _vote(row: Record, account: Record) -> Entry:
    motion = account["motion_id"]
    if motion == REMOVE:
        said = words.STANDS[stand_of(row["option"], row["note"])]
    elif motion == PRESENCE:
        said = words.PRESENCE.get(row["option"], words.OPTIONS[row["option"]])
    else:
        said = words.OPTIONS[row["option"]]
    when = f" on {dates.label(row['changed_date'])}" if row["changed_date"] else ""
    turn = f"changed sides{when}" if row["changed"] == "yes" else ""
    return entry(
        row,
        account["witness"],
        capital(said),
        row["note"],
        tags=tags(words.STANDING.get(row["standing"], ""), turn),
        remark="",
    )


def votes(person: str) -> list[tuple[str, Group]]:
    """(motion_id, accounts of it that place the person), in the order of the motions."""
    found: dict[str, list[Entry]] = {}
    for row in rows.of("votes", person):
        account = rows.one("vote_events", row["vote_event_id"])
        found.setdefault(account["motion_id"], []).append(_vote(row, account))
    out = []
    for motion in rows.in_time(rows.records("motions")):
        if motion["motion_id"] in found:
            listed = sorted(found[motion["motion_id"]], key=lambda e: e.when)
            when = dates.period(motion["start"], motion["end"] or motion["start"])
            title = OF_JUNE.get(motion["motion_id"]) or f"{when}: {motion['text']}"
            out.append((motion["motion_id"], Group(title, listed)))
    return out


def june(person: str) -> Section | None:
    """Stances and accounts of June 1957."""
    told = dict(votes(person))
    groups = [stances(person)]
    groups += [told[motion] for motion in OF_JUNE if motion in told]
    return section("june-1957", "June 1957", ("By whose account", "Stand"), groups, CAUTION)


def other_votes(person: str) -> Section | None:
    """Accounts of decisions other than those of June 1957."""
    groups = [group for motion, group in votes(person) if motion not in OF_JUNE]
    return section("votes", "Other decisions", ("By whose account", "Stand"), groups)
