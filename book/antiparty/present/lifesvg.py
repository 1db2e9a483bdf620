"""The career chart of a person's page as an inline SVG, by our own pen and with no browser.

Across it is drawn in per cent, so it fills any width while its letters keep their size.
"""

from __future__ import annotations

from html import escape

from antiparty import theme
from antiparty.people import words
from antiparty.people.life import Bar, Label, Life

MIN = 2.5  # pixels: a spell of some days can still be seen
# What is drawn in paper colour over a sphere, in a tile of 6 by 6 pixels; party and other are bare.
TILES = {
    "-": "M0 1.5h6M0 4.5h6",
    "x": "M0 0l6 6M6 0l-6 6",
    "|": "M3 0v6",
    "+": "M0 3h6M3 0v6",
    ".": "M2 3h2",
}


def _share(value: float) -> str:
    return f"{100 * value:.2f}".rstrip("0").rstrip(".") + "%"


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _colour(sphere: str) -> str:
    return f"var(--t-sphere-{sphere})"


def patterns(spheres: list[str]) -> str:
    """Fills of the page: hatching for possible days, and the pattern of each sphere."""
    out = []
    for sphere in spheres:
        colour = _colour(sphere)
        tile = 'width="6" height="6" patternUnits="userSpaceOnUse"'
        out.append(
            f'<pattern id="maybe-{sphere}" {tile}><path d="M-1 7l8-8M-1 1l2-2M5 7l2-2" '
            f'stroke="{colour}" stroke-width="1.6"/></pattern>'
        )
        over = TILES.get(theme.SPHERE_PATTERNS[sphere], "")
        line = f'<path d="{over}" stroke="var(--t-paper)"/>' if over else ""
        out.append(
            f'<pattern id="sure-{sphere}" {tile}><path d="M0 0h6v6H0z" fill="{colour}"/>'
            f"{line}</pattern>"
        )
    return f"<defs>{''.join(out)}</defs>"


def _rect(ends: tuple[float, float], y: float, height: float, pen: str, least: float = 0) -> str:
    """A rectangle between two shares of the width; `least`: pixels that it has at any rate."""
    x, wide = ends[0], ends[1] - ends[0]
    if wide <= 0 and not least:
        return ""
    width = _number(least) if least and wide < 0.008 else _share(wide)
    size = f'width="{width}" height="{_number(height)}"'
    return f'<rect x="{_share(x)}" y="{_number(y)}" {size} {pen}/>'


def _bar(bar: Bar) -> str:
    a, b, c, d = bar.x
    colour = "var(--t-ink)" if bar.seat else _colour(bar.sphere)
    title = f"<title>{escape(bar.words)}</title>"
    if bar.recalled:
        pen = f'fill="none" stroke="{colour}" stroke-width="1.5" stroke-dasharray="3 2"'
        return f"<g>{title}{_rect((a, d), bar.y + 0.75, bar.height - 1.5, pen, MIN)}</g>"
    if bar.seat:
        full = bar.seat == "full member"
        sure = f'fill="{colour}"' if full else f'fill="var(--t-paper)" stroke="{colour}"'
        maybe = f'fill="none" stroke="{colour}" stroke-dasharray="1 2"'
    else:
        sure, maybe = f'fill="url(#sure-{bar.sphere})"', f'fill="url(#maybe-{bar.sphere})"'
    parts = [_rect((a, b), bar.y, bar.height, maybe), _rect((c, d), bar.y, bar.height, maybe)]
    if c > b or (a == b and c == d):
        parts.append(_rect((b, c), bar.y, bar.height, sure, MIN))
    elif not any(parts):
        parts.append(_rect((a, d), bar.y, bar.height, maybe, MIN))
    return f"<g>{title}{''.join(parts)}</g>"


def _text(label: Label) -> str:
    kind = f' class="{label.layout}"' if label.layout else ""
    hung = ' text-anchor="end"' if label.ends else ""
    at = f'x="{_share(label.x)}" y="{_number(label.y)}"'
    return f"<text{kind} {at}{hung}>{escape(label.text)}</text>"


def _axis(life: Life) -> str:
    foot = life.height - 14
    out = [f'<rect y="{_number(foot - 3)}" width="100%" height="1" fill="var(--t-line)"/>']
    for x, year, layout in life.ticks:
        kind = f' class="{layout}"' if layout else ""
        where = "start" if x < 0.03 else "end" if x > 0.97 else "middle"
        mark = f'<rect x="{_share(x)}" y="{_number(foot - 3)}" width="1" height="4"/>'
        out.append(
            f'<g{kind} fill="var(--t-muted)">{mark}<text x="{_share(x)}" '
            f'y="{_number(life.height - 1)}" text-anchor="{where}">{year}</text></g>'
        )
    return "".join(out)


def _band(life: Life) -> str:
    low, high = life.band
    where = "start" if low < 0.08 else "end" if low > 0.9 else "middle"
    height = life.height - 17 - 14
    return (
        f'<g><title>18 to 29 June 1957</title><rect x="{_share(low)}" y="14" '
        f'width="4" height="{_number(height)}" '
        f'fill="var(--t-band)"/></g><text x="{_share((low + high) / 2)}" y="10" '
        f'text-anchor="{where}" fill="var(--t-against)">June 1957</text>'
    )


def chart(life: Life, name: str, described: str) -> str:
    """The SVG; `described`: what a reader who does not see it is told."""
    spheres = [s for s in theme.SPHERES if s in {bar.sphere for bar in life.bars if not bar.seat}]
    return (
        f'<svg class="life" role="img" aria-labelledby="life-title life-desc" width="100%" '
        f'style="height:{_number(life.height)}px"><title id="life-title">{escape(name)}</title>'
        f'<desc id="life-desc">{escape(described)}</desc>{patterns(spheres)}{_band(life)}'
        f"{''.join(map(_bar, life.bars))}{_axis(life)}"
        f'<g fill="var(--t-ink)" class="names">{"".join(map(_text, life.labels))}</g></svg>'
    )


def _sample(inside: str) -> str:
    return f'<svg width="22" height="11" aria-hidden="true" focusable="false">{inside}</svg>'


def key(life: Life) -> list[tuple[str, str]]:
    """(drawing, words) for each sign that the chart has."""
    out = []
    seats = {bar.seat for bar in life.bars if bar.seat and not bar.recalled}
    ink = "var(--t-ink)"
    if "full member" in seats:
        out.append((_sample(f'<rect y="2" width="22" height="7" fill="{ink}"/>'), "full seat"))
    if "candidate member" in seats:
        pen = f'fill="var(--t-paper)" stroke="{ink}"'
        out.append((_sample(f'<rect y="4" width="22" height="3" {pen}/>'), "candidate seat"))
    posts = [bar for bar in life.bars if not bar.seat]
    for sphere in theme.SPHERES:
        if any(bar.sphere == sphere and not bar.recalled for bar in posts):
            box = f'<rect width="22" height="11" fill="url(#sure-{sphere})"/>'
            out.append((_sample(box), words.SPHERES[sphere]))
    doubtful = [b for b in life.bars if not b.recalled and (b.x[0] < b.x[1] or b.x[2] < b.x[3])]
    if doubtful:
        sphere = next((bar.sphere for bar in doubtful if not bar.seat), "")
        pen = f'fill="url(#maybe-{sphere})"' if sphere else f'fill="none" stroke="{ink}"'
        out.append((_sample(f'<rect width="22" height="11" {pen}/>'), "possible days"))
    if any(bar.recalled for bar in life.bars):
        pen = f'fill="none" stroke="{ink}" stroke-width="1.5" stroke-dasharray="3 2"'
        out.append(
            (_sample(f'<rect x="1" y="1" width="20" height="9" {pen}/>'), "recalled, not checked")
        )
    if any(bar.half for bar in life.bars):
        halves = f'<path d="M0 0h16v5H0zM0 6h22v5H0z" fill="{ink}"/>'
        out.append((_sample(halves), "two readings"))
    return out
