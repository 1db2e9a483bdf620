"""Pages of the built site for the tests of what computes in the page: any message is a fault."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from browser import SITE, chromium, served
from playwright.sync_api import Page, sync_playwright


class Opener:
    """``opener(page, hash, width, ...)`` opens a page of the site in a context of its own."""

    def __init__(self, browser: Any, root: str) -> None:
        self.browser, self.root = browser, root
        self.faults: list[str] = []
        self.contexts: list[Any] = []

    def __call__(self, page: str, mark: str = "", width: int = 1280, **options: Any) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": 900}, **options)
        self.contexts.append(context)
        made = context.new_page()
        made.on("console", lambda m: m.type in ("error", "warning") and self.faults.append(m.text))
        made.on("pageerror", lambda fault: self.faults.append(str(fault)))
        made.goto(f"{self.root}{page}{mark}")
        return made

    def close(self) -> None:
        """Close what this test opened and fail on anything the console said."""
        for context in self.contexts:
            context.close()
        said, self.faults, self.contexts = self.faults, [], []
        assert not said, said


@contextmanager
def opener() -> Iterator[Opener]:
    """A browser and the site over HTTP, for one test module."""
    path = chromium()
    with served(SITE) as root, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield Opener(browser, root)
        browser.close()
