"""Figure of the chapter on the lists: what was held against whom, and what against nobody."""

from __future__ import annotations

import pandas as pd

from antiparty import facts
from antiparty.charts import lists_matters as charts
from antiparty.facts import lists_matters as data
from antiparty.figures import Figure, figure
from antiparty.figures.eleven_careers import sources_of, surname
from antiparty.figures.lists import SIDE

GROUPS = {
    False: "Held against somebody at the plenum",
    True: "Held against nobody there, as far as we read",
}


def _when(row: object) -> str:
    """The month of the first charge, with a star where it is recalled; "" for none."""
    if not row.when:
        return ""
    month = "June 1957" if row.when == data.JUNE else f"{row.first:%B %Y}"
    return month + ("" if row.charge_sure else "*")


def _rows() -> pd.DataFrame:
    """What is drawn: people by matter, opponents first, the charged before the others."""
    rows = data.held()
    quiet = set(data.silent())
    rows = rows.assign(
        surname=[surname(p) for p in rows["person"]],
        words=[_when(r) for r in rows.itertuples()],
        key=rows["when"].map({data.JUNE: "lists", data.LATER: "later", "": "never"}),
        silent=rows["matter"].isin(quiet),
        place=rows["matter"].map({m.name: n for n, m in enumerate(data.MATTERS)}),
        late=rows["when"].map({data.JUNE: 0, data.LATER: 1, "": 2}),
    )
    hovers = [
        f"<b>{r.person}</b><br>{r.matter}<br>On record: {r.recorded or 'nothing in our data'}"
        f"<br>Charged: {r.words or 'no charge found'}" + (f"<br>By: {r.by}" if r.by else "")
        for r in rows.itertuples()
    ]
    rows = rows.assign(hover=hovers, group=rows["silent"].map(GROUPS))
    order = ["silent", "place", "side", "late", "surname"]
    return rows.sort_values(order, ignore_index=True)


@figure("said-and-left-out")
def said_and_left_out() -> Figure:
    """Matters of the record, whom they touch, and who was charged with them and when."""
    rows = _rows()
    both, quiet = facts.get("lists_matters_both"), facts.get("lists_matters_both_silent")
    told = []
    for matter, part in rows.groupby("matter", sort=False):
        names = [
            f"{r.surname} ({r.recorded or 'not on record'}, {r.words or 'no charge found'})"
            for r in part.itertuples()
        ]
        told.append(f"{matter}: {', '.join(names)}.")
    frame = rows.assign(side=rows["side"].map(SIDE))
    return Figure(
        title=(
            f"Of the {both.text} matters documented for men of both sides, {quiet.text} were held "
            "against nobody at the plenum, as far as we read"
        ),
        subtitle="Matters of the repression: whom the record names, and when each was first "
        "charged with them in a party meeting",
        caption=(
            "A filled square or circle is on record for the matter, one with a dot only from "
            "memory or a reprint in a novel, and a name without either is not on record in our "
            "data. Squares stood against Khrushchev, circles with him. A full triangle is a "
            "charge at the plenum of June 1957, an open one a first charge later on; a star marks "
            "a charge that we only recall. Where no month stands, no charge was found. The "
            "matters are our sorting."
        ),
        alt=f"{rows['matter'].nunique()} rows of matters. " + " ".join(told),
        frame=frame["matter person side recorded words by sources".split()],
        columns={
            "recorded": "On record",
            "words": "First charged",
            "by": "Charged by, in all",
        },
        sources=sources_of(rows),
        doubt=(
            "We have read parts of the plenum, and most speeches not at all, so a missing charge "
            "may stand in a page that we have not seen. Charges of no single matter are left out, "
            "such as the axe that Khrushchev and Molotov each said the other wanted. The charge "
            "on Ukraine in 1938–40 was a question of Kaganovich’s that was talked down."
        ),
        size="wide",
        draw=lambda layout: charts.matters(rows, layout),
    )
