"""Figures of people and equipment are counted as of the end of the year, and their rows are the ones counted."""

from datetime import date

import pytest

from jinwu.bureau import certificates, units
from jinwu.bureau.models import Equipment, Posting
from jinwu.kit.figure import Span, figures
from jinwu.kit.register import registers

CODES = ["officers.posts", "officers.staffed", "officers.team_certified", "officers.certified", "equipment.recorders"]


def _value(code, cast, year=2023):
    return figures[code].value(Span(cast.bureau.pk, year))


def test_posts_are_those_of_the_team_at_the_end_of_the_year(cast):
    units.change(cast.team, date(2023, 12, 31), posts=12)
    assert _value("officers.posts", cast, 2022) == 10
    assert _value("officers.posts", cast, 2023) == 12


def test_staff_of_the_team_leaves_out_auxiliary_staff_and_other_bureaus(cast):
    assert _value("officers.staffed", cast) == 5


def test_certified_counts_by_the_certificate_of_that_day(cast):
    assert _value("officers.certified", cast, 2021) == 5
    assert _value("officers.certified", cast, 2022) == 4  # one expired in June
    certificates.change(cast.officer.officer.certificates.get(), "cancelled", on=date(2023, 12, 31))
    assert _value("officers.certified", cast, 2023) == 3


def test_an_officer_of_a_section_counts_for_the_bureau_but_not_for_the_team(cast):
    Posting.objects.create(officer=cast.officer.officer, unit=cast.legal, valid_from=date(2023, 1, 1))
    assert _value("officers.certified", cast) == 4
    assert _value("officers.team_certified", cast) == 3


def test_recorders_count_from_the_day_they_serve_until_they_are_retired(cast):
    for serial, start, end in [("A", date(2020, 1, 1), None), ("B", date(2020, 1, 1), date(2023, 12, 31))]:
        Equipment.objects.create(kind="recorder", serial=serial, unit=cast.team, acquired_on=start, retired_on=end)
    Equipment.objects.create(kind="radio", serial="C", unit=cast.team, acquired_on=date(2020, 1, 1))
    assert [_value("equipment.recorders", cast, year) for year in (2019, 2022, 2023)] == [0, 2, 1]


@pytest.mark.parametrize("code", CODES)
def test_each_figure_opens_rows_that_its_register_can_show(cast, code):
    figure = figures[code]
    rows = figure.rows(Span(cast.bureau.pk, 2023))
    if code != "officers.posts":
        assert rows.count() == figure.value(Span(cast.bureau.pk, 2023))
    for row in rows:
        for column in registers[figure.register].columns:
            column.of(row), column.sub_of(row)
