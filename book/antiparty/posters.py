"""Draws the posters: the static SVG of every Plotly figure, in headless Chromium, in one batch.

    PYTHONPATH=book python -m antiparty.posters [--all] [--check] [id ...]

Only missing or old posters are drawn (`--all` draws every one, `--check` only lists them and
exits with 1). Uses the vendored plotly.js and the book's fonts; nothing is fetched. Networks
need no poster: `present` draws them itself.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from . import figures, theme
from .figures import Figure
from .present import pictures
from .present.pictures import STATIC, needs, poster_hash, poster_path
from .present.spec import State, dumps, first_state, states

PLOTLY = STATIC / "vendor" / "plotly" / "plotly-cartesian.min.js"
_CHROMIUMS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
SVG = "{http://www.w3.org/2000/svg}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ElementTree.register_namespace("", SVG.strip("{}"))
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
_ROUND = re.compile(r"-?\d+\.\d{2,}")
_RGB = re.compile(r"rgb\((\d+, \d+, \d+)\)")
_NAMES = {
    ", ".join(str(int(light[i : i + 2], 16)) for i in (1, 3, 5)): name
    for name, (light, _) in theme.TOKENS.items()
}
_LINK = re.compile(r"(url\(#|^#)([^)]+)(\)|$)")
# Style declarations that say what SVG says by default, or what the page's CSS says for all.
_IDLE = re.compile(
    r"(?:white-space|vector-effect|pointer-events|cursor|font-family|text-shadow|user-select"
    r"|-webkit-user-select|letter-spacing|stroke-miterlimit|visibility: visible|font-style: normal"
    r"|font-variant: normal|font-weight: (?:400|normal)|fill-opacity: 1|stroke-opacity: 1"
    r"|opacity: 1|fill-rule: nonzero|text-transform: none"
    r"|text-decoration-line: none)(?:: [^;\"]*)?(?=;|\"|$)"
)


def wanted(only: list[str]) -> list[tuple[Figure, State, str, Path]]:
    """Every poster there should be: figure, state, layout, path."""
    out = []
    for name in only or figures.ids():
        item = figures.get(name)
        start = first_state(item)
        for state in states(item):
            if state.kind == "plotly":
                out += [
                    (item, state, layout, poster_path(item.id, state.key, layout))
                    for layout in needs(item, state, start)
                ]
    return out


def _style(text: str) -> str:
    kept = [p.strip() for p in text.replace("'", "").replace('"', "").split(";")]
    kept = [re.sub(r"\s*:\s*", ":", p) for p in kept if p and not _IDLE.fullmatch(p)]
    for part in ("fill", "stroke"):  # transparent black is nothing
        if f"{part}-opacity:0" in kept or (part == "stroke" and "stroke-width:0px" in kept):
            kept = [p for p in kept if not p.startswith(f"{part}")]
            kept += ["fill:none"] if part == "fill" else []
    return ";".join(kept)


def _tenth(match: re.Match[str]) -> str:
    return f"{round(float(match[0]), 1) + 0:g}"


def _value(name: str, text: str) -> str:
    """An attribute's value with our tokens for colours, short links and rounded numbers."""
    text = _RGB.sub(lambda m: f"var(--t-{_NAMES[m[1]]})" if m[1] in _NAMES else m[0], text)
    text = theme.swap(text, "var(--t-{})") if not theme.foreign(text) else text
    text = re.sub(r"url\([^)#]*#([^)'\"]+)['\"]?\)", r"url(#\1)", text)
    return _style(text) if name == "style" else _ROUND.sub(_tenth, text)


def _idle(element: ElementTree.Element, tag: str) -> bool:
    """Is nothing seen of it? Empty, never referred to, or wholly transparent."""
    look = element.get("style", "") + (";fill:none" if element.get("fill-opacity") == "0" else "")
    if tag in ("g", "defs", "text", "clipPath"):
        hollow = not len(element) and not (element.text or "").strip()
        return hollow or (tag == "clipPath" and "id" not in element.attrib)
    if tag in ("rect", "path") and "fill:none" in look:
        line = "stroke:" in look or "stroke" in element.attrib
        return not line or "stroke-width:0" in look.split(";")
    if tag == "rect" and "0" in (element.get("width"), element.get("height")):
        return True
    return tag == "path" and "d" not in element.attrib


def _prune(parent: ElementTree.Element) -> None:
    """Drop what is not seen, unwrap groups that say nothing."""
    for child in list(parent):
        _prune(child)
        tag = child.tag.removeprefix(SVG)
        if _idle(child, tag) and parent.tag != f"{SVG}clipPath":
            parent.remove(child)
        elif tag == "g" and not child.attrib:
            at = list(parent).index(child)
            parent.remove(child)
            for n, inner in enumerate(list(child)):
                parent.insert(at + n, inner)


_BOX = re.compile(r"M([-\d.]+),([-\d.]+)V([-\d.]+)H([-\d.]+)V([-\d.]+)Z")
_SHIFT = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")


def _boxed(match: re.Match[str]) -> str:
    """A bar written from its corner: heights repeat, so that it packs well."""
    x, y, low, right, back = (float(n) for n in match.groups())
    if back != y:
        return match[0]
    high, wide = (f"{round(n, 1) + 0:g}" for n in (low - y, right - x))
    up = high[1:] if high.startswith("-") else f"-{high}"
    return f"M{x:g},{y:g}v{high}h{wide}v{up}z"


def _merge(parent: ElementTree.Element, clip: str = "") -> None:
    """Say once what neighbours share: clips, equal paths, the shift around a single text."""
    if clip and parent.get("clip-path") == clip:
        del parent.attrib["clip-path"]
    before: ElementTree.Element | None = None
    for child in list(parent):
        _merge(child, parent.get("clip-path", clip))
        tag = child.tag.removeprefix(SVG)
        if tag == "path":
            child.set("d", _BOX.sub(_boxed, child.get("d", "")))
            rest = {k: v for k, v in child.attrib.items() if k != "d"}
            if before is not None and rest == {k: v for k, v in before.attrib.items() if k != "d"}:
                before.set("d", before.get("d", "") + child.get("d", ""))
                parent.remove(child)
                continue
            before = child
            continue
        before = None
        shift = _SHIFT.fullmatch(child.get("transform", ""))
        if tag == "g" and shift and len(child) == 1 and set(child.attrib) == {"transform"}:
            text = child[0]
            if text.tag == f"{SVG}text" and "transform" not in text.attrib:
                for part in text.iter():
                    for name, by in (("x", shift[1]), ("y", shift[2])):
                        if name in part.attrib:
                            part.set(name, f"{round(float(part.get(name, 0)) + float(by), 1):g}")
                parent[list(parent).index(child)] = text


def clean(svg: str, figure_id: str, key: str, layout: str, digest: str) -> str:
    """Plotly's SVG made lean, deterministic and recolourable.

    Random ids become numbered ones, our colours become custom properties, coordinates are
    rounded to a tenth, sizes become a viewBox. Carries the hash of the spec it shows.
    """
    root = ElementTree.fromstring(svg)
    size = float(root.get("width", 0)), float(root.get("height", 0))
    if not all(size):
        raise ValueError(f"{figure_id}: plotly gave no sized SVG")
    used = set(re.findall(r"url\([^)#]*#([^)'\"&]+)", svg)) | set(
        re.findall(r'href="#([^"]+)"', svg)
    )
    prefix = "-".join(filter(None, (figure_id, key, layout[0])))
    numbers: dict[str, str] = {}
    for element in root.iter():
        kept = {}
        for name, text in element.attrib.items():
            if name == "id":
                if text in used:
                    kept["id"] = numbers.setdefault(text, f"{prefix}-{len(numbers)}")
            elif name not in ("class", _SPACE) and not name.startswith("data-"):
                value = _value(name, text)
                if value:
                    kept[name] = value
        element.attrib.clear()
        element.attrib.update(kept)
    for element in root.iter():
        for name, text in element.attrib.items():
            element.set(name, _LINK.sub(lambda m: m[1] + numbers.get(m[2], m[2]) + m[3], text))
    _prune(root)
    _merge(root)
    root.attrib.clear()
    inside = ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)
    inside = inside[inside.index(">") + 1 : inside.rindex("</svg>")].replace(" />", "/>")
    uses = [n for n in theme.TOKENS if f"--t-{n})" in inside]
    light, dark = (";".join(f"--t-{n}:{theme.TOKENS[n][i]}" for n in uses) for i in (0, 1))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {size[0]:g} {size[1]:g}" data-hash="{digest}">'
        f"<style>svg{{{light};font-family:PT Sans,sans-serif}}"
        f"@media (prefers-color-scheme:dark){{svg{{{dark}}}}}</style>{inside}</svg>\n"
    )


def chromium() -> str | None:
    """The browser to draw with: $CHROMIUM, a system one, or None for Playwright's own."""
    chosen = [os.environ.get("CHROMIUM", ""), *_CHROMIUMS]
    return next((p for p in chosen if p and Path(p).is_file()), None)


def _fonts() -> str:
    """The page's own PT Sans, so that a poster is measured in the letters it is shown in."""
    css = (STATIC / "antiparty.css").read_text(encoding="utf-8")
    faces = re.findall(r'@font-face \{ font-family: "PT Sans";[^}]*\}', css)
    if not faces:
        raise SystemExit("antiparty.css has no @font-face of PT Sans: posters need it")
    return "".join(faces).replace("url(vendor/", f"url({STATIC.as_uri()}/vendor/")


def _page_spec(state: State, layout: str) -> Any:
    def colour(match: re.Match[str]) -> str:
        return theme.TOKENS[match[1]][0] if match[1] in theme.TOKENS else match[0]

    return json.loads(re.sub(r"@([a-z][a-z-]*)", colour, dumps(state.spec[layout])))


def draw(todo: list[tuple[Figure, State, str, Path]]) -> None:
    """Draw these posters with one browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only drawing needs it)

    pictures.POSTERS.mkdir(parents=True, exist_ok=True)
    blank = STATIC / "vendor" / "plotly" / "LICENSE"  # any local file gives a file:// origin
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(blank.as_uri())
        page.add_style_tag(content=_fonts())
        page.add_script_tag(path=str(PLOTLY))
        page.evaluate("Promise.all([...document.fonts].map(f => f.load()))")
        for item, state, layout, path in todo:
            width = item.size if layout == "wide" else "narrow"
            svg = page.evaluate(
                """async ([spec, width]) => {
                  const gd = document.createElement("div");
                  document.body.append(gd);
                  const layout = {...spec.layout, width};
                  await Plotly.newPlot(gd, spec.data, layout, {staticPlot: true});
                  const uri = await Plotly.toImage(gd, {format: "svg", width,
                    height: spec.layout.height, imageDataOnly: true});
                  Plotly.purge(gd); gd.remove();
                  return uri;
                }""",
                [_page_spec(state, layout), theme.WIDTHS[width]],
            )
            text = clean(svg, item.id, state.key, layout, state.hashes[layout])
            path.write_text(text, encoding="utf-8", newline="\n")
        browser.close()


def main(argv: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="antiparty.posters", description=__doc__.split("\n")[0])
    parser.add_argument("ids", nargs="*", help="figures to draw (default: all that are old)")
    parser.add_argument("--all", action="store_true", help="draw every poster anew")
    parser.add_argument("--check", action="store_true", help="list old posters; exit 1 if any")
    args = parser.parse_args(argv)
    every, faults = [], []
    for name in args.ids or figures.ids():
        try:
            every += wanted([name])
        except Exception as fault:  # one broken figure must not keep the others from being drawn
            faults.append(f"{name} cannot be drawn: {type(fault).__name__}: {fault}")
    old = [t for t in every if args.all or poster_hash(t[3]) != t[1].hashes[t[2]]]
    kept = {t[3] for t in every}
    whole = not args.ids and not faults  # only then is it known which posters nobody shows
    extra = [p for p in sorted(pictures.POSTERS.glob("*.svg")) if p not in kept] if whole else []
    for line in faults:
        print(line, file=sys.stderr)
    if args.check:
        for path in [t[3] for t in old] + extra:
            print(f"{path.name}: {'no figure shows it' if path in extra else 'missing or old'}")
        return 1 if old or extra or faults else 0
    for path in extra:
        path.unlink()
    if old:
        draw(old)
    print(f"{len(old)} posters drawn, {len(every) - len(old)} were true, {len(extra)} removed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
