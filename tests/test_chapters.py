"""Every chapter runs alone in plain Jupyter, from its own folder and with no path code."""

from __future__ import annotations

import os
import re
from pathlib import Path

import nbformat
import pytest
from myst_nb.core.read import read_myst_markdown_notebook
from nbclient import NotebookClient

BOOK = Path(__file__).parent.parent / "book"
CHAPTERS = sorted(p.stem for p in BOOK.glob("*.md") if "{code-cell}" in p.read_text("utf-8"))


def notebook(chapter: str) -> nbformat.NotebookNode:
    """The chapter as Jupyter opens it."""
    made = read_myst_markdown_notebook((BOOK / f"{chapter}.md").read_text("utf-8"))
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    return made


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No help from the tests: the kernel finds the library because it runs in its folder."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.delenv("ANTIPARTY_DATA", raising=False)


def test_there_are_chapters() -> None:
    assert {"index", "seven_against_four", "eleven_careers", "factions"} <= set(CHAPTERS)


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.usefixtures("plain")
def test_a_chapter_runs_in_plain_jupyter(chapter: str) -> None:
    assert "PYTHONPATH" not in os.environ
    made = notebook(chapter)
    NotebookClient(made, timeout=120, resources={"metadata": {"path": str(BOOK)}}).execute()
    cells = [c for c in made.cells if c.cell_type == "code"]
    shown = "".join(o["data"].get("text/html", "") for c in cells for o in c.outputs if "data" in o)
    asked = re.findall(r'show\("([a-z0-9-]+)"\)', "".join(c.source for c in cells))
    assert asked
    for figure in asked:
        part = shown.split(f'id="{figure}"')[1]
        assert "<svg" in part
        assert "<table>" in part
    for cell in cells:
        assert len(cell.source.splitlines()) <= 3


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_opens_with_one_title_and_a_question_or_finding(chapter: str) -> None:
    text = re.sub(r"\A---.*?---\n", "", (BOOK / f"{chapter}.md").read_text("utf-8"), flags=re.S)
    assert len(re.findall(r"^# ", text, re.M)) == 1
    assert "{div} lede" in text
    first = text.index("{code-cell}")
    assert first < text.index("\n## ")  # the answering figure stands in the first screen
