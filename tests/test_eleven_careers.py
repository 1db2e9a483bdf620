"""The chapter on the eleven: what is drawn, counted and said, against values counted by hand."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from antiparty import asof, facts, figures, tables
from antiparty.charts import eleven_careers as charts
from antiparty.charts import eleven_lanes as lanes
from antiparty.facts import eleven_careers as data
from antiparty.figures import eleven_lanes, eleven_more

IDS = ("career-lanes", "rank-over-time", "offices-in-june", "ages-in-june")
THE_SEVEN = "bulganin kaganovich malenkov molotov pervukhin saburov voroshilov".split()
THE_FOUR = "khrushchev kirichenko mikoyan suslov".split()


@pytest.fixture(scope="module")
def drawn():
    return eleven_lanes.career_frame(list(data.cast()["person_id"]))


def test_the_cast_is_the_eleven_and_shepilov():
    cast = data.cast()
    assert sorted(cast.loc[cast["voting"], "person_id"]) == sorted(THE_SEVEN + THE_FOUR)
    assert list(cast.loc[~cast["voting"], "person_id"]) == ["shepilov"]
    # opponents first, and in each group the oldest party member first
    assert cast["person_id"].iloc[0] == "voroshilov"
    assert list(cast["person_id"].iloc[7:10]) == ["shepilov", "mikoyan", "khrushchev"]


# counted by hand from memberships.csv and people.csv
COUNTED = {
    "careers_people": 12,
    "careers_before_revolution": 5,  # Voroshilov, Molotov, Kaganovich, Bulganin, Mikoyan
    "careers_younger_opponents": 5,  # Bulganin, Saburov, Malenkov, Pervukhin, Shepilov
    "age_of_khrushchev": 63,
    "age_of_oldest": 76,
    "age_of_youngest": 49,
    "age_of_shepilov": 51,
    "years_after_shortest": 12,
    "years_after_longest": 38,
    "opponents_dead_after_90": 2,
    "eleven_seated_1958": 5,  # Khrushchev, Mikoyan, Suslov, Kirichenko, Voroshilov
    "eleven_seated_1961": 3,
    "eleven_seated_1964": 2,
    "opponents_out_in_june": 5,
    "opponents_last_seat": "31 October 1961",
    "seven_in_state_office": 7,
    "seven_secretaries": 0,
    "four_in_state_office": 1,
    "four_in_party_office": 3,
    "table_in_state_office": 9,
    "table_in_state_office_against": 7,
    "table_in_party_office": 12,
    "table_in_party_office_against": 1,
    "last_bureau": 9,
    "last_bureau_alive": 7,
    "last_bureau_opponents": 6,
}


@pytest.mark.parametrize("name", COUNTED)
def test_facts(name):
    made = facts.get(name)
    assert made.value == COUNTED[name]
    assert not made.rows.empty
    assert made.sources


def test_no_rival_birth_date_changes_who_was_younger():
    readings = tables.read("conflict_readings")
    readings = readings[(readings["table"] == "people") & (readings["column"] == "birth")]
    cast = data.cast()
    births: dict[str, set[int]] = {}
    for row in cast.itertuples():
        rival = readings.loc[readings["row_id"] == row.person_id, "value"]
        births[row.person_id] = {data._first(d).toordinal() for d in [row.birth, *rival]}
    younger = set(facts.get("careers_younger_opponents").rows["person_id"])
    for person in cast.loc[cast["side"] == "opponent", "person_id"]:
        if person in younger:
            assert min(births[person]) > max(births["khrushchev"])
        else:
            assert max(births[person]) < min(births["khrushchev"])


def test_offices_go_by_organization():
    offices = data.offices().set_index(["person_id", "organization_id"])["office"]
    assert offices["zhukov", "defence_minister"] == "state"  # its sphere is military
    assert ("suslov", "supreme_soviet") not in offices.index  # a chamber's commission is no office
    assert ("suslov", "second_secretary") not in offices.index
    assert offices["khrushchev", "first_secretary"] == "party"


def test_every_post_is_drawn_or_left_out_by_the_rule(drawn):
    rows = asof.memberships()
    rows = rows[rows["person_id"].isin(data.cast()["person_id"])]
    bare = (set(data.COLLECTIVE) - set(data.SEATS)) | {"retirement"}
    rows = rows[~rows["organization_id"].isin(bare)]
    wanted = {r.membership_id for r in rows.itertuples() if not r.end or r.end[:4] >= "1917"}
    assert set(drawn.loc[drawn["reading"] == "preferred", "membership_id"]) == wanted


def test_no_two_bars_of_a_row_surely_overlap(drawn):
    main = drawn[(drawn["half"] != "bottom") & (drawn["track"] != "seat")]
    for _, row in main.groupby(["person", "row"]):
        spans = [asof.sure_days(r.start, r.end) for r in row.itertuples()]
        spans = sorted(s for s in spans if s[0] < s[1])
        for one, two in pairwise(spans):
            assert one[1] <= two[0], row[["person", "post", "start", "end"]]


def test_rivals_stand_under_their_twins(drawn):
    rivals = drawn[drawn["half"] == "bottom"].set_index("membership_id")
    assert {"kaganovich-solikamsk_potash-1957-rival", "malenkov-ekibastuz_power-1958-rival"} <= set(
        rivals.index
    )
    twin = drawn.set_index("membership_id").loc["kaganovich-asbest_trust-1957"]
    assert twin["half"] == "top"
    assert twin["row"] == rivals.loc["kaganovich-solikamsk_potash-1957-rival", "row"]


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_labels_do_not_touch(drawn, layout):
    for found in lanes.placed(drawn, layout).values():
        ends = sorted(
            (x, x + lanes.LETTER[layout] * len(w.text.replace("<b>", "").replace("</b>", "")))
            for x, w in found
        )
        assert all(a[1] <= b[0] for a, b in pairwise(ends))
        assert all(x >= 0 for x, _ in ends)


def test_great_posts_are_labelled(drawn):
    placed = lanes.placed(drawn, "wide")
    words = {
        (p, w.text.replace("<b>", "").replace("</b>", ""))
        for (p, _), f in placed.items()
        for _, w in f
    }
    for who, what in (
        ("Nikita Khrushchev", "First Secretary"),
        ("Nikita Khrushchev", "Premier"),
        ("Nikolai Bulganin", "Premier"),
        ("Georgy Malenkov", "Premier"),
        ("Vyacheslav Molotov", "Premier"),
        ("Vyacheslav Molotov", "Foreign minister"),
        ("Vyacheslav Molotov", "Ambassador to Mongolia"),
        ("Kliment Voroshilov", "Head of state"),
        ("Lazar Kaganovich", "Asbest"),
        ("Lazar Kaganovich", "Full member 1930–57"),
        ("Mikhail Pervukhin", "Ambassador in East Berlin"),
    ):
        assert (who, what) in words, (who, what)


def test_rank_steps_agree_with_the_state_on_a_day():
    chance = random.Random(1957)
    for person in ("malenkov", "shepilov", "voroshilov"):
        steps = eleven_more.rank_steps(person)
        for _ in range(12):
            day = date(1918, 1, 1) + timedelta(chance.randrange(18_000))
            row = steps[(steps["start"] <= day.isoformat()) & (day.isoformat() < steps["end"])]
            assert len(row) == 1
            got = int(row["lowest"].iloc[0]), int(row["highest"].iloc[0])
            assert got == asof.rank_range(person, day), (person, day)


@pytest.mark.parametrize("figure_id", IDS)
def test_figures_are_documents(figure_id):
    made = figures.get(figure_id)
    assert len(made.alt) > 150
    assert made.doubt
    assert made.sources
    assert not made.frame.isna().any().any()
    for layout in ("wide", "narrow"):
        assert made.draw(layout).data


def test_titles_say_what_the_data_say():
    title = {i: figures.get(i).title for i in IDS}
    assert title["career-lanes"].startswith("Five of the eight")
    assert "31 October 1961" in title["career-lanes"]
    assert (
        "five still sat at the end of 1958, three at the end of 1961 and two"
        in (title["rank-over-time"])
    )
    assert title["offices-in-june"].startswith("Every one of the seven")
    assert "none was a party secretary" in title["offices-in-june"]
    assert title["ages-in-june"].startswith("Five of the eight")


def test_the_frame_of_offices_is_what_is_drawn():
    made = figures.get("offices-in-june")
    marks = sum(len(t.x) for t in made.draw("wide").data if t.mode == "markers")
    assert marks == len(made.frame)
    assert made.frame.groupby("person")["office"].nunique().max() == 1


def test_the_career_chart_is_quick(drawn):
    people = eleven_lanes.people_frame(data.cast())
    start = time.process_time()
    charts.career_lanes(people, drawn, "wide")
    assert time.process_time() - start < 1
