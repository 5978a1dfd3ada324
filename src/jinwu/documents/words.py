"""Words of numbering (发文字号代字), from a day on. A new word ends the one before; what was drawn keeps its own."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from jinwu.catalog import queries
from jinwu.law.messages import say
from jinwu.law.problems import Problem

from .models import Number, NumberClass
from .templates import templates


class WordRefused(Problem):
    """A word of numbering that cannot be put in force."""


@transaction.atomic
def set_word(organ_id: int, code: str, title: str, word: str, since: date) -> NumberClass:
    """Let the numbers of `code` be drawn with `word` from `since` on. Raises `WordRefused` for a day already used."""
    used = Number.objects.filter(organ_id=organ_id, class_code=code, issued_on__gte=since)
    if used.exists():
        raise WordRefused(
            say("Numbers were already drawn on or after {day} with the word in force.", day=since),
            say("Let the new word begin after the last number drawn."),
        )
    before = NumberClass.objects.select_for_update().filter(organ_id=organ_id, code=code)
    if before.filter(valid_from__gt=since).exists():
        raise WordRefused(
            say("A later word is already recorded."), say("Let the new word begin after it, or leave it as it is.")
        )
    row, _created = NumberClass.objects.update_or_create(
        organ_id=organ_id, code=code, valid_from=since, defaults={"title": title, "word": word, "valid_to": None}
    )
    open_ones = before.filter(Q(valid_to=None) | Q(valid_to__gte=since)).exclude(pk=row.pk)
    open_ones.update(valid_to=since - timedelta(days=1))
    return row


def begin_words(organ_id: int, short: str, since: date) -> list[NumberClass]:
    """Put a word in force for every class that papers draw from and the organ has none of yet: `short` and the profile's
    letters (阳城管 + 罚决 + 字). Words the organ already has stay as they are."""
    letters = queries.value("numbering.letters", since, {})
    titles = {paper.number_class: paper.chinese for paper in reversed(list(templates)) if paper.number_class}
    known = set(NumberClass.objects.filter(organ_id=organ_id).values_list("code", flat=True))
    return [
        set_word(organ_id, code, title, f"{short}{letters[code]}字", since)
        for code, title in titles.items()
        if code not in known and code in letters
    ]
