"""Figures of the chapter on the fall: party standing, expulsions, and when names became public."""

from __future__ import annotations

import pandas as pd

from antiparty import dates, facts, tables
from antiparty.charts import the_fall as charts
from antiparty.charts import the_fall_steps as panels
from antiparty.charts.common import wrap
from antiparty.facts import the_fall as data
from antiparty.facts.core import in_words
from antiparty.figures import Figure, figure
from antiparty.figures.eleven_careers import sources_of, surname


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _standing_frame() -> pd.DataFrame:
    rows = data.standing()
    rows["standing"] = rows["level"].map(data.LEVELS)
    rows["since"] = [dates.label(d) for d in rows["start"]]
    rows["until"] = ["end of the chart" if d == data.LAST else dates.label(d) for d in rows["end"]]
    rows["hover"] = [
        f"<b>{r.person}</b><br>{r.standing}<br>{r.since} to {r.until}" for r in rows.itertuples()
    ]
    return rows


@figure("party-standing")
def party_standing() -> Figure:
    """Standing in the party of each of the eight, 1957 to 1962."""
    steps = _standing_frame()
    people = data.losers().assign(
        person=lambda f: f["name"], surname=lambda f: f["name"].map(surname)
    )
    end = steps.drop_duplicates("person", keep="last").set_index("person")
    people["fate"] = [
        f"expelled {dates.label(end.loc[p, 'start'])}"
        if end.loc[p, "level"] == 0
        else "never expelled"
        for p in people["person"]
    ]
    out, named = facts.get("fall_expelled"), facts.get("fall_condemned")
    stayed = facts.get("fall_never_expelled")
    same = set(out.rows["person_id"]) == set(named.rows["person_id"])
    who = (
        f"The {out.text} condemned by name were all expelled from the party in the end, the other "
        f"{stayed.text} never"
        if same
        else f"{out.text.capitalize()} of the eight were expelled from the party"
    )
    told = []
    for person in people["person"]:
        mine = steps[steps["person"] == person]
        parts = [f"{r.standing} until {r.until}" for r in mine.iloc[:-1].itertuples()]
        told.append(f"{surname(person)}: {', '.join(parts)}, then {mine['standing'].iloc[-1]}.")
    return Figure(
        title=who,
        subtitle="Standing in the party of the eight opponents, June 1957 to the end of 1962",
        caption=(
            "Each line starts at the seat of 17 June 1957 (hollow: a candidate, without a vote) "
            "and goes down with every penalty of the party. “Party card” is a member without a "
            "seat in any leading body. Hatching spans the days on which a step may have come. The "
            "red line is June 1957."
        ),
        alt="Eight step lines. " + " ".join(told),
        frame=steps["person standing since until confidence sources".split()],
        columns={"since": "From", "confidence": "Sureness"},
        sources=sources_of(steps),
        doubt=(
            "Handbooks end the seats lost in October 1961 on the 17th, the opening day of the "
            "congress, or on the 31st, the day of the election; the chart takes the 31st. That "
            "Saburov kept his seat in the Central Committee, and Bulganin’s secret reprimand, are "
            "told from single or unchecked works. State posts are not party standing and are "
            "left out."
        ),
        size="wide",
        draw=lambda layout: panels.standing(people, steps, layout),
    )


# Words beside a step: by the first words of the body; and where they stand.
BODY = {
    "Branch at the Ekibastuz": "power station’s branch",
    "Branch in Moscow": "branch",
    "Frunze district": "Frunze district",
    "Bureau of the Moscow city": "city bureau",
    "Branch at the Foreign": "ministry’s branch",
    "Foreign Ministry spokesman": "ministry denies it",
    "Bureau of the Sverdlov": "Sverdlov district",
}
END = {"kaganovich": "city bureau"}


def _short(text: str) -> str:
    """A date with a short month: "9 Feb 1962"; a question mark where the day is uncertain."""
    span = dates.parse(text)
    month = f"{dates.MONTHS[span.earliest.month][:3]} {span.earliest.year}"
    one = (span.latest - span.earliest).days < 2
    return (f"{span.earliest.day} " if one else "") + month + ("?" if span.uncertain else "")


def _expulsion_frame() -> pd.DataFrame:
    rows = data.expulsions()
    window = dates.parse("1961-10/1962-08")
    spans = [dates.parse(d) for d in rows["date"]]
    inside = [s.earliest >= window.earliest and s.latest <= window.latest for s in spans]
    rows["drawn"] = [ok and r != "rival" for ok, r in zip(inside, rows["reading"], strict=True)]
    rows["mark"] = [
        "denied" if "spokesman" in b else "doubt" if dates.parse(d).uncertain else "sure"
        for b, d in zip(rows["body"], rows["date"], strict=True)
    ]
    rows["said"] = [dates.label(d) for d in rows["date"]]
    short = [
        next((w for start, w in BODY.items() if b.startswith(start)), "") for b in rows["body"]
    ]
    words, where = [], []
    for row, body, span in zip(rows.itertuples(), short, spans, strict=True):
        day = _short(row.date)
        if (span.latest - span.earliest).days > 60:
            words.append(body)
        elif row.rung == 0:
            end = END.get(row.person_id, "")
            words.append(f"<b>{day}</b>" + (f", {end}" if end else ""))
        else:
            words.append(f"{day}, {body}")
        late = span.latest > dates.day("1962-06-01")
        where.append(
            ("left" if late else "end")
            if row.rung == 0
            else "beside"
            if row.mark == "denied"
            else "above"
        )
    rows["words"], rows["where"] = words, where
    rows["hover"] = [
        f"<b>{r.person}</b><br>{r.said}"
        + (f"<br>{wrap(r.body, 44)}" if r.body else "")
        + f"<br>{wrap(r.detail, 44)}"
        for r in rows.itertuples()
    ]
    rows["step"] = rows["rung"].map(panels.RUNG_WORDS)
    return rows


@figure("expulsion-steps")
def expulsion_steps() -> Figure:
    """The steps by which the four were expelled from the party, 1961 to 1962."""
    rows = _expulsion_frame()
    drawn = rows[rows["drawn"]]
    out = set(drawn["person"])
    people = data.losers().assign(
        person=lambda f: f["name"], surname=lambda f: f["name"].map(surname)
    )
    people = people[people["person"].isin(out)].reset_index(drop=True)
    steps = drawn[drawn["mark"] != "denied"].groupby("person_id")["date"].count()
    people["fate"] = [
        f"{in_words(int(steps[p]))} known {'step' if steps[p] == 1 else 'steps'}"
        for p in people["person_id"]
    ]
    length = facts.get("fall_months_molotov")
    ends = drawn[drawn["rung"] == 0]
    years = _list(sorted({str(dates.parse(d).earliest.year) for d in ends["date"]}))
    rivals = rows[rows["reading"] == "rival"]
    return Figure(
        title=(
            f"Expulsion was a ladder: Molotov’s took {length.text} months from the branch "
            "to the end"
        ),
        subtitle=f"Known steps of the {in_words(len(people))} expulsions, October 1961–August 1962",
        caption=(
            "A case went from the branch where a man paid his dues up to the district and the "
            "city. Filled squares are steps as told by the works cited, a dot in the mark means "
            "that the day is in doubt, a cross that the step was publicly denied. Hatching spans "
            "days that are possible. Shepilov’s mark is hollow, as he had no vote in 1957."
        ),
        alt=(
            f"{len(people)} panels of steps. "
            + " ".join(
                f"{surname(p)}: "
                + "; ".join(
                    f"{r.said}, {r.body or 'body not known'}"
                    for r in drawn[drawn["person"] == p].itertuples()
                )
                + "."
                for p in people["person"]
            )
        ),
        frame=rows["person said step body detail reading confidence sources".split()],
        columns={"said": "Date", "step": "Rung", "confidence": "Sureness"},
        sources=sources_of(drawn),
        doubt=(
            "Books quote different rungs of the same ladder, which is why the expulsions are "
            f"dated to {years} and even later; {in_words(len(rivals))} rival readings stand in "
            "the table and are not drawn. The body that closed Molotov’s case is our inference. "
            "Who decided on Shepilov, and the higher steps in Malenkov’s case, were not found. "
            "Malenkov’s branch is dated to a day on which the congress it discussed was still "
            "sitting."
        ),
        size="wide",
        draw=lambda layout: panels.expulsions(people, drawn, layout),
    )


SHORT_HOW = {
    "resolution of the plenum": "at once, in the resolution",
    "Khrushchev, to graduates of the military academies": "in a speech by Khrushchev",
    "21st Congress": "at the 21st Congress",
    "22nd Congress": "at the 22nd Congress",
}


@figure("names-made-public")
def names_made_public() -> Figure:
    """How long it took until each name was public."""
    rows = data.namings()
    rows["surname"] = rows["person"].map(surname)
    rows["since"] = tables.read("events").set_index("event_id").loc[data.ANNOUNCED, "start"]
    rows["short"] = [SHORT_HOW.get(h, h) for h in rows["how"]]
    rows["when"] = [dates.label(d) for d in rows["date"]]
    rows["hover"] = [
        f"<b>{r.person}</b><br>{r.when}<br>{wrap(r.how, 44)}<br>{wrap(r.detail, 44)}"
        for r in rows.itertuples()
    ]
    all_seven, at_once = facts.get("fall_months_to_name_all"), facts.get("fall_seven_named_1957")
    seven = facts.get("against_full")
    frame = rows.assign(vote=rows["voting"].map({True: "yes", False: "no"}))
    return Figure(
        title=(
            f"It took {all_seven.text} months until all {seven.text} full members were named in "
            f"public; {at_once.text} were named at once"
        ),
        subtitle="From the announcement of 3 July 1957 until each opponent was named in public",
        caption=(
            "The bar is the time in which a name was kept back, the mark the first known public "
            "naming or confession as one of the group; hatching spans the possible days. Squares "
            "are full members, the hollow one is Shepilov, who had no vote. Months are calendar "
            "months from July 1957."
        ),
        alt=" ".join(
            f"{r.person}: {r.when}, {r.short}, {r.months} months after the announcement."
            for r in rows.itertuples()
        ),
        frame=frame["person vote when how months confidence sources".split()],
        columns={"vote": "Full member", "when": "Named", "confidence": "Sureness"},
        sources=sources_of(rows),
        doubt=(
            "These are the first namings we found. An earlier one in a local paper or a closed "
            "meeting would shorten a bar. Readers of July 1957 could see from the list of the "
            "new Presidium that Saburov was gone and Pervukhin reduced, but were given no reason."
        ),
        size="wide",
        draw=lambda layout: charts.namings(rows, layout),
    )
