"""Figures of chapter 5: the complaints with their answers, and the clashes of policy."""

from __future__ import annotations

import pandas as pd

from antiparty import balance, facts, tables
from antiparty.charts import common
from antiparty.charts import grievances as charts
from antiparty.facts import grievance_clashes as clash
from antiparty.facts import grievances as chapter
from antiparty.figures import Figure, figure
from antiparty.figures.factions import most_used
from antiparty.figures.seven_against_four import cited

SUPPORT = {
    "confirmed": "two or more independent works",
    "single": "one work",
    "recalled": "partly or wholly recalled, not checked",
}
SIZES = {"confirmed": 13, "single": 9, "recalled": 11}
STANDS = {
    "against": "against Khrushchev",
    "with": "with Khrushchev",
    "both": "told both ways",
}
BASES = {
    "told": "told of him",
    "inferred": "through a third man",
    "recalled": "recalled, not checked",
}
SUM = "In sum"


def _support(confidence: str, recalled_from: str) -> str:
    return "recalled" if recalled_from else confidence


def _join(ids: tuple[str, ...], names: dict[str, str]) -> str:
    return " and ".join(names[p] for p in ids)


def _hover(*parts: str) -> str:
    return common.wrap(" ".join(p for p in parts if p), 46)


def _voices(rows: pd.DataFrame) -> pd.DataFrame:
    """A mark for each complainant, and one for each man's words of 18 to 21 June."""
    names = chapter.names()
    members = set(balance.eleven())
    order = {p: i for i, p in enumerate(chapter.eight())}
    said = (
        chapter.voices()
        .merge(rows[["grievance_id", "complaint", "venue"]], on="grievance_id")
        .rename(columns={"grievance_id": "row_id", "complaint": "words"})
    )
    june = chapter.words_of_june().rename(columns={"from_id": "person_id", "evidence": "words"})
    june = june.assign(row_id=SUM, venue="Presidium, 18–21 June")
    frame = pd.concat([said, june], ignore_index=True)
    frame = frame.sort_values("person_id", key=lambda c: c.map(order), ignore_index=True)
    # On a tie the recalled work is a second witness to what was read; on a complaint, a part of it.
    level = [
        c if i == SUM else _support(c, r)
        for i, c, r in zip(
            frame["row_id"], frame["confidence"], frame["recalled_from"], strict=True
        )
    ]
    return frame.assign(
        support=level,
        size=[SIZES[s] for s in level],
        recalled=[s == "recalled" for s in level],
        vote=frame["person_id"].isin(members),
        hover=[
            _hover(f"{names[p]}:", w, f"({v}; {SUPPORT[s]})")
            for p, w, v, s in zip(
                frame["person_id"], frame["words"], frame["venue"], level, strict=True
            )
        ],
    )


@figure("complaints")
def complaints() -> Figure:
    """Complaints by complainants, with the answers."""
    names = chapter.names()
    rows = chapter.complaints().assign(
        row_id=lambda r: r["grievance_id"],
        answered_by=lambda r: [_join(p, names) for p in r["answered_by"]],
    )
    voices = _voices(rows)
    people = [(p, names[p]) for p in chapter.eight()]
    spoke = voices.loc[voices["row_id"] == SUM, "person_id"]
    total = pd.DataFrame(
        {
            "row_id": [SUM],
            "group": [SUM],
            "complaint": [
                f"Spoke against him on 18–21 June, in whatever words "
                f"({len(spoke)} of {len(people)})"
            ],
            "answer": [""],
            "answered_by": [""],
        }
    )
    drawn = pd.concat([rows, total], ignore_index=True)
    n = {
        key: facts.get(f"complaints_{key}").text
        for key in ("named", "of_the_trio", "of_all_three", "unanswered")
    }
    by = voices.groupby("row_id")
    who = by["person_id"].agg(lambda ids: ", ".join(names[p] for p in ids))
    how = by["support"].agg(lambda levels: SUPPORT[levels.iloc[0]])
    frame = pd.DataFrame(
        {
            "group": rows["group"],
            "complaint": rows["complaint"],
            "raised_by": rows["row_id"].map(who).fillna(""),
            "rests_on": rows["row_id"].map(how).fillna(rows["confidence"].map(SUPPORT)),
            "said_at": rows["venue"],
            "answered_by": rows["answered_by"],
            "answer": rows["answer"],
            "sources": rows["sources"],
        }
    )
    last = {
        "group": SUM,
        "complaint": total["complaint"][0],
        "raised_by": ", ".join(names[p] for p, _ in people if p in set(spoke)),
        "rests_on": "table of ties",
        "said_at": "Presidium, 18–21 June",
        "answered_by": "",
        "answer": "",
        "sources": "",
    }
    return Figure(
        title=(
            f"Of {n['named']} complaints with a known voice, {n['of_the_trio']} came from "
            f"Malenkov, Molotov or Kaganovich; all three shared {n['of_all_three']}"
        ),
        subtitle=(
            f"{len(rows)} complaints against Khrushchev by who is on record with them, "
            "and the answer"
        ),
        caption=(
            "Large square: two or more independent works. Small square: one work. Open square with "
            "a dot: partly or wholly recalled, not checked. Hollow: no vote in the Presidium. The "
            "last row counts everyone's words of 18 to 21 June, from the table of ties."
        ),
        alt=(
            "A matrix of complaints and men. "
            + " ".join(
                f"{r.complaint} Raised by {r.raised_by or 'no one named'}. "
                + (
                    f"Answered by {r.answered_by}."
                    if r.answered_by
                    else f"Answer: {r.answer}"
                    if r.answer
                    else "No answer found."
                )
                for r in frame.itertuples()
            )
            + f" {last['complaint']}: {last['raised_by']}."
        ),
        frame=pd.concat([frame, pd.DataFrame([last])], ignore_index=True),
        sources=cited(rows, most=12),
        doubt=(
            "No minutes exist. Most of this was reported at the plenum by the winners, or written "
            "down by the losers decades later, and the cutting of speeches into complaints is "
            "ours. An empty field means that no such words were found. A full record of the four "
            "days would fill it."
        ),
        size="wide",
        draw=lambda layout: charts.complaints(drawn, voices, people, layout),
    )


def _people() -> pd.DataFrame:
    names = chapter.names()
    seven = set(balance.seven())
    ids = [p for p in clash.circle() if p != chapter.LEADER]
    side = tables.read("people").set_index("person_id")["side_june_1957"]
    group = [
        "the seven" if p in seven else "Shepilov" if side[p] == "opponent" else "the four"
        for p in ids
    ]
    return pd.DataFrame({"person_id": ids, "name": [names[p] for p in ids], "group": group})


@figure("policy-clashes")
def policy_clashes() -> Figure:
    """Who stood with Khrushchev and who against, clash by clash."""
    people = _people()
    names = dict(zip(people["person_id"], people["name"], strict=True))
    seven = set(balance.seven())
    stands = clash.stands()
    stands = stands[stands["person_id"] != chapter.LEADER].reset_index(drop=True)
    stands["vote"] = stands["person_id"].isin(balance.eleven())
    stands["hover"] = [
        _hover(
            f"{names[r.person_id]}, {r.name}, {r.when}: {STANDS[r.stand]} ({BASES[r.basis]}).",
            r.evidence,
        )
        for r in stands.itertuples(index=False)
    ]
    against = stands[(stands["stand"] == "against") & stands["person_id"].isin(seven)]
    counts = against["clash"].value_counts()
    heads = pd.DataFrame(
        {
            "clash": [c.key for c in clash.CLASHES],
            "name": [c.name for c in clash.CLASHES],
            "when": [c.when for c in clash.CLASHES],
            "at": [c.at for c in clash.CLASHES],
            "against": [int(counts.get(c.key, 0)) for c in clash.CLASHES],
            "last": [c.key == clash.JUNE for c in clash.CLASHES],
        }
    )
    once = facts.get("clash_sided_once")
    most = facts.get("clash_most_of_the_seven")
    pairs = facts.get("clash_pairs_opposed"), facts.get("clash_pairs_of_the_seven")
    frame = pd.DataFrame(
        {
            "clash": stands["name"],
            "when": stands["when"],
            "person": stands["person_id"].map(names),
            "stand": stands["stand"].map(STANDS),
            "known": stands["basis"].map(BASES),
            "evidence": stands["evidence"],
            "sources": stands["sources"],
        }
    )

    def told(key: str, stand: str) -> str:
        mine = stands[(stands["clash"] == key) & (stands["stand"] == stand)]
        return ", ".join(names[p] for p in mine["person_id"])

    return Figure(
        title=(
            f"{once.text.capitalize()} of the seven had stood with Khrushchev in an earlier clash; "
            f"before 18 June we find no more than {most.text} of them against him at once"
        ),
        subtitle="Clashes of policy, 1953–1957, by who stood where in each",
        caption=(
            "Red square: against Khrushchev's line. Blue circle: with it. Large: told of the man "
            "himself. Small: through a third man, as by attacking Khrushchev's adversary. With a "
            "dot: recalled, not checked. Crossed: told both ways. Hollow: no vote in June 1957. No "
            "mark: no stand found. On a "
            "wide screen lines lead from the true time axis to the columns. June 1957 is shaded."
        ),
        alt=(
            "Clash by clash. "
            + " ".join(
                f"{h.name}, {h.when}: against Khrushchev "
                f"{told(h.clash, 'against') or 'nobody found'}; with him "
                f"{told(h.clash, 'with') or 'nobody found'}"
                + (f"; both ways {told(h.clash, 'both')}" if told(h.clash, "both") else "")
                + "."
                for h in heads.itertuples()
            )
            + f" {pairs[0].value} of the {pairs[1].value} pairs of the seven stood on opposite "
            "sides at least once before June 1957."
        ),
        frame=frame,
        sources=most_used(stands, 12),
        doubt=(
            "The choice of clashes is ours, and silence is not consent: a man without a mark may "
            "have spoken. Most stands rest on one account. Hungary in 1956 is left out, because "
            "our table has Mikoyan's dissent but not who stood with Khrushchev. The notes of the "
            "Presidium, read in full, could change any column."
        ),
        size="wide",
        draw=lambda layout: charts.clashes(heads, stands, people, layout),
    )
