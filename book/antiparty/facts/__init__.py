"""Every number that a sentence of the book uses: one small named function each.

A function returns the value and the rows it was counted from; its docstring is the rule, shown to
the reader. The chapters call them through the ``{fact}`` role; notebooks through ``facts.get``.
"""

from __future__ import annotations

from antiparty.facts.core import Fact, FactError, fact, get, in_words, names

__all__ = ["Fact", "FactError", "fact", "get", "in_words", "names"]
