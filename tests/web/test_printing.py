"""Printing in batches: the papers of a day as issued, labels for their envelopes, the papers of a sitting."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest
from tests.cases.ordinary.committees import Committee
from tests.cases.ordinary.hearings import set_profile
from tests.cases.ordinary.road import Road
from tests.cases.street import Street
from tests.web.matters import browser, text

from jinwu.documents import setting
from jinwu.documents.models import Document
from jinwu.documents.wordings.trial import text_of
from jinwu.record.models import ReadLog


@pytest.fixture
def road(cast):
    return Road(cast).to("decided")


def papers(road):
    return list(Document.objects.filter(matter=road.matter).exclude(number=None).order_by("issued_at", "pk"))


def outward(road, *keys):
    return [one for one in papers(road) if one.template in keys]


def ask(user, documents, answer="print", **more):
    day = documents[0].issued_at.astimezone().date() if documents else None
    place = f"/printing/?day={day.isoformat()}" if day else "/printing/"
    return browser(user).post(place, {"paper": [str(one.pk) for one in documents], "answer": answer} | more)


def sheets(answer):
    return pikepdf.Pdf.open(io.BytesIO(answer.content)).pages


def test_the_papers_of_a_day_are_listed_and_nothing_else(cast, road):
    (decision,) = outward(road, "penalty_decision")
    day = decision.issued_at.date()
    shown = text(browser(cast.officer).get(f"/printing/?day={day.isoformat()}"))
    assert decision.number.text in shown
    assert "案件调查终结报告" not in shown
    assert "当日没有制发文书" in text(browser(cast.officer).get(f"/printing/?day={(day - timedelta(400)).isoformat()}"))
    assert "批量打印" in text(browser(cast.officer).get("/printing/?day=nonsense"))


def test_they_come_as_one_file_page_by_page_as_issued(cast, road):
    (notice,) = outward(road, "prior_notice")
    answer = ask(cast.officer, [notice])
    assert answer["Content-Type"] == "application/pdf"
    assert text_of(answer.content) == text_of(setting.read(notice.pk))
    assert ReadLog.objects.using("log").filter(what="print", subject=str(notice.pk)).exists()


@pytest.mark.parametrize(("duplex", "even"), [("", None), ("1", True)])
def test_for_both_sides_each_begins_on_a_sheet_of_its_own(cast, duplex, even):
    street = Street(cast)
    street.to_served()
    (slip,) = Document.objects.filter(matter=street.matter, template="on_the_spot_decision")
    pages = len(sheets(ask(cast.officer, [slip], duplex=duplex)))
    assert pages == (slip.pages + slip.pages % 2 if even else slip.pages)


def test_one_label_for_what_lies_in_one_envelope(cast, road):
    (decision,) = outward(road, "penalty_decision")
    said = text_of(ask(cast.officer, [decision], "labels").content)
    party = road.state.parties[0]
    assert party.name in said
    assert "".join(party.address.split()) in said
    assert decision.number.text in said
    assert "测试市城市管理局" in said


def test_the_confirmed_address_goes_before(cast):
    road = Road(cast).to("rechecked")
    road.act("confirm_address", {"party": "p1", "address": "测试市确认路堃字8号"})
    road.decide()
    assert "测试市确认路堃字8号" in text_of(ask(cast.officer, outward(road, "penalty_decision"), "labels").content)


def test_nothing_ticked_is_told(cast, road):
    answer = ask(cast.officer, [])
    assert answer.status_code == 422
    assert "没有勾选文书" in text(answer)


def test_what_one_may_not_see_is_not_printed(cast, road):
    documents = outward(road, "penalty_decision")
    assert ask(cast.stranger, documents).status_code == 422
    assert browser(cast.administrator).get("/printing/").status_code == 403


def test_the_papers_of_a_sitting_in_the_order_of_its_agenda(cast):
    set_profile("committee.line", {"person": 500, "organisation": 500})
    case = Committee(cast).to("rechecked")
    head = browser(cast.authority_head)
    with case.clock():
        page = head.get("/sitting/").content.decode()
        place = next(
            part.split('"')[0].replace("&amp;", "&") for part in page.split('href="') if "/sitting/papers/" in part
        )
        answer = head.get(place)
        with pikepdf.Pdf.open(io.BytesIO(answer.content)) as made, made.open_outline() as outline:
            marks = [(top.title, [one.title for one in top.children]) for top in outline.root]
        assert browser(cast.officer).get(place).status_code == 403
        other = "bureau" if "level=team" in place else "team"
        assert head.get(f"/sitting/papers/?level={other}").status_code == 404
    ((title, inside),) = marks
    assert title.startswith("1. ")
    assert [one.split("　")[0] for one in inside][:3] == ["案件调查终结报告", "法制审核意见书", "行政处罚事先告知书"]
