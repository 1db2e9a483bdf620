"""Figures of chapter 1: where the number comes from, who was in the room, the sums."""

from __future__ import annotations

import pandas as pd

from antiparty import dates, facts, tables
from antiparty.charts import common
from antiparty.charts import seven_against_four as charts
from antiparty.charts import seven_numbers as numbers
from antiparty.facts import seven_against_four as june
from antiparty.figures import Figure, figure
from antiparty.figures.seven_against_four import cited, count_words, label

SECOND_DAY, LAST_DAY = "1957-06-19", "1957-06-21"  # when most of those away had come


def _printed(row: pd.Series, groups: dict[str, str], years: dict[str, str]) -> str:
    """Year in which words spoken at the plenum were printed: the earliest work of its record."""
    if row["era"] != "In June 1957":
        return ""
    cited = june.works(row["sources"]) + june.works(row["recalled_from"])
    found = [years[w] for w in cited if groups.get(w) == "primary:june1957_plenum" and years[w]]
    return min(found, default="")


def _lineage() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Nodes and links of the genealogy, from the works that accounts share or name."""
    frame = tables.read("sources").set_index("source_id")
    years, groups = frame["year"].astype(str).to_dict(), frame["independence_group"].to_dict()
    titles, authors = frame["title"].to_dict(), frame["author"].to_dict()
    accounts = june.accounts()
    accounts = accounts[accounts["numbered"]]
    nodes, links = [], []
    for _, row in accounts.iterrows():
        nodes.append(
            {
                "id": row["vote_event_id"],
                "label": f"{row['short']}",
                "made": row["made"],
                "says": count_words(row) + (", a vote" if row["recorded"] == "yes" else ""),
                "claims": row["recorded"] == "yes",
                "read": True,
                "printed": _printed(row, groups, years),
                "hover": common.wrap(f"{label(row)}: {row['summary']}", 46),
                "sources": row["sources"],
            }
        )
        leaning = row["recalled_from"] if row["era"] != "In June 1957" else ""
        for work in june.works(leaning):
            if all(node["id"] != work for node in nodes):
                name = f"{authors[work].split(',')[0]}"
                nodes.append(
                    {
                        "id": work,
                        "label": f"{name} (not read)",
                        "made": years[work],
                        "says": "?",
                        "claims": False,
                        "read": False,
                        "printed": "",
                        "hover": common.wrap(
                            f"{name} {years[work]}, {titles[work]}: named by the account below, "
                            "the passage not read",
                            46,
                        ),
                        "sources": work,
                    }
                )
            links.append({"frm": row["vote_event_id"], "to": work, "sure": False})
    rows = [r for _, r in accounts.iterrows()]
    for a in rows:
        for b in rows:
            if a["vote_event_id"] == b["vote_event_id"] or a["era"] == "In June 1957":
                continue
            if not _later(a, b):
                continue
            same = set(june.works(a["sources"])) & set(june.works(b["sources"]))
            kin = {groups[w] for w in june.works(a["sources"])} & {
                groups[w] for w in june.works(b["sources"])
            }
            if same or kin:
                links.append({"frm": a["vote_event_id"], "to": b["vote_event_id"], "sure": True})
    out = pd.DataFrame(nodes)
    out["_order"] = [str(dates.parse(d).latest or "9999") for d in out["made"]]
    out["_kin"] = ~out["id"].isin({link["to"] for link in links})
    out = out.sort_values(["_order", "_kin", "label"], ignore_index=True)
    return out.drop(columns=["_order", "_kin"]), pd.DataFrame(links).drop_duplicates()


def _later(a: pd.Series, b: pd.Series) -> bool:
    """Whether account a came after b; of two, one undated, the one that is no encyclopaedia."""
    if bool(a["made"]) != bool(b["made"]):
        dated, bare = (a, b) if a["made"] else (b, a)
        if bare["recalled_from"]:  # names its own sources, so the dated one follows it
            return a is dated
        return a is bare
    return str(a["made"]) > str(b["made"])


@figure("genealogy-of-seven-four")
def genealogy() -> Figure:
    """When each account with a number was made and printed, and which leans on which."""
    nodes, links = _lineage()
    accounts = nodes[nodes["read"]]
    claims = accounts[accounts["claims"]]
    bare = int((claims["made"] == "").sum())
    dated = accounts[accounts["made"] != ""]
    first_claim = min(claims.loc[claims["made"] != "", "made"], default="9999")
    before = dated[dated["made"] < first_claim]
    heads = bool(len(before)) and not before["claims"].any()
    names = nodes.set_index("id")["label"]
    lean = links.assign(to=links["to"].map(names)).groupby("frm")["to"].agg("; ".join)
    frame = pd.DataFrame(
        {
            "account": nodes["label"],
            "made": [dates.label(d) if d else "not known" for d in nodes["made"]],
            "in_print": nodes["printed"],
            "number": nodes["says"].str.split(",").str[0],
            "vote_claimed": [
                ("yes" if c else "no") if r else "not read"
                for c, r in zip(nodes["claims"], nodes["read"], strict=True)
            ],
            "leans_on": nodes["id"].map(lean).fillna(""),
            "sources": nodes["sources"],
        }
    )
    n = facts.in_words
    title = (
        f"The {n(len(before))} oldest counts that can be dated are counts of heads; "
        f"{n(len(claims))} later or undated works made a vote of them"
        if heads
        else f"{n(len(claims)).capitalize()} of {n(len(accounts))} counts claim a vote"
    )
    return Figure(
        title=title,
        subtitle=f"The {n(len(accounts))} accounts that give a number, by the date they were made",
        caption=(
            "Filled hexagon: says that there was a vote. Open: counts heads and does not speak of "
            "one. With a dot: a work named as source whose passage was not read. Dotted line: from "
            "the words spoken to their printing. Solid line: the later account quotes the earlier, "
            "carries it or repeats it; dashed: names it as its source. No line: no link is known."
        ),
        alt=(
            f"{len(accounts)} accounts on a time line from 1957. "
            f"{int((accounts['made'].map(june.era) == 'In June 1957').sum())} were given in June "
            f"1957 and printed decades later; {len(claims)} say that there was a vote, {bare} of "
            "them in works whose year was not found. "
            + ". ".join(
                f"{names[k.frm]} {'leans on' if k.sure else 'names as its source'} {names[k.to]}"
                for k in links.itertuples()
            )
            + "."
        ),
        frame=frame,
        sources=cited(accounts, most=14),
        doubt=(
            "Time in 1959 says that Khrushchev had been outvoted, which may mean a vote or a "
            "majority; it is shown as a count. The issue of 1957 to which it looks back was not "
            "read. The record of the plenum came out in a journal from 1993 and as a book in 1998; "
            "which instalment held which speech was not checked."
        ),
        size="wide",
        draw=lambda layout: numbers.genealogy(nodes, links, layout),
    )


@figure("who-was-in-the-room")
def who_was_in_the_room() -> Figure:
    """Presence on 18 June by nine lists."""
    lists = june.accounts(june.PRESENCE)
    lists = lists.assign(label=[_list_label(w) for w in lists["witness"]])
    grid = june.presence()
    size = grid[grid["there"] != ""].groupby("vote_event_id").size()
    lists = lists.assign(_n=lists["vote_event_id"].map(size)).sort_values(
        ["_n", "label"], ascending=[False, True], ignore_index=True
    )
    tally = grid.pivot_table(
        index="person_id", columns="there", values="name", aggfunc="count", fill_value=0
    ).reindex(columns=["yes", "no"], fill_value=0)
    people = june.room()
    inside = set(june.in_the_room()["person_id"])
    people = people[people["person_id"].map(lambda p: tally.loc[p].sum() > 0)]
    yes, no = (people["person_id"].map(tally[c]) for c in ("yes", "no"))
    full = people["seat"] == "full member"
    full_in = people[full & people["person_id"].isin(inside)]
    sure = people[full & (yes > 0) & (no == 0)]
    # The eighth chair: full members on whom the lists, or the count of eight, do not settle.
    disputed = full & (((yes > 0) & (no > 0)) | ((no > 0) & (people["side"] == "opponent")))
    people = people.assign(
        disputed=disputed,
        verdict=[
            " / ".join(f"{n} {w}" for n, w in ((y, "there"), (a, "away")) if n)
            for y, a in zip(yes, no, strict=True)
        ],
    )
    grid = grid.assign(
        hover=[
            common.wrap(f"{r.name}: {'there' if r.there == 'yes' else 'away'}. {r.evidence}", 44)
            for r in grid.itertuples()
        ]
    )
    grid = grid[grid["there"] != ""]
    names = lists.set_index("vote_event_id")["label"]
    shown = grid.assign(list=grid["vote_event_id"].map(names))
    wide = shown.pivot(index="name", columns="list", values="there").fillna("")
    order = people["name"]
    frame = people[["name", "seat", "side"]].merge(
        wide.loc[order, list(lists["label"])], left_on="name", right_index=True
    )
    against, beside = facts.get("room_against"), facts.get("room_with")
    return Figure(
        title=(
            f"On the first day the seven had {against.text} men in the room and the four had "
            f"{beside.text}, if Mikoyan was the eighth"
        ),
        subtitle=(
            f"The meeting of 18 June 1957 by {facts.in_words(len(lists))} lists, fullest first; "
            "a list names only some"
        ),
        caption=(
            "Square: one of the opponents, there. Circle: one of those with Khrushchev, there. "
            "Hollow: without a vote. Dash: away. Blank: the list does not say. Shaded: the two "
            "men over whom the lists part."
        ),
        alt=(
            f"{len(sure)} full members are there on every list that names them: "
            f"{', '.join(sure['short'])}. "
            + " ".join(
                f"{r.short}: {r.verdict.replace(' / ', ', ')}."
                for r in people[people["disputed"]].itertuples()
            )
            + f" By the reading used here {len(full_in)} of {int(full.sum())} full members were in "
            f"the room, {against.value} against Khrushchev and {beside.value} with him."
        ),
        frame=frame,
        sources=cited(lists, most=9),
        doubt=(
            "Six to two is our sum over the eight, no source’s count. Of the lists with Saburov "
            "away, one follows a later speech by Khrushchev and the other is his son’s. With "
            "Saburov in Mikoyan’s place it would be seven to one."
        ),
        size="wide",
        draw=lambda layout: charts.presence(lists, grid, people, layout),
    )


def _list_label(witness: str) -> str:
    """The witness by surname, as a column heading."""
    head = june.short(witness)
    words = [w for w in head.split() if w]
    if "and" in words:
        return " and ".join(part.split()[-1] for part in head.split(" and "))
    if words[0] in ("Sergei",) and words[-1] == "Khrushchev":
        return "S. Khrushchev"
    return words[-1]


@figure("arithmetic-of-seven-four")
def arithmetic() -> Figure:
    """The sums of 11, 18 and 21, and of the eleven without the two soft men."""
    room = june.room().assign(target=lambda r: r["person_id"] == "khrushchev")
    soft = set(facts.get("waverers_of_aristov").rows["name"])
    n = facts.in_words
    bases = [
        ("eleven", "The {0} full members, the only ones with a vote", ["full member"]),
        ("eighteen", "With the candidate members: {0}", ["full member", "candidate member"]),
        ("everyone", "With the secretaries who held no seat: {0}", list(room["seat"].unique())),
        ("slipped", "The {0}, had {1} slipped away", ["full member"]),
    ]
    rows, marks = [], []
    for key, words, seats in bases:
        part = room[room["seat"].isin(seats)]
        part = part.assign(soft=part["name"].isin(soft), key=key, place="with")
        stays = (part["side"] == "opponent") & ~(part["soft"] & (key == "slipped"))
        part.loc[stays, "place"] = "against"
        who = " and ".join(sorted(part.loc[part["soft"], "short"]))
        rows.append(
            {
                "key": key,
                "label": words.format(n(len(part)), who),
                "against": int(stays.sum()),
                "with_": int((~stays).sum()),
            }
        )
        marks.append(part)
    table = pd.DataFrame(rows)
    people = pd.concat(marks, ignore_index=True)
    people["soft"] = people["soft"] & people["key"].isin(["eleven", "slipped"])
    order = {"full member": 0, "candidate member": 1, "secretary": 2}
    people = people.assign(
        _seat=people["seat"].map(order),
        hover=[
            f"{r.name}, {r.seat}" + (", likely to slip away by Aristov’s word" if r.soft else "")
            for r in people.itertuples()
        ],
    ).sort_values(["key", "place", "_seat", "soft"], kind="stable")
    frame = table.assign(
        against_names=[_place(people, k, "against") for k in table["key"]],
        with_names=[_place(people, k, "with") for k in table["key"]],
    ).drop(columns="key")
    pairs = {r.key: f"{n(r.against)} to {n(r.with_)}" for r in table.itertuples()}
    return Figure(
        title=(
            f"{pairs['eleven'].capitalize()} among those with a vote, {pairs['eighteen']} with the "
            f"candidates, {pairs['everyone']} with the secretaries"
        ),
        subtitle="People at the table in June 1957 by side, counted in four ways",
        caption=(
            "Squares: against. Circles: with Khrushchev, the double ring himself. Hollow: no vote. "
            "Hatched: the men who, Aristov said, were likely to slip away. The last row is what "
            "would have followed."
        ),
        alt=". ".join(
            f"{r.label}: {r.against} against, {r.with_} with Khrushchev" for r in table.itertuples()
        )
        + ".",
        frame=frame,
        columns={"label": "Counting", "with_": "With him", "against_names": "Who, against"}
        | {"with_names": "Who, with him"},
        sources=cited(facts.get("waverers_of_aristov").rows, room),
        doubt=(
            "Arithmetic, not history: no such count was taken. The stand of some who had no vote "
            "rests on memory of standard works for these days, and what the two would have done "
            "is not known."
        ),
        size="wide",
        widget="arithmetic",
        extra=lambda: sums(room, soft),
        draw=lambda layout: numbers.arithmetic(table, people, layout),
    )


def sums(room: pd.DataFrame, soft: set[str]) -> dict[str, object]:
    """What the reader may move about: the people at the table, and sums to start from.

    A sum says which seats count besides the full members (c: candidates, s: secretaries) and who
    stands elsewhere than by the standard accounts (a: against, w: with him, x: absent). What it
    comes to is worked out on the page.
    """
    russian = tables.read("people").set_index("person_id")["name_ru"]
    stances = tables.read("stances")
    days = stances[(stances["start"] <= LAST_DAY) & (stances["end"] >= SECOND_DAY)]
    recalled = days.groupby("person_id")["confidence"].agg(lambda c: (c == "recalled").all())
    inside = set(june.in_the_room()["person_id"])
    full = room["seat"] == "full member"
    people = [
        {
            "id": r.person_id,
            "name": r.name,
            "short": r.short,
            "ru": russian[r.person_id],
            "seat": r.seat[0],
            "side": "a" if r.side == "opponent" else "w",
            "soft": r.name in soft,
            "recalled": bool(recalled.get(r.person_id, False)),
            "target": bool(r.target),
        }
        for r in room.itertuples(index=False)
    ]
    names = " and ".join(sorted(room.loc[room["name"].isin(soft), "short"]))
    away = dict.fromkeys(room.loc[full & ~room["person_id"].isin(inside), "person_id"], "x")
    gone = dict.fromkeys(room.loc[room["name"].isin(soft), "person_id"], "w")
    count = room[full].groupby("side").size()
    seven, four = count["opponent"], count["supporter"]
    steps = (
        (f"By later accounts ({seven}–{four})", "An alignment, and no recorded vote.", [], {}),
        (
            "Aristov’s two soft men gone",
            f"{names} might slip away, said Aristov. They did not go over.",
            [],
            gone,
        ),
        (
            "Only those in the room on 18 June",
            "The sum is ours, with Mikoyan as the eighth; the lists part over him and Saburov.",
            [],
            away,
        ),
        ("Candidates counted", "Candidate members could speak; they had no vote.", ["c"], {}),
        ("Everyone at the table", "Only full members had a vote.", ["c", "s"], {}),
    )
    keys = ("label", "note", "count", "moved")
    presets = [dict(zip(keys, step, strict=True)) for step in steps]
    return {"people": people, "presets": presets}


def _place(people: pd.DataFrame, key: str, place: str) -> str:
    rows = people[(people["key"] == key) & (people["place"] == place)]
    return ", ".join(rows["short"])
