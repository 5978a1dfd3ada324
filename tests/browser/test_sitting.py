"""The sitting of a committee on a phone and a desk: votes entered, one case refused, the rest recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cases.ordinary.committees import Committee

from jinwu.kit import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def cases(site) -> list[Committee]:
    """Two cases that wait for the committee of the team."""
    made = [Committee(site.cast, now=clock.now() - timedelta(hours=2)) for _ in range(2)]
    for case in made:
        case.to_rechecked()
    return made


@pytest.mark.parametrize(("width", "language"), [(360, "en"), (1440, "zh-hans")])
def test_a_sitting(someone, cases, width, language):
    visitor = someone("reviewer", width, language=language)
    page = visitor.go("/sitting/")
    visitor.look(f"sitting-{width}")
    page.fill("#f-sitting", "2026年第3次")
    pk, investigator = cases[1].matter, cases[1].members["wenbin"]
    page.select_option(f"[name='vote-{pk}-{investigator}']", "agree")
    visitor.press("登记所勾选的案件")
    visitor.look(f"sitting-refused-{width}")
    assert page.locator(".agenda > li").count() == 1
    page.select_option(f"[name='vote-{pk}-{investigator}']", "recused")
    visitor.press("登记所勾选的案件")
    visitor.look(f"sitting-empty-{width}")
    assert [len(case.state.sittings) for case in cases] == [1, 1]
    visitor.go("/registers/approvals/")
    visitor.look(f"approvals-{width}", ("light",))
