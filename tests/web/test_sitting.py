"""The page of a sitting: the agenda, votes on many cases at once, and what was refused beside its case."""

from __future__ import annotations

import uuid
from contextlib import contextmanager

import pytest
from tests.cases.ordinary.committees import NAMES, Committee
from tests.cases.ordinary.hearings import set_profile
from tests.web.matters import browser, text

from jinwu.kit import clock
from jinwu.matters import replay
from jinwu.record.models import Entry

PAGE = "/sitting/?level=team"


@pytest.fixture
def cast(db):
    from tests.cast import build_cast

    return build_cast()


@pytest.fixture
def cases(cast) -> list[Committee]:
    """Two cases at the same stage; the second one an hour later."""
    first, second = Committee(cast), Committee(cast)
    for one in (first, second):
        one.to_rechecked()
    return [first, second]


@contextmanager
def later(cases):
    with clock.fixed(max(one.now for one in cases)):
        yield


def form(cases, votes="aaaar", absent=(), **change):
    """What the page sends for these cases."""
    words = {"a": "agree", "c": "change", "n": "against", "r": "recused"}
    first = cases[0]
    data = {"sitting": "2026年第3次", "chair": str(first.members["head"])}
    data |= {f"seat-{pk}": "absent" if name in absent else "present" for name, pk in first.members.items()}
    for case in cases:
        data |= {
            f"take-{case.matter}": "1", f"key-{case.matter}": str(uuid.uuid4()), f"seen-{case.matter}": str(case.seen),
            f"conclusion-{case.matter}": "同意拟作出的行政处罚。",
        }  # fmt: skip
        data |= {
            f"vote-{case.matter}-{first.members[name]}": words[letter]
            for name, letter in zip(NAMES, votes, strict=True)
        }
    return data | change


def sittings(case):
    return case.state.sittings


def test_the_agenda_is_what_waits_and_may_be_seen(cases, cast):
    with later(cases):
        page = text(browser(cast.reviewer).get(PAGE))
        other = text(browser(cast.reviewer).get("/sitting/?level=bureau"))
    assert page.count("晨光文化传媒") >= 2
    assert "晨光文化传媒" not in other


def test_small_cases_are_not_on_the_agenda(cast):
    case = Committee(cast, amount="1000.00").to_rechecked()
    with later([case]):
        assert str(case.matter) not in browser(cast.reviewer).get(PAGE).content.decode()


def test_an_investigator_begins_as_recused(cases, cast):
    with later(cases):
        page = browser(cast.reviewer).get(PAGE).content.decode()
    assert page.count('value="recused" selected') == 2  # once in each case
    assert page.count('value="agree" selected') == 8


@pytest.mark.parametrize("who", ["officer", "fiscal_clerk", "archivist", "supervisor", "administrator", "stranger"])
def test_others_do_not_open_it(cast, who):
    assert browser(getattr(cast, who)).get("/sitting/").status_code == 403


def test_all_at_once(cases, cast):
    with later(cases):
        answer = browser(cast.reviewer).post(PAGE, form(cases))
    assert answer.status_code == 302
    for case in cases:
        assert [one.outcome for one in sittings(case)] == ["agreed"]
        assert replay.check(case.matter) == []


def test_only_what_is_ticked(cases, cast):
    data = form(cases)
    del data[f"take-{cases[1].matter}"]
    with later(cases):
        assert browser(cast.reviewer).post(PAGE, data).status_code == 302
    assert [len(sittings(case)) for case in cases] == [1, 0]


def test_who_is_absent_votes_on_no_case(cases, cast):
    with later(cases):
        browser(cast.reviewer).post(PAGE, form(cases, absent=("deputy",)))
    votes = {one.name: one.vote for one in sittings(cases[0])[0].votes}
    assert (votes["吴琳"], votes["刘建国"]) == ("absent", "agree")


def test_one_refused_the_other_recorded(cases, cast):
    """In the second case the investigator votes."""
    data = form(cases)
    data[f"vote-{cases[1].matter}-{cases[0].members['wenbin']}"] = "agree"
    data[f"conclusion-{cases[1].matter}"] = "另行说明的结论"
    with later(cases):
        answer = browser(cast.reviewer).post(PAGE, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [len(sittings(case)) for case in cases] == [1, 0]
    assert f'id="case-{cases[1].matter}"' in page
    assert f'id="case-{cases[0].matter}"' not in page
    assert "另行说明的结论" in page
    assert "郝文斌" in page


def test_without_quorum_nothing_is_recorded(cases, cast):
    with later(cases):
        answer = browser(cast.reviewer).post(PAGE, form(cases, absent=("deputy", "reviewer")))
    assert answer.status_code == 422
    assert [len(sittings(case)) for case in cases] == [0, 0]


def test_sent_twice_counts_once(cases, cast):
    data = form(cases)
    with later(cases):
        reader = browser(cast.reviewer)
        reader.post(PAGE, data)
        before = Entry.objects.count()
        reader.post(PAGE, data)
    assert Entry.objects.count() == before


def test_built_on_an_older_state(cases, cast):
    data = form(cases)
    cases[1].act("take_note", {"text": "补充说明"})
    with later(cases):
        answer = browser(cast.reviewer).post(PAGE, data)
        assert answer.status_code == 422
        assert [len(sittings(case)) for case in cases] == [1, 0]
        assert f'name="seen-{cases[1].matter}" value="{cases[1].seen}"' in answer.content.decode()
        cases_left = [cases[1]]
        assert browser(cast.reviewer).post(PAGE, form(cases_left)).status_code == 302
    assert len(sittings(cases[1])) == 1


@pytest.mark.parametrize(
    "change",
    [{"sitting": ""}, {"at": "31.12."}, {"at": "9999-01-01T00:00"}],
)
def test_what_the_sitting_itself_needs(cases, cast, change):
    with later(cases):
        answer = browser(cast.reviewer).post(PAGE, form(cases, **change))
    assert answer.status_code == 422
    assert [len(sittings(case)) for case in cases] == [0, 0]


@pytest.mark.parametrize("odd", [{"chair": "x"}, {"chair": "99999999999"}, {"sitting": "次" * 100}])
def test_odd_input_is_explained(cases, cast, odd):
    with later(cases):
        answer = browser(cast.reviewer).post(PAGE, form(cases, **odd))
    assert answer.status_code == 422
    assert [len(sittings(case)) for case in cases] == [0, 0]


def test_a_committee_without_members_says_so(cases, cast):
    set_profile("committee.members", {"team": [], "bureau": []})
    with later(cases):
        page = browser(cast.reviewer).get(PAGE)
    assert page.status_code == 200
    assert 'name="take-' not in page.content.decode()


def test_a_case_of_another_bureau_is_not_recorded(cases, cast):
    data = form(cases)
    data |= {f"take-{uuid.uuid4()}": "1"}
    with later(cases):
        assert browser(cast.reviewer).post(PAGE, data).status_code == 302
    assert [len(sittings(case)) for case in cases] == [1, 1]


def test_the_queue_of_reviews_and_of_decisions(cast):
    case = Committee(cast)
    case.to("investigated")
    reader = browser(cast.reviewer)
    with case.clock():
        assert f"/matters/{case.matter}/" in reader.get("/registers/review_queue/").content.decode()
        assert f"/matters/{case.matter}/" not in reader.get("/registers/approvals/").content.decode()
    case.review()
    with case.clock():
        assert f"/matters/{case.matter}/" not in reader.get("/registers/review_queue/").content.decode()
        assert f"/matters/{case.matter}/" in reader.get("/registers/approvals/").content.decode()
        assert browser(cast.stranger).get("/registers/approvals/").status_code == 403


def test_a_clue_waits_for_a_head_once_it_is_checked(cast):
    case = Committee(cast)
    case.register()
    head = browser(cast.authority_head)
    with case.clock():
        assert f"/matters/{case.matter}/" not in head.get("/registers/approvals/").content.decode()
    case.check()
    with case.clock():
        assert f"/matters/{case.matter}/" in head.get("/registers/approvals/").content.decode()


def test_the_queue_names_the_next_step(cases, cast):
    cases[0].deliberate()
    with later(cases):
        page = text(browser(cast.authority_head).get("/registers/approvals/"))
    assert page.count("登记集体讨论") == 1


def test_each_team_that_has_its_own_committee_has_its_own_agenda(cases, cast):
    own = {"members": ["deputy", "reviewer", "head"], "chair": "head", "deputies": ["deputy"]}
    set_profile("committee.members", {"team": list(NAMES), "bureau": [], "teams": {cast.team.code: own}})
    with later(cases):
        shared = text(browser(cast.reviewer).get(PAGE))
        reader = browser(cast.reviewer)
        page = text(reader.get(f"{PAGE}&team={cast.team.code}"))
        assert "晨光文化传媒" not in shared
        assert page.count("晨光文化传媒") >= 2
        data = form(cases[:1], votes="aaaar")
        data |= {f"seat-{cases[0].members['head']}": "absent", "chair": ""}
        answer = reader.post(f"{PAGE}&team={cast.team.code}", data)
    assert answer.status_code == 302
    held = sittings(cases[0])[0]
    assert held.members == 3
    assert held.chair == next(one.name for one in cast.people().values() if one.username == "deputy")
    assert not [one for one in cases[0].state.marks if one.guard == "chair_named"]
