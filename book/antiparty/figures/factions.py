"""Figures of the chapter on factions, but for the network (see factions_network)."""

from __future__ import annotations

import pandas as pd

from antiparty import asof, balance, tables
from antiparty.charts import factions as charts
from antiparty.facts import in_words
from antiparty.figures import Figure, figure

CAMPS = {2: "within the seven", 1: "across the divide", 0: "within the four"}
TONES = ("friendly", "both", "hostile", "none")
SINGLE_SOURCE = (
    "{single} of the {n} ties rest on one source, and {recalled} are recalled from standard works "
    "that were not checked. "
)


def surname(person_id: str) -> str:
    """Last word of the English name."""
    people = tables.read("people").set_index("person_id")
    return str(people.loc[person_id, "name_en"]).split()[-1]


def most_used(ties: pd.DataFrame, most: int = 8) -> tuple[str, ...]:
    """The sources that the most rows rest on, with no locator."""
    told = [c for c in ("evidence",) if c in ties]  # one act told of many pairs counts once
    once = ties.drop_duplicates(told) if told else ties
    ids = [s.split("@")[0] for cell in once["sources"] for s in cell.split()]
    return tuple(sorted(set(ids), key=lambda s: (-ids.count(s), s))[:most])


def doubt(ties: pd.DataFrame) -> str:
    """How well the ties are sourced, in one sentence."""
    counts = ties["confidence"].value_counts()
    return SINGLE_SOURCE.format(
        single=counts.get("single", 0), recalled=counts.get("recalled", 0), n=len(ties)
    )


def _order() -> list[str]:
    """The seven, then the four, each by the first full seat that memberships.csv knows."""
    seats = tables.read("memberships")
    seats = seats[seats["organization_id"].isin(asof.FULL_MEMBERS) & (seats["reading"] != "rival")]
    first = seats.groupby("person_id")["start"].min()
    seven = set(balance.seven())
    return sorted(balance.eleven(), key=lambda p: (p not in seven, first[p], p))


def pair_table() -> pd.DataFrame:
    """Every pair of the eleven: a, b, camp (how many of the seven), friendly, hostile, tone."""
    known = balance.pairs(balance.evidence()).set_index(["a", "b"])
    seven = set(balance.seven())
    rows = []
    for a, b in balance.splits(balance.eleven(), 2):
        friendly, hostile = (
            (int(known.loc[(a, b), c]) for c in ("friendly", "hostile"))
            if (a, b) in known.index
            else (0, 0)
        )
        tone = balance.tone(friendly, hostile)
        rows.append((a, b, len(seven & {a, b}), friendly, hostile, tone))
    return pd.DataFrame(rows, columns=["a", "b", "camp", "friendly", "hostile", "tone"])


def _tally(pairs: pd.DataFrame, camp: int, middle: str = ", ") -> str:
    counts = pairs[pairs["camp"] == camp]["tone"].value_counts()
    n = {tone: int(counts.get(tone, 0)) for tone in TONES}
    return (
        f"{n['friendly']} friendly, {n['both']} mixed{middle}"
        f"{n['hostile']} hostile, {n['none']} without a tie"
    )


@figure("signed-tie-matrix")
def matrix() -> Figure:
    ties = balance.evidence()
    pairs = pair_table()
    hostile = pairs[pairs["tone"] == "hostile"]
    across = int((hostile["camp"] == 1).sum())
    title = (
        f"All {in_words(len(hostile))} purely hostile pairs stood on one side in June 1957; "
        "no pair across the divide had known only hostility"
        if across == 0
        else f"Of {in_words(len(hostile))} purely hostile pairs, {in_words(across)} "
        "stood on opposite sides in June 1957"
    )
    joint = int((ties["kind"] == "joint_purge_action").sum())
    order = _order()
    seven = set(balance.seven())
    side = {p: balance.AGAINST if p in seven else balance.WITH for p in order}
    people = pd.DataFrame({"name": [surname(p) for p in order], "side": [side[p] for p in order]})
    kinds = {
        pair: "; ".join(
            f"{k.replace('_', ' ')} {s}–{e}".replace(" –", " to ")
            for k, s, e in zip(part["kind"], part["start"], part["end"], strict=True)
        )
        for pair, part in ties.assign(
            pair=[tuple(sorted(p)) for p in zip(ties["from_id"], ties["to_id"], strict=True)]
        ).groupby("pair")
    }
    drawn = pd.DataFrame(
        {
            "a": pairs["a"].map(surname),
            "b": pairs["b"].map(surname),
            "place": pairs["camp"].map(CAMPS),
            "friendly": pairs["friendly"],
            "hostile": pairs["hostile"],
            "tone": pairs["tone"].replace({"both": "friendly and hostile", "none": "no tie"}),
            "ties": [kinds.get((a, b), "") for a, b in zip(pairs["a"], pairs["b"], strict=True)],
        }
    )
    hover = [
        f"{r.a} and {r.b}, {r.place}: {r.tone}" + (f" ({r.ties})" if r.ties else "")
        for r in drawn.itertuples()
    ]
    cells = drawn.assign(tone=pairs["tone"], hover=hover)
    notes = [(words.capitalize(), _tally(pairs, camp, ",<br>")) for camp, words in CAMPS.items()]
    named = "; ".join(f"{surname(r.a)} and {surname(r.b)}" for r in hostile.itertuples())

    def draw(layout: str):
        return charts.matrix_notes(charts.matrix(cells, people, layout), notes, layout)

    return Figure(
        title=title,
        subtitle=(
            f"Friendly (+) and hostile ({charts.MINUS}) ties of each pair of the eleven full "
            "members that had begun before 18 June 1957, number of ties"
        ),
        caption=(
            "Follow a name’s row to the left and its column down. The ruled corner holds the pairs "
            "across the divide of June 1957. A split field is a pair with ties of both signs, "
            "a dot a pair with none. Squares were against Khrushchev, circles with him."
        ),
        alt=(
            f"Staircase of {len(pairs)} pairs of the eleven. "
            + " ".join(f"{w.capitalize()}: {_tally(pairs, c)}." for c, w in CAMPS.items())
            + f" The purely hostile pairs are {named}."
        ),
        frame=drawn,
        size="wide",
        sources=most_used(ties),
        doubt=doubt(ties)
        + f"“Friendly” takes in {joint} joint acts of repression, which show cooperation and no "
        "liking. A pair without a tie is one for which we found none. Ties known only from the "
        "quarrel of June itself are left out.",
        columns={"a": "Person", "b": "Other person", "place": "In June 1957"},
        draw=draw,
    )


def _camp_words(camp: tuple[str, ...]) -> str:
    rest = [surname(p) for p in balance.eleven() if p not in camp]
    return f"{', '.join(rest[:-1])} and {rest[-1]}"


@figure("splits")
def splits() -> Figure:
    found = balance.chosen_fits()
    ties = balance.evidence()
    better, equal, worse = balance.chosen_place()
    real = int(balance.misplaced(ties, balance.seven()))
    counts = found.groupby("misplaced").size()
    drawn = pd.DataFrame(
        {
            "misplaced": [int(m) for m in counts.index],
            "splits": counts.to_numpy(),
        }
    )
    drawn["holds_the_real_split"] = ["yes" if m == real else "no" for m in drawn["misplaced"]]
    low = int(drawn["misplaced"].min())
    best = found[found["misplaced"] == low]["camp"]
    total = len(found)
    words = {
        "real": f"The real seven against four: {real} of {len(ties)} ties on the wrong side",
        "better": f"{better} splits fit better. "
        + (
            f"Best: {_camp_words(best.iloc[0])} set apart ({low})"
            if len(best) == 1
            else f"{len(best)} fit best ({low})"
        ),
        "worse": f"{worse} fit worse",
    }
    return Figure(
        title=(
            f"Of {total - 1} other ways to split the eleven into seven and four, {better + equal} "
            "fit their earlier friendships and quarrels as well as the real one, or better"
        ),
        subtitle=f"All {total} splits by the number of ties on the wrong side of the line",
        caption=(
            "A tie is on the wrong side when friends are parted or enemies put together. "
            f"The real split stands in the red bar with {equal} others; hatched bars fit worse."
        ),
        alt=(
            f"Histogram of {total} splits. The best puts {low} of {len(ties)} ties on the wrong "
            f"side, the worst {int(drawn['misplaced'].max())}; the real one {real}. {better} "
            f"splits fit better, {equal} others as well, {worse} worse."
        ),
        frame=drawn,
        size="wide",
        sources=("doreian1996partitioning", "cartwright1956structural", *most_used(ties, 4)),
        doubt=doubt(ties)
        + "Each tie counts once, however old or strong; other ways of counting follow in the next "
        "figure.",
        columns={"misplaced": "Ties on the wrong side", "splits": "Number of splits"},
        draw=lambda layout: charts.histogram(drawn, real, words, layout),
    )


@figure("splits-by-evidence")
def by_evidence() -> Figure:
    rows = []
    for key, (words, make) in balance.CHOICES.items():
        rows.append((words, len(make()), *balance.chosen_place(key)))
    drawn = pd.DataFrame(rows, columns=["choice", "ties", "better", "equal", "worse"])
    drawn["as_good_or_better"] = drawn["better"] + drawn["equal"]
    drawn = drawn.sort_values(["as_good_or_better", "choice"], ascending=False, ignore_index=True)
    others = int(drawn.loc[0, ["better", "equal", "worse"]].sum())
    most, least = drawn.iloc[0], drawn.iloc[-1]
    told = "; ".join(
        f"{r.choice}, {r.ties}: {r.better} better and {r.equal} as well" for r in drawn.itertuples()
    )
    return Figure(
        title=(
            f"The answer hangs on which ties count: between {least['as_good_or_better']} and "
            f"{most['as_good_or_better']} of {others} other splits do as well as the real one"
        ),
        subtitle=(
            "Other splits that fit better + as well as the real one, by choice of ties "
            "(number of ties)"
        ),
        caption=(
            "Each bar is all other splits, best fit on the left: solid fit better, hatched as "
            "well, pale worse. The red square is the real split; the label adds better + as well."
        ),
        alt=f"Stacked bars of {others} other splits for {len(drawn)} choices of ties. {told}.",
        frame=drawn,
        size="wide",
        sources=("doreian1996partitioning", "cartwright1956structural"),
        doubt=(
            "When a friendship or a quarrel ended was often written down by people who knew how "
            "June went, and so was our table. The choices at the foot lean on such dates most, so "
            "their better fit may be hindsight."
        ),
        columns={
            "choice": "Ties that count",
            "equal": "As well",
            "as_good_or_better": "As well or better",
        },
        draw=lambda layout: charts.strips(drawn, layout),
    )


def _posts() -> pd.DataFrame:
    """The seats and posts of the ten on which the rules by office and by cohort rest."""
    now, then = asof.seats(balance.CRISIS), asof.seats("1953-03-05", "presidium_full")
    rows = pd.concat([now, then], ignore_index=True)
    return rows[rows["person_id"].isin(balance.ten())]


CALLS = {"opponent": "against", "supporter": "with", "none": "no call"}


@figure("rules-by-man")
def rules() -> Figure:
    frame = balance.forecasts()
    seven = set(balance.seven())
    order = [p for p in _order() if p in balance.ten()]
    frame = frame.set_index("person_id").loc[order].reset_index()
    frame["name"] = frame["person_id"].map(surname)
    frame["hover"] = [
        f"{r.name}, rule “{balance.RULES[r.rule][0]}”: {CALLS[r.call]}, "
        f"{'right' if r.right else 'no call' if r.call == 'none' else 'wrong'}"
        for r in frame.itertuples(index=False)
    ]
    score = frame.groupby("rule")["right"].sum()
    columns = pd.DataFrame(
        [(k, w, h, s, int(score[k])) for k, (w, h, s, _) in balance.RULES.items()],
        columns=["rule", "words", "head", "short", "score"],
    )
    drawn = pd.DataFrame(
        {
            "person": [surname(p) for p in order],
            "in_june_1957": ["against" if p in seven else "with" for p in order],
        }
    )
    for key, (words, *_) in balance.RULES.items():
        calls = frame[frame["rule"] == key].set_index("person_id")["call"]
        drawn[words] = [CALLS[calls[p]] for p in order]
    top = int(score.max())
    best = [k for k in balance.RULES if score[k] == top]
    named = {
        k: frozenset(frame[(frame["rule"] == k) & (frame["call"] == "opponent")]["person_id"])
        for k in best
    }
    alike = len(set(named.values())) == 1 and len(best) > 1
    baseline = sum(p in seven for p in order)
    wrong = frame[(frame["rule"].isin(best)) & ~frame["right"]]["name"].unique()
    title = (
        f"Office and seniority each place {in_words(top)} of ten, naming the same "
        f"{in_words(len(next(iter(named.values()))))} men: the data cannot tell the two apart"
        if alike and set(best) == {"office", "cohort"}
        else f"The best rule places {in_words(top)} of ten"
    )
    return Figure(
        title=title,
        subtitle="What six simple rules say of the ten full members beside Khrushchev",
        caption=(
            "A square is a call “against Khrushchev”, a circle “with him”; a filled mark is right, "
            "a crossed open one wrong, a dash no call. To call all ten “against” gets "
            f"{baseline} right."
        ),
        alt=(
            f"Ten men by {len(columns)} rules. "
            + " ".join(f"{r.words}: {r.score} of ten right." for r in columns.itertuples())
            + f" The best rules are wrong only about {' and '.join(wrong)}."
            + f" Calling everyone against gets {baseline}."
        ),
        frame=drawn,
        size="wide",
        sources=tuple(dict.fromkeys((*most_used(_posts(), 5), *most_used(balance.evidence(), 3)))),
        doubt=(
            "The rules were found after the fact, on ten men; moving one man changes every score. "
            "A test would need another crisis."
        ),
        columns={"in_june_1957": "In June 1957"},
        draw=lambda layout: charts.rules(frame, columns, layout),
    )
