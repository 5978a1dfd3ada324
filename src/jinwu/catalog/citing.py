"""How pages name an article, what they say of it, and which page opens it (`jinwu.ui.links`)."""

from __future__ import annotations

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


def url(citation: Citation) -> str:
    """The page of the article in its last wording; empty where the catalogue has none."""
    found = _last(citation)
    return links.resolve("row.url", "articles", found.id) if found else ""


def summary(citation: Citation) -> str:
    """The article in our own words; empty where there are none."""
    found = _last(citation)
    return found.summary if found else ""


def _last(citation: Citation) -> ArticleRow | None:
    """As worded today, else as worded until it was repealed."""
    today = clock.today()
    ends = [version.in_force_to for version in snapshot.now().versions.get(citation.statute, ())]
    return next((row for day in (today, *filter(None, ends)) if (row := article(citation, day))), None)


def declare() -> None:
    """Tell pages how to name and open articles."""
    links.resolver("article.words", words)
    links.resolver("article.url", url)
    links.resolver("article.summary", summary)
