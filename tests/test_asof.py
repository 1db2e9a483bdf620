"""The state on a day: bounds, coarse dates, rival readings, ranks, ties, the living."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from antiparty import asof, dates


@pytest.mark.parametrize(
    ("start", "end", "day", "open_spell", "closed"),
    [
        ("1953-03-05", "1955-02-08", "1953-03-04", "no", "no"),
        ("1953-03-05", "1955-02-08", "1953-03-05", "yes", "yes"),
        ("1953-03-05", "1955-02-08", "1955-02-07", "yes", "yes"),
        ("1953-03-05", "1955-02-08", "1955-02-08", "no", "yes"),
        ("1957-06-29", "1957-06-29", "1957-06-29", "no", "yes"),
        ("1952", "1957", "1952-07-01", "possibly", "possibly"),
        ("1952", "1957", "1952-12-31", "yes", "yes"),
        ("1952", "1957", "1952-12-30", "possibly", "possibly"),
        ("1952", "1957", "1957-01-01", "possibly", "yes"),
        ("1952", "1957", "1957-12-31", "no", "possibly"),
        ("1952", "1957", "1958-01-01", "no", "no"),
        ("1952~", "1957", "1951-01-01", "possibly", "possibly"),
        ("1952?", "1957", "1951-12-31", "no", "no"),
        ("1962-02-09/1962-07-26", "1966", "1962-05-01", "possibly", "possibly"),
        ("1962-02-09/1962-07-26", "1966", "1962-07-26", "yes", "yes"),
        ("1960", "1966-04-08/..", "1966-04-07", "yes", "yes"),
        ("1960", "1966-04-08/..", "1970-01-01", "possibly", "possibly"),
        ("", "1957-06-29", "1900-01-01", "possibly", "possibly"),
        ("1950-01-01", "", "1960-01-01", "possibly", "possibly"),
    ],
)
def test_holds(start, end, day, open_spell, closed):
    assert asof.holds(start, end, day) == open_spell
    assert asof.holds(start, end, day, closed=True) == closed


def test_overlap_of_a_window():
    assert asof.overlap("1957-06", "1957-06", "1957-06-18", "1957-06-21", closed=True) == "possibly"
    assert asof.overlap("1957-06-20", "1957-06-20", "1957-06-18", "1957-06-21", True) == "yes"
    assert asof.overlap("1957-06-22", "1958", "1957-06-18", "1957-06-21", True) == "no"
    # sure to overlap, although no single day of the window is sure
    assert asof.overlap("1957-06-19/1957-06-20", "1957-07", "1957-06-18", "1957-06-21") == "yes"


def test_a_coarse_day_is_refused(mini):
    with pytest.raises(dates.DateError):
        asof.seats("1957-06")


def test_seats_and_the_day_of_a_change(mini):
    assert list(asof.composition("1953-03-04", "premier")["person_id"]) == ["sidorov"]
    assert list(asof.composition("1953-03-05", "premier")["person_id"]) == ["ivanov"]
    assert asof.composition("1955-02-08", "premier").empty


def test_coarse_dates_are_never_a_midpoint(mini):
    body = asof.composition("1957-06-15", "presidium_full").set_index("person_id")
    assert body.loc["ivanov", "certainty"] == "possibly"
    assert body.loc["petrov", "certainty"] == "possibly"  # the end is unknown
    before = asof.composition("1957-05-31", "presidium_full").set_index("person_id")
    assert before.loc["ivanov", "certainty"] == "yes"


def test_an_unknown_end_stops_at_death(mini, change):
    change(mini / "memberships.csv", "1957-06,", ",")
    assert "ivanov" in set(asof.seats("1959-01-01")["person_id"])
    assert "ivanov" not in set(asof.seats("1961-01-01")["person_id"])


def test_rival_reading(mini):
    day = "1957-07-01"
    for reading in ("rival", "ivanov_exit", "ivanov-presidium_full-1952-rival"):
        found = asof.seats(day, "presidium_full", reading=reading)
        assert found.loc[0, "membership_id"] == "ivanov-presidium_full-1952-rival"
        assert found.loc[0, "certainty"] == "yes"
        assert len(asof.memberships(reading)) == len(asof.memberships())
    assert "ivanov" not in set(asof.seats(day, "presidium_full")["person_id"])
    with pytest.raises(KeyError, match="nobody"):
        asof.seats(day, reading="nobody")


def test_changes_miss_no_day(mini):
    days = asof.changes("presidium_full")
    assert date(1952, 10, 16) in days
    assert {date(1957, 6, 1), date(1957, 6, 30)} <= set(days)
    for first, last in pairwise(days):
        a = asof.seats(first, "presidium_full")
        b = asof.seats(date.fromordinal(last.toordinal() - 1), "presidium_full")
        assert a.equals(b), (first, last)


def test_career_and_rank(mini):
    posts = asof.career("ivanov")
    assert list(posts["organization_id"]) == ["presidium_full", "premier"]
    assert posts.loc[0, "end_first"] == date(1957, 6, 1)
    assert posts.loc[0, "end_last"] == date(1957, 6, 30)
    assert asof.rank("ivanov", "1953-03-05") == (9, "yes")
    assert asof.rank("ivanov", "1956-01-01") == (8, "yes")
    assert asof.rank("ivanov", "1957-06-15") == (0, "possibly")
    assert asof.rank_range("ivanov", "1957-06-15") == (0, 8)
    assert asof.rank("ivanov", "1958-01-01") == (0, "yes")
    with pytest.raises(KeyError):
        asof.rank("nobody", "1958-01-01")
    with pytest.raises(KeyError):
        asof.career("nobody")


def test_one_day_ties_exist(mini):
    assert list(asof.ties("1957-06-29")["tie_id"]) == ["t001"]
    assert asof.ties("1957-06-30").empty
    assert list(asof.ties(("1957-06-18", "1957-07-01"))["sign"]) == [1]
    assert list(asof.snapshot("s1957")["tie_id"]) == ["t001"]
    with pytest.raises(KeyError):
        asof.snapshot("s1914")


def test_stance_is_silent_outside_its_days(mini):
    assert len(asof.stance("ivanov", "1957-06-21")) == 1
    assert asof.stance("ivanov", "1957-06-22").empty


def test_readings_put_the_preferred_first(mini):
    found = asof.readings("memberships", "ivanov-presidium_full-1952", "end")
    assert list(found["preferred"]) == ["yes", "no"]


def test_alive_and_age(mini):
    assert set(asof.alive("1953-03-05")["person_id"]) == {"ivanov", "petrov", "sidorov"}
    assert set(asof.alive("1953-03-06")["person_id"]) == {"ivanov", "petrov"}
    assert asof.age("ivanov", "1957-04-30") == (56, 56)
    assert asof.age("ivanov", "1957-05-01") == (57, 57)
    assert asof.age("sidorov", "1953-01-01") == (62, 63)


def test_votes_by_account(mini):
    assert list(asof.votes("removal_a")["option"]) == ["for", "against"]
    assert len(asof.votes()) == 2
    with pytest.raises(KeyError, match="no account"):
        asof.votes("hearsay")
