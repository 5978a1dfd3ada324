"""What a chapter takes from the law, the profile and the tables: ``{{ timer T13 }}``, ``{{ cite APL-51 }}``, ``{{ timers }}``.

The manual states no article, threshold or number of days of its own, so that it cannot go stale.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jinwu.catalog import snapshot
from jinwu.catalog.changes import shown
from jinwu.catalog.snapshot import latest
from jinwu.documents.templates import templates
from jinwu.law.hearing import AGENTS, LEAD
from jinwu.law.money import SURCHARGE_CAP, SURCHARGE_RATE
from jinwu.law.on_the_spot import COLLECT_LIMIT
from jinwu.law.roles import Role
from jinwu.law.summary import CITIZEN_LIMIT, ORGANISATION_LIMIT
from jinwu.law.timers import TIMERS
from jinwu.law.vocabulary import Step
from jinwu.matters.explaining import span
from jinwu.matters.guards import ROLE_NAMES, asked_before, marked_always
from jinwu.matters.kinds import procedures
from jinwu.matters.papers import papers
from jinwu.ui.templatetags.ui import badge, cite
from jinwu.ui.translate import money, translate

TEXT = Path(__file__).parent / "text"
PARAMETERS = {
    one.key: one
    for one in (CITIZEN_LIMIT, ORGANISATION_LIMIT, COLLECT_LIMIT, LEAD, AGENTS, SURCHARGE_RATE, SURCHARGE_CAP)
}
#: Longer values of the profile (orders of a file, letters of numbers) are read in its register.
_SHORT = 60


class Unknown(LookupError):
    """A chapter asks for something that there is not."""


def include(name: str, words: str, on: date) -> SafeString:
    """What ``{{ name words }}`` stands for on a day. Raises `Unknown`."""
    found = INCLUDES.get(name)
    if found is None:
        raise Unknown(name)
    try:
        return found(words, on)
    except (KeyError, ValueError) as missing:
        raise Unknown(f"{name} {words}") from missing


def _beside(what: Any, why: Any) -> SafeString:
    """Something with its article in brackets."""
    chinese = (get_language() or "").startswith("zh")
    return format_html("{}（{}）" if chinese else "{} ({})", what, why)


def _unsure(sure: bool) -> SafeString:
    return SafeString("") if sure else format_html(" {}", badge("gap", _("To be confirmed")))


def _cite(words: str, on: date) -> SafeString:
    return cite(words.split())


def _timer(words: str, on: date) -> SafeString:
    found = span(TIMERS[words], on)
    length = translate(found.length) if found.length else _("not in the profile")
    return _beside(length, cite(found.timer.basis)) + _unsure(found.sure)


def _value(words: str, on: date) -> SafeString:
    known = snapshot.now().profile[words]
    row = latest(known, on)
    return format_html("{}{}", shown(row.value), _unsure(row.confirmed)) if row else _("not in the profile")


def _limit(words: str, on: date) -> SafeString:
    found = PARAMETERS[words].on(on)
    return _beside(_quantity(found.value), cite(found.citation))


def _quantity(value: Any) -> str:
    """A sum in yuan, a share in per cent, a count as it is."""
    if not isinstance(value, Decimal):
        return str(value)
    return f"{value * 100:.0f}%" if value < 1 else _("{amount} yuan").format(amount=money(value))


def _step(words: str, on: date) -> SafeString:
    procedure, key = words.split(".")
    step = procedures[procedure].steps[key]
    return format_html('<a href="{}">{}</a>', reverse("procedure_step", args=[procedure, key]), translate(step.title))


def _procedure(words: str, on: date) -> SafeString:
    found = procedures[words]
    return format_html('<a href="{}">{}</a>', reverse("procedure", args=[words]), translate(found.title))


def _table(name: str, **context: Any) -> SafeString:
    return SafeString(render_to_string(f"web/manual/{name}.html", context))


def _timers(words: str, on: date) -> SafeString:
    return _table("timers", spans=[span(timer, on) for _key, timer in sorted(TIMERS.items())])


def _profile(words: str, on: date) -> SafeString:
    rows = (row for known in snapshot.now().profile.values() if (row := latest(known, on)))
    return _table("profile", rows=[(row, text) for row in rows if len(text := shown(row.value)) <= _SHORT])


def _papers(words: str, on: date) -> SafeString:
    makers: dict[str, list[Step]] = {}
    for procedure in procedures:
        for step in procedure.steps.values():
            for key in step.papers:
                makers.setdefault(papers[key].template, []).append(step)
    rows = sorted(templates, key=lambda one: one.code)
    return _table("papers", rows=[(one, makers.get(one.key, [])) for one in rows])


def _refusals(words: str, on: date) -> SafeString:
    """Every question asked before the steps of a procedure, each once, with the steps that ask it."""
    if not words:
        return _table("guards", rows=[(guard, []) for guard in (*asked_before, *marked_always)])
    found: dict[str, tuple[Any, list[Step]]] = {}
    for step in procedures[words].steps.values():
        for guard in (*step.blocks, *step.marks):
            found.setdefault(guard.key, (guard, []))[1].append(step)
    return _table("guards", rows=list(found.values()))


def _steps(words: str, on: date) -> SafeString:
    role = Role(words)
    found = [(one, [step for step in one.steps.values() if role in step.by]) for one in procedures]
    return _table("steps", role=ROLE_NAMES[role], groups=[(one, steps) for one, steps in found if steps])


def _ways(words: str, on: date) -> SafeString:
    return _table("ways", procedures=list(procedures))


@cache
def terms() -> list[dict[str, str]]:
    """The glossary: ``zh``, ``en``, and what each means in either language."""
    return tomllib.loads((TEXT / "glossary.toml").read_text("utf-8"))["term"]


def _glossary(words: str, on: date) -> SafeString:
    chinese = (get_language() or "").startswith("zh")
    return _table("glossary", rows=[(one["zh"], one["en"], one["means" if chinese else "meaning"]) for one in terms()])


INCLUDES: dict[str, Callable[[str, date], SafeString]] = {
    "cite": _cite, "timer": _timer, "value": _value, "limit": _limit, "step": _step, "procedure": _procedure,
    "timers": _timers, "profile": _profile, "papers": _papers, "refusals": _refusals, "steps": _steps, "ways": _ways,
    "glossary": _glossary,
}  # fmt: skip
