"""The {term} role and the {entry} directive: the glossary, and its words in the chapters.

``{term}`plenum``` or ``{term}`plenums <plenum>``` is a link to the glossary. The definition stands
hidden at the foot of the page: it describes the link to a screen reader, and the script shows it
on hover, focus and tap. An unknown term is an error, and with -W a failed build.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import chapters
from antiparty.present import glossary, uses
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

HOME = f"book/{glossary.HOME}"


class term_reference(nodes.reference):
    """A link to the glossary that its definition describes; lower-case like all docutils nodes."""


def visit_term(self: Any, node: term_reference) -> None:
    described = {"aria-describedby": f"term-{node['term']}"} if node["described"] else {}
    self.body.append(self.starttag(node, "a", "", href=node["refuri"], **described))


def depart_term(self: Any, node: term_reference) -> None:
    self.body.append("</a>")


def visit_text(self: Any, node: term_reference) -> None:
    """Other formats get the word."""


def depart_text(self: Any, node: term_reference) -> None:
    """Nothing to close."""


def known(env: BuildEnvironment) -> dict[str, glossary.Entry]:
    """The terms by name; the page that is read depends on the glossary's."""
    path = Path(env.srcdir) / f"{HOME}.md"
    if not path.exists():
        return {}
    env.note_dependency(str(path))
    if "antiparty_glossary" not in env.temp_data:
        made = glossary.by_name(glossary.entries(path.read_text("utf-8")))
        env.temp_data["antiparty_glossary"] = made
    return env.temp_data["antiparty_glossary"]


class TermRole(SphinxRole):
    """A word that the glossary explains; takes the place of Sphinx's own role of this name."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        name = uses.target(self.text)
        shown = self.text.rsplit("<", 1)[0].strip() if self.text.rstrip().endswith(">") else name
        try:
            entry = glossary.find(name, known(self.env))
        except glossary.GlossaryError as error:
            message = self.inliner.reporter.error(f"{{term}} {error.args[0]}", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        at_home = self.env.docname == HOME
        if not at_home:
            self.env.temp_data.setdefault("antiparty_terms", {})[entry.id] = entry
        home = self.env.app.builder.get_relative_uri(self.env.docname, HOME)
        node = term_reference("", shown, refuri=f"{'' if at_home else home}#{entry.id}")
        node["classes"] += ["term"] if at_home else ["note-ref", "term"]
        node["term"], node["described"] = entry.id, not at_home
        return [node], []


class EntryDirective(SphinxDirective):
    """``{entry} headword``: a term of the glossary with its Russian form and its definition."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        "id": directives.unchanged,
        "ru": directives.unchanged,
        "latin": directives.unchanged,
        "also": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        made = glossary.entry(self.arguments[0], dict(self.options), "")
        term = nodes.term("", made.word, ids=[made.id], classes=["entry"])
        russian = glossary.names_in_russian(made)
        if russian:
            term += nodes.raw("", f" <span class='in-russian'>{russian}</span>", format="html")
        body = nodes.definition()
        self.state.nested_parse(self.content, self.content_offset, body)
        body += self._places(made)
        item = nodes.definition_list_item("", term, body)
        return [nodes.definition_list("", item, classes=["glossary"])]

    def _places(self, made: glossary.Entry) -> list[nodes.Node]:
        """Links to the places where the chapters explain the word."""
        names = {made.id, made.word.lower(), *(a.lower() for a in made.also)}
        pages = chapters.pages(self.env)
        by_term = uses.of_terms(pages)
        found = {p.name for name in names for p in by_term.get(name, ())} - {glossary.HOME}
        order = [p for p in pages if p.name in found]
        if not order:
            return []
        line = nodes.paragraph("", "Where: ", classes=["works"])
        for place, page in enumerate(order):
            line += nodes.Text(", " if place else "")
            shown = f"chapter {page.number}" if page.number else page.title
            uri = self.env.app.builder.get_relative_uri(self.env.docname, f"book/{page.name}")
            line += nodes.reference("", shown, refuri=f"{uri}#in-{made.id}", internal=True)
        line += nodes.Text(".")
        return [line]


def join_lists(doctree: nodes.document) -> None:
    """Entries one after the other are one list."""
    for second in list(doctree.findall(nodes.definition_list)):
        if "glossary" not in second["classes"]:
            continue
        siblings = second.parent.children
        place = siblings.index(second)
        first = siblings[place - 1] if place else None
        if isinstance(first, nodes.definition_list) and "glossary" in first["classes"]:
            first += second.children
            second.parent.remove(second)


def finish(app: Sphinx, doctree: nodes.document) -> None:
    """One list of entries; an anchor for the first use of a term; the hidden definitions."""
    join_lists(doctree)
    app.env.temp_data.pop("antiparty_glossary", None)
    used: dict[str, glossary.Entry] = app.env.temp_data.pop("antiparty_terms", {})
    if not used:
        return
    seen: set[str] = set()
    for node in doctree.findall(term_reference):
        if node["term"] not in seen:
            seen.add(node["term"])
            node["ids"].append(f"in-{node['term']}")
    body = "".join(glossary.note(used[name]) for name in sorted(used))
    top = next(doctree.findall(nodes.section), None)
    if top is not None:
        html = f"<div class='note-defs' hidden>{body}</div>"
        top += nodes.raw("", html, format="html")


def setup(app: Sphinx) -> dict[str, Any]:
    skip = dict.fromkeys(("latex", "text", "man", "texinfo"), (visit_text, depart_text))
    app.add_node(term_reference, html=(visit_term, depart_term), **skip)
    app.add_role_to_domain("std", "term", TermRole(), override=True)
    app.add_directive("entry", EntryDirective)
    # before the notes of the page, which are sections: nothing may follow a section
    app.connect("doctree-read", finish, priority=400)
    return {"version": "1", "parallel_read_safe": True}
