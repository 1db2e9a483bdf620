"""The exceptions to the rules of prose, one by one, each with its reason.

``holds`` ties an exception to the data where it can: when it turns false, the sentence is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import prose
from antiparty import facts, tables


@dataclass(frozen=True)
class Stand:
    """Words of a page that a rule would fault, why they may stand, and what must stay true."""

    page: str
    words: str
    why: str
    holds: Callable[[], bool] | None = None


def value(name: str) -> int:
    """The value of a fact."""
    return facts.get(name).value


def months(first: str, last: str) -> int:
    """Full months between two ISO days."""
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day)


def days(first: str, last: str) -> int:
    """Days between two ISO days."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def authors(source_id: str) -> int:
    """How many authors a work has."""
    return len(tables.read("sources").set_index("source_id").at[source_id, "author"].split(";"))


def section(page: str, heading: str) -> str:
    """The words of a section."""
    return " ".join(b.text for b in prose.page(page) if b.section == heading)


def source(page: str) -> str:
    """The MyST source of a page."""
    return (prose.BOOK / f"{page}.md").read_text("utf-8")


NUMBERS = (
    Stand(
        "abroad",
        "as two biographers of Mao",
        "Jung Chang and Jon Halliday, authors of the work cited",
        lambda: authors("chang2005mao") == 2,
    ),
    Stand(
        "abroad",
        "One is the call",
        "one, another, the third: each of the events counted before it is told",
        lambda: value("abroad_before_close") == 3,
    ),
    Stand(
        "after_stalin",
        "cut by more than half",
        "a comparison of two facts of the chapter",
        lambda: 2 * value("march_table") < value("stalins_presidium"),
    ),
    Stand(
        "after_stalin",
        "Forty minutes",
        "from eight to twenty minutes to nine, the hours of the record cited below",
        lambda: (
            "At eight in the evening" in source("after_stalin")
            and "twenty minutes to nine" in source("after_stalin")
        ),
    ),
    Stand(
        "eleven_careers",
        "Four ways",
        "the paragraphs below name the first, second, third and fourth way",
        lambda: all(
            f"{w} way" in section("eleven_careers", "Four ways to the table")
            or f"took the {w}" in section("eleven_careers", "Four ways to the table")
            for w in ("first", "second", "third", "fourth")
        ),
    ),
    Stand(
        "encyclopaedia",
        "Three days later",
        "26 to 29 October 1957",
        lambda: days("1957-10-26", "1957-10-29") == 3,
    ),
    Stand(
        "encyclopaedia",
        "falls after four years",
        "what the article has: 1957 to 1961",
        lambda: int(tables.read("claims").set_index("claim_id").at["c083", "asserted"]) - 1957 == 4,
    ),
    Stand(
        "encyclopaedia",
        "falls after four months",
        "what the data have, in calendar months",
        lambda: value("victors_months_zhukov") == 4,
    ),
    Stand(
        "encyclopaedia",
        "joins three things",
        "the sentence lists them: an alignment, a vote, a successor",
    ),
    Stand("factions", "two camps", "the theory cited speaks of two camps"),
    Stand("factions", "two clear camps", "the theory cited speaks of two camps"),
    Stand(
        "factions",
        "sixteen months earlier",
        "February 1956 to June 1957",
        lambda: months("1956-02-01", "1957-06-01") == 16,
    ),
    Stand(
        "factions",
        "Two rules",
        "office and cohort, both better than ties",
        lambda: (
            min(value("rule_office_right"), value("rule_cohort_right")) > value("rule_ties_right")
        ),
    ),
    Stand(
        "factions",
        "three cautions",
        "first, second and third in the same paragraph",
        lambda: all(
            w in section("factions", "Two rules that do better")
            for w in ("First, ", "Second, ", "Third, ")
        ),
    ),
    Stand("factions", "a few dozen rules", "an idiom for many"),
    Stand(
        "factions",
        "from one to three",
        "the scale of the strengths",
        lambda: set(tables.read("ties")["strength"]) == {1, 2, 3},
    ),
    Stand("grievances", "two or more independent works", "what confirmed means, by the methods"),
    Stand(
        "index",
        "Eleven days later",
        "18 to 29 June 1957",
        lambda: days("1957-06-18", "1957-06-29") == 11,
    ),
    Stand(
        "index",
        "Three ways in",
        "the doors below it: read, rerun, reuse",
        lambda: source("index").count(":::{div} door\n") == 3,
    ),
    Stand(
        "lists",
        "twenty years before",
        "the lists are of 1936 to 1938, the plenum of 1957",
        lambda: months("1937-06-22", "1957-06-22") == 12 * 20,
    ),
    Stand("lists", "The three counts", "Memorial's, an older one and Yakovlev's, named beside it"),
    Stand(
        "lists",
        "two men who would face each other twenty years later",
        "Mikoyan and Malenkov, named in the next sentence; 1937 to 1957",
        lambda: months("1937-09-01", "1957-09-01") == 12 * 20,
    ),
    Stand("lists", "three names", "Malenkov, Molotov and Kaganovich, at whom it was aimed"),
    Stand(
        "parallels",
        "Eight months later",
        "19 October 1956 to 18 June 1957, rounded up by a day",
        lambda: months("1956-10-19", "1957-06-19") == 8,
    ),
    Stand(
        "parallels",
        "Two historians",
        "the work cited has two authors",
        lambda: authors("baev2005bulgaria") == 2,
    ),
    Stand(
        "plenum",
        "the seven were seven",
        "the name of the group said as a number",
        lambda: value("against_full") == 7,
    ),
    Stand("plenum", "had been seven", "what Voroshilov granted, in the work cited"),
    Stand("plenum", "once or twice", "an open question in words, no count"),
    Stand(
        "plenum",
        "two a day",
        "the second sitting was on the 24th, the tenth on the morning of the 28th",
        lambda: (10 - 2) / (28 - 24) == 2,
    ),
    Stand(
        "seven_against_four",
        "to hold two men",
        "Pervukhin and Saburov, named in the quotation",
        lambda: value("waverers_of_aristov") == 2,
    ),
    Stand(
        "seven_against_four",
        "have reached seven",
        "the number that Bulganin spoke of",
        lambda: value("against_full") == 7,
    ),
    Stand(
        "seven_against_four",
        "only eight had come",
        "Mikoyan's objection as the biography cited has it; the data agree",
        lambda: value("room_full") == 8,
    ),
    Stand(
        "seven_against_four",
        "Eleven, eighteen, twenty-one",
        "full members, with the candidates, with the secretaries",
        lambda: (
            (value("full_members"), value("full_members") + value("candidates")) == (11, 18)
            and value("at_the_table") == 21
        ),
    ),
    Stand(
        "the_fall",
        "Two petitions",
        "November 1958 and March 1959, both named in the sentence and in the work cited",
    ),
    Stand(
        "victors",
        "seven years later",
        "June 1957 to October 1964",
        lambda: months("1957-06-29", "1964-10-14") // 12 == 7,
    ),
    Stand(
        "victors",
        "Three days later",
        "26 to 29 October 1957",
        lambda: days("1957-10-26", "1957-10-29") == 3,
    ),
    Stand(
        "victors",
        "A year and a half later",
        "May 1960 to October 1961",
        lambda: abs(months("1960-05-04", "1961-10-31") - 18) <= 1,
    ),
)

# Banned words may be told as words of others. A vote may be spoken of where the question, a claim
# of others, or the plenum's own vote is meant.
TONE = (
    Stand("abroad", "called them Stalinists", "what a magazine wrote of two Romanians"),
    Stand("encyclopaedia", "A vote, a tank and an indictment", "what the article claims"),
    Stand("encyclopaedia", "by seven votes to four joins", "the claim of the article"),
    Stand("encyclopaedia", "a vote, for which there is no record", "says that none is shown"),
    Stand("index", "whether there was a vote", "the question"),
    Stand("plenum", "the resolution was put to the vote", "the plenum of 29 June"),
    Stand("plenum", "he had voted for it", "the plenum of 29 June"),
    Stand("plenum", "totals of the final vote", "the plenum of 29 June"),
    Stand("seven_against_four", "was there a vote?", "the question"),
    Stand("seven_against_four", "speak of a vote or a decision", "what accounts say"),
    Stand("seven_against_four", "How a count became a vote", "the story of the number"),
    Stand("seven_against_four", "having been outvoted", "what a magazine wrote"),
    Stand("seven_against_four", "did tell of a vote", "what a magazine wrote"),
    Stand("seven_against_four", "mentioned no vote", "what a book does not say"),
    Stand("seven_against_four", "wins by seven votes to four", "the claim of the article"),
    Stand("seven_against_four", "dates its vote to", "the claim of the article"),
    Stand("seven_against_four", "anything was put to a vote", "the question"),
    Stand("the_fall", "he had voted for them", "the plenum of 29 June"),
)
