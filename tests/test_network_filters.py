"""Filters of the live networks: what is listed, drawn and counted, against the ties in the data."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import opened
import pytest
from antiparty import figures, tables
from antiparty.figures import factions_places
from antiparty.present.spec import states
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

FACTIONS = ("book/factions.html", "factions-network")
PLENUM = ("book/plenum.html", "accusation-network")
pytestmark = pytest.mark.browser
DRAWN = """id => { const net = document.getElementById(id).antiparty.net;
  return net.body.edgeIndices.slice().sort(); }"""
PLACES = """id => { const net = document.getElementById(id).antiparty.net;
  return Object.fromEntries(Object.entries(net.getPositions()).map(([k, v]) => {
    const p = net.canvasToDOM(v); return [k, [Math.round(p.x), Math.round(p.y)]]; })); }"""
MIDDLE = """([id, edge]) => { const me = document.getElementById(id).antiparty,
  e = me.net.body.edges[edge], p = me.net.canvasToDOM({ x: (e.from.x + e.to.x) / 2,
    y: (e.from.y + e.to.y) / 2 }), box = me.canvas.getBoundingClientRect();
  return [box.left + p.x, box.top + p.y]; }"""


@pytest.fixture(scope="module")
def every() -> Iterator[opened.Opener]:
    with opened.opener() as made:
        yield made


@pytest.fixture
def visit(every: opened.Opener) -> Iterator:
    """The network awake, by its button unless the address wakes it."""

    def start(where: tuple[str, str], mark: str = "", width: int = 1280, **more: object) -> Page:
        page = every(where[0], f"#{where[1]}{mark}", width, **more)
        if "?" not in mark:
            page.locator(f"#{where[1]} .ap-explore").click()
        page.wait_for_selector(f"#{where[1]}[data-drawn]")
        return page

    yield start
    every.close()


def lines(where: tuple[str, str], state: str, layout: str = "wide") -> list[dict]:
    """The lines of one state as the book made them: the truth of these tests."""
    return next(s for s in states(figures.get(where[1])) if s.key == state).spec[layout]["edges"]


def kinds(line: dict) -> set[str]:
    return set(line["kind"].split(", "))


def shown(page: Page, where: tuple[str, str]) -> set[str]:
    """Ids of the lines left: listed, drawn and counted must be the same."""
    figure = page.locator(f"#{where[1]}")
    listed = figure.locator(".ap-panel li button").evaluate_all(
        "all => all.map(b => b.dataset.tie)"
    )
    assert sorted(listed) == page.evaluate(DRAWN, where[1])
    if listed:
        first = figure.locator(".ap-count span").inner_text().split()
        assert int(first[1] if first[0] == "All" else first[0]) == len(listed)
    return set(listed)


def ids(found: list[dict]) -> set[str]:
    return {e["id"] for e in found}


def said(page: Page, where: tuple[str, str]) -> str:
    return page.locator(f"#{where[1]} .ap-says").inner_text()


def tick(page: Page, where: tuple[str, str], name: str) -> Locator:
    return page.locator(f"#{where[1]}").get_by_role("checkbox", name=name)


def test_signs(visit) -> None:
    page, every_line = visit(FACTIONS), lines(FACTIONS, "s1956_02")
    friendly = [e for e in every_line if e["sign"] > 0]
    assert shown(page, FACTIONS) == ids(every_line)
    before = page.evaluate(PLACES, FACTIONS[1])
    tick(page, FACTIONS, "Negative").uncheck()
    assert shown(page, FACTIONS) == ids(friendly)
    assert said(page, FACTIONS) == f"{len(friendly)} of {len(every_line)} lines are shown."
    assert page.evaluate(PLACES, FACTIONS[1]) == before, "nobody moves"
    tick(page, FACTIONS, "Positive").uncheck()
    assert shown(page, FACTIONS) == set()
    tick(page, FACTIONS, "Negative").check()
    assert shown(page, FACTIONS) == ids(every_line) - ids(friendly)


def test_counts_beside_the_boxes(visit) -> None:
    page, every_line = visit(FACTIONS, "/s1957_06"), lines(FACTIONS, "s1957_06")
    figure = page.locator(f"#{FACTIONS[1]}")
    figure.locator(".ap-kinds summary").click()
    words = figure.locator(".ap-kinds label").all_text_contents()
    made = {w.rsplit(" ", 1)[0].strip(): int(w.rsplit(" ", 1)[1]) for w in words}
    everywhere = {k for s in states(figures.get(FACTIONS[1])) for e in s.spec["wide"]["edges"]
                  for k in kinds(e)}  # fmt: skip
    assert made == {k: sum(k in kinds(e) for e in every_line) for k in everywhere}
    signs = [int(t.split()[-1]) for t in figure.locator(".ap-sign label").all_text_contents()]
    assert signs == [sum(e["sign"] == s for e in every_line) for s in (1, -1)]
    assert "Neutral" not in figure.locator(".ap-sign").inner_text(), "no line has no sign"


def test_kinds_and_signs_and_words_together(visit) -> None:
    page, every_line = visit(FACTIONS), lines(FACTIONS, "s1956_02")
    figure = page.locator(f"#{FACTIONS[1]}")
    figure.locator(".ap-kinds summary").click()
    figure.get_by_role("button", name="No kind").click()
    assert shown(page, FACTIONS) == set()
    tick(page, FACTIONS, "patronage").check()
    wanted = [e for e in every_line if "patronage" in kinds(e)]
    assert shown(page, FACTIONS) == ids(wanted) != set()
    tick(page, FACTIONS, "rivalry").check()
    wanted += [e for e in every_line if "rivalry" in kinds(e)]
    assert shown(page, FACTIONS) == ids(wanted)
    assert figure.locator(".ap-kinds summary").inner_text() == "Kinds: 2 of 14"
    tick(page, FACTIONS, "Positive").uncheck()
    figure.get_by_label("Find a person").fill("molotov")
    wanted = [e for e in wanted if e["sign"] < 0 and "molotov" in (e["from"], e["to"])]
    assert shown(page, FACTIONS) == ids(wanted) != set()
    figure.get_by_role("button", name="Show all").first.click()
    assert shown(page, FACTIONS) == ids(every_line)


def test_the_empty_state_says_what_to_do(visit) -> None:
    page = visit(FACTIONS)
    figure = page.locator(f"#{FACTIONS[1]}")
    assert not figure.locator(".ap-empty").is_visible()
    figure.get_by_label("Find a person").fill("nobody at all")
    assert shown(page, FACTIONS) == set()
    assert figure.locator(".ap-empty").inner_text() == (
        "No line is left. Tick another sign or kind, shorten the search, or show all lines."
    )
    assert said(page, FACTIONS).startswith("None of ")
    figure.get_by_role("button", name="show all lines").click()
    assert len(shown(page, FACTIONS)) == len(lines(FACTIONS, "s1956_02"))
    assert page.evaluate("document.activeElement.type") == "search", "the focus is not lost"


def test_filters_survive_another_date(visit) -> None:
    page = visit(FACTIONS)
    figure = page.locator(f"#{FACTIONS[1]}")
    tick(page, FACTIONS, "Positive").uncheck()
    figure.get_by_label("Find a person").fill("khrushchev")
    for key in ("s1957_06", "s1957_10", "s1964_10"):
        figure.get_by_role("button", name="Next").click()
        wanted = [e for e in lines(FACTIONS, key)
                  if e["sign"] < 0 and "khrushchev" in (e["from"], e["to"])]  # fmt: skip
        assert shown(page, FACTIONS) == ids(wanted) != set()
        assert f"{len(wanted)} of {len(lines(FACTIONS, key))} lines" in said(page, FACTIONS)
        mark = f"#{FACTIONS[1]}/{key}?sign=-positive&find=khrushchev"
        assert page.evaluate("location.hash") == mark
    assert not tick(page, FACTIONS, "Positive").is_checked()


def test_a_link_restores_state_and_filters(visit) -> None:
    page = visit(FACTIONS, "/s1957_06")
    figure = page.locator(f"#{FACTIONS[1]}")
    tick(page, FACTIONS, "Positive").uncheck()
    figure.locator(".ap-kinds summary").click()
    for name in ("rivalry", "policy conflict"):
        tick(page, FACTIONS, name).uncheck()
    mark = page.evaluate("location.hash")
    asked = parse_qs(urlsplit(mark.removeprefix("#")).query)
    assert asked == {"sign": ["-positive"], "kind": ["-policy_conflict,-rivalry"]}
    again = visit(FACTIONS, mark.removeprefix(f"#{FACTIONS[1]}"))
    wanted = [e for e in lines(FACTIONS, "s1957_06")
              if e["sign"] < 0 and kinds(e) - {"rivalry", "policy conflict"}]  # fmt: skip
    assert shown(again, FACTIONS) == shown(page, FACTIONS) == ids(wanted)
    assert again.locator(f"#{FACTIONS[1]} select").input_value() == "s1957_06"
    again.evaluate(f"location.hash = '{FACTIONS[1]}/s1956_02'")
    again.wait_for_function("document.querySelector('.ap-count').innerText.startsWith('All')")
    assert shown(again, FACTIONS) == ids(lines(FACTIONS, "s1956_02")), "a link says all"


def test_old_links_still_open_a_date_and_load_nothing(every: opened.Opener) -> None:
    page = every(FACTIONS[0], f"#{FACTIONS[1]}/s1949")
    page.wait_for_function(f"document.querySelector('#{FACTIONS[1]} select').value == 's1949'")
    assert page.locator(f"#{FACTIONS[1]} canvas").count() == 0
    assert page.evaluate("!window.vis")
    every.close()


@pytest.mark.parametrize("query", ["?kind=", "?kind=nonsense", "?sign=%E0", "?&&=", "?find=%25"])
def test_a_broken_link_does_no_harm(visit, query: str) -> None:
    page = visit(FACTIONS, f"/s1956_02{query}")
    assert shown(page, FACTIONS) in (set(), ids(lines(FACTIONS, "s1956_02")))


def test_copied_link_holds_the_filters(visit) -> None:
    page = visit(FACTIONS, permissions=["clipboard-read", "clipboard-write"])
    tick(page, FACTIONS, "Negative").uncheck()
    page.locator(f"#{FACTIONS[1]} .ap-link").click()
    page.wait_for_function(
        f"document.querySelector('#{FACTIONS[1]} .ap-says').textContent == 'Link copied.'"
    )
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"#{FACTIONS[1]}/s1956_02?sign=-negative")


def alone(found: list[dict]) -> list[dict]:
    """Lines whose pair has no second one over it."""
    pairs = [tuple(sorted((e["from"], e["to"]))) for e in found]
    return [e for e, p in zip(found, pairs, strict=True) if pairs.count(p) == 1]


@pytest.mark.parametrize("way", ["mouse", "touch"])
def test_a_line_shows_its_evidence(visit, way: str) -> None:
    touch = way == "touch"
    page = visit(FACTIONS, width=390 if touch else 1280, has_touch=touch)
    every_line = lines(FACTIONS, "s1956_02", "narrow" if touch else "wide")
    line = next(e for e in alone(every_line) if {e["from"], e["to"]} == {"bulganin", "molotov"})
    figure = page.locator(f"#{FACTIONS[1]}")
    figure.locator(".ap-canvas").scroll_into_view_if_needed()
    tick(page, FACTIONS, "Positive").uncheck()
    figure.locator(".ap-canvas").scroll_into_view_if_needed()
    at = page.evaluate(MIDDLE, [FACTIONS[1], line["id"]])
    (page.touchscreen.tap if touch else page.mouse.click)(*at)
    page.wait_for_selector(f"#{FACTIONS[1]} .ap-tie b")
    text = figure.locator(".ap-tie").inner_text()
    assert line["evidence"] in text
    assert line["sources"] in text
    pressed = figure.locator(".ap-panel li button[aria-pressed=true]")
    assert pressed.get_attribute("data-tie") == line["id"]
    box = figure.locator(".ap-tie").bounding_box()
    assert box["y"] < 900, "the evidence stands near the drawing"


def test_the_list_by_keyboard(visit) -> None:
    page = visit(FACTIONS, "?sign=negative")
    figure = page.locator(f"#{FACTIONS[1]}")
    wanted = [e for e in lines(FACTIONS, "s1956_02") if e["sign"] < 0]
    figure.locator(".ap-live").focus()
    page.keyboard.press("ArrowRight")
    assert wanted[0]["evidence"] in figure.locator(".ap-tie").inner_text()
    assert wanted[0]["evidence"] in said(page, FACTIONS)
    page.keyboard.press("End")
    assert wanted[-1]["evidence"] in figure.locator(".ap-tie").inner_text()
    figure.get_by_label("Find a person").focus()
    page.keyboard.press("Tab")  # Show all
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first = figure.locator(".ap-panel li button").first
    assert first.get_attribute("aria-pressed") == "true"
    assert wanted[0]["evidence"] in figure.locator(".ap-tie").inner_text()
    tick(page, FACTIONS, "Negative").focus()
    page.keyboard.press("Space")
    assert shown(page, FACTIONS) == set()
    assert "Choose a line" in figure.locator(".ap-tie").inner_text()


def test_both_lines_of_a_pair_can_be_read(visit) -> None:
    """A hostile line lies over a friendly one: from either the other is one step away."""
    page = visit(FACTIONS, "/s1964_10")
    every_line = lines(FACTIONS, "s1964_10")
    pair = [e for e in every_line if {e["from"], e["to"]} == {"khrushchev", "podgorny"}]
    assert {e["sign"] for e in pair} == {1, -1}
    figure = page.locator(f"#{FACTIONS[1]}")
    figure.locator(f"[data-tie={pair[0]['id']}]").click()
    figure.locator(".ap-also").click()
    assert pair[1]["evidence"] in figure.locator(".ap-tie").inner_text()
    assert pair[0]["evidence"] not in figure.locator(".ap-tie").inner_text()


def test_a_person_picked_and_left(visit) -> None:
    page = visit(FACTIONS)
    figure = page.locator(f"#{FACTIONS[1]}")
    canvas = figure.locator(".ap-canvas")
    x, y = page.evaluate(PLACES, FACTIONS[1])["bulganin"]
    canvas.click(position={"x": x, "y": y})
    page.wait_for_selector(f"#{FACTIONS[1]} .ap-tie b")
    wanted = [e for e in lines(FACTIONS, "s1956_02") if "bulganin" in (e["from"], e["to"])]
    assert shown(page, FACTIONS) == ids(wanted)
    assert "Булганин" in figure.locator(".ap-tie").inner_text()
    canvas.click(position={"x": 12, "y": 12})
    page.wait_for_function("document.querySelector('.ap-count').innerText.startsWith('All')")
    assert shown(page, FACTIONS) == ids(lines(FACTIONS, "s1956_02"))


def test_accusations_have_kinds_and_one_sign(visit) -> None:
    page, every_line = visit(PLENUM), lines(PLENUM, "all")
    figure = page.locator(f"#{PLENUM[1]}")
    assert {e["sign"] for e in every_line} == {-1}
    assert figure.locator(".ap-sign").count() == 0, "a group with one value is not shown"
    figure.locator(".ap-kinds summary").click()
    figure.get_by_role("button", name="No kind").click()
    tick(page, PLENUM, "economy").check()
    wanted = [e for e in every_line if "economy" in kinds(e)]
    assert shown(page, PLENUM) == ids(wanted) != set()
    figure.get_by_role("button", name="Next").click()
    assert shown(page, PLENUM) == ids([e for e in lines(PLENUM, "terror") if "economy" in kinds(e)])


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit, width: int, scheme: str) -> None:
    page = visit(FACTIONS, "/s1957_06?sign=negative", width=width, color_scheme=scheme)
    page.locator(".ap-kinds summary").click()
    page.locator(".ap-panel li button").first.click()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context=f"#{FACTIONS[1]}", options=rules).response["violations"]
    assert not [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_canvas_is_used_at_every_date() -> None:
    """Where the first drawing had its top fourth empty at half of the dates."""
    for state in states(figures.get(FACTIONS[1])):
        for layout, most in (("wide", 0.18), ("narrow", 0.18)):
            spec = state.spec[layout]
            assert min(n["y"] for n in spec["nodes"]) < most * spec["height"], state.key


def test_order_in_the_drawing_is_that_of_the_layout() -> None:
    """Room is shared out anew, but who stands left of whom or above whom is kept."""
    known = tables.read("layout").set_index("person_id")[["x", "y"]].astype(float)
    use = known["x"].mul(0).add(1)
    use.loc[["khrushchev", "molotov"]] = 8
    for column in "xy":
        made = factions_places.shared_out(known[column], use)
        assert made.min() == 0
        assert abs(made.max() - 1) < 1e-9
        assert list(made.sort_values(kind="stable").index) == list(
            known[column].sort_values(kind="stable").index
        )
