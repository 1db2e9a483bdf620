"""Facts and sources as readers meet them: in a sentence, at the foot of the page, in the list."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from antiparty import facts, tables, theme
from antiparty.present import notes, reference

TOP_BODIES = (
    "politburo_full politburo_candidate presidium_full presidium_candidate presidium_bureau "
    "secretariat first_secretary premier first_deputy_premier deputy_premier head_of_state "
    "foreign_minister defence_minister interior_minister state_security_head gosplan_chair"
).split()


def test_a_fact_counts_what_the_data_hold() -> None:
    members = facts.get("full_members")
    seats = tables.read("memberships")
    seated = seats[
        (seats["organization_id"] == "presidium_full")
        & (seats["reading"] == "preferred")
        & (seats["start"] <= "1957-06-18")
        & (seats["end"] > "1957-06-18")
    ]
    assert members.value == len(seated) == 11
    assert set(members.rows["person_id"]) == set(seated["person_id"])
    assert members.text == "eleven"
    assert facts.get("full_members|n").text == "11"
    assert facts.get("full_members|cap").text == "Eleven"


def test_seven_four_one_and_nine() -> None:
    values = {n: facts.get(n).value for n in facts.names()}
    assert values["against_full"] == 7
    assert values["with_full"] == 4
    assert values["without_a_vote"] == 10
    assert values["against_without_a_vote"] == 1
    assert values["with_without_a_vote"] == 9
    assert values["at_the_table"] == 21
    assert set(facts.get("against_without_a_vote").rows["person_id"]) == {"shepilov"}


@pytest.mark.parametrize("name", facts.names())
def test_every_fact_has_a_rule_and_rows_and_can_be_shown(name: str) -> None:
    made = facts.get(name)
    assert len(made.rule) > 20
    assert made.text.strip()
    html = notes.fact_note(made)
    assert made.name.replace("_", " ") in html or not len(made.rows)
    assert ("<table>" in html) == (len(made.rows) > 0)


def test_an_unknown_fact_or_format_names_the_nearest() -> None:
    with pytest.raises(facts.FactError, match="full_members"):
        facts.get("full_member")
    with pytest.raises(facts.FactError, match="use word"):
        facts.get("full_members|roman")


def test_a_fact_without_a_rule_is_refused() -> None:
    with pytest.raises(facts.FactError, match="no docstring"):
        facts.fact(lambda: (1, pd.DataFrame()))


def test_an_unknown_source_says_what_to_do() -> None:
    with pytest.raises(LookupError, match=r"add it to data/sources\.csv"):
        notes.short_citation("nobody1900nothing")


def test_locators_are_words() -> None:
    assert notes.locator("p173") == "p. 173"
    assert notes.locator("pp241-242") == "pp. 241-242"
    assert notes.locator("doc66") == "doc. 66"


def test_short_citations_are_short_and_name_somebody() -> None:
    for source in tables.read("sources")["source_id"]:
        shown = notes.short_citation(source)
        assert shown.strip(" ,"), source
        assert "[" not in shown, source


def test_the_confidence_table_adds_up() -> None:
    frame = reference.confidence_counts()
    assert (frame["rows"] == frame[["confirmed", "single", "recalled"]].sum(axis=1)).all()
    ties = frame.set_index("table").loc["Ties"]
    assert ties["rows"] == len(tables.read("ties"))
    assert f"{100 * ties['recalled'] / ties['rows']:.0f} %" in reference.confidence_table()


def test_few_rows_rest_on_memory() -> None:
    """The book's own limits: evidence may lower these shares, never dropped rows."""
    frame = reference.confidence_counts().set_index("table")
    share = frame["recalled"] / frame["rows"]
    assert frame["recalled"].sum() / frame["rows"].sum() <= 0.25
    assert share["Sanctions"] <= 0.10
    assert share["Claims"] <= 0.10
    assert share["Votes"] <= 1 / 3
    assert share["Stances"] <= 1 / 3
    seats = tables.read("memberships")
    top = seats[seats["organization_id"].isin(TOP_BODIES)]
    assert (top["confidence"] == "recalled").mean() <= 0.10


def test_every_conflict_is_listed_with_its_readings() -> None:
    html = reference.conflict_list()
    for conflict in tables.read("conflicts")["conflict_id"]:
        assert f"id='{conflict}'" in html
    taken = tables.read("conflict_readings")["preferred"].eq("yes").sum()
    assert html.count("<strong>Taken:</strong>") == taken


def test_the_legend_explains_every_side_and_sphere() -> None:
    html = reference.legend()

    for sphere in theme.SPHERES:
        assert sphere.capitalize() in html
    for word in ("Square", "Circle", "Hollow", "Double ring", "Hatched end", "Red band"):
        assert word in html
    assert len(re.findall(r"<tr><td><svg", html)) == sum(
        len(rows) for _, rows in reference.legend_groups()
    )
