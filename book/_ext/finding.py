"""Search in English and Russian: «Шепилову» finds Шепилов, «Хрущева» finds Хрущёв.

Sphinx stems one language. This one keeps its English stemmer and takes the case ending off words in
Cyrillic. Snowball's Russian stemmer is no help: it cuts Шепилов and Шепилову to different stems.
"""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

# What a noun or adjective in -ов, -ин, -ич or -ая ends in; three letters are left at least.
ENDING = (
    "(?:ыми|ими|ого|его|ому|ему|ами|ями|ой|ей|ым|им|ом|ем|ах|ях|ам|ям|ую|юю|ая|яя|ое|ее|ые|ие|ых|их"
    "|[аяоеуюыиьй])$"
)
STEM = re.compile(f"(?<=[а-я]{{3}}){ENDING}")

JAVASCRIPT = f"""
var EnglishStemmer = Stemmer;
Stemmer = function () {{
  var english = new EnglishStemmer();
  this.stemWord = function (word) {{
    if (!/[а-яё]/.test(word)) return english.stemWord(word);
    return word.replace(/ё/g, "е").replace(/^([а-я]{{3,}}?){ENDING}/, "$1");
  }};
}};
"""


class EnglishAndRussian(SearchEnglish):
    """SearchEnglish, and Russian words without their ending."""

    js_stemmer_code = SearchEnglish.js_stemmer_code + JAVASCRIPT

    def init(self, options: dict[str, str]) -> None:
        super().init(options)
        self.stems: dict[str, str] = {}  # the same words come on every page

    def stem(self, word: str) -> str:
        word = word.lower()
        if word not in self.stems:
            self.stems[word] = self._stem(word)
        return self.stems[word]

    def _stem(self, word: str) -> str:
        if not re.search("[а-яё]", word):
            return super().stem(word)
        return STEM.sub("", word.replace("ё", "е"))


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_search_language(EnglishAndRussian)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
