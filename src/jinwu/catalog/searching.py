"""How the registers of law are searched."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from jinwu.law.citations import Citation

from .chinese import from_numeral, search_form


def articles_by(rows: Any, words: str) -> Any:
    """Words of the summary, a place (处罚法第五十一条, 处罚法51) or a key of the record (APL-51)."""
    words = "".join(words.split())
    try:
        citation = Citation.parse(words.upper())
    except (ValueError, TypeError):
        citation = None
    if citation and citation.article:
        return rows.filter(statute__code__iexact=citation.statute, number=citation.article)
    name, number = _name_and_number(words)
    if number is not None:
        return rows.filter(statute__title__icontains=name, number=number)
    return rows.filter(
        Q(summary__icontains=words) | Q(statute__title__icontains=words) | Q(paragraphs__icontains=words)
    )


def _name_and_number(words: str) -> tuple[str, int | None]:
    name, _sep, rest = words.partition("第")
    rest = rest.removesuffix("条")
    if not rest:
        name = words.rstrip("0123456789")
        rest = words[len(name) :]
    try:
        return name, int(rest) if rest.isdigit() else from_numeral(rest)
    except ValueError:
        return words, None


def violations_by(rows: Any, words: str) -> Any:
    """Every word in code, title, keywords or pinyin initials."""
    for word in words.split():
        folded = search_form(word)
        rows = rows.filter(
            Q(code__icontains=word)
            | Q(title__icontains=word)
            | Q(keywords__icontains=word)
            | Q(initials__contains=folded)
        )
    return rows
