"""A real browser before a real server with a database of its own.

The fixtures serve any test of pages: `site` is a bureau with its cast on a live server, `someone("officer", 360)` signs in
and gives a page. What the browser complains of (console, content policy, broken requests) is gathered and must be
nothing. With JINWU_SHOTS=FOLDER every page that is looked at is also kept as a picture.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page
from tests.browser.looking import listen, overflowing, violations
from tests.cases.street import give_forms, number_words
from tests.cast import PASSWORD, Cast, build_cast
from tests.wording import foreign, sources
from tools.serving import served

from jinwu.bureau import factors
from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.kit import clock

SMALL_CONTROLS = """() => [...document.querySelectorAll('.phone main :is(.btn, .in, .seg, .choice label), .phone footer .btn')]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 47)
  .map((e) => `${e.tagName}.${e.className} ${e.getBoundingClientRect().height}`)"""


def ask_no_second_factor() -> None:
    """People of these tests sign in with their password alone, whatever their role."""
    values = {"value": [], "title": "x", "confirmed": True, "source": "tests", "note": ""}
    put(ProfileValue, {"key": factors.REQUIRED, "in_force_from": date(2018, 1, 1)}, values, by="tests")


@dataclass(frozen=True)
class Site:
    """A running staff site and the people of its bureau; the officer carries numbered forms."""

    url: str
    cast: Cast


@pytest.fixture
def site(fresh_db) -> Iterator[Site]:
    cast = build_cast()
    number_words(cast)
    give_forms(cast, cast.officer, clock.today())
    ask_no_second_factor()
    with served() as url:
        yield Site(url, cast)


@dataclass
class Visitor:
    """Somebody at a browser window. `complaints` is what the browser did not like."""

    site: Site
    page: Page
    complaints: list[str] = field(default_factory=list)
    language: str = "zh-hans"
    scripts: bool = True
    seen: set[tuple[int, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        listen(self.page, self.site.url, self.complaints, answers=(409, 422))  # answers to what was typed

    def sign_in(self, username: str) -> None:
        self.go("/sign-in/")
        self.page.fill("#username", username)
        self.page.fill("#password", PASSWORD)
        self.page.click("button.act")
        self.page.wait_for_url(re.compile(r"^(?!.*sign-in)"))

    def go(self, path: str) -> Page:
        self.page.goto(path if path.startswith("http") else self.site.url + path)
        self.page.wait_for_load_state("networkidle")
        self.is_sound()
        return self.page

    def press(self, name: str) -> None:
        """Press the button or link of that Chinese name, in whatever language it stands, and wait for the next page."""
        names = sources(name) if self.language == "en" else [name]
        found = [self.page.get_by_role(role, name=each, exact=True) for role in ("button", "link") for each in names]
        with self.page.expect_navigation():
            reduce(lambda one, other: one.or_(other), found).first.click()
        self.page.wait_for_load_state("networkidle")
        self.is_sound()

    def words(self, chinese: str) -> str:
        """These words of the interface in the language of this visitor."""
        return sources(chinese)[0] if self.language == "en" else chinese

    def is_sound(self) -> None:
        """A page that is come to for the first time: it fits, is accessible, and speaks one language."""
        place = re.sub(r"[0-9a-f-]{36}|\d+", "_", self.page.url.removeprefix(self.site.url).partition("?")[0])
        if (self.width, place) in self.seen or not self.scripts or not self.page.locator("html[lang]").count():
            return
        self.seen.add((self.width, place))
        self.fits(place)
        assert (place, violations(self.page)) == (place, [])
        assert (place, foreign(self.page.content(), self.language)) == (place, [])

    def look(self, name: str, schemes: tuple[str, ...] = ("light", "dark")) -> None:
        """Nothing overflows and no fault of accessibility, light and dark; kept as a picture where wanted."""
        for scheme in schemes:
            self.page.emulate_media(color_scheme=scheme)
            self.fits(name)
            assert (name, scheme, violations(self.page)) == (name, scheme, [])
            self._keep(f"{name}-{self.width}-{scheme}")
        self.page.emulate_media(color_scheme="light")

    def fits(self, name: str) -> None:
        """Nothing reaches beyond the window."""
        assert (name, self.width, overflowing(self.page)) == (name, self.width, [])

    @property
    def width(self) -> int:
        return self.page.viewport_size["width"]

    def _keep(self, name: str) -> None:
        if folder := os.environ.get("JINWU_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.fixture
def someone(chromium, site) -> Iterator[Any]:
    """`someone("officer", 360)`: a visitor signed in; a name that is no part of the cast stays a stranger.

    Complaints of any visitor fail the test at its end.
    """
    made: list[Visitor] = []

    def arrive(part: str = "", width: int = 1440, height: int = 800, language: str = "zh-hans", **more: Any) -> Visitor:
        phone = {"device_scale_factor": 2, "has_touch": True} if width < 500 else {}
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai", **phone, **more
        )
        context.set_default_timeout(10_000)
        context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": site.url}])
        visitor = Visitor(site, context.new_page(), language=language, scripts=more.get("java_script_enabled", True))
        made.append(visitor)
        if part:
            visitor.sign_in(getattr(site.cast, part).username)
        return visitor

    yield arrive
    complaints = [said for visitor in made for said in visitor.complaints]
    for visitor in made:
        visitor.page.context.close()
    assert complaints == []
