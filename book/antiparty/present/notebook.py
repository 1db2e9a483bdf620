"""A figure in a notebook: everything inline, nothing fetched."""

from __future__ import annotations

import sys

from .. import theme
from ..figures import Figure
from .html import figure_html
from .pictures import STATIC
from .spec import live_script, states

LIBRARIES = {
    "plotly": STATIC / "vendor" / "plotly" / "plotly-cartesian.min.js",
    "network": STATIC / "vendor" / "vis-network" / "vis-network.min.js",
}


def _library(kind: str) -> str:
    text = LIBRARIES[kind].read_text(encoding="utf-8").replace("</script", "<\\/script")
    # Notebooks have AMD loaders that would swallow a UMD module: hide `define` for a moment.
    return f"<script>(function(define,module,exports){{{text}\n}}).call(window)</script>"


def page_parts(figure: Figure, loaded: set[str]) -> str:
    """HTML of the figure for one notebook output; `loaded` remembers libraries already sent."""
    kind = states(figure)[0].kind
    apart = "google.colab" in sys.modules  # Colab gives each output a frame of its own
    library = ""
    if apart or kind not in loaded:
        library = _library(kind)
        loaded.add(kind)
    ground = ".ap-figure{background:var(--t-paper);padding:1rem}"  # whatever the notebook's is
    style = theme.css() + ground + (STATIC / "figure.css").read_text(encoding="utf-8")
    parts = ["figure.js", "figure-network.js"] if kind == "network" else ["figure.js"]
    scripts = "".join(f"<script>{(STATIC / n).read_text(encoding='utf-8')}</script>" for n in parts)
    return (
        f"<style>{style}</style>{figure_html(figure)}{library}"
        f"{scripts}<script>{live_script(figure)}antiparty.scan();</script>"
    )
