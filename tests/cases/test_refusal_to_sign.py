"""Handed over on the spot: signed for, or the refusal is noted (APL 52)."""

from __future__ import annotations

import pytest
from tests.cases.reading import text_of
from tests.cases.refusing import refuses

from jinwu.law.citations import APL
from jinwu.service.models import ServiceAttempt


@pytest.fixture
def decided(street):
    street.open()
    street.notify()
    street.decide()
    return street


def test_the_refusal_is_noted_and_the_decision_is_served(decided):
    done = decided.refuse()
    assert done.stage == "served"
    assert done.state.ledger.balance() == 100
    assert [mark.guard for mark in done.state.marks] == []
    row = ServiceAttempt.objects.get(matter=decided.matter)
    assert (row.method, row.served, row.attempt) == ("refused", True, 1)


def test_the_note_stands_on_the_decision(decided):
    from jinwu.documents.models import Document

    before = Document.objects.count()
    decided.refuse()
    if Document.objects.count() > before:  # the copy handed over is set when the step says so
        assert "路人在场" in text_of(decided, "served_decision")
    assert decided.last.state.services[-1].note == "当事人拒绝签收，路人在场。"


def test_without_a_note_it_is_not_served(decided):
    refuses(lambda: decided.serve(method="refused", signature=""), "served_properly", APL(52), "note")


def test_without_a_signature_it_is_not_signed_for(decided):
    refuses(lambda: decided.serve(signature=""), "served_properly", APL(52), "signature")


def test_a_refusal_without_a_recording_is_marked(decided):
    done = decided.serve(method="refused", signature="", note="当事人拒绝签收。")
    assert [(mark.guard, mark.basis) for mark in done.state.marks] == [("refusal_recorded", ("APL-47",))]


def test_it_is_served_once(decided):
    decided.serve()
    refuses(decided.serve, "in_order")


def test_the_strokes_of_the_signature_are_personal(decided):
    from tests.cases.street import SIGNATURE

    from jinwu.record.models import Entry

    decided.serve()
    payload = bytes(Entry.objects.get(chain=decided.matter, seq=decided.seen).payload).decode()
    assert SIGNATURE not in payload
