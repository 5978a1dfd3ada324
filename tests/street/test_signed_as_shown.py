"""A signature from the glass belongs to the very bytes that were shown, and is not carried over to others."""

from __future__ import annotations

import uuid

import pytest
from tests.cases.refusing import refuses
from tests.cases.street import SIGNATURE, Street

from jinwu.kit import clock
from jinwu.matters import replay
from jinwu.matters.door import perform, state_of

SLIP = {"what": "place", "text": "德胜街66号门前", "reason": "地点笔误"}


def decided(cast):
    street = Street(cast)
    street.open()
    street.notify()
    street.decide()
    return street


def shown(street):
    return next(one.sha256 for one in reversed(street.last.state.papers) if one.status == "issued")


def test_the_signature_stands_with_the_digest_of_what_was_shown(cast):
    street = decided(cast)
    done = street.serve(shown=shown(street))
    assert done.state.services[-1].shown == done.state.papers[0].sha256
    assert replay.check(street.matter) == []


def test_what_was_signed_before_the_decision_changed_is_refused(cast):
    street = decided(cast)
    before = shown(street)
    street.act("correct", SLIP, two=True)
    refuses(lambda: street.serve(shown=before), "signed_what_was_shown", field="signature")
    assert street.serve(shown=shown(street)).stage == "served"


def test_a_refusal_to_sign_is_recorded_whatever_was_shown(cast):
    street = decided(cast)
    before = shown(street)
    street.act("correct", SLIP, two=True)
    refusal = {"method": "refused", "signature": "", "note": "当事人拒绝签收。", "recorder": "ZFJ0001"}
    assert street.serve(**refusal, shown=before).stage == "served"


def corrected(phone):
    """Somebody corrects the decision while the phone's page is open."""
    row = phone.row
    perform(
        row.pk, "correct", by=phone.cast.officer, partner=phone.cast.partner.officer_id, data=SLIP, at=clock.now(),
        key=uuid.uuid4(), seen=row.head_seq,
    )  # fmt: skip
    return next(one.sha256 for one in reversed(state_of(phone.row).papers) if one.status == "issued")


@pytest.mark.parametrize("newer", [False, True])
def test_the_page_asks_for_a_new_signature_where_the_decision_changed(phone, newer):
    """Whether the phone knows the newer entry (`newer`) or not: the old signature is not on the page that comes back."""
    phone.to_decided()
    phone.open("handover")
    old = phone.hidden()
    new = corrected(phone)
    assert old["shown"] not in ("", new)
    if newer:
        old["seen"] = str(phone.row.head_seq)
    sent = old | {"method": "signed", "signature": SIGNATURE}
    assert phone.send("handover", sent) == ""
    assert phone.hidden()["shown"] == new
    assert SIGNATURE not in phone.answer.content.decode()
    assert phone.row.stage == "decided"
    assert phone.send("handover", phone.hidden() | {"method": "signed", "signature": SIGNATURE}) == phone.url("done"), (
        phone.text
    )


def test_a_draft_keeps_a_signature_only_for_what_was_shown(phone):
    phone.to_decided()
    phone.open("handover")
    kept = phone.hidden() | {"method": "signed", "signature": SIGNATURE}
    phone.browser.post(f"/street/{phone.matter}/save/handover/", kept)
    phone.open("handover")
    assert SIGNATURE in phone.answer.content.decode()
    corrected(phone)
    phone.open("handover")
    assert SIGNATURE not in phone.answer.content.decode()
