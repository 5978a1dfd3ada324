"""The law of a day: thresholds, two wordings side by side, and a day without a basis."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jinwu.catalog import governing, queries
from jinwu.catalog.governing import Governs
from jinwu.catalog.models import Article, ProfileValue, Statute, StatuteVersion, Violation
from jinwu.catalog.writing import put
from jinwu.law.citations import APL, Citation
from jinwu.law.penalty import PenaltyRule, Range

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

ENVIRONMENT_CODE = date(2026, 8, 15)
BEFORE = date(2026, 8, 14)
DUST_FUME_WASTE_NOISE = ["air.site_dust", "air.spill", "air.fume", "air.barbecue", "waste.dump", "noise.night_work"]


def _write(code: str, since: date, low: int, high: int, **more) -> Violation:
    rule = PenaltyRule(person=Range(Decimal(low), Decimal(high)), unit=Range(Decimal(low), Decimal(high)))
    values = {
        "title": "试验案由",
        "act_citations": "ROAD-27",
        "penalty_citations": "ROAD-42",
        "rule": rule.as_json(),
        "organ": "机关",
        "correction": "责令改正",
        **more,
    }
    return put(Violation, {"code": code, "in_force_from": since}, values)[0]


@pytest.mark.parametrize("code", DUST_FUME_WASTE_NOISE)
def test_until_the_eve_of_the_environment_code_the_old_law_governs(code):
    assert queries.violation(code, BEFORE).replaced_by == "ENVCODE"


@pytest.mark.parametrize("code", DUST_FUME_WASTE_NOISE)
def test_from_its_first_day_the_matter_is_refused_because_the_basis_is_not_loaded(code):
    with pytest.raises(queries.BasisNotLoaded) as refused:
        queries.violation(code, ENVIRONMENT_CODE)
    assert str(refused.value.message).startswith("Basis not loaded")
    assert "生态环境法典" in str(refused.value.message)
    assert str(refused.value.remedy)
    assert refused.value.basis == (Citation("ENVCODE"),)


def test_an_unknown_violation_is_refused_in_the_same_words():
    with pytest.raises(queries.BasisNotLoaded, match="Basis not loaded"):
        queries.violation("no.such", BEFORE)


def test_no_violation_is_in_force_before_its_first_day():
    with pytest.raises(queries.BasisNotLoaded):
        queries.violation("waste.dump", date(2020, 8, 31))
    assert queries.violation("waste.dump", date(2020, 9, 1))


def test_violations_of_a_day_leave_out_what_was_replaced():
    before = {row.code for row in queries.violations(BEFORE, "all")}
    after = {row.code for row in queries.violations(ENVIRONMENT_CODE, "all")}
    assert before - after >= set(DUST_FUME_WASTE_NOISE)
    assert "road.occupy" in after


@pytest.mark.parametrize(
    ("code", "party", "possible"),
    [
        ("road.occupy", "person", True),
        ("road.occupy", "organisation", True),
        ("waste.dump", "person", True),
        ("waste.dump", "organisation", False),  # from 50 000
        ("waste.kitchen", "person", True),
        ("air.spill", "organisation", True),  # from 2 000
        ("air.spill", "person", False),  # 2 000 is above 200
        ("air.spill", "sole_trader", False),
        ("air.fume", "organisation", False),  # from 5 000
        ("air.barbecue", "organisation", False),  # confiscation goes with it
        ("plan.correctable", "person", False),  # counted from a cost that is appraised
        ("green.damage", "person", False),  # the local rule is not loaded
        ("appear.litter", "person", True),  # a warning is possible
    ],
)
def test_what_the_summary_procedure_may_end(code, party, possible):
    offered = {row.code for row in queries.violations(date(2023, 5, 1), "summary", party)}
    assert (code in offered) is possible


def test_a_later_value_of_the_profile_leaves_earlier_days_alone():
    put(ProfileValue, {"key": "T12.length", "in_force_from": date(2025, 1, 1)}, {"value": 5, "title": "备案"}, by="王")
    assert queries.profile("T12.length", date(2024, 12, 31)).value == 3
    assert queries.profile("T12.length", date(2025, 1, 1)).value == 5


def test_a_missing_value_says_which_and_what_to_do():
    with pytest.raises(queries.ProfileMissing) as missing:
        queries.profile("no.such", BEFORE)
    assert "no.such" in str(missing.value.message)
    assert "Profile" in str(missing.value.remedy)


def test_what_is_only_recalled_is_flagged():
    assert not queries.profile("T12.length", BEFORE).confirmed


def test_an_article_is_read_in_the_wording_of_the_day():
    statute = Statute.objects.create(code="TEST", title="试验法", short_title="试验法", level="law")
    for edition, summary in ((date(2020, 1, 1), "旧"), (date(2024, 1, 1), "新")):
        put(StatuteVersion, {"statute": statute, "edition": edition}, {"in_force_from": edition})
        put(Article, {"statute": statute, "edition": edition, "number": 7}, {"summary": summary})
    assert queries.article(Citation("TEST", 7), date(2019, 12, 31)) is None
    assert queries.article(Citation("TEST", 7), date(2023, 12, 31)).summary == "旧"
    assert queries.article(Citation("TEST", 7), date(2024, 1, 1)).summary == "新"


def test_the_penalty_law_of_2021_is_not_read_before_its_day():
    assert queries.article(APL(51), date(2021, 7, 14)) is None
    assert queries.article(APL(51), date(2021, 7, 15)).summary


class TestOldLawUnlessTheNewIsLighter:
    ACT, CHANGE, DECISION = date(2024, 6, 1), date(2025, 1, 1), date(2025, 3, 1)

    def choose(self):
        return governing.violation_for("x", self.ACT, self.DECISION)

    def test_the_lighter_later_law_applies(self):
        _write("x", date(2020, 1, 1), 500, 1000)
        new = _write("x", self.CHANGE, 100, 500)
        assert (self.choose().rule, self.choose().row.id) == (Governs.LIGHTER, new.id)

    def test_a_heavier_later_law_does_not(self):
        old = _write("x", date(2020, 1, 1), 100, 500)
        _write("x", self.CHANGE, 500, 1000)
        assert (self.choose().rule, self.choose().row.id) == (Governs.OLD, old.id)

    def test_the_same_maximum_with_a_lower_minimum_is_lighter(self):
        _write("x", date(2020, 1, 1), 500, 1000)
        _write("x", self.CHANGE, 100, 1000)
        assert self.choose().rule is Governs.LIGHTER

    def test_an_unchanged_law_governs_as_it_is(self):
        _write("x", date(2020, 1, 1), 500, 1000)
        assert (self.choose().rule, self.choose().remark) == (Governs.OLD, None)

    def test_an_act_no_longer_illegal_has_no_row(self):
        _write("x", date(2020, 1, 1), 500, 1000, in_force_to=date(2024, 12, 31))
        assert (self.choose().rule, self.choose().row) == (Governs.LEGAL, None)

    def test_where_the_later_law_is_not_loaded_the_old_governs_with_a_remark(self):
        chosen = governing.violation_for("air.spill", BEFORE, ENVIRONMENT_CODE)
        assert chosen.rule is Governs.UNCOMPARED
        assert "not loaded" in str(chosen.remark)

    def test_a_successor_under_another_code_is_compared(self):
        _write("x", date(2020, 1, 1), 500, 1000, in_force_to=date(2024, 12, 31), replaced_by="ENVCODE", successor="y")
        _write("y", self.CHANGE, 100, 200)
        assert (self.choose().rule, self.choose().row.code) == (Governs.LIGHTER, "y")


def test_the_bureau_s_own_value_of_any_time_goes_before_the_release_s_default():
    put(
        ProfileValue, {"key": "remedies.court", "in_force_from": date(2019, 1, 1)}, {"value": "某法院", "title": "法院"}
    )
    assert queries.profile("remedies.court", BEFORE).value == "某法院"
