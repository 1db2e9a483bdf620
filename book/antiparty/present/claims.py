"""The list of all claims of the encyclopaedia article, as HTML that needs no script.

Parts are open `<details>`; the filter is a set of radio buttons that the style sheet below reads,
shown only by browsers that can obey it. Every claim has its id as permalink.
"""

from __future__ import annotations

import re
from html import escape

from antiparty import facts
from antiparty.facts import encyclopaedia as audit
from antiparty.present import notes, told

CONFLICTS = "methods.html"  # the page with the list of conflicts
_RUSSIAN = re.compile(r"[А-Яа-яЁё]+(?:[\s,.\-]+[А-Яа-яЁё]+)*")
_QUOTED = re.compile(r'"([^"]*)"')
# a verdict can be "confirmed" too, so the words of notes.CONFIDENCE would mislead here
WITNESSES = {
    "confirmed": "Two or more independent sources",
    "single": "One independent source",
    "recalled": "From memory, not checked",
}
_PEN = 'fill="none" stroke="currentColor" stroke-width="2"'
SIGNS = {
    "confirmed": f'<path d="M7 1.5v11" {_PEN}/>',
    "imprecise": f'<path d="M7 2.5l5.5 9H1.5z" {_PEN}/>',
    "contested": f'<path d="M2 2v10L12 2v10z" {_PEN}/>',
    "corrected": '<path d="M2 2l10 10M12 2L2 12" stroke="currentColor" stroke-width="4"/>',
    "unverified": f'<path d="M4 5a3 3 0 1 1 4.4 2.6Q7 8.4 7 9.6M7 11.4v2" {_PEN}/>',
}


def _style() -> str:
    """The look of the list, and the filter."""
    chosen = "".join(
        f".claims:has(#only-{v}:checked) :is(.claim:not(.{v}),.claims-part:not(:has(.{v})))"
        "{display:none}"
        for v in audit.VERDICTS
    )
    return (
        ".claims{font:400 .88rem/1.5 var(--sans)}.claims-filter{display:none}"
        ".claims ol{list-style:none;margin:0;padding:0}.claims p{margin:0 0 .25em}"
        ".claims-part{margin:0 0 1.4rem}.claims-part>summary{font-size:1rem;padding:.4em 0;"
        "border-bottom:1px solid var(--t-ink)}.claims-part>summary .works{font-weight:400}"
        ".claim{padding:.7rem .5rem;margin:0 -.5rem;border-bottom:1px solid var(--t-rule)}"
        ".claim:target{background:var(--t-panel)}.claim .says{font-weight:700}"
        ".claim .verdict{display:inline-block;margin-right:.6em;font-weight:700;"
        "color:var(--t-muted)}.claim.corrected .verdict{color:var(--t-accent)}"
        ".claim.contested .verdict,.claim.imprecise .verdict{color:var(--t-ink)}"
        ".claim .key{display:inline;width:.95em;height:.95em;margin-right:.35em;"
        "vertical-align:-.1em}.claim .works{font-size:.93em}"
        ".claim-link{float:right;margin-left:.6em;padding:0 .3em;min-width:1.6em;"
        "min-height:1.6em;color:var(--t-muted);text-decoration:none}"
        "@media screen{@supports selector(:has(a)){.claims-filter{display:flex;flex-wrap:wrap;"
        "gap:.3rem 1.1rem;margin:0 0 1rem;padding:.4rem .8rem .6rem;"
        "border:1px solid var(--t-rule);border-radius:3px}.claims-filter label{min-height:1.75em}"
        f".claims-filter input{{accent-color:var(--t-accent);margin:0 .4em 0 0}}{chosen}}}}}"
    )


def _text(words: str) -> str:
    """Escaped text with typographic quotation marks, and its Russian marked as Russian."""
    words = _QUOTED.sub("“\\1”", words).replace("'", "’")
    return _RUSSIAN.sub(lambda m: f"<span lang='ru'>{m[0]}</span>", escape(words, quote=False))


def _stop(text: str) -> str:
    """A full stop unless the text has one."""
    return "" if text.endswith((".", ".</a>", "?", "!")) else "."


def _sign(verdict: str) -> str:
    return (
        f"<svg class='key' viewBox='0 0 14 14' aria-hidden='true' focusable='false'>"
        f"{SIGNS[verdict]}</svg>"
    )


def _works(cell: str) -> str:
    """Works as links into the bibliography."""
    return "; ".join(
        f"<a href='{notes.BIBLIOGRAPHY}#{escape(spec.split('@')[0])}'>"
        f"{_text(notes.short_citation(spec))}</a>"
        for spec in cell.split()
    )


def _claim(row: dict[str, str]) -> str:
    """One claim: verdict, what the article says, what the sources support, why, and the works."""
    number, verdict = escape(row["claim_id"]), row["verdict"]
    word = audit.VERDICTS[verdict].capitalize()
    parts = [
        f"<a class='claim-link' href='#{number}' aria-label='Link to claim {number}'>{number}</a>"
        f"<p class='says'><span class='verdict'>{_sign(verdict)}{word}</span>"
        f"{_text(row['claim'])}</p>"
    ]
    if row["correct"]:
        lead = "In detail" if verdict == "confirmed" else "The sources support"
        parts.append(f"<p>{lead}: {_text(row['correct'])}{_stop(row['correct'])}</p>")
    why = [_text(words) for words in (row["explanation"], row["note"]) if words]
    if row["fact"]:
        made = facts.get(row["fact"])
        why.append(f"In our data: {escape(made.text)}. {_text(made.rule)}")
    if why:
        parts.append(f"<p>{' '.join(w + _stop(w) for w in why)}</p>")
    listed = _works(row["sources"])
    tail = f"{WITNESSES[row['confidence']]}: {listed}{_stop(listed)}"
    if row["recalled_from"]:
        recalled = _works(row["recalled_from"])
        tail += f" From memory, not checked: {recalled}{_stop(recalled)}"
    link, heading = told.address(row["claim_id"])
    if heading != told.LIST:
        tail += f" Told under <a href='{link}'>{_text(heading)}</a>{_stop(heading)}"
    if row["conflict_id"]:
        tail += (
            f" <a href='{CONFLICTS}#{escape(row['conflict_id'])}'>Rival readings"
            f"<span class='sr-only'> of claim {number}</span></a>"
        )
    parts.append(f"<p class='works'>{tail}</p>")
    return f"<li class='claim {verdict}' id='{number}'>{''.join(parts)}</li>"


def _tally(verdicts: list[str]) -> str:
    """ "7 confirmed, 3 contested": the verdicts of a part, in the order of the key."""
    return ", ".join(
        f"{verdicts.count(v)} {word}" for v, word in audit.VERDICTS.items() if v in verdicts
    )


def claim_list() -> str:
    """All claims by part of the article, with the filter."""
    rows = audit.claims()
    choices = [("all", "all", len(rows))]
    choices += [(v, w, int((rows["verdict"] == v).sum())) for v, w in audit.VERDICTS.items()]
    radios = "".join(
        f"<label><input type='radio' name='only' id='only-{key}'"
        f"{' checked' if key == 'all' else ''}>{escape(word)} ({number})</label>"
        for key, word, number in choices
    )
    body = []
    for section, name in audit.SECTIONS.items():
        part = rows[rows["section"] == section]
        items = "".join(_claim(row) for row in part.to_dict("records"))
        body.append(
            f"<details class='claims-part' open><summary>{escape(name)}: {len(part)} claims "
            f"<span class='works'>({_tally(list(part['verdict']))})</span></summary>"
            f"<ol>{items}</ol></details>"
        )
    return (
        f"<div class='claims'><style>{_style()}</style>"
        f"<fieldset class='claims-filter'><legend>Show the claims that are</legend>{radios}"
        f"</fieldset>{''.join(body)}</div>"
    )
