"""Search by any two characters: the bigrams of a text, stored as an array under a GIN index."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[^\w]+", re.UNICODE)


def grams(*texts: str | None) -> list[str]:
    """Sorted distinct bigrams of all texts, folded to lower case and half width; one-character words stand alone."""
    found: set[str] = set()
    for text in texts:
        for word in _words(text):
            found.update(word[i : i + 2] for i in range(len(word) - 1))
            if len(word) == 1:
                found.add(word)
    return sorted(found)


def query_grams(words: str) -> list[str]:
    """The bigrams a row must all have to match `words`; empty for nothing searchable."""
    return grams(words)


def _words(text: str | None) -> list[str]:
    if not text:
        return []
    folded = unicodedata.normalize("NFKC", text).lower()
    return [word for word in _APART.split(folded) if word]
