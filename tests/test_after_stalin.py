"""The chapter on the table after Stalin: what is drawn and counted, against counts by hand."""

from __future__ import annotations

from datetime import date

import pytest
from antiparty import asof, facts, figures, tables
from antiparty.charts import after_stalin_day as panels
from antiparty.facts import after_stalin as data
from antiparty.figures import after_stalin, after_stalin_day

IDS = ("seat-lanes", "kremlin-on-a-day", "before-or-after-march-1953")
# counted by hand from memberships.csv
COUNTED = {
    "stalins_presidium": 25,
    "stalins_candidates": 11,
    "stalins_bureau": 9,
    "march_table": 10,
    "march_candidates": 4,
    "march_dropped": 14,
    "march_reduced": 3,  # Melnikov, Ponomarenko, Shvernik
    "march_candidates_dropped": 11,
    "secretaries_in_march": 5,
    "secretaries_at_table_in_march": 1,  # Khrushchev
    "secretaries_at_table_in_june": 2,  # and Suslov
    "secretaries_at_table_in_december": 10,
    "december_table": 15,
    "table_without_beria": 9,
    "new_secretaries_1955": 3,
    "candidates_after_congress": 6,
    "left_of_march_table": 9,
    "old_table_against": 7,
    "newcomers_of_1955": 2,
    "draws_that_spare_newcomers": "6 of 55",  # C(9,7) of C(11,7) = 36 of 330
    "joined_since_stalin": 17,
    "joined_from_waiting": 14,
    "joined_in_june": 9,
    "joined_in_june_from_waiting": 7,
    "full_members_1952_1964": 38,
    "seated_through": 1,
}


@pytest.mark.parametrize("name", COUNTED)
def test_facts(name):
    made = facts.get(name)
    assert made.value == COUNTED[name]
    assert not made.rows.empty
    assert made.sources


def test_who_did_not_wait():
    rows = data.joined(data.NIGHT, data.LAST)
    assert set(rows.loc[rows["waited"] == "", "person_id"]) == {"ignatov", "kuusinen", "kirilenko"}


def test_turning_days_hold_the_days_of_the_story():
    days = data.turning_days()
    assert days[0] == data.FIRST
    assert days[-1] == data.LAST
    assert set(data.ALSO) <= set(days)
    assert {"1953-03-05", "1953-07-07", "1953-09-07", "1955-02-08", "1955-07-12"} <= set(days)
    assert {"1956-02-27", "1957-06-29", "1957-12-17", "1960-05-04", "1961-10-31"} <= set(days)
    assert "1957-10-29" not in days  # Zhukov alone left


def test_every_event_and_every_turning_day_has_words():
    known = set(tables.read("events")["event_id"])
    assert set(after_stalin_day.EVENTS.values()) <= known
    for day in data.turning_days():
        assert day in after_stalin_day.EVENTS or day in after_stalin_day.WORDS


@pytest.mark.parametrize("figure_id", IDS)
def test_figures_are_complete(figure_id):
    made = figures.get(figure_id)
    assert made.doubt
    assert made.caption
    assert made.sources
    assert not set(made.sources) - set(tables.read("sources")["source_id"])


def test_titles_say_what_the_data_say():
    assert "only Mikoyan sat" in figures.get("seat-lanes").title
    assert figures.get("kremlin-on-a-day").title.startswith("Fourteen of the seventeen")
    title = figures.get("before-or-after-march-1953").title
    assert "the nine left" in title
    assert "seven turned" in title
    assert title.endswith("neither newcomer did")


def test_lanes_end_as_the_handbooks_say():
    people, spells = after_stalin.lane_frames()
    people = people.set_index("short")
    assert len(people) == spells["person"].nunique() == 38
    assert people.loc["Beria", "exit_words"] == "arrested 1953"
    assert people.loc["Stalin", "exit_words"] == "died 1953"
    assert people.loc["Suslov", "exit_words"] == "still there"
    assert people.loc["Khrushchev", "exit_words"] == "removed 1964"
    assert people.loc["Pervukhin", "exit_words"] == "not re-elected 1961"
    assert people.loc["Voroshilov", "exit_words"] == "released 1960"
    assert set(spells.loc[spells["half"] == "bottom", "person_id"]) == {"ignatov"}
    ends = [date.fromisoformat(d) for d in spells["end"]]
    assert max(ends) <= date.fromisoformat(data.LAST)
    assert all(a < b for a, b in zip(spells["start"], spells["end"], strict=True))


def test_an_unknown_end_is_refused():
    with pytest.raises(ValueError, match="abdicated"):
        after_stalin.exit_kind("abdicated")


def test_a_day_draws_everyone_once_in_each_body():
    for day, rows, gone in after_stalin_day.steps():
        for body in data.BODIES:
            drawn = rows.loc[rows["post"] == body, "person_id"]
            assert sorted(drawn) == list(asof.composition(day, body)["person_id"])
        for layout in ("wide", "narrow"):
            names = [x for c in panels.lines(rows, gone, layout) for x in c if x.kind == "name"]
            assert len(names) == len(rows)


def test_who_left_is_told_by_what_became_of_them():
    gone = {day: left for day, _, left in after_stalin_day.steps()}
    assert "Died: Stalin" in gone["1953-03-05"]["presidium_full"]
    assert gone["1957-06-29"]["presidium_full"] == [
        "Down to candidate: Pervukhin",
        "Out: Kaganovich, Malenkov, Molotov, Saburov",
    ]
    assert gone["1957-06-29"]["presidium_candidate"][0].startswith("Moved up: Brezhnev")


def test_states_are_addressed_by_day():
    made = figures.get("kremlin-on-a-day")
    keys = [key for key, _ in made.draw("narrow")]
    assert keys == data.turning_days() == list(made.alt)
