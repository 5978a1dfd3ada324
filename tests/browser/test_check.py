"""Somebody who is not signed in checks a paper, on a phone and a desk: typed wrong, found, revoked."""

from __future__ import annotations

import pytest
from tests.cases.street import Street

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1440])
def test_a_paper_is_checked(someone, site, width):
    street = Street(site.cast)
    street.to_served()
    one = street.last.state.papers[0]
    visitor = someone("", width)
    page = visitor.go("/check/")
    page.fill("#f-code", "12")
    visitor.press("查验")
    visitor.look(f"check-wrong-{width}")
    page.fill("#f-number", one.number)
    page.fill("#f-code", one.facts[:16])
    visitor.press("查验")
    visitor.look(f"check-stands-{width}")
    street.act("revoke", {"organ": "self", "reason": "认定错误。"}, by=site.cast.authority_head)
    visitor.go(f"/check/{one.facts[:32]}")
    visitor.look(f"check-revoked-{width}")
