"""Reading the full text of a statute from a Markdown file, strictly: a broken file is named by file, line and fault.

# 中华人民共和国行政处罚法
2021年1月22日 … 修订
<!-- INFO END -->
## 第一章 总则
第一条 …
（一）…
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jinwu.law.messages import Message, say

from .chinese import from_numeral

_NUMERAL = "[一二三四五六七八九十百千零〇]+"
_FILE = re.compile(r"^(?P<title>.+?)[(（](?P<edition>\d{4}-\d{2}-\d{2})[)）]$")
_HEADING = re.compile(rf"^#+\s*第({_NUMERAL})(编|分编|章|节)\s*(.*)$")
_ARTICLE = re.compile(rf"^第({_NUMERAL})条(?:之({_NUMERAL}))?[\s\u3000]+(\S.*)$")
_BARE_ARTICLE = re.compile(rf"^第({_NUMERAL})条(?:之({_NUMERAL}))?[\s\u3000]*$")
_ITEM = re.compile(rf"^[(（]({_NUMERAL})[)）]")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_COMMENCES = re.compile(r"自(\d{4})年(\d{1,2})月(\d{1,2})日起施行")
_HEAD_END = "<!-- INFO END -->"
_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
_SENTENCE_ENDS = "。！？”）)》"


class BrokenText(Exception):
    """What is wrong with a file; each problem names the line."""

    def __init__(self, problems: list[Message]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


@dataclass
class ArticleText:
    """One article with its place in the tree."""

    number: int
    branch: int
    chapter: str
    section: str
    paragraphs: list[dict] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.number}-{self.branch}" if self.branch else str(self.number)

    @property
    def text(self) -> str:
        return "".join(part["text"] + "".join(i["text"] for i in part.get("items", [])) for part in self.paragraphs)


@dataclass
class StatuteText:
    """A statute as one file has it. `edition`: the day of this wording, from the file's name."""

    path: Path
    title: str
    edition: date
    history: list[str]
    articles: list[ArticleText]
    sha256: str

    @property
    def in_force_from(self) -> date:
        """The day its last article names; a wording amended later is in force from the day of the amendment."""
        found = _COMMENCES.search(self.articles[-1].text)
        named = date(*map(int, found.groups())) if found else self.edition
        return max(named, self.edition)


def read(path: Path) -> StatuteText:
    """Read one file. Raises `BrokenText` with everything that is wrong with it."""
    name = _FILE.match(path.stem)
    if name is None:
        raise BrokenText([say("the file's name is not of the form 标题(2021-01-22).md")])
    try:
        edition = date.fromisoformat(name["edition"])
    except ValueError:
        raise BrokenText([say("the file's name has no such day: {day}", day=name["edition"])]) from None
    raw = path.read_bytes()
    lines = _decoded(raw).translate(_INVISIBLE).splitlines()
    title, history, body = _head(lines, name["title"])
    articles = _Body(lines, body).read()
    return StatuteText(path, title, edition, history, articles, hashlib.sha256(raw).hexdigest())


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        raise BrokenText([say("line {line}: not UTF-8; save the file as UTF-8 text", line=line)]) from None
    if not text.strip():
        raise BrokenText([say("the file is empty")])
    for bad in ("\0", "\ufffd"):
        if bad in text:
            line = text[: text.index(bad)].count("\n") + 1
            raise BrokenText([say("line {line}: has a character that stands for a lost one", line=line)])
    return text


def _head(lines: list[str], file_title: str) -> tuple[str, list[str], int]:
    """Title, dated lines, and the index of the first line of the body."""
    end = next((index for index, line in enumerate(lines) if line.strip() == _HEAD_END), None)
    if end is None:
        raise BrokenText(
            [say("the head has no end ({mark}): the file is cut short or of another form", mark=_HEAD_END)]
        )
    head = [line.strip() for line in lines[:end] if line.strip()]
    if not head or not head[0].startswith("# "):
        raise BrokenText([say("line {line}: a title (# …) is missing", line=1)])
    title = head[0][2:].strip()
    if not title.endswith(file_title.strip()):
        raise BrokenText([say("line {line}: the title “{title}” is not that of the file's name", line=1, title=title)])
    return title, [line for line in head[1:] if _DAY.search(line)], end + 1


class _Body:
    """Reads the articles one line after the other and keeps what is wrong."""

    def __init__(self, lines: list[str], start: int) -> None:
        self.lines = lines
        self.start = start
        self.articles: list[ArticleText] = []
        self.problems: list[Message] = []
        self.chapter = self.section = ""
        self.chapter_number = 0

    def read(self) -> list[ArticleText]:
        for number, line in enumerate(self.lines[self.start :], self.start + 1):
            if text := line.strip().strip("\u3000"):
                self._line(number, text)
        self._whole()
        if self.problems:
            raise BrokenText(self.problems)
        return self.articles

    def _line(self, number: int, text: str) -> None:
        if text.startswith("#"):
            self._heading(number, text)
        elif found := _ARTICLE.match(text) or _BARE_ARTICLE.match(text):
            self._article(number, found)
        elif not self.articles:
            if not text.startswith("<!--"):
                self.problems.append(
                    say("line {line}: text before the first article: {words}", line=number, words=text[:20])
                )
        elif found := _ITEM.match(text):
            self._item(number, text, found[1])
        else:
            self.articles[-1].paragraphs.append({"text": text})

    def _heading(self, number: int, text: str) -> None:
        found = _HEADING.match(text)
        if found is None:
            self.problems.append(
                say("line {line}: this heading is no chapter or section: {words}", line=number, words=text[:20])
            )
            return
        counted, kind, name = from_numeral(found[1]), found[2], re.sub(r"\s+", "", found[3])
        words = f"第{found[1]}{kind} {name}".strip()
        if kind == "节":
            self.section = words
        elif kind == "章":
            if counted != self.chapter_number + 1:
                self._out_of_order(number, say("chapter {n}", n=counted), say("chapter {n}", n=self.chapter_number))
            self.chapter, self.section, self.chapter_number = words, "", counted

    def _article(self, number: int, found: re.Match) -> None:
        counted, branch = from_numeral(found[1]), from_numeral(found[2]) if found[2] else 0
        before = self.articles[-1] if self.articles else ArticleText(0, 0, "", "")
        follows = (counted, branch) in ((before.number + 1, 0), (before.number, before.branch + 1))
        made = ArticleText(counted, branch, self.chapter, self.section)
        if not follows:
            self._out_of_order(number, say("article {n}", n=made.name), say("article {n}", n=before.name))
        text = found[3] if found.re is _ARTICLE else ""
        made.paragraphs = [{"text": text}] if text else []
        self.articles.append(made)

    def _item(self, number: int, text: str, numeral: str) -> None:
        paragraphs = self.articles[-1].paragraphs
        if not paragraphs:
            self.problems.append(say("line {line}: an item without a paragraph before it", line=number))
            return
        items = paragraphs[-1].setdefault("items", [])
        counted = from_numeral(numeral)
        if counted != len(items) + 1:
            self._out_of_order(number, say("item {n}", n=counted), say("item {n}", n=len(items)))
        items.append({"number": counted, "text": text})

    def _out_of_order(self, line: int, this: Message, before: Message) -> None:
        self.problems.append(
            say(
                "line {line}: {this} follows {before}; something is missing or doubled",
                line=line,
                this=this,
                before=before,
            )
        )

    def _whole(self) -> None:
        if not self.articles:
            self.problems.append(say("it has no article (第一条 …)"))
            return
        for article in self.articles:
            if not article.text:
                self.problems.append(say("article {n} has no text", n=article.name))
        last_line = max(index for index, line in enumerate(self.lines, 1) if line.strip())
        ends = self.lines[last_line - 1].strip()
        if ends[-1] not in _SENTENCE_ENDS:
            self.problems.append(
                say(
                    "line {line}: the file is cut short in the middle of a sentence: …{words}",
                    line=last_line,
                    words=ends[-12:],
                )
            )
        elif "施行" not in self.articles[-1].text:
            self.problems.append(
                say(
                    "line {line}: the file is cut short: its last article ({n}) does not say when the statute comes into force",
                    line=last_line,
                    n=self.articles[-1].name,
                )
            )
