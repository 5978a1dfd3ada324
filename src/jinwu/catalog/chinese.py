"""Chinese of the law: numerals of articles, how a citation is printed, pinyin initials, and text folded for search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import cn2an
from pypinyin import Style, lazy_pinyin

from jinwu.law.citations import Citation

_APART = re.compile(r"[^\w]+|_", re.UNICODE)


def numeral(number: int) -> str:
    """A number as articles are numbered: 10 → 十, 19 → 十九, 111 → 一百一十一."""
    text = cn2an.an2cn(number)
    return text[1:] if 10 <= number < 20 and text.startswith("一十") else text


def from_numeral(text: str) -> int:
    """The number of a Chinese numeral. Raises `ValueError`."""
    return int(cn2an.cn2an(text, "normal"))


def citation_text(title: str, citation: Citation) -> str:
    """《…》第三十三条第一款第（二）项; the statute as a whole without an article."""
    return f"《{title}》{place_text(citation)}"


def place_text(citation: Citation, after: Citation | None = None) -> str:
    """The place inside its statute; what it shares with the citation named just before is not said again."""
    text = ""
    same_article = after is not None and (after.statute, after.article) == (citation.statute, citation.article)
    if citation.article and not same_article:
        text += f"第{numeral(citation.article)}条"
    if citation.paragraph and not (same_article and after.paragraph == citation.paragraph and citation.item):
        text += f"第{numeral(citation.paragraph)}款"
    if citation.item:
        text += f"第（{numeral(citation.item)}）项"
    return text


def search_form(text: str) -> str:
    """Folded for search: half width, lower case, no punctuation or spaces."""
    return _APART.sub("", unicodedata.normalize("NFKC", text).lower())


def initials(title: str, keywords: Iterable[str] = ()) -> str:
    """Pinyin initials of a title and its keywords, apart by spaces: 占用道路 → ``zydl``."""
    words = [search_form(each) for each in (title, *keywords)]
    return " ".join("".join(lazy_pinyin(word, style=Style.FIRST_LETTER)) for word in words if word)
