"""The network of accusations at the plenum: who charged whom, with the matter as evidence."""

from __future__ import annotations

import pandas as pd

from antiparty import facts, tables
from antiparty.facts import in_words, plenum
from antiparty.facts.common import opponents, seat_rows, table_of_21
from antiparty.figures import Figure, figure
from antiparty.figures.plenum import TARGET, short_name
from antiparty.figures.seven_against_four import cited
from antiparty.networks import SIZES, network

# state -> label, categories of accusations.csv (none: all)
STATES: dict[str, tuple[str, tuple[str, ...]]] = {
    "all": ("anything", ()),
    "terror": ("the terror", ("terror", "surveillance")),
    "faction": ("the faction", ("faction",)),
    "policy": ("policy and conduct", ("foreign_policy", "economy", "ideology", "conduct")),
}
CATEGORY_WORDS = {"foreign_policy": "foreign policy", "surveillance": "wire-tapping"}
# Places of the accused and their fellows, in shares of the canvas; accusers stand in rows.
MIDDLE = {
    "molotov": (0.49, 0.385),
    "malenkov": (0.34, 0.55),
    "kaganovich": (0.67, 0.55),
    "saburov": (0.17, 0.40),
    "bulganin": (0.07, 0.66),
    "pervukhin": (0.442, 0.69),
    "shepilov": (0.93, 0.29),
    "voroshilov": (0.96, 0.60),
}
PHONE = {"shepilov": (0.93, 0.39)}
# Rows of accusers above and below, the one nearest to the middle first.
ROWS = {
    "wide": ((0.16, 0.03), (0.86, 0.97)),
    "narrow": ((0.24, 0.13, 0.02), (0.80, 0.89, 0.98)),
}


def places(pairs: pd.DataFrame, layout: str) -> pd.DataFrame:
    """x and y in pixels by person: the 21 above, the losers in the middle, the others below.

    Those who accuse most stand in the row nearest to the middle; within a row everyone stands
    near the middle of those he accuses.
    """
    people = sorted(set(pairs["accuser_id"]) | set(pairs["accused_id"]))
    top = set(table_of_21()["person_id"])
    middle = MIDDLE | (PHONE if layout == "narrow" else {})
    at = {p: middle[p] for p in people if p in middle}
    aims: dict[str, list[float]] = {p: [] for p in people}
    for row in pairs.itertuples():
        aims[row.accuser_id].append(MIDDLE.get(row.accused_id, (0.5, 0))[0])
    rest = [p for p in people if p not in MIDDLE]
    for is_top, levels in zip((True, False), ROWS[layout], strict=True):
        group = sorted((p for p in rest if (p in top) == is_top), key=lambda p: (-len(aims[p]), p))
        size = -(-len(group) // len(levels))
        for row, level in enumerate(levels):
            part = group[row * size : (row + 1) * size]
            part.sort(key=lambda p: (sum(aims[p]) / max(len(aims[p]), 1), p))
            shift = (row % 2 + 0.5) / 2
            at |= {p: ((i + shift) / size, level) for i, p in enumerate(part)}
    width, height = SIZES[layout]
    frame = pd.DataFrame.from_dict(at, orient="index", columns=["x", "y"])
    return frame.assign(x=frame["x"] * width, y=frame["y"] * height).loc[people]


def nodes(at: pd.DataFrame) -> pd.DataFrame:
    """People in the form that `networks.network` draws."""
    people = tables.read("people").set_index("person_id")
    eleven = set(seat_rows("1957-06-18", "presidium_full")["person_id"])
    posts = tables.read("speeches").drop_duplicates("person_id").set_index("person_id")["post"]
    return pd.DataFrame(
        {
            "id": person,
            "label": short_name(person),
            "x": place["x"],
            "y": place["y"],
            "side": people.at[person, "side_june_1957"],
            "vote": person in eleven,
            "target": person == TARGET,
            "note": f"{people.at[person, 'name_en']} ({people.at[person, 'name_ru']}). "
            f"{posts.get(person, '')}.",
        }
        for person, place in at.to_dict("index").items()
    )


def lines(key: str, pairs: pd.DataFrame) -> pd.DataFrame:
    """One arrow per accuser and accused, with what was charged."""
    return pd.DataFrame(
        {
            "id": f"{key}-{r.accuser_id}-{r.accused_id}",
            "from": r.accuser_id,
            "to": r.accused_id,
            "sign": -1,
            "directed": True,
            "strength": 1.0 if r.recalled else 1.5,
            "recalled": r.recalled,
            "kind": ", ".join(CATEGORY_WORDS.get(c, c) for c in r.categories.split(", ")),
            "evidence": r.matter + (" Recalled, not checked." if r.recalled else ""),
            "sources": " ".join(dict.fromkeys(s.split("@")[0] for s in r.sources.split())),
        }
        for r in pairs.itertuples()
    )


def _alt(label: str, pairs: pd.DataFrame) -> str:
    at_three = pairs[pairs["accused_id"].isin(plenum.THREE)]
    aimed = pairs["accused_id"].value_counts()
    order = sorted(aimed.index, key=lambda p: (-aimed[p], p))
    told = ", ".join(f"{short_name(p)} by {aimed[p]}" for p in order)
    back = pairs[pairs["accuser_id"].isin(plenum.THREE)]
    replies = "; ".join(
        f"{short_name(r.accuser_id)} accuses {short_name(r.accused_id)}" for r in back.itertuples()
    )
    return (
        f"Accusations about {label}: {len(pairs)} pairs of accuser and accused, {len(at_three)} of "
        f"them against Malenkov, Molotov or Kaganovich. Accused: {told}. Replies of the three: "
        f"{replies or 'none known'}."
    )


@figure("accusation-network")
def accusation_network() -> Figure:
    """Who accused whom at the plenum."""
    every = plenum.pairs()
    parts = {key: plenum.pairs(*kinds) for key, (_, kinds) in STATES.items()}
    people = set(every["accuser_id"]) | set(every["accused_id"])
    three, back = facts.get("plenum_lines_at_the_three"), facts.get("plenum_lines_back")
    eight = set(opponents()[1]["person_id"])
    fellows = facts.get("plenum_accused_by_comrades").value
    charges = plenum.charges()
    frame = pd.DataFrame(
        {
            "accuser": charges["accuser_id"].map(short_name),
            "accused": charges["accused_id"].map(short_name),
            "about": charges["category"].map(lambda c: CATEGORY_WORDS.get(c, c)),
            "matter": charges["matter"],
            "evidence_offered": charges["documentary_evidence"],
            "date": charges["date"],
            "sources": charges["sources"],
            "confidence": charges["confidence"],
        }
    )
    recalled = facts.get("plenum_lines_recalled").value

    def draw(layout: str) -> dict[tuple[str, str], object]:
        at = places(every, layout)
        cast = nodes(at)
        return {
            (key, label): network(cast, lines(key, parts[key]), layout, extent=at)
            for key, (label, _) in STATES.items()
        }

    return Figure(
        title=(
            f"Of {len(every)} known lines of accusation {three.value} point at Malenkov, Molotov "
            f"and Kaganovich; {in_words(back.value)} come back from them"
        ),
        subtitle=(
            f"Who is known to have accused whom at the plenum of June 1957; {len(people)} people, "
            "one arrow for each pair"
        ),
        caption=(
            "Arrows run from accuser to accused; broken lines with dots are recalled and not "
            "checked. Squares were against Khrushchev, circles with him, a diamond took no part; "
            f"filled marks had a vote in the Presidium. The {in_words(len(eight & people))} losers "
            "stand in the middle, winners of the top leadership above, other accusers below. "
            f"{in_words(fellows).capitalize()} arrows join one loser to another."
        ),
        alt={key: _alt(label, parts[key]) for key, (label, _) in STATES.items()},
        frame=frame,
        sources=cited(charges, most=12),
        doubt=(
            f"{recalled} of the {len(every)} lines rest on memory of the published record. Most of "
            "the speeches were not read, so a missing arrow shows a gap, and no share of all "
            "accusers can be taken. Charges against Stalin, who was dead, and Molotov's wife, who "
            "was no member, are left out, as is one rival reading of the execution lists."
        ),
        stepper="Charges about",
        start="all",
        size="wide",
        columns={"evidence_offered": "Evidence offered"},
        draw=draw,
    )
