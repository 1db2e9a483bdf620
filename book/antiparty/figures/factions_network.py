"""The faction networks of eight dates: who was tied to whom, with what sign and on what evidence.

One line stands for all ties of one sign between two people, so that a pair with ties of both signs
shows both lines, one over the other. The cast, the ties left out and the counts are computed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from antiparty import asof, balance, dates, tables
from antiparty.facts import in_words
from antiparty.figures import Figure, factions_places, figure
from antiparty.networks import SIZES, network

START = "s1956_02"
BULGANIN = "bulganin"
TOP = ("presidium_full", "presidium_candidate", "secretariat")
OUTCOME = "voted_with"  # restates who stood where in June 1957
FEW = 4  # pairs that earn a person outside the 21 a place on a phone
KIND_WORDS = {
    "co_authored": "joint work",
    "co_conspiracy": "joint plan",
    "defended": "defence",
    "joint_purge_action": "joint act of repression",
    "prevented_by": "thwarted",
    "recruited": "sounding out",
    "removal_of": "removal",
}
SHORT_LABELS = {
    "s1939": "1939",
    "s1949": "1949",
    "s1953_03": "March 1953",
    "s1955_02": "Feb. 1955",
    "s1956_02": "Feb. 1956",
    "s1957_06": "June 1957",
    "s1957_10": "Oct. 1957",
    "s1964_10": "Oct. 1964",
}


def twenty_one() -> set[str]:
    """Full members, candidates and secretaries on 18 June 1957."""
    seats = asof.seats(balance.CRISIS)
    seats = seats[(seats["certainty"] == "yes") & seats["organization_id"].isin(TOP)]
    return set(seats["person_id"])


def _pair(frame: pd.DataFrame) -> pd.Series:
    ends = zip(frame["from_id"], frame["to_id"], strict=True)
    return pd.Series([tuple(sorted(p)) for p in ends], index=frame.index, dtype=object)


@dataclass(frozen=True)
class State:
    """One date: the ties drawn, its cast, and what was left out."""

    key: str
    label: str
    start: str
    end: str
    ties: pd.DataFrame  # columns of ties.csv, sign, directed, pair
    cast: tuple[str, ...]
    left_out: tuple[str, ...]  # people with a single pair and no seat among the 21
    hindsight: int  # ties before June 1957 that are known only from June
    outcome: int  # ties that only restate the alignment
    posts: dict[str, list[str]]  # person -> posts surely held on the first day, highest first

    @cached_property
    def tones(self) -> Counter[str]:
        """Pairs by tone: friendly, hostile, both."""
        found = balance.pairs(self.ties)
        pairs = zip(found["friendly"], found["hostile"], strict=True)
        return Counter(balance.tone(f, h) for f, h in pairs)

    def between(self, one: str, other: str) -> tuple[int, int]:
        """Friendly and hostile ties of one pair."""
        signs = balance.among(self.ties, (one, other))["sign"]
        return int((signs > 0).sum()), int((signs < 0).sum())


def state(row: pd.Series) -> State:
    """The network of one row of snapshots.csv."""
    every = balance.signed(asof.snapshot(row["snapshot_id"]))
    before = dates.day(row["end"]) < dates.day(balance.CRISIS)
    known = every if not before else every[every["predictive"] == "yes"]
    drawn = known[known["kind"] != OUTCOME]
    core = twenty_one()
    degree: Counter[str] = Counter(p for pair in set(_pair(drawn)) for p in pair)
    cast = {p for p, n in degree.items() if p in core or n >= 2}
    ties = balance.among(drawn, cast)
    ties = ties.assign(pair=_pair(ties)).sort_values(["pair", "start", "tie_id"], ignore_index=True)
    present = {p for pair in ties["pair"] for p in pair}  # someone's only partners may have gone
    return State(
        key=row["snapshot_id"],
        label=row["label"],
        start=row["start"],
        end=row["end"],
        ties=ties,
        cast=tuple(sorted(present)),
        left_out=tuple(sorted(set(degree) - present)),
        hindsight=len(every) - len(known),
        outcome=len(known) - len(drawn),
        posts=_posts(row["start"], present),
    )


def _posts(day: str, people: set[str]) -> dict[str, list[str]]:
    bodies = keyed("organizations", "organization_id")
    seats = asof.seats(day)
    seats = seats[(seats["certainty"] == "yes") & seats["person_id"].isin(people)]
    held: dict[str, list[str]] = {}
    for row in seats.sort_values("rank", ascending=False, kind="stable").to_dict("records"):
        body = bodies.get(row["organization_id"], {}).get("name_en", row["organization_id"])
        held.setdefault(row["person_id"], []).append(f"{row['role_en']}, {body}")
    return held


@lru_cache(maxsize=4)
def _states(folder: str) -> tuple[State, ...]:
    rows = tables.read("snapshots").sort_values("start").iterrows()
    return tuple(state(row) for _, row in rows)


def states() -> list[State]:
    """The eight dates in order; worked out once, so not to be changed."""
    return list(_states(str(tables.data_dir())))


def kind_words(kind: str) -> str:
    """A kind of tie for readers."""
    return KIND_WORDS.get(kind, kind.replace("_", " "))


def span(start: str, end: str) -> str:
    """Years or days of a tie: "1931–1957", "1956"."""
    first, last = start[:4], end[:4]
    return first if first == last else f"{first}–{last}"


def lines(item: State, cast: tuple[str, ...]) -> pd.DataFrame:
    """One row per pair and sign, in the form that `networks.network` draws."""
    inside = set(cast)
    works = keyed("sources", "source_id")
    # friendly lines first: a hostile one over them shows through as a line of two colours
    groups: dict[tuple[int, tuple[str, str]], list[dict]] = {}
    for row in item.ties.to_dict("records"):
        if row["from_id"] in inside and row["to_id"] in inside:
            groups.setdefault((-row["sign"], row["pair"]), []).append(row)
    return pd.DataFrame([_line(item.key, *key, groups[key], works) for key in sorted(groups)])


def _line(
    state_key: str, minus_sign: int, pair: tuple[str, str], part: list[dict], works: dict
) -> dict:
    ways = {(r["from_id"], r["to_id"]) for r in part}
    one_way = len(ways) == 1 and all(str(r["directed"]) in ("yes", "True") for r in part)
    start, end = next(iter(ways)) if one_way else pair
    sources = sorted({s for r in part for s in r["sources"].split()})
    recalled = sorted({s.split("@")[0] for r in part for s in r["recalled_from"].split()})
    memory = (
        f" Recalled, not checked: {', '.join(_short(works[s]) for s in recalled)}."
        if recalled
        else ""
    )
    return {
        "id": f"{state_key}-{pair[0]}-{pair[1]}-{'p' if minus_sign < 0 else 'n'}",
        "from": start,
        "to": end,
        "sign": -minus_sign,
        "directed": one_way,
        "strength": {1: 0.8, 2: 1.5, 3: 2.4}[max(int(r["strength"]) for r in part)],
        "recalled": all(r["confidence"] == "recalled" for r in part),
        "kind": ", ".join(dict.fromkeys(kind_words(r["kind"]) for r in part)),
        "evidence": " ".join(f"{span(r['start'], r['end'])}: {r['evidence']}" for r in part)
        + memory,
        "sources": " ".join(sources),
    }


@lru_cache(maxsize=16)
def _keyed(folder: str, table: str, key: str) -> dict[str, dict]:
    return {row[key]: row for row in tables.read(table).to_dict("records")}


def keyed(table: str, key: str) -> dict[str, dict]:
    """Rows of a table by one of its columns."""
    return _keyed(str(tables.data_dir()), table, key)


def _short(row: dict) -> str:
    """Surname and year of a row of sources.csv."""
    who = (row["author"] or row["editor"]).split(";")[0].split(",")[0].strip()
    return " ".join(filter(None, (who or row["title"], str(row["year"] or ""))))


def label(person_id: str) -> str:
    """Surname, with an initial where the id carries the given name."""
    names = keyed("people", "person_id")[person_id]["name_en"].split()
    return f"{names[0][0]}. {names[-1]}" if "_" in person_id else names[-1]


def nodes(item: State, cast: tuple[str, ...], places: pd.DataFrame) -> pd.DataFrame:
    """People in the form that `networks.network` draws; ``places``: x and y by person."""
    people = keyed("people", "person_id")
    eleven = set(balance.eleven())
    at = places.to_dict("index")
    rows = []
    for person in cast:
        one = people[person]
        posts = "; ".join(item.posts.get(person, ())[:2])
        rows.append(
            {
                "id": person,
                "label": label(person),
                "x": float(at[person]["x"]),
                "y": float(at[person]["y"]),
                "side": one["side_june_1957"],
                "vote": person in eleven or one["side_june_1957"] not in ("opponent", "supporter"),
                "target": person == balance.TARGET,
                "note": f"{one['name_en']} ({one['name_ru']})."
                + (f" Posts then: {posts}." if posts else ""),
            }
        )
    return pd.DataFrame(rows)


def phone_places(
    people: list[str], letter: float = 6.4, size: tuple[int, int] = SIZES["narrow"]
) -> pd.DataFrame:
    """Places for one network alone: those of layout.csv, pushed apart until no two names meet.

    Columns x, y in pixels of a canvas of this size, index person_id.
    """
    names = {p: label(p) for p in people}
    return factions_places.places([people], names, size, letter=letter, share=0)


def phone_cast(item: State) -> tuple[str, ...]:
    """The 21 of June 1957 and whoever has ties to at least `FEW` people: what a phone can hold."""
    core = twenty_one()
    degree = Counter(p for pair in set(item.ties["pair"]) for p in pair)
    wanted = {p for p in item.cast if p in core or degree[p] >= FEW}
    inside = balance.among(item.ties, wanted)
    return tuple(sorted(set(inside["from_id"]) | set(inside["to_id"])))


def _alt(item: State) -> str:
    n = item.tones
    friendly, hostile = item.between(BULGANIN, balance.TARGET)
    bond = {
        (True, False): "friendly only",
        (False, True): "hostile only",
        (True, True): "friendly and hostile",
        (False, False): "not drawn: none is known",
    }[bool(friendly), bool(hostile)]
    degree = Counter(p for pair in set(item.ties["pair"]) for p in pair)
    most = sorted(degree, key=lambda p: (-degree[p], p))[:3]
    return (
        f"{item.label}: {len(item.cast)} people, {n.total()} pairs: {n['friendly']} friendly, "
        f"{n['hostile']} hostile, {n['both']} both. Most ties: "
        + ", ".join(f"{label(p)} ({degree[p]} people)" for p in most)
        + f". Bulganin and Khrushchev: {bond}."
    )


def finding(items: list[State]) -> str:
    """The title: what the eight dates say of Bulganin and Khrushchev."""
    june = next(i for i in items if i.key == "s1957_06")
    earlier = [i for i in items if dates.day(i.end) < dates.day(balance.CRISIS)]
    friends = [i for i in earlier if (b := i.between(BULGANIN, balance.TARGET))[0] and not b[1]]
    friendly, hostile = june.between(BULGANIN, balance.TARGET)
    turned = hostile and not friendly
    if len(friends) == len(earlier) and turned:
        return (
            f"At all {in_words(len(earlier))} dates before June 1957 every known tie of Bulganin "
            "to Khrushchev is friendly; in June every one is hostile"
        )
    return (
        f"At {in_words(len(friends))} of {in_words(len(earlier))} dates before June 1957 every "
        "known tie of Bulganin to Khrushchev is friendly"
    )


def table(items: list[State]) -> pd.DataFrame:
    """Every tie of every date, as drawn."""
    rows = [
        (
            item.label,
            label(r.from_id),
            label(r.to_id),
            kind_words(r.kind),
            "friendly" if r.sign > 0 else "hostile",
            r.start,
            r.end,
            r.evidence,
            r.confidence,
            r.tie_id,
        )
        for item in items
        for r in item.ties.itertuples(index=False)
    ]
    columns = "date person other_person tie sign start end evidence confidence tie_id".split()
    return pd.DataFrame(rows, columns=columns)


@figure("factions-network")
def factions_network() -> Figure:
    items = states()
    june = next(i for i in items if i.key == "s1957_06")
    hindsight = max(i.hindsight for i in items)
    sizes = [len(i.cast) for i in items]
    frame = table(items)
    once = frame.drop_duplicates("tie_id")
    recalled = int((once["confidence"] == "recalled").sum())

    def draw(layout: str) -> dict[tuple[str, str], object]:
        wide = layout == "wide"
        casts = {i.key: i.cast if wide else phone_cast(i) for i in items}
        names = {p: label(p) for cast in casts.values() for p in cast}
        letter = 7.4 if wide else 6.4
        places = factions_places.places(casts.values(), names, SIZES[layout], letter=letter)
        return {
            (i.key, SHORT_LABELS.get(i.key, i.label)): network(
                nodes(i, casts[i.key], places), lines(i, casts[i.key]), layout, extent=places
            )
            for i in items
        }

    return Figure(
        title=finding(items),
        subtitle=(
            f"Known friendly and hostile ties among the leaders at {in_words(len(items))} dates, "
            f"{min(sizes)} to {max(sizes)} people each; everyone keeps one place"
        ),
        caption=(
            "Blue lines are friendly, red broken lines hostile; blue with red dashes is both. "
            "Dotted lines are recalled from standard works and not checked. Thick lines are strong "
            "ties; arrows point from patron to client or from accuser to accused. Squares were "
            "against Khrushchev in June 1957, circles with him, hollow ones without a vote; "
            "diamonds took no side or were gone. Shown are the 21 leaders of June 1957 and whoever "
            "has ties to at least two people; on a phone, at least four. An empty spot belongs to "
            "people drawn at another date."
        ),
        alt={item.key: _alt(item) for item in items},
        frame=frame,
        stepper="Date",
        start=START,
        size="wide",
        sources=_sources(items),
        doubt=(
            f"{recalled} of the {len(once)} ties are recalled and not checked; a missing line may "
            "be a missing source. Posts under one another are not drawn, nor are "
            f"{june.outcome} pairs that only restate the alignment of June 1957, nor, before June, "
            f"ties known only from it (up to {hindsight} at a date)."
        ),
        columns={"other_person": "Other person", "tie_id": "Row in ties.csv"},
        draw=draw,
    )


def _sources(items: list[State], most: int = 8) -> tuple[str, ...]:
    ties = pd.concat([i.ties for i in items]).drop_duplicates("evidence")
    ids = [s.split("@")[0] for cell in ties["sources"] for s in cell.split()]
    return tuple(sorted(set(ids), key=lambda s: (-ids.count(s), s))[:most])
