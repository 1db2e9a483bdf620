"""The career chart of one page: bars, labels and years, in shares of the width and in pixels.

Across, everything is a share of the width (0 to 1), so that one drawing fills a phone and a wide
page alike; labels are chosen for both. Down, everything is in pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from antiparty import dates
from antiparty.figures.eleven_lanes import SHORT, career_frame
from antiparty.people import rows, words

BAND = (date(1957, 6, 18), date(1957, 6, 29))
EARLIEST, LATEST = 1917, 1991
LEAST = 20  # years shown at least
WIDTH = {"n": 282, "w": 540}  # pixels for which labels are chosen: a phone of 320 px, a page
LETTER = 6.2  # mean width of a letter at 12 px
SEAT, BAR, WORD, GAP, TOP, FOOT = 7, 11, 14, 5, 16, 20  # heights in pixels
CANDIDATE = 3
GREAT = 3  # posts of this rank may be named beyond the ends of their bars
Row = dict[str, Any]


@dataclass(frozen=True)
class Bar:
    """A spell: possible first day, sure first day, sure last day, possible last day as shares.

    y, height: pixels; seat: "full member", "candidate member" or ""; words: all of it in words.
    """

    x: tuple[float, float, float, float]
    y: float
    height: float
    sphere: str
    seat: str
    recalled: bool
    half: str
    words: str


@dataclass(frozen=True)
class Label:
    """Words over a bar; layout "n", "w", or "" for both.

    They begin at the share `x`, or end there: so they stay with their bar at every width.
    """

    x: float
    y: float
    text: str
    layout: str
    ends: bool


@dataclass(frozen=True)
class Life:
    """The whole chart. ticks: (share, year, layout); band: left edge and right edge as shares."""

    first: int
    last: int
    bars: list[Bar]
    labels: list[Label]
    ticks: list[tuple[float, int, str]]
    band: tuple[float, float]
    height: float


@lru_cache(maxsize=4)
def _frames(folder: str) -> dict[str, list[Row]]:
    """Spells of everyone as career_frame packs them; memberships name the person by id."""
    owners = {r["membership_id"]: r["person_id"] for r in rows.records("memberships")}
    found: dict[str, list[Row]] = {}
    for row in career_frame(rows.people()).to_dict("records"):
        found.setdefault(owners[row["membership_id"]], []).append(row)
    return found


def spells(person: str) -> list[Row]:
    """The person's rows of :func:`career_frame`."""
    return _frames(rows.folder()).get(person, [])


def _years(mine: list[Row]) -> tuple[int, int]:
    """First and last year of the axis: multiples of five around all known days and June 1957."""
    known = [BAND[0]]
    for row in mine:
        for end in ("start", "end"):
            span = dates.parse(row[end])
            known += [day for day in (span.earliest, span.latest) if day]
    first = max(min(known).year, EARLIEST)
    last = min(max(known).year + 1, LATEST)
    first, last = first - first % 5, last + -last % 5
    if last - first < LEAST:
        first = last - LEAST
    return max(first, EARLIEST - 2), last


def _bar(row: Row, axis: tuple[int, int], y: float) -> Bar:
    zero, end = date(axis[0], 1, 1).toordinal(), date(axis[1], 1, 1).toordinal()

    def share(day: date | None, default: float) -> float:
        if day is None:
            return default
        return min(max((day.toordinal() - zero) / (end - zero), 0.0), 1.0)

    start, stop = dates.parse(row["start"]), dates.parse(row["end"])
    a, d = share(start.earliest, 0.0), share(stop.latest, 1.0)
    b = share(start.latest, share(stop.earliest, 1.0))
    c = share(stop.earliest, b)
    height = BAR if not row["seat"] else SEAT if row["seat"] == "full member" else CANDIDATE
    top = y if row["track"] != "seat" else y + (SEAT - height) / 2
    if row["half"]:
        height = height / 2 - 0.5
        top += height + 1 if row["half"] == "bottom" else 0
    told = [f"{row['post']}, {row['body']}", dates.period(row["start"], row["end"])]
    told.append(words.SURE[row["confidence"]])
    told.append("a rival reading" if row["reading"] == "rival" else "")
    return Bar(
        (a, min(b, d), max(min(c, d), min(b, d)), max(d, a)),
        top,
        height,
        row["sphere"],
        row["seat"],
        row["recalled"],
        row["half"],
        "; ".join(filter(None, told)),
    )


def _texts(row: Row) -> tuple[list[str], list[str]]:
    """Words that a bar may carry, the fullest first: short names of posts, and other words."""
    if row["track"] == "seat":
        return ([row["label"]] if row["label"] else []), []
    short = row["label"] or SHORT.get(row["membership_id"].split("-")[1], "")
    post = row["post"][:1].upper() + row["post"][1:]
    body = row["body"].removesuffix(" of the USSR")
    return [t for t in short.split("|") if t], [t for t in (body, post) if 0 < len(t) <= 34]


def _tries(
    texts: tuple[list[str], list[str]], x: tuple[float, ...], width: int, small: bool
) -> Iterator[tuple[str, float, float, bool]]:
    """(text, its left and right end, whether it hangs by the right one), the best first.

    A label starts where its bar starts, or else ends at the chart's edge or where its bar ends.
    The bar of a `small` post must hold it.
    """
    for part in texts:
        sized = [(text, (len(text) * LETTER + 4) / width) for text in part]
        fit = [(t, long) for t, long in sized if not small or long <= x[3] - x[0] + 8 / width]
        yield from ((text, x[0], x[0] + long, False) for text, long in fit)
        for text, long in fit:
            yield from ((text, end - long, end, True) for end in (1.0, x[3]) if end - long <= x[0])


def _place(row: list[tuple[Bar, Row]], layout: str) -> list[tuple[float, str, bool]]:
    """Labels of one row that touch neither each other nor the edge, the highest posts first."""
    width, taken, out = WIDTH[layout], [], []
    before = ""
    waiting = []
    for bar, spell in sorted(row, key=lambda pair: pair[0].x):
        texts = _texts(spell)
        first = next(iter([*texts[0], *texts[1]]), "")
        if spell["half"] == "bottom" or first in ("", before):
            continue  # what repeats its neighbour is said once
        before = first
        waiting.append((-spell["rank"], bar.x, texts))
    gap = 5 / width
    for weight, x, texts in sorted(waiting):
        for text, left, right, ends in _tries(texts, x, width, -weight < GREAT):
            free = all(right + gap <= a or left >= b + gap for a, b in taken)
            if left >= 0 and right <= 1 and free:
                taken.append((left, right))
                out.append((right if ends else left, text, ends))
                break
    return sorted(out)


def _ticks(axis: tuple[int, int]) -> list[tuple[float, int, str]]:
    """Years under the chart; on a phone only as many as have room."""
    first, last = axis
    step = 5 if last - first <= 30 else 10
    sparse = step if (last - first) / step <= 6 else 2 * step
    every = range(first + -first % step, last + 1, step)
    return [
        ((year - first) / (last - first), year, "" if year % sparse == 0 else "w") for year in every
    ]


def life(person: str) -> Life | None:
    """The chart of a person; None without a dated post."""
    mine = [row for row in spells(person) if row["start"] or row["end"]]
    if not mine:
        return None
    axis = _years(mine)
    lanes: dict[int, list[Row]] = {}
    for row in mine:
        lanes.setdefault(-1 if row["track"] == "seat" else row["row"], []).append(row)
    bars, labels, y = [], [], float(TOP)
    for lane in sorted(lanes):
        placed = [(_bar(row, axis, 0), row) for row in lanes[lane]]
        found = {layout: _place(placed, layout) for layout in WIDTH}
        y += WORD if any(found.values()) else 0
        bars += [_bar(row, axis, y) for row in lanes[lane]]
        for layout, other in (("n", "w"), ("w", "n")):
            for label in found[layout]:
                both, (x, text, ends) = label in found[other], label
                if not (both and layout == "w"):
                    labels.append(Label(x, y - 3, text, "" if both else layout, ends))
        y += (SEAT if lane < 0 else BAR) + GAP
    zero, end = date(axis[0], 1, 1).toordinal(), date(axis[1], 1, 1).toordinal()
    band = tuple((day.toordinal() - zero) / (end - zero) for day in BAND)
    return Life(*axis, bars, labels, _ticks(axis), (band[0], band[1]), y + FOOT)
