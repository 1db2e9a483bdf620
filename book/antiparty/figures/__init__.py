"""The register of figures: id -> Figure, with all that a figure needs to be a document.

Guide for whoever adds a figure
-------------------------------
1. The chart is a pure function in `charts/<chapter>.py` (or `networks.py`): frame and
   `layout` in, `go.Figure` or pyvis `Network` out. "narrow" is a phone (~360 px); "wide" is
   the figure's `size`: "column" (560 px, the default), "wide" (860 px), "full" (1200 px).
   Start from `charts.common.figure(layout, height=...)`; colours only from `theme`.
2. Register it in `figures/<chapter>.py`::

       from antiparty.figures import Figure, figure

       @figure("four-days-presence")
       def presence() -> Figure:
           frame = ...                      # exactly what is drawn: becomes table and CSV
           return Figure(
               title=f"On the first day {n} of the eleven were in the room",   # a finding
               subtitle="Full members of the Presidium by day, June 1957",     # what, unit
               caption="Squares are ...",   # how to read it (may be empty)
               alt=f"...",                  # from the same frame: what the picture shows
               frame=frame,
               sources=("torigian2022prestige",),          # source_ids of sources.csv
               doubt="...",                 # what is uncertain (optional)
               draw=lambda layout: charts.four_days.presence(frame, layout),
           )

3. In the chapter: ``show("four-days-presence")``; refer to it with
   ``{numref}`four-days-presence` ``. Then run `make posters` and look at it.

Steppers (a witness switch, eight networks): `draw` returns an ordered dict whose keys are
the states' labels, or `(key, label)` pairs where the key is wanted in the address
(`#factions-network/s1956_02`). Give `alt` as a dict with the same keys, one text a state,
`stepper` as the words before the switch ("According to"), and `start` as the key or label
shown first. With no JavaScript all states stand side by side.

Widgets (set pieces that compute in the page): `widget="name"` loads `_static/widget-name.js`
when the figure comes near, and gives it the JSON of `extra()`. The picture, the table and the text
must stand without it.

The id is the permalink, the file name, the CSV's name and the test's name: lower-case
words joined by hyphens, for ever. `kind` is found from what `draw` returns.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pandas as pd

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class FigureError(Exception):
    """A figure is missing, named twice, or lacks a part; the message says what to do."""


@dataclass(frozen=True)
class Figure:
    """One numbered figure with everything the page needs.

    `columns` maps frame columns to table headings (default: the name with spaces); the
    CSV keeps the frame's own names. `alt` is a string, or for steppers a dict label -> text.
    """

    title: str
    subtitle: str
    alt: str | Mapping[str, str]
    frame: pd.DataFrame
    draw: Callable[[str], Any]
    caption: str = ""
    sources: tuple[str, ...] = ()
    doubt: str = ""
    stepper: str = ""
    start: str = ""
    size: str = "column"
    columns: Mapping[str, str] = field(default_factory=dict)
    widget: str = ""
    extra: Callable[[], Any] | None = None
    id: str = ""

    def __post_init__(self) -> None:
        name = self.id or "the figure"
        for part, advice in (
            ("title", "state its finding, computed from the frame"),
            ("subtitle", "say what is shown and the unit"),
        ):
            text = getattr(self, part)
            if not isinstance(text, str) or not text.strip():
                raise FigureError(f"{name} has no {part}: {advice}")
        if self.size not in ("column", "wide", "full"):
            raise FigureError(f"{name}: size is column, wide or full, not {self.size!r}")
        alts = list(self.alt.values()) if isinstance(self.alt, Mapping) else [self.alt]
        if not alts or not all(isinstance(a, str) and a.strip() for a in alts):
            raise FigureError(f"{name} has no alt text: build it from the frame and pass alt=")
        if not isinstance(self.frame, pd.DataFrame) or self.frame.empty:
            raise FigureError(f"{name} has no frame: pass the rows that are drawn as frame=")
        if not callable(self.draw):
            raise FigureError(f"{name} cannot be drawn: pass draw=, a function of the layout")
        if bool(self.widget) != callable(self.extra):
            raise FigureError(f"{name}: widget= and extra= (its data) belong together")
        unknown = set(self.columns) - set(self.frame.columns)
        if unknown:
            raise FigureError(f"{name}: columns not in the frame: {', '.join(sorted(unknown))}")


_makers: dict[str, Callable[[], Figure]] = {}


def figure(figure_id: str) -> Callable[[Callable[[], Figure]], Callable[[], Figure]]:
    """Register a function of no arguments that returns the Figure of this id."""
    if not _ID.fullmatch(figure_id):
        raise FigureError(f"{figure_id!r} is no figure id: lower-case words joined by hyphens")

    def register(make: Callable[[], Figure]) -> Callable[[], Figure]:
        old = _makers.get(figure_id)
        if old is not None and (old.__module__, old.__qualname__) != (
            make.__module__,
            make.__qualname__,
        ):
            raise FigureError(
                f"two figures are called {figure_id!r}: {old.__module__}.{old.__qualname__} "
                f"and {make.__module__}.{make.__qualname__}; rename one"
            )
        _makers[figure_id] = make
        get.cache_clear()
        return make

    return register


@cache
def _load() -> None:
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")


def ids() -> tuple[str, ...]:
    """Every registered id, sorted."""
    _load()
    return tuple(sorted(_makers))


@cache
def get(figure_id: str) -> Figure:
    """The Figure of this id, built once. Raises FigureError naming the nearest ids."""
    _load()
    if figure_id not in _makers:
        near = difflib.get_close_matches(figure_id, _makers, n=3, cutoff=0.4)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise FigureError(f"no figure is called {figure_id!r}{hint}")
    try:
        made = _makers[figure_id]()
    except FigureError as fault:
        raise FigureError(f"{figure_id}: {fault}") from fault
    return replace(made, id=figure_id)
