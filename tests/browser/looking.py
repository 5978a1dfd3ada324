"""What every page must be in a browser: accessible by WCAG 2.2 AA, no wider than its window, without a complaint."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: Without preloading: axe would ask for our stylesheets under addresses of its own making.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "preload": False,
    "resultTypes": ["violations"],
}
#: What differs between light and dark.
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "preload": False, "resultTypes": ["violations"]}
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  const inside = '.scroll, .track, .tabs, [popover], .vh, option';
  const found = [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > width + 1 && e.getBoundingClientRect().width && !e.closest(inside))
    .map((e) => `${e.tagName}.${e.className}`);
  return document.documentElement.scrollWidth > width ? ['page', ...found.slice(0, 5)] : found.slice(0, 5);
}"""
#: What htmx says of a part that was still on its way when the page was left.
LEFT = ("htmx:afterRequest", "htmx:sendError")
AXE = "(rules) => axe.run(rules).then((found) => found.violations.map((one) => [one.id, one.nodes.slice(0, 4).map((n) => n.html.slice(0, 160))]))"


def violations(page: Page, rules: dict[str, Any] = RULES) -> list[Any]:
    """What axe finds: rule and the first elements. Its script comes over the debugger, past the content policy."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(AXE, rules)


def overflowing(page: Page) -> list[str]:
    """What reaches beyond the window; empty where nothing does."""
    return page.evaluate(OVERFLOWING)


def look_at(visitor: Any, pages: dict[str, str]) -> None:
    """Each page fits at three widths and is accessible in both schemes."""
    for name, path in pages.items():
        visitor.go(path)
        for width in (360, 768, 1440):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            visitor.fits(name)
            if width != 768:
                visitor.look(name, ("light", "dark") if width == 1440 else ("light",))


def listen(page: Page, home: str, complaints: list[str], *, answers: tuple[int, ...] = ()) -> None:
    """Gather what the browser does not like: console, errors of scripts, broken requests, requests to other hosts.

    `answers` are the states that an answer to what was typed may have.
    """

    def console(said: Any) -> None:
        left = said.text.startswith(LEFT)
        if said.type == "error" and not left and not any(f"status of {state}" in said.text for state in answers):
            complaints.append(said.text)

    def answered(answer: Any) -> None:
        if answer.status >= 400 and answer.status not in answers:
            complaints.append(f"{answer.status} {answer.url}")

    def asked(request: Any) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            complaints.append(f"asked elsewhere: {request.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", answered)
    page.on("request", asked)
