"""What cannot be: a step out of order, of another role, unknown, or on nothing; each is a refusal, never an error."""

from __future__ import annotations

import uuid

import pytest
from tests.cases.refusing import everything, refuses
from tests.cases.street import NOON

from jinwu.cases.summary.procedure import summary
from jinwu.kit import clock
from jinwu.law.citations import APL
from jinwu.matters.door import Opening, perform
from jinwu.matters.errors import InvalidInput, NoMatter, Refused

OPENINGS = [step for step in summary.steps.values() if step.opening]
DATA = {
    "notify": {"told_facts": True, "told_rights": True, "amount": "100.00", "tier": "light"},
    "decide": {"amount": "100.00", "tier": "light"}, "serve": {"method": "signed", "signature": "M0 0"},
    "collect": {"amount": "100.00", "ground": "small", "receipt": "1"}, "deposit": {"slip": "1"},
    "pay": {"amount": "1.00", "paid_on": "2026-03-10", "reference": "1"}, "archive": {"volume": "1"},
    "void_form": {"reason": "误写"}, "correct": {"what": "place", "text": "某处", "reason": "笔误"},
    "convert": {"ground": "other", "reason": "其他"}, "abandon": {"reason": "轻微"},
    "revoke": {"organ": "self", "reason": "有误"}, "refund": {"amount": "1.00", "reference": "1"},
    "hand_over": {"officer": 1, "reason": "轮岗"}, "place_hold": {"kind": "remedy_pending", "reason": "复议"},
    "lift_hold": {"hold": "h1", "reason": "结束"}, "relate": {"other": str(uuid.uuid4()), "kind": "merged"},
    "attach_scan": {"paper": "d1", "scan": "0" * 64}, "seal": {"paper": "d1", "approved_by": "王局长"}, "take_note": {"text": "备注"},
    "erase_personal": {"classes": ["name"], "reason": "保存期满"},
    "publish": {"where": "site", "published_on": "2026-03-10", "address": "/cf/1"},
    "decide_not_to_publish": {"ground": "privacy", "reason": "涉及隐私"},
    "withdraw_publication": {"ground": "slip", "withdrawn_on": "2026-03-10", "reason": "误发"},
}  # fmt: skip


@pytest.mark.parametrize("step", [key for key, step in summary.steps.items() if not step.opening])
def test_no_matter_begins_in_the_middle(street, step):
    street.confirm()

    def begin():
        with street.clock():
            perform(Opening("summary", street.matter), step, by=street.cast.officer, data=DATA.get(step, {}),
                    partner=street.cast.partner.officer_id, at=street.now, key=uuid.uuid4(), seen=None)  # fmt: skip

    refuses(begin, "in_order", APL(4))


@pytest.mark.parametrize("step", summary.steps)
def test_in_a_draft_every_step_is_taken_or_refused(street, step):
    street.open()
    two = summary.steps[step].actor == "two_officers"
    for who in ("officer", "unit_head", "authority_head", "fiscal_clerk", "archivist"):
        before = everything()
        try:
            data = street.opening() if step == "open" else DATA.get(step, {})
            with street.clock():
                perform(street.matter, step, by=getattr(street.cast, who), data=data, at=street.now, key=uuid.uuid4(),
                        partner=street.cast.partner.officer_id if two else None, seen=street.seen)  # fmt: skip
        except Refused:
            assert everything() == before
        else:
            return


@pytest.mark.parametrize("who", ["fiscal_clerk", "statistician", "administrator", "auxiliary", "deputy_head"])
def test_who_is_no_officer_opens_nothing(street, who):
    street.confirm()
    refuses(lambda: street.act("open", street.opening(), two=True, by=getattr(street.cast, who)), "role", APL(15))


def test_an_unknown_step_a_procedure_or_a_matter(street):
    street.open()
    before = everything()
    with pytest.raises(InvalidInput):
        street.act("fly", {})
    with clock.fixed(NOON), pytest.raises(InvalidInput):
        perform(Opening("flying", uuid.uuid4()), "open", by=street.cast.officer, data={}, at=NOON, key=uuid.uuid4(),
                seen=None)  # fmt: skip
    street.matter = uuid.uuid4()
    with pytest.raises(NoMatter):
        street.act("take_note", {"text": "备注"})
    assert everything() == before


def test_words_that_no_step_asks_for(street):
    street.open()
    with pytest.raises(InvalidInput):
        street.act("take_note", {"text": "备注", "stage": "paid"})
