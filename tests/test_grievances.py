"""Chapter 5: the rule that places a man in a clash, and the figures against hand counts."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pandas as pd
import pytest
from antiparty import facts, figures, tables
from antiparty.facts import grievance_clashes as clash
from antiparty.facts import grievances as chapter
from antiparty.present.spec import states

FIGURES = ("complaints", "policy-clashes")


def raw(name: str) -> list[dict[str, str]]:
    with (tables.data_dir() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def placed() -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (r.clash, r.person_id): (r.stand, r.basis) for r in clash.stands().itertuples(index=False)
    }


def test_complaints_by_hand() -> None:
    said: dict[str, set[str]] = {}
    for row in raw("grievance_people"):
        if row["role"] == "complainant":
            said.setdefault(row["grievance_id"], set()).add(row["person_id"])
    trio = {"malenkov", "molotov", "kaganovich"}
    assert facts.get("complaints_all").value == len(raw("grievances"))
    assert facts.get("complaints_named").value == len(said)
    assert facts.get("complaints_of_the_trio").value == sum(bool(v & trio) for v in said.values())
    assert facts.get("complaints_of_all_three").value == sum(trio <= v for v in said.values())
    assert facts.get("complaints_of_one").value == sum(len(v) == 1 for v in said.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("complaints_of_molotov", 9),
        ("complaints_of_the_other_four", 5),  # g01 g10 g12 g17 g19
        ("complaints_unanswered", 8),
        ("complaints_in_memoir", 3),
        ("complaints_spoke", 8),
        ("clashes_before_june", 8),
        ("clash_most_of_the_seven", 5),  # the reform of March 1957
        ("clash_sided_once", 6),  # all but Voroshilov
        ("clash_against_molotov", 6),
        ("clash_pairs_of_the_seven", 21),
        ("clash_pairs_opposed", 18),  # not mol-vor, kag-vor, sab-per
    ],
)
def test_facts_as_counted_in_the_tables(name: str, value: int) -> None:
    assert facts.get(name).value == value


def test_every_issue_has_a_group() -> None:
    rows = chapter.complaints()
    assert rows["group"].notna().all()
    assert set(rows["grievance_id"]) == {r["grievance_id"] for r in raw("grievances")}


def test_stands_by_hand() -> None:
    found = placed()
    reform = {p: s for (c, p), (s, _) in found.items() if c == "reform"}
    assert {p for p, s in reform.items() if s == "against"} == {
        "molotov",
        "voroshilov",
        "kaganovich",
        "saburov",
        "pervukhin",
    }
    assert {p for p, s in reform.items() if s == "with"} == {
        "khrushchev",
        "malenkov",
        "bulganin",
        "mikoyan",
    }
    assert reform["shepilov"] == "both"
    assert found["premier", "molotov"] == ("with", "inferred")  # he charged Malenkov
    assert found["stalin", "voroshilov"] == ("against", "inferred")  # beside Kaganovich
    assert found["yugoslavia", "bulganin"] == ("with", "recalled")
    assert ("virgin_lands", "bulganin") not in found


def test_a_tie_places_a_man_beside_or_opposite() -> None:
    ties = [
        {"from_id": "k", "to_id": "a", "sign": "-1"},
        {"from_id": "b", "to_id": "a", "sign": "-1"},
        {"from_id": "c", "to_id": "a", "sign": "1"},
        {"from_id": "d", "to_id": "e", "sign": "1"},
    ]
    at, found = {"k": "with"}, {}
    clash._spread(ties, at, found, rounds=1)
    assert at == {"k": "with", "a": "against"}
    clash._spread(ties, at, found, rounds=9)
    assert at == {"k": "with", "a": "against", "b": "with", "c": "against"}
    assert clash._settle([("with", {}), ("against", {})]) == "both"


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tables without Pervukhin's ties and with the reform debate unread."""
    read = tables.read

    def fewer(name: str) -> pd.DataFrame:
        frame = read(name)
        if name == "participants":
            frame = frame[frame["event_id"] != "e1957_03_reform_debate"]
        return frame.reset_index(drop=True)

    monkeypatch.setattr(tables, "read", fewer)
    tables.forget()
    yield
    tables.forget()


def test_the_finding_follows_the_data(changed: None) -> None:
    rows = clash.of_the_seven("against")
    assert rows["clash"].value_counts().max() == 4  # now the orders of 15 June
    assert placed()["reform", "shepilov"][0] == "against"


@pytest.mark.parametrize("figure_id", FIGURES)
def test_figures_are_documents(figure_id: str) -> None:
    made = figures.get(figure_id)
    assert len(made.alt) > 200
    assert len(made.frame.columns) <= 8
    known = {r["source_id"] for r in raw("sources")}
    assert {s.split("@")[0] for s in made.sources} <= known
    for layout in ("wide", "narrow"):
        drawn = made.draw(layout)
        assert sum(len(t.x) for t in drawn.data) > 20
    assert states(made)


def test_titles_say_what_the_facts_say() -> None:
    one, two = (figures.get(f).title for f in FIGURES)
    for name in ("complaints_named", "complaints_of_the_trio", "complaints_of_all_three"):
        assert facts.get(name).text in one
    assert facts.get("clash_sided_once|cap").text in two
    assert facts.get("clash_most_of_the_seven").text in two


def test_every_stand_is_drawn_once() -> None:
    made = figures.get("policy-clashes")
    people = [r for r in clash.stands()["person_id"] if r != "khrushchev"]
    assert len(made.frame) == len(people)
    drawn = made.draw("wide")
    assert sum(len(t.x) for t in drawn.data) == len(people)
    voices = [r for r in raw("grievance_people") if r["role"] == "complainant"]
    drawn = figures.get("complaints").draw("wide")
    assert sum(len(t.x) for t in drawn.data) == len(voices) + 8
