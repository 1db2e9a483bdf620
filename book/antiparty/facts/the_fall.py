"""Frames of the chapter on the fall: posts before and after, distances, standing, names.

The *losers* are the eight people coded as opponents in June 1957. The window is from 17 June 1957,
the day before the crisis, to the end of 1962, when the last expulsion was over.
"""

from __future__ import annotations

import math
from datetime import date

import pandas as pd

from antiparty import asof, dates, tables
from antiparty.facts.eleven_careers import PARTED, PROVENANCE, last_seats, offices

EVE, LAST = "1957-06-17", "1962-12-31"
ANNOUNCED = "e1957_07_03_announcement"  # the event by which the names became public
EARTH = 6371.0  # mean radius in kilometres
# Bodies that are no new post: a seat that all keep or lose together, and a pension.
NO_POST = ("cc_cpsu", "cc_cpsu_candidate", "supreme_soviet", "retirement")
# Standing in the party, from the seat at the top table down to none.
LEVELS = {
    4: "full member of the Presidium",
    3: "candidate member of the Presidium",
    2: "Central Committee only",
    1: "rank and file",
    0: "out of the party",
}
FALLS = {"demoted_candidate": 3, "removed_presidium": 2, "removed_central_committee": 1}
FALLS |= {"expelled": 0}
# Rungs of an expulsion, by the body that decided.
RUNGS = {"branch": 3, "district": 2, "city": 1}


@tables.remembered
def losers() -> pd.DataFrame:
    """The eight, those condemned by name first, then by the end of their seat in the Presidium.

    Columns person_id, name, named (bool), voting (bool), birth, death and provenance.
    """
    people = tables.read("people")
    rows = people[people["side_june_1957"] == "opponent"]
    full = set(asof.seats(EVE, "presidium_full")["person_id"])
    ends = last_seats().set_index("person_id")["end"]
    named = set(condemned()["person_id"])
    rows = rows.assign(
        name=rows["name_en"],
        named=rows["person_id"].isin(named),
        voting=rows["person_id"].isin(full),
        _end=[dates.parse(ends[p]).latest or date.max for p in rows["person_id"]],
    ).sort_values(["named", "voting", "_end", "name"], ascending=[False, False, True, True])
    rows = rows[["person_id", "name", "named", "voting", "birth", "death", *PROVENANCE]]
    return rows.reset_index(drop=True)


@tables.remembered
def condemned() -> pd.DataFrame:
    """People whom the published resolution of June 1957 condemned by name (decree_people.csv)."""
    points = tables.read("decree")
    points = points[(points["point"] == "Condemnation") & (points["named_in_text"] == "yes")]
    rows = tables.read("decree_people")
    rows = rows[rows["point_id"].isin(points["point_id"])]
    return rows.sort_values("person_id", ignore_index=True)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    people = tables.read("people").set_index("person_id")["name_en"]
    return rows.assign(person=rows["person_id"].map(people))


@tables.remembered
def before() -> pd.DataFrame:
    """Rank and offices of the eight on 17 June 1957: person_id, person, rank, offices, seat."""
    held = asof.seats(EVE)
    posts = offices(EVE)
    out = []
    for row in losers().itertuples():
        mine = held[(held["person_id"] == row.person_id) & (held["certainty"] == "yes")]
        top = mine[mine["rank"] == mine["rank"].max()]
        office = posts[(posts["person_id"] == row.person_id) & (posts["certainty"] == "yes")]
        out.append(
            {
                "person_id": row.person_id,
                "person": row.name,
                "rank": int(mine["rank"].max()),
                "seat": "full member" if row.voting else "candidate member",
                "offices": tuple(office["organization_id"]),
                "sources": " ".join(top["sources"]),
                "confidence": top["confidence"].iloc[0],
            }
        )
    return pd.DataFrame(out)


@tables.remembered
def after(reading: str = "preferred") -> pd.DataFrame:
    """Posts that the eight took up from 29 June 1957 to the end of 1962, in order.

    Columns of memberships.csv with person and body. Central Committee, pensions and the posts held
    on the eve are left out.
    """
    rows = tables.read("memberships") if reading == "all" else asof.memberships(reading)
    rows = rows[rows["person_id"].isin(losers()["person_id"])]
    rows = rows[~rows["organization_id"].isin(NO_POST)]
    spans = [dates.parse(s) for s in rows["start"]]
    from_, to = dates.day(PARTED), dates.day(LAST)
    fresh = [
        s.latest is not None and s.latest >= from_ and (s.earliest or from_) <= to for s in spans
    ]
    rows = rows[fresh]
    bodies = tables.read("organizations").set_index("organization_id")["name_en"]
    order = {p: n for n, p in enumerate(losers()["person_id"])}
    rows = rows.assign(
        body=rows["organization_id"].map(bodies),
        _p=rows["person_id"].map(order),
        _s=[(dates.parse(s).latest or date.max) for s in rows["start"]],
        _r=-rows["rank"],
    ).sort_values(["_p", "_s", "_r"])
    return _named(rows.drop(columns=["_p", "_s", "_r"])).reset_index(drop=True)


def great_circle(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude in degrees) by the haversine formula."""
    (a, b), (c, d) = (tuple(map(math.radians, p)) for p in (one, two))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(h))


def moscow() -> tuple[float, float]:
    """Latitude and longitude of Moscow in places.csv."""
    row = tables.read("places").set_index("place_id").loc["moscow"]
    return float(row["lat"]), float(row["lon"])


@tables.remembered
def postings() -> pd.DataFrame:
    """Posts away from Moscow, of every reading, nearest first.

    Columns of `after` with place, name_now, lat, lon, precision_km and km (great circle from
    Moscow, rounded to ten).
    """
    places = tables.read("places").rename(columns={"sources": "place_sources"})
    wanted = "place_id name_then name_now lat lon precision_km place_sources".split()
    rows = after("all")
    rows = rows[rows["place_id"].ne("moscow") & rows["place_id"].ne("")]
    rows = rows.merge(places[wanted], on="place_id", how="left")
    rows["km"] = [
        round(great_circle(moscow(), (float(a), float(b))), -1)
        for a, b in zip(rows["lat"], rows["lon"], strict=True)
    ]
    rows["km"] = rows["km"].astype(int)
    rows = rows.rename(columns={"name_then": "place"})
    return rows.sort_values(["km", "start"], ignore_index=True)


@tables.remembered
def penalties() -> pd.DataFrame:
    """Rows of sanctions.csv on the eight, with person."""
    rows = tables.read("sanctions")
    rows = rows[rows["person_id"].isin(losers()["person_id"])]
    return _named(rows).reset_index(drop=True)


def standing() -> pd.DataFrame:
    """Party standing of each of the eight: person_id, person, level, start, end (EDTF), provenance.

    The first level is the seat on 17 June 1957; every penalty of a kind in FALLS lowers it.
    """
    rows = penalties()
    rows = rows[(rows["reading"] == "preferred") & rows["kind"].isin(FALLS)]
    rows = rows.assign(level=rows["kind"].map(FALLS))
    out = []
    for who in losers().itertuples():
        mine = rows[rows["person_id"] == who.person_id].sort_values(["date", "level"])
        mine = mine.drop_duplicates("date", keep="first")
        level, start, told = 4 if who.voting else 3, EVE, ("", "")
        steps = [(r.level, r.date, (r.sources, r.confidence)) for r in mine.itertuples()]
        for new, day, work in [*steps, (None, LAST, ("", ""))]:
            out.append(
                {
                    "person_id": who.person_id,
                    "person": who.name,
                    "level": level,
                    "start": start,
                    "end": day,
                    "sources": told[0],
                    "confidence": told[1],
                }
            )
            level, start, told = new, day, work
    return pd.DataFrame(out)


@tables.remembered
def expulsions() -> pd.DataFrame:
    """Steps and ends of the expulsions, all readings: columns of sanctions.csv with rung (3 to 0).

    rung: 3 branch (and what was said of it), 2 district, 1 city, 0 the end.
    """
    rows = penalties()
    rows = rows[rows["kind"].isin(("expulsion_step", "expelled"))]
    rows = rows.assign(rung=[_rung(k, b) for k, b in zip(rows["kind"], rows["body"], strict=True)])
    rows = rows.assign(_d=[dates.parse(d).latest or date.max for d in rows["date"]])
    order = {p: n for n, p in enumerate(losers()["person_id"])}
    rows = rows.assign(_p=rows["person_id"].map(order)).sort_values(
        ["_p", "_d", "rung"], ascending=[True, True, False]
    )
    return rows.drop(columns=["_p", "_d"]).reset_index(drop=True)


def _rung(kind: str, body: str) -> int:
    if kind == "expelled":
        return 0
    return next((n for word, n in RUNGS.items() if word in body.lower()), 3)


@tables.remembered
def namings() -> pd.DataFrame:
    """When each of the eight was first named in public as one of the group.

    Columns person_id, person, voting, date (EDTF), how, months (calendar months after the
    announcement), sources, confidence. For those condemned in the resolution it is the
    announcement of July 1957; for the others the first naming or public confession.
    """
    event = tables.read("events").set_index("event_id").loc[ANNOUNCED]
    named = set(condemned()["person_id"])
    rows = penalties()
    rows = rows[(rows["reading"] == "preferred") & rows["kind"].isin(("named", "recanted"))]
    rows = rows.assign(_d=[dates.parse(d).earliest for d in rows["date"]]).sort_values("_d")
    rows = rows.drop_duplicates("person_id").set_index("person_id")
    out = []
    for who in losers().itertuples():
        first = who.person_id in named
        row = event if first else rows.loc[who.person_id]
        day = event["start"] if first else row["date"]
        out.append(
            {
                "person_id": who.person_id,
                "person": who.name,
                "voting": who.voting,
                "date": day,
                "how": "resolution of the plenum" if first else row["body"],
                "detail": event["summary"] if first else row["detail"],
                "months": months(event["start"], day),
                "sources": row["sources"],
                "confidence": row["confidence"],
            }
        )
    frame = pd.DataFrame(out)
    return frame.sort_values(["months", "voting"], ascending=[True, False], ignore_index=True)


def months(first: str, second: str) -> int:
    """Calendar months from the month of one date to the earliest month of another."""
    a, b = dates.parse(first).earliest, dates.parse(second).earliest
    if a is None or b is None:
        raise ValueError(f"no month in {first!r} or {second!r}")
    return (b.year - a.year) * 12 + b.month - a.month
