"""Facts and sources as HTML: the notes at the foot of a page and the list of works."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from urllib.parse import unquote

import pandas as pd

from antiparty import tables
from antiparty.facts import Fact

BIBLIOGRAPHY = "sources.html"  # beside every chapter, so the link also works from a folder
ROWS_SHOWN = 24
_LETTERS = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")  # percent signs for what is not ASCII
KIND = {
    "primary": "document of the time",
    "memoir": "memoir",
    "secondary": "history",
    "reference": "reference work",
    "press": "press",
    "web": "web page",
}
CONFIDENCE = {
    "confirmed": "confirmed by two independent sources",
    "single": "from one source",
    "recalled": "recalled from a standard work and not checked",
}
# What a reader of a note needs; the rest of the row is in the CSV.
HIDDEN = {"note", "recalled_from", "conflict_id", "reading", "role_ru", "place_id", "sources"}


@cache
def _sources() -> dict[str, dict[str, str]]:
    return {row["source_id"]: row for row in tables.read("sources").to_dict("records")}


def source(source_id: str) -> dict[str, str]:
    """The row of sources.csv. Raises LookupError naming the unknown id."""
    try:
        return _sources()[source_id]
    except KeyError:
        raise LookupError(f"unknown source {source_id!r}; add it to data/sources.csv") from None


def locator(text: str) -> str:
    """A locator in words: p12 → "p. 12", doc66 → "doc. 66"; anything else as it stands."""
    for prefix, word in (("pp", "pp."), ("p", "p."), ("doc", "doc.")):
        rest = text.removeprefix(prefix)
        if rest != text and rest[:1].isdigit():
            return f"{word} {rest}"
    return text.replace("_", " ")


def surname(author: str) -> str:
    """First author's name as a short citation shows it."""
    first = author.split(";", maxsplit=1)[0].strip()
    return first.split(",")[0] if "," in first else first


def copied_article(row: Mapping[str, str]) -> str:
    """The article of Wikipedia whose text the page of this row copies, or ''.

    A work of its own that only retells an article (graded popular) is no copy; it shares the
    article's independence group, and so counts as the same witness.
    """
    group, _, article = row["independence_group"].partition(":")
    copies = group == "wikipedia" and row["type"] != "wikipedia"
    if not copies or row["reliability"] != "user_generated":
        return ""
    return article.replace("_", " ").title()


def short_citation(spec: str) -> str:
    """``id`` or ``id@locator`` → "Naumov 1999, p. 23". Raises LookupError for an unknown id."""
    source_id, _, place = spec.partition("@")
    row = source(source_id)
    name = surname(row["author"] or row["editor"])
    if copied_article(row):
        name = f"Wikipedia, “{copied_article(row)}”"
    elif row["type"] == "wikipedia":
        name = f"Wikipedia, “{row['title'].strip('[]')}”"
    elif not name and row["type"] in ("news", "encyclopedia_entry", "broadcast"):
        name = row["container"].split(",")[0].strip("[]")
    name = re.sub(r"[\[\]]", "", name or row["title"])  # square brackets mark a description
    undated = row["type"] in ("wikipedia", "web_page") or copied_article(row)
    year = row["year"] or ("" if undated else "n.d.")
    short = f"{name} {year}".strip()
    return f"{short}, {locator(place)}" if place else short


def sort_key(source_id: str) -> tuple[str, str, str]:
    """Author, year, id: the order of a bibliography."""
    row = source(source_id)
    name = copied_article(row) or surname(row["author"] or row["editor"] or row["title"])
    return (name.lower(), row["year"], source_id)


def _lang(row: dict[str, str]) -> str:
    code = row["language"].split(";")[0].split("-")[0].strip()
    return f' lang="{escape(code)}"' if code and code != "en" and len(code) == 2 else ""


def readable(address: str) -> str:
    """An address with its letters as letters: %D0%9C → М. The same address, at half the weight."""
    return _LETTERS.sub(lambda m: m[0] if "\ufffd" in unquote(m[0]) else unquote(m[0]), address)


def reference(row: dict[str, str]) -> str:
    """One row of sources.csv as a full reference in HTML."""
    parts = []
    if copied_article(row):
        parts.append(f"Wikipedia, “{escape(copied_article(row))}”, in the copy:")
    who = row["author"] or (f"{row['editor']} (ed.)" if row["editor"] else "")
    if who:
        own = f" <span lang='ru'>[{escape(row['author_original'])}]</span>"
        own = own if row["author_original"] else ""
        parts.append(f"<span class='src-author'>{escape(who)}</span>{own}")
    if row["year"]:
        parts.append(f"({escape(row['year'])})")
    title = f"<cite{_lang(row)}>{escape(row['title'])}</cite>"
    if row["title_translated"]:
        title += f" [{escape(row['title_translated'])}]"
    parts.append(title + ".")
    inside = ", ".join(
        escape(row[c]) for c in ("container", "volume", "pages", "publisher") if row[c]
    )
    if inside:
        parts.append(inside + ".")
    if row["doi"]:
        parts.append(f"doi:{escape(row['doi'])}.")
    if row["isbn"]:
        parts.append(f"ISBN {escape(row['isbn'])}.")
    if row["url"]:
        address = escape(readable(row["url"]), quote=True)
        shown = escape(unquote(row["url"]).removeprefix("https://").removeprefix("http://"))
        parts.append(f'<a class="src-url" href="{address}">{shown}</a>')
    return " ".join(parts)


def grade(row: dict[str, str]) -> str:
    """How the work counts as evidence, in words."""
    kind = KIND.get(row["kind"], row["kind"])
    reliability = row["reliability"].replace("_", "-")
    same = reliability in (kind, row["kind"])
    return kind if same or reliability == "unknown" else f"{kind}, {reliability}"


def source_note(source_id: str) -> str:
    """The note of a {src}: reference, grade and the way to the bibliography."""
    row = source(source_id)
    return (
        f"<p class='note-body'>{reference(row)} <span class='grade'>{escape(grade(row))}</span> "
        f"<a class='note-more' href='{BIBLIOGRAPHY}#{escape(source_id)}'>In the list of sources"
        f"<span class='sr-only'>: {escape(short_citation(source_id))}</span></a></p>"
    )


def _cell(value: object) -> str:
    return escape("" if value is None or value is pd.NA else str(value))


def rows_table(frame: pd.DataFrame, caption: str) -> str:
    """A frame as a plain HTML table, at most ROWS_SHOWN rows, said so if cut."""
    columns = [c for c in frame.columns if c not in HIDDEN]
    head = "".join(f"<th scope='col'>{escape(c.replace('_', ' '))}</th>" for c in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(row[c])}</td>" for c in columns) + "</tr>"
        for row in frame.head(ROWS_SHOWN).to_dict("records")
    )
    cut = len(frame) - ROWS_SHOWN
    more = f"<p>and {cut} more rows in the CSV files.</p>" if cut > 0 else ""
    return (
        f"<div class='table-scroll' tabindex='0' role='region' aria-label='{escape(caption)}'>"
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>{more}"
    )


def confidence_sentence(fact: Fact) -> str:
    """ "Of 11 rows, 9 confirmed by two independent sources, 2 from one source." or blank."""
    counts = fact.confidence
    if not counts:
        return ""
    parts = ", ".join(f"{n} {CONFIDENCE[k]}" for k, n in counts.items())
    total = sum(counts.values())
    return f"{total} row{'s' if total != 1 else ''}: {parts}."


def fact_note(fact: Fact) -> str:
    """The note of a {fact}: value, rule, how sure, which works, and the rows."""
    label = fact.name.replace("_", " ")
    works = ", ".join(
        f"<a href='{BIBLIOGRAPHY}#{escape(s)}'>{escape(short_citation(s))}</a>"
        for s in fact.sources[:6]
    )
    more = len(fact.sources) - 6
    works += f" and {more} more" if more > 0 else ""
    table = ""
    if len(fact.rows):
        table = (
            f"<details class='note-rows'><summary>Show the rows<span class='sr-only'> behind: "
            f"{escape(label)}</span></summary>{rows_table(fact.rows, f'Rows behind: {label}')}"
            "</details>"
        )
    return (
        f"<p class='note-body'><strong>{escape(fact.text)}</strong> · {escape(fact.rule)} "
        f"<span class='grade'>{escape(confidence_sentence(fact))}</span>"
        + (f" <span class='works'>Sources: {works}.</span>" if works else "")
        + f"</p>{table}"
    )


def back_link(ref: str, number: int, label: str) -> str:
    """The way back from a note to its place in the text."""
    return (
        f"<a class='note-backlink' href='#{escape(ref)}' aria-label='{escape(label)}'>↑{number}</a>"
    )
