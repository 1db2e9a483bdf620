"""What the chapter on the lists counts: signatures, charges, and the record of both sides.

Counts of lists overlap between signers, and so do the names on them: nothing here adds persons or
lists across signers. A blank count is unknown, and "none found" is no zero.
"""

from __future__ import annotations

import pandas as pd

from antiparty import dates, tables
from antiparty.facts.common import table_of_21

PLENUM, CONGRESS = "plenum_june_1957", "congress_22"
READINGS = {"memorial": "Memorial", "yakovlev": "Yakovlev", "older": "Older works"}
ON_LISTS = r"\blists?\b|38,679|3,167"  # how our notes of a charge speak of the lists
KINDS = {  # column of the matrix -> kinds of record
    "Execution lists": ("lists_signed", "single_list", "names_on_lists", "names_part"),
    "Minutes, quotas": ("minute", "quota"),
    "Journeys": ("regional_trip",),
    "Troika": ("troika",),
    "Katyn sheet": ("katyn",),
    "On their watch": ("toll", "army_purge", "deportation"),
    "Cases of 1948–52": ("leningrad_affair", "jac"),
    "Other acts": ("other",),
    "Inquiries from 1955": ("commission",),
}
INQUIRIES = "Inquiries from 1955"
WORDS = {
    "lists": "June 1957, for the lists",
    "terror": "June 1957, for other acts",
    "retort": "June 1957, in a retort",
    "later": "October 1961, not for the lists",
    "never": "in neither, as far as we read",
}


@tables.remembered
def people() -> pd.DataFrame:
    """People by id: name, side, and whether they were alive in June 1957 as far as known."""
    rows = tables.read("people").set_index("person_id")
    last = [dates.parse(d).latest for d in rows["death"]]
    return rows.assign(dead=[bool(d and d < dates.day("1957-06-18")) for d in last])


@tables.remembered
def terror(venue: str) -> pd.DataFrame:
    """Charges of terror made at a venue.

    Rows that our notes place there only by inference are left out.
    """
    rows = tables.read("accusations")
    keep = (rows["venue"] == venue) & (rows["category"] == "terror") & (rows["levelled"] == "yes")
    return rows[keep & ~rows["note"].str.contains("inference")].reset_index(drop=True)


@tables.remembered
def named_for_lists(venue: str = PLENUM) -> pd.DataFrame:
    """Charges of signing or sanctioning lists, preferred readings."""
    rows = terror(venue)
    keep = rows["matter"].str.contains(ON_LISTS) & (rows["reading"] == "preferred")
    return rows[keep].reset_index(drop=True)


@tables.remembered
def accused(person_id: str) -> tuple[str, bool]:
    """(when and for what first: a key of WORDS, whether that is only recalled)."""
    june, later = terror(PLENUM), terror(CONGRESS)
    june = june[june["reading"] == "preferred"]
    # what one of the eight threw back at the other side is a retort, whatever its matter
    back = june["accuser_id"].map(people()["side_june_1957"]) == "opponent"
    lists = named_for_lists()
    for key, rows in (
        ("lists", lists[~lists["accusation_id"].isin(june.loc[back, "accusation_id"])]),
        ("terror", june[~back]),
        ("retort", june[back]),
        ("later", later),
    ):
        mine = rows[rows["accused_id"] == person_id]
        if len(mine):
            return key, bool((mine["confidence"] == "recalled").all())
    return "never", False


def signatures() -> pd.DataFrame:
    """Rows on execution lists that name a signer, with the count they follow (`by`)."""
    rows = tables.read("repression")
    rows = rows[(rows["kind"] == "lists_signed") & (rows["person_id"] != "")]
    readings = tables.read("conflict_readings")
    keep = (readings["table"] == "repression") & readings["reading_id"].isin(READINGS)
    by = readings[keep].set_index("row_id")["reading_id"]
    held = rows["record_id"].map(by).where(rows["reading"] != "preferred", "memorial")
    return rows.assign(by=held.fillna("memorial")).reset_index(drop=True)


@tables.remembered
def signers() -> pd.DataFrame:
    """One row a signer: the counts side by side, most by Memorial's count first."""
    rows, who = signatures(), people()
    wide = rows.pivot(index="person_id", columns="by", values="count").reindex(columns=READINGS)
    guess = rows[rows["confidence"] == "recalled"]
    found = wide.reset_index().sort_values(
        ["memorial", "person_id"], ascending=[False, True], ignore_index=True
    )
    status = [accused(p) for p in found["person_id"]]
    main = rows[rows["reading"] == "preferred"].set_index("person_id")
    return found.assign(
        person=found["person_id"].map(who["name_en"]),
        side=found["person_id"].map(who["side_june_1957"]),
        dead=found["person_id"].map(who["dead"]),
        accused=[s for s, _ in status],
        accused_recalled=[r for _, r in status],
        guess=[
            " ".join(guess.loc[guess["person_id"] == p, "by"].tolist()) for p in found["person_id"]
        ],
        sources=found["person_id"].map(main["sources"]),
        confidence=found["person_id"].map(main["confidence"]),
    )


@tables.remembered
def empty_slots() -> pd.DataFrame:
    """People of whom the record says that no list (or nothing at all) was found."""
    rows, who = tables.read("repression"), people()
    rows = rows[rows["kind"] == "none_found"]
    status = [accused(p) for p in rows["person_id"]]
    rows = rows.assign(
        person=rows["person_id"].map(who["name_en"]),
        side=rows["person_id"].map(who["side_june_1957"]),
        accused=[s for s, _ in status],
        accused_recalled=[r for _, r in status],
    )
    return rows.sort_values("record_id", ignore_index=True)


def _column(row: object) -> str:
    """The column of the matrix that a row of repression belongs to, or ""."""
    started = dates.parse(row.period).earliest
    year = started.year if started else 0
    column = next((c for c, kinds in KINDS.items() if row.kind in kinds), "")
    if column == "Katyn sheet" and (pd.isna(row.count) or year != 1940):
        return ""  # named as not on the sheet, or the denials of 1944
    if (column == "Other acts") and year > 1952:
        return ""  # papers of the struggle for power, not acts of the terror
    if "not his signature" in row.note or row.evidence.startswith("Abstained"):
        return ""  # context, and Molotov's silence on the arrest of his own wife
    if "out of the files in 1953" in row.evidence:
        return ""  # a paper removed later, charged in 1958
    if row.kind == "names_part" and "list" not in row.evidence:
        return ""  # the sum that Zhukov read out
    return column


@tables.remembered
def record() -> pd.DataFrame:
    """Rows on the people at the table in June 1957, with the matrix column of each.

    `sure` is false where a row is recalled or was read only in a novel.
    """
    table = table_of_21()
    rows = tables.read("repression")
    rows = rows[rows["person_id"].isin(table["person_id"])]
    kinds = tables.read("sources").set_index("source_id")["reliability"]
    read = [[kinds.get(s.split("@")[0], "") for s in cell.split()] for cell in rows["sources"]]
    rows = rows.assign(
        column=[_column(r) for r in rows.itertuples()],
        sure=[
            conf != "recalled" and any(k != "fiction" for k in found)
            for conf, found in zip(rows["confidence"], read, strict=True)
        ],
        side=rows["person_id"].map(table.set_index("person_id")["side"]),
        person=rows["person_id"].map(people()["name_en"]),
    )
    return rows[rows["column"] != ""].reset_index(drop=True)


@tables.remembered
def cells() -> pd.DataFrame:
    """The matrix: one row a person and column, with n, sure, rival and the evidence."""
    made = []
    order = list(KINDS)
    for (person_id, column), part in record().groupby(["person_id", "column"], sort=False):
        main = part[part["reading"] == "preferred"]
        if main.empty:
            continue
        lists = main[main["kind"] == "lists_signed"]
        made.append(
            {
                "person_id": person_id,
                "person": part["person"].iloc[0],
                "side": part["side"].iloc[0],
                "column": column,
                "n": len(main),
                "lists": int(lists["count"].iloc[0]) if len(lists) else 0,
                "sure": bool(part["sure"].any()),
                "rival": len(main) < len(part) and column != "Execution lists",
                "evidence": " ".join(main["evidence"].drop_duplicates()),
                "sources": " ".join(dict.fromkeys(" ".join(part["sources"]).split())),
                "_order": order.index(column),
            }
        )
    return pd.DataFrame(made).sort_values(["person_id", "_order"], ignore_index=True)


def on_record(side: str) -> pd.DataFrame:
    """People of a side with at least one row read outside novels on an act before March 1953."""
    found = cells()
    found = found[found["sure"] & (found["column"] != INQUIRIES) & (found["side"] == side)]
    return found.drop_duplicates("person_id").reset_index(drop=True)
