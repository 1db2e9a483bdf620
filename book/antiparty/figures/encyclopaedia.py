"""Figures of the audit: the article as a strip of claims, and what the corrections rest on."""

from __future__ import annotations

import pandas as pd

from antiparty import facts, tables
from antiparty.charts import common
from antiparty.charts import encyclopaedia as charts
from antiparty.facts import encyclopaedia as audit
from antiparty.facts.core import in_words
from antiparty.figures import Figure, figure

LISTS = ("see_also", "references")  # drawn on one line each; the rest by sentence


def _plural(number: int, one: str, many: str = "") -> str:
    return f"{in_words(number)} {one if number == 1 else many or one + 's'}"


def _most_corrected(rows: pd.DataFrame) -> str:
    """The finding of the strip: where the corrections are, or that they are nowhere crowded."""
    found = rows.loc[rows["verdict"] == "corrected", "section"].value_counts()
    total = int(found.sum())
    if total == 0:
        return f"None of the {len(rows)} claims had to be corrected"
    if len(found) == 1 or found.iloc[0] > found.iloc[1]:
        where = audit.SECTIONS[str(found.index[0])].lower()
        return (
            f"{in_words(int(found.iloc[0])).capitalize()} of the {in_words(total)} claims that "
            f"had to be corrected stand in one part of the article: {where}"
        )
    return f"The {in_words(total)} corrected claims spread over {in_words(len(found))} parts"


@figure("article-as-strip")
def article() -> Figure:
    """Every claim of the article in its order, marked by verdict."""
    rows = audit.claims()
    line = rows["sentence"].astype(str).where(~rows["section"].isin(LISTS), rows["section"])
    hover = [
        common.wrap(f"{r.claim_id}, {audit.VERDICTS[r.verdict]}: {r.claim}", 48)
        + (f"{common.WRAP}→ " + common.wrap(r.correct, 46) if r.correct else "")
        for r in rows.itertuples()
    ]
    drawn = rows.assign(line=line, hover=hover)
    counts = rows["verdict"].value_counts().reindex(list(audit.VERDICTS), fill_value=0)
    key = {v: (w, int(counts[v])) for v, w in audit.VERDICTS.items()}
    by = pd.crosstab(rows["section"], rows["verdict"]).reindex(
        index=list(audit.SECTIONS), columns=list(audit.VERDICTS), fill_value=0
    )
    wrong = rows[rows["verdict"] == "corrected"]
    parts = [
        f"{name}: {int(by.loc[s].sum())} claims, "
        + ", ".join(f"{int(n)} {audit.VERDICTS[str(v)]}" for v, n in by.loc[s].items() if n)
        for s, name in audit.SECTIONS.items()
    ]
    frame = pd.DataFrame(
        {
            "claim_id": rows["claim_id"],
            "part": rows["section"].map(audit.SECTIONS),
            "sentence": rows["sentence"],
            "verdict": rows["verdict"].map(audit.VERDICTS),
            "claim": rows["claim"],
        }
    )
    return Figure(
        title=_most_corrected(rows),
        subtitle=(
            f"The article in its own order: {len(rows)} claims in {rows['sentence'].nunique()} "
            "sentences and entries, by verdict"
        ),
        caption=(
            "Each line is a sentence, numbered as in the article; each mark a claim. Stroke: "
            "confirmed. Triangle: imprecise. Bow tie: contested. Cross: corrected, the claim "
            "written beside it. Question mark: not checked. The cross-references and the works "
            "cited take one line each."
        ),
        alt=(
            f"{len(rows)} marks in the order of the article. "
            + ". ".join(parts)
            + ". Corrected: "
            + " ".join(wrong["claim"])
        ),
        frame=frame,
        columns={"claim_id": "id"},
        sources=(audit.ARTICLE,),
        doubt=(
            "How the text is cut into claims decides the counts: each of eleven names in one "
            "sentence is a claim of its own. The line between imprecise and corrected is our "
            "judgement; the reason stands under each claim in the list."
        ),
        size="wide",
        draw=lambda layout: charts.strip(drawn, key, audit.SECTIONS, layout),
    )


def _name(row: pd.Series) -> str:
    """Author or container and year of a work, for a hover text."""
    who = (row["author"] or row["editor"] or row["container"] or row["title"]).split(";")[0]
    return f"{who.split(',')[0].strip('[]')} {row['year']}".strip()


@figure("what-corrections-rest-on")
def rests_on() -> Figure:
    """The corrected claims by the kinds of works under each."""
    rows = audit.claims("corrected")
    marks = audit.evidence("corrected")
    known = tables.read("sources").set_index("source_id")
    marks["hover"] = [
        f"{_name(known.loc[m.source_id])}{common.WRAP}{audit.KINDS[m.evidence]}"
        + (f"{common.WRAP}another page of Wikipedia" if m.wikipedia else "")
        for m in marks.itertuples()
    ]
    papers, later = facts.get("audit_on_papers"), facts.get("audit_on_later_works")
    timely = set(papers.rows["claim_id"])
    groups = {
        True: f"With a document or newspaper of the time: {papers.value}",
        False: f"On later works alone: {later.value}",
    }
    rows = rows.assign(_timely=rows["claim_id"].isin(timely))
    rows["group"] = rows["_timely"].map(groups)
    rows = rows.sort_values(["_timely", "claim_id"], ascending=[False, True], ignore_index=True)
    tally = pd.crosstab(marks["claim_id"], marks["evidence"]).reindex(
        index=rows["claim_id"], columns=list(audit.KINDS), fill_value=0
    )
    frame = pd.DataFrame(
        {
            "claim_id": rows["claim_id"],
            "claim": rows["claim"],
            "supported": rows["correct"],
            **{kind: tally[kind].to_list() for kind in audit.KINDS},
            "sources": rows["sources"],
        }
    )
    return Figure(
        title=(
            f"{papers.text.capitalize()} of the {_plural(len(rows), 'correction')} rest on a "
            f"document or newspaper of the time, {later.text} on later works alone"
        ),
        subtitle=(
            "The corrected claims, what the sources support instead (bold), and the works behind it"
        ),
        caption=(
            "Each pentagon is a work: filled if it is a document or a newspaper of "
            f"{audit.FIRST_YEAR} to {audit.LAST_YEAR}, hollow if it looks back. A document may "
            "have been printed later."
        ),
        alt=" ".join(
            f"{r.claim} Instead: {r.supported}. "
            + ", ".join(f"{audit.KINDS[k]} {n}" for k in audit.KINDS if (n := int(getattr(r, k))))
            + "."
            for r in frame.itertuples()
        ),
        frame=frame,
        columns={"claim_id": "id", "supported": "what the sources support"} | audit.KINDS,
        sources=tuple(dict.fromkeys(marks["source_id"])),
        doubt=(
            "A count of works is not their weight: later works may copy each other, and a web "
            "page may carry a good document. Each correction has at least two sources that do "
            "not depend on each other."
        ),
        size="wide",
        draw=lambda layout: charts.rests_on(
            rows, marks, audit.KINDS, set(audit.OF_THE_TIME), layout
        ),
    )
