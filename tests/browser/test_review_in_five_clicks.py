"""From Today a reviewer clears a file, and a head decides, in at most five clicks; every point is shown with what the file has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.cases.ordinary.road import Road

from jinwu.cases.ordinary.review import POINTS
from jinwu.kit import clock

pytestmark = pytest.mark.browser

MOST = 5


class Clicks:
    """Everything that is clicked is counted."""

    def __init__(self, page: Any) -> None:
        self.page, self.made = page, 0

    def __call__(self, where: str, *, leads: bool = False) -> None:
        self.made += 1
        target = self.page.locator(where).first
        if leads:
            with self.page.expect_navigation():
                target.click()
            self.page.wait_for_load_state("networkidle")
        else:
            target.click()


@pytest.fixture
def case(site) -> Road:
    return Road(site.cast, now=clock.now() - timedelta(hours=2))


@pytest.mark.parametrize("width", [360, 1440])
def test_a_reviewer_clears_a_file(someone, case, width):
    case.to("investigated")
    visitor = someone("reviewer", width)
    page = visitor.go("/today/")
    visitor.look(f"today-reviewer-{width}", ("light",))
    click = Clicks(page)
    click(f"main a[href*='{case.matter}/steps/review/']", leads=True)
    visitor.look(f"review-{width}")
    boxes = [page.locator(f"#f-{key}") for key in POINTS]
    assert not any(box.is_checked() for box in boxes), "nothing is ticked for him"
    assert all(page.locator(f"#f-{key}-hint .facts-for").inner_text().strip() for key in POINTS), (
        "each with what the file has"
    )
    click("[data-tick]")
    assert all(box.is_checked() for box in boxes)
    click("label:has([name=conclusion][value=agreed])")
    click("#step-form .formbar .act", leads=True)
    assert click.made <= MOST
    assert (case.stage, case.state.reviewed.conclusion) == ("reviewed", "agreed")
    assert case.state.reviewed.opinion.startswith("经审核")


def test_a_point_with_something_against_it_stays_the_reviewers_own(someone, case):
    for how in ("register", "check", "file", "scene", "inquire", "order", "report"):
        getattr(case, how)()
    page = someone("reviewer").go(f"/matters/{case.matter}/steps/review/")
    page.locator("[data-tick]").click()
    ticked = {key for key in POINTS if page.locator(f"#f-{key}").is_checked()}
    assert ticked == set(POINTS) - {"procedure"}
    assert "责令改正" in page.locator("#f-procedure-hint").inner_text()
    assert "责令改正" in page.locator("#f-opinion").input_value()


def test_a_head_decides(someone, case):
    case.to("rechecked")
    visitor = someone("authority_head")
    page = visitor.go("/today/")
    click = Clicks(page)
    click(f"main a[href*='{case.matter}/steps/decide/']", leads=True)
    visitor.look("decide-1440", ("light",))
    click("#step-form .formbar .act", leads=True)
    assert click.made <= MOST
    assert case.stage == "decided"
    assert case.state.decision_of("p1").fine == case.fine
