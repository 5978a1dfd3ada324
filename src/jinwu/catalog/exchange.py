"""Importing full texts of statutes: `jinwu import statutes FOLDER`. Everything is good, or nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from jinwu.law.messages import Message, say
from jinwu.law.problems import Problem

from .chinese import initials
from .models import Article, Level, Statute, StatuteVersion
from .text import ArticleText, BrokenText, StatuteText, read
from .words import LEVELS
from .writing import lock, put

_STATE = "中华人民共和国"


class ImportRefused(Problem):
    """Some file is broken, so nothing was imported. `problems` names each by file, line and fault."""

    def __init__(self, problems: list[Message]) -> None:
        super().__init__(
            say("Nothing was imported: {n} problems in the files.", n=len(problems)),
            say("Mend or remove the files named and import again."),
        )
        self.problems = problems


def import_statutes(folder: Path | str, dry_run: bool = False, report: Callable[[Message], object] = print) -> None:
    """Import every ``标题(日期).md`` of a folder (or one file) with its article tree; the same files twice change nothing.

    `report` is told each line. A statute is found by its title or made; each wording is a version of its own.
    Raises `ImportRefused`.
    """
    texts = _read_all(Path(folder), report)
    with transaction.atomic():
        lock()
        for text in texts:
            report(_write(text))
        if dry_run:
            transaction.set_rollback(True)
            report(say("Only tried: nothing was written."))


def _read_all(folder: Path, report: Callable[[Message], object]) -> list[StatuteText]:
    paths = [folder] if folder.is_file() else sorted(path for path in folder.glob("*.md") if path.is_file())
    texts: list[StatuteText] = []
    problems: list[Message] = []
    if not paths:
        problems.append(say("{folder}: there is no file 标题(日期).md in it", folder=str(folder)))
    for path in paths:
        try:
            texts.append(read(path))
        except BrokenText as broken:
            problems += [say("{file}: {problem}", file=path.name, problem=problem) for problem in broken.problems]
    problems += _doubled(texts)
    if problems:
        for problem in problems:
            report(problem)
        raise ImportRefused(problems)
    return texts


def _doubled(texts: list[StatuteText]) -> list[Message]:
    seen: dict[tuple, StatuteText] = {}
    found = []
    for text in texts:
        other = seen.setdefault((text.title, text.edition), text)
        if other is not text:
            found.append(say("{file}: the same statute and day as {other}", file=text.path.name, other=other.path.name))
    return found


def _write(text: StatuteText) -> Message:
    """Write what is new of one text; says what was done."""
    statute, made = _statute(text)
    current = StatuteVersion.objects.current().filter(statute=statute, edition=text.edition).first()
    values = {"history": text.history, "text_sha256": text.sha256}
    if current is None:
        values["in_force_from"] = text.in_force_from
    put(StatuteVersion, {"statute": statute, "edition": text.edition}, values)
    changed = _write_articles(statute, text)
    named = {"title": text.title, "day": text.edition, "n": len(text.articles)}
    if made:
        level = say(LEVELS[Level(statute.level)])
        return say("{title} ({day}): {n} articles, a new statute, taken for {level}", level=level, **named)
    if not changed:
        return say("{title} ({day}): {n} articles, nothing new", **named)
    return say("{title} ({day}): {n} articles, {changed} new or changed", changed=changed, **named)


def _write_articles(statute: Statute, text: StatuteText) -> int:
    rows = Article.objects.current().filter(statute=statute, edition=text.edition)
    known = {(row.number, row.branch): row for row in rows}
    fresh = [
        _article(statute, text, article, known.get((article.number, article.branch)))
        for article in text.articles
        if not _same(known.get((article.number, article.branch)), article)
    ]
    Article.objects.bulk_create(fresh)
    return len(fresh)


def _same(row: Article | None, article: ArticleText) -> bool:
    return row is not None and (row.chapter, row.section, row.paragraphs) == (
        article.chapter,
        article.section,
        article.paragraphs,
    )


def _article(statute: Statute, text: StatuteText, article: ArticleText, old: Article | None) -> Article:
    return Article(
        statute=statute,
        edition=text.edition,
        number=article.number,
        branch=article.branch,
        summary=old.summary if old else "",
        confirmed=old.confirmed if old else True,
        chapter=article.chapter,
        section=article.section,
        paragraphs=article.paragraphs,
        supersedes=old,
    )


def _statute(text: StatuteText) -> tuple[Statute, bool]:
    found = Statute.objects.filter(title__in=[text.title, _STATE + text.title]).first()
    if found:
        return found, False
    short = text.title.removeprefix(_STATE)
    return Statute.objects.create(code=_code(short), title=text.title, short_title=short, level=_level(text)), True


def _code(title: str) -> str:
    """Pinyin initials as code; a number behind where they are taken."""
    base = initials(title).upper()[:30]
    taken = set(Statute.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := base if n == 1 else f"{base}{n}") not in taken)


def _level(text: StatuteText) -> Level:
    """The rank its head and title speak for; local law names its people's congress or government."""
    head = "".join(text.history)
    if "国务院" in head and "人民代表大会" not in head:
        return Level.ADMIN_REGULATION
    if text.title.startswith(_STATE) and text.title.endswith("法"):
        return Level.LAW
    if "人民代表大会" in head:
        return Level.LOCAL_REGULATION
    return Level.LOCAL_RULE if "人民政府" in head else Level.MINISTRY_RULE
