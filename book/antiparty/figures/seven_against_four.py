"""Figures of chapter 1: the witness switch and the matrix of accounts."""

from __future__ import annotations

import pandas as pd

from antiparty import dates, facts
from antiparty.charts import seven_against_four as charts
from antiparty.facts import seven_against_four as june
from antiparty.figures import Figure, figure

# The accounts of the switch, in the order of the story. All of them are in the matrix.
SWITCH = (
    "june57_kramer",
    "june57_suslov",
    "june57_aristov",
    "june57_bulganin",
    "june57_voroshilov",
    "june57_time1959",
    "june57_pethybridge",
    "june57_zhukov_note",
    "june57_kaganovich",
    "june57_shepilov",
    "june57_taubman",
    "june57_magyar",
)
VOTE_WORDS = {"yes": "claimed", "no": "denied", "unknown": "not said"}


def count_words(row: pd.Series) -> str:
    """ "7–4", "7" or "–": the number an account gives."""
    if pd.isna(row["for_count"]):
        return "–"
    known = [str(n) for n in (row["for_count"], row["against_count"]) if not pd.isna(n)]
    return "–".join(known)


def says(row: pd.Series) -> str:
    """What an account says of number and vote, in one line."""
    known = [int(n) for n in (row["for_count"], row["against_count"]) if not pd.isna(n)]
    count = " against ".join(facts.in_words(n) for n in known)
    if row["recorded"] == "no":
        return "Says that no decision was adopted"
    if row["recorded"] == "yes":
        return f"Says that there was a vote: {count}" if count else "Says that it was decided"
    return (
        f"Counts {count} and does not speak of a vote"
        if count
        else "Names people, gives no number and does not speak of a vote"
    )


def when(row: pd.Series) -> str:
    """The date of an account in words."""
    return dates.label(row["made"]) if row["made"] else "year not known"


def label(row: pd.Series) -> str:
    """Short witness and date; what kind of work it is where the date is not known."""
    if row["made"]:
        return f"{row['short']}, {when(row)}"
    return ",".join(row["witness"].split(",")[:2]).split(" (")[0].split(", after")[0]


def _hover(grid: pd.DataFrame) -> list[str]:
    out = []
    for row in grid.itertuples():
        text = f"{row.name}, {row.seat}: {charts.STAND_WORDS[row.stand]}"
        text += f". {row.evidence.rstrip('.')}" if row.evidence else ""
        text += " (recalled, not checked)" if row.recalled else ""
        out.append(charts.common.wrap(text, 44))
    return out


def _stands() -> pd.DataFrame:
    grid = june.stands()
    return grid.assign(
        weak=grid["supplied"] | grid["recalled"],
        target=grid["person_id"] == "khrushchev",
    ).pipe(lambda g: g.assign(hover=_hover(g)))


def _names(rows: pd.DataFrame, stand: str) -> str:
    return ", ".join(rows.loc[rows["stand"] == stand, "short"])


def cited(*frames: pd.DataFrame, most: int = 8) -> tuple[str, ...]:
    ids = [w for f in frames for cell in f["sources"] for w in june.works(cell)]
    return tuple(dict.fromkeys(ids))[:most]


@figure("alignment-by-witness")
def alignment_by_witness() -> Figure:
    """The room as each of a dozen accounts has it."""
    accounts = june.accounts().set_index("vote_event_id", drop=False)
    chosen = accounts.loc[list(SWITCH)]
    grid = _stands()
    states: dict[tuple[str, str], tuple[pd.DataFrame, tuple[str, str]]] = {}
    alts: dict[str, str] = {}
    table = []
    for key, row in chosen.iterrows():
        rows = grid[grid["vote_event_id"] == key]
        full = rows[rows["seat"] == "full member"]
        year = "" if row["made"] else " Year not known."
        head = (f"{says(row)}.", f"{label(row)}. {row['kind']}.{year}")
        state = str(key).removeprefix("june57_").replace("_", "-")
        states[state, label(row)] = (rows, head)
        parts = [
            f"{_names(rows, stand)} {words}"
            for stand, words in (
                ("against", "against Khrushchev"),
                ("wavered", "wavering"),
                ("with", "with him"),
                ("undecided", "in the room, with no decision taken"),
            )
            if _names(rows, stand)
        ]
        left = int((full["stand"] == "").sum())
        parts += [f"{left} of {len(full)} full members not placed"] if left else []
        alts[label(row)] = f"{label(row)}. {says(row)}. " + "; ".join(parts) + "."
        table.append(
            {
                "account": row["witness"],
                "made": when(row),
                "count": count_words(row),
                "a_vote": VOTE_WORDS[row["recorded"]],
                "against": _names(rows[~rows["supplied"]], "against"),
                "wavering": _names(rows, "wavered"),
                "with_him": _names(rows[~rows["supplied"]], "with"),
                "names_filled_in": ", ".join(
                    rows.loc[rows["supplied"] & ~rows["stand"].eq("wavered"), "short"]
                ),
            }
        )
    said, counted = facts.get("accounts_claiming_a_vote"), facts.get("accounts_with_a_number")
    total = facts.get("accounts_of_june")
    first = accounts.iloc[0]
    earliest = (
        "the earliest says that there was none"
        if first["recorded"] == "no"
        else (f"the earliest is {first['short']}’s")
    )
    return Figure(
        title=(
            f"Of {total.text} accounts {counted.text} give the number and {said.text} speak of a "
            f"vote or decision; {earliest}"
        ),
        subtitle=(
            "Where each account puts the people at the table of June 1957; choose the witness"
        ),
        caption=(
            "Squares stand against Khrushchev, circles with him, the double ring is Khrushchev. "
            "Hollow: no vote. With a dot: the account gives the number, the name is filled in from "
            "other lists, or it is recalled. Hatched: wavering. Small circles: not placed by the "
            "account; diamonds: in the room, no decision taken. The pale shapes show the side "
            "on which this book counts the person."
        ),
        alt=alts,
        frame=pd.DataFrame(table),
        columns={"a_vote": "A vote?", "with_him": "With him"},
        sources=cited(chosen, most=12),
        doubt=(
            "Every account comes from a winner, from a man recanting, or from later. A record of "
            "the four days, if one was kept and is found, would settle what was put and counted."
        ),
        size="wide",
        stepper="According to",
        start="kramer",
        draw=lambda layout: {
            name: charts.witness(rows, head, layout) for name, (rows, head) in states.items()
        },
    )


@figure("alignment-matrix")
def alignment_matrix() -> Figure:
    """All accounts against the full members."""
    people = june.room()
    people = people[people["seat"] == "full member"]
    accounts = june.accounts()
    accounts = accounts.assign(
        label=[label(r) for _, r in accounts.iterrows()],
        count_=[count_words(r) for _, r in accounts.iterrows()],
        vote=accounts["recorded"].map(VOTE_WORDS),
    )
    grid = _stands()
    grid = grid[grid["seat"] == "full member"]
    own = grid[~grid["supplied"] & grid["stand"].isin(["against", "with", "wavered"])]
    whole = list(facts.get("accounts_placing_all").rows["vote_event_id"])
    words = grid.assign(stand=grid["stand"].mask(grid["supplied"], grid["stand"] + " (filled in)"))
    table = words.pivot(index="vote_event_id", columns="short", values="stand")
    frame = accounts[["vote_event_id", "witness", "made", "count_", "vote"]].merge(
        table[list(people["short"])], left_on="vote_event_id", right_index=True
    )
    frame = frame.drop(columns="vote_event_id").rename(columns={"count_": "count"})
    later = {june.UNDATED, "After his fall"}
    all_late = set(accounts.set_index("vote_event_id").loc[whole, "era"]) <= later
    tail = ", none of them dated before Khrushchev’s fall" if whole and all_late else ""
    return Figure(
        title=(
            f"Only {facts.in_words(len(whole))} of {len(accounts)} accounts place all "
            f"{facts.in_words(len(people))} full members by name{tail}"
        ),
        subtitle="Where each account puts each full member, oldest account first",
        caption=(
            "Square: against Khrushchev. Circle: with him. With a dot: filled in by us from other "
            "lists, or recalled. Hatched: wavering. Diamond: in the room, no decision. Blank: "
            "the account does not place him."
        ),
        alt=(
            f"A matrix of {len(accounts)} accounts and {len(people)} full members. "
            + ". ".join(
                f"{r.short} is placed against Khrushchev by {n} accounts"
                for r, n in (
                    (p, int(((own["short"] == p.short) & (own["stand"] == "against")).sum()))
                    for p in people.itertuples()
                )
                if r.side == "opponent"
            )
            + f". {len(whole)} accounts place all {len(people)} by name."
        ),
        frame=frame,
        columns={"vote": "A vote?", "count": "Count"},
        sources=cited(accounts, most=12),
        doubt=(
            "The set is what was read for this book, so its counts are no measure of opinion. "
            "Accounts that repeat one another are not marked here; the next figure shows which do."
        ),
        size="wide",
        draw=lambda layout: charts.matrix(accounts, grid, people, layout),
    )
