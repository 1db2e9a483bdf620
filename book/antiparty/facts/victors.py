"""Facts of the chapter on the victors: who kept the seats of June 1957, and who was left in 1964.

The *winners* are the full members elected on 29 June 1957 whose side is not coded as opponent.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from antiparty import asof, dates, tables
from antiparty.facts.core import fact
from antiparty.facts.eleven_careers import SEATS

ELECTED, REMOVAL = "1957-06-29", "1964-10-13"
FULL = "presidium_full"
ENDS = ("1958-12-31", "1961-12-31", "1964-12-31")


def presidium() -> pd.DataFrame:
    """The full members elected on 29 June 1957: person_id, name, side, birth, death, winner."""
    people = tables.read("people")
    seated = asof.seats(ELECTED, FULL)["person_id"]
    rows = people[people["person_id"].isin(seated)]
    rows = rows.assign(
        name=rows["name_en"],
        side=rows["side_june_1957"],
        winner=rows["side_june_1957"] != "opponent",
    )
    columns = ["person_id", "name", "side", "winner", "birth", "death", "sources", "confidence"]
    return rows[columns].sort_values("name", ignore_index=True)


def winners() -> pd.DataFrame:
    """The winners among them."""
    return presidium().query("winner").reset_index(drop=True)


@tables.remembered
def spells(bodies: tuple[str, ...] = (FULL,)) -> pd.DataFrame:
    """Seats in `bodies`, preferred readings, with first and last possible days as dates."""
    rows = asof.memberships()
    rows = rows[rows["organization_id"].isin(bodies)]
    people = tables.read("people").set_index("person_id")
    rows = rows.assign(
        person=rows["person_id"].map(people["name_en"]),
        full=rows["organization_id"].isin(asof.FULL_MEMBERS),
        first=[dates.parse(d).earliest or date.min for d in rows["start"]],
        last=[dates.parse(d).latest or date.max for d in rows["end"]],
    )
    return rows.sort_values(["person", "first"], ignore_index=True)


@tables.remembered
def exits() -> pd.DataFrame:
    """The seat of June 1957 of each of the fifteen: the spell that held on that day."""
    held = asof.seats(ELECTED, FULL)["membership_id"]
    rows = spells()
    rows = rows[rows["membership_id"].isin(held)]
    side = presidium().set_index("person_id")["side"]
    rows = rows.assign(side=rows["person_id"].map(side))
    return rows.sort_values(["last", "person"], ignore_index=True)


def seated(day: str) -> pd.DataFrame:
    """Winners who sat as full members of the Presidium on `day`: rows of memberships.csv."""
    rows = asof.seats(day)
    rows = rows[rows["organization_id"].isin(asof.FULL_MEMBERS)]
    return rows[rows["person_id"].isin(winners()["person_id"])].reset_index(drop=True)


@tables.remembered
def room_of_1964() -> pd.DataFrame:
    """Full members of the Presidium on 13 October 1964, before the vote of the plenum.

    Columns person_id, person, seat_1957 ("full" | "candidate" | "none" after the plenum of June
    1957), target (bool), ill (bool), sources, confidence.
    """
    rows = asof.seats(REMOVAL, FULL)
    full = set(asof.seats(ELECTED, FULL)["person_id"])
    candidates = set(asof.seats(ELECTED, "presidium_candidate")["person_id"])
    sick = tables.read("sanctions").query("kind == 'illness'")
    sick = {p for p, d in zip(sick["person_id"], sick["date"], strict=True) if d < REMOVAL}
    people = tables.read("people").set_index("person_id")["name_en"]
    removed = tables.read("participants")
    removed = removed[
        (removed["event_id"] == "e1964_10_13_removal") & (removed["role"] == "target")
    ]
    return pd.DataFrame(
        {
            "person_id": rows["person_id"],
            "person": rows["person_id"].map(people),
            "seat_1957": [
                "full" if p in full else "candidate" if p in candidates else "none"
                for p in rows["person_id"]
            ],
            "target": rows["person_id"].isin(removed["person_id"]),
            "ill": rows["person_id"].isin(sick),
            "sources": rows["sources"],
            "confidence": rows["confidence"],
        }
    )


def removers() -> pd.DataFrame:
    """Full members of 13 October 1964 without Khrushchev and without those too ill to take part."""
    return room_of_1964().query("not target and not ill").reset_index(drop=True)


def lives() -> pd.DataFrame:
    """The winners and the opponents of June 1957 with year of death and seats until the end.

    Columns person_id, person, side, winner, named (condemned in 1957), birth, death, in_seat (held
    a full seat on the day before death), sources, confidence; by day of death.
    """
    people = tables.read("people")
    won = set(winners()["person_id"])
    rows = people[people["person_id"].isin(won) | people["side_june_1957"].eq("opponent")]
    seats = spells(asof.FULL_MEMBERS).groupby("person_id")["last"].max()
    points = tables.read("decree").query("point == 'Condemnation'")["point_id"]
    named = tables.read("decree_people")
    named = set(named[named["point_id"].isin(points)]["person_id"])
    ends = [dates.parse(d).earliest or date.max for d in rows["death"]]
    rows = rows.assign(
        person=rows["name_en"],
        side=rows["side_june_1957"],
        winner=rows["person_id"].isin(won),
        named=rows["person_id"].isin(named),
        died=ends,
        in_seat=[
            bool(p in seats.index and seats[p] >= d)
            for p, d in zip(rows["person_id"], ends, strict=True)
        ],
    )
    columns = ["person_id", "person", "side", "winner", "named", "birth", "death", "died"]
    rows = rows[[*columns, "in_seat", "sources", "confidence"]]
    return rows.sort_values(["died", "person"], ignore_index=True)


def seats_of(people: list[str]) -> pd.DataFrame:
    """Full and candidate seats of these people, in order."""
    rows = spells(SEATS)
    return rows[rows["person_id"].isin(people)].reset_index(drop=True)


@fact
def victors_elected() -> tuple[int, pd.DataFrame]:
    """Full members of the Presidium elected on 29 June 1957."""
    rows = presidium()
    return len(rows), rows


@fact
def victors_winners() -> tuple[int, pd.DataFrame]:
    """Those of them who had not stood against Khrushchev."""
    rows = winners()
    return len(rows), rows


@fact
def victors_new_full() -> tuple[int, pd.DataFrame]:
    """Winners who became full members only on 29 June 1957."""
    rows = exits()
    rows = rows[(rows["start"] == ELECTED) & (rows["side"] != "opponent")]
    return len(rows), rows


@fact
def victors_seated_1958() -> tuple[int, pd.DataFrame]:
    """Winners who were full members on 31 December 1958."""
    rows = seated(ENDS[0])
    return int(rows["person_id"].nunique()), rows


@fact
def victors_seated_1961() -> tuple[int, pd.DataFrame]:
    """Winners who were full members on 31 December 1961."""
    rows = seated(ENDS[1])
    return int(rows["person_id"].nunique()), rows


@fact
def victors_seated_1964() -> tuple[int, pd.DataFrame]:
    """Winners who were full members on 31 December 1964."""
    rows = seated(ENDS[2])
    return int(rows["person_id"].nunique()), rows


@fact
def victors_gone() -> tuple[int, pd.DataFrame]:
    """Winners whose seat of June 1957 had ended by 31 December 1964."""
    rows = exits().query("side != 'opponent'")
    rows = rows[[d <= dates.day(ENDS[2]) for d in rows["last"]]]
    return len(rows), rows


@fact
def victors_kept() -> tuple[int, pd.DataFrame]:
    """Full members elected on 29 June 1957 who had stood against Khrushchev and were kept."""
    rows = presidium().query("not winner")
    return len(rows), rows


def _otherwise() -> pd.DataFrame:
    """Winners gone by 31 December 1964 through death in the seat or a recorded illness: how."""
    _, gone = victors_gone()
    ended = dict(zip(gone["person_id"], gone["last"], strict=True))
    people = tables.read("people")
    died = {
        p
        for p, d in zip(people["person_id"], people["death"], strict=True)
        if p in ended and (dates.parse(d).earliest or date.max) <= ended[p]
    }
    sick = set(tables.read("sanctions").query("kind == 'illness'")["person_id"]) & set(ended)
    how = dict.fromkeys(sick, "illness") | dict.fromkeys(died, "death")
    rows = gone[gone["person_id"].isin(how)]
    return rows.assign(how=rows["person_id"].map(how))


@fact
def victors_gone_died() -> tuple[int, pd.DataFrame]:
    """Winners gone by 31 December 1964 because they died in the seat."""
    rows = _otherwise().query("how == 'death'")
    return len(rows), rows


@fact
def victors_gone_ill() -> tuple[int, pd.DataFrame]:
    """Winners gone by 31 December 1964 whose illness is recorded as the end of their work."""
    rows = _otherwise().query("how == 'illness'")
    return len(rows), rows


@fact
def victors_gone_otherwise() -> tuple[int, pd.DataFrame]:
    """Winners gone by 31 December 1964 by death in the seat or by illness."""
    rows = _otherwise()
    return len(rows), rows


@fact
def victors_new_gone_1961() -> tuple[int, pd.DataFrame]:
    """Winners made full members on 29 June 1957 whose seat ended by 31 October 1961."""
    rows = exits()
    rows = rows[(rows["start"] == ELECTED) & (rows["side"] != "opponent")]
    rows = rows[[d <= date(1961, 10, 31) for d in rows["last"]]]
    return len(rows), rows


@fact
def victors_outlasted() -> tuple[int, pd.DataFrame]:
    """Winners whose seat of June 1957 ended before Voroshilov's."""
    rows = exits()
    end = rows.set_index("person_id").loc["voroshilov", "last"]
    rows = rows[rows["side"].ne("opponent") & rows["last"].map(lambda d: d < end)]
    return len(rows), rows


@fact
def victors_room() -> tuple[int, pd.DataFrame]:
    """Full members of the Presidium on 13 October 1964, Khrushchev included."""
    rows = room_of_1964()
    return len(rows), rows


@fact
def victors_removers() -> tuple[int, pd.DataFrame]:
    """Full members of 13 October 1964 without Khrushchev and without Kozlov, who was ill."""
    rows = removers()
    return len(rows), rows


@fact
def victors_removers_1957() -> tuple[int, pd.DataFrame]:
    """Those of them who won or kept a full or candidate seat on 29 June 1957."""
    rows = removers().query("seat_1957 != 'none'")
    return len(rows), rows


@fact
def victors_died_in_seat() -> tuple[int, pd.DataFrame]:
    """Winners who held a full seat in Presidium or Politburo when they died."""
    rows = lives().query("winner and in_seat")
    return len(rows), rows


@fact
def victors_outlived() -> tuple[int, pd.DataFrame]:
    """Winners who died before the first of those condemned by name in June 1957 did."""
    rows = lives()
    first = rows.query("named")["died"].min()
    rows = rows[rows["winner"] & rows["died"].map(lambda d: d < first)]
    return len(rows), rows


@fact
def victors_expelled() -> tuple[int, pd.DataFrame]:
    """Winners with an expulsion from the party in sanctions.csv; if none, rows of all winners."""
    rows = tables.read("sanctions")
    rows = rows[rows["kind"].eq("expelled") & rows["person_id"].isin(winners()["person_id"])]
    return int(rows["person_id"].nunique()), rows if len(rows) else winners()


@fact
def victors_months_zhukov() -> tuple[int, pd.DataFrame]:
    """Calendar months that Zhukov held the full seat that he won on 29 June 1957."""
    rows = exits().query("person_id == 'zhukov'")
    end = rows["last"].iloc[0]
    return (end.year - 1957) * 12 + end.month - 6, rows
