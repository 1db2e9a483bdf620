"""The page of all events, in order, as HTML that needs no script.

Events stand under the year, those of June 1957 under the day. The filter by theme is a set of
radio buttons that the style sheet below reads, shown only by browsers that can obey it. Every
event has its id as permalink.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from html import escape
from typing import NamedTuple

import pandas as pd

from antiparty import dates, tables
from antiparty.present import notes

CONFLICTS = "methods.html"  # the page with the list of conflicts
_RUSSIAN = re.compile(r"[А-Яа-яЁё]+(?:[\s,.\-]+[А-Яа-яЁё]+)*")
WITNESSES = {
    "confirmed": "Confirmed",
    "single": "One independent source",
    "recalled": "From memory, not checked",
}
ROLES = {
    "chair": "chair",
    "speaker": "spoke",
    "initiator": "began it",
    "target": "aimed at",
    "organiser": "organised it",
    "appointee": "appointed or dismissed",
    "signatory": "signed",
    "absent": "absent",
    "participant": "took part",
}
JUNE, JUNE_18 = "1957-06", "1957-06-18"


class Part(NamedTuple):
    """A heading of the page and what stands under it; ``days`` are the parts of June 1957."""

    id: str
    title: str
    html: str
    days: tuple[tuple[str, str, str], ...] = ()


@cache
def _labels() -> tuple[dict[str, str], dict[str, str]]:
    """Theme → words, kind → words, from the schema."""
    fields = {f["name"]: f for f in tables.schema("events")["schema"]["fields"]}
    theme, kind = (
        {c["value"]: c["label"].rstrip(".") for c in fields[name]["categories"]}
        for name in ("theme", "kind")
    )
    return theme, kind


def _first(start: str) -> str:
    """The first date that ``start`` names, without its marks of doubt."""
    return start.partition("/")[0].rstrip("~?%")


def stands_on(start: str) -> date:
    """The day under which an event stands: the first that its date names, `~` and `?` aside.

    An event known only to its month or year stands on the last day of it, after the dated ones.
    """
    day = dates.parse(_first(start)).latest
    if day is None:
        raise dates.DateError(start, f"{start!r} has no first day", "give the event a date")
    return day


def events() -> pd.DataFrame:
    """events.csv in order of time, with the columns day (see `stands_on`) and exact."""
    frame = tables.read("events")
    frame["day"] = frame["start"].map(stands_on)
    frame["exact"] = frame["start"].map(_first).str.len() == len(JUNE_18)
    frame["last"] = [dates.parse(r.end or r.start).latest for r in frame.itertuples()]
    order = ["day", "exact", "last", "event_id"]
    return frame.sort_values(order, ascending=[True, False, True, True], ignore_index=True)


def when(start: str, end: str) -> str:
    """The date in words: "18 June 1957", "26 May – 3 June 1955", "about 16 June 1957"."""
    first, last = dates.parse(start), dates.parse(end or start)
    if not (end and first.exact and last.exact and not (first.uncertain or last.uncertain)):
        return dates.period(start, end or start)
    a, b = first.earliest, last.earliest
    shared = 1 if a.month == b.month else 2
    told = dates.label(start)
    if a.year == b.year:
        told = " ".join(told.split()[:shared])
    return f"{told} – {dates.label(end)}"


def _text(words: str) -> str:
    """Escaped text with typographic apostrophes, and its Russian marked as Russian."""
    words = words.replace("'", "’")
    return _RUSSIAN.sub(lambda m: f"<span lang='ru'>{m[0]}</span>", escape(words, quote=False))


def _works(cell: str) -> str:
    """Works as links into the bibliography."""
    return "; ".join(
        f"<a href='{notes.BIBLIOGRAPHY}#{escape(spec.split('@')[0])}'>"
        f"{escape(notes.short_citation(spec), quote=False)}</a>"
        for spec in cell.split()
    )


def _stop(html: str) -> str:
    """A full stop, unless the last words have one."""
    return "" if html.removesuffix("</a>").endswith(".") else "."


@cache
def _people() -> dict[str, str]:
    return tables.read("people").set_index("person_id")["name_en"].to_dict()


@cache
def _places() -> dict[str, str]:
    return tables.read("places").set_index("place_id")["name_then"].to_dict()


@cache
def _taking_part() -> dict[str, dict[str, list[str]]]:
    """event_id → role → person_ids, roles in the order of ROLES."""
    out: dict[str, dict[str, list[str]]] = {}
    for row in tables.read("participants").to_dict("records"):
        by_role = out.setdefault(row["event_id"], {role: [] for role in ROLES})
        by_role[row["role"]].append(row["person_id"])
    return out


PageOf = Callable[[str], str]


def _who(event_id: str, page_of: PageOf) -> str:
    """The people of an event by what they did in it, with links to their pages."""
    parts = []
    for role, people in _taking_part().get(event_id, {}).items():
        names = [
            f"<a href='{page_of(p)}'>{_text(_people()[p])}</a>"
            if page_of(p)
            else _text(_people()[p])
            for p in people
        ]
        if names:
            parts.append(f"{ROLES[role]}: {', '.join(names)}")
    words = "; ".join(parts)
    return f"<p>{words[:1].upper()}{words[1:]}.</p>" if words else ""


@cache
def _questions() -> dict[str, str]:
    return tables.read("conflicts").set_index("conflict_id")["question"].to_dict()


@cache
def _rivals() -> dict[str, list[str]]:
    """event_id → every reading of its row that the book does not take, with who holds it."""
    rows = tables.read("conflict_readings")
    rows = rows[(rows["table"] == "events") & (rows["preferred"] == "no")]
    starts = tables.read("events").set_index("event_id")["start"]
    out: dict[str, list[str]] = {}
    for row in rows.to_dict("records"):
        value = row["value"].rstrip(".")
        try:
            value = dates.label(value)
        except dates.DateError:
            value = row["value"].rstrip(".")  # said in words
        if value == dates.label(starts[row["row_id"]]):
            continue  # one step of several, and the event is that step
        held = f" ({row['held_by']})" if row["held_by"] else ""
        out.setdefault(row["row_id"], []).append(f"{value}{held}")
    return out


def _rival(row: Mapping[str, str]) -> str:
    """What else is said: other readings of the row, and the question in the list of conflicts."""
    if not row["conflict_id"]:
        return ""
    others = "; ".join(_text(r) for r in _rivals().get(row["event_id"], ()))
    said = f" Also read: {others}." if others else ""
    question = _text(_questions()[row["conflict_id"]])
    return (
        f"<p class='rival'>Rival readings: <a href='{CONFLICTS}#{escape(row['conflict_id'])}'>"
        f"{question}</a>{said}</p>"
    )


def _event(row: Mapping[str, str], page_of: PageOf) -> str:
    """One event: date, place, name, what happened, who, what else is said, and the works."""
    key, theme = escape(row["event_id"]), row["theme"]
    themes, _ = _labels()
    place = f", {_text(_places()[row['place_id']])}" if row["place_id"] else ""
    listed, recalled = _works(row["sources"]), _works(row["recalled_from"])
    told = {WITNESSES[row["confidence"]]: listed, WITNESSES["recalled"]: recalled}
    tail = " ".join(f"{lead}: {works}{_stop(works)}" for lead, works in told.items() if works)
    note = f" {_text(row['note'])}" if row["note"] else ""
    return (
        f"<li class='event {theme}' id='{key}'>"
        f"<a class='event-link' href='#{key}' aria-label='Link to: {_text(row['name'])}'>#</a>"
        f"<p class='when'>{escape(when(row['start'], row['end']))}{place}</p>"
        f"<p class='name'>{_text(row['name'])}</p><p>{_text(row['summary'])}{note}</p>"
        f"{_who(row['event_id'], page_of)}{_rival(row)}"
        f"<p class='works'>{escape(themes[theme])}. {tail}</p></li>"
    )


def _list(frame: pd.DataFrame, page_of: PageOf) -> str:
    items = "".join(_event(row, page_of) for row in frame.to_dict("records"))
    return f"<ol class='events'>{items}</ol>"


def _style() -> str:
    """The look of the list, and the filter."""
    chosen = "".join(
        f"main:has(#only-{t}:checked) :is(.event:not(.{t},:target),.list-part:not(:has(.{t})))"
        "{display:none}"
        for t in _labels()[0]
    )
    return (
        ".events{list-style:none;margin:0;padding:0}.event{font:400 .88rem/1.5 var(--sans);"
        "padding:.7rem .5rem;margin:0 -.5rem;border-bottom:1px solid var(--t-rule)}"
        ".event:target{background:var(--t-panel)}.event p{margin:0 0 .2em}"
        ".event .when,.event .works{color:var(--t-muted)}.event .works{font-size:.93em}"
        ".event .name{font:700 1rem/1.35 var(--serif)}.event .rival{padding-left:.7em;"
        "border-left:2px dashed var(--t-line)}"
        ".event-link{float:right;margin-left:.6em;padding:0 .3em;min-width:1.6em;"
        "min-height:1.6em;text-align:center;color:var(--t-muted);text-decoration:none}"
        ".event .name :lang(ru){font-weight:400}"
        ".periods{font:400 .88rem/1.6 var(--sans)}.periods p{margin:0 0 .3em}.periods a{"
        "display:inline-block;min-width:1.8em;padding:.15em .5em .15em 0}"
        ".events-filter{display:none}"
        "@media screen{@supports selector(:has(a)){.events-filter{display:flex;flex-wrap:wrap;"
        "gap:.3rem 1.1rem;margin:1rem 0;padding:.4rem .8rem .6rem;font:400 .85rem/1.5 "
        "var(--sans);border:1px solid var(--t-rule);border-radius:3px}"
        ".events-filter label{min-height:1.75em}"
        f".events-filter input{{accent-color:var(--t-accent);margin:0 .4em 0 0}}{chosen}}}}}"
        "@media print{.event{break-inside:avoid}.event-link,.periods{display:none}}"
    )


def _filter(frame: pd.DataFrame) -> str:
    """The radio buttons: all events, then each theme with its number of events."""
    choices = [("all", "Everything", len(frame))]
    choices += [(t, words, int((frame["theme"] == t).sum())) for t, words in _labels()[0].items()]
    radios = "".join(
        f"<label><input type='radio' name='only' id='only-{key}' autocomplete='off'"
        f"{' checked' if key == 'all' else ''}>{escape(words)} ({number})</label>"
        for key, words, number in choices
    )
    return f"<fieldset class='events-filter'><legend>Show by theme</legend>{radios}</fieldset>"


def parts(page_of: PageOf = lambda person: "") -> list[Part]:
    """The headings of the page with their events; ``page_of`` gives a person's page or ''."""
    frame = events()
    iso = frame["day"].map(date.isoformat)
    out = []
    for year in sorted(frame["day"].map(lambda d: d.year).unique()):
        rows = frame[iso.str[:4] == str(year)]
        if year != 1957:
            out.append(Part(f"y{year}", str(year), _list(rows, page_of)))
            continue
        month = iso[rows.index].str[:7]
        before, after = rows[month < JUNE], rows[month > JUNE]
        out.append(Part("y1957", "1957, before June", _list(before, page_of)))
        out.append(Part("june-1957", "June 1957", "", _june(rows[month == JUNE], page_of)))
        out.append(Part("y1957-after", "1957, after June", _list(after, page_of)))
    return out


def _june(rows: pd.DataFrame, page_of: PageOf) -> tuple[tuple[str, str, str], ...]:
    """June 1957: the days before the 18th together, then each day, then what has no day."""
    iso = rows["day"].map(date.isoformat)
    dated = rows["exact"]
    before = rows[dated & (iso < JUNE_18)]
    found = [("june-1957-before", "1 to 17 June", _list(before, page_of))]
    for day in sorted(iso[dated & (iso >= JUNE_18)].unique()):
        title = f"{date.fromisoformat(day):%A}, {int(day[-2:])} June"
        found.append((f"d{day}", title, _list(rows[dated & (iso == day)], page_of)))
    if not dated.all():
        found.append(("june-1957-undated", "June, day unknown", _list(rows[~dated], page_of)))
    return tuple(found)


def _way(key: str, words: str, label: str = "") -> str:
    named = f" aria-label='{escape(label)}'" if label else ""
    return f"<a href='#{key}'{named}>{escape(words)}</a>"


def _ways(made: list[Part]) -> str:
    """Links to the periods, the days of June 1957 on a line of their own."""
    lines: list[list[str]] = [[]]
    for part in made:
        if not part.days:
            lines[-1].append(_way(part.id, part.title))
            continue
        days = [
            _way(key, title.split()[-2], f"{title.split(', ')[-1]} 1957")
            if key.startswith("d1957")
            else _way(key, title)
            for key, title, _ in part.days
        ]
        lines += [[_way(part.id, part.title), *days], []]
    body = "".join(f"<p>{' '.join(line)}</p>" for line in lines if line)
    return f"<nav class='periods' aria-label='Periods'>{body}</nav>"


def head(made: list[Part]) -> str:
    """What stands above the first heading: the look, the ways to the periods, the filter."""
    return f"<style>{_style()}</style>{_ways(made)}{_filter(events())}"
