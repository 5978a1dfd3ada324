"""A case is split: what leaves goes on in a case of its own, with its evidence and the ninety days that run."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from tests.cases.ordinary.road import Road, person
from tests.cases.refusing import everything, refuses

from jinwu.cases.figures import clues
from jinwu.cases.models import ViolationRow
from jinwu.kit.figure import Span
from jinwu.law.citations import APL
from jinwu.matters import replay
from jinwu.matters.door import Opening, perform
from jinwu.matters.errors import Refused
from jinwu.matters.models import Matter
from jinwu.record.models import Entry


@pytest.fixture
def road(cast):
    return two(Road(cast).to("investigating"))


def two(road: Road) -> Road:
    road.act("add_party", {"party": person(), "trace": "现场查明"}, two=True)
    road.act("add_violation", {"party": "p2", "act": road.violation_input()}, two=True)
    return road


def split(road: Road, *parties: str, **more: Any) -> Any:
    data = {"parties": list(parties), "reason": "两名当事人的违法行为相互独立，分案办理。"} | more
    return road.act("split", data, by=road.cast.authority_head)


def child_of(road: Road) -> Road:
    made = Road(road.cast, now=road.now, matter=uuid.UUID(road.last.outcome["child"]))
    made.seen = Matter.objects.get(pk=made.matter).head_seq
    return made


def test_the_party_leaves_with_its_violation_and_goes_on_apart(road):
    name = road.state.parties[1].name
    split(road, "p2")
    child = child_of(road)
    assert road.state.of_parties() == ("p1",)
    assert [one.key for one in road.state.violations] == ["v1"]
    assert [one.name for one in child.state.parties] == [name]
    assert [(one.key, one.party) for one in child.state.violations] == [("v1", "p1")]
    assert child.stage == "investigating"
    assert child.state.title.startswith(name)
    assert name not in road.state.title
    assert replay.check(road.matter) == [] == replay.check(child.matter)


def test_both_name_each_other_and_the_new_one_has_a_number_of_its_own(road):
    split(road, "p2")
    child = child_of(road)
    assert (road.state.relations[-1].kind, road.state.relations[-1].other) == ("split", child.matter)
    assert (child.state.relations[0].kind, child.state.relations[0].other) == ("split", road.matter)
    assert child.state.number
    assert child.state.number != road.state.number
    assert [one.paper for one in child.state.papers] == ["filing_approval"]
    assert [one.name for one in child.state.approvals] == [road.cast.authority_head.get_full_name()]
    assert [one.what for one in road.state.approvals] == ["file", "split"]


def test_the_ninety_days_are_not_begun_anew(road):
    road.pass_days(20)
    road.act("commission", {"kind": "test", "by": "检测公司", "question": "材质鉴定", "until": "2030-01-01"}, two=True)
    road.pass_days(10)
    split(road, "p2")
    child = child_of(road)
    mine, other = road.state.timer("T05"), child.state.timer("T05")
    assert (other.start, other.pauses, other.due) == (mine.start, mine.pauses, mine.due)
    assert (child.state.filed_at, child.state.opened_at) == (road.state.filed_at, road.state.opened_at)
    child.act("receive_result", {"appraisal": "q1", "result": "结果", "document": "报告"}, two=True)
    assert not child.state.timer("T05").paused
    assert road.state.timer("T05").paused


def test_evidence_orders_and_investigators_go_with_it(road):
    road.order(party="p2")
    split(road, "p2")
    child = child_of(road).state
    assert [(one.party, one.outcome) for one in child.orders] == [("p1", "")]
    assert [one.outcome for one in road.state.orders if one.party == "p2"] == ["moved"]
    assert {one.title for one in child.proofs} == {one.title for one in road.state.proofs}
    assert child.investigators() == road.state.investigators()


def test_each_goes_its_own_way_to_the_end(road):
    road.order(party="p2")
    split(road, "p2")
    child = child_of(road)
    child.check_order(order=child.state.orders[0].key)
    child.amount = "1000.00"
    for one in (road, child):
        one.now = max(road.now, child.now)
        one.report()
        one.review()
        one.notify()
        one.serve("prior_notice")
        one.waive()
        one.recheck()
        one.decide()
        one.serve("penalty_decision")
        one.pay()
        one.close()
        assert replay.check(one.matter) == []


def test_of_one_party_a_single_violation_may_leave(cast):
    road = Road(cast).to("investigating")
    road.act("add_violation", {"party": "p1", "act": road.violation_input(place="南大街1号")}, two=True)
    split(road, violations=["v2"])
    assert road.state.of_parties() == ("p1",)
    assert child_of(road).state.place == "南大街1号"
    road.act("add_violation", {"party": "p1", "act": road.violation_input(place="北大街2号")}, two=True)
    assert [one.key for one in road.state.violations] == ["v1", "v3"]


def test_it_is_counted_once(road, cast):
    before = clues(Span(cast.bureau, 2026, cast.authority_head)).count()
    rows = ViolationRow.objects.count()
    split(road, "p2")
    assert clues(Span(cast.bureau, 2026, cast.authority_head)).count() == before
    assert ViolationRow.objects.count() == rows


def test_who_stays_goes_on_where_the_case_only_waited_for_the_other(road):
    road.report()
    road.review()
    road.notify()
    assert road.stage == "reviewed"
    assert split(road, "p2").stage == "noticed"


def test_a_case_in_which_the_others_are_decided_is_decided(road):
    to_rechecked(road)
    road.decide()
    assert road.stage == "rechecked"
    assert split(road, "p2").stage == "decided"
    assert not road.state.running("T05")
    assert child_of(road).state.running("T05")


def to_rechecked(road: Road) -> None:
    road.report()
    road.review()
    for party in ("p1", "p2"):
        road.notify(party, "3000.00" if party == "p1" else "1000.00")
        road.serve("prior_notice", party)
        road.waive(party)
    road.recheck()


def test_not_after_a_decision_on_that_party(road):
    to_rechecked(road)
    road.decide()
    refuses(lambda: split(road, "p1"), "split_undecided", APL(57))


def test_not_while_it_is_with_the_police(road):
    head, team = road.cast.authority_head, [road.cast.officer.officer_id, road.cast.partner.officer_id]
    road.act("form_special_team", {"crime": "污染环境罪", "reason": "数量巨大。", "members": team}, by=head)
    road.act("report_crime", {"facts": "倾倒数量巨大。", "evidence": "称重记录。", "opinion": "建议移送。"})
    road.act("answer_transfer", {"outcome": "approved"}, by=head)
    road.act("send_to_police", {"organ": "市公安局"})
    refuses(lambda: split(road, "p2"), "no_crime_hold", APL(27))


@pytest.mark.parametrize(
    "data", [{}, {"parties": ["p1", "p2"]}, {"parties": ["p9"]}, {"violations": ["v1", "v2"]}, {"violations": ["v9"]}]
)
def test_something_leaves_and_something_stays(road, data):
    refuses(lambda: split(road, **{"parties": []} | data), "split_parts", APL(54))


def test_evidence_still_preserved_is_decided_first(road):
    road.act("preserve", {"party": "p2", "items": "钢管10根", "approved_by": "局长"}, two=True)
    refuses(lambda: split(road, "p2"), "split_not_preserved", APL(56))


def test_one_transaction_nothing_is_half_done(road, monkeypatch):
    from jinwu.documents.models import NumberClass

    NumberClass.objects.filter(code="filing").delete()  # the new case cannot draw its number
    stands = everything()
    with pytest.raises(Refused):
        split(road, "p2")
    assert everything() == stands


def test_a_second_sending_splits_once(road):
    key, seen = uuid.uuid4(), road.seen
    data = {"parties": ["p2"], "reason": "两名当事人的违法行为相互独立。"}
    first = road.act("split", data, by=road.cast.authority_head, key=key)
    again = road.act("split", data, by=road.cast.authority_head, key=key, seen=seen)
    assert again.repeated
    assert again.outcome["child"] == first.outcome["child"]
    assert Matter.objects.count() == 2


def test_nobody_opens_such_a_case_by_hand(road):
    data = {"parent": str(road.matter), "parties": [{"key": "p1", "name": "王五"}]}
    with pytest.raises(Refused) as told:
        perform(Opening("ordinary", uuid.uuid4()), "from_split", by=road.cast.authority_head, data=data, at=road.now, key=uuid.uuid4(),
                seen=None)  # fmt: skip
    assert [one.guard for one in told.value.objections] == ["role"]


def test_names_and_numbers_stand_in_the_new_chain_as_digests(road):
    who = road.state.parties[1]
    split(road, "p2")
    entry = Entry.objects.get(chain=child_of(road).matter)
    text = json.dumps(json.loads(bytes(entry.payload)), ensure_ascii=False)
    assert who.name not in text
    assert who.number not in text


def test_a_case_split_twice_keeps_its_parts_apart(road):
    road.act("add_party", {"party": person(name="钱三"), "trace": "现场查明"}, two=True)
    road.act("add_violation", {"party": "p3", "act": road.violation_input()}, two=True)
    split(road, "p2")
    first = child_of(road)
    split(road, "p3")
    second = child_of(road)
    assert len(first.state.violations) == len(second.state.violations) == 1
    assert second.state.parties[0].name == "钱三"
