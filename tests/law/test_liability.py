"""Age on the day of the act, and the limitation of the penalty."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinwu.law.citations import APL
from jinwu.law.liability import Capacity, capacity, check_age, check_limitation, limitation_end

BIRTH = date(2010, 5, 20)


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (date(2024, 5, 19), Capacity.NONE),
        (date(2024, 5, 20), Capacity.NONE),  # the birthday itself still belongs to the year before
        (date(2024, 5, 21), Capacity.LIGHTER),
        (date(2028, 5, 20), Capacity.LIGHTER),
        (date(2028, 5, 21), Capacity.FULL),
    ],
)
def test_age_decides_how_far_one_answers(act, expected):
    assert capacity(BIRTH, act) is expected


def test_born_on_a_leap_day():
    assert capacity(date(2012, 2, 29), date(2026, 2, 28)) is Capacity.NONE
    assert capacity(date(2012, 2, 29), date(2026, 3, 1)) is Capacity.LIGHTER


def test_a_child_is_not_penalised():
    finding = check_age(BIRTH, date(2024, 5, 20))
    assert finding.basis == (APL(30),)
    assert "guardian" in str(finding.remedy)
    assert check_age(BIRTH, date(2024, 5, 21)) is None


def test_nobody_acts_before_birth():
    assert "lies after the act" in str(check_age(BIRTH, date(2010, 5, 19)).what)


@pytest.mark.parametrize(
    ("act_end", "serious", "last"),
    [
        (date(2024, 11, 20), False, date(2026, 11, 20)),
        (date(2024, 11, 20), True, date(2029, 11, 20)),
        (date(2024, 2, 29), False, date(2026, 2, 28)),
        (date(2024, 2, 29), True, date(2029, 2, 28)),
    ],
)
def test_an_act_is_penalised_only_if_discovered_in_time(act_end, serious, last):
    assert limitation_end(act_end, serious) == last
    assert check_limitation(act_end, last, serious) is None
    late = check_limitation(act_end, last + timedelta(days=1), serious)
    assert late.basis == (APL(36),)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_growing_older_never_lessens_responsibility(birth, act):
    order = list(Capacity)
    assert order.index(capacity(birth, act)) <= order.index(capacity(birth, act + timedelta(days=1)))
