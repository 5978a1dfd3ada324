"""What is said once after an act, kept in the session until the next page shows it."""

from __future__ import annotations

from typing import Any

from jinwu.law.messages import Message

_KEY = "ui.toasts"


def toast(request: Any, text: Message | str, *, note: str = "", url: str = "", link: str = "") -> None:
    """Show `text` on the next page; `note` small beneath (a hash, a number), `url` and `link` a way on."""
    said = text.as_json() if isinstance(text, Message) else text
    request.session[_KEY] = [
        *request.session.get(_KEY, []),
        {"text": said, "note": note, "url": url, "link": link},
    ]


def take(request: Any) -> list[dict[str, Any]]:
    """The toasts waiting for this reader; each is taken once."""
    session = getattr(request, "session", None)
    if not session or _KEY not in session:
        return []
    return session.pop(_KEY)
