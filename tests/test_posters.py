"""Posters are true, lean and the same every time; vendored builds are what they say."""

from __future__ import annotations

import gzip
import hashlib
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import demo_figures
import pytest
from antiparty import figures, posters
from antiparty.present import pictures, spec
from browser import chromium
from plotly.offline import get_plotlyjs_version

VENDOR = pictures.STATIC / "vendor"
OURS = [name for name in figures.ids() if not name.startswith("demo-")]


@pytest.mark.parametrize("name", OURS)
def test_posters_show_the_figure_as_it_is(name: str) -> None:
    old = [path.name for path in pictures.stale(figures.get(name))]
    assert not old, f"run `make posters`: {', '.join(old)} missing or old"


def test_no_poster_without_a_figure() -> None:
    known = {path.name for *_, path in posters.wanted([])}
    lost = {path.name for path in pictures.POSTERS.glob("*.svg")} - known
    assert not lost, f"run `make posters`: no figure shows {', '.join(sorted(lost))}"


@pytest.mark.parametrize("path", sorted(pictures.POSTERS.glob("*.svg")), ids=lambda p: p.name)
def test_posters_are_lean_and_recolour(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") and not root.get("width")
    outside = text[text.index("</style>") :]
    assert not re.search(r"rgb\(\d|#[0-9a-fA-F]{6}\b", outside), "a colour that is no token"
    assert "<script" not in text and "http" not in re.sub(r'xmlns[:\w]*="[^"]*"', "", text)
    assert len(gzip.compress(text.encode(), 9, mtime=0)) <= 12_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pictures, "POSTERS", tmp_path)
    return tmp_path


@pytest.mark.browser
def test_drawing_twice_gives_the_same_bytes(folder: Path) -> None:
    chromium()
    todo = posters.wanted(["demo-spells"])
    assert [path.name for *_, path in todo] == ["demo-spells.svg", "demo-spells.narrow.svg"]
    assert pictures.stale(figures.get("demo-spells")) == [folder / p.name for *_, p in todo]
    posters.draw(todo)
    first = [path.read_bytes() for *_, path in todo]
    posters.draw(todo)
    assert [path.read_bytes() for *_, path in todo] == first
    assert pictures.stale(figures.get("demo-spells")) == []
    wide, narrow = (text.decode() for text in first)
    assert 'viewBox="0 0 560 260"' in wide and 'viewBox="0 0 360 300"' in narrow
    for person in demo_figures.SPELLS["person"].unique():
        assert f">{person}<" in wide
    assert "var(--t-sphere-party)" in wide and "url(#demo-spells-w-" in wide
    ids = [re.findall(r' id="([^"]+)"', text) for text in (wide, narrow)]
    assert not set(ids[0]) & set(ids[1]), "both stand on one page"
    # A changed figure makes its poster old.
    path = todo[0][3]
    path.write_text(wide.replace('data-hash="', 'data-hash="0'), encoding="utf-8")
    assert pictures.stale(figures.get("demo-spells")) == [path]


def test_check_lists_what_is_old(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(figures, "ids", lambda: ("demo-spells",))
    (folder / "gone.svg").write_text("<svg/>", encoding="utf-8")
    assert posters.main(["--check", "demo-spells"]) == 1
    assert "demo-spells.narrow.svg: missing or old" in capsys.readouterr().out
    assert posters.main(["--check"]) == 1
    assert "gone.svg: no figure shows it" in capsys.readouterr().out


def test_clean_strips_what_is_random() -> None:
    raw = (
        '<svg class="main-svg" xmlns="http://www.w3.org/2000/svg" width="100" height="50">'
        '<defs id="defs-a1b2c3"><clipPath id="clipa1b2c3"><rect width="1.23456"/></clipPath>'
        '<clipPath id="unused"></clipPath></defs><g class="x" clip-path="url(#clipa1b2c3)">'
        '<path d="M-0.04,1.25" style="fill: rgb(179, 34, 27); fill-opacity: 1; opacity: 0.5;"/>'
        '<rect width="9" height="9" style="stroke: rgb(68, 68, 68); stroke-width: 0px; '
        'fill: rgb(243, 237, 225);"/><rect width="0" height="0" style="fill: rgb(1, 2, 3);"/>'
        "</g></svg>"
    )
    text = posters.clean(raw, "made-up", "", "wide", "abc")
    assert "a1b2c3" not in text and "unused" not in text
    assert 'id="made-up-w-0"' in text and 'clip-path="url(#made-up-w-0)"' in text
    assert 'd="M0,1.2"' in text and 'width="1.2"' in text
    assert 'style="fill:var(--t-against);opacity:0.5"' in text
    assert '<rect width="9" height="9" style="fill:var(--t-panel)"/>' in text, "no line of no width"
    assert "rgb(" not in text
    assert 'viewBox="0 0 100 50" data-hash="abc"' in text


def test_stepper_posters_are_narrow_but_for_the_first() -> None:
    start, other = spec.states(figures.get("demo-network"))
    item = figures.get("demo-network")
    assert pictures.needs(item, start, start) == ("wide", "narrow")
    assert pictures.needs(item, other, start) == ("narrow",)


@pytest.mark.parametrize("folder_", ["natural-earth", "plotly", "vis-network"])
def test_vendored_files_are_what_they_say(folder_: str) -> None:
    here = VENDOR / folder_
    listed = {}
    for line in (here / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        listed[name] = digest
    present = {p.name for p in here.iterdir()} - {"SHA256SUMS", "README.md"}
    assert present == set(listed)
    assert any(name.startswith("LICENSE") for name in listed)
    for name, digest in listed.items():
        assert hashlib.sha256((here / name).read_bytes()).hexdigest() == digest, name


def test_vendored_plotly_is_the_pinned_one() -> None:
    head = (VENDOR / "plotly" / "plotly-cartesian.min.js").read_text(encoding="utf-8")[:500]
    found = re.search(r"plotly\.js \(cartesian[^)]*\) v(\d+\.\d+\.\d+)", head)
    assert found, head[:120]
    assert found[1] == get_plotlyjs_version()


def test_vendored_vis_is_the_one_pyvis_carries() -> None:
    import pyvis  # noqa: PLC0415 (only its files are wanted)

    head = (VENDOR / "vis-network" / "vis-network.min.js").read_text(encoding="utf-8")[:400]
    version = re.search(r"@version (\S+)", head)
    assert version
    assert (Path(pyvis.__file__).parent / "lib" / f"vis-{version[1]}").is_dir()


def test_the_command_runs() -> None:
    run = subprocess.run(
        [__import__("sys").executable, "-m", "antiparty.posters", "--help"],
        cwd=pictures.STATIC.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "--check" in run.stdout


def test_one_broken_figure_keeps_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    (folder / "gone.svg").write_text("<svg/>", encoding="utf-8")
    monkeypatch.setattr(figures, "ids", lambda: ("demo-spells", "no-such-figure"))
    assert posters.main(["--check"]) == 1
    said = capsys.readouterr()
    assert "no-such-figure cannot be drawn: FigureError" in said.err
    assert "demo-spells.svg: missing or old" in said.out
    assert "gone.svg" not in said.out, "it may belong to the broken figure"
