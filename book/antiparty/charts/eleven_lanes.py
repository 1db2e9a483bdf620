"""Where things stand in the career chart: lanes, rows and labels, in pixels from the top."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd

from antiparty import dates

FIRST, LAST = date(1917, 1, 1), date(1991, 12, 31)
LETTER = {"wide": 6.1, "narrow": 6.1}  # mean width of a letter at 12 px, for collisions
PLOT = {"wide": (150, 686), "narrow": (4, 348)}  # left margin and least width of the plot, pixels
HEAD, SEAT, WORDS, GAP, GROUP = 14, 7, 12, 10, 26  # heights in pixels
ROW = {"wide": 8, "narrow": 10}
MINIMUM = {"wide": 42, "narrow": 0}
TOP = {"wide": 36, "narrow": 78}  # room for the key


@dataclass
class Lane:
    """Where a person is drawn: top of the block, the seat line, and the middle of each row."""

    top: float
    seat: float
    rows: list[float] = field(default_factory=list)
    bottom: float = 0.0


def geometry(
    people: pd.DataFrame, rows: dict[str, list[bool]], layout: str
) -> tuple[dict[str, Lane], dict[str, float], float]:
    """Lane of each person, y of each group heading, and the whole height, in pixels.

    rows: for each row of a person, whether it carries labels and needs room for them.
    """
    name_line = 18 if layout == "narrow" else 0
    lanes: dict[str, Lane] = {}
    heads: dict[str, float] = {}
    y = TOP[layout] + 14.0
    for group, members in people.groupby("group", sort=False):
        heads[str(group)] = y
        y += GROUP
        for person in members["person"]:
            seat = y + name_line + HEAD + SEAT / 2
            lane = Lane(y, seat)
            y = seat + SEAT / 2 + 2
            for words in rows.get(person, []):
                y += WORDS if words else 1
                lane.rows.append(y + ROW[layout] / 2)
                y += ROW[layout] + 2
            y = max(y, lane.top + MINIMUM[layout])
            lane.bottom = y
            lanes[person] = lane
            y += GAP
        y += 4
    return lanes, heads, y


def pixels(day: date, layout: str) -> float:
    """Distance of a day from the left end of the plot, in pixels."""
    return PLOT[layout][1] * (day - FIRST).days / (LAST - FIRST).days


def day_at(x: float, layout: str) -> str:
    days = (LAST - FIRST).days * x / PLOT[layout][1]
    return date.fromordinal(FIRST.toordinal() + round(days)).isoformat()


@dataclass(frozen=True)
class Word:
    """A label that wants a place: bar from x0 to x1 (pixels), text, and how much it matters."""

    x0: float
    x1: float
    text: str
    weight: tuple[Any, ...]
    strong: bool
    great: bool
    must_fit: bool


def place(words: list[Word], layout: str) -> list[tuple[float, Word]]:
    """Labels of one row that do not touch each other, the weightiest first: (left end, word).

    A label starts where its bar starts, or else ends where its bar ends. Of texts parted by "|"
    the first that finds room is taken; without room the words are left to the hover text.
    """
    taken: list[tuple[float, float]] = []
    out = []
    for word in sorted(words, key=lambda w: w.weight):
        found = next(
            (f for t in word.text.split("|") for f in [_room(word, t, taken, layout)] if f), None
        )
        if found:
            left, text, width = found
            taken.append((left, left + width))
            out.append((left, replace(word, text=text)))
    return out


def _room(
    word: Word, text: str, taken: list[tuple[float, float]], layout: str
) -> tuple[float, str, float] | None:
    """Left end, text and width of a label where it touches no other; None without room."""
    width = len(text) * LETTER[layout] * (1.08 if word.great else 1) + 4
    bar = word.x1 - word.x0
    if word.must_fit and width > bar + 8:
        return None
    ends = [min(word.x0, PLOT[layout][1] - width)]
    if width - bar < width * 0.65:
        ends.append(max(word.x1 - width, 0.0))
    for left in ends:
        if left >= 0 and all(left + width + 5 <= a or left >= b + 5 for a, b in taken):
            return left, f"<b>{text}</b>" if word.great else text, width
    return None


def placed(posts: pd.DataFrame, layout: str) -> dict[tuple[str, int], list[tuple[float, Word]]]:
    """Labels that find room, by person and row (-1 is the seat line)."""
    seat = posts["track"] == "seat"
    found = {}
    for (person, row), group in posts.assign(row=posts["row"].where(~seat, -1)).groupby(
        ["person", "row"], sort=False
    ):
        words, before = [], ""
        for post in group.sort_values("start").itertuples():
            if post.half == "bottom" or not post.label or post.label == before:
                continue  # a label that repeats its neighbour is said once
            before = post.label
            begin = dates.parse(post.start).earliest or FIRST
            until = dates.parse(post.end).latest or LAST
            x0, x1 = (pixels(min(max(d, FIRST), LAST), layout) for d in (begin, until))
            strong = bool(post.late or post.rank >= 6)
            weight = (-(post.rank + 3 * post.late), x0 - x1, x0)
            great = bool(post.rank >= 9)
            must = post.rank < 4 and not post.late
            words.append(Word(x0, x1, post.label, weight, strong, great, must_fit=must))
        found[str(person), int(row)] = place(words, layout)
    return found
