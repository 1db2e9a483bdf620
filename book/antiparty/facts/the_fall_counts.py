"""Facts of the chapter on the fall: counts, distances and months, from the frames of the_fall."""

from __future__ import annotations

from datetime import date

import pandas as pd

from antiparty import asof, dates, tables
from antiparty.facts.core import fact
from antiparty.facts.eleven_careers import PARTED
from antiparty.facts.the_fall import (
    after,
    condemned,
    expulsions,
    losers,
    months,
    namings,
    penalties,
    postings,
)


@fact
def fall_condemned() -> tuple[int, pd.DataFrame]:
    """People whom the resolution published in July 1957 condemned by name."""
    rows = condemned()
    return len(rows), rows


@fact
def fall_unnamed() -> tuple[int, pd.DataFrame]:
    """Opponents of June 1957 whom that resolution did not name."""
    rows = losers().query("not named")
    return len(rows), rows


@fact
def fall_expelled() -> tuple[int, pd.DataFrame]:
    """Opponents of June 1957 who were expelled from the party by the end of 1962."""
    rows = penalties().query("kind == 'expelled' and reading == 'preferred'")
    return int(rows["person_id"].nunique()), rows


@fact
def fall_never_expelled() -> tuple[int, pd.DataFrame]:
    """Opponents of June 1957 without an expulsion in sanctions.csv."""
    out = penalties().query("kind == 'expelled' and reading == 'preferred'")["person_id"]
    rows = losers()
    rows = rows[~rows["person_id"].isin(out)]
    return len(rows), rows


@fact
def fall_central_committee_1961() -> tuple[int, pd.DataFrame]:
    """Opponents of June 1957 who lost their seat in the Central Committee at the 22nd Congress."""
    rows = penalties().query("kind == 'removed_central_committee' and reading == 'preferred'")
    rows = rows[rows["date"].str.startswith("1961-10")]
    return len(rows), rows


@fact
def fall_posts_after() -> tuple[int, pd.DataFrame]:
    """Posts that the eight took up from 29 June 1957 to the end of 1962, preferred readings."""
    rows = after()
    return len(rows), rows


@fact
def fall_places() -> tuple[int, pd.DataFrame]:
    """Places away from Moscow where they served from 1957 to 1962, preferred readings."""
    rows = postings().query("reading != 'rival'")
    return int(rows["place_id"].nunique()), rows


def _km(place: str) -> tuple[int, pd.DataFrame]:
    posts = postings()
    places = tables.read("places")
    rows = places[places["place_id"].isin((place, "moscow"))]
    return int(posts.loc[posts["place_id"] == place, "km"].iloc[0]), rows


@fact
def fall_km_ulan_bator() -> tuple[int, pd.DataFrame]:
    """Great-circle distance from Moscow to Ulan Bator in kilometres, rounded to ten."""
    return _km("ulan_bator")


@fact
def fall_km_ust_kamenogorsk() -> tuple[int, pd.DataFrame]:
    """Great-circle distance from Moscow to the dam at Ust-Kamenogorsk, rounded to ten."""
    return _km("ust_kamenogorsk")


@fact
def fall_km_ekibastuz() -> tuple[int, pd.DataFrame]:
    """Great-circle distance from Moscow to Ekibastuz in kilometres, rounded to ten."""
    return _km("ekibastuz")


@fact
def fall_km_frunze() -> tuple[int, pd.DataFrame]:
    """Great-circle distance from Moscow to Frunze in kilometres, rounded to ten."""
    return _km("frunze")


@fact
def fall_km_asbest() -> tuple[int, pd.DataFrame]:
    """Great-circle distance from Moscow to Asbest in kilometres, rounded to ten."""
    return _km("asbest")


@fact
def fall_km_syzran() -> tuple[int, pd.DataFrame]:
    """Great-circle distance from Moscow to Syzran in kilometres, rounded to ten."""
    return _km("syzran")


@fact
def fall_seven_named_1957() -> tuple[int, pd.DataFrame]:
    """Full members against Khrushchev whose part was made public in July 1957."""
    rows = namings().query("voting and months == 0")
    return len(rows), rows


@fact
def fall_months_to_name_all() -> tuple[int, pd.DataFrame]:
    """Calendar months from the announcement of July 1957 until the last of the seven was named."""
    rows = namings().query("voting")
    return int(rows["months"].max()), rows


@fact
def fall_months_bulganin() -> tuple[int, pd.DataFrame]:
    """Calendar months from the announcement of July 1957 until Bulganin was named."""
    rows = namings().query("person_id == 'bulganin'")
    return int(rows["months"].iloc[0]), rows


@fact
def fall_arrested() -> tuple[int, pd.DataFrame]:
    """Opponents of June 1957 with an arrest or execution in sanctions.csv; if none, all of them."""
    rows = penalties()
    found = rows[rows["kind"].isin(("arrested", "executed"))]
    return int(found["person_id"].nunique()), found if len(found) else losers()


@fact
def fall_months_molotov() -> tuple[int, pd.DataFrame]:
    """Calendar months from Molotov's first dated step of expulsion to the last."""
    rows = expulsions().query("person_id == 'molotov' and reading == 'preferred'")
    return months(rows["date"].iloc[0], rows["date"].iloc[-1]), rows


def _lived() -> pd.DataFrame:
    rows = losers().query("named")
    ends = [dates.parse(d).earliest or date.max for d in rows["death"]]
    return rows.assign(years=[asof.years(dates.day(PARTED), d) for d in ends])


@fact
def fall_lived_shortest() -> tuple[int, pd.DataFrame]:
    """Fewest completed years that one of those condemned by name lived after 29 June 1957."""
    rows = _lived().sort_values("years")
    return int(rows["years"].min()), rows


@fact
def fall_lived_longest() -> tuple[int, pd.DataFrame]:
    """Most completed years that one of those condemned by name lived after 29 June 1957."""
    rows = _lived().sort_values("years", ascending=False)
    return int(rows["years"].max()), rows


@fact
def fall_petitions_refused() -> tuple[int, pd.DataFrame]:
    """Opponents whose letters asking for readmission the Politburo discussed without result."""
    rows = penalties().query("kind == 'refused'")
    return int(rows["person_id"].nunique()), rows


@fact
def fall_readmitted() -> tuple[int, pd.DataFrame]:
    """Opponents expelled from the party who were taken back, preferred readings."""
    rows = penalties().query("kind == 'readmitted' and reading == 'preferred'")
    return int(rows["person_id"].nunique()), rows
