"""How fines of like cases lie, and from where on one stands apart."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinwu.law.likeness import Measure, Side, Spread

MEASURE = Measure(months=36, least=10, fence=D("1.5"), near=D("0.10"), rare=D("0.10"))
#: 100, 200 … 1000: the middle half lies between 325 and 775, so that its reach ends at -350 and 1450.
TEN = Spread.of((D(100 * n), 1) for n in range(1, 11))


def test_quartiles_lie_between_their_neighbours():
    assert TEN.quartiles == (D("325.00"), D("550.00"), D("775.00"))
    assert Spread.of([(D(50), 3), (D(100), 1)]).quartiles == (D("50.00"), D("50.00"), D("62.50"))
    assert Spread.of([(D(80), 1)]).quartiles == (D("80.00"),) * 3


@pytest.mark.parametrize(
    ("amount", "side"), [("1449.99", None), ("1450.00", None), ("1450.01", Side.HEAVIER), ("0.01", None)]
)
def test_apart_begins_beyond_the_fence(amount, side):
    assert TEN.side(D(amount), MEASURE) == side


def test_a_light_one_stands_apart_too():
    narrow = Spread.of([(D(1000), 6), (D(1100), 4)])  # 1000, 1000, 1100: reach 150
    assert narrow.side(D("849.99"), MEASURE) is Side.LIGHTER
    assert narrow.side(D("850.00"), MEASURE) is None


@pytest.mark.parametrize(
    ("amount", "side"), [("110.00", None), ("110.01", Side.HEAVIER), ("90.00", None), ("89.99", Side.LIGHTER)]
)
def test_where_all_were_alike_a_share_of_the_median_is_near(amount, side):
    assert Spread.of([(D(100), 12)]).side(D(amount), MEASURE) == side


@pytest.mark.parametrize(("number", "apart"), [(1, True), (2, False), (3, False)])
def test_what_many_were_fined_stands_not_apart(number, apart):
    """Of twenty cases two are a tenth: then the amount is a usual one."""
    spread = Spread.of([(D(100), number), (D(200), 20 - number)])
    assert (spread.side(D(100), MEASURE) is Side.LIGHTER) == apart


@pytest.mark.parametrize(("number", "said"), [(9, None), (10, Side.HEAVIER), (11, Side.HEAVIER)])
def test_of_too_few_nothing_is_said(number, said):
    spread = Spread.of([(D(100), number)])
    assert spread.side(D(5000), MEASURE) == said
    assert spread.enough(MEASURE) == (said is not None)


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=60))
def test_quartiles_are_in_order_and_within_the_spread(amounts):
    spread = Spread.of((D(one), amounts.count(one)) for one in set(amounts))
    lower, median, upper = spread.quartiles
    assert spread.low <= lower <= median <= upper <= spread.high
    assert spread.count == len(amounts)
    assert spread.side(median, MEASURE) is None
