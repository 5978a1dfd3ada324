"""The keeper of the seal: what waits, two sealed at once, the register."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cases.ordinary.road import Road

from jinwu.kit import clock
from jinwu.matters.models import MatterSeal

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1440])
def test_papers_are_sealed(someone, site, width):
    road = Road(site.cast, clock.now() - timedelta(days=30), amount="4000.00")
    road.to("served")
    visitor = someone("archivist", width)
    page = visitor.go("/seals/")
    visitor.look(f"seals-{width}")
    for box in page.locator("input[name=paper]").all():
        box.check()
    page.fill("#f-copies", "3")
    page.fill("#f-approved", "王局长")
    visitor.press("登记用印")
    assert MatterSeal.objects.filter(copies=3).count() >= 2
    visitor.go("/registers/seal_uses/")
    visitor.look(f"seal-uses-{width}", ("light",))
