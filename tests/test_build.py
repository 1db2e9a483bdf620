"""`make book` fails when anything is wrong, keeps failing while it is, and is never stale."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest
from bookcopy import NOTEBOOK, copy_book, make

pytestmark = pytest.mark.build
PATH = os.environ["PATH"].split(os.pathsep)

ROOT = "# A book\n\nText of the first page, long enough to be its own description in a search.\n"
SOUND = "# A chapter\n\nText.\n"
# Each fault stands alone in a chapter, with the words that the build must say about it.
FAULTS = {
    "a cell that raises": (
        NOTEBOOK + '# C\n\n```{code-cell} ipython3\nraise ValueError("a planted fault")\n```\n',
        "a planted fault",
    ),
    "an unknown figure": (
        NOTEBOOK + '# C\n\n```{code-cell} ipython3\nfrom antiparty import show\nshow("nil")\n```\n',
        "nil",
    ),
    "an unknown fact": ("# C\n\nIt was {fact}`no_such_fact`.\n", "no_such_fact"),
    "an unknown source": ("# C\n\nIt was {src}`no_such_work`.\n", "no_such_work"),
    "an unknown reference": ("# C\n\nSee {numref}`no-such-figure`.\n", "no-such-figure"),
    "a link to no page": ("# C\n\nSee [this](no_such_page.md).\n", "no_such_page"),
    "a cell that is never run": ("# C\n\n```{code-cell} ipython3\n1\n```\n", "code-cell"),
}


def page(folder: Path, name: str = "chapter") -> str:
    return (folder / "_build" / "html" / "book" / f"{name}.html").read_text("utf-8")


def test_faults_fail_each_build_until_mended(tmp_path):
    """All faults at once: each is reported, in the first build and in the second."""
    pages = {"index": ROOT} | {f"c{n}": text for n, (text, _) in enumerate(FAULTS.values())}
    folder = copy_book(tmp_path / "with a space", pages)
    (folder / "_toc.yml").open("a").write("      - file: book/missing_page\n")
    for attempt in ("first", "second"):
        built = make(folder)
        assert built.returncode, f"{attempt} build passed:\n{built.stdout}"
        reports = re.findall(r"(?:WARNING|ERROR|Error|CRITICAL).*", built.stdout)
        for fault, (_, words) in FAULTS.items():
            named = [line for line in reports if words in line]
            assert named, f"{attempt} build is silent about {fault}:\n{built.stdout}"
        assert any("missing_page" in line for line in reports), built.stdout
        assert (folder / "_build" / ".unfinished").exists()
    assert "starting clean" in built.stdout
    for name in pages:
        (folder / "book" / f"{name}.md").write_text(ROOT, "utf-8")
    (folder / "book" / "missing_page.md").write_text(SOUND, "utf-8")
    mended = make(folder)
    assert not mended.returncode, mended.stdout
    assert not (folder / "_build" / ".unfinished").exists()


def test_one_fault_is_enough(tmp_path):
    chapter, words = FAULTS["a cell that raises"]
    folder = copy_book(tmp_path / "book", {"index": ROOT, "chapter": chapter})
    for _ in range(2):
        built = make(folder)
        assert built.returncode and words in built.stdout, built.stdout


def test_a_fault_in_the_data_stops_the_build(tmp_path):
    folder = copy_book(tmp_path / "book", {"index": ROOT, "chapter": SOUND})
    path = folder / "data" / "people.csv"
    path.write_text(path.read_text("utf-8").replace("1894-04-15", "1894-04-31"), "utf-8")
    built = make(folder)
    assert built.returncode
    assert re.search(r"people\.csv:\d+:birth", built.stdout), built.stdout
    assert not (folder / "_build" / "html").exists()


CHANGING = (
    NOTEBOOK
    + """# C

Prose: {fact}`last_place`.

```{code-cell} ipython3
from antiparty import tables
print("cell:", tables.read("places")["name_then"].iloc[-1])
```
"""
)
FACT = '''"""A fact of the test."""

from .. import tables
from .core import fact


@fact
def last_place():
    """Name of the last place."""
    rows = tables.read("places")
    return rows["name_then"].iloc[-1], rows.tail(1)
'''


def test_prose_and_cells_follow_data_and_library(tmp_path):
    """A changed CSV, then a changed module, show on the page in the next build."""
    folder = copy_book(tmp_path / "book", {"index": ROOT, "chapter": CHANGING})
    module = folder / "book" / "antiparty" / "facts" / "of_the_test.py"
    module.write_text(FACT, "utf-8")

    def built() -> tuple[str, str]:
        run = make(folder)
        assert not run.returncode, run.stdout
        html = page(folder)
        prose = re.search(r"Prose: (?:<[^>]+>)*([^<]+)<", html)
        cell = re.search(r"cell: ([^<\n]+)", html)
        assert prose and cell, html
        return prose[1], cell[1]

    path = folder / "data" / "places.csv"
    rows = list(csv.reader(path.open(encoding="utf-8", newline="")))
    column = rows[0].index("name_then")
    name = rows[-1][column]
    assert built() == (name, name)
    rows[-1][column] = "Newtown"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    assert built() == ("Newtown", "Newtown")
    module.write_text(FACT.replace(".iloc[-1]", ".iloc[-1].upper()"), "utf-8")
    assert built() == ("NEWTOWN", "Newtown")


def test_a_killed_build_leaves_nothing_behind(tmp_path):
    folder = copy_book(tmp_path / "book", {"index": ROOT, "chapter": SOUND})
    html = folder / "_build" / "html"
    html.mkdir(parents=True)
    (html / "half.html").write_text("half a page")
    (folder / "_build" / ".unfinished").touch()
    built = make(folder)
    assert not built.returncode, built.stdout
    assert not (html / "half.html").exists() and (html / "index.html").exists()


def test_without_python_or_chromium_make_says_so(tmp_path):
    folder = copy_book(tmp_path / "book", {"index": ROOT, "chapter": SOUND})
    (folder / ".venv").unlink()
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "make", "cmp", "cat", "cksum", "find", "mkdir", "mv", "rm", "sort", "touch"):
        (tools / name).symlink_to(next(p / name for p in map(Path, PATH) if (p / name).exists()))
    built = make(folder, PATH=str(tools), PYTHON="", CHROMIUM="")
    assert built.returncode and "No Python 3.11, 3.12 or 3.13" in built.stdout, built.stdout
    (folder / ".venv").symlink_to(Path(__file__).resolve().parents[1] / ".venv")
    built = make(folder, PATH=str(tools), CHROMIUM="")
    assert not built.returncode and "No Chromium" in built.stdout, built.stdout
