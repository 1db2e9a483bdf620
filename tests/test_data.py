"""Pins on the published data: what every reader checks first, and the hard cases."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date, timedelta

import frictionless
import pytest
from antiparty import asof, dates, tables, validate

pytestmark = pytest.mark.usefixtures("real")

FIRST, LAST = date(1952, 10, 16), date(1964, 10, 16)
SINGLE = ("premier", "first_secretary", "head_of_state")
VACANT = (date(1953, 3, 5), date(1953, 9, 7))  # no First Secretary between Stalin and Khrushchev
SEVEN = {
    "bulganin", "kaganovich", "malenkov", "molotov", "pervukhin", "saburov", "voroshilov",
}  # fmt: skip
FOUR = {"khrushchev", "kirichenko", "mikoyan", "suslov"}


def sure(day, body):
    frame = asof.composition(day, body)
    return set(frame.loc[frame["certainty"] == "yes", "person_id"])


def test_the_data_are_sound():
    assert [str(fault) for fault in validate.check(tables.data_dir())] == []


@pytest.mark.parametrize("name", tables.names())
def test_a_table_read_and_written_again_is_the_same(name):
    """The canonical form, checked without the validator."""
    stands = (tables.data_dir() / tables.schema(name)["path"]).read_bytes()
    rows = list(csv.DictReader(io.StringIO(stands.decode("utf-8"), newline="")))
    key = tables.primary_key(tables.schema(name))
    rows.sort(key=lambda row: [row[column] for column in key])
    again = io.StringIO(newline="")
    writer = csv.DictWriter(again, tables.columns(name), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        cells = {column: " ".join(text.split()) for column, text in row.items()}
        writer.writerow({c: unicodedata.normalize("NFC", text) for c, text in cells.items()})
    assert again.getvalue().encode("utf-8") == stands


def test_a_peer_tool_agrees():
    """Frictionless, which reusers may run, reads the package and finds no fault."""
    report = frictionless.Package(str(tables.data_dir() / tables.DESCRIPTOR)).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])


def test_the_table_on_18_june_1957():
    assert sure("1957-06-18", "presidium_full") == SEVEN | FOUR
    assert sure("1957-06-18", "presidium_candidate") == {
        "brezhnev", "furtseva", "kozlov", "mukhitdinov", "shepilov", "shvernik", "zhukov",
    }  # fmt: skip
    assert sure("1957-06-18", "secretariat") == {
        "aristov", "belyaev", "brezhnev", "furtseva", "khrushchev", "pospelov", "shepilov",
        "suslov",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "full", "candidates"),
    [
        ("1952-10-16", 25, 11),
        ("1953-03-06", 10, 4),
        ("1957-06-18", 11, 7),
        ("1957-06-29", 15, 9),
    ],
)
def test_known_sizes_of_the_presidium(day, full, candidates):
    assert len(sure(day, "presidium_full")) == full
    assert len(sure(day, "presidium_candidate")) == candidates


def steps(*bodies):
    """Every day from 1952 to 1964 on which one of the bodies can change, and the day before."""
    found = {FIRST, LAST}
    for body in bodies:
        for day in asof.changes(body):
            found |= {day, day - timedelta(1)}
    return sorted(day for day in found if FIRST <= day <= LAST)


@pytest.mark.parametrize("body", SINGLE)
def test_one_holder_every_day_from_1952_to_1964(body):
    for day in steps(body):
        vacant = body == "first_secretary" and VACANT[0] <= day < VACANT[1]
        assert len(sure(day, body)) == (0 if vacant else 1), day
        assert set(asof.seats(day, body)["certainty"]) <= {"yes"}, day


def test_nobody_is_twice_at_the_table():
    for day in steps("presidium_full", "presidium_candidate", "secretariat"):
        full, candidates = sure(day, "presidium_full"), sure(day, "presidium_candidate")
        assert 9 <= len(full) <= 25, day
        assert not full & candidates, day
        assert sure(day, "secretariat"), day
        for body in ("presidium_full", "presidium_candidate", "secretariat"):
            held = asof.seats(day, body)["person_id"]
            assert held.is_unique, (day, body)


def test_ranks_in_june_1957():
    held = {p: asof.rank(p, "1957-06-18") for p in ("khrushchev", "bulganin", "molotov", "zhukov")}
    assert held == {
        "khrushchev": (10, "yes"),
        "bulganin": (9, "yes"),
        "molotov": (8, "yes"),
        "zhukov": (7, "yes"),
    }


# --- hard cases ------------------------------------------------------------------------------


def test_the_winners_reporter_told_the_plenum_of_no_decision():
    accounts = tables.read("vote_events").set_index("vote_event_id")
    june = accounts[accounts["motion_id"] == "june57_remove"]
    assert len(june) >= 20
    assert june.loc["june57_suslov", "recorded"] == "no"
    assert not (june["recorded"] == "yes").all()


def test_the_alignment_by_account():
    """7–4 is what later accounts say of the eleven, and only of them."""
    kramer = asof.votes("june57_kramer").set_index("person_id")
    kramer = kramer[kramer["standing"] == "full"]
    assert set(kramer.index[kramer["option"] == "for"]) == SEVEN
    assert set(kramer.index[kramer["option"] == "against"]) == FOUR
    # the winners' reporter named no vote
    suslov = tables.read("vote_events").set_index("vote_event_id").loc["june57_suslov"]
    assert suslov["complete"] == "no"


def test_malenkov_s_birth_has_three_readings():
    found = asof.readings("people", "malenkov", "birth")
    assert list(found["value"]) == ["1902-01-08", "1901-12-06", "1902-01-13"]
    assert list(found["preferred"]) == ["yes", "no", "no"]
    people = tables.read("people").set_index("person_id")
    assert people.loc["malenkov", "birth"] == found.loc[0, "value"]
    assert people.loc["malenkov", "conflict_id"] == found.loc[0, "conflict_id"]


def test_the_one_day_ties_of_29_june_1957():
    found = asof.ties("1957-06-29")
    removals = found[(found["kind"] == "removal_of") & (found["from_id"] == "khrushchev")]
    removals = removals[removals["start"] == "1957-06-29"]
    assert set(removals["certainty"]) == {"yes"}
    assert {"kaganovich", "malenkov", "molotov", "saburov", "shepilov"} <= set(removals["to_id"])
    assert set(removals["predictive"]) == {"no"}  # the outcome explains nothing
    for other in ("1957-06-28", "1957-06-30"):
        assert not set(asof.ties(other)["tie_id"]) & set(removals["tie_id"])


def test_a_coarse_date_answers_yes_possibly_or_no():
    """Malenkov moved from one power station to the next in about June 1958."""
    body = "ekibastuz_power"
    answers = {}
    for day in ("1958-04-30", "1958-05-01", "1958-06-15", "1958-07-30", "1958-07-31"):
        held = asof.seats(day, body)
        held = held[held["person_id"] == "malenkov"]
        answers[day] = held["certainty"].iloc[0] if len(held) else "no"
    assert answers == {
        "1958-04-30": "no",
        "1958-05-01": "possibly",
        "1958-06-15": "possibly",
        "1958-07-30": "possibly",
        "1958-07-31": "yes",
    }


def test_every_date_has_english():
    for name in tables.names():
        for field in tables.schema(name)["schema"]["fields"]:
            if field.get("edtf"):
                for text in tables.read(name)[field["name"]].unique():
                    assert dates.label(text)


def test_votes_and_stances_agree_about_the_eleven():
    """Nobody of the seven is on record with Khrushchev before the delegation came on the 21st."""
    for person in sorted(SEVEN):
        for day in ("1957-06-18", "1957-06-19", "1957-06-20"):
            assert "for_khrushchev" not in set(asof.stance(person, day)["stance"]), (person, day)
