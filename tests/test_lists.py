"""The chapter on the lists: what is drawn, counted and said, against values counted by hand."""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path

import pytest
from antiparty import facts, figures
from antiparty.facts import lists as data
from antiparty.facts import lists_matters as matters
from antiparty.facts import lists_numbers as numbers
from browser import SITE

IDS = ("lists-by-signer", "record-of-both-sides", "said-and-left-out")
DATA = Path(__file__).resolve().parents[1] / "data"

# counted by hand from repression.csv and accusations.csv
COUNTED = {
    "lists_molotov": 372,
    "lists_stalin": 357,
    "lists_kaganovich": 188,
    "lists_voroshilov": 185,
    "lists_mikoyan": 8,
    "lists_kaganovich_older": 191,
    "lists_voroshilov_older": 195,
    "lists_gap": 3,
    "lists_all": 383,
    "lists_names": 44_500,
    "lists_shot": 681_692,
    "lists_alive": 4,  # Molotov, Kaganovich, Voroshilov, Mikoyan
    "lists_named": 2,  # Molotov, Kaganovich
    "lists_none_found": 12,
    "lists_katyn_proposed": 25_700,
    "lists_katyn_at_the_table": 4,
    "lists_khrushchev_registered": 41_305,
    "lists_khrushchev_to_shoot": 8_500,
    "lists_khrushchev_to_send_away": 32_805,
    "lists_khrushchev_ukraine": 167_565,
    "lists_ukraine_secretaries": 12,
    "lists_mikoyan_armenia": 300,
    "lists_armenia_quota": 1_500,
    "lists_armenia_quota_asked": 700,
    "lists_irkutsk_quota": 4_000,
    "lists_officers_dismissed": 40_000,
    "lists_brezhnev_deported": 2_617,
    "lists_record_against": 5,  # Molotov, Kaganovich, Voroshilov, Malenkov, Bulganin
    "lists_record_with": 4,  # Khrushchev, Mikoyan, Suslov, Brezhnev
    "lists_table_with": 13,
    "lists_matters": 14,
    "lists_matters_both": 5,  # lists, journeys, quotas, Katyn, deportations
    "lists_matters_both_silent": 4,
}


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", COUNTED)
def test_facts(name):
    made = facts.get(name)
    assert made.value == COUNTED[name]
    assert not made.rows.empty
    assert made.sources


def test_every_fact_of_the_chapter_is_counted_here():
    made = {n for m in (numbers, matters) for n in vars(m) if n.startswith("lists_")}
    assert made == set(COUNTED)


def test_the_note_of_july_1937_adds_up():
    parts = COUNTED["lists_khrushchev_to_shoot"] + COUNTED["lists_khrushchev_to_send_away"]
    assert parts == COUNTED["lists_khrushchev_registered"]


def test_who_is_counted():
    people = {name: set(facts.get(name).rows["person_id"]) for name in COUNTED}
    assert people["lists_named"] == {"molotov", "kaganovich"}
    assert people["lists_katyn_at_the_table"] == {
        *("molotov", "kaganovich", "voroshilov", "mikoyan"),
    }
    assert people["lists_record_against"] == {
        *("molotov", "kaganovich", "voroshilov", "malenkov", "bulganin"),
    }
    assert people["lists_record_with"] == {"khrushchev", "mikoyan", "suslov", "brezhnev"}


def test_the_counts_stand_under_the_right_heading():
    found = data.signers().set_index("person_id")[list(data.READINGS)]
    assert list(found.loc["molotov"]) == [372, 373, 373]
    assert list(found.loc["kaganovich"]) == [188, 189, 191]
    assert list(found.loc["voroshilov"]) == [185, 186, 195]
    assert list(found.loc["stalin"]) == [357, 361, 362]
    assert list(found.loc["zhdanov"]) == [176, 175, 177]


def test_when_each_was_accused():
    said = {p: data.accused(p)[0] for p in ("molotov", "kaganovich", "stalin")}
    assert set(said.values()) == {"lists"}
    assert data.accused("voroshilov") == ("later", False)
    assert data.accused("malenkov")[0] == "terror"
    assert data.accused("khrushchev") == ("retort", False)
    assert data.accused("zhukov") == ("retort", True)
    for person in ("mikoyan", "bulganin", "zhdanov", "suslov"):
        assert data.accused(person) == ("never", False)


def test_none_found_is_no_zero():
    frame = figures.get("lists-by-signer").frame.set_index("person")
    for person in ("Nikita Khrushchev", "Georgy Malenkov", "Nikolai Bulganin"):
        row = frame.loc[person]
        assert row["empty"] == "none found"
        assert row["memorial"] == "" and row["yakovlev"] == "" and row["older"] == ""
    assert "0" not in set(frame["memorial"])


def test_matters_name_rows_that_exist():
    known = {r["accusation_id"] for r in rows_of("accusations")}
    used = {c for m in matters.MATTERS for c in m.charges}
    assert used <= known
    records = data.record()
    for matter in matters.MATTERS:
        if matter.records:
            assert len(records.query(matter.records)), matter.name


def test_every_charge_of_terror_is_sorted_or_known_to_fit_no_matter():
    loose = {
        *("a022", "a023", "a025", "a026", "a059"),  # axe, the only clean man, a commander's lists
        *("ch20_kaganovich", "ch20_malenkov", "ch20_molotov"),  # a guess at arrests to come
        *("a064", "a075", "a076", "a077", "a087", "a095", "x02_shvernik_molotov"),
    }
    used = {c for m in matters.MATTERS for c in m.charges}
    table = set(data.people().query("side_june_1957 in ['opponent', 'supporter']").index)
    charged = {
        r["accusation_id"]
        for r in rows_of("accusations")
        if r["category"] == "terror"
        and r["levelled"] == "yes"
        and r["reading"] == "preferred"
        and r["accused_id"] in table
    }
    assert charged - used <= loose, charged - used - loose


def test_what_was_held_against_whom():
    held = matters.held().set_index(["matter", "person_id"])
    lists = held.loc["Execution lists, 1936–38"]
    assert dict(lists["when"]) == {
        **{"molotov": "june", "kaganovich": "june"},
        **{"voroshilov": "", "mikoyan": "", "khrushchev": ""},
    }
    assert lists["recorded"]["khrushchev"] == "recalled"
    leningrad = held.loc["Leningrad affair, 1949–50"]
    assert leningrad["when"]["malenkov"] == "june"
    assert leningrad["recorded"]["bulganin"] == "documented"
    assert leningrad["when"]["bulganin"] == ""
    assert held.loc["The army, 1937–38"]["when"]["voroshilov"] == "later"
    assert not held.loc[("Moscow, 1936–37", "kaganovich")]["charge_sure"]
    katyn = held.loc["Katyn, 1940"]
    assert set(katyn.index) == {"molotov", "kaganovich", "voroshilov", "mikoyan"}
    assert set(katyn["when"]) == {""}
    assert set(matters.silent()) == {
        *("Journeys, 1937", "Quotas and troika, 1937–38", "Katyn, 1940"),
        *("Jewish Committee, 1948–52", "Deportations, 1932–51"),
    }


def test_acts_of_others_are_not_held_against_a_person():
    cells = data.cells().set_index(["person_id", "column"])
    assert ("molotov", "Cases of 1948–52") not in cells.index  # his own wife was arrested
    assert ("khrushchev", "Katyn sheet") not in cells.index
    assert ("malenkov", "Execution lists") not in cells.index
    assert not cells.loc[("khrushchev", "Execution lists")]["sure"]
    assert cells.loc[("khrushchev", "Troika")]["rival"]


@pytest.mark.parametrize("figure_id", IDS)
def test_figures(figure_id):
    item = figures.get(figure_id)
    assert item.alt and item.caption and item.doubt and item.sources
    for layout in ("wide", "narrow"):
        drawn = item.draw(layout)
        assert drawn.data
        assert drawn.layout.width is None


def test_titles_are_true():
    title = figures.get("lists-by-signer").title
    assert title.startswith("Voroshilov signed about as many execution lists as Kaganovich")
    assert title.endswith("in June 1957 Molotov and Kaganovich were named for it")
    title = figures.get("record-of-both-sides").title
    assert "five of the eight" in title and "four of the thirteen" in title
    title = figures.get("said-and-left-out").title
    assert title.startswith("Of the five matters") and "four were held against nobody" in title


def test_tables_say_what_is_drawn():
    frame = figures.get("lists-by-signer").frame.set_index("person")
    assert frame["accused"]["Kliment Voroshilov"] == "October 1961, not for the lists"
    assert frame["accused"]["Anastas Mikoyan"] == "in neither, as far as we read"
    assert frame["accused"]["Georgy Zhukov"] == "June 1957, in a retort (recalled)"
    frame = figures.get("said-and-left-out").frame
    row = frame[(frame["matter"] == "Ukraine, 1938–40")].iloc[0]
    assert (row["person"], row["words"], row["by"]) == (
        *("Nikita Khrushchev", "June 1957", "Lazar Kaganovich"),
    )
    star = frame[frame["words"].str.endswith("*")]
    assert set(star["matter"]) == {"Moscow, 1936–37", "Ukraine, 1947"}
    frame = figures.get("record-of-both-sides").frame
    assert set(frame["person"]) == set(data.record()["person"]) | {
        *("Mikhail Pervukhin", "Dmitri Shepilov", "Alexei Kirichenko", "Georgy Zhukov"),
        *("Nikolai Belyaev", "Nuritdin Mukhitdinov"),
    }


@pytest.fixture(scope="module")
def words() -> str:
    """The chapter's words as the built page says them, without markup or citations' brackets."""
    page = (SITE / "book" / "lists.html").read_text("utf-8")
    text = html.unescape(re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", "", page, flags=re.S))
    return re.sub(r"\s+", " ", text)


def test_the_page_says_the_numbers(words):
    assert "383 lists of the years 1936 to 1938 are known, with about 44,500 names" in words
    assert "Of the four signers who took part in the events of June 1957, two were named" in words
    assert "195 for Voroshilov, 191 for Kaganovich" in words
    assert "tie five of the eight against Khrushchev to the repression" in words
    assert (
        "41,305 criminals and former kulaks of the region to Stalin, proposed to shoot 8,500"
        in words
    )


def test_the_page_is_even_and_says_what_it_lacks(words):
    assert "None found is no zero and no acquittal" in words
    assert "Nor does it follow that the charges were false" in words
    assert "What we do not know" in words
    for word in ("Stalinists", "old guard", "revolt", "innocent"):
        assert word not in words
