"""The article that the book began from, paragraph by paragraph: where each of its claims is told.

seed_map.csv cuts the article into paragraphs and sentences (numbered as in claims.csv; each
see-also entry and each reference counts as one), opens each with at most eight of its words, and
says which page and section tell it and with which words.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import prose
import pytest
from antiparty import facts, tables
from antiparty.facts import encyclopaedia as audit
from antiparty.present import claims as page
from antiparty.present import told
from browser import SITE
from docutils.nodes import make_id

with (Path(__file__).parent / "seed_map.csv").open(encoding="utf-8", newline="") as file:
    MAP = list(csv.DictReader(file))
CLAIMS = tables.read("claims").set_index("claim_id")


def section(name: str, anchor: str) -> str:
    """The prose under a heading of a page; empty where the page has no such heading."""
    found = [b for b in prose.page(name) if make_id(b.section) == anchor]
    return " ".join(prose.plain(b.text) for b in found)


def row_faults(row: dict[str, str]) -> list[str]:
    """What is wrong with one row of the map."""
    found = []
    if not (prose.BOOK / f"{row['page']}.md").exists():
        return [f"no page {row['page']}"]
    words = section(row["page"], row["anchor"])
    if not words:
        found.append(f"no section {row['anchor']} on {row['page']}")
    elif row["words"] not in words:
        found.append(f"{row['words']!r} is not under {row['anchor']}")
    for claim in row["claims"].split():
        if claim not in CLAIMS.index:
            found.append(f"no claim {claim}")
            continue
        home = str(CLAIMS.at[claim, "section"]), str(CLAIMS.at[claim, "sentence"])
        if home != (row["section"], row["sentence"]):
            found.append(f"{claim} belongs to {home}")
    if not 1 <= len(row["first_words"].split()) <= 8:
        found.append("open the sentence with one to eight words")
    return found


@pytest.mark.parametrize("row", MAP, ids=lambda r: r["claims"].split()[0])
def test_each_row_names_a_place_that_exists_and_tells_it(row: dict[str, str]) -> None:
    assert not row_faults(row)


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("page", "nowhere", "no page"),
        ("anchor", "no-such-heading", "no section"),
        ("words", "a tale of two cities", "is not under"),
        ("claims", "c001 c999", "no claim"),
        ("claims", "c101", "belongs to"),
        ("first_words", "one two three four five six seven eight nine", "one to eight"),
    ],
)
def test_a_wrong_row_is_found(column: str, value: str, fault: str) -> None:
    assert any(fault in found for found in row_faults(MAP[0] | {column: value}))


def test_every_claim_stands_in_the_map_once() -> None:
    listed = Counter(claim for row in MAP for claim in row["claims"].split())
    assert set(listed) == set(CLAIMS.index)
    assert len(listed) == 101
    assert set(listed.values()) == {1}


def test_every_paragraph_and_sentence_is_covered_in_order() -> None:
    places = [(int(r["paragraph"]), int(r["sentence"])) for r in MAP]
    assert places == sorted(places)
    assert {s for _, s in places} == set(CLAIMS["sentence"]) == set(range(1, 37))
    assert {p for p, _ in places} == set(range(1, 12))
    paragraph = {s: p for p, s in places}
    assert len(set(places)) == len(paragraph)  # a sentence lies in one paragraph
    opening = {(r["sentence"], r["first_words"]) for r in MAP}
    assert len(opening) == len(paragraph) == len({words for _, words in opening})


def test_the_three_other_cases_and_the_eight_works_are_placed() -> None:
    kinds = Counter(r["section"] for r in MAP for _ in r["claims"].split())
    assert kinds["see_also"] == 3
    assert kinds["references"] == 8
    cases = {
        r["claims"]: section(r["page"], r["anchor"]) for r in MAP if r["section"] == "see_also"
    }
    pointed = tables.read("cases").query("seed_see_also == 'yes'")
    assert len(pointed) == len(cases) == 3
    for name, words in zip(("c091", "c092", "c093"), ("Peking", "Natolin", "Sofia"), strict=True):
        assert words in cases[name]


def test_the_page_sends_readers_where_the_map_does() -> None:
    html = page.claim_list()
    for row in MAP:
        for claim in row["claims"].split():
            name, heading = told.places()[claim]
            assert (name, told.anchor(heading)) == (row["page"], row["anchor"]), claim
            assert told.anchor(heading) == make_id(heading)
            item = html.split(f"id='{claim}'>")[1].split("</li>")[0]
            here = name == told.HERE
            link = f"href='{'' if here else name + '.html'}#{row['anchor']}'"
            assert (link in item) == (heading != told.LIST), claim
            assert ("Told under" in item) == (heading != told.LIST), claim


@pytest.mark.browser  # reads the built site
def test_the_built_pages_have_the_places() -> None:
    for name in {row["page"] for row in MAP}:
        html = (SITE / "book" / f"{name}.html").read_text("utf-8")
        for anchor in {row["anchor"] for row in MAP if row["page"] == name}:
            assert f'id="{anchor}"' in html, f"{name}#{anchor}"
    audit_page = (SITE / "book" / "encyclopaedia.html").read_text("utf-8")
    for link in {told.address(claim)[0] for claim in told.places()}:
        assert f"href='{link}'" in audit_page or link.endswith(told.anchor(told.LIST)), link


def test_a_place_told_of_has_its_heading_word_for_word() -> None:
    for _, name, heading in told.TOLD:
        assert heading in {b.text for b in prose.page(name) if b.kind == "heading"}, heading


# ------------------------------------------------- the corrections and the facts that check them

# How the fact named in a row bears out its correction. "number": its value stands in the correction
# or the reason, in digits or as a word. "man": the fact counts one side among the full members, and
# the man of the claim is among its rows. Others are checked by a test of their own.
BEARS = {
    "c025": "number",
    "c026": "number",
    "c027": "number",
    "c032": "number",
    **{f"c{n:03}": "man" for n in range(33, 44)},
    "c003": "own",
    "c031": "own",
    "c058": "own",
}


def test_each_fact_of_the_audit_has_a_way_to_bear_out_its_claim() -> None:
    assert set(CLAIMS.index[CLAIMS["fact"] != ""]) == set(BEARS)


def says(number: int, words: str) -> bool:
    """Does the text hold the number, in digits or as a word?"""
    return bool(re.search(rf"\b(?:{number}|{facts.in_words(number)})\b", words, re.IGNORECASE))


@pytest.mark.parametrize("claim", [c for c, how in BEARS.items() if how == "number"])
def test_a_correction_has_the_number_of_its_fact(claim: str) -> None:
    row = CLAIMS.loc[claim]
    made = facts.get(row["fact"])
    assert says(made.value, f"{row['correct']} {row['explanation']}")
    assert not says(made.value + 90, f"{row['correct']} {row['explanation']}")


@pytest.mark.parametrize("claim", [c for c, how in BEARS.items() if how == "man"])
def test_a_man_is_on_the_side_that_his_claim_says(claim: str) -> None:
    row = CLAIMS.loc[claim]
    man = row["claim"].split()[0]
    against = {n.split()[-1] for n in facts.get("against_full").rows["name"]}
    beside = {n.split()[-1] for n in facts.get("with_full").rows["name"]}
    assert (man in against, man in beside) == (
        row["asserted"] == "supported",
        row["asserted"] == "opposed",
    )
    assert row["fact"] == ("against_full" if man in against else "with_full")


def test_the_claims_on_the_whole_group() -> None:
    seven, one = facts.get("against_full").value, facts.get("against_without_a_vote").value
    assert says(seven, CLAIMS.at["c003", "correct"])  # seven full members
    assert says(one, CLAIMS.at["c003", "correct"])  # and one candidate
    assert facts.get("opponents").value == seven + one
    voting = facts.get("accounts_of_that_month_claiming_a_vote")  # c031: no decision is shown
    assert voting.value == "none"
    assert "not shown" in CLAIMS.at["c031", "correct"]
    out = set(facts.get("opponents_out_in_june").rows["person_id"])
    assert {"malenkov", "molotov", "kaganovich", "shepilov"} <= out  # c058


@pytest.mark.parametrize("claim", list(BEARS))
def test_the_page_shows_the_fact_beside_the_claim(claim: str) -> None:
    item = page.claim_list().split(f"id='{claim}'>")[1].split("</li>")[0]
    assert f"In our data: {facts.get(CLAIMS.at[claim, 'fact']).text}." in item


def test_corrections_without_a_fact_are_few_words_with_two_works_or_a_note() -> None:
    """Where no fact checks a correction, its works do: two independent ones, or it says single."""
    groups = tables.read("sources").set_index("source_id")["independence_group"]
    for claim, row in CLAIMS[(CLAIMS["fact"] == "") & (CLAIMS["correct"] != "")].iterrows():
        independent = {groups[w] for w in audit.works(row["sources"])}
        assert len(independent) > 1 or row["confidence"] == "single", claim
