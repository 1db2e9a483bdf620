"""The chapter on the other cases: what is drawn, counted and said, against hand counts."""

from __future__ import annotations

import pytest
from antiparty import facts, figures
from antiparty.charts import parallels as charts
from antiparty.facts import core
from antiparty.facts import parallels as data
from antiparty.figures import parallels as made

IDS = ("cases-in-time", "challenges-by-arena", "fates-in-three-cases")

# counted by hand from cases.csv and case_people.csv
COUNTED = {
    "cases_all": 35,
    "cases_countries": 16,
    "cases_challenges": 14,
    "cases_purges": 10,
    "cases_ousters": 3,
    "cases_plots": 4,
    "cases_from_abroad": 4,
    "cases_see_also": 3,
    "cases_single_source": 2,
    "cases_dates_unsure": 15,
    "challenges_won": 4,  # 1964, Prague, Ulbricht 1971, Zhivkov
    "challenges_lost": 9,
    "challenges_both_lost": 1,  # Grenada
    "challenges_raised_in_politburo": 10,
    "challenges_decided_in_politburo": "none",
    "challenges_decided_in_committee": 10,
    "challenges_decided_by_arms": 2,  # Gang of Four, Grenada
    "challenges_decided_abroad": 2,  # East Germany twice
    "challenges_by_the_body": 5,
    "challenges_by_the_body_won": 3,
    "challenges_by_the_body_lost": 2,
    "challenges_overruled": 1,
    "challenges_by_a_part": 4,
    "challenges_by_a_part_won": "none",
    "challenges_raised_below": 4,
    "challenges_raised_below_won": "none",
    "challenges_won_elsewhere": 2,
    "challenges_army_with_leader": 3,
    "challenges_army_with_leader_lost": 3,
    "challenges_army_with_challengers": 2,
    "challenges_army_none_known": 6,
    "challenges_loser_killed": 3,
    "challenges_loser_only_demoted": 4,
    "challenges_loser_expelled": 4,
    "gang_held": 4,
    "natolin_challengers": 13,
    "natolin_held": "none",
    "natolin_fates_recalled": "all",
    "gorunya_held": 6,  # all but Todorov-Gorunya, who died
}


@pytest.mark.parametrize(("name", "value"), COUNTED.items())
def test_counts(name: str, value: int | str) -> None:
    assert facts.get(name).value == value


def test_all_facts_of_the_chapter_are_counted_here() -> None:
    core.names()
    mine = {n for n, (f, _) in core._MAKERS.items() if f.__module__ == data.__name__}
    assert mine == set(COUNTED)


def test_only_june_1957_was_overruled() -> None:
    assert list(facts.get("challenges_overruled").rows["case_id"]) == [data.BASE]


@pytest.mark.parametrize("figure_id", IDS)
@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_figures_are_whole(figure_id: str, layout: str) -> None:
    fig = figures.get(figure_id)
    assert fig.sources and fig.doubt and fig.caption and "%" not in fig.title + fig.doubt
    drawn = fig.draw(layout)
    for chart in drawn.values() if isinstance(drawn, dict) else [drawn]:
        assert chart.layout.annotations and chart.data


def test_titles_say_what_the_frames_hold() -> None:
    fig = figures.get("cases-in-time")
    top = fig.frame[fig.frame["class"] == made.GROUPS["challenge"]]
    assert (len(top), len(fig.frame)) == (14, 35)
    assert "Only fourteen of the 35" in fig.title and "in four of these" in fig.title
    fig = figures.get("challenges-by-arena")
    began = fig.frame["began_in"].value_counts().to_dict()
    assert began == {
        "Politburo, most": 5,
        "Politburo, a part": 4,
        "Central Committee": 4,
        "Politburo, deadlock": 1,
    }
    most = fig.frame[fig.frame["began_in"] == "Politburo, most"]
    beaten = most[
        (most["decided_in"] == "the Central Committee") & (most["outcome"] == "challengers lost")
    ]
    assert list(beaten["case"]) == ["Anti-Party Group"]
    assert "only that of June 1957" in fig.title and fig.title.startswith("Of fourteen")
    fig = figures.get("fates-in-three-cases")
    assert "four of four in Peking, six of seven in Sofia, none of thirteen" in fig.title


def test_every_case_is_drawn_once_with_its_letter() -> None:
    drawn = figures.get("cases-in-time").draw("wide")
    letters = [t for trace in drawn.data for t in trace.text]
    assert len(letters) == 35
    want = data.cases()["decisive_arena"].map(charts.LETTERS).value_counts().to_dict()
    found = {letter: letters.count(f"<b>{letter}</b>") for letter in want}
    assert found == want


def test_the_strip_runs_from_mild_to_severe() -> None:
    drawn = figures.get("challenges-by-arena").draw("wide")
    marks = {
        h.split("<br>")[0]: x
        for t in drawn.data
        for h, x in zip(t.hovertext, t.x, strict=True)
        if t.mode == "markers"
    }
    fall, shot = "<b>Ouster of Khrushchev</b>, USSR", "<b>August faction</b>, North Korea"
    assert marks[fall] == min(marks.values()) and marks[shot] == max(marks.values())


@pytest.mark.parametrize(
    ("note", "recalled"),
    [
        ("The day of death is recalled.", True),
        ("Post and fate are recalled.", True),
        ("The post is recalled.", False),
        ("That he was deputy premier is recalled.", False),
        ("The month and the flight are recalled; for the party some have December 1965.", True),
        ("", False),
    ],
)
def test_what_counts_as_a_recalled_fate(note: str, recalled: bool) -> None:
    assert data.fate_recalled(note) is recalled


def test_people_without_a_date_have_no_mark() -> None:
    drawn = figures.get("fates-in-three-cases").draw("wide")
    for (key, _), chart in drawn.items():
        case = next(c for c, pair in made.CLOSE.items() if pair[0] == key)
        rows = data.people(case)
        assert sum(len(t.x) for t in chart.data) == int((rows["fate_date"] != "").sum())
