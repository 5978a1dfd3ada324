"""A real browser before a real server with a database of its own.

The fixtures serve any test of pages: `site` is a bureau with its cast on a live server, `someone("officer", 360)` signs in
and gives a page. What the browser complains of (console, content policy, broken requests) is gathered and must be
nothing. With JINWU_SHOTS=FOLDER every page that is looked at is also kept as a picture.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Page
from tests.cases.street import give_forms, number_words
from tests.cast import PASSWORD, Cast, build_cast

from jinwu.kit import clock

#: Without preloading: axe would ask for our stylesheets under addresses of its own making.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "preload": False}
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  const inside = '.scroll, .track, .tabs, [popover], .vh, option';
  const found = [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > width + 1 && e.getBoundingClientRect().width && !e.closest(inside))
    .map((e) => `${e.tagName}.${e.className}`);
  return document.documentElement.scrollWidth > width ? ['page', ...found.slice(0, 5)] : found.slice(0, 5);
}"""
SMALL_CONTROLS = """() => [...document.querySelectorAll('.phone main :is(.btn, .in, .seg, .choice label), .phone footer .btn')]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 47)
  .map((e) => `${e.tagName}.${e.className} ${e.getBoundingClientRect().height}`)"""


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: Any) -> None:
        pass


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
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", cast)
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Visitor:
    """Somebody at a browser window. `complaints` is what the browser did not like."""

    site: Site
    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self._console(said))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", lambda answer: self._answer(answer))

    def sign_in(self, username: str) -> None:
        self.go("/sign-in/")
        self.page.fill("#username", username)
        self.page.fill("#password", PASSWORD)
        self.page.click("button.act")
        self.page.wait_for_url(re.compile(r"^(?!.*sign-in)"))

    def go(self, path: str) -> Page:
        self.page.goto(path if path.startswith("http") else self.site.url + path)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def press(self, name: str) -> None:
        """Press the button or link of that name and wait for the next page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).or_(
                self.page.get_by_role("link", name=name, exact=True)
            ).first.click()
        self.page.wait_for_load_state("networkidle")

    def look(self, name: str, schemes: tuple[str, ...] = ("light", "dark")) -> None:
        """Nothing overflows and no serious fault of accessibility, light and dark; kept as a picture where wanted."""
        for scheme in schemes:
            self.page.emulate_media(color_scheme=scheme)
            self.fits(name)
            found = Axe().run(self.page, options=RULES).response["violations"]
            serious = [one for one in found if one["impact"] in ("serious", "critical")]
            said = [(one["id"], [node["html"][:160] for node in one["nodes"][:4]]) for one in serious]
            assert (name, scheme, said) == (name, scheme, [])
            self._keep(f"{name}-{self.width}-{scheme}")
        self.page.emulate_media(color_scheme="light")

    def fits(self, name: str) -> None:
        """Nothing reaches beyond the window."""
        assert (name, self.width, self.page.evaluate(OVERFLOWING)) == (name, self.width, [])

    @property
    def width(self) -> int:
        return self.page.viewport_size["width"]

    def _keep(self, name: str) -> None:
        if folder := os.environ.get("JINWU_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{folder}/{name}.png", full_page=True)

    def _console(self, said: Any) -> None:
        refused = "status of 422" in said.text or "status of 409" in said.text  # an answer to what was typed
        if said.type == "error" and not refused:
            self.complaints.append(said.text)

    def _answer(self, answer: Any) -> None:
        if answer.status >= 400 and answer.status not in (409, 422):
            self.complaints.append(f"{answer.status} {answer.url}")


@pytest.fixture
def someone(chromium, site) -> Iterator[Any]:
    """`someone("officer", 360)`: a visitor signed in; a name that is no part of the cast stays a stranger.

    Complaints of any visitor fail the test at its end.
    """
    made: list[Visitor] = []

    def arrive(part: str = "", width: int = 1440, height: int = 800, **more: Any) -> Visitor:
        phone = {"device_scale_factor": 2, "has_touch": True} if width < 500 else {}
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai", **phone, **more
        )
        context.set_default_timeout(10_000)
        visitor = Visitor(site, context.new_page())
        made.append(visitor)
        if part:
            visitor.sign_in(getattr(site.cast, part).username)
        return visitor

    yield arrive
    complaints = [said for visitor in made for said in visitor.complaints]
    for visitor in made:
        visitor.page.context.close()
    assert complaints == []
