"""Two certified officers (APL 42): the certificate of the day of the act counts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import Street

from jinwu.kit import clock
from jinwu.law.citations import APL

LAST_DAY = datetime(2022, 6, 30, 12, 0, tzinfo=clock.ZONE)


def open_beside(street: Street, partner, **more):
    street.confirm(partner)
    return street.act("open", street.opening(**more), two=True, partner=partner.officer_id)


def test_an_expired_partner_does_not_count(street):
    objection = refuses(lambda: open_beside(street, street.cast.expired), "two_officers", APL(42), "partner")
    assert "140300004" in str(objection.what)


def test_an_expired_officer_may_not_act(street):
    street.confirm()
    refuses(lambda: street.act("open", street.opening(), two=True, by=street.cast.expired), "two_officers", APL(42))


def test_auxiliary_staff_never_count(street):
    refuses(lambda: open_beside(street, street.cast.auxiliary), "two_officers", APL(42), "partner")


@pytest.mark.parametrize(("day", "counts"), [(LAST_DAY, True), (LAST_DAY + timedelta(days=1), False)])
def test_the_last_day_of_a_certificate_still_counts(cast, day, counts):
    street = Street(cast, now=day)
    if counts:
        assert open_beside(street, cast.expired).stage == "draft"
    else:
        refuses(lambda: open_beside(street, cast.expired), "two_officers", APL(42))


def test_an_act_of_the_last_day_is_recorded_later(cast):
    street = Street(cast, now=LAST_DAY + timedelta(days=2))
    seen_at = LAST_DAY - timedelta(minutes=5)
    street.confirm(cast.expired)
    data = street.opening(act_from=seen_at, late_reason="现场无网络，次日补录")
    done = street.act("open", data, two=True, partner=cast.expired.officer_id, at=LAST_DAY)
    assert [mark.guard for mark in done.state.marks] == ["recorded_late"]


def test_every_step_of_two_asks_again(street):
    street.open()
    street.confirm(street.cast.expired)
    told = {"told_facts": True, "told_rights": True, "amount": "100.00", "tier": "light"}
    refuses(
        lambda: street.act("notify", told, two=True, partner=street.cast.expired.officer_id), "two_officers", APL(42)
    )
