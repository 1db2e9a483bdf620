"""The pages of people: one for each row of people.csv, made while the book is built.

Their sources in `book/people/` hold a heading and one directive and are not kept under version
control; they are written before Sphinx looks for pages, and only where they change. The rest comes
from `antiparty.present.person`. ``{person}`molotov``` leads to such a page.
"""

from __future__ import annotations

from functools import partial
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

from antiparty.people import entries, profile, rows
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

HOME = "book/people"
INDEX = f"{HOME}/index"
LEDE = (
    "Everyone who is named in the data, by side in June 1957. Each page shows the career, ties, "
    "stands, sanctions and charges that the data carry, with every source, and says what is not "
    "known."
)
PAGES = "antiparty.present.person"  # loaded when a page is read: it draws, and that takes time
LONG = 155  # letters of a page's own words in search results


def stubs() -> dict[str, str]:
    """File name → text of the sources of the pages."""
    found = {
        f"{person}.md": f"# {rows.name(person)}\n\n```{{person-page}} {person}\n```\n"
        for person in rows.people()
    }
    lede = f":::{{div}} lede\n{LEDE}\n:::"
    return found | {"index.md": f"# People\n\n{lede}\n\n```{{people-index}}\n```\n"}


def write_stubs(app: Sphinx, config: Config) -> None:
    """Write what has changed and delete what is of nobody; nothing in a book without people."""
    contents = Path(app.srcdir, getattr(config, "external_toc_path", "_toc.yml"))
    if not contents.exists() or f"{HOME}/" not in contents.read_text("utf-8"):
        return
    folder = Path(app.srcdir, HOME)
    folder.mkdir(exist_ok=True)
    wanted = stubs()
    for old in folder.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")


def is_person(page: str) -> bool:
    """Whether a page is that of a person."""
    return page.startswith(f"{HOME}/") and page != INDEX


def described(person: str) -> str:
    """The page's own words: both names, years, and as much of the summary as has room."""
    row = rows.one("people", person)
    known = ", ".join(filter(None, [rows.native(person), profile.years(row)]))
    text = f"{row['name_en']} ({known}): {row['summary']}"
    return text if len(text) <= LONG else text[:LONG].rsplit(" ", 1)[0].rstrip(",;: ") + " …"


def search_words(person: str) -> list[str]:
    """Names under which the search page puts this page first: surnames and full names."""
    spelled = [row["name"] for row in rows.of("names", person) if row["kind"] != "initials"]
    family = rows.one("people", person)["name_ru"].split()[0]
    return list(dict.fromkeys([rows.surname(person), family, *spelled]))


def search_text(person: str) -> str:
    """What the search page finds a person by: names, summary, life and posts, in both languages.

    The rest of the page is left out: ties and sources name the same few people a hundred times.
    """
    row = rows.one("people", person)
    said = [row["summary"], *(r["name"] for r in rows.of("names", person))]
    said += [entries.place(row[end]) for end in ("birth_place_id", "death_place_id")]
    for post in rows.of("memberships", person):
        body = rows.one("organizations", post["organization_id"])
        said += [post["role_en"], post["role_ru"], body["name_en"], body["name_ru"]]
        said.append(entries.place(post["place_id"]))
    return " ".join(dict.fromkeys(filter(None, said)))


class antiparty_person(nodes.General, nodes.Element):
    """What stands under the heading; its one child is the text that the search page knows.

    The name is lower-case because docutils names visitors after it.
    """


def visit_html(self: Any, node: antiparty_person) -> None:
    self.body.append(node["html"])
    raise nodes.SkipNode


def visit_text(self: Any, node: antiparty_person) -> None:
    """Other formats get the words of the search."""


def depart_text(self: Any, node: antiparty_person) -> None:
    """Nothing to close."""


class PersonPage(SphinxDirective):
    """``{person-page} molotov``: everything under the heading of the page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        person = self.arguments[0]
        env = self.env
        pages = import_module(PAGES)
        html = pages.page_html(person, lambda name: f"book/{name}" in env.found_docs)
        env.metadata[env.docname]["description"] = described(person)
        read = getattr(env, "antiparty_people", None)
        if read is None:
            read = env.antiparty_people = {}
        read[person] = pages.rows_json(person)
        # a blank target: the entry is the page itself, not a second result beside it
        named = [("single", word, "", "main", None) for word in search_words(person)]
        page = antiparty_person("", nodes.Text(search_text(person)), html=html)
        return [addnodes.index(entries=named, inline=False), page]


class PeopleIndex(SphinxDirective):
    """``{people-index}``: the list of everyone."""

    def run(self) -> list[nodes.Node]:
        return [
            antiparty_person("", nodes.Text("people names"), html=import_module(PAGES).index_html())
        ]


class PersonRole(SphinxRole):
    """``{person}`molotov``` or ``{person}`molotov|Molotov```: a name that leads to the page."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        person, _, shown = self.text.partition("|")
        try:
            shown = shown or rows.name(person)
        except KeyError as error:
            message = self.inliner.reporter.error(f"{{person}} {error.args[0]}", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        if INDEX not in self.env.found_docs:  # a book without these pages, as some tests build
            return [nodes.Text(shown)], []
        target = addnodes.pending_xref(
            "",
            nodes.inline("", shown, classes=["person"]),
            refdomain="std",
            reftype="doc",
            reftarget=f"/{HOME}/{person}",
            refdoc=self.env.docname,
            refexplicit=True,
            refwarn=True,
        )
        return [target], []


def _turn(app: Sphinx, page: str, other: str) -> dict[str, str]:
    if is_person(other):
        title = escape(rows.name(other.removeprefix(f"{HOME}/")))
    else:
        title = escape(app.env.titles[other].astext())
    return {"link": app.builder.get_relative_uri(page, other), "title": title}


def _past_people(app: Sphinx, page: str, step: int) -> str | None:
    """The next (step 2) or previous (step 1) page of the book that is no person's."""
    relations = app.builder.relations
    found = relations.get(page, [None] * 3)[step]
    while found is not None and is_person(found):
        found = relations[found][step]
    return found


def add_script(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Only the list of people loads its filter."""
    if page == INDEX:
        app.add_js_file("people.js", loading_method="defer")


def place_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Turn the pages of people among themselves; the book goes on after their index."""
    if INDEX not in app.env.found_docs or page not in app.env.titles:
        return
    turn = partial(_turn, app, page)
    if is_person(page):
        order = [INDEX, *(f"{HOME}/{person}" for person in profile.order())]
        at = order.index(page)
        context["prev"] = turn(order[at - 1])
        context["next"] = turn(order[at + 1]) if at + 1 < len(order) else None
        context["up"] = turn(INDEX)
        for part in context.get("parts", []):
            for entry in part["entries"]:
                if entry["doc"] == INDEX:
                    entry["within"], context["part"] = True, part["caption"]
        return
    for word, step in (("prev", 1), ("next", 2)):
        other = app.builder.relations.get(page, [None] * 3)[step]
        if other is not None and is_person(other):
            found = _past_people(app, page, step)
            context[word] = turn(found) if found else None


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    getattr(env, "antiparty_people", {}).pop(docname.rsplit("/", 1)[-1], None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: Any, other: BuildEnvironment) -> None:
    env.antiparty_people = getattr(env, "antiparty_people", {}) | getattr(
        other, "antiparty_people", {}
    )


def write_rows(app: Sphinx, fault: Exception | None) -> None:
    """The rows of each page as a file, where they changed."""
    if fault is not None or app.builder.format != "html":
        return
    known = getattr(app.env, "antiparty_people", {})
    wanted = {f"{name}.json": text for name, text in known.items()}
    folder = Path(app.outdir) / "_people"
    if wanted:
        folder.mkdir(exist_ok=True)
    for old in folder.glob("*"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")


def setup(app: Sphinx) -> dict[str, Any]:
    text = (visit_text, depart_text)
    skip = dict.fromkeys(("latex", "text", "man", "texinfo"), text)
    app.add_node(antiparty_person, html=(visit_html, None), **skip)
    app.add_role("person", PersonRole())
    app.add_directive("person-page", PersonPage)
    app.add_directive("people-index", PeopleIndex)
    # After the fingerprints, before anyone looks for pages.
    app.connect("config-inited", write_stubs, priority=20)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("html-page-context", add_script)
    app.connect("html-page-context", place_page, priority=950)  # after `lean` has the contents
    app.connect("build-finished", write_rows)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
