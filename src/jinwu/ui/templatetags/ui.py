"""Words, badges, citations, rulers and parts: built in to every template. How to use each: docs/design.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from jinwu.kit import clock
from jinwu.law.citations import Citation
from jinwu.law.money import words
from jinwu.ui import links, rulers, terms, translate

register = template.Library()

#: States of a badge, from light to heavy; each has its own shape.
STATES = ("draft", "open", "doing", "wait", "done", "pass", "info", "paused", "soon", "gap", "mark", "block", "breach")
STATES += ("late", "void")
GLYPHS = frozenset(STATES) | {"todo", "off", "chain", "search", "down"}

_WEEKDAYS = (
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
)
_FEN = Decimal("0.01")
_DIGITS = "〇一二三四五六七八九"

# words


@register.filter
def say(message: Any) -> str:
    """A `Message`, a message from the record, or a source string, in the reader's language."""
    return translate.translate(message)


@register.filter
def money(amount: Any) -> str:
    """``70,000.00``; — where the amount is not known."""
    return translate.money(amount) or "—"


@register.filter
def yuan_words(amount: Any) -> str:
    """人民币大写, e.g. 壹佰元整; nothing for what is not an amount."""
    try:
        exact = Decimal(str(amount))
        return words(exact) if exact == exact.quantize(_FEN) else ""
    except (ArithmeticError, ValueError):
        return ""


@register.filter
def day(value: date | None) -> str:
    """2026年11月20日."""
    return translate.day(value)


@register.filter
def day_short(value: date | None) -> str:
    """11月20日; with the year when it is not this year."""
    return translate.day_short(value, clock.today())


@register.filter
def day_words(value: date) -> str:
    """The date at the head of a day's page: 十一月二十日."""
    if not (get_language() or "").startswith("zh"):
        return translate.day(value)
    return f"{_numeral(value.month)}月{_numeral(value.day)}日"


@register.filter
def weekday(value: date) -> str:
    """星期五."""
    return _(_WEEKDAYS[value.weekday()])


@register.filter
def clock_time(value: datetime | None) -> str:
    """16:12, in Asia/Shanghai."""
    return value.astimezone(clock.ZONE).strftime("%H:%M") if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """11月20日 16:12."""
    return f"{day_short(value)} {clock_time(value)}" if value else ""


@register.filter
def signed(number: int) -> str:
    """A count with a true minus sign: −2."""
    return str(number).replace("-", "−")


@register.filter
def tone(left: int | None) -> str:
    """``late``, ``soon`` or empty for a count of days left."""
    return terms.tone(left)


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十") + (_DIGITS[ones] if ones else "")


# small marks


@register.simple_tag
def badge(state: str, word: Any) -> SafeString:
    """A state as shape and word. Raises `ValueError` for a state that has no shape."""
    if state not in STATES:
        raise ValueError(f"no badge {state!r}; there are: {', '.join(STATES)}")
    return format_html('<span class="badge" data-state="{}">{}</span>', state, say(word))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A glyph beside a word; never alone."""
    if name not in GLYPHS:
        raise ValueError(f"no glyph {name!r}; there are: {', '.join(sorted(GLYPHS))}")
    return format_html('<span class="g" data-g="{}" aria-hidden="true"></span>', name)


@register.simple_tag
def cite(*citations: Any, summary: bool = False, on: date | datetime | None = None) -> SafeString:
    """Articles of law under a dotted line, each opening its article; with `summary`, its gist in our words after it.

    `on` is the day whose wording governs; without it the page of the article takes today's.
    """
    day = on.astimezone(clock.ZONE).date() if isinstance(on, datetime) else on
    return format_html_join("、", "{}", ((_cited(one, summary, day),) for one in _citations(citations)))


def _citations(given: Iterable[Any]) -> Iterable[Citation]:
    for one in given:
        if isinstance(one, str):
            yield Citation.parse(one)
        elif isinstance(one, Citation):
            yield one
        elif one:
            yield from _citations(one)


def _cited(citation: Citation, summary: bool, on: date | None) -> SafeString:
    asked = (citation, on) if on else (citation,)
    words = links.resolve("article.words", citation, default=str(citation))
    url = links.resolve("article.url", *asked)
    shown = format_html('<a class="cite" href="{}">{}</a>' if url else '<span class="cite">{1}</span>', url, words)
    gist = links.resolve("article.summary", *asked) if summary else ""
    return format_html('{}　<span class="law">{}</span>', shown, gist) if gist else shown


@register.simple_tag
def photo(digest: str, title: str = "") -> SafeString:
    """A photograph of the evidence store, by its SHA-256; an empty place where no room shows it."""
    url = links.resolve("photo.url", digest)
    return (
        format_html('<img src="{}" alt="{}" loading="lazy">', url, title or _("Photograph")) if url else SafeString("")
    )


# scales


@register.simple_tag
def ruler(drawn: rulers.Ruler) -> SafeString:
    """A `rulers.period` or `rulers.scale` as its small picture."""
    return rulers.draw(drawn)


@register.simple_tag
def deadline(term: Any) -> str:
    """A row of ``<ul class="rows">``: what, the day, how long still, the ruler, why and the article (`terms.Deadline`)."""
    return render_to_string("ui/parts/deadline.html", {"term": term})


@register.simple_tag
def due(left: int | None, kind: str, state: str = "") -> SafeString:
    """How long still, as a column of a list shows it: a badge where it is late or soon, plain ink otherwise."""
    if left is None:
        return format_html('<span class="ink2">{}</span>', _("not running"))
    shown = state or terms.tone(left)
    words = terms.left_words(left, kind)
    return badge(shown, words) if shown else format_html('<span class="ink2">{}</span>', words)


# parts of a page


@register.simple_block_tag
def part(content: str, title: Any, meta: Any = "", more: Any = "", more_url: str = "", light: bool = False) -> str:
    """A part of a page: a heading on a rule, a quiet remark, one link at the right end."""
    context = {"content": content, "title": title, "meta": meta, "more": more, "more_url": more_url, "light": light}
    return render_to_string("ui/part.html", context)


@register.simple_block_tag
def note(content: str, state: str, title: Any = "") -> str:
    """A note: ``refuse``, ``soon``, ``info`` or ``ok``."""
    return render_to_string("ui/note.html", {"content": content, "state": state, "title": title})


@register.simple_block_tag
def nothing(content: str, title: Any) -> str:
    """An empty page or part: what is not there, and what is next."""
    return render_to_string("ui/empty.html", {"content": content, "title": title})


@register.simple_block_tag
def dialog(content: str, id: str, title: Any) -> str:
    """A dialog opened by ``<button type="button" popovertarget="ID">``; its acts stand in ``<div class="actions">``."""
    return render_to_string("ui/dialog.html", {"content": content, "id": id, "title": title})


@register.simple_tag
def refusal(title: Any, findings: Iterable[Any]) -> str:
    """The note of a refused act: for each finding what, why, article, mending act (`what`, `remedy`, `basis`, `url`)."""
    return render_to_string("ui/refusal.html", {"title": title, "findings": findings})


@register.simple_tag
def form_fields(form: Any) -> str:
    """The whole form between ``<form>`` and its buttons: the list of errors, then every field."""
    return render_to_string("ui/form.html", {"form": form})


@register.simple_tag
def form_field(form: Any, path: str) -> str:
    """One field of a form, for a page that lays its fields out itself. Raises `KeyError` for a name it has not."""
    return render_to_string("ui/field.html", {"field": form[path]})


@register.simple_tag
def form_errors(form: Any) -> str:
    """The list of errors alone, for a page that lays its fields out itself."""
    return render_to_string("ui/errors.html", {"form": form})
