"""The second officer is there, is another one, is ours, and says so himself (APL 42)."""

from __future__ import annotations

import uuid

import pytest
from tests.cases.refusing import refuses

from jinwu.law.citations import APL
from jinwu.matters import presence


def opening(street, partner):
    return lambda: street.act("open", street.opening(), two=True, partner=partner)


def test_nobody_is_named(street):
    refuses(opening(street, None), "two_officers", APL(42), "partner")


def test_nobody_of_that_number_exists(street):
    refuses(opening(street, 999_999), "two_officers", APL(42), "partner")


def test_one_officer_is_not_two(street):
    street.confirm(street.cast.officer)
    refuses(opening(street, street.cast.officer.officer_id), "two_officers", APL(42), "partner")


def test_he_has_not_confirmed(street):
    objection = refuses(opening(street, street.cast.partner.officer_id), "two_officers", APL(42), "partner")
    assert "王婧" in str(objection.what)


def test_his_confirmation_has_run_out(street):
    street.confirm()
    street.wait(hours=9)
    refuses(opening(street, street.cast.partner.officer_id), "two_officers", APL(42), "partner")


def test_he_confirmed_for_another_matter(street):
    with street.clock():
        presence.confirm_own(uuid.uuid4(), street.cast.partner)
    refuses(opening(street, street.cast.partner.officer_id), "two_officers", APL(42), "partner")


def test_somebody_else_confirmed(street):
    street.confirm(street.cast.colleague)
    refuses(opening(street, street.cast.partner.officer_id), "two_officers", APL(42), "partner")


def test_an_officer_of_another_organ_is_not_counted(street):
    street.confirm(street.cast.stranger)
    objection = refuses(opening(street, street.cast.stranger.officer_id), "two_officers", APL(42), "partner")
    assert "another organ" in str(objection.what)


def test_an_officer_of_another_squadron_of_ours_is(street):
    street.confirm(street.cast.colleague)
    assert opening(street, street.cast.colleague.officer_id)().stage == "draft"


def test_he_confirms_in_his_own_sign_in(street):
    with street.clock():
        presence.confirm_own(street.matter, street.cast.partner)
    done = opening(street, street.cast.partner.officer_id)()
    assert [one.name for one in done.state.people] == ["郝文斌", "王婧"]


@pytest.mark.parametrize("step", ["notify", "decide", "serve", "void_form", "correct"])
def test_the_steps_before_the_party_all_need_two(step):
    from jinwu.cases.summary.procedure import summary
    from jinwu.law.vocabulary import Actor

    assert summary.steps[step].actor is Actor.TWO_OFFICERS
