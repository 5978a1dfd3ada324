"""The second officer's own confirmation: with his PIN on this device, or in his own sign-in; for this matter, for hours."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from tests.cast import PIN

from jinwu.bureau.pins import PinLocked, PinNotSet
from jinwu.matters import presence
from jinwu.matters.errors import Refused
from jinwu.matters.models import Presence
from jinwu.record import reader


def confirm(street, pin=PIN, who=None):
    officer = (who or street.cast.partner).officer
    with street.clock():
        return presence.confirm_by_pin(street.matter, officer, pin, on_device_of=street.cast.officer)


def test_by_pin_it_names_the_device(street):
    row = confirm(street)
    assert (row.method, row.by_id, row.officer_id) == ("pin", street.cast.officer.pk, street.cast.partner.officer_id)
    assert row.valid_until - row.given_at == timedelta(hours=8)


def test_a_wrong_pin_confirms_nothing(street):
    with pytest.raises(presence.WrongPin) as raised:
        confirm(street, "000000")
    assert raised.value.remedy
    assert not Presence.objects.exists()


def test_after_five_wrong_ones_the_right_one_waits_too(street):
    for _ in range(5):
        with pytest.raises(presence.WrongPin):
            confirm(street, "000000")
    with pytest.raises(PinLocked):
        confirm(street)
    street.wait(minutes=11)
    assert confirm(street).method == "pin"


def test_without_a_pin_he_signs_in_himself(street):
    officer = street.cast.partner.officer
    officer.pin_digest = ""
    officer.save(update_fields=["pin_digest"])
    with pytest.raises(PinNotSet):
        confirm(street)
    with street.clock():
        assert presence.confirm_own(street.matter, street.cast.partner).method == "own"


def test_who_is_no_officer_confirms_nothing(street):
    with pytest.raises(ValueError, match="officer"):
        presence.confirm_own(street.matter, street.cast.archivist)


def test_the_entry_says_when_he_confirmed(street):
    given = confirm(street).given_at
    street.open()
    [entry] = reader.opened(street.matter)
    partner = entry.body["partner"]
    assert partner["name"] == "王婧"
    assert partner["certificate"] == "140300002"
    assert datetime.fromisoformat(partner["confirmed_at"]) >= given


@pytest.mark.parametrize(("hours", "holds"), [(7, True), (9, False)])
def test_it_holds_for_hours(street, hours, holds):
    street.open()
    street.wait(hours=hours)
    if holds:
        assert street.notify().stage == "noticed"
    else:
        with pytest.raises(Refused, match="not confirmed"):
            street.notify()


def test_it_holds_for_its_matter(street):
    confirm(street)
    street.matter = uuid.uuid4()
    with pytest.raises(Refused, match="not confirmed"):
        street.act("open", street.opening(), two=True)
