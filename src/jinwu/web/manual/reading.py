"""A chapter as a page: Markdown with what it includes, cut into its sections, and found by any two characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from markdown_it import MarkdownIt
from markdown_it.token import Token

from jinwu.catalog import epoch
from jinwu.catalog.chinese import search_form
from jinwu.kit.register import registers

from .chapters import BY_KEY, CHAPTERS, groups
from .including import TEXT, Unknown, include

_ASKED = re.compile(r"\{\{\s*(\w+)\s*(.*?)\s*\}\}")
_ALONE = re.compile("<p>\ue000(\\d+)\ue001</p>")
_WITHIN = re.compile("\ue000(\\d+)\ue001")
#: Characters around a find.
_AROUND = 36


@dataclass(frozen=True)
class Section:
    """A part of a chapter under its heading; the first has none."""

    id: str
    title: str
    html: SafeString

    @property
    def text(self) -> str:
        """What is searched."""
        return re.sub(r"\s+", " ", f"{self.title} {strip_tags(self.html)}").strip()


@dataclass(frozen=True)
class Named:
    """A chapter by its title in one language."""

    key: str
    title: str

    @property
    def url(self) -> str:
        return reverse("manual_chapter", args=[self.key])


@dataclass(frozen=True)
class Page(Named):
    """A chapter in one language, read."""

    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Hit:
    """A section in which the words stand."""

    page: Page
    section: Section
    excerpt: str

    @property
    def url(self) -> str:
        return f"{self.page.url}#{self.section.id}" if self.section.id else self.page.url


def language() -> str:
    """The folder of texts for the reader's language."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


def contents() -> list[tuple[str, list[Named]]]:
    """Every chapter under its heading, by its title."""
    folder = language()
    return [(title, [Named(one.key, _title(one.key, folder)) for one in found]) for title, found in groups()]


@cache
def _title(key: str, folder: str) -> str:
    with (TEXT / folder / f"{key}.md").open(encoding="utf-8") as text:
        return text.readline().removeprefix("#").strip()


def page(key: str, on: date) -> Page:
    """A chapter in the reader's language, with the law of a day. Raises `KeyError` for none, `Unknown` for a bad text."""
    return _page(BY_KEY[key].key, language(), on, epoch.current())


@lru_cache(maxsize=4 * len(CHAPTERS))
def _page(key: str, folder: str, on: date, _epoch: str) -> Page:
    source = (TEXT / folder / f"{key}.md").read_text("utf-8")
    taken: list[SafeString] = []

    def take(asked: re.Match) -> str:
        taken.append(include(asked[1], asked[2], on))
        return f"\ue000{len(taken) - 1}\ue001"

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(_ASKED.sub(take, source))
    _lead(tokens)
    parts = []
    for level, words, body in _parts(tokens):
        html = markdown.renderer.render(body, markdown.options, {})
        html = _WITHIN.sub(lambda one: taken[int(one[1])], _ALONE.sub(lambda one: taken[int(one[1])], html))
        parts.append(Section("" if level == 1 else f"s{len(parts)}", "" if level == 1 else words, SafeString(html)))
    return Page(key, _title(key, folder), tuple(parts))


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[int, str, list[Token]]]:
    """Level, heading and body of each part: the chapter's own heading, then every second-level one."""
    starts = [i for i, one in enumerate(tokens) if one.type == "heading_open" and one.tag in ("h1", "h2")]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        yield int(tokens[start].tag[1]), tokens[start + 1].content, list(tokens[start + 3 : end])


def _lead(tokens: Sequence[Token]) -> None:
    """Links name a page of the product (``page:today``, ``chapter:street``); here they get its address."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", address(str(child.attrGet("href"))))


def address(target: str) -> str:
    """The address of a link of a chapter. Raises `Unknown` for anything that is no page of the product."""
    kind, _colon, name = target.partition(":")
    try:
        if kind == "page":
            return reverse(name)
        if kind == "chapter":
            return reverse("manual_chapter", args=[BY_KEY[name].key])
        if kind == "register":
            return reverse("register", args=[registers[name].key])
    except (LookupError, NoReverseMatch) as missing:
        raise Unknown(target) from missing
    raise Unknown(target)


def find(words: str, on: date) -> list[Hit]:
    """The sections in which every word stands; a word is any two characters or more."""
    wanted = [folded for word in words.split() if len(folded := search_form(word)) > 1]
    if not wanted:
        return []
    pages = (page(chapter.key, on) for chapter in CHAPTERS)
    found = [(one, section) for one in pages for section in one.sections if _stands(section, one, wanted)]
    return [Hit(one, section, _excerpt(section.text, words.split()[0])) for one, section in found]


def _stands(section: Section, page: Page, wanted: Sequence[str]) -> bool:
    text = search_form(f"{page.title}{section.text}" if not section.id else section.text)
    return all(word in text for word in wanted)


def _excerpt(text: str, word: str) -> str:
    at = max(text.lower().find(word.lower()), 0)
    start = max(at - _AROUND, 0)
    cut = text[start : at + 2 * _AROUND]
    return escape(("…" if start else "") + cut + ("…" if start + len(cut) < len(text) else ""))
