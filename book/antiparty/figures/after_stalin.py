"""Figures of the chapter on the table after Stalin: seat lanes; before or after March 1953."""

from __future__ import annotations

import pandas as pd

from antiparty import dates, facts, tables, theme
from antiparty.charts import after_stalin as charts
from antiparty.facts import after_stalin as data
from antiparty.facts.core import in_words
from antiparty.figures import Figure, figure
from antiparty.figures.eleven_careers import sources_of, surname

SEAT_WORDS = {"presidium_full": "full member", "presidium_candidate": "candidate member"}
# The first words of an end_reason -> how someone left, as the chart says it.
EXIT = {
    "arrested": "arrested",
    "died": "died",
    "dropped": "cut",
    "not re-elected": "not re-elected",
    "removed": "removed",
    "released": "released",
}
KEPT_AT = "1964-11-20"  # where the mark of a kept seat stands, beyond the last day
# Side in June 1957 in the words of this chapter, which looks at other years too.
SIDES = {
    "opponent": "against Khrushchev",
    "supporter": "with Khrushchev",
    "bystander": "no side known",
    "not_in_office": "not in office",
}


def exit_kind(reason: str) -> str:
    """How a seat ended, in one or two words. Raises ValueError for a phrase it does not know."""
    for start, word in EXIT.items():
        if reason.startswith(start):
            return word
    raise ValueError(f"no word for the end of a seat by {reason!r}; add it to EXIT")


def join(words: list[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _group(entry: str) -> str:
    if entry <= data.FIRST:
        return f"In Stalin’s large Presidium, {dates.label(entry)}"
    if entry <= data.AFTER:
        return f"Joined on {dates.label(entry)}"
    return "Joined later"


def lane_frames() -> tuple[pd.DataFrame, pd.DataFrame]:
    """People and spells as charts.after_stalin.seat_lanes wants them."""
    rows = data.seat_spells()
    rows["seat"] = rows["organization_id"].map({b: w.split()[0] for b, w in SEAT_WORDS.items()})
    rows["reason"] = rows["end_reason"]
    rows["mark"] = rows["side"].replace({"not_in_office": "bystander"})
    spells = rows.assign(
        person=rows["name"],
        half=["bottom" if r == "rival" else "" for r in rows["reading"]],
        hover=[
            f"<b>{r.name}</b><br>{SEAT_WORDS[r.organization_id]}<br>"
            f"{dates.label(r.start)} to {dates.label(r.end)}<br>{r.reason}"
            for r in rows.rename(columns={"name": "person"})
            .assign(name=rows["name"])
            .itertuples(index=False)
        ],
        end_label=[dates.label(d) for d in rows["end"]],
        start_label=[dates.label(d) for d in rows["start"]],
        start=[max(charts.clip(d, data.LAST), data.FIRST) for d in rows["start"]],
        end=[charts.clip(d, data.LAST) for d in rows["end"]],
    )
    held = rows[rows["reading"] == "preferred"]
    people = []
    for name, mine in held.groupby("name", sort=False):
        full = mine[mine["organization_id"] == data.FULL]
        last = mine.sort_values("end").iloc[-1]
        stays = last["end"] > data.LAST
        kind = "still there" if stays else exit_kind(last["end_reason"])
        words = kind if stays else f"{kind} {last['end'][:4]}"
        people.append(
            {
                "person": name,
                "short": surname(str(name)),
                "mark": last["mark"],
                "side_words": SIDES[last["side"]],
                "group": _group(full["start"].min()),
                "exit": kind,
                "exit_day": KEPT_AT if stays else charts.clip(last["end"], data.LAST),
                "exit_words": words,
                "exit_hover": f"{name}: {words}",
            }
        )
    return pd.DataFrame(people), spells


@figure("seat-lanes")
def seat_lanes() -> Figure:
    """Every full member of the Presidium from October 1952 to October 1964."""
    people, spells = lane_frames()
    every, through = facts.get("full_members_1952_1964"), data.sat_through()
    names = join([surname(n) for n in through["name"]]) if len(through) else "nobody"
    gone = people[people["exit"] != "still there"]
    counts = gone["exit"].value_counts()
    frame = spells.assign(seat=spells["organization_id"].map(SEAT_WORDS)).merge(
        people[["person", "side_words"]], on="person"
    )
    frame = frame.assign(
        until=frame["end_label"],
        since=frame["start_label"],
        left=frame["reason"],
        side=frame["side_words"],
    )
    cut = facts.get("march_dropped")
    told = [f"{r.short}: {r.exit_words}" for r in people.itertuples()]
    return Figure(
        title=(
            f"Of the {every.value} people who held a full seat between October 1952 and October "
            f"1964, only {names} sat there from the first day to the last"
        ),
        subtitle=(
            "Seats in the Presidium from Stalin’s last Central Committee to the day of "
            "Khrushchev’s removal, one lane a person, in order of entry"
        ),
        caption=(
            "Thick bars are full seats, thin hollow ones candidate seats without a vote. The mark "
            "beside a name is the side in June 1957: square against Khrushchev, circle with him, "
            "diamond no side known or not in office. At the end of a lane a cross is a removal, an "
            "upright stroke a seat not renewed, a plus a death, a triangle a seat kept. Dotted "
            "outlines are rival readings."
        ),
        alt=(
            f"{len(people)} lanes from {dates.label(data.FIRST)} to {dates.label(data.LAST)}. "
            f"{cut.text.capitalize()} full members and Stalin leave on 5 March 1953. "
            f"Last exits: {', '.join(f'{n} {k}' for k, n in counts.items())}; "
            f"{len(people) - len(gone)} still there. " + "; ".join(told) + "."
        ),
        frame=frame[
            ["person", "seat", "since", "until", "left", "side", "reading", "confidence", "sources"]
        ],
        columns={
            "since": "From",
            "left": "How it ended",
            "side": "Side in June 1957",
            "confidence": "Sureness",
        },
        sources=sources_of(spells),
        doubt=(
            "Handbooks differ by days on the cut of March 1953 (5 or 6), on Beria’s end (arrest "
            "on 26 June, plenum on 7 July) and on the congress of October 1961 (opening or "
            "election); at this scale it does not show. Two editions of an encyclopaedia make "
            "Ignatov a candidate from 1956 or from June 1957; broadcasts of the time have him a "
            "full member."
        ),
        size="wide",
        draw=lambda layout: charts.seat_lanes(people, spells, layout),
    )


def eleven_frame() -> pd.DataFrame:
    """The eleven as charts.after_stalin.before_or_after wants them, opponents first."""
    rows = data.from_table()
    old, new = rows[rows["old"]], rows[~rows["old"]]
    heads = {
        True: f"At the table since the night of 5 March 1953: {in_words(len(old))}",
        False: f"Came later: {in_words(len(new))}",
    }
    rows = rows.assign(
        person=rows["name"],
        short=rows["name"].map(surname),
        target=rows["person_id"] == "khrushchev",
        since=[dates.label(d) for d in rows["start"]],
        head=rows["old"].map(heads),
    )
    rows["hover"] = [
        f"{r.person}, {theme.SIDE_WORDS[r.side]}; seat held since {r.since}"
        for r in rows.itertuples()
    ]
    return rows.sort_values(["old", "side", "short"], ascending=[False, True, True])


@figure("before-or-after-march-1953")
def before_or_after() -> Figure:
    """The eleven of June 1957 by whether they came from the table of March 1953."""
    rows = eleven_frame()
    left, against = facts.get("left_of_march_table"), facts.get("old_table_against")
    new = facts.get("newcomers_of_1955")
    turned = int((new.rows["side"] == "opponent").sum())
    rest = (
        "neither newcomer did"
        if (new.value, turned) == (2, 0)
        else f"of the {new.text} newcomers {in_words(turned)} did"
    )
    names = rows.groupby(["old", "side"])["short"].apply(lambda s: join(list(s)))
    draws = facts.get("draws_that_spare_newcomers").text
    earlier = tables.read("memberships").query(
        "organization_id == 'presidium_full' and start == @data.FIRST and reading == 'preferred'"
    )
    back = [
        n
        for p, n in zip(new.rows["person_id"], new.rows["name"], strict=True)
        if p in set(earlier["person_id"])
    ]
    note = (
        f" {join([surname(n) for n in back])} had held a full seat before, in Stalin’s large "
        "Presidium from October 1952 to March 1953."
        if back
        else ""
    )
    return Figure(
        title=(
            f"Of the {left.text} left in June 1957 from the table of March 1953, {against.text} "
            f"turned against Khrushchev; {rest}"
        ),
        subtitle=(
            "The full members of 18 June 1957 by when their seat began and by their side, as "
            "later accounts give it"
        ),
        caption=(
            "Squares stood against Khrushchev, circles with him; the double ring is Khrushchev "
            "himself."
        ),
        alt=(
            f"{left.text.capitalize()} of the {len(rows)} sat at the table since 5 March 1953. "
            + " ".join(
                f"{'From that table' if old else 'Came later'}, {theme.SIDE_WORDS[side]}: {who}."
                for (old, side), who in names.sort_index(ascending=[False, True]).items()
            )
        ),
        frame=rows[["person", "old", "since", "side", "confidence", "sources"]].assign(
            old=rows["old"].map({True: "yes", False: "no"}),
            side=rows["side"].map(theme.SIDE_WORDS),
        ),
        columns={
            "old": "At the table in March 1953",
            "since": "Full member since",
            "confidence": "Sureness",
        },
        sources=sources_of(rows),
        doubt=(
            "Found after the fact, in a group of eleven. If seven names were drawn by lot, both "
            f"newcomers would be left out in {draws} draws." + note + " Who counts as a "
            "newcomer rests on the line drawn in March 1953."
        ),
        draw=lambda layout: charts.before_or_after(rows, layout),
    )
