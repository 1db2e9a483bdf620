"""Numbers of the chapter on factions: ties before June 1957, splits of the eleven, simple rules."""

from __future__ import annotations

import math

import pandas as pd

from antiparty import asof, balance, tables
from antiparty.facts.core import fact

BODIES = ("presidium_candidate", "secretariat")


def _pairs() -> pd.DataFrame:
    """Pairs with ties: a, b, friendly, hostile, tone, of_the_seven (2, 1, 0)."""
    found = balance.pairs(balance.evidence())
    seven = set(balance.seven())
    tones = [balance.tone(f, h) for f, h in zip(found["friendly"], found["hostile"], strict=True)]
    camp = [len(seven & {a, b}) for a, b in zip(found["a"], found["b"], strict=True)]
    return found.assign(tone=tones, of_the_seven=camp)


def _counted(tone: str, of_the_seven: int | None = None) -> tuple[int, pd.DataFrame]:
    rows = _pairs()
    rows = rows[rows["tone"] == tone]
    if of_the_seven is not None:
        rows = rows[rows["of_the_seven"] == of_the_seven]
    return len(rows), rows


@fact
def ties_before_june() -> tuple[int, pd.DataFrame]:
    """Ties with a sign between two of the eleven full members that had begun before 18 June 1957
    and are known from more than the crisis itself."""
    rows = balance.evidence()
    return len(rows), rows


@fact
def ties_before_june_recalled() -> tuple[int, pd.DataFrame]:
    """Those of the ties before June that are recalled from standard works and not checked."""
    rows = balance.evidence()
    rows = rows[rows["confidence"] == "recalled"]
    return len(rows), rows


@fact
def ties_of_june_left_out() -> tuple[int, pd.DataFrame]:
    """Ties with a sign between two of the eleven that began before 18 June 1957 by our table but
    are known only from the crisis (predictive = no), and so are left out of the forecast."""
    every = balance.signed(balance.among(tables.read("ties"), balance.eleven()))
    rows = every[(every["predictive"] == "no") & ~balance.begun(every, balance.CRISIS)]
    return len(rows), rows


@fact
def ties_by_repression() -> tuple[int, pd.DataFrame]:
    """Ties before June that are joint acts of repression, counted as friendly."""
    rows = balance.evidence()
    rows = rows[rows["kind"] == "joint_purge_action"]
    return len(rows), rows


@fact
def hostile_pairs() -> tuple[int, pd.DataFrame]:
    """Pairs of the eleven whose ties before June were all hostile."""
    return _counted("hostile")


@fact
def hostile_pairs_of_the_seven() -> tuple[int, pd.DataFrame]:
    """Pairs within the seven whose ties before June were all hostile."""
    return _counted("hostile", 2)


@fact
def hostile_pairs_across() -> tuple[int, pd.DataFrame]:
    """Pairs on opposite sides in June 1957 whose ties before were all hostile."""
    return _counted("hostile", 1)


@fact
def friendly_pairs_across() -> tuple[int, pd.DataFrame]:
    """Pairs on opposite sides in June 1957 whose ties before were all friendly."""
    return _counted("friendly", 1)


@fact
def mixed_pairs_across() -> tuple[int, pd.DataFrame]:
    """Pairs on opposite sides in June 1957 with friendly and hostile ties before."""
    return _counted("both", 1)


@fact
def bulganin_ties_to_khrushchev() -> tuple[int, pd.DataFrame]:
    """Ties between Bulganin and Khrushchev before June 1957, all of them friendly."""
    rows = balance.among(balance.evidence(), ("bulganin", balance.TARGET))
    rows = rows[rows["sign"] > 0]
    return len(rows), rows


# -- splits ------------------------------------------------------------------------------------


@fact
def splits_all() -> tuple[int, pd.DataFrame]:
    """Ways to split the eleven into seven and four."""
    rows = balance.chosen_fits()
    return len(rows), _told(rows)


@fact
def splits_others() -> tuple[int, pd.DataFrame]:
    """Ways to split the eleven into seven and four, without the real one."""
    rows = balance.chosen_fits()
    rows = rows[rows["camp"].map(set) != set(balance.seven())]
    return len(rows), _told(rows)


@fact
def splits_real_misplaced() -> tuple[int, pd.DataFrame]:
    """Ties before June on the wrong side of the real line: friendly ones across it, hostile ones
    within a side."""
    ties = balance.evidence()
    return int(balance.misplaced(ties, balance.seven())), ties


@fact
def splits_best_misplaced() -> tuple[int, pd.DataFrame]:
    """The fewest ties on the wrong side that any split into seven and four reaches."""
    rows = balance.chosen_fits()
    least = rows["misplaced"].min()
    return int(least), _told(rows[rows["misplaced"] == least])


def _told(fits: pd.DataFrame) -> pd.DataFrame:
    """Splits for a note: the camps as words."""
    eleven = balance.eleven()
    return pd.DataFrame(
        {
            "seven": [", ".join(c) for c in fits["camp"]],
            "four": [", ".join(p for p in eleven if p not in c) for c in fits["camp"]],
            "misplaced": fits["misplaced"],
        }
    )


def _better(key: str) -> tuple[int, pd.DataFrame]:
    better, equal, _ = balance.chosen_place(key)
    found = balance.chosen_fits(key)
    real = found.loc[found["camp"].map(set) == set(balance.seven()), "misplaced"].iloc[0]
    return better + equal, _told(found[found["misplaced"] <= real])


@fact
def splits_better() -> tuple[int, pd.DataFrame]:
    """Splits that put fewer ties before June on the wrong side than the real one."""
    better = balance.chosen_place()[0]
    return better, _told(balance.chosen_fits().nsmallest(better, "misplaced"))


@fact
def splits_as_good() -> tuple[int, pd.DataFrame]:
    """Other splits that fit all ties before June as well as the real one or better; every tie
    counts once."""
    return _better("all")


@fact
def splits_as_good_strength() -> tuple[int, pd.DataFrame]:
    """Other splits that fit as well as the real one or better when a tie counts by its strength
    (1 to 3)."""
    return _better("strength")


@fact
def splits_as_good_checked() -> tuple[int, pd.DataFrame]:
    """Other splits that fit as well as the real one or better without the recalled ties."""
    return _better("checked")


@fact
def splits_as_good_pair() -> tuple[int, pd.DataFrame]:
    """Other splits that fit as well as the real one or better when each pair counts once, with
    the sign that prevails."""
    return _better("pair")


@fact
def splits_as_good_1956() -> tuple[int, pd.DataFrame]:
    """Other splits that fit as well as the real one or better by the ties running in February
    1956."""
    return _better("february_1956")


@fact
def splits_as_good_1957() -> tuple[int, pd.DataFrame]:
    """Other splits that fit as well as the real one or better by the ties running on 30 April
    1957."""
    return _better("april_1957")


def _best_1956() -> tuple[set[str], pd.DataFrame]:
    """Khrushchev's camp in the one best split of February 1956, strong ties counting more."""
    found = balance.chosen_fits("february_1956_strength")
    best = found[found["misplaced"] == found["misplaced"].min()]
    if len(best) != 1:
        raise ValueError("February 1956 has more than one best split: rewrite the sentence")
    camp = set(best["camp"].iloc[0])
    return camp if balance.TARGET in camp else set(balance.eleven()) - camp, _told(best)


@fact
def best_1956_with_khrushchev() -> tuple[int, pd.DataFrame]:
    """Size of Khrushchev's camp in the best split of the ties running in February 1956, when a tie
    counts by its strength."""
    camp, rows = _best_1956()
    return len(camp), rows


@fact
def best_1956_apart() -> tuple[str, pd.DataFrame]:
    """The other camp in the best split of the ties running in February 1956, when a tie counts by
    its strength."""
    camp, rows = _best_1956()
    people = tables.read("people").set_index("person_id")["name_en"]
    names = [people[p].split()[-1] for p in balance.eleven() if p not in camp]
    return f"{', '.join(names[:-1])} and {names[-1]}", rows


@fact
def best_1956_later_against() -> tuple[int, pd.DataFrame]:
    """Of Khrushchev's camp in the best split of February 1956, those against him in June 1957."""
    camp, rows = _best_1956()
    return len(camp & set(balance.seven())), rows


@fact
def ties_running_1957() -> tuple[int, pd.DataFrame]:
    """Ties before June that were still running on 30 April 1957."""
    rows = balance.CHOICES["april_1957"][1]()
    return len(rows), rows


# -- simple rules ------------------------------------------------------------------------------


def _right(rule: str) -> tuple[int, pd.DataFrame]:
    rows = balance.forecasts()
    rows = rows[rows["rule"] == rule]
    return int(rows["right"].sum()), rows


@fact
def rule_office_right() -> tuple[int, pd.DataFrame]:
    """Of the ten full members beside Khrushchev, those placed right by "holds a post of state and
    is not a party secretary: against"."""
    return _right("office")


@fact
def members_beside_khrushchev() -> tuple[int, pd.DataFrame]:
    """Full members of the Presidium on 18 June 1957 beside Khrushchev."""
    rows = _sides()
    rows = rows[rows["person_id"].isin(balance.ten())]
    return len(rows), rows


@fact
def rule_cohort_right() -> tuple[int, pd.DataFrame]:
    """Of the ten, those placed right by "was a full member on 5 March 1953: against"."""
    return _right("cohort")


@fact
def rule_age_right() -> tuple[int, pd.DataFrame]:
    """Of the ten, those placed right by "is older than Khrushchev: against"."""
    return _right("age")


@fact
def rule_ties_right() -> tuple[int, pd.DataFrame]:
    """Of the ten, those placed right by the balance of all their ties to Khrushchev before June;
    no tie or a draw is no call."""
    return _right("ties")


@fact
def rule_ties_1957_right() -> tuple[int, pd.DataFrame]:
    """Of the ten, those placed right by the balance of their ties to Khrushchev that were running
    on 30 April 1957; no tie or a draw is no call."""
    return _right("ties_1957")


@fact
def rule_everyone_right() -> tuple[int, pd.DataFrame]:
    """Of the ten, those placed right by calling everyone "against"."""
    rows = balance.forecasts()
    rows = rows[rows["rule"] == "office"]
    return int((rows["actual"] == balance.AGAINST).sum()), rows


@fact
def rule_office_named() -> tuple[int, pd.DataFrame]:
    """Of the ten, those whom the rule by office calls "against"."""
    rows = balance.forecasts()
    rows = rows[(rows["rule"] == "office") & (rows["call"] == balance.AGAINST)]
    return len(rows), rows


@fact
def rule_ways_to_name() -> tuple[int, pd.DataFrame]:
    """Ways to pick as many of the ten as the rule by office names."""
    named, rows = rule_office_named()
    return math.comb(len(balance.ten()), named), rows


@fact
def rule_ways_that_catch() -> tuple[int, pd.DataFrame]:
    """Of the ways to pick as many of the ten as the rule by office names, those with all seven."""
    named, rows = rule_office_named()
    free = len(balance.ten()) - len(balance.seven())
    return math.comb(free, named - len(balance.seven())), rows


# -- the 21 and the patron ---------------------------------------------------------------------


def _sides() -> pd.DataFrame:
    people = tables.read("people")
    seats = asof.seats(balance.CRISIS)
    seats = seats[seats["organization_id"].isin(("presidium_full", *BODIES))]
    rows = people[people["person_id"].isin(seats["person_id"])]
    return rows[["person_id", "name_en", "side_june_1957", "sources", "confidence"]]


@fact
def leaders_in_state_posts() -> tuple[int, pd.DataFrame]:
    """Of the full members, candidates and secretaries of June 1957, those with a post of state
    (government, ministry or headship of state) and no secretaryship."""
    rows = _sides()
    rows = rows[rows["person_id"].isin(balance.state_men())]
    return len(rows), rows


@fact
def leaders_in_state_posts_against() -> tuple[int, pd.DataFrame]:
    """Of the leaders with a post of state and no secretaryship, those against Khrushchev."""
    rows = leaders_in_state_posts()[1]
    rows = rows[rows["side_june_1957"] == balance.AGAINST]
    return len(rows), rows


@fact
def leaders_in_party_posts() -> tuple[int, pd.DataFrame]:
    """Of the full members, candidates and secretaries of June 1957, all others: secretaries and
    chiefs of party committees."""
    rows = _sides()
    rows = rows[~rows["person_id"].isin(balance.state_men())]
    return len(rows), rows


@fact
def leaders_in_party_posts_against() -> tuple[int, pd.DataFrame]:
    """Of the leaders in party posts, those against Khrushchev."""
    rows = leaders_in_party_posts()[1]
    rows = rows[rows["side_june_1957"] == balance.AGAINST]
    return len(rows), rows


def _clients(of: set[str]) -> tuple[int, pd.DataFrame]:
    running = asof.ties(balance.CRISIS)
    rows = running[(running["kind"] == "patronage") & (running["from_id"] == balance.TARGET)]
    rows = rows[rows["to_id"].isin(of)]
    return rows["to_id"].nunique(), rows


@fact
def patron_of_full_members() -> tuple[int, pd.DataFrame]:
    """Of the ten full members beside Khrushchev, those whose patron he was on 18 June 1957."""
    return _clients(set(balance.ten()))


@fact
def leaders_without_vote() -> tuple[int, pd.DataFrame]:
    """Candidate members of the Presidium and secretaries on 18 June 1957 who were not full
    members."""
    rows = _sides()
    rows = rows[~rows["person_id"].isin(balance.eleven())]
    return len(rows), rows


@fact
def patron_of_those_without_vote() -> tuple[int, pd.DataFrame]:
    """Of the candidates and secretaries without a vote, those whose patron Khrushchev was on 18
    June 1957."""
    return _clients(set(leaders_without_vote()[1]["person_id"]))
