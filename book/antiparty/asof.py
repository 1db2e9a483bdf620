"""The state of things on a day: seats, posts, ranks, stances, ties, and who was alive.

**The rule.** Seats and posts hold for ``start <= day < end`` (the day of a change shows the body
after it); ties, stances and the standing to vote hold for ``start <= day <= end``. Dates are
EDTF: a coarse one is a span of days, so the answer is *yes* (whichever day was meant), *possibly*
(on some reading of the dates) or *no*; never a midpoint. A blank date is any day, but nobody holds
anything before birth or after death.

**Readings.** Where accounts differ the preferred rows are used. ``reading="rival"`` puts every
rival row in the place of the preferred row of the same person, body and conflict;
``reading=<conflict_id>`` does so for that conflict, ``reading=<membership_id>`` for that rival.

Frames that answer for a day or window carry the columns of their table and ``certainty``
("yes" | "possibly"); rows whose answer is "no" are left out. Days are ``datetime.date`` or EDTF
text of one exact day; :class:`antiparty.dates.DateError` is raised for a coarse one.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import pandas as pd

from antiparty import dates, tables

Day = date | str
MIN, MAX = date.min.toordinal(), date.max.toordinal()
FULL_MEMBERS = ("politburo_full", "presidium_full")
CANDIDATES = ("politburo_candidate", "presidium_candidate")


def holds(start: str, end: str, day: Day, closed: bool = False) -> str:
    """Whether a spell from ``start`` to ``end`` (EDTF) holds on ``day``: yes, possibly or no.

    ``closed``: the last day belongs to the spell (ties, stances, the standing to vote).
    """
    return overlap(start, end, day, day, closed)


def overlap(start: str, end: str, first: Day, last: Day, closed: bool = False) -> str:
    """Whether a spell holds on at least one day from ``first`` to ``last``: yes, possibly, no."""
    bounds = np.array([_bounds(start, end)])
    return str(_certainty(bounds, dates.day(first), dates.day(last), closed)[0])


def possible_days(start: str, end: str) -> tuple[date, date]:
    """The longest half-open spell ``[first, end)`` that the dates allow."""
    found = _bounds(start, end)
    return date.fromordinal(found[0]), date.fromordinal(found[3])


def sure_days(start: str, end: str) -> tuple[date, date]:
    """The half-open spell ``[first, end)`` that holds on every reading; empty if first >= end."""
    found = _bounds(start, end)
    return date.fromordinal(found[1]), date.fromordinal(found[2])


def _bounds(start: str, end: str) -> tuple[int, int, int, int]:
    """Earliest and latest day of the start and of the end, as ordinals; unbounded = MIN, MAX."""
    a, b = dates.parse(start), dates.parse(end)
    return (
        a.earliest.toordinal() if a.earliest else MIN,
        a.latest.toordinal() if a.latest else MAX,
        b.earliest.toordinal() if b.earliest else MIN,
        b.latest.toordinal() if b.latest else MAX,
    )


def _certainty(bounds: np.ndarray, first: date, last: date, closed: bool) -> np.ndarray:
    """yes | possibly | no for rows of ordinals (see :func:`_bounds`), shape (n, 4) -> (n,)."""
    a, b = first.toordinal(), last.toordinal()
    if not closed:
        a += 1  # start <= day < end: the end must lie beyond the first day asked for
    sure = (bounds[:, 1] <= b) & (bounds[:, 2] >= a)
    maybe = (bounds[:, 0] <= b) & (bounds[:, 3] >= a)
    # whole dates in the wrong order are a fault of the data; here they must not be called sure
    return np.where(sure & maybe, "yes", np.where(maybe, "possibly", "no"))


@lru_cache(maxsize=16)
def _table_bounds(folder: str, name: str) -> np.ndarray:
    """Bounds of every row of table ``name``, clipped to the life of its ``person_id``."""
    frame = tables.read(name)
    pairs = zip(frame["start"], frame["end"], strict=True)
    found = np.array([_bounds(s, e) for s, e in pairs], dtype=np.int64).reshape(-1, 4)
    if "person_id" not in frame:
        return found
    # an unknown date still lies within the life
    lives = {p: _bounds(b, d) for p, b, d in _lives()}
    inside = np.array([lives.get(p, (MIN, MAX, MIN, MAX)) for p in frame["person_id"]]).reshape(
        -1, 4
    )
    blank_start, blank_end = found[:, 1] == MAX, found[:, 3] == MAX
    found[:, 0] = np.where(blank_start, np.maximum(found[:, 0], inside[:, 0]), found[:, 0])
    found[:, 3] = np.where(blank_end, np.minimum(found[:, 3], inside[:, 3]), found[:, 3])
    return found


def _lives() -> list[tuple[str, str, str]]:
    people = tables.read("people")
    return list(zip(people["person_id"], people["birth"], people["death"], strict=True))


def _spans(name: str) -> np.ndarray:
    return _table_bounds(str(tables.data_dir()), name)


def bounds(start: str, end: str) -> tuple[int, int, int, int]:
    """Ordinals of the earliest and latest start and end of a spell, as :func:`holds` reads them."""
    return _bounds(start, end)


def spans(frame: pd.DataFrame, name: str) -> np.ndarray:
    """The same for rows of ``frame``, index as in table ``name``, clipped to the person's life."""
    return _spans(name)[frame.index]


def _held(frame: pd.DataFrame, name: str, first: date, last: date, closed: bool) -> pd.DataFrame:
    """Rows of ``frame`` (index of table ``name``) that hold in the window, with ``certainty``."""
    answer = _certainty(_spans(name)[frame.index], first, last, closed)
    held = answer != "no"
    return frame[held].assign(certainty=answer[held]).reset_index(drop=True)


def _chosen(reading: str) -> pd.DataFrame:
    """Memberships of one reading, indexed as in the table; shared, so not to be changed."""
    return _chosen_of(str(tables.data_dir()), reading)


@lru_cache(maxsize=64)
def _chosen_of(folder: str, reading: str) -> pd.DataFrame:
    frame = tables.read("memberships")
    rival = frame["reading"] == "rival"
    if reading == "preferred":
        return frame[~rival]
    if reading == "rival":
        picked = frame[rival]
    else:
        named = (frame["conflict_id"] == reading) | (frame["membership_id"] == reading)
        picked = frame[rival & named]
        if picked.empty and reading not in set(tables.read("conflicts")["conflict_id"]):
            raise KeyError(f"{reading!r} is neither 'preferred', 'rival', a conflict nor a rival")
    same = ["conflict_id", "person_id", "organization_id"]
    replaced = set(map(tuple, picked[same].to_numpy()))
    keep = np.array([tuple(row) not in replaced for row in frame[same].to_numpy()], dtype=bool)
    return frame[(~rival & keep) | frame.index.isin(picked.index)]


def memberships(reading: str = "preferred") -> pd.DataFrame:
    """All memberships of one reading, columns of memberships.csv."""
    return _chosen(reading).reset_index(drop=True)


@tables.remembered
def seats(day: Day, organization_id: str | None = None, reading: str = "preferred") -> pd.DataFrame:
    """Seats and posts held on ``day``, of one organization or of all.

    Columns of memberships.csv and ``certainty``; sorted by organization, then person.
    """
    frame = _chosen(reading)
    if organization_id is not None:
        frame = frame[frame["organization_id"] == organization_id]
    at = dates.day(day)
    held = _held(frame, "memberships", at, at, closed=False)
    return held.sort_values(["organization_id", "person_id"], kind="stable", ignore_index=True)


@tables.remembered
def composition(day: Day, organization_id: str, reading: str = "preferred") -> pd.DataFrame:
    """Who sat in a body on ``day``: person_id, name_en, name_ru, certainty; one row a person."""
    folder, at = str(tables.data_dir()), dates.day(day)
    index, people = _body(folder, organization_id, reading)
    answers = _certainty(_table_bounds(folder, "memberships")[index], at, at, closed=False)
    best: dict[str, str] = {}
    for person, certainty in zip(people, answers, strict=True):
        # a sure spell wins over a doubtful one of the same person
        if certainty != "no" and best.get(person) != "yes":
            best[person] = str(certainty)
    named = _names(folder)
    rows = [(p, *named.get(p, ("", "")), best[p]) for p in sorted(best)]
    return pd.DataFrame(rows, columns=["person_id", "name_en", "name_ru", "certainty"])


@lru_cache(maxsize=512)
def _body(folder: str, organization_id: str, reading: str) -> tuple[np.ndarray, list[str]]:
    """Rows of memberships.csv and people of one body, so that stepping by days is quick."""
    frame = _chosen_of(folder, reading)
    frame = frame[frame["organization_id"] == organization_id]
    return frame.index.to_numpy(), list(frame["person_id"])


@lru_cache(maxsize=8)
def _names(folder: str) -> dict[str, tuple[str, str]]:
    people = tables.read("people")
    triples = zip(people["person_id"], people["name_en"], people["name_ru"], strict=True)
    return {person: (english, russian) for person, english, russian in triples}


@tables.remembered
def changes(organization_id: str, reading: str = "preferred") -> list[date]:
    """Every day on which the answer about a body can change, in order.

    These are the first days of all bounds of its spells: between two neighbours :func:`seats`
    stays the same, so a control that steps through them misses nothing.
    """
    frame = _chosen(reading)
    frame = frame[frame["organization_id"] == organization_id]
    bounds = _spans("memberships")[frame.index]
    # a possible start, a sure start, the first day not sure any more, the first day surely over
    days = {int(n) for n in np.unique(bounds)} - {MIN, MAX}
    return [date.fromordinal(n) for n in sorted(days)]


def career(person_id: str, reading: str = "preferred") -> pd.DataFrame:
    """All posts of a person in order of their start.

    Columns of memberships.csv and ``start_first``, ``start_last``, ``end_first``, ``end_last``
    (``datetime.date``, None where there is no bound). Raises KeyError for an unknown person.
    """
    _known(person_id)
    frame = _chosen(reading)
    out = frame[frame["person_id"] == person_id].copy()
    bounds = _spans("memberships")[out.index]
    for i, column in enumerate(("start_first", "start_last", "end_first", "end_last")):
        known = [None if n in (MIN, MAX) else date.fromordinal(int(n)) for n in bounds[:, i]]
        out[column] = pd.Series(known, index=out.index, dtype="object")
    order = np.lexsort((bounds[:, 2], bounds[:, 1], bounds[:, 0]))
    return out.iloc[order].reset_index(drop=True)


def rank(person_id: str, day: Day, reading: str = "preferred") -> tuple[int, str]:
    """Highest rank held on ``day`` and its certainty: ``(8, "yes")``; ``(0, "yes")`` for none.

    When a higher post is only possible, the sure rank is not the whole answer: then the sure one
    is returned with "possibly". Raises KeyError for an unknown person.
    """
    sure, most = rank_range(person_id, day, reading)
    return sure, "yes" if sure == most else "possibly"


def rank_range(person_id: str, day: Day, reading: str = "preferred") -> tuple[int, int]:
    """Lowest and highest rank (0–10) that the dates allow on ``day``."""
    _known(person_id)
    frame = _chosen(reading)
    at = dates.day(day)
    held = _held(frame[frame["person_id"] == person_id], "memberships", at, at, closed=False)
    sure = held.loc[held["certainty"] == "yes", "rank"]
    return (
        int(sure.max()) if len(sure) else 0,
        int(held["rank"].max()) if len(held) else 0,
    )


def stance(person_id: str, day: Day) -> pd.DataFrame:
    """A person's stance on ``day``: rows of stances.csv and ``certainty`` (both ends included).

    Empty where nothing is recorded: silence is not neutrality. Raises KeyError if unknown.
    """
    _known(person_id)
    frame = tables.read("stances")
    at = dates.day(day)
    return _held(frame[frame["person_id"] == person_id], "stances", at, at, closed=True)


def ties(when: Day | tuple[Day, Day]) -> pd.DataFrame:
    """Ties that hold on a day, or on at least one day of a window ``(first, last)``.

    Columns of ties.csv, ``directed`` and ``sign`` of the kind, and ``certainty``.
    """
    first, last = when if isinstance(when, tuple) else (when, when)
    held = _held(tables.read("ties"), "ties", dates.day(first), dates.day(last), closed=True)
    return held.merge(tables.read("tie_kinds")[["kind", "directed", "sign"]], on="kind")


def snapshot(snapshot_id: str) -> pd.DataFrame:
    """Ties of a dated network of snapshots.csv; see :func:`ties`. Raises KeyError if unknown."""
    frame = tables.read("snapshots").set_index("snapshot_id")
    if snapshot_id not in frame.index:
        raise KeyError(f"no snapshot {snapshot_id!r}; they are: {', '.join(frame.index)}")
    row = frame.loc[snapshot_id]
    return ties((row["start"], row["end"]))


def votes(reading: str | None = None) -> pd.DataFrame:
    """Who stood where by one account, or by all of them.

    ``reading``: a ``vote_event_id`` or the text of ``witness``. Columns of votes.csv with
    ``motion_id``, ``witness``, ``date`` and ``complete`` of the account.
    Raises KeyError for an unknown account.
    """
    accounts = tables.read("vote_events")
    if reading is not None:
        picked = (accounts["vote_event_id"] == reading) | (accounts["witness"] == reading)
        if not picked.any():
            known = ", ".join(accounts["vote_event_id"])
            raise KeyError(f"no account {reading!r}; they are: {known}")
        accounts = accounts[picked]
    columns = ["vote_event_id", "motion_id", "witness", "date", "complete"]
    return tables.read("votes").merge(accounts[columns], on="vote_event_id")


def readings(table: str, row_id: str, column: str | None = None) -> pd.DataFrame:
    """Rival readings of one cell or row: rows of conflict_readings.csv, the preferred first.

    ``row_id``: primary key of the row, composite keys joined with ``|``.
    """
    frame = tables.read("conflict_readings")
    frame = frame[(frame["table"] == table) & (frame["row_id"] == row_id)]
    if column is not None:
        frame = frame[frame["column"] == column]
    return frame.sort_values("preferred", ascending=False, kind="stable", ignore_index=True)


def alive(day: Day) -> pd.DataFrame:
    """People alive on ``day`` (the days of birth and death included), with ``certainty``.

    Columns of people.csv; a person without any dates of life is "possibly" alive.
    """
    frame = tables.read("people")
    at = dates.day(day)
    pairs = zip(frame["birth"], frame["death"], strict=True)
    bounds = np.array([_bounds(b, d) for b, d in pairs], dtype=np.int64).reshape(-1, 4)
    out = frame.assign(certainty=_certainty(bounds, at, at, closed=True))
    return out[out["certainty"] != "no"].reset_index(drop=True)


def age(person_id: str, day: Day) -> tuple[int, int] | None:
    """Youngest and oldest age in completed years on ``day``; None when the birth is unknown."""
    people = tables.read("people").set_index("person_id")
    _known(person_id)
    born = dates.parse(people.loc[person_id, "birth"])
    if born.earliest is None or born.latest is None:
        return None
    at = dates.day(day)
    return years(born.latest, at), years(born.earliest, at)


def years(born: date, at: date) -> int:
    """Completed years from ``born`` to ``at``."""
    return at.year - born.year - ((at.month, at.day) < (born.month, born.day))


def days(first: Day, last: Day) -> list[date]:
    """Every day from ``first`` to ``last``, both included."""
    a, b = dates.day(first), dates.day(last)
    return [a + timedelta(n) for n in range((b - a).days + 1)]


def _known(person_id: str) -> None:
    if person_id not in _names(str(tables.data_dir())):
        raise KeyError(f"no person {person_id!r} in people.csv")
