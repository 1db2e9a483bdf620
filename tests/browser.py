"""The machine's Chromium and the built site, for every test that opens pages."""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
SITE = REPO / "_build" / "html"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """Path of Chromium. Without one the test is skipped, in continuous integration it fails."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    why = f"no Chromium on this machine (looked for {', '.join(NAMES)})"
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)


def site_pages() -> list[str]:
    """Every page of the built site, as path from its root."""
    return sorted(
        path.relative_to(SITE).as_posix()
        for path in SITE.rglob("*.html")
        if not path.relative_to(SITE).parts[0].startswith("_")
    )


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over HTTP on a free port of this machine; gives the address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def weight(path: Path) -> int:
    """Bytes of a file as a server would send it: gzip for text, as it is for fonts and pictures."""
    raw = path.read_bytes()
    if path.suffix in {".woff2", ".png", ".jpg", ".webp"}:
        return len(raw)
    return len(gzip.compress(raw, 9, mtime=0))
