"""Three pages of people and their list in a real browser: a long, a middle and a short one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from antiparty.people import rows
from axe_playwright_python.sync_playwright import Axe
from browser import SITE, chromium, served, weight
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = pytest.mark.browser

NAMES = ("khrushchev", "furtseva", "abrasimov")
HEAVY = 60_000  # bytes, gzip: the most that a page of a person may weigh


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
        yield f"{url}book/people/"


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[object]:
    """``visit(name, width=…, scheme=…, javascript=…)``: the page of a person, and its faults."""
    contexts = []

    def start(name: str, width: int = 1280, scheme: str = "light", javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 850},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(f"{address}{name}.html", wait_until="load")
        page.evaluate("document.fonts.ready.then(() => 1)")
        return page

    yield start
    for context in contexts:
        context.close()


def test_every_page_of_a_person_is_there_and_light():
    for name in rows.people():
        file = SITE / "book" / "people" / f"{name}.html"
        assert weight(file) <= HEAVY, (name, weight(file))
        html = file.read_text("utf-8")
        assert html.count("<h1") == 1
        assert f'<meta name="description" content="{rows.name(name)} (' in html
        assert (SITE / "_people" / f"{name}.json").is_file()
    assert weight(SITE / "book" / "people" / "index.html") <= HEAVY


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_accessible_on_a_phone(visit, scheme):
    """One of middle length; six pages are looked at in test_site, at full width."""
    page = visit("furtseva", width=390, scheme=scheme)
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    said = [(v["id"], n["html"][:160]) for v in found.response["violations"] for n in v["nodes"]]
    assert not said
    assert not page.faults


@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits(visit, name):
    """From 320 to 1280 px nothing reaches beyond the edge, letters of the chart neither."""
    page = visit(name, width=320)
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 850})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = page.evaluate(
            """() => [...document.querySelectorAll('svg.life text, svg.life rect, .told *')]
              .filter(e => e.getBoundingClientRect().width
                && (e.getBoundingClientRect().right > innerWidth + 1
                  || e.getBoundingClientRect().left < -1))
              .slice(0, 3).map(e => e.outerHTML)"""
        )
        assert not wide, (width, wide)


def test_the_chart_keeps_its_letters_apart_and_readable(visit):
    """At every width the words over the bars stand alone, at 12 px."""
    page = visit("khrushchev", width=320)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 850})
        boxes = page.evaluate(
            """() => [...document.querySelectorAll('svg.life .names text')]
              .filter(e => getComputedStyle(e).display != 'none')
              .map(e => [e, e.getBoundingClientRect()])
              .map(([e, b]) => [e.textContent, getComputedStyle(e).fontSize,
                                b.left, b.right, b.top, b.bottom])"""
        )
        assert len(boxes) >= 5 and {box[1] for box in boxes} == {"12px"}
        for n, (text, _, left, right, top, bottom) in enumerate(boxes):
            for other, _, x0, x1, y0, y1 in boxes[:n]:
                apart = right <= x0 or x1 <= left or bottom <= y0 + 3 or y1 <= top + 3
                assert apart, (width, text, other)


def test_a_page_needs_no_script(visit):
    page = visit("furtseva", width=390, javascript=False)
    assert page.is_visible("svg.life") and page.is_visible(
        ".told >> text=Ministry of Culture of the USSR"
    )
    colour = page.locator("svg.life rect[fill*='sure-party']").first
    assert colour.bounding_box()["width"] > 10
    assert page.locator(".told tbody tr").count() == 63
    page = visit("index", width=390, javascript=False)
    assert page.locator(".people-list li:visible").count() == len(rows.people())
    assert not page.is_visible(".people-find")


def test_rows_stack_on_a_phone_and_stay_a_table(visit):
    page = visit("furtseva", width=390)
    cells = page.locator("#career ~ table").first.locator("tbody tr").first.locator("th, td")
    lefts = {round(cells.nth(n).bounding_box()["x"]) for n in (0, 1)}
    assert len(lefts) == 1
    assert cells.nth(0).get_attribute("role") == "rowheader"
    page.set_viewport_size({"width": 1280, "height": 850})
    assert cells.nth(1).bounding_box()["x"] > cells.nth(0).bounding_box()["x"] + 100


def test_the_list_is_filtered_in_both_scripts(visit):
    page = visit("index")
    shown = page.locator(".people-list li:visible")
    assert shown.count() == len(rows.people())
    for asked, who in (
        ("скрябин", "molotov"),
        ("хрущев ник", "khrushchev"),
        ("Furtseva Ekat", "furtseva"),
    ):
        page.fill("#people-find", asked)
        links = [a.get_attribute("href") for a in page.locator(".people-list li:visible a").all()]
        assert f"{who}.html" in links and len(links) < 4, (asked, links)
    assert page.locator(".people h2:visible").count() == 1
    assert page.inner_text(".people-find .said").endswith(f"of {len(rows.people())} people")
    page.fill("#people-find", "")
    assert shown.count() == len(rows.people())
    assert not page.faults


@pytest.mark.parametrize("asked", ["Молотов", "Molotov", "Скрябин", "Vyacheslav Molotov"])
def test_search_puts_the_page_of_a_person_first(visit, asked):
    page = visit("index")
    page.goto(page.url.replace("book/people/index.html", f"search.html?q={asked}"))
    page.wait_for_selector("#search-results li a")
    page.wait_for_function("!document.querySelector('#search-progress .dots')")
    first = page.locator("#search-results li a").first
    assert first.get_attribute("href").split("?")[0].split("#")[0] == "book/people/molotov.html"
    links = [
        a.get_attribute("href").split("?")[0] for a in page.locator("#search-results li > a").all()
    ]
    assert links.count("book/people/molotov.html") == 1
