"""The committee: which cases go to it, who votes, and what the votes come to."""

from __future__ import annotations

import pytest
from tests.cases.ordinary.committees import NAMES, Committee
from tests.cases.ordinary.hearings import refused, set_profile
from tests.cases.refusing import refuses

from jinwu.bureau.models import User
from jinwu.law.citations import APL
from jinwu.matters import replay


@pytest.fixture
def case(cast) -> Committee:
    return Committee(cast).to_rechecked()


@pytest.mark.parametrize(
    ("amount", "guard"),
    [("2999.99", None), ("3000.00", "deliberated"), ("3000.01", "deliberated")],
)
def test_major_cases_are_discussed_before_they_are_decided(cast, amount, guard):
    case = Committee(cast, amount=amount).to_rechecked()
    if guard:
        assert guard in refused(case.decide)
        case.deliberate(level="bureau")
    assert case.decide().stage == "decided"


@pytest.mark.parametrize(("amount", "found"), [("3000.00", None), ("3000.01", ["committee_level"])])
def test_the_team_s_committee_decides_up_to_its_limit(cast, amount, found):
    case = Committee(cast, amount=amount).to_rechecked()
    if found:
        assert refused(case.deliberate) == found
        assert case.deliberate(level="bureau").state.sittings[0].level == "bureau"
    else:
        assert case.deliberate().state.sittings[0].level == "team"


def test_every_vote_is_on_record(case):
    done = case.deliberate("aac-r")
    sitting = done.state.sittings[0]
    assert [(one.name, one.vote) for one in sitting.votes] == [
        ("刘建国", "agree"), ("吴琳", "agree"), ("周敏", "change"), ("陈刚", "absent"), ("郝文斌", "recused"),
    ]  # fmt: skip
    assert (sitting.members, sitting.present, sitting.outcome, sitting.chair) == (5, 3, "agreed", "刘建国")
    assert done.stage == "rechecked"
    assert replay.check(case.matter) == []


@pytest.mark.parametrize(
    ("votes", "found"),
    [
        ("aa-xr", ["committee_quorum"]),  # two of five
        ("aa--r", ["committee_quorum"]),
        ("aaa-r", None),
        ("aarrr", ["committee_quorum"]),
        ("xaaar", ["committee_known"]),  # the chair is not there
        ("raaar", ["committee_known"]),
        ("aaaaa", ["investigators_without_vote"]),
        ("a---a", ["investigators_without_vote", "committee_quorum"]),
    ],
)
def test_quorum_chair_and_who_may_vote(case, votes, found):
    if found:
        assert refused(case.deliberate, votes) == found
    else:
        assert case.deliberate(votes).state.sittings[0].present == 3


def test_a_seat_whose_account_is_gone_still_counts(case):
    set_profile("committee.members", {"team": [*NAMES, "left", "gone"], "bureau": []})
    assert refused(case.deliberate, "aaa-r") == ["committee_quorum"]  # three of seven
    assert case.deliberate("aaaar").state.sittings[0].members == 7


def test_a_committee_without_members_does_not_sit(case):
    set_profile("committee.members", {"team": [], "bureau": []})
    assert "committee_known" in refused(case.deliberate)


def test_who_is_no_member_does_not_vote_and_nobody_twice(case):
    stranger = [*case.ballots("aaaar"), {"member": case.cast.stranger.pk, "vote": "agree"}]
    assert refused(case.deliberate, ballots=stranger) == ["committee_known"]
    twice = [*case.ballots("aaaar"), {"member": case.members["head"], "vote": "agree"}]
    assert refused(case.deliberate, ballots=twice) == ["committee_known"]


@pytest.mark.parametrize(
    ("votes", "outcome", "may_decide"),
    [
        ("aacnr", "undecided", False),
        ("aaanr", "agreed", True),
        ("nnnar", "rejected", False),
    ],
)
def test_what_the_votes_come_to(case, votes, outcome, may_decide):
    done = case.deliberate(votes)
    assert done.state.sittings[0].outcome == outcome
    if may_decide:
        assert case.decide().stage == "decided"
    else:
        assert "deliberated" in refused(case.decide)


def test_a_later_sitting_may_agree(case):
    case.deliberate("aacnr")
    case.deliberate("aaaar", sitting="2026年第4次")
    assert case.decide().stage == "decided"


def test_a_later_refusal_undoes_an_agreement(case):
    case.deliberate("aaaar")
    case.deliberate("nnnar", sitting="2026年第4次")
    assert "deliberated" in refused(case.decide)


def test_agreed_changes_are_reviewed_anew(case):
    done = case.deliberate("cccar")
    assert (done.state.sittings[0].outcome, done.state.changed) == ("changed", True)
    assert "deliberated" not in refused(case.decide)


def test_a_head_may_put_a_small_case_before_the_committee(cast):
    case = Committee(cast, amount="1000.00").to_rechecked()
    data = {"level": "team", "reason": "案情复杂，涉及多个法律关系。"}
    case.act("refer_to_committee", data, by=cast.unit_head)
    assert "deliberated" in refused(case.decide)
    case.deliberate()
    assert case.decide().stage == "decided"
    assert replay.check(case.matter) == []


def test_referring_never_lowers_the_committee(cast):
    case = Committee(cast, amount="1000.00").to_rechecked()
    for level in ("bureau", "team"):
        case.act("refer_to_committee", {"level": level, "reason": "案情复杂。"}, by=cast.unit_head)
    assert refused(case.deliberate) == ["committee_level"]


def test_an_officer_does_not_keep_the_minutes(case):
    assert refused(case.deliberate, by=case.cast.officer) == ["role"]


def test_dissent_without_a_reason_is_marked(case):
    ballots = case.ballots("aaa-r")
    ballots[2] |= {"vote": "against", "reason": ""}
    done = case.deliberate(ballots=ballots)
    assert "dissent_reasoned" in [one.guard for one in done.state.marks]


def test_nothing_is_discussed_while_a_hearing_is_open(case):
    case.request()
    assert refused(case.deliberate) == ["hearing_finished"]


def test_told_anew_is_discussed_anew(case):
    case.deliberate()
    case.notify(amount="3000.00")
    case.serve("prior_notice")
    case.waive()
    case.recheck()
    assert "deliberated" in refused(case.decide)


# whose committee, and who presides


def by_team(case: Committee, **own: object) -> None:
    team = case.cast.team.code
    set_profile(
        "committee.members",
        {"team": ["head", "deputy"], "bureau": list(NAMES), "teams": {team: list(NAMES), "elsewhere": ["head"]} | own},
    )


def test_a_case_goes_before_the_committee_of_its_own_team(cast):
    case = Committee(cast).to_rechecked()
    by_team(case)
    case.deliberate()
    assert [one.name for one in case.state.sittings[0].votes] == [User.objects.get(username=one).name for one in NAMES]


def test_the_nearest_unit_that_is_named_has_the_committee(cast):
    case = Committee(cast).to_rechecked()
    by_team(case, **{cast.squadron.code: ["deputy", "reviewer"]})
    refuses(lambda: case.deliberate(), "committee_known", APL(57, 2))


def test_a_team_without_its_own_has_the_one_for_all(cast):
    case = Committee(cast).to_rechecked()
    set_profile("committee.members", {"team": list(NAMES), "bureau": [], "teams": {"elsewhere": ["head"]}})
    case.deliberate()
    assert case.state.sittings[0].members == len(NAMES)


@pytest.mark.parametrize(("votes", "chair", "marked"), [
    ("aaaar", "head", False), ("aaaar", "deputy", True), ("xaaar", "deputy", False), ("xaaar", "reviewer", True),
])  # fmt: skip
def test_the_chair_presides_and_a_deputy_in_its_absence(cast, votes, chair, marked):
    case = Committee(cast).to_rechecked()
    table = {"members": list(NAMES), "chair": "head", "deputies": ["deputy"]}
    set_profile("committee.members", {"team": table, "bureau": table})
    case.deliberate(votes, chair=case.members[chair])
    assert ("chair_named" in {one.guard for one in case.state.marks}) is marked
