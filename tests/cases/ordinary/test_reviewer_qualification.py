"""Who reviews penalty decisions for the first time must hold the legal qualification (APL 58 ¶2)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cases.ordinary.hearings import set_profile
from tests.cases.ordinary.road import Road
from tests.cases.refusing import refuses

from jinwu.bureau import entry
from jinwu.bureau.inputs import QualificationInput
from jinwu.bureau.models import ReviewerQualification
from jinwu.law.citations import APL

#: The day of the review on the road.
REVIEWED = date(2026, 3, 10)


@pytest.fixture
def road(cast):
    ReviewerQualification.objects.all().delete()
    return Road(cast).to("investigated")


def known(
    road: Road, since: str = "2020-01-01", number: str = "A20201403000001", acquired: str | None = "2019-12-01"
) -> None:
    data = QualificationInput(user=road.cast.reviewer.pk, reviewing_since=since, number=number, acquired_on=acquired)
    entry.save_qualification(road.cast.administrator, None, data)


def marks(road: Road) -> set[str]:
    return {one.guard for one in road.state.marks}


def test_a_qualified_reviewer_reviews(road):
    known(road)
    assert road.review().stage == "reviewed"
    assert "qualification_known" not in marks(road)


def test_without_the_qualification_he_does_not(road):
    known(road, number="", acquired=None)
    refuses(road.review, "reviewer_qualified", APL(58, 2))


@pytest.mark.parametrize(("acquired", "refused"), [("2026-03-09", False), ("2026-03-10", False), ("2026-03-11", True)])
def test_it_is_held_on_the_day_of_the_review(road, acquired, refused):
    assert road.now.date() == REVIEWED
    known(road, acquired=acquired)
    refuses(road.review, "reviewer_qualified", APL(58, 2)) if refused else road.review()


@pytest.mark.parametrize(("since", "refused"), [("2017-12-31", False), ("2018-01-01", True), ("2018-01-02", True)])
def test_who_reviewed_before_the_rule_is_not_bound_by_it(road, since, refused):
    known(road, since=since, number="", acquired=None)
    refuses(road.review, "reviewer_qualified", APL(58, 2)) if refused else road.review()


def test_the_day_of_the_rule_is_the_bureaus_to_confirm(road):
    set_profile("review.qualification_since", "2021-07-15")
    known(road, since="2020-01-01", number="", acquired=None)
    road.review()


def test_where_the_books_say_nothing_the_review_is_marked(road):
    road.review()
    assert "qualification_known" in marks(road)


def test_a_correction_is_a_row_of_its_own_and_the_latest_holds(road):
    known(road, number="", acquired=None)
    known(road)
    assert ReviewerQualification.objects.count() == 2
    road.review()


def test_the_second_review_asks_the_same(cast):
    road = Road(cast).to("rechecked")
    ReviewerQualification.objects.all().delete()
    known(road, number="", acquired=None)
    refuses(lambda: road.review("review_again"), "reviewer_qualified", APL(58, 2))


@pytest.mark.parametrize(("number", "acquired"), [("", "2019-12-01"), ("A2019", None)])
def test_number_and_day_belong_together(road, number, acquired):
    with pytest.raises(entry.NotSaved):
        known(road, number=number, acquired=acquired)
