"""Every page of the table of permissions, opened by whoever sees most of it, with the work of the demonstration on it.

On a phone and a desk, light and dark: no violation of WCAG 2.2 AA, no complaint of the browser, nothing asked from
elsewhere, nothing wider than the window.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.browser.looking import CONTRAST, RULES, listen, overflowing, violations
from tests.web import table
from tools.pages import LEFT_OUT, Finder
from tools.serving import served, settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: The first examples of an address are looked at from all sides, the others by turns from one of the first two.
SIDES = ((360, "light", RULES), (1440, "dark", RULES), (360, "dark", CONTRAST), (1440, "light", CONTRAST))
#: How far a page moves while it loads (cumulative layout shift), and what may be.
SHIFTED = """window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => { window.shifted += one.hadRecentInput ? 0 : one.value; }))
  .observe({ type: "layout-shift", buffered: true });"""
MOST_MOVED = 0.02
ALL_SIDES, MOST = 2, 8
#: Files, parts of pages, ways that lead on, and what is only sent: no pages of their own.
NO_PAGES = {
    "/", "/account/end/", "/account/passkeys/", "/account/passkeys/offer/", "/account/passkeys/remove/",
    "/account/second-factor/codes/", "/account/second-factor/give-up/", "/sign-in/code/", "/sign-in/code/passkey/",
    "/sign-in/code/passkey/answer/", "/amount-words/", "/documents/<uuid:document_id>/", "/documents/<uuid:document_id>/editable/", "/files/",
    "/files/<str:sha256>/", "/files/<str:sha256>/small/", "/forms/<slug:key>/look/",
    "/forms/<slug:key>/page/<int:number>/", "/forms/<slug:key>/wordings/<int:pk>/decide/",
    "/forms/<slug:key>/wordings/<int:pk>/page/<int:number>/", "/forms/<slug:key>/wordings/<int:pk>/turn-in/",
    "/matters/<uuid:matter_id>/casefile/<slug:volume>/", "/matters/<uuid:matter_id>/copies/<slug:key>/",
    "/matters/<uuid:matter_id>/copies/<slug:key>/<int:seq>/", "/matters/<uuid:matter_id>/presence/",
    "/matters/<uuid:matter_id>/steps/<slug:key>/beside/",
    "/matters/<uuid:matter_id>/steps/<slug:key>/paper/", "/matters/<uuid:matter_id>/steps/<slug:key>/questions/", "/matters/new/<slug:procedure>/<slug:step>/", "/papers/",
    "/registers/<slug:key>/<str:row_id>/open/<slug:column>/", "/reports/<slug:unit>/<int:year>/file/<slug:format>/",
    "/scans/<int:pk>/page/", "/sitting/papers/", "/street/<uuid:matter_id>/", "/street/<uuid:matter_id>/check/",
    "/street/<uuid:matter_id>/paper/<slug:paper>/", "/street/<uuid:matter_id>/save/<slug:page>/",
    "/street/<uuid:matter_id>/scale/", "/street/pocket/forget/", "/street/pocket/send/", "/street/pocket/taken/", "/street/violations/", "/street/worker.js",
}  # fmt: skip
PATTERNS = [pattern for method, pattern in table.read() if method == "GET" and not LEFT_OUT.search(pattern)]


class Walk:
    """Windows of a browser, one for each person, and what the browser complained of in the last page."""

    def __init__(self, chromium, home: str, finder: Finder) -> None:
        self.chromium, self.home, self.finder, self.at = chromium, home, finder, {}
        self.complaints: list[str] = []

    def window(self, username: str):
        if username not in self.at:
            context = self.chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
            context.set_default_timeout(30_000)
            context.add_init_script(SHIFTED)
            if username:
                session = self.finder.clients[username].cookies["sessionid"].value
                context.add_cookies([{"name": "sessionid", "value": session, "url": self.home}])
            self.at[username] = context.new_page()
            listen(self.at[username], self.home, self.complaints, answers=(422,))  # a paper that cannot be set yet
        return self.at[username]

    def faults(self, page, views) -> list:
        """Open a page and look at it from these sides."""
        window = self.window(page.username)
        window.set_viewport_size({"width": views[0][0], "height": 900})
        window.emulate_media(color_scheme=views[0][1])
        window.goto(self.home + page.path)
        settle(window)
        found = [("moved while it loaded", moved)] if (moved := window.evaluate("window.shifted")) > MOST_MOVED else []
        window.set_viewport_size({"width": 768, "height": 900})
        found += [(768, "too wide", *wide)] if (wide := overflowing(window)) else []
        for width, scheme, rules in views:
            window.emulate_media(color_scheme=scheme)
            window.set_viewport_size({"width": width, "height": 900})
            found += [(width, "too wide", *wide)] if (wide := overflowing(window)) else []
            found += [(width, scheme, *one) for one in violations(window, rules)]
        found += self.complaints
        self.complaints.clear()
        return found

    def close(self) -> None:
        for page in self.at.values():
            page.context.close()


@pytest.fixture(scope="module")
def walk(chromium, town) -> Iterator[Walk]:
    with served() as home:
        walk = Walk(chromium, home, town)
        yield walk
        walk.close()


def sides(i: int) -> tuple:
    return SIDES if i < ALL_SIDES else SIDES[i % 2 : i % 2 + 1]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_page_is_sound_from_all_sides(walk, pattern):
    pages = list(walk.finder.pages({pattern}, MOST))
    found = {page.path: walk.faults(page, sides(i)) for i, page in enumerate(pages)}
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert bool(pages) == (pattern not in NO_PAGES), "a page without an example (tools/pages.py), or no page any more"
