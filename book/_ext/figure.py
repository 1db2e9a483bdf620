"""Figures on the page: what `show(id)` left in a cell becomes a numbered docutils figure.

The node counts as a figure, so `{numref}` and "Figure 1.1" work; its HTML comes from
`antiparty.present`. The live spec, the CSV and a page of its own for each figure are written to
`_figures/`. Drawing is most of a cold build: other processes draw while Sphinx reads.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ClassVar

from antiparty import figures, present
from docutils import nodes
from myst_nb.core.render import load_mime_renders
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

LOG = logging.getLogger(__name__)
# Figures are drawn once, while their page is read. What is known only when the page is written
# stands in their HTML as these words.
ROOT, NUMBER = "\ue000root\ue001", "\ue000number\ue001"
SHOWN = re.compile(r"""\bshow\(["']([a-z0-9-]+)["']\)""")
FEW = 6  # so many figures are drawn sooner than another process starts


class antiparty_figure(nodes.General, nodes.Element):
    """A figure of the register; its one child is the caption that search and numref read.

    The name is lower-case because docutils names visitors after it.
    """


class FigureMime:
    """myst-nb's reader of our MIME type: a marker that the transform below turns to a figure."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = [
        ("*", present.MIME, 1)
    ]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        if data.mime_type != present.MIME:
            return None
        return [antiparty_figure("", figure=dict(data.content)["id"], line=data.line)]


class NumberFigures(SphinxTransform):
    """Give every shown figure its caption, its id and its label, and lift it out of the cell."""

    default_priority = 200

    def apply(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(antiparty_figure)):
            place = (self.env.docname, node["line"])
            name = node["figure"]
            other = self.env.antiparty_figures.get(name)
            try:
                if other is not None:
                    raise figures.FigureError(
                        f"figure {name} is shown twice (also in {other['page']})"
                    )
                made = self._made(name)
            except figures.FigureError as fault:
                LOG.error("%s", fault, location=place)
                node.parent.remove(node)
                continue
            for path in made.old:
                LOG.warning(
                    "the poster %s is missing or old: run `make posters`",
                    path,
                    location=place,
                    type="antiparty",
                    subtype="poster",
                )
            node.append(nodes.caption(made.title, made.title))
            node["names"].append(name)
            self.document.note_explicit_target(node, node)
            node["page"] = self.env.docname
            node["html"] = made.html
            self.env.antiparty_figures[name] = {"page": self.env.docname, **made.files}
            self.env.antiparty_figures[name]["sources"] = " ".join(made.sources)
            _lift(node)

    def _made(self, name: str) -> present.html.Made:
        waiting = self.app.antiparty_drawing.pop(name, None)
        if waiting is not None:
            return waiting.result()
        return present.made(name, ROOT, NUMBER, self.app.builder.get_target_uri(self.env.docname))


def _lift(node: antiparty_figure) -> None:
    """Replace the bundle of MIME types, and each container that held only it, by the figure."""
    place: nodes.Element = node
    while isinstance(place.parent, nodes.container) and (
        len(place.parent) == 1 or place.parent.get("nb_element") == "mime_bundle"
    ):
        place = place.parent
    if place is not node:
        place.replace_self(node)


def fill(app: Sphinx, text: str, page: str, name: str, root: str = "") -> str:
    """The figure's HTML with its number, and the way from this page to the site's root."""
    found = app.env.toc_fignumbers.get(page, {}).get("figure", {}).get(name)
    number = app.config.numfig_format["figure"] % ".".join(map(str, found)) if found else "Figure"
    return text.replace(ROOT, root).replace(NUMBER, number)


def visit_html(self: Any, node: antiparty_figure) -> None:
    root = "../" * self.builder.current_docname.count("/")
    html = fill(self.builder.app, node["html"], node["page"], node["ids"][0], root)
    self.body.append(html)
    raise nodes.SkipNode


def visit_text(self: Any, node: antiparty_figure) -> None:
    """Other formats get the caption."""


def depart_text(self: Any, node: antiparty_figure) -> None:
    """Nothing to close."""


def start(app: Sphinx, config: Config) -> None:
    """Kernels of the build emit ids only; our MIME type is known to myst-nb."""
    os.environ["ANTIPARTY_BOOK"] = "1"
    os.environ.setdefault("PYTHONHASHSEED", "0")
    readers = load_mime_renders()  # cached list: adding to it is how an extension registers
    if FigureMime not in readers:
        readers.append(FigureMime)


def open_register(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    if not hasattr(env, "antiparty_figures"):
        env.antiparty_figures = {}


def sources(env: BuildEnvironment, name: str) -> set[str]:
    """The works behind a figure, from wherever it was drawn or is being drawn."""
    waiting = env.app.antiparty_drawing.get(name)
    if waiting is not None:  # a figure that cannot be drawn is reported where it is shown
        cited = () if waiting.exception() else waiting.result().sources
    elif name in env.antiparty_figures:
        cited = tuple(env.antiparty_figures[name]["sources"].split())
    else:
        cited = figures.get(name).sources
    return {source.partition("@")[0] for source in cited}


def draw(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Begin to draw the figures of the pages that will be read, in other processes."""
    app.antiparty_drawing: dict[str, Future[present.html.Made]] = {}
    texts = {doc: Path(env.doc2path(doc)).read_text("utf-8") for doc in docnames}
    asked = [(name, doc) for doc, text in texts.items() for name in SHOWN.findall(text)]
    if len(asked) <= FEW:
        return
    app.antiparty_pool = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))
    for name, doc in asked:
        address = app.builder.get_target_uri(doc)
        job = app.antiparty_pool.submit(present.made, name, ROOT, NUMBER, address)
        app.antiparty_drawing.setdefault(name, job)


def close(app: Sphinx, fault: Exception | None) -> None:
    """Let the other processes go."""
    pool = getattr(app, "antiparty_pool", None)
    if pool is not None:
        pool.shutdown(cancel_futures=True)


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    known = getattr(env, "antiparty_figures", {})
    env.antiparty_figures = {k: v for k, v in known.items() if v["page"] != docname}


def merge(app: Sphinx, env: BuildEnvironment, docnames: Any, other: BuildEnvironment) -> None:
    env.antiparty_figures.update(other.antiparty_figures)


def add_script(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Only pages with figures load the script."""
    if doctree is not None and next(doctree.findall(antiparty_figure), None) is not None:
        app.add_js_file("figure.js", loading_method="defer")


def write_files(app: Sphinx, fault: Exception | None) -> None:
    """The live spec and the CSV of every figure that is on a page."""
    if fault is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_figures"
    folder.mkdir(exist_ok=True)
    wanted: dict[str, str] = {}
    for name, files in sorted(app.env.antiparty_figures.items()):
        for kind in files.keys() - {"page", "sources"}:
            wanted[f"{name}.{kind}"] = fill(app, files[kind], files["page"], name)
    for old in folder.iterdir():
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def setup(app: Sphinx) -> dict[str, Any]:
    text = (visit_text, depart_text)
    skip = dict.fromkeys(("latex", "text", "man", "texinfo"), text)
    app.add_enumerable_node(
        antiparty_figure, "figure", lambda node: node[0].astext(), html=(visit_html, None), **skip
    )
    app.add_transform(NumberFigures)
    app.connect("config-inited", start)
    app.connect("env-before-read-docs", open_register)
    app.connect("env-before-read-docs", draw)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("html-page-context", add_script)
    app.connect("build-finished", close, priority=100)
    app.connect("build-finished", write_files, priority=400)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
