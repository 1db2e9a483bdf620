"""The static pictures of a figure: posters kept under version control, networks drawn here."""

from __future__ import annotations

import re
from pathlib import Path

from ..figures import Figure
from . import netsvg
from .spec import State, first_state, states

STATIC = Path(__file__).resolve().parents[2] / "_static"
POSTERS = STATIC / "posters"


def poster_path(figure_id: str, key: str, layout: str) -> Path:
    """Where the poster of a chart's state lives: <id>[.<state>][.narrow].svg."""
    name = ".".join(filter(None, (figure_id, key, "narrow" if layout == "narrow" else "")))
    return POSTERS / f"{name}.svg"


def poster_hash(path: Path) -> str:
    """The hash a poster carries, '' when there is no poster."""
    if not path.is_file():
        return ""
    found = re.search(r'data-hash="([0-9a-f]+)"', path.read_text(encoding="utf-8")[:2000])
    return found[1] if found else ""


def needs(figure: Figure, state: State, start: State) -> tuple[str, ...]:
    """The layouts a state's picture is kept in: both for the first, narrow for the rest."""
    return ("wide", "narrow") if state is start else ("narrow",)


def stale(figure: Figure) -> list[Path]:
    """Posters of the figure that are missing or show an older figure."""
    start = first_state(figure)
    return [
        poster_path(figure.id, state.key, layout)
        for state in states(figure)
        if state.kind == "plotly"
        for layout in needs(figure, state, start)
        if poster_hash(poster_path(figure.id, state.key, layout)) != state.hashes[layout]
    ]


def alt_id(figure: Figure, state: State) -> str:
    """The id of the words that stand for the picture of a state, in all its layouts."""
    return "-".join(filter(None, (figure.id, state.key, "alt")))


def picture(figure: Figure, state: State, layout: str) -> str:
    """The SVG of one state in one layout, for inlining; '' when its poster is not drawn yet."""
    head = f'class="ap-pic ap-{layout}" role="img" aria-labelledby="{alt_id(figure, state)}"'
    if state.kind == "network":
        inside, width, height = netsvg.draw(dict(state.spec[layout]))
        return f'<svg {head} viewBox="0 0 {width} {height}">{inside}</svg>'
    path = poster_path(figure.id, state.key, layout)
    if not path.is_file():
        return ""
    text = path.read_text(encoding="utf-8")
    inside = text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]
    box = re.search(r'viewBox="([^"]+)"', text)
    inside = re.sub(r"<(style|title)\b.*?</\1>", "", inside, flags=re.S)
    return f'<svg {head} viewBox="{box[1] if box else ""}">{inside.strip()}</svg>'
