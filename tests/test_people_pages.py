"""A page for everyone: what it says against the CSV files, and for five people by hand."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from types import SimpleNamespace

import people as extension
import pytest
from antiparty import dates, figures
from antiparty.people import life, profile, rows, where
from antiparty.present import lifesvg, person
from bookcopy import REPO, copy_book, make
from bs4 import BeautifulSoup, Tag
from docutils.utils import new_document

DATA = REPO / "data"
RECALLED = "recalled, not checked"


@cache
def table(name: str) -> list[dict[str, str]]:
    """A CSV file as it stands, read without the library."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EVERYONE = [row["person_id"] for row in table("people")]


@cache
def page(who: str) -> BeautifulSoup:
    return BeautifulSoup(person.page_html(who), "html.parser")


def told(who: str, key: str) -> list[Tag]:
    """The rows of all tables in the section with this id."""
    found, item = [], page(who).find("h2", id=key)
    while item is not None and (item := item.find_next_sibling()) is not None and item.name != "h2":
        if item.name == "table":
            found += item.select("tbody tr")
    return found


def words(item: Tag) -> str:
    return " ".join(item.get_text(" ").split())


def naming(name: str, who: str, *columns: str) -> list[dict[str, str]]:
    return [row for row in table(name) if who in [row[c] for c in columns or ("person_id",)]]


# id of the section -> (table, columns that name the person)
TOLD = {
    "career": ("memberships",),
    "plenum": ("speeches",),
    "grievances": ("grievance_people",),
    "decision": ("decree_people",),
    "sanctions": ("sanctions",),
    "ties": ("ties", "from_id", "to_id"),
    "groups": ("faction_members",),
    "record": ("repression",),
    "events": ("participants",),
    "cases": ("case_people",),
}


def test_everyone_has_a_page():
    stubs = extension.stubs()
    assert set(stubs) == {f"{who}.md" for who in EVERYONE} | {"index.md"}
    assert len(EVERYONE) == 193
    assert "# Vyacheslav Molotov\n" in stubs["molotov.md"]
    contents = (REPO / "_toc.yml").read_text("utf-8")
    assert "book/people/index" in contents and "glob: book/people/*" in contents
    assert "book/people/" in (REPO / ".gitignore").read_text("utf-8").split("\n")


def certainty(row: dict[str, str]) -> str:
    if row["confidence"] == "single" and " " in row["sources"]:
        return "not confirmed independently"
    return {"confirmed": "two independent sources", "single": "one source"}.get(
        row["confidence"], RECALLED
    )


@pytest.mark.parametrize("key", TOLD)
def test_every_row_is_told_once(key):
    """As many rows as the file has for each person, each with its certainty and its sources."""
    name, *columns = TOLD[key]
    for who in EVERYONE:
        mine = naming(name, who, *columns)
        shown = told(who, key)
        assert len(shown) == len(mine), who
        sure = Counter(words(row.select_one(".sure")) for row in shown)
        assert sure == Counter(certainty(r) for r in mine), who
        works = Counter(
            a["href"].split("#")[1] for row in shown for a in row.select(".of a[href*=sources]")
        )
        cited = (r["sources"] or r["recalled_from"] for r in mine)
        assert works == Counter(s.split("@")[0] for cell in cited for s in cell.split()), who


def test_stances_votes_and_charges_are_told():
    for who in EVERYONE:
        spans, placed = naming("stances", who), naming("votes", who)
        assert len(told(who, "june-1957")) + len(told(who, "votes")) == len(spans) + len(placed)
        made, against = (
            naming("accusations", who, "accuser_id"),
            naming("accusations", who, "accused_id"),
        )
        assert len(told(who, "accusations")) == len(made) + len(against)


def test_posts_agree_with_the_file():
    """Days, role, body and place of every post of everyone."""
    bodies = {row["organization_id"]: row["name_en"] for row in table("organizations")}
    for who in EVERYONE:
        shown = Counter(
            (words(row.th), words(row.b), words(row.span)) for row in told(who, "career")
        )
        wanted = Counter(
            (
                dates.period(r["start"], r["end"]),
                r["role_en"][0].upper() + r["role_en"][1:],
                bodies[r["organization_id"]],
            )
            for r in naming("memberships", who)
        )
        assert {tuple(" ".join(w.split()) for w in k): n for k, n in wanted.items()} == shown


def test_recalled_rows_say_so_and_name_what_is_remembered():
    row = next(
        r for r in told("shepilov", "career") if "Chulym" in words(r) or "state farm" in words(r)
    )
    assert words(row.select_one(".sure")) == RECALLED
    assert words(row.select_one(".of")).startswith("from memory of ")
    assert "Recalled and not checked: 5 of 22 rows." in words(page("shepilov"))
    assert sum(r["confidence"] == "recalled" for r in naming("memberships", "shepilov")) == 5


def test_rivals_are_marked_and_every_reading_is_shown():
    readings = table("conflict_readings")
    for who in EVERYONE:
        for key, name in (
            ("career", "memberships"),
            ("sanctions", "sanctions"),
            ("record", "repression"),
        ):
            mine = [r for r in naming(name, who) if r["reading"] == "rival"]
            marked = [r for r in told(who, key) if "rival" in r.get("class", [])]
            assert len(marked) == len(mine), (who, key)
            assert all("rival reading" in words(r) for r in marked)
        held = {r["conflict_id"] for name in ("memberships", "people") for r in naming(name, who)}
        for conflict in held - {""}:
            heading = page(who).find("h3", id=f"dispute-{conflict}")
            items = heading.find_next("ul").find_all("li", recursive=False)
            known = [r for r in readings if r["conflict_id"] == conflict]
            assert len(items) == len(known)
            assert [words(i.b) for i in items] == ["Taken:"] + ["Rival:"] * (len(known) - 1)


def test_links_within_the_page_lead_somewhere():
    for who in EVERYONE:
        ids = [item["id"] for item in page(who).find_all(id=True)]
        assert len(ids) == len(set(ids))
        for link in page(who).select("a[href^='#']"):
            assert link["href"][1:] in ids, (who, link)
        for link in page(who).select("a[href]"):
            if re.fullmatch(r"\w+\.html", link["href"]):
                assert link["href"].removesuffix(".html") in [*EVERYONE, "index"]


def test_cyrillic_is_marked_as_russian():
    index = BeautifulSoup(person.index_html(), "html.parser")
    for soup in [*map(page, EVERYONE), index]:
        for text in soup.find_all(string=re.compile("[А-яЁё]")):
            assert text.find_parent(lang="ru"), text


def test_what_is_not_known_is_said():
    facts = dict(
        zip(
            *[map(words, page("malin").select(f".particulars {t}")) for t in ("dt", "dd")],
            strict=True,
        )
    )
    assert facts["Born"] == facts["Died"] == "unknown"
    assert dict(profile.profile("abakumov").facts)["Born"] == "11 April 1908, place unknown"
    assert dict(profile.profile("zhukov").facts)["Died"] == "18 June 1974, Moscow"
    unknown = [r for r in naming("memberships", "furtseva") if not r["place_id"]]
    blank = [
        r for r in told("furtseva", "career") if words(r.select_one(".at")) == "place not given"
    ]
    assert len(blank) == len(unknown) == 1


def parts(who: str) -> dict[str, int]:
    """Section → number of rows, as the links at the top of the page say."""
    items = page(who).select(".parts li")
    return {words(item.a): int(item.a.next_sibling) for item in items}


def test_molotov_by_hand():
    top = words(page("molotov"))
    assert top.startswith(
        "Молотов Вячеслав Михайлович Against Khrushchev in June 1957 · full member of the Presidium"
    )
    facts = dict(profile.profile("molotov").facts)
    assert facts["Born"].startswith("9 March 1890, Kukarka (now Sovetsk")
    assert facts["Died"] == "8 November 1986, Moscow"
    assert facts["Age on 18 June 1957"] == "67" and facts["Party member since"] == "1906"
    assert "Скрябин Вячеслав Михайлович" in top and "Viacheslav Molotov" in top
    assert parts("molotov") == {
        "Career": 28, "June 1957": 28, "At the plenum of June 1957": 3, "Charges": 46,
        "Complaints against Khrushchev": 9, "In the decision of 29 June 1957": 7,
        "Penalties, steps down, and their undoing": 16, "Ties": 60, "Groups": 3,
        "Repression and inquiries: the record": 15, "Events": 52, "Other decisions": 4,
        "Where the sources disagree": 14,
    }  # fmt: skip
    lists = [words(r) for r in told("molotov", "record") if "Execution lists signed" in words(r)]
    assert any("372 lists" in r and "a rival" not in r for r in lists)
    assert any("373 lists" in r and "a rival reading" in r for r in lists)
    vienna = [words(r) for r in told("molotov", "career") if "permanent" in words(r).lower()]
    assert len(vienna) == 2 and sum("a rival reading" in r for r in vienna) == 1
    resolution = next(r for r in told("molotov", "june-1957") if "Official text" in words(r))
    assert words(resolution.b) == "Abstaining"


def test_khrushchev_by_hand():
    assert 'r="9"' in person.mark("supporter", target=True)
    assert page("khrushchev").select_one(".side svg circle[r='9']"), "the target has a double ring"
    assert parts("khrushchev")["Ties"] == 99 + 65
    assert parts("khrushchev")["Charges"] == 21 + 12
    first = [words(r.th) for r in told("khrushchev", "career") if words(r.b) == "First Secretary"]
    assert first == ["7 September 1953 – 14 October 1964", "14 September 1953 – 14 October 1964"]
    tie = next(r for r in told("brezhnev", "ties") if words(r.b) == "Client of Nikita Khrushchev")
    assert tie.b.a["href"] == "khrushchev.html"
    assert any(words(r.b) == "Patron of Leonid Brezhnev" for r in told("khrushchev", "ties"))


def test_voroshilov_by_hand():
    spans = [(words(r.th), words(r.b)) for r in told("voroshilov", "june-1957")][:5]
    assert spans == [
        ("18 June 1957", "Against Khrushchev"),
        ("19 June 1957 – 21 June 1957", "Against Khrushchev"),
        ("22 June 1957 – 27 June 1957", "Leaning against Khrushchev"),
        ("28 June 1957", "Recanted"),
        ("29 June 1957", "Recanted"),
    ]
    accounts = [words(r) for r in told("voroshilov", "june-1957")]
    assert sum("changed sides on 28 June 1957" in a for a in accounts) == 16
    assert any("spectator" in a.lower() and "Wavering" in a for a in accounts)
    assert any("185 lists" in words(r) for r in told("voroshilov", "record"))


def test_shepilov_and_furtseva_by_hand():
    shepilov, furtseva = words(page("shepilov")), words(page("furtseva"))
    held = "candidate member of the Presidium, without a vote · secretary of the Central Committee"
    assert f"Against Khrushchev in June 1957 · {held}" in shepilov
    assert f"With Khrushchev in June 1957 · {held}" in furtseva
    for who, shape in (("shepilov", "rect"), ("furtseva", "circle")):
        sign = page(who).select_one(".side svg")
        assert sign.find(shape)["fill"] == "var(--t-paper)", "hollow: no vote"
    seat = [words(r.th) for r in told("furtseva", "career") if words(r.b) == "Member"]
    assert seat == ["29 June 1957 – 31 October 1961"]
    birth = page("furtseva").find("h3", id="dispute-furtseva_birth")
    assert "7 December 1910" in words(birth.find_next("ul")) and "24 November 1910" in words(
        birth.find_next("ul")
    )
    charge = words(told("furtseva", "accusations")[0])
    assert "Against Dmitri Shepilov" in charge and "about 16 June 1957" in charge


def test_the_chart_is_drawn_from_the_posts():
    """Shares of the axis against dates worked out by hand; doubt drawn; colours of the theme."""
    found = life.life("furtseva")
    assert (found.first, found.last) == (1925, 1975)
    days = (dates.day("1975-01-01") - dates.day("1925-01-01")).days
    assert found.band[0] == (dates.day("1957-06-18") - dates.day("1925-01-01")).days / days
    minister = next(bar for bar in found.bars if "Culture" in bar.words)
    assert minister.x[0] == minister.x[1] and minister.x[2] == minister.x[3]
    coarse = next(bar for bar in found.bars if "1942 – 1950" in bar.words)
    assert coarse.x[1] - coarse.x[0] == pytest.approx(364 / days)
    assert {bar.half for bar in found.bars} == {"", "top", "bottom"}
    svg = str(page("furtseva").select_one("svg.life"))
    assert 'fill="url(#maybe-party)"' in svg and "June 1957</text>" in svg
    recalled = [bar for bar in life.life("shepilov").bars if bar.recalled]
    drawn = str(page("shepilov").select_one("svg.life"))
    assert recalled and drawn.count('stroke-dasharray="3 2"') == len(recalled)
    for who in EVERYONE:
        box = page(who).select_one("figure.life-box")
        if box is None:
            assert not any(r["start"] or r["end"] for r in life.spells(who))
            continue
        text = str(box)
        assert not re.search(r"#[0-9a-fA-F]{3,6}\b", re.sub(r"url\(#|href=\"[^\"]*", "", text)), who
        assert box.svg.title.string and box.svg.desc.string
        assert box.svg["aria-labelledby"] == "life-title life-desc"
        for layout, width in life.WIDTH.items():
            taken = {}
            for label in life.life(who).labels:
                if label.layout in ("", layout):
                    long = (len(label.text) * life.LETTER + 4) / width
                    left = label.x - long if label.ends else label.x
                    right = left + long
                    assert left >= 0 and right <= 1.0001, (who, label)
                    for start, end in taken.setdefault(label.y, []):
                        assert right <= start or left >= end, (who, label)
                    taken[label.y].append((left, right))


def test_an_open_end_reaches_the_edge_as_possible_days():
    found = life.life("andropov")
    bar = max((b for b in found.bars if "or later" in b.words), key=lambda b: b.x)
    assert bar.x[3] == 1.0 and bar.x[2] < 1.0
    assert "possible days" in [said for _, said in lifesvg.key(found)]


def test_figures_named_on_the_page_show_the_person():
    assert [p.figure for p in where.where("aleksandrov")] == []
    chapters = {p.stem for p in (REPO / "book").glob("*.md")}
    for place in where.PLACES:
        assert place.chapter in chapters
        text = (REPO / "book" / f"{place.chapter}.md").read_text("utf-8")
        assert f'show("{place.figure}")' in text
        frame = figures.get(place.figure).frame.to_csv()
        people = place.people()
        assert people <= set(EVERYONE) and people
        if place.figure != "stance-turns":  # whose table names nobody who did not turn
            missing = [p for p in people if rows.surname(p) not in frame]
            assert not missing, (place.figure, missing)


def test_pages_are_light_and_described():
    for who in EVERYONE:
        text = extension.described(who)
        assert 20 < len(text) <= extension.LONG + 2
        assert text.startswith(f"{rows.name(who)} ({rows.native(who)}")
        assert person.page_html(who).count("<h1") == 0  # the heading is the stub's
    assert extension.described("molotov").startswith(
        "Vyacheslav Molotov (Вячеслав Молотов, 1890–1986):"
    )
    for word in ("Молотов", "Molotov", "Скрябин Вячеслав Михайлович"):
        assert word in extension.search_words("molotov")
    assert "Askhabad" in extension.search_text("shepilov")


def test_the_index_lists_everyone_by_side_and_name():
    soup = BeautifulSoup(person.index_html(), "html.parser")
    heads = [words(h).removesuffix("#").strip() for h in soup.find_all("h2")]
    assert heads == [
        "Against Khrushchev (8)",
        "With Khrushchev (37)",
        "In office, no side on record (72)",
        "Not in the leadership (76)",
    ]
    links = [a["href"] for a in soup.select(".people-list a")]
    assert sorted(links) == sorted(f"{who}.html" for who in EVERYONE)
    assert links[:3] == ["bulganin.html", "kaganovich.html", "malenkov.html"]
    line = soup.select_one("li:has(a[href='molotov.html'])")
    assert "Вячеслав Молотов" in words(line) and "1890–1986" in words(line)
    assert "скрябин" in line["data-find"]
    assert soup.form.has_attr("hidden"), "the filter shows only where scripts run"


def test_the_rows_of_a_page_can_be_taken():
    text = person.rows_json("furtseva")
    made = json.loads(text)["tables"]
    assert [r["membership_id"] for r in made["memberships"]] == [
        r["membership_id"] for r in naming("memberships", "furtseva")
    ]
    assert (
        len(made["ties"]) == 10 and made["people"][0]["name_ru"] == "Фурцева Екатерина Алексеевна"
    )
    assert "d1910_11_24" in [r["reading_id"] for r in made["conflict_readings"]]
    assert "NaN" not in text


def test_the_same_bytes_from_another_process():
    code = (
        "from antiparty.present import person as p; print(p.page_html('molotov') + p.index_html())"
    )
    told = []
    for seed in ("1", "957"):
        env = os.environ | {"PYTHONPATH": str(REPO / "book"), "PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
        told.append(run.stdout)
    assert told[0] == told[1]


def test_sources_are_written_only_where_they_change(tmp_path):
    (tmp_path / "book").mkdir()
    app, config = SimpleNamespace(srcdir=tmp_path), SimpleNamespace(external_toc_path="_toc.yml")
    extension.write_stubs(app, config)  # no contents: no people
    (tmp_path / "_toc.yml").write_text("root: book/index\n")
    extension.write_stubs(app, config)
    assert not (tmp_path / "book" / "people").exists()
    (tmp_path / "_toc.yml").write_text("- glob: book/people/*\n")
    extension.write_stubs(app, config)
    folder = tmp_path / "book" / "people"
    assert len(list(folder.iterdir())) == len(EVERYONE) + 1
    os.utime(folder / "molotov.md", (1, 1))
    (folder / "furtseva.md").write_text("old")
    (folder / "nobody.md").write_text("# Nobody\n")
    extension.write_stubs(app, config)
    assert (folder / "molotov.md").stat().st_mtime == 1
    assert (folder / "furtseva.md").read_text("utf-8").startswith("# Yekaterina Furtseva\n")
    assert not (folder / "nobody.md").exists()


def role(text: str, found: set[str]) -> tuple[list, list]:
    document = new_document("page")
    document.settings.env = SimpleNamespace(docname="book/page", found_docs=found)
    inliner = SimpleNamespace(
        document=document, reporter=document.reporter, problematic=lambda *a: a[0]
    )
    document.reporter.report_level = 5
    return extension.PersonRole()("person", f"{{person}}`{text}`", text, 1, inliner, {}, [])


def test_the_role_leads_to_the_page_and_knows_its_people():
    made, faults = role("molotov", {extension.INDEX})
    assert not faults and made[0]["reftarget"] == "/book/people/molotov"
    assert made[0].astext() == "Vyacheslav Molotov"
    assert role("molotov|Molotov", {extension.INDEX})[0][0].astext() == "Molotov"
    assert role("molotov", set())[0][0].astext() == "Vyacheslav Molotov"  # no such pages
    assert role("molotof", {extension.INDEX})[1], "an unknown person is a fault"


@pytest.mark.build
def test_a_book_with_people(tmp_path):
    """Links and turning of the pages; a second build reads nothing and writes no source again."""
    index = "# A book\n\nThe first page of the book, with {person}`molotov` and more words to it.\n"
    pages = {"index": index, "sources": "# Sources\n\nThe last page.\n"}
    folder = copy_book(tmp_path / "book", pages)
    contents = folder / "_toc.yml"
    people = "      - file: book/people/index\n        sections:\n          - glob: book/people/*\n"
    last = "      - file: book/sources\n"
    contents.write_text(contents.read_text("utf-8").replace(last, people + last), "utf-8")
    built = make(folder)
    assert not built.returncode, built.stdout
    site = folder / "_build" / "html" / "book"
    assert len(list(site.glob("people/*.html"))) == len(EVERYONE) + 1
    soup = {
        name: BeautifulSoup((site / f"{name}.html").read_text("utf-8"), "html.parser")
        for name in ("index", "sources", "people/index", "people/kaganovich", "people/bulganin")
    }
    assert (
        soup["index"].select_one("main a[href='people/molotov.html']").string
        == "Vyacheslav Molotov"
    )
    for name, before, after in (
        ("people/index", "../index.html", "../sources.html"),
        ("people/bulganin", "index.html", "kaganovich.html"),
        ("people/kaganovich", "bulganin.html", "malenkov.html"),
        ("sources", "people/index.html", None),
    ):
        turn = {a["rel"][0]: a["href"] for a in soup[name].select(".turn a")}
        assert turn == {k: v for k, v in (("prev", before), ("next", after)) if v}, name
    own = soup["people/kaganovich"]
    assert len(own.find_all("h1")) == 1 and "Lazar Kaganovich" in own.title.string
    assert own.select_one(".eyebrow a")["href"] == "index.html"
    assert own.select_one("#contents a[aria-current='true']")["href"] == "index.html"
    assert len(own.select("#contents ol > li")) == 2, "the contents are not filled with people"
    assert own.find("meta", attrs={"name": "description"})["content"] == extension.described(
        "kaganovich"
    )
    sources = folder / "book" / "people"
    times = {path: path.stat().st_mtime_ns for path in sources.iterdir()}
    page = folder / "book" / "index.md"
    page.write_text(page.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")
    again = make(folder)
    assert not again.returncode and "0 added, 1 changed, 0 removed" in again.stdout, again.stdout
    assert times == {path: path.stat().st_mtime_ns for path in sources.iterdir()}
