"""Facts of the chapter on the world outside: nuclear aid to China, and echoes in the bloc.

Three codings are ours and stand here in the open: what each nuclear event did to the aid
(`STEPS`), what was going on abroad before the plenum had closed (`BEFORE`) and what each echo of
July 1957 was (`ECHOES`). The events themselves are those of events.csv.
"""

from __future__ import annotations

import re

import pandas as pd

from antiparty import dates, tables
from antiparty.facts.core import fact

OPENING, DECREE = "1957-06-18", "1957-06-29"
AGREEMENT, CANCELLED = "e1957_10_15_agreement", "e1959_06_20_sample"
ZHUKOV = "e1957_10_26_zhukov_dismissed"
REQUEST, ANSWER, RADIO = "e1957_06_18_nie", "e1957_07_20_arkhipov", "e1957_07_03_announcement"
STEPS = {
    "e1955_nuclear": "agreed",
    "e1956_08_17_atomic": "agreed",
    REQUEST: "China asks",
    "e1957_07_11_nie": "China delays",
    ANSWER: "talks",
    "e1957_08_12_revision": "China delays",
    "e1957_09_09_talks": "talks",
    "e1957_10_15_agreement": "agreed",
    "e1959_06_20_sample": "withheld",
    "e1960_08_specialists": "withheld",
}
CHINA = (
    "e1957_04_15_voroshilov_china",
    "e1957_07_02_peking",
    "e1957_07_05_hangzhou",
    "e1957_11_02_mao",
    "e1957_11_18_mao_speech",
    "e1958_07_31_peking",
)
BLOC = (
    "e1955_05_26_belgrade",
    "e1956_10_19_warsaw",
    "e1956_11_04_budapest",
    "e1957_08_01_tito",
    "e1957_11_14_twelve",
    "e1958_02_06_schirdewan",
)
BEFORE = (REQUEST, "e1957_06_20_kadar", "e1957_06_28_romania")
ECHOES = {
    "e1957_07_02_peking": "told",
    "e1957_07_03_romania": "drops leaders",
    "e1957_07_04_east_germany": "approves",
    "e1957_07_04_poland": "leaks",
    "e1957_07_04_yugoslavia": "approves",
    "e1957_07_05_chinese_press": "no comment",
    "e1957_07_05_hangzhou": "told",
    "e1957_07_07_tudeh": "approves",
    "e1957_07_12_bulgaria": "drops leaders",
}

_RECALLED = re.compile(r"\bThe days? (is|are) recalled")


def events(ids: tuple[str, ...]) -> pd.DataFrame:
    """Rows of events.csv with these ids, by date, with first and last possible day of the start."""
    rows = tables.read("events")
    rows = rows[rows["event_id"].isin(ids)]
    spans = [dates.parse(start) for start in rows["start"]]
    rows = rows.assign(
        first=[s.earliest for s in spans],
        latest=[s.latest for s in spans],
        unsure=[
            s.uncertain or s.approximate or s.earliest != s.latest or bool(_RECALLED.search(note))
            for s, note in zip(spans, rows["note"], strict=True)
        ],
    )
    return rows.sort_values(["first", "event_id"], ignore_index=True)


def nuclear_found() -> pd.DataFrame:
    """Events abroad from 1955 to 1960 that speak of atom, nuclear, bomb or defence technology."""
    rows = tables.read("events")
    text = rows["name"] + " " + rows["summary"]
    words = r"atom|nuclear|bomb\b|defence technology"
    spoken = text.map(lambda t: bool(re.search(words, t, re.IGNORECASE)))
    when = rows["start"].str[:4].between("1955", "1960")
    return rows[(rows["theme"] == "abroad") & when & spoken].reset_index(drop=True)


def steps(kind: str = "") -> pd.DataFrame:
    """The nuclear events with what each did to the aid (`step`); `kind` keeps one sort."""
    rows = events(tuple(STEPS))
    rows = rows.assign(step=rows["event_id"].map(STEPS))
    return rows[rows["step"] == kind].reset_index(drop=True) if kind else rows


def echoes(kind: str = "") -> pd.DataFrame:
    """Echoes with their sort and the days from 29 June 1957 to their (preferred) first day."""
    rows = events(tuple(ECHOES))
    decree = dates.day(DECREE)
    rows = rows.assign(
        echo=rows["event_id"].map(ECHOES), days=[(d - decree).days for d in rows["first"]]
    )
    return rows[rows["echo"] == kind].reset_index(drop=True) if kind else rows


def around() -> pd.DataFrame:
    """What was under way before the plenum closed, and the echoes: `echo`, `days` from its end."""
    rows = events(BEFORE)
    decree = dates.day(DECREE)
    rows = rows.assign(echo="under way", days=[(d - decree).days for d in rows["first"]])
    return pd.concat([rows, echoes()], ignore_index=True)


def disputed() -> set[str]:
    """Events for which conflict_readings.csv holds two or more readings."""
    rows = tables.read("conflict_readings")
    counts = rows[rows["table"] == "events"].groupby("row_id").size()
    return set(counts[counts > 1].index)


def _day(event_id: str) -> pd.DataFrame:
    return events((event_id,))


@fact
def abroad_nuclear_steps() -> tuple[int, pd.DataFrame]:
    """Events of 1955 to 1960 that touch Soviet nuclear aid to China, each coded by us."""
    rows = steps()
    return len(rows), rows


@fact
def abroad_accords() -> tuple[int, pd.DataFrame]:
    """Nuclear events in which Moscow agreed to give aid."""
    rows = steps("agreed")
    return len(rows), rows


@fact
def abroad_accords_before() -> tuple[int, pd.DataFrame]:
    """Those of the accords whose last possible first day lies before 18 June 1957."""
    rows = steps("agreed")
    rows = rows[[d < dates.day(OPENING) for d in rows["latest"]]]
    return len(rows), rows


@fact
def abroad_accords_after() -> tuple[int, pd.DataFrame]:
    """Those of the accords that begin after the plenum closed on 29 June 1957."""
    rows = steps("agreed")
    rows = rows[[d > dates.day(DECREE) for d in rows["first"]]]
    return len(rows), rows


@fact
def abroad_delays() -> tuple[int, pd.DataFrame]:
    """Nuclear events in which the Chinese side asked to wait or for other terms."""
    rows = steps("China delays")
    return len(rows), rows


@fact
def abroad_days_to_answer() -> tuple[int, pd.DataFrame]:
    """Days from the Chinese request of 18 June 1957 to the Soviet answer of 20 July 1957."""
    rows = events((REQUEST, ANSWER))
    return (rows["first"].iloc[1] - rows["first"].iloc[0]).days, rows


@fact
def abroad_days_to_radio() -> tuple[int, pd.DataFrame]:
    """Days from the end of the plenum on 29 June 1957 to the broadcast of the removals."""
    rows = _day(RADIO)
    return (rows["first"].iloc[0] - dates.day(DECREE)).days, rows


@fact
def abroad_before_close() -> tuple[int, pd.DataFrame]:
    """Events abroad in our table that began from 18 June 1957 to the close of the plenum."""
    rows = events(BEFORE)
    days = rows["first"]
    rows = rows[(days >= dates.day(OPENING)) & (days <= dates.day(DECREE))]
    return len(rows), rows


@fact
def abroad_days_to_agreement() -> tuple[int, pd.DataFrame]:
    """Days from the end of the plenum on 29 June 1957 to the agreement of 15 October 1957."""
    rows = _day(AGREEMENT)
    return (rows["first"].iloc[0] - dates.day(DECREE)).days, rows


@fact
def abroad_days_to_zhukov() -> tuple[int, pd.DataFrame]:
    """Days from the agreement of 15 October 1957 to the dismissal of Zhukov as minister."""
    rows = events((AGREEMENT, ZHUKOV))
    return (rows["first"].iloc[1] - rows["first"].iloc[0]).days, rows


@fact
def abroad_months_of_agreement() -> tuple[int, pd.DataFrame]:
    """Whole months from the agreement of October 1957 to the letter that withheld the sample."""
    rows = events((AGREEMENT, CANCELLED))
    start, end = rows["first"]
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day), rows


@fact
def abroad_readings() -> tuple[int, pd.DataFrame]:
    """Readings of the question whether nuclear aid was the price of Mao's support."""
    rows = tables.read("conflict_readings")
    rows = rows[rows["conflict_id"] == "nuclear_bargain"]
    return len(rows), rows


@fact
def abroad_echoes() -> tuple[int, pd.DataFrame]:
    """Echoes among other ruling parties and parties in exile, 2 to 12 July 1957."""
    rows = echoes()
    return len(rows), rows


@fact
def abroad_approvals() -> tuple[int, pd.DataFrame]:
    """Echoes in which a party approved; our table is not a full list of approvals."""
    rows = echoes("approves")
    return len(rows), rows


@fact
def abroad_drops() -> tuple[int, pd.DataFrame]:
    """Echoes in which a ruling party dropped leaders of its own."""
    rows = echoes("drops leaders")
    return len(rows), rows


@fact
def abroad_days_of_echoes() -> tuple[int, pd.DataFrame]:
    """Days from 29 June 1957 to the last of the echoes; its day is recalled."""
    rows = echoes()
    rows = rows[rows["days"] == rows["days"].max()]
    return int(rows["days"].iloc[0]), rows


@fact
def abroad_unsure_echoes() -> tuple[int, pd.DataFrame]:
    """Echoes whose day is marked as uncertain in events.csv."""
    rows = echoes()
    rows = rows[rows["unsure"]]
    return len(rows), rows


def _parties(pattern: str) -> tuple[int, pd.DataFrame]:
    rows = _day("e1957_11_16_sixty_four")
    return int(re.search(pattern, rows["summary"].iloc[0])[1]), rows  # type: ignore[index]


@fact
def abroad_parties_announced() -> tuple[int, pd.DataFrame]:
    """Parties at the wider conference of November 1957 as announced, read from the summary."""
    return _parties(r"(\d+) announced")


@fact
def abroad_parties_with_secret() -> tuple[int, pd.DataFrame]:
    """Parties at the same conference with those that came in secret, read from the summary."""
    return _parties(r"secret ones, (\d+)")
