"""The time of an act: never ahead, never before what made it possible, and late only with a reason and a mark."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.cases.refusing import refuses

from jinwu.bureau import queries
from jinwu.bureau.models import RoleHolding
from jinwu.law.citations import APL
from jinwu.law.roles import Role


def told(**change):
    return {"told_facts": True, "told_rights": True, "amount": "100.00", "tier": "light"} | change


def test_not_in_the_future(street):
    street.open()
    ahead = street.now + timedelta(minutes=10)
    refuses(lambda: street.act("notify", told(), two=True, at=ahead), "not_in_the_future", APL(47), "at")


def test_a_phone_a_minute_ahead_is_put_right(street):
    street.open()
    ahead = street.now + timedelta(minutes=2)
    done = street.act("notify", told(), two=True, at=ahead)
    assert done.state.notice.at == street.now


def test_long_after_needs_a_reason_and_shows_the_mark(street):
    street.open()
    happened = street.now + timedelta(minutes=5)
    street.wait(hours=30)
    street.confirm()
    refuses(lambda: street.act("notify", told(), two=True, at=happened), "late_reason", APL(47), "late_reason")
    done = street.act("notify", told(late_reason="手机没电，回队补录"), two=True, at=happened)
    assert [(m.guard, m.explained) for m in done.state.marks] == [("recorded_late", "手机没电，回队补录")]
    assert done.state.notice.at == happened


def test_within_the_day_no_reason_is_asked(street):
    street.open()
    happened = street.now + timedelta(minutes=5)
    street.wait(hours=23)
    street.confirm()
    assert street.act("notify", told(), two=True, at=happened).state.marks == ()


def test_no_step_before_the_one_that_made_it_possible(street):
    street.open()
    street.wait(minutes=30)
    street.notify()
    before = street.now - timedelta(minutes=10)
    refuses(
        lambda: street.act("decide", {"amount": "100.00", "tier": "light"}, two=True, at=before),
        "in_time",
        APL(47),
        "at",
    )


def test_nothing_before_the_matter_was_opened(street):
    street.open()
    before = street.now - timedelta(minutes=10)
    refuses(lambda: street.act("take_note", {"text": "备注"}, at=before), "in_time", APL(47))


def test_what_could_happen_side_by_side_is_recorded_in_any_order(street):
    street.to_served()
    collected_at = street.now + timedelta(minutes=1)
    street.wait(hours=2)
    street.file_record()
    done = street.act("collect", {"amount": "100.00", "ground": "small", "receipt": "77"}, at=collected_at)
    assert done.state.ledger.movements[0].on == collected_at.date()


def test_after_a_voided_form_time_begins_anew(street):
    street.open()
    street.notify()
    street.decide()
    decided_at = street.now
    street.wait(minutes=30)
    street.act("void_form", {"reason": "金额误写"}, two=True)
    refuses(
        lambda: street.act("decide", {"amount": "100.00", "tier": "light"}, two=True, at=decided_at), "in_time", APL(47)
    )


@pytest.fixture
def former_head(street):
    """A head whose office ended the day before, and a matter of that day."""
    street.to_served()
    yesterday = street.now
    RoleHolding.objects.filter(role=Role.AUTHORITY_HEAD.value).update(valid_to=yesterday.date())
    queries.forget_roles()
    street.wait(hours=20)
    assert street.now.date() == yesterday.date() + timedelta(days=1)
    return yesterday + timedelta(minutes=10)


def test_who_left_an_office_takes_no_act_in_it_by_dating_it_back(street, former_head):
    data = {"organ": "self", "reason": "主要事实不清"}
    from jinwu.matters.errors import NoMatter

    with pytest.raises(NoMatter):  # he reaches nothing of the bureau any more
        street.act("revoke", data, by=street.cast.authority_head, at=former_head)
    RoleHolding.objects.create(
        user=street.cast.authority_head, role=Role.STATISTICIAN.value, unit=street.cast.bureau,
        valid_from=date(2018, 1, 1),
    )  # fmt: skip
    queries.forget_roles()
    refuses(lambda: street.act("revoke", data, by=street.cast.authority_head, at=former_head), "role", APL(15))


def test_who_came_into_an_office_takes_no_act_of_before(street):
    street.to_served()
    then = street.now
    RoleHolding.objects.filter(role=Role.AUTHORITY_HEAD.value).update(valid_from=then.date() + timedelta(days=1))
    queries.forget_roles()
    street.wait(hours=20)
    data = {"organ": "self", "reason": "主要事实不清"}
    refuses(lambda: street.act("revoke", data, by=street.cast.authority_head, at=then), "role", APL(15))
    assert street.act("revoke", data, by=street.cast.authority_head).stage == "revoked"
