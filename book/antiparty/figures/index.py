"""Figures of the front page."""

from __future__ import annotations

import pandas as pd

from antiparty import dates, facts, tables
from antiparty.charts import index as charts
from antiparty.facts import common
from antiparty.figures import Figure, figure

SIDE_ORDER = {"opponent": 0, "supporter": 1, "bystander": 2}


def _people() -> pd.DataFrame:
    """The people at the table: person_id, person, short, seat, side, target; drawing order."""
    rows = common.table_of_21()
    rows = rows.assign(
        person=rows["name"],
        short=rows["name"].str.split().str[-1],
        target=rows["person_id"] == "khrushchev",
        _seat=rows["seat"].map({s: n for n, s in enumerate(common.SEATS.values())}),
        _side=rows["side"].map(SIDE_ORDER),
    )
    return rows.sort_values(["_seat", "_side", "name"], ignore_index=True)


def _turns(people: pd.DataFrame) -> pd.DataFrame:
    """Days on which a source documents a stance: documented starts, and documented single days."""
    stances = tables.read("stances")
    one_day = stances["start"] == stances["end"]
    dated = (stances["basis"] == "documented") | (
        (stances["basis"] == "documented_for_span") & one_day
    )
    stances = stances[stances["person_id"].isin(people["person_id"]) & dated]
    names = people.set_index("person_id")["person"]
    return stances.assign(person=stances["person_id"].map(names), date=stances["start"])[
        ["person", "date", "stance", "evidence", "sources", "confidence", "note"]
    ]


@figure("the-twenty-one")
def the_twenty_one() -> Figure:
    """Everyone at the table in June 1957 by seat and side, with dated turning points."""
    people = _people()
    turns = _turns(people)
    frame = people[["person", "seat", "side"]].merge(
        turns.drop(columns=["note"]), on="person", how="left"
    )
    frame = frame.fillna("").assign(
        date=[dates.label(d) if d else "" for d in frame["date"].fillna("")],
        stance=frame["stance"].fillna("").str.replace("_", " "),
    )
    against, voting = facts.get("against_full"), facts.get("full_members")
    other, rest = facts.get("against_without_a_vote"), facts.get("without_a_vote")
    title = (
        f"{against.text.capitalize()} of the {voting.text} men with a vote stood against "
        f"Khrushchev, and {other.text} of the {rest.text} people without one"
    )
    sources = dict.fromkeys(s.split("@")[0] for cell in turns["sources"] for s in cell.split() if s)
    return Figure(
        title=title,
        subtitle=(
            "Members and secretaries of the top bodies on 18 June 1957, by seat and side, with "
            "the days on which a source shows where they stood"
        ),
        caption=(
            "The mark beside a name is the side that later accounts give. A mark on a day is a "
            "documented turning point; a day without a mark is a day on which we do not know. "
            "Hollow: no vote. Small: leaning. Crossed: recanted."
        ),
        alt=(
            f"{len(people)} people in lanes. Of {voting.value} full members "
            f"{against.value} are marked against Khrushchev; of {rest.value} candidate members and "
            f"secretaries, {other.value}. {len(turns)} turning points are dated between "
            "18 and 29 June 1957."
        ),
        frame=frame,
        columns={"date": "Day", "evidence": "What shows it"},
        sources=tuple(list(sources)[:6]),
        doubt=(
            "No minutes of 18 to 21 June are known. Most stands on most days are inferred and are "
            "left out here; the full table, with the inferred days, is stances.csv."
        ),
        draw=lambda layout: charts.turning_points(people, turns, layout),
        size="wide",
    )
