"""The summary procedure: how high a fine may be, and when it may be collected on the spot."""

from datetime import date

import pytest

from jinwu.law.calendar import WorkCalendar
from jinwu.law.citations import APL
from jinwu.law.parameters import NoLawOnDay
from jinwu.law.parties import PARTY_TITLES, PartyKind
from jinwu.law.summary import (
    GROUND_BASIS,
    GROUND_TITLES,
    CollectionGround,
    check_hand_in,
    check_receipt,
    check_summary_fine,
    hand_in_due,
    on_the_spot_ground,
    summary_limit,
)

TODAY = date(2026, 11, 20)
CALENDAR = WorkCalendar()


@pytest.mark.parametrize(
    ("kind", "as_citizen", "amount", "allowed"),
    [
        ("person", True, "199.99", True),
        ("person", True, "200", True),
        ("person", True, "200.01", False),
        ("person", False, "200.01", False),
        ("organisation", True, "2999.99", True),
        ("organisation", True, "3000", True),
        ("organisation", True, "3000.01", False),
        ("sole_trader", True, "200", True),
        ("sole_trader", True, "200.01", False),
        ("sole_trader", False, "3000", True),
        ("sole_trader", False, "3000.01", False),
    ],
)
def test_the_limit_is_inclusive(kind, as_citizen, amount, allowed):
    finding = check_summary_fine(amount, kind, TODAY, as_citizen)
    assert (finding is None) is allowed
    if finding:
        assert finding.basis == (APL(51),)
        assert "ordinary procedure" in str(finding.remedy)


def test_the_limit_names_its_article():
    limit = summary_limit(PartyKind.PERSON, TODAY)
    assert (limit.amount, limit.citation) == (200, APL(51))


def test_an_unknown_kind_of_party_is_an_error():
    with pytest.raises(ValueError):
        summary_limit("ghost", TODAY)
    assert set(PARTY_TITLES) == set(PartyKind)


@pytest.mark.parametrize("day", [date(2021, 7, 14), date(1997, 1, 1)])
def test_the_law_before_2021_is_not_held(day):
    with pytest.raises(NoLawOnDay) as refused:
        summary_limit("person", day)
    assert str(day) in str(refused.value)
    assert "old book" in str(refused.value.remedy)
    assert summary_limit("person", date(2021, 7, 15)).amount == 200


@pytest.mark.parametrize(
    ("amount", "ground", "requested", "allowed"),
    [
        ("99.99", "small", False, True),
        ("100", "small", False, True),
        ("100.01", "small", False, False),
        ("200", "hard_later", False, True),
        ("3000", "hard_later", False, True),
        ("200", "remote_request", True, True),
        ("50", "remote_request", False, False),
    ],
)
def test_grounds_for_collecting_on_the_spot(amount, ground, requested, allowed):
    finding = on_the_spot_ground(amount, ground, TODAY, requested=requested)
    assert (finding is None) is allowed
    if finding:
        assert finding.basis == (GROUND_BASIS[CollectionGround(ground)],)


@pytest.mark.parametrize("ground", list(CollectionGround))
def test_an_ordinary_fine_is_collected_only_where_it_is_remote_and_asked_for(ground):
    finding = on_the_spot_ground(50, ground, TODAY, requested=True, summary=False)
    assert (finding is None) == (ground is CollectionGround.REMOTE_REQUEST)


def test_every_ground_has_its_article_and_title():
    assert set(GROUND_BASIS) == set(GROUND_TITLES) == set(CollectionGround)


@pytest.mark.parametrize(("receipt", "given_"), [("ZH0001", True), ("", False), ("  ", False), (None, False)])
def test_money_is_taken_only_against_a_fiscal_receipt(receipt, given_):
    finding = check_receipt(receipt)
    assert (finding is None) is given_
    assert given_ or finding.basis == (APL(70),)


@pytest.mark.parametrize(
    ("collected", "landed", "last"),
    [
        (date(2026, 11, 18), None, date(2026, 11, 20)),
        (date(2026, 11, 20), None, date(2026, 11, 24)),
        (date(2023, 9, 28), None, date(2023, 10, 8)),
        (date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20)),
    ],
)
def test_the_money_is_handed_in_within_two_working_days(collected, landed, last):
    assert hand_in_due(collected, CALENDAR, landed).day == last
    assert check_hand_in(collected, last, CALENDAR, landed) is None
    late = check_hand_in(collected, date.fromordinal(last.toordinal() + 1), CALENDAR, landed)
    assert APL(71) in late.basis
