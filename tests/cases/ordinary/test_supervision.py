"""The rules of a file review, asked of a case that still runs: which concern it, which are broken, which are met."""

from __future__ import annotations

import pytest
from tests.cases.ordinary.hearings import set_profile
from tests.cases.ordinary.likes import earlier

from jinwu.cases.ordinary.procedure import ordinary
from jinwu.cases.panels import standing
from jinwu.cases.supervision import RULES, Standing
from jinwu.law.citations import Citation
from jinwu.matters.door import procedures
from jinwu.matters.guards import every_step, two_officers
from jinwu.matters.timing import timers

pytestmark = pytest.mark.django_db(databases="__all__")


def asked(road) -> dict[str, Standing]:
    return {one.rule.key: one.standing for one in standing(road.matter, ordinary, road.state, road.now.date())}


def test_every_rule_names_guards_and_periods_that_there_are():
    steps = [step for procedure in procedures for step in procedure.steps.values()]
    known = (
        {guard.key for step in steps for guard in (*step.blocks, *step.marks)}
        | {guard.key for guard in every_step}
        | {two_officers.key}
    )
    for rule in RULES:
        assert rule.guards <= known, (rule.key, rule.guards - known)
        assert all(timer in timers for timer in rule.timers), rule.key
        assert isinstance(rule.basis, Citation)
    assert len({rule.key for rule in RULES}) == len(RULES)


def test_a_rule_that_cannot_concern_the_case_is_not_asked(road):
    road.to("reviewed")
    found = asked(road)
    assert (
        not {
            "hearing_presider",
            "hearing_notice",
            "collected",
            "preserved",
            "crime_handed",
            "court_in_time",
            "withdrawn",
        }
        & found.keys()
    )
    assert found["reviewed"] is Standing.OPEN  # asked once the party is told
    road.notify()
    assert asked(road)["reviewed"] is Standing.PASSED


def test_a_decision_brings_its_publication(road):
    road.to("decided")
    assert asked(road)["published"] is Standing.OPEN
    assert asked(road)["remedies_named"] is Standing.PASSED


def test_a_clue_checked_after_its_day_breaks_its_rule(road):
    road.register()
    road.pass_days(60)
    road.check(late_reason="案多人少。")
    road.file()
    assert asked(road)["filed_in_time"] is Standing.BROKEN


def test_a_period_that_runs_over_its_day_breaks_its_rule_before_anybody_acts(road):
    road.to("investigating")
    due = next(one.shown for one in road.state.running("T05"))
    road.pass_days((due - road.now.date()).days)
    assert asked(road)["ninety_days"] is Standing.OPEN
    road.pass_days(1)
    assert asked(road)["ninety_days"] is Standing.BROKEN


def test_a_fine_apart_without_a_reason_breaks_its_rule(road):
    set_profile("likeness.answer", "mark")
    earlier(road, {"3000.00": 12})
    road.to("reviewed")
    road.notify(amount="9000.00")
    assert asked(road)["like_cases"] is Standing.BROKEN


def test_what_is_open_leads_to_the_step_that_fulfils_it(road, cast):
    from jinwu.cases.panels import judged
    from jinwu.law.roles import Role
    from jinwu.matters.models import Matter
    from jinwu.matters.viewing import MatterView, Viewer

    road.to("investigated")
    with road.clock():
        view = MatterView(Matter.objects.get(pk=road.matter), Viewer(cast.reviewer, frozenset({Role.LEGAL_REVIEWER})))
        ways = {point.text: point.url for point in judged(view)}
    assert ways["Reviewed by a qualified reviewer"].endswith("/steps/review/#next")
    assert ways["Served in time, with its proof"] == ""
