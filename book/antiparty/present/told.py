"""Where each claim of the encyclopaedia article is told in the book: its page and its section.

Each claim stands once, at the place that treats it most fully. The tests hold every heading to
the chapters, and every claim of claims.csv to this table.
"""

from __future__ import annotations

import re
from functools import cache

HERE = "encyclopaedia"
LIST = "The claims, one by one"  # for what is told only in the list itself
# claims, page, heading of the section (the title of the page for what opens it)
TOLD = (
    ("c001 c002 c007", "plenum", "The decision, and what was printed"),
    ("c003", "index", "What happened, in short"),
    ("c004 c011 c013 c019", "encyclopaedia", "A vote, a tank and an indictment"),
    ("c005 c006", "index", "Seven Against Four"),
    ("c008", "after_stalin", "Premier or secretary"),
    ("c009", "eleven_careers", "Four ways to the table"),
    ("c010", "encyclopaedia", "Offices they had, and had not"),
    ("c012 c014", "factions", "All the splits there are"),
    ("c015", "factions", "All the splits there are"),
    ("c016", "plenum", "Who accused whom"),
    ("c017", "lists", "The record of both sides"),
    ("c018", "encyclopaedia", "What it gets right"),
    ("c020", "four_days", "Tuesday, 18 June: the chair"),
    ("c021", "seven_against_four", "Who stood where, and was there a vote?"),
    ("c022 c024", "factions", "Patrons and clients"),
    ("c023", "encyclopaedia", "Offices they had, and had not"),
    ("c025 c028", "seven_against_four", "Eleven, eighteen, twenty-one"),
    ("c026 c027", "seven_against_four", "Who stood where, and was there a vote?"),
    ("c029 c031", "encyclopaedia", "A vote, a tank and an indictment"),
    ("c030", "after_stalin", "Premier or secretary"),
    ("c032", "seven_against_four", "How a count became a vote"),
    (
        "c033 c034 c035 c036 c037 c038 c039",
        "seven_against_four",
        "Who stood where, and was there a vote?",
    ),
    ("c040 c041 c042 c043", "seven_against_four", "Who stood where, and was there a vote?"),
    ("c044 c045 c046", "plenum", "How did the Central Committee overrule the Presidium?"),
    ("c047", "plenum", "The order of business"),
    ("c048 c053", "plenum", "The order of business"),
    ("c049", "four_days", "Tuesday, 18 June: the chair"),
    ("c050", "plenum", "The order of business"),
    ("c051", "four_days", "Thursday, 20 June: the telephone"),
    ("c052", "plenum", "The order of business"),
    ("c054 c055", "four_days", "Wednesday, 19 June: the tanks"),
    ("c056", "plenum", "The decision, and what was printed"),
    ("c057", "the_fall", "July 1957"),
    ("c058 c061", "plenum", "The decision, and what was printed"),
    ("c059 c060", "encyclopaedia", "Offices they had, and had not"),
    ("c062 c063", "the_fall", "Where they were sent"),
    ("c064 c065", "the_fall", "Where they were sent"),
    ("c066 c067 c068", "the_fall", "Where they were sent"),
    ("c069", "the_fall", "Where they were sent"),
    ("c070 c072", "the_fall", "Those who were not named"),
    ("c071", "encyclopaedia", "A vote, a tank and an indictment"),
    ("c073 c074 c075 c076", "the_fall", "Down the ladder of the party"),
    ("c077", "the_fall", "Down the ladder of the party"),
    ("c078", "the_fall", "After the party"),
    ("c079 c080 c081", "the_fall", "After the party"),
    ("c082 c083 c084 c085", "encyclopaedia", "The year that does not fit"),
    ("c086", "victors", "The marshal, four months"),
    ("c087", "abroad", "In step with Moscow?"),
    ("c088", "abroad", "Hangzhou"),
    ("c089", "abroad", "Was the bomb a price?"),
    ("c090", "abroad", "Was the bomb a price?"),
    ("c091", "parallels", "Three close-ups"),
    ("c092", "parallels", "Three close-ups"),
    ("c093", "parallels", "Three close-ups"),
    ("c094", "encyclopaedia", "Offices they had, and had not"),
    ("c095", "encyclopaedia", "What we do not know"),
    ("c096 c098", "encyclopaedia", "The claims, one by one"),
    ("c097", "seven_against_four", "How a count became a vote"),
    ("c099", "factions", "Patronage, office or force"),
    ("c100", "encyclopaedia", "What we do not know"),
    ("c101", "the_fall", "After the party"),
)


def anchor(heading: str) -> str:
    """The id that a heading has on its page."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-").lstrip("-0123456789")


@cache
def places() -> dict[str, tuple[str, str]]:
    """claim_id → (page, heading)."""
    return {claim: (page, heading) for ids, page, heading in TOLD for claim in ids.split()}


def address(claim: str) -> tuple[str, str]:
    """Link (from the page of the list) and heading of the section that treats a claim."""
    page, heading = places()[claim]
    return ("" if page == HERE else f"{page}.html") + f"#{anchor(heading)}", heading
