"""Figures of chapter 7: people entitled, present and heard; the plenum day by day."""

from __future__ import annotations

import pandas as pd

from antiparty import dates, facts, tables
from antiparty.charts import common
from antiparty.charts import plenum as charts
from antiparty.facts import plenum
from antiparty.facts.common import opponents, seat_rows
from antiparty.figures import Figure, figure
from antiparty.figures.seven_against_four import cited

TARGET = "khrushchev"
FORMS = {"speech": "", "unknown": "", "interjection": "from the floor", "letter": "by letter"}
STATES = {
    "against_khrushchev": "stood",
    "leaning_against": "leant",
    "recanted": "recanted",
}
BASES = {
    "documented": "documented on the day",
    "documented_for_span": "documented within the span",
    "inferred": "inferred",
    "recalled": "recalled, not checked",
}
SURE = ("documented", "documented_for_span")


def short_name(person_id: str) -> str:
    """Surname, with an initial where the id carries the given name."""
    people = tables.read("people").set_index("person_id")["name_en"]
    words = people[person_id].split()
    return f"{words[0][0]}. {words[-1]}" if "_" in person_id else words[-1]


def _strips() -> pd.DataFrame:
    """The four strips of people, with their sources."""
    rows = []
    entitled, present = facts.get("plenum_entitled").value, facts.get("plenum_present").value
    heading = f"{entitled} were entitled to come, {present} were there when it opened"
    for kind, ids in plenum.KINDS.items():
        numbers = plenum.numbers(*ids)
        every, there = (int(v) for v in numbers["value"])
        words = f"{there} of {every} {kind}"
        state = "present, with a vote" if kind == "members" else "present, without a vote"
        sources = " ".join(dict.fromkeys(" ".join(numbers["sources"]).split()))
        rows.append((heading, kind, words, state, there, sources))
        rows.append((heading, kind, words, "away", every - there, sources))
    for fact_id, words in (("asked_to_speak", "asked for the floor"), ("spoke", "spoke")):
        row = plenum.numbers(fact_id).iloc[0]
        count = int(row["value"])
        rows.append((f"{count} {words}", "all", "", "counted", count, row["sources"]))
    read, recalled = (facts.get(f"plenum_speakers_{k}") for k in ("read", "recalled"))
    heading = f"{read.value + recalled.value} speakers are known to us by name"
    words = f"{read.value} from sources read, {recalled.value} recalled and not checked"
    for state, found in (("named, read", read), ("named, recalled", recalled)):
        rows.append((heading, "all", "", state, found.value, " ".join(found.sources)))
    frame = pd.DataFrame(rows, columns=["strip", "group", "words", "state", "people", "sources"])
    frame.loc[frame["state"] == "named, read", "words"] = words
    return frame


@figure("who-could-attend")
def who_could_attend() -> Figure:
    """People entitled, present, asking and speaking, one mark each."""
    strips = _strips()
    get = {name: facts.get(f"plenum_{name}").value for name in ("entitled", "present")}
    asked, spoke = facts.get("plenum_asked").value, facts.get("plenum_spoke").value
    read = facts.get("plenum_speakers_read").value
    recalled = facts.get("plenum_speakers_recalled").value
    kinds = "; ".join(strips["words"][strips["group"] != "all"].unique())
    return Figure(
        title=(
            f"Of {get['entitled']} people entitled to come {get['present']} were there; "
            f"{asked} asked to speak and {spoke} did"
        ),
        subtitle="The Central Committee's plenum of 22 to 29 June 1957; one mark is one person",
        caption=(
            "Filled squares are full members of the Central Committee, the only ones with a vote "
            "there; open squares are candidates and auditors; crosses are those away at the "
            "opening. Circles are people whose standing we do not know. A circle with a dot is a "
            "speaker known only from works that we name from memory. All strips have one scale."
        ),
        alt=(
            f"Four strips of marks on one scale. Present at the opening: {kinds}, "
            f"{get['present']} of {get['entitled']}. {asked} asked for the floor, {spoke} spoke. "
            f"{read + recalled} speakers are known by name, {recalled} of them only recalled."
        ),
        frame=strips.drop(columns="words"),
        sources=cited(strips),
        doubt=(
            "Attendance is that of the opening, read out by Khrushchev; later days were not found. "
            "The numbers who asked and who spoke come from one later book, those of the people "
            "present from another."
        ),
        size="wide",
        draw=lambda layout: charts.attendance(strips, layout),
    )


def _days() -> pd.DataFrame:
    """The days of the plenum and what is known of their sittings."""
    events = tables.read("events").set_index("event_id")
    sunday = events.loc["e1957_06_23_recess", "start"]
    end = plenum.numbers("end_official")["value"].iloc[0]
    sittings = plenum.sittings()
    rows = []
    for day in pd.date_range(sittings["date"].min(), end):
        iso = str(day.date())
        mine = sittings[sittings["date"] == iso]
        told = [
            f"{n}{'*' if b == 'arithmetic' else ''}" for n, _, b in mine.itertuples(index=False)
        ]
        said = "sitting " if len(told) == 1 else "sittings "
        rows.append(
            {
                "date": iso,
                "words": f"{day:%a} {day.day}",
                "sittings": "no sitting"
                if iso == sunday
                else said + ", ".join(told)
                if told
                else "numbers not known",
            }
        )
    return pd.DataFrame(rows)


def _heard() -> pd.DataFrame:
    """Appearances as marks: by day, or with no day."""
    frame = plenum.appearances()
    eleven = set(seat_rows("1957-06-18", "presidium_full")["person_id"])
    open_day = frame["dated"] == "open"
    shown = pd.DataFrame(
        {
            "person_id": frame["person_id"],
            "name": frame["person_id"].map(short_name),
            "side": frame["side"],
            "vote": frame["person_id"].isin(eleven),
            "target": frame["person_id"] == TARGET,
            "recalled": frame["confidence"] == "recalled",
            "doubtful": frame["dated"] == "perhaps",
            "form": frame["form"].map(FORMS),
            "date": frame["first"].mask(open_day, ""),
            "stance": frame["stance"],
            "charge": frame["charge"],
            "sources": frame["sources"],
            "confidence": frame["confidence"],
        }
    )
    shown["hover"] = [
        common.wrap(f"{r.name}: {r.charge or 'what was said was not read.'}", 46)
        for r in shown.itertuples()
    ]
    side = shown["side"].map({"supporter": 0, "bystander": 1, "opponent": 2})
    return shown.assign(order=side).sort_values(["order", "name"], kind="stable")


def _held_out(days: pd.DataFrame) -> pd.DataFrame:
    """Spells of the eight, in places of days; words only at a turn and at the end."""
    place = {d: i for i, d in enumerate(days["date"])}
    frame = plenum.last_stances()
    last = max(place)
    rows = []
    for person, part in frame.groupby("person_id"):
        turned = part[part["stance"] == "recanted"]["start"].min()
        for row in part.to_dict("records"):
            sure = row["basis"] in SURE
            state, words = STATES[row["stance"]], ""
            if state == "recanted" and row["start"] == turned:
                words = "recants" if sure else "recants?"
            elif state != "recanted" and row["end"] == last:
                words = "abstains"
            rows.append(
                {
                    "person_id": person,
                    "name": short_name(person),
                    "first_day": row["start"],
                    "last_day": row["end"],
                    "begin": place[row["start"]],
                    "until": place[row["end"]],
                    "state": state,
                    "sure": sure,
                    "words": words,
                    "basis": BASES[row["basis"]],
                    "evidence": row["evidence"],
                    "sources": row["sources"],
                    "turned": turned if isinstance(turned, str) else "9",
                    "hover": common.wrap(f"{row['evidence']} ({BASES[row['basis']]})", 46),
                }
            )
    return pd.DataFrame(rows).sort_values(
        ["turned", "name", "first_day"], kind="stable", ignore_index=True
    )


@figure("sittings")
def sittings() -> Figure:
    """Who is known to have been heard on which day, and who gave way when."""
    days, heard = _days(), _heard()
    stances = _held_out(days)
    n = facts.in_words
    read = facts.get("plenum_gave_way_read").value
    held = stances.loc[stances["words"] == "abstains", "name"].unique()
    eight = len(opponents()[1])
    turns = stances[(stances["state"] == "recanted") & (stances["words"] != "")]
    told = "; ".join(
        f"{r.name} {dates.label(r.first_day)}" + ("" if r.sure else " (weak)")
        for r in turns.itertuples()
    )
    dated = heard[heard["date"] != ""]
    table = pd.concat(
        [
            heard.assign(
                what=heard["form"].replace("", "speech"),
                day=heard["date"].replace("", "not known"),
                detail=heard["charge"],
            ),
            stances.assign(
                what=stances["state"].map(
                    {"stood": "against", "leant": "leaning against", "recanted": "recanted"}
                ),
                day=stances["first_day"] + " to " + stances["last_day"],
                detail=stances["evidence"],
                confidence=stances["basis"],
            ),
        ]
    )[["name", "what", "day", "detail", "sources", "confidence"]]
    by_day = "; ".join(
        f"{row.words} ({row.sittings}): {', '.join(dict.fromkeys(part['name'])) or 'nobody known'}"
        for row in days.itertuples()
        for part in [dated[dated["date"] == row.date]]
    )
    return Figure(
        title=(
            f"{n(read).capitalize()} of the {n(eight)} gave way on days that sources show; "
            f"only {' and '.join(held)} is never shown to recant"
        ),
        subtitle=(
            f"The {dated['person_id'].nunique()} people heard on a known day, "
            f"the {heard.loc[heard['date'] == '', 'person_id'].nunique()} heard on an unknown "
            "one, and the stand of the losers, 22 to 29 June 1957"
        ),
        caption=(
            "Squares were against Khrushchev in June 1957, circles with him, diamonds took no "
            "part; filled marks had a vote in the Presidium; a dot inside means recalled and not "
            "checked; a question mark means a doubtful day. Full bars: against him; thin bars: "
            "leaning; hatched: inferred. A crossed square gives way; a dotted one with a question "
            "mark does so by memory or inference only. Sittings with a star are dated "
            "by our arithmetic, two a day."
        ),
        alt=f"By day: {by_day}. Gave way: {told}. {' and '.join(held)} abstained on 29 June.",
        frame=table,
        sources=cited(heard, stances, most=14),
        doubt=(
            "The list is far from complete: an empty place is a gap in what we read. Whether "
            "Bulganin faced the hall on the 24th and again on the 25th, or once, is disputed. Two "
            "books say that Molotov too sent a letter on the 29th; its text was not read. "
            "Kaganovich's of that day is known from the passages that others quote."
        ),
        columns={"what": "Form or stand"},
        size="wide",
        draw=lambda layout: charts.day_by_day(days, heard, stances, layout),
    )
