"""Parts that compute in the page: they come when the figure does, and the figure stands without."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import plotly.graph_objects as go
import pytest
from antiparty import figures
from opened import Opener, opener

PAGE, FIGURE = "book/after_stalin.html", "kremlin-on-a-day"


@pytest.fixture(scope="module")
def opens() -> Iterator[Opener]:
    with opener() as made:
        yield made


@pytest.mark.browser
def test_nothing_is_loaded_before_the_figure_is_near(opens):
    page = opens(PAGE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(400)
    assert not [url for url in asked if "widget" in url]
    page.locator(f"#{FIGURE}").scroll_into_view_if_needed()
    page.wait_for_selector(f"#{FIGURE}[data-widget-ready]")
    assert sum("widget" in url for url in asked) == 3  # script, style, data
    opens.close()


@pytest.mark.browser
def test_a_part_that_cannot_be_loaded_says_so_and_the_picture_stays(opens):
    page = opens(PAGE)
    page.route("**/widget-kremlin.js", lambda route: route.abort())
    page.locator(f"#{FIGURE}").scroll_into_view_if_needed()
    status = page.locator(f"#{FIGURE} .ap-says", has_text="could not be loaded")
    status.wait_for(state="attached")
    assert page.locator(f"#{FIGURE} .ap-stage").is_visible()
    assert page.locator(f"#{FIGURE} .ap-stepper").is_visible()
    assert len(opens.faults) >= 1  # the console names what failed
    opens.faults.clear()
    opens.close()


@pytest.mark.browser
def test_a_broken_address_raises_nothing(opens):
    page = opens(PAGE, "#%")
    page.wait_for_timeout(200)
    page.evaluate("location.hash = '%E0%A4%A'")
    page.wait_for_timeout(200)
    assert page.locator("h1").is_visible()
    opens.close()


@pytest.mark.parametrize("parts", [{"widget": "sum"}, {"extra": dict}])
def test_a_widget_and_its_data_belong_together(parts):
    frame = pd.DataFrame({"a": [1]})
    with pytest.raises(figures.FigureError, match="belong together"):
        figures.Figure("T", "S", "x", frame, lambda layout: go.Figure(), **parts)
