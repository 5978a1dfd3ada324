"""The form of a step: nothing typed is lost, whatever the door answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import PIN
from tests.web.matters import browser, form, page_of, street, text

from jinwu.kit import clock
from jinwu.matters.models import Draft, Matter, Presence
from jinwu.record.models import Entry, ReadLog, RefusedAttempt

pytestmark = pytest.mark.django_db(databases=["default", "log"])
DECISION = {"amount": "100.00", "tier": "light", "correction": "at_once", "payment": "bank"}


@pytest.fixture
def told(cast):
    """Told and heard; the partner's confirmation still holds."""
    case = street(cast, hours=1)
    case.open()
    case.notify()
    return case


@pytest.fixture
def officer(cast):
    return browser(cast.officer)


def decision(cast, told, **change):
    return form(told, **DECISION, partner=str(cast.partner.officer_id)) | change


def test_the_form_begins_with_what_was_told_and_who_is_there(cast, told, officer):
    sheet = officer.get(page_of(told, "decide")).context["sheet"]
    assert sheet.form["amount"].value == "100.00"
    assert sheet.form["tier"].value == "light"
    assert sheet.partner == cast.partner.officer_id
    assert sheet.partner_until
    assert sheet.seen == 2


def test_a_step_is_taken_and_said(cast, told, officer):
    answer = officer.post(page_of(told, "decide"), decision(cast, told), follow=True)
    assert answer.redirect_chain[-1][0] == page_of(told)
    assert Matter.objects.get(pk=told.matter).stage == "decided"
    assert 'class="toast"' in answer.content.decode()


def test_sending_twice_counts_once(cast, told, officer):
    sent = decision(cast, told)
    officer.post(page_of(told, "decide"), sent)
    again = officer.post(page_of(told, "decide"), sent)
    assert again.status_code == 302
    assert Entry.objects.filter(chain=told.matter, step="decide").count() == 1


def test_a_refusal_keeps_everything_and_says_why_with_the_article(cast, told, officer):
    answer = officer.post(page_of(told, "decide"), decision(cast, told, amount="150.00", correction="done"))
    assert answer.status_code == 422
    sheet = answer.context["sheet"]
    assert sheet.form["amount"].value == "150.00"
    assert sheet.form["correction"].value == "done"
    assert sheet.form["amount"].errors
    assert sheet.refused[0]["basis"]
    assert 'role="alert"' in answer.content.decode()
    assert Matter.objects.get(pk=told.matter).stage == "noticed"
    assert RefusedAttempt.objects.using("log").filter(chain=told.matter).count() == 1


def test_something_unreadable_is_said_beside_its_field(cast, told, officer):
    answer = officer.post(page_of(told, "decide"), decision(cast, told, amount="一百", at="gestern"))
    assert answer.status_code == 422
    sheet = answer.context["sheet"]
    assert sheet.form["amount"].value == "一百"
    assert sheet.form["amount"].errors
    assert sheet.errors["at"]
    assert sheet.at == "gestern"


def test_a_stale_form_is_told_what_happened_and_may_be_sent_again(cast, told, officer):
    sent = decision(cast, told)
    told.act("take_note", {"text": "补记"})
    answer = officer.post(page_of(told, "decide"), sent)
    assert answer.status_code == 409
    assert answer.context["since"][0]["by"] == "郝文斌"
    sheet = answer.context["sheet"]
    assert sheet.form["amount"].value == "100.00"
    again = officer.post(page_of(told, "decide"), sent | {"key": str(sheet.key), "seen": str(sheet.seen)})
    assert again.status_code == 302


def test_the_partners_code_confirms_him(cast, told, officer):
    Presence.objects.all().delete()
    wrong = officer.post(page_of(told, "decide"), decision(cast, told, pin="918273"))
    assert wrong.status_code == 422
    assert wrong.context["sheet"].errors["pin"]
    assert "918273" not in wrong.content.decode()
    right = officer.post(page_of(told, "decide"), decision(cast, told, pin=PIN))
    assert right.status_code == 302


def test_an_expired_confirmation_is_asked_for_again(cast, told, officer):
    Presence.objects.update(valid_until=clock.now() - timedelta(minutes=1))
    answer = officer.post(page_of(told, "decide"), decision(cast, told))
    assert answer.status_code == 422
    assert answer.context["sheet"].errors["partner"]


def test_a_partner_who_is_missing_expired_or_oneself_is_refused(cast, told, officer):
    for partner in ("", str(cast.officer.officer_id), str(cast.expired.officer_id), "x", "9" * 40):
        answer = officer.post(page_of(told, "decide"), decision(cast, told, partner=partner))
        assert answer.status_code == 422, partner


def test_the_future_is_refused_and_the_past_needs_a_reason(cast, told, officer):
    late = officer.post(page_of(told, "decide"), decision(cast, told, at="2026-11-25T10:00"))
    assert late.status_code == 422
    assert late.context["sheet"].errors["at"]
    early = officer.post(page_of(told, "decide"), decision(cast, told, at="2026-11-12T10:00"))
    assert early.status_code == 422
    assert early.context["sheet"].late_field.errors
    assert early.context["sheet"].opened_late


def test_a_draft_is_kept_without_the_code_and_gone_when_the_step_is_taken(cast, told, officer):
    sent = decision(cast, told, amount="80.00", pin="274918", recheck="\0")
    kept = officer.post(page_of(told, "decide") + "draft/", sent)
    assert kept.status_code == 200
    draft = Draft.objects.get(user=cast.officer)
    assert "274918" not in str(draft.data)
    sheet = officer.get(page_of(told, "decide")).context["sheet"]
    assert sheet.form["amount"].value == "80.00"
    assert "80.00" in officer.get(page_of(told, "decide")).content.decode()
    assert text(officer.get("/today/")).count("赵建平擅自占用城市道路案") >= 1
    officer.post(page_of(told, "decide"), decision(cast, told))
    assert not Draft.objects.exists()


def test_a_draft_is_ones_own_and_can_be_thrown_away(cast, told, officer):
    officer.post(page_of(told, "notify") + "draft/", decision(cast, told))
    assert browser(cast.partner).get(page_of(told, "notify")).context["sheet"].kept == {}
    officer.post(page_of(told, "notify") + "draft/", {"discard": "1"})
    assert not Draft.objects.exists()


def test_a_draft_far_too_long_is_not_kept(cast, told, officer):
    answer = officer.post(page_of(told, "decide") + "draft/", decision(cast, told, late_reason="长" * 300_000))
    assert answer.status_code == 413


def test_the_preview_is_a_picture_of_the_paper_and_writes_nothing(cast, told, officer):
    before = Entry.objects.count()
    answer = officer.post(page_of(told, "decide") + "paper/", decision(cast, told))
    assert answer.status_code == 200
    assert answer.content.startswith(b"\x89PNG")
    assert int(answer["X-Pages"]) >= 1
    unfinished = officer.post(page_of(told, "decide") + "paper/", decision(cast, told, amount="x"))
    assert unfinished.status_code == 422
    assert unfinished.json()["detail"]
    assert Entry.objects.count() == before
    assert Matter.objects.get(pk=told.matter).number == ""


def test_the_preview_shows_numbers_in_full_so_the_reading_is_recorded_once_a_day(cast, told, officer):
    for _ in range(3):
        officer.post(page_of(told, "decide") + "paper/", decision(cast, told))
    log = ReadLog.objects.using("log").get(what="preview")
    assert (log.user, log.subject, log.reason) == (cast.officer.pk, str(told.matter), "decide")


def test_a_stranger_reaches_no_form(cast, told):
    stranger = browser(cast.stranger)
    for tail in ("", "draft/", "paper/"):
        assert stranger.post(page_of(told, "decide") + tail, decision(cast, told)).status_code == 404


def test_another_matters_key_is_not_taken_for_this_act(cast, told, officer):
    other = street(cast, hours=2)
    other.open(place="另一处")
    sent = decision(cast, told)
    officer.post(page_of(other, "take_note"), form(other, text="说明", key=sent["key"]))
    answer = officer.post(page_of(told, "decide"), sent)
    assert answer.status_code == 409
    assert answer.context["sheet"].key_reused
    assert answer.context["sheet"].form["amount"].value == "100.00"
