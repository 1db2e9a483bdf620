"""Places in a set of networks drawn on one canvas, one network a date, nobody ever moving.

Most dates have no use for the places of those who appear at few: their part of the canvas stands
empty. So each axis gives room by how often it is used, in the order of layout.csv, and names are
then pushed apart, but only those that meet at some date.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

import pandas as pd

from antiparty import tables

USE = 0.75  # how much of an axis is shared out by use, the rest by distance in layout.csv
LINE = 34  # pixels from one name to the next below it
MARGIN = 36.0, 24.0


def shared_out(at: pd.Series, use: pd.Series, share: float = USE) -> pd.Series:
    """Positions from 0 to 1 in the same order: part by distance, part by use.

    at: position by person; use: at how many dates the person is drawn. By use alone, everyone
    would stand in the middle of a stretch as long as the share of all appearances.
    """
    even = (at - at.min()) / ((at.max() - at.min()) or 1)
    order = at.sort_values(kind="stable").index
    end = use[order].cumsum()
    mid = (end - use[order] / 2).groupby(at[order]).transform("mean")
    by_use = (mid - mid.iloc[0]) / ((mid.iloc[-1] - mid.iloc[0]) or 1)
    return share * by_use.reindex(at.index) + (1 - share) * even


def places(
    casts: Iterable[Iterable[str]],
    names: Mapping[str, str],
    size: tuple[int, int],
    *,
    letter: float,
    share: float = USE,
) -> pd.DataFrame:
    """Columns x, y in pixels of a canvas of this size, index person_id, for everyone in casts.

    letter: width of a letter of a name in pixels. The same places serve every cast.
    """
    shown = [sorted(set(cast)) for cast in casts]
    people = sorted({p for cast in shown for p in cast})
    use = pd.Series({p: sum(p in cast for cast in shown) for p in people})
    known = tables.read("layout").set_index("person_id")[["x", "y"]].astype(float).loc[people]
    xy: dict[str, list[float]] = {p: [0.0, 0.0] for p in people}
    for axis, column in enumerate("xy"):
        part = shared_out(known[column], use, share) * (size[axis] - 2 * MARGIN[axis])
        for person, value in part.items():
            xy[str(person)][axis] = MARGIN[axis] + value
    meet = sorted({pair for cast in shown for pair in itertools.combinations(cast, 2)})
    _apart(xy, meet, {p: max(len(names[p]) * letter / 2, 10.0) for p in people}, size)
    return pd.DataFrame.from_dict(xy, orient="index", columns=["x", "y"]).round(1)


def _apart(
    xy: dict[str, list[float]],
    meet: list[tuple[str, str]],
    half: Mapping[str, float],
    size: tuple[int, int],
) -> None:
    """Push the pairs that meet until no two names touch, along the axis where less is wanting."""
    for _ in range(400):
        moved = False
        for a, b in meet:
            way = xy[b][0] - xy[a][0], xy[b][1] - xy[a][1]
            over = half[a] + half[b] - abs(way[0]), LINE - abs(way[1])
            if min(over) <= 0:
                continue
            moved = True
            axis = 0 if over[0] < over[1] else 1
            step = (over[axis] / 2 + 0.5) * (1 if way[axis] >= 0 else -1)
            xy[a][axis] -= step
            xy[b][axis] += step
        for place in xy.values():
            for axis in (0, 1):
                place[axis] = min(max(place[axis], MARGIN[axis]), size[axis] - MARGIN[axis])
        if not moved:
            return
