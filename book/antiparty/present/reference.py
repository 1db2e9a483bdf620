"""The reference pages as HTML: legend of symbols, rows by confidence, conflicts, rules, mutants."""

from __future__ import annotations

from html import escape

import pandas as pd

from antiparty import tables, theme
from antiparty.present import notes

CONFIDENCE = ("confirmed", "single", "recalled")


def _svg(body: str, width: int = 44, height: int = 24) -> str:
    return (
        f'<svg class="key" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-hidden="true" focusable="false">{body}</svg>'
    )


def _var(name: str) -> str:
    return f"var(--t-{name})"


def _mark(shape: str, colour: str, *, hollow: bool = False) -> str:
    fill = _var("paper") if hollow else colour
    pen = f'fill="{fill}" stroke="{colour}" stroke-width="2"'
    return {
        "square": f'<rect x="15" y="5" width="14" height="14" {pen}/>',
        "circle": f'<circle cx="22" cy="12" r="7.5" {pen}/>',
        "diamond": f'<path d="M22 3l9 9-9 9-9-9z" {pen}/>',
    }[shape.removesuffix("-open")]


def _line(colour: str, dash: str = "", width: float = 2, head: bool = False) -> str:
    arrow = f'<path d="M34 8l6 4-6 4" fill="none" stroke="{colour}" stroke-width="2"/>'
    return (
        f'<path d="M3 12H40" stroke="{colour}" stroke-width="{width}" fill="none" '
        f'stroke-dasharray="{dash}"/>' + (arrow if head else "")
    )


def _hatch(name: str, x: int, width: int, colour: str) -> str:
    """A box with hatching and no fill: days that are only possible."""
    lines = "".join(f"M{x + i} 18l8-12" for i in range(0, width - 4, 5))
    return (
        f'<clipPath id="{name}"><rect x="{x}" y="6" width="{width}" height="12"/></clipPath>'
        f'<path d="{lines}" clip-path="url(#{name})" stroke="{colour}" stroke-width="1.6"/>'
    )


def _sphere(name: str) -> str:
    colour = _var(f"sphere-{name}")
    paper = _var("paper")
    over = {
        "": "",
        "/": "".join(f"M{4 + i} 19l9-14" for i in range(0, 34, 7)),
        "x": "".join(f"M{4 + i} 19l9-14M{4 + i} 5l9 14" for i in range(0, 34, 9)),
        "|": "".join(f"M{8 + i} 5v14" for i in range(0, 34, 6)),
        "-": "M3 9h38M3 15h38",
        "+": "M3 9h38M3 15h38" + "".join(f"M{8 + i} 5v14" for i in range(0, 34, 8)),
        ".": "",
        "\\": "".join(f"M{4 + i} 5l9 14" for i in range(0, 34, 7)),
    }[theme.SPHERE_PATTERNS[name]]
    dots = (
        "".join(
            f'<circle cx="{8 + i}" cy="{y}" r="1.2" fill="{paper}"/>'
            for i in range(0, 32, 6)
            for y in (9, 15)
        )
        if theme.SPHERE_PATTERNS[name] == "."
        else ""
    )
    return (
        f'<rect x="3" y="5" width="38" height="14" fill="{colour}"/>'
        f'<path d="{over}" stroke="{paper}" stroke-width="1.3" fill="none"/>{dots}'
    )


def legend_groups() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """(heading, [(drawing, name, meaning)]) for everything a chart or network can show."""
    red, blue, grey, ink = (_var(n) for n in ("against", "with", "neutral", "ink"))
    full = _mark("circle", blue)
    people = [
        (_mark("square", red), "Square", "Moved or sided against Khrushchev in June 1957."),
        (full, "Circle", "Stood with Khrushchev, or Khrushchev himself."),
        (_mark("diamond", grey), "Diamond", "Held office; only the collective vote is known."),
        (
            _mark("diamond", _var("line"), hollow=True),
            "Open diamond",
            "Dead, not yet or no longer in the leadership.",
        ),
        (
            _mark("circle", blue, hollow=True),
            "Hollow",
            "Candidate member or secretary: heard, without a vote.",
        ),
        (
            full + f'<circle cx="22" cy="12" r="11" fill="none" stroke="{blue}"/>',
            "Double ring",
            "The target: Khrushchev.",
        ),
        (
            _mark("square", red, hollow=True)
            + f'<path d="M15 19l14-14M15 12l7-7M22 19l7-7" stroke="{red}" stroke-width="1.5"/>',
            "Hatched",
            "Wavered.",
        ),
    ]
    ties = [
        (_line(blue), "Solid blue line", "A friendly or allied tie."),
        (_line(red, "7 4"), "Dashed red line", "A hostile tie."),
        (_line(grey), "Solid grey line", "A tie of office, with no sign."),
        (_line(blue, "2 4"), "Dotted line", "Recalled from a standard work, not checked."),
        (_line(ink, head=True), "Arrow", "The tie has a direction: from patron, to protégé."),
        (_line(blue, width=4.5), "Thicker line", "Stronger: a formal or decisive act."),
    ]
    spheres = [
        (_sphere(name), name.capitalize(), f"Letter {theme.SPHERE_LETTERS[name]} on narrow bars.")
        for name in theme.SPHERES
    ]
    bar = '<rect x="3" y="6" width="38" height="12" fill="{}"/>'.format(_var("sphere-party"))
    ends = bar.replace('width="38"', 'width="22"') + _hatch(
        "key-hatch", 25, 16, _var("sphere-party")
    )
    outline = (
        f'<rect x="3" y="6" width="38" height="12" fill="none" stroke="{_var("sphere-party")}" '
        'stroke-width="1.5" stroke-dasharray="2 2"/>'
    )
    split = (
        f'<rect x="3" y="4" width="26" height="7" fill="{_var("sphere-party")}"/>'
        f'<rect x="3" y="13" width="38" height="7" fill="{_var("sphere-party")}"/>'
    )
    band = f'<rect x="20" y="0" width="5" height="24" fill="{_var("band")}"/>'
    doubt = [
        (bar, "Solid", "Documented from day to day."),
        (ends, "Hatched end", "Known to the month or the year: hatching spans the possible days."),
        (outline, "Dotted outline", "Recalled from a standard work, not checked."),
        (split, "Two half bars", "Two sources disagree; both readings are drawn."),
        (band, "Red band", "18 to 29 June 1957, on every time axis."),
    ]
    return [
        ("People", people),
        ("Ties", ties),
        ("Spheres of a career", spheres),
        ("Time and doubt", doubt),
    ]


def legend() -> str:
    """One table a group: drawing, name, meaning."""
    parts = []
    for heading, rows in legend_groups():
        body = "".join(
            f"<tr><td>{_svg(drawing)}</td><th scope='row'>{escape(name)}</th>"
            f"<td>{escape(meaning)}</td></tr>"
            for drawing, name, meaning in rows
        )
        parts.append(
            f"<table class='legend'><caption>{escape(heading)}</caption><thead><tr>"
            "<th scope='col'>Sign</th><th scope='col'>Name</th><th scope='col'>Meaning</th>"
            f"</tr></thead><tbody>{body}</tbody></table>"
        )
    return "".join(parts)


def confidence_counts() -> pd.DataFrame:
    """Rows of each table by confidence. Columns: table, rows, confirmed, single, recalled."""
    found = []
    for resource in tables.schema()["resources"]:
        frame = tables.read(resource["name"])
        if "confidence" in frame:
            counts = frame["confidence"].value_counts()
            by = {c: int(counts.get(c, 0)) for c in CONFIDENCE}
            found.append({"table": resource["title"], "rows": len(frame), **by})
    return pd.DataFrame(found)


def confidence_table() -> str:
    """The counts of rows by confidence as a table with a total."""
    frame = confidence_counts()
    total = {"table": "All tables", **frame.drop(columns="table").sum().to_dict()}
    rows = [*frame.to_dict("records"), total]
    body = "".join(
        f"<tr><th scope='row'>{escape(r['table'])}</th>"
        + "".join(f"<td class='number'>{r[c]:,}</td>" for c in ("rows", *CONFIDENCE))
        + f"<td class='number'>{100 * r['recalled'] / r['rows']:.0f} %</td></tr>"
        for r in rows
    )
    head = "".join(
        f"<th scope='col'>{c}</th>" for c in ("Table", "Rows", *CONFIDENCE, "share recalled")
    )
    return (
        "<div class='table-scroll' tabindex='0' role='region' aria-label='Rows by confidence'>"
        f"<table><caption>Rows by table and confidence</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _scrolled(caption: str, columns: dict[str, str], rows: list[dict[str, str]]) -> str:
    """A table in a box of its own; ``columns``: key -> heading, the first heads its row."""
    first, *others = columns
    body = "".join(
        f"<tr><th scope='row'>{escape(str(r[first]))}</th>"
        + "".join(f"<td>{escape(str(r[c]))}</td>" for c in others)
        + "</tr>"
        for r in rows
    )
    head = "".join(f"<th scope='col'>{escape(c)}</th>" for c in columns.values())
    return (
        f"<div class='table-scroll' tabindex='0' role='region' aria-label='{escape(caption)}'>"
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def rules_table(frame: pd.DataFrame) -> str:
    """Every rule of the validator. ``frame``: columns part, rule, about."""
    columns = {"rule": "Rule", "about": "What must hold", "part": "Of"}
    return _scrolled(f"{len(frame)} rules of the data", columns, frame.to_dict("records"))


def mutants_table(frame: pd.DataFrame) -> str:
    """Planted faults by kind: kind, rule, file, planted, caught; survivors are listed by place."""
    planted, caught = int(frame["planted"].sum()), int(frame["caught"].sum())
    columns = {"kind": "Fault planted", "file": "In", "rule": "Rule", "score": "Caught of planted"}
    rows = [{**r, "score": f"{r['caught']} of {r['planted']}"} for r in frame.to_dict("records")]
    caption = f"{caught} of {planted} planted faults caught, of {len(frame)} kinds"
    left = frame[frame["survivors"] != ""].to_dict("records")
    items = "".join(f"<li>{escape(r['kind'])}: {escape(r['survivors'])}</li>" for r in left)
    named = f"<p>Not caught:</p><ul>{items}</ul>" if left else "<p>None survived.</p>"
    return _scrolled(caption, columns, rows) + named


def _works(cell: str) -> str:
    names = [notes.short_citation(s) for s in cell.split()]
    return ", ".join(escape(n) for n in names)


def conflict_list() -> str:
    """Every conflict: question, what the book takes and why, and all readings."""
    readings = tables.read("conflict_readings")
    parts = []
    for row in tables.read("conflicts").to_dict("records"):
        mine = readings[readings["conflict_id"] == row["conflict_id"]]
        items = "".join(
            f"<li>{'<strong>Taken:</strong> ' if r['preferred'] == 'yes' else ''}"
            f"{escape(r['value'])}"
            + (f" — {escape(r['held_by'])}" if r["held_by"] else "")
            + (f" <span class='works'>({_works(r['sources'])})</span>" if r["sources"] else "")
            + "</li>"
            for r in mine.sort_values(["preferred", "reading_id"], ascending=[False, True]).to_dict(
                "records"
            )
        )
        parts.append(
            f"<details class='conflict' id='{escape(row['conflict_id'])}'>"
            f"<summary>{escape(row['question'])}</summary><p>{escape(row['resolution'])} "
            f"{escape(row['why'])}</p><ul>{items}</ul></details>"
        )
    return "".join(parts)


def tie_kinds_table() -> str:
    """The kinds of tie with their direction and sign, and how many ties there are of each."""
    counts = tables.read("ties")["kind"].value_counts()
    signs = {1: "friendly", 0: "no sign", -1: "hostile"}
    body = "".join(
        f"<tr><th scope='row'>{escape(r['kind'].replace('_', ' '))}</th>"
        f"<td>{signs[int(r['sign'])]}</td>"
        f"<td>{'directed' if r['directed'] == 'yes' else 'mutual'}</td>"
        f"<td class='number'>{int(counts.get(r['kind'], 0))}</td>"
        f"<td>{escape(r['definition'])}</td></tr>"
        for r in tables.read("tie_kinds").to_dict("records")
    )
    head = "".join(
        f"<th scope='col'>{c}</th>" for c in ("Kind", "Sign", "Direction", "Ties", "What counts")
    )
    return (
        "<div class='table-scroll' tabindex='0' role='region' aria-label='Kinds of tie'>"
        f"<table><caption>Kinds of tie</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )
