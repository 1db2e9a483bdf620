"""Figures of chapter 6: the clock of the four days, who stood where, and who called the plenum."""

from __future__ import annotations

import pandas as pd

from antiparty import dates, facts, tables
from antiparty.charts import common, four_days_more
from antiparty.charts import four_days as charts
from antiparty.facts import four_days as june
from antiparty.facts import seven_against_four as seven
from antiparty.figures import Figure, figure
from antiparty.figures.seven_against_four import cited

WEIGHTS = {1: "slight", 2: "minor", 3: "of some weight", 4: "heavy", 5: "heaviest"}
STANCES = {
    "against_khrushchev": "against Khrushchev",
    "leaning_against": "leaning against him",
    "recanted": "recanted",
    "for_khrushchev": "with Khrushchev",
    "leaning_for": "leaning to him",
    "neutral": "not known to lean",
    "absent": "away",
}
BASES = {
    "documented": "documented on the day",
    "documented_for_span": "documented within the span, day not given",
    "inferred": "inferred",
    "recalled": "recalled, not checked",
}


def _number(day: str) -> int:
    return int(day[-2:])


def _when(row: pd.Series, disputed: set[str]) -> str:
    """The time of an event in words: its clock, its day, or the days it may mean."""
    if row["clock"]:
        return row["clock"]
    if row["event_id"] in disputed:
        return "hour disputed"
    if row["spread"] == "day":
        return "some time that day"
    if row["spread"] == "between":
        return dates.label(row["start"]).removesuffix(" 1957")
    return f"{_number(row['first'])} to {_number(row['last'])} June"


def _told(row: pd.Series) -> str:
    """A rival in a few words: day or part of the day, and who holds it."""
    if row["from_hour"] == row["from_hour"]:
        hit = [w for w in june.PARTS if w in row["words"].lower()]
        when = next(iter(hit), f"{int(row['from_hour'])}:00")
    else:
        when = f"{_number(row['day'])} June"
    holder = row["held_by"].split(",")[0].split(" and those")[0]
    if holder == row["words"].rstrip("."):
        holder = holder.split()[0]
    claims = ("vote", "motion") if when.endswith("June") else ()
    named = next((w for w in claims if w in row["words"].lower()), "")
    holder = holder.replace("The ", "the ")
    return f"a {named} on {when} ({holder})" if named else f"{when} ({holder})"


def _timeline() -> tuple[pd.DataFrame, pd.DataFrame]:
    rows, rivals = june.events(), june.rivals()
    by_hour = set(rivals.loc[rivals["from_hour"].notna(), "event_id"])
    by_day = set(rivals["event_id"]) - by_hour
    known = (rows["precision"] != "none") | rows["event_id"].isin(by_hour)
    across = (rows["spread"] != "day") | rows["event_id"].isin(by_day)
    rows = rows.assign(
        name_=rows["name"],
        tier=["clock" if k else "days" if a else "day" for k, a in zip(known, across, strict=True)],
        when=[_when(r, by_hour) for _, r in rows.iterrows()],
        day=rows["start"].str[:10],
        hour=rows["from_hour"].fillna(99),
        hover=[common.wrap(f"{r.summary} {r.remark}".strip(), 46) for r in rows.itertuples()],
    )
    weight = rows.set_index("event_id")["significance"]
    rivals = rivals.assign(
        short=[_told(r) for _, r in rivals.iterrows()],
        significance=rivals["event_id"].map(weight),
        hover=[common.wrap(f"{r.held_by}: {r.words}", 46) for r in rivals.itertuples()],
    )
    return rows, rivals


@figure("hours-of-the-four-days")
def hours() -> Figure:
    """Every event of the four days by day and hour."""
    rows, rivals = _timeline()
    n = facts.in_words
    known, part = (
        facts.get("four_days_with_an_hour").value,
        facts.get("four_days_with_a_part").value,
    )
    late = facts.get("four_days_last_two_with_a_time").text
    told = rivals.groupby("event_id")["short"].agg("; ".join)
    frame = pd.DataFrame(
        {
            "event": rows["name"],
            "dated": [dates.label(s) for s in rows["start"]],
            "until": [dates.label(e) if e else "" for e in rows["end"]],
            "time": rows["clock"],
            "also_told": rows["event_id"].map(told).fillna(""),
            "weight": rows["significance"].map(WEIGHTS),
            "remark": rows["remark"],
            "sources": rows["sources"],
        }
    )
    timed = rows[rows["precision"] != "none"]
    return Figure(
        title=(
            f"Of {len(rows)} events of the four days {n(known)} have an hour and {n(part)} a part "
            + ("of the day, none of them after 19 June" if late == "none" else "of the day")
        ),
        subtitle="Events of 18 to 21 June 1957 in our data, by day and time",
        caption=(
            "Filled diamond: the hour is given. Hatched bar: some time within it. Open diamond: "
            "the day is known and the hour is not. Solid bar: the account runs over those days. "
            "Diamond with a cross, dotted line: another account gives another time. The larger "
            "the mark, the more the event weighs in our judgment; the heaviest are bold."
        ),
        alt=(
            f"{len(rows)} events in four columns. With a time: "
            + "; ".join(f"{r.name_}, {r.first[-2:]} June, {r.when}" for r in timed.itertuples())
            + ". Told with more than one time: "
            + "; ".join(
                f"{r.name_}: {told[r.event_id]}"
                for r in rows[rows["event_id"].isin(told.index)].itertuples()
            )
            + ". All others stand at some time of their day or days; none of them has an hour."
        ),
        frame=frame,
        sources=cited(rows, rivals, most=14),
        doubt=(
            "The hours of the first session come from one biography and one memoir, and the parts "
            "of the day are drawn on hours that we chose. An empty clock means that no hour was "
            "found in what we read. A diary of the duty staff of the Kremlin would fill it."
        ),
        size="wide",
        draw=lambda layout: charts.hours_of_the_four_days(rows, rivals, layout),
    )


@figure("stance-turns")
def stance_turns() -> Figure:
    """The people at the table over the twelve days, by stance and what it rests on."""
    spans = tables.read("stances")
    people = seven.room().assign(target=lambda r: r["person_id"] == "khrushchev")
    label = people.set_index("person_id")["name"]
    spans = spans[spans["person_id"].isin(label.index)]
    spans = spans.assign(
        person=spans["person_id"].map(label),
        hover=[
            common.wrap(
                f"{label[r.person_id]}, {_days(r.start, r.end)}: {STANCES[r.stance]}. {r.evidence} "
                f"({BASES[r.basis]})",
                46,
            )
            for r in spans.itertuples()
        ],
    )
    order = {p: i for i, p in enumerate(people["person_id"])}
    spans = spans.sort_values(
        ["person_id", "start"], key=lambda c: c.map(order) if c.name == "person_id" else c
    )
    n = {key: facts.get(f"person_days_{key}").value for key in ("all", "documented", "inferred")}
    within = facts.get("person_days_within_a_span").value
    frame = pd.DataFrame(
        {
            "person": spans["person"],
            "from": [dates.label(s) for s in spans["start"]],
            "to": [dates.label(s) for s in spans["end"]],
            "stance": spans["stance"].map(STANCES),
            "rests_on": spans["basis"].map(BASES),
            "evidence": spans["evidence"],
            "sources": spans["sources"],
            "recalled_from": spans["recalled_from"],
        }
    )
    shown = spans[spans["basis"] == "documented"]
    back = spans[spans["stance"] == "recanted"].groupby("person", sort=False)["start"].min()
    return Figure(
        title=(
            f"Of {n['all']} person-days of the crisis, sources show {n['documented']} on the day "
            "itself"
        ),
        subtitle=f"Stance of the {len(people)} people at the table, 18 to 29 June 1957",
        caption=(
            "Full colour: a source shows the stance on that day. Pale: within that span, on a day "
            "it does not give. Hatched: inferred. Dotted outline: recalled from works not read "
            "for it. Red square: against; with a dot, leaning; crossed, recanted. Blue circle: "
            "with Khrushchev; with a dot, leaning to him. Dash: away. 23 June was a day of rest."
        ),
        alt=(
            f"{len(people)} rows over twelve days. Documented on the day: "
            + "; ".join(
                f"{r.person}, {_days(r.start, r.end)}, {STANCES[r.stance]}"
                for r in shown.itertuples()
            )
            + f". Another {within} person-days lie in spans with a source, {n['inferred']} are "
            "inferred or recalled. Recanted: "
            + "; ".join(f"{p} from {_number(d)} June" for p, d in back.items())
            + "."
        ),
        frame=frame,
        sources=cited(spans, most=14),
        doubt=(
            "The days on which Pervukhin, Saburov, Bulganin and Voroshilov turned are the weakest. "
            "No deed of Suslov or Kirichenko from 19 to 21 June was found. The record of the "
            "plenum, read in full, would fill the second half."
        ),
        size="wide",
        draw=lambda layout: four_days_more.stance_turns(people, spans, layout),
    )


def _days(start: str, end: str) -> str:
    one, two = _number(start), _number(end)
    return f"{one} June" if one == two else f"{one} to {two} June"


CALLERS = (  # key of the preferred count, of its rival, and the words before both
    ("letter1", "", "First letter, signatures of members and candidates"),
    ("letter2", "", "Second letter, signatures of members and candidates"),
    ("delegation", "delegation_zh", "Delegation to the Presidium"),
    ("hall21", "hall21b", "Members waiting in the Sverdlov Hall"),
    ("moscow21", "moscow21b", "Full members in Moscow"),
)


@figure("the-callers")
def the_callers() -> Figure:
    """The rival counts of those who got the plenum called."""
    table = june.counts().set_index("fact_id", drop=False)
    readings = tables.read("conflict_readings")
    readings = readings[readings["table"] == "plenum_facts"].set_index("row_id")
    short = tables.read("sources").set_index("source_id")["author"].to_dict()
    out = []
    for key, rival, words in CALLERS:
        for fact_id, preferred in ((key, True), (rival, False)):
            if not fact_id:
                continue
            row = table.loc[fact_id]
            works = [short[w.split("@")[0]].split(",")[0] for w in row["sources"].split()]
            holder = "; ".join(dict.fromkeys(works))
            if fact_id in readings.index and not fact_id.startswith("letter"):
                holder = readings.loc[fact_id, "held_by"]
            out.append(
                {
                    "group": key,
                    "what": words,
                    "value": int(row["value"]),
                    "preferred": preferred,
                    "day": dates.label(row["date"]).removesuffix(" 1957"),
                    "holder": holder,
                    "sources": row["sources"],
                    "note": row["note"],
                }
            )
    rows = pd.DataFrame(out)
    rows["hover"] = [
        common.wrap(f"{r.what}, {r.day}: {r.value} ({r.holder}). {r.note}", 46)
        for r in rows.itertuples()
    ]
    n = {
        k: facts.get(f"callers_{k}").value
        for k in ("moscow", "moscow_rival", "hall", "hall_rival", "of_all")
    }
    return Figure(
        title=(
            f"{n['moscow']} of the {n['of_all']} full members were in Moscow on 21 June, or "
            f"{n['moscow_rival']}; {n['hall']} waited in the hall, or {n['hall_rival']}"
        ),
        subtitle="Those who got the Central Committee called, by count; persons or signatures",
        caption=(
            "Solid: the count used here. Outline: a rival count. The line on the right is "
            f"the {n['of_all']} full members; the letters were signed by candidates as well, so "
            "their bars are not parts of it."
        ),
        alt=". ".join(
            f"{r.what}, {r.day}: {r.value}, by {r.holder}{'' if r.preferred else ', a rival count'}"
            for r in rows.itertuples()
        )
        + f". The full members were {n['of_all']}.",
        frame=rows.assign(used=rows["preferred"].map({True: "yes", False: "rival"}))[
            ["what", "day", "value", "used", "holder", "note", "sources"]
        ],
        sources=cited(rows, most=8),
        doubt=(
            "Standard accounts give the letters other totals, which we have not checked; some may "
            "have signed both. Zhukov sets his smaller delegation two days earlier, so it may be "
            "another one. The full text of the letters with its signatures would settle it."
        ),
        size="wide",
        draw=lambda layout: four_days_more.the_callers(rows, n["of_all"], layout),
    )
