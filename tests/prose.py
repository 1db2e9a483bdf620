"""The chapters as prose: paragraphs and sentences, with the roles kept as small marks.

A mark is ``⟦fact:full_members⟧``, ``⟦src:taubman2003khrushchev⟧``, ``⟦numref:splits⟧`` or, for the
way to another page, ``⟦see:the_fall⟧``. What a reader does not meet as prose is left out: front
matter, code cells, fences, tables, and the Russian names in brackets. `{term}` leaves its word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

BOOK = Path(__file__).resolve().parents[1] / "book"
UNKNOWN = "What we do not know"

MARK = re.compile(r"⟦(\w+):([^⟧]*)⟧")
ROLE = re.compile(r"\{(fact|src|numref)\}`([^`]*)`")
TERM = re.compile(r"\{(?:term|abbr|ref|doc)\}`([^`<]*?)\s*(?:<[^`>]*>)?`")
RUSSIAN = re.compile(r"\s*\(?\[[^\]]*\]\{lang=ru\}\)?")
SPAN = re.compile(r"\[([^\]]*)\]\{[^}]*\}")
LINK = re.compile(r"\[([^\]]*)\]\((?:([a-z_]+)\.md)?[^)]*\)")
# A full stop ends no sentence after an initial or one of these.
SHORT = r"(?<!\b[A-Z])(?<!\bNo)(?<!\bpp)(?<!\bSt)(?<!\bvol)"
END = re.compile(rf"{SHORT}[.?!][\"”’*_)]*(?:\s*⟦src:[^⟧]*⟧)*(?=\s+[\"“*_(]*(?:[A-Z0-9]|⟦(?!src)))")


@dataclass(frozen=True)
class Block:
    """A paragraph, bullet, lede or heading: where it stands and its text with marks."""

    page: str
    line: int
    kind: str
    section: str
    text: str

    @property
    def sentences(self) -> list[str]:
        """The block cut at its full stops; citations after a stop belong to what they follow."""
        cuts = [0, *(m.end() for m in END.finditer(self.text)), len(self.text)]
        parts = (self.text[a:b].strip() for a, b in pairwise(cuts))
        return [p for p in parts if p]


def marked(text: str) -> str:
    """Markdown as prose: roles as marks, links and terms as their words, no Russian, no spans."""
    text = RUSSIAN.sub("", text)
    text = ROLE.sub(lambda m: f"⟦{m[1]}:{m[2]}⟧", text)
    text = TERM.sub(r"\1", text)
    text = LINK.sub(lambda m: f"{m[1]}⟦see:{m[2]}⟧" if m[2] else m[1], text)
    text = SPAN.sub(r"\1", text)
    return re.sub(r"\s+", " ", text).strip()


def plain(text: str) -> str:
    """Text without marks, as it is counted and searched for words."""
    return re.sub(r"\s+", " ", MARK.sub("", text)).strip()


def marks(text: str, kind: str) -> list[str]:
    """What the marks of one kind name: source_ids without locator, facts without format."""
    return [re.split(r"[@|]", m[2])[0].strip() for m in MARK.finditer(text) if m[1] == kind]


def blocks(source: str, page: str = "page") -> Iterator[Block]:
    """The prose blocks of a MyST page, in order."""
    lines = source.split("\n")
    at = 0
    if lines[0] == "---":
        at = lines.index("---", 1) + 1
    section, lede, fence = "", False, ""
    kept: list[str] = []
    first, kind = 0, "paragraph"

    def block() -> Iterator[Block]:
        text = marked(" ".join(kept))
        if text:
            yield Block(
                page, first, "lede" if lede and kind == "paragraph" else kind, section, text
            )
        kept.clear()

    for number, line in enumerate(lines[at:], start=at + 1):
        bare = line.strip()
        if fence:
            fence = "" if bare.startswith(fence) else fence
            continue
        if bare.startswith("```"):
            yield from block()
            fence = "```"
        elif bare.startswith(":::"):
            yield from block()
            lede = "lede" in bare
        elif re.match(r"\(\S+\)=$", bare) or bare.startswith("|"):
            yield from block()
        elif heading := re.match(r"#+ (.*)", bare):
            yield from block()
            section = marked(heading[1])
            yield Block(page, number, "heading", section, section)
        elif not bare:
            yield from block()
        else:
            item = re.match(r"(?:[-*]|\d+\.) (.*)", bare)
            if item:
                yield from block()
            if not kept:
                first, kind = number, "bullet" if item else "paragraph"
            kept.append(item[1] if item else bare)
    yield from block()


def pages() -> list[str]:
    """The pages that tell the story: the index and every chapter. Each has a figure, so a cell."""
    return sorted(p.stem for p in BOOK.glob("*.md") if "{code-cell}" in p.read_text("utf-8"))


@cache
def page(name: str) -> tuple[Block, ...]:
    """The blocks of one page of the book."""
    return tuple(blocks((BOOK / f"{name}.md").read_text("utf-8"), name))


def story() -> Iterator[Block]:
    """All blocks of all pages that tell the story."""
    for name in pages():
        yield from page(name)
