"""Formulas of fines: their range for the facts, and their JSON in the catalogue."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinwu.law.parties import PartyKind
from jinwu.law.penalty import (
    Base,
    BaseMissing,
    Bounds,
    ByLocalRule,
    Combine,
    DailyContinuous,
    FixedPerUnit,
    InvalidFormula,
    MultipleOfBase,
    NoFine,
    PenaltyRule,
    PercentOfBase,
    PerUnit,
    Range,
    UpTo,
    formula_from_json,
)


@pytest.mark.parametrize(
    ("formula", "base", "low", "high"),
    [
        (Range(50, 200), Base(), "50.00", "200.00"),
        (Range("10000", "100000"), Base(), "10000.00", "100000.00"),
        (UpTo(20000), Base(), "0.00", "20000.00"),
        (PerUnit(50, 200, 5000), Base(units=1), "50.00", "200.00"),
        (PerUnit(50, 200, 5000), Base(units=24), "1200.00", "4800.00"),
        (PerUnit(50, 200, 5000), Base(units=25), "1250.00", "5000.00"),
        (PerUnit(50, 200, 5000), Base(units=26), "1300.00", "5000.00"),
        (PerUnit(50, 200, 5000), Base(units=101), "5000.00", "5000.00"),
        (PerUnit(50, 200), Base(units=101), "5050.00", "20200.00"),
        (FixedPerUnit(500), Base(units=3), "1500.00", "1500.00"),
        (FixedPerUnit(500, cap=1000), Base(units=3), "1000.00", "1000.00"),
        (PercentOfBase(5, 10), Base(amount=D("1000000")), "50000.00", "100000.00"),
        (PercentOfBase(5, 10), Base(amount=D("100.01")), "5.01", "10.00"),  # 5.0005 and 10.001: never outside
        (PercentOfBase(5, 5), Base(amount=D("100.01")), "5.00", "5.00"),
        (PercentOfBase(0, 10), Base(amount=D("1000")), "0.00", "100.00"),
        (MultipleOfBase(0, 1), Base(amount=D("30000")), "0.00", "30000.00"),
        (MultipleOfBase("1.5", "3"), Base(amount=D("1000")), "1500.00", "3000.00"),
        (DailyContinuous(), Base(amount=D("10000"), days=7), "70000.00", "70000.00"),
        (ByLocalRule("焦作条例", Range(50, 200)), Base(), "50.00", "200.00"),
    ],
)
def test_the_range_of_a_formula(formula, base, low, high):
    bounds = formula.bounds(base)
    assert (bounds.low, bounds.high) == (D(low), D(high))
    assert bounds.low.as_tuple().exponent == bounds.high.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("bounds", "amount", "inside"),
    [
        (Range(50, 200).bounds(), "49.99", False),
        (Range(50, 200).bounds(), "50", True),
        (Range(50, 200).bounds(), "200", True),
        (Range(50, 200).bounds(), "200.01", False),
        (Range(50, 200, low_inclusive=False).bounds(), "50", False),
        (Range(50, 200, high_inclusive=False).bounds(), "200", False),
        (Range(0, 200).bounds(), "0", False),
        (UpTo(200).bounds(), "0", False),
        (UpTo(200).bounds(), "0.01", True),
        (UpTo(200, high_inclusive=False).bounds(), "200", False),
    ],
)
def test_both_ends_belong_to_a_range_unless_said_otherwise(bounds, amount, inside):
    assert bounds.contains(D(amount)) is inside


@pytest.mark.parametrize(
    ("formula", "base"),
    [
        (PerUnit(50, 200), Base()),
        (PerUnit(50, 200), Base(units=0)),
        (FixedPerUnit(500), Base(amount=D(5))),
        (PercentOfBase(5, 10), Base(units=3)),
        (MultipleOfBase(1, 2), Base(amount=D(0))),
        (DailyContinuous(), Base(amount=D(5))),
        (DailyContinuous(), Base(days=5)),
    ],
)
def test_a_fact_that_is_missing_is_asked_for(formula, base):
    with pytest.raises(BaseMissing) as refused:
        formula.bounds(base)
    assert str(refused.value.remedy)


def test_a_local_rule_that_is_not_loaded_sets_no_amount():
    with pytest.raises(NoFine, match="not loaded"):
        ByLocalRule("某市条例").bounds()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Range(200, 50),
        lambda: Range(-1, 50),
        lambda: PerUnit(50, 200, 20),
        lambda: PercentOfBase(10, 5),
        lambda: MultipleOfBase("many", 5),
    ],
)
def test_a_formula_that_contradicts_itself_is_refused(wrong):
    with pytest.raises(InvalidFormula):
        wrong()


def test_floats_never_enter_a_formula():
    with pytest.raises(TypeError):
        Range(0.5, 1)
    with pytest.raises(TypeError):
        PercentOfBase(0.5, 1)


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        (None, "no penalty formula"),
        ("RANGE", "no penalty formula"),
        ({"type": "BETWEEN"}, "“BETWEEN” is no penalty formula"),
        ({"type": "RANGE", "low": "50"}, "lacks an amount"),
        ({"type": "RANGE", "low": 0.5, "high": "9"}, "not written as text"),
        ({"type": "RANGE", "low": "x", "high": "9"}, "“x” is not an amount"),
        ({"type": "RANGE", "low": "1", "high": "9", "step": 1}, "no place for step"),
        ({"type": "RANGE", "low": "10", "high": "9"}, "above its maximum"),
        ({"type": "RANGE", "low": None, "high": "9"}, "lacks an amount"),
        ({"type": "BY_LOCAL_RULE", "formula": {"type": "?"}}, "“?” is no penalty formula"),
    ],
)
def test_json_that_is_no_formula_is_refused_with_a_sentence(stored, told):
    with pytest.raises(InvalidFormula) as refused:
        formula_from_json(stored)
    assert told in str(refused.value)


AMOUNTS = st.decimals(0, 10**7, places=2)
FACTORS = st.decimals(0, 20, places=1)


def _pair(values):
    return st.lists(values, min_size=2, max_size=2).map(sorted)


SIMPLE = st.one_of(
    st.builds(
        lambda p, a, b: Range(*p, low_inclusive=a, high_inclusive=b), _pair(AMOUNTS), st.booleans(), st.booleans()
    ),
    st.builds(UpTo, AMOUNTS, st.booleans()),
    st.builds(
        lambda p, c, u: PerUnit(*p, cap=None if c is None else p[0] + c, unit=u),
        _pair(AMOUNTS),
        st.none() | AMOUNTS,
        st.sampled_from(["", "处"]),
    ),
    st.builds(FixedPerUnit, AMOUNTS, st.none() | AMOUNTS, st.sampled_from(["", "车位"])),
    st.builds(lambda p: PercentOfBase(*p, base="工程造价"), _pair(FACTORS)),
    st.builds(lambda p: MultipleOfBase(*p, base="违法所得"), _pair(FACTORS)),
    st.just(DailyContinuous()),
)
FORMULAS = SIMPLE | st.builds(ByLocalRule, st.text(max_size=5), st.none() | SIMPLE)
RULES = st.builds(
    PenaltyRule,
    person=st.none() | FORMULAS,
    unit=st.none() | FORMULAS,
    may=st.booleans(),
    with_warning=st.booleans(),
    combine=st.sampled_from(Combine),
    confiscation=st.booleans(),
    other=st.lists(st.sampled_from(["suspend_business", "order_closure"]), unique=True).map(tuple),
)


@given(FORMULAS)
def test_a_formula_survives_its_json(formula):
    stored = formula.as_json()
    assert formula_from_json(stored) == formula
    assert all(not isinstance(value, float) for value in stored.values())


@given(RULES)
def test_a_rule_survives_its_json(rule):
    assert PenaltyRule.from_json(rule.as_json()) == rule


@given(SIMPLE, AMOUNTS.filter(bool), st.integers(1, 500), st.integers(1, 60))
def test_the_minimum_never_exceeds_the_maximum(formula, amount, units, days):
    bounds = formula.bounds(Base(amount, units, days))
    assert bounds.low >= 0
    assert bounds.low <= bounds.high + D("0.01")  # a share of some fen may hold no whole fen
    if bounds.low_inclusive and bounds.high_inclusive and bounds.low <= bounds.high:
        assert bounds.contains(bounds.low)
        assert bounds.contains(bounds.high)


RULE = PenaltyRule(person=Range(100, 500), unit=Range(50000, 500000))


@pytest.mark.parametrize(
    ("kind", "as_citizen", "low"),
    [
        (PartyKind.PERSON, True, "100"),
        (PartyKind.PERSON, False, "100"),
        (PartyKind.ORGANISATION, True, "50000"),
        (PartyKind.SOLE_TRADER, True, "100"),
        (PartyKind.SOLE_TRADER, False, "50000"),
    ],
)
def test_persons_and_units_have_their_own_range(kind, as_citizen, low):
    assert RULE.bounds_for(kind, sole_trader_as_citizen=as_citizen).low == D(low)


def test_a_rule_may_set_no_fine_for_one_kind_of_party():
    only_units = PenaltyRule(unit=UpTo(5000), with_warning=True)
    assert only_units.formula_for("person") is None
    with pytest.raises(NoFine, match="no fine for this kind of party"):
        only_units.bounds_for("person")
    assert only_units.bounds_for("organisation") == Bounds(D(0), D(5000), False)


def test_mandatory_confiscation_closes_the_summary_procedure():
    assert RULE.summary_kinds
    assert PenaltyRule(with_warning=True).summary_kinds
    assert not PenaltyRule(person=Range(50, 100), confiscation=True).summary_kinds
    assert not PenaltyRule().summary_kinds


@pytest.mark.parametrize(
    "stored",
    [
        None,
        [],
        {"persons": {}},
        {"may": "yes"},
        {"combine": "perhaps"},
        {"combine": []},
        {"other": "suspend"},
        {"person": {"type": "RANGE"}},
    ],
)
def test_json_that_is_no_rule_is_refused(stored):
    with pytest.raises(InvalidFormula):
        PenaltyRule.from_json(stored)
