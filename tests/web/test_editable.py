"""The editable copy of a document: for whom, of which, made from what the act fixed."""

from __future__ import annotations

import re

import pytest
from tests.cases.ordinary.road import Road
from tests.documents.test_editable import words_of
from tests.web.matters import browser

from jinwu.documents import setting
from jinwu.documents.models import Document
from jinwu.documents.wordings import trial
from jinwu.matters.facts import FactsGone, facts_of
from jinwu.record.models import ReadLog


@pytest.fixture
def decided(cast):
    road = Road(cast).to("decided")
    return {each.template: each for each in Document.objects.filter(matter=road.matter)}


def address(document):
    return f"/documents/{document.pk}/editable/"


def test_the_facts_of_every_document_are_had_again_from_the_record(cast):
    road = Road(cast).to("archived")
    documents = list(Document.objects.filter(matter=road.matter))
    assert len({each.template for each in documents}) > 8
    for document in documents:
        assert facts_of(document).digest == document.context_digest


def test_it_says_what_the_decision_says_and_its_reading_is_recorded(cast, decided):
    decision = decided["penalty_decision"]
    answer = browser(cast.officer).get(address(decision))
    assert answer.status_code == 200
    assert "行政处罚决定书" in answer.headers["Content-Disposition"] or "%E8%A1%8C" in answer["Content-Disposition"]
    printed = re.sub(r"第\d+页共\d+页", "", trial.text_of(setting.read(decision.pk)))
    for half in (decision.context_digest[:8], decision.context_digest[8:16]):
        printed = printed.replace(half, "", 1)
    assert words_of(answer.content) == printed
    assert ReadLog.objects.using("log").filter(what="document.editable", subject=str(decision.pk)).exists()


def test_the_page_offers_it_of_what_goes_out_and_of_nothing_else(cast, decided):
    page = browser(cast.officer).get(f"/matters/{decided['filing_approval'].matter}/").content.decode()
    assert address(decided["penalty_decision"]) in page
    assert address(decided["filing_approval"]) not in page
    assert browser(cast.officer).get(address(decided["filing_approval"])).status_code == 404


def test_a_stranger_finds_nothing(cast, decided):
    assert browser(cast.stranger).get(address(decided["penalty_decision"])).status_code == 404


def test_facts_that_are_no_longer_those_of_the_act_are_told(cast, decided):
    decision = decided["penalty_decision"]
    Document.objects.filter(pk=decision.pk).update(context_digest="0" * 64)
    with pytest.raises(FactsGone):
        facts_of(Document.objects.get(pk=decision.pk))
    answer = browser(cast.officer).get(address(decision))
    assert answer.status_code == 409
    assert "制发的文书" in answer.json()["detail"]


def test_what_was_erased_makes_no_copy(cast):
    road = Road(cast).to("archived")
    road.act("erase_personal", {"classes": ["name"], "reason": "保存期满"}, by=cast.authority_head)
    decision = Document.objects.get(matter=road.matter, template="penalty_decision")
    assert browser(cast.officer).get(address(decision)).status_code == 409
