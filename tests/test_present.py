"""The HTML of a figure: rendered content, with no JavaScript and in a plain notebook."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import demo_figures
import nbformat
import pandas as pd
import pytest
from antiparty import figures, present
from antiparty.figures import Figure, FigureError
from antiparty.present import html, netsvg, spec
from nbclient import NotebookClient
from test_figures import FRAME, make

BOOK = Path(__file__).resolve().parents[1] / "book"
VOID = {"meta", "link", "br", "img", "input"}


class Page(HTMLParser):
    """Every element as (tag, attributes, text), and a check that tags are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict] = []
        self.open: list[dict] = []
        self.feed(text)
        assert not self.open, f"left open: {[e['tag'] for e in self.open]}"

    def handle_starttag(self, tag: str, attrs: list) -> None:
        element = {"tag": tag, "text": "", **dict(attrs)}
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.found.append({"tag": tag, "text": "", **dict(attrs)})

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1]["tag"] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element["text"] += data

    def all(self, tag: str, **attrs: str) -> list[dict]:
        return [
            e
            for e in self.found
            if e["tag"] == tag
            and all(v in (e.get(k.rstrip("_")) or "").split() for k, v in attrs.items())
        ]

    def one(self, tag: str, **attrs: str) -> dict:
        (only,) = self.all(tag, **attrs)
        return only


def test_figure_is_a_whole_document() -> None:
    page = Page(present.figure_html(figures.get("demo-spells"), "../", number="Figure 1.2"))
    figure = page.one("figure")
    assert figure["id"] == "demo-spells"
    assert figure["data-live"] == "../_figures/demo-spells.js"
    caption = page.one("figcaption")["text"]
    assert caption.startswith("Figure 1.2 4 lanes show 5 spells")
    assert "Spells of made-up people by date" in caption
    assert page.one("button", class_="ap-explore")["hidden"] is None
    assert [s["text"] for s in page.all("summary")] == ["Show as table", "Cite"]
    assert page.one("a", class_="ap-data")["href"] == "../_figures/demo-spells.csv"
    assert page.one("a", class_="ap-data")["text"] == "Download the data"
    assert page.one("a", class_="ap-link")["href"] == "#demo-spells"
    assert "Figure 1.2 in Seven Against Four" in page.one("details", class_="ap-cite")["text"]
    assert "All of it is made up." in page.one("p", class_="ap-doubt")["text"]


def test_table_is_the_frame() -> None:
    item = make(columns={"n": "How many"})
    page = Page(html.table(item))
    assert [(h["text"], h["scope"]) for h in page.all("th")] == [
        ("Person", "col"),
        ("How many", "col"),
        ("Ёлка", "row"),
        ("B", "row"),
    ]
    assert [d["text"] for d in page.all("td")] == ["1", "2.5"]
    assert page.one("caption")["text"] == item.subtitle
    assert page.one("span", lang="ru")["text"] == "Ёлка"


def test_csv_is_the_frame() -> None:
    frame = pd.DataFrame({"a": ["x, y", None], "b": [1.5, float("nan")], "c": [True, False]})
    text = html.csv_text(make(frame=frame))
    rows = list(csv.reader(io.StringIO(text)))
    assert rows == [["a", "b", "c"], ["x, y", "1.5", "True"], ["", "", "False"]]
    assert "\r" not in text


def test_text_is_escaped() -> None:
    frame = pd.DataFrame({"a": ["<script>x</script>"]})
    item = make(title="1 < 2 & 3", alt='says "no"', frame=frame, caption="<b>", doubt="<i>")
    text = present.figure_html(item, "")
    Page(text)
    assert "<script>" not in text and "<b>&" not in text and "1 &lt; 2 &amp; 3" in text


def test_sources_are_named_and_linked(mini: Path) -> None:
    html.notes._sources.cache_clear()
    try:
        page = Page(present.figure_html(make(sources=("book_a", "book_b@p5")), "../"))
        links = {a["href"]: a["text"] for a in page.all("a") if "sources.html" in a["href"]}
        assert links == {
            "../book/sources.html#book_a": html.notes.short_citation("book_a"),
            "../book/sources.html#book_b": html.notes.short_citation("book_b@p5"),
        }
        assert links["../book/sources.html#book_b"].endswith("p. 5")
        with pytest.raises(FigureError, match="made-up: unknown source 'nobody'"):
            present.figure_html(make(sources=("nobody",)), "../")
        assert "sources.html" not in present.figure_html(make(sources=("book_a",)))
    finally:
        html.notes._sources.cache_clear()


def test_network_picture_has_every_person_and_tie() -> None:
    item = figures.get("demo-network")
    late = spec.states(item)[1]
    inside, width, height = netsvg.draw(late.spec["wide"])
    page = Page(inside)
    assert sorted(t["text"] for t in page.all("text")) == sorted(demo_figures.PEOPLE["label"])
    assert len(page.all("rect", class_="o")) == 2
    assert len(page.all("circle", class_="ring")) == 1
    assert len(page.all("circle", class_="h")) == 1, "no vote is hollow"
    assert len(page.all("path", class_="hatch")) == 1
    assert [p["class"] for p in page.all("path") if "stroke-width" in p] == [
        "n",
        "n",  # its arrow head
        "p",
        "z r",
        "z r",
    ]
    assert (width, height) == (920, 620)


def test_every_state_has_a_picture_named_by_its_alt() -> None:
    item = figures.get("demo-network")
    page = Page(present.figure_html(item, ""))
    states = page.all("div", class_="ap-state")
    assert [s["data-key"] for s in states] == ["early", "late"]
    assert [p["text"] for p in page.all("p", class_="ap-label")] == ["Early", "Late & last"]
    pictures = page.all("svg")
    assert {p["role"] for p in pictures} == {"img"}
    words = {e["id"]: e["text"] for e in page.all("span") if "hidden" in e}
    assert [words[p["aria-labelledby"]] for p in pictures] == [
        item.alt["early"],
        item.alt["early"],
        item.alt["late"],
    ]


def test_ids_are_unique_on_a_page() -> None:
    text = "".join(present.figure_html(figures.get(n), "") for n in figures.ids())
    ids = [e["id"] for e in Page(text).found if "id" in e]
    assert len(ids) == len(set(ids))


def test_live_script_is_one_call() -> None:
    text = present.live_script(make(frame=FRAME, title="</script>"))
    assert text.startswith('antiparty.figure("made-up",{') and text.endswith("});\n")
    data = json.loads(text[text.index(",") + 1 : -3])
    assert data["kind"] == "plotly"
    assert set(data["states"][0]) == {"key", "label", "says", "wide", "narrow"}
    hostile = make(draw=lambda layout: make().draw(layout).update_layout(title_text="</script>"))
    assert "</" not in present.live_script(hostile)


def test_embed_page_leads_home() -> None:
    text = present.embed_page(figures.get("demo-spells"), number="Figure 1.1", page="book/one.html")
    page = Page(text.removeprefix("<!doctype html>"))
    assert page.one("html")["lang"] == "en"
    assert page.one("a", class_="ap-link")["href"] == "../book/one.html#demo-spells"
    assert page.one("a", class_="ap-data")["href"] == "../_figures/demo-spells.csv"


def run_cell(code: str, folder: Path, book: bool = False) -> list:
    env = {k: v for k, v in os.environ.items() if k != "ANTIPARTY_BOOK"}
    env["PYTHONPATH"] = os.pathsep.join([str(BOOK), str(Path(__file__).parent)])
    if book:
        env["ANTIPARTY_BOOK"] = "1"
    cell = nbformat.v4.new_code_cell(code)
    book_ = nbformat.v4.new_notebook(cells=[cell])
    client = NotebookClient(book_, resources={"metadata": {"path": str(folder)}}, timeout=60)
    client.execute(env=env)
    return cell["outputs"]


def test_show_in_a_plain_notebook_is_self_sufficient(tmp_path: Path) -> None:
    code = 'import demo_figures\nfrom antiparty import show\nshow("demo-spells")'
    (output,) = run_cell(code, tmp_path)
    text = output["data"]["text/html"]
    assert "antiparty.scan()" in text and "Plotly" in text and "<table>" in text
    assert 'href="data:text/csv' in text
    assert "src=" not in text.replace("window", "").split("<script>")[0], "nothing is fetched"
    assert output["data"]["text/plain"] == "4 lanes show 5 spells"


def test_show_in_the_book_is_an_id_and_loads_no_plotly(tmp_path: Path) -> None:
    code = 'import sys\nfrom antiparty import show\nshow("demo-spells")\n'
    code += 'print("plotly" in sys.modules)'
    shown, said = run_cell(code, tmp_path, book=True)
    assert shown["data"][present.MIME] == {"id": "demo-spells"}
    assert said["text"] == "False\n"


def test_showing_an_unknown_id_says_so() -> None:
    with pytest.raises(FigureError, match="no figure is called 'nonsense'"):
        present.show("nonsense")


def test_same_bytes_in_another_process() -> None:
    """The mechanism; that every figure of the book is the same is seen by test_reproducible."""
    code = (
        "import demo_figures, hashlib; from antiparty import figures, present;"
        "all = [figures.get(n) for n in figures.ids() if n.startswith('demo-')];"
        "t = ''.join(present.figure_html(f, '../') + present.live_script(f) for f in all);"
        "print(hashlib.sha256(t.encode()).hexdigest())"
    )
    seen = set()
    for seed, zone in (("0", "UTC"), ("7", "Asia/Tokyo")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        env["PYTHONPATH"] = os.pathsep.join([str(BOOK), str(Path(__file__).parent)])
        run = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        seen.add(run.stdout)
    assert len(seen) == 1


def test_a_figure_of_ones_own_can_be_shown() -> None:
    text = present.notebook_html(
        Figure(title="Mine", subtitle="Rows", alt="x", frame=FRAME, draw=make().draw)
    )
    assert '<figure id="figure"' in text
