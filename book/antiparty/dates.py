"""The only date code: EDTF level 1 text to earliest and latest day, and to English.

Dates are Gregorian. The grammar is the ``edtf`` library's (Extended Date/Time Format, Library of
Congress 2019, in ISO 8601-2); here stand only the book's own readings of it:

* ``~`` widens by one unit of its precision (``1918~`` is 1917 to 1919), ``?`` marks doubt without
  widening, ``%`` does both;
* ``A/B`` is *some* day from A to B; ``A/..`` is a day from A on, not known when coverage stops;
* a bare ``..`` says nothing and is refused; an unknown date is blank.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

MONTHS = tuple(calendar.month_name)  # index 1 is January
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


class DateError(ValueError):
    """Text that is no date of the book; ``reason`` says why, ``todo`` what to do."""

    def __init__(self, text: str, reason: str, todo: str) -> None:
        self.text, self.reason, self.todo = text, reason, todo
        super().__init__(f"{reason}; {todo}")


@dataclass(frozen=True, slots=True)
class Span:
    """The days a date can mean, both ends included; None where there is no bound.

    A blank date is ``Span(None, None)``: any day. ``open_end`` is true for ``A/..``.
    """

    earliest: date | None
    latest: date | None
    approximate: bool = False
    uncertain: bool = False
    open_end: bool = False
    text: str = ""

    @property
    def exact(self) -> bool:
        """True when the date is one known day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def known(self) -> bool:
        """False for a blank date."""
        return self.text != ""


@dataclass(frozen=True, slots=True)
class _Point:
    """One side of a date: its days without widening, its precision in English and in months."""

    first: date
    last: date
    unit: str  # day | month | season | year | decade | century
    approximate: bool
    uncertain: bool
    label: str


@cache
def parse(text: str) -> Span:
    """The :class:`Span` of an EDTF level 1 ``text``; '' is unknown.

    Raises :class:`DateError` with the reason and what to do.
    """
    if text == "":
        return Span(None, None)
    lower, upper = _sides(text)
    if upper is None and lower is not None and "/" not in text:
        earliest, latest = _widened(lower)
        return Span(earliest, latest, lower.approximate, lower.uncertain, False, text)
    earliest = _widened(lower)[0] if lower else None
    latest = _widened(upper)[1] if upper else None
    if earliest and latest and earliest > latest:
        raise DateError(text, f"{text!r} ends before it begins", "put the earlier date first")
    points = [point for point in (lower, upper) if point]
    return Span(
        earliest,
        latest,
        any(point.approximate for point in points),
        any(point.uncertain for point in points),
        upper is None,
        text,
    )


def day(value: date | str) -> date:
    """One exact day from a ``date`` or EDTF text; raises :class:`DateError` when it is coarse."""
    if isinstance(value, date):
        return value
    span = parse(value)
    if not span.exact or span.earliest is None:
        raise DateError(value, f"{value!r} is not one day", "give it as year-month-day")
    return span.earliest


@cache
def label(text: str) -> str:
    """Plain English of a date: "18 June 1957", "about 1918", "8 April 1966 or later".

    A blank date is "unknown". Raises :class:`DateError` as :func:`parse` does.
    """
    parse(text)
    if text == "":
        return "unknown"
    lower, upper = _sides(text)
    if "/" not in text and lower:
        return _said(lower)
    if lower and upper:
        return _between(lower, upper)
    return f"{_said(lower)} or later" if lower else f"{_said(upper)} or earlier"  # type: ignore[arg-type]


def period(start: str, end: str) -> str:
    """English of a spell: "5 October 1952 – 29 June 1957"; one date when both are the same."""
    if start == end:
        return label(start)
    return f"{label(start)} – {label(end)}"


def _between(lower: _Point, upper: _Point) -> str:
    first, last = _said(lower), _said(upper)
    plain = not (lower.approximate or lower.uncertain or upper.approximate or upper.uncertain)
    a, b = lower.first, upper.first
    if plain and lower.unit == upper.unit == "day" and (a.year, a.month) == (b.year, b.month):
        first = str(a.day)
    elif plain and lower.unit == upper.unit in ("day", "month") and a.year == b.year:
        first = first.rsplit(" ", 1)[0]
    return f"between {first} and {last}"


def _said(point: _Point) -> str:
    about = "about " if point.approximate else ""
    doubt = " (uncertain)" if point.uncertain else ""
    return f"{about}{point.label}{doubt}"


@cache
def _sides(text: str) -> tuple[_Point | None, _Point | None]:
    """The two ends of a date; a single date has only the first, ``A/..`` has no second."""
    if any(character.isspace() for character in text):
        raise DateError(text, f"{text!r} holds a space", "delete the space")
    if len(text) > 40:
        raise DateError(text, f"{text[:20] + '…'!r} is too long for a date", "write one date")
    if text in ("..", "../..", "/", "../", "/.."):
        raise DateError(text, f"{text!r} says nothing about the day", "leave an unknown date blank")
    quick = _iso_day(text)
    if quick and 1000 <= quick.first.year < 3000:
        return quick, None
    if "/" not in text:
        return _point(text, _parsed(text)), None
    parts = text.split("/")
    if "" in parts:
        raise DateError(text, f"{text!r} has an empty side", "write '..' for an open side")
    found = _parsed(text)
    lower = None if parts[0] == ".." else _point(text, found.lower)
    upper = None if parts[1] == ".." else _point(text, found.upper)
    return lower, upper


def _iso_day(text: str) -> _Point | None:
    # nine dates of ten are plain days: the standard library reads them a thousand times faster
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return _Point(found, found, "day", False, False, _say_day(found))


def _parsed(text: str) -> Any:
    """The library's object for ``text``. Only level 0 and 1 rules: the full grammar is slow."""
    # imported here, because plain days never need it
    from edtf.parser import grammar  # noqa: PLC0415
    from pyparsing import ParseBaseException  # noqa: PLC0415

    rules = (
        [grammar.level1Interval]
        if "/" in text
        else [grammar.date, grammar.uncertainOrApproxDate, grammar.unspecified, grammar.season]
    )
    for rule in rules:
        try:
            return rule.parse_string(text, parse_all=True)[0]
        except (ParseBaseException, ValueError, RecursionError):
            continue
    raise DateError(
        text,
        f"{text!r} is not a date of EDTF level 1",
        "write 1957-06-18, 1957-06, 1957, 1957-06~, 1957?, A/B or A/..",
    )


def _point(text: str, found: Any) -> _Point:
    """The library's single date (qualified or not, season or with unspecified digits) as ours."""
    approximate = bool(found.is_approximate or found.is_uncertain_and_approximate)
    uncertain = bool(found.is_uncertain or found.is_uncertain_and_approximate)
    inner = getattr(found, "date", found)  # a qualified date wraps the plain one
    try:
        first, last, unit, said = _extent(inner)
    except (ValueError, TypeError, OverflowError, AttributeError):
        raise DateError(
            text, f"{text!r} names a day that does not exist", "check the day, month and year"
        ) from None
    if not 1000 <= first.year <= last.year < 3000:  # the room that widening needs on both sides
        raise DateError(text, f"{text!r} is outside the years 1000 to 2999", "check the year")
    return _Point(first, last, unit, approximate, uncertain, said)


def _extent(inner: Any) -> tuple[date, date, str, str]:
    """First and last day, precision and English of a library ``Date``, ``Season``, ``Unspecified``.

    Raises ValueError for days that do not exist, such as 1957-02-29.
    """
    year, month, dayno = inner.year, getattr(inner, "month", None), getattr(inner, "day", None)
    if hasattr(inner, "season"):
        return _season(int(year), int(inner.season))
    if year.startswith("-") or getattr(inner, "significant_digits", None):
        raise ValueError("no such years in the book")
    if "X" in year:
        if month:
            raise ValueError("a month of an unknown year")
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        decade = year.count("X") == 1
        said = f"the {first}s" if decade else f"between {first} and {last}"
        return date(first, 1, 1), date(last, 12, 31), "decade" if decade else "century", said
    number = int(year)
    if not month or month == "XX":
        return date(number, 1, 1), date(number, 12, 31), "year", str(number)
    at = int(month)
    if not dayno or dayno == "XX":
        last_day = calendar.monthrange(number, at)[1]
        said = f"{MONTHS[at]} {number}"
        return date(number, at, 1), date(number, at, last_day), "month", said
    found = date(number, at, int(dayno))
    return found, found, "day", _say_day(found)


def _season(year: int, number: int) -> tuple[date, date, str, str]:
    said = f"{SEASONS[number]} {year}"
    if number == 24:
        # the winter "of 1957" may begin or end in that year: keep every day it can mean
        return date(year, 1, 1), date(year + 1, 3, 1) - timedelta(1), "season", said
    at = {21: 3, 22: 6, 23: 9}[number]
    return date(year, at, 1), _month_shift(date(year, at, 1), 3) - timedelta(1), "season", said


def _widened(point: _Point) -> tuple[date, date]:
    """First and last day of ``point``, one unit wider on both sides when it is approximate."""
    first, last, unit = point.first, point.last, point.unit
    if not point.approximate:
        return first, last
    if unit == "day":
        return first - timedelta(1), last + timedelta(1)
    months = {"month": 1, "season": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return (
        _month_shift(first, -months),
        _month_shift(last + timedelta(1), months) - timedelta(1),
    )


def _month_shift(first_of_month: date, months: int) -> date:
    years, month = divmod(first_of_month.month - 1 + months, 12)
    return date(first_of_month.year + years, month + 1, first_of_month.day)


def _say_day(found: date) -> str:
    return f"{found.day} {MONTHS[found.month]} {found.year}"
