"""Changes that the administrator makes by form: a profile value from a day on, a day of the work calendar."""

from __future__ import annotations

import json
from typing import Any

from jinwu.kit import clock
from jinwu.law.messages import say
from jinwu.law.problems import Problem

from .inputs import CalendarInput, ProfileInput
from .models import CalendarDay, ProfileValue
from .writing import put


class ChangeRefused(Problem):
    """The change cannot be made as asked."""


def save_profile(user: Any, row: ProfileValue | None, data: ProfileInput) -> ProfileValue:
    """Write the value from its day on. The same day again is a correction; the old row stays beneath it."""
    if row is not None and data.key != row.key:
        raise ChangeRefused(
            say("The key of a value cannot change ({old} to {new}).", old=row.key, new=data.key),
            say("Leave the key as it is, or add a new value."),
        )
    known = row or ProfileValue.objects.current().filter(key=data.key).order_by("-in_force_from").first()
    values = {
        "value": _parsed(data.value, known),
        "title": data.title,
        "confirmed": data.confirmed == "yes",
        "source": data.source,
        "note": data.note,
    }
    key = {"key": data.key, "in_force_from": data.in_force_from}
    return put(ProfileValue, key, values, by=named(user))[0]


def profile_initial(row: ProfileValue) -> dict[str, Any]:
    """The form of a new value, filled from the old one, in force from today."""
    return {
        "key": row.key,
        "title": row.title,
        "value": shown(row.value),
        "in_force_from": clock.today(),
        "confirmed": "yes" if row.confirmed else "no",
        "source": row.source,
        "note": row.note,
    }


def shown(value: Any) -> str:
    """A profile value as a person reads and types it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def save_day(user: Any, row: CalendarDay | None, data: CalendarInput) -> CalendarDay:
    """Write a day of the calendar, or correct it. A day differing from the library needs the notice that says so."""
    if row is not None and data.day != row.day:
        raise ChangeRefused(
            say("A correction keeps its day ({day}).", day=row.day), say("Add the other day as a row of its own.")
        )
    values = {"working": data.working == "yes", "note": data.note, "source": data.source}
    return put(CalendarDay, {"day": data.day}, values, by=named(user))[0]


def day_initial(row: CalendarDay) -> dict[str, Any]:
    """The form of a correction."""
    return {"day": row.day, "working": "yes" if row.working else "no", "note": row.note, "source": row.source}


_WORDS = {"yes": True, "no": False, "true": True, "false": False, "是": True, "否": False}


def _parsed(text: str, known: ProfileValue | None) -> Any:
    """The typed value in the kind the key had before; a new key takes what the text looks like."""
    text = text.strip()
    kind = type(known.value) if known else None
    if kind is str:
        return text
    found = _WORDS.get(text.lower(), text)
    if found is text:
        found = _json(text)
    if kind in (None, type(found)):
        return found
    raise ChangeRefused(
        say(
            "“{value}” is not of the kind that “{key}” takes (now: {now}).",
            value=text,
            key=known.key,
            now=shown(known.value),
        ),
        say("Enter a value of the same kind: a whole number, yes or no, or a list in brackets."),
    )


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_float=str)  # no floats: money and rates are decimals written as text
    except ValueError:
        return text


def named(user: Any) -> str:
    """Who changed it, as the row keeps it."""
    return str(getattr(user, "name", "") or getattr(user, "username", "") or user or "")[:100]
