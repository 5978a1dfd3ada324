"""Registers of people: everybody sees his own bureau, an administrator adds and corrects, nothing is overwritten."""

from datetime import date

import pytest

from jinwu.bureau import entry, inputs, queries
from jinwu.bureau.models import EquipmentIssue
from jinwu.kit.register import registers
from jinwu.law.problems import Problem
from jinwu.law.roles import Role

KEYS = ["units", "officers", "certificates", "users", "roles", "deputies", "equipment", "entrustments"]
DAY = date(2023, 5, 4)


def _officer_input(**changed):
    facts = {"name": "新人", "unit": None, "since": DAY}
    return inputs.OfficerInput(**{**facts, **changed})


@pytest.mark.parametrize("key", KEYS)
def test_every_row_of_a_register_can_be_shown_and_put_into_its_form(cast, key):
    shown = registers[key]
    for row in shown.scope(cast.administrator).order_by(*shown.order):
        for column in shown.columns:
            column.of(row), column.sub_of(row)
        if shown.form and shown.form.initial:
            assert set(shown.form.initial(row)) <= set(shown.form.input.model_fields)
    if shown.form:
        assert set(shown.form.choices(cast.administrator)) == {"units", "officers", "users", "roles"}


@pytest.mark.parametrize("key", KEYS)
def test_every_chip_narrows_without_error(cast, key):
    for chip in registers[key].filters:
        for value, _title in chip.choices():
            chip.narrow(registers[key].scope(cast.administrator), value).count()


def test_nobody_sees_the_people_of_another_bureau(cast):
    names = set(registers["officers"].scope(cast.officer).values_list("name", flat=True))
    assert "郝文斌" in names
    assert "外人" not in names
    assert {user.name for user in registers["users"].scope(cast.stranger)} >= {"外人"}
    assert not registers["certificates"].scope(cast.stranger).filter(number="140300001").exists()


@pytest.mark.parametrize("key", ["users", "roles", "deputies"])
def test_accounts_and_roles_are_for_administrators(key):
    permission = registers[key].permission
    assert permission.admits({Role.ADMINISTRATOR}, signed_in=True)
    assert not permission.admits({Role.OFFICER, Role.AUTHORITY_HEAD}, signed_in=True)


def test_officers_are_found_by_name_or_certificate_number(cast):
    search = registers["officers"].search
    rows = registers["officers"].scope(cast.administrator)
    assert [each.name for each in search(rows, "文斌")] == ["郝文斌"]
    assert [each.name for each in search(rows, "140300002")] == ["王婧"]


def test_the_list_of_officers_does_not_ask_row_by_row(cast, django_assert_max_num_queries):
    shown = registers["officers"]
    rows = shown.scope(cast.administrator)
    queries.unit_name(cast.team.pk)
    with django_assert_max_num_queries(1):
        for row in rows:
            for column in shown.columns:
                if column.in_list:
                    column.of(row), column.sub_of(row)


def test_a_new_posting_leaves_the_old_one_readable(cast):
    entry.save_officer(
        cast.administrator,
        cast.officer.officer,
        _officer_input(name="郝文斌", unit=cast.second_squadron.pk, since=DAY),
    )
    assert queries.officer_on(cast.officer.officer_id, date(2023, 5, 3)).unit_id == cast.squadron.pk
    assert queries.officer_on(cast.officer.officer_id, DAY).unit_id == cast.second_squadron.pk


def test_an_administrator_cannot_post_somebody_to_another_bureau(cast):
    with pytest.raises(Problem):
        entry.save_officer(cast.administrator, None, _officer_input(unit=cast.other_bureau.pk))


def test_a_certificate_is_issued_and_suspended_through_the_form(cast):
    officer = entry.save_officer(cast.administrator, None, _officer_input(unit=cast.squadron.pk))
    facts = {"officer": officer.pk, "number": "140300777"}
    card = entry.save_certificate(
        cast.administrator, None, inputs.CertificateInput(on=DAY, expires_on=date(2028, 5, 3), **facts)
    )
    entry.save_certificate(
        cast.administrator, card, inputs.CertificateInput(event="suspended", on=date(2023, 6, 1), **facts)
    )
    assert queries.officer_on(officer.pk, DAY).certified
    assert not queries.officer_on(officer.pk, date(2023, 6, 1)).certified
    assert card.changes.filter(recorded_by=cast.administrator).count() == 2


def test_a_role_that_was_held_is_ended_not_rewritten(cast):
    holding = cast.officer.holdings.get()
    facts = {"user": cast.officer.pk, "unit": cast.squadron.pk, "valid_from": holding.valid_from}
    with pytest.raises(Problem):
        entry.save_role(cast.administrator, holding, inputs.RoleInput(role="archivist", **facts))
    entry.save_role(cast.administrator, holding, inputs.RoleInput(role="officer", valid_to=DAY, **facts))
    assert queries.roles_on(cast.officer, DAY) == {Role.OFFICER}
    assert queries.roles_on(cast.officer, date(2023, 5, 5)) == frozenset()


def test_a_password_given_by_an_administrator_must_be_changed(cast):
    account = entry.save_account(
        cast.administrator,
        None,
        inputs.AccountInput(username="neu", full_name="新人", password="wise-otter-river"),
    )
    assert account.must_change_password
    assert account.check_password("wise-otter-river")
    with pytest.raises(Problem):
        entry.save_account(
            cast.administrator, account, inputs.AccountInput(username="neu", full_name="新人", password="123")
        )


def test_a_device_that_changes_hands_ends_the_keeping_before(cast):
    facts = {"kind": "recorder", "serial": "R1", "unit": cast.squadron.pk, "acquired_on": DAY, "carried_from": DAY}
    first = inputs.EquipmentInput(officer=cast.officer.officer_id, **facts)
    device = entry.save_equipment(cast.administrator, None, first)
    second = first.model_copy(update={"officer": cast.partner.officer_id, "carried_from": date(2023, 6, 1)})
    entry.save_equipment(cast.administrator, device, second)
    kept = EquipmentIssue.objects.order_by("valid_from").values_list("officer__name", "valid_to")
    assert list(kept) == [("郝文斌", date(2023, 6, 1)), ("王婧", None)]


def test_a_unit_cannot_hang_beneath_itself(cast):
    with pytest.raises(Problem):
        entry.save_unit(
            cast.administrator,
            cast.team,
            inputs.UnitInput(code="testteam", name="队", kind="team", parent=cast.squadron.pk, since=DAY),
        )


@pytest.mark.parametrize("role", ["officer", "unit_head", "authority_head", "legal_reviewer"])
def test_auxiliary_staff_holds_no_role_of_those_who_act(cast, role):
    facts = {"user": cast.auxiliary.pk, "unit": cast.squadron.pk, "valid_from": DAY}
    with pytest.raises(Problem):
        entry.save_role(cast.administrator, None, inputs.RoleInput(role=role, **facts))
    assert entry.save_role(cast.administrator, None, inputs.RoleInput(role="archivist", **facts)).pk


def test_a_role_that_auxiliary_staff_was_given_before_can_be_ended(cast):
    facts = {"user": cast.auxiliary, "role": "officer", "unit": cast.squadron, "valid_from": DAY}
    held = cast.auxiliary.holdings.create(**facts)
    ended = inputs.RoleInput(
        user=cast.auxiliary.pk, role="officer", unit=cast.squadron.pk, valid_from=DAY, valid_to=DAY
    )
    entry.save_role(cast.administrator, held, ended)
    assert queries.roles_on(cast.auxiliary, date(2023, 5, 5)) == frozenset()
