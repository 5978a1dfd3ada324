"""Records made from question templates, through the door: what the case answers beforehand, which version, what is signed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cases.ordinary.road import Road
from tests.cases.ordinary.walks import questioned
from tests.cases.refusing import refuses
from tests.cases.street import person

from jinwu.catalog.inputs import TemplateInput
from jinwu.catalog.models import QuestionTemplate
from jinwu.catalog.templates import save_template, template_initial
from jinwu.documents.models import PaperToSet
from jinwu.law.citations import APL
from jinwu.matters import guiding, offers, replay
from jinwu.matters.door import procedures
from jinwu.record import reader
from jinwu.record.models import Entry

pytestmark = pytest.mark.django_db(databases="__all__")
STROKES = "M10 10L60 60"


@pytest.fixture
def filed(road):
    road.register()
    road.check()
    road.file()
    return road


def asking(road, step="inquire"):
    return offers.Asking(road.cast.officer, procedures["ordinary"].steps[step], road.matter, road.state, road.now)


def asked(road, role="party", key="inquiry.party.occupy"):
    return {one.key: one for one in guiding.guides["ordinary:inquire"].asked(asking(road), key, role)}


def last(road):
    return list(replay.acts(road.matter, procedures["ordinary"]))[-1]


def marks(road):
    return {one.guard for one in road.state.marks}


def test_the_form_begins_with_the_best_template_and_what_the_case_knows(filed):
    begun = offers.initial_for(asking(filed))
    assert (begun["template"], begun["person"], begun["person_role"]) == ("inquiry.party.occupy", "李晨光", "party")
    answers = {one["key"]: one for one in begun["answers"]}
    assert answers["relation"]["answer"] == "我是该单位的法定代表人。"
    assert answers["identity"]["answer"].startswith("我叫李晨光，单位地址城区德胜街8号")
    assert answers["deliver"]["answer"] == "城区德胜街8号"
    assert "在德胜街8号门前检查时，发现擅自占用城市道路的情况" in answers["present"]["question"]
    assert "（＿" not in answers["photographs"]["question"]


def test_a_person_speaks_for_himself_and_a_witness_is_not_the_party(road):
    road.register()
    road.check()
    road.file(party=person())
    known = asked(road)
    assert known["relation"].answer == "我就是当事人本人。"
    assert person()["number"] in known["identity"].answer
    assert asked(road, "witness", "inquiry.witness")["identity"].answer == ""


def test_earlier_penalties_of_the_party_are_answered_beforehand(road):
    road.to("decided")
    assert asked(road)["before"].answer == ""
    later = Road(road.cast, now=road.now)
    later.to("investigating")
    assert asked(later)["before"].answer == "被行政处罚过。"


def test_a_record_from_its_template_names_the_version_in_the_entry(filed):
    filed.inquire(**questioned(filed))
    act, row = last(filed), QuestionTemplate.objects.get(key="inquiry.party.occupy")
    assert act.outcome["template"] == {"key": row.key, "title": row.title, "since": "2021-07-15", "told": True}
    assert f"questions:{row.id}" in reader.body(Entry.objects.get(chain=filed.matter, step="inquire"))["law"]
    assert act.data.text.startswith("问：我们是")
    assert "rights_asked" not in marks(filed)


def test_a_record_of_the_first_day_keeps_its_template_and_a_later_one_bears_the_new(filed):
    filed.inquire(**questioned(filed))
    first = last(filed).data.text
    with filed.clock():
        row = QuestionTemplate.objects.get(key="inquiry.party.occupy")
        begun = template_initial(row)
        begun["questions"][0]["text"] = "我们出示执法证件，你看清楚了吗？"
        begun["in_force_from"] = (filed.now + timedelta(days=3)).date()
        save_template("法制员", row, TemplateInput(**begun))
    filed.pass_days(2)
    filed.inquire(**questioned(filed))
    assert last(filed).data.text == first
    assert last(filed).outcome["template"]["since"] == "2021-07-15"
    filed.pass_days(1)
    filed.inquire(**questioned(filed))
    assert last(filed).data.text.startswith("问：我们出示执法证件，你看清楚了吗？")
    assert last(filed).outcome["template"]["since"] == begun["in_force_from"].isoformat()
    acts = [act for act in replay.acts(filed.matter, procedures["ordinary"]) if act.step == "inquire"]
    assert acts[0].data.text == first


def test_an_unknown_template_is_refused_and_a_free_record_needs_none(filed):
    refuses(lambda: filed.inquire(template="inquiry.none"), "template_known", APL(55), "template")
    filed.inquire()
    assert "template" not in last(filed).outcome


def test_rights_that_were_not_asked_are_marked(filed):
    answers = [one for one in questioned(filed)["answers"] if one["key"] != "recusal"]
    filed.inquire(text="", template="inquiry.party.occupy", answers=answers)
    assert "rights_asked" in marks(filed)
    assert last(filed).outcome["template"]["told"] is False


def test_a_refusal_to_sign_without_its_reason_is_marked(filed):
    filed.inquire(signed="refused", refusal="认为没有违法，见证人王某在场")
    assert "refusal_noted" not in marks(filed)
    filed.inquire(signed="refused")
    assert "refusal_noted" in marks(filed)


def signed(filed, pages, shown_pages, **change):
    model = procedures["ordinary"].steps["inquire"].input
    data = {"person": "李晨光", "person_role": "party", "place": "执法队询问室", "began": filed.moment(-50), "ended": filed.moment(-5),
            "rights_told": True} | questioned(filed)  # fmt: skip
    shown = guiding.shown(model(**data), shown_pages)
    return data | {"signatures": [{"strokes": STROKES}] * pages, "shown": shown} | change


def test_every_page_is_signed_as_it_was_shown(filed):
    filed.inquire(**signed(filed, 3, 3))
    assert [one.strokes for one in last(filed).data.signatures] == [STROKES] * 3
    facts = PaperToSet.objects.get(document_id=filed.last.outcome["papers"][0]["document"]).facts
    assert facts["signer"]["pages"] == [STROKES] * 3
    assert facts["signer"]["signature"] == STROKES
    assert facts["opening"] is False


@pytest.mark.parametrize("change", [{}, {"place": "另一处"}, {"person": "李四"}])
def test_signatures_are_not_carried_over(filed, change):
    pages = 3 if change else 2
    refuses(lambda: filed.inquire(**signed(filed, pages, 3, **change)), "signed_as_read", APL(55), "signatures")


def test_a_signed_record_is_not_noted_as_refused(filed):
    refuses(lambda: filed.inquire(**signed(filed, 3, 3, signed="refused")), "signed_as_read", field="signed")


def test_signatures_and_answers_stand_in_the_record_as_digests(filed):
    filed.inquire(**signed(filed, 1, 1))
    payload = bytes(Entry.objects.filter(chain=filed.matter, step="inquire").get().payload).decode()
    assert STROKES not in payload
    assert "李晨光" not in payload
    assert "看清楚了" not in payload


def test_the_scene_is_composed_and_names_nobody(filed):
    begun = offers.initial_for(asking(filed, "record_scene"))
    assert begun["template"] == "scene.occupy"
    answers = [
        one | {"answer": one["answer"] or "人行道。"}
        for one in begun["answers"]
        if one["kind"] == "choice" and not one["after"]
    ]
    filed.scene(description="", template=begun["template"], answers=answers)
    text = last(filed).data.description
    assert "占用的位置：人行道。" in text
    assert "李晨光" not in text


def test_a_document_of_a_free_record_has_the_facts_it_always_had(filed):
    filed.inquire()
    facts = PaperToSet.objects.get(document_id=filed.last.outcome["papers"][0]["document"]).facts
    assert "opening" not in facts
    assert "pages" not in facts["signer"]
