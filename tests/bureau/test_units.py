"""Units are a dated tree: what a unit was called and where it hung on a day stays readable."""

from datetime import date

import pytest

from jinwu.bureau import queries, units
from jinwu.bureau.models import Unit, UnitKind, UnitVersion

DAY = date(2023, 5, 4)
LATER = date(2024, 3, 1)


def test_a_renamed_unit_keeps_its_old_name_before_that_day(cast):
    units.change(cast.squadron, LATER, name="直属中队")
    assert queries.unit_name(cast.squadron.pk, DAY) == "一中队"
    assert queries.unit_name(cast.squadron.pk, LATER) == "直属中队"


def test_a_moved_unit_hangs_where_it_hung_on_that_day(cast):
    units.change(cast.second_squadron, LATER, parent=cast.bureau)
    assert cast.second_squadron.pk in queries.subtree(cast.team.pk, DAY)
    assert cast.second_squadron.pk not in queries.subtree(cast.team.pk, LATER)
    assert queries.unit_on(cast.second_squadron.pk, LATER).parent == cast.bureau.pk


def test_an_abolished_unit_stays_in_reach_for_its_old_matters(cast):
    units.change(cast.squadron, LATER, abolished=True)
    assert cast.squadron.pk in queries.subtree(cast.team.pk, LATER)
    assert queries.unit_on(cast.squadron.pk, LATER).abolished


def test_a_unit_is_not_there_before_it_is_founded(cast):
    street = units.found("street", "街道中队", UnitKind.SQUADRON, on=LATER, parent=cast.team)
    assert street.pk not in queries.subtree(cast.team.pk, DAY)
    assert street.pk in queries.subtree(cast.team.pk, LATER)


def test_books_are_kept_by_the_nearest_unit_with_a_name_of_its_own(cast):
    town = units.found("town", "某镇人民政府", UnitKind.TOWNSHIP, on=DAY, parent=cast.bureau, standing="conferred")
    office = units.found("town-office", "镇执法办", UnitKind.SECTION, on=DAY, parent=town)
    assert queries.bureau_of(cast.squadron.pk) == cast.bureau.pk
    assert queries.bureau_of(office.pk) == town.pk
    with pytest.raises(LookupError):
        queries.bureau_of(0)


def test_positions_follow_the_tree(cast):
    order = list(Unit.objects.order_by("position").values_list("code", flat=True))
    assert order == ["testbureau", "testlegal", "testteam", "testsq1", "testsq2", "otherbureau"]


def test_a_change_by_another_hand_is_seen(cast):
    assert queries.unit_name(cast.squadron.pk) == "一中队"
    UnitVersion.objects.filter(unit=cast.squadron).update(name="改名中队")
    from jinwu.catalog import epoch

    epoch.forget()  # as the next transaction does
    assert queries.unit_name(cast.squadron.pk) == "改名中队"


def test_the_tree_costs_no_query_once_it_is_known(cast, django_assert_num_queries):
    queries.unit_name(cast.squadron.pk)
    with django_assert_num_queries(0):
        queries.subtree(cast.bureau.pk, DAY)
        queries.bureau_of(cast.squadron.pk)
        queries.unit_name(cast.team.pk, DAY)


def test_a_unit_cannot_change_before_its_first_day(cast):
    with pytest.raises(ValueError, match="does not exist"):
        units.change(cast.squadron, date(2010, 1, 1), name="早")
