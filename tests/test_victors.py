"""The chapter on the victors: what is drawn, counted and said, against values counted by hand."""

from __future__ import annotations

import pytest
from antiparty import facts, figures
from antiparty.facts import victors as data

IDS = ("winners-seats", "room-of-1964", "lives-after-june")

# counted by hand from memberships.csv, people.csv and sanctions.csv
COUNTED = {
    "victors_elected": 15,
    "victors_winners": 13,
    "victors_new_full": 9,
    "victors_seated_1958": 12,  # all but Zhukov
    "victors_seated_1961": 7,
    "victors_seated_1964": 4,  # Brezhnev, Mikoyan, Shvernik, Suslov
    "victors_gone": 9,
    "victors_new_gone_1961": 5,  # Zhukov, Belyaev, Aristov, Ignatov, Furtseva
    "victors_outlasted": 3,
    "victors_room": 11,
    "victors_removers": 9,
    "victors_removers_1957": 6,
    "victors_died_in_seat": 3,
    "victors_outlived": 13,
    "victors_expelled": 0,
    "victors_months_zhukov": 4,
}


@pytest.mark.parametrize("name", COUNTED)
def test_facts(name):
    made = facts.get(name)
    assert made.value == COUNTED[name]
    assert not made.rows.empty
    assert made.sources


def test_who_is_counted():
    people = {name: set(facts.get(name).rows["person_id"]) for name in COUNTED}
    assert people["victors_outlasted"] == {"zhukov", "kirichenko", "belyaev"}
    assert people["victors_seated_1964"] == {"brezhnev", "mikoyan", "shvernik", "suslov"}
    assert people["victors_removers_1957"] == {
        *("brezhnev", "mikoyan", "shvernik", "suslov"),
        *("kosygin", "kirilenko"),
    }
    assert people["victors_died_in_seat"] == {"kuusinen", "suslov", "brezhnev"}
    assert not {"bulganin", "voroshilov"} & people["victors_winners"]


def test_gone_and_seated_add_up():
    assert COUNTED["victors_gone"] + COUNTED["victors_seated_1964"] == COUNTED["victors_winners"]
    gone = set(facts.get("victors_gone").rows["person_id"])
    still = set(facts.get("victors_seated_1964").rows["person_id"])
    assert gone | still == set(data.winners()["person_id"]) and not gone & still


def test_the_room_has_one_target_and_one_ill():
    room = data.room_of_1964().set_index("person_id")
    assert list(room.index[room["target"]]) == ["khrushchev"]
    assert list(room.index[room["ill"]]) == ["kozlov"]
    assert set(room.index[room["seat_1957"] == "none"]) == {"podgorny", "polyansky", "voronov"}


def test_the_order_of_the_exits():
    rows = list(data.exits()["person_id"])
    assert rows[0] == "zhukov"
    assert rows.index("voroshilov") > rows.index("belyaev")
    assert rows.index("khrushchev") < rows.index("kozlov")


@pytest.mark.parametrize("figure_id", IDS)
def test_figures(figure_id):
    item = figures.get(figure_id)
    assert item.alt and item.caption and item.doubt and item.sources
    for layout in ("wide", "narrow"):
        drawn = item.draw(layout)
        assert drawn.data
        assert drawn.layout.width is None


def test_titles_and_words_are_true():
    title = figures.get("winners-seats").title
    assert "thirteen" in title and "twelve" in title and "seven" in title and "four" in title
    assert figures.get("room-of-1964").title.startswith("Six of the nine")
    assert "every one of the thirteen" in figures.get("lives-after-june").title
    until = figures.get("winners-seats").frame.set_index("person")["end"]
    assert until["Otto Kuusinen"] == "May 1964, died"
    assert until["Frol Kozlov"] == "November 1964, released, ill"
    assert until["Nikita Khrushchev"] == "October 1964, removed"
    assert until["Kliment Voroshilov"] == "July 1960, “own request”"
    assert until["Nikolai Shvernik"] == "still seated"


def test_no_two_seats_of_a_person_overlap():
    rows = data.seats_of(list(data.lives()["person_id"]))
    for _, seats in rows.groupby("person_id"):
        mine = seats.sort_values("first")
        ends = list(mine["last"])[:-1]
        assert all(e <= s for e, s in zip(ends, list(mine["first"])[1:], strict=True))
