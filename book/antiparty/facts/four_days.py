"""Chapter 6: the events of 18 to 21 June with their hours and rival readings, and the callers.

An event carries its hour at the start of its note (``Clock: 16:00 to 18:00.``). A rival is a
reading of its conflict, or a sentence of its note, that names another day or part of the day.
"""

from __future__ import annotations

import re

import pandas as pd

from antiparty import dates, tables
from antiparty.facts.core import fact

DAYS = tuple(f"1957-06-{n}" for n in range(18, 22))
CRISIS = tuple(f"1957-06-{n}" for n in range(18, 30))
# Words of a clock or a reading -> hours they may mean (ours; the sources give the words only).
PARTS = {"after lunch": (14, 16), "lunch": (12, 14), "morning": (8, 12), "evening": (18, 22)}
ORDINALS = {"first": 18, "second": 19, "third": 20, "fourth": 21}
PRECISIONS = ("hour", "part", "none")
_CLOCK = re.compile(r"^Clock: (.+?)\. ?")
_HOUR = re.compile(r"\b(\d{1,2}):(\d\d)\b")
_DAY = re.compile(r"\b(1[89]|2[01]) June\b|\b(first|second|third|fourth) day\b")


def hours(words: str) -> tuple[float, float] | None:
    """Earliest and latest hour of "16:00 to 18:00", "In the morning"; None without an hour."""
    found = [int(h) + int(m) / 60 for h, m in _HOUR.findall(words)]
    if found:
        return found[0], found[-1]
    return next((span for part, span in PARTS.items() if part in words.lower()), None)


def days(words: str) -> list[str]:
    """Days of June 1957 named in words: "18 June", "in the middle of the second day"."""
    return [f"1957-06-{n or ORDINALS[o]}" for n, o in _DAY.findall(words)]


def events() -> pd.DataFrame:
    """Events of the crisis that start, as dated, on 18, 19, 20 or 21 June 1957, by first day.

    Adds ``first`` and ``last`` (days within the four), ``spread`` ("day"; "lasting": from the
    first to the last; "between": on some day of them), ``clock`` (words), ``precision`` (hour,
    part or none), ``from_hour``, ``to_hour``, ``remark`` (the note without the clock).
    """
    frame = tables.read("events")
    frame = frame[(frame["theme"] == "june_1957") & frame["start"].str[:10].isin(DAYS)]
    out = []
    for row in frame.to_dict("records"):
        span = dates.parse(row["start"])
        first, last = (max(min(str(d), DAYS[-1]), DAYS[0]) for d in (span.earliest, span.latest))
        spread = "day" if span.exact else "between"
        if row["end"]:
            last, spread = min(row["end"], DAYS[-1]), "lasting"
        found = _CLOCK.match(row["note"])
        clock = found[1] if found else ""
        at = hours(clock)
        exact = bool(_HOUR.search(clock))
        out.append(
            {
                **row,
                "first": first,
                "last": last,
                "spread": spread,
                "clock": clock,
                "precision": "hour" if exact else "part" if clock else "none",
                "from_hour": at[0] if at else None,
                "to_hour": at[1] if at else None,
                "remark": _CLOCK.sub("", row["note"]),
            }
        )
    order = ["first", "from_hour", "significance", "event_id"]
    return pd.DataFrame(out).sort_values(
        order, ascending=[True, True, False, True], ignore_index=True
    )


def rivals() -> pd.DataFrame:
    """Rival days and hours of the events: event_id, day, words, held_by, from_hour, to_hour.

    A reading counts when it names a day on which the event as dated did not fall, or, where the
    event has no clock, a part of the day. A sentence of the note counts likewise for the day.
    """
    readings = tables.read("conflict_readings")
    out: list[dict[str, object]] = []
    for event in events().to_dict("records"):
        mine = readings[readings["conflict_id"] == event["conflict_id"]]
        own = [d for d in DAYS if event["first"] <= d <= event["last"]]
        told = [(r["value"], r["held_by"], r["sources"]) for r in mine.to_dict("records")]
        told += [(s, s, event["sources"]) for s in re.split(r"(?<=[.;]) ", event["remark"])]
        seen: set[str] = set()
        for words, holder, works in told if event["conflict_id"] else []:
            at = hours(words)
            named = [d for d in days(words) if d not in own or event["spread"] == "lasting"]
            if event["spread"] != "day" and not (named and event["kind"] == "meeting"):
                continue
            if not named and not (at and not event["clock"] and event["kind"] == "meeting"):
                continue
            for day in named or [event["first"]]:
                key = f"{day} {at}" if not named else day
                if key not in seen:
                    seen.add(key)
                    out.append(
                        {
                            "event_id": event["event_id"],
                            "day": day,
                            "words": words,
                            "held_by": holder.rstrip("."),
                            "from_hour": at[0] if at and not named else None,
                            "to_hour": at[1] if at and not named else None,
                            "sources": works,
                        }
                    )
    return pd.DataFrame(out)


def person_days() -> pd.DataFrame:
    """One row a person and day, 18 to 29 June: person_id, day, stance, basis and provenance."""
    frame = tables.read("stances")
    parts = [
        frame[(frame["start"] <= day) & (frame["end"] >= day)].assign(day=day) for day in CRISIS
    ]
    return pd.concat(parts).sort_values(["person_id", "day"], ignore_index=True)


def counts() -> pd.DataFrame:
    """Rows of plenum_facts.csv that count the callers of the plenum."""
    wanted = ("letter", "delegation", "hall21", "moscow21", "cc_full_june57")
    frame = tables.read("plenum_facts")
    return frame[frame["fact_id"].str.startswith(wanted)].reset_index(drop=True)


_SHOWN = ["event_id", "name", "start", "end", "note", "sources", "confidence"]


def _events(rows: pd.DataFrame) -> tuple[int, pd.DataFrame]:
    return len(rows), rows[_SHOWN]


@fact
def four_days_events() -> tuple[int, pd.DataFrame]:
    """Events of the June crisis in the data that are dated to start on 18, 19, 20 or 21 June."""
    return _events(events())


@fact
def four_days_with_an_hour() -> tuple[int, pd.DataFrame]:
    """Events of the four days for which a source gives an hour."""
    rows = events()
    return _events(rows[rows["precision"] == "hour"])


@fact
def four_days_with_a_part() -> tuple[int, pd.DataFrame]:
    """Events of the four days for which a source gives a part of the day, such as the morning."""
    rows = events()
    return _events(rows[rows["precision"] == "part"])


@fact
def four_days_last_two_with_a_time() -> tuple[int | str, pd.DataFrame]:
    """Events dated to start on 20 or 21 June with an hour or a part of the day; rows: all of them.

    Zero is said as "none".
    """
    rows = events()
    rows = rows[rows["start"].str[:10].isin(DAYS[2:])]
    return int((rows["precision"] != "none").sum()) or "none", rows[_SHOWN]


def _on(day: str) -> tuple[int, pd.DataFrame]:
    rows = events()
    return _events(rows[rows["start"].str[:10] == day])


@fact
def four_days_on_the_18th() -> tuple[int, pd.DataFrame]:
    """Events of the June crisis that are dated to start on 18 June."""
    return _on(DAYS[0])


@fact
def four_days_on_the_20th() -> tuple[int, pd.DataFrame]:
    """Events of the June crisis that are dated to start on 20 June."""
    return _on(DAYS[2])


@fact
def four_days_start_versions() -> tuple[int, pd.DataFrame]:
    """Readings in the data of when the meeting of 18 June began."""
    rows = tables.read("conflict_readings")
    rows = rows[rows["conflict_id"] == "june_start_time"]
    return len(rows), rows[["held_by", "value", "sources", "confidence"]]


@fact
def four_days_tank_versions() -> tuple[int, pd.DataFrame]:
    """Readings in the data of what Zhukov said about the tanks."""
    rows = tables.read("conflict_readings")
    rows = rows[rows["conflict_id"] == "june_tank_line"]
    return len(rows), rows[["held_by", "value", "sources", "confidence"]]


def _basis(kinds: set[str]) -> tuple[int, pd.DataFrame]:
    rows = person_days()
    rows = rows[rows["basis"].isin(kinds)]
    return len(rows), rows[["person_id", "day", "stance", "evidence", "sources", "confidence"]]


@fact
def person_days_all() -> tuple[int, pd.DataFrame]:
    """Days from 18 to 29 June 1957 times the people at the table, each with a coded stance."""
    return _basis(set(person_days()["basis"]))


@fact
def person_days_documented() -> tuple[int, pd.DataFrame]:
    """Person-days whose stance a source shows on that day (basis: documented)."""
    return _basis({"documented"})


@fact
def person_days_within_a_span() -> tuple[int, pd.DataFrame]:
    """Person-days in a span within which a source shows the stance, on a day it does not give."""
    return _basis({"documented_for_span"})


@fact
def person_days_inferred() -> tuple[int, pd.DataFrame]:
    """Person-days whose stance is inferred or recalled from works not read for it."""
    return _basis({"inferred", "recalled"})


def _value(fact_id: str) -> tuple[int, pd.DataFrame]:
    rows = counts()
    rows = rows[rows["fact_id"] == fact_id]
    return int(rows["value"].iloc[0]), rows


@fact
def callers_first_letter() -> tuple[int, pd.DataFrame]:
    """Signatures under the first letter asking for a plenum (plenum_facts: letter1)."""
    return _value("letter1")


@fact
def callers_second_letter() -> tuple[int, pd.DataFrame]:
    """Signatures under the second letter asking for a plenum (plenum_facts: letter2)."""
    return _value("letter2")


@fact
def callers_delegation() -> tuple[int, pd.DataFrame]:
    """Size of the delegation to the Presidium on 21 June (plenum_facts: delegation)."""
    return _value("delegation")


@fact
def callers_delegation_zhukov() -> tuple[int, pd.DataFrame]:
    """Size of the first delegation as Zhukov recalled it (plenum_facts: delegation_zh)."""
    return _value("delegation_zh")


@fact
def callers_hall() -> tuple[int, pd.DataFrame]:
    """Members in the Sverdlov Hall on 21 June by the preferred count (plenum_facts: hall21)."""
    return _value("hall21")


@fact
def callers_hall_rival() -> tuple[int, pd.DataFrame]:
    """Members in the Sverdlov Hall on 21 June by the rival count (plenum_facts: hall21b)."""
    return _value("hall21b")


@fact
def callers_moscow() -> tuple[int, pd.DataFrame]:
    """Full members in Moscow on 21 June by the preferred count (plenum_facts: moscow21)."""
    return _value("moscow21")


@fact
def callers_moscow_rival() -> tuple[int, pd.DataFrame]:
    """Full members in Moscow on 21 June by the rival count (plenum_facts: moscow21b)."""
    return _value("moscow21b")


@fact
def callers_of_all() -> tuple[int, pd.DataFrame]:
    """Full members of the Central Committee in June 1957 (plenum_facts: cc_full_june57)."""
    return _value("cc_full_june57")
