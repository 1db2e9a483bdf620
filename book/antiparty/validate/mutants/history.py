"""Planted faults of history: lives, posts, bodies, votes, days, penalties, ties."""

from __future__ import annotations

from random import Random

from antiparty.validate.core import Data, Row
from antiparty.validate.people import JUNE
from antiparty.validate.posts import HEADS

from .core import Plant, earlier_row, exact, kind, lines, person, sits, year

DEAD = "stalin"  # dead since 5 March 1953
CANDIDATE = {"presidium_candidate": "presidium_full", "politburo_candidate": "politburo_full"}
SINGLE = ("premier", "head_of_state", *HEADS)


@kind("a name unlike the official one", "official names", "people")
def misnamed(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"name_en": row["name_en"][:-1]}


@kind("one name for two people", "one bearer", "names")
def two_bearers(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    first = row.table.rows[0]
    return {"name": first["name"]} if row["person_id"] != first["person_id"] else None


@kind("initials that are a full name", "initials", "names", at="name")
def full_name(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"kind": "initials"} if row["kind"] == "official" and " " in row["name"] else None


@kind("a man's patronymic and a woman's gender", "gender", "people")
def regendered(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    due = row["name_ru"].endswith(("ович", "евич", "овна", "евна"))
    return {"gender": "female" if row["gender"] == "male" else "male"} if due else None


@kind("a life of 150 years", "length of life", "people")
def too_old(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"death": str(year(row["birth"]) + 150)} if row["birth"] and row["death"] else None


@kind("a communist of eight", "party entry", "people")
def child(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    known = row["birth"] and row["party_joined"]
    return {"party_joined": str(year(row["birth"]) + 8)} if known else None


@kind("an expulsion of somebody never admitted", "members only", "sanctions", at="person_id")
def no_member(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    outsider = next(p for p in data.rows("people") if not p["party_joined"] and not p["death"])
    return {"person_id": outsider["person_id"], "kind": "expelled"} if row["date"] else None


@kind("a loser of June 1957 counted among the winners", "sides", "people")
def turncoat(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"side_june_1957": "supporter"} if row["side_june_1957"] == "opponent" else None


@kind("a leader said to hold no office", "sides", "people")
def officeless(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    bodies = ("presidium_full", "presidium_candidate")
    seated = any(
        seat["person_id"] == row["person_id"] and sits(seat, JUNE)
        for body in bodies
        for seat in data.bodies[body]
    )
    return {"side_june_1957": "not_in_office"} if seated else None


@kind("death before birth", "end after start", "people")
def stillborn(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"death": str(year(row["birth"]) - 1)} if row["birth"] and row["death"] else None


@kind("a post that ends before it starts", "end after start", "memberships")
def upside_down(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"end": str(year(row["start"]) - 1)} if row["start"] and row["end"] else None


@kind("a post of no day", "end after start", "memberships")
def no_time(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"end": row["start"]} if exact(row["start"]) and row["end"] else None


@kind("a minister of ten", "age", "memberships")
def boy(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    body, birth = data.get("organizations", row["organization_id"]), person(row, data)["birth"]
    due = birth and body and body["kind"] in ("party_body", "state_office", "ministry")
    return {"start": str(year(birth) + 10)} if due else None


@kind("a post held after death", "life", "memberships")
def ghost(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    death = person(row, data)["death"]
    return {"end": str(year(death) + 2)} if death and row["end"] else None


@kind("a post held before birth", "life", "memberships")
def unborn(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    birth = person(row, data)["birth"]
    return {"start": str(year(birth) - 2)} if birth and row["start"] else None


@kind("a speech by a dead man", "life", "speeches", at="date")
def spirit(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"person_id": DEAD}


@kind("a charge by a dead man", "life", "accusations", at="date")
def revenant(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    due = row["accuser_id"] and row["date"] and row["accused_id"] != DEAD
    return {"accuser_id": DEAD} if due else None


@kind("a penalty after death", "life", "sanctions")
def posthumous(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    death = person(row, data)["death"]
    return {"date": str(year(death) + 1)} if death and row["date"] else None


@kind("a dead man at a meeting", "participants", "participants")
def guest(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    event = data.get("events", row["event_id"])
    due = event and event["start"] > "1953-04" and row["role"] != "target"
    return {"person_id": DEAD} if due else None


@kind("a post in a body not yet founded", "life of a body", "memberships")
def too_early(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    body = data.get("organizations", row["organization_id"])
    founded = body["founded"] if body and row["reading"] != "rival" else ""
    return {"start": str(year(founded) - 1)} if founded and row["start"] else None


@kind("a tie with a dead man", "ties between the living", "ties")
def beyond_the_grave(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    death = person(row, data, "from_id")["death"]
    return {"end": str(year(death) + 3)} if death and row["end"] else None


@kind("a tie to oneself", "ties to others", "ties")
def narcissus(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"to_id": row["from_id"]}


@kind("the two ends of a mutual tie exchanged", "ties to others", "ties")
def reversed_tie(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    mutual = data.get("tie_kinds", row["kind"])
    due = mutual and mutual["directed"] == "no"
    return {"from_id": row["to_id"], "to_id": row["from_id"]} if due else None


def _follower(row: Row, data: Data) -> Row | None:
    """The row before in the file that is of the same single office and ends as ``row`` starts."""
    for other in data.bodies.get(row["organization_id"], []):
        if other.line < row.line and other["end"] == row["start"] and exact(row["start"]):
            return other if other["person_id"] != row["person_id"] else None
    return None


@kind("two premiers or heads of state at once", "one holder", "memberships")
def two_premiers(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    due = row["organization_id"] in ("premier", "head_of_state") and row["reading"] != "rival"
    other = _follower(row, data) if due else None
    return {"start": other["start"]} if other else None


@kind("two ministers of one ministry at once", "one head", "memberships")
def two_ministers(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    due = row["organization_id"] in HEADS and row["reading"] != "rival"
    other = _follower(row, data) if due else None
    return {"start": other["start"]} if other else None


@kind("one man in two seats of a body", "one seat", "memberships", at="start")
def two_seats(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    full = [seat for seat in data.bodies["presidium_full"] if sits(seat, JUNE)]
    if row not in full or row is full[0]:
        return None
    return {"person_id": full[0]["person_id"]}


@kind("full member and candidate at once", "full or candidate", "memberships", at="start")
def both(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    full = CANDIDATE.get(row["organization_id"])
    for seat in data.bodies.get(full or "", []):
        if seat["person_id"] == row["person_id"] and seat["start"] == row["end"]:
            return (
                {"end": seat["end"]} if exact(seat["end"]) and row["reading"] != "rival" else None
            )
    return None


@kind("a seat of June 1957 that is missing", "known sizes", "memberships")
def missing(row: Row, data: Data, chance: Random) -> Plant | None:
    if row not in data.bodies["presidium_full"] or not sits(row, JUNE):
        return None
    text = lines(row.table)
    del text[row.line - 1]
    return Plant(row.table.file, "\n".join(text).encode(), (row.table.file, 1, "organization_id"))


@kind("an office left without a holder", "no vacancy", "memberships")
def vacated(row: Row, data: Data, chance: Random) -> Plant | None:
    body = data.get("organizations", row["organization_id"])
    if row["organization_id"] not in ("premier", "head_of_state") or row["start"] < "1939":
        return None
    if body is None or row["reading"] == "rival" or row["start"] > "1966":
        return None
    text = lines(row.table)
    del text[row.line - 1]
    place = (body.table.file, body.line, "exhaustive_from")
    return Plant(row.table.file, "\n".join(text).encode(), place)


@kind("a rank unlike the post", "ranks", "memberships")
def misranked(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    due = row["organization_id"] in ("premier", "presidium_full", "secretariat", "first_secretary")
    return {"rank": "5"} if due else None


@kind("a successor who was not", "next in office", "memberships")
def false_heir(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    due = row["organization_id"] in SINGLE and row["successor_id"] and row["reading"] != "rival"
    heirs = [r for r in data.bodies.get(row["organization_id"], []) if r["start"] > row["start"]]
    return {"successor_id": "andropov"} if due and heirs else None


@kind("a predecessor of himself", "successors", "memberships")
def own_father(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    due = row["predecessor_id"] and row["reading"] != "rival"
    return {"predecessor_id": row["person_id"]} if due else None


@kind("an embassy in the sphere of industry", "spheres", "memberships")
def sphere(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    body = data.get("organizations", row["organization_id"])
    return {"sphere": "industry"} if body and body["kind"] == "diplomatic" else None


@kind("a spell that is not the id's", "ids that tell", "memberships")
def other_spell(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"start": str(year(row["start"]) - 1)} if exact(row["start"]) else None


@kind("an event moved by a year", "ids that tell", "events")
def moved_event(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"start": f"1954{row['start'][4:]}"} if exact(row["start"]) else None


@kind("a full listing without an end", "full listings", "organizations")
def endless(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"exhaustive_to": ""} if row["exhaustive_to"] else None


@kind("a post without any date", "dated posts", "memberships", at="start")
def dateless(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"start": "", "end": ""}


@kind("the same post held twice at once", "one post once", "memberships")
def post_twice(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    other = earlier_row(row, "person_id", "organization_id", "role_en", "place_id", "reading")
    due = other and row["reading"] != "rival" and exact(other["start"]) and exact(other["end"])
    return {"start": other["start"]} if due and exact(row["end"]) else None


@kind("a vote by somebody without the standing", "standing", "votes")
def no_standing(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    june = row["vote_event_id"].startswith("june57_")
    return {"standing": "candidate"} if june and row["standing"] == "full" else None


@kind("a total that does not add up", "vote totals", "vote_events")
def miscounted(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    due = row["complete"] == "yes" and row["for_count"]
    return {"for_count": str(int(row["for_count"]) - 1)} if due else None


@kind("a change of side that was none", "changed votes", "votes", at="changed_date")
def unchanged(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"changed": "no"} if row["changed_date"] else None


@kind("a vote a month after its motion", "days of votes", "vote_events")
def late_vote(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"date": "1957-07-29"} if row["motion_id"].startswith("june57") else None


@kind("more votes than members", "size of a vote", "vote_events")
def stuffed(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"for_count": "70"} if row["motion_id"].startswith("june57") else None


@kind("an account called complete that is not", "complete accounts", "vote_events")
def incomplete(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    due = row["motion_id"] == "june57_remove" and row["complete"] == "no"
    full = [
        vote
        for vote in data.rows("votes")
        if vote["vote_event_id"] == row["vote_event_id"] and vote["standing"] == "full"
    ]
    return {"complete": "yes"} if due and len(full) < 11 else None


@kind("two stances on one day", "stances by day", "stances")
def two_stances(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    other = earlier_row(row, "person_id")
    return {"start": other["end"]} if other and exact(other["end"]) else None


@kind("a stance of July", "stances by day", "stances")
def july(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"end": "1957-07-15"}


@kind("an event outside its theme", "days of themes", "events")
def off_theme(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"start": "1957-09-09"} if row["theme"] == "plenum_1957" else None


@kind("an event beyond the book", "days of themes", "events")
def beyond_the_book(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"start": "1975-01-01", "end": ""}


@kind("a speech after the plenum", "days of speeches", "speeches")
def late_speech(row: Row, data: Data, chance: Random) -> dict[str, str]:
    return {"date": "1957-07-02"}


@kind("a charge on a day of another meeting", "days of charges", "accusations")
def wrong_day(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    due = row["venue"] in ("plenum_june_1957", "plenum_october_1957", "congress_22")
    return {"date": "1959-02-01"} if due and row["date"] else None


@kind("a man who accuses himself", "accusers", "accusations")
def self_accuser(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"accused_id": row["accuser_id"]} if row["accuser_id"] else None


@kind("a charge that nobody made", "accusers", "accusations")
def no_accuser(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    due = row["levelled"] == "yes" and row["accuser_id"]
    return {"accuser_id": ""} if due else None


@kind("a complaint against oneself", "two sides", "grievance_people", at="role")
def own_complaint(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    other = earlier_row(row, "grievance_id")
    return {"person_id": other["person_id"]} if other and other["role"] != row["role"] else None


@kind("a removal on the wrong day", "lost seats", "sanctions")
def wrong_removal(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    due = row["kind"] == "removed_presidium" and exact(row["date"]) and row["reading"] != "rival"
    return {"date": "1956-05-05"} if due else None


@kind("an execution before the death", "order of penalties", "sanctions")
def early_execution(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"date": str(year(row["date"]) - 1)} if row["kind"] == "executed" else None


@kind("a readmission of somebody never expelled", "order of penalties", "sanctions")
def readmission(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    out = {r["person_id"] for r in data.rows("sanctions") if r["kind"].startswith("exp")}
    return {"kind": "readmitted"} if row["person_id"] not in out else None


@kind("a count of nothing named", "counts and units", "repression")
def unitless(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"unit": ""} if row["count"] else None


@kind("a number written in words", "counts and units", "plenum_facts")
def spelled_out(row: Row, data: Data, chance: Random) -> dict[str, str] | None:
    return {"value": "about forty"} if row["unit"] == "persons" else None
