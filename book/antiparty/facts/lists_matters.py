"""What was held against whom: the matters of the record beside the charges of terror.

The matters are our sorting of free text. A charge of no single matter (the wish to take up the
axe, the guess about arrests to come) belongs to none, and so does a record that stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from antiparty import dates, tables
from antiparty.facts.common import table_of_21
from antiparty.facts.core import fact
from antiparty.facts.lists import PLENUM, people, record


@dataclass(frozen=True)
class Matter:
    """A matter: which rows of the record belong to it (a query) and which charges (ids)."""

    name: str
    records: str
    charges: tuple[str, ...] = ()


MATTERS = (
    Matter(
        "Execution lists, 1936–38",
        "column == 'Execution lists'",
        ("a014", "a015", "ch03_molotov", "ch04_molotov", "a094", "a103", "a104"),
    ),
    Matter(
        "The army, 1937–38",
        "kind == 'army_purge' or evidence.str.contains('Yakir')",
        (
            *("ch05_molotov", "ch05_kaganovich", "a078", "a083", "a089", "a090"),
            *("a096", "a098", "x01_furtseva_malenkov"),
        ),
    ),
    Matter(
        "The railways, 1937–38",
        "person_id == 'kaganovich' and evidence.str.contains('railways|transport')",
        ("ch06_kaganovich", "a021", "a092"),
    ),
    Matter("The Komsomol’s leaders", "", ("a028", "a029", "a030")),
    Matter("Oversight of the police", "", ("a016",)),
    Matter(
        "Leningrad affair, 1949–50",
        "kind == 'leningrad_affair'",
        (
            *("a018", "a020", "a028", "a040", "a042", "a047"),
            *("a060", "a066", "a086", "a097"),
        ),
    ),
    Matter("Moscow, 1936–37", "kind == 'toll' and place_id == 'moscow'", ("a021", "a046")),
    Matter(
        "Ukraine, 1938–40",
        "kind == 'toll' and place_id == '' and person_id == 'khrushchev'",
        ("a024",),
    ),
    Matter("Ukraine, 1947", "period.str.startswith('1947')", ("a041", "ch22_kaganovich", "a084")),
    Matter("Journeys, 1937", "kind == 'regional_trip'", ("a065", "a085", "a093", "a105")),
    Matter("Quotas and troika, 1937–38", "kind in ['quota', 'troika']"),
    Matter("Katyn, 1940", "column == 'Katyn sheet'"),
    Matter("Jewish Committee, 1948–52", "kind == 'jac'"),
    Matter("Deportations, 1932–51", "kind == 'deportation'"),
)
JUNE, LATER = "june", "later"


def charges() -> pd.DataFrame:
    """Charges of the matters against people at the table, preferred readings, first one first."""
    rows = tables.read("accusations")
    rows = rows[(rows["reading"] == "preferred") & (rows["levelled"] == "yes")]
    rows = rows[rows["accused_id"].isin(table_of_21()["person_id"])]
    first = [dates.parse(d).earliest for d in rows["date"]]
    rows = rows.assign(
        first=first,
        when=[JUNE if v == PLENUM else LATER for v in rows["venue"]],
        person_id=rows["accused_id"],
        by=rows["accuser_id"].map(people()["name_en"]),
    )
    parts = [rows[rows["accusation_id"].isin(m.charges)].assign(matter=m.name) for m in MATTERS]
    return pd.concat(parts).sort_values("first", kind="stable").reset_index(drop=True)


@tables.remembered
def held() -> pd.DataFrame:
    """One row a matter and person: what stands on record, when charged first, and by whom.

    `recorded` is "", "documented" or "recalled"; `when` is "", JUNE or LATER; `charge_sure` is
    false where every charge of that time is recalled.
    """
    acts, said = record(), charges()
    table = table_of_21().set_index("person_id")
    made = []
    for matter in MATTERS:
        mine = acts.query(matter.records) if matter.records else acts.iloc[:0]
        against = said[said["matter"] == matter.name]
        for person_id in table.index:
            facts = mine[mine["person_id"] == person_id]
            words = against[against["person_id"] == person_id]
            if facts.empty and words.empty:
                continue
            when = "" if words.empty else JUNE if (words["when"] == JUNE).any() else LATER
            then = words[words["when"] == when]
            read = then[then["confidence"] != "recalled"]
            sure = "documented" if facts["sure"].any() else "recalled"
            cited = [*facts["sources"], *words["sources"]]
            made.append(
                {
                    "matter": matter.name,
                    "person_id": person_id,
                    "person": table["name"][person_id],
                    "side": table["side"][person_id],
                    "recorded": sure if len(facts) else "",
                    "when": when,
                    "first": None if then.empty else (then if read.empty else read)["first"].min(),
                    "charge_sure": not read.empty,
                    "by": ", ".join(dict.fromkeys(words["by"])),
                    "sources": " ".join(dict.fromkeys(" ".join(cited).split())),
                }
            )
    return pd.DataFrame(made)


def silent() -> list[str]:
    """Matters that we find held against nobody at the plenum."""
    rows = held()
    said = set(rows.loc[rows["when"] == JUNE, "matter"])
    return [m.name for m in MATTERS if m.name not in said]


def on_both_sides() -> pd.DataFrame:
    """Rows of the record in matters that are documented for people of both sides."""
    rows = held()
    rows = rows[rows["recorded"] == "documented"]
    sides = rows.groupby("matter")["side"].nunique()
    return rows[rows["matter"].map(sides) == 2].reset_index(drop=True)


@fact
def lists_matters() -> tuple[int, pd.DataFrame]:
    """Matters into which we sorted the record and the charges of terror."""
    rows = held()
    return rows["matter"].nunique(), rows


@fact
def lists_matters_both() -> tuple[int, pd.DataFrame]:
    """Matters in which works that were read name people of both sides."""
    rows = on_both_sides()
    return rows["matter"].nunique(), rows


@fact
def lists_matters_both_silent() -> tuple[int, pd.DataFrame]:
    """Of the matters documented on both sides, those we find held against nobody at the plenum."""
    rows = on_both_sides()
    rows = rows[rows["matter"].isin(silent())]
    return rows["matter"].nunique(), rows
