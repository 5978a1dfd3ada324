"""What stays in the house is fixed by its act and set after it: once, from those facts, by the setter or the first reader."""

from __future__ import annotations

import hashlib
import threading

import pytest
from django.db import connection, connections
from tests.cases.ordinary.road import Road
from tests.cases.reading import text_of
from tests.web.matters import browser

from jinwu.cli.beside import beside
from jinwu.documents import setting, spool
from jinwu.documents.models import Document, PaperToSet
from jinwu.documents.templates import templates
from jinwu.matters import replay
from jinwu.record import verify


@pytest.fixture
def road(cast):
    return Road(cast)


def paper_of(road: Road, key: str):
    return next(one for one in reversed(road.state.papers) if one.paper == key)


def test_an_act_fixes_the_facts_and_sets_nothing_that_stays_in_the_house(road):
    road.to("noticed")
    for one in road.state.papers:
        document = Document.objects.get(pk=one.document)
        assert one.facts == document.context_digest
        inside = templates[document.template].inside
        assert (document.sha256 == "") is inside, one.paper
        assert PaperToSet.objects.filter(pk=one.document).exists() is inside, one.paper
    assert {one.paper for one in road.state.papers if one.sha256} == {"correction_order", "prior_notice"}


def test_whoever_opens_it_first_sets_it_and_the_second_reads_the_same_bytes(road):
    road.to("investigating")
    paper = paper_of(road, "filing_approval")
    first, second = setting.issued(paper.document), setting.issued(paper.document)
    assert first.sha256 == second.sha256 == hashlib.sha256(spool.read(first.sha256)).hexdigest()
    assert (first.pages, PaperToSet.objects.filter(pk=paper.document).exists()) == (1, False)
    assert "立案审批表" in text_of(road, "filing_approval")


def test_the_setter_sets_all_that_waits_and_the_record_still_verifies(road):
    road.to("noticed")
    waiting = PaperToSet.objects.count()
    assert waiting >= 4
    assert setting.set_waiting(most=1) == 1
    assert setting.set_waiting() == waiting - 1
    assert setting.set_waiting() == 0
    assert not Document.objects.filter(sha256="").exists()
    assert replay.check(road.matter) == []
    assert verify.verify(report=lambda line: None).ok


def test_it_is_dated_as_its_act_whenever_it_is_set(road):
    road.to("investigating")
    paper = paper_of(road, "filing_approval")
    kept = PaperToSet.objects.get(pk=paper.document)
    now = setting.read(paper.document)
    Document.objects.filter(pk=paper.document).update(sha256="", pages=0)
    kept.save(force_insert=True)
    road.pass_days(400)
    with road.clock():
        assert setting.read(paper.document) == now


def test_other_facts_than_the_act_fixed_are_not_set(road):
    road.to("investigating")
    waiting = PaperToSet.objects.get(pk=paper_of(road, "filing_approval").document)
    waiting.facts["place"] = "别处"
    waiting.save()
    with pytest.raises(setting.OtherFacts):
        setting.issued(waiting.pk)
    setting.set_waiting()
    assert PaperToSet.objects.get().pk == waiting.pk, "the others are set"
    assert PaperToSet.objects.get(pk=waiting.pk).failed == "OtherFacts"
    assert Document.objects.get(pk=waiting.pk).sha256 == ""


def test_one_that_no_font_can_print_does_not_keep_the_others(road):
    road.to("investigating")
    waiting = PaperToSet.objects.order_by("document__issued_at").first()
    waiting.facts["summary"] = waiting.facts.get("summary", "") + "\U0001f9ff"
    waiting.save()
    with connection.cursor() as cursor:  # as if the act had fixed it so
        from jinwu.documents.render import fixed

        document = Document.objects.get(pk=waiting.pk)
        digest = fixed(document.template, waiting.facts, on=waiting.on).digest
        cursor.execute("UPDATE documents_document SET context_digest = %s WHERE id = %s", [digest, waiting.pk])
    others = PaperToSet.objects.exclude(pk=waiting.pk).count()
    assert setting.set_waiting() == others
    assert PaperToSet.objects.get().failed == "CannotPrint"
    answer = browser(road.cast.officer).get(f"/documents/{waiting.pk}/")
    assert answer.status_code == 503
    assert "无法" in answer.json()["title"] + answer.json()["detail"]


def test_a_stranger_opens_no_document_and_sets_none(road):
    road.to("investigating")
    paper = paper_of(road, "filing_approval")
    assert browser(road.cast.stranger).get(f"/documents/{paper.document}/").status_code == 404
    assert PaperToSet.objects.filter(pk=paper.document).exists()
    answer = browser(road.cast.officer).get(f"/documents/{paper.document}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_two_who_open_it_at_once_read_one_file(committed):
    road = Road(committed)
    road.to("investigating")
    paper = paper_of(road, "filing_approval")
    found, gate = [], threading.Barrier(2)

    def open_it() -> None:
        gate.wait()
        found.append(setting.read(paper.document))
        connections.close_all()

    readers = [threading.Thread(target=open_it) for _ in range(2)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    assert len(found) == 2
    assert found[0] == found[1]


def test_the_setter_beside_the_site_sets_what_waits(committed):
    road = Road(committed)
    road.to("investigating")
    with beside():
        for _ in range(200):
            if not PaperToSet.objects.exists():
                break
            threading.Event().wait(0.05)
    assert not PaperToSet.objects.exists()
    assert paper_of(road, "filing_approval").document in set(Document.objects.values_list("pk", flat=True))
    assert not Document.objects.filter(sha256="").exists()


def test_before_values_are_erased_every_paper_is_set(road):
    road.to("archived")
    assert PaperToSet.objects.exists()
    classes = {"classes": ["name", "number", "address", "contact", "statement"], "reason": "当事人依法申请删除"}
    road.act("erase_personal", classes, by=road.cast.authority_head)
    assert not PaperToSet.objects.exists()
    assert not Document.objects.filter(matter=road.matter, sha256="").exists()
