"""Figures of the chapter on the fall: posts before and after, and the map of the postings."""

from __future__ import annotations

import pandas as pd

from antiparty import dates, facts
from antiparty.charts import the_fall as charts
from antiparty.charts import the_fall_map
from antiparty.charts.common import wrap
from antiparty.facts import the_fall as data
from antiparty.facts.core import in_words
from antiparty.figures import Figure, figure
from antiparty.figures.eleven_careers import sources_of, surname
from antiparty.figures.eleven_lanes import spell
from antiparty.figures.eleven_more import KEY_POSTS, OFFICE

# Words short enough to stand beside a step; any other post shows its body.
POST = {
    "ust_kamenogorsk_hydro": "power station, Ust-Kamenogorsk",
    "ekibastuz_power": "power station, Ekibastuz",
    "asbest_trust": "asbestos trust, Asbest",
    "solikamsk_potash": "potash works, Solikamsk",
    "mongolia_embassy": "ambassador to Mongolia",
    "iaea_mission": "envoy to the atomic agency, Vienna",
    "frunze_economics_institute": "institute, Frunze",
    "main_archive_administration": "archivist, Moscow",
    "foreign_economic_committee": "foreign aid committee",
    "syzran_works": "machine works, Syzran",
    "gosbank": "State Bank",
    "stavropol_sovnarkhoz": "economic council, Stavropol",
    "supreme_soviet_presidium": "seat in the Supreme Soviet",
    "presidium_candidate": "candidate member, Presidium",
    "gdr_embassy": "ambassador to East Germany",
}
WITH_ROLE = {"foreign_economic_committee": "{}, {}", "frunze_economics_institute": "{}, {}"}
# Ministries named so that they fit beside a step.
MINISTRY = {
    "power_stations_ministry": "power stations",
    "medium_machine_building_ministry": "atomic industry",
    "state_control_head": "state control",
}


def _post(organization: str, role: str, body: str) -> str:
    words = POST.get(organization, f"{role}, {body}")
    return WITH_ROLE.get(organization, "{1}").format(role, words)


def _year(text: str) -> str:
    """The year of a start: "1957", or "1957–60" where it may be any of them."""
    span = dates.parse(text)
    if span.earliest is None or span.latest is None:
        return "year unknown"
    a, b = span.earliest.year, span.latest.year
    return str(a) if a == b else f"{a}–{b % 100:02}"


def _stairs_frame() -> pd.DataFrame:
    """One row a post: the eve of the crisis, then every new post to the end of 1962."""
    who = data.losers().set_index("person_id")
    eve, new = data.before(), data.after()
    rows = []
    for row in eve.itertuples():
        held = sorted(row.offices, key=lambda o: KEY_POSTS.get(o, 2))
        words = [MINISTRY.get(o) or OFFICE.get(o) or o.replace("_", " ") for o in held]
        rows.append(
            {
                "person": row.person,
                "when": "June 1957",
                "text": f"{row.seat}; {', '.join(words)}",
                "rank": row.rank,
                "first": True,
                "voting": who.loc[row.person_id, "voting"],
                "held": "17 June 1957",
                "confidence": row.confidence,
                "sources": row.sources,
            }
        )
        for post in new[new["person_id"] == row.person_id].itertuples():
            rows.append(
                {
                    "person": row.person,
                    "when": _year(post.start),
                    "text": _post(post.organization_id, post.role_en, post.body),
                    "rank": int(post.rank),
                    "first": False,
                    "voting": True,
                    "held": spell(post.start, post.end),
                    "confidence": post.confidence,
                    "sources": post.sources,
                }
            )
    frame = pd.DataFrame(rows)
    frame["recalled"] = frame["confidence"].eq("recalled")
    frame["hover"] = [
        f"<b>{r.person}</b><br>{wrap(r.text, 44)}<br>{r.held}, rank {r.rank}"
        for r in frame.itertuples()
    ]
    return frame


@figure("posts-before-and-after")
def posts_before_and_after() -> Figure:
    """Rank of the eight before the crisis and of every post they took up after it."""
    frame = _stairs_frame()
    eve = frame[frame["first"]].set_index("person")["rank"]
    new = frame[~frame["first"]]
    last = new.groupby("person", sort=False)["rank"].last()
    came_down = bool((last < eve[last.index]).all())
    n_new = facts.get("fall_posts_after")
    title = (
        f"{'All' if came_down else 'Most of the'} {in_words(len(eve))} came down: posts of rank "
        f"{int(eve.min())} to {int(eve.max())} in June 1957, and last new ones of rank "
        f"{int(last.min())} to {int(last.max())} by the end of 1962"
    )
    table = frame.assign(recalled=frame["recalled"].map({True: "yes", False: ""}))
    return Figure(
        title=title,
        subtitle="Posts of the eight opponents, from 17 June 1957 to the end of 1962, by rank",
        caption=(
            "Each square is a post and the number in it its rank, on the book’s scale from 10 "
            "(First Secretary) to 1. The first line of a person is the highest seat and the "
            "offices of 17 June 1957; the lines under it are new posts with the year in which "
            "they began. Hollow: no vote in June 1957, or a post that is only recalled."
        ),
        alt=(
            f"Eight staircases with {n_new.value} new posts. "
            + " ".join(
                f"{surname(p)}: rank {eve[p]} in June 1957, then "
                + ", ".join(
                    f"{r.when} {r.text} (rank {r.rank})"
                    for r in new[new["person"] == p].itertuples()
                )
                + "."
                for p in eve.index
            )
        ),
        frame=table["person when text rank held confidence sources".split()],
        columns={"when": "From", "text": "Post", "confidence": "Sureness"},
        sources=sources_of(frame),
        doubt=(
            "A rank is our own coarse measure of a post, and an embassy is not twice a power "
            "station. A seat kept beside a new post is not drawn: Bulganin sat in the Presidium "
            "for months after he had lost the premiership. "
            f"{in_words(int(frame['recalled'].sum())).capitalize()} of the new posts are recalled "
            "from handbooks and were not checked. Seats in the Central Committee and pensions are "
            "left out; rival readings stand in the map and in the data."
        ),
        size="wide",
        draw=lambda layout: charts.stairs(frame, layout),
    )


# Where the words of a place stand on the map, so that they do not cover one another.
LABEL_SIDE = {
    "syzran": "below",
    "solikamsk": "above",
    "stavropol": "below",
    "asbest": "right-on",
    "berlin": "above",
    "vienna": "below",
    "ekibastuz": "below",
    "frunze": "below",
    "ust_kamenogorsk": "right",
    "ulan_bator": "under",
}


def _places() -> pd.DataFrame:
    """One row a place, the preferred posting before a rival one."""
    rows = data.postings()
    rows = rows.assign(_r=rows["reading"].eq("rival")).sort_values(["km", "_r", "start"])
    out = []
    for place_id, mine in rows.groupby("place_id", sort=False):
        best = mine.iloc[0]
        rival = bool(mine["reading"].eq("rival").all())
        recalled = bool(mine["confidence"].eq("recalled").all())
        place = str(best["place"]).split(" (", maxsplit=1)[0]
        kept = mine[mine["reading"] == best["reading"]]
        starts = [_year(s) for s in kept["start"]]
        doubt = ", rival reading" if rival else ", recalled" if recalled else ""
        out.append(
            {
                "place_id": place_id,
                "place": place,
                "now": best["name_now"],
                "person": best["person"],
                "posts": "; ".join(
                    dict.fromkeys(
                        _post(r.organization_id, r.role_en, r.body) for r in kept.itertuples()
                    )
                ),
                "km": int(best["km"]),
                "from": starts[0],
                "held": "; ".join(spell(r.start, r.end) for r in kept.itertuples()),
                "reading": best["reading"],
                "confidence": best["confidence"],
                "sources": " ".join(dict.fromkeys(" ".join(kept["sources"]).split())),
                "place_sources": best["place_sources"],
                "lat": best["lat"],
                "lon": best["lon"],
                "rival": rival,
                "recalled": recalled,
                "doubt": doubt,
            }
        )
    return pd.DataFrame(out)


@figure("postings-map")
def postings_map() -> Figure:
    """Where the eight were sent, and how far from Moscow."""
    places = _places()
    who = data.losers().set_index("name")["voting"]
    places["voting"] = places["person"].map(who)
    names = places["person"].map(surname)
    places["words"] = [
        f"<b>{place}</b> {km:,} km<br>{name}{doubt or f', {year}'}"
        for place, name, year, km, doubt in zip(
            places["place"], names, places["from"], places["km"], places["doubt"], strict=True
        )
    ]
    places["line"] = [
        f"{place}: {name}, {km:,} km{doubt}"
        for place, name, km, doubt in zip(
            places["place"], names, places["km"], places["doubt"], strict=True
        )
    ]
    places["hover"] = [
        f"<b>{r.place}</b> (now {r.now})<br>{r.person}<br>{wrap(r.posts, 44)}<br>"
        f"{wrap(r.held, 44)}<br>{r.km:,} km from Moscow{r.doubt}"
        for r in places.itertuples()
    ]
    places["place_of_label"] = places["place_id"].map(LABEL_SIDE).fillna("right")
    sure = places[~places["rival"]]
    near, far = sure.iloc[0], sure.iloc[-1]
    centre = data.moscow()
    stayed = sorted(set(data.losers()["name"]) - set(sure["person"]))
    stay = " and ".join(surname(s) for s in stayed)
    frame = places[
        "place now person posts held km reading confidence sources place_sources".split()
    ]
    return Figure(
        title=(
            f"The postings lay from {near['km']:,} to {far['km']:,} km from Moscow; "
            f"{surname(far['person'])} was sent farthest"
        ),
        subtitle="Posts away from Moscow, 1957–1962; great-circle distance, rings of 1,000 km",
        caption=(
            "The map is drawn round Moscow: distances from Moscow are true in every direction, "
            "others are not. The shaded surface is the Soviet Union. Filled squares are full "
            "members of June 1957, the hollow one is Shepilov; a dashed line and a dot in the "
            "mark mean that the post is recalled and not checked, a cross that it is the less "
            f"likely of two readings. {stay} stayed in Moscow."
        ),
        alt=(
            "Map round Moscow. "
            + " ".join(
                f"{r.place}, {r.km:,} km: {r.person}, from {getattr(r, 'from', '') or r.held}"
                f"{r.doubt}."
                for r in places.rename(columns={"from": "begin"}).itertuples()
            )
            + f" Nearest {near['place']}, farthest {far['place']}."
        ),
        frame=frame,
        columns={
            "now": "Name today",
            "posts": "Posts",
            "km": "km from Moscow",
            "confidence": "Sureness",
            "place_sources": "Coordinates from",
        },
        sources=sources_of(places),
        doubt=(
            "Distances follow from town coordinates by the haversine formula on a sphere of "
            "6,371 km and are rounded to ten; journeys were longer. The outline shows today’s "
            "outer borders of the fifteen republics. Kaganovich’s petitions of 1958 and 1959 "
            "speak for Asbest and against Solikamsk. A distance says nothing of how hard a life "
            "was, and none of these is set against the later posts of the winners, which were of "
            "another kind."
        ),
        size="wide",
        draw=lambda layout: the_fall_map.postings(places, centre, layout),
    )
