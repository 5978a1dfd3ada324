"""Words of numbering (发文字号代字), from a day on. A new word ends the one before; what was drawn keeps its own."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from jinwu.catalog import queries
from jinwu.kit import clock
from jinwu.law.messages import say
from jinwu.law.problems import Problem

from .models import Number, NumberClass, NumberCounter, NumberStatus
from .templates import templates


class WordRefused(Problem):
    """A word of numbering that cannot be put in force."""


@transaction.atomic
def set_word(
    organ_id: int, code: str, title: str, word: str, since: date, *, reason: str = "", by: str = ""
) -> NumberClass:
    """Let the numbers of `code` be drawn with `word` from `since` on; the count of the year goes on.

    Raises `WordRefused` for a day already used, a word another class draws with, and a day that another word begins on.
    """
    _unused_since(organ_id, code, since)
    _nobody_elses(organ_id, code, word, since)
    before = NumberClass.objects.select_for_update().filter(organ_id=organ_id, code=code)
    if before.filter(valid_from__gte=since).exists():
        raise WordRefused(
            say("A word that begins on {day} or later is already recorded.", day=since),
            say("It stays as it is; let the new word begin after it."),
        )
    open_ones = before.filter(Q(valid_to=None) | Q(valid_to__gte=since))
    open_ones.update(valid_to=since - timedelta(days=1))
    return NumberClass.objects.create(
        organ_id=organ_id, code=code, title=title, word=word, valid_from=since, reason=reason, set_by=by,
        set_at=clock.now(),
    )  # fmt: skip


def next_number(row: NumberClass, on: date) -> str:
    """The number that would be drawn next with this word on `on`, or on its first or last day; nothing is drawn."""
    on = max(on, row.valid_from) if row.valid_to is None else min(max(on, row.valid_from), row.valid_to)
    counter = NumberCounter.objects.filter(organ=row.organ_id, class_code=row.code, year=on.year).first()
    return f"{row.word}〔{on.year}〕第{(counter.last if counter else 0) + 1}号"


def _unused_since(organ_id: int, code: str, since: date) -> None:
    drawn = Number.objects.filter(organ_id=organ_id, class_code=code)
    if drawn.filter(issued_on__gte=since).exists():
        raise WordRefused(
            say("Numbers were already drawn on or after {day} with the word in force.", day=since),
            say("Let the new word begin after the last number drawn."),
        )
    unused = drawn.filter(status=NumberStatus.UNUSED, year__gte=since.year).count()
    if unused:
        raise WordRefused(
            say(
                "{count} numbered forms of {year} that bear the word in force are still unused.",
                count=unused,
                year=since.year,
            ),
            say("Take them back and void them first, or let the new word begin with the next year."),
        )


def _nobody_elses(organ_id: int, code: str, word: str, since: date) -> None:
    others = NumberClass.objects.filter(organ_id=organ_id, word=word).exclude(code=code)
    other = others.filter(Q(valid_to=None) | Q(valid_to__gte=date(since.year, 1, 1))).first()
    if other:
        raise WordRefused(
            say(
                "“{title}” already draws its numbers with this word: two documents would bear one number.",
                title=other.title,
            ),
            say("Choose a word that no other class bears in this year."),
        )


def number_classes() -> dict[str, str]:
    """The classes that papers draw from, with the title of the first paper of each."""
    return {paper.number_class: paper.chinese for paper in reversed(list(templates)) if paper.number_class}


def begin_words(organ_id: int, short: str, since: date) -> list[NumberClass]:
    """Put a word in force for every class that papers draw from and the organ has none of yet: `short` and the profile's
    letters (阳城管 + 罚决 + 字). Words the organ already has stay as they are."""
    letters = queries.value("numbering.letters", since, {})
    titles = number_classes()
    known = set(NumberClass.objects.filter(organ_id=organ_id).values_list("code", flat=True))
    return [
        set_word(organ_id, code, title, f"{short}{letters[code]}字", since)
        for code, title in titles.items()
        if code not in known and code in letters
    ]
