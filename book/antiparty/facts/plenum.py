"""Chapter 7: who could attend the plenum, who spoke, who accused whom, who gave way, what was told.

The list of speakers is far from complete, so nothing here is a share of all who spoke.
"""

from __future__ import annotations

import re

import pandas as pd

from antiparty import dates, tables
from antiparty.facts.common import against_full, opponents
from antiparty.facts.core import fact

VENUE = "plenum_june_1957"
THREE = ("malenkov", "molotov", "kaganovich")  # named in the title of the resolution
NOT_IN_THE_HALL = ("stalin", "zhemchuzhina")  # dead; no member of the Central Committee
ON_THE_FLOOR = ("speech", "unknown")  # `unknown`: that he spoke is recalled, the text was not read
KINDS = {  # kind of person entitled to come -> fact_id of all, fact_id of those present
    "members": ("cc_full_june57", "att_full"),
    "candidates": ("cc_cand_june57", "att_cand"),
    "auditors": ("cac_june57", "att_cac"),
}


def numbers(*fact_ids: str) -> pd.DataFrame:
    """Rows of plenum_facts.csv with these ids, in their order."""
    frame = tables.read("plenum_facts").set_index("fact_id", drop=False)
    return frame.loc[list(fact_ids)].reset_index(drop=True)


def _sum(*fact_ids: str) -> tuple[int, pd.DataFrame]:
    rows = numbers(*fact_ids)
    return int(rows["value"].astype(int).sum()), rows


def appearances() -> pd.DataFrame:
    """speeches.csv with name, side and what is known of the day: first, last (ISO), ``dated``.

    ``dated`` is "day" (a source gives the day), "perhaps" (one day, doubtful) or "open".
    """
    frame = tables.read("speeches")
    people = tables.read("people").set_index("person_id")
    spans = [dates.parse(d) for d in frame["date"]]
    frame["name"] = frame["person_id"].map(people["name_en"])
    frame["side"] = frame["person_id"].map(people["side_june_1957"])
    frame["first"] = [str(s.earliest) for s in spans]
    frame["last"] = [str(s.latest) for s in spans]
    frame["dated"] = [
        "open" if not s.exact and s.earliest != s.latest else "perhaps" if s.uncertain else "day"
        for s in spans
    ]
    return frame


def charges() -> pd.DataFrame:
    """Accusations made at the plenum by a named person against someone in the hall."""
    frame = tables.read("accusations")
    kept = (
        (frame["venue"] == VENUE)
        & (frame["reading"] == "preferred")
        & (frame["levelled"] == "yes")
        & (frame["accuser_id"] != "")
        & ~frame["accused_id"].isin(NOT_IN_THE_HALL)
    )
    return frame[kept].reset_index(drop=True)


@tables.remembered
def pairs(*categories: str) -> pd.DataFrame:
    """One row per accuser and accused: matters, categories, recalled (all rows), sources."""
    rows = charges()
    if categories:
        rows = rows[rows["category"].isin(categories)]
    out = []
    for (accuser, accused), part in rows.groupby(["accuser_id", "accused_id"], sort=True):
        sources = dict.fromkeys(" ".join(part["sources"]).split())
        memory = dict.fromkeys(" ".join(part["recalled_from"]).split())
        recalled = bool((part["confidence"] == "recalled").all())
        out.append(
            {
                "accuser_id": accuser,
                "accused_id": accused,
                "charges": len(part),
                "categories": ", ".join(dict.fromkeys(part["category"])),
                "matter": " ".join(dict.fromkeys(part["matter"])),
                "recalled": recalled,
                "sources": " ".join(sources),
                "recalled_from": " ".join(memory),
                "confidence": "recalled"
                if recalled
                else "confirmed"
                if (part["confidence"] == "confirmed").any()
                else "single",
            }
        )
    return pd.DataFrame(out)


def last_stances() -> pd.DataFrame:
    """Stances of the opponents from 22 June on, clipped to the plenum."""
    frame = tables.read("stances")
    frame = frame[frame["person_id"].isin(opponents()[1]["person_id"])]
    frame = frame[frame["end"] >= "1957-06-22"].copy()
    frame["start"] = frame["start"].clip(lower="1957-06-22")
    return frame.sort_values(["person_id", "start"], ignore_index=True)


def sittings() -> pd.DataFrame:
    """The numbered sittings: sitting, date, basis ("read", "planned", "arithmetic").

    The first and the last numbered one carry a date in the sources and the opening of the second
    was announced; those between are laid evenly over the days between.
    """
    known = tables.read("speeches")
    known = known[known["sitting"] != ""].drop_duplicates("sitting")
    read = {int(r.sitting): r.date for r in known.itertuples()}
    second = numbers("second_sitting")["value"].iloc[0][:10]
    days = [str(d.date()) for d in pd.date_range(second, read[max(read)])][:-1]
    count = max(read) - 2  # from the second to the last but one
    if count % len(days):
        raise ValueError(f"{count} sittings do not fill {len(days)} days evenly")
    each = count // len(days)
    rows = [(1, read[1], "read"), (2, second, "planned")]
    rows += [(n, days[(n - 2) // each], "arithmetic") for n in range(3, max(read))]
    rows += [(max(read), read[max(read)], "read")]
    return pd.DataFrame(rows, columns=["sitting", "date", "basis"])


@fact
def plenum_sittings_by_arithmetic() -> tuple[int, pd.DataFrame]:
    """Numbered sittings whose day follows only from arithmetic: two a day between the second
    sitting and the tenth."""
    rows = sittings()
    rows = rows[rows["basis"] == "arithmetic"]
    return len(rows), rows


# -- attendance --------------------------------------------------------------------------------


@fact
def plenum_entitled() -> tuple[int, pd.DataFrame]:
    """Members and candidates of the Central Committee and members of the Central Auditing
    Commission when the plenum opened: our sum of the three."""
    return _sum(*(every for every, _ in KINDS.values()))


@fact
def plenum_present() -> tuple[int, pd.DataFrame]:
    """Members, candidates and auditors present at the opening: our sum of the three numbers."""
    return _sum(*(there for _, there in KINDS.values()))


@fact
def plenum_members() -> tuple[int, pd.DataFrame]:
    """Full members of the Central Committee when the plenum opened."""
    return _sum("cc_full_june57")


@fact
def plenum_members_present() -> tuple[int, pd.DataFrame]:
    """Full members of the Central Committee present when the plenum opened."""
    return _sum("att_full")


@fact
def plenum_candidates_present() -> tuple[int, pd.DataFrame]:
    """Candidates of the Central Committee present when the plenum opened."""
    return _sum("att_cand")


@fact
def plenum_auditors_present() -> tuple[int, pd.DataFrame]:
    """Members of the Central Auditing Commission present when the plenum opened."""
    return _sum("att_cac")


@fact
def plenum_members_needed() -> tuple[int, pd.DataFrame]:
    """More than half of the full members present at the opening: our arithmetic."""
    present, rows = _sum("att_full")
    return present // 2 + 1, rows


@fact
def plenum_asked() -> tuple[int, pd.DataFrame]:
    """People who asked for the floor."""
    return _sum("asked_to_speak")


@fact
def plenum_spoke() -> tuple[int, pd.DataFrame]:
    """People who spoke at the plenum of June 1957."""
    return _sum("spoke")


@fact
def plenum_unheard() -> tuple[int, pd.DataFrame]:
    """Those who asked for the floor less those who spoke: our subtraction."""
    rows = numbers("asked_to_speak", "spoke")
    asked, spoke = rows["value"].astype(int)
    return int(asked - spoke), rows


# -- speakers ----------------------------------------------------------------------------------


def speakers() -> pd.DataFrame:
    """Appearances on the floor (no interjections, no letters)."""
    frame = appearances()
    return frame[frame["form"].isin(ON_THE_FLOOR)]


def _people(rows: pd.DataFrame) -> tuple[int, pd.DataFrame]:
    columns = ["person_id", "form", "date", "stance", "sources", "confidence", "recalled_from"]
    return rows["person_id"].nunique(), rows[columns]


@fact
def plenum_speakers_named() -> tuple[int, pd.DataFrame]:
    """People who took the floor by our data, read or recalled; interjections and letters not
    counted."""
    return _people(speakers())


@fact
def plenum_speakers_read() -> tuple[int, pd.DataFrame]:
    """People of whom at least one speech was read in a source, in whole or in part."""
    rows = speakers()
    return _people(rows[rows["confidence"] != "recalled"])


@fact
def plenum_speakers_recalled() -> tuple[int, pd.DataFrame]:
    """People who took the floor by works named from memory only."""
    rows = speakers()
    read = set(rows.loc[rows["confidence"] != "recalled", "person_id"])
    return _people(rows[~rows["person_id"].isin(read)])


# -- accusations -------------------------------------------------------------------------------


def _lines(rows: pd.DataFrame) -> tuple[int, pd.DataFrame]:
    return len(rows), rows


@fact
def plenum_lines() -> tuple[int, pd.DataFrame]:
    """Pairs of accuser and accused at the plenum, both in the hall; a pair counts once."""
    return _lines(pairs())


@fact
def plenum_lines_at_the_three() -> tuple[int, pd.DataFrame]:
    """Pairs in which Malenkov, Molotov or Kaganovich is the accused."""
    rows = pairs()
    return _lines(rows[rows["accused_id"].isin(THREE)])


@fact
def plenum_lines_back() -> tuple[int, pd.DataFrame]:
    """Pairs in which Malenkov, Molotov or Kaganovich is the accuser."""
    rows = pairs()
    return _lines(rows[rows["accuser_id"].isin(THREE)])


@fact
def plenum_lines_recalled() -> tuple[int, pd.DataFrame]:
    """Pairs whose every charge is recalled and not checked."""
    rows = pairs()
    return _lines(rows[rows["recalled"]])


@fact
def plenum_terror_lines() -> tuple[int, pd.DataFrame]:
    """Pairs with a charge about the terror."""
    return _lines(pairs("terror"))


@fact
def plenum_terror_at_the_three() -> tuple[int, pd.DataFrame]:
    """Pairs with a charge about the terror against Malenkov, Molotov or Kaganovich."""
    rows = pairs("terror")
    return _lines(rows[rows["accused_id"].isin(THREE)])


@fact
def plenum_accused_by_comrades() -> tuple[int, pd.DataFrame]:
    """Pairs in which one of the opponents accuses another."""
    rows, eight = pairs(), set(opponents()[1]["person_id"])
    return _lines(rows[rows["accuser_id"].isin(eight) & rows["accused_id"].isin(eight)])


def _in_matter(accusation_id: str, pattern: str) -> tuple[int, pd.DataFrame]:
    rows = tables.read("accusations")
    rows = rows[rows["accusation_id"] == accusation_id]
    found = re.search(pattern, rows["matter"].iloc[0])
    if not found:
        raise ValueError(f"{accusation_id}: the matter has no number {pattern}")
    return int(found[1].replace(",", "")), rows


@fact
def plenum_on_the_lists() -> tuple[int, pd.DataFrame]:
    """The number on the execution lists as Zhukov read it out, in the words of the charge."""
    return _in_matter("a014", r"\b(\d+,\d{3})\b")


# -- who gave way, what was decided --------------------------------------------------------------


def _gave_way() -> pd.DataFrame:
    rows = last_stances()
    return rows[rows["stance"] == "recanted"].drop_duplicates("person_id")


@fact
def plenum_gave_way_read() -> tuple[int, pd.DataFrame]:
    """Of the opponents, those whose turn at the plenum a source shows."""
    rows = _gave_way()
    rows = rows[rows["basis"].isin(["documented", "documented_for_span"])]
    return len(rows), rows


@fact
def plenum_gave_way_recalled() -> tuple[int, pd.DataFrame]:
    """Of the opponents, those whose turn at the plenum is recalled or inferred."""
    rows = _gave_way()
    rows = rows[rows["basis"].isin(["inferred", "recalled"])]
    return len(rows), rows


@fact
def plenum_held_out() -> tuple[int, pd.DataFrame]:
    """Of the opponents, those never coded as recanting by 29 June."""
    rows = last_stances()
    rows = rows[~rows["person_id"].isin(_gave_way()["person_id"])]
    return rows["person_id"].nunique(), rows


@fact
def plenum_elected_full() -> tuple[int, pd.DataFrame]:
    """Full members of the Presidium elected on 29 June, counted from the decree."""
    rows = tables.read("decree")
    rows = rows[rows["point"] == "Presidium: full members"]
    return len(rows), rows


@fact
def plenum_promoted() -> tuple[int, pd.DataFrame]:
    """Candidates of the Presidium raised to full member on 29 June."""
    rows = plenum_elected_full()[1]
    rows = rows[rows["action"].str.startswith("Raised")]
    return len(rows), rows


@fact
def plenum_newcomers() -> tuple[int, pd.DataFrame]:
    """Full members elected on 29 June from outside the Presidium."""
    rows = plenum_elected_full()[1]
    rows = rows[rows["action"].str.startswith("Elected")]
    return len(rows), rows


@fact
def plenum_of_the_seven_kept() -> tuple[int, pd.DataFrame]:
    """Of the full members against Khrushchev, those elected full members again on 29 June."""
    people = tables.read("decree_people")
    mine = people[people["person_id"].isin(against_full()[1]["person_id"])]
    rows = plenum_elected_full()[1]
    rows = rows[rows["point_id"].isin(mine["point_id"])]
    return len(rows), rows


@fact
def plenum_named_in_public() -> tuple[int, pd.DataFrame]:
    """Of the opponents, those whose removal the printed resolution of 1957 tells by name."""
    decree, people = tables.read("decree"), tables.read("decree_people")
    rows = people.merge(decree[["point_id", "point", "published_1957"]], on="point_id")
    rows = rows[(rows["point"] == "Expulsion from the leading bodies")]
    rows = rows[rows["published_1957"] == "yes"]
    return rows["person_id"].nunique(), rows


@fact
def plenum_not_named_in_public() -> tuple[int, pd.DataFrame]:
    """Of the opponents, those whom the printed resolution of 1957 does not name."""
    rows = opponents()[1]
    rows = rows[~rows["person_id"].isin(plenum_named_in_public()[1]["person_id"])]
    return len(rows), rows
