"""What a fact is: a value, the rows it was counted from, and the rule that counted it."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()


class FactError(LookupError):
    """An unknown fact or format; the message names the nearest known ones."""


@dataclass(frozen=True)
class Fact:
    """A number (or word) for a sentence.

    value: what was computed. text: how a sentence shows it. rows: the rows of the published data
    behind it (any columns). sources: source_ids of those rows, in order of use. rule: one sentence
    that says how the value follows from the rows.
    """

    name: str
    value: Any
    text: str
    rows: pd.DataFrame
    rule: str

    @property
    def sources(self) -> tuple[str, ...]:
        """source_ids (without locators) of the rows, most used first, then by name."""
        if "sources" not in self.rows:
            return ()
        ids = [s.split("@")[0] for cell in self.rows["sources"] for s in str(cell).split()]
        return tuple(sorted(dict.fromkeys(ids), key=lambda s: (-ids.count(s), s)))

    @property
    def confidence(self) -> dict[str, int]:
        """Number of rows by confidence, surest first; empty where the rows carry none."""
        if "confidence" not in self.rows:
            return {}
        counts = self.rows["confidence"].value_counts()
        return {k: int(counts[k]) for k in ("confirmed", "single", "recalled") if k in counts}


Maker = Callable[[], tuple[Any, pd.DataFrame]]
_MAKERS: dict[str, tuple[Maker, str]] = {}


def in_words(number: int) -> str:
    """A small whole number as a word (up to twenty), a larger one with thousands separated."""
    return WORDS[number] if 0 <= number < len(WORDS) else f"{number:,}"


def fact(function: Maker) -> Maker:
    """Register a function that returns (value, rows); its docstring is the rule."""
    rule = " ".join((function.__doc__ or "").split())
    if not rule:
        raise FactError(f"fact {function.__name__}: no docstring; say how the value is computed")
    if function.__name__ in _MAKERS:
        raise FactError(f"fact {function.__name__}: defined twice; rename one")
    _MAKERS[function.__name__] = (function, rule)
    return function


@cache
def _load() -> None:
    """Import every module of the package, so that all facts are registered."""
    package = __name__.rpartition(".")[0]
    for module in sorted(m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)])):
        importlib.import_module(f"{package}.{module}")


def names() -> list[str]:
    """All registered facts, sorted."""
    _load()
    return sorted(_MAKERS)


@cache
def _made(name: str) -> Fact:
    maker, rule = _MAKERS[name]
    value, rows = maker()
    text = in_words(value) if isinstance(value, int) else str(value)
    return Fact(name, value, text, rows.reset_index(drop=True), rule)


FORMATS: dict[str, Callable[[Fact], str]] = {
    "word": lambda f: f.text,
    "n": lambda f: f"{f.value:,}" if isinstance(f.value, int) else str(f.value),
    "cap": lambda f: f.text[:1].upper() + f.text[1:],
}


def get(spec: str) -> Fact:
    """A fact by name, optionally with a format: ``name``, ``name|n`` (digits), ``name|cap``.

    Raises FactError for an unknown name or format.
    """
    _load()
    name, _, form = (part.strip() for part in spec.partition("|"))
    if name not in _MAKERS:
        near = ", ".join(difflib.get_close_matches(name, _MAKERS, n=3, cutoff=0.4)) or "none"
        raise FactError(f"unknown fact {name!r}; nearest: {near}")
    if form and form not in FORMATS:
        raise FactError(f"unknown format {form!r} of fact {name!r}; use {', '.join(FORMATS)}")
    made = _made(name)
    return replace(made, text=FORMATS[form or "word"](made))
