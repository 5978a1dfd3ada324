"""The one scope: who sees which matters. Lists, search, files and the door itself start from it."""

from __future__ import annotations

import pytest

from jinwu.bureau import queries
from jinwu.bureau.models import RoleHolding
from jinwu.law.roles import Role
from jinwu.matters import scope
from jinwu.matters.errors import NoMatter
from jinwu.matters.models import Matter

SEES = {
    "officer": True,  # his own squadron
    "partner": True,  # beside him
    "colleague": False,  # another squadron
    "expired": True,  # the same squadron, whatever became of his certificate
    "auxiliary": False,  # no role
    "unit_head": True,  # the team above
    "authority_head": True,  # bureau-wide
    "fiscal_clerk": True,
    "archivist": True,
    "supervisor": True,
    "deputy_head": False,  # no role of his own
    "stranger": False,  # another bureau
}


@pytest.fixture
def opened(street):
    street.open()
    return street


@pytest.mark.parametrize(("who", "sees"), SEES.items(), ids=SEES)
def test_who_sees_a_matter_of_the_first_squadron(opened, who, sees):
    user = getattr(opened.cast, who)
    assert scope.visible_to(user).filter(pk=opened.matter).exists() is sees


@pytest.mark.parametrize("who", [who for who, sees in SEES.items() if not sees])
def test_the_door_knows_no_matter_that_one_may_not_see(opened, who):
    with pytest.raises(NoMatter):
        opened.act("take_note", {"text": "备注"}, by=getattr(opened.cast, who))


def test_the_command_line_sees_everything(opened):
    assert scope.visible_to(None).count() == Matter.objects.count() == 1


def test_a_handler_of_another_unit_sees_his_matter_until_it_is_handed_on(opened):
    data = {"officer": opened.cast.colleague.officer_id, "reason": "协助办理"}
    opened.act("hand_over", data, by=opened.cast.unit_head)
    assert scope.visible_to(opened.cast.colleague).count() == 1
    opened.act("hand_over", data | {"officer": opened.cast.partner.officer_id}, by=opened.cast.unit_head)
    assert scope.visible_to(opened.cast.colleague).count() == 0


def test_it_follows_roles_from_day_to_day(opened):
    RoleHolding.objects.filter(user=opened.cast.fiscal_clerk).update(valid_to="2026-03-11")
    queries.forget_roles()
    with opened.clock():
        assert scope.visible_to(opened.cast.fiscal_clerk).count() == 1
    opened.wait(days=2)
    with opened.clock():
        assert scope.visible_to(opened.cast.fiscal_clerk).count() == 0


def test_a_role_in_another_unit_shows_only_that_unit(opened):
    RoleHolding.objects.create(
        user=opened.cast.deputy_head,
        role=Role.UNIT_HEAD.value,
        unit=opened.cast.second_squadron,
        valid_from="2018-01-01",
    )
    queries.forget_roles()
    assert scope.visible_to(opened.cast.deputy_head).count() == 0


def test_a_closed_account_sees_nothing(opened):
    opened.cast.unit_head.is_active = False
    opened.cast.unit_head.save(update_fields=["is_active"])
    queries.forget_roles()
    assert scope.visible_to(opened.cast.unit_head).count() == 0


def test_a_closed_account_of_the_handler_sees_nothing_either(opened):
    opened.cast.officer.is_active = False
    opened.cast.officer.save(update_fields=["is_active"])
    queries.forget_roles()
    assert scope.visible_to(opened.cast.officer).count() == 0
