"""The page around the text: navigation, head, style sheet, side notes, redirect and 404.

The templates in book/_templates replace the theme's; this module gives them what they show.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar

from antiparty import theme
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

CYRILLIC = re.compile(r"[А-яЁё]+(?:[\s,.«»“”–—()-]+[А-яЁё]+)*")
# Left by Sphinx's basic theme and by myst-nb; no page asks for them.
UNUSED = ("basic.css", "pygments.css", "file.png", "minus.png", "plus.png", "mystnb*.css")
# Only the search page needs these, and its template names them.
SEARCH = ("documentation_options.js", "doctools.js", "sphinx_highlight.js")
STYLES = ("antiparty.css", "figure.css")  # joined, after the colour tokens, into book.css


def contents(env: BuildEnvironment, page: str) -> list[dict[str, Any]]:
    """The parts of the book as _toc.yml has them, each with its pages; `here` marks `page`."""
    root = env.external_site_map.root
    parts: list[dict[str, Any]] = []
    for tree in root.subtrees:
        entries = []
        for item in tree.items:
            doc = str(item).removesuffix(".md")
            if doc not in env.titles:
                continue
            number = env.toc_secnumbers.get(doc, {}).get("")
            entries.append(
                {
                    "doc": doc,
                    "title": env.titles[doc].astext(),
                    "number": number[0] if number else "",
                    "here": doc == page,
                    "sections": sections(env, doc) if doc == page else [],
                }
            )
        parts.append({"caption": tree.caption or "", "entries": entries})
    return parts


def sections(env: BuildEnvironment, page: str) -> list[dict[str, str]]:
    """The second-level headings of `page`, as title and anchor."""
    first = next(iter(env.tocs[page]), None)
    below = first[1] if first is not None and len(first) > 1 else []
    found = []
    for item in below:
        for ref in item.findall(nodes.reference):
            found.append({"title": ref.astext(), "anchor": ref["anchorname"]})
            break
    return found


def description(doctree: nodes.document | None, fallback: str) -> str:
    """The page's own words for search results: its first paragraph, cut at 155 characters."""
    for paragraph in doctree.findall(nodes.paragraph) if doctree else ():
        text = " ".join(paragraph.astext().split())
        if len(text) > 60:
            return text if len(text) <= 155 else text[:155].rsplit(" ", 1)[0].rstrip(",;: ") + " …"
    return fallback


def add_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates the contents, the part and the description of the page."""
    parts = contents(app.env, pagename)
    context["parts"] = parts
    for part in parts:
        for entry in part["entries"]:
            if entry["here"]:
                context["part"], context["number"] = part["caption"], entry["number"]
    meta = context.get("meta") or {}
    context["page_description"] = meta.get("description") or description(
        doctree, " ".join(app.config.html_context["description"].split())
    )
    context["own_scripts"] = [
        script for script in context["script_files"] if Path(script.filename).name not in SEARCH
    ]
    context["author"] = app.config.author
    context["assets"] = app.config.book_writing + app.config.book_results[:4]


class Box(SphinxDirective):
    """``{div} classes``: a block with classes of the style sheet, for its look alone."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    classes: ClassVar[list[str]] = []

    def run(self) -> list[nodes.Node]:
        given = self.arguments[0].split() if self.arguments else []
        box = nodes.container(classes=self.classes + given, is_div=True)
        self.set_source_info(box)
        self.state.nested_parse(self.content, self.content_offset, box)
        return [box]


class Margin(Box):
    """``{margin}``: a remark beside the text; between two paragraphs on a narrow page."""

    classes: ClassVar[list[str]] = ["margin"]


class SideNotes(SphinxPostTransform):
    """Put each footnote beside the block that first refers to it."""

    default_priority = 400
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        notes = {i: note for note in self.document.findall(nodes.footnote) for i in note["ids"]}
        beside: dict[nodes.Node, nodes.container] = {}
        for ref in list(self.document.findall(nodes.footnote_reference)):
            note = notes.pop(ref.get("refid", ""), None)
            if note is None:
                continue
            block: nodes.Node = ref
            while (
                not isinstance(block.parent, nodes.section | nodes.document) and block not in beside
            ):
                block = block.parent
            if block not in beside:
                row = nodes.container(classes=["noted"], is_div=True)
                block.replace_self(row)
                row += block
                beside[block] = row
            note.parent.remove(note)
            beside[block] += note


class Russian(SphinxPostTransform):
    """Mark words in Cyrillic as Russian, so that voices and hyphenation are right."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for text in list(self.document.findall(nodes.Text)):
            if not CYRILLIC.search(text):
                continue
            above, marked = text.parent, False
            while above is not None and not marked:
                classes = above.get("classes", []) if isinstance(above, nodes.Element) else []
                marked = isinstance(above, nodes.raw | nodes.literal | nodes.literal_block) or any(
                    c.startswith("language-") for c in classes
                )
                above = above.parent
            if marked:
                continue
            parts: list[nodes.Node] = []
            end = 0
            for found in CYRILLIC.finditer(text):
                if found.start() > end:
                    parts.append(nodes.Text(text[end : found.start()]))
                parts.append(nodes.inline("", found[0], classes=["language-ru"]))
                end = found.end()
            if end < len(text):
                parts.append(nodes.Text(text[end:]))
            text.parent.replace(text, parts)


def tokens() -> str:
    """The colour tokens; paper is white and ink is dark in print, whatever the screen shows."""
    light = ";".join(f"--t-{name}:{values[0]}" for name, values in theme.TOKENS.items())
    return (
        theme.css()
        + "@media print{html:root,html:root[data-theme],html:root:not([data-theme])"
        + f"{{{light};--t-paper:#fff;color-scheme:light}}}}\n"
    )


def write_site(app: Sphinx, exception: Exception | None) -> None:
    """Write the one style sheet, the redirect at the root and the 404 page; drop what is unused."""
    if exception or app.builder.format != "html":
        return
    out, static = Path(app.outdir), Path(app.outdir) / "_static"
    sheets = [tokens()]
    sheets += [(static / name).read_text("utf-8") for name in STYLES if (static / name).exists()]
    (static / "tokens.css").write_text(sheets[0], "utf-8")
    (static / "book.css").write_text(shrink("\n".join(sheets)), "utf-8")
    for pattern in UNUSED:
        for path in static.glob(pattern):
            path.unlink()
    context = {
        "title": app.config.html_title,
        "first": f"{app.config.root_doc}.html",
        "paper": theme.TOKENS["paper"],
        "ink": theme.TOKENS["ink"],
        "parts": contents(app.env, ""),
        **app.config.html_context,
    }
    for name in ("index.html", "404.html"):
        template = Path(app.srcdir, "book", "_templates", f"root_{name}").read_text("utf-8")
        page = app.builder.templates.render_string(template, context)
        (out / name).write_text(page + "\n", "utf-8")
    (out / ".nojekyll").touch()  # GitHub Pages would drop folders that begin with an underscore


def shrink(css: str) -> str:
    """The style sheet without comments and needless white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip() + "\n"


def setup(app: Sphinx) -> dict[str, Any]:
    # Jupyter Book sets it for an extension that this book does not load.
    app.add_config_value("comments_config", {}, "", dict)
    app.add_directive("div", Box)
    app.add_directive("margin", Margin)
    app.add_post_transform(SideNotes)
    app.add_post_transform(Russian)
    app.connect("html-page-context", add_context, priority=900)
    app.connect("build-finished", write_site, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
