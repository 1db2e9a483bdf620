"""Figures (and the notes under facts) to HTML: the only writer of HTML.

`show(id)` is what chapters call. In a notebook it displays the whole figure, live, with no
network. While the book is built (`ANTIPARTY_BOOK=1`, set by the figure extension) it emits
only the figure's id under our own MIME type; the extension asks `figure_html` for the
rest, so that a chapter's kernel need not load plotly.
"""

from __future__ import annotations

import os
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from IPython.display import display

if TYPE_CHECKING:
    from ..figures import Figure

MIME = "application/vnd.antiparty.figure+json"
# Heavy parts load when asked for: notes need no plotly, and a kernel of the book none of it.
_HOMES = {
    "csv_text": "html",
    "figure_html": "html",
    "embed_page": "html",
    "first_state": "spec",
    "live_script": "spec",
    "made": "html",
    "states": "spec",
    "stale": "pictures",
}
_loaded: set[str] = set()


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def show(figure: str | Figure) -> None:
    """Display a figure of the book by id, or a Figure you made or changed yourself.

    Raises FigureError, naming the nearest ids, when there is no such figure.
    """
    if os.environ.get("ANTIPARTY_BOOK"):
        if not isinstance(figure, str):
            raise TypeError("in the book, show() takes the id of a registered figure")
        display({MIME: {"id": figure}, "text/plain": f"<figure {figure}>"}, raw=True)
        return
    item = import_module("antiparty.figures").get(figure) if isinstance(figure, str) else figure
    display({"text/html": notebook_html(item), "text/plain": item.title}, raw=True)


def notebook_html(figure: Figure) -> str:
    """The figure with all it needs inside: styles, script, data, and (once) the library."""
    named = figure if figure.id else replace(figure, id="figure")
    return import_module(".notebook", __name__).page_parts(named, _loaded)
