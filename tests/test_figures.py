"""The register: what a figure must have, and what is said when it lacks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import demo_figures
import pandas as pd
import plotly.graph_objects as go
import pytest
from antiparty import figures, theme
from antiparty.charts import common
from antiparty.figures import Figure, FigureError
from antiparty.present import spec

FRAME = pd.DataFrame({"person": ["Ёлка", "B"], "n": [1, 2.5]})


def make(**parts: Any) -> Figure:
    good = {
        "id": "made-up",
        "title": "Two rows stand",
        "subtitle": "Rows, by number",
        "alt": "Two bars, the second longer.",
        "frame": FRAME,
        "draw": bar,
    }
    return Figure(**{**good, **parts})


def bar(layout: str, colour: str = theme.RED) -> go.Figure:
    fig = common.figure(layout, 200)
    return fig.add_bar(x=FRAME["n"], y=FRAME["person"], orientation="h", marker_color=colour)


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(figures, "_makers", dict(figures._makers))
    yield
    figures.get.cache_clear()


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"title": " "}, "title"),
        ({"subtitle": ""}, "subtitle"),
        ({"alt": ""}, "alt text"),
        ({"alt": {}}, "alt text"),
        ({"alt": {"a": "x", "b": " "}}, "alt text"),
        ({"frame": FRAME.head(0)}, "frame"),
        ({"frame": None}, "frame"),
        ({"draw": None}, "draw"),
        ({"size": "huge"}, "size"),
        ({"columns": {"nobody": "Nobody"}}, "nobody"),
    ],
)
def test_a_figure_must_be_whole(parts: dict[str, Any], says: str) -> None:
    with pytest.raises(FigureError, match=says) as fault:
        make(**parts)
    assert "made-up" in str(fault.value)


def test_a_figure_without_alt_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="alt"):
        Figure(title="a", subtitle="b", frame=FRAME, draw=bar)  # type: ignore[call-arg]


@pytest.mark.parametrize("bad", ["", "Upper-case", "a_b", "1-a", "a--b", "a b"])
def test_ids_are_slugs(bad: str) -> None:
    with pytest.raises(FigureError, match="hyphens"):
        figures.figure(bad)


def test_one_id_one_figure(register: None) -> None:
    with pytest.raises(FigureError, match="two figures are called 'demo-spells'"):
        figures.figure("demo-spells")(make)


def test_unknown_id_names_the_nearest(register: None) -> None:
    with pytest.raises(FigureError, match="demo-spells"):
        figures.get("demo-spell")


def test_a_broken_maker_is_named(register: None) -> None:
    figures.figure("breaks")(lambda: make(title=""))
    with pytest.raises(FigureError, match=r"^breaks: "):
        figures.get("breaks")


def test_get_gives_the_id() -> None:
    assert figures.get("demo-spells").id == "demo-spells"
    assert figures.get("demo-spells") is figures.get("demo-spells")


@pytest.mark.parametrize("name", figures.ids())
def test_every_registered_figure_draws(name: str) -> None:
    item = figures.get(name)
    every = spec.states(item)
    assert every
    assert len({s.alt for s in every}) == len(every), "each state needs its own alt text"
    assert not item.title.endswith("."), "a title is a headline"
    for state in every:
        for layout in spec.LAYOUTS:
            shown = state.spec[layout]
            assert shown.get("data") or shown.get("nodes"), f"{layout} {state.label} is empty"


def test_states_must_agree() -> None:
    uneven = make(alt={"a": "x"}, draw=lambda layout: {layout: bar(layout)})
    with pytest.raises(FigureError, match="same states"):
        spec.states(uneven)
    double = make(alt={"A": "x"}, draw=lambda layout: {"A": bar(layout), "a": bar(layout)})
    with pytest.raises(FigureError, match="two states"):
        spec.states(double)
    silent = make(alt={"A": "x"}, draw=lambda layout: {"A": bar(layout), "B": bar(layout)})
    with pytest.raises(FigureError, match="no alt text for the state 'B'"):
        spec.states(silent)
    flat = make(draw=lambda layout: {"A": bar(layout)})
    with pytest.raises(FigureError, match="alt as a dict"):
        spec.states(flat)
    lost = make(start="Z", alt={"A": "x"}, draw=lambda layout: {"A": bar(layout)})
    with pytest.raises(FigureError, match="start='Z'"):
        spec.states(lost)
    with pytest.raises(FigureError, match="returned str"):
        spec.states(make(draw=lambda layout: "picture"))


def test_foreign_colours_are_refused() -> None:
    with pytest.raises(FigureError, match="#123456"):
        spec.states(make(draw=lambda layout: bar(layout, "#123456")))


def test_spec_is_plain_rounded_and_tokened() -> None:
    state = spec.states(make())[0]
    trace = state.spec["wide"]["data"][0]
    assert trace["x"] == [1, 2.5]
    assert trace["marker"]["color"] == "@against"
    assert spec.plain({"a": 1 / 3, "b": (2.0,)}) == {"a": 0.333333, "b": [2]}
    assert state.spec["wide"]["layout"]["height"] == 200
    assert "width" not in state.spec["wide"]["layout"]
    assert "#" not in spec.dumps(state.spec["wide"])


def test_same_figure_same_hash_other_figure_other_hash() -> None:
    one, two = (spec.states(make())[0].hashes for _ in range(2))
    other = spec.states(make(draw=lambda layout: bar(layout, theme.BLUE)))[0].hashes
    assert one == two
    assert one["wide"] != other["wide"]


def test_hover_words_do_not_make_a_poster_old() -> None:
    told = spec.states(make(draw=lambda layout: bar(layout).update_traces(hovertext=["a", "b"])))
    assert told[0].hashes == spec.states(make())[0].hashes
    named = spec.states(make(draw=lambda layout: bar(layout).update_traces(text=["a", "b"])))
    assert named[0].hashes != told[0].hashes


def test_a_chart_takes_labels_in_bulk_and_keeps_all() -> None:
    fig = common.figure("wide", 100)
    for n in range(3):
        common.label(fig, n, 0, f"word {n}")
    fig.add_annotation(x=9, y=9, text="plotly's own")
    common.label(fig, 4, 0, "last")
    words = [a.text for a in fig.layout.annotations]
    assert words == ["word 0", "word 1", "word 2", "plotly's own", "last"]
    common.june_1957_band(fig)
    assert len(fig.to_dict()["layout"]["shapes"]) == 1
    assert len(go.Figure(fig).layout.annotations) == 5


def test_bars_say_what_is_certain() -> None:
    fig = demo_figures.spells(demo_figures.SPELLS, "wide")
    hatched = [t for t in fig.data if t.marker.pattern.shape == "/"]
    solid = [t for t in fig.data if t.marker.pattern.shape != "/"]
    day = 86_400_000
    # Beta may have begun on any day of 1950 and ended on any from 8 to 28 February 1955.
    beta = next(t for t in hatched if t.hovertext[0] == "Beta: government")
    assert list(beta.base) == ["1950-01-01", "1955-02-08"]
    assert [x / day for x in beta.x] == [364, 20]
    sure = next(t for t in solid if t.hovertext[0] == "Beta: government")
    assert list(sure.base) == ["1950-12-31"]
    recalled = next(t for t in solid if t.hovertext[0] == "Gamma: military")
    assert recalled.marker.color == theme.CLEAR
    assert [s.line.dash for s in fig.layout.shapes if s.line.dash] == ["dot"]
    halves = [t.y[0] for t in solid if t.hovertext[0].startswith("Delta")]
    assert halves[0] < 3 < halves[1], "rival readings share a lane, one above the other"


def test_the_june_band_is_eighteen_to_twenty_nine() -> None:
    fig = common.june_1957_band(common.figure("wide", 100))
    band = fig.layout.shapes[0]
    assert (band.x0, band.x1) == ("1957-06-18", "1957-06-30")


def test_network_model_carries_shapes_and_words() -> None:
    state = spec.states(figures.get("demo-network"))[1]
    nodes = {n["id"]: n for n in state.spec["wide"]["nodes"]}
    assert nodes["alpha"]["shape"] == "square"
    assert nodes["beta"]["shape"] == "dot" and nodes["beta"]["target"]
    assert nodes["gamma"]["color"] == {"background": "@paper", "border": "@with"}
    edges = {e["id"]: e for e in state.spec["wide"]["edges"]}
    assert edges["d3"]["color"] == "@against" and edges["d3"]["dashes"] and edges["d3"]["arrows"]
    assert not edges["d4"].get("dashes") and not edges["d4"].get("arrows")
    assert edges["d5"]["dashes"] != edges["d3"]["dashes"], "recalled looks other than against"
    early, late = spec.states(figures.get("demo-network"))
    place = {n["id"]: (n["x"], n["y"]) for n in early.spec["wide"]["nodes"]}
    assert place == {n["id"]: (n["x"], n["y"]) for n in late.spec["wide"]["nodes"]}
