"""How pages name an article and what they say of it (`jinwu.ui.links`); which page opens it is the shell's to say."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language

from jinwu.kit import clock
from jinwu.law.citations import Citation
from jinwu.ui import links

from . import snapshot
from .chinese import place_text
from .queries import article
from .rows import ArticleRow


def words(citation: Citation) -> str:
    """行政处罚法第五十一条; in English the short form of the record, APL 51."""
    statute = snapshot.now().statutes.get(citation.statute)
    if statute is None or not (get_language() or "").startswith("zh"):
        return str(citation)
    return f"{statute.short_title}{place_text(citation)}"


def summary(citation: Citation, on: date | None = None) -> str:
    """The article in our own words, as worded on a day (today); empty where there are none."""
    found = article(citation, on) if on else _last(citation)
    return found.summary if found else ""


def _last(citation: Citation) -> ArticleRow | None:
    """As worded today, else as worded until it was repealed."""
    today = clock.today()
    ends = [version.in_force_to for version in snapshot.now().versions.get(citation.statute, ())]
    return next((row for day in (today, *filter(None, ends)) if (row := article(citation, day))), None)


def declare() -> None:
    """Tell pages how to name articles."""
    links.resolver("article.words", words)
    links.resolver("article.summary", summary)
