"""The Kremlin on any turning day, 1952 to 1964: who sat in which body."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from antiparty import dates, facts, tables
from antiparty.charts import after_stalin_day as charts
from antiparty.facts import after_stalin as data
from antiparty.facts.core import in_words
from antiparty.figures import Figure, after_stalin_widget, figure
from antiparty.figures.after_stalin import SIDES, join
from antiparty.figures.eleven_careers import sources_of, surname

# Turning day -> the event whose name stands over it; a day without one says what changed.
EVENTS = {
    "1953-03-05": "e1953_03_05_session",
    "1953-03-14": "e1953_03_14_malenkov_secretary",
    "1953-07-07": "e1953_07_02_plenum_beria",
    "1953-09-07": "e1953_09_07_first_secretary",
    "1955-02-08": "e1955_02_08_premier",
    "1955-07-12": "e1955_07_04_plenum",
    "1956-02-27": "e1956_02_27_presidium",
    "1957-02-14": "e1957_02_13_plenum",
    "1957-06-29": "e1957_06_29_presidium",
    "1957-12-17": "e1957_12_17_plenum",
    "1958-03-27": "e1958_03_27_premier",
    "1960-05-04": "e1960_05_04_plenum",
    "1961-10-31": "e1961_10_31_central_committee",
    "1962-11-23": "e1962_11_19_plenum",
    "1964-10-14": "e1964_10_13_removal",
}
WORDS = {
    data.FIRST: "Stalin’s large Presidium is elected",
    data.JUNE: "The day on which the crisis opens",
}
SIDE_ORDER = {"opponent": 0, "supporter": 1, "bystander": 2, "not_in_office": 2}
BODY_WORDS = {
    "presidium_full": "full members",
    "presidium_candidate": "candidates",
    "secretariat": "secretaries",
}
ROLE_WORDS = {  # heading of a role in the column of the government
    "premier": "Premier",
    "first deputy premier": "First deputy premiers",
    "head of state": "Head of state",
}


def drawn(day: str) -> pd.DataFrame:
    """The rows of a day as the chart wants them, in drawing order, without what left."""
    rows = data.on_day(day)
    state = rows["body"].isin(data.GOVERNMENT)
    order = {role: n for n, role in enumerate(data.GOVERNMENT.values())}
    rows = rows.assign(
        post=rows["body"],
        _role=[order.get(r, -1) for r in rows["role"]],
        _side=rows["side"].map(SIDE_ORDER),
        body=rows["body"].where(~state, "government"),
        short=rows["name"].map(surname),
        target=rows["person_id"] == "khrushchev",
    )
    rows.loc[state, "_role"] = rows.loc[state, "_role"] + 1
    rows.loc[~state, "_role"] = 0
    rows["_body"] = rows["body"].map({body: n for n, body in enumerate(charts.HEADS)})
    return rows.sort_values(["_body", "_role", "_side", "short"], ignore_index=True)


def steps() -> Iterator[tuple[str, pd.DataFrame, dict[str, list[str]]]]:
    """Every turning day with its rows (`new` since the day before in the list) and who left."""
    before: pd.DataFrame | None = None
    for day in data.turning_days():
        rows = drawn(day)
        held = set() if before is None else set(zip(before["post"], before["name"], strict=True))
        pairs = list(zip(rows["post"], rows["name"], strict=True))
        rows["new"] = [before is not None and pair not in held for pair in pairs]
        gone = {} if before is None else _gone(day, before, rows)
        rows["hover"] = [_hover(r, new=r.new) for r in rows.itertuples()]
        shown = rows.assign(
            role=rows["role"].replace(ROLE_WORDS),
            mark=rows["side"].replace({"not_in_office": "bystander"}),
        )
        yield day, shown, gone
        before = rows


def _hover(row: object, *, new: bool) -> str:
    what = getattr(row, "role", "") or BODY_WORDS.get(str(getattr(row, "post", "")), "")[:-1]
    what = {"secretarie": "secretary"}.get(what, what)
    seat = "with a full seat" if getattr(row, "vote", False) else "without a full seat"
    side = SIDES[str(getattr(row, "side", ""))]
    return (
        f"<b>{getattr(row, 'name', '')}</b><br>{what}, {seat}<br>"
        f"since {dates.label(str(getattr(row, 'start', '')))}{', new' if new else ''}<br>"
        f"June 1957: {side}"
    )


def _gone(day: str, before: pd.DataFrame, now: pd.DataFrame) -> dict[str, list[str]]:
    """Sentences on those who left each body of the party since the day before in the list."""
    people = tables.read("people").set_index("name_en")["death"]
    full, waiting = (set(now.loc[now["post"] == b, "name"]) for b in data.BODIES[:2])
    out: dict[str, list[str]] = {}
    for body in data.BODIES:
        stay = set(now.loc[now["post"] == body, "name"])
        left = [n for n in before.loc[before["post"] == body, "name"] if n not in stay]
        up = [surname(n) for n in left if body == "presidium_candidate" and n in full]
        down = [surname(n) for n in left if body == "presidium_full" and n in waiting]
        died = [surname(n) for n in left if people[n] and people[n] <= day]
        rest = [surname(n) for n in left if surname(n) not in {*up, *down, *died}]
        parts = (("Moved up", up), ("Down to candidate", down), ("Died", died), ("Out", rest))
        out[body] = [f"{words}: {', '.join(sorted(who))}" for words, who in parts if who]
    return out


def _head(day: str, rows: pd.DataFrame) -> tuple[str, str]:
    events = tables.read("events").set_index("event_id")["name"]
    event = WORDS.get(day) or (str(events[EVENTS[day]]) if day in EVENTS else "The top changes")
    counts = [f"{(rows['post'] == body).sum()} {words}" for body, words in BODY_WORDS.items()]
    both = len(data.secretaries_at_table(day))
    verb = "full member is also a secretary" if both == 1 else "full members are also secretaries"
    return event, f"{', '.join(counts)}; {in_words(both)} {verb}"


@figure("kremlin-on-a-day")
def kremlin_on_a_day() -> Figure:
    """Presidium, Secretariat and government on the turning days of 1952 to 1964."""
    days = list(steps())
    states = {day: (rows, gone, _head(day, rows)) for day, rows, gone in days}
    joined, waited = facts.get("joined_since_stalin"), facts.get("joined_from_waiting")
    tall, columns = {}, {}
    for layout in ("wide", "narrow"):
        found = {d: charts.lines(rows, gone, layout) for d, (rows, gone, _) in states.items()}
        columns[layout] = found
        tall[layout] = max(charts.height(c, layout) for c in found.values())
    frame = pd.concat(
        [rows.assign(day=dates.label(day)) for day, (rows, _, _) in states.items()],
        ignore_index=True,
    )
    frame = frame.assign(
        post=[
            BODY_WORDS.get(p, data.GOVERNMENT.get(p, p))
            + (f", {r}" if p == data.SECRETARY and r else "")
            for p, r in zip(frame["post"], frame["role"], strict=True)
        ],
        new=frame["new"].map({True: "yes", False: ""}),
        side=frame["side"].map(SIDES),
    )
    compact = (
        frame.groupby(["day", "post"], sort=False)["name"]
        .apply(lambda s: ", ".join(s.map(surname)))
        .reset_index(name="people")
    )
    fresh = frame[frame["new"] == "yes"].groupby(["day", "post"], sort=False)["name"]
    newly = fresh.apply(lambda s: ", ".join(s.map(surname))).reset_index(name="new_since")
    compact = compact.merge(newly, on=["day", "post"], how="left").fillna("")
    return Figure(
        title=(
            f"{waited.text.capitalize()} of the {joined.text} who joined the table after Stalin’s "
            "death had waited beside it, as candidates or secretaries"
        ),
        subtitle=(
            "Presidium, Secretariat and heads of the government, October 1952 to 1964; pictures "
            "and table for the days when the top changed"
        ),
        caption=(
            "Choose a day. Squares stood against Khrushchev in June 1957, circles with him; "
            "diamonds had no known side or were not in office then. Filled marks had a full seat "
            "that day, hollow ones had no vote. Bold names are new in that body, in the pictures "
            "since the day before in the list, in the live figure since the last change. The live "
            "figure takes any day up to 31 December 1964 and adds the ties among those at the "
            "table: solid lines are friendly, dashed red ones hostile, dotted ones recalled and "
            "not checked. Choose a name or a tie for dates and sources."
        ),
        alt={day: _told(day, rows, head) for day, (rows, _, head) in states.items()},
        frame=compact,
        columns={"post": "Body", "new_since": "New since the day before in the list"},
        sources=sources_of(frame, most=8),
        doubt=(
            "The pictures and the table show the days on which at least three people gained or "
            "lost a seat, or the premier or First Secretary changed, with 14 February and 18 June "
            "1957. Shvernik gave up the headship of state on 15 March 1953, Khrushchev the "
            "premiership on 15 October 1964; a day shows the state of that day. Several seats in "
            "the Secretariat after 1961 are known from handbooks of which we have not read the "
            "pages."
        ),
        stepper="The Kremlin on",
        start=data.NIGHT,
        size="wide",
        widget="kremlin",
        extra=after_stalin_widget.payload,
        draw=lambda layout: {
            (day, dates.label(day)): charts.day(columns[layout][day], head, layout, tall[layout])
            for day, (_, _, head) in states.items()
        },
    )


def _told(day: str, rows: pd.DataFrame, head: tuple[str, str]) -> str:
    parts = []
    for body, words in BODY_WORDS.items():
        mine = rows[rows["post"] == body]
        parts.append(f"{words}: {', '.join(mine['short'])}.")
    for post, word in data.GOVERNMENT.items():
        mine = rows[rows["post"] == post]
        if len(mine):
            many = "s" if len(mine) > 1 else ""
            parts.append(f"{word}{many}: {join(list(mine['short']))}.")
    said = " ".join(p[:1].upper() + p[1:] for p in parts)
    return f"{dates.label(day)}. {head[0]}. {head[1]}. {said}"
