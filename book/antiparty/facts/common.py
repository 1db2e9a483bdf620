"""Facts that every chapter shares: who sat where on 18 June 1957, and how they divided."""

from __future__ import annotations

import pandas as pd

from antiparty import asof, tables
from antiparty.facts.core import fact

JUNE = "1957-06-18"
SEATS = {
    "presidium_full": "full member",
    "presidium_candidate": "candidate member",
    "secretariat": "secretary",
}


@tables.remembered
def seat_rows(day: str = JUNE, *bodies: str) -> pd.DataFrame:
    """Seats of the top bodies on ``day``: person_id, name, seat, side, start, end, provenance."""
    rows = asof.seats(day)
    rows = rows[rows["organization_id"].isin(bodies or SEATS)]
    people = tables.read("people").set_index("person_id")
    return pd.DataFrame(
        {
            "person_id": rows["person_id"],
            "name": rows["person_id"].map(people["name_en"]),
            "seat": rows["organization_id"].map(SEATS),
            "side": rows["person_id"].map(people["side_june_1957"]),
            "start": rows["start"],
            "end": rows["end"],
            "sources": rows["sources"],
            "confidence": rows["confidence"],
        }
    ).sort_values(["seat", "name"], ignore_index=True)


@tables.remembered
def table_of_21(day: str = JUNE) -> pd.DataFrame:
    """Everyone at or around the table, once, by the highest seat held (columns of seat_rows)."""
    rows = seat_rows(day)
    order = {seat: n for n, seat in enumerate(SEATS.values())}
    rows = rows.assign(_order=rows["seat"].map(order)).sort_values(["_order", "name"])
    return rows.drop_duplicates("person_id").drop(columns="_order").reset_index(drop=True)


@fact
def full_members() -> tuple[int, pd.DataFrame]:
    """Full members of the Presidium on 18 June 1957, the only ones with a vote."""
    rows = seat_rows(JUNE, "presidium_full")
    return len(rows), rows


@fact
def candidates() -> tuple[int, pd.DataFrame]:
    """Candidate members of the Presidium on 18 June 1957."""
    rows = seat_rows(JUNE, "presidium_candidate")
    return len(rows), rows


@fact
def secretaries() -> tuple[int, pd.DataFrame]:
    """Secretaries of the Central Committee on 18 June 1957, the First Secretary among them."""
    rows = seat_rows(JUNE, "secretariat")
    return len(rows), rows


@fact
def secretaries_without_a_seat() -> tuple[int, pd.DataFrame]:
    """Secretaries on 18 June 1957 who were neither full nor candidate members of the Presidium."""
    rows = table_of_21()
    rows = rows[rows["seat"] == "secretary"]
    return len(rows), rows


@fact
def at_the_table() -> tuple[int, pd.DataFrame]:
    """People who were full member, candidate member or secretary on 18 June 1957, each once."""
    rows = table_of_21()
    return len(rows), rows


@fact
def without_a_vote() -> tuple[int, pd.DataFrame]:
    """Candidate members and secretaries on 18 June 1957 who were not full members."""
    rows = table_of_21()
    rows = rows[rows["seat"] != "full member"]
    return len(rows), rows


@fact
def against_full() -> tuple[int, pd.DataFrame]:
    """Full members on 18 June 1957 who moved or sided against Khrushchev, by later accounts."""
    rows = seat_rows(JUNE, "presidium_full")
    rows = rows[rows["side"] == "opponent"]
    return len(rows), rows


@fact
def with_full() -> tuple[int, pd.DataFrame]:
    """Full members on 18 June 1957 who stood with Khrushchev, himself included."""
    rows = seat_rows(JUNE, "presidium_full")
    rows = rows[rows["side"] == "supporter"]
    return len(rows), rows


@fact
def against_without_a_vote() -> tuple[int, pd.DataFrame]:
    """Candidate members and secretaries who sided against Khrushchev in June 1957."""
    rows = table_of_21()
    rows = rows[(rows["seat"] != "full member") & (rows["side"] == "opponent")]
    return len(rows), rows


@fact
def with_without_a_vote() -> tuple[int, pd.DataFrame]:
    """Candidate members and secretaries who stood with Khrushchev in June 1957."""
    rows = table_of_21()
    rows = rows[(rows["seat"] != "full member") & (rows["side"] == "supporter")]
    return len(rows), rows


@fact
def opponents() -> tuple[int, pd.DataFrame]:
    """People of the data whose side in June 1957 is coded as against Khrushchev."""
    people = tables.read("people")
    rows = people[people["side_june_1957"] == "opponent"]
    columns = ["person_id", "name_en", "birth", "death", "sources", "confidence"]
    return len(rows), rows[columns]
