"""Anybody checks a document by its code, and learns nothing but title, number, day, organ and how it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cases.ordinary.road import Road
from tests.cases.ordinary.test_changed_decision import by_court, change
from tests.cases.ordinary.test_corrected_decision import correct
from tests.cases.street import Street
from tests.portal.codes import scanned
from tests.web.matters import text

from jinwu.documents import setting, spool
from jinwu.documents.models import Document, StoredFile
from jinwu.kit import clock
from jinwu.matters import copies
from jinwu.matters.models import Matter
from jinwu.portal import limits
from jinwu.portal.models import Miss

SITE = "https://cg.example.gov.cn"
UNKNOWN = "没有查到文号与校验码相符的文书"


@pytest.fixture
def street(cast):
    return Street(cast)


@pytest.fixture
def road(cast):
    return Road(cast, amount="4000.00")


@pytest.fixture
def site(settings):
    settings.SITE = SITE


def paper(case, key="on_the_spot_decision"):
    return [one for one in (case.last.state if hasattr(case, "last") else case.state).papers if one.paper == key][-1]


def ask(number="", code="", file=None, **headers):
    sent = {"file": SimpleUploadedFile("x.pdf", file)} if file else {}
    return Client().post("/check/", {"number": number, "code": code} | sent, **headers)


def told(one) -> str:
    """What the page says of a paper, opened by the address of its code."""
    answer = Client().get(f"/check/{one.facts[:32]}")
    assert answer.status_code == 200
    return text(answer)


def test_the_code_of_the_very_document_leads_to_its_page(site, street):
    street.to_served()
    one = paper(street)
    address = scanned(setting.read(one.document))
    assert address == f"{SITE}/check/{one.facts[:32]}"
    page = text(Client().get(address.removeprefix(SITE)))
    for said in ("真实有效", "当场行政处罚决定书", one.number, "测试市城市管理局", "2026年3月10日"):
        assert said in page


def test_the_copies_for_the_party_lead_to_the_decision_that_was_issued(site, street):
    street.to_served()
    for key in ("served_decision", "on_the_spot_slip", "served_slip"):
        made = copies.print_copy(Matter.objects.get(pk=street.matter), key)
        assert scanned(made.pdf) == f"{SITE}/check/{paper(street).facts[:32]}", key


def test_the_copy_of_what_was_corrected_leads_to_the_corrected_one(site, street):
    street.open()
    street.notify()
    street.decide()
    street.act("correct", {"what": "place", "text": "德胜街66号门前", "reason": "地点笔误"}, two=True)
    street.serve()
    made = copies.print_copy(Matter.objects.get(pk=street.matter), "served_decision")
    assert scanned(made.pdf) == f"{SITE}/check/{paper(street, 'corrected_decision').facts[:32]}"


def test_without_a_public_address_the_code_holds_number_and_digest(settings, street):
    settings.SITE = ""
    street.to_served()
    one = paper(street)
    assert scanned(setting.read(one.document)) == f"{one.number} {one.facts[:32]}"


def test_what_stays_in_the_house_bears_no_public_address(site, street):
    street.to_served()
    street.file_record()
    assert SITE not in scanned(setting.read(paper(street, "on_the_spot_filing").document))


@pytest.mark.parametrize(
    "typed",
    [
        lambda number, code: (number, f"{code[:4]} {code[4:8]} {code[8:12]} {code[12:16]}"),
        lambda number, code: (number.replace("〔", "[").replace("〕", "]"), code[:16].upper()),
        lambda number, code: (f" {number.replace('〔', '（').replace('〕', '）')} ", f"{code[:8]}-{code[8:16]}"),
    ],
)
def test_number_and_printed_code_as_people_type_them(street, typed):
    street.to_served()
    one = paper(street)
    assert "真实有效" in text(ask(*typed(one.number, one.facts)))


def test_nothing_of_the_party_or_the_facts_is_shown(street):
    street.to_served()
    state = street.last.state
    page = Client().get(f"/check/{paper(street).facts[:32]}").content.decode()
    party = state.parties[0]
    for secret in (party.name, party.number, party.address, state.place, state.violations[0].facts, "100"):
        assert str(secret) not in page
    assert str(street.matter) not in page


def test_a_file_is_compared_with_the_issued_one_and_not_kept(street):
    street.to_served()
    one = paper(street)
    content = setting.read(one.document)
    before = (StoredFile.objects.count(), spool.path(one.sha256).stat().st_mtime_ns)
    for sent, said in ((content, "与签发的文件完全一致"), (content + b" ", "不是签发的那份文件")):
        page = text(ask(one.number, one.facts[:16], file=sent))
        assert said in page
        assert "真实有效" in page
    assert "文件" not in text(ask(one.number, one.facts[:16])).replace("文书", "")
    assert UNKNOWN in text(ask("无此号", one.facts[:16], file=content)), "a file alone says nothing"
    assert (StoredFile.objects.count(), spool.path(one.sha256).stat().st_mtime_ns) == before


def test_a_file_too_large_is_said(settings, street):
    settings.CHECK_BYTES = 2000
    street.to_served()
    one = paper(street)
    assert ask(one.number, one.facts[:16], file=b"0" * 1000).status_code == 200
    answer = ask(one.number, one.facts[:16], file=b"0" * 2000)
    assert answer.status_code == 422
    assert "文件过大" in text(answer)


def test_what_it_does_not_find_is_told_in_one_way_at_one_price(street):
    """Unknown, of another number, inside the house, too short for the address: page and queries are the same."""
    street.to_served()
    street.file_record()
    one, inside = paper(street), paper(street, "on_the_spot_filing")
    pages, prices = set(), set()
    for number, code in (("", "0" * 32), (inside.number, inside.facts[:32]), ("", inside.facts[:32]),
                         ("无此号", one.facts[:16]), ("", one.facts[:16]), ("", one.facts[:31])):  # fmt: skip
        Miss.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            answer = ask(number, code)
        assert answer.status_code == 404
        assert UNKNOWN in text(answer)
        pages.add(text(answer))
        prices.add(len(captured))
    assert len(pages) == len(prices) == 1
    assert Client().get(f"/check/{one.facts[:31]}").status_code == 404


def test_a_draft_has_no_page(street):
    street.open()
    street.notify()
    assert not Document.objects.filter(matter=street.matter).exists()
    assert ask("", "f" * 32).status_code == 404


def test_what_is_no_code_is_said_and_not_counted(db):
    for code in ("", "xyz", "0" * 15, "g" * 16):
        answer = ask("", code)
        assert answer.status_code == 422
        assert "十六位" in text(answer)
    assert not Miss.objects.exists()


def test_a_corrected_decision_names_the_corrected_one(road):
    road.to("served")
    old = paper(road, "penalty_decision")
    correct(road)
    assert "已更正" in told(old)
    assert "更正" in told(old)
    assert old.number in told(old)
    assert "真实有效" in told(paper(road, "corrected_penalty_decision"))


def test_a_changed_decision_names_the_one_in_its_place(road):
    road.to("served")
    old = paper(road, "penalty_decision")
    change(road)
    new = paper(road, "changed_decision")
    assert "已变更" in told(old)
    assert new.number in told(old)
    assert "真实有效" in told(new)


def test_a_decision_that_a_court_changed_names_the_judgment(road):
    road.to("served")
    by_court(road)
    page = told(paper(road, "penalty_decision"))
    assert "已变更" in page
    assert "（2026）晋0302行初1号" in page


def test_a_revoked_decision_names_its_revocation(road):
    road.to("served")
    old = paper(road, "penalty_decision")
    road.act("revoke", {"party": "p1", "organ": "self", "reason": "主要事实不清。"}, by=road.cast.authority_head)
    page = told(old)
    assert "已撤销" in page
    assert paper(road, "revocation_decision").number in page
    assert "主要事实" not in page
    assert "真实有效" in told(paper(road, "revocation_decision"))


def test_a_decision_on_the_spot_that_was_revoked_or_voided(cast):
    revoked, voided = Street(cast), Street(cast)
    revoked.to_served()
    revoked.act("revoke", {"organ": "self", "reason": "认定错误。"}, by=cast.authority_head)
    assert "已撤销" in told(paper(revoked))
    voided.now += timedelta(hours=1)
    voided.open(place="德胜街8号门前")
    voided.notify()
    voided.decide()
    voided.act("void_form", {"reason": "金额误写"}, two=True)
    assert "已作废" in told(paper(voided))


def test_after_ten_wrong_codes_an_address_waits_and_others_do_not(settings, street):
    street.to_served()
    good = (paper(street).number, paper(street).facts[:16])
    with clock.fixed(street.now):
        for _ in range(settings.CHECK_MISSES - 1):
            assert ask("", "0" * 32).status_code == 404
        assert ask(*good).status_code == 200
        assert ask("", "0" * 32).status_code == 404
        assert ask(*good).status_code == 429
        assert ask("", "0" * 32).status_code == 429
        assert Client().get(f"/check/{paper(street).facts[:32]}").status_code == 429
        assert ask(*good, REMOTE_ADDR="192.0.2.7").status_code == 200
    with clock.fixed(street.now + timedelta(seconds=settings.CHECK_WINDOW)):
        assert ask(*good).status_code == 200
        ask("", "0" * 32)
    assert Miss.objects.count() == 1, "earlier windows are forgotten"
    assert "127.0.0.1" not in str(Miss.objects.values())


@pytest.mark.parametrize(
    ("proxies", "sent", "seen"),
    [(0, "198.51.100.1", "127.0.0.1"), (1, "198.51.100.1", "198.51.100.1"), (1, "1.1.1.1, 198.51.100.1", "198.51.100.1"),
     (2, "198.51.100.1, 10.0.0.1", "198.51.100.1"), (2, "198.51.100.1", "127.0.0.1")],
)  # fmt: skip
def test_only_our_own_proxies_are_believed(settings, rf, proxies, sent, seen):
    settings.PROXIES = proxies
    assert limits.address(rf.get("/check/", HTTP_X_FORWARDED_FOR=sent)) == seen


def test_a_household_has_one_account_whatever_its_address(settings, rf, db):
    settings.CHECK_MISSES = 1
    limits.missed(rf.get("/check/", REMOTE_ADDR="2001:db8:1:2::a"))
    assert limits.exhausted(rf.get("/check/", REMOTE_ADDR="2001:db8:1:2:ffff::b"))
    assert not limits.exhausted(rf.get("/check/", REMOTE_ADDR="2001:db8:1:3::a"))


def test_nothing_is_kept_by_browsers_or_found_by_search_engines(street):
    street.to_served()
    answer = Client().get(f"/check/{paper(street).facts[:32]}")
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "same-origin"
