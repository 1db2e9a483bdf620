"""What a person's page tells, section by section: rows of the data turned to plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from antiparty import dates
from antiparty.people import rows, words
from antiparty.people.rows import Record


@dataclass(frozen=True)
class Entry:
    """One row of the data in words. `what` may lead to a person, named by `person`."""

    when: str
    what: str
    text: str = ""
    person: str = ""
    tags: tuple[str, ...] = ()
    quote: str = ""
    quoted: str = ""  # whose words, and through whom
    remark: str = ""
    place: str = ""
    sources: tuple[str, ...] = ()
    confidence: str = ""
    recalled_from: tuple[str, ...] = ()
    conflict: str = ""
    rival: bool = False
    others: tuple[tuple[str, str], ...] = ()  # further people: (what they are, person_id)


@dataclass(frozen=True)
class Group:
    """Entries under a heading of their own; the heading may be blank."""

    title: str
    entries: list[Entry]
    lead: str = ""
    first: str = ""  # heading of the first column where it is not the section's


@dataclass(frozen=True)
class Section:
    """A part of the page: its id, heading, words before the table, and names of two columns."""

    id: str
    title: str
    columns: tuple[str, str]
    groups: list[Group] = field(default_factory=list)
    lead: str = ""
    places: bool = False

    @property
    def entries(self) -> list[Entry]:
        return [entry for group in self.groups for entry in group.entries]


def entry(row: Record, when: str, what: str, text: str = "", **more: object) -> Entry:
    """An Entry with the provenance of its row."""
    given = {
        "remark": row.get("note", ""),
        "sources": tuple(row["sources"].split()),
        "confidence": row["confidence"],
        "recalled_from": tuple(row["recalled_from"].split()),
        "conflict": row["conflict_id"],
        "rival": row.get("reading", "") == "rival",
    }
    return Entry(when, what, text, **(given | more))


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def tags(*given: str) -> tuple[str, ...]:
    """Those of the words that are not blank."""
    return tuple(word for word in given if word)


def section(
    key: str, title: str, columns: tuple[str, str], groups: Iterable[Group], lead: str = ""
) -> Section | None:
    """A Section of the groups that have entries; None without any."""
    full = [group for group in groups if group.entries]
    places = any(e.place for group in full for e in group.entries)
    return Section(key, title, columns, full, lead, places) if full else None


def place(place_id: str) -> str:
    """A place as it was called, with today's name and country: "Frunze (now Bishkek, …)"."""
    if not place_id:
        return ""
    row = rows.one("places", place_id)
    then, now = row["name_then"], row["name_now"]
    if then == now or "(" in then:  # in brackets stand other names already
        return then
    return f"{then} (now {now}, {row['country_now']})" if now else then


def posts(person: str) -> Section | None:
    """Every post and seat, rivals under the reading that the book takes."""
    mine = rows.in_time(rows.of("memberships", person))
    main = [row for row in mine if row["reading"] != "rival"]
    ordered = []
    for row in main:
        ordered.append(row)
        twins = ("conflict_id", "organization_id")
        ordered += [
            r
            for r in mine
            if r["reading"] == "rival"
            and row["conflict_id"]
            and all(r[c] == row[c] for c in twins)
            and r not in ordered
        ]
    ordered += [row for row in mine if row not in ordered]
    return section(
        "career",
        "Career",
        ("When", "Post"),
        [Group("", [_post(row) for row in ordered])],
    )


def _post(row: Record) -> Entry:
    body = rows.one("organizations", row["organization_id"])["name_en"]
    told = [f"Began: {row['start_reason']}." if row["start_reason"] else ""]
    told.append(f"Ended: {row['end_reason']}." if row["end_reason"] else "")
    people = (("Before", row["predecessor_id"]), ("After", row["successor_id"]))
    return entry(
        row,
        dates.period(row["start"], row["end"]),
        capital(row["role_en"]),
        body,
        tags=(words.SPHERES[row["sphere"]],),
        quoted=" ".join(filter(None, told)),
        place=place(row["place_id"]),
        others=tuple((word, person) for word, person in people if person),
    )


def ties(person: str) -> Section | None:
    """Ties with other people of the data, by sign."""
    groups = {sign: Group(title, []) for sign, title in words.SIGNS.items()}
    mine = {r["tie_id"]: r for c in ("from_id", "to_id") for r in rows.of("ties", person, c)}
    for row in rows.in_time(mine.values()):
        second = row["to_id"] == person
        sign = int(rows.one("tie_kinds", row["kind"])["sign"])
        known = row["predictive"] == "no"
        groups[sign].entries.append(
            entry(
                row,
                dates.period(row["start"], row["end"]),
                words.TIES[row["kind"]][second],
                row["evidence"],
                person=row["from_id"] if second else row["to_id"],
                tags=tags(
                    f"strength {row['strength']} of 3",
                    "known only from the outcome of June 1957" if known else "",
                ),
            )
        )
    lead = "Strength is this book’s own coding. A missing tie may be a missing source."
    return section("ties", "Ties", ("When", "With whom"), groups.values(), lead)


def sanctions(person: str) -> Section | None:
    """Penalties, steps down, and their undoing."""
    found = [
        entry(
            row,
            dates.label(row["date"]),
            words.SANCTIONS[row["kind"]],
            row["detail"],
            tags=tags(row["body"], _reason(row["stated_reason"])),
            quote=row["quote"],
        )
        for row in rows.in_time(rows.of("sanctions", person), "date")
    ]
    title = "Penalties, steps down, and their undoing"
    return section("sanctions", title, ("When", "What"), [Group("", found)])


def _reason(given: str) -> str:
    return f"reason given: {given}" if given else ""


def speeches(person: str) -> Section | None:
    """What the person said at the plenum of June 1957, as far as it is known."""
    found = [
        entry(
            row,
            dates.label(row["date"]),
            words.FORMS[row["form"]],
            row["charge"] or "What was said is not known.",
            tags=tags(f"as {row['stance']}" if row["stance"] else "", row["post"]),
            quote=row["quote"],
        )
        for row in rows.in_time(rows.of("speeches", person), "date")
    ]
    title = "At the plenum of June 1957"
    return section("plenum", title, ("When", "What"), [Group("", found)])


def accusations(person: str) -> Section | None:
    """Charges that the person made, and charges against the person."""
    made = rows.in_time(rows.of("accusations", person, "accuser_id"), "date")
    against = rows.in_time(rows.of("accusations", person, "accused_id"), "date")
    return section(
        "accusations",
        "Charges",
        ("When", "Whom, or by whom"),
        [
            Group("Made", [_charge(row, "Against", row["accused_id"]) for row in made]),
            Group("Received", [_charge(row, "By", row["accuser_id"]) for row in against]),
        ],
        "A charge is what was said. It is no finding of fact.",
    )


def _charge(row: Record, what: str, other: str) -> Entry:
    made = row["levelled"] == "yes"
    if not other:
        what = f"By: {row['accuser_body']}" if row["accuser_body"] else "By nobody who is named"
    if not made:
        what = "A charge that was not made"
    proof = row["documentary_evidence"]
    return entry(
        row,
        dates.label(row["date"]),
        what,
        row["matter"],
        person=other if made else "",
        tags=tags(
            words.VENUES[row["venue"]] if made else "",
            words.CATEGORIES[row["category"]],
            f"proof named: {proof}" if proof else "",
        ),
        quote=row["quote"],
        quoted=row["quote_from"],
    )


def grievances(person: str) -> Section | None:
    """Complaints against Khrushchev that the person made or answered."""
    groups = {"complainant": Group("Made", []), "respondent": Group("Answered", [])}
    for row in rows.of("grievance_people", person):
        about = rows.one("grievances", row["grievance_id"])
        answer = f"Answer: {about['answer']}" if about["answer"] else "No answer was found."
        groups[row["role"]].entries.append(
            entry(row, about["venue"], about["complaint"], answer, remark=row["note"])
        )
    return section(
        "grievances",
        "Complaints against Khrushchev",
        ("Where", "What"),
        groups.values(),
    )


def decree(person: str) -> Section | None:
    """Points of the decision of 29 June 1957 that concern the person."""
    found = []
    for row in rows.of("decree_people", person):
        point = rows.one("decree", row["point_id"])
        told = words.YES.get(point["published_1957"], "not known")
        found.append(
            entry(row, point["point"], point["action"], tags=(f"published in 1957: {told}",))
        )
    title = "In the decision of 29 June 1957"
    return section("decision", title, ("Point", "What was decided"), [Group("", found)])


def factions(person: str) -> Section | None:
    """Groups that the person is counted in, and how closely."""
    found = []
    for row in rows.in_time(rows.of("faction_members", person)):
        about = rows.one("factions", row["faction_id"])
        found.append(
            entry(
                row,
                dates.period(row["start"], row["end"]),
                about["name"],
                about["description"],
                tags=tags(words.MEMBERS.get(row["role"], row["role"])),
            )
        )
    lead = "Groupings of this book, for orientation."
    return section("groups", "Groups", ("When", "Group"), [Group("", found)], lead)


def record(person: str) -> Section | None:
    """What is on record about repression, 1932 to 1953, and inquiries afterwards."""
    found = [
        entry(
            row,
            dates.label(row["period"]),
            words.RECORD[row["kind"]],
            row["evidence"],
            tags=tags(_count(row)),
            place=place(row["place_id"]),
        )
        for row in rows.in_time(rows.of("repression", person), "period")
    ]
    lead = "A number that is not given is unknown, and not zero. None found is not innocence."
    title = "Repression and inquiries: the record"
    return section("record", title, ("When", "What"), [Group("", found)], lead)


def _count(row: Record) -> str:
    if rows.blank(row["count"]):
        return ""
    return f"{int(row['count']):,} {row['unit']}".strip()


def events(person: str) -> Section | None:
    """Dated events in which the person had a part."""
    found = []
    for row in rows.of("participants", person):
        about = rows.one("events", row["event_id"])
        when = dates.period(about["start"], about["end"]) if about["end"] else ""
        found.append(
            (
                rows.first_day(about["start"]),
                entry(
                    row,
                    when or dates.label(about["start"]),
                    about["name"],
                    about["summary"],
                    tags=(words.PARTS[row["role"]],),
                ),
            )
        )
    found.sort(key=lambda pair: pair[0])
    listed = [Group("", [one for _, one in found])]
    return section("events", "Events", ("When", "Event and part"), listed)


def cases(person: str) -> Section | None:
    """Parts in the cases that the book compares with June 1957."""
    found = []
    for row in rows.of("case_people", person):
        about = rows.one("cases", row["case_id"])
        found.append(
            entry(
                row,
                dates.period(about["start"], about["end"]),
                about["name"],
                row["fate"],
                tags=tags(row["role"], row["post"]),
            )
        )
    return section("cases", "In other countries", ("When", "Case"), [Group("", found)])


MAKERS: tuple[Callable[[str], Section | None], ...] = (
    posts,
    speeches,
    accusations,
    grievances,
    decree,
    sanctions,
    ties,
    factions,
    record,
    events,
    cases,
)
