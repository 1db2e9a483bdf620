"""The chapter on factions: the method on a hand-worked graph, the figures against their data."""

from __future__ import annotations

import csv
import itertools

import pandas as pd
import pytest
from antiparty import asof, balance, facts, figures, tables
from antiparty.figures import factions_network
from antiparty.present.spec import states

# Two pairs of friends, a-b and c-d; hostility a-c and b-d; one friendship across, a-d.
TINY = pd.DataFrame(
    [
        ("a", "b", 1, 1),
        ("d", "c", 1, 1),
        ("a", "c", -1, 1),
        ("b", "d", -1, 2),
        ("a", "d", 1, 3),
    ],
    columns=["from_id", "to_id", "sign", "weight"],
)
FIGURES = ("factions-network", "signed-tie-matrix", "splits", "splits-by-evidence", "rules-by-man")


@pytest.mark.parametrize(
    ("camp", "wrong"),
    [
        ("ab", 3),  # only a-d is parted
        ("cd", 3),  # the other camp of the same split
        ("ac", 1 + 1 + 1 + 2 + 3),  # everything is wrong
        ("ad", 1 + 1),  # a-b and c-d are parted, a-d is not
        ("", 1 + 2),  # one camp: only the two hostile ties
    ],
)
def test_misplaced_by_hand(camp: str, wrong: int) -> None:
    assert balance.misplaced(TINY, set(camp)) == wrong


def test_fits_tries_every_split_and_places_one() -> None:
    found = balance.fits(TINY, "abcd", 2)
    assert list(found["camp"]) == list(itertools.combinations("abcd", 2))
    assert list(found["misplaced"]) == [3, 8, 2, 2, 8, 3]
    assert balance.place(found, {"a", "b"}) == (2, 1, 2)
    assert balance.place(found, {"d", "a"}) == (0, 1, 4)
    with pytest.raises(ValueError, match="none of the splits"):
        balance.place(found, {"a"})


def test_pairs_and_tones_by_hand() -> None:
    more = pd.concat([TINY, TINY.iloc[[0]].assign(sign=-1, weight=2)], ignore_index=True)
    found = balance.pairs(more).set_index(["a", "b"])
    assert found.loc[("a", "b")].tolist() == [1, 1, -1]  # +1 and -2
    assert found.loc[("c", "d")].tolist() == [1, 0, 1]  # ids in order whatever the direction
    tones = [balance.tone(f, h) for f, h in ((2, 0), (0, 1), (1, 1), (0, 0))]
    assert tones == ["friendly", "hostile", "both", "none"]


def test_the_evidence_holds_nothing_of_june() -> None:
    ties = balance.evidence()
    assert set(ties["predictive"]) == {"yes"}
    assert "voted_with" not in set(ties["kind"])
    assert set(ties["sign"]) == {-1, 1}
    assert set(ties["from_id"]) | set(ties["to_id"]) <= set(balance.eleven())
    assert ties["start"].max() < balance.CRISIS
    assert {"t235", "t236", "t285"}.isdisjoint(ties["tie_id"])  # complaints of June, carried back


def test_evidence_against_a_plain_count() -> None:
    with (tables.data_dir() / "tie_kinds.csv").open(encoding="utf-8") as file:
        sign = {r["kind"]: int(r["sign"]) for r in csv.DictReader(file)}
    with (tables.data_dir() / "ties.csv").open(encoding="utf-8") as file:
        rows = [
            r
            for r in csv.DictReader(file)
            if {r["from_id"], r["to_id"]} <= set(balance.eleven())
            and r["predictive"] == "yes"
            and sign[r["kind"]]
            and r["start"][:10] < "1957-06-18"
        ]
    assert facts.get("ties_before_june").value == len(rows)
    seven = set(balance.seven())
    wrong = sum(
        ((r["from_id"] in seven) == (r["to_id"] in seven)) == (sign[r["kind"]] < 0) for r in rows
    )
    assert facts.get("splits_real_misplaced").value == wrong


def test_all_splits() -> None:
    assert len(balance.eleven()) == 11
    assert len(balance.seven()) == 7
    assert facts.get("splits_all").value == 330  # 11! / (7! 4!)
    for key in balance.CHOICES:
        assert sum(balance.chosen_place(key)) == 329
    assert facts.get("splits_as_good").value == sum(balance.chosen_place()[:2])


def test_february_1956_is_seven_against_four_the_other_way_round() -> None:
    assert facts.get("best_1956_apart").value == "Kaganovich, Malenkov, Molotov and Voroshilov"
    assert facts.get("best_1956_with_khrushchev").value == 7
    assert facts.get("best_1956_later_against").value == 3


def test_the_network_of_june_is_circular() -> None:
    """Ties live in the four days, by strength: no other split fits as well as the real one."""
    live = balance.signed(asof.ties(("1957-06-18", "1957-06-21")))
    ties = balance.by_strength(balance.among(live, balance.eleven()))
    found = balance.fits(ties, balance.eleven(), 7)
    assert balance.place(found, balance.seven())[:2] == (0, 0)


def test_rules_by_hand() -> None:
    calls = balance.forecasts().set_index(["rule", "person_id"])["call"]
    assert calls["office", "mikoyan"] == calls["cohort", "mikoyan"] == balance.AGAINST  # wrong
    assert calls["office", "suslov"] == calls["office", "kirichenko"] == balance.WITH
    assert calls["age", "bulganin"] == balance.WITH  # 1895, a year younger than Khrushchev
    assert calls["age", "kaganovich"] == balance.AGAINST  # 1893
    assert calls["ties", "voroshilov"] == calls["ties", "suslov"] == balance.NO_CALL
    scores = balance.forecasts().groupby("rule")["right"].sum()
    assert scores["office"] == scores["cohort"] == 9
    assert scores["age"] == 6
    assert facts.get("rule_everyone_right").value == 7
    assert facts.get("rule_ways_to_name").value == 45  # 10 over 8
    assert facts.get("rule_ways_that_catch").value == 3  # which of the three others comes along


def test_office_and_patronage_in_the_wider_circle() -> None:
    state, against = (facts.get(f"leaders_in_state_posts{x}").value for x in ("", "_against"))
    party, apart = (facts.get(f"leaders_in_party_posts{x}").value for x in ("", "_against"))
    assert (state, against, party, apart) == (9, 7, 12, 1)
    assert state + party == 21
    people = set(facts.get("leaders_in_party_posts_against").rows["person_id"])
    assert people == {"shepilov"}
    clients = facts.get("patron_of_those_without_vote")
    assert "shepilov" not in set(clients.rows["to_id"])
    assert clients.value <= facts.get("leaders_without_vote").value == 10


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_whole(name: str) -> None:
    item = figures.get(name)
    assert item.title
    assert item.doubt
    assert item.sources
    assert {s.split("@")[0] for s in item.sources} <= set(tables.read("sources")["source_id"])
    for state in states(item):
        assert len(state.alt) > 80


def test_matrix_has_every_pair_once() -> None:
    item = figures.get("signed-tie-matrix")
    assert len(item.frame) == 55
    assert item.frame["friendly"].sum() + item.frame["hostile"].sum() == len(balance.evidence())
    pair = item.frame[item.frame[["a", "b"]].isin(["Bulganin", "Khrushchev"]).all(axis=1)]
    assert pair[["friendly", "hostile"]].to_numpy().tolist() == [[4, 0]]
    alone = item.frame[item.frame["tone"] == "hostile"]
    assert "across the divide" not in set(alone["place"])  # what the title says
    assert item.title.startswith("All four purely hostile pairs")


def test_histogram_and_strips_add_up() -> None:
    drawn = figures.get("splits").frame
    assert drawn["splits"].sum() == 330
    assert list(drawn.loc[drawn["holds_the_real_split"] == "yes", "misplaced"]) == [
        facts.get("splits_real_misplaced").value
    ]
    strips = figures.get("splits-by-evidence").frame
    assert (strips[["better", "equal", "worse"]].sum(axis=1) == 329).all()
    assert strips["as_good_or_better"].is_monotonic_decreasing
    title = figures.get("splits-by-evidence").title
    assert f"between {strips['as_good_or_better'].min()} and" in title


def test_network_states() -> None:
    items = factions_network.states()
    assert [i.key for i in items] == list(factions_network.SHORT_LABELS)
    for item in items:
        assert len(item.cast) <= 40
        assert "voted_with" not in set(item.ties["kind"])
        live = set(asof.snapshot(item.key)["tie_id"])
        assert set(item.ties["tie_id"]) <= live
        if item.end < balance.CRISIS:
            assert set(item.ties["predictive"]) == {"yes"}
            assert item.between("bulganin", "khrushchev")[1] == 0
            assert item.between("bulganin", "khrushchev")[0] > 0
        assert set(item.left_out).isdisjoint(item.cast)
    june = next(i for i in items if i.key == "s1957_06")
    assert june.between("khrushchev", "bulganin")[0] == 0
    assert june.between("khrushchev", "bulganin")[1] > 0


def test_nobody_moves_and_every_line_has_evidence() -> None:
    every = states(figures.get("factions-network"))
    for layout in ("wide", "narrow"):
        places: dict[str, tuple[int, int]] = {}
        for state in every:
            spec = state.spec[layout]
            for node in spec["nodes"]:
                at = (node["x"], node["y"])
                assert places.setdefault(node["id"], at) == at
            for edge in spec["edges"]:
                assert edge["evidence"]
                assert edge["sign"] in (-1, 1)
            ids = [e["id"] for e in spec["edges"]]
            assert len(ids) == len(set(ids))


def test_names_do_not_meet_on_a_phone() -> None:
    state = next(s for s in states(figures.get("factions-network")) if s.key == "s1956_02")
    boxes = [
        (n["x"] - len(n["label"]) * 2.6, n["x"] + len(n["label"]) * 2.6, n["y"], n["label"])
        for n in state.spec["narrow"]["nodes"]
    ]
    for one, other in itertools.combinations(boxes, 2):
        apart = one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= 12
        assert apart, (one[3], other[3])
