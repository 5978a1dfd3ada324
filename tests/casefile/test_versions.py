"""Files of decisions that did not stand as they were issued: every version is bound and marked, and each was served."""

from __future__ import annotations

import pytest
from tests.casefile.test_gate import gaps_of, without
from tests.casefile.volumes import one, pages, squeezed
from tests.cases.ordinary.test_corrected_decision import correct

from jinwu.casefile import gate

pytestmark = pytest.mark.django_db(databases=["default", "log"])


@pytest.fixture
def corrected(road):
    """Corrected after it was served; the corrected copy is served too."""
    road.to("served")
    correct(road)
    road.serve("corrected_penalty_decision")
    road.pay()
    road.close()
    return road


@pytest.fixture
def anew(road):
    """Paid, revoked by the organ itself, returned, and decided anew."""
    road.to("performed")
    road.act("revoke", {"party": "p1", "organ": "self", "reason": "裁量不当。"}, by=road.cast.authority_head)
    road.act("refund", {"party": "p1", "amount": "3000.00", "reference": "TF1"}, by=road.cast.fiscal_clerk)
    road.act("reopen", {"reason": "重新作出决定。"}, by=road.cast.authority_head)
    for step in (
        "report",
        "review",
        "notify",
        "_serve_notice",
        "waive",
        "recheck",
        "decide",
        "_serve_decision",
        "pay",
        "close",
    ):
        getattr(road, step)()
    return road


def notes(road) -> list[tuple[str, str]]:
    """Title and remark of what the first group of the open volume holds, decisions with their receipts."""
    road.archive()
    made = one(road)
    index = squeezed("".join(pages(made.pdf, "-layout")[1:3]))
    shown = [leaf.item for leaf in made.leaves if leaf.item.place.title == "处罚决定及送达"]
    assert all(item.note in index for item in shown)
    return [(item.title, item.note) for item in shown]


def test_the_slip_and_its_correction_lie_side_by_side(corrected):
    assert gate.blocking(gaps_of(corrected)) == []
    assert notes(corrected) == [
        ("行政处罚决定书", "已更正"), ("送达回证", ""), ("行政处罚决定书（补正）", ""), ("送达回证", ""),
    ]  # fmt: skip


def test_the_corrected_copy_must_lie_there_and_have_been_served(corrected):
    state = corrected.state
    assert "paper:corrected_penalty_decision" in [
        gap.key for gap in gate.blocking(gaps_of(corrected, without(state, "corrected_penalty_decision")))
    ]
    copy = next(one for one in state.papers if one.paper == "corrected_penalty_decision")
    unserved = state.model_copy(update={"services": tuple(one for one in state.services if one.paper != copy.key)})
    assert [gap.key for gap in gate.blocking(gaps_of(corrected, unserved))] == [f"service:{copy.key}"]


def test_what_was_revoked_lies_before_its_revocation_and_is_marked(anew):
    assert gate.blocking(gaps_of(anew)) == []
    found = notes(anew)
    assert [one for one in found if one[0] != "送达回证"] == [
        ("行政处罚决定书", "已撤销"), ("行政处罚决定书", ""), ("撤销行政处罚决定书", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("paper", ["penalty_decision", "revocation_decision"])
def test_neither_decision_nor_revocation_may_be_missing(anew, paper):
    assert f"paper:{paper}" in [
        gap.key for gap in gate.blocking(gaps_of(anew, without(anew.state, paper)))
    ]  # fmt: skip
