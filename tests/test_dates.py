"""EDTF text to days and to English, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from antiparty import dates


def days(text):
    span = dates.parse(text)
    return str(span.earliest), str(span.latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "english"),
    [
        ("1957-06-18", "1957-06-18", "1957-06-18", "18 June 1957"),
        ("1957-06", "1957-06-01", "1957-06-30", "June 1957"),
        ("1957", "1957-01-01", "1957-12-31", "1957"),
        ("1956-02-29", "1956-02-29", "1956-02-29", "29 February 1956"),
        ("1957-06-18~", "1957-06-17", "1957-06-19", "about 18 June 1957"),
        ("1957-06~", "1957-05-01", "1957-07-31", "about June 1957"),
        ("1956-01~", "1955-12-01", "1956-02-29", "about January 1956"),
        ("1918~", "1917-01-01", "1919-12-31", "about 1918"),
        ("1957?", "1957-01-01", "1957-12-31", "1957 (uncertain)"),
        ("1957%", "1956-01-01", "1958-12-31", "about 1957 (uncertain)"),
        (
            "1962-02-09/1962-07-26",
            "1962-02-09",
            "1962-07-26",
            "between 9 February and 26 July 1962",
        ),
        ("1957-06-18/1957-06-21", "1957-06-18", "1957-06-21", "between 18 and 21 June 1957"),
        ("1957-02/1957-07", "1957-02-01", "1957-07-31", "between February and July 1957"),
        ("1957-12/1958-01", "1957-12-01", "1958-01-31", "between December 1957 and January 1958"),
        ("1936~/1938", "1935-01-01", "1938-12-31", "between about 1936 and 1938"),
        ("1966-04-08/..", "1966-04-08", "None", "8 April 1966 or later"),
        ("../1957", "None", "1957-12-31", "1957 or earlier"),
        ("195X", "1950-01-01", "1959-12-31", "the 1950s"),
        ("1957-06-XX", "1957-06-01", "1957-06-30", "June 1957"),
        ("1957-22", "1957-06-01", "1957-08-31", "summer 1957"),
        ("1957-24", "1957-01-01", "1958-02-28", "winter 1957"),
        ("", "None", "None", "unknown"),
    ],
)
def test_days_and_english(text, earliest, latest, english):
    assert days(text) == (earliest, latest)
    assert dates.label(text) == english


def test_qualifiers_are_kept():
    assert dates.parse("1918~").approximate and not dates.parse("1918~").uncertain
    assert dates.parse("1918?").uncertain and not dates.parse("1918?").approximate
    assert dates.parse("1917~/1918?").approximate and dates.parse("1917~/1918?").uncertain
    assert dates.parse("1966/..").open_end and not dates.parse("1966/1967").open_end
    assert dates.parse("1957-06-18").exact and not dates.parse("1957-06").exact
    assert not dates.parse("").known and dates.parse("1957").known


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("..", "says nothing"),
        ("../..", "says nothing"),
        ("1957-02-30", "not a date"),
        ("1957-02-29", "does not exist"),
        ("1957-13", "not a date"),
        ("1957-6-18", "not a date"),
        ("18.06.1957", "not a date"),
        ("June 1957", "space"),
        (" 1957", "space"),
        ("1958/1957", "ends before it begins"),
        ("1957/", "empty side"),
        ("0000", "does not exist"),
        ("0900", "outside the years"),
        ("1957-06-18T10:00:00", "not a date"),
        ("-0044", "does not exist"),
        ("Y12345", "not a date"),
        ("１９５７", "not a date"),
        ("1957/1958/1959", "not a date"),
        ("x" * 5000, "too long"),
    ],
)
def test_refused_with_a_reason(text, reason):
    with pytest.raises(dates.DateError) as caught:
        dates.parse(text)
    assert reason in caught.value.reason
    assert caught.value.todo
    with pytest.raises(dates.DateError):
        dates.label(text)


def test_one_exact_day():
    assert dates.day("1957-06-18") == dates.day(date(1957, 6, 18)) == date(1957, 6, 18)
    for coarse in ("1957-06", "", "1957-06-18~"):
        with pytest.raises(dates.DateError):
            dates.day(coarse)


def test_a_period_in_english():
    assert dates.period("1952-10-16", "1957-06") == "16 October 1952 – June 1957"
    assert dates.period("1957", "1957") == "1957"
