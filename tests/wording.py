"""Words of the interface that stand in the wrong language on a page. What is law, paper or data stays Chinese."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import polib
from tools.messages import po_path, rooms

from jinwu.documents.templates import templates

SPOKEN = ("aria-label", "placeholder", "alt", "title", "data-words")
SILENT = {"script", "style", "code", "kbd", "pre", "textarea", "svg"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "use", "path", "wbr"}
HAN = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"\b[A-Za-z]{2,} [a-z]{2,}")
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


class _Reader(HTMLParser):
    """Every text of a page and every attribute that is read out, but for what says that it is in another language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language, self.found, self.quiet = language, [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        other = tag != "html" and given.get("lang") and not given["lang"].startswith(self.language[:2])
        other = other or "mono" in (given.get("class") or "").split()
        if not (self.quiet and self.quiet[-1]) and not other:
            self.found += [value for name, value in attrs if name in SPOKEN and value]
        if tag not in VOID:
            self.quiet.append(bool(other or tag in SILENT or (self.quiet and self.quiet[-1])))

    def handle_endtag(self, tag):
        if tag not in VOID and self.quiet:
            self.quiet.pop()

    def handle_data(self, data):
        if data.strip() and not (self.quiet and self.quiet[-1]):
            self.found.append(" ".join(data.split()))


def foreign(page: str, language: str) -> list[str]:
    """The interface's words of the other language, `language` being "en" or "zh-hans"."""
    reader = _Reader(language)
    reader.feed(page)
    wrong = _chinese_words if language == "en" else _english_words
    return sorted({text for text in reader.found if wrong(text)})


def _english_words(text: str) -> bool:
    return bool(ENGLISH.search(text)) and not HAN.search(text)


def _chinese_words(text: str) -> bool:
    if not HAN.search(text) or {text, re.sub(r"（.*）$", "", text)} & legal():
        return False
    plain, patterns = translations()
    return text in plain or any(pattern.fullmatch(text) for pattern in patterns)


@cache
def legal() -> frozenset[str]:
    """Names of papers, and the house's own: Chinese in every language."""
    return frozenset({"金吾", *(paper.chinese for paper in templates)})


@cache
def translations() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The Chinese of every string of the interface: whole ones, and patterns of those with places to fill."""
    plain, patterns = set(), set()
    for room in rooms():
        if not po_path(room).exists():
            continue
        for entry in polib.pofile(str(po_path(room))):
            for said in filter(None, [entry.msgstr, *entry.msgstr_plural.values()]):
                if not PLACE.search(said):
                    plain.add(" ".join(said.split()))
                elif len(HAN.findall(PLACE.sub("", said))) >= 4:
                    patterns.add(".+".join(map(re.escape, PLACE.split(said))))
    return frozenset(plain), tuple(map(re.compile, patterns))


def sources(chinese: str) -> list[str]:
    """The source strings whose Chinese this is; itself where it is none of the interface's words."""
    found = {
        entry.msgid for room in rooms() if po_path(room).exists()
        for entry in polib.pofile(str(po_path(room))) if entry.msgstr == chinese
    }  # fmt: skip
    return sorted(found) or [chinese]
