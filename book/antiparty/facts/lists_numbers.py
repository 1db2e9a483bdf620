"""Numbers of the chapter on the lists, for its sentences."""

from __future__ import annotations

import pandas as pd

from antiparty import tables
from antiparty.facts.common import table_of_21
from antiparty.facts.core import fact
from antiparty.facts.lists import empty_slots, on_record, record, signatures, signers


def _count(person_id: str, by: str = "memorial") -> tuple[int, pd.DataFrame]:
    rows = signatures()
    rows = rows[(rows["person_id"] == person_id) & (rows["by"] == by)]
    return int(rows["count"].iloc[0]), rows


def _row(**where: str) -> tuple[int, pd.DataFrame]:
    rows = tables.read("repression").query("reading == 'preferred'")
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return int(rows["count"].iloc[0]), rows


@fact
def lists_molotov() -> tuple[int, pd.DataFrame]:
    """Execution lists with Molotov's name, by Memorial's count."""
    return _count("molotov")


@fact
def lists_stalin() -> tuple[int, pd.DataFrame]:
    """Execution lists with Stalin's name, by Memorial's count."""
    return _count("stalin")


@fact
def lists_kaganovich() -> tuple[int, pd.DataFrame]:
    """Execution lists with Kaganovich's name, by Memorial's count."""
    return _count("kaganovich")


@fact
def lists_voroshilov() -> tuple[int, pd.DataFrame]:
    """Execution lists with Voroshilov's name, by Memorial's count."""
    return _count("voroshilov")


@fact
def lists_mikoyan() -> tuple[int, pd.DataFrame]:
    """Execution lists with Mikoyan's name, by Memorial's count."""
    return _count("mikoyan")


@fact
def lists_kaganovich_older() -> tuple[int, pd.DataFrame]:
    """Execution lists with Kaganovich's name, by the count of older works."""
    return _count("kaganovich", "older")


@fact
def lists_voroshilov_older() -> tuple[int, pd.DataFrame]:
    """Execution lists with Voroshilov's name, by the count of older works."""
    return _count("voroshilov", "older")


@fact
def lists_gap() -> tuple[int, pd.DataFrame]:
    """Memorial's count for Kaganovich less Memorial's count for Voroshilov."""
    one, rows = _count("kaganovich")
    two, more = _count("voroshilov")
    return one - two, pd.concat([rows, more])


@fact
def lists_all() -> tuple[int, pd.DataFrame]:
    """Execution lists of 1936-38, all signers together, preferred reading."""
    return _row(kind="lists_signed", person_id="")


@fact
def lists_names() -> tuple[int, pd.DataFrame]:
    """Names on the lists of 1936-38, about, preferred reading."""
    return _row(kind="names_on_lists", person_id="")


@fact
def lists_shot() -> tuple[int, pd.DataFrame]:
    """People shot in 1937-38 by the commission of 1956, preferred reading."""
    return _row(kind="finding", unit="persons shot")


@fact
def lists_alive() -> tuple[int, pd.DataFrame]:
    """Signers counted by Memorial who belonged to one of the two sides of June 1957."""
    rows = signers()
    rows = rows[rows["side"].isin(["opponent", "supporter"])]
    return len(rows), rows


@fact
def lists_named() -> tuple[int, pd.DataFrame]:
    """Living signers charged with the lists at the plenum of June 1957, preferred readings."""
    rows = lists_alive()[1]
    return int((rows["accused"] == "lists").sum()), rows[rows["accused"] == "lists"]


@fact
def lists_none_found() -> tuple[int, pd.DataFrame]:
    """People of whom the record says that no signature was found in a limited search."""
    rows = empty_slots()
    return len(rows), rows


@fact
def lists_katyn_proposed() -> tuple[int, pd.DataFrame]:
    """Prisoners whom Beria proposed to shoot on 5 March 1940."""
    return _row(kind="katyn", person_id="stalin")


@fact
def lists_khrushchev_registered() -> tuple[int, pd.DataFrame]:
    """People of the Moscow region whom Khrushchev reported to Stalin on 10 July 1937."""
    return _row(person_id="khrushchev", unit="persons registered")


@fact
def lists_khrushchev_to_shoot() -> tuple[int, pd.DataFrame]:
    """People whom he proposed to shoot in the same note."""
    return _row(person_id="khrushchev", kind="troika", unit="persons to be shot")


@fact
def lists_khrushchev_ukraine() -> tuple[int, pd.DataFrame]:
    """Arrests in Ukraine in 1938-40, by the commission of 1988 as reprinted in a novel."""
    return _row(person_id="khrushchev", kind="toll", period="1938/1940")


@fact
def lists_khrushchev_to_send_away() -> tuple[int, pd.DataFrame]:
    """People whom he proposed to send away in the same note."""
    return _row(person_id="khrushchev", kind="troika", unit="persons to be sent away")


@fact
def lists_mikoyan_armenia() -> tuple[int, pd.DataFrame]:
    """People on the arrest list that Mikoyan signed in Armenia, by his own account."""
    return _row(person_id="mikoyan", kind="regional_trip")


@fact
def lists_armenia_quota() -> tuple[int, pd.DataFrame]:
    """The extra quota of shootings for Armenia after the journey, preferred reading."""
    return _row(person_id="mikoyan", kind="quota")


@fact
def lists_armenia_quota_asked() -> tuple[int, pd.DataFrame]:
    """The extra shootings that Mikoyan himself asked for, by the rival account."""
    rows = tables.read("repression").query("person_id == 'mikoyan' and kind == 'quota'")
    rows = rows[rows["reading"] == "rival"]
    return int(rows["count"].iloc[0]), rows


@fact
def lists_irkutsk_quota() -> tuple[int, pd.DataFrame]:
    """The extra quota for Irkutsk of 26 April 1938, approved by five men."""
    return _row(person_id="voroshilov", kind="quota")


@fact
def lists_brezhnev_deported() -> tuple[int, pd.DataFrame]:
    """People deported from Moldavia in April 1951 as Jehovah's Witnesses."""
    return _row(person_id="brezhnev", kind="deportation")


@fact
def lists_katyn_at_the_table() -> tuple[int, pd.DataFrame]:
    """People at the table in June 1957 whose names stand on the Katyn sheet of 5 March 1940."""
    rows = record()
    rows = rows[rows["column"] == "Katyn sheet"]
    return len(rows), rows


@fact
def lists_record_against() -> tuple[int, pd.DataFrame]:
    """Opponents at the table with at least one act on record, read in a work not a novel."""
    rows = on_record("opponent")
    return len(rows), rows


@fact
def lists_record_with() -> tuple[int, pd.DataFrame]:
    """Supporters at the table with at least one act on record, read in a work not a novel."""
    rows = on_record("supporter")
    return len(rows), rows


@fact
def lists_table_with() -> tuple[int, pd.DataFrame]:
    """People at the table on 18 June 1957 who stood with Khrushchev."""
    rows = table_of_21()
    rows = rows[rows["side"] == "supporter"]
    return len(rows), rows


@fact
def lists_ukraine_secretaries() -> tuple[int, pd.DataFrame]:
    """Provincial secretaries of Ukraine, new in early 1938, who had been removed by summer."""
    return _row(person_id="khrushchev", unit="provincial secretaries")


@fact
def lists_officers_dismissed() -> tuple[int, pd.DataFrame]:
    """Officers whom Voroshilov said to have dismissed, in November 1938, more than."""
    rows = tables.read("repression").query("person_id == 'voroshilov' and kind == 'army_purge'")
    rows = rows[rows["reading"] == "rival"]
    return int(rows["count"].iloc[0]), rows
