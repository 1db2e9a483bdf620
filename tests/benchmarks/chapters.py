"""Times each chapter alone in plain Jupyter, slowest first: part of `make bench`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from nbclient import NotebookClient

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from test_chapters import BOOK, CHAPTERS, notebook


def main() -> None:
    for name in ("PYTHONPATH", "ANTIPARTY_BOOK", "ANTIPARTY_DATA"):
        os.environ.pop(name, None)
    taken = {}
    for chapter in CHAPTERS:
        start = time.perf_counter()
        NotebookClient(notebook(chapter), resources={"metadata": {"path": str(BOOK)}}).execute()
        taken[chapter] = time.perf_counter() - start
    print("seconds: a chapter alone in plain Jupyter, with the start of its kernel")
    for chapter, seconds in sorted(taken.items(), key=lambda item: -item[1]):
        print(f"{seconds:7.1f}  {chapter}")


if __name__ == "__main__":
    main()
