"""The pages of the book as _toc.yml lists them, with what each of them uses.

What is computed from the text of the pages is made while a page is read, when the others may not
have been read yet; so this looks at their files. The page that asks is read again when they change.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from antiparty.present import uses
from sphinx.environment import BuildEnvironment


def _name(file: str) -> str:
    return file.removeprefix("book/").removesuffix(".md")


def listed(root: Path) -> list[tuple[str, str]]:
    """(name under book/, number) of every page, the front page first; '' where no number."""
    toc: dict[str, Any] = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    found = [(_name(toc["root"]), "")]
    count = 0
    for part in toc.get("parts", ()):
        for chapter in part.get("chapters", ()):
            if "file" not in chapter:
                continue
            count += bool(part.get("numbered"))
            number = str(count) if part.get("numbered") else ""
            found.append((_name(chapter["file"]), number))
    return found


def pages(env: BuildEnvironment) -> list[uses.Page]:
    """Every page of the book that has a file, in order; noted as what the page read depends on."""
    if "antiparty_pages" in env.temp_data:
        return env.temp_data["antiparty_pages"]
    root = Path(env.srcdir)
    env.note_dependency(str(root / "_toc.yml"))
    made = []
    for name, number in listed(root):
        path = root / "book" / f"{name}.md"
        if not path.exists():
            continue
        env.note_dependency(str(path))
        page = uses.read_page(name, number, path.read_text("utf-8"))
        made.append(page if made else replace(page, title="the front page"))
    env.temp_data["antiparty_pages"] = made
    return made
