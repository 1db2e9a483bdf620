"""The glossary: its entries as they stand in the text of the page, and as small notes.

Entries are written in the page of the glossary, so that they read as prose and not as code. This
module takes them out again for the words that the chapters explain on the spot.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from html import escape

HOME = "glossary"
_ENTRY = re.compile(r"^:::\{entry\} ([^\n]+)\n(.*?)^:::$", re.M | re.S)
_OPTION = re.compile(r"^:(\w+): *(.*)\n", re.M)
_ROLE = re.compile(r"\s*\{src\}`[^`]*`")
_TERM = re.compile(r"\{term\}`(?:([^`<]*?)\s*<[^`>]*>|([^`]*))`")
_MARKED = re.compile(r"\[([^\]]*)\](?:\{[^}]*\}|\([^)]*\))")
_TAG = re.compile(r"</?a\b[^>]*>")
_EMPHASIS = re.compile(r"\*([^*]+)\*")
_RUSSIAN = re.compile(r"[А-Яа-яЁё]+(?:[\s,.\-]+[А-Яа-яЁё]+)*")


class GlossaryError(LookupError):
    """A term that the glossary does not have; the message names the nearest."""


@dataclass(frozen=True)
class Entry:
    """A term: its id (the anchor), the headword, Russian, transliteration, other names, and text.

    ``text`` is plain: no sources and no markup. ``russian`` is '' for what has no Russian form.
    """

    id: str
    word: str
    russian: str
    latin: str
    also: tuple[str, ...]
    text: str


def plain(text: str) -> str:
    """A definition without sources, links and emphasis."""
    text = _TERM.sub(lambda m: m[1] or m[2], _ROLE.sub("", text))
    text = _TAG.sub("", text)
    text = _EMPHASIS.sub(r"\1", _MARKED.sub(r"\1", text))
    return " ".join(text.split())


def entry(word: str, options: dict[str, str], text: str) -> Entry:
    """An Entry from the parts of its directive."""
    also = tuple(a.strip() for a in options.get("also", "").split(",") if a.strip())
    return Entry(
        options.get("id") or re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-"),
        word,
        options.get("ru", ""),
        options.get("latin", ""),
        also,
        plain(text),
    )


def entries(page: str) -> list[Entry]:
    """The entries of the glossary's page, in its order."""
    found = []
    for word, body in _ENTRY.findall(page):
        text = _OPTION.sub("", body)
        found.append(entry(word.strip(), dict(_OPTION.findall(body)), text))
    return found


def by_name(made: list[Entry]) -> dict[str, Entry]:
    """Every name under which a term can be asked for (id, headword, other names), lower case."""
    out: dict[str, Entry] = {}
    for item in made:
        for name in {item.id, item.word.lower(), *(a.lower() for a in item.also)}:
            if name in out and out[name] is not item:
                raise GlossaryError(f"two terms of the glossary are called {name!r}")
            out[name] = item
    return out


def find(name: str, names: dict[str, Entry]) -> Entry:
    """The term of this name. Raises GlossaryError naming the nearest."""
    try:
        return names[name.lower()]
    except KeyError:
        near = ", ".join(difflib.get_close_matches(name.lower(), names, n=3, cutoff=0.4))
        hint = f"; nearest: {near}" if near else ""
        raise GlossaryError(f"unknown term {name!r}{hint}; add it to {HOME}.md") from None


def _russian(words: str) -> str:
    return _RUSSIAN.sub(lambda m: f"<span lang='ru'>{m[0]}</span>", escape(words, quote=False))


def names_in_russian(item: Entry) -> str:
    """The Russian form and its transliteration as HTML; '' where there is none."""
    if not item.russian:
        return ""
    latin = f" <i lang='ru-Latn'>{escape(item.latin)}</i>" if item.latin else ""
    return f"<span lang='ru'>{escape(item.russian)}</span>{latin}"


def note(item: Entry) -> str:
    """The small note of a term in a chapter, found by the id ``term-…``."""
    own = f" ({names_in_russian(item)})" if item.russian else ""
    return (
        f"<p class='note-body' id='term-{item.id}'><strong>{escape(item.word)}</strong>{own}. "
        f"{_russian(item.text)}</p>"
    )
