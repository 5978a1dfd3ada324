"""The completeness gate: what is missing is named with who mends it, and nothing incomplete goes into the archive."""

from __future__ import annotations

import pytest
from tests.casefile.volumes import case, changed, matter, set_now
from tests.cases.ordinary.committees import Committee
from tests.cases.ordinary.hearings import refused, set_profile
from tests.cases.ordinary.road import Road

from jinwu.casefile import gate
from jinwu.casefile.binding import missing
from jinwu.casefile.contents import items_of
from jinwu.casefile.order import order_of
from jinwu.casefile.sources import verified
from jinwu.cases.ordinary.file import REQUIRED
from jinwu.matters.door import examine_step
from jinwu.matters.errors import Refused
from jinwu.matters.models import Matter

pytestmark = pytest.mark.django_db(databases=["default", "log"])

#: Papers of the straight road that the law asks for.
MANDATORY = (
    "filing_approval", "scene_record", "inquiry_record", "correction_order", "correction_check", "investigation_report", "review_opinion", "prior_notice",
    "penalty_decision", "service_receipt", "closing_report",
)  # fmt: skip


def gaps_of(road, state=None):
    found = case(road)
    state = state or found.state
    items = items_of(state, found.plan, order_of(found.plan.procedure, road.now.date()))
    return gate.gaps(state, found.plan, items, road.now.date(), verified, found.acts)


def without(state, *papers):
    return state.model_copy(update={"papers": tuple(one for one in state.papers if one.paper not in papers)})


@pytest.fixture
def closed(road):
    return road.to("closed")


def test_a_whole_file_lacks_nothing_that_blocks(closed):
    assert gate.blocking(gaps_of(closed)) == []
    assert closed.archive().stage == "archived"


@pytest.mark.parametrize("paper", MANDATORY)
def test_each_mandatory_paper_that_is_taken_out_is_named(closed, paper):
    (gap,) = [
        gap for gap in gate.blocking(gaps_of(closed, without(closed.state, paper))) if gap.key == f"paper:{paper}"
    ]
    declared = next(one for one in REQUIRED if paper in one.papers)
    assert str(gap.what.params["paper"]) == declared.title
    assert gap.basis == declared.basis
    assert str(gap.remedy.params["step"])


@pytest.mark.parametrize("paper", MANDATORY)
def test_the_door_refuses_the_archive_without_it(closed, paper):
    row = matter(closed)
    Matter.objects.filter(pk=row.pk).update(state=without(closed.state, paper).model_dump(mode="json"))
    with pytest.raises(Refused) as raised:
        closed.archive()
    (objection,) = raised.value.objections
    assert objection.guard == "file_complete"
    declared = next(one for one in REQUIRED if paper in one.papers)
    assert declared.title in str(objection.what)


def test_a_case_without_an_inspection_needs_no_record_of_one(closed):
    state = without(closed.state, "scene_record")
    state = state.model_copy(update={"proofs": tuple(one for one in state.proofs if one.kind != "scene")})
    assert gate.blocking(gaps_of(closed, state)) == []


@pytest.mark.parametrize("paper", ["prior_notice", "penalty_decision"])
def test_what_must_be_served_needs_its_proof(closed, paper):
    state = closed.state
    key = next(one.key for one in state.papers if one.paper == paper)
    unserved = state.model_copy(update={"services": tuple(one for one in state.services if one.paper != key)})
    assert [gap.key for gap in gate.blocking(gaps_of(closed, unserved))] == [f"service:{key}"]
    failed = tuple(one.model_copy(update={"served": one.paper != key}) for one in state.services)
    assert [gap.key for gap in gate.blocking(gaps_of(closed, state.model_copy(update={"services": failed})))] == [
        f"service:{key}"
    ]


def test_a_paper_without_its_number_is_named(closed):
    state = closed.state
    bare = tuple(one.model_copy(update={"number": ""}) if one.paper == "prior_notice" else one for one in state.papers)
    assert "number:" in gate.blocking(gaps_of(closed, state.model_copy(update={"papers": bare})))[0].key


def test_a_void_paper_does_not_count(closed):
    state = closed.state
    spoilt = tuple(
        one.model_copy(update={"status": "void"}) if one.paper == "closing_report" else one for one in state.papers
    )
    assert [gap.key for gap in gate.blocking(gaps_of(closed, state.model_copy(update={"papers": spoilt})))] == [
        "paper:closing_report"
    ]


def test_the_handler_is_named_where_an_officer_mends_it(closed):
    found = {gap.key: gap for gap in gaps_of(closed, without(closed.state, "correction_order", "review_opinion"))}
    assert found["paper:correction_order"].remedy.params["who"] == closed.state.handler.name
    assert str(found["paper:review_opinion"].remedy.params["who"]) == "legal reviewer"


def test_a_changed_source_is_marked_and_archived_all_the_same(closed):
    paper = next(one for one in closed.state.papers if one.paper == "scene_record")
    with changed(set_now(paper)):
        assert [gap.key for gap in gaps_of(closed) if gap.severity == gate.MARK] == [f"bytes:{paper.key}"]
        done = closed.archive()
    assert done.stage == "archived"
    assert [one.guard for one in done.state.marks if one.guard == "file_tidy"] == ["file_tidy"]


def test_a_duty_still_open_is_noted_in_time_and_marked_when_late(closed):
    (noted,) = [gap for gap in gaps_of(closed) if gap.key.startswith("timer:T50")]
    assert noted.severity == gate.NOTE  # seven working days to publish have not passed
    closed.pass_days(30)
    (late,) = [gap for gap in gaps_of(closed) if gap.key.startswith("timer:T50")]
    assert late.severity == gate.MARK


def test_an_unknown_paper_lies_at_the_end_of_its_stage_and_is_reported(closed):
    state = closed.state
    scene = next(one for one in state.papers if one.paper == "scene_record")
    strange = scene.model_copy(update={"key": "d99", "paper": "local_notice", "title": "地方自定通知书"})
    state = state.model_copy(update={"papers": (*state.papers, strange)})
    found = case(closed)
    items = items_of(state, found.plan, order_of("ordinary", closed.now.date()))
    own = [item.title for item in items if item.place.title == "调查取证材料"]
    assert own[-1] == "地方自定通知书"
    (gap,) = [gap for gap in gaps_of(closed, state) if gap.key == "order:d99"]
    assert gap.severity == gate.NOTE


@pytest.fixture
def heard(cast) -> Road:
    """A case that went through a hearing and the committee, closed."""
    case = Committee(cast)
    set_profile("hearing.fine", {"person": 1000, "organisation": 3000})
    set_profile("committee.line", {"person": 5000, "organisation": 50000})
    case.to_scheduled()
    case.on_day(3, 25, 12)
    case.hold()
    case.conclude()
    case.recheck(outcome="not_adopted", reason="申辩理由不影响违法事实的认定。")
    case.review("review_again")
    case.deliberate()
    case.decide()
    case.serve("penalty_decision")
    case.pay()
    case.close()
    return case


@pytest.mark.parametrize("paper", ["hearing_notice", "hearing_record", "committee_minutes", "review_opinion"])
def test_a_hearing_and_a_discussion_bring_their_own_papers(heard, paper):
    assert gate.blocking(gaps_of(heard)) == []
    assert f"paper:{paper}" in [gap.key for gap in gate.blocking(gaps_of(heard, without(heard.state, paper)))]


def test_both_reviews_must_lie_in_the_file(heard):
    state = heard.state
    second = [one for one in state.papers if one.paper == "review_opinion"][-1]
    one_left = state.model_copy(update={"papers": tuple(one for one in state.papers if one.key != second.key)})
    (gap,) = gate.blocking(gaps_of(heard, one_left))
    assert (gap.what.params["have"], gap.what.params["wanted"]) == (1, 2)


def test_the_page_asks_before_the_form_is_opened(closed):
    row = matter(closed)
    Matter.objects.filter(pk=row.pk).update(state=without(closed.state, "closing_report").model_dump(mode="json"))
    _step, blocked = examine_step(matter(closed), "archive", by=closed.cast.archivist)
    assert [one.guard for one in blocked] == ["file_complete"]


def test_a_file_still_open_lacks_its_closing(road):
    road.to("served")
    assert "paper:closing_report" in [gap.key for gap in gate.blocking(missing([matter(road)]))]


def test_refused_leaves_nothing_behind(closed):
    row = matter(closed)
    Matter.objects.filter(pk=row.pk).update(state=without(closed.state, "closing_report").model_dump(mode="json"))
    assert refused(closed.archive) == ["file_complete"]
