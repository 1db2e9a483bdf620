"""All works as BibTeX; the key of an entry is the ``source_id`` of the tables.

Written by pybtex: UTF-8, so that Cyrillic stays Cyrillic, with LaTeX's own signs escaped. What has
no field in BibTeX stands in ``annote`` (our note), ``keywords`` (kind and reliability),
``titleaddon`` (translation) and ``authororiginal`` (the author in the script of the work).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from antiparty import tables
from antiparty.export.common import Built, Item, rows

TYPES = {
    "book": "book",
    "chapter": "incollection",
    "article": "article",
    "news": "article",
    "encyclopedia_entry": "incollection",
    "document": "misc",
    "web_page": "misc",
    "wikipedia": "misc",
    "thesis": "phdthesis",
    "broadcast": "misc",
}
# where the work stood in: the field that its type has for that
CONTAINER = {"article": "journal", "incollection": "booktitle", "book": "series"}
PUBLISHER = {"misc": "organization", "phdthesis": "school"}
OTHERS = {"et al.", "and others"}
VERBATIM = {"url", "doi"}
VOLUME = re.compile(r"(\S+) \(([^()]+)\)")
PAGES = re.compile(r"(\d+)(?:[-–](\d+))?")


def items() -> Iterator[Item]:
    """``sources.bib``."""
    yield Item(
        "sources.bib",
        "BibTeX",
        "application/x-bibtex",
        "Every work that a row or the text cites",
        len(tables.read("sources")),
        "sources",
        _bibtex,
    )


def person(name: str) -> str:
    """A name as BibTeX reads it: bodies and undivided names in braces, "et al." as "others"."""
    if name in OTHERS:
        return "others"
    return name if re.fullmatch(r"[^,]+, [^,]+", name) and "(" not in name else f"{{{name}}}"


def people(cell: str | None) -> list[str]:
    """The names of a cell of sources.csv, which are parted by semicolons."""
    return [person(name.strip()) for name in (cell or "").split(";") if name.strip()]


def entry_fields(row: dict[str, Any], kind: str) -> dict[str, str]:
    """BibTeX fields of one work, authors and editors aside; blank ones are left out."""
    volume = VOLUME.fullmatch(row["volume"] or "")
    pages = PAGES.fullmatch(row["pages"] or "")
    found = {
        "title": f"{{{row['title']}}}",  # braces keep the capitals of names
        "titleaddon": row["title_translated"],
        "authororiginal": row["author_original"],
        "year": row["year"],
        CONTAINER.get(kind, "howpublished"): row["container"],
        "volume": volume[1] if volume else row["volume"],
        "number": volume[2] if volume else None,
        "pages": "--".join(filter(None, pages.groups())) if pages else None,
        "pagetotal": None if pages else row["pages"],
        PUBLISHER.get(kind, "publisher"): row["publisher"],
        "isbn": row["isbn"],
        "doi": row["doi"],
        "url": row["url"],
        "language": row["language"],
        "keywords": ", ".join([row["type"], row["kind"], row["reliability"]]),
        "annote": row["note"],
    }
    return {name: value for name, value in found.items() if value}


def _bibtex(_: Built) -> bytes:
    from pybtex.database import BibliographyData, Entry, Person  # noqa: PLC0415
    from pybtex.database.output.bibtex import Writer  # noqa: PLC0415

    class Plain(Writer):
        """Writes addresses as they are: LaTeX and Zotero take these fields verbatim."""

        def _write_field(self, stream: Any, type: str, value: str) -> None:
            if type in VERBATIM:
                stream.write(f",\n    {type} = {self.quote(value)}")
            else:
                super()._write_field(stream, type, value)

    entries = {}
    for row in rows("sources"):
        kind = TYPES[row["type"]]
        persons = {
            role: [Person(name) for name in people(row[role])]
            for role in ("author", "editor")
            if row[role]
        }
        entries[row["source_id"]] = Entry(kind, list(entry_fields(row, kind).items()), persons)
    return Plain(encoding="UTF-8").to_string(BibliographyData(entries)).encode("utf-8")
