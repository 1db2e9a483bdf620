"""Figures in a real browser with the network blocked: with and without JavaScript."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import demo_figures  # noqa: F401 (registers the demo figures)
import pytest
from antiparty import figures, posters
from antiparty.present import pictures
from antiparty.present.notebook import page_parts
from axe_playwright_python.sync_playwright import Axe
from browser import SITE, chromium, served, site_pages
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

REPO = Path(__file__).resolve().parents[1]
CONF = """
import sys
from pathlib import Path
sys.path[:0] = {paths!r}
import demo_figures
from antiparty.present import pictures
pictures.POSTERS = Path({posters!r})
extensions = ["myst_nb", "figure"]
html_theme = "basic"
html_static_path = [{static!r}]
html_css_files = ["tokens.css", "figure.css"]
numfig = True
numfig_format = {{"figure": "Figure %s"}}
nb_execution_mode = "auto"
nb_remove_code_source = True
"""
PAGE = """---
file_format: mystnb
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# One

See {numref}`demo-spells` and {numref}`the network, %s <demo-network>`.

```{code-cell} ipython3
from antiparty import show
show("demo-spells")
```

```{code-cell} ipython3
show("SECOND")
```
"""


def build(folder: Path, second: str) -> subprocess.CompletedProcess[str]:
    source = folder / "source"
    (source / "deep").mkdir(parents=True)
    conf = CONF.format(
        paths=[str(REPO / p) for p in ("book", "book/_ext", "tests")],
        posters=str(folder / "posters"),
        static=str(REPO / "book" / "_static"),
    )
    (source / "conf.py").write_text(conf, encoding="utf-8")
    (source / "index.md").write_text("# Book\n\n```{toctree}\n:numbered:\ndeep/one\n```\n")
    (source / "deep" / "one.md").write_text(PAGE.replace("SECOND", second), encoding="utf-8")
    env = {k: v for k, v in os.environ.items() if k != "ANTIPARTY_BOOK"}
    env["PYTHONPATH"] = os.pathsep.join([str(REPO / "book"), str(REPO / "tests")])
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "--keep-going", "-q"]
    return subprocess.run(
        [*command, str(source), str(folder / "html")],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of one page with the two demo figures and their posters."""
    chromium()
    folder = tmp_path_factory.mktemp("figures")
    kept = pictures.POSTERS
    pictures.POSTERS = folder / "posters"
    try:
        posters.draw(posters.wanted(["demo-spells"]))
    finally:
        pictures.POSTERS = kept
    run = build(folder, "demo-network")
    assert run.returncode == 0, run.stderr
    from antiparty import theme  # noqa: PLC0415 (only for the style sheet)

    (folder / "html" / "_static" / "tokens.css").write_text(theme.css(), encoding="utf-8")
    return folder / "html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as tools:
        made = tools.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


class Visit:
    """One page opened with every outside request blocked; keeps what went wrong."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.context: BrowserContext = browser.new_context(
            **{"viewport": {"width": 1200, "height": 900}, **options}
        )
        self.context.route("**/*", self._gate)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.goto(address)

    def _gate(self, route: Any) -> None:
        url = route.request.url
        self.asked.append(url)
        if re.match(r"file:|data:|blob:|http://127\.0\.0\.1:", url):
            route.continue_()
        else:
            self.faults.append(f"asked for {url}")
            route.abort()

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def drawn(self, name: str) -> None:
        self.page.wait_for_selector(f"figure#{name}[data-drawn]", timeout=15_000)

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, kind: Any, *_: Any) -> None:
        self.context.close()
        if kind is None:
            assert not self.faults, self.faults


def live(name: str) -> str:
    return f"figure#{name} " + (".js-plotly-plot" if name == "demo-spells" else "canvas")


@pytest.mark.browser
def test_the_build_numbers_and_files(built: Path) -> None:
    text = (built / "deep" / "one.html").read_text(encoding="utf-8")
    assert re.findall(r'<figure id="([^"]+)"', text) == ["demo-spells", "demo-network"]
    assert re.findall(r'caption-number">([^<]+) <', text) == ["Figure 1.1", "Figure 1.2"]
    assert 'href="#demo-spells"><span class="std std-numref">Figure 1.1</span>' in text
    assert 'href="#demo-network"><span class="std std-numref">the network, 1.2</span>' in text
    assert "cell_output" not in text, "the figure stands free of its cell"
    assert text.count('src="../_static/figure.js') == 1
    assert "figure.js" not in (built / "index.html").read_text(encoding="utf-8")
    made = sorted(p.name for p in (built / "_figures").iterdir())
    assert made == [f"demo-{n}.{e}" for n in ("network", "spells") for e in ("csv", "html", "js")]
    with (built / "_figures" / "demo-spells.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1][:2] == ["Alpha", "1953-03-05"]
    index = (built / "searchindex.js").read_text(encoding="utf-8")
    assert "spell" in json.loads(index[index.index("{") : -1])["terms"], "captions are searched"
    embed = (built / "_figures" / "demo-network.html").read_text(encoding="utf-8")
    assert "../deep/one.html#demo-network" in embed and "Figure 1.2" in embed


@pytest.mark.build
def test_an_unknown_figure_fails_the_build(tmp_path: Path) -> None:
    run = build(tmp_path, "demo-netwrk")
    assert run.returncode == 1
    assert "no figure is called 'demo-netwrk'; did you mean demo-network" in run.stderr


@pytest.mark.build
def test_a_figure_shown_twice_and_an_old_poster_fail_the_build(tmp_path: Path) -> None:
    run = build(tmp_path, "demo-spells")
    assert run.returncode == 1
    assert "figure demo-spells is shown twice" in run.stderr
    assert "demo-spells.narrow.svg is missing or old: run `make posters`" in run.stderr


@pytest.mark.browser
def test_without_javascript_everything_is_there(built: Path, browser: Browser) -> None:
    address = (built / "deep" / "one.html").as_uri()
    with Visit(browser, address, java_script_enabled=False) as visit:
        page = visit.page
        for name in ("demo-spells", "demo-network"):
            figure = page.locator(f"figure#{name}")
            assert figure.locator("svg:visible").count() == (1 if name == "demo-spells" else 2)
            assert not figure.locator(".ap-explore").is_visible()
            assert not figure.locator("table").is_visible()
            figure.get_by_text("Show as table").click()
            assert figure.locator("table").is_visible()
            rows = figure.locator("tbody tr").count()
            assert rows == len(figures.get(name).frame)
        assert page.locator("#demo-network .ap-label:visible").all_inner_texts() == [
            "Early", "Late & last",
        ]  # fmt: skip
        assert not [u for u in visit.asked if "vendor/plotly" in u or "_figures" in u]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["demo-spells", "demo-network"])
@pytest.mark.parametrize("way", ["mouse", "keyboard", "touch"])
def test_draws_when_asked_and_only_then(
    built: Path, browser: Browser, scheme: str, name: str, way: str
) -> None:
    options: dict[str, Any] = {"color_scheme": scheme, "has_touch": way == "touch"}
    if way == "touch":
        options["viewport"] = {"width": 390, "height": 800}
    with Visit(browser, (built / "deep" / "one.html").as_uri(), **options) as visit:
        page = visit.page
        stage = page.locator(f"figure#{name} .ap-stage")
        stage.scroll_into_view_if_needed()
        page.wait_for_timeout(250)
        assert not [u for u in visit.asked if "min.js" in u or "_figures" in u], "too early"
        if way == "mouse":
            stage.hover()
        elif way == "keyboard":
            page.locator(f"figure#{name} .ap-explore").focus()
        else:
            stage.tap()
        visit.drawn(name)
        assert page.locator(live(name)).first.is_visible()
        assert page.locator(f"figure#{name} svg.ap-pic:visible").count() == 0
        wanted = "plotly" if name == "demo-spells" else "vis-network"
        assert [u for u in visit.asked if f"vendor/{wanted}" in u]
        assert not [u for u in visit.asked if "vendor" in u and f"/{wanted}" not in u]


@pytest.mark.browser
def test_chart_by_keyboard(built: Path, browser: Browser) -> None:
    with Visit(browser, (built / "deep" / "one.html").as_uri()) as visit:
        page = visit.page
        page.locator("figure#demo-spells .ap-explore").focus()
        page.keyboard.press("Enter")
        visit.drawn("demo-spells")
        focused = "document.activeElement.className"
        page.wait_for_function(f"{focused}.includes('ap-live')")
        said = page.locator("figure#demo-spells .ap-says")
        page.keyboard.press("ArrowRight")
        assert said.inner_text() == "Alpha: party"
        assert page.locator("figure#demo-spells .hovertext").count() == 1
        page.keyboard.press("ArrowRight")
        assert said.inner_text() == "Beta: government"
        page.keyboard.press("End")
        assert said.inner_text() == "Delta: academia"
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        assert said.inner_text() == "Gamma: military", "lane by lane, each spell once"
        page.keyboard.press("Escape")
        assert page.evaluate(focused) == "ap-explore"
        assert said.inner_text() == ""


@pytest.mark.browser
def test_network_by_keyboard_and_its_panel(built: Path, browser: Browser) -> None:
    with Visit(browser, (built / "deep" / "one.html").as_uri() + "#demo-network/late") as visit:
        page = visit.page
        figure = page.locator("figure#demo-network")
        assert figure.locator("select").input_value() == "late", "the address opens a state"
        figure.locator(".ap-explore").click()
        visit.drawn("demo-network")
        said = figure.locator(".ap-says")
        page.keyboard.press("ArrowRight")
        assert said.inner_text().startswith("Delta & Co → Beta: attacked, negative")
        assert figure.locator(".ap-tie").inner_text().endswith("Delta spoke against Beta.")
        figure.get_by_label("Find a person").fill("joint")
        buttons = figure.locator(".ap-panel li button")
        assert buttons.all_inner_texts() == ["Alpha – Delta & Co: joint act, positive"]
        buttons.first.click()
        assert "They signed together." in figure.locator(".ap-tie").inner_text()
        assert buttons.first.get_attribute("aria-pressed") == "true"


@pytest.mark.browser
def test_stepper(built: Path, browser: Browser) -> None:
    with Visit(browser, (built / "deep" / "one.html").as_uri()) as visit:
        page = visit.page
        figure = page.locator("figure#demo-network")
        assert figure.locator(".ap-state:visible").count() == 1
        assert figure.get_by_label("Date:").input_value() == "early"
        before, after = figure.locator(".ap-stepper button").all()
        assert before.get_attribute("aria-disabled") == "true"
        after.click()
        said = figure.locator(".ap-says")
        assert said.inner_text() == "Late & last. 3 ties among 5 people, Late & last."
        assert page.evaluate("location.hash") == "#demo-network/late"
        assert after.get_attribute("aria-disabled") == "true"
        visit.drawn("demo-network")
        edges = "document.getElementById('demo-network').antiparty.net.body.edgeIndices.sort()"
        assert page.evaluate(edges) == ["d3", "d4", "d5"]
        after.focus()
        page.keyboard.press("ArrowLeft")
        assert page.evaluate(edges) == ["d1", "d2"]


@pytest.mark.browser
def test_the_theme_switch_recolours_live_and_static(built: Path, browser: Browser) -> None:
    with Visit(browser, (built / "deep" / "one.html").as_uri()) as visit:
        page = visit.page
        fill = "getComputedStyle(document.querySelector('{}')).fill"
        poster = fill.format("#demo-network rect.o")
        bar = fill.format("#demo-spells .js-plotly-plot .point path")
        page.locator("#demo-spells .ap-explore").focus()
        visit.drawn("demo-spells")
        seen = {}
        for mode in ("light", "dark"):
            page.evaluate(f"document.documentElement.dataset.theme = '{mode}'")
            page.wait_for_timeout(400)
            seen[mode] = page.evaluate(poster), page.evaluate(bar)
        assert seen["light"][0] == "rgb(179, 34, 27)" and seen["dark"][0] == "rgb(240, 112, 95)"
        assert seen["light"][1] == "rgb(166, 131, 43)" and seen["dark"][1] == "rgb(155, 107, 25)"


@pytest.mark.browser
def test_phones_get_their_own_layout(built: Path, browser: Browser) -> None:
    height = "document.querySelector('.js-plotly-plot').layout.height"
    with Visit(browser, (built / "deep" / "one.html").as_uri()) as visit:
        page = visit.page
        page.locator("#demo-spells .ap-explore").focus()
        visit.drawn("demo-spells")
        assert page.evaluate(height) == 260
        page.set_viewport_size({"width": 360, "height": 800})
        page.wait_for_function(f"{height} == 300")
        sideways = (
            "[...document.querySelectorAll('figure')].filter(f => f.scrollWidth > f.clientWidth)"
        )
        assert page.evaluate(f"{sideways}.map(f => f.id)") == []


@pytest.mark.browser
def test_a_library_that_cannot_load_leaves_the_picture(built: Path, browser: Browser) -> None:
    visit = Visit(browser, (built / "deep" / "one.html").as_uri())
    visit.context.route("**/plotly-cartesian.min.js", lambda route: route.abort())
    figure = visit.page.locator("figure#demo-spells")
    figure.locator(".ap-explore").click()
    visit.page.wait_for_function(
        "document.querySelector('#demo-spells .ap-says').textContent.includes('not be loaded')"
    )
    assert figure.locator("svg.ap-pic:visible").count() == 1
    visit.context.close()


@pytest.mark.browser
def test_embed_page_and_copy_link(built: Path, browser: Browser) -> None:
    with served(built) as root, Visit(browser, root + "_figures/demo-spells.html") as visit:
        visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit.faults.clear()  # the page's style sheet is the site's, which this book has not
        page = visit.page
        page.locator(".ap-link").click()
        page.wait_for_function("document.querySelector('.ap-says').textContent == 'Link copied.'")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == root + "deep/one.html#demo-spells"
        page.locator(".ap-explore").focus()
        visit.drawn("demo-spells")


@pytest.mark.browser
@pytest.mark.parametrize("name", ["demo-spells", "demo-network"])
def test_a_notebooks_figure_is_live_beside_an_amd_loader(
    tmp_path: Path, browser: Browser, name: str
) -> None:
    amd = "<script>window.define = () => { throw Error('AMD') }; define.amd = true</script>"
    page_file = tmp_path / "notebook.html"
    body = page_parts(figures.get(name), set())
    page_file.write_text(f"<!doctype html><meta charset=utf-8>{amd}{body}", encoding="utf-8")
    with Visit(browser, page_file.as_uri()) as visit:
        visit.page.locator(".ap-explore").click()
        visit.drawn(name)
        assert visit.page.locator(live(name)).first.is_visible()
        assert visit.asked == [page_file.as_uri()], "nothing else is asked for"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(built: Path, browser: Browser, scheme: str) -> None:
    # Over HTTP: axe reads the style sheets again, which a folder would not allow.
    with (
        served(built) as root,
        Visit(browser, f"{root}deep/one.html", color_scheme=scheme) as visit,
    ):
        for name in ("demo-spells", "demo-network"):
            visit.page.locator(f"#{name} .ap-explore").click()
            visit.drawn(name)
            visit.page.keyboard.press("ArrowRight")
        visit.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        visit.page.evaluate("document.body.style.background = 'var(--t-paper)'")
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        found = Axe().run(visit.page, context="figure", options=rules).response["violations"]
        assert not [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found]


def figure_pages() -> list[str]:
    return [p for p in site_pages() if 'class="ap-figure' in (SITE / p).read_text("utf-8")]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("page_path", "scheme"),
    [(page, "light") for page in figure_pages()]
    # in dark a chart, a network and a part that computes: the specs differ by their tokens alone
    + [(f"book/{page}.html", "dark") for page in ("index", "factions", "after_stalin")],
)
def test_every_figure_of_the_book_draws(browser: Browser, page_path: str, scheme: str) -> None:
    with Visit(browser, (SITE / page_path).as_uri(), color_scheme=scheme) as visit:
        page = visit.page
        for name in page.eval_on_selector_all("figure.ap-figure", "all => all.map(f => f.id)"):
            figure = page.locator(f"figure#{name}")
            figure.scroll_into_view_if_needed()
            if figure.get_attribute("data-widget"):
                page.wait_for_selector(f"figure#{name}[data-widget-ready]")
                assert figure.locator(".ap-widget svg").first.is_visible()
            # the Kremlin on any day stands in the place of its pictures
            if figure.locator(".ap-explore").is_visible():
                figure.locator(".ap-explore").focus()
                visit.drawn(name)
                assert figure.locator(".js-plotly-plot, canvas").first.is_visible()
            assert figure.locator("table").count() == 1
