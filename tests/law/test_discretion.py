"""The benchmark inside the statutory range, and a fine inside its tier."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinwu.law.citations import APL
from jinwu.law.discretion import LENIENCY_BASIS, LENIENCY_TITLES, Leniency, Tier, check_tiers, within
from jinwu.law.penalty import Range, UpTo

LAW = Range(50, 200).bounds()
SLIGHT = Tier("1", "轻微", D(50), D(100), "初次、及时改正", high_inclusive=False)
PLAIN = Tier("2", "一般", D(100), D(150), high_inclusive=False)
GRAVE = Tier("3", "严重", D(150), D(200))


def test_a_sound_benchmark_has_nothing_to_say_against_it():
    assert check_tiers([SLIGHT, PLAIN, GRAVE], LAW) == []
    assert check_tiers([Tier("1", "轻微", D(0), D(50)), Tier("2", "一般", D(50), D(200))], UpTo(200).bounds()) == []


@pytest.mark.parametrize(
    ("tiers", "told"),
    [
        ([Tier("1", "甲", D("49.99"), D(100))], "outside the statutory range"),
        ([Tier("1", "甲", D(50), D("200.01"))], "outside the statutory range"),
        ([Tier("1", "甲", D(100), D(50))], "above its maximum"),
        ([SLIGHT, Tier("1", "乙", D(150), D(200))], "Two tiers have the key 1"),
        ([SLIGHT, Tier("2", "乙", D("99.99"), D(200))], "轻微 and 乙 overlap"),
    ],
)
def test_what_is_wrong_with_a_benchmark_is_said(tiers, told):
    (finding,) = check_tiers(tiers, LAW)
    assert told in str(finding.what)
    assert str(finding.remedy)
    assert finding.basis == (APL(34),)


def test_an_excluded_end_of_the_law_is_excluded_for_tiers_too():
    law = Range(50, 200, low_inclusive=False, high_inclusive=False).bounds()
    assert len(check_tiers([Tier("1", "甲", D(50), D(60)), Tier("2", "乙", D(150), D(200))], law)) == 2
    assert check_tiers([Tier("1", "甲", D(50), D(200), "", False, False)], law) == []


@pytest.mark.parametrize(
    ("amount", "tier", "told"),
    [
        ("50", SLIGHT, None),
        ("99.99", SLIGHT, None),
        ("100", SLIGHT, "outside the tier 轻微"),
        ("100", PLAIN, None),
        ("200", GRAVE, None),
        ("200.01", GRAVE, "above the statutory maximum"),
        ("49.99", SLIGHT, "below the statutory minimum"),
        ("0", SLIGHT, "more than 0"),
        ("-1", SLIGHT, "more than 0"),
        ("120", None, None),
        ("49", None, "below the statutory minimum"),
    ],
)
def test_a_fine_lies_in_its_tier(amount, tier, told):
    finding = within(amount, tier, LAW)
    assert (finding is None) if told is None else told in str(finding.what)
    if finding:
        assert finding.basis
        assert finding.field == "amount"


@pytest.mark.parametrize(
    ("amount", "ground", "told"),
    [
        ("49.99", Leniency.CONFESSED, None),
        ("0.01", Leniency.MINOR, None),
        ("49.99", None, "needs one of the grounds"),
        ("50", Leniency.CONFESSED, "does not"),
        ("60", Leniency.CONFESSED, "does not"),
        ("300", Leniency.CONFESSED, "above the statutory maximum"),
    ],
)
def test_mitigated_is_below_the_minimum_and_only_with_a_ground(amount, ground, told):
    finding = within(amount, SLIGHT, LAW, mitigated=True, ground=ground)
    assert (finding is None) if told is None else told in str(finding.what)


def test_where_the_law_names_no_minimum_nothing_is_mitigated():
    assert within("1", None, UpTo(200).bounds()) is None
    assert within("1", None, UpTo(200).bounds(), mitigated=True, ground=Leniency.MERIT) is not None


def test_every_ground_has_its_article_and_title():
    assert set(LENIENCY_BASIS) == set(LENIENCY_TITLES) == set(Leniency)


@given(st.decimals("0.01", 400, places=2), st.sampled_from([None, SLIGHT, PLAIN, GRAVE]))
def test_no_fine_passes_that_the_law_does_not_allow(amount, tier):
    if within(amount, tier, LAW) is None:
        assert LAW.contains(amount)
        assert tier is None or tier.bounds.contains(amount)
