"""What the page needs to say who sat where on any day of 1952 to 1964, and who was tied to whom.

Plain lists for `widget-kremlin.js`. Days are counted from FIRST. Every spell and tie carries the
four bounds that :mod:`antiparty.asof` computes (earliest and latest start, earliest and latest
end), so that the script answers with the same rule; bounds outside the range are clipped to just
outside it. Dates, works and people are written once and referred to by number.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from antiparty import asof, balance, dates, tables
from antiparty.facts import after_stalin as data
from antiparty.figures import factions_network as nets
from antiparty.figures import factions_places

LAST = "1964-12-31"  # the bodies are covered beyond it, so the answer holds for every day
HEADS = ("premier", "first_deputy_premier", "head_of_state")
TABLE = (*data.BODIES, *HEADS)  # who belongs to the table of a day, for its ties
LEAD = "first_secretary"
DEPUTIES = "deputy_premier"
OFFICES = {  # offices of state that are no ministry in organizations.csv
    "foreign_minister": "Foreign affairs",
    "defence_minister": "Defence",
    "interior_minister": "Internal affairs",
    "state_security_head": "State security",
    "gosplan_chair": "Gosplan",
    "state_economic_commission_chair": "State Economic Commission",
    "state_control_head": "State control",
}
SIDE_LETTERS = {"opponent": "o", "supporter": "s"}
# The Central Committee met on these days too, though events.csv files them under another kind.
MEETINGS = {"e1953_03_05_session": "start", "e1964_10_13_removal": "end"}
SPELL = ("who", "body", "role", "at", "from", "to", "sure", "works", "recalled", "rival")
TIE = ("id", "from", "to", "kind", "at", "since", "until", "sure", "evidence", "works", "recalled",
       "mark")  # fmt: skip
EVENT = ("at", "said", "name", "weight")
PERSON = ("id", "short", "name", "ru", "side", "target", "death", "narrow", "wide")
SIZES = {"narrow": (360, 470), "wide": (560, 500)}
_MINISTRY = re.compile(r"^.*?(?:Ministry of (?:the )?|State Committee (?:for|on) )")


def bodies() -> list[tuple[str, str, str]]:
    """Bodies shown, in order: (organization_id, group, words)."""
    found = [
        (data.FULL, "full", "full member"),
        (data.CANDIDATE, "candidate", "candidate"),
        (data.SECRETARY, "secretary", "secretary"),
        *((body, "government", words) for body, words in data.GOVERNMENT.items()),
        (DEPUTIES, "more", "deputy premier"),
        *((body, "more", words) for body, words in OFFICES.items()),
    ]
    named = tables.read("organizations").set_index("organization_id")["name_en"]
    held = set(_posts()["organization_id"])
    other = sorted(
        (_MINISTRY.sub("", named[b]).removesuffix(" of the USSR"), b)
        for b in held - {b for b, _, _ in found}
    )
    found += [(b, "more", words[:1].upper() + words[1:]) for words, b in other if b != LEAD]
    return [*found, (LEAD, "lead", "First Secretary")]


def _posts() -> pd.DataFrame:
    """Memberships of the bodies shown, rival readings too, index as in memberships.csv."""
    rows = tables.read("memberships")
    kind = rows["organization_id"].map(
        tables.read("organizations").set_index("organization_id")["kind"]
    )
    # a ministry's file also holds its deputies: only who led it is shown
    led = rows["role_en"].str.match(r"minister\b|chairman$")
    known = [*TABLE, LEAD, DEPUTIES, *OFFICES]
    return rows[rows["organization_id"].isin(known) | ((kind == "ministry") & led)]


class _Numbers:
    """Things written once: `of(x)` is the place of x in `items`."""

    def __init__(self) -> None:
        self.items: list[str] = []
        self._at: dict[str, int] = {}

    def of(self, item: str) -> int:
        if item not in self._at:
            self._at[item] = len(self.items)
            self.items.append(item)
        return self._at[item]


class Payload:
    """Builds the data of the widget; `data()` is what the page gets."""

    def __init__(self) -> None:
        self.first, last = dates.day(data.FIRST).toordinal(), dates.day(LAST).toordinal()
        self.last = last - self.first
        self.people, self.labels, self.works = _Numbers(), _Numbers(), _Numbers()

    def _clip(self, bounds: np.ndarray) -> list[int]:
        return [int(min(max(b - self.first, -1), self.last + 2)) for b in bounds]

    def _inside(self, frame: pd.DataFrame, name: str, closed: bool) -> list[tuple[Any, list[int]]]:
        """Rows that hold on a day of the range on some reading of their dates, with bounds."""
        spans = asof.spans(frame, name)
        found = []
        for row, span in zip(frame.itertuples(), spans, strict=True):
            a, _, _, d = clipped = self._clip(span)
            if a <= self.last and d >= (0 if closed else 1):
                found.append((row, clipped))
        return found

    def _cited(self, cell: str) -> list[int]:
        return list(dict.fromkeys(self.works.of(s.split("@")[0]) for s in cell.split()))

    def _period(self, row: Any) -> list[int]:
        return [self.labels.of(dates.label(row.start)), self.labels.of(dates.label(row.end))]

    @cached_property
    def spells(self) -> list[list[Any]]:
        """Columns SPELL. Rival is 0, or the days [first, last] on which it gives another answer."""
        order = [body for body, _, _ in bodies()]
        rows = _posts()
        found = []
        for row, span in self._inside(rows, "memberships", closed=False):
            lead = row.organization_id == LEAD
            role = (data._leads(row.role_en) or row.role_en) if lead else ""
            rival = self._differs(row, rows) if row.reading == "rival" else 0
            found.append(
                [
                    self.people.of(row.person_id),
                    order.index(row.organization_id),
                    role,
                    span,
                    *self._period(row),
                    row.confidence[0],
                    self._cited(row.sources),
                    self._cited(row.recalled_from),
                    rival,
                ]
            )
        return found

    def _differs(self, rival: Any, rows: pd.DataFrame) -> list[list[int]]:
        """Runs of days on which the body would hold the person otherwise by a rival reading."""
        mine = rows[
            (rows["person_id"] == rival.person_id)
            & (rows["organization_id"] == rival.organization_id)
            & ((rows["reading"] != "rival") | (rows["membership_id"] == rival.membership_id))
        ]
        bounds = [self._clip(s) for s in asof.spans(mine, "memberships")]
        own = bounds[mine["membership_id"].tolist().index(rival.membership_id)]
        # it takes the place of the spell that it dates otherwise, not of one years before
        taken = [
            c == rival.conflict_id and r != "rival" and b[0] <= own[3] and own[0] <= b[3]
            for b, c, r in zip(bounds, mine["conflict_id"], mine["reading"], strict=True)
        ]
        preferred = [b for b, r in zip(bounds, mine["reading"], strict=True) if r != "rival"]
        other = [b for b, gone in zip(bounds, taken, strict=True) if not gone]
        steps = sorted({0, *(n for b in bounds for n in b if 0 < n <= self.last)})
        ends = [n - 1 for n in steps[1:]] + [self.last]
        runs: list[list[int]] = []
        for first, last in zip(steps, ends, strict=True):
            if _answer(preferred, first) == _answer(other, first):
                continue
            if runs and runs[-1][1] == first - 1:
                runs[-1][1] = last
            else:
                runs.append([first, last])
        return runs

    @cached_property
    def changes(self) -> list[int]:
        """Days on which the answer about a body of the table changes."""
        days = {d for body in TABLE for d in asof.changes(body)}
        found = []
        for day in sorted(days):
            at = day.toordinal() - self.first
            pair = (day - timedelta(days=1), day)
            if 0 < at <= self.last and any(
                not asof.composition(pair[0], b).equals(asof.composition(pair[1], b)) for b in TABLE
            ):
                found.append(at)
        return found

    @cached_property
    def ties(self) -> list[list[Any]]:
        """Columns TIE. Mark 1 restates the sides of June 1957, 2 is known only from it."""
        rows = asof_ties()
        self.kinds = sorted(rows["kind"].unique())
        found = []
        for row, span in self._inside(rows, "ties", closed=True):
            mark = 1 if row.kind == nets.OUTCOME else 0 if row.predictive == "yes" else 2
            found.append(
                [
                    row.tie_id,
                    self.people.of(row.from_id),
                    self.people.of(row.to_id),
                    self.kinds.index(row.kind),
                    span,
                    *self._period(row),
                    row.confidence[0],
                    row.evidence,
                    self._cited(row.sources),
                    self._cited(row.recalled_from),
                    mark,
                ]
            )
        return found

    def events(self) -> list[list[Any]]:
        """Columns EVENT; what stands over a turning day weighs most."""
        # the day module imports this one
        from antiparty.figures.after_stalin_day import EVENTS, WORDS  # noqa: PLC0415

        found = []
        for row in tables.read("events").itertuples():
            span = asof.bounds(row.start, row.end or row.start)
            a, b, c, d = self._clip(np.array(span))
            if a <= self.last and d >= 0:
                top = row.event_id in EVENTS.values()
                said = dates.period(row.start, row.end or row.start)
                found.append([[a, b, c, d], said, row.name, 9 if top else int(row.significance)])
        for day, words in WORDS.items():
            at = dates.day(day).toordinal() - self.first
            found.append([[at] * 4, dates.label(day), words, 10])
        return sorted(found, key=lambda e: (e[0], -e[3]))

    def plenums(self) -> list[int]:
        """First days of plenums and congresses in Moscow, and the MEETINGS."""
        rows = tables.read("events").set_index("event_id")
        picked = rows[rows["kind"].isin(["plenum", "congress"]) & (rows["place_id"] == "moscow")]
        text = [*picked["start"], *(rows.loc[e, side] for e, side in MEETINGS.items())]
        days = {d.earliest.toordinal() - self.first for d in map(dates.parse, text) if d.earliest}
        return sorted(d for d in days if 0 <= d <= self.last)

    def _sitting(self, day: int) -> set[str]:
        """Everyone at the table on a day."""
        order = {n: body for n, (body, _, _) in enumerate(bodies()) if body in TABLE}
        return {
            self.people.items[s[0]]
            for s in self.spells
            if s[1] in order and not s[-1] and s[3][0] <= day < s[3][3]
        }

    def who(self) -> list[list[Any]]:
        """Columns PERSON."""
        rows = nets.keyed("people", "person_id")
        placed = set(tables.read("layout")["person_id"])
        tied = sorted({self.people.items[t[i]] for t in self.ties for i in (1, 2)} & placed)
        short = {p: nets.label(p) for p in tied}
        sittings = [[p for p in self._sitting(n) if p in short] for n in (0, *self.changes)]
        narrow, wide = (
            factions_places.places(sittings, short, size, letter=7.2) for size in SIZES.values()
        )
        found = []
        for person in self.people.items:
            row = rows[person]
            died = dates.parse(row["death"]).earliest
            at = died.toordinal() - self.first if died else None
            xy = [[float(f.loc[person, c]) for c in "xy"] if person in tied else 0
                  for f in (narrow, wide)]  # fmt: skip
            found.append(
                [
                    person,
                    nets.label(person),
                    row["name_en"],
                    row["name_ru"],
                    SIDE_LETTERS.get(row["side_june_1957"], "b"),
                    int(person == balance.TARGET),
                    at if at is not None and 0 <= at <= self.last else None,
                    *xy,
                ]
            )
        return found

    def data(self) -> dict[str, Any]:
        """The whole, ready for JSON."""
        spells, ties = self.spells, self.ties
        kinds = tables.read("tie_kinds").set_index("kind")
        return {
            "first": data.FIRST,
            "last": LAST,
            "start": data.NIGHT,
            "crisis": dates.day(balance.CRISIS).toordinal() - self.first,
            "turning": [dates.day(d).toordinal() - self.first for d in data.turning_days()],
            "changes": self.changes,
            "bodies": bodies(),
            "spells": {"columns": SPELL, "rows": spells},
            "kinds": [
                [_kind(k), int(kinds.loc[k, "directed"] in (True, "yes")), int(kinds["sign"][k])]
                for k in self.kinds
            ],
            "ties": {"columns": TIE, "rows": ties},
            "events": {"columns": EVENT, "rows": self.events()},
            "plenums": self.plenums(),
            "people": {"columns": PERSON, "rows": self.who()},
            "labels": self.labels.items,
            "works": self.works.items,
            "sizes": SIZES,
        }


def _answer(spells: list[list[int]], day: int) -> str:
    """yes, possibly or no for a day, of all spells of a person in a body; see asof."""
    sure = any(b <= day < c for _, b, c, _ in spells)
    return "yes" if sure else "possibly" if any(a <= day < d for a, _, _, d in spells) else "no"


def asof_ties() -> pd.DataFrame:
    """Ties between two people who both sat at the table at some time, index as in ties.csv."""
    rows = _posts()
    span = pd.DataFrame(asof.spans(rows, "memberships"), index=rows.index)
    low, high = dates.day(data.FIRST).toordinal(), dates.day(LAST).toordinal()
    inside = rows[(span[0] <= high) & (span[3] > low) & rows["organization_id"].isin(TABLE)]
    table = set(inside["person_id"])
    ties = tables.read("ties")
    return ties[ties["from_id"].isin(table) & ties["to_id"].isin(table)]


def _kind(kind: str) -> str:
    """A kind of tie in words; who stood with whom in June is no recorded vote."""
    return "same side in June 1957" if kind == nets.OUTCOME else nets.kind_words(kind)


def payload() -> dict[str, Any]:
    """The data of the widget `kremlin`."""
    return Payload().data()
