"""Roles are held in a unit from a day to a day, reach what lies beneath it, and pass to a deputy while a head is away."""

from datetime import date

from jinwu.bureau import queries
from jinwu.bureau.models import Deputy, RoleHolding
from jinwu.law.roles import Role

DAY = date(2023, 5, 4)


def test_an_officer_holds_his_role_in_his_squadron_only(cast):
    assert queries.roles_on(cast.officer, DAY) == {Role.OFFICER}
    assert queries.units_of(cast.officer, DAY) == [cast.squadron.pk]
    assert not queries.is_bureau_wide(cast.officer, DAY)


def test_a_unit_head_reaches_the_squadrons_of_his_team(cast):
    assert queries.units_of(cast.unit_head, DAY) == [cast.team.pk, cast.squadron.pk, cast.second_squadron.pk]


def test_a_head_of_the_bureau_reaches_all_of_it_and_nothing_of_the_next(cast):
    assert queries.is_bureau_wide(cast.authority_head, DAY)
    reached = set(queries.units_of(cast.authority_head, DAY))
    assert {cast.bureau.pk, cast.legal.pk, cast.squadron.pk} <= reached
    assert cast.other_bureau.pk not in reached


def test_a_role_counts_from_its_first_day_to_its_last(cast):
    RoleHolding.objects.filter(user=cast.officer).update(valid_from=DAY, valid_to=DAY)
    assert queries.roles_on(cast.officer, DAY) == {Role.OFFICER}
    assert queries.roles_on(cast.officer, date(2023, 5, 3)) == frozenset()
    assert queries.roles_on(cast.officer, date(2023, 5, 5)) == frozenset()


def test_a_closed_account_holds_no_role(cast):
    cast.officer.is_active = False
    cast.officer.save()
    assert queries.roles_on(cast.officer, DAY) == frozenset()


def test_a_deputy_acts_while_the_head_is_away(cast):
    Deputy.objects.create(
        principal=cast.authority_head, deputy=cast.deputy_head, valid_from=DAY, valid_to=DAY, reason="出差"
    )
    held = queries.held_on(cast.deputy_head, DAY)
    assert held.roles == {Role.AUTHORITY_HEAD}
    assert held.held[0].principal == cast.authority_head.pk
    assert held.wide
    assert queries.roles_on(cast.deputy_head, date(2023, 5, 5)) == frozenset()


def test_a_certificate_is_personal_and_does_not_pass_to_a_deputy(cast):
    Deputy.objects.create(
        principal=cast.unit_head, deputy=cast.deputy_head, valid_from=DAY, valid_to=DAY, reason="出差"
    )
    assert queries.roles_on(cast.deputy_head, DAY) == {Role.UNIT_HEAD}


def test_a_new_role_is_seen_at_once_on_an_account_already_asked(cast):
    assert queries.roles_on(cast.deputy_head, DAY) == frozenset()
    RoleHolding.objects.create(
        user=cast.deputy_head, role=Role.ARCHIVIST.value, unit=cast.bureau, valid_from=date(2018, 1, 1)
    )
    assert queries.roles_on(cast.deputy_head, DAY) == {Role.ARCHIVIST}


def test_identity_roles_and_units_take_two_queries(cast, django_assert_max_num_queries):
    queries.unit_name(cast.team.pk, DAY)  # the tree is in process from the first request on
    queries.officer_of(cast.officer)
    with django_assert_max_num_queries(2):
        user = type(cast.officer).objects.get(pk=cast.officer.pk)
        queries.roles_on(user, DAY)
        queries.units_of(user, DAY)
        queries.is_bureau_wide(user, DAY)
