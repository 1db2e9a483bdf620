"""Figures of the chapter on the lists: lists by signer, and the record of both sides."""

from __future__ import annotations

import pandas as pd

from antiparty import facts
from antiparty.charts import lists as charts
from antiparty.charts.common import wrap
from antiparty.facts import lists as data
from antiparty.facts.common import table_of_21
from antiparty.figures import Figure, figure
from antiparty.figures.eleven_careers import sources_of, surname

SIDE = {
    "opponent": "against Khrushchev",
    "supporter": "with Khrushchev",
    "not_in_office": "not in office or dead",
}
GROUPS = {
    True: "Signers who took part in June 1957",
    False: "Signers who were dead or gone by then",
}
NONE = "No signature found: no zero, no acquittal"


def _number(value: object) -> str:
    return "" if pd.isna(value) else str(int(value))


def _charge(key: str, recalled: bool) -> str:
    return data.WORDS[key] + (" (recalled)" if recalled else "")


def _drawn() -> pd.DataFrame:
    """Signers and empty slots as the chart takes them."""
    rows = data.signers()
    present = rows["side"].isin(["opponent", "supporter"])
    rows = rows.assign(group=[GROUPS[p] for p in present], count=rows["memorial"], empty="")
    for by in data.READINGS:
        rows[by] = [
            _number(v) + ("*" if by in g.split() else "")
            for v, g in zip(rows[by], rows["guess"], strict=True)
        ]
    none = data.empty_slots().assign(group=NONE, count=pd.NA, empty="none found")
    none = none.assign(**dict.fromkeys(data.READINGS, ""))
    rows = pd.concat([*(rows[rows["group"] == g] for g in GROUPS.values()), none])
    rows = rows.assign(
        counts=list(zip(*(rows[by] for by in data.READINGS), strict=True)),
        words=[_charge(r.accused, r.accused_recalled) for r in rows.itertuples()],
    )
    hovers = []
    for r in rows.itertuples():
        said = r.empty or ", ".join(
            f"{data.READINGS[b]} {c}" for b, c in zip(data.READINGS, r.counts, strict=True) if c
        )
        hovers.append(f"<b>{r.person}</b><br>Lists: {said}<br>Accused: {r.words}")
    return rows.assign(hover=hovers).reset_index(drop=True)


def _names(ids: list[str], rows: pd.DataFrame) -> str:
    names = [surname(n) for n in rows.set_index("person_id").loc[ids, "person"]]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


@figure("lists-by-signer")
def lists_by_signer() -> Figure:
    """Execution lists by signer with rival counts and the time of the charge."""
    rows = _drawn()
    found = data.signers().set_index("person_id")
    one, two = (int(found.loc[p, "memorial"]) for p in ("kaganovich", "voroshilov"))
    alike = abs(one - two) <= 0.1 * max(one, two)
    compare = "about as many" if alike else "more" if two > one else "fewer"
    than = "as" if alike else "than"
    living = found[found["side"].isin(["opponent", "supporter"])].reset_index()
    named = list(living.loc[living["accused"] == "lists", "person_id"])
    unnamed = "" if "voroshilov" in named else "; in June 1957 "
    unnamed += f"{_names(named, living)} were named for it" if unnamed and named else ""
    frame = rows.assign(side=rows["side"].map(SIDE))
    frame["yakovlev"] = frame["yakovlev"].str.rstrip("*")
    told = [
        f"{r.person}: {r.empty or ', '.join(c for c in r.counts if c)}; accused: {r.words}."
        for r in rows.itertuples()
    ]
    return Figure(
        title=f"Voroshilov signed {compare} execution lists {than} Kaganovich{unnamed}",
        subtitle="Lists of 1936–38 that carry each name, by three counts, and whether the plenum "
        "of 1957 or the congress of 1961 heard a charge of terror",
        caption=(
            "Bars follow Memorial’s count, which we prefer since Memorial published the lists; the "
            "other counts stand beside it, on a phone in the order Memorial, Yakovlev, older "
            "works. A star is a count from memory. Squares stood against Khrushchev, circles "
            "with him, hollow diamonds were dead or gone. A full triangle is a charge at the "
            "plenum of June 1957, an open one at the congress of October 1961; a retort is a "
            "charge thrown back by one of the accused. One list can carry several names, so the "
            "bars cannot be added."
        ),
        alt=f"{len(rows)} lanes. Counts by Memorial, Yakovlev and older works. " + " ".join(told),
        frame=frame[
            "person side memorial yakovlev older empty words confidence sources".split()
        ].rename(columns={"words": "accused"}),
        columns={
            "memorial": "Memorial",
            "yakovlev": "Yakovlev",
            "older": "Older works",
            "empty": "If no count",
            "accused": "Accused, 1957 or 1961",
            "confidence": "Sureness",
        },
        sources=sources_of(data.signatures(), most=4) + sources_of(data.named_for_lists(), most=2),
        doubt=(
            "We read Memorial’s tally in a page that repeats it, not in Memorial’s own table. "
            "Charges are those we could read or recall; a full transcript may add to them. Charges "
            "made elsewhere, such as those against Stalin in February 1956, are not in this "
            "column. One later summary puts Malenkov in Stalin’s place among "
            "those named for the lists. A reproach of fear to Voroshilov is left out, since only "
            "inference puts it at this plenum."
        ),
        size="wide",
        draw=lambda layout: charts.signers(rows, layout),
    )


@figure("record-of-both-sides")
def record_of_both_sides() -> Figure:
    """People at the table in June 1957 by kind of record."""
    table, seen = table_of_21(), data.record()
    cells = data.cells()
    cells = cells.assign(
        mark=["bystander" if r.column == data.INQUIRIES else r.side for r in cells.itertuples()],
        text=[str(r.lists) if r.lists else "" for r in cells.itertuples()],
        hover=[
            f"<b>{r.person}</b><br>{r.column}<br>{wrap(r.evidence, 46)}"
            + ("" if r.sure else "<br>From memory, or read only in a novel.")
            for r in cells.itertuples()
        ],
    )
    acts = cells[cells["column"] != data.INQUIRIES]
    kinds = acts.groupby("person_id").size()
    none = set(data.empty_slots()["person_id"])
    people = table.assign(
        person=table["name"],
        group=table["side"].map({"opponent": "Against Khrushchev", "supporter": "With Khrushchev"}),
        n=table["person_id"].map(kinds).fillna(0).astype(int),
        empty=[
            ("none found" if p in none else "not searched, nothing coded")
            if p not in set(acts["person_id"])
            else ""
            for p in table["person_id"]
        ],
    ).sort_values(["side", "n", "name"], ascending=[True, False, True])
    against, with_him = facts.get("lists_record_against"), facts.get("lists_record_with")
    of, of_with = facts.get("opponents"), facts.get("lists_table_with")
    blank = people[people["empty"] != ""]
    frame = cells.assign(
        side=cells["side"].map(SIDE),
        sure=cells["sure"].map({True: "documented", False: "recalled, or only in a novel"}),
        rival=cells["rival"].map({True: "yes", False: ""}),
    )
    rest = blank.assign(side=blank["side"].map(SIDE), column="", evidence=blank["empty"])
    rest = rest.assign(sure="", rival="", sources="")
    frame = pd.concat([frame, rest], ignore_index=True)
    told = []
    for r in people.itertuples():
        mine = cells[cells["person_id"] == r.person_id]
        parts = [f"{c.column.lower()}{'' if c.sure else ' (recalled)'}" for c in mine.itertuples()]
        told.append(f"{r.person}: {', '.join(parts + [r.empty] * bool(r.empty))}.")
    return Figure(
        title=(
            f"Works we read tie {against.text} of the {of.text} against Khrushchev, and "
            f"{with_him.text} of the {of_with.text} with him, to the repression"
        ),
        subtitle="People at the table on 18 June 1957 by kind of act or post on record",
        caption=(
            "Filled marks rest on a work that was read, hollow ones with a dot on memory or on a "
            "reprint in a novel, crossed ones on accounts that differ. Diamonds are seats on later "
            "inquiries, no charge. The number in the first column is Memorial’s count of lists. "
            "“On their watch” is a purge or a deportation where they held office. The title counts "
            "those with a filled or crossed mark in any column but the last."
        ),
        alt=f"{len(people)} rows. " + " ".join(told),
        frame=frame["person side column sure rival evidence sources".split()],
        columns={"column": "Kind of record", "sure": "Sureness", "rival": "Accounts differ"},
        sources=sources_of(seen[seen["sure"]], most=8),
        doubt=(
            "The kinds are not of equal weight: a signature, a journey and a post held in bad "
            "years stand side by side, and one mark can stand for one paper or for many. The "
            "famous were searched more than the young. For Malenkov and Bulganin no list was "
            "found. That Khrushchev sat on the troika is not shown; his mark under the lists is "
            "for lists of Ukrainian officials and rests on a reprint in a novel. Suslov and "
            "Brezhnev are named for what happened in lands that they governed."
        ),
        size="wide",
        draw=lambda layout: charts.record(people, cells, list(data.KINDS), layout),
    )
