"""The second officer's own code: hashed, counted, locked for some minutes, never readable."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from tests.cast import PIN

from jinwu.bureau import pins
from jinwu.kit import clock

NOW = datetime(2023, 5, 4, 10, 0, tzinfo=clock.ZONE)


def test_the_right_code_confirms_and_a_wrong_one_does_not(cast):
    assert pins.check_pin(cast.partner.officer, PIN)
    assert not pins.check_pin(cast.partner.officer, "000001")


def test_five_wrong_codes_lock_it_and_ten_minutes_open_it(cast):
    officer = cast.partner.officer
    with clock.fixed(NOW):
        for _attempt in range(pins.ATTEMPTS):
            assert not pins.check_pin(officer, "000001")
        with pytest.raises(pins.PinLocked) as locked:
            pins.check_pin(officer, PIN)
        assert locked.value.remedy.params["minutes"] == 10
    with clock.fixed(NOW + timedelta(minutes=11)):
        assert pins.check_pin(officer, PIN)


def test_the_right_code_forgets_the_wrong_ones_before_it(cast):
    officer = cast.partner.officer
    for _round in range(2):
        for _attempt in range(pins.ATTEMPTS - 1):
            pins.check_pin(officer, "000001")
        assert pins.check_pin(officer, PIN)


def _in_a_step_that_is_refused(act):
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


def test_a_refused_step_does_not_undo_the_count(cast):
    officer = cast.partner.officer
    for _attempt in range(pins.ATTEMPTS):
        _in_a_step_that_is_refused(lambda: pins.check_pin(officer, "000001"))
    with pytest.raises(pins.PinLocked):
        pins.check_pin(officer, PIN)


def test_an_officer_without_a_code_is_told(cast):
    cast.partner.officer.pin_digest = ""
    with pytest.raises(pins.PinNotSet):
        pins.check_pin(cast.partner.officer, PIN)


@pytest.mark.parametrize("code", ["12345", "abcdef", "111111", "123456", "987654", "1234567"])
def test_a_code_that_everybody_guesses_is_refused(cast, code):
    with pytest.raises(pins.PinTooPlain):
        pins.set_pin(cast.partner.officer, code)


def test_a_new_code_replaces_the_old_one_and_is_kept_only_as_a_digest(cast):
    pins.set_pin(cast.partner.officer, "805316")
    cast.partner.officer.refresh_from_db()
    assert "805316" not in cast.partner.officer.pin_digest
    assert pins.check_pin(cast.partner.officer, "805316")
    assert not pins.check_pin(cast.partner.officer, PIN)
