"""The blank canvas of every chart: the book's plotly template, and a Figure that is quick.

Charts import it through `charts.common`.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from .. import theme

TEMPLATE = go.layout.Template(
    layout=go.Layout(
        font={"family": theme.SANS, "color": theme.INK, "size": theme.TEXT["wide"]},
        paper_bgcolor=theme.CLEAR,
        plot_bgcolor=theme.CLEAR,
        colorway=[theme.RED, theme.BLUE, theme.GREY],
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        hovermode="closest",
        dragmode=False,
        bargap=0.2,
        showlegend=False,
        hoverlabel={
            "bgcolor": theme.PANEL,
            "bordercolor": theme.LINE,
            "align": "left",
            "font": {"family": theme.SANS, "size": 14, "color": theme.INK},
        },
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
            "bgcolor": theme.CLEAR,
        },
        xaxis={
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
            "fixedrange": True,
            "linecolor": theme.LINE,
            "tickcolor": theme.LINE,
        },
        yaxis={
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
            "fixedrange": True,
            "linecolor": theme.LINE,
            "tickcolor": theme.LINE,
        },
    )
)


class Chart(go.Figure):
    """A go.Figure that takes labels and shapes in bulk.

    Plotly checks all annotations again for each one added; a chart with a hundred words would
    take seconds. They wait here until the layout is next looked at.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__["waiting"] = {"annotations": [], "shapes": []}
        super().__init__(*args, **kwargs)

    def later(self, kind: str, item: dict[str, Any]) -> None:
        """Add an annotation or a shape (`kind`: "annotations" or "shapes")."""
        self.__dict__["waiting"][kind].append(item)

    def settle(self) -> None:
        """Give the waiting ones to plotly."""
        waiting = self.__dict__["waiting"]
        for kind, items in waiting.items():
            if items:
                waiting[kind] = []
                held = super().layout
                held[kind] = (*held[kind], *items)

    @property
    def layout(self) -> go.Layout:
        """The layout, with everything in it."""
        self.settle()
        return super().layout

    @layout.setter
    def layout(self, new: Any) -> None:
        self.settle()
        self["layout"] = new

    def to_dict(self) -> dict[str, Any]:
        """As plotly's, with everything in it."""
        self.settle()
        return super().to_dict()


def later(fig: go.Figure, kind: str, item: dict[str, Any]) -> None:
    if isinstance(fig, Chart):
        fig.later(kind, item)
    else:
        fig.layout[kind] = (*fig.layout[kind], item)


def figure(layout: str, height: int, **update: Any) -> go.Figure:
    """A blank figure in the book's template; `update` goes to its layout.

    `layout` is "wide" (see theme.WIDTHS) or "narrow" (360 px); `height` in pixels.
    """
    if layout not in ("wide", "narrow"):
        raise ValueError(f"layout is 'wide' or 'narrow', not {layout!r}")
    fig = Chart(layout={"template": TEMPLATE, "height": height})
    fig.update_layout(font_size=theme.TEXT[layout], **update)
    return fig
