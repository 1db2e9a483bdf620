"""Figures on the eleven: rank over time, offices on 18 June 1957, ages."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from antiparty import asof, dates, facts, tables
from antiparty.charts import eleven_more as charts
from antiparty.facts import eleven_careers as data
from antiparty.facts.common import JUNE, table_of_21
from antiparty.facts.core import in_words
from antiparty.figures import Figure, figure
from antiparty.figures.eleven_careers import sources_of, surname
from antiparty.figures.eleven_lanes import SHORT, spell

FIRST, LAST = date(1917, 1, 1), date(1991, 12, 31)
STILL = ("1958-12-31", "1961-12-31", "1964-12-31")  # ends of years at which the eleven are counted


def rank_steps(person: str, first: date = FIRST, last: date = LAST) -> pd.DataFrame:
    """Lowest and highest rank that the dates allow, by spell of constant answer.

    The same answer as `asof.rank_range` for every day, found in one pass over the career.
    Columns start, end (ISO; half-open), lowest, highest, post (the highest sure or possible one).
    """
    career = asof.career(person)
    low, high = dates.date.min, dates.date.max
    bounds = np.array(
        [
            [(v or d).toordinal() for v, d in zip(row, (low, high, low, high), strict=True)]
            for row in career[["start_first", "start_last", "end_first", "end_last"]].to_numpy()
        ]
    )
    a, b = first.toordinal(), last.toordinal() + 1
    died = dates.parse(tables.read("people").set_index("person_id").loc[person, "death"])
    b = min(b, (died.earliest or last).toordinal())
    cuts = sorted({a, b} | {int(n) for n in np.unique(bounds) if a < n < b})
    ranks = career["rank"].to_numpy()
    roles = career["role_en"].to_numpy()
    out: list[list[object]] = []
    for day, until in pairwise(cuts):
        sure = (bounds[:, 1] <= day) & (bounds[:, 2] > day)
        maybe = (bounds[:, 0] <= day) & (bounds[:, 3] > day)
        lowest = int(ranks[sure].max()) if sure.any() else 0
        highest = int(ranks[maybe].max()) if maybe.any() else 0
        held = maybe & (ranks == highest)
        post = "; ".join(dict.fromkeys(roles[held])) if highest else ""
        if out and out[-1][2:] == [lowest, highest, post]:
            out[-1][1] = date.fromordinal(until).isoformat()
            continue
        ends = date.fromordinal(day).isoformat(), date.fromordinal(until).isoformat()
        out.append([*ends, lowest, highest, post])
    return pd.DataFrame(out, columns=["start", "end", "lowest", "highest", "post"])


def _last_post(person: str) -> dict[str, object]:
    """The last office or seat of a career: words, day (ISO) and rank."""
    career = asof.career(person)
    skip = {"retirement", "cc_cpsu", "supreme_soviet", "second_secretary"}
    career = career[~career["organization_id"].isin(skip)]
    ends = [dates.parse(e).earliest or LAST for e in career["end"]]
    career = career.assign(_end=ends).sort_values(["_end", "rank"], kind="stable")
    row = career.iloc[-1]
    words = SHORT.get(row["organization_id"], "").split("|", maxsplit=1)[0]
    words = words or {"politburo_full": "Politburo", "presidium_full": "Presidium"}.get(
        row["organization_id"], row["role_en"]
    )
    return {
        "last": f"{words}, to\u00a0{row['_end'].year}",
        "last_day": min(row["_end"], LAST).isoformat(),
        "last_rank": int(row["rank"]),
        "sources": row["sources"],
    }


def _rank_frame(cast: pd.DataFrame) -> pd.DataFrame:
    parts = []
    for row in cast.itertuples():
        steps = rank_steps(row.person_id)
        parts.append(steps.assign(person=row.name))
    rows = pd.concat(parts, ignore_index=True)
    rows["hover"] = [
        f"<b>{r.person}</b><br>{dates.label(r.start)} to {dates.label(r.end)}<br>"
        + (
            f"rank {r.highest}"
            if r.lowest == r.highest
            else f"rank {r.lowest} or {r.highest}, the dates leave it open"
        )
        + (f"<br>{charts.common.wrap(r.post, 46)}" if r.post else "<br>no post known")
        for r in rows.itertuples()
    ]
    return rows


@figure("rank-over-time")
def rank_over_time() -> Figure:
    """Highest rank held by each of the eleven and Shepilov, 1917 to 1991."""
    cast = data.cast()
    last = pd.DataFrame([_last_post(p) for p in cast["person_id"]])
    people = pd.concat([cast.drop(columns="sources"), last], axis=1).assign(
        person=cast["name"],
        surname=[surname(n) for n in cast["name"]],
        years=[f"{b[:4]}–{d[:4]}" for b, d in zip(cast["birth"], cast["death"], strict=True)],
    )
    steps = _rank_frame(cast)
    counts = [facts.get(f"eleven_seated_{day[:4]}") for day in STILL]
    eleven = facts.get("full_members")
    kept = ", ".join(f"{c.text} at the end of {d[:4]}" for c, d in zip(counts, STILL, strict=True))
    kept = kept.replace(" at the end", " still sat at the end", 1)
    head, _, tail = kept.rpartition(", ")
    unsure = steps[steps["lowest"] != steps["highest"]]
    return Figure(
        title=f"Of the {eleven.text} of June 1957, {head} and {tail}",
        subtitle="Highest rank held, from none (0) to First Secretary (10), 1917–1991",
        caption=(
            "Each step is the highest-ranking post held at the time; the mark is the last post. "
            "Hatching spans ranks that the dates leave open. The ranks are ours and coarse: "
            "10 First Secretary, 9 premier, 8 full member, 7 candidate or secretary, 6 minister or "
            "head of a republic’s party, 5 region or embassy, 4 director of a works or institute, "
            "3 a bare seat in the Central Committee; the methods give the whole scale."
        ),
        alt=(
            f"{len(people)} small step charts on one scale. "
            + " ".join(
                f"{p.surname}: last post {p.last}, rank {p.last_rank}." for p in people.itertuples()
            )
            + f" Of {eleven.value} full members, {kept}."
        ),
        frame=steps.assign(
            start=[dates.label(d) for d in steps["start"]],
            end=[dates.label(d) for d in steps["end"]],
        )[["person", "start", "end", "lowest", "highest", "post"]],
        columns={
            "lowest": "Lowest rank",
            "highest": "Highest rank",
            "start": "From",
            "end": "Until",
        },
        sources=sources_of(pd.concat([c.rows for c in counts])),
        doubt=(
            f"{len(unsure)} of {len(steps)} steps have a rank that depends on a date known only to "
            "the month or year. The head of state stands at six because the office was ceremonial. "
            "A rank is a height in the order of posts, not a measure of power."
        ),
        size="wide",
        draw=lambda layout: charts.rank_panels(people, steps, layout),
    )


OFFICE = {
    "supreme_soviet": "",
    "secretariat": "secretary",
    "first_secretary": "First Secretary",
    "rsfsr_bureau": "Bureau for Russia",
    "ukraine_first_secretary": "first secretary, Ukraine",
    "uzbekistan_cc": "first secretary, Uzbekistan",
    "leningrad_first_secretary": "first secretary, Leningrad",
    "moscow_first_secretary": "first secretary, Moscow",
    "control_commission_chair": "chairman, Party Control",
    "premier": "premier",
    "first_deputy_premier": "first deputy premier",
    "deputy_premier": "deputy premier",
    "head_of_state": "head of state",
    "defence_minister": "defence minister",
    "state_control_head": "State Control",
    "power_stations_ministry": "Power Stations",
    "medium_machine_building_ministry": "Medium Machine Building",
}
KEY_POSTS = {
    "premier": 0,
    "first_secretary": 0,
    "first_deputy_premier": 1,
    "deputy_premier": 1,
    "secretariat": 1,
}


def _office_frame(table: pd.DataFrame) -> pd.DataFrame:
    posts = data.offices()
    posts = posts[posts["person_id"].isin(table["person_id"])]
    names = table.set_index("person_id")["name"]
    posts = posts.assign(
        person=posts["person_id"].map(names),
        label=[
            OFFICE.get(o) or b for o, b in zip(posts["organization_id"], posts["body"], strict=True)
        ],
        held=[spell(s, e) for s, e in zip(posts["start"], posts["end"], strict=True)],
        _key=posts["organization_id"].map(KEY_POSTS).fillna(2),
    )
    posts["hover"] = [
        f"<b>{r.person}</b><br>{r.role}<br>{charts.common.wrap(r.body, 44)}<br>{r.held}"
        for r in posts.itertuples()
    ]
    order = {p: n for n, p in enumerate(table["person_id"])}
    posts["_order"] = posts["person_id"].map(order)
    return posts.sort_values(["_order", "office", "_key", "label"], ignore_index=True)


def _table() -> pd.DataFrame:
    """Everyone at the table, grouped by side and vote, the cast's order first."""
    table = table_of_21()
    cast = data.cast()["person_id"]
    rank = {p: n for n, p in enumerate(cast)}
    table = table.assign(
        person=table["name"],
        voting=table["seat"] == "full member",
        _r=table["person_id"].map(rank).fillna(len(rank)),
    )
    table["group"] = [
        data.GROUPS.get(key, key[0]) for key in zip(table["side"], table["voting"], strict=True)
    ]
    order = {g: n for n, g in enumerate(data.GROUPS.values())}
    table["_g"] = table["group"].map(order)
    return table.sort_values(["_g", "_r", "name"], ignore_index=True)


@figure("offices-in-june")
def offices_in_june() -> Figure:
    """State posts against party posts on 18 June 1957."""
    table = _table()
    posts = _office_frame(table)
    sure = posts[(posts["certainty"] == "yes") & posts["office"].isin(charts.PARTS)]
    left = posts[posts["certainty"] != "yes"]
    get = facts.get
    seven, state, secretaries = (
        get("against_full"),
        get("seven_in_state_office"),
        get("seven_secretaries"),
    )
    four, theirs = get("with_full"), get("four_in_state_office")
    all_state = "Every one" if state.value == seven.value else state.text.capitalize()
    none = "none" if not secretaries.value else secretaries.text
    title = (
        f"{all_state} of the {seven.text} against Khrushchev held state office and {none} was a "
        f"party secretary; of the {four.text} with him, {theirs.text} held state office"
    )
    n_state, n_state_against = get("table_in_state_office"), get("table_in_state_office_against")
    n_party, n_party_against = get("table_in_party_office"), get("table_in_party_office_against")
    frame = sure.merge(
        table[["person_id", "side", "seat", "group"]], on="person_id", how="left"
    ).assign(side=lambda f: f["side"].map({"opponent": "against", "supporter": "with"}))
    return Figure(
        title=title,
        subtitle="Offices held on 18 June 1957 by the people at the table, one mark an office",
        caption=(
            "Filled marks are full members, hollow ones had no vote. Secretaries of the Central "
            "Committee are in bold. State office means the Council of Ministers and the head of "
            "state; party office means the Secretariat and the party’s own committees. Seats in "
            f"the Presidium and the Central Committee count as neither. Of {n_state.text} people "
            f"with a state office {n_state_against.text} stood against Khrushchev; of "
            f"{n_party.text} with a party office, {n_party_against.text}."
        ),
        alt=(
            f"{len(sure)} offices of {table['person_id'].nunique()} people in two columns. "
            f"{title}. Among all at the table, {n_state_against.value} of {n_state.value} people "
            f"with a state office and {n_party_against.value} of {n_party.value} with a party "
            "office were against."
        ),
        frame=frame["person side seat office role body held confidence sources".split()],
        columns={"held": "Held", "role": "Post", "confidence": "Sureness"},
        sources=sources_of(sure),
        doubt=(
            "The pattern was found after the fact, in one case; it does not show that office made "
            "the sides. Offices are told apart by their body, so the defence ministry is a state "
            f"office. Left out are {in_words(len(left))} posts dated only to the year, which may "
            "have begun later, and the informal post of second secretary."
        ),
        size="wide",
        draw=lambda layout: charts.offices(table, sure, layout),
    )


@figure("ages-in-june")
def ages_in_june() -> Figure:
    """Ages on 18 June 1957 and at death."""
    rows = data.ages(JUNE).assign(person=lambda f: f["name"])
    rows = rows.sort_values(["age", "birth"], ascending=[False, True], ignore_index=True)
    rows["hover"] = [
        f"<b>{r.person}</b><br>{r.age} in June 1957, {r.age_at_death} at death<br>"
        f"{dates.label(r.birth)} to {dates.label(r.death)}"
        for r in rows.itertuples()
    ]
    younger = facts.get("careers_younger_opponents")
    against = int(rows["side"].eq("opponent").sum())
    k = facts.get("age_of_khrushchev").value
    oldest, youngest = rows.iloc[0], rows.iloc[-1]
    frame = rows.assign(
        side=rows["side"].map({"opponent": "against", "supporter": "with"}),
        birth=[dates.label(d) for d in rows["birth"]],
        death=[dates.label(d) for d in rows["death"]],
    )
    return Figure(
        title=(
            f"{younger.text.capitalize()} of the {in_words(against)} who moved against Khrushchev "
            "were younger than he was"
        ),
        subtitle="Age in June 1957 (mark) and at death (end of the line), in completed years",
        caption="Filled marks are full members of the Presidium; the hollow square is Shepilov.",
        alt=(
            f"{len(rows)} people from {oldest['person']}, {oldest['age']} in June 1957, to "
            f"{youngest['person']}, {youngest['age']}. Khrushchev was {k}; {younger.value} of "
            f"{against} opponents were younger. "
            + " ".join(
                f"{surname(r.person)} {r.age}, died at {r.age_at_death}." for r in rows.itertuples()
            )
        ),
        frame=frame["person side birth death age age_at_death years_after sources".split()],
        columns={
            "age": "Age in June 1957",
            "age_at_death": "Age at death",
            "years_after": "Years lived after June 1957",
        },
        sources=sources_of(rows),
        doubt=(
            "Birthdays of several of these people differ between official and parish records; no "
            "rival date changes who was younger than Khrushchev."
        ),
        draw=lambda layout: charts.ages(rows, k, layout),
    )
