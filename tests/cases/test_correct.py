"""A slip of the pen is corrected in a new version; penalty, number and debt do not change."""

from __future__ import annotations

import pytest
from tests.cases.reading import text_of
from tests.cases.refusing import refuses

from jinwu.cases.models import DecisionRow
from jinwu.law.citations import APL
from jinwu.matters import replay
from jinwu.matters.models import Matter


def correct(street, what="name", text="赵建萍", reason="姓名笔误"):
    return street.act("correct", {"what": what, "text": text, "reason": reason}, two=True)


@pytest.mark.parametrize(
    ("what", "text", "where"),
    [
        ("name", "赵建萍", lambda s: s.party.name),
        ("address", "城区上站街2号", lambda s: s.party.address),
        ("place", "桃北中街68号门前人行道", lambda s: s.violations[0].place),
        ("facts", "在人行道摆放货架1组出售水果。", lambda s: s.violations[0].facts),
    ],
)
def test_what_may_be_corrected(street, what, text, where):
    street.to_served()
    done = correct(street, what, text)
    assert where(done.state) == text
    assert done.stage == "served"
    assert replay.check(street.matter) == []


def test_the_debt_hangs_on_the_new_version_with_what_was_paid(street):
    street.to_served()
    street.pay("40.00")
    state = correct(street).state
    assert [(d.version, d.status, d.number == state.number) for d in state.decisions] == [
        (1, "replaced", True), (2, "in_force", True)
    ]  # fmt: skip
    assert state.ledger.balance() == 60
    assert {o.decision for o in state.ledger.obligations} == {state.decision.key}
    assert street.pay("60.00", reference="TX2").state.ledger.settled()


def test_it_is_counted_once_as_the_original(street):
    street.to_served()
    correct(street)
    assert DecisionRow.objects.filter(version=1).exclude(status="void").count() == 1


def test_a_revocation_after_it_returns_everything(street):
    street.to_served()
    street.pay("130.00")
    correct(street)
    done = street.act("revoke", {"organ": "self", "reason": "主要事实不清"}, by=street.cast.authority_head)
    assert done.state.ledger.refundable() == 130


def test_the_paper_bears_the_number_and_the_reason(street):
    number = street.to_served().state.number
    correct(street, "place", "桃北中街68号门前人行道", "地点笔误")
    said = text_of(street, "corrected_decision")
    assert number in said
    assert "68号" in said
    assert "地点笔误" in said


def test_title_and_search_follow_the_name(street):
    street.to_served()
    correct(street)
    assert Matter.objects.get(pk=street.matter).title.startswith("赵建萍")


def test_only_a_decision_in_force_is_corrected(street):
    street.open()
    refuses(lambda: correct(street), "in_order", APL(4))
    street.notify()
    street.decide()
    street.serve()
    street.act("revoke", {"organ": "self", "reason": "主要事实不清"}, by=street.cast.authority_head)
    refuses(lambda: correct(street), "in_order")


def test_before_it_is_served_too(street):
    street.open()
    street.notify()
    street.decide()
    correct(street)
    assert street.serve().state.ledger.balance() == 100
