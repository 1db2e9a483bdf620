"""The audit of the article: all claims on the page, and corrections that the data bear out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from antiparty import asof, dates, facts, figures, tables
from antiparty.facts import encyclopaedia as audit
from antiparty.present import claims as page

JUNE = "1957-06-18"


class Claims(HTMLParser):
    """The list as read by a browser: per id its class, text and links; and all ids."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, dict] = {}
        self.current = ""
        self.skip = False

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "li" and "claim" in has.get("class", "").split():
            self.current = has["id"]
            assert self.current not in self.found, f"{self.current} stands twice"
            self.found[self.current] = {"class": has["class"], "text": "", "links": []}
        if tag == "a" and self.current:
            self.found[self.current]["links"].append(has["href"])

    def handle_endtag(self, tag):
        if tag == "li":
            self.current = ""

    def handle_data(self, data):
        if self.current:
            self.found[self.current]["text"] += data


@pytest.fixture(scope="module")
def listed():
    parser = Claims()
    parser.feed(page.claim_list())
    return parser.found


@pytest.fixture(scope="module")
def rows():
    return tables.read("claims").set_index("claim_id")


def test_every_claim_is_on_the_page_in_order(listed, rows):
    assert list(listed) == [f"c{n:03}" for n in range(1, 102)] == sorted(rows.index)


def test_each_has_verdict_correction_reason_and_source(listed, rows):
    known = set(tables.read("sources")["source_id"])
    curly = str.maketrans("“”’", '""\'')
    for name, row in rows.iterrows():
        mine = listed[name] | {"text": listed[name]["text"].translate(curly)}
        assert row["verdict"] in mine["class"].split()
        assert audit.VERDICTS[row["verdict"]].capitalize() in mine["text"]
        assert row["claim"] in mine["text"]
        assert row["correct"] in mine["text"]
        assert row["explanation"] in mine["text"]
        assert row["correct"] or row["explanation"], name
        if row["verdict"] in ("corrected", "contested"):
            assert row["correct"], name
            assert row["explanation"], name
        works = [a.split("#")[1] for a in mine["links"] if a.startswith("sources.html#")]
        assert works, name
        assert set(works) <= known
        assert audit.ARTICLE not in works  # the article is no witness in its own case


def test_rival_readings_are_linked_where_there_are_any(listed, rows):
    conflicts = set(tables.read("conflicts")["conflict_id"])
    for name, row in rows.iterrows():
        links = [a.split("#")[1] for a in listed[name]["links"] if "methods.html#" in a]
        assert links == ([row["conflict_id"]] if row["conflict_id"] else [])
        assert set(links) <= conflicts


def test_corrections_of_fact_rest_on_two_witnesses(rows):
    groups = tables.read("sources").set_index("source_id")["independence_group"]
    for name, row in rows[rows["verdict"] == "corrected"].iterrows():
        assert len({groups[w] for w in audit.works(row["sources"])}) > 1, name


# claim -> the spell whose first and last day the correction must name
SPELLS = {
    "c008": ("malenkov-premier-1953", "start end"),
    "c010": ("kaganovich-first_deputy_premier-1953", "start end"),
    "c023": ("shepilov-foreign_minister-1956", "start end"),
    "c030": ("bulganin-premier-1955", "start end"),
    "c049": ("zhukov-defence_minister-1955", "start end"),
    "c063": ("molotov-mongolia_embassy-1957", "start"),
    "c066": ("kaganovich-asbest_trust-1957", "start"),
    "c070": ("bulganin-premier-1955", "end"),
    "c072": ("khrushchev-premier-1958", "start"),
    "c083": ("zhukov-defence_minister-1955", "end"),
    "c085": ("zhukov-defence_minister-1955", "end"),
}


@pytest.mark.parametrize("name", SPELLS)
def test_dates_of_office_agree_with_the_careers(rows, name):
    spell, ends = SPELLS[name]
    career = tables.read("memberships").set_index("membership_id").loc[spell]
    for end in ends.split():
        assert dates.label(career[end]) in rows.loc[name, "correct"]


def test_zhukov_fell_in_1957(rows):
    seat = tables.read("memberships").set_index("membership_id").loc["zhukov-presidium_full-1957"]
    assert dates.label(seat["end"]) in rows.loc["c083", "correct"]
    days = facts.get("audit_zhukov_days").value
    assert days == 119  # 29 June to 26 October
    assert f"{days} days" in rows.loc["c085", "explanation"]
    held = asof.seats("1961-01-01")
    held = held[held["person_id"] == "zhukov"]
    assert not {"defence_minister", "presidium_full", "cc_cpsu"} & set(held["organization_id"])


def test_shepilov_was_no_minister_in_june(rows):
    held = asof.seats(JUNE)
    posts = set(held.loc[held["person_id"] == "shepilov", "organization_id"])
    assert "foreign_minister" not in posts
    assert {"presidium_candidate", "secretariat"} <= posts
    kinds = tables.read("organizations").set_index("organization_id")["kind"]
    assert not {"ministry", "state_office"} & {kinds[p] for p in posts}  # c060: none to lose
    ministers = held.loc[held["organization_id"] == "foreign_minister", "person_id"]
    assert list(ministers) == ["gromyko"]
    assert facts.get("audit_shepilov_months").value == 4


def test_kaganovich_sat_and_went_to_asbest():
    held = asof.seats(JUNE)
    posts = set(held.loc[held["person_id"] == "kaganovich", "organization_id"])
    assert "first_deputy_premier" in posts
    later = asof.seats("1958-01-01")
    posts = set(later.loc[later["person_id"] == "kaganovich", "organization_id"])
    assert "asbest_trust" in posts
    assert "solikamsk_potash" not in posts


def test_expulsions_agree_with_the_sanctions(rows):
    final = audit.expulsions()
    last = dict(zip(final["person_id"], final["date"], strict=True))
    claims = {"molotov": "c073", "malenkov": "c074", "kaganovich": "c075", "shepilov": "c076"}
    assert set(last) == set(claims)
    for person, name in claims.items():
        year = last[person][:4]
        assert (rows.loc[name, "verdict"] == "confirmed") == (year == "1961")
        day = dates.label(last[person]).removesuffix(f" {year}")
        assert day in rows.loc[name, "correct"]
        assert year in rows.loc[name, "correct"]
    assert facts.get("audit_expelled_1961").value == 1


def test_the_days_of_the_plenum_and_of_the_first_meeting(rows):
    events = tables.read("events").set_index("event_id")
    assert (
        dates.label(events.loc["e1957_10_15_agreement", "start"]) == (rows.loc["c090", "correct"])
    )
    assert str(facts.get("full_members").value) == rows.loc["c027", "correct"]
    against, whole = facts.get("against_of_the_presidium").value, 18
    assert rows.loc["c025", "correct"].startswith(f"{against} of the {whole} ")
    seven, full = facts.get("against_full").value, facts.get("full_members").value
    assert rows.loc["c026", "correct"] == f"{seven} of {full}"


COUNTED = {  # by hand from claims.csv
    "audit_claims": 101,
    "audit_sentences": 36,
    "audit_confirmed": 58,
    "audit_imprecise": 17,
    "audit_contested": 12,
    "audit_corrected": 11,
    "audit_unverified": 3,
    "audit_single": 9,
    "audit_longest_sentence": 16,
    "audit_longest_confirmed": 13,
    "audit_corrected_after": 8,
    "audit_of_1961": 5,  # four expulsions and Zhukov
    "audit_of_1961_confirmed": 1,  # Malenkov
    "audit_on_papers": 6,  # c010, c023, c059, c073, c083, c085
    "audit_on_later_works": 5,  # c055, c060, c066, c067, c076
    "audit_against_itself": 4,  # c010, c023, c060, c076
}


@pytest.mark.parametrize("name", COUNTED)
def test_facts(name):
    made = facts.get(name)
    assert made.value == COUNTED[name]
    assert made.sources


def test_most_claims_hold():  # the lede says so
    assert 2 * facts.get("audit_confirmed").value > facts.get("audit_claims").value


def test_a_paper_is_of_the_time_or_not():
    kind = audit.evidence_kind
    assert kind("primary", "2001") == "document"
    assert [kind("press", y) for y in ("1952", "1953", "1964", "1965", "")] == [
        "reference",
        "paper",
        "paper",
        "reference",
        "reference",
    ]
    assert kind("memoir", "1957") == "history"


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_the_strip_draws_every_claim_once(layout):
    made = figures.get("article-as-strip")
    assert len(made.frame) == 101
    drawn = {t.name: len(t.x) - 1 for t in made.draw(layout).data}  # one mark each in the key
    assert drawn == {v: int((audit.claims()["verdict"] == v).sum()) for v in audit.VERDICTS}


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_the_works_drawn_are_the_works_cited(layout):
    made = figures.get("what-corrections-rest-on")
    wanted = sum(len(set(audit.works(c))) for c in made.frame["sources"])
    assert sum(len(t.x) for t in made.draw(layout).data) == wanted
    assert made.frame[list(audit.KINDS)].to_numpy().sum() == wanted


def test_titles_say_what_the_data_say():
    strip, rests = (figures.get(i) for i in ("article-as-strip", "what-corrections-rest-on"))
    assert strip.title.startswith("Eight of the eleven claims that had to be corrected")
    assert strip.title.endswith("what came after")
    assert rests.title.startswith("Six of the eleven corrections")
    for made in (strip, rests):
        assert len(made.alt) > 400
        assert made.doubt
        assert made.sources
    assert "Zhukov was removed in 1961." in strip.alt


def test_the_filter_names_every_verdict():
    html = page.claim_list()
    for verdict in audit.VERDICTS:
        assert f"id='only-{verdict}'" in html
        assert f"#only-{verdict}:checked" in html
    assert re.search(r"id='only-all' checked", html)
    assert html.count("<details class='claims-part' open>") == len(audit.SECTIONS)
