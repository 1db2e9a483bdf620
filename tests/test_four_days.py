"""Chapter 6: hours, rival times, person-days and callers against values counted by hand."""

from __future__ import annotations

import itertools
import re

import pytest
from antiparty import facts, figures, tables
from antiparty.charts import four_days as charts
from antiparty.charts import four_days_more
from antiparty.facts import four_days as june

IDS = ("hours-of-the-four-days", "stance-turns", "the-callers")
# Counted by eye in events.csv, stances.csv, conflict_readings.csv and plenum_facts.csv.
FACTS = {
    "four_days_events": 39,
    "four_days_with_an_hour": 3,
    "four_days_with_a_part": 4,
    "four_days_last_two_with_a_time": "none",
    "four_days_on_the_18th": 19,
    "four_days_on_the_20th": 3,
    "four_days_start_versions": 3,
    "four_days_tank_versions": 4,
    "person_days_all": 252,
    "person_days_documented": 17,
    "person_days_within_a_span": 162,
    "person_days_inferred": 73,
    "callers_first_letter": 48,
    "callers_second_letter": 28,
    "callers_delegation": 20,
    "callers_delegation_zhukov": 10,
    "callers_hall": 87,
    "callers_hall_rival": 86,
    "callers_moscow": 107,
    "callers_moscow_rival": 109,
    "callers_of_all": 130,
}


@pytest.mark.parametrize(("name", "value"), FACTS.items())
def test_fact(name, value):
    made = facts.get(name)
    assert made.value == value
    assert len(made.rows)
    assert set(made.rows["sources"].str.split().sum())


def test_person_days_are_whole():
    days = june.person_days()
    assert not days.duplicated(["person_id", "day"]).any()
    assert len(days) == 21 * 12
    kinds = ("documented", "within_a_span", "inferred")
    assert sum(facts.get(f"person_days_{k}").value for k in kinds) == len(days)


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("16:00 to 18:00", (16, 18)),
        ("The Presidium at 16:00.", (16, 16)),
        ("after lunch", (14, 16)),
        ("Out of the ministers' lunch", (12, 14)),
        ("In the morning", (8, 12)),
        ("some day", None),
    ],
)
def test_hours(words, span):
    assert june.hours(words) == span


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ten, in the middle of the second day.", ["1957-06-19"]),
        ("20 June, not 21 June", ["1957-06-20", "1957-06-21"]),
        ("22 June", []),
        ("a second period", []),
    ],
)
def test_days(words, found):
    assert june.days(words) == found


def test_rival_times():
    told = june.rivals()
    assert set(zip(told["event_id"].str[6:], told["day"].str[-2:], strict=True)) == {
        ("06_18_no_decision", "18"),
        ("06_18_no_decision", "20"),
        ("06_18_ministers", "18"),
        ("06_19_mukhitdinov", "18"),
        ("06_21_delegation", "19"),
        ("06_21_envoys", "19"),
    }
    hours = told[told["event_id"] == "e1957_06_18_ministers"]
    assert sorted(hours["from_hour"]) == [8, 12, 16]


def test_spread_of_days():
    rows = june.events().set_index("event_id")
    assert rows.loc["e1957_06_20_furtseva", ["first", "last", "spread"]].tolist() == [
        "1957-06-19",
        "1957-06-21",
        "between",
    ]
    assert rows.loc["e1957_06_19_planes", "spread"] == "lasting"
    assert rows.loc["e1957_06_21_hall", "spread"] == "day"
    assert rows["first"].between(june.DAYS[0], june.DAYS[-1]).all()


@pytest.mark.parametrize("figure_id", IDS)
@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_draws(figure_id, layout):
    made = figures.get(figure_id)
    fig = made.draw(layout)
    assert len(fig.data) >= 2
    assert len(fig.layout.annotations) > 8
    assert fig.layout.height > 200
    assert len(made.alt) > 80
    assert made.doubt
    known = set(tables.read("sources")["source_id"])
    assert set(made.sources) <= known


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_every_event_is_drawn(layout):
    made = figures.get("hours-of-the-four-days")
    fig = made.draw(layout)
    words = " ".join(re.sub(r"<br ?/?>", " ", a.text) for a in fig.layout.annotations)
    for name in made.frame["event"]:
        assert name in words
    drawn = sum(len(t.x) for t in fig.data)
    assert drawn >= len(made.frame)


def test_words_do_not_overlap_in_the_list():
    fig = figures.get("hours-of-the-four-days").draw("narrow")
    tops = sorted((a.y, a.text.count("<br")) for a in fig.layout.annotations if a.x == 24)
    for (y, extra), (below, _) in itertools.pairwise(tops):
        assert below - y >= 14 * (extra + 1)


def test_titles_say_what_the_frames_hold():
    hours = figures.get("hours-of-the-four-days")
    timed = hours.frame["time"]
    exact = timed.str.contains(":").sum()
    assert hours.title.startswith(f"Of {len(hours.frame)} events of the four days")
    assert (exact, (timed != "").sum() - exact) == (3, 4)
    late = hours.frame["dated"].str.contains("20 June|21 June") & (timed != "")
    assert not late.any()
    turns = figures.get("stance-turns")
    assert "252" in turns.title
    assert "17" in turns.title
    callers = figures.get("the-callers")
    used = callers.frame.set_index(["what", "used"])["value"]
    assert used["Full members in Moscow", "yes"] == 107
    assert used["Full members in Moscow", "rival"] == 109
    assert used["Delegation to the Presidium", "rival"] == 10
    assert all(str(n) in callers.title for n in (107, 109, 87, 86, 130))


def test_every_stance_and_basis_has_a_look():
    rows = tables.read("stances")
    assert set(rows["stance"]) <= set(four_days_more.STANCES)
    assert set(june.DAYS) == set(charts.DAY_WORDS)
