"""The pages of forms: a wording is written, tried, approved by another, and borne by the papers from its day on."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.cases.ordinary.road import Road
from tests.web.matters import browser, text

from jinwu.bureau.models import RoleHolding, User
from jinwu.bureau.queries import forget_roles
from jinwu.documents import setting
from jinwu.documents.models import Document, Wording
from jinwu.documents.templates import templates
from jinwu.documents.wordings import force, trial
from jinwu.kit import clock

NOON = datetime(2026, 3, 20, 12, tzinfo=clock.ZONE)
NOTICE = templates["prior_notice"]
NATIONAL = NOTICE.on(NOON.date()).source
OURS = NATIONAL.replace("#with-seal[特此告知。]", "#with-seal[特此告知。法制机构电话：0000-0000000。]")
WRITE = "/forms/prior_notice/write/"


@pytest.fixture
def noon(cast):
    with clock.fixed(NOON):
        yield


@pytest.fixture
def reviewer(cast, noon):
    return browser(cast.reviewer)


@pytest.fixture
def head(cast, noon):
    return browser(cast.authority_head)


def send(reviewer, answer="hand_in", source=OURS, since=date(2026, 3, 21), reason="写明电话", seen=""):
    return reviewer.post(
        WRITE, {"source": source, "since": since.isoformat(), "reason": reason, "answer": answer, "seen": seen}
    )


def test_every_form_is_listed_with_what_it_is_set_with(reviewer):
    shown = text(reviewer.get("/forms/"))
    for paper in templates:
        assert paper.chinese in shown
    assert "通用文本第1版" in shown


def test_a_form_shows_its_pages_with_made_up_facts(reviewer):
    assert "行政处罚事先告知书" in text(reviewer.get("/forms/prior_notice/"))
    assert reviewer.get("/forms/prior_notice/page/1/").content[:4] == b"\x89PNG"
    assert reviewer.get("/forms/prior_notice/page/9/").status_code == 404
    assert reviewer.get("/forms/nothing/").status_code == 404


def test_the_preview_follows_what_is_typed(reviewer):
    shown = reviewer.post("/forms/prior_notice/look/", {"source": OURS, "fill": "long"})
    assert shown.content[:4] == b"\x89PNG"
    assert int(shown["X-Pages"]) > 5
    wrong = reviewer.post("/forms/prior_notice/look/", {"source": OURS + "#d.nobody"})
    assert wrong.status_code == 422
    assert "没有字段“nobody”" in wrong.json()["detail"]


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(reviewer):
    answer = send(reviewer, source=OURS.replace("#seal(d.issued_on)", ""))
    assert answer.status_code == 422
    assert "未载明“2023年" in text(answer)
    assert "法制机构电话" in answer.content.decode()
    assert Wording.objects.get().status == "draft"
    assert send(reviewer, seen=Wording.objects.get().digest).status_code == 302


def test_from_its_day_on_cases_bear_it_and_older_ones_keep_theirs(cast, reviewer, head):
    page = send(reviewer).url
    assert "等待另一人批准" in text(reviewer.get(page))
    assert browser(cast.officer).get(page).status_code == 403
    refused = reviewer.post(f"{page}decide/", {"answer": "approve"})
    assert refused.status_code == 422
    assert "由您本人起草" in text(refused)
    assert "＋" in text(head.get(page))
    assert head.post(f"{page}decide/", {"answer": "approve"}).status_code == 302
    force.forget()
    before, after = (_noticed(cast, NOON + timedelta(days=days)) for days in (0, 3))
    said = {document.pk: trial.text_of(setting.read(document.pk)) for document in (before, after)}
    assert "法制机构电话" not in said[before.pk]
    assert "法制机构电话：0000-0000000" in said[after.pk]
    row = Wording.objects.get()
    assert (before.wording_id, after.wording_id) == (None, row.pk)
    assert before.context_digest != after.context_digest
    with clock.fixed(NOON + timedelta(days=4)):
        assert "施行中" in text(head.get(page))
        assert "停用" in text(head.post(f"{page}decide/", {"answer": "stop", "reason": "电话写错"}, follow=True))
        force.forget()
        assert "法制机构电话" not in trial.text_of(setting.read(_noticed(cast, NOON + timedelta(days=4)).pk))
    assert trial.text_of(setting.read(after.pk)) == said[after.pk]


def test_a_draft_is_kept_gone_on_with_and_thrown_away(reviewer):
    page = send(reviewer, answer="keep").url
    assert "法制机构电话" in reviewer.get(WRITE).content.decode()
    stale = send(reviewer, answer="keep", seen="0" * 64)
    assert stale.status_code == 422
    assert "已先改动本草稿" in text(stale)
    assert reviewer.post(f"{page}turn-in/", {"answer": "discard"}).status_code == 302
    assert not Wording.objects.exists()


def test_sent_back_with_what_is_wrong(reviewer, head):
    page = send(reviewer).url
    assert head.post(f"{page}decide/", {"answer": "send_back", "reason": ""}).status_code == 422
    head.post(f"{page}decide/", {"answer": "send_back", "reason": "电话有误"})
    assert "刘建国：电话有误" in text(reviewer.get(WRITE))


def test_back_to_the_national_form(reviewer, head):
    page = send(reviewer, answer="national", reason="恢复").url
    assert "恢复通用文本" in text(head.get(page))
    assert head.post(f"{page}decide/", {"answer": "approve"}).status_code == 302
    assert Wording.objects.get().source == ""


def test_another_organ_sees_nothing_of_it(cast, reviewer):
    page = send(reviewer).url
    other = User.objects.create(username="other-head", full_name="邻局")
    RoleHolding.objects.create(user=other, role="authority_head", unit=cast.other_bureau, valid_from=date(2018, 1, 1))
    forget_roles()
    assert browser(other).get(page).status_code == 404
    assert browser(other).post(f"{page}decide/", {"answer": "approve"}).status_code == 404


def _noticed(cast, at) -> Document:
    """The prior notice of a case that came in then."""
    Road(cast, now=at).to("reviewed").notify()
    return Document.objects.filter(template="prior_notice").latest("issued_at")
