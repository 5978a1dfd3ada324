"""Money: two places, in words, and the surcharge of a fine paid late."""

import re
from datetime import date, timedelta
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinwu.law.money import InvalidAmount, days_to_cap, surcharge, surcharge_days, words, yuan
from jinwu.law.parameters import NoLawOnDay
from jinwu.law.periods import Pause
from jinwu.law.timers import T16

TODAY = date(2026, 11, 20)
AMOUNTS = st.decimals(0, Decimal("99999999999.99"), places=2)


@pytest.mark.parametrize(
    ("given_", "amount"),
    [
        (100, "100.00"),
        ("0.005", "0.01"),
        ("0.004", "0.00"),
        ("150.505", "150.51"),
        (" 20 ", "20.00"),
        (Decimal("-0.005"), "-0.01"),
        ("-0.00", "0.00"),
    ],
)
def test_half_a_fen_is_rounded_up(given_, amount):
    assert format(yuan(given_), "f") == amount


@pytest.mark.parametrize("value", [1.5, True, None, [1]])
def test_floats_are_never_money(value):
    with pytest.raises(TypeError):
        yuan(value)


@pytest.mark.parametrize("value", ["", "abc", "1,000", "1e3", "1_000", "NaN", "Infinity", Decimal("NaN"), 10**12])
def test_what_is_no_amount_is_refused_with_a_sentence(value):
    with pytest.raises(InvalidAmount) as refused:
        yuan(value)
    assert "is not an amount" in str(refused.value)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "零元整"),
        (100, "壹佰元整"),
        (200, "贰佰元整"),
        ("3000", "叁仟元整"),
        ("105.05", "壹佰零伍元零伍分"),
        ("10.50", "壹拾元伍角"),
        ("0.05", "伍分"),
        ("20000", "贰万元整"),
        ("100000001", "壹亿零壹元整"),
        ("32600.00", "叁万贰仟陆佰元整"),
    ],
)
def test_amounts_in_words(amount, text):
    assert words(amount) == text


def test_a_negative_amount_has_no_words():
    with pytest.raises(InvalidAmount):
        words("-1")


def _read(text):
    found = re.fullmatch(r"(?:(.+)元)?(?:整|零?(?:(.)角)?零?(?:(.)分)?)", text)
    yuans, jiao, fen = (Decimal(str(cn2an.cn2an(part, "smart"))) if part else Decimal(0) for part in found.groups())
    return yuans + jiao / 10 + fen / 100


@given(AMOUNTS)
def test_words_say_exactly_the_amount(amount):
    assert _read(words(amount)) == amount


@pytest.mark.parametrize(
    ("days", "owed"),
    [(0, "0.00"), (1, "6.00"), (10, "60.00"), (33, "198.00"), (34, "200.00"), (35, "200.00"), (4000, "200.00")],
)
def test_three_percent_a_day_up_to_the_fine(days, owed):
    assert surcharge(200, days, TODAY) == Decimal(owed)


def test_the_surcharge_is_rounded_to_the_fen():
    assert surcharge("33.33", 1, TODAY) == Decimal("1.00")
    assert surcharge("0.50", 1, TODAY) == Decimal("0.02")


def test_the_cap_is_reached_on_day_34():
    assert days_to_cap(TODAY) == T16.length == 34


def test_no_surcharge_without_its_law():
    with pytest.raises(NoLawOnDay):
        surcharge(200, 1, date(2011, 12, 31))
    assert surcharge(200, 1, date(2012, 1, 1)) == Decimal("6.00")


@given(AMOUNTS, st.integers(0, 400))
def test_the_surcharge_grows_and_never_exceeds_the_fine(principal, days):
    now, tomorrow = surcharge(principal, days, TODAY), surcharge(principal, days + 1, TODAY)
    assert now <= tomorrow <= principal
    assert (days < 34) or now == principal


@pytest.mark.parametrize(
    ("until", "pauses", "days"),
    [
        (date(2026, 11, 19), [], 0),
        (date(2026, 11, 20), [], 0),
        (date(2026, 11, 21), [], 1),
        (date(2026, 11, 30), [], 10),
        (date(2026, 11, 30), [Pause(date(2026, 11, 25), date(2026, 11, 27))], 7),  # three days stay free
        (date(2026, 11, 30), [Pause(date(2026, 11, 25), date(2026, 11, 25))], 9),
        (date(2026, 11, 30), [Pause(date(2026, 11, 25), None)], 4),
        (date(2026, 11, 30), [Pause(date(2026, 11, 1), None)], 0),
        (date(2026, 11, 30), [Pause(date(2026, 11, 1), date(2026, 11, 22))], 8),
        (date(2026, 11, 30), [Pause(date(2026, 11, 1), date(2026, 11, 19))], 10),
        (date(2026, 11, 30), [Pause(date(2026, 12, 1), None)], 10),
        (
            date(2026, 11, 30),
            [Pause(date(2026, 11, 22), date(2026, 11, 25)), Pause(date(2026, 11, 24), date(2026, 11, 27))],
            4,
        ),
    ],
)
def test_days_that_bear_a_surcharge(until, pauses, days):
    assert surcharge_days(date(2026, 11, 20), until, pauses) == days


@given(st.integers(-30, 200), st.lists(st.tuples(st.integers(-50, 150), st.one_of(st.none(), st.integers(0, 60)))))
def test_surcharge_days_are_those_after_the_end_outside_every_pause(late, spans):
    start = date(2026, 1, 15)
    pauses = [Pause(start + timedelta(days=a), None if n is None else start + timedelta(days=a + n)) for a, n in spans]
    days = [start + timedelta(days=k) for k in range(1, late + 1)]
    free = [day for day in days if any(p.start <= day and (p.end is None or day <= p.end) for p in pauses)]
    assert surcharge_days(start, start + timedelta(days=late), pauses) == len(days) - len(free)
