"""The career chart: the eleven of June 1957 and Shepilov, 1917 to 1991."""

from __future__ import annotations

import pandas as pd

from antiparty import facts
from antiparty.charts import eleven_careers as charts
from antiparty.facts import eleven_careers as data
from antiparty.facts.core import in_words
from antiparty.figures import Figure, figure
from antiparty.figures.eleven_lanes import career_frame, people_frame


def sources_of(rows: pd.DataFrame, most: int = 6) -> tuple[str, ...]:
    """source_ids of the rows, most used first."""
    found = [s.split("@")[0] for cell in rows["sources"] for s in str(cell).split()]
    return tuple(sorted(dict.fromkeys(found), key=lambda s: (-found.count(s), s))[:most])


def surname(name: str) -> str:
    """The last word of a name."""
    return name.rsplit(maxsplit=1)[-1]


ROW_WORDS = {"seat": "seat", "party": "party office", "cabinet": "cabinet", "work": "own post"}


@figure("career-lanes")
def career_lanes() -> Figure:
    """The careers of the eleven and Shepilov, 1917 to 1991."""
    cast = data.cast()
    people = people_frame(cast)
    drawn = career_frame(list(cast["person_id"]))
    out, last = facts.get("opponents_out_in_june"), facts.get("opponents_last_seat")
    against = int(cast["side"].eq("opponent").sum())
    held = data.posts()
    frame = drawn.assign(
        row=drawn["track"].map(ROW_WORDS),
    )[["person", "row", "post", "body", "sphere", "dates", "reading", "confidence", "sources"]]
    rivals = int(drawn["half"].eq("bottom").sum())
    recalled = int(drawn["recalled"].sum())
    return Figure(
        title=(
            f"{out.text.capitalize()} of the {in_words(against)} who moved against Khrushchev lost "
            f"their seats in June 1957; the last of the others sat until {last.text}"
        ),
        subtitle=(
            "Posts of the eleven full members of June 1957 and of Shepilov, 1917–1991; "
            "oldest party members first"
        ),
        caption=(
            "The black line is the seat at the top table, the Politburo or Presidium: thick for "
            "a full member, thinner for a candidate, thinnest for the rest of the life. Bars are "
            "offices, in the colour and pattern of their sphere; those held at the same time "
            "stand in rows below one another. Hatched ends are possible days; a dotted outline is "
            "recalled and not checked; a bar split in two shows rival readings, the preferred one "
            "above. The red line is June 1957."
        ),
        alt=(
            f"{len(people)} lanes with {len(drawn)} bars between 1917 and 1991. "
            f"{out.text.capitalize()} of {against} opponents leave the top table in June 1957. "
            + " ".join(_told(p, drawn) for p in people["person"])
        ),
        frame=frame,
        columns={"row": "Drawn as", "dates": "Held", "confidence": "Sureness"},
        sources=sources_of(drawn),
        doubt=(
            f"The chart draws {len(drawn)} spells; {recalled} are recalled and {rivals} are rival "
            f"readings. Left out of the {len(held)} known spells are seats in the Central "
            "Committee and other collective bodies, which would run under everything, posts that "
            "ended before 1917, and rival dates less than three months apart. Before about 1930 "
            "most dates are known to the year."
        ),
        size="wide",
        draw=lambda layout: charts.career_lanes(people, drawn, layout),
    )


def _plain(label: str) -> str:
    return label.split("|", maxsplit=1)[0]


def _told(person: str, drawn: pd.DataFrame) -> str:
    """One sentence on a career for the alt text: the highest office and what came after."""
    mine = drawn[(drawn["person"] == person) & (drawn["reading"] == "preferred")]
    offices = mine[mine["track"] != "seat"]
    top = offices.sort_values(["rank"], ascending=False, kind="stable").iloc[0]
    late = offices[offices["late"] & offices["label"].ne("")]
    after = (
        f"; afterwards {', '.join(late['label'].map(_plain).drop_duplicates())}"
        if len(late)
        else ""
    )
    return f"{surname(person)}: {_plain(top['label']) or top['post']}, {top['dates']}{after}."
