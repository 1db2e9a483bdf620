"""The palette: one hex a token, readable, told apart by colour-blind eyes."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from antiparty import theme

BOOK = Path(__file__).resolve().parents[1] / "book"
TEXT = ("ink", "muted", "accent")
MARKS = ("against", "with", "neutral", "line", *(f"sphere-{s}" for s in theme.SPHERES))
# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
SIGHT = {
    "usual": np.eye(3),
    "no red": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no green": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no blue": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def oklab(hexcolour: str, sight: str) -> np.ndarray:
    """Ottosson's Oklab times 100, of a colour as that eye sees it."""
    raw = np.array([int(hexcolour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(raw <= 0.04045, raw / 12.92, ((raw + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(SIGHT[sight]) @ linear, 0, 1)
    lms = np.cbrt(
        np.array(
            [
                [0.4122214708, 0.5363325363, 0.0514459929],
                [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ]
        )
        @ seen
    )
    return 100 * (
        np.array(
            [
                [0.2104542553, 0.7936177850, -0.0040720468],
                [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ]
        )
        @ lms
    )


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_contrast(mode: int, ground: str) -> None:
    back = theme.TOKENS[ground][mode]
    for name in TEXT:
        assert theme.contrast(theme.TOKENS[name][mode], back) >= 4.5, name
    for name in MARKS:
        assert theme.contrast(theme.TOKENS[name][mode], back) >= 3, name


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(
    "group",
    [[f"sphere-{s}" for s in theme.SPHERES], ["against", "with", "neutral"]],
    ids=["spheres", "sides"],
)
def test_told_apart(mode: int, sight: str, group: list[str]) -> None:
    places = {name: oklab(theme.TOKENS[name][mode], sight) for name in group}
    for one, two in itertools.combinations(group, 2):
        assert np.linalg.norm(places[one] - places[two]) >= 6, (one, two)


def test_contrast_is_wcags() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_light_hexes_are_unique_and_lead_back() -> None:
    lights = [light for light, _ in theme.TOKENS.values()]
    assert len(set(lights)) == len(lights)
    assert theme.swap(f"a {theme.RED} b", "@{}") == "a @against b"
    assert theme.foreign(f"{theme.RED} #123456") == ["#123456"]


def test_every_side_and_sphere_has_more_than_a_colour() -> None:
    assert set(theme.SYMBOLS) == set(theme.SIDES) == set(theme.SIDE_WORDS)
    assert len(set(theme.SYMBOLS.values())) == len(theme.SYMBOLS)
    assert set(theme.SPHERE_PATTERNS) == set(theme.SPHERE_LETTERS) == set(theme.SPHERES)
    assert len(set(theme.SPHERE_LETTERS.values())) == len(theme.SPHERES)
    assert "/" not in theme.SPHERE_PATTERNS.values(), "slanted lines are possible days"


def test_css_has_every_token_in_both_modes() -> None:
    for name, (light, dark) in theme.TOKENS.items():
        assert theme.css().count(f"--t-{name}:{light}") >= 1
        assert theme.css().count(f"--t-{name}:{dark}") >= 2


def test_only_theme_has_hex_values() -> None:
    for path in sorted(BOOK.rglob("*.py")) + sorted((BOOK / "_static").glob("figure.*")):
        if path.name != "theme.py":
            found = re.findall(r"#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8"))
            assert not found, f"{path.name}: {found}; use a token of theme.py"


def test_the_breakpoint_is_one_number() -> None:
    static = BOOK / "_static"
    css, js = ((static / f"figure.{e}").read_text(encoding="utf-8") for e in ("css", "js"))
    assert f"@container (min-width:{theme.BREAKPOINT}px)" in css
    assert f"clientWidth < {theme.BREAKPOINT}" in js
