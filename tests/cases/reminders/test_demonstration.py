"""The reminders of the demonstration bureau: fifty-two of 2023, a few escalated, a few open today."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time

import pytest

from jinwu.bureau.models import Unit
from jinwu.cases.models import ReminderRow
from jinwu.cli.demo import people, reminders
from jinwu.kit import clock
from jinwu.kit.figure import Span, figures
from jinwu.matters import replay
from jinwu.matters.models import Matter

TODAY = date(2026, 11, 20)


@pytest.mark.slow
def test_the_reminders_of_the_report(db):
    cast = people.build(people.YANGQUAN, "correct-horse-battery")
    start = datetime.combine(TODAY, time(9), clock.ZONE)
    with clock.fixed(start):
        made = reminders.build(cast, start, lambda done, total: None)
        entries = Matter.objects.values_list("pk", "head_seq")
        before = dict(entries)
        assert reminders.build(cast, start, lambda done, total: None) == made
        assert dict(entries.all()) == before  # built twice, nothing is done twice
        unit = Unit.objects.get(code="yangquan").pk
        assert figures["reminders.issued"].value(Span(unit, 2023)) == 52
        assert figures["reminders.issued"].rows(Span(unit, 2023)).count() == 52
        assert figures["reminders.issued"].value(Span(unit, 2022)) == 0
    stages = Counter(ReminderRow.objects.filter(issued_on__year=2023).values_list("status", flat=True))
    assert stages == {"no_penalty": 46, "escalated": 6}
    assert set(Matter.objects.filter(final=False).values_list("stage", flat=True)) == {
        "detected", "issued", "corrected", "not_corrected"
    }  # fmt: skip
    assert {pk: found for pk in before if (found := replay.check(pk))} == {}
