"""Chapter 1: accounts, stands, rooms and sums against values counted by hand from the CSVs."""

from __future__ import annotations

import re
import shutil

import plotly.graph_objects as go
import pytest
from antiparty import facts, figures, present, tables
from antiparty.charts import seven_against_four as charts
from antiparty.facts import seven_against_four as june

IDS = (
    "alignment-by-witness",
    "alignment-matrix",
    "genealogy-of-seven-four",
    "who-was-in-the-room",
    "arithmetic-of-seven-four",
)
# Counted by eye in vote_events.csv, votes.csv, stances.csv and people.csv.
FACTS = {
    "accounts_of_june": 31,
    "accounts_with_a_number": 13,
    "accounts_claiming_a_vote": 6,
    "accounts_denying_a_vote": 2,
    "accounts_silent_on_a_vote": 23,
    "accounts_of_that_month": 7,
    "accounts_of_that_month_with_a_number": 3,
    "accounts_of_that_month_claiming_a_vote": "none",
    "accounts_placing_all": 2,
    "numbers_claiming_a_vote": 5,
    "claims_without_a_year": 5,
    "waverers_of_aristov": 2,
    "lists_of_presence": 9,
    "lists_with_mikoyan": 4,
    "lists_without_mikoyan": 1,
    "lists_without_saburov": 2,
    "room_full": 8,
    "room_against": 6,
    "room_with": 2,
    "room_away": 3,
    "sure_in_the_room": 7,
    "away_of_all": 9,
    "away_with": 8,
    "against_of_the_presidium": 8,
    "with_of_the_presidium": 10,
    "with_a_seat": 18,
    "against_of_all": 8,
    "with_of_all": 13,
    "against_without_waverers": 5,
    "with_and_waverers": 6,
    "months_to_name_voroshilov": 51,
}


@pytest.mark.parametrize(("name", "value"), FACTS.items())
def test_fact(name, value):
    made = facts.get(name)
    assert made.value == value
    assert len(made.rows) and set(made.rows["sources"].str.split().sum())


def test_forms_of_account_add_up():
    forms = ("claiming_a_vote", "denying_a_vote", "silent_on_a_vote")
    total = sum(facts.get(f"accounts_{form}").value for form in forms)
    assert total == facts.get("accounts_of_june").value


@pytest.mark.parametrize(
    ("witness", "sources", "date"),
    [
        ("Mikhail Suslov, report to the plenum, 22 June 1957", "b2003", "1957-06-22"),
        ("Western specialists, September 1957, as recalled by Time in 1959", "", "1957-09"),
        ("Anastas Mikoyan, 18 June and plenum, June 1957", "", "1957-06"),
        ("Encyclopaedia article, after Kramer (1999) and Tompson (1995)", "wiki", ""),
        ("Lazar Kaganovich, memoir, 1996", "", "1996"),
        ("A book", "wiki b2003@p12", "2003"),
    ],
)
def test_date_of_an_account(witness, sources, date):
    assert june.made(witness, sources, {"b2003": "2003"}) == date


@pytest.mark.parametrize(
    ("date", "era"),
    [
        ("1957-06", "In June 1957"),
        ("1957-07-01", "While Khrushchev ruled"),
        ("1964", "After his fall"),
        ("", june.UNDATED),
    ],
)
def test_era(date, era):
    assert june.era(date) == era


@pytest.mark.parametrize(
    ("option", "note", "stand"),
    [
        ("for", "", "against"),
        ("against", "", "with"),
        ("not_voting", "Stood with Khrushchev: refused Pervukhin.", "with"),
        ("not_voting", "Stood against Khrushchev: warned.", "against"),
        ("not_voting", "Wavered, by this account.", "wavered"),
        ("not_voting", "Follows from 'no decision'.", "undecided"),
        ("absent", "", "away"),
    ],
)
def test_stand(option, note, stand):
    assert june.stand_of(option, note) == stand


def _placed(account, stand):
    grid = june.stands()
    rows = grid[(grid["vote_event_id"] == account) & (grid["stand"] == stand)]
    return set(rows["short"])


def test_stands_by_account():
    seven = set("Bulganin Kaganovich Malenkov Molotov Pervukhin Saburov Voroshilov".split())
    assert _placed("june57_kramer", "against") == seven
    assert _placed("june57_kramer", "with") == {"Khrushchev", "Mikoyan", "Suslov", "Kirichenko"}
    assert len(_placed("june57_suslov", "undecided")) == 11
    assert _placed("june57_aristov", "wavered") == {"Pervukhin", "Saburov"}
    assert _placed("june57_zhukov_note", "against") == seven - {"Saburov"}
    assert _placed("june57_magyar", "against") >= {"Shepilov"}


def test_names_that_were_filled_in_are_marked():
    grid = june.stands()
    supplied = grid[grid["supplied"]].groupby("vote_event_id").size()
    assert supplied.to_dict() == {"june57_aristov": 9, "june57_voitikov": 11}


def test_who_wavers_keeps_his_side():
    assert charts.column("wavered", "opponent") == 0
    assert charts.column("wavered", "supporter") == 2
    assert charts.column("", "opponent") == charts.column("undecided", "supporter") == 1


@pytest.mark.parametrize("name", IDS)
def test_figure_is_whole(name):
    item = figures.get(name)
    every = present.states(item)
    assert all(s.alt.strip().endswith(".") for s in every)
    known = set(tables.read("sources")["source_id"])
    assert item.sources and {s.split("@")[0] for s in item.sources} <= known
    for state in every:
        for fig in state.drawn.values():
            assert isinstance(fig, go.Figure)
            assert any(len(t.x or ()) for t in fig.data)


def test_switch_shows_what_the_account_says():
    item = figures.get("alignment-by-witness")
    says = {s.key: s for s in present.states(item)}
    assert list(says)[:2] == ["kramer", "suslov"] and len(says) == 12
    texts = {k: [a.text for a in s.drawn["wide"].layout.annotations] for k, s in says.items()}
    assert "<b>Says that no decision was adopted.</b>" in texts["suslov"]
    assert "<b>Counts seven against four and does not speak of a vote.</b>" in texts["aristov"]
    assert "<b>Says that there was a vote: seven against four.</b>" in texts["kramer"]
    assert "<b>Against him</b> 7" in texts["kramer"] and "<b>With him</b> 4" in texts["kramer"]
    assert all(len(s.alt) > 40 for s in says.values())


def test_titles_count_what_is_drawn():
    title = figures.get("alignment-by-witness").title
    assert title.startswith("Of 31 accounts thirteen give the number and six speak of a vote")
    matrix = figures.get("alignment-matrix")
    assert "two of 31 accounts" in matrix.title and len(matrix.frame) == 31
    assert "six oldest" in figures.get("genealogy-of-seven-four").title
    assert "six men in the room and the four had two" in figures.get("who-was-in-the-room").title
    assert figures.get("arithmetic-of-seven-four").title == (
        "Seven to four among those with a vote, eight to ten with the candidates, "
        "eight to thirteen with the secretaries"
    )


def test_genealogy_links():
    frame = figures.get("genealogy-of-seven-four").frame.set_index("account")
    lean = frame.loc[frame["leans_on"] != "", "leans_on"].to_dict()
    assert lean == {
        "Time": "Western specialists",
        "Russian Life": "Encyclopaedia article",
        "Encyclopaedia article": "Tompson (not read); Kramer (not read)",
        "Sergei Voitikov": "Nikolai Bulganin",
    }
    assert (frame["vote_claimed"] == "yes").sum() == 5


def test_marks_of_the_matrix_are_the_stands():
    item = figures.get("alignment-matrix")
    people = list(item.frame.columns[4:])
    shown = (item.frame[people] != "").sum().sum()
    for fig in present.states(item)[0].drawn.values():
        hovers = [h for t in fig.data for h in (t.hovertext or ()) if t.hoverinfo == "text"]
        assert len(hovers) == shown


def test_the_room_on_18_june():
    frame = figures.get("who-was-in-the-room").frame.set_index("name")
    lists = frame.columns[2:]
    assert len(lists) == 9
    assert (frame.loc["Anastas Mikoyan", lists] == "yes").sum() == 4
    assert (frame.loc["Maksim Saburov", lists] == "no").sum() == 2


def test_finding_follows_the_data(monkeypatch, tmp_path, real, change):
    """One vote claimed in June 1957 changes count and title."""
    shutil.copytree(real, tmp_path / "data")
    path = tmp_path / "data" / "vote_events.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    row = next(line for line in lines if line.startswith("june57_aristov,"))
    change(path, row, row.replace(",unknown,7,4", ",yes,7,4"))
    monkeypatch.setenv("ANTIPARTY_DATA", str(tmp_path / "data"))
    rows = june.accounts()
    claims = rows[rows["recorded"] == "yes"]
    assert len(claims) == 7 and "In June 1957" in set(claims["era"])
    maker = figures._makers["genealogy-of-seven-four"]
    assert "counts of heads" not in maker().title


def test_chapter_has_no_typed_counts():
    """Counts in the prose come from facts; typed numbers are dates and names only."""
    chapter = tables.data_dir().parent / "book" / "seven_against_four.md"
    if not chapter.is_file():
        pytest.skip("the chapter is not beside the data")
    prose = re.sub(
        r"```.*?```|\{\w+\}`[^`]*`|\"[^\"]*\"", "", chapter.read_text("utf-8"), flags=re.S
    )
    digits = set(re.findall(r"\b\d+\b", prose.split("# ", 1)[1]))
    assert all(len(d) == 4 or int(d) <= 31 for d in digits)
