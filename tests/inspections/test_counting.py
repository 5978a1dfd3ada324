"""What the annual report counts: complete, closed with a result, nothing that followed; patrols apart."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cases.street import Street
from tests.inspections.visits import Visits

from jinwu.inspections.models import Inspection, Patrol
from jinwu.kit import clock
from jinwu.kit.figure import Span, figures
from jinwu.kit.register import registers
from jinwu.reports.rows import rows_of_figure


def count(visits, year=2026, code="inspection.count", unit=None, user=None):
    return figures[code].value(Span((unit or visits.cast.bureau).pk, year, user))


@pytest.mark.parametrize(("result", "counts"), [
    ("no_problem", 1), ("other", 1), ("clue", 0), ("refused", 0), ("not_found", 0),
])  # fmt: skip
def test_by_its_result(visits, result, counts):
    visits.inspect(result, result_note="说明")
    assert count(visits) == counts


def test_an_order_counts_when_it_was_met(visits):
    visits.rectify()
    assert count(visits) == 0
    visits.look_again("corrected")
    assert count(visits) == 1


def test_without_a_complete_record_it_does_not_count(visits):
    visits.inspect(found="")
    assert count(visits) == 0
    visits.complete(found="设施完好。")
    assert count(visits) == 1


def test_by_the_day_it_was_completed(cast):
    visits = Visits(cast, now=datetime(2025, 12, 31, 16, 0, tzinfo=clock.ZONE))
    visits.inspect(found="")
    done = visits.another()
    done.inspect()
    visits.now = datetime(2026, 1, 4, 9, 0, tzinfo=clock.ZONE)
    visits.complete(found="设施完好。")
    assert (count(visits, 2025), count(visits, 2026)) == (1, 1)
    assert list(figures["inspection.count"].rows(Span(cast.bureau.pk, 2026))) == [
        Inspection.objects.get(pk=visits.matter)
    ]


@pytest.mark.parametrize("side", ["inspection", "case", "relate"])
def test_a_penalty_that_followed_takes_its_place(visits, side):
    visits.inspect("other", result_note="当场教育")
    street = Street(visits.cast)
    street.open()
    if side == "inspection":
        visits.act("link_case", {"other": street.matter})
    elif side == "relate":
        visits.act("relate", {"other": street.matter, "kind": "arising_from"})
    else:
        street.act("relate", {"other": visits.matter, "kind": "arising_from"})
    assert count(visits) == 1, "a case that is only open is no penalty"
    street.notify()
    street.decide()
    assert count(visits) == 0
    assert figures["penalty.count"].value(Span(visits.cast.bureau.pk, 2026)) == 1


def test_a_case_that_ended_without_a_decision_changes_nothing(visits):
    visits.inspect("other", result_note="当场教育")
    street = Street(visits.cast)
    street.open()
    visits.act("link_case", {"other": street.matter})
    street.act("abandon", {"reason": "轻微，不予立案"})
    assert count(visits) == 1


def test_a_decision_revoked_later_does_not_bring_it_back(visits):
    visits.inspect("other", result_note="当场教育")
    street = Street(visits.cast)
    street.to_served()
    visits.now = street.now
    visits.act("link_case", {"other": street.matter})
    street.act("revoke", {"organ": "self", "reason": "事实有误"}, by=visits.cast.authority_head)
    assert count(visits) == 0


@pytest.mark.parametrize("kind", ["merged", "split", "transferred", "refiled"])
def test_only_what_arose_from_it_counts_against_it(visits, kind):
    street = Street(visits.cast)
    street.to_served()
    visits.now = street.now
    visits.inspect()
    visits.act("relate", {"other": street.matter, "kind": kind})
    assert count(visits) == 1


def test_a_second_visit_to_the_object_counts_beside_the_first(visits):
    visits.inspect()
    again = visits.another()
    again.inspect(kind="follow_up")
    again.act("relate", {"other": visits.matter, "kind": "arising_from"})
    assert count(visits) == 2


def test_patrols_are_counted_apart(visits):
    visits.patrol()
    assert (count(visits), count(visits, code="patrol.count"), count(visits, code="patrol.advised")) == (0, 1, 4)
    assert (Inspection.objects.count(), Patrol.objects.count()) == (0, 1)


def test_by_unit_and_by_what_one_may_see(visits):
    visits.inspect()
    visits.another().patrol()
    cast = visits.cast
    for code in ("inspection.count", "patrol.count"):
        assert count(visits, code=code, unit=cast.squadron) == 1
        assert count(visits, code=code, unit=cast.second_squadron) == 0
        assert count(visits, code=code, user=cast.statistician) == 1
        assert count(visits, code=code, user=cast.colleague) == 0
        assert count(visits, code=code, user=cast.stranger) == 0


def test_each_figure_opens_its_rows(visits):
    visits.inspect()
    visits.another().inspect("clue", result_note="涉嫌")
    visits.another().patrol()
    span = Span(visits.cast.bureau.pk, 2026, visits.cast.statistician)
    for code, register in (
        ("inspection.count", "inspections"),
        ("patrol.count", "patrols"),
        ("patrol.advised", "patrols"),
    ):
        narrowed = rows_of_figure(figures[code], span)
        assert narrowed.key == register
        assert narrowed.scope(visits.cast.statistician).count() == 1


def test_the_registers_show_what_one_may_see(visits):
    visits.inspect()
    visits.another().patrol()
    for key in ("inspections", "patrols"):
        scope = registers[key].scope
        assert scope(visits.cast.officer).count() == scope(visits.cast.unit_head).count() == 1
        assert scope(visits.cast.colleague).count() == scope(visits.cast.stranger).count() == 0
        assert scope(visits.cast.administrator).count() <= 1


def test_figures_ask_few_queries(visits, django_assert_max_num_queries):
    visits.inspect()
    with django_assert_max_num_queries(4):
        count(visits, user=visits.cast.statistician)


def test_a_year_ends_at_its_last_second(cast):
    before = Visits(cast, now=datetime(2025, 12, 31, 23, 58, tzinfo=clock.ZONE) - timedelta(seconds=1))
    before.inspect()
    after = Visits(cast, now=datetime(2025, 12, 31, 23, 59, tzinfo=clock.ZONE))
    after.inspect()
    assert (count(before, 2025), count(before, 2026)) == (1, 1)
