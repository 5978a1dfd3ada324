"""The ledger: a reminder is given for a first time only (APL 33)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from tests.cases.refusing import refuses
from tests.cases.reminders.walk import Walk
from tests.cases.street import Street, organisation, person, resident_id

from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.kit import clock
from jinwu.law.citations import APL


def at(day: date) -> datetime:
    return datetime.combine(day, time(10, 0), clock.ZONE)


def later(walk: Walk, day: date, **more) -> Walk:
    return Walk(walk.cast, now=at(day), **more)


@pytest.mark.parametrize(
    ("first", "second", "is_first"),
    [
        (date(2025, 3, 10), date(2026, 3, 9), False),
        (date(2025, 3, 10), date(2026, 3, 10), False),  # the corresponding day belongs to the twelve months
        (date(2025, 3, 10), date(2026, 3, 11), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),  # no 29 February: the last day of the month
        (date(2024, 2, 29), date(2025, 3, 1), True),
        (date(2023, 2, 28), date(2024, 2, 28), False),
        (date(2023, 2, 28), date(2024, 2, 29), True),
    ],
)
def test_the_window_of_twelve_months(cast, first, second, is_first):
    Walk(cast, now=at(first)).to_issued()
    again = Walk(cast, now=at(second))
    if is_first:
        assert again.detect().stage == "detected"
    else:
        refuses(again.detect, "first_offence", APL(33, 1), "violation")


@pytest.mark.parametrize(
    ("months", "second", "is_first"),
    [(1, date(2026, 2, 28), False), (1, date(2026, 3, 1), True), (24, date(2028, 1, 31), False), (24, date(2028, 2, 1), True)],
)  # fmt: skip
def test_the_profile_says_how_long(cast, months, second, is_first):
    values = {"value": months, "title": "reminder.window_months", "confirmed": True, "source": "tests", "note": ""}
    put(ProfileValue, {"key": "reminder.window_months", "in_force_from": date(2018, 1, 1)}, values, by="tests")
    Walk(cast, now=at(date(2026, 1, 31))).to_issued()
    again = Walk(cast, now=at(second))
    if is_first:
        assert again.detect().stage == "detected"
    else:
        refuses(again.detect, "first_offence", APL(33, 1))


def test_the_earlier_one_is_named(walk):
    walk.to_issued()
    objection = refuses(later(walk, date(2026, 5, 6)).detect, "first_offence")
    assert walk.last.state.number in str(objection.what)
    assert "2026-03-10" in str(objection.what)


def test_two_who_found_it_at_once(walk):
    """The second one is refused though nothing is handed over yet."""
    walk.detect()
    refuses(Walk(walk.cast, now=walk.now).detect, "first_offence")


def test_it_is_asked_again_when_it_is_handed_over(walk):
    walk.detect()
    fined = Street(walk.cast, now=walk.now)
    fined.to_served(act_from=walk.now - timedelta(days=2))
    walk.now = fined.now
    refuses(walk.issue, "first_offence")


@pytest.mark.parametrize(
    "change",
    [
        {"party": person(name="钱广", number=resident_id(serial=7))},
        {"party": organisation()},
        {"violation": "road.hang"},
    ],
    ids=["another person", "an organisation", "another violation"],
)
def test_another_party_or_violation_is_a_first_time(walk, change):
    walk.to_issued()
    assert later(walk, date(2026, 4, 1)).detect(**change).stage == "detected"


def test_another_organ_has_its_own_ledger(walk, cast):
    walk.to_issued()
    from tests.cases.reminders.walk import word  # noqa: F401

    from jinwu.cases.reminders.queries import earlier

    party = walk.last.state.party.party
    assert earlier(party, "road.occupy", cast.bureau.pk, date(2026, 4, 1), 12) is not None
    assert earlier(party, "road.occupy", cast.other_bureau.pk, date(2026, 4, 1), 12) is None


def test_another_squadron_of_the_same_organ_is_asked_too(walk, cast):
    walk.to_issued()
    again = later(walk, date(2026, 4, 1), officer=cast.colleague, partner=cast.unit_head)
    refuses(again.detect, "first_offence")


def test_an_earlier_penalty_defeats_it(walk):
    fined = Street(walk.cast, now=at(date(2025, 6, 3)))
    fined.to_served()
    objection = refuses(walk.detect, "first_offence")
    assert fined.last.state.number in str(objection.what)


@pytest.mark.parametrize(("day", "is_first"), [(date(2025, 3, 10), False), (date(2025, 3, 7), True)])
def test_a_penalty_counts_by_the_day_it_was_decided(walk, day, is_first):
    Street(walk.cast, now=at(day)).to_served()
    if is_first:
        assert walk.detect().stage == "detected"
    else:
        refuses(walk.detect, "first_offence")


def test_a_revoked_penalty_does_not_defeat_it(walk):
    fined = Street(walk.cast, now=at(date(2025, 6, 3)))
    fined.to_served()
    fined.act("revoke", {"organ": "self", "reason": "主要事实不清"}, by=walk.cast.authority_head)
    assert walk.detect().stage == "detected"


def test_a_case_under_way_defeats_it(walk):
    Street(walk.cast, now=at(date(2026, 3, 9))).open()
    refuses(walk.detect, "first_offence")


def test_a_withdrawn_reminder_does_not_count(walk):
    walk.to_issued()
    walk.act("withdraw", {"reason": "认错当事人。"}, by=walk.cast.unit_head)
    assert walk.last.stage == "withdrawn"
    assert [paper.status for paper in walk.last.state.papers] == ["void"]
    assert later(walk, date(2026, 4, 1)).detect().stage == "detected"


@pytest.mark.parametrize("end", ["no_penalty", "escalated"])
def test_an_ended_reminder_still_counts(walk, end):
    walk.to_issued()
    if end == "no_penalty":
        walk.check()
        walk.no_penalty()
    else:
        walk.check("not_corrected")
        walk.escalate()
    assert walk.last.stage == end
    refuses(later(walk, date(2026, 4, 1)).detect, "first_offence")


def test_a_slight_act_need_not_be_the_first_but_is_marked(walk):
    walk.to_issued()
    again = later(walk, date(2026, 4, 1))
    done = again.detect(route="light", harm="none")
    assert [mark.guard for mark in done.state.marks] == ["not_the_first"]


def test_a_slight_act_that_did_harm_is_not_slight(walk):
    refuses(lambda: walk.detect(route="light", harm="slight"), "harm_fits", APL(33, 1), "harm")


def test_one_found_before_another_but_recorded_later_is_refused_too(walk):
    """Two reminders within the window are one too many, in whichever order they are recorded."""
    later(walk, date(2026, 3, 12)).to_issued()
    refuses(walk.detect, "first_offence")
