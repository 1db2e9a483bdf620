"""The two numbers on the page of all events."""

from __future__ import annotations

import pandas as pd

from antiparty import tables
from antiparty.facts.core import fact

COLUMNS = ["event_id", "name", "start", "end", "sources", "confidence"]


@fact
def timeline_events() -> tuple[int, pd.DataFrame]:
    """All events of the data, each counted once."""
    rows = tables.read("events")
    return len(rows), rows[COLUMNS]


@fact
def timeline_in_june() -> tuple[int, pd.DataFrame]:
    """Events whose date begins in June 1957, uncertain days and the month alone among them."""
    rows = tables.read("events")
    rows = rows[rows["start"].str.startswith("1957-06")]
    return len(rows), rows[COLUMNS]
