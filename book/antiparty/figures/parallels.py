"""Figures of the chapter on the other cases."""

from __future__ import annotations

import pandas as pd

from antiparty import dates, facts
from antiparty.charts import parallels as charts
from antiparty.charts.common import wrap
from antiparty.facts import parallels as data
from antiparty.facts.core import in_words
from antiparty.figures import Figure, figure
from antiparty.figures.eleven_careers import sources_of

GROUPS = {
    "challenge": "Challenges to the leaders in place",
    "ouster": "Colleagues remove one of their own",
    "purge": "Purges: the leader strikes first",
    "armed_plot": "Plots and coups in arms",
    "foreign_driven": "Driven from abroad, or against it",
}
ARENAS = {
    "politburo": "the Politburo",
    "central_committee": "the Central Committee",
    "military": "arms",
    "street": "the street",
    "foreign": "a foreign capital",
}
OUTCOMES = {
    data.WON: "challengers won",
    data.BOTH: "both sides lost",
    data.LOST: "challengers lost",
}
LOSERS = {data.WON: "leader", data.BOTH: "both", data.LOST: "challengers"}
LOSER_WORDS = {
    "leader": "challengers won",
    "both": "both sides lost",
    "challengers": "challengers lost",
}
RESULTS = {data.WON: "won", data.BOTH: "both sides lost", data.LOST: "lost"}
ARMY = {
    "backed_challengers": "with challengers",
    "backed_incumbent": "with the leader",
    "split": "split",
    "standby": "on standby",
    "none_known": "no part known",
}
FATES = {  # from mild to severe; the order of the data, turned round
    "retired": "pensioned off",
    "demoted": "lost the post",
    "exiled_posting": "sent away",
    "exiled_abroad": "fled abroad",
    "expelled": "expelled",
    "imprisoned": "prison",
    "suicide": "suicide",
    "executed": "put to death",
}
SIDES = {
    "challengers": "Challengers and their helpers",
    "between": "Between the sides, or won over",
    "incumbents": "Leaders in place and their helpers",
    "foreign": "Moscow",
}
ROLES = ("challenger", "supporter", "target", "kingmaker")


def _cases() -> pd.DataFrame:
    """Cases in the order of the classes, then by end, with what the charts need."""
    rows = data.cases()
    rows["order"] = rows["case_class"].map(list(GROUPS).index)
    rows = rows.sort_values(["order", "start", "case_id"], ignore_index=True)
    rows["group"] = rows["case_class"].map(GROUPS)
    rows["words"] = rows["name"].str.replace(r" \(.*\)$", "", regex=True)
    rows["full"] = [
        words if country in words else f"{words}, {country}"
        for words, country in zip(rows["words"], rows["country"], strict=True)
    ]
    rows["base"] = rows["case_id"] == data.BASE
    starts, ends = rows["start"].map(dates.parse), rows["end"].map(dates.parse)
    rows["from"] = [s.earliest.isoformat() for s in starts]
    rows["to"] = [e.latest.isoformat() for e in ends]
    rows["unsure"] = [
        a.approximate or a.uncertain or b.approximate or b.uncertain
        for a, b in zip(starts, ends, strict=True)
    ]
    rows["when"] = [
        dates.label(s) if s == e else f"{dates.label(s)} – {dates.label(e)}"
        for s, e in zip(rows["start"], rows["end"], strict=True)
    ]
    rows["hover"] = [
        f"<b>{r.name_}</b>, {r.country}<br>{wrap(r.mechanism, 44)}<br>{r.when}<br>"
        f"{OUTCOMES[r.outcome]}; decided in {ARENAS[r.decisive_arena]}"
        for r in rows.rename(columns={"name": "name_"}).itertuples()
    ]
    return rows.sort_values(["order", "to", "case_id"], ignore_index=True)


@figure("cases-in-time")
def cases_in_time() -> Figure:
    """All cases on a time axis by class, with outcome and arena."""
    rows = _cases()
    challenges = rows[rows["case_class"] == "challenge"]
    won = int((challenges["outcome"] == data.WON).sum())
    years = rows["to"].str[:4]
    arenas = rows["decisive_arena"].value_counts()
    frame = pd.DataFrame(
        {
            "case": rows["name"],
            "country": rows["country"],
            "class": rows["group"],
            "in_words": rows["mechanism"],
            "when": rows["when"],
            "outcome": rows["outcome"].map(OUTCOMES),
            "decided_in": rows["decisive_arena"].map(ARENAS),
            "confidence": rows["confidence"],
            "note": rows["note"],
            "sources": rows["sources"],
        }
    )
    drawn = rows.assign(start=rows["from"], words=rows["full"])
    return Figure(
        title=(
            f"Only {in_words(len(challenges))} of the {len(rows)} cases are challenges to the "
            f"leaders in place; in {in_words(won)} of these the challengers won"
        ),
        subtitle=f"Cases in ruling communist parties, {years.min()}–{years.max()}, by kind",
        caption=(
            "A mark is a case, at its end; a line before it is how long it took, dotted where "
            "the dates are unsure. Filled: those who moved had their way; hollow: they failed; "
            "diamond: both sides lost. The letter is where it was decided: C Central Committee or "
            "party conference, P Politburo, A army or armed unit, M a foreign capital, most "
            "often Moscow, S the street. In a purge those who move are the leaders, except in "
            "two cases that are entered from the side of the critics. The thin red line is "
            "June 1957."
        ),
        alt=(
            f"A time axis with {len(rows)} marks in {in_words(len(GROUPS))} groups: "
            + "; ".join(
                f"{words.lower()} {int((rows['group'] == words).sum())}"
                for words in GROUPS.values()
            )
            + ". The challenges: "
            + "; ".join(
                f"{r.words}, {r.country}, {r.to[:4]}, {OUTCOMES[r.outcome]}, decided in "
                f"{ARENAS[r.decisive_arena]}"
                for r in challenges.itertuples()
            )
            + f". Of all cases {arenas.iloc[0]} were decided in {ARENAS[arenas.index[0]]}."
        ),
        frame=frame,
        columns={"class": "Kind", "confidence": "Sureness"},
        sources=sources_of(rows),
        doubt=(
            "The cases were chosen by us, not drawn from a full list, and the class of each is "
            "our judgment; nothing follows from how many stand in a group or a decade. "
            f"{in_words(int(rows['unsure'].sum())).capitalize()} have an uncertain first or last "
            "day, and a struggle over a succession starts by convention: that of 1976 with the "
            "death of Mao."
        ),
        size="wide",
        draw=lambda layout: charts.in_time(drawn, layout),
    )


def _challenges() -> pd.DataFrame:
    """The challenges by where they were decided, the won ones first."""
    rows = _cases()
    rows = rows[rows["case_class"] == "challenge"].copy()
    counts = rows["decisive_arena"].value_counts()
    rows["many"] = rows["decisive_arena"].map(counts)
    rows["won"] = rows["outcome"].map(list(OUTCOMES).index)
    rows = rows.sort_values(["many", "decisive_arena", "won", "to"], ascending=[False] + [True] * 3)
    rows["year"] = rows["to"].str[:4]
    share = data.share_of_the_body(rows)
    bodies = rows["venue"].map(ARENAS).str.removeprefix("the ")
    rows["began"] = [f"{b}, {m}" if m else b for b, m in zip(bodies, share, strict=True)]
    rows["result"] = rows["outcome"].map(RESULTS)
    rows["arena"] = rows["decisive_arena"].map(ARENAS)
    groups = {}
    for arena, mine in rows.groupby("decisive_arena", sort=False):
        wins = int((mine["outcome"] == data.WON).sum())
        groups[arena] = (
            f"Decided in {ARENAS[str(arena)]}: {len(mine)}, of which won: {wins}"
            if arena != "military"
            else f"Decided by arms: {len(mine)}, of which won: {wins}"
        )
    rows["group"] = rows["decisive_arena"].map(groups)
    rows["outcome_words"] = rows["outcome"].map(OUTCOMES)
    rows["army_words"] = rows["military"].map(ARMY)
    rows["worst"] = rows["fate_worst"].map(FATES)
    return rows


@figure("challenges-by-arena")
def challenges_by_arena() -> Figure:
    """The true challenges: where decided, outcome, army and worst fate of the losers."""
    rows = _challenges()
    scale = [f for f in FATES if f in set(rows["fate_worst"])]
    rows["step"] = rows["fate_worst"].map(scale.index)
    rows["loser"] = rows["outcome"].map(LOSERS)
    rows["loser_words"] = rows["loser"].map(LOSER_WORDS)
    beaten = facts.get("challenges_overruled")
    only = list(beaten.rows["case_id"]) == [data.BASE]
    how = "only that of June 1957 was" if only else f"{beaten.text} were"
    drawn = rows.assign(
        words=[
            full if year in full else f"{full} {year}"
            for full, year in zip(rows["full"], rows["year"], strict=True)
        ]
    )
    frame = pd.DataFrame(
        {
            "case": rows["name"],
            "country": rows["country"],
            "when": rows["when"],
            "in_words": rows["mechanism"],
            "began_in": rows["began"],
            "decided_in": rows["arena"],
            "outcome": rows["outcome_words"],
            "army": rows["army_words"],
            "army_in_words": rows["military_detail"],
            "worst_fate": rows["worst"],
            "losers": rows["loser"],
            "confidence": rows["confidence"],
            "sources": rows["sources"],
        }
    )
    return Figure(
        title=(
            f"Of {in_words(len(rows))} challenges, {how} made by most of the Politburo and beaten "
            "in the Central Committee"
        ),
        subtitle="Challenges by where they were decided: where they began, outcome, army, fates",
        caption=(
            "One row a case; “most” and “a part” say how much of the Politburo moved. The "
            "hexagon is filled where the challengers won, a diamond where "
            "both sides lost. The strip on the right runs from mild to severe and marks the worst "
            "that befell any one of the losers: a square where the challengers lost, a circle "
            "where the leader did, a diamond for both. A party conference is counted with the "
            "Central Committee. June 1957 is in bold."
        ),
        alt=(
            f"A table of {len(rows)} challenges. "
            + " ".join(
                f"{group}. "
                + "; ".join(
                    f"{r.words}, {r.country}, {r.year}: began in {r.began}, "
                    f"{r.outcome_words}, army {r.army_words}, "
                    f"worst fate {r.worst}"
                    for r in mine.itertuples()
                )
                + "."
                for group, mine in rows.groupby("group", sort=False)
            )
        ),
        frame=frame,
        columns={"confidence": "Sureness"},
        sources=sources_of(rows),
        doubt=(
            "“Decided”, and how much of the Politburo moved, are our coding. In October 1964 and "
            "in November 1989 the plenum confirmed what the small body had prepared, and could "
            "as well be said to have been decided there. The worst fate of one loser is not the "
            "fate of all, and came in some cases years later; those of 1957 were expelled in "
            "1961–62."
        ),
        size="wide",
        draw=lambda layout: charts.by_arena(drawn, scale, layout),
    )


CLOSE = {
    data.NATOLIN: ("natolin", "Natolin faction, Poland 1956"),
    data.GORUNYA: ("gorunya", "Plot of 1965, Bulgaria"),
    data.GANG: ("gang-of-four", "Gang of Four, China 1976"),
}


def _people(case_id: str) -> pd.DataFrame:
    """People of a case by side, the leading ones first."""
    rows = data.people(case_id).copy()
    rows["_side"] = rows["side"].map(list(SIDES).index)
    rows["_role"] = rows["role"].map(ROLES.index)
    rows = rows.sort_values(["_side", "_role", "name"], ignore_index=True)
    rows["group"] = rows["side"].map(SIDES)
    spans = rows["fate_date"].map(dates.parse)
    rows["first"] = [s.earliest.isoformat() if s.earliest else "" for s in spans]
    rows["last"] = [s.latest.isoformat() if s.latest else "" for s in spans]
    rows["unsure"] = rows["note"].map(data.fate_recalled)
    rows["when"] = [dates.label(d) if d else "" for d in rows["fate_date"]]
    rows["hover"] = [
        f"<b>{r.name}</b><br>{wrap(r.post, 44)}<br>{wrap(r.fate, 44)}<br>{r.when}"
        for r in rows.itertuples()
    ]
    return rows


@figure("fates-in-three-cases")
def fates_in_three_cases() -> Figure:
    """The people of the three cases that the encyclopaedia article names beside 1957."""
    people = {case: _people(case) for case in CLOSE}
    all_cases = data.cases().set_index("case_id")
    ends = {c: dates.parse(all_cases.loc[c, "end"]).latest.isoformat() for c in CLOSE}
    frame = pd.concat(people.values(), ignore_index=True)
    lead = {c: rows[rows["role"] == "challenger"] for c, rows in people.items()}
    held = {c: len(data.held(rows)) for c, rows in lead.items()}
    parts = [
        f"{in_words(held[c]) if held[c] else 'none'} of {in_words(len(lead[c]))} {where}"
        for c, where in (
            (data.GANG, "in Peking"),
            (data.GORUNYA, "in Sofia"),
            (data.NATOLIN, "in Warsaw"),
        )
    ]
    table = pd.DataFrame(
        {
            "case": frame["case_id"].map({c: words for c, (_, words) in CLOSE.items()}),
            "name": frame["name"],
            "side": frame["group"],
            "post": frame["post"],
            "fate": frame["fate"],
            "last_date": frame["when"],
            "recalled": frame["unsure"].map({True: "fate or date", False: ""}),
            "confidence": frame["confidence"],
            "sources": frame["sources"],
        }
    )
    return Figure(
        title=f"Prison or detention for the leading challengers: {', '.join(parts)}",
        subtitle="People of the three cases, and the last dated thing the table has of each",
        caption=(
            "Each line runs from the end of the case to the date of the last thing told of that "
            "person. Squares are challengers and their helpers, circles the leaders in place and "
            "theirs, diamonds stood between, triangles are Soviet. A grey bar shows the "
            "possible days. Dotted line and hollow mark: the fate, or a part or date of it, is "
            "recalled and not checked. No mark: no date."
        ),
        alt={
            key: f"{words}, {len(people[c])} entries. "
            + " ".join(f"{r.name}: {r.fate}" for r in people[c].itertuples())
            for c, (key, words) in CLOSE.items()
        },
        stepper="Case",
        start="gang-of-four",
        frame=table,
        columns={"confidence": "Sureness of the part played"},
        sources=sources_of(frame),
        doubt=(
            f"For {facts.get('natolin_fates_recalled').text} of the "
            f"{in_words(len(lead[data.NATOLIN]))} leading men of Natolin the fate, or a part or "
            "date of it, is recalled: who belonged is sourced, what became of them is not yet. "
            "The sentences of 1965 are "
            "known only as a range, and how Todorov-Gorunya died is open. Several people are "
            "known from one source."
        ),
        size="wide",
        draw=lambda layout: {
            pair: charts.fates(people[case], ends[case], layout) for case, pair in CLOSE.items()
        },
    )
