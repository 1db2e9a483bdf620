"""A person's page and the index of people as HTML; what they tell comes from antiparty.people."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any

from antiparty.people import life as lives
from antiparty.people import profile as profiles
from antiparty.people import rows, words
from antiparty.people.disputes import Dispute, Reading, ids
from antiparty.people.entries import Entry, Group, Section
from antiparty.people.profile import Profile
from antiparty.people.where import where
from antiparty.present import lifesvg, notes
from antiparty.present.html import words as marked

SOURCES = "../sources.html"
CONFLICTS = "../methods.html"
MISSING = "None of this is in the data."
NO_PLACE = "place not given"
LEFT_OUT = "in the table alone: seats in large bodies, pensions, posts that ended before 1917"
COLOURS = {
    "opponent": "against",
    "supporter": "with",
    "bystander": "neutral",
    "not_in_office": "line",
}


def mark(side: str, *, vote: bool = True, target: bool = False) -> str:
    """The sign of a side: square, circle or diamond; hollow without a vote; the target's ring."""
    colour = f"var(--t-{COLOURS[side]})"
    hollow = side == "not_in_office" or (side in {"opponent", "supporter"} and not vote)
    pen = f'fill="{"var(--t-paper)" if hollow else colour}" stroke="{colour}" stroke-width="2"'
    shape = {
        "opponent": f'<rect x="4" y="4" width="12" height="12" {pen}/>',
        "supporter": f'<circle cx="10" cy="10" r="6" {pen}/>',
    }.get(side, f'<path d="M10 3l7 7-7 7-7-7z" {pen}/>')
    ring = f'<circle cx="10" cy="10" r="9" fill="none" stroke="{colour}"/>' if target else ""
    return (
        '<svg class="mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" '
        f'focusable="false">{shape}{ring}</svg>'
    )


@cache
def _source(spec: str) -> str:
    key = escape(spec.partition("@")[0])
    return f'<a href="{SOURCES}#{key}">{marked(notes.short_citation(spec))}</a>'


def works(sources: tuple[str, ...], confidence: str, recalled_from: tuple[str, ...]) -> str:
    """The works behind a row; those named from memory only where nothing else was read."""
    if sources:
        return "; ".join(map(_source, sources))
    named = "; ".join(map(_source, recalled_from))
    return f"from memory of {named}" if named and confidence == "recalled" else named


def link(person: str) -> str:
    """A person's name, leading to the page."""
    return f'<a href="{person}.html">{escape(rows.name(person))}</a>'


def _what(entry: Entry) -> str:
    head = marked(entry.what) + (f" {link(entry.person)}" if entry.person else "")
    parts = [f"<b>{head}</b>"]
    parts += [f"<span>{marked(entry.text)}</span>"] if entry.text else []
    if entry.quote:
        by = f" ({marked(entry.quoted)})" if entry.quoted else ""
        parts.append(f"<span><q>{marked(entry.quote)}</q>{by}</span>")
    elif entry.quoted:
        parts.append(f"<span>{marked(entry.quoted)}</span>")
    small = [marked(tag) for tag in entry.tags]
    small += [f"{escape(what)}: {link(person)}" for what, person in entry.others]
    if entry.conflict:
        said = "a rival reading" if entry.rival else "sources disagree"
        small.append(f'<a href="#dispute-{escape(entry.conflict)}">{said}</a>')
    elif entry.rival:
        small.append("a rival reading")
    parts += [f"<small>{' · '.join(small)}</small>"] if small else []
    parts += [f"<small>{marked(entry.remark)}</small>"] if entry.remark else []
    return "".join(parts)


def _row(entry: Entry, places: bool) -> str:
    cell = '<td role="cell"'
    at = marked(entry.place) or NO_PLACE
    where_ = f'{cell} class="at">{at}</td>' if places else ""
    sure = words.sure(entry.confidence, len(entry.sources))
    rival = ' class="rival"' if entry.rival else ""
    return (
        f'<tr role="row"{rival}><th role="rowheader" scope="row">{marked(entry.when)}</th>'
        f"{cell}>{_what(entry)}</td>{where_}"
        f'{cell} class="sure">{sure}</td>'
        f'{cell} class="of">{works(entry.sources, entry.confidence, entry.recalled_from)}</td></tr>'
    )


def _table(group: Group, section: Section) -> str:
    first, second = section.columns
    place = ["Place"] if section.places else []
    names = [group.first or first, second, *place, "How sure", "Sources"]
    head = "".join(f'<th role="columnheader" scope="col">{escape(n)}</th>' for n in names)
    title = f"<h3>{marked(group.title)}</h3>" if group.title else ""
    lead = f"<p>{marked(group.lead)}</p>" if group.lead else ""
    label = escape(f"{section.title}: {group.title}" if group.title else section.title, quote=True)
    kind = " with-place" if section.places else ""
    body = "".join(_row(entry, section.places) for entry in group.entries)
    return (
        f'{title}{lead}<table class="told{kind}" role="table" aria-label="{label}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _heading(key: str, title: str) -> str:
    anchor = f'<a class="headerlink" href="#{key}" aria-label="Link to this part">#</a>'
    return f'<h2 id="{key}">{escape(title)}{anchor}</h2>'


def _counted(section: Section) -> str:
    """How many rows of a section are recalled; nothing where none is."""
    found = section.entries
    recalled = sum(entry.confidence == "recalled" for entry in found)
    if not recalled:
        return ""
    said = f"Recalled and not checked: {recalled} of {len(found)} rows."
    return said if len(found) > 1 else "Recalled and not checked."


def section_html(section: Section, before: str = "") -> str:
    """A heading, the words before the table, and the tables."""
    lead = " ".join(filter(None, [section.lead, _counted(section)]))
    body = "".join(_table(group, section) for group in section.groups)
    told = f"<p>{marked(lead)}</p>" if lead else ""
    return f"{_heading(section.id, section.title)}{told}{before}{body}"


def _described(life: lives.Life, posts: Section) -> tuple[str, str]:
    """Title and description of the chart, from the frame that it draws."""
    title = f"Posts and seats, {life.first} to {life.last}"
    spheres = [words.SPHERES[s] for s in words.SPHERES if any(b.sphere == s for b in life.bars)]
    return title, (
        f"{len(life.bars)} bars in {', '.join(spheres)}, with a band at 18 to 29 June 1957. "
        f"The {len(posts.entries)} posts are in the table that follows."
    )


def chart_html(person: str, posts: Section) -> str:
    """The career chart with its key; nothing where no post has a date."""
    life = lives.life(person)
    if life is None:
        return ""
    title, described = _described(life, posts)
    key = "".join(f"<li>{drawing} {escape(said)}</li>" for drawing, said in lifesvg.key(life))
    key += f"<li>{LEFT_OUT}</li>" if len(life.bars) < len(posts.entries) else ""
    return (
        f'<figure class="life-box" id="career-chart"><figcaption>{escape(title)}</figcaption>'
        f"{lifesvg.chart(life, title, described)}"
        f'<ul class="life-key">{key}<li><a href="../legend.html">Legend</a></li></ul></figure>'
    )


def _reading(reading: Reading) -> str:
    said = "Taken" if reading.taken else "Rival"
    held = f", held by {marked(reading.held_by)}" if reading.held_by else ""
    named = works(reading.sources, reading.confidence, reading.recalled_from)
    sure = "; ".join(filter(None, [words.sure(reading.confidence, len(reading.sources)), named]))
    remark = f" <small>{marked(reading.remark)}</small>" if reading.remark else ""
    return (
        f"<li><b>{said}:</b> {marked(reading.value)}{held} "
        f'<span class="works">({sure})</span>{remark}</li>'
    )


def _dispute(dispute: Dispute) -> str:
    return (
        f'<h3 id="dispute-{escape(dispute.id)}">{marked(dispute.question)}</h3>'
        f"<p>This book takes: {marked(dispute.resolution)} {marked(dispute.why)}</p>"
        f"<ul>{''.join(map(_reading, dispute.readings))}</ul>"
    )


def _disputes(profile: Profile) -> str:
    if not profile.disputes:
        return ""
    found = "".join(map(_dispute, profile.disputes))
    head = _heading("disputes", "Where the sources disagree")
    said = f'<p>All such questions of the book are in <a href="{CONFLICTS}">the methods</a>.</p>'
    return f'{head}{said}<div class="disputes">{found}</div>'


def _top(profile: Profile) -> str:
    """Cyrillic name, side, and the summary."""
    sign = mark(profile.side, vote=profile.vote, target=profile.target)
    held = "".join(f" · {escape(seat)}" for seat in profile.seats)
    side = f"<b>{escape(profile.side_words)}</b> in June 1957{held}"
    return (
        f'<p class="subtitle"><span lang="ru">{escape(profile.full_ru)}</span></p>'
        f'<p class="side">{sign} <span>{side}</span></p>'
        f'<p class="lede">{marked(profile.summary)}</p>'
    )


def _facts(profile: Profile) -> str:
    row = profile.row
    found = [(label, marked(said)) for label, said in profile.facts]
    spelled = [name for _, names in profile.spellings for name in names]
    spelled = [name for name in spelled if name not in {profile.name, profile.full_ru}]
    if spelled:
        found.append(("Also written", "; ".join(map(marked, spelled))))
    if row["wikidata"]:
        page = f"https://www.wikidata.org/wiki/{escape(row['wikidata'])}"
        found.append(("Wikidata", f'<a href="{page}" rel="noopener">{escape(row["wikidata"])}</a>'))
    cited = tuple(row["sources"].split())
    sure = words.sure(row["confidence"], len(cited))
    named = works(cited, row["confidence"], tuple(row["recalled_from"].split()))
    found.append(("How sure", f"{sure}: {named}" if named else sure))
    if row["note"]:
        found.append(("Note", marked(row["note"])))
    body = "".join(f"<dt>{escape(label)}</dt><dd>{said}</dd>" for label, said in found)
    return f'<dl class="particulars">{body}</dl>'


def _parts(profile: Profile) -> str:
    """Links to the parts of a long page."""
    found = [(s.id, s.title, len(s.entries)) for s in profile.sections]
    if profile.disputes:
        found.append(("disputes", "Where the sources disagree", len(profile.disputes)))
    if len(found) < 3:
        return ""
    items = "".join(f'<li><a href="#{k}">{escape(t)}</a> {n}</li>' for k, t, n in found)
    return f'<nav class="parts" aria-label="On this page"><ul>{items}</ul></nav>'


def _where(person: str, chapters: Callable[[str], bool]) -> str:
    found = [place for place in where(person) if chapters(place.chapter)]
    if not found:
        return ""
    items = "".join(
        f'<li><a href="../{p.chapter}.html#{p.figure}">{escape(p.words.capitalize())}</a></li>'
        for p in found
    )
    return f"{_heading('figures', 'In the chapters')}<ul>{items}</ul>"


def page_html(person: str, chapters: Callable[[str], bool] = lambda name: True) -> str:
    """What stands under the heading of a person's page; `chapters`: whether a page exists."""
    profile = profiles.profile(person)
    parts = [_top(profile), _facts(profile), _parts(profile)]
    for section in profile.sections:
        before = chart_html(person, section) if section.id == "career" else ""
        parts.append(section_html(section, before))
    if not profile.sections:
        parts.append(f"<p>{MISSING}</p>")
    parts += [_disputes(profile), _where(person, chapters)]
    rows_ = f'<a href="../../_people/{person}.json" download>The rows of this page (JSON)</a>'
    parts.append(f'<p class="rows">{rows_} · <a href="index.html">All people</a></p>')
    return f'<div class="person">{"".join(parts)}</div>'


def rows_json(person: str) -> str:
    """Every row that names the person, by table, with the readings of disputed ones."""
    found: dict[str, list[dict[str, Any]]] = {
        table: [{c: "" if rows.blank(v) else v for c, v in row.items()} for row in mine.values()]
        for table, mine in rows.everything(person).items()
    }
    disputed = ids(person)
    if disputed:
        found["conflicts"] = [rows.one("conflicts", key) for key in disputed]
        found["conflict_readings"] = [
            row for key in disputed for row in rows.of("conflict_readings", key, "conflict_id")
        ]
    # one row a line: quick to write, and to compare
    listed = [
        f"{json.dumps(table)}: [\n"
        + ",\n".join(json.dumps(row, ensure_ascii=False) for row in mine)
        + "\n]"
        for table, mine in found.items()
    ]
    head = f'"person_id": {json.dumps(person)}, "licence": "CC BY 4.0"'
    body = ",\n".join(listed)
    return f'{{{head}, "tables": {{\n{body}\n}}}}\n'


def _line(person: str) -> str:
    row = rows.one("people", person)
    spelled = dict.fromkeys(r["name"] for r in rows.of("names", person))
    held = profiles.seats(person)
    sign = mark(row["side_june_1957"], vote="full member" in held, target=person == profiles.TARGET)
    years = profiles.years(row)
    told = f' <span class="years">{escape(years)}</span>' if years else ""
    find = escape(" ".join(spelled).lower(), quote=True)
    return (
        f'<li data-find="{find}">{sign} <span><a href="{person}.html">{escape(row["name_en"])}</a> '
        f'<span lang="ru">{escape(rows.native(person))}</span>{told}'
        f"<small>{marked(row['summary'])}</small></span></li>"
    )


def index_html() -> str:
    """Everyone, by side and then by name, with a filter that only shows where scripts run."""
    parts = [
        '<form class="people-find" role="search" hidden><label for="people-find">Find a name, in '
        'either script</label><input id="people-find" type="search" autocomplete="off" '
        'spellcheck="false"><p role="status" class="said"></p></form>'
    ]
    for side, people in profiles.by_side():
        title = f"{words.SIDES[side]} ({len(people)})"
        parts.append(
            f"{_heading(side.replace('_', '-'), title)}"
            f'<ul class="people-list">{"".join(map(_line, people))}</ul>'
        )
    return f'<div class="people">{"".join(parts)}</div>'
