"""Pictures of every page: `python tools/screenshots.py [WORD …]` (`make screenshots`).

Builds the demonstration (one that stands is kept), opens every page as whoever sees most of it, at three widths, light and
dark, and writes var/screenshots/ with an index.html. A WORD leaves out the addresses in which it does not occur.
`--keep` writes the chosen pictures, made small, to docs/pictures.
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
#: Name in docs/pictures → picture, and how much of its height is kept.
CHOSEN: dict[str, tuple[str, int]] = {}
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
    """Take the pictures; the number of pages that could not be opened."""
    from playwright.sync_api import sync_playwright
    from tools.pages import Finder, addresses
    from tools.serving import served

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread; rows are read beside it
    folder = PROJECT / "var" / "screenshots"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    finder, taken = Finder(), []
    wanted = {pattern for pattern, _view in addresses() if not words or any(word in pattern for word in words)}
    with served() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        for number, page in enumerate(finder.pages(wanted, MOST), 1):
            name = f"{number:03d}-{page.name}"
            print(f"  {name}  {page.username or '-'}  {page.path}", flush=True)
            for shot, picture in shots(browser, home, finder, page):
                (folder / f"{name}-{shot}.png").write_bytes(picture)
            taken.append((name, page))
        browser.close()
    (folder / "index.html").write_text(index(taken))
    if keep:
        chosen(folder)
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


def shots(browser: Any, home: str, finder: Any, page: Any) -> Iterator[tuple[str, bytes]]:
    """One page at every width, in both schemes."""
    from tools.serving import settle

    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce")
    if page.username:
        session = finder.clients[page.username].cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
    window = context.new_page()
    window.set_viewport_size({"width": WIDTHS[0], "height": 900})
    window.goto(home + page.path)
    settle(window)
    for width in WIDTHS:
        window.set_viewport_size({"width": width, "height": 900})
        height = min(window.evaluate("document.documentElement.scrollHeight"), MOST_HEIGHT)
        clip = {"x": 0, "y": 0, "width": width, "height": height}
        for scheme in SCHEMES:
            window.emulate_media(color_scheme=scheme)
            yield f"{width}-{scheme}", window.screenshot(full_page=True, clip=clip)
    context.close()


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


def chosen(folder: Path) -> None:
    """The pictures that the documents show, cut and made small."""
    from PIL import Image

    into = PROJECT / "docs" / "pictures"
    into.mkdir(exist_ok=True)
    for name, (ending, height) in CHOSEN.items():
        found = sorted(folder.glob(f"[0-9][0-9][0-9]-{ending}.png"))
        if not found:
            continue
        with Image.open(io.BytesIO(found[0].read_bytes())) as picture:
            small = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, height)))
        small.save(into / f"{name}.webp", quality=72, method=6)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
