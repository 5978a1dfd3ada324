"""Inspections of enterprises: approval, notice, and how often in a year; not for visits before the rules."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.inspections.visits import Visits

from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.kit import clock

FIRM = {"kind": "organisation", "name": "阳泉市晨光文化传媒有限公司", "number": "91140300MA0HNH2Y8H"}


def marks(done):
    return [mark.guard for mark in done.state.marks]


@pytest.mark.parametrize("change", [{"approval": ""}, {"notice": ""}, {"approval": "", "notice": ""}])
def test_without_approval_or_notice_it_is_marked_and_counts(visits, change):
    done = visits.inspect(object=FIRM, **change)
    assert (marks(done), done.state.counted) == (["enterprise_notice"], True)


@pytest.mark.parametrize("thing", [{"kind": "site", "name": "桃河公园"}, {"kind": "person", "name": "赵某"}])
def test_only_enterprises_ask_for_it(visits, thing):
    assert marks(visits.inspect(object=thing, approval="", notice="")) == []


def test_what_a_complaint_set_off_needs_none(visits):
    assert marks(visits.inspect(object=FIRM, approval="", notice="", exempt="complaint")) == []


@pytest.mark.parametrize(("day", "found"), [((2024, 12, 31), []), ((2025, 1, 1), ["enterprise_notice"])])
def test_the_rules_bind_from_their_day(cast, day, found):
    visits = Visits(cast, now=datetime(*day, 12, 0, tzinfo=clock.ZONE))
    assert marks(visits.inspect(object=FIRM, approval="", notice="")) == found


def test_as_often_as_announced_and_no_more(visits):
    values = {"value": 2, "title": "上限", "confirmed": True, "source": "tests", "note": ""}
    put(ProfileValue, {"key": "inspection.enterprise_yearly", "in_force_from": date(2026, 1, 1)}, values, by="tests")
    assert marks(visits.inspect(object=FIRM)) == []
    assert marks(visits.another().inspect(object=FIRM, exempt="safety")) == []
    assert marks(visits.another().inspect(object=FIRM)) == []
    assert marks(visits.another().inspect(object=FIRM)) == ["enterprise_yearly"]
    assert marks(visits.another().inspect(object=FIRM, exempt="complaint")) == []
    assert marks(visits.another().inspect()) == []
    next_year = Visits(visits.cast, now=datetime(2027, 1, 4, 12, 0, tzinfo=clock.ZONE))
    assert marks(next_year.inspect(object=FIRM)) == []
