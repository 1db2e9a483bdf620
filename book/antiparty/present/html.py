"""A Figure as HTML: number, finding, picture, table, data, citation. Works with no JavaScript."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

import pandas as pd

from ..figures import Figure, FigureError, get
from . import notes
from .pictures import alt_id, needs, picture, stale
from .spec import State, first_state, live_script, states, widget_script

BOOK = "Seven Against Four. The Kremlin, June 1957, in data"
MISSING = "The picture is not drawn yet; see the table."
LICENCE = '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'


_CYRILLIC = re.compile(r"[А-яЁё]+(?:[\s,.«»“”–—()-]+[А-яЁё]+)*")


def words(text: str) -> str:
    """Text escaped for HTML, with Russian marked as Russian."""
    return _CYRILLIC.sub(r'<span lang="ru">\g<0></span>', escape(text))


def csv_text(figure: Figure) -> str:
    """The frame exactly, as CSV (UTF-8, LF, blank for unknown)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(figure.frame.columns)
    writer.writerows([_raw(v) for v in row] for row in figure.frame.itertuples(index=False))
    return out.getvalue()


def _raw(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return ""
    return value


def _cell(value: Any) -> str:
    value = _raw(value)
    if isinstance(value, (bool,)) or type(value).__name__ == "bool_":
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}"
    return words(str(value))


def heading(figure: Figure, column: str) -> str:
    """A column's heading in the table: its given name, or the column's with spaces."""
    return figure.columns.get(column, str(column).replace("_", " ").capitalize())


def table(figure: Figure) -> str:
    """The frame as a table with a caption; the first column heads its row."""
    columns = list(figure.frame.columns)
    head = "".join(f'<th scope="col">{escape(heading(figure, c))}</th>' for c in columns)
    rows = []
    for row in figure.frame.itertuples(index=False):
        cells = [_cell(v) for v in row]
        tail = "".join(f"<td>{c}</td>" for c in cells[1:])
        rows.append(f'<tr><th scope="row">{cells[0]}</th>{tail}</tr>')
    label = escape(f"Table: {figure.title}", quote=True)
    return (
        f'<div class="ap-scroll" role="region" tabindex="0" aria-label="{label}">'
        f"<table><caption>{words(figure.subtitle)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _source(spec: str, root: str | None, figure_id: str) -> str:
    try:
        name = words(notes.short_citation(spec))
    except LookupError as fault:
        raise FigureError(f"{figure_id}: {fault.args[0]}") from None
    if root is None:  # a notebook has no list of sources to lead to
        return name
    key = escape(spec.partition("@")[0])
    return f'<a href="{root}book/{notes.BIBLIOGRAPHY}#{key}">{name}</a>'


def _foot(figure: Figure, root: str | None) -> str:
    parts = []
    if figure.sources:
        names = "; ".join(_source(s, root, figure.id) for s in figure.sources)
        stop = "" if names.removesuffix("</a>").endswith(".") else "."
        parts.append(f'<p class="ap-source"><b>Sources</b> {names}{stop}</p>')
    if figure.doubt:
        parts.append(f'<p class="ap-doubt"><b>Doubt</b> {words(figure.doubt)}</p>')
    return "".join(parts)


def _state_html(figure: Figure, state: State, start: State, many: bool) -> str:
    shown = [picture(figure, state, layout) for layout in needs(figure, state, start)]
    if any(shown):
        shown.append(f'<span id="{alt_id(figure, state)}" hidden>{escape(state.alt)}</span>')
    body = "".join(shown) or f'<p class="ap-missing">{MISSING}</p>'
    if not many:
        return body
    first = " ap-first" if state is start else ""
    label = f'<p class="ap-label">{words(state.label)}</p>'
    return f'<div class="ap-state{first}" data-key="{escape(state.key)}">{label}{body}</div>'


def _cite(figure: Figure, home: str, root: str | None, number: str) -> str:
    where = f"{number} in" if number else "In"
    alone = (
        ""
        if root is None
        else f' <a href="{root}_figures/{escape(figure.id)}.html">This figure alone, to embed</a>.'
    )
    return (
        '<details class="ap-cite"><summary>Cite</summary>'
        f"<p>“{words(figure.title)}”. {where} <cite>{BOOK}</cite>. "
        f'<a class="ap-url" href="{home}">{home}</a></p>'
        f"<p>Data and picture: {LICENCE}.{alone}</p></details>"
    )


def figure_html(
    figure: Figure, root: str | None = None, *, number: str = "", page: str = ""
) -> str:
    """The whole `<figure>`.

    `root` leads from the page to the site's root, None means a notebook (data inside, no links
    to the site); `number` is "Figure 1.1"; `page` is the figure's own page when it stands
    elsewhere.
    """
    fid = escape(figure.id)
    every = states(figure)
    start = first_state(figure)
    many = len(every) > 1
    home = f"{page}#{fid}"
    if root is None:
        data, script = "data:text/csv;charset=utf-8," + quote(csv_text(figure)), "inline"
    else:
        data, script = f"{root}_figures/{fid}.csv", f"{root}_figures/{fid}.js"
    stage = "".join(_state_html(figure, s, start, many) for s in every)
    caption = f'<p class="ap-caption">{words(figure.caption)}</p>' if figure.caption else ""
    numbered = f'<span class="caption-number">{escape(number)} </span>' if number else ""
    switch = f' data-words="{escape(figure.stepper)}"' if figure.stepper else ""
    own = f' data-widget="{figure.widget}"' if figure.widget and root is not None else ""
    return (
        f'<figure id="{fid}" class="ap-figure {figure.size}" data-kind="{every[0].kind}"'
        f' data-live="{script}"{switch}{own}>'
        f'<figcaption>{numbered}<span class="caption-text">{words(figure.title)}</span>'
        f' <a class="headerlink" href="{home}" aria-label="Link to this figure">#</a>'
        f'<span class="ap-sub">{words(figure.subtitle)}</span></figcaption>'
        f'<div class="ap-stage{" ap-many" if many else ""}">{stage}</div>{caption}'
        '<div class="ap-tools"><button type="button" class="ap-explore" hidden>Explore</button>'
        f'<details class="ap-table"><summary>Show as table</summary>{table(figure)}</details>'
        f'<a class="ap-data" href="{data}" download="{fid}.csv">Download the data</a>'
        f"{_cite(figure, home, root, number)}"
        f'<a class="ap-link" href="{home}">Copy link</a></div>{_foot(figure, root)}</figure>'
    )


def embed_page(figure: Figure, *, number: str, page: str) -> str:
    """The figure on a page of its own, `_figures/<id>.html`, for others to embed."""
    body = figure_html(figure, "../", number=number, page=f"../{page}")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(figure.title)} · {BOOK}</title>"
        '<link rel="stylesheet" href="../_static/book.css">'
        '<script defer src="../_static/figure.js"></script></head>'
        f'<body class="embed"><main><h1 class="sr-only">{BOOK}</h1>{body}</main></body></html>\n'
    )


@dataclass(frozen=True)
class Made:
    """All that a page and the site need of one figure."""

    title: str
    html: str
    sources: tuple[str, ...]
    old: tuple[str, ...]  # posters that are missing or old
    files: Mapping[str, str]  # ending of the file's name -> its text


def made(figure_id: str, root: str, number: str, page: str) -> Made:
    """The figure of this id, drawn, with its files; raises FigureError.

    `root`, `number` and `page` are as in `figure_html`. Runs in a process of its own as well.
    """
    figure = get(figure_id)
    files = {
        "js": live_script(figure),
        "csv": csv_text(figure),
        "html": embed_page(figure, number=number, page=page),
    }
    if figure.widget:
        files["widget.js"] = widget_script(figure)
    old = tuple(path.name for path in stale(figure))
    html = figure_html(figure, root, number=number)
    return Made(figure.title, html, figure.sources, old, files)
