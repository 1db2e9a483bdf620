"""The {fact} and {src} roles, the notes at the foot of a chapter, and the reference lists.

Both roles are resolved while the page is read, so an unknown fact or source is a warning, and
with -W a failed build. What they show on hover, focus and tap is the note at the foot of the
page; without JavaScript, and in print, the note itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import chapters
import figure
from antiparty import export, facts, validate
from antiparty.present import (
    bibliography,
    claims,
    datapage,
    notes,
    reference,
    timeline,
    uses,
)
from antiparty.validate import mutants
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.nodes import make_id


def _page(env: Any) -> dict[str, dict[str, list[str]]]:
    """What the page being read has used: {'fact': {spec: [ref ids]}, 'src': {spec: [ref ids]}}."""
    return env.temp_data.setdefault("antiparty_notes", {"fact": {}, "src": {}})


class NoteRole(SphinxRole):
    """A word of the text that points to its note at the foot of the page."""

    kind: str
    brackets = ("", "")

    def text_and_key(self) -> tuple[str, str]:
        raise NotImplementedError

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        try:
            shown, key = self.text_and_key()
        except LookupError as error:
            message = self.inliner.reporter.error(
                f"{{{self.kind}}} {error.args[0]}", line=self.lineno
            )
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        uses = _page(self.env)[self.kind].setdefault(key, [])
        ref = f"{self.kind}-{make_slug(key)}-ref-{len(uses) + 1}"
        uses.append(ref)
        note = f"{self.kind}-{make_slug(key)}"
        node = nodes.reference("", shown, refid=note, classes=["note-ref", self.kind], ids=[ref])
        before, after = self.brackets
        return [nodes.Text(before), node, nodes.Text(after)] if before else [node], []


def make_slug(key: str) -> str:
    """An id-safe form of a fact name or source_id."""
    return key.lower().replace("_", "-").replace("@", "-").replace(".", "-")


class FactRole(NoteRole):
    """``{fact}`name``` or ``{fact}`name|n```: a computed number in a sentence."""

    kind = "fact"

    def text_and_key(self) -> tuple[str, str]:
        made = facts.get(self.text)
        return made.text, made.name


class SourceRole(NoteRole):
    """``{src}`source_id``` or ``{src}`source_id@p12```: a work that was read."""

    kind = "src"
    brackets = ("(", ")")

    def text_and_key(self) -> tuple[str, str]:
        return notes.short_citation(self.text), self.text.split("@")[0]


def _note_item(kind: str, key: str, refs: list[str]) -> nodes.list_item:
    body = notes.fact_note(facts.get(key)) if kind == "fact" else notes.source_note(key)
    back = nodes.paragraph(classes=["note-back"])
    for number, ref in enumerate(refs, start=1):
        label = f"Back to use {number} of {key.replace('_', ' ')}"
        back += nodes.raw("", notes.back_link(ref, number, label), format="html")
    item = nodes.list_item("", ids=[f"{kind}-{make_slug(key)}"], classes=["note"])
    item += [nodes.raw("", body, format="html"), back]
    return item


HEADINGS = {"fact": "Numbers on this page", "src": "Sources on this page"}
LEADS = {
    "fact": "Each number above was computed from the data when this page was built.",
    "src": "Works cited above. How each counts as evidence is said beside it.",
}


def join_citations(doctree: nodes.document) -> None:
    """Works cited one after the other share one pair of brackets: (Spitsyn 2019; Taubman 2003)."""
    for parent in list(doctree.findall(nodes.TextElement)):
        kids = parent.children
        for i in range(len(kids) - 3, -1, -1):
            words = [k.astext() if isinstance(k, nodes.Text) else "" for k in kids[i : i + 3]]
            if words[0] == ")" and words[1].isspace() and words[2] == "(":
                parent[i : i + 3] = [nodes.Text("; ")]


def add_notes(app: Sphinx, doctree: nodes.document) -> None:
    """Append the page's notes as sections, so that they are in its contents and in print."""
    join_citations(doctree)
    used = app.env.temp_data.pop("antiparty_notes", None)
    section_parent = next(doctree.findall(nodes.section), None)
    if not used or section_parent is None:
        return
    for kind in ("fact", "src"):
        if not used[kind]:
            continue
        heading = HEADINGS[kind]
        section = nodes.section(
            "", nodes.title("", heading), ids=[make_id(app.env, doctree, "", heading)], names=[]
        )
        section["classes"] += ["notes", f"notes-{kind}"]
        section += nodes.paragraph("", LEADS[kind])
        items = nodes.bullet_list(classes=["note-list"])
        keys = list(used[kind]) if kind == "fact" else sorted(used[kind], key=notes.sort_key)
        items += [_note_item(kind, key, used[kind][key]) for key in keys]
        section += items
        section_parent += section


# What `make package` wrote beside the site; a build without it knows the files and not their sizes.
PACKAGE = Path("_build/package/index.json")


def package_files(root: Path) -> list[dict[str, Any]]:
    """The files of the data package, with their sizes where it has been made."""
    index = root / PACKAGE
    return json.loads(index.read_text("utf-8"))["files"] if index.exists() else export.listing()


# Lists that show the data package take its files; the others nothing.
FILE_LISTS: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "downloads": datapage.downloads,
    "tables": datapage.catalogue,
}
LISTS: dict[str, Callable[[], str]] = {
    "legend": reference.legend,
    "confidence": reference.confidence_table,
    "conflicts": reference.conflict_list,
    "tie-kinds": reference.tie_kinds_table,
    "claims": claims.claim_list,
    "rules": lambda: reference.rules_table(validate.rules()),
    "mutants": lambda: reference.mutants_table(mutants.score()),
}


def works_in_sections(env: BuildEnvironment) -> list[nodes.Node]:
    """The bibliography: a section for each kind of work."""
    works = uses.of_works(chapters.pages(env), lambda name: figure.sources(env, name))
    return [_section(*part) for part in bibliography.sections(works)]


def events_in_sections(env: BuildEnvironment) -> list[nodes.Node]:
    """The timeline: a section for each year, and in June 1957 one for each day."""

    def page_of(person: str) -> str:
        doc = f"book/people/{person}"
        here = env.app.builder.get_relative_uri
        return here(env.docname, doc) if doc in env.found_docs else ""

    made = timeline.parts(page_of)
    head = nodes.raw("", timeline.head(made), format="html")
    return [head, *(_section(part.id, part.title, part.html, part.days) for part in made)]


def _section(key: str, title: str, html: str, below: Iterable[tuple[str, str, str]] = ()) -> Any:
    """A heading with ready HTML under it, so that the page's contents list it."""
    made = nodes.section("", nodes.title("", title), ids=[key], names=[], classes=["list-part"])
    made += [nodes.raw("", html, format="html")] * bool(html)
    made += [_section(*part) for part in below]
    return made


# Lists with headings of their own; they look at the whole book.
SECTIONED: dict[str, Callable[[BuildEnvironment], list[nodes.Node]]] = {
    "sources": works_in_sections,
    "timeline": events_in_sections,
}


class ReferenceList(SphinxDirective):
    """``{reference-list} sources``: one of the lists that the reference pages consist of."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        if name in SECTIONED:
            return SECTIONED[name](self.env)
        if name in FILE_LISTS:
            html = FILE_LISTS[name](package_files(Path(self.env.srcdir)))
        elif name in LISTS:
            html = LISTS[name]()
        else:
            known = ", ".join(sorted({*LISTS, *FILE_LISTS, *SECTIONED}))
            raise self.error(f"unknown list {name!r}; use one of {known}")
        return [nodes.raw("", html, format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_role("fact", FactRole())
    app.add_role("src", SourceRole())
    app.add_directive("reference-list", ReferenceList)
    app.connect("doctree-read", add_notes)
    return {"version": "1", "parallel_read_safe": True}
