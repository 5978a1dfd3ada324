"""Opening a matter of any kind: who may, what is offered, and that nothing typed is lost."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from tests.cast import PIN
from tests.web.matters import browser, street, text

from jinwu.bureau.models import RoleHolding, User
from jinwu.kit import clock
from jinwu.matters.door import procedures
from jinwu.matters.models import Draft, Matter, Presence
from jinwu.matters.replay import check
from jinwu.record.models import Entry, RefusedAttempt

pytestmark = pytest.mark.django_db(databases=["default", "log"])
INSPECTION, PATROL, CLUE = "inspection/open", "patrol/patrol", "ordinary/register_clue"
STREET = "summary/open"


@pytest.fixture
def matter():
    return uuid.uuid4()


@pytest.fixture
def officer(cast):
    return browser(cast.officer)


def page_of(matter, what=PATROL, tail=""):
    return f"/matters/new/{what}/{matter}/{tail}"


def patrol(**change):
    return {
        "key": str(uuid.uuid4()), "seen": "", "area": "德胜街片区", "began": "2026-11-20T09:00",
        "seen.0.kind": "stall", "seen.0.count": "4", "seen.0.advised": "4", "seen.0.cleared": "3", "note": "", **change,
    }  # fmt: skip


def visit(cast, **change):
    return {
        "key": str(uuid.uuid4()), "object.kind": "sole_trader", "object.name": "老王面馆", "object.address": "德胜街8号",
        "subject": "gas_use", "kind": "daily", "reason": "plan", "place": "德胜街8号", "began": "2026-11-20T09:40",
        "credential_shown": "on", "approval": "检审〔2026〕12号", "notice": "检通〔2026〕12号",
        "partner": str(cast.partner.officer_id), "pin": PIN, **change,
    }  # fmt: skip


def clue(**change):
    return {"key": str(uuid.uuid4()), "source": "complaint", "received_at": "2026-11-20T09:00",
            "text": "有人在人行道上堆放建材。", "place": "桃北中街", **change}  # fmt: skip


def beginnings(user):
    page = browser(user).get("/matters/new/")
    assert page.status_code == 200
    return {f"{one.procedure.key}/{one.step.key}": one for one in page.context["beginnings"]}


# what is offered


def test_each_role_is_offered_what_its_steps_say(cast):
    every = {
        f"{procedure.key}/{step.key}": step.by
        for procedure in procedures
        for step in procedure.steps.values()
        if step.opening
    }
    assert {STREET, PATROL, INSPECTION, CLUE, "reminder/detect"} <= set(every)
    roles = {"officer": {"officer"}, "unit_head": {"officer", "unit_head"}, "authority_head": {"authority_head"},
             "fiscal_clerk": {"fiscal_clerk"}, "archivist": {"archivist"}, "reviewer": {"legal_reviewer"}}  # fmt: skip
    for name, held in roles.items():
        assert set(beginnings(getattr(cast, name))) == {key for key, by in every.items() if held & set(by)}, name


def test_a_row_has_a_way_a_line_of_help_and_its_article(cast, officer):
    found = beginnings(cast.officer)
    page = officer.get("/matters/new/")
    for key, one in found.items():
        assert f'href="/matters/new/{key}/"' in page.content.decode()
        assert one.step.help
        assert not one.refused
    assert "第五十四条" in text(page)
    assert found[STREET].street
    assert not found[PATROL].street


def test_who_has_no_certificate_sees_why_instead_of_a_form(cast, matter):
    found = beginnings(cast.expired)
    assert found[INSPECTION].refused[0]["basis"]
    assert not found[PATROL].refused
    page = browser(cast.expired).get(page_of(matter, INSPECTION))
    assert '<form class="form"' not in page.content.decode()
    assert "赵明" in text(page)
    answer = browser(cast.expired).post(page_of(matter, INSPECTION), visit(cast))
    assert answer.status_code == 422
    assert not Matter.objects.exists()


def test_who_opens_nothing_is_told_so_and_sees_no_button(cast):
    fiscal = browser(cast.fiscal_clerk)
    assert 'class="empty"' in fiscal.get("/matters/new/").content.decode()
    for page in ("/today/", "/matters/"):
        assert "/matters/new/" not in fiscal.get(page).content.decode()
        assert 'href="/street/"' not in fiscal.get(page).content.decode()
        assert "/matters/new/" in browser(cast.officer).get(page).content.decode()
    assert "/matters/new/" in browser(cast.officer).get("/street/").content.decode()


def test_the_roles_of_the_step_are_asked_on_every_way(cast, matter):
    for name in ("authority_head", "fiscal_clerk", "reviewer", "archivist"):
        visitor = browser(getattr(cast, name))
        for way in (f"/matters/new/{PATROL}/", page_of(matter), page_of(matter, STREET)):
            assert visitor.get(way).status_code == 403, (name, way)
        assert visitor.post(page_of(matter), patrol()).status_code == 403
        assert visitor.post(page_of(matter, tail="draft/"), patrol()).status_code == 403
    for name in ("statistician", "administrator", "supervisor"):
        assert browser(getattr(cast, name)).get("/matters/new/").status_code == 403
    assert "执法人员" in text(browser(cast.fiscal_clerk).get(page_of(matter)))
    assert not Matter.objects.exists()
    assert not Draft.objects.exists()


def test_only_steps_that_open_have_a_form_here(officer, matter):
    for what in ("inspection/record", "patrol/open", "nothing/open", "reminder/issue"):
        assert officer.get(f"/matters/new/{what}/").status_code == 404, what
        assert officer.post(page_of(matter, what), {}).status_code == 404, what
        assert officer.post(page_of(matter, what, "draft/"), {}).status_code == 404, what


# opening


def test_each_beginning_has_an_id_of_its_own(officer):
    first, second = (officer.get(f"/matters/new/{PATROL}/").url for _time in range(2))
    assert first != second
    assert officer.get(first).status_code == 200


def test_a_penalty_on_the_spot_goes_to_the_street(officer, matter):
    assert officer.get(f"/matters/new/{STREET}/").url.startswith("/street/")
    assert officer.get(page_of(matter, STREET)).url == f"/street/{matter}/"
    assert officer.post(page_of(matter, STREET), {}).url == f"/street/{matter}/"
    assert officer.post(page_of(matter, STREET, "draft/"), {}).status_code == 404


def test_a_matter_is_opened_by_one(officer, matter):
    answer = officer.post(page_of(matter), patrol(), follow=True)
    assert answer.redirect_chain[-1][0] == f"/matters/{matter}/"
    assert 'class="toast"' in answer.content.decode()
    assert Matter.objects.get(pk=matter).procedure == "patrol"
    assert check(matter) == []


def test_a_patrol_that_met_nothing_is_recorded_with_its_list_as_it_began(officer, matter):
    sent = patrol(**{"seen.0.kind": "", "seen.0.count": "", "seen.0.advised": "0", "seen.0.cleared": "0"})
    assert officer.post(page_of(matter), sent).status_code == 302
    assert Matter.objects.get(pk=matter).state["seen"] == []


def test_a_matter_is_opened_by_two_with_the_code_of_the_second(cast, officer, matter):
    sheet = officer.get(page_of(matter, INSPECTION)).context["sheet"]
    assert sheet.two
    assert sheet.seen is None
    assert str(cast.partner.officer_id) in [row[0] for row in sheet.partners]
    answer = officer.post(page_of(matter, INSPECTION), visit(cast))
    assert answer.url == f"/matters/{matter}/"
    entry = Entry.objects.get(chain=matter)
    assert (entry.step, entry.actor) == ("open", cast.officer.pk)
    assert Presence.objects.get(matter=matter).officer_id == cast.partner.officer_id


def test_a_clue_is_opened_by_a_head_who_is_no_officer_in_the_unit_of_his_role(cast, matter):
    head = User.objects.create(username="civilhead", full_name="民政", password="!")
    RoleHolding.objects.create(user=head, role="unit_head", unit=cast.team, valid_from=clock.today())
    assert set(beginnings(head)) == {CLUE}
    answer = browser(head).post(page_of(matter, CLUE), clue(), follow=True)
    assert answer.redirect_chain == [(f"/matters/{matter}/", 302)]
    opened = Matter.objects.get(pk=matter)
    assert (opened.unit_id, opened.organ_id) == (cast.team.pk, cast.bureau.pk)


def test_sending_twice_counts_once(officer, matter):
    sent = patrol()
    officer.post(page_of(matter), sent)
    again = officer.post(page_of(matter), sent, follow=True)
    assert again.redirect_chain == [(f"/matters/{matter}/", 302)]
    assert Entry.objects.filter(chain=matter).count() == 1


def test_other_contents_under_the_same_id_are_not_lost_but_another_matter(officer, matter):
    sent = patrol()
    officer.post(page_of(matter), sent)
    for key in (sent["key"], str(uuid.uuid4())):
        answer = officer.post(page_of(matter), sent | {"key": key, "area": "另一片区"})
        assert answer.status_code == 409
        sheet = answer.context["sheet"]
        assert sheet.form["area"].value == "另一片区"
        assert sheet.view.row.pk != matter
        assert f'href="/matters/{matter}/"' in answer.content.decode()
    assert Matter.objects.count() == 1
    another = officer.post(sheet.url, sent | {"key": str(sheet.key), "area": "另一片区"})
    assert another.url == f"/matters/{sheet.view.row.pk}/"
    assert Matter.objects.count() == 2


def test_a_key_of_another_act_is_drawn_anew(cast, officer, matter):
    case = street(cast, hours=1)
    case.open()
    used = str(Entry.objects.get(chain=case.matter).key)
    answer = officer.post(page_of(matter), patrol(key=used))
    assert answer.status_code == 409
    sheet = answer.context["sheet"]
    assert sheet.view.row.pk == matter
    assert str(sheet.key) != used
    assert officer.post(sheet.url, patrol(key=str(sheet.key))).url == f"/matters/{matter}/"


def test_a_matter_that_stands_has_no_opening_any_more(cast, officer, matter):
    officer.post(page_of(matter), patrol())
    assert officer.get(page_of(matter)).url == f"/matters/{matter}/"
    assert officer.post(page_of(matter, tail="draft/"), patrol()).status_code == 204
    assert not Draft.objects.exists()
    stranger = browser(cast.stranger)
    assert stranger.get(page_of(matter)).status_code == 404
    assert stranger.post(page_of(matter, tail="draft/"), patrol()).status_code == 404
    answer = stranger.post(page_of(matter), patrol())
    assert answer.status_code == 404
    assert Entry.objects.filter(chain=matter).count() == 1


# what stands against it


def test_a_wrong_code_is_said_and_never_shown(cast, officer, matter):
    wrong = officer.post(page_of(matter, INSPECTION), visit(cast, pin="918273"))
    assert wrong.status_code == 422
    sheet = wrong.context["sheet"]
    assert sheet.errors["pin"]
    assert sheet.form["object.name"].value == "老王面馆"
    assert "918273" not in wrong.content.decode()
    assert not Presence.objects.exists()
    assert not Matter.objects.exists()
    right = officer.post(page_of(matter, INSPECTION), visit(cast, key=str(sheet.key)))
    assert right.status_code == 302


def test_without_a_second_officer_nothing_is_opened(cast, officer, matter):
    for partner in ("", str(cast.officer.officer_id), str(cast.expired.officer_id), "x", "9" * 40):
        answer = officer.post(page_of(matter, INSPECTION), visit(cast, partner=partner, pin=""))
        assert answer.status_code == 422, partner
        assert answer.context["sheet"].errors["partner"], partner
    assert not Matter.objects.exists()


def test_a_confirmation_that_was_given_holds_for_the_next_try(cast, officer, matter):
    refused = officer.post(page_of(matter, INSPECTION), visit(cast, began="2026-11-21T09:00"))
    assert refused.status_code == 422
    assert refused.context["sheet"].partner_until
    answer = officer.post(page_of(matter, INSPECTION), visit(cast, pin=""))
    assert answer.status_code == 302


def test_a_refusal_keeps_everything_and_says_why_with_the_article(officer, matter):
    sent = patrol(note="下雨", **{"seen.1.kind": "stall", "seen.1.count": "2"})
    answer = officer.post(page_of(matter), sent)
    assert answer.status_code == 422
    sheet = answer.context["sheet"]
    assert sheet.refused[0]["basis"]
    assert sheet.refused[0]["remedy"]
    assert sheet.form["seen.1.count"].value == "2"
    assert sheet.form["note"].value == "下雨"
    assert sheet.form["seen"].errors
    assert not Matter.objects.exists()
    assert RefusedAttempt.objects.using("log").filter(chain=matter).count() == 1
    assert officer.post(sheet.url, patrol(key=str(sheet.key))).status_code == 302


def test_something_unreadable_is_said_beside_its_field(officer, matter):
    answer = officer.post(page_of(matter), patrol(area="", at="gestern", **{"seen.0.count": "四"}))
    assert answer.status_code == 422
    sheet = answer.context["sheet"]
    assert sheet.form["area"].errors
    assert sheet.form["seen.0.count"].errors
    assert sheet.form["seen.0.count"].value == "四"
    assert sheet.errors["at"]
    assert 'role="alert"' in answer.content.decode()


def test_the_past_needs_a_reason_and_the_future_is_refused(officer, matter):
    late = officer.post(page_of(matter), patrol(at="2026-11-10T10:00", began="2026-11-10T09:00"))
    assert late.context["sheet"].late_field.errors
    ahead = officer.post(page_of(matter), patrol(at="2026-11-21T10:00"))
    assert ahead.context["sheet"].errors["at"]
    told = patrol(at="2026-11-10T10:00", began="2026-11-10T09:00", late_reason="系统停电，补录。")
    assert officer.post(page_of(matter), told).status_code == 302
    assert Matter.objects.get(pk=matter).opened_at == clock.now() - timedelta(days=10)


# drafts


def test_a_draft_is_kept_found_again_and_gone_when_the_matter_stands(cast, officer, matter):
    kept = officer.post(page_of(matter, INSPECTION, "draft/"), visit(cast, pin="274918", at="2026-11-20T09:45"))
    assert kept.status_code == 200
    assert "自动保存" in kept.content.decode()
    draft = Draft.objects.get(pk=matter)
    assert (draft.user_id, draft.matter, draft.title) == (cast.officer.pk, None, "老王面馆")
    assert "274918" not in str(draft.data)
    for page in ("/today/", "/matters/new/"):
        found = officer.get(page)
        assert f'href="{page_of(matter, INSPECTION)}"' in found.content.decode()
        assert "老王面馆" in text(found)
    sheet = officer.get(page_of(matter, INSPECTION)).context["sheet"]
    assert sheet.form["object.name"].value == "老王面馆"
    assert sheet.form["began"].value == "2026-11-20T09:40"
    assert sheet.at == "2026-11-20T09:45"
    assert sheet.partner == cast.partner.officer_id
    officer.post(page_of(matter, INSPECTION), visit(cast))
    assert not Draft.objects.exists()


def test_a_draft_with_nothing_typed_has_no_name_but_a_way(officer, matter):
    officer.post(page_of(matter, tail="draft/"), {"key": str(uuid.uuid4())})
    assert Draft.objects.get(pk=matter).title == ""
    assert f'href="{page_of(matter)}"' in officer.get("/today/").content.decode()


def test_a_draft_is_ones_own_and_can_be_thrown_away(cast, officer, matter):
    officer.post(page_of(matter, tail="draft/"), patrol())
    partner = browser(cast.partner)
    assert partner.get(page_of(matter)).status_code == 404
    assert partner.post(page_of(matter, tail="draft/"), {"discard": "1"}).status_code == 404
    assert page_of(matter) not in partner.get("/today/").content.decode()
    assert officer.get(page_of(matter, INSPECTION)).status_code == 404
    assert Draft.objects.count() == 1
    assert officer.post(page_of(matter, tail="draft/"), {"discard": "1"}).url == "/matters/new/"
    assert not Draft.objects.exists()


def test_a_draft_far_too_long_is_not_kept(officer, matter):
    answer = officer.post(page_of(matter, tail="draft/"), patrol(note="长" * 300_000))
    assert answer.status_code == 413
    assert not Draft.objects.exists()


def test_drafts_of_steps_and_of_the_street_lead_where_they_did(cast, officer, matter):
    case = street(cast, hours=1)
    case.open()
    officer.post(f"/matters/{case.matter}/steps/notify/draft/", {"amount": "80"})
    Draft.objects.create(id=matter, user=cast.officer, procedure="summary", step="open", data={}, title="赵建平",
                         created_at=clock.now(), saved_at=clock.now())  # fmt: skip
    page = officer.get("/today/").content.decode()
    assert f'href="/matters/{case.matter}/steps/notify/"' in page
    assert f'href="/street/{matter}/"' in page
    begun = officer.get("/matters/new/").context["begun"]
    assert [one.url for one in begun] == [f"/street/{matter}/"]
