"""Colours, symbols, sizes and fonts of the book: the only place with hex values.

Every colour is a token: a name with a light and a dark value. Charts and networks use
the light hex (`theme.RED`, `theme.SPHERES["party"]`); each light hex is unique, so
`present` can turn it back into its name. On the page a token is the CSS custom property
`--t-<name>`, which `css()` writes for both modes.
"""

from __future__ import annotations

import re

# name -> (light, dark). Light values are unique: they are the way back to the name.
TOKENS: dict[str, tuple[str, str]] = {
    # page
    "paper": ("#fbf7ef", "#171512"),
    "panel": ("#f3ede1", "#211e19"),
    "ink": ("#1d1a16", "#ebe4d6"),
    "muted": ("#5e574c", "#b0a798"),
    "rule": ("#d8cfbf", "#3b352c"),
    "line": ("#857c6e", "#80776a"),
    "accent": ("#7a560f", "#dcb668"),
    # sides
    "against": ("#b3221b", "#f0705f"),
    "with": ("#1f4f82", "#86b6e6"),
    "neutral": ("#7d7568", "#7f776a"),
    "band": ("#f2d9d0", "#4a2822"),
    # spheres of a career
    "sphere-party": ("#a6832b", "#9b6b19"),
    "sphere-government": ("#3183a4", "#4681af"),
    "sphere-military": ("#204e14", "#81ab5d"),
    "sphere-diplomacy": ("#504059", "#c7a0d1"),
    "sphere-industry": ("#a25c28", "#fdb791"),
    "sphere-academia": ("#2b6c64", "#76e4d9"),
    "sphere-other": ("#867f75", "#8f8a82"),
}


def _hex(name: str) -> str:
    return TOKENS[name][0]


PAPER, PANEL, INK, MUTED, RULE, LINE = (
    _hex(n) for n in ("paper", "panel", "ink", "muted", "rule", "line")
)
RED, BLUE, GREY, BAND = (_hex(n) for n in ("against", "with", "neutral", "band"))
CLEAR = "rgba(0,0,0,0)"

# Side in June 1957 -> colour and plotly symbol. Never colour alone: the shape says it too.
SIDES: dict[str, str] = {
    "opponent": RED,
    "supporter": BLUE,
    "bystander": GREY,
    "not_in_office": LINE,
}
SYMBOLS: dict[str, str] = {
    "opponent": "square",
    "supporter": "circle",
    "bystander": "diamond",
    "not_in_office": "diamond-open",
}
SIDE_WORDS: dict[str, str] = {
    "opponent": "against Khrushchev",
    "supporter": "with Khrushchev",
    "bystander": "between the sides",
    "not_in_office": "not in office",
}
# Sphere of a post -> colour, plotly pattern shape and letter: three ways to tell them apart.
SPHERES: dict[str, str] = {
    name: _hex(f"sphere-{name}")
    for name in (
        "party",
        "government",
        "military",
        "diplomacy",
        "industry",
        "academia",
        "other",
    )
}
SPHERE_PATTERNS: dict[str, str] = {  # no slanted lines: those are possible days
    "party": "",
    "government": "-",
    "military": "x",
    "diplomacy": ".",
    "industry": "|",
    "academia": "+",
    "other": "",
}
SPHERE_LETTERS: dict[str, str] = {
    "party": "P",
    "government": "G",
    "military": "M",
    "diplomacy": "D",
    "industry": "I",
    "academia": "A",
    "other": "O",
}

SANS = '"PT Sans", "PT Sans fallback", system-ui, sans-serif'
SERIF = '"PT Serif", "PT Serif fallback", Georgia, serif'

# Pixels. A poster is drawn at this width, the live chart fills its column. The layout "wide"
# depends on the figure's size; "narrow" is a phone.
WIDTHS: dict[str, int] = {"column": 560, "wide": 860, "full": 1200, "narrow": 360}
TEXT: dict[str, int] = {"wide": 14, "narrow": 13}
SMALL: dict[str, int] = {"wide": 12, "narrow": 12}
BREAKPOINT = 520  # a stage narrower than this is a phone; figure.css and figure.js say the same
MARK = 11
BAR = 0.62

_BY_HEX = {light: name for name, (light, _) in TOKENS.items()}
_HEX = re.compile(r"#[0-9a-fA-F]{6}\b")


def token(value: str) -> str:
    """The token's name for a light hex. Raises KeyError for a colour that is not ours."""
    return _BY_HEX[value.lower()]


def foreign(text: str) -> list[str]:
    """Hex colours in `text` that are not light values of a token."""
    return sorted({h for h in _HEX.findall(text) if h.lower() not in _BY_HEX})


def swap(text: str, template: str) -> str:
    """Replace each of our hexes in `text` by `template` with the token's name for `{}`."""
    return _HEX.sub(lambda m: template.replace("{}", token(m[0])), text)


def css() -> str:
    """The custom properties of both modes, as tokens.css serves them.

    `html[data-theme]` decides; without it (no JavaScript, a notebook) the system does.
    """
    light, dark = (";".join(f"--t-{n}:{v[i]}" for n, v in TOKENS.items()) for i in (0, 1))
    unset = f":root:not([data-theme]){{{dark};color-scheme:dark}}"
    return (
        f":root{{{light};color-scheme:light}}\n"
        f"@media (prefers-color-scheme:dark){{{unset}}}\n"
        f"html[data-theme=dark]{{{dark};color-scheme:dark}}\n"
    )


def luminance(value: str) -> float:
    """WCAG 2 relative luminance of a hex colour, 0 to 1."""
    parts = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lin = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]


def contrast(one: str, two: str) -> float:
    """WCAG 2 contrast ratio of two hex colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)
