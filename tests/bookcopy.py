"""A small copy of the book to build: its real data, library and extensions, pages of the test."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
NOTEBOOK = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  name: python3
  display_name: Python 3
---
"""


def copy_book(folder: Path, pages: dict[str, str]) -> Path:
    """Write a book of `pages` (name → text; the first is the root) into `folder`.

    The virtual environment is the repository's own, by a link.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("_config.yml", "Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(REPO / name, folder)
    unwanted = shutil.ignore_patterns("__pycache__", "posters", "plotly", "vis-network")
    shutil.copytree(REPO / "data", folder / "data")
    for name in ("_ext", "_templates", "_static", "antiparty"):
        shutil.copytree(REPO / "book" / name, folder / "book" / name, ignore=unwanted)
    (folder / ".venv").symlink_to(REPO / ".venv")
    first, *rest = pages
    (folder / "_build").mkdir(exist_ok=True)
    # The data package of this checkout is the copy's too, if it is true: make compares checksums.
    for made in (REPO / "_build" / "package", REPO / "_build" / ".package"):
        if made.is_dir():
            shutil.copytree(made, folder / "_build" / made.name)
        elif made.exists():
            shutil.copy(made, folder / "_build")
    lines = ["format: jb-book", f"root: book/{first}", "parts:", "  - caption: Story"]
    lines += ["    numbered: 1", "    chapters:"] + [f"      - file: book/{name}" for name in rest]
    (folder / "_toc.yml").write_text("\n".join(lines) + "\n", "utf-8")
    for name, text in pages.items():
        (folder / "book" / f"{name}.md").write_text(text, "utf-8")
    return folder


def copy_whole_book(folder: Path) -> Path:
    """Everything that the book is built from, and a link to the virtual environment."""
    folder.mkdir(parents=True)
    for name in ("_config.yml", "_toc.yml", "Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(REPO / name, folder)
    for name in ("data", "book"):
        shutil.copytree(REPO / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / ".venv").symlink_to(REPO / ".venv")
    return folder


def make(folder: Path, target: str = "book", **environment: str) -> subprocess.CompletedProcess:
    """Run make in the folder; its output, both streams, is in `stdout`."""
    kept = {k: v for k, v in os.environ.items() if k not in {"MAKEFLAGS", "MFLAGS", "PYTHONPATH"}}
    return subprocess.run(
        ["make", "-C", str(folder), target],
        env=kept | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=420,  # a guard against a build that hangs, on a loaded machine too
        check=False,
    )
