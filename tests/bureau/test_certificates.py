"""A certificate is read as of the day of the act: issued, suspended, resumed, renewed, cancelled, expired."""

from datetime import date

import pytest
from tests.cast import EXPIRED_ON

from jinwu.bureau import certificates, queries
from jinwu.bureau.models import Posting

DAY = date(2023, 5, 4)
BEFORE = date(2023, 5, 3)
AFTER = date(2023, 5, 5)


def _card(user):
    return user.officer.certificates.get()


def _certified(user, day):
    return queries.officer_on(user.officer_id, day).certified


def test_an_officer_with_a_valid_certificate_is_certified(cast):
    found = queries.officer_on(cast.officer.officer_id, DAY)
    assert found.certified
    assert found.why_not is None
    assert (found.name, found.certificate_no, found.unit_id) == ("郝文斌", "140300001", cast.squadron.pk)
    assert found.pin_set


def test_a_suspended_certificate_does_not_count_from_that_day_until_it_is_given_back(cast):
    certificates.change(_card(cast.officer), "suspended", on=DAY, reason="年度考核不合格")
    certificates.change(_card(cast.officer), "resumed", on=AFTER)
    assert [_certified(cast.officer, day) for day in (BEFORE, DAY, AFTER)] == [True, False, True]
    assert "suspended" in str(queries.officer_on(cast.officer.officer_id, DAY).why_not)


def test_a_cancelled_certificate_still_counted_the_day_before(cast):
    certificates.change(_card(cast.officer), "cancelled", on=DAY)
    assert [_certified(cast.officer, day) for day in (BEFORE, DAY, AFTER)] == [True, False, False]


def test_a_certificate_counts_on_its_last_day_and_not_after(cast):
    assert _certified(cast.expired, EXPIRED_ON)
    found = queries.officer_on(cast.expired.officer_id, date(2022, 7, 1))
    assert not found.certified
    assert found.why_not.params["expired"] == EXPIRED_ON


def test_a_renewal_counts_from_its_own_day(cast):
    certificates.change(_card(cast.expired), "renewed", on=date(2022, 8, 1), expires_on=date(2027, 7, 31))
    days = (date(2022, 6, 30), date(2022, 7, 15), date(2022, 8, 1))
    assert [_certified(cast.expired, day) for day in days] == [True, False, True]


def test_a_new_card_counts_although_the_old_one_is_cancelled_later(cast):
    certificates.issue(cast.officer.officer, "140399999", on=BEFORE, expires_on=date(2030, 1, 1))
    certificates.change(cast.officer.officer.certificates.get(number="140300001"), "cancelled", on=AFTER)
    found = queries.officer_on(cast.officer.officer_id, AFTER)
    assert (found.certified, found.certificate_no) == (True, "140399999")


def test_auxiliary_staff_never_counts(cast):
    found = queries.officer_on(cast.auxiliary.officer_id, DAY)
    assert not found.certified
    assert "auxiliary" in str(found.why_not)
    with pytest.raises(certificates.NotPossible):
        certificates.issue(cast.auxiliary.officer, "1", on=DAY, expires_on=AFTER)


def test_who_has_left_the_service_does_not_count(cast):
    Posting.objects.create(officer=cast.officer.officer, unit=None, valid_from=DAY)
    assert [_certified(cast.officer, day) for day in (BEFORE, DAY)] == [True, False]


@pytest.mark.parametrize(
    ("events", "event"),
    [([], "resumed"), (["cancelled"], "renewed"), (["cancelled"], "suspended"), (["suspended"], "suspended")],
)
def test_an_event_out_of_order_is_refused_with_what_to_do(cast, events, event):
    for each in events:
        certificates.change(_card(cast.officer), each, on=BEFORE)
    with pytest.raises(certificates.NotPossible) as refused:
        certificates.change(_card(cast.officer), event, on=DAY, expires_on=date(2040, 1, 1))
    assert refused.value.remedy.text


def test_an_event_before_the_last_one_is_refused(cast):
    certificates.change(_card(cast.officer), "suspended", on=DAY)
    with pytest.raises(certificates.NotPossible):
        certificates.change(_card(cast.officer), "resumed", on=BEFORE)


def test_many_officers_take_one_query(cast, django_assert_num_queries):
    ids = [user.officer_id for user in cast.people().values() if user.officer_id]
    with django_assert_num_queries(1):
        found = queries.officers_on(ids, DAY)
    assert set(found) == set(ids)


def test_partners_are_certified_officers_of_the_same_team_nearest_first(cast):
    found = [each.name for each in queries.partners_of(cast.officer.officer, DAY)]
    assert found[0] == "王婧"
    assert set(found) == {"王婧", "李强", "陈刚"}
