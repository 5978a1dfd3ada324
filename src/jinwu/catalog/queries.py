"""What other rooms read of the law of a day. All answers come from one in-process snapshot per epoch.

Which day governs is the caller's to say (`on=`): substance goes by the day of the act, procedure by the day of the step.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from jinwu.kit.grams import grams
from jinwu.law.calendar import WorkCalendar
from jinwu.law.citations import Citation
from jinwu.law.messages import Message, say

from . import snapshot
from .chinese import citation_text, place_text, search_form
from .rows import ArticleRow, BasisNotLoaded, ProfileMissing, ProfileRow, ViolationRow
from .snapshot import latest

#: The State Council announces a year in the autumn before; from this many days before its end a missing one is told.
_NOTICE_DAYS = 30

__all__ = [
    "ArticleRow",
    "BasisNotLoaded",
    "ProfileMissing",
    "ProfileRow",
    "ViolationRow",
    "article",
    "calendar_notice",
    "cite",
    "cite_short",
    "find_violations",
    "profile",
    "statute_name",
    "value",
    "violation",
    "violations",
    "work_calendar",
]


def profile(key: str, on: date) -> ProfileRow:
    """The bureau's choice of that day. Raises `ProfileMissing`."""
    row = latest(snapshot.now().profile.get(key, ()), on)
    if row is None:
        raise ProfileMissing(
            say("The profile has no value “{key}” for {day}.", key=key, day=on),
            say("The administrator adds it under Registers › Profile, from the day it is in force."),
        )
    return row


def value(key: str, on: date, default: Any = None) -> Any:
    """The plain value of a profile key, or `default` where there is none."""
    row = latest(snapshot.now().profile.get(key, ()), on)
    return default if row is None else row.value


def violation(code: str, on: date) -> ViolationRow:
    """The violation as the law of that day has it. Raises `BasisNotLoaded`."""
    known = snapshot.now().violations.get(code, ())
    row = latest(known, on)
    if row is None:
        raise _not_loaded(code, known, on)
    return row


def violations(on: date, kind: str = "summary", party_kind: str | None = None) -> list[ViolationRow]:
    """The violations in force that day, by code. `kind` "summary" keeps those that a warning or a fine within the
    limits of the summary procedure (APL 51) may end, for the party's kind if it is known; "all" keeps all."""
    found = [row for known in snapshot.now().violations.values() if (row := latest(known, on))]
    if kind == "summary":
        as_citizen = bool(value("sole_trader.as_citizen", on, True))
        found = [row for row in found if row.summary_allowed(on, party_kind, as_citizen)]
    return sorted(found, key=lambda row: (not row.common, row.code))


def find_violations(
    words: str, on: date, *, kind: str = "all", party_kind: str | None = None, limit: int = 20
) -> list[ViolationRow]:
    """Violations of that day by words of title or keywords, code, or pinyin initials; best first, at most `limit`."""
    wanted = [search_form(word) for word in words.split() if search_form(word)]
    offered = violations(on, kind, party_kind)
    if not wanted:
        return offered[:limit]
    ranked = [(sum(ranks), row) for row in offered if all(ranks := [_rank(row, word) for word in wanted])]
    ranked.sort(key=lambda pair: (-pair[0], not pair[1].common, pair[1].code))
    return [row for _rank_, row in ranked[:limit]]


def article(citation: Citation, on: date) -> ArticleRow | None:
    """The article a citation names, as worded on that day; None where it is not in the catalogue."""
    return snapshot.now().article(citation, on)


def cite(citation: Citation | Iterable[Citation], on: date) -> str:
    """The citation as a legal document prints it: 《中华人民共和国行政处罚法》第五十一条."""
    return _cite(citation, "title")


def cite_short(citation: Citation | Iterable[Citation], on: date) -> str:
    """The citation as a page prints it: 《行政处罚法》第五十一条."""
    return _cite(citation, "short_title")


def statute_name(code: str) -> str:
    """The short title of a statute; its code where it is not in the catalogue."""
    statute = snapshot.now().statutes.get(code)
    return statute.short_title if statute else code


def work_calendar() -> WorkCalendar:
    """Working days: the library's, with the bureau's own table over it."""
    return snapshot.now().calendar


def _cite(citations: Citation | Iterable[Citation], name: str) -> str:
    text, before = "", None
    for citation in [citations] if isinstance(citations, Citation) else citations:
        if before and before.statute == citation.statute:
            text += "、" + place_text(citation, before)
        else:
            statute = snapshot.now().statutes.get(citation.statute)
            title = getattr(statute, name) if statute else citation.statute
            text += ("、" if before else "") + citation_text(title, citation)
        before = citation
    return text


def _rank(row: ViolationRow, word: str) -> int:
    code = search_form(row.code)
    if code == word:
        return 100
    if word.isascii():
        starts = any(part.startswith(word) for part in row.initials.split())
        return 40 if starts else 20 if word in row.initials or code.startswith(word) else 0
    if word in row.searchable:
        return 60 if search_form(row.title).startswith(word) else 50
    if len(word) > 1 and set(grams(word)) <= row.bigrams:
        return 30
    return 10 if len(word) > 2 and set(word) <= set(row.searchable) else 0


def _not_loaded(code: str, known: Iterable[ViolationRow], on: date) -> BasisNotLoaded:
    ended = [row for row in known if row.in_force_to and row.in_force_to < on and row.replaced_by]
    if ended:
        last = max(ended, key=lambda row: row.in_force_to)
        statute = snapshot.now().statutes.get(last.replaced_by)
        name = statute.short_title if statute else last.replaced_by
        return BasisNotLoaded(
            say(
                "Basis not loaded: an act of {day} (“{title}”) falls under the {statute}, whose articles are not loaded.",
                day=on,
                title=last.title,
                statute=name,
            ),
            say("Load its articles and the violations that rest on them; until then this matter cannot be opened."),
            (Citation(last.replaced_by),),
        )
    return BasisNotLoaded(
        say("Basis not loaded: no violation “{code}” is in force on {day}.", code=code, day=on),
        say("Choose another violation, or have the administrator load the basis for that day."),
    )


def calendar_notice(today: date) -> Message | None:
    """What pages say in one banner when days are counted beyond the last published year, or will be within 60 days."""
    until = work_calendar().published_until
    if (until - today).days >= _NOTICE_DAYS:
        return None
    return say(
        "The work calendar is known until {day}; periods that end later are counted without public holidays. "
        "Enter the new year's holidays under Registers › Work calendar.",
        day=until,
    )
