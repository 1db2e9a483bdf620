"""The chapter on the world outside: what is drawn, counted and said, against values by hand."""

from __future__ import annotations

import re
from datetime import date

import prose
import pytest
from antiparty import facts, figures, tables
from antiparty.facts import abroad as data

IDS = ("china-and-the-bloc", "echoes")

# counted by hand from events.csv and conflict_readings.csv
COUNTED = {
    "abroad_nuclear_steps": 10,
    "abroad_accords": 3,  # about 1955, 17 August 1956, 15 October 1957
    "abroad_accords_before": 2,
    "abroad_accords_after": 1,
    "abroad_delays": 2,  # 11 July, 12 August 1957
    "abroad_days_to_answer": 32,  # 18 June to 20 July
    "abroad_days_to_agreement": 108,  # 29 June to 15 October
    "abroad_days_to_zhukov": 11,  # 15 to 26 October
    "abroad_days_to_radio": 4,
    "abroad_months_of_agreement": 20,  # 15 October 1957 to 20 June 1959
    "abroad_readings": 2,
    "abroad_before_close": 3,  # 18, 20 and 28 June
    "abroad_echoes": 9,
    "abroad_approvals": 3,  # East Berlin, Belgrade, the Tudeh
    "abroad_drops": 2,  # Bucharest, Sofia
    "abroad_days_of_echoes": 13,
    "abroad_unsure_echoes": 2,  # Hangzhou, Sofia
    "abroad_parties_announced": 64,
    "abroad_parties_with_secret": 68,
}


@pytest.mark.parametrize("name", COUNTED)
def test_facts(name):
    made = facts.get(name)
    assert made.value == COUNTED[name]
    assert not made.rows.empty
    assert made.sources


def test_every_fact_of_the_chapter_is_counted_here():
    assert {n for n in vars(data) if n.startswith("abroad_")} == set(COUNTED)


def test_the_page_uses_no_fact_that_is_not_counted():
    used = {m for b in prose.page("abroad") for m in prose.marks(b.text, "fact")}
    assert used <= set(COUNTED)
    assert len(used) >= 10


def test_no_nuclear_event_is_left_out():
    """The coding in the open covers what a search of the table finds, and nothing else."""
    assert set(data.nuclear_found()["event_id"]) == set(data.STEPS)


def test_the_request_is_older_than_the_news():
    """The order on which the chapter rests: request, news, answer, agreement."""
    order = [data.REQUEST, "e1957_07_02_peking", data.ANSWER, data.AGREEMENT]
    rows = data.events(tuple(order))
    assert list(rows["event_id"]) == order
    assert rows["first"].iloc[0] == date(1957, 6, 18)
    assert not rows["unsure"].any()


def test_bucharest_opened_before_moscow_closed():
    rows = data.around().set_index("event_id")
    assert rows.loc["e1957_06_28_romania", "days"] == -1
    assert rows.loc["e1957_07_03_romania", "days"] == data.abroad_days_to_radio()[0]
    assert list(rows.index[rows["echo"] == "under way"]) == list(data.BEFORE)


def test_mikoyan_is_not_in_two_places():
    party = tables.read("events").set_index("event_id").loc["e1957_07_04_us_party", "start"]
    hangzhou = data.events(("e1957_07_05_hangzhou",)).iloc[0]
    assert hangzhou["first"] > date.fromisoformat(party)
    assert hangzhou["unsure"]
    shown = figures.get("echoes").frame.set_index("event")
    assert shown.loc["Mikoyan flies to Hangzhou to tell Mao", "when"] == "not before 5 July 1957"


@pytest.mark.parametrize("figure_id", IDS)
def test_figures(figure_id):
    item = figures.get(figure_id)
    assert item.alt and item.caption and item.doubt and item.sources
    for layout in ("wide", "narrow"):
        drawn = item.draw(layout)
        assert drawn.data
        assert drawn.layout.width is None
        bands = [s for s in drawn.layout.shapes if s.x0 == "1957-06-18"]
        assert [s.x1 for s in bands] == ["1957-06-30"]


@pytest.mark.parametrize("figure_id", IDS)
def test_every_row_is_drawn_once(figure_id):
    """A mark for each event whose day is known to two months, a hatched bar for the others."""
    item = figures.get(figure_id)
    wide = item.draw("wide")
    marks = [t for t in wide.data if t.type == "scatter" and t.hoverinfo == "text"]
    drawn = [m for t in marks for m in t.hovertext]
    named = {re.match(r"<b>(.*?)</b>", h)[1] for h in drawn}
    long = {"First Soviet-Chinese nuclear accords"} & set(item.frame["event"])
    assert len(drawn) == len(item.frame) - len(long)
    assert named == set(item.frame["event"]) - long
    bars = [h for t in wide.data if t.type == "bar" for h in t.hovertext]
    assert all(any(name in h for h in bars) for name in long)
    for event in item.frame["event"]:
        assert event in item.alt


def test_a_mark_of_an_unsure_day_is_hollow():
    wide = figures.get("echoes").draw("wide")
    hollow = [t for t in wide.data if str(t.marker.symbol).endswith("-open-dot")]
    names = {re.match(r"<b>(.*?)</b>", h)[1] for t in hollow for h in t.hovertext}
    assert names == {"Mikoyan flies to Hangzhou to tell Mao", "Sofia expels three leaders"}


def test_titles_are_true():
    title = figures.get("china-and-the-bloc").title
    assert title.startswith("Two of the three nuclear accords")
    assert title.endswith("by one biography China asked for more on the day the crisis began")
    assert set(data.events((data.REQUEST,))["sources"]) == {"nierongzhenndbiography"}
    title = figures.get("echoes").title
    assert title.startswith(
        "Bucharest’s plenum opened before Moscow’s had closed; by about 12 July"
    )
    assert "two ruling parties" in title and "three parties had approved" in title


def test_the_page_is_built_like_the_others():
    blocks = prose.page("abroad")
    heads = [b.text for b in blocks if b.kind == "heading"]
    assert heads[0].endswith("?")
    assert heads[-1] == prose.UNKNOWN
    source = (prose.BOOK / "abroad.md").read_text("utf-8")
    shown = [source.index(f'show("{i}")') for i in IDS]
    assert source.index("{div} lede") < shown[0] < source.index("\n## ") < shown[1]
    assert 1200 <= sum(len(prose.plain(b.text).split()) for b in blocks) <= 1800


def test_both_readings_of_the_bargain_are_told():
    """What is documented and what is inferred: the page names both sides and decides neither."""
    told = " ".join(b.text for b in prose.page("abroad") if b.section == "Was the bomb a price?")
    readings = tables.read("conflict_readings")
    held = readings.loc[readings["conflict_id"] == "nuclear_bargain", "sources"]
    for work in " ".join(held).split():
        assert work in prose.marks(told, "src")
    assert "no proof of a cause" in told
