"""What the frame of every page needs, read only where a template asks for it.

The staff site puts on the request what it knows: `roles` (frozenset of `Role`), `bureau_name` and `unit_name` (str).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from jinwu.kit import clock
from jinwu.kit.navigation import NavItem, navigation

from . import links, toasts
from .translate import translate

THEME_COOKIE = "jinwu_theme"
_THEMES = ("light", "dark")
_HTML_LANG = {"zh-hans": "zh-CN"}


def shell(request: Any) -> dict[str, Any]:
    """Context processor: `shell` in every template."""
    return {"shell": Shell(request)}


@dataclass(frozen=True)
class Entry:
    """A line of the spine."""

    key: str
    title: str
    url: str
    gap: bool
    current: bool
    count: int | str | None


class Shell:
    """The frame of a page. Nothing is asked of the database until the frame is drawn."""

    def __init__(self, request: Any) -> None:
        self.request = request

    @cached_property
    def lang(self) -> str:
        """The value of `lang` on the page, e.g. ``zh-CN``."""
        language = get_language() or "en"
        return _HTML_LANG.get(language, language)

    @property
    def other_language(self) -> tuple[str, str]:
        """Code and own name of the language that is not shown now."""
        return ("en", "English") if self.lang == "zh-CN" else ("zh-hans", "中文")

    @property
    def theme(self) -> str:
        """``light``, ``dark``, or empty: as the machine is set."""
        chosen = self.request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in _THEMES else ""

    @property
    def now(self) -> datetime:
        return clock.now()

    @property
    def demonstration(self) -> bool:
        return clock.demonstrating()

    @property
    def bureau(self) -> str:
        return getattr(self.request, "bureau_name", "")

    @property
    def unit(self) -> str:
        return getattr(self.request, "unit_name", "")

    @property
    def signed_in(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated)

    @property
    def user_name(self) -> str:
        user = getattr(self.request, "user", None)
        return getattr(user, "name", "") or str(user or "")

    @cached_property
    def toasts(self) -> list[dict[str, Any]]:
        return [{**one, "text": translate(one["text"])} for one in toasts.take(self.request)]

    @cached_property
    def items(self) -> list[Entry]:
        """The entries of the spine that this reader may open; the one whose pages we are on is current."""
        roles = getattr(self.request, "roles", frozenset())
        open_to = [item for item in navigation if item.permission.admits(roles, signed_in=self.signed_in)]
        urls = {item.key: url for item in open_to if (url := _url(item.url_name))}
        here = self._here(open_to, urls)
        return list(self._entries([item for item in open_to if item.key in urls], urls, here))

    def _entries(self, items: list[NavItem], urls: dict[str, str], here: str | None) -> Iterator[Entry]:
        for item in items:
            count = item.count(self.request) if item.count else None
            yield Entry(item.key, translate(item.title), urls[item.key], item.gap, item.key == here, count)

    def _here(self, items: list[NavItem], urls: dict[str, str]) -> str | None:
        """Named by the view (`request.nav`), else the entry whose address begins this one's."""
        named = getattr(self.request, "nav", None)
        if named:
            return named
        path = self.request.path
        match = getattr(self.request, "resolver_match", None)
        for item in items:
            if match and match.view_name == item.url_name:
                return item.key
        beginning = [key for key, url in urls.items() if url != "/" and path.startswith(url)]
        return max(beginning, key=lambda key: len(urls[key]), default=None)

    @property
    def home_url(self) -> str:
        return _url("today") or _url("home") or "/"

    @property
    def search_url(self) -> str:
        return _url("search") or _url("matters")

    @property
    def query(self) -> str:
        return self.request.GET.get("q", "")

    @property
    def help_url(self) -> str:
        """The chapter that explains this page; nothing for who is not signed in, the manual is not his."""
        contents = _url("help")
        if not contents or not self.signed_in:
            return ""
        match = getattr(self.request, "resolver_match", None)
        return links.resolve("help.url", match.view_name if match else "", default=contents)

    @property
    def sign_out_url(self) -> str:
        return _url("sign_out")

    @property
    def language_url(self) -> str:
        return _url("set_language")


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
