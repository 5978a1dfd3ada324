"""Pictures of every page: `python tools/screenshots.py [WORD …]` (`make screenshots`).

Builds the demonstration (one that stands is kept), opens every page as whoever sees most of it, at three widths, light and
dark, and writes var/screenshots/ with an index.html. A WORD leaves out the addresses in which it does not occur.
`--keep` takes instead the few that the documents show, and writes them, made small, to docs/pictures.
"""

from __future__ import annotations

import html
import io
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
sys.path.insert(0, str(PROJECT / "src"))

WIDTHS, SCHEMES = (360, 768, 1440), ("light", "dark")
#: Pictures of the documents: name → address, who opens it, width, scheme, height. `{stage}` is an ordinary case at that stage.
KEPT: dict[str, tuple[str, str, int, str, int]] = {
    "today": ("/today/", "haowenbin", 1440, "light", 1000),
    "today-dark": ("/today/", "haowenbin", 1440, "dark", 1000),
    "matters": ("/matters/", "haowenbin", 1440, "light", 900),
    "matter": ("/matters/{rechecked}/", "shiguoliang", 1440, "light", 1500),
    "matter-phone": ("/matters/{rechecked}/", "shiguoliang", 360, "light", 1500),
    "step": ("/matters/{reviewed}/steps/notify/", "shiguoliang", 1440, "light", 1500),
    "sitting": ("/sitting/", "yaolijun", 1440, "light", 1100),
    "report": ("/reports/yangquan/2023/", "jingxiaolan", 1440, "light", 1000),
    "sign-in": ("/sign-in/", "", 1440, "light", 900),
    "street": ("/street/", "haowenbin", 360, "light", 800),
    "styles": ("/styles/", "admin", 1440, "light", 2600),
    "styles-dark": ("/styles/", "admin", 1440, "dark", 2600),
    "article": ("/articles/APL-51/", "haowenbin", 1440, "light", 900),
}
FLAGS = ["--no-sandbox", "--disable-gpu", "--lang=zh-CN"]  # what the browser itself says is Chinese too
#: Examples of one address, where it has many.
MOST = 12
#: Longest page that is kept whole; what is longer is cut off.
MOST_HEIGHT = 12_000
PAGE = """<!doctype html><meta charset="utf-8"><title>Pages</title>
<style>body {{ font: 15px/1.6 sans-serif; margin: 24px; background: #f8f5ef; color: #1e1b17 }}
h2 {{ border-top: 2px solid; margin: 48px 0 12px; font-size: 17px }} code {{ font-weight: 400; color: #665e53 }}
div {{ display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start }} figure {{ margin: 0 }}
img {{ max-height: 480px; max-width: 420px; border: 1px solid #c8bfad }} figcaption {{ font-size: 13px }}</style>
<h1>{count} pages</h1>{pages}"""


def main(words: list[str]) -> int:
    from jinwu.cli.session import prepare
    from jinwu.config.trouble import Trouble

    keep, words = "--keep" in words, [word for word in words if word != "--keep"]
    try:
        prepare()
        plain_static_files()
        standing()
        return take(words, keep)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1


def plain_static_files() -> None:
    """Pages name static files as they lie in the rooms, not as a server collects them."""
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


def standing() -> None:
    """The demonstration, brought to this version and built unless it is there."""
    from jinwu.cli import demo
    from jinwu.config.upgrade import alone, upgrade

    with alone():
        upgrade(quiet=True)
        demo.build()


def take(words: list[str], keep: bool) -> int:
    """Take the pictures; 1 where no page was found."""
    import logging

    from playwright.sync_api import sync_playwright
    from tools.pages import Finder, addresses
    from tools.serving import served

    logging.getLogger("django.request").setLevel(logging.ERROR)  # pages are looked for as people who may not see them
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread; rows are read beside it
    folder = PROJECT / "var" / "screenshots"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    finder, taken = Finder(), []
    wanted = {pattern for pattern, _view in addresses() if not words or any(word in pattern for word in words)}
    with served() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=FLAGS, env={**os.environ, "LANGUAGE": "zh_CN"}
        )
        windows = Windows(browser, home, finder)
        if keep:
            return kept(windows)
        for number, page in enumerate(finder.pages(wanted, MOST), 1):
            name = f"{number:03d}-{page.name}"
            print(f"  {name}  {page.username or '-'}  {page.path}", flush=True)
            for shot, picture in windows.shots(page):
                (folder / f"{name}-{shot}.png").write_bytes(picture)
            taken.append((name, page))
        browser.close()
    (folder / "index.html").write_text(index(taken))
    print(f"{len(taken)} pages: {folder / 'index.html'}")
    return 0 if taken else 1


def chromium() -> str:
    """A Chromium of this machine, as the tests look for it."""
    from tools.ready import BROWSERS

    named = [os.environ.get("JINWU_BROWSER", ""), *BROWSERS]
    found = next(filter(None, map(shutil.which, filter(None, named))), None)
    if not found:
        raise SystemExit("no Chromium: apt-get install chromium, or name one with JINWU_BROWSER")
    return found


class Windows:
    """A window of the browser for each person, so that what all pages share is fetched once."""

    def __init__(self, browser: Any, home: str, finder: Any) -> None:
        self.browser, self.home, self.finder, self.at = browser, home, finder, {}

    def window(self, username: str) -> Any:
        if username not in self.at:
            context = self.browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce")
            if username:
                self.finder.ask(username, "/account/")
                session = self.finder.clients[username].cookies["sessionid"].value
                context.add_cookies([{"name": "sessionid", "value": session, "url": self.home}])
            self.at[username] = context.new_page()
        return self.at[username]

    def at_page(self, username: str, path: str, width: int, scheme: str) -> Any:
        """The window of that person, with the page in it and whole."""
        from tools.serving import settle

        window = self.window(username)
        window.emulate_media(color_scheme=scheme)
        window.set_viewport_size({"width": width, "height": 900})
        window.goto(self.home + path)
        settle(window)
        return window

    def shots(self, page: Any) -> Iterator[tuple[str, bytes]]:
        """One page at every width, in both schemes."""
        window = self.at_page(page.username, page.path, WIDTHS[0], SCHEMES[0])
        for width in WIDTHS:
            window.set_viewport_size({"width": width, "height": 900})
            height = min(window.evaluate("document.documentElement.scrollHeight"), MOST_HEIGHT)
            window.set_viewport_size({"width": width, "height": height})  # what sticks to an edge stands at the page's
            for scheme in SCHEMES:
                window.emulate_media(color_scheme=scheme)
                yield f"{width}-{scheme}", window.screenshot()


def index(taken: list[Any]) -> str:
    """The contact page."""
    parts = []
    for name, page in taken:
        shown = "".join(
            f'<figure><a href="{name}-{width}-{scheme}.png"><img loading="lazy" alt="" src="{name}-{width}-{scheme}.png"></a>'
            f"<figcaption>{width} {scheme}</figcaption></figure>"
            for width in WIDTHS
            for scheme in SCHEMES
        )
        parts.append(f"<h2>{html.escape(page.pattern)} <code>{page.username} {page.path}</code></h2><div>{shown}</div>")
    return PAGE.format(count=len(taken), pages="".join(parts))


def kept(windows: Windows) -> int:
    """The pictures that the documents show, cut and made small."""
    from PIL import Image

    from jinwu.matters.models import Matter

    into = PROJECT / "docs" / "pictures"
    into.mkdir(exist_ok=True)
    rows = Matter.objects.filter(procedure="ordinary").order_by("head_seq", "pk")
    stages = {row.stage: row.pk for row in rows}
    for name, (path, username, width, scheme, height) in KEPT.items():
        window = windows.at_page(username, path.format(**stages), width, scheme)
        window.set_viewport_size({"width": width, "height": height})
        with Image.open(io.BytesIO(window.screenshot())) as picture:
            picture.convert("RGB").save(into / f"{name}.webp", quality=70, method=6)
        print(f"  {name}  {(into / f'{name}.webp').stat().st_size // 1024} KiB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
