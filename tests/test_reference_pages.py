"""The reference pages: timeline, glossary, bibliography with its uses, and how to cite."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest
import yaml
from antiparty import figures, tables
from antiparty.present import bibliography, glossary, notes, timeline, uses
from bookcopy import copy_book, make
from browser import SITE, chromium, served
from playwright.sync_api import Browser, Page, sync_playwright
from pybtex.database import parse_string

REPO = Path(__file__).resolve().parents[1]
BOOK, DATA = REPO / "book", REPO / "data"
CYRILLIC = re.compile("[А-Яа-яЁё]")
ROOT = "# A book\n\nText of the first page, long enough to be its own description in a search.\n"


def rows(name: str) -> list[dict[str, str]]:
    """A table as its file has it, without the library."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text(name: str) -> str:
    return (BOOK / f"{name}.md").read_text("utf-8")


@cache
def toc() -> list[tuple[str, str]]:
    """(name under book/, number) of every page that is no person's, from _toc.yml, by hand."""
    found = yaml.safe_load((REPO / "_toc.yml").read_text("utf-8"))
    story, *others = found["parts"]
    numbered = [(c["file"], str(i)) for i, c in enumerate(story["chapters"], 1)]
    plain = [(c["file"], "") for p in others for c in p["chapters"] if "file" in c]
    every = [(found["root"], ""), *numbered, *plain]
    return [(f.removeprefix("book/"), n) for f, n in every if "people/" not in f]


@cache
def pages() -> tuple[uses.Page, ...]:
    there = [(n, number) for n, number in toc() if (BOOK / f"{n}.md").exists()]
    return tuple(uses.read_page(n, number, text(n)) for n, number in there)


@cache
def works() -> dict[str, uses.Uses]:
    return uses.of_works(pages())


# --- timeline ------------------------------------------------------------------------------------


@cache
def shown_events() -> dict[str, tuple[str, str]]:
    """event_id → (id of the heading it stands under, its HTML), in the order of the page."""
    out: dict[str, tuple[str, str]] = {}
    for part in timeline.parts():
        for key, html in [(part.id, part.html), *((d[0], d[2]) for d in part.days)]:
            for item in re.findall(r"<li class='event .*?</li>", html, re.S):
                found = re.search(r"id='([^']+)'", item)
                assert found and found[1] not in out, "an event stands twice"
                out[found[1]] = (key, item)
    return out


def test_every_event_stands_once_with_its_works_people_and_doubt() -> None:
    shown = shown_events()
    assert sorted(shown) == sorted(r["event_id"] for r in rows("events"))
    people = {r["person_id"]: r["name_en"] for r in rows("people")}
    part = rows("participants")
    for row in rows("events"):
        html = unescape(shown[row["event_id"]][1])
        assert re.search(r"<p class='when'>\w", html)
        for spec in f"{row['sources']} {row['recalled_from']}".split():
            assert f"sources.html#{spec.split('@')[0]}'" in html, row["event_id"]
        for one in part:
            if one["event_id"] == row["event_id"]:
                assert people[one["person_id"]] in html, (row["event_id"], one["person_id"])
        assert (f"methods.html#{row['conflict_id']}'" in html) == bool(row["conflict_id"])
        assert ("From memory, not checked" in html) == bool(
            row["recalled_from"] or row["confidence"] == "recalled"
        )


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("1957-06-18", "", "18 June 1957"),
        ("1957-06-22", "1957-06-29", "22 – 29 June 1957"),
        ("1955-05-26", "1955-06-03", "26 May – 3 June 1955"),
        ("1958-12-29", "1959-01-02", "29 December 1958 – 2 January 1959"),
        ("1957-06-16~", "", "about 16 June 1957"),
        ("1957-06-24?", "", "24 June 1957 (uncertain)"),
        ("1957-06-19/1957-06-20", "", "between 19 and 20 June 1957"),
        ("1954-02-23?", "1954-03-02?", "23 February 1954 (uncertain) – 2 March 1954 (uncertain)"),
        ("1957-11", "", "November 1957"),
    ],
)
def test_dates_in_words(start: str, end: str, said: str) -> None:
    assert timeline.when(start, end) == said


@pytest.mark.parametrize(
    ("event", "heading", "said"),
    [
        ("e1953_03_05_stalin_death", "y1953", "5 March 1953, Kuntsevo"),
        ("e1957_05_10_law", "y1957", "10 May 1957"),
        ("e1957_06_16_wedding", "june-1957-before", "16 June 1957 (uncertain)"),
        ("e1957_06_18_chair", "d1957-06-18", "18 June 1957, Moscow"),
        ("e1957_06_20_marshals", "d1957-06-20", "between 20 and 21 June 1957"),
        ("e1957_06_29_letters", "d1957-06-29", "29 June 1957"),
        ("e1957_06_airshow", "june-1957-undated", "June 1957"),
        ("e1957_shepilov_posted", "y1957-after", "1957"),
        ("e1964_10_13_removal", "y1964", "13 – 14 October 1964"),
    ],
)
def test_events_stand_under_their_day(event: str, heading: str, said: str) -> None:
    found, html = shown_events()[event]
    assert found == heading
    assert f"<p class='when'>{said}" in html


def test_events_are_in_order() -> None:
    starts = {r["event_id"]: r["start"] for r in rows("events")}
    days = [timeline.stands_on(starts[e]) for e in shown_events()]
    june = [d for e, d in zip(shown_events(), days, strict=True) if e != "e1957_06_airshow"]
    assert june == sorted(june)


def test_the_filter_counts_every_theme_and_hides_the_others() -> None:
    head = timeline.head(timeline.parts())
    counts = Counter(r["theme"] for r in rows("events"))
    said = dict(re.findall(r"id='only-(\w+)'[^>]*>[^<]*\((\d+)\)", head))
    assert said == {"all": str(sum(counts.values())), **{k: str(n) for k, n in counts.items()}}
    for theme in counts:
        assert f"#only-{theme}:checked" in head
    for key in ("y1953", "june-1957", "d1957-06-18", "y1964"):
        assert f"href='#{key}'" in head


def test_people_have_links_where_there_are_pages() -> None:
    made = timeline.parts(lambda p: "people/zhukov.html" if p == "zhukov" else "")
    html = "".join(part.html + "".join(d[2] for d in part.days) for part in made)
    assert "<a href='people/zhukov.html'>Georgy Zhukov</a>" in html
    assert "people/molotov" not in html and "Vyacheslav Molotov" in html


# --- where works are used ------------------------------------------------------------------------


def cited_rows() -> dict[str, Counter[str]]:
    """source_id → table → rows that cite it; ``recalled:table`` counts memory. From the files."""
    out: dict[str, Counter[str]] = {}
    for name in tables.names():
        for row in rows(name) if name != "sources" else ():
            for column, mark in (("sources", ""), ("recalled_from", "recalled:")):
                for source in {s.split("@")[0] for s in row.get(column, "").split()}:
                    out.setdefault(source, Counter())[mark + name] += 1
    return out


@cache
def listed() -> dict[str, str]:
    """source_id → its entry on the page of sources."""
    html = "".join(part[2] for part in bibliography.sections(works()))
    items = re.findall(r"<li id='([^']+)'>(.*?)</li>", html, re.S)
    assert len(items) == len(dict(items))
    assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#)", html)
    return dict(items)


def test_every_work_is_listed_once_and_every_one_is_used() -> None:
    assert sorted(listed()) == sorted(r["source_id"] for r in rows("sources"))
    silent = [s for s, html in listed().items() if "<p class='uses'>" not in html]
    assert silent == []


def test_the_uses_are_true() -> None:
    """Each link against the page, the figure and the files; and nothing is left out."""
    counted = cited_rows()
    numbered = dict(toc())
    for source, html in listed().items():
        said = html.split("<p class='uses'>")[1]
        anchor = "#src-" + source.replace("_", "-")
        linked = {m[1] for m in re.finditer(rf"'(\w+)\.html{anchor}'", said)}
        citing = {n for n in numbered if re.search(rf"\{{src\}}`{source}[@`]", read(n))}
        assert linked == citing, source
        for name, label in re.findall(rf"'(\w+)\.html{anchor}'>([^<]+)<", said):
            assert label == numbered[name] or not numbered[name]
        pictures = re.findall(r"'(\w+)\.html#(?!src-)([a-z0-9-]+)'>([\d.]+)<", said)
        for page, name, _ in pictures:
            assert f'show("{name}")' in read(page), (source, name)
            assert source in {s.split("@")[0] for s in figures.get(name).sources}, (source, name)
        shown = {f for p in pages() for f in p.shows}
        assert {p[1] for p in pictures} == {
            f for f in shown if source in {s.split("@")[0] for s in figures.get(f).sources}
        }
        rest = Counter[str]()
        for part in said.split("; "):
            mark = "recalled:" if "ecalled for " in part else ""
            linked_rows = re.findall(r"#table-(\w+)'>[^<]+</a> ([\d,]+)", part)
            numbers = [int(number.replace(",", "")) for _, number in linked_rows]
            for (name, _), number in zip(linked_rows, numbers, strict=True):
                rest[mark + name] += number
            if numbers:
                assert f" {sum(numbers):,} row" in part, source
        assert rest == counted.get(source, Counter()), source


@cache
def read(name: str) -> str:
    path = BOOK / f"{name}.md"
    return path.read_text("utf-8") if path.exists() else ""


def test_a_copy_of_wikipedia_is_cited_as_wikipedia() -> None:
    """The pages that copy an article stand with it; a piece that retells one is no copy."""
    groups = {key: set(ids) for key, _, _, ids in bibliography.by_group()}
    copies = "pomnipro3056 wafarinndkirichenko webndshelepin atwikindpervukhin".split()
    assert set(copies) <= groups["works-wikipedia"]
    assert notes.short_citation("pomnipro3056") == "Wikipedia, “Aleksei Kirichenko”"
    assert "russianlifendcoup" in groups["works-press"]
    assert notes.short_citation("russianlifendcoup").startswith("Russian Life")
    wiki = {r["source_id"] for r in rows("sources") if r["type"] == "wikipedia"}
    assert wiki <= groups["works-wikipedia"]
    assert {len(ids) > 0 for ids in groups.values()} == {True}


def test_addresses_keep_their_meaning_in_letters() -> None:
    assert notes.readable("https://ru.wikipedia.org/wiki/%D0%9A%D0%B8") == (
        "https://ru.wikipedia.org/wiki/Ки"
    )
    for same in ("https://a.org/?q=a%20b%26c", "https://a.org/%C0%C1", "https://a.org/b"):
        assert notes.readable(same) == same


def test_a_page_is_read_as_it_is_shown() -> None:
    made = uses.read_page(
        "c",
        "3",
        "# [Seven]{.against} or [four](x.md)?\n\nA {src}`book_a@p3`, {src}`book_a`, "
        "{term}`Plenums <plenum>`.\n\n```{code-cell} ipython3\n:tags: [x]\nshow('a-b')\n```\n"
        "B {src}`book_b`.\n\n```python\n{src}`book_c`\nshow('no')\n```\nC {term}`KGB`\n",
    )
    assert made.title == "Seven or four?"
    assert made.cites == ("book_a", "book_b")
    assert made.terms == ("plenum", "KGB")
    assert made.shows == ("a-b",)


def test_figures_have_the_numbers_of_the_built_pages() -> None:
    for use in uses.figure_numbers(pages()).values():
        page = SITE / "book" / f"{use.page}.html"
        figure = page.read_text("utf-8").split(f'<figure id="{use.id}"')[1]
        assert f'<span class="caption-number">Figure {use.number} ' in figure[:900], use


# --- glossary ------------------------------------------------------------------------------------


@cache
def entries() -> tuple[glossary.Entry, ...]:
    return tuple(glossary.entries(text("glossary")))


def test_every_term_has_russian_latin_letters_and_a_definition() -> None:
    assert len(entries()) == text("glossary").count(":::{entry}") >= 40
    for item in entries():
        assert CYRILLIC.search(item.russian), item.id
        assert item.latin and not CYRILLIC.search(item.latin), item.id
        assert 30 < len(item.text) < 420 and item.text.endswith((".", "?")), item.id
        assert not re.search(r"[{}`<>*]|\]\(", item.text), item.text
        assert re.fullmatch(r"[a-z][a-z0-9-]*", item.id)
    assert len({item.id for item in entries()}) == len(entries())
    assert len(glossary.by_name(list(entries()))) > len(entries())


def test_the_words_of_the_story_are_explained() -> None:
    """The terms that were asked for are there, under any of their names."""
    wanted = (
        "Presidium, Politburo, plenum, Central Committee, candidate member, Secretariat, "
        "First Secretary, full member, sovnarkhoz, Council of Ministers, nomenklatura, troika, "
        "stenogramma, who joined them, anti-party group, faction, oblast, obkom, gorkom, raikom, "
        "virgin lands, Secret Speech, personal pensioner, party control, congress, head of state"
    )
    names = glossary.by_name(list(entries()))
    for word in wanted.split(", "):
        assert glossary.find(word, names)


@pytest.mark.parametrize("name", [n for n, _ in toc() if n != "glossary"])
def test_every_term_used_exists_and_is_explained_once_a_page(name: str) -> None:
    names = glossary.by_name(list(entries()))
    used = [
        glossary.find(uses.target(t), names).id
        for t in re.findall(r"\{term\}`([^`]+)`", read(name))
    ]
    assert len(used) == len(set(used)), f"{name}: {Counter(used).most_common(2)}"
    if dict(toc())[name] and used:  # a chapter that explains words explains these
        for word in ("Presidium", "Central Committee", "plenum", "First Secretary"):
            if re.search(rf"(?<![`{{]){word}\b(?!`)", read(name)):
                assert glossary.find(word, names).id in used, (name, word)


def test_an_unknown_term_names_the_nearest_and_two_of_a_name_are_refused() -> None:
    names = glossary.by_name(list(entries()))
    with pytest.raises(glossary.GlossaryError, match=r"nearest: .*plenum"):
        glossary.find("plenumm", names)
    with pytest.raises(glossary.GlossaryError, match="two terms"):
        glossary.by_name([*entries(), glossary.Entry("x", "KGB", "КГБ", "KGB", (), "Text.")])


GLOSSARY = """# Glossary

:::{entry} plenum
:ru: пленум
:latin: plenum
:also: plenums
A meeting of everyone, with [a link](index.md) and *stress*.
:::
"""
CHAPTER = "# C\n\nThe {term}`plenums <plenum>` and a {term}`plenum`.\n"


@pytest.mark.build
def test_an_unknown_term_fails_the_build_and_a_known_one_is_explained(tmp_path: Path) -> None:
    """Planted faults: an unknown term; then a changed definition reaches the chapter."""
    made = {"index": ROOT, "chapter": CHAPTER + "A {term}`politbyro`.\n", "glossary": GLOSSARY}
    folder = copy_book(tmp_path / "book", made)
    built = make(folder)
    assert built.returncode, built.stdout
    assert re.search(r"(WARNING|ERROR).*unknown term 'politbyro'", built.stdout), built.stdout
    (folder / "book" / "chapter.md").write_text(CHAPTER, "utf-8")
    built = make(folder)
    assert not built.returncode, built.stdout
    page = (folder / "_build/html/book/chapter.html").read_text("utf-8")
    assert page.count('href="glossary.html#plenum"') == 2
    assert page.count("id='term-plenum'") == page.count('id="in-plenum"') == 1
    assert "A meeting of everyone, with a link and stress.</p>" in page
    home = (folder / "_build/html/book/glossary.html").read_text("utf-8")
    assert '<dt class="entry" id="plenum">' in home
    assert 'href="chapter.html#in-plenum">chapter 1</a>' in home
    changed = GLOSSARY.replace("everyone", "all")
    (folder / "book" / "glossary.md").write_text(changed, "utf-8")
    built = make(folder)
    assert not built.returncode, built.stdout
    page = (folder / "_build/html/book/chapter.html").read_text("utf-8")
    assert "A meeting of all, with" in page


# --- how to cite ---------------------------------------------------------------------------------


def test_the_citation_is_that_of_the_citation_file() -> None:
    cff = yaml.safe_load((REPO / "CITATION.cff").read_text("utf-8"))
    page = text("about")
    made = parse_string("\n".join(re.findall(r"```bibtex\n(.*?)```", page, re.S)), "bibtex")
    assert len(made.entries) == 2
    for entry in made.entries.values():
        assert entry.fields["title"] == cff["title"]
        assert entry.fields["year"] == str(cff["date-released"].year)
        assert entry.fields["edition"] == f"Version {cff['version']}"
        assert [str(a) for a in entry.persons["author"]] == [f"{{{cff['authors'][0]['name']}}}"]
    day = cff["date-released"]
    assert f"version {cff['version']} of {day.day} {day:%B %Y}" in page
    assert f"Version {cff['version']}, {day.year}" in page


# --- in the browser ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(SITE) as url:
        yield url


def opened(browser: Browser, url: str, **kind: object) -> Page:
    page = browser.new_context(viewport={"width": 390, "height": 850}, **kind).new_page()
    page.goto(url)
    return page


@pytest.mark.browser
def test_a_term_is_explained_on_hover_focus_and_escape(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}book/four_days.html")
    word = page.locator("a.term").first
    meaning = page.locator(f"[id='{word.get_attribute('aria-describedby')}']")
    said = " ".join((meaning.text_content() or "").split())
    assert len(said) > 40 and CYRILLIC.search(said)
    word.focus()
    page.wait_for_selector(".note-pop:popover-open")
    assert " ".join((page.text_content(".note-pop") or "").split()) == said
    page.keyboard.press("Escape")
    assert not page.is_visible(".note-pop")
    page.locator("a.term").nth(1).hover()
    page.wait_for_selector(".note-pop:popover-open")
    box = page.locator(".note-pop").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.mouse.move(2, 2)
    page.wait_for_selector(".note-pop", state="hidden")
    assert not meaning.is_visible()
    with page.expect_navigation():
        word.click()
    assert re.search(r"glossary\.html#[a-z-]+$", page.url)
    page.context.close()


@pytest.mark.browser
def test_a_first_tap_explains_and_a_second_leads_on(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}book/four_days.html", has_touch=True)
    word = page.locator("a.term").nth(2)
    word.tap()
    page.wait_for_selector(".note-pop:popover-open")
    assert page.url.endswith("four_days.html")
    with page.expect_navigation():
        word.tap()
    assert "glossary.html#" in page.url
    page.context.close()


@pytest.mark.browser
def test_without_javascript_a_term_leads_to_its_entry(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}book/plenum.html", java_script_enabled=False)
    word = page.locator("a.term").first
    target = (word.get_attribute("href") or "").split("#")[1]
    word.click()
    page.wait_for_url(f"**/glossary.html#{target}")
    entry = page.locator(f"dt[id='{target}']")
    assert entry.is_visible() and CYRILLIC.search(entry.inner_text())
    top = entry.bounding_box()
    assert top and 0 <= top["y"] < 850
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False])
def test_the_timeline_is_filtered_with_no_script(
    browser: Browser, address: str, javascript: bool
) -> None:
    page = opened(browser, f"{address}book/timeline.html", java_script_enabled=javascript)
    counts = Counter(r["theme"] for r in rows("events"))
    events = page.locator("li.event")
    assert events.count() == sum(counts.values())
    page.check("#only-fall_1964")
    assert events.locator("visible=true").count() == counts["fall_1964"]
    assert not page.is_visible("#y1953") and page.is_visible("#y1964")
    page.check("#only-all")
    assert events.locator("visible=true").count() == sum(counts.values())
    page.click(".periods a[href='#d1957-06-21']")
    heading = page.locator("section[id='d1957-06-21'] h3").bounding_box()
    assert heading and 0 <= heading["y"] < 850
    page.context.close()


@pytest.mark.browser
def test_an_event_and_a_work_have_an_address(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}book/timeline.html#e1957_06_21_hall")
    box = page.locator("[id='e1957_06_21_hall']").bounding_box()
    assert box and 0 <= box["y"] < 850
    page.goto(f"{address}book/sources.html#kovaleva1998stenogramma")
    work = page.locator("[id='kovaleva1998stenogramma']")
    box = work.bounding_box()
    assert box and 0 <= box["y"] < 850
    work.locator(".uses a").first.click()
    page.wait_for_url("**/*#src-kovaleva1998stenogramma")
    page.context.close()
