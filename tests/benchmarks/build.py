"""Times a cold build, one with no change and one after an edit; weighs each page: `make bench`."""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bookcopy import copy_whole_book, make
from browser import weight


def page_weight(page: Path) -> tuple[int, int]:
    """gzip bytes of the page alone, and with the style sheet and scripts that it names."""
    html = page.read_text("utf-8")
    named = re.findall(r'<(?:link rel="stylesheet" href|script[^>]*? src)="([^"?]+)', html)
    own = weight(page)
    return own, own + sum(weight((page.parent / name).resolve()) for name in named)


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = copy_whole_book(Path(place) / "book")
        chapter = folder / "book" / "four_days.md"
        for name in ("cold", "again", "after an edit"):
            if name == "after an edit":
                chapter.write_text(chapter.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")
            start = time.perf_counter()
            built = make(folder)
            seconds = time.perf_counter() - start
            if built.returncode:
                sys.exit(built.stdout)
            print(f"{name:13} {seconds:6.1f} s")
        site = folder / "_build" / "html"
        print(
            f"site  {sum(p.stat().st_size for p in site.rglob('*') if p.is_file()) / 1e6:6.1f} MB"
        )
        print("gzip KB: page, and with its style sheet and scripts (fonts add 40 to 60)")
        for page in sorted(site.glob("book/*.html")):
            own, whole = page_weight(page)
            print(f"{own / 1000:7.1f} {whole / 1000:7.1f}  {page.relative_to(site)}")


if __name__ == "__main__":
    main()
