"""The words of the command line, in Chinese or English. Needs no Django: a refusal must be readable before it is set up.

`JINWU_LANGUAGE` (zh-hans or en), else the language of the terminal (`LC_ALL`, `LC_MESSAGES`, `LANG`), decides.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path
from typing import Any

from jinwu.law.messages import Message

SOURCE = Path(__file__).resolve().parent.parent
ROOMS = ("cli", "config", "law", "kit", "catalog", "documents", "matters", "reports")


def language() -> str:
    """Code of the language to speak: "zh-hans" or "en"."""
    chosen = os.environ.get("JINWU_LANGUAGE") or next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    return "zh-hans" if chosen.lower().startswith("zh") else "en"


@cache
def _catalog(code: str) -> gettext.NullTranslations:
    found = gettext.NullTranslations()
    if code == "zh-hans":
        for room in ROOMS:
            folder = SOURCE / room / "locale"
            if (folder / "zh_Hans" / "LC_MESSAGES" / "django.mo").exists():
                found.add_fallback(gettext.translation("django", folder, ["zh_Hans"]))
    return found


def _(text: str, /, **params: Any) -> str:
    """`text` in the language of the terminal, its `{places}` filled."""
    found = _catalog(language()).gettext(text)
    return found.format(**params) if params else found


def spoken(message: Message) -> str:
    """A `Message` in the language of the terminal."""
    params = {key: spoken(value) if isinstance(value, Message) else value for key, value in message.params.items()}
    return _(message.text, **params)
