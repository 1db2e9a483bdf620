"""Spells of a career as the career chart draws them: which, in which row, under which words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from antiparty import dates, tables
from antiparty.charts import eleven_careers as charts
from antiparty.facts import eleven_careers as data

CABINET = ("premier", "first_deputy_premier", "deputy_premier", "head_of_state")
SEEN = 92  # days: rival dates nearer than this look the same at the scale of the chart
# Words short enough to stand over a bar; a post that is not here shows only when pointed at.
SHORT = {
    "first_secretary": "First Secretary",
    "premier": "Premier",
    "head_of_state": "Head of state",
    "first_deputy_premier": "First deputy premier|First deputy",
    "deputy_premier": "Deputy premier|Deputy",
    "foreign_minister": "Foreign minister",
    "defence_minister": "Defence minister",
    "military_navy_commissariat": "War commissar",
    "secretariat": "Secretary",
    "ukraine_first_secretary": "Ukraine",
    "ukraine_cc": "Ukraine, party staff",
    "ukraine_government": "Ukraine, government",
    "moscow_first_secretary": "Moscow city",
    "moscow_oblast_first_secretary": "Moscow region",
    "moscow_party_committee": "Moscow, party staff",
    "moscow_soviet": "Mayor of Moscow",
    "control_commission_chair": "Party control",
    "rsfsr_bureau": "Bureau for Russia",
    "cc_apparatus": "Party staff",
    "rsfsr_premier": "Premier of Russia",
    "gosbank": "State Bank",
    "gosplan_chair": "Gosplan",
    "gosplan": "Gosplan staff",
    "gossnab": "Supply",
    "railways_commissariat": "Railways",
    "heavy_industry_commissariat": "Heavy industry",
    "oil_commissariat": "Oil",
    "fuel_commissariat": "Fuel",
    "building_materials_ministry": "Building materials",
    "labour_committee": "Labour",
    "power_stations_ministry": "Power stations",
    "power_electrical_ministry": "Power",
    "chemical_industry_ministry": "Chemical industry",
    "medium_machine_building_ministry": "Atomic ministry",
    "machine_building_ministry": "Machine building",
    "state_economic_commission_chair": "Economic Commission|Planning",
    "state_control_head": "State control",
    "foreign_trade_ministry": "Foreign trade",
    "trade_commissariat": "Trade",
    "trade_ministry": "Trade",
    "supply_commissariat": "Supply",
    "food_commissariat": "Food industry",
    "foreign_economic_committee": "Foreign aid committee|Foreign aid",
    "defence_commissariat": "Deputy defence minister|Deputy",
    "red_army": "Red Army",
    "cheka": "Cheka",
    "pravda": "Pravda",
    "elektrozavod": "Elektrozavod, director|Elektrozavod",
    "mosenergo": "Kashira power station|Power station",
    "mvtu": "Student",
    "plekhanov_institute": "Student",
    "industrial_academy": "Industrial Academy",
    "yuzovka_works": "Metalworker",
    "kherson_railway": "Track repairman",
    "stavropol_kraikom": "Stavropol",
    "lithuania_bureau": "Lithuania",
    "odessa_obkom": "Odessa",
    "rostov_obkom": "Rostov",
    "north_caucasus_committee": "North Caucasus",
    "mongolia_embassy": "Ambassador to Mongolia|Mongolia",
    "iaea_mission": "Vienna",
    "gdr_embassy": "Ambassador in East Berlin|East Berlin",
    "ust_kamenogorsk_hydro": "Ust-Kamenogorsk",
    "ekibastuz_power": "Ekibastuz",
    "asbest_trust": "Asbest",
    "stavropol_sovnarkhoz": "Stavropol",
    "syzran_works": "Syzran works",
    "frunze_economics_institute": "Institute in Frunze",
    "main_archive_administration": "Archivist",
    "ussr_sovnarkhoz": "Economic Council",
    "penza_diesel_works": "Penza works",
    "tippribor": "Penza institute",
    "supreme_soviet_presidium": "Supreme Soviet",
}


SURE = {
    "confirmed": "two independent sources",
    "single": "one source",
    "recalled": "recalled, not checked",
}
HOME = {"party": 0, "cabinet": 1, "work": 2}
COLUMNS = (
    "person track row seat post body sphere start end dates label rank late recalled half hover "
    "confidence sources reading membership_id"
).split()
Row = dict[str, Any]


def spell(start: str, end: str) -> str:
    """A spell in plain words."""
    first = dates.label(start) if start else "unknown"
    return f"{first} to {dates.label(end) if end else 'unknown'}"


def _days(text: str) -> int:
    span = dates.parse(text)
    return (span.earliest or span.latest or date.max).toordinal()


def _spans(row: Row) -> tuple[int, ...]:
    """Possible first day, sure first day, sure last day, possible last day, as ordinals."""
    start, end = dates.parse(row["start"]), dates.parse(row["end"])
    first = start.earliest or charts.FIRST, start.latest or charts.FIRST
    last = end.earliest or charts.LAST, end.latest or charts.LAST
    return tuple(day.toordinal() for day in (*first, *last))


def _track(row: Row) -> str:
    if row["organization_id"] in data.SEATS:
        return "seat"
    if row["organization_id"] in CABINET:
        return "cabinet"
    return "party" if row["sphere"] == "party" else "work"


def _drawn(rows: list[Row]) -> list[Row]:
    """Spells of one person that the chart draws, with `half` for rival readings."""
    first = charts.FIRST
    rows = [r for r in rows if (dates.parse(r["end"]).latest or date.max) > first]
    main = [r for r in rows if r["reading"] != "rival"]
    out = list(main)
    for rival in rows:
        if rival["reading"] != "rival":
            continue
        twins = [r for r in main if r["conflict_id"] == rival["conflict_id"]]
        same = [r for r in twins if r["organization_id"] == rival["organization_id"]]
        shifts = [
            max(abs(_days(r[end]) - _days(rival[end])) for end in ("start", "end")) for r in same
        ]
        if all(shift > SEEN for shift in shifts):
            rival["half"] = "bottom"
            for twin in twins:
                twin["half"] = "top"
            out.append(rival)
    return out


def _clash(one: Sequence[int], two: Sequence[int]) -> bool:
    """Whether possible days of one spell meet sure days of the other."""
    return (one[0] < two[2] and two[1] < one[3]) or (one[1] < two[3] and two[0] < one[2])


def _pack(posts: list[Row]) -> None:
    """Give each post of a person its `row`: few rows, the highest posts placed first.

    Party offices have their home in the first row, the cabinet in the second, all else in the
    third; a row that can be emptied into the others is closed. A rival stands under its twin.
    """
    main = [p for p in posts if p["half"] != "bottom"]
    main.sort(key=lambda p: (-p["rank"], _spans(p), p["membership_id"]))
    rows: dict[int, list[Row]] = {0: [], 1: [], 2: []}

    def free(row: int, post: Row) -> bool:
        return not any(_clash(_spans(post), _spans(other)) for other in rows[row])

    def put(post: Row, wishes: list[int], new: int) -> None:
        found = next((row for row in wishes if free(row, post)), new)
        rows.setdefault(found, []).append(post)

    for post in main:
        wish = HOME[post["track"]]
        put(post, [wish, *(row for row in rows if row != wish)], max(rows) + 1)
    for row in sorted(rows, key=lambda r: (len(rows[r]), r)):
        moves = [[r for r in rows if r != row and free(r, post)] for post in rows[row]]
        if all(moves) and len(rows) > 1:
            for post, wishes in zip(rows.pop(row), moves, strict=True):
                put(post, wishes, row)
    for n, row in enumerate(sorted(rows)):
        for post in rows[row]:
            post["row"] = n
    for rival in posts:
        if rival["half"] == "bottom":
            twins = [p for p in main if p["conflict_id"] == rival["conflict_id"]]
            rival["row"] = next((p["row"] for p in twins if p["half"] == "top"), 0)


def _say_seats(seats: list[Row]) -> None:
    """Words over the seat line: each run of full membership, and candidates after or without it."""
    seats = sorted((s for s in seats if s["half"] != "bottom"), key=lambda s: _days(s["start"]))
    full = [s for s in seats if s["seat"] == "full member"]
    runs: list[list[Row]] = []
    for seat in full:
        if runs and _days(seat["start"]) - _days(runs[-1][-1]["end"]) < SEEN:
            runs[-1].append(seat)
        else:
            runs.append([seat])
    for run in runs:
        run[0]["label"] = f"Full member {_years(run[0]['start'], run[-1]['end'])}"
    last = _days(full[-1]["end"]) if full else 0
    for seat in seats:
        if seat["seat"] != "full member" and _days(seat["start"]) >= last:
            seat["label"] = f"Candidate member {_years(seat['start'], seat['end'])}"


def _years(start: str, end: str) -> str:
    first, last = start[:4], end[:4]
    return first if first == last else f"{first}–{last[2:] if last[:2] == first[:2] else last}"


def career_frame(people: Sequence[str]) -> pd.DataFrame:
    """Spells as the career chart draws them, one row a bar, for these person_ids.

    Columns: see COLUMNS. `row` counts from the top within a person; `start` and `end` are EDTF,
    `dates` the same in words; `late` posts began after June 1957; `half` is "bottom" for a rival
    reading and "top" for the preferred one above it.
    """
    bodies = tables.read("organizations").set_index("organization_id")["name_en"].to_dict()
    names = tables.read("people").set_index("person_id")["name_en"].to_dict()
    bare = (set(data.COLLECTIVE) - set(data.SEATS)) | {"retirement"}
    frame = tables.read("memberships")
    frame = frame[frame["person_id"].isin(list(people))]
    fall = dates.day(data.PARTED).toordinal()
    held: dict[str, list[Row]] = {person: [] for person in people}
    for row in frame.to_dict("records"):
        body = row["organization_id"]
        if body in bare:
            continue
        track = _track(row)
        seat = "full member" if body in data.FULL else "candidate member"
        row |= {
            "person": names[row["person_id"]],
            "track": track,
            "row": 0,
            "half": "",
            "seat": seat if track == "seat" else "",
            "post": seat if track == "seat" else row["role_en"],
            "body": bodies.get(body, body),
            "dates": spell(row["start"], row["end"]),
            "late": _days(row["start"]) >= fall,
            "recalled": row["confidence"] == "recalled",
            "label": "" if track == "seat" else SHORT.get(body, ""),
        }
        held[row["person_id"]].append(row)
    out: list[Row] = []
    for person in people:
        rows = _drawn(held[person])
        _pack([r for r in rows if r["track"] != "seat"])
        _say_seats([r for r in rows if r["track"] == "seat"])
        rows.sort(key=lambda r: (r["track"] != "seat", r["row"], _days(r["start"])))
        out += rows
    for row in out:
        row["hover"] = _hover(row)
    return pd.DataFrame(out, columns=COLUMNS)


def _hover(row: Row) -> str:
    lines = [f"<b>{row['person']}</b>", row["post"], row["body"], row["dates"]]
    lines.append(SURE.get(row["confidence"], row["confidence"]))
    if row["half"]:
        rival = row["half"] == "bottom"
        lines.append("a rival reading" if rival else "other sources differ: see the bar below")
    cited = [_cite(s) for s in row["sources"].split()[:3]]
    lines.append("; ".join(dict.fromkeys(cited)))
    return "<br>".join(charts.common.wrap(line, 46) for line in lines if line)


def _cite(source: str) -> str:
    """A source_id as author and year, for the hover text."""
    return _works().get(source.split("@", maxsplit=1)[0], source)


@cache
def _works() -> dict[str, str]:
    out = {}
    for row in tables.read("sources").itertuples():
        author = row.author.split(";")[0].split(",")[0].strip() or row.title
        out[row.source_id] = f"{author} {row.year}".strip()
    return out


def people_frame(cast: pd.DataFrame) -> pd.DataFrame:
    """People as the career chart needs them: cast with `person`, `facts` and `ending`."""
    ages = data.ages().set_index("person_id")
    return cast.assign(
        person=cast["name"],
        facts=[
            f"born {_year(b)} · party {_year(j)}"
            for b, j in zip(cast["birth"], cast["party_joined"], strict=True)
        ],
        ending=[
            f"died {_year(d)}, aged {ages.loc[p, 'age_at_death']}"
            for p, d in zip(cast["person_id"], cast["death"], strict=True)
        ],
    )


def _year(text: str) -> str:
    return text[:4] or "?"
