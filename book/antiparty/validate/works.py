"""Rules about sources.csv: numbers of books, years, languages, addresses, one work once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from .core import Data, Fault, Row, rule

FIRST_YEAR, LAST_YEAR = 1850, 2026
DOI = re.compile(r"10\.\d{4,9}/\S+")
YEAR_IN_ID = re.compile(r"[a-z]+((?:18|19|20)\d\d)[a-z]{4,}")
# copies of other people's pages, and addresses that only lead on to one
COPIES = (
    "web.archive.org",
    "archive.is",
    "archive.ph",
    "archive.today",
    "webcache.googleusercontent.com",
    "translate.goog",
    "bit.ly",
    "t.co",
    "tinyurl.com",
)
TRACKING = re.compile(r"[?&](utm_\w+|fbclid|gclid|yclid|PHPSESSID|jsessionid)=", re.IGNORECASE)
LANGUAGES = frozenset(
    "az ba be bg bs ca cs da de el en eo es et fa fi fr he hi hr hu hy it ja ka kk ko ky lt lv mk"
    " mn nl no pl pt ro ru sk sl sq sr sv tg tk tr tt uk uz vi zh".split()
)


def isbn_is_valid(text: str) -> bool:
    """Whether the check digit of an ISBN of ten or thirteen digits is right; hyphens are free."""
    digits = text.replace("-", "")
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(c) * (1, 3)[i % 2] for i, c in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if c == "X" else int(c) for c in digits]
        return sum((10 - i) * value for i, value in enumerate(values)) % 11 == 0
    return False


@rule("numbers of works", "an ISBN has a right check digit and a DOI begins with 10.")
def numbers_of_works(data: Data) -> Iterator[Fault]:
    for row in data.rows("sources"):
        if row["isbn"] and not isbn_is_valid(row["isbn"]):
            yield row.fault("isbn", f"{row['isbn'][:20]} is no ISBN", "copy it from the book")
        if row["doi"] and not DOI.fullmatch(row["doi"]):
            yield row.fault("doi", f"{row['doi'][:40]} is no DOI", "write 10.…/…, no address")


@rule(
    "years of works", f"a year of publication is one from {FIRST_YEAR} to {LAST_YEAR}, as in the id"
)
def years_of_works(data: Data) -> Iterator[Fault]:
    for row in data.rows("sources"):
        year = row["year"]
        if not year:
            continue
        if not (re.fullmatch(r"\d{4}", year) and FIRST_YEAR <= int(year) <= LAST_YEAR):
            yield row.fault("year", f"{year[:12]} is no year of publication", "write four digits")
            continue
        found = YEAR_IN_ID.fullmatch(row["source_id"])
        if found and found[1] != year:
            yield row.fault("year", f"{year}, but the id says {found[1]}", "check the year")


@rule("languages", "a language is a code of two letters, and a Russian title is in Cyrillic")
def languages(data: Data) -> Iterator[Fault]:
    for row in data.rows("sources"):
        language, title = row["language"], row["title"]
        described = title.startswith("[")  # our words for a work whose title was not seen
        if language and language not in LANGUAGES:
            yield row.fault("language", f"{language[:12]} is no language code", "ISO 639-1, as en")
        if language == "ru" and title and not described and not re.search("[\u0400-\u04ff]", title):
            yield row.fault("title", "a Russian title in Latin letters", "write it in Cyrillic")


@rule("canonical addresses", "an address is the work's own: no archive, shortener or tracking")
def canonical_addresses(data: Data) -> Iterator[Fault]:
    for row in data.rows("sources"):
        reason = _not_canonical(row) if row["url"] else ""
        if reason:
            yield row.fault("url", reason, "give the canonical address")


def _not_canonical(row: Row) -> str:
    try:
        parts = urlsplit(row["url"])
        host = parts.hostname or ""
    except ValueError:
        return "no address"
    if host.endswith(COPIES) and host not in ("archive.spectator.co.uk",):
        return f"{host} holds copies or redirects"
    if TRACKING.search(row["url"]):
        return "tracking in the address"
    if parts.fragment:
        return "a place within a page: that belongs into the locator"
    if parts.username or parts.port:
        return "a user or port in the address"
    return ""


@rule("Wikipedia", "an article of Wikipedia is cited as such, and its editions are one source")
def wikipedia(data: Data) -> Iterator[Fault]:
    for row in data.rows("sources"):
        try:
            host = urlsplit(row["url"]).hostname or ""
        except ValueError:
            continue
        article = host.endswith(".wikipedia.org")
        if row["type"] == "wikipedia":
            if host and not article:
                yield row.fault(
                    "url", "not an address of Wikipedia itself", "cite the article there"
                )
            if not row["independence_group"].startswith("wikipedia:"):
                reason = "an article of Wikipedia outside the groups of Wikipedia"
                yield row.fault("independence_group", reason, "write wikipedia:<article>")
            if row["reliability"] != "user_generated":
                reason = f"{row['reliability']}, but anybody can write there"
                yield row.fault("reliability", reason, "write user_generated")
        elif article:
            yield row.fault("type", "an article of Wikipedia", "write wikipedia")


@rule("one work once", "no work stands twice, by address or by author, title and year")
def one_work_once(data: Data) -> Iterator[Fault]:
    pages: dict[str, int] = {}
    works: dict[tuple[str, ...], int] = {}
    for row in data.rows("sources"):
        if row["url"] and pages.setdefault(row["url"], row.line) != row.line:
            yield row.fault("url", f"stands already on line {pages[row['url']]}", "merge the rows")
        key = tuple(row[c] for c in ("author", "title", "year", "container", "volume", "pages"))
        if row["author"] and works.setdefault(key, row.line) != row.line:
            reason = f"the work stands already on line {works[key]}"
            yield row.fault("title", reason, "merge the rows")
