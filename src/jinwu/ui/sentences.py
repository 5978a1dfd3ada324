"""What is wrong with a field, in one sentence that says how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jinwu.kit.inputs import FieldSpec, Widget
from jinwu.law.messages import N_

from .translate import joined, money, translate

Say = Callable[[FieldSpec, dict[str, Any], Any], str]


def sentence(spec: FieldSpec | None, error: dict[str, Any]) -> str:
    """The sentence for one error of pydantic (``type``, ``ctx``, ``input``) at the field `spec` (None: the whole form)."""
    kind, context, given = error["type"], error.get("ctx") or {}, error.get("input")
    if kind in ("value_error", "assertion_error"):
        return _raised(context.get("error"), error.get("msg", ""))
    say = _SENTENCES.get(kind)
    if say is None or spec is None:
        return _("This cannot be read. Check it and write it again.")
    return say(spec, context, given)


def missing(spec: FieldSpec) -> str:
    """What to do about a field left empty."""
    if spec.widget is Widget.PHOTOS:
        return _("Take or choose at least one photograph.")
    if spec.widget is Widget.SIGNATURE:
        return _("Have it signed here, or note that signing was refused.")
    if spec.widget is Widget.FILE:
        return _("Choose a file.")
    pattern = _("Choose: {label}.") if _is_choice(spec) else _("Fill in: {label}.")
    return pattern.format(label=translate(spec.label))


def not_in_list(spec: FieldSpec) -> str:
    """The value is not one of those offered."""
    return _("Choose one of those listed.")


def _raised(error: Any, text: str) -> str:
    """A rule's own sentence: the `Message` it carries and what it says to do next, or its text."""
    message = getattr(error, "message", None)
    if message is not None and not isinstance(message, str):
        return joined(message, getattr(error, "remedy", ""))
    return translate(str(error) if error else text.removeprefix("Value error, "))


def _is_choice(spec: FieldSpec) -> bool:
    return bool(spec.options or spec.choices) or spec.widget in (Widget.VIOLATION, Widget.PARTY)


def _limit(spec: FieldSpec, value: Any) -> str:
    if spec.widget is Widget.MONEY:
        return _("{n} yuan").format(n=money(value))
    unit = translate(spec.unit)
    return _("{n} {unit}").format(n=value, unit=unit) if unit else str(value)


def _too_short(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    least = context.get("min_length", 1)
    if least == 1 or not given:
        return missing(spec)
    return _("At least {least} characters; there are {now}.").format(least=least, now=len(str(given)))


def _too_long(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    most = context.get("max_length", 0)
    return _("At most {most} characters; there are {now}.").format(most=most, now=len(str(given)))


def _too_few(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    least = context.get("min_length", 1)
    if least == 1:
        return missing(spec)
    return _("At least {least}; there are {now}.").format(least=least, now=context.get("actual_length", 0))


def _too_many(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    return _("At most {most}; there are {now}.").format(
        most=context.get("max_length"), now=context.get("actual_length", "—")
    )


def _places(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    places = context.get("decimal_places", 0)
    if spec.widget is Widget.MONEY and places == 2:
        return _("An amount goes down to the fen: at most two places after the point.")
    return _("At most {places} places after the point.").format(places=places)


def _digits(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    most = context.get("max_digits") or context.get("whole_digits")
    return _("Too long a number: at most {most} digits.").format(most=most)


def _not_number(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    if spec.widget is Widget.MONEY:
        return _("Not an amount. Write digits, for example 200.00.")
    return _("Not a number. Write digits, for example 3.")


def _whole(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    return _("Write a whole number, for example 3.")


def _not_day(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    return _("Not a day of the calendar. Write it as 2026-11-20.")


def _not_moment(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    return _("Not a day and time. Write them as 2026-11-20 16:08.")


def _future(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    return _("This lies in the future. Give the time when it happened.")


def _past(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    return _("This has passed already. Give a later time.")


def _pattern(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    return joined(N_("Not in the form asked for."), spec.help)


def _bound(pattern: str, key: str) -> Say:
    def say(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
        limit = context.get(key)
        return _(pattern).format(limit=_limit(spec, Decimal(str(limit)) if spec.widget is Widget.MONEY else limit))

    return say


def _said(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    return not_in_list(spec)


def _blank(spec: FieldSpec, context: dict[str, Any], given: Any) -> str:
    return missing(spec)


_SENTENCES: dict[str, Say] = {
    "missing": _blank,
    "string_too_short": _too_short,
    "string_too_long": _too_long,
    "string_pattern_mismatch": _pattern,
    "too_short": _too_few,
    "too_long": _too_many,
    "decimal_max_places": _places,
    "decimal_max_digits": _digits,
    "decimal_whole_digits": _digits,
    "decimal_parsing": _not_number,
    "decimal_type": _not_number,
    "finite_number": _not_number,
    "float_parsing": _not_number,
    "int_parsing": _whole,
    "int_parsing_size": _digits,
    "int_from_float": _whole,
    "int_type": _whole,
    "greater_than": _bound(N_("Must be more than {limit}."), "gt"),
    "greater_than_equal": _bound(N_("Must be {limit} or more."), "ge"),
    "less_than": _bound(N_("Must be less than {limit}."), "lt"),
    "less_than_equal": _bound(N_("Must be {limit} or less."), "le"),
    "multiple_of": _bound(N_("Must be a multiple of {limit}."), "multiple_of"),
    "date_parsing": _not_day,
    "date_type": _not_day,
    "date_from_datetime_parsing": _not_day,
    "date_from_datetime_inexact": _not_day,
    "date_past": _future,
    "datetime_past": _future,
    "date_future": _past,
    "datetime_future": _past,
    "datetime_parsing": _not_moment,
    "datetime_type": _not_moment,
    "datetime_from_date_parsing": _not_moment,
    "datetime_object_invalid": _not_moment,
    "timezone_naive": _not_moment,
    "time_parsing": _not_moment,
    "enum": _said,
    "literal_error": _said,
    "bool_parsing": _said,
    "uuid_parsing": _said,
    "string_type": _blank,
    "model_type": _blank,
    "model_attributes_type": _blank,
    "list_type": _blank,
}
