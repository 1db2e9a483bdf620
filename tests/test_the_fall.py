"""The chapter on the fall: what is drawn, counted and said, against values counted by hand."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from antiparty import asof, dates, facts, figures
from antiparty.charts import the_fall_map
from antiparty.charts.outline import COASTS, SOVIET_UNION
from antiparty.facts import the_fall as data

IDS = (
    "posts-before-and-after",
    "postings-map",
    "party-standing",
    "expulsion-steps",
    "names-made-public",
)
THE_FOUR_NAMED = {"malenkov", "kaganovich", "molotov", "shepilov"}
NOT_NAMED = {"bulganin", "voroshilov", "pervukhin", "saburov"}

# counted by hand from sanctions.csv, memberships.csv, decree_people.csv and people.csv
COUNTED = {
    "fall_condemned": 4,
    "fall_unnamed": 4,
    "fall_expelled": 4,
    "fall_never_expelled": 4,
    "fall_readmitted": 2,  # Shepilov 1976, Molotov 1984
    "fall_petitions_refused": 2,  # Malenkov, Kaganovich
    "fall_arrested": 0,
    "fall_central_committee_1961": 4,
    "fall_posts_after": 16,
    "fall_places": 9,
    "fall_seven_named_1957": 3,
    "fall_months_bulganin": 16,
    "fall_months_to_name_all": 51,
    "fall_months_molotov": 8,
    "fall_lived_shortest": 29,
    "fall_lived_longest": 38,
}
# great circles, checked with an independent spherical law of cosines below
KM = {
    "ulan_bator": 4630,
    "ust_kamenogorsk": 3040,
    "ekibastuz": 2490,
    "frunze": 2990,
    "asbest": 1470,
    "syzran": 760,
}


@pytest.mark.parametrize("name", COUNTED)
def test_facts(name):
    made = facts.get(name)
    assert made.value == COUNTED[name]
    assert not made.rows.empty
    assert made.sources


@pytest.mark.parametrize("place", KM)
def test_distances(place):
    made = facts.get(f"fall_km_{place}")
    assert made.value == KM[place]
    row = made.rows.set_index("place_id").loc[place]
    (a, b), (c, d) = data.moscow(), (row["lat"], row["lon"])
    a, b, c, d = map(math.radians, (a, b, c, d))
    cosine = math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(d - b)
    assert abs(6371 * math.acos(cosine) - made.value) <= 5


def test_great_circle_knows_a_quarter_of_the_earth():
    assert data.great_circle((0, 0), (0, 90)) == pytest.approx(6371 * math.pi / 2)
    assert data.great_circle((55, 37), (55, 37)) == 0


def test_the_map_keeps_distances_and_bearings_from_moscow():
    centre = data.moscow()
    for row in data.postings().itertuples():
        (x,), (y,) = the_fall_map.project([(row.lon, row.lat)], centre)
        assert math.hypot(x, y) == pytest.approx(row.km, abs=6)
    (x,), (y,) = the_fall_map.project([(centre[1], 90.0)], centre)  # the pole lies due north
    assert abs(x) < 1e-6 and y > 3000


def test_the_outline_is_land_round_moscow():
    assert all(len(ring) > 8 and ring[0] == ring[-1] for ring in SOVIET_UNION)
    points = [p for line in (*SOVIET_UNION, *COASTS) for p in line]
    assert all(-180 <= lon <= 180 and -10 < lat < 90 for lon, lat in points)
    assert _inside((37.6, 55.75), SOVIET_UNION)  # Moscow
    assert _inside((82.7, 49.9), SOVIET_UNION)  # Ust-Kamenogorsk
    assert not _inside((106.9, 47.9), SOVIET_UNION)  # Ulan Bator
    assert not _inside((16.4, 48.2), SOVIET_UNION)  # Vienna


def _inside(point, rings):
    x, y = point
    found = False
    for ring in rings:
        for (x0, y0), (x1, y1) in pairwise(ring):
            if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                found = not found
    return found


def test_those_condemned_by_name_stand_first():
    rows = data.losers()
    assert set(rows["person_id"][:4]) == THE_FOUR_NAMED
    assert set(rows["person_id"][4:]) == NOT_NAMED
    assert list(rows.loc[~rows["voting"], "person_id"]) == ["shepilov"]


def test_posts_after_are_new_and_leave_out_pensions():
    rows = data.after()
    assert not set(rows["organization_id"]) & set(data.NO_POST)
    eve = asof.seats(data.EVE).query("certainty == 'yes'")
    held = set(zip(eve["person_id"], eve["organization_id"], strict=True))
    assert not held & set(zip(rows["person_id"], rows["organization_id"], strict=True))
    assert list(rows.loc[rows["person_id"] == "molotov", "place_id"]) == ["ulan_bator", "vienna"]


@pytest.mark.parametrize("day", ["1957-06-17", "1957-07-15", "1958-12-31", "1960-12-31"])
def test_standing_agrees_with_the_seats(day):
    rows = data.standing()
    at = dates.day(day)
    bodies = {4: "presidium_full", 3: "presidium_candidate", 2: "cc_cpsu"}
    for person, mine in rows.groupby("person_id"):
        now = [
            r.level
            for r in mine.itertuples()
            if dates.parse(r.start).latest <= at < dates.parse(r.end).earliest
        ]
        assert len(now) == 1
        for level, body in bodies.items():
            seated = person in set(asof.seats(day, body)["person_id"])
            if level in (3, 4):
                assert seated == (now[0] == level), (person, day)
            else:
                assert seated == (now[0] >= 2), (person, day)


def test_rungs_of_molotov_go_down():
    rows = data.expulsions().query("person_id == 'molotov' and reading == 'preferred'")
    assert list(rows["rung"]) == [3, 3, 2, 1, 0]
    assert rows["date"].iloc[-1] == "1962-07-26"


def test_names_came_out_in_four_steps():
    rows = data.namings().query("voting")
    assert list(rows["months"]) == [0, 0, 0, 16, 18, 18, 51]
    assert rows["person_id"].iloc[-1] == "voroshilov"


@pytest.mark.parametrize("figure_id", IDS)
def test_figures(figure_id):
    item = figures.get(figure_id)
    assert item.alt and item.caption and item.doubt and item.sources
    assert len(item.frame.columns) <= 10
    for layout in ("wide", "narrow"):
        drawn = item.draw(layout)
        assert drawn.data
        assert drawn.layout.width is None


def test_titles_are_true():
    title = figures.get("postings-map").title
    assert "760" in title and "4,630" in title and "Molotov" in title
    assert "51 months" in figures.get("names-made-public").title.replace("fifty-one", "51")
    assert "eight months" in figures.get("expulsion-steps").title
    assert "never" in figures.get("party-standing").title
    assert "8 to 9" not in figures.get("posts-before-and-after").title
    assert "7 to 9" in figures.get("posts-before-and-after").title


def test_the_map_marks_what_is_unsure():
    frame = figures.get("postings-map").frame.set_index("place")
    assert frame.loc["Solikamsk", "reading"] == "rival"
    assert frame.loc["Frunze", "confidence"] == "recalled"
    assert len(frame) == COUNTED["fall_places"] + 1
