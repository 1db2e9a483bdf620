"""Rules about persons: their names in two scripts, the length of a life, the party, the sides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antiparty import asof

from .core import Data, Fault, Row, Table, before, rule, span, table_rule

LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
MIXED = re.compile(
    r"[A-Za-z\u00c0-\u024f][\u0300-\u036f]?[\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z\u00c0-\u024f]"
)
INITIALS = re.compile(r"(\w{1,2}\. ?)+[\w'’ -]+|[\w'’ -]+ (\w{1,2}\. ?)+")
YOUNGEST_COMMUNIST, YOUNGEST_DEAD, OLDEST = 14, 16, 105
LEADERSHIP = ("presidium_full", "presidium_candidate", "secretariat")
JUNE = "1957-06-18"
AGAINST = {"against_khrushchev", "leaning_against"}


@rule("official names", "names.csv holds the name of people.csv in each script, as official")
def official_names(data: Data) -> Iterator[Fault]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in data.rows("names"):
        if row["kind"] == "official":
            found.setdefault((row["person_id"], row["script"]), []).append(row)
    for person in data.rows("people") if data.whole else []:
        for column, script in (("name_en", "Latn"), ("name_ru", "Cyrl")):
            mine = found.get((person["person_id"], script), [])
            if person[column] and person[column] not in [row["name"] for row in mine]:
                todo = f"add it to names.csv as official, {script}"
                yield person.fault(column, "the name is not in names.csv", todo)
            for row in mine:
                if row["name"] != person[column]:
                    reason = f"official, but people.csv line {person.line} has another name"
                    yield row.fault("name", reason, "make the two the same, or call it an alias")


@table_rule("scripts", "Russian is in Cyrillic, English and transliterations in Latin letters")
def scripts(table: Table) -> Iterator[Fault]:
    for row in table.rows:
        for column, text in row.items():
            cyrillic = column.endswith("_ru") or (column == "name" and row["script"] == "Cyrl")
            latin = column.endswith("_en") or (column == "name" and row["script"] == "Latn")
            if text.isascii() and not cyrillic:
                continue
            if MIXED.search(text):
                reason = "a word of Latin and Cyrillic letters"
                yield row.fault(column, reason, "type it in one alphabet")
            elif cyrillic and text and LATIN.search(text):
                yield row.fault(column, "Latin letters in a Russian name", "write it in Cyrillic")
            elif latin and CYRILLIC.search(text):
                yield row.fault(column, "Cyrillic letters", "write it in Latin letters")


@rule("one bearer", "no form of a name belongs to two people")
def one_bearer(data: Data) -> Iterator[Fault]:
    first: dict[str, Row] = {}
    for row in data.rows("names"):
        other = first.setdefault(row["name"], row)
        if other["person_id"] != row["person_id"]:
            reason = f"also a name of {other['person_id']} on line {other.line}"
            yield row.fault("name", reason, "give the fuller form of each")


@rule("initials", "a name with initials has them, and a full name has none")
def initials(data: Data) -> Iterator[Fault]:
    for row in data.rows("names"):
        short = bool(INITIALS.fullmatch(row["name"]))
        if row["kind"] == "initials" and not short:
            yield row.fault("name", "no initials in it", "correct the name or its kind")


@rule("gender", "a patronymic in -ovna or -ichna is a woman's, one in -ovich or -ich a man's")
def gender(data: Data) -> Iterator[Fault]:
    for row in data.rows("people"):
        due = ""
        if row["name_ru"].endswith(("вна", "ична")):
            due = "female"
        elif row["name_ru"].endswith(("вич", "ьич", "мич", "нич", "кич")):
            due = "male"
        if due and row["gender"] and row["gender"] != due:
            yield row.fault("gender", f"{row['gender']}, but see name_ru", f"write {due}")


@rule("length of life", f"nobody of note died before {YOUNGEST_DEAD} or lived beyond {OLDEST}")
def length_of_life(data: Data) -> Iterator[Fault]:
    for row in data.rows("people"):
        birth, death = row.span("birth"), row.span("death")
        if not (birth and death and birth.latest and birth.earliest):
            continue
        if death.latest and 0 <= asof.years(birth.earliest, death.latest) < YOUNGEST_DEAD:
            yield row.fault("death", "a child at death", "check birth and death")
        if death.earliest and asof.years(birth.latest, death.earliest) > OLDEST:
            reason = f"more than {OLDEST} years old at death"
            yield row.fault("death", reason, "check birth and death")
        if row["death_place_id"] and not row["death"]:
            yield row.fault("death_place_id", "a place of death but no date", "date the death")


@rule("party entry", f"nobody joined the party before the age of {YOUNGEST_COMMUNIST} or once dead")
def party_entry(data: Data) -> Iterator[Fault]:
    for row in data.rows("people"):
        birth, joined = row.span("birth"), row.span("party_joined")
        if birth and joined and birth.earliest and joined.latest:
            years = asof.years(birth.earliest, joined.latest)
            if years < YOUNGEST_COMMUNIST:
                yield row.fault("party_joined", f"at {years} at most", "check it and the birth")
        if before(row.span("death"), joined):
            yield row.fault("party_joined", "after death", "check it and the death")


@rule("members only", "only people who had joined the party sat in its bodies or were expelled")
def members_only(data: Data) -> Iterator[Fault]:
    party = {r["organization_id"] for r in data.rows("organizations") if r["kind"] == "party_body"}
    for row in data.preferred:
        person = data.get("people", row["person_id"])
        if person and row["organization_id"] in party:
            joined = person.span("party_joined")
            if before(row.span("start"), joined):
                reason = f"{row['person_id']} joined the party in {person['party_joined']} only"
                yield row.fault("start", reason, "check both dates")
    for row in data.rows("sanctions"):
        person = data.get("people", row["person_id"])
        if person and row["kind"] in ("expelled", "expulsion_step", "readmitted"):
            if not person["party_joined"]:
                reason = f"{row['person_id']} has no date of joining the party"
                yield row.fault("person_id", reason, "add party_joined to people.csv")
            elif before(row.span("date"), person.span("party_joined")):
                reason = f"{row['person_id']} joined the party in {person['party_joined']} only"
                yield row.fault("date", reason, "check both dates")


@rule("sides", "the side of June 1957 agrees with the seats and the stances of the person")
def sides(data: Data) -> Iterator[Fault]:
    taken: dict[str, set[str]] = {}
    for row in data.rows("stances"):
        taken.setdefault(row["person_id"], set()).add(row["stance"])
    seated = set()
    for body in LEADERSHIP:
        for seat in data.bodies.get(body, []):
            dated = span(seat["start"]) and span(seat["end"])
            if dated and asof.holds(seat["start"], seat["end"], JUNE) == "yes":
                seated.add(seat["person_id"])
    for row in data.rows("people"):
        person, side = row["person_id"], row["side_june_1957"]
        mine = taken.get(person, set())
        reason = ""
        if side == "not_in_office" and person in seated:
            reason = f"not in office, but in the leadership on {JUNE}"
        elif side == "not_in_office" and mine:
            reason = "not in office, but stances.csv gives a stance"
        elif side == "supporter" and "against_khrushchev" in mine:
            reason = "supporter, but stances.csv has the person against Khrushchev"
        elif side == "opponent" and mine and not mine & AGAINST:
            reason = "opponent, but stances.csv has the person never against Khrushchev"
        elif side in ("opponent", "supporter") and before(row.span("death"), span(JUNE)):
            reason = f"{side}, but dead by {JUNE}"
        if reason:
            yield row.fault("side_june_1957", reason, "correct the side or the stances")
