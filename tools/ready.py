"""Say what this machine lacks for the tests, and end non-zero: nothing is skipped in silence.

python tools/ready.py [browser]
"""

from __future__ import annotations

import os
import shutil
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(words: list[str]) -> int:
    lacks = [*_browser()] if "browser" in words else []
    lacks += [*_font(), *_database()]
    for line in lacks:
        print(f"missing: {line}", file=sys.stderr)
    return 1 if lacks else 0


def _browser() -> list[str]:
    named = os.environ.get("JINWU_BROWSER")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return []
    if named:
        return [f"JINWU_BROWSER names {named}, which is no program."]
    return ["a Chromium: apt-get install chromium, or name one with JINWU_BROWSER (or run make test-nobrowser)."]


def _font() -> list[str]:
    import typst

    families = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=_folders()).families()
    if any(word in family for family in families for word in ("CJK SC", "Source Han", "Fandol", "Noto Serif SC")):
        return []
    return ["a Chinese font: apt-get install fonts-noto-cjk, or name a folder with JINWU_FONTS."]


def _folders() -> list[str]:
    return [folder for folder in (os.environ.get("JINWU_FONTS", ""),) if os.path.isdir(folder)]


def _database() -> list[str]:
    if os.environ.get("DATABASE_URL"):
        return []
    from jinwu.config.postgres.wheel import why_not

    reason = why_not()
    return [str(reason)] if reason else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
