"""The built site in a real browser, with every request to another host cut off."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from antiparty.people import profile
from axe_playwright_python.sync_playwright import Axe
from browser import SITE, chromium, served, site_pages, weight
from finding import EnglishAndRussian
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

pytestmark = pytest.mark.browser

PAGES = site_pages()
PEOPLE = [name for name in PAGES if name.startswith("book/people/") and "index" not in name]


def people_sample() -> list[str]:
    """Six pages of people for the slow checks: the longest, the shortest, and of each of the four
    sides the page of middle length. The cheap checks go over all of them."""
    lengths = {name: (SITE / name).stat().st_size for name in PEOPLE}
    ordered = sorted(PEOPLE, key=lambda name: (lengths[name], name))
    found = [*ordered[-1:], *ordered[:1]]
    for _, people in profile.by_side():
        side = [name for name in ordered if name.split("/")[-1].removesuffix(".html") in people]
        found += side[len(side) // 2 :][:1]
    return sorted(dict.fromkeys(found))


# the redirect has a test of its own
OPENED = [name for name in PAGES if name != "index.html" and name not in PEOPLE] + people_sample()
# One page of each kind in dark too: all take their colours from the tokens, and test_theme
# computes the contrast of every pair of them in both themes.
DARKENED = {
    f"book/{name}.html"
    for name in ("index", "seven_against_four", "after_stalin", "factions", "glossary", "timeline")
} | {"book/people/khrushchev.html", "search.html"}
FIRST_VIEW = 150_000  # bytes, gzip: what a reader waits for before the first screen is whole
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
DARK = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}


def said(found: list[dict]) -> str:
    """axe's violations in a few lines."""
    return "\n".join(
        f"{v['id']}: {v['help']}: {n['html'][:200]} {n.get('failureSummary', '')}"
        for v in found
        for n in v["nodes"][:4]
    )


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


class Watched:
    """A page of the site and all that went wrong while it was open."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.faults: list[str] = []
        self.asked: list[str] = []
        context.route(re.compile(r"^https?://"), self._route)
        self.page: Page = context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._response)

    def _console(self, message: object) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console {message.type}: {message.text}")

    def _failed(self, request: object) -> None:
        if "ERR_ABORTED" not in request.failure:  # a page that was left stops its requests
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: object) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")

    def _route(self, route: object) -> None:
        if route.request.url.startswith(self.base):
            self.asked.append(route.request.url)
            route.continue_()
        else:
            self.faults.append(f"outside request: {route.request.url}")
            route.abort()

    def open(self, name: str) -> Page:
        self.page.goto(self.base + name, wait_until="load")
        self.page.evaluate("document.fonts.ready.then(() => 1)")
        return self.page


@pytest.fixture
def watch(browser: Browser, address: str) -> Iterator[object]:
    """``watch(scheme=…, width=…, javascript=…)``: a watched page in a context of its own."""
    contexts: list[BrowserContext] = []

    def start(
        scheme: str = "light", width: int = 1280, base: str = "", javascript: bool = True
    ) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 850},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        return Watched(context, base or address)

    yield start
    for context in contexts:
        context.close()


def test_the_site_was_built():
    assert "index.html" in PAGES and "book/index.html" in PAGES and "search.html" in PAGES


@pytest.mark.parametrize("name", OPENED)
def test_page_is_accessible_and_quiet(watch, name):
    """axe finds nothing in either theme; no console message, no outside request, no failed one.

    Of a long list or table the first ten rows are looked at: one function writes them all.
    """
    seen = watch()
    page = seen.open(name)
    page.evaluate(
        """document.querySelectorAll('main ul, main ol, main dl, main tbody').forEach(
          list => [...list.children].slice(10).forEach(e => e.remove()))"""
    )
    themes = (("light", AXE), ("dark", DARK)) if name in DARKENED else (("light", AXE),)
    for theme, rules in themes:
        page.emulate_media(color_scheme=theme)
        page.wait_for_timeout(50)
        found = Axe().run(page, options=rules).response["violations"]
        assert not found, theme + "\n" + said(found)
    assert not seen.faults


@pytest.mark.parametrize("name", OPENED)
def test_page_fits_every_width(watch, name):
    """No sideways scrolling from 320 to 1680 px."""
    seen = watch(width=320)
    page = seen.open(name)
    for width in (320, 390, 768, 1280, 1680):
        page.set_viewport_size({"width": width, "height": 850})
        wide = page.evaluate(
            """() => [document.documentElement.scrollWidth, [...document.querySelectorAll('body *')]
              .filter(e => e.getBoundingClientRect().right > innerWidth + 1 &&
                !e.closest('[popover], .skip, .ap-scroll, pre, [style*=overflow]'))
              .slice(0, 3).map(e => e.outerHTML.slice(0, 120))]"""
        )
        assert wide[0] <= width, f"{width} px: {wide}"


@pytest.mark.parametrize("name", [p for p in OPENED if p.startswith("book/")])
def test_first_view_is_light(watch, name):
    """What is asked for before any scrolling or click."""
    seen = watch(width=390)
    seen.open(name)
    sizes = {
        path: weight(SITE / path.lstrip("/"))
        for path in {unquote(urlsplit(url).path) for url in seen.asked}
    }
    total = sum(sizes.values())
    assert total <= FIRST_VIEW, f"{total} bytes: {sorted(sizes.items(), key=lambda i: -i[1])}"
    fonts = sum(size for path, size in sizes.items() if path.endswith(".woff2"))
    assert fonts <= 60_000, fonts


def test_pages_work_from_a_folder(watch):
    """As files, with no server: fonts and style load, nothing complains."""
    seen = watch(width=1680, base=SITE.as_uri() + "/")
    page = seen.open("book/index.html")
    assert page.evaluate("document.fonts.check('16px \"PT Serif\"')")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.click("#contents ol a")
    page.wait_for_load_state("load")
    assert not seen.faults


def test_search_finds_english_and_russian(watch):
    seen = watch(width=1680)
    page = seen.open("book/index.html")
    for words in ("Kaganovich", "Каганович", "Шепилову", "Хрущева"):  # the last two inflected
        page.fill("#contents input[type=search]", words)
        page.click("#contents form.search button")
        page.wait_for_selector("#search-results li a")
        assert page.input_value("main input[type=search]") == words
    assert not seen.faults


def test_stems_are_the_same_in_the_index_and_in_the_browser(watch):
    """The index is stemmed in Python, the question in JavaScript."""
    words = (
        "Шепилову Хрущёвым группы группа дня Фурцевой Каганович removing voted Жукова ещё".lower()
    )
    index = EnglishAndRussian({})
    page = watch().open("search.html")
    for word in words.split():
        assert page.evaluate("w => new Stemmer().stemWord(w)", word) == index.stem(word)


def test_vendored_fonts_are_what_their_list_says():
    folder = SITE / "_static" / "vendor" / "pt"
    listed = dict(
        line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines()
    )
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.glob("*.woff2")}
    assert found == listed
    assert "SIL Open Font License" in (folder / "LICENSE").read_text("utf-8")
    named = set(re.findall(r"vendor/pt/([\w-]+\.woff2)", (SITE / "_static/book.css").read_text()))
    assert named == set(found)


def test_skip_link_and_focus(watch):
    """The first Tab shows the skip link, Enter leads to the text, and focus can be seen."""
    page = watch().open("book/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_contents_on_a_phone(watch):
    """One button opens the contents, another or Escape closes them; no script is needed."""
    for javascript in (True, False):
        page = watch(width=390, javascript=javascript).open("book/index.html")
        assert not page.is_visible("#contents")
        page.click("button.menu")
        assert page.is_visible("#contents a")
        page.keyboard.press("Escape")
        assert not page.is_visible("#contents")
        page.click("button.menu")
        page.click("button.close")
        assert not page.is_visible("#contents")


def test_note_beside_its_word(watch):
    """Focus or a pointer shows the note, Escape closes it, the link still leads to it."""
    seen = watch()
    page = seen.open("book/index.html")
    word = page.locator("a.note-ref:not(.term)").first
    word.focus()
    page.wait_for_selector(".note-pop:popover-open")
    target = word.get_attribute("href")
    note = page.locator(f"[id='{target[1:]}'] .note-body")
    assert page.inner_text(".note-pop") == note.inner_text()
    page.keyboard.press("Escape")
    assert not page.is_visible(".note-pop")
    page.locator("a.note-ref:not(.term)").nth(1).hover()
    page.wait_for_selector(".note-pop:popover-open")
    page.hover(".note-pop")
    page.wait_for_timeout(400)
    assert page.is_visible(".note-pop")
    page.mouse.move(2, 2)
    page.wait_for_selector(".note-pop", state="hidden")
    word.click()
    assert page.evaluate("decodeURIComponent(location.hash)") == target
    assert not seen.faults


def test_theme_button(watch):
    """Auto follows the system; the choice holds on the next page."""
    seen = watch(width=1680, scheme="dark")
    page = seen.open("book/index.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.click("button.theme")
    assert page.text_content("button.theme") == "Theme: light"
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page = seen.open("search.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert not seen.faults


def test_without_javascript_dark_follows_the_system(watch):
    page = watch(scheme="dark", javascript=False).open("book/index.html")
    colour = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    assert all(int(part) < 60 for part in re.findall(r"\d+", colour))


def test_root_leads_to_the_book_and_404_to_its_pages(watch, address):
    seen = watch()
    seen.page.goto(address)
    seen.page.wait_for_url("**/book/index.html")
    page = watch().open("404.html")
    for link in page.locator("a").all():
        path = urlsplit(link.evaluate("e => e.href")).path
        assert (SITE / path.lstrip("/")).is_file(), path


@cache
def ids_of(page: Path) -> list[str]:
    return re.findall(r"""\sid=["']([^"']+)""", page.read_text("utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_links_and_ids(name):
    """Ids are unique, headings are not empty, and every inner link has a target."""
    html = (SITE / name).read_text("utf-8")
    ids = ids_of(SITE / name)
    assert len(ids) == len(set(ids)), sorted({i for i in ids if ids.count(i) > 1})
    assert re.search(r'<html lang="en"', html)
    assert not re.search(r"<h[1-6][^>]*>\s*</h", html)
    for target in re.findall(r"""\s(?:href|src)=["']([^"']+)""", html):
        parts = urlsplit(target)
        if parts.scheme or not (parts.path or parts.fragment):
            continue
        file = ((SITE / name).parent / unquote(parts.path)).resolve() if parts.path else SITE / name
        assert file.is_file(), target
        if parts.fragment and file.suffix == ".html":
            assert unquote(parts.fragment) in ids_of(file), target


def test_print_has_no_navigation(watch):
    page = watch().open("book/index.html")
    page.emulate_media(media="print")
    assert not page.is_visible("#contents") and not page.is_visible(".turn")
    assert page.is_visible("main h1")
