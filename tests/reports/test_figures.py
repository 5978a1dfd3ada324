"""What the annual report counts: the original decision, by its day, within what the reader may see."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.cases.street import Street
from tests.reports.year import MARCH, MAY, another

from jinwu.cases.kinds import heaviest
from jinwu.kit.figure import Span, breakdowns, figures
from jinwu.reports import annual
from jinwu.reports.laid import laid


def test_penalties_and_fines_of_the_year_are_added_up_exactly(year, value):
    assert value("penalty.count") == value("penalty.summary.count") == 3
    assert value("penalty.fines") == value("penalty.summary.fines") == Decimal("2150.00")


def test_another_year_counts_nothing(year, value):
    assert value("penalty.count", 2025) == 0
    assert value("penalty.fines", 2025) == Decimal("0.00")


def test_a_matter_without_a_decision_is_not_counted(year, value):
    told = Street(year, MAY)
    told.open(party=another(3))
    told.notify()
    assert value("penalty.count") == 3


def test_a_voided_form_is_not_counted_and_the_one_in_its_place_is(year, value):
    spoiled = Street(year, MAY)
    spoiled.open(party=another(3))
    spoiled.notify()
    spoiled.decide()
    spoiled.act("void_form", {"reason": "表格受潮"}, two=True)
    assert value("penalty.count") == 3
    spoiled.decide()
    assert value("penalty.count") == 4
    assert value("penalty.fines") == Decimal("2250.00")


def test_a_decision_that_was_revoked_stays_counted(year, value):
    revoked = Street(year, MARCH)
    revoked.to_served("100.00", party=another(3))
    revoked.act("revoke", {"organ": "self", "reason": "事实认定有误"}, by=year.authority_head)
    assert value("penalty.count") == 4
    assert value("penalty.fines") == Decimal("2250.00")


def test_a_corrected_decision_counts_once(year, value):
    slip = Street(year, MARCH)
    slip.to_served("100.00", party=another(3))
    slip.act("correct", {"what": "place", "text": "桃北中街68号门前", "reason": "门牌号笔误"}, two=True)
    assert value("penalty.count") == 4


def test_a_unit_counts_what_it_and_the_units_beneath_it_decided(year, value):
    assert value("penalty.count", unit=year.squadron.pk) == 3
    assert value("penalty.count", unit=year.second_squadron.pk) == 0


@pytest.mark.parametrize("code", [figure.code for figure in figures if not figure.code.endswith(".example")])
def test_a_stranger_is_shown_nothing(year, value, code):
    assert value(code, user=year.stranger) == 0
    assert not list(figures[code].rows(Span(year.bureau.pk, 2026, year.stranger)))


def test_a_reader_of_the_bureau_sees_all_of_it_and_an_officer_his_own_unit(year, value):
    assert value("penalty.count", user=year.statistician) == 3
    assert value("penalty.count", user=year.colleague) == 0


@pytest.mark.parametrize("code", ["penalty.count", "penalty.summary.fines"])
def test_a_figure_opens_the_matters_it_counts(year, code):
    rows = figures[code].rows(Span(year.bureau.pk, 2026, year.statistician))
    assert sorted(row.party_label for row in rows) == ["赵建平", "钱二", "阳泉市晨光文化传媒有限公司"]


def test_table_1_counts_each_decision_once_and_keeps_0_from_not_applicable(year):
    table = laid(breakdowns["penalty.by_kind"], Span(year.bureau.pk, 2026))
    words = {(line.key, cell.column.key): cell.words for line, cells in table.lines for cell in cells}
    assert words["summary", "fine"] == words["", "fine"] == "3"
    assert words["summary", "warning"] == "0"
    assert words["summary", "confiscation"] == "—"
    assert words["", "confiscation"] == "0"
    assert words["summary", ""] == words["", ""] == "3"
    assert words["summary", "amount"] == words["", "amount"] == "2,150.00"


@pytest.mark.parametrize(
    ("kinds", "counted"),
    [
        (["warning", "fine"], "fine"),
        (["fine", "confiscation"], "confiscation"),
        (["other", "warning"], "warning"),
        (["other"], "other"),
    ],
)
def test_several_kinds_in_one_decision_count_under_the_heaviest_that_has_a_name(kinds, counted):
    assert heaviest(kinds) == heaviest(reversed(kinds)) == counted


def test_months_are_those_of_the_decisions(year):
    values = breakdowns["penalty.by_month"].values(Span(year.bureau.pk, 2026))
    assert values == {("3", "summary"): 1, ("5", "summary"): 2}


def test_fines_are_added_up_by_the_law_they_rest_on(year):
    span = Span(year.bureau.pk, 2026)
    values = breakdowns["penalty.by_statute"].values(span)
    amounts = {key: value for (key, column), value in values.items() if column == "amount"}
    assert sorted(amounts.values()) == [Decimal("150.00"), Decimal("2000.00")]
    assert [band.key for band in breakdowns["penalty.by_statute"].lines(span)] == sorted(amounts)


@pytest.mark.parametrize("breakdown", breakdowns, ids=lambda one: one.code)
def test_each_cell_opens_as_many_rows_as_it_counts(year, breakdown):
    span = Span(year.bureau.pk, 2026, year.statistician)
    for line, cells in laid(breakdown, span).lines:
        for cell in cells:
            if cell.applies and isinstance(cell.value, int):
                assert breakdown.rows(span, line.key, cell.column.key).count() == cell.value


@pytest.mark.parametrize(("unit", "year_"), [("nowhere", 2026), ("testbureau", 2027), ("testbureau", 1995)])
def test_a_unit_or_year_that_is_not_there_is_refused_in_words(cast, unit, year_):
    with pytest.raises(annual.NoReport):
        annual.annual(unit, year_)
