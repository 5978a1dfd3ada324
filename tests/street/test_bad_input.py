"""Each bad input gets a clear answer: what is wrong, which article, what next. Nothing is lost, nothing half-written."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.cases.street import give_forms, resident_id
from tests.cast import PIN
from tests.street.conftest import NOW, Phone

from jinwu.kit import clock
from jinwu.matters.models import Matter
from jinwu.record.models import Entry, RefusedAttempt


def child(age: int) -> str:
    return resident_id(birth=f"{NOW.year - age}0309")


def nothing_written(phone: Phone) -> bool:
    return phone.row is None and not Entry.objects.exists()


# 1 当事人


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (resident_id()[:-1] + "5", "校验码不符"),
        (resident_id()[:-1], "18位"),
        ("140303800229123", "第一代"),
        ("14030319790231001X", "出生日期"),
    ],
)
def test_a_wrong_identity_number(phone, number, said):
    assert phone.party(**{"party.number": number}) == ""
    assert phone.answer.status_code == 422
    assert said in phone.text
    assert "重新录入" in phone.text or "现行" in phone.text, "what to do next"
    assert "赵建平" in phone.answer.content.decode(), "what was typed stays"
    assert nothing_written(phone)


def test_a_wrong_credit_code(phone):
    wrong = {"party.kind": "organisation", "party.number": "91140300MA0HNH2Y8J", "party.legal_representative": "李晨光"}
    assert phone.party(**wrong) == ""
    assert "校验" in phone.text
    assert nothing_written(phone)


def test_a_wrong_number_is_told_while_one_types(phone):
    phone.send("check", phone.who(**{"party.number": resident_id()[:-1] + "5"}))
    assert "校验码不符" in phone.text
    phone.send("check", phone.who(**{"party.number": "140303"}))
    assert "公民身份号码为18位，现输入了6位" in phone.text
    assert "err" not in phone.answer.content.decode(), "a number still being typed is not wrong yet"


def test_a_child_under_14_is_refused_on_the_first_page(phone):
    assert phone.party(**{"party.number": child(13)}) == ""
    assert "不予处罚" in phone.text
    assert "第三十条" in phone.text
    assert "监护人" in phone.text, "what to do next"
    phone.send("check", phone.who(**{"party.number": child(13)}))
    assert "第三十条" in phone.text
    assert nothing_written(phone)


def test_a_violation_that_is_fined_only_after_an_order(phone):
    assert phone.party(violation="gas.user") == ""
    assert "第二十八条" in phone.text
    order = {"prior.document": "责改字12号", "prior.ordered_on": "2026-02-01", "prior.outcome": "overdue"}
    assert phone.party(violation="gas.user", **order) == phone.url("facts"), phone.text


# 2 事实


def test_a_time_in_the_future(phone):
    phone.party()
    ahead = (NOW + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    assert phone.facts(act_from=ahead) == ""
    assert "第四十条" in phone.text
    assert "桃北中街66号" in phone.answer.content.decode()
    assert nothing_written(phone)


@pytest.mark.parametrize(
    ("amount", "tier", "said", "article"),
    [
        ("10", "light", "较轻", "第三十四条"),
        ("300", "normal", "200.00元限额", "第五十一条"),
        ("30000", "light", "20,000.00", "第七十六条"),
    ],
)
def test_a_fine_outside_the_range_or_above_the_limit(phone, amount, tier, said, article):
    phone.party()
    assert phone.facts(amount=amount, tier=tier) == ""
    assert phone.answer.status_code == 422
    assert said in phone.text
    assert article in phone.text
    assert f'value="{amount}"' in phone.answer.content.decode()
    assert nothing_written(phone)


def test_the_limit_itself_may_be_imposed(phone):
    phone.party()
    assert phone.facts(amount="200") == phone.url("decision"), phone.text


def test_a_partner_who_is_not_there(phone):
    phone.party()
    assert phone.facts(pin="") == ""
    assert "王婧" in phone.text
    assert "第四十二条" in phone.text
    assert nothing_written(phone)
    assert RefusedAttempt.objects.using("log").filter(chain=phone.matter, step="open").exists()


def test_a_wrong_code_of_the_partner(phone):
    phone.party()
    assert phone.facts(pin="000001") == ""
    assert "不是王婧的确认码" in phone.text
    assert "000001" not in phone.answer.content.decode(), "a code is never shown again"
    assert nothing_written(phone)


def test_nobody_named_as_partner(phone):
    phone.party()
    assert phone.facts(partner="", pin="") == ""
    assert "第四十二条" in phone.text
    assert nothing_written(phone)


def test_a_partner_whose_certificate_expired_cannot_be_named(phone):
    phone.party()
    page = phone.open("facts")
    assert "王婧" in page
    assert "赵明" not in page
    assert phone.facts(partner=str(phone.cast.expired.officer_id)) == ""
    assert "从列表中选择" in phone.text
    assert nothing_written(phone)


def test_an_officer_whose_certificate_expired(cast):
    phone = Phone(cast)
    phone.browser.force_login(cast.expired)
    give_forms(cast, cast.expired, NOW.date())
    phone.answer = phone.browser.get("/street/")
    assert "2022年6月30日" in phone.text
    assert "第四十二条" in phone.text
    phone.party()
    assert phone.facts() == ""
    assert "第四十二条" in phone.text
    assert nothing_written(phone)


def test_words_that_were_not_told(phone):
    phone.party()
    sent = phone.who() | phone.seen()
    del sent["told_rights"]
    assert phone.send("facts", sent) == ""
    assert "第四十四条" in phone.text
    assert nothing_written(phone)


# 3 决定, 4 送达


def test_a_second_fine_for_one_act(phone, cast):
    phone.to_decided()
    again = Phone(cast, browser=phone.browser)
    again.party()
    assert again.facts() == again.url("decision"), again.text
    assert again.decision() == ""
    assert "第二十九条" in again.text
    assert phone.row.number in again.text
    assert again.row.stage == "noticed"


def test_a_decision_heavier_than_what_was_told(phone):
    phone.party()
    phone.facts()
    assert phone.decision(amount="150") == ""
    assert "第四十五条" in phone.text
    assert phone.row.stage == "noticed"


def test_cash_above_the_small_amount_needs_its_ground(phone):
    phone.party()
    phone.facts(amount="200")
    assert phone.decision(amount="200") == ""
    assert "第六十八条" in phone.text
    assert phone.decision(amount="200", payment="bank") == phone.url("handover"), phone.text


def test_no_form_left(cast):
    phone = Phone(cast)
    phone.browser.force_login(cast.unit_head)
    phone.answer = phone.browser.get("/street/")
    assert "编号文书还剩0张" in phone.text
    assert "第五十二条" in phone.text
    phone.party()
    assert phone.facts() == phone.url("decision"), phone.text
    assert phone.decision() == ""
    assert "第五十二条" in phone.text


def test_a_signature_that_is_missing(phone):
    phone.to_decided()
    assert phone.handover(signature="") == ""
    assert "第五十二条" in phone.text
    assert "0028819" in phone.answer.content.decode(), "the receipt stays"
    assert phone.row.stage == "decided"
    assert phone.handover(method="refused", signature="") == ""
    assert "第五十二条" in phone.text
    refused = {"method": "refused", "signature": "", "note": "当事人拒签，路人李某在场", "recorder": "ZFJ0001"}
    assert phone.handover(**refused) == phone.url("done"), phone.text


def test_cash_without_a_receipt_holds_nothing_up_halfway(phone):
    phone.to_decided()
    assert phone.handover(receipt="") == ""
    assert "票据号" in phone.text
    assert phone.row.stage == "decided", "neither handed over nor collected"


def test_a_receipt_that_stands_in_another_matter(phone, cast):
    phone.to_decided()
    phone.handover()
    other = Phone(cast, browser=phone.browser)
    other.party(**{"party.number": resident_id(serial=3), "party.name": "钱进"})
    other.send("facts", other.who(**{"party.number": resident_id(serial=3), "party.name": "钱进"}) | other.seen())
    other.decision()
    assert other.handover() == ""
    assert other.row.stage == "served", "the decision was handed over"
    assert "0028819" in other.text
    assert "交付当事人" not in other.text, "only the cash is left on the page"
    sent = other.hidden() | {"amount": "100", "receipt": "0028820"}
    assert other.send("handover", sent) == other.url("done"), other.text


# out of order, stale, twice


def test_a_step_out_of_order(phone):
    phone.party()
    phone.facts()
    assert phone.send("handover", {"method": "refused", "note": "不在", "seen": "2"}) == ""
    assert phone.answer.status_code == 422
    assert "作出当场处罚决定" in phone.text or "下一步" in phone.text
    assert phone.row.stage == "noticed"
    assert phone.browser.get(phone.url("handover")).url == phone.url("decision")


def test_a_stale_form(phone):
    phone.party()
    phone.facts()
    phone.open("decision")
    built_on = phone.hidden()
    phone.open("facts")
    told_anew = phone.hidden() | {
        "told_facts": "on", "told_rights": "on", "amount": "50", "tier": "light", "recheck": "none"
    }  # fmt: skip
    assert phone.send("facts", told_anew) == phone.url("decision"), phone.text
    assert (
        phone.send("decision", built_on | {"amount": "50", "tier": "light", "payment": "bank", "correction": "at_once"})
        == ""
    )
    assert phone.answer.status_code == 409
    assert "郝文斌" in phone.text, "who acted in between"
    assert 'value="50"' in phone.answer.content.decode()
    sent = phone.hidden() | {"amount": "50", "tier": "light", "payment": "bank", "correction": "at_once"}
    assert phone.send("decision", sent) == phone.url("handover"), phone.text


def test_the_same_page_sent_twice_is_recorded_once(phone):
    phone.party()
    sent = phone.who() | phone.seen()
    assert phone.send("facts", sent) == phone.url("decision")
    assert phone.send("facts", sent) == phone.url("decision"), phone.text
    phone.open("decision")
    sent = phone.hidden() | {
        "amount": "100",
        "tier": "light",
        "payment": "on_the_spot",
        "ground": "small",
        "correction": "at_once",
    }
    assert phone.send("decision", sent) == phone.url("handover")
    assert phone.send("decision", sent) == phone.url("handover"), phone.text
    phone.open("handover")
    sent = phone.hidden() | {"method": "signed", "signature": "M1 1L2 2", "cash": "on", "amount": "100", "receipt": "7"}
    assert phone.send("handover", sent) == phone.url("done")
    assert phone.send("handover", sent) == phone.url("done"), phone.text
    assert Matter.objects.count() == 1
    assert phone.row.head_seq == 5


def test_the_same_page_with_other_contents_is_told_and_changes_nothing(phone):
    phone.party()
    phone.facts()
    assert phone.facts(amount="60", facts="另一件事的经过。") == f"/street/{phone.matter}/"
    phone.answer = phone.browser.get(f"/street/{phone.matter}/", follow=True)
    assert "已从另一页面记入" in phone.text
    assert phone.row.head_seq == 2


# files


def photograph(cut: int = 0) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.effect_noise((320, 240), 40).convert("RGB").save(out, "JPEG")
    content = out.getvalue()
    return SimpleUploadedFile("现场.jpg", content[: len(content) - cut], "image/jpeg")


def test_a_file_cut_short(phone):
    answer = phone.browser.post("/files/", {"file": photograph(cut=3000)}, HTTP_ACCEPT="application/json")
    assert answer.status_code == 422
    assert "不完整" in answer.json()["detail"]
    phone.party()
    assert phone.facts(photos=["0" * 64], **{"photos.taken": [""]}) == ""
    assert "第四十六条" in phone.text
    assert nothing_written(phone)


def test_a_whole_photograph_becomes_evidence_with_its_time(phone):
    sha256 = phone.browser.post("/files/", {"file": photograph()}, HTTP_ACCEPT="application/json").json()["sha256"]
    phone.party()
    taken = (NOW - timedelta(minutes=5)).isoformat()
    assert phone.facts(photos=[sha256], **{"photos.taken": [taken]}) == phone.url("decision"), phone.text
    held = phone.row.state["evidence"][0]
    assert held["sha256"] == sha256
    assert held["taken_at"].startswith("2026-03-10T11:55")


# other people


def test_somebody_elses_draft_is_nobodys(phone, cast):
    phone.party()
    other = Phone(cast, browser=Client(), matter=phone.matter)
    other.browser.force_login(cast.partner)
    assert "赵建平" not in other.open("party")
    assert other.send("party", other.who()) == ""
    assert other.answer.status_code == 404


def test_a_stranger_finds_no_matter(phone, cast):
    phone.party()
    phone.facts()
    phone.browser.force_login(cast.stranger)
    for page in ("party", "facts", "decision", "handover", "done", "picture"):
        assert phone.browser.get(phone.url(page)).status_code == 404


def test_the_partner_must_confirm_anew_when_his_confirmation_has_run_out(phone):
    phone.party()
    phone.facts()
    with clock.fixed(NOW + timedelta(hours=20)):
        phone.browser.force_login(phone.cast.officer)
        assert "确认码" in phone.open("decision")
        sent = phone.hidden() | {"amount": "100", "tier": "light", "payment": "bank", "correction": "at_once"}
        partner = str(phone.cast.partner.officer_id)
        assert phone.send("decision", sent | {"partner": partner}) == ""
        assert "第四十二条" in phone.text
        assert phone.send("decision", sent | {"partner": partner, "pin": PIN}) == phone.url("handover"), phone.text
