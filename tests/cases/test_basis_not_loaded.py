"""A matter whose basis is not loaded is refused in exactly those words. From 15 August 2026 the Environment Code governs."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import Street, organisation

from jinwu.kit import clock
from jinwu.law.citations import APL, Citation

CODE = Citation("ENVCODE")


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, 8, day, hour, minute, tzinfo=clock.ZONE)


def spill(cast, now: datetime, **change):
    street = Street(cast, now=now)
    return lambda: street.open(violation="air.spill", party=organisation(), **change)


def test_the_last_day_of_the_old_law(cast):
    assert spill(cast, at(14))().stage == "draft"


def test_the_first_day_of_the_code(cast):
    objection = refuses(spill(cast, at(15)), "basis", CODE, "violation")
    assert str(objection.what).startswith("Basis not loaded")


def test_an_act_of_the_last_day_recorded_under_the_code(cast):
    assert spill(cast, at(15, 10), act_from=at(14, 23, 59))().stage == "draft"


def test_an_act_that_went_on_falls_under_the_law_of_its_end(cast):
    refuses(spill(cast, at(15, 10), act_from=at(14, 22), act_to=at(15, 1)), "basis", CODE)


def test_days_are_counted_in_china_whatever_zone_a_device_sends(cast):
    from datetime import UTC

    refuses(spill(cast, at(15, 1), act_from=at(15, 0, 30).astimezone(UTC)), "basis", CODE)


@pytest.mark.parametrize("code", ["air.burn_leaves", "waste.dump", "noise.loudspeaker"])
def test_dust_waste_and_noise_alike(cast, code):
    street = Street(cast, now=at(20))
    refuses(lambda: street.open(violation=code), "basis", CODE)


def test_what_the_code_does_not_touch_goes_on(cast):
    street = Street(cast, now=at(20))
    assert street.to_served().stage == "served"


def test_an_unknown_violation(street):
    objection = refuses(lambda: street.open(violation="road.fly"), "basis", APL(38), "violation")
    assert str(objection.what).startswith("Basis not loaded")


def test_a_case_opened_under_the_old_law_is_decided_by_it(cast):
    street = Street(cast, now=at(14, 20))
    street.open(violation="air.spill", party=organisation())
    street.now = at(15, 9)
    street.confirm()
    street.notify("2000.00")
    assert street.decide("2000.00").state.violations[0].punished_by == "AIR-116"
