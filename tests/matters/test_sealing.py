"""Every use of the seal is recorded: what waits for it, many at once, never on a void paper, twice only with a reason."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cases.ordinary.road import Road
from tests.cases.refusing import refuses
from tests.cases.street import Street
from tests.documents.certificates import PASSWORD, certificate
from tests.web.matters import browser, text

from jinwu.documents import setting, spool
from jinwu.kit import clock
from jinwu.matters import replay, scope, sealing
from jinwu.matters.errors import InvalidInput
from jinwu.matters.models import MatterSeal

WHO = {"approved_by": "王局长"}


@pytest.fixture
def road(cast):
    return Road(cast, amount="4000.00").to("served")


@pytest.fixture
def now(road):
    with clock.fixed(road.now):
        yield road.now


def key(case, paper="penalty_decision"):
    return next(one.key for one in case.state.papers if one.paper == paper)


def waiting(user) -> set[str]:
    return set(sealing.waiting(user).values_list("paper", flat=True))


def test_a_use_of_the_seal_stands_in_the_record_and_the_register(road, cast):
    road.act("seal", {"paper": key(road), "copies": 3, "seal": "organ", "remark": "送达一份"} | WHO, by=cast.archivist)
    row = MatterSeal.objects.get(matter=road.matter)
    assert (row.copies, row.seal, row.approved_by, row.by, row.again) == (3, "organ", "王局长", cast.archivist.name, "")
    assert row.number == road.state.number
    assert replay.check(road.matter) == []


def test_a_second_use_needs_a_reason(road, cast):
    road.act("seal", {"paper": key(road)} | WHO, by=cast.archivist)
    once_more = {"paper": key(road)} | WHO
    refuses(lambda: road.act("seal", once_more, by=cast.archivist), "sealed_once", field="again")
    refuses(lambda: road.act("seal", once_more | {"again": "  "}, by=cast.archivist), "sealed_once", field="again")
    road.act("seal", once_more | {"again": "加印一份存档"}, by=cast.unit_head)
    assert [one.again for one in road.state.seals] == ["", "加印一份存档"]


def test_a_void_or_unknown_paper_is_not_sealed(cast):
    street = Street(cast)
    street.open()
    street.notify()
    paper = street.decide().state.papers[0].key
    refuses(lambda: street.act("seal", {"paper": "d99"} | WHO, by=cast.archivist), "paper_known", field="paper")
    street.act("void_form", {"reason": "金额误写"}, two=True)
    refuses(lambda: street.act("seal", {"paper": paper} | WHO, by=cast.archivist), "paper_known", field="paper")


def test_who_keeps_no_seal_uses_none(road, cast):
    refuses(lambda: road.act("seal", {"paper": key(road)} | WHO), "role")


@pytest.mark.parametrize("wrong", [{"copies": 0}, {"copies": 501}, {"approved_by": ""}, {"seal": "x"}])
def test_what_is_no_use_of_the_seal(road, cast, wrong):
    with pytest.raises(InvalidInput):
        road.act("seal", {"paper": key(road)} | WHO | wrong, by=cast.archivist)


def test_outward_papers_wait_until_they_are_sealed(road, cast, now):
    assert waiting(cast.archivist) == {"prior_notice", "penalty_decision"} | (
        waiting(cast.archivist) & {"correction_order"}
    )
    assert not waiting(cast.archivist) & {"filing_approval", "service_receipt"}, "what stays in the house"
    assert waiting(cast.stranger) == set()
    with clock.fixed(now + sealing.RECENT + timedelta(days=1)):
        assert waiting(cast.archivist) == set(), "old ones are not asked for"


def test_forms_sealed_in_advance_do_not_wait(cast):
    street = Street(cast)
    street.to_served()
    with clock.fixed(street.now):
        assert waiting(cast.archivist) == set()


def test_several_papers_of_one_matter_are_sealed_at_once(road, cast, now):
    papers = list(sealing.waiting(cast.archivist))
    assert len(papers) >= 2
    with clock.fixed(now + timedelta(minutes=1)):
        results = sealing.seal(cast.archivist, papers, {"copies": 2} | WHO, clock.now())
        assert {type(answer).__name__ for _paper, answer in results} == {"Done"}
        assert waiting(cast.archivist) == set()
    assert MatterSeal.objects.filter(copies=2).count() == len(papers)
    assert replay.check(road.matter) == []


def test_the_page_seals_what_is_ticked_and_says_what_is_wrong(road, cast, now):
    keeper = browser(cast.archivist)
    papers = list(sealing.waiting(cast.archivist))
    ticked = [str(papers[0].pk)]
    assert "没有选择文书" in text(keeper.post("/seals/", {"copies": "1"} | WHO))
    wrong = keeper.post("/seals/", {"paper": ticked, "copies": "0", "seal": "organ"} | WHO)
    assert wrong.status_code == 422
    assert "有内容未填写" in text(wrong)
    assert keeper.post("/seals/", {"paper": ticked, "copies": "2", "seal": "special"} | WHO).status_code == 302
    assert papers[0].title not in text(keeper.get("/seals/")) or len(papers) > 1
    register = text(keeper.get("/registers/seal_uses/?seal=special"))
    assert "执法专用章" in register
    assert papers[0].number in register
    assert papers[0].number not in text(keeper.get("/registers/seal_uses/?again=again"))
    assert browser(cast.officer).get("/seals/").status_code == 403


@pytest.fixture
def certified(settings, tmp_path):
    file, _made = certificate(tmp_path, datetime(2020, 1, 1, tzinfo=clock.ZONE))
    settings.SEAL_FILE, settings.SEAL_PASSWORD = str(file), PASSWORD


def test_an_electronic_seal_is_a_file_beside_the_issued_one(certified, road, cast):
    road.act("seal", {"paper": key(road), "electronic": True} | WHO, by=cast.archivist)
    use = road.state.seals[-1]
    issued = setting.read(next(one.document for one in road.state.papers if one.key == use.paper))
    sealed = spool.read(use.file)
    assert sealed.startswith(issued)
    assert len(sealed) > len(issued)
    assert len(use.certificate) == 64
    assert MatterSeal.objects.get(file=use.file).certificate == use.certificate
    assert replay.check(road.matter) == []
    with clock.fixed(road.now):
        assert scope.may_open_file(cast.officer, use.file)
        assert not scope.may_open_file(cast.stranger, use.file)
        assert browser(cast.archivist).get(f"/files/{use.file}/").status_code == 200
        assert f"/files/{use.file}/" in browser(cast.archivist).get(f"/matters/{road.matter}/").content.decode()
        assert use.file[:8] in text(browser(cast.archivist).get("/registers/seal_uses/?file=file"))


def test_without_a_certificate_the_seal_on_paper_is_still_recorded(settings, road, cast):
    settings.SEAL_FILE = ""
    data = {"paper": key(road)} | WHO
    refuses(lambda: road.act("seal", data | {"electronic": True}, by=cast.archivist), "ready")
    road.act("seal", data, by=cast.archivist)
    assert road.state.seals[-1].file == ""


def test_the_page_offers_the_electronic_seal_where_there_is_one(certified, road, cast, now):
    keeper = browser(cast.archivist)
    assert 'name="electronic"' in keeper.get("/seals/").content.decode()
    ticked = [str(one.pk) for one in sealing.waiting(cast.archivist)]
    sent = {"paper": ticked, "copies": "1", "seal": "organ", "electronic": "on"} | WHO
    assert keeper.post("/seals/", sent).status_code == 302
    assert MatterSeal.objects.exclude(file="").count() == len(ticked)
