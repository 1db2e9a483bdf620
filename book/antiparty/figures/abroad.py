"""Figures of the chapter on the world outside: China and the bloc, and June and July 1957."""

from __future__ import annotations

import pandas as pd

from antiparty import dates, facts
from antiparty.charts import abroad as charts
from antiparty.charts.common import wrap
from antiparty.facts import abroad as data
from antiparty.figures import Figure, figure
from antiparty.figures.eleven_careers import sources_of

WORDS = {
    "agreed": "aid agreed",
    "China asks": "China asks for aid",
    "China delays": "China asks for delay or other terms",
    "talks": "answer or talks",
    "withheld": "aid withheld or withdrawn",
    "event": "other event",
}
ECHO_WORDS = {
    "under way": "under way before the plenum closed",
    "told": "Moscow tells",
    "drops leaders": "drops leaders of its own",
    "approves": "approves",
    "leaks": "source of leaks",
    "no comment": "news without comment",
}
HANGZHOU = "e1957_07_05_hangzhou"
COLUMNS = "group event when kind day two_readings confidence sources".split()


def _told(row: object) -> str:
    """The date in words; an unsure day says so, a short spell names its month once."""
    if row.event_id == HANGZHOU:  # type: ignore[attr-defined]
        return f"not before {dates.label(row.first.isoformat())}"  # type: ignore[attr-defined]
    start, end = row.start, row.end  # type: ignore[attr-defined]
    if not end:
        return dates.label(start)
    words = dates.label(start).split()
    for part in reversed(dates.label(end).split()[1:]):  # the year, then the month
        if words[-1] != part:
            break
        words.pop()
    dash = "–" if len(words) == 1 else " – "
    return f"{' '.join(words)}{dash}{dates.label(end)}"


def _brief(said: str) -> str:
    """The date for a phone: doubt is told by the mark, the caption and the table."""
    return said.replace(" (uncertain)", "").replace("not before", "from")


def _rows(rows: pd.DataFrame, group: str, kind: list[str]) -> pd.DataFrame:
    rival = data.disputed()
    said = [_told(r) for r in rows.itertuples()]
    long = [(b - a).days > charts.LONG for a, b in zip(rows["first"], rows["latest"], strict=True)]
    return rows.assign(
        group=group,
        kind=kind,
        marked=[not n for n in long],
        rival=rows["event_id"].isin(rival),
        x=[
            (b if n else a).isoformat()
            for a, b, n in zip(rows["first"], rows["latest"], long, strict=True)
        ],
        when=said,
        brief=[_brief(s) for s in said],
        said=[
            s + (" (two readings)" if r in rival else "")
            for s, r in zip(said, rows["event_id"], strict=True)
        ],
        hover=[
            f"<b>{n}</b><br>{s}<br>{wrap(t, 46)}"
            for n, s, t in zip(rows["name"], said, rows["summary"], strict=True)
        ],
    )


def _laned(groups: list[pd.DataFrame]) -> pd.DataFrame:
    """The groups one under another, each under its heading, with lane numbers."""
    parts = []
    for rows in groups:
        head = {"name": rows["group"].iloc[0], "kind": "", "marked": False}
        head |= {"rival": False, "unsure": False, "x": ""}
        parts += [pd.DataFrame([head]), rows]
    out = pd.concat(parts, ignore_index=True)
    return out.assign(lane=range(len(out)))


def _frame(rows: pd.DataFrame, words: dict[str, str]) -> pd.DataFrame:
    rows = rows[rows["kind"] != ""]
    return rows.assign(
        event=rows["name"],
        kind=rows["kind"].map(words),
        day=["uncertain" if u else "known" for u in rows["unsure"]],
        two_readings=["yes" if r else "" for r in rows["rival"]],
    ).reset_index(drop=True)


@figure("china-and-the-bloc")
def china_and_the_bloc() -> Figure:
    """Nuclear aid, China and the bloc, 1955 to 1960."""
    steps, china, bloc = data.steps(), data.events(data.CHINA), data.events(data.BLOC)
    groups = [
        _rows(steps, "China and the bomb", list(steps["step"])),
        _rows(china, "China and the crisis", ["event"] * len(china)),
        _rows(bloc, "The bloc", ["event"] * len(bloc)),
    ]
    rows = _laned(groups)
    shown = pd.concat(groups)
    accords, before = facts.get("abroad_accords"), facts.get("abroad_accords_before")
    asked = steps.set_index("event_id").loc[data.REQUEST, "start"]
    on_the_day = (
        "; by one biography China asked for more on the day the crisis began"
        if asked == data.OPENING
        else ""
    )
    return Figure(
        title=(
            f"{before.text.capitalize()} of the {accords.text} nuclear accords with China in our "
            f"data came before June 1957{on_the_day}"
        ),
        subtitle="Events between Moscow, China and the bloc, 1955 to 1960, one a line",
        caption=(
            "Triangles: up, aid agreed; right, China asks for aid; left, China asks for delay or "
            "other terms; down, aid withheld. Diamonds are other events. A hollow mark with a dot "
            "has an uncertain day, a hatched bar spans the possible days, a stroke through a mark "
            "means two readings. The band is 18 to 29 June 1957. The choice of events is ours."
        ),
        alt=(
            f"A timeline of {len(shown)} events in {len(groups)} groups. "
            + " ".join(
                f"{g['group'].iloc[0]}: "
                + "; ".join(f"{r.name_}, {r.when}" for r in g.assign(name_=g["name"]).itertuples())
                + "."
                for g in groups
            )
        ),
        frame=_frame(rows, WORDS)[COLUMNS],
        columns={"two_readings": "Two readings", "confidence": "Sureness"},
        sources=sources_of(shown),
        doubt=(
            "What the agreement of October promised is known from the Chinese side; its text was "
            "not found. Whether it was the price of Mao’s support is disputed. The request of 18 "
            "June and the answer of 20 July rest on one Chinese biography. A Soviet minute of the "
            "decision would settle more than the order of dates can."
        ),
        size="wide",
        draw=lambda layout: charts.timeline(rows, layout),
    )


@figure("echoes")
def echoes() -> Figure:
    """What was under way abroad in June 1957, and how parties answered in July."""
    found = data.around()
    group = _rows(found, "Echoes", list(found["echo"]))
    group = group.assign(
        said=group["said"].str.replace(" 1957", ""), brief=group["brief"].str.replace(" 1957", "")
    )
    rows = group.assign(lane=range(len(group)))
    public = data.events((data.RADIO,))["start"].iloc[0]
    drops, approve = facts.get("abroad_drops"), facts.get("abroad_approvals")
    opened = found.set_index("event_id").loc["e1957_06_28_romania", "start"] < data.DECREE
    ahead = "Bucharest’s plenum opened before Moscow’s had closed; " if opened else ""
    final = found.loc[found["first"].idxmax()]
    last = dates.label(final["first"].isoformat()).removesuffix(" 1957")
    last = f"about {last}" if final["unsure"] else last
    title = (
        f"{ahead}by {last} {drops.text} ruling parties in our data had dropped leaders of their "
        f"own, and {approve.text} parties had approved"
    )
    return Figure(
        title=title[0].upper() + title[1:],
        subtitle="What happened abroad around the plenum of June 1957, by day",
        caption=(
            "Triangles: right, under way before the plenum closed; up, a party approves; down, it "
            "drops leaders of its own. Diamonds are other echoes. A hollow mark with a dot has an "
            "uncertain day, a stroke through it means two readings. The band is 18 to 29 June, "
            "the dotted line the day on which Moscow radio told the world."
        ),
        alt=" ".join(
            f"{r.when}: {r.event}." for r in group.assign(event=group["name"]).itertuples()
        ),
        frame=_frame(rows, ECHO_WORDS)[["days", *COLUMNS[1:]]],
        columns={
            "days": "Days after 29 June",
            "two_readings": "Two readings",
            "confidence": "Sureness",
        },
        sources=sources_of(group),
        doubt=(
            "This is no full list of approvals: many resolutions were sent that we have not seen. "
            "The days of the Bulgarian and Hangzhou events are recalled. That one event follows "
            "another does not show that Moscow ordered it."
        ),
        size="wide",
        draw=lambda layout: charts.around(rows, layout, public),
    )
