"""The chapter on the plenum: attendance, sittings and accusations against plain counts."""

from __future__ import annotations

import csv

import pytest
from antiparty import facts, figures, tables
from antiparty.facts import plenum
from antiparty.figures import plenum_network
from antiparty.figures.plenum import short_name
from antiparty.present.spec import states

FIGURES = ("who-could-attend", "sittings", "accusation-network")
THREE = {"malenkov", "molotov", "kaganovich"}


def _rows(table: str) -> list[dict[str, str]]:
    with (tables.data_dir() / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("plenum_entitled", 130 + 117 + 62),
        ("plenum_present", 121 + 94 + 51),
        ("plenum_members_needed", 61),
        ("plenum_unheard", 215 - 60),
        ("plenum_on_the_lists", 38_679),
        ("plenum_sittings_by_arithmetic", 7),
        ("plenum_elected_full", 15),
        ("plenum_promoted", 5),
        ("plenum_newcomers", 4),
        ("plenum_of_the_seven_kept", 2),
        ("plenum_named_in_public", 4),
        ("plenum_not_named_in_public", 4),
        ("plenum_gave_way_read", 4),
        ("plenum_gave_way_recalled", 3),
        ("plenum_held_out", 1),
    ],
)
def test_facts_by_hand(name: str, value: int) -> None:
    assert facts.get(name).value == value


def test_lines_against_a_plain_count() -> None:
    found = {
        (r["accuser_id"], r["accused_id"])
        for r in _rows("accusations")
        if r["venue"] == "plenum_june_1957"
        and r["reading"] == "preferred"
        and r["levelled"] == "yes"
        and r["accuser_id"]
        and r["accused_id"] not in {"stalin", "zhemchuzhina"}
    }
    assert facts.get("plenum_lines").value == len(found)
    at_three = [p for p in found if p[1] in THREE]
    assert facts.get("plenum_lines_at_the_three").value == len(at_three)
    back = {p for p in found if p[0] in THREE}
    assert facts.get("plenum_lines_back").value == len(back)
    assert ("kaganovich", "khrushchev") in back
    title = figures.get("accusation-network").title
    assert f"Of {len(found)} known" in title
    assert f"{len(at_three)} point" in title


def test_speakers_are_counted_once_and_without_hecklers() -> None:
    rows = [r for r in _rows("speeches") if r["form"] in ("speech", "unknown")]
    read = {r["person_id"] for r in rows if r["confidence"] != "recalled"}
    everyone = {r["person_id"] for r in rows}
    assert facts.get("plenum_speakers_read").value == len(read)
    assert facts.get("plenum_speakers_recalled").value == len(everyone - read)
    assert "malenkov" in read  # his first speech is recalled, his second was read
    assert "kuzmin" not in everyone


def test_sittings_fill_the_days_two_by_two() -> None:
    rows = plenum.sittings()
    days = dict(zip(rows["sitting"], rows["date"].str[-2:].astype(int), strict=True))
    assert days == {1: 22, 2: 24, 3: 24, 4: 25, 5: 25, 6: 26, 7: 26, 8: 27, 9: 27, 10: 28}
    assert rows.set_index("sitting")["basis"][[1, 2, 3, 10]].tolist() == [
        "read",
        "planned",
        "arithmetic",
        "read",
    ]


def test_who_gave_way_as_drawn() -> None:
    figure = figures.get("sittings")
    assert figure.title.startswith("Four of the eight gave way")
    assert figure.title.endswith("only Molotov is never shown to recant")
    turned = figure.frame[figure.frame["what"] == "recanted"]
    first = turned.groupby("name")["day"].min().str[8:10].astype(int).to_dict()
    assert {k: first[k] for k in ("Bulganin", "Malenkov", "Voroshilov", "Shepilov")} == {
        "Bulganin": 25,
        "Malenkov": 28,
        "Voroshilov": 28,
        "Shepilov": 29,
    }
    assert "Molotov" not in first


def test_nobody_moves_and_the_cast_is_small() -> None:
    figure = figures.get("accusation-network")
    for layout in ("wide", "narrow"):
        drawn = figure.draw(layout)
        places = [{n["id"]: (n["x"], n["y"]) for n in net.nodes} for net in drawn.values()]
        assert all(p == places[0] for p in places)
        assert len(places[0]) <= 30
        assert len(set(places[0].values())) == len(places[0])
    assert set(figure.alt) == set(plenum_network.STATES)
    assert short_name("kuznetsov_vasily") == "V. Kuznetsov"


@pytest.mark.parametrize("name", FIGURES)
def test_figures_draw_in_both_layouts(name: str) -> None:
    figure = figures.get(name)
    alts = figure.alt.values() if isinstance(figure.alt, dict) else [figure.alt]
    assert all(len(a) > 60 for a in alts)
    for state in states(figure):
        assert set(state.spec) == {"wide", "narrow"}
    strips = figures.get("who-could-attend").frame
    assert strips.loc[strips["group"] != "all", "people"].sum() == 309
