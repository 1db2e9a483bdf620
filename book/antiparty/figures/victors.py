"""Figures of the chapter on the victors: seats to 1964, the room of 1964, and the lives after."""

from __future__ import annotations

import pandas as pd

from antiparty import dates, facts
from antiparty.charts import victors as charts
from antiparty.charts.common import wrap
from antiparty.facts import victors as data
from antiparty.facts.core import in_words
from antiparty.figures import Figure, figure
from antiparty.figures.eleven_careers import sources_of, surname
from antiparty.figures.eleven_lanes import spell

WORDS = {"opponent": "against", "supporter": "with"}
END = "1964-12-31"


def _month(text: str) -> str:
    day = dates.parse(text).latest
    return f"{dates.MONTHS[day.month]} {day.year}" if day else "not known"


def _way_out(reason: str, end: str) -> str:
    """How a seat ended, in a word or two."""
    if (dates.parse(end).latest or dates.day("9999-12-31")) > dates.day(END):
        return "still seated"
    for sign, words in (
        ("died", "died"),
        ("ill", "released, ill"),
        ("not re-elected", "not re-elected"),
        ("own request", "“own request”"),
    ):
        if sign in reason.replace("will", ""):
            return f"{_month(end)}, {words}"
    return f"{_month(end)}, removed"


def _spells(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        kind=["full" if f else "candidate" for f in rows["full"]],
        recalled=rows["confidence"].eq("recalled"),
        hover=[
            f"<b>{r.person}</b><br>{'full member' if r.full else 'candidate member'}<br>"
            f"{spell(r.start, r.end)}<br>{wrap(r.end_reason, 44)}"
            for r in rows.itertuples()
        ],
    )


@figure("winners-seats")
def winners_seats() -> Figure:
    """Seats of the Presidium elected in June 1957, to the end of 1964."""
    rows = data.exits()
    spells = _spells(rows)
    people = rows[["person", "side"]].assign(
        target=rows["person_id"].eq("khrushchev"),
        words=[_way_out(r.end_reason, r.end) for r in rows.itertuples()],
        at=[min(d, dates.day(END)).isoformat() for d in rows["last"]],
        hover=[
            f"<b>{p}</b><br>elected or kept on 29 June 1957, {WORDS[s]} Khrushchev"
            for p, s in zip(rows["person"], rows["side"], strict=True)
        ],
    )
    counts = [facts.get(f"victors_seated_{d[:4]}") for d in data.ENDS]
    won, over = facts.get("victors_winners"), facts.get("victors_outlasted")
    names = [surname(n) for n in over.rows["person"]]
    ways = people.set_index("person")["words"]
    frame = spells.assign(
        side=spells["side"].map(WORDS),
        seat=[spell(r.start, r.end) for r in spells.itertuples()],
        end=list(people["words"]),
    )
    return Figure(
        title=(
            f"Of the {won.text} winners, {counts[0].text} still sat at the end of 1958, "
            f"{counts[1].text} at the end of 1961 and {counts[2].text} at the end of 1964"
        ),
        subtitle="Full members elected on 29 June 1957: their seats to the end of 1964",
        caption=(
            "Blue lanes with a circle are winners, red ones with a square are Bulganin and "
            "Voroshilov, who had stood against Khrushchev and kept their seats. The double ring is "
            "Khrushchev. The words say when and how a seat ended; the order is that of the exits."
        ),
        alt=(
            f"{len(rows)} lanes. "
            + " ".join(f"{p}: {ways[p]}." for p in rows["person"])
            + f" Voroshilov outlasted {', '.join(names)}."
        ),
        frame=frame["person side seat end end_reason confidence sources".split()],
        columns={"end": "Until", "end_reason": "How it ended", "confidence": "Sureness"},
        sources=sources_of(rows),
        doubt=(
            "One death and one illness are among the exits, so a lost seat is not always a fall. "
            "Handbooks end the seats of October 1961 on the 17th or the 31st; the chart takes the "
            "31st. Belyaev’s exit on 4 May 1960 is told by books, and his sanction row is recalled."
        ),
        size="wide",
        draw=lambda layout: charts.lanes(
            people,
            spells,
            layout,
            first="1957-01-01",
            last="1965-01-01",
            room="1967-07-01",
            ticks={"wide": range(1958, 1966), "narrow": (1958, 1960, 1962, 1964)},
            gutter="1956-05-01",
            lines={},
        ),
    )


SEAT_WORDS = {"full": "full member", "candidate": "candidate", "none": "no seat"}


@figure("room-of-1964")
def room_of_1964() -> Figure:
    """The full members of October 1964 and the seats they had held since 1957."""
    room = data.room_of_1964()
    rows = data.seats_of(list(room["person_id"]))
    first = rows.groupby("person_id")["first"].min()
    room = room.assign(_f=room["person_id"].map(first)).sort_values(["_f", "person"])
    spells = _spells(rows)
    people = room.assign(
        side=["supporter" if s != "none" else "bystander" for s in room["seat_1957"]],
        words=[
            f"{SEAT_WORDS[r.seat_1957]} in 1957" + ("; ill" if r.ill else "")
            for r in room.itertuples()
        ],
        at="1965-01-01",
        hover=[
            f"<b>{r.person}</b><br>after the plenum of June 1957: {SEAT_WORDS[r.seat_1957]}"
            for r in room.itertuples()
        ],
    )
    nine, six = facts.get("victors_removers"), facts.get("victors_removers_1957")
    frame = people.assign(
        seat_1957=people["seat_1957"].map(SEAT_WORDS),
        part=[
            "removed" if r.target else "ill, did not take part" if r.ill else "removed him"
            for r in people.itertuples()
        ],
    )
    told = [f"{r.person}: {r.words}." for r in people.itertuples()]
    return Figure(
        title=(
            f"{six.text.capitalize()} of the {nine.text} full members who removed Khrushchev had "
            "won or kept seats in June 1957"
        ),
        subtitle="Seats of the full members of 13 October 1964, since 1952",
        caption=(
            "Thick bars are full seats, thin ones candidate seats. Circles held a seat after the "
            "plenum of June 1957, diamonds did not. The double ring is Khrushchev. The dotted line "
            "is 13 October 1964."
        ),
        alt=f"{len(people)} lanes. " + " ".join(told),
        frame=frame["person seat_1957 part confidence sources".split()],
        columns={
            "seat_1957": "Seat after June 1957",
            "part": "In October 1964",
            "confidence": "Sureness",
        },
        sources=sources_of(rows),
        doubt=(
            "That all full members spoke for release is read in retellings of the notes of the "
            "meeting, not in the notes. Kozlov is left out of the count, since a stroke had ended "
            "his part in politics in 1963. Candidates and secretaries took part as well and are "
            "not drawn."
        ),
        size="wide",
        draw=lambda layout: charts.lanes(
            people,
            spells,
            layout,
            first="1952-10-01",
            last="1965-01-01",
            room="1968-01-01",
            ticks={"wide": (1953, 1955, 1957, 1959, 1961, 1963), "narrow": (1953, 1957, 1961)},
            gutter="1951-10-01",
            lines={data.REMOVAL: "13 October 1964"},
        ),
    )


@figure("lives-after-june")
def lives_after_june() -> Figure:
    """How long winners and losers sat and lived after June 1957."""
    lives = data.lives()
    seats = _spells(data.seats_of(list(lives["person_id"])))
    seats = seats[[d > dates.day("1957-06-29") for d in seats["last"]]]
    life = pd.DataFrame(
        {
            "person": lives["person"],
            "kind": "life",
            "start": "1957-06-29",
            "end": lives["death"],
            "recalled": False,
            "hover": [
                f"<b>{r.person}</b><br>died {dates.label(r.death)}" for r in lives.itertuples()
            ],
        }
    )
    people = lives.assign(
        target=False,
        words=[
            f"{r.died.year}" + (", in his seat" if r.in_seat else "") for r in lives.itertuples()
        ],
        at=[d.isoformat() for d in lives["died"]],
        hover=list(life["hover"]),
    )
    outlived, won = facts.get("victors_outlived"), facts.get("victors_winners")
    named = lives[lives["named"]]
    everyone = outlived.value == won.value
    last = lives.query("winner").iloc[-1]
    frame = lives.assign(
        side=lives["side"].map(WORDS),
        named=lives["named"].map({True: "yes", False: ""}),
        in_seat=lives["in_seat"].map({True: "yes", False: ""}),
        birth=[dates.label(d) for d in lives["birth"]],
        death=[dates.label(d) for d in lives["death"]],
    )
    return Figure(
        title=(
            f"The {in_words(len(named))} condemned by name outlived every one of the {won.text} "
            "winners"
            if everyone
            else f"The {in_words(len(named))} condemned by name outlived {outlived.text} of the "
            f"{won.text} winners"
        ),
        subtitle="Winners and losers of June 1957: seats in Presidium or Politburo, and lives",
        caption=(
            "The thin line runs to the year of death, thick bars are full seats, thinner ones "
            "candidate seats. Blue circles are winners, red squares opponents; the order is that "
            "of the deaths."
        ),
        alt=(
            f"{len(lives)} lanes from June 1957. "
            + " ".join(
                f"{surname(r.person)}, {WORDS[r.side]}: {r.words}." for r in people.itertuples()
            )
            + f" The last winner to die was {last['person']}."
        ),
        frame=frame["person side named birth death in_seat confidence sources".split()],
        columns={
            "named": "Condemned by name",
            "in_seat": "Died in a full seat",
            "confidence": "Sureness",
        },
        sources=sources_of(lives),
        doubt=(
            "No cause follows from this: the people differ in age, and illness and one street "
            "accident decide such an order. Other posts than the seats drawn went on."
        ),
        size="wide",
        draw=lambda layout: charts.lanes(
            people,
            pd.concat([seats, life], ignore_index=True),
            layout,
            first="1957-06-29",
            last="1996-01-01",
            room="2000-01-01",
            ticks={"wide": (1960, 1970, 1980, 1990), "narrow": (1960, 1970, 1980, 1990)},
            gutter="1955-08-01",
            lines={},
        ),
    )
