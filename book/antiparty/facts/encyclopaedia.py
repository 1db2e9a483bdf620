"""Facts of the audit: verdicts on the claims of the article, and what they rest on."""

from __future__ import annotations

import pandas as pd

from antiparty import asof, dates, tables
from antiparty.facts.common import JUNE
from antiparty.facts.core import fact

# Verdicts in the order of every list and key: sound first, then by how much is wrong.
VERDICTS = {
    "confirmed": "confirmed",
    "imprecise": "imprecise",
    "contested": "contested",
    "corrected": "corrected",
    "unverified": "not checked",
}
SECTIONS = {
    "definition": "What the group was",
    "motives": "Its motives",
    "takeover": "The attempt",
    "plenum": "The plenum",
    "aftermath": "What came after",
    "china": "China and the bomb",
    "see_also": "See also",
    "references": "Works cited",
}
# Kinds of evidence; the first two are of the time, the others look back.
KINDS = {
    "document": "document",
    "paper": "press of the time",
    "history": "later history or memoir",
    "reference": "reference work, later press",
    "web": "web page",
}
OF_THE_TIME = ("document", "paper")
FIRST_YEAR, LAST_YEAR = (
    1953,
    1964,
)  # of a newspaper of the time: Stalin's death to Khrushchev's fall
SHOWN = ["claim_id", "claim", "verdict", "correct", "sources", "confidence"]
ARTICLE = "wikipedia_en_anti_party_group"
CULPRITS = ("malenkov", "molotov", "kaganovich", "shepilov")


def claims(*verdicts: str) -> pd.DataFrame:
    """The claims in the order of the article; with `verdicts` only those."""
    rows = tables.read("claims").sort_values("claim_id", ignore_index=True)
    return rows[rows["verdict"].isin(verdicts)].reset_index(drop=True) if verdicts else rows


def works(cell: str) -> list[str]:
    """source_ids of a `sources` cell, without locators."""
    return [spec.split("@")[0] for spec in cell.split()]


def evidence_kind(kind: str, year: str) -> str:
    """Key of KINDS for a work of this `kind` and `year` of sources.csv."""
    if kind == "primary":
        return "document"
    if kind == "press":
        dated = year[:4].isdigit() and FIRST_YEAR <= int(year[:4]) <= LAST_YEAR
        return "paper" if dated else "reference"
    return {"secondary": "history", "memoir": "history", "reference": "reference"}.get(kind, "web")


@tables.remembered
def evidence(*verdicts: str) -> pd.DataFrame:
    """One row for each work under each claim: claim_id, source_id, evidence, wikipedia."""
    known = tables.read("sources").set_index("source_id")
    rows = claims(*verdicts)
    return pd.DataFrame(
        [
            {
                "claim_id": row.claim_id,
                "source_id": work,
                "evidence": evidence_kind(known.at[work, "kind"], str(known.at[work, "year"])),
                "wikipedia": known.at[work, "type"] == "wikipedia",
            }
            for row in rows.itertuples()
            for work in dict.fromkeys(works(row.sources))
        ]
    )


def post(person_id: str, organization_id: str, day: str) -> pd.DataFrame:
    """The spell of a post that began on or before `day`, the latest one, by the reading taken."""
    rows = asof.memberships()
    mine = (rows["person_id"] == person_id) & (rows["organization_id"] == organization_id)
    rows = rows[mine & (rows["start"] <= day)].sort_values("start")
    return rows.tail(1)


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[SHOWN].reset_index(drop=True)


@fact
def audit_claims() -> tuple[int, pd.DataFrame]:
    """Statements into which we divided the article, each with a verdict."""
    rows = claims()
    return len(rows), _shown(rows)


@fact
def audit_sentences() -> tuple[int, pd.DataFrame]:
    """Sentences of the article; each cross-reference and each work cited counts as one."""
    rows = claims()
    return int(rows["sentence"].nunique()), _shown(rows)


@fact
def audit_sentences_sound() -> tuple[int, pd.DataFrame]:
    """Sentences of the article of which every claim is confirmed."""
    rows = claims()
    sound = rows.groupby("sentence")["verdict"].agg(lambda v: set(v) == {"confirmed"})
    return int(sound.sum()), _shown(rows[rows["sentence"].isin(sound[sound].index)])


@fact
def audit_confirmed() -> tuple[int, pd.DataFrame]:
    """Claims that the sources bear out as worded."""
    rows = claims("confirmed")
    return len(rows), _shown(rows)


@fact
def audit_imprecise() -> tuple[int, pd.DataFrame]:
    """Claims that are right in part and mislead as worded."""
    rows = claims("imprecise")
    return len(rows), _shown(rows)


@fact
def audit_contested() -> tuple[int, pd.DataFrame]:
    """Claims on which good sources part, or that give an accusation as a fact."""
    rows = claims("contested")
    return len(rows), _shown(rows)


@fact
def audit_corrected() -> tuple[int, pd.DataFrame]:
    """Claims that the sources contradict."""
    rows = claims("corrected")
    return len(rows), _shown(rows)


@fact
def audit_unverified() -> tuple[int, pd.DataFrame]:
    """Claims about works cited whose pages we could not open."""
    rows = claims("unverified")
    return len(rows), _shown(rows)


@fact
def audit_single() -> tuple[int, pd.DataFrame]:
    """Claims whose verdict rests on one independent source."""
    rows = claims()
    rows = rows[rows["confidence"] == "single"]
    return len(rows), _shown(rows)


@fact
def audit_works() -> tuple[int, pd.DataFrame]:
    """Works named as sources of the verdicts, each counted once."""
    rows = claims()
    return len({w for cell in rows["sources"] for w in works(cell)}), _shown(rows)


@fact
def audit_longest_sentence() -> tuple[int, pd.DataFrame]:
    """Claims in the sentence of the article that holds the most."""
    rows = claims()
    rows = rows[rows["sentence"] == rows["sentence"].value_counts().idxmax()]
    return len(rows), _shown(rows)


@fact
def audit_longest_confirmed() -> tuple[int, pd.DataFrame]:
    """Confirmed claims in the sentence of the article that holds the most claims."""
    _, rows = audit_longest_sentence()
    rows = rows[rows["verdict"] == "confirmed"]
    return len(rows), _shown(rows)


@fact
def audit_corrected_after() -> tuple[int, pd.DataFrame]:
    """Corrected claims in the part of the article on the years after the plenum."""
    rows = claims("corrected")
    rows = rows[rows["section"] == "aftermath"]
    return len(rows), _shown(rows)


@fact
def audit_of_1961() -> tuple[int, pd.DataFrame]:
    """Claims of the article that turn on the year 1961."""
    rows = claims()
    rows = rows[rows["asserted"] == "1961"]
    return len(rows), _shown(rows)


@fact
def audit_of_1961_confirmed() -> tuple[int, pd.DataFrame]:
    """Claims of the article that turn on the year 1961 and are confirmed."""
    _, rows = audit_of_1961()
    rows = rows[rows["verdict"] == "confirmed"]
    return len(rows), _shown(rows)


@fact
def audit_on_papers() -> tuple[int, pd.DataFrame]:
    """Corrected claims for which a document, or a newspaper of 1953 to 1964, is among the works."""
    rows = claims("corrected")
    found = evidence("corrected")
    found = found[found["evidence"].isin(OF_THE_TIME)]
    rows = rows[rows["claim_id"].isin(found["claim_id"])]
    return len(rows), _shown(rows)


@fact
def audit_on_later_works() -> tuple[int, pd.DataFrame]:
    """Corrected claims that rest on later works alone."""
    _, papers = audit_on_papers()
    rows = claims("corrected")
    rows = rows[~rows["claim_id"].isin(papers["claim_id"])]
    return len(rows), _shown(rows)


@fact
def audit_against_itself() -> tuple[int, pd.DataFrame]:
    """Corrected claims for which another page of the same encyclopaedia is among the works."""
    found = evidence("corrected")
    found = found[found["wikipedia"] & (found["source_id"] != ARTICLE)]
    rows = claims("corrected")
    rows = rows[rows["claim_id"].isin(found["claim_id"])]
    return len(rows), _shown(rows)


@fact
def audit_zhukov_days() -> tuple[int, pd.DataFrame]:
    """Days from Zhukov's election to the full Presidium in June 1957 to his fall as minister."""
    rows = pd.concat(
        [
            post("zhukov", "presidium_full", "1957-12-31"),
            post("zhukov", "defence_minister", JUNE),
        ],
        ignore_index=True,
    )
    return (dates.day(rows.at[1, "end"]) - dates.day(rows.at[0, "start"])).days, rows


@fact
def audit_shepilov_months() -> tuple[int, pd.DataFrame]:
    """Full months from the end of Shepilov's term as foreign minister to 18 June 1957."""
    rows = post("shepilov", "foreign_minister", JUNE)
    left, june = dates.day(rows["end"].iloc[0]), dates.day(JUNE)
    months = (june.year - left.year) * 12 + june.month - left.month - (june.day < left.day)
    return months, rows


@tables.remembered
def expulsions() -> pd.DataFrame:
    """The final step of the expulsion of each of the four named in 1957, by the reading taken."""
    rows = tables.read("sanctions")
    mine = rows["person_id"].isin(CULPRITS) & (rows["kind"] == "expelled")
    rows = rows[mine & (rows["reading"] == "preferred")]
    return rows.sort_values("date", ignore_index=True)


@fact
def audit_expelled_1961() -> tuple[int, pd.DataFrame]:
    """Of the four named in 1957, those whose expulsion from the party was final in 1961."""
    rows = expulsions()
    rows = rows[rows["date"].str.startswith("1961")]
    return len(rows), rows
