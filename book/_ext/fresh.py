"""A page is as fresh as what it was made from.

Sphinx and the notebook cache look at the chapter alone: a changed CSV would leave old numbers in
the prose and old figures on the page. Three fingerprints, as configuration values, close the gap.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

# What a cell's output depends on; a change runs every chapter again.
RESULTS = (
    "data/*.csv",
    "data/*.json",
    "book/antiparty/**/*.py",
    "book/antiparty/**/*.json",
    "requirements.txt",
)
# What else a page is read with; a change reads every chapter again.
READING = ("book/_ext/*.py", "book/_static/posters/**/*")
# What a page is written with; a change writes every page again.
WRITING = ("book/_static/*.*", "book/_templates/*")


def fingerprint(root: Path, patterns: Iterable[str]) -> str:
    """sha256 (16 hex digits) over names and contents of the files under `root` that match."""
    digest = hashlib.sha256()
    files = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
    for path in sorted(files):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def take_fingerprints(app: Sphinx, config: Config) -> None:
    """Set the three values and give the notebook cache a folder of its own for each state."""
    root = Path(app.srcdir)
    config.book_results = fingerprint(root, RESULTS)
    config.book_reading = fingerprint(root, READING)
    config.book_writing = fingerprint(root, WRITING)
    forget_old_extensions(Path(app.doctreedir), config.book_reading)
    caches = Path(app.outdir).parent / ".jupyter_cache"
    config.nb_execution_cache_path = str(caches / config.book_results)
    for old in caches.glob("*"):
        if old.name != config.book_results:
            shutil.rmtree(old) if old.is_dir() else old.unlink()


def forget_old_extensions(doctrees: Path, reading: str) -> None:
    """Start from no environment when an extension has changed: it may not read its old state."""
    mark = doctrees / "book_reading"
    if not mark.exists() or mark.read_text("utf-8") != reading:
        (doctrees / "environment.pickle").unlink(missing_ok=True)
        doctrees.mkdir(parents=True, exist_ok=True)
        mark.write_text(reading, "utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    book = str(Path(app.srcdir) / "book")
    if book not in sys.path:  # the other extensions import the book's library
        sys.path.insert(0, book)
    app.add_config_value("book_results", "", "env", str)
    app.add_config_value("book_reading", "", "env", str)
    app.add_config_value("book_writing", "", "html", str)
    # Before every other reader of the configuration.
    app.connect("config-inited", take_fingerprints, priority=10)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
