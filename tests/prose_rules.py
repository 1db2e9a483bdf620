"""Faults of prose: typed numbers, claims without a source, memory told as certain, the tone.

Every check takes text with marks (`prose.marked`) or blocks and yields faults in words, so that it
is tried on planted sentences as well as on the book.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from prose import MARK, UNKNOWN, Block, marks

_ONES = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_MORE = "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
VALUES = {w: n for n, w in enumerate(_ONES.split(), start=2)}
VALUES |= {"seventeen": 17, "eighteen": 18, "nineteen": 19}
VALUES |= {w: 10 * n for n, w in enumerate(_MORE.split()[3:], start=2)}
_WORDS = "|".join(sorted(VALUES, key=len, reverse=True))
NUMBER = re.compile(
    rf"\b(?:{_WORDS})(?:-(?:one|{_WORDS}))?\b"
    r"|\b(?:hundred|thousand|million|dozen|half|twice|thrice)\b"
    r"|\b(?:only|just|exactly) one\b"
    r"|(?:^|(?<=[,;] )|(?<=\band ))one (?:is|was|lay|had|were|of (?:these|those))\b"
    r"|(?<![\w.])\d[\d,.]*\d(?!\w)|(?<![\w.])\d(?![\w.]*\w)|\d+(?=[–-]\d)",
    re.IGNORECASE,
)
_N = rf"(?:{_WORDS}|\d+)"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: (?:to|and|or) \d{{1,2}}(?:st|nd|rd|th)?)? {_MONTH}\b"
)
FULL_DAY = re.compile(rf"\b(\d{{1,2}}) ({_MONTH}) (\d{{4}})\b")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d(?:[–-]\d\d(?:\d\d)?)?(?:s\b|\b)")
QUOTE = re.compile(r"[\"“]([^\"”]+)[\"”]")
UNIT = (
    r"(?:minutes?|hours?|times|days?|weeks?|months?|years?|decades?|a year|a century|km|kilometres|"
    r"tonnes|per cent|roubles|pages?)"
)


@dataclass(frozen=True)
class Allowance:
    """A form in which a typed number may stand: its name, why, and where in a sentence it is."""

    name: str
    why: str
    form: re.Pattern[str]
    sourced: bool = False  # only with a {src} in the sentence


ALLOWED = (
    Allowance("date", "a day, month or year is a name of a time", DAY),
    Allowance("year", "a year, a decade or a span of years", YEAR),
    Allowance(
        "ordinal", "the 19th is a day or a place in a row", re.compile(r"\d+(?:st|nd|rd|th)\b")
    ),
    Allowance(
        "clock",
        "a time of day",
        re.compile(
            rf"\b(?:at|by) (?:about )?(?:{_N} minutes (?:to|past) )?{_N}"
            r"(?= in the (?:morning|afternoon|evening)| the |[.,;:]| ?⟦src|\s*$| it was)",
            re.IGNORECASE,
        ),
    ),
    Allowance(
        "alignment",
        "seven to four is the name of the number that the book is about",
        re.compile(r"\b(?:seven|7)(?: votes)?(?: to | against | and |–)(?:four|4)\b", re.I),
    ),
    Allowance(
        "four days",
        "18 to 21 June are called the four days; the data hold their first and last",
        re.compile(r"\bfour days\b", re.IGNORECASE),
    ),
    Allowance(
        "pair",
        "the two, between two: two things that were just named, or that a relation needs",
        re.compile(r"\b(?:the|these|between) two\b(?!-)", re.IGNORECASE),
    ),
    Allowance(
        "place in the book",
        "a chapter, figure or page by its number",
        re.compile(r"\b(?:chapter|figure|page|pages|volume|article|order no\.) \d+", re.IGNORECASE),
    ),
    Allowance(
        "sourced measure",
        "a length of time, way or weight, or how often, taken from the work cited beside it",
        re.compile(
            rf"\b(?:(?:{_N} or )?{_N}|half)[ -](?:(?!a )\w+ )?{UNIT}\b|\b(?:twice|thrice)\b",
            re.IGNORECASE,
        ),
        sourced=True,
    ),
)
# The names that the story gives to groups, and the fact that holds each of them to the data.
GROUPS = {7: "against_full", 4: "with_full", 11: "full_members", 8: "opponents"}
GROUPS |= {3: "fall_seven_named_1957"}
# Nouns of evidence: "two books say" is a count of the works cited in the sentence.
WORKS = re.compile(rf"\b({_WORDS}) (?:books|accounts|works|pages|biographies|papers)\b", re.I)
# A group is a name where no noun is counted: "the eleven", "the eleven men", not "the eleven full
# members", which is a count.
_SMALL = "as|in|of|with|who|that|and|on|at|by|to|from|were|had|was|is|has|its|his|this|less|thus"
_COUNTED = rf"(?! (?:(?!(?:{_SMALL})\b)\w+ ){{0,2}}?(?!(?:{_SMALL})\b)[a-z]+s\b)"
GROUP = re.compile(
    rf"\b(?:the|this|these|those|all) (?:\w+ )?({_WORDS})\b(?!-){_COUNTED}", re.IGNORECASE
)


def masked(text: str) -> str:
    """Text with its marks blanked, so that places stay the same."""
    return MARK.sub(lambda m: f"⟦{m[1]}" + " " * (len(m[0]) - len(m[1]) - 2) + "⟧", text)


def typed_numbers(
    sentence: str, following: str = "", values: Container[int] = (), heading: bool = False
) -> Iterator[str]:
    """Numbers typed in a sentence outside every allowance.

    ``values``: what the facts of the page (or, for a heading, of its section) amount to; a group
    such as "the ten" may repeat them, and a heading may.
    """
    text = masked(sentence)
    cited = marks(sentence, "src")
    free = [m.span() for a in ALLOWED if cited or not a.sourced for m in a.form.finditer(text)]
    if cited or marks(following, "src"):  # the words of somebody of the time
        free += [m.span() for m in QUOTE.finditer(text)]
    for found in GROUP.finditer(text):
        if VALUES[found[1].lower()] in {*GROUPS} or VALUES[found[1].lower()] in values:
            free.append(found.span())
    for found in WORKS.finditer(text):
        if VALUES[found[1].lower()] == len(set(cited)):
            free.append(found.span())
    for found in NUMBER.finditer(text):
        inside = any(a <= found.start() and found.end() <= b for a, b in free)
        said = heading and VALUES.get(found[0].lower(), -1) in values
        if not inside and not said:
            yield found[0]


SUPPORT = ("src", "fact", "numref")
# Words by which a sentence says that it tells of our own ignorance, or of our own table.
_OPEN = (
    r"whether|not found|not known|unknown|not read|not seen|not opened|not checked|not shown|"
    r"found no|found nothing|no page|no source|none of the (?:lists|sources)|we have read|"
    r"recall(?:ed)?|from memory|(?:our|the) (?:table|data|counts|chart)|not in our data|"
    r"not made here|a matter of guessing"
)
OPEN = re.compile(rf"\b(?:{_OPEN})\b", re.IGNORECASE)
# In "What we do not know" also what would change the picture.
OPEN_THERE = re.compile(
    rf"\b(?:{_OPEN}|have not|seen none|nothing|cannot|would|could|disputed|not clear|"
    r"has a witness)\b",
    re.IGNORECASE,
)
ASKS = re.compile(r"^(?:\*|(?:Whether|What|Who|Whom|When|Which|How|Why|Where|On which)\b)")


def says_open(sentence: str, section: str) -> bool:
    """Does the sentence ask, or tell what we do not know, or speak of our own table?"""
    bare = masked(sentence)
    if bare.rstrip().endswith("?"):
        return True
    if section == UNKNOWN:
        return bool(OPEN_THERE.search(bare) or ASKS.search(bare))
    return bool(OPEN.search(bare))


def supported(text: str, *kinds: str) -> bool:
    """Does the text carry a mark of one of these kinds (any support by default)?"""
    return any(marks(text, kind) for kind in kinds or SUPPORT)


def tells(text: str, names: re.Pattern[str]) -> bool:
    """Does the text hold a date, a name, or somebody's words?"""
    bare = masked(text)
    return any(p.search(bare) for p in (DAY, YEAR, QUOTE, names))


def unsourced_block(block: Block, names: re.Pattern[str], page: Iterable[Block]) -> Iterator[str]:
    """A paragraph or bullet that tells of dates, people or words needs a source or a fact.

    A lede asks the question of the chapter: it may go without, if each exact day it names stands
    again, supported, on the page. A sentence about our own table or our own ignorance, and the
    way to another page (a link), need none. In "What we do not know" each sentence that names a
    person or an exact day is held to this.
    """
    if block.kind == "heading" or not tells(block.text, names):
        return
    if block.section != UNKNOWN and supported(block.text, *SUPPORT, "see"):
        return
    if block.kind == "lede":
        later = " ".join(b.text for b in page if b != block and supported(b.text))
        for day in DAY.findall(block.text):
            if day not in later:
                yield f"{day} stands in the lede and, supported, nowhere on the page"
        return
    for sentence in block.sentences:
        bare = masked(sentence)
        named = DAY.search(bare) or names.search(bare)
        if block.section != UNKNOWN:
            named = named or YEAR.search(bare) or QUOTE.search(bare)
        open_ = says_open(sentence, block.section)
        if named and not open_ and not supported(sentence, *SUPPORT, "see"):
            yield f"no source or fact: {sentence[:90]}"


def unsourced_quotations(block: Block) -> Iterator[str]:
    """Words of four or more in quotation marks need a {src} in their sentence or the next."""
    said = block.sentences
    for place, sentence in enumerate(said):
        for quote in QUOTE.findall(masked(sentence)):
            near = " ".join(said[place : place + 2])
            if len(quote.split()) >= 4 and not supported(near, "src"):
                yield f"whose words are these: “{quote}”"


def unsourced_days(block: Block) -> Iterator[str]:
    """An exact day needs a source, fact or figure in its sentence or in a neighbouring one.

    Ledes and headings are free (see `unsourced_block`), and so are sentences that say what is not
    known. A neighbour counts because one work often carries two sentences; the limit of the rule
    is that it cannot tell whether that work has this day.
    """
    if block.kind in ("lede", "heading"):
        return
    said = block.sentences
    for place, sentence in enumerate(said):
        near = " ".join(said[max(0, place - 1) : place + 2])
        open_ = says_open(sentence, block.section)
        if DAY.search(masked(sentence)) and not open_ and not supported(near, *SUPPORT, "see"):
            yield f"no source near the day: {sentence[:90]}"


HEDGE = re.compile(
    r"\b(?:recall(?:ed|s)?|remember|from memory|standard (?:account|work|edition)s?|not checked|"
    r"is said|are said|said to|inferred|by accounts that)\b",
    re.IGNORECASE,
)


def memory_as_certain(sentence: str, shares: Callable[[str], Mapping[str, int]]) -> Iterator[str]:
    """A sentence that rests on facts alone, all of them on recalled rows only, must say so.

    ``shares``: the confidence of the rows behind a fact, as ``Fact.confidence``.
    """
    used = marks(sentence, "fact")
    if not used or marks(sentence, "src") or HEDGE.search(sentence):
        return
    if all(set(shares(name)) == {"recalled"} for name in used):
        yield f"rests on memory and does not say so: {sentence[:90]}"


def days_of_memory(
    block: Block, recalled: Mapping[str, bool], months: tuple[str, ...]
) -> Iterator[str]:
    """A full date that the data know only from recalled rows must be told as recalled.

    ``recalled``: day (ISO) → are all rows with this day recalled? Days of no row are not judged.
    """
    for sentence in block.sentences:
        for day, month, year in FULL_DAY.findall(masked(sentence)):
            iso = f"{year}-{months.index(month):02}-{int(day):02}"
            if recalled.get(iso) and not marks(sentence, "src") and not HEDGE.search(sentence):
                yield f"{day} {month} {year} is only recalled: {sentence[:80]}"


# Right of a member, and the word discussed: no vote is told of as taken.
_RIGHT = re.compile(
    r"\b(?:with|without|had|have|has|held|gave) (?:a|no) vote\b|\bthe right to vote\b"
    r"|\bcould vote\b|\bonly people with a vote\b|\*vote\*",
    re.IGNORECASE,
)
VOTE = re.compile(r"\b(?:out)?vot(?:e|es|ed|ing)\b", re.IGNORECASE)
BANNED = {
    r"\brevolt\w*|\brebel\w*|\bmutin\w*|\buprising": "a move in a committee is none",
    r"\bold guard\b": "five of the eight were younger than Khrushchev",
    r"\bStalinists?\b": "the word fits some of the seven",
    r"\bblood\w*": "a word of the indictment",
    r"\bputsch\w*|\bcoup\b|\bplotters?\b|\bconspirators?\b": "the winners' word for June 1957",
    r"\bof course\b|\bobviously\b|\bundoubtedly\b|\binevitabl\w+": "hindsight",
    r"\bdecided to oust\b|\bvoted (?:him|Khrushchev) out\b": "no decision is shown",
}


def tone(sentence: str) -> Iterator[str]:
    """Words of the tone rules outside quotation marks: those banned, and a vote told of."""
    text = QUOTE.sub(lambda m: " " * len(m[0]), masked(sentence))
    for pattern, why in BANNED.items():
        for found in re.finditer(pattern, text, re.IGNORECASE):
            yield f"{found[0]}: {why}"
    rest = _RIGHT.sub(lambda m: " " * len(m[0]), text)
    for found in VOTE.finditer(rest):
        yield f"{found[0]}: no vote of June is documented"
