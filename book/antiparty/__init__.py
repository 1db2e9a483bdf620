"""The library behind *Seven Against Four*: the data, the questions asked of it, the figures.

The modules stand in one line and none imports one to its right::

    theme | tables -> dates -> asof -> facts -> charts, networks -> figures -> present
          -> validate, export, __main__

``import antiparty`` is light: nothing is read and nothing heavy is imported until it is used.
In a chapter ``from antiparty import show`` is all that is needed.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.2.0"
__all__ = ["show"]


def __getattr__(name: str) -> Any:
    # plotly and pyvis take a second to import; `antiparty.tables` users never need them.
    if name == "show":
        from .present import show  # noqa: PLC0415

        return show
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
