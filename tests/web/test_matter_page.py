"""A matter's page: who may see it, what it shows, what it says of the next steps."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cases.street import person
from tests.web.matters import browser, page_of, street, text

pytestmark = pytest.mark.django_db(databases=["default", "log"])


@pytest.fixture
def served(cast):
    case = street(cast, hours=1)
    case.to_served()
    return case


def test_everyone_who_works_in_the_bureau_sees_it_and_a_stranger_does_not(cast, served):
    for name in ("officer", "partner", "unit_head", "authority_head", "reviewer", "fiscal_clerk", "archivist",
                 "statistician", "supervisor"):  # fmt: skip
        assert browser(getattr(cast, name)).get(page_of(served)).status_code == 200, name
    assert browser(cast.stranger).get(page_of(served)).status_code == 404
    assert browser(cast.administrator).get(page_of(served)).status_code == 403


def test_a_colleague_of_another_squadron_does_not_see_it(cast, served):
    assert browser(cast.colleague).get(page_of(served)).status_code == 404


def test_it_shows_head_rail_record_papers_evidence_and_money(cast, served):
    page = browser(cast.officer).get(page_of(served))
    content = page.content.decode()
    assert "赵建平擅自占用城市道路案" in content
    assert served.last.state.number in content
    assert content.count('class="past"') == 3
    assert "100.00" in content
    assert "当场行政处罚决定书" in content
    for paper in served.last.state.papers:
        assert f"/documents/{paper.document}/" in content


def test_personal_numbers_are_masked(cast, served):
    number = served.last.state.party.number
    page = browser(cast.officer).get(page_of(served)).content.decode()
    assert number not in page
    assert number[:4] in page


def test_one_filled_button_and_what_falls_to_others(cast, served):
    page = browser(cast.officer).get(page_of(served))
    assert page.content.decode().count("btn sm act") == 1
    assert page.context["others"]
    clerk = browser(cast.fiscal_clerk).get(page_of(served))
    assert [card.step.key for card in clerk.context["steps"] if not card.refused] == ["pay"]


def test_a_step_that_is_not_possible_yet_says_what_is_missing_and_who_mends_it(cast, served):
    served.collect()
    served.file_record()
    head = browser(cast.unit_head).get(page_of(served))
    (close,) = [card for card in head.context["steps"] if card.step.key == "close"]
    assert close.refused[0]["basis"]
    assert "现金" in text(head) or "罚款" in text(head)


def test_a_step_with_nothing_to_do_is_not_offered(cast, served):
    clerk = browser(cast.fiscal_clerk).get(page_of(served))
    assert [card.step.key for card in clerk.context["steps"]] == ["pay"]
    served.collect()
    officer = browser(cast.officer).get(page_of(served))
    assert {card.step.key for card in officer.context["steps"]} == {"file_record", "hand_in"}


def test_a_step_out_of_order_or_of_another_role_is_explained(cast, served):
    for user, step in ((cast.officer, "decide"), (cast.officer, "close"), (cast.supervisor, "close")):
        answer = browser(user).get(page_of(served, step))
        if user is cast.supervisor:
            assert answer.status_code == 403
        else:
            assert answer.status_code == 200
            assert answer.context["blocked"][1]
            assert answer.context["sheet"] is None
    assert browser(cast.officer).get(page_of(served, "nonsense")).status_code == 404


def test_the_record_shows_every_entry_and_its_hash(cast, served):
    page = browser(cast.officer).get(page_of(served) + "record/")
    assert page.content.decode().count('class="tick"') == 4


def test_a_late_act_is_marked(cast):
    case = street(cast, days=3)
    case.open()
    case.wait(days=2)
    case.confirm()
    case.notify()
    case.act(
        "take_note", {"text": "复查过现场", "late_reason": "当日断网"}, at=case.now.replace(day=18, hour=8)
    )  # fmt: skip
    page = browser(cast.officer).get(page_of(case))
    assert 'class="late"' in page.content.decode()
    assert "当日断网" in text(page)


def test_a_page_costs_a_bounded_number_of_queries(cast, served):
    reader = browser(cast.officer)
    reader.get(page_of(served))
    with CaptureQueriesContext(connection) as first:
        reader.get(page_of(served))
    for n in range(5):
        served.act("take_note", {"text": f"第{n}条"})
    with CaptureQueriesContext(connection) as new:
        reader.get(page_of(served))
    with CaptureQueriesContext(connection) as later:
        reader.get(page_of(served))
    assert len(later) == len(first)
    assert len(new) == len(first) + 1  # how far he has read is written once
    assert len(first) <= 20


def test_an_officer_confirms_his_presence(cast, served):
    answer = browser(cast.partner).post(page_of(served) + "presence/")
    assert answer.status_code == 302
    page = browser(cast.officer).get(page_of(served))
    assert "在场确认有效至" in text(page)
    assert browser(cast.unit_head).post(page_of(served) + "presence/").status_code in (302, 403)
    assert browser(cast.stranger).post(page_of(served) + "presence/").status_code == 404


def test_links_and_holds_are_shown(cast, served):
    other = street(cast, hours=2)
    other.open(place="别处")
    served.act("relate", {"other": str(other.matter), "kind": "arising_from"})
    served.act("place_hold", {"kind": "remedy_pending", "reason": "已申请复议"}, by=cast.unit_head)
    page = browser(cast.officer).get(page_of(served)).content.decode()
    assert "已申请复议" in page
    assert page_of(other) in page
    assert page_of(served) in browser(cast.officer).get(page_of(other)).content.decode()


# the record, narrowed


def narrowed(cast, case, query=""):
    page = browser(cast.officer).get(f"{page_of(case)}record/{query}")
    return [entry.title for entry in page.context["entries"]], {
        chip["title"]: chip["url"] for chip in page.context["chips"]
    }


def test_the_record_is_narrowed_by_kind_person_and_papers(cast, served):
    served.act("take_note", {"text": "电话回访"})
    served.pay()
    all_of_them, chips = narrowed(cast, served)
    assert len(all_of_them) == 6
    assert narrowed(cast, served, "?kind=side")[0] == ["Take a note"]
    papers = narrowed(cast, served, "?only=papers")[0]
    assert "Decide on the spot" in papers
    assert not {"Take a note", "Record the payment"} & set(papers)
    name = served.cast.fiscal_clerk.name
    assert len(narrowed(cast, served, chips[name])[0]) == 1
    assert narrowed(cast, served, "?kind=nonsense")[0] == all_of_them
    assert narrowed(cast, served, "?who=nobody")[0] == []


def test_who_was_here_before_is_named_with_a_link(cast, served):
    later = street(cast, minutes=30)
    later.open(party={**person(), "number": served.last.state.party.number}, place="桃北西路9号")
    page = browser(cast.officer).get(page_of(later))
    assert page_of(served) in page.content.decode()
