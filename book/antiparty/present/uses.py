"""Where a work or a term is used: in which chapters, figures and tables of the book.

Everything is computed from the text of the pages, the register of figures and the tables, so the
lists cannot say what is not so. Reading the pages is the caller's part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from antiparty import figures, tables

_ROLE = re.compile(r"\{(src|term)\}`([^`]+)`")
_SHOWN = re.compile(r"""^show\(["']([a-z0-9-]+)["']\)""", re.M)
_TITLE = re.compile(r"^# (.+)$", re.M)
_TARGET = re.compile(r"<([^<>]+)>\s*$")
_MARKED = re.compile(r"\[([^\]]*)\](?:\{[^}]*\}|\([^)]*\))")
_FENCE = re.compile(r"(`{3,}|~{3,})\s*(\{[\w-]+\})?")


@dataclass(frozen=True)
class Page:
    """One page of the book: its name (no suffix), number ('' if none), title, and what it uses.

    ``cites``: source_ids, ``terms``: what its {term} roles name, ``shows``: ids of figures; each
    once, in the order of the page.
    """

    name: str
    number: str
    title: str
    cites: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()


def without_listings(text: str) -> str:
    """Markdown without its plain code blocks; directives stay, since they are read or run."""
    kept, fence, hidden = [], "", False
    for line in text.splitlines():
        mark = _FENCE.match(line.strip())
        if fence:
            closing = line.strip() == fence
            if not hidden or closing:
                kept.append("" if hidden else line)
            fence = "" if closing else fence
        elif mark:
            fence, hidden = mark[1], not mark[2]
            kept.append("" if hidden else line)
        else:
            kept.append(line)
    return "\n".join(kept)


def read_page(name: str, number: str, text: str) -> Page:
    """The Page that ``text`` (MyST Markdown) makes. Code blocks that are not run do not count."""
    text = without_listings(text)
    found: dict[str, list[str]] = {"src": [], "term": []}
    for role, content in _ROLE.findall(text):
        found[role].append(content.strip())
    title = _TITLE.search(text)
    return Page(
        name,
        number,
        _MARKED.sub(r"\1", title[1]).strip() if title else name,
        tuple(dict.fromkeys(c.split("@")[0] for c in found["src"])),
        tuple(dict.fromkeys(target(c) for c in found["term"])),
        tuple(dict.fromkeys(_SHOWN.findall(text))),
    )


def target(content: str) -> str:
    """What a role's content points to: ``plenums <plenum>`` → plenum, ``plenum`` → itself."""
    named = _TARGET.search(content)
    return (named[1] if named else content).strip()


@dataclass(frozen=True)
class FigureUse:
    """A figure that names a work: its id, its number ("2.1") and the page it stands on."""

    id: str
    number: str
    page: str


@dataclass
class Uses:
    """Where one work is used. ``tables``: table → (rows citing it, rows recalled from it)."""

    pages: list[Page] = field(default_factory=list)
    figures: list[FigureUse] = field(default_factory=list)
    tables: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """Rows that cite the work as read."""
        return sum(read for read, _ in self.tables.values())

    @property
    def recalled(self) -> int:
        """Rows that name the work from memory only."""
        return sum(recalled for _, recalled in self.tables.values())

    def __bool__(self) -> bool:
        return bool(self.pages or self.figures or self.tables)


def _ids(cell: str) -> set[str]:
    return {spec.split("@")[0] for spec in cell.split()}


@cache
def in_tables() -> Mapping[str, Mapping[str, tuple[int, int]]]:
    """source_id → table → (rows that cite it, rows that recall it), in the order of the schema."""
    counts: dict[str, dict[str, list[int]]] = {}
    for name in tables.names():
        frame = tables.read(name)
        for place, column in enumerate(("sources", "recalled_from")):
            if name == "sources" or column not in frame:
                continue
            for cell in frame[column]:
                for source in _ids(cell):
                    counts.setdefault(source, {}).setdefault(name, [0, 0])[place] += 1
    return {
        source: {table: (n[0], n[1]) for table, n in by_table.items()}
        for source, by_table in counts.items()
    }


def _figure_sources(figure_id: str) -> set[str]:
    return _ids(" ".join(figures.get(figure_id).sources))


def figure_numbers(pages: Iterable[Page]) -> dict[str, FigureUse]:
    """Figures by id, numbered as Sphinx does: by chapter, or through the book where it has none."""
    out: dict[str, FigureUse] = {}
    loose = 0
    for page in pages:
        for place, name in enumerate(page.shows, start=1):
            loose += not page.number
            number = f"{page.number}.{place}" if page.number else str(loose)
            out[name] = FigureUse(name, number, page.name)
    return out


def of_works(
    pages: Sequence[Page], cited_by: Callable[[str], set[str]] = _figure_sources
) -> dict[str, Uses]:
    """source_id → Uses, for every work that a page, a figure on a page or a table names."""
    out: dict[str, Uses] = {}
    for page in pages:
        for source in page.cites:
            out.setdefault(source, Uses()).pages.append(page)
    for use in figure_numbers(pages).values():
        for source in sorted(cited_by(use.id)):
            out.setdefault(source, Uses()).figures.append(use)
    for source, by_table in in_tables().items():
        out.setdefault(source, Uses()).tables.update(by_table)
    return out


def of_terms(pages: Sequence[Page]) -> dict[str, list[Page]]:
    """What {term} roles name, in lower case → pages that name it, in the order of the book."""
    out: dict[str, list[Page]] = {}
    for page in pages:
        for term in page.terms:
            out.setdefault(term.lower(), []).append(page)
    return out
