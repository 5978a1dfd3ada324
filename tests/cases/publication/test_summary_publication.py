"""Publishing what was decided on the spot: possible, no duty; who, when, what is withheld and withdrawn (APL 48)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

import pytest
from tests.cases.publication.walk import flag, publish, revoke, row, withdraw, withhold
from tests.cases.refusing import refuses
from tests.cases.street import organisation, person, resident_id

from jinwu.cases.models import PublicationRow
from jinwu.kit import clock
from jinwu.law.citations import APL
from jinwu.matters import replay
from jinwu.matters.door import procedures
from jinwu.matters.projection import differences


@pytest.fixture
def served(street):
    street.to_served()
    return street


def test_no_duty_runs_on_the_spot(served):
    assert not PublicationRow.objects.filter(matter=served.matter).exists()
    assert all(timer.timer != "T50" for timer in served.last.state.timers)


def test_it_is_published(served):
    served.wait(days=2)
    publish(served)
    made = row(served)
    assert (made.status, made.where, made.published_on, made.days) == ("published", "both", date(2026, 3, 12), 2)
    assert (made.number, made.due_on) == (served.last.state.number, None)
    assert not served.last.state.marks


@pytest.mark.parametrize(
    ("on", "days"),
    [(date(2026, 3, 10), 0), (date(2026, 3, 13), 3), (date(2026, 3, 14), 3), (date(2026, 3, 16), 4)],
    ids=["same day", "Friday", "Saturday", "Monday"],
)
def test_working_days_from_the_decision(served, on, days):
    served.now = datetime.combine(on, served.now.time(), clock.ZONE)
    publish(served)
    assert row(served).days == days


@pytest.mark.parametrize("who", ["officer", "unit_head", "statistician", "supervisor"])
def test_only_the_disclosure_clerk_publishes(served, who):
    data = {"where": "site", "published_on": "2026-03-10", "address": "/cf/1"}
    refuses(lambda: served.act("publish", data, by=getattr(served.cast, who)), "role", APL(15))


def test_only_heads_decide_not_to_publish(served):
    data = {"ground": "privacy", "reason": "涉及他人隐私。"}
    refuses(lambda: served.act("decide_not_to_publish", data, by=served.cast.disclosure_clerk), "role")


def test_nothing_before_the_decision(street):
    street.open()
    street.notify()
    refuses(lambda: publish(street), "in_order")


def test_before_service_it_is_marked(street):
    street.open()
    street.notify()
    street.decide()
    publish(street)
    assert [mark.guard for mark in street.last.state.marks] == ["before_service"]


def test_it_is_published_once(served):
    publish(served)
    refuses(lambda: publish(served), "something_to_publish", APL(48, 1))


@pytest.mark.parametrize(("day", "lawful"), [("2026-03-09", False), ("2026-03-10", True), ("2026-03-11", False)])
def test_the_day_lies_between_decision_and_now(served, day, lawful):
    if lawful:
        assert publish(served, published_on=day)
    else:
        refuses(lambda: publish(served, published_on=day), "published_day", field="published_on")


def test_the_profile_may_keep_them_all_back(served):
    flag("publication.summary", False)
    refuses(lambda: publish(served), "procedure_published")


def test_another_decision_is_not_known(served):
    refuses(lambda: publish(served, decision="x9"), "which_to_publish", field="decision")


@pytest.mark.parametrize(("birth", "minor"), [("20080310", True), ("20080309", False), ("20091201", True)])
def test_a_minor_is_not_published(street, birth, minor):
    """18 years are completed on the day after the birthday."""
    street.to_served(party=person(number=resident_id(birth)))
    if not minor:
        assert publish(street)
        return
    refuses(lambda: publish(street), "minor_not_published", APL(48, 1))
    withhold(street, ground="minor", reason="当事人未成年。")
    assert row(street).ground == "minor"


def test_withheld_with_a_ground(served):
    withhold(served)
    assert (row(served).status, row(served).ground) == ("withheld", "privacy")
    refuses(lambda: publish(served), "something_to_publish")


def test_without_influence_only_where_the_profile_lets(served):
    refuses(lambda: withhold(served, ground="no_influence"), "influence", APL(48, 1), "ground")
    flag("publication.all_decisions", False)
    assert withhold(served, ground="no_influence").stage == "served"


def test_no_minor_no_ground(served):
    refuses(lambda: withhold(served, ground="minor"), "minor_ground")


def test_a_revocation_starts_three_days_to_withdraw(served):
    publish(served)
    revoke(served)
    assert (row(served).status, row(served).due_on) == ("to_withdraw", date(2026, 3, 13))
    withdraw(served)
    assert (row(served).status, row(served).ground, row(served).withdrawn_on) == (
        "withdrawn",
        "revoked",
        date(2026, 3, 10),
    )
    assert served.last.state.timer("T52").outcome == "met"


def test_nothing_published_nothing_to_withdraw(served):
    revoke(served)
    assert served.last.state.timer("T52") is None
    refuses(lambda: withdraw(served), "something_published")


@pytest.mark.parametrize(("days", "marks"), [(3, []), (6, ["late:T52"])], ids=["Friday", "Monday"])
def test_a_late_withdrawal_is_marked(served, days, marks):
    publish(served)
    revoke(served)
    served.wait(days=days)
    withdraw(served)
    assert [mark.guard for mark in served.last.state.marks] == marks
    assert served.last.state.timer("T52").outcome == ("late" if marks else "met")


def test_what_stands_is_not_withdrawn_as_revoked(served):
    publish(served)
    refuses(lambda: withdraw(served), "ground_of_withdrawal")
    withdraw(served, "slip")
    assert row(served).status == "withdrawn"
    served.wait(days=1)
    publish(served)  # rightly, this time
    assert row(served).status == "published"
    assert len(served.last.state.publications) == 2


def test_a_correction_leaves_it_published(served):
    publish(served)
    served.act("correct", {"what": "place", "text": "桃北中街66号门前人行道", "reason": "地点笔误"}, two=True)
    assert row(served).status == "published"
    refuses(lambda: publish(served), "something_to_publish")
    assert PublicationRow.objects.filter(matter=served.matter).count() == 1


def test_replay_gives_the_same(served):
    publish(served)
    revoke(served)
    withdraw(served)
    state = replay.refold(served.matter, procedures["summary"])
    assert state == served.last.state
    assert differences(served.matter, state) == []


def test_an_organisation_is_published_too(street):
    street.to_served("200.00", party=organisation())
    assert publish(street)


def test_a_second_sending_counts_once(served):
    key, seen = uuid4(), served.seen
    data = {"where": "site", "published_on": "2026-03-10", "address": "/cf/1"}
    served.act("publish", data, by=served.cast.disclosure_clerk, key=key)
    again = served.act("publish", data, by=served.cast.disclosure_clerk, key=key, seen=seen)
    assert again.repeated
