"""The sums of June 1957 that a reader can change: every number against the data."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator

import opened
import pytest
from antiparty import facts, figures, present, tables
from axe_playwright_python.sync_playwright import Axe
from browser import SITE, weight
from playwright.sync_api import Page

PAGE, FIGURE = "book/seven_against_four.html", "arithmetic-of-seven-four"
PRESETS = (  # beginning of the label, and the two facts whose values it must show
    ("By later accounts", "against_full", "with_full"),
    ("Aristov", "against_without_waverers", "with_and_waverers"),
    ("Only those in the room", "room_against", "room_with"),
    ("Candidates counted", "against_of_the_presidium", "with_of_the_presidium"),
    ("Everyone at the table", "against_of_all", "with_of_all"),
)
COUNTED_BY_HAND = [(7, 4), (5, 6), (6, 2), (8, 10), (8, 13)]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def every() -> Iterator[opened.Opener]:
    with opened.opener() as made:
        yield made


@pytest.fixture
def visit(every: opened.Opener) -> Iterator:
    def start(mark: str = "", width: int = 1280, **options: object) -> Page:
        page = every(PAGE, f"#{FIGURE}{mark}", width, **options)
        page.wait_for_selector(f"#{FIGURE}[data-widget-ready]")
        return page

    yield start
    every.close()


def score(page: Page) -> tuple[int, int, int]:
    """Against, with and absent, as the page says; the picture and the list must say the same."""
    text = page.locator(f"#{FIGURE} .ar-score").inner_text()
    numbers = [int(w) for w in text.replace(",", "").split() if w.isdigit()]
    drawn = page.evaluate(
        """() => { const svg = document.querySelector('.ar-strip svg'), mid = svg.clientWidth / 2,
          at = [...svg.querySelectorAll('[data-id]')].map(g => {
            const m = g.firstChild; return +(m.getAttribute('cx') || +m.getAttribute('x') + 8); });
          return [at.filter(x => x < mid).length, at.filter(x => x > mid).length]; }"""
    )
    ticked = Counter(
        page.eval_on_selector_all(
            f"#{FIGURE} .ar-group:not([hidden]) input:checked", "all => all.map(i => i.value)"
        )
    )
    against, beside, away = (*numbers, 0)[:3]
    assert drawn == [against, beside]
    assert (ticked["a"], ticked["w"], ticked["x"]) == (against, beside, away)
    return against, beside, away


def said(page: Page) -> str:
    return page.locator(f"#{FIGURE} .ap-says").inner_text()


def words_of(page: Page) -> str:
    return " ".join(page.locator(f"#{FIGURE} .ar-out").inner_text().split())


def choose(page: Page, surname: str, place: str) -> None:
    group = page.get_by_role("radiogroup", name=surname)
    group.get_by_role("radio", name=place).check()


def mark_of(page: Page) -> str:
    return page.evaluate("location.hash")


def test_presets_show_the_values_of_the_facts(visit) -> None:
    page = visit()
    buttons = page.locator(f"#{FIGURE} .ar-presets button")
    assert buttons.count() == len(PRESETS) + 1
    shown = []
    for n, (label, against, beside) in enumerate(PRESETS):
        button = buttons.nth(n)
        assert button.inner_text().startswith(label)
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        shown.append(score(page)[:2])
        assert shown[-1] == (facts.get(against).value, facts.get(beside).value)
        assert said(page).startswith(f"{shown[-1][0]} against, {shown[-1][1]} with Khrushchev.")
    assert shown == COUNTED_BY_HAND


def test_who_is_moved_by_a_preset_comes_from_the_tables() -> None:
    extra = figures.get(FIGURE).extra()
    made = {p["label"].split()[0]: p["moved"] for p in extra["presets"]}
    assert made["Aristov’s"] == {"pervukhin": "w", "saburov": "w"}
    stances = tables.read("stances")
    june = stances[(stances["start"] <= "1957-06-18") & (stances["end"] >= "1957-06-18")]
    away = set(june.loc[june["stance"] == "absent", "person_id"])
    full = {p["id"] for p in extra["people"] if p["seat"] == "f"}
    assert made["Only"] == dict.fromkeys(away & full, "x")
    with (tables.data_dir() / "people.csv").open(encoding="utf-8", newline="") as file:
        side = {r["person_id"]: r["side_june_1957"] for r in csv.DictReader(file)}
    words = {"a": "opponent", "w": "supporter"}
    assert len(extra["people"]) == 21
    assert all(words[p["side"]] == side[p["id"]] for p in extra["people"])
    assert {p["id"] for p in extra["people"] if p["recalled"]} == {"belyaev", "pospelov"}
    assert [p["id"] for p in extra["people"] if p["target"]] == ["khrushchev"]


@pytest.mark.parametrize(
    ("moves", "counts", "words"),
    [
        # seven to four: two must go over; two who stay away leave five to four
        ({}, (7, 4, 0), "11 counted; more than half is 6. 2 more would"),
        ({"Saburov": "Absent", "Pervukhin": "Absent"}, (5, 4, 2), "more than half is 5. 2 absent"),
        ({"Saburov": "With"}, (6, 5, 0), "1 more would have had to change sides"),
        ({"Saburov": "With", "Pervukhin": "With"}, (5, 6, 0), "A majority with Khrushchev."),
        ({"Saburov": "With", "Pervukhin": "Absent"}, (5, 5, 1), "A tie: no majority."),
        ({"Suslov": "Absent"}, (7, 3, 1), "3 more would have had to change sides to turn it; 2"),
        ({"Khrushchev": "Against"}, (8, 3, 0), "3 more would have had to change sides to turn it."),
    ],
)
def test_the_sum_by_hand(visit, moves: dict, counts: tuple, words: str) -> None:
    page = visit()
    for surname, place in moves.items():
        choose(page, surname, place)
    assert score(page) == counts
    assert words in words_of(page)
    need = next(n for n in range(1, 23) if n * 2 > counts[0] + counts[1])
    assert f"{counts[0] + counts[1]} counted; more than half is {need}." in words_of(page)
    if moves:
        assert words in said(page)


def test_the_turning_point_is_true_for_every_split(visit) -> None:
    """Move people over one at a time: the page's own promise comes true when it said."""
    page = visit("/fcs")
    order = [p["short"] for p in figures.get(FIGURE).extra()["people"] if p["side"] == "w"]
    verdict = page.locator(f"#{FIGURE} .ar-verdict")
    for n, surname in enumerate(order[:4]):
        text = page.locator(f"#{FIGURE} .ar-out p:not([class])").inner_text()
        assert verdict.inner_text() == (
            "A majority with Khrushchev." if n < 3 else "A majority against Khrushchev."
        )
        if n < 3:
            assert f"{3 - n} more would have had to change sides" in text
        choose(page, surname, "Against")


def test_nobody_counted_is_said(visit) -> None:
    everyone = [p["id"] for p in figures.get(FIGURE).extra()["people"] if p["seat"] == "f"]
    page = visit("/f" + "".join(f".{p}-x" for p in everyone))
    assert score(page) == (0, 0, 11)
    assert page.locator(f"#{FIGURE} .ar-verdict").inner_text() == "Nobody is counted."


def test_by_keyboard_alone(visit) -> None:
    page = visit()
    page.get_by_role("button", name="Everyone at the table").focus()
    page.keyboard.press("Enter")
    assert score(page) == (8, 13, 0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Reset
    assert score(page) == (7, 4, 0)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the candidates
    assert score(page) == (8, 10, 0)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name").endswith("-bulganin")
    page.keyboard.press("ArrowRight")
    assert score(page) == (7, 11, 0)
    outline = "getComputedStyle(document.activeElement.nextSibling).outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("ArrowRight")
    assert score(page) == (7, 10, 1)
    assert said(page).startswith("7 against, 10 with Khrushchev. A majority with Khrushchev.")


def test_by_touch_on_a_phone(visit) -> None:
    page = visit(width=390, has_touch=True)
    page.get_by_role("button", name="Only those in the room").tap()
    assert score(page) == (6, 2, 3)
    group = page.get_by_role("radiogroup", name="Mikoyan")
    group.locator("label", has_text="Against").tap()
    assert score(page) == (7, 1, 3)
    page.get_by_role("checkbox", name="candidate members").tap()
    assert score(page) == (8, 7, 3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.eval_on_selector_all(
        f"#{FIGURE} .ar button, #{FIGURE} .ar-choice label, #{FIGURE} .ar-also label",
        "all => all.filter(e => e.offsetParent && Math.min(e.offsetHeight, e.offsetWidth) < 24)"
        ".map(e => e.innerText)",
    )
    assert small == []


def test_rows_do_not_move_under_the_finger(visit) -> None:
    page = visit("/fcs", width=390, has_touch=True)
    row = page.get_by_role("radiogroup", name="Voroshilov")
    top = "e => e.getBoundingClientRect().top + scrollY"
    before = row.evaluate(top)
    for place in ("Absent", "With", "Against"):
        row.locator("label", has_text=place).tap()
        assert row.evaluate(top) == before


def test_the_address_holds_the_sum(visit) -> None:
    page = visit()
    choose(page, "Saburov", "Absent")
    choose(page, "Pervukhin", "With")
    page.get_by_role("checkbox", name="secretaries").check()
    assert mark_of(page) == f"#{FIGURE}/fs.pervukhin-w.saburov-x"
    again = visit(mark_of(page).removeprefix(f"#{FIGURE}"))
    assert score(again) == score(page) == (5, 8, 1)
    assert again.get_by_role("checkbox", name="secretaries").is_checked()
    top = again.locator(f"#{FIGURE}").bounding_box()["y"]
    assert -10 <= top < 200, "the figure is in view"
    again.evaluate(f"location.hash = '#{FIGURE}/f.mikoyan-a'")
    again.wait_for_function("document.querySelector('.ar-score').innerText.startsWith('8')")
    assert score(again) == (8, 3, 0)
    again.get_by_role("button", name="Reset").click()
    assert mark_of(again) == f"#{FIGURE}"
    assert score(again) == (7, 4, 0)


@pytest.mark.parametrize("mark", ["/zzz", "/f.nobody-w", "/f.saburov-q", "/fc.%3Cb%3E-w", "/f."])
def test_a_broken_address_does_no_harm(visit, mark: str) -> None:
    page = visit(mark)
    assert score(page)[0] in (7, 8)


def test_copy_link_gives_the_sum(visit) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Candidates counted").click()
    page.locator(f"#{FIGURE} .ap-link").click()
    page.wait_for_function(
        f"document.querySelector('#{FIGURE} .ap-says').textContent == 'Link copied.'"
    )
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"{PAGE}#{FIGURE}/fc")


def test_it_says_that_it_is_arithmetic(visit) -> None:
    text = visit().locator(f"#{FIGURE} .ar-banner").inner_text()
    assert text == (
        "Arithmetic, not history. Nobody took such a count. Candidates and secretaries had no vote."
    )


def test_symbols_are_those_of_the_legend(visit) -> None:
    page = visit("/fcs")
    seen = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.ar-strip [data-id]')].map(g =>
          [g.dataset.id, [g.querySelector('rect') ? 'square' : 'circle',
            getComputedStyle(g.firstChild).fill == getComputedStyle(g.firstChild).stroke,
            !!g.querySelector('path'), !!g.querySelector('.ar-ring')]]))"""
    )
    assert len(seen) == 21
    for person in figures.get(FIGURE).extra()["people"]:
        shape = "square" if person["side"] == "a" else "circle"
        filled = person["seat"] == "f" and not person["soft"]
        assert seen[person["id"]] == [shape, filled, person["soft"], person["target"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(visit, scheme: str, width: int) -> None:
    page = visit("/fcs.saburov-x", width=width, color_scheme=scheme)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context=f"#{FIGURE}", options=rules).response["violations"]
    assert not [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found]


def test_without_javascript_and_in_print_the_picture_stands(every, visit) -> None:
    plain = every(PAGE, f"#{FIGURE}", java_script_enabled=False)
    figure = plain.locator(f"#{FIGURE}")
    assert figure.locator("svg.ap-pic:visible").count() == 1
    assert "Count for yourself" not in figure.inner_text()
    page = visit()
    page.emulate_media(media="print")
    assert not page.locator(f"#{FIGURE} .ap-widget").is_visible()


def test_from_a_folder(every) -> None:
    page = every.browser.new_context().new_page()
    page.on("pageerror", lambda fault: every.faults.append(str(fault)))
    page.goto((SITE / PAGE).as_uri() + f"#{FIGURE}/fc")
    page.wait_for_selector(f"#{FIGURE}[data-widget-ready]")
    assert score(page) == (8, 10, 0)
    page.context.close()
    every.close()


def test_the_first_view_asks_for_nothing_of_it(every) -> None:
    page = every(PAGE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert asked
    assert not [url for url in asked if "widget" in url]
    own = [SITE / "_static" / f"widget-arithmetic.{kind}" for kind in ("js", "css")]
    assert sum(map(weight, [*own, SITE / "_figures" / f"{FIGURE}.widget.js"])) < 9_000
    every.close()


def test_the_figure_needs_no_widget_to_be_whole() -> None:
    item = figures.get(FIGURE)
    assert present.states(item)[0].alt.count(" against, ") == 4
    assert list(zip(item.frame["against"], item.frame["with_"], strict=True)) == [
        (7, 4), (8, 10), (8, 13), (5, 6),
    ]  # fmt: skip
