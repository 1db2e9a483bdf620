"""More numbers of the chapter on factions: the dates at which its network is drawn."""

from __future__ import annotations

import pandas as pd

from antiparty import tables
from antiparty.facts.core import fact


@fact
def network_dates() -> tuple[int, pd.DataFrame]:
    """Dates at which the network of the leaders is drawn, rows of snapshots.csv."""
    rows = tables.read("snapshots")
    return len(rows), rows
