"""A `Message` in the reader's language."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext

from jinwu.kit.clock import ZONE
from jinwu.law.messages import Message

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DECIMAL = re.compile(r"-?\d+\.\d+")


def translate(message: Message | dict[str, Any] | str | Promise | None) -> str:
    """The text of a message: a `Message`, its form in the record (``{"text", "params"}``), or a source string.

    A record made in one language reads in another; days and amounts inside are written as that language writes them.
    """
    if message is None or message == "":
        return ""
    if isinstance(message, Message):
        return _filled(message.text, message.params) if message.text else ""
    if isinstance(message, dict) and "text" in message:
        return _filled(message["text"], message.get("params") or {})
    return gettext(message) if isinstance(message, str) else str(message)


def joined(*messages: Message | dict[str, Any] | str | None) -> str:
    """Sentences one after the other; between Chinese ones there is no space."""
    said = [text for message in messages if (text := translate(message))]
    return ("" if (get_language() or "").startswith("zh") else " ").join(said)


def money(amount: Decimal | int | str | None) -> str:
    """Yuan with two places and grouped thousands: ``70,000.00``; nothing for None."""
    return "" if amount is None or amount == "" else f"{Decimal(amount):,.2f}"


def day(value: date | datetime | None) -> str:
    """2026年11月20日."""
    return _dated(value, gettext("j F Y"))


def day_short(value: date | datetime | None, today: date) -> str:
    """11月20日 within the year of `today`, with its year otherwise."""
    value = _local(value)
    return _dated(value, gettext("j F")) if value and value.year == today.year else day(value)


def _dated(value: date | datetime | None, pattern: str) -> str:
    return format_date(_local(value), pattern) if value else ""


def _local(value: date | datetime | None) -> date | datetime | None:
    return value.astimezone(ZONE) if isinstance(value, datetime) and value.tzinfo else value


def _filled(text: str, params: dict[str, Any]) -> str:
    words = {key: _word(value) for key, value in params.items()}
    try:
        return gettext(text).format(**words)
    except (KeyError, IndexError, ValueError):
        return gettext(text)


def _word(value: Any) -> str:
    if isinstance(value, Message | dict):
        return translate(value)
    if isinstance(value, datetime):
        return f"{day(value)} {_local(value):%H:%M}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return _number(format(value, "f"))
    if isinstance(value, str):
        return _written(value)
    return str(value)


def _written(value: str) -> str:
    if _ISO_DAY.fullmatch(value):
        try:
            return day(date.fromisoformat(value))
        except ValueError:
            return value
    return _number(value)


def _number(value: str) -> str:
    return f"{Decimal(value):,f}" if _DECIMAL.fullmatch(value) else value
