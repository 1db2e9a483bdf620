"""The page of sources: every work by what it is as evidence, and where the book uses it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from antiparty import tables
from antiparty.present import notes
from antiparty.present.uses import Page, Uses

Row = Mapping[str, str]

# id, heading, what stands in it; a work goes into the first group that takes it
GROUPS: tuple[tuple[str, str, str, Callable[[Row], bool]], ...] = (
    (
        "works-wikipedia",
        "Wikipedia",
        "Articles by title, and pages that copy one. All editions and copies of one article "
        "count as one witness.",
        lambda r: r["type"] == "wikipedia" or bool(notes.copied_article(r)),
    ),
    (
        "works-documents",
        "Documents and voices of the time",
        "Minutes, resolutions, letters, speeches and the volumes that print them.",
        lambda r: r["kind"] == "primary",
    ),
    (
        "works-memoirs",
        "Memoirs and recorded talks",
        "Written or told years later by people who were there, or by their families.",
        lambda r: r["kind"] == "memoir",
    ),
    (
        "works-press",
        "Press",
        "Newspapers and magazines, of the time and later.",
        lambda r: r["kind"] == "press",
    ),
    (
        "works-scholarship",
        "Scholarship",
        "Books and articles by historians and social scientists.",
        lambda r: r["kind"] == "secondary" and r["reliability"] == "scholarly",
    ),
    (
        "works-other-histories",
        "Other histories",
        "Popular and partisan books, fiction that quotes documents, and books of which we read a "
        "page and could not find the title.",
        lambda r: r["kind"] == "secondary",
    ),
    (
        "works-reference",
        "Handbooks and encyclopaedias",
        "Lists of officials, biographical dictionaries, encyclopaedias.",
        lambda r: r["kind"] == "reference",
    ),
    ("works-web", "Other web pages", "Pages that are none of these.", lambda r: True),
)
# the order of the page: witnesses first
ORDER = (
    "works-documents works-memoirs works-scholarship works-other-histories works-press "
    "works-reference works-wikipedia works-web"
).split()


def group_of(row: Row) -> str:
    """Id of the group that a row of sources.csv belongs to."""
    return next(key for key, _, _, takes in GROUPS if takes(row))


def by_group() -> list[tuple[str, str, str, list[str]]]:
    """(id, heading, what stands in it, source_ids in the order of a bibliography)."""
    ids: dict[str, list[str]] = {key: [] for key in ORDER}
    for row in tables.read("sources").to_dict("records"):
        ids[group_of(row)].append(row["source_id"])
    heads = {key: (heading, about) for key, heading, about, _ in GROUPS}
    return [(key, *heads[key], sorted(ids[key], key=notes.sort_key)) for key in ORDER]


def _pages(pages: Sequence[Page], source_id: str) -> str:
    """Links to the notes of the work at the foot of the pages that cite it."""
    anchor = f"#src-{source_id.replace('_', '-')}"
    numbered, others = (
        [
            f"<a href='{p.name}.html{anchor}'>{escape(p.number or p.title)}</a>"
            for p in pages
            if bool(p.number) == wanted
        ]
        for wanted in (True, False)
    )
    word = "chapter" if len(numbered) == 1 else "chapters"
    chapters = f"{word} {', '.join(numbered)}" if numbered else ""
    return ", ".join(filter(None, [chapters, *others]))


def _rows(count: int) -> str:
    return f"{count:,} row" + ("s" if count != 1 else "")


def _tables(used: Uses) -> str:
    """ "12 rows: events 8, ties 4; 3 recalled: votes 3", each table a link to the data page."""
    parts = []
    for place, total, word in ((0, used.read, "cited in"), (1, used.recalled, "recalled for")):
        links = ", ".join(
            f"<a href='data.html#table-{name}'>{name.replace('_', ' ')}</a> {counts[place]:,}"
            for name, counts in used.tables.items()
            if counts[place]
        )
        if links:
            parts.append(f"{word} {_rows(total)}: {links}")
    return "; ".join(parts)


def used_in(source_id: str, used: Uses) -> str:
    """Where a work is used, as HTML: chapters, figures, tables with their numbers of rows."""
    parts = []
    if used.pages:
        parts.append(_pages(used.pages, source_id))
    if used.figures:
        word = "figure" if len(used.figures) == 1 else "figures"
        links = ", ".join(f"<a href='{f.page}.html#{f.id}'>{f.number}</a>" for f in used.figures)
        parts.append(f"{word} {links}")
    if used.tables:
        parts.append(_tables(used))
    words = re.sub(r"^((?:<[^>]*>)?)(.)", lambda m: m[1] + m[2].upper(), "; ".join(parts))
    return f"<p class='uses'>{words}.</p>" if words else ""


def entry(source_id: str, used: Uses | None) -> str:
    """One work: reference, what it is as evidence, its identifier, where it is used."""
    row = notes.source(source_id)
    return (
        f"<li id='{escape(source_id)}'>{notes.reference(row)} "
        f"<span class='grade'>{escape(notes.grade(row))}</span> <code>{escape(source_id)}</code>"
        f"{used_in(source_id, used) if used else ''}</li>"
    )


def sections(works: Mapping[str, Uses]) -> list[tuple[str, str, str]]:
    """(id, heading, HTML) of each group of works."""
    return [
        (
            key,
            heading,
            f"<p>{escape(about)} {len(ids):,} works.</p><ol class='bibliography'>"
            + "".join(entry(s, works.get(s)) for s in ids)
            + "</ol>",
        )
        for key, heading, about, ids in by_group()
    ]
