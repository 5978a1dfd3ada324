"""Local wordings: what they may not do, how they come into force, which papers bear them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.documents.cast import DISTRICT, ORGAN

from jinwu.bureau.models import User
from jinwu.documents import sandbox
from jinwu.documents.models import Wording
from jinwu.documents.render import CannotPrint, fixed, preview, render
from jinwu.documents.samples import AT, Fill, sample
from jinwu.documents.templates import LocalVersion, TemplateVersion, templates
from jinwu.documents.wordings import force, life, queries, trial
from jinwu.kit import clock

NOTICE = templates["prior_notice"]
SLIP = templates["on_the_spot_slip"]
DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=clock.ZONE)
NATIONAL = NOTICE.on(DAY)
SEAL = "#with-seal[特此告知。]"
OURS = NATIONAL.source.replace(SEAL, "#with-seal[特此告知。本机关法制机构地址：测试路1号。]")


def version(source, paper=NOTICE):
    national = paper.on(DAY)
    return LocalVersion(national.number, DAY, national.file, text=source, digest=life.digest_of(source))


def changed(old, new, source=NATIONAL.source):
    assert old in source
    return source.replace(old, new)


@pytest.fixture
def people(organs):
    return [User.objects.create(username=name, full_name=name) for name in ("起草人", "批准人")]


@pytest.fixture
def noon():
    with clock.fixed(NOON):
        yield


@pytest.fixture
def in_force(people, noon):
    """Our wording of the notice, in force from tomorrow; and the day."""
    return put_in_force(people)


def put_in_force(people, source=OURS, since=DAY + timedelta(1)):
    writer, head = people
    row = life.write(writer, ORGAN, NOTICE, source, since, "增加地址")
    life.hand_in(writer, row)
    made = life.approve(head, row)
    force.forget()
    return made


def text_on(day, organ=ORGAN, paper=NOTICE):
    return trial.text_of(render(paper.key, sample(paper), on=day, at=AT, organ=organ).pdf)


class TestTrial:
    @pytest.mark.parametrize("paper", list(templates), ids=lambda paper: paper.key)
    def test_every_form_taken_over_as_it_is_passes(self, paper):
        trial.try_out(paper, paper.on(DAY), version(paper.on(DAY).source, paper))

    @pytest.mark.parametrize(
        ("source", "said"),
        [
            (changed("d.reasons", "d.reason"), "no field “reason”. Is “reasons” meant"),
            (changed("#masthead()", "#masthead()\n#d.wholly_other"), "Line 7: there is no field “wholly_other”"),
            (changed("#masthead()", "#masthead()\n#nobody"), "Line 7: there is no field “nobody”"),
            (changed("#show: official\n", ""), "#show: official"),
            (changed(SEAL, "#with-seal[特此告知。"), "a bracket is not closed"),
            (changed(SEAL, "#with-seal[特此告知。]]"), "a bracket is closed that was not opened"),
            (changed("#masthead()", '#masthead()\n#read("/etc/passwd")'), "Line 7: “read” would reach outside"),
            (changed("#masthead()", '#masthead()\n#let r = read\n#r("decision_wording.typ")'), "“read”"),
            (changed("#masthead()", '#masthead()\n#image("/seal.png")'), "“image”"),
            (changed("#masthead()", '#masthead()\n#eval("1")'), "“eval”"),
            (changed("#masthead()", '#masthead()\n#include "prior_notice.typ"'), "“include”"),
            (changed("#masthead()", '#import "@preview/cetz:0.3.1": *\n#masthead()'), "may be imported"),
            (changed("#masthead()", '#import "@pre" + "view/cetz:0.3.1": *\n#masthead()'), "may be imported"),
            (changed("#masthead()", '#import "penalty_decision.typ": *\n#masthead()'), "may be imported"),
            ("字" * (trial.LONGEST + 1), "longer than"),
            ("", "#show: official"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_taken_is_said_plainly(self, source, said):
        with pytest.raises(trial.WordingRefused) as refused:
            trial.try_out(NOTICE, NATIONAL, version(source))
        assert said in " ".join(map(str, refused.value.findings))

    @pytest.mark.parametrize(
        ("gone", "path"),
        [
            ("#(d.statement_days)个", "d.statement_days"),
            ("#addressee(d.party.name)", "d.party.name"),
            ("#evidence(d.evidence)", "d.evidence[].title"),
            ("#seal(d.issued_on)", "d.issued_on"),
        ],
    )
    def test_what_the_national_form_says_of_a_case_stays_said(self, gone, path):
        with pytest.raises(trial.WordingRefused) as refused:
            trial.try_out(NOTICE, NATIONAL, version(changed(gone, "")))
        assert any(path in str(each) for each in refused.value.findings)

    def test_an_added_sentence_passes(self):
        trial.try_out(NOTICE, NATIONAL, version(OURS))

    def test_a_roll_passes_too(self):
        roll = SLIP.on(DAY)
        assert trial.pages(SLIP, version(roll.source, SLIP), Fill.BARE)[0][:4] == b"\x89PNG"


class TestSandbox:
    """What the words of a trial would let through, the process itself does not."""

    @pytest.mark.parametrize(
        "reach", ['read("/etc/passwd")', 'read("../../etc/passwd")', 'dictionary(std).at("re" + "ad")("/etc/hosts")']
    )
    def test_no_file_outside_is_read(self, reach):
        with pytest.raises(sandbox.WordingFails, match=r"not found|escape"):
            sandbox.set_pdf(f"#{reach}", {}, {}, 0)

    def test_no_package_is_fetched(self):
        with pytest.raises(sandbox.WordingFails, match="package"):
            sandbox.set_pdf('#import "@preview/cetz:0.3.1"', {}, {}, 0)

    def test_a_loop_without_end_is_ended_and_the_next_paper_is_set(self, monkeypatch):
        render("prior_notice", sample(NOTICE), on=DAY, at=AT)
        sandbox.set_pages("before", {}, {}, 0)
        monkeypatch.setattr(sandbox, "SECONDS", 0.5)
        with pytest.raises(sandbox.WordingFails, match="did not come to an end"):
            sandbox.set_pdf("#for i in range(99999) { for j in range(99999) { let x = i * j } }", {}, {}, 0)
        monkeypatch.undo()
        assert sandbox.set_pages("after", {}, {}, 0)[0][:4] == b"\x89PNG"

    def test_memory_has_an_end(self, monkeypatch):
        monkeypatch.setattr(sandbox, "SECONDS", 60.0)  # on a busy machine the time would end first
        with pytest.raises(sandbox.WordingFails, match="memory"):
            sandbox.set_pdf("#let all = range(400000000)", {}, {}, 0)
        assert sandbox.set_pages("after", {}, {}, 0)[0][:4] == b"\x89PNG"

    def test_equal_facts_give_the_bytes_of_the_national_form(self):
        facts = trial.example(NOTICE, NATIONAL)
        ours = sandbox.set_pdf(
            NATIONAL.source, trial.shared(version("")), trial.inputs_of(facts, None), int(AT.timestamp())
        )
        assert ours[0] == render("prior_notice", sample(NOTICE), on=DAY, at=AT).pdf


class TestLife:
    def test_another_person_approves(self, people, noon):
        writer, _head = people
        row = life.hand_in(writer, life.write(writer, ORGAN, NOTICE, OURS, DAY + timedelta(1), "增加地址"))
        with pytest.raises(life.WordingOutOfTurn, match="yourself"):
            life.approve(writer, row)
        assert Wording.objects.get().status == "proposed"
        with pytest.raises(IntegrityError, match="approved_by_another"), transaction.atomic():
            Wording.objects.update(status="approved", number=1, decided_by=writer, decided_at=NOON)

    @pytest.mark.parametrize(("days", "taken"), [(-1, False), (0, False), (1, True), (400, True)])
    def test_it_begins_on_a_later_day(self, people, noon, days, taken):
        writer, head = people
        row = life.write(writer, ORGAN, NOTICE, OURS, DAY + timedelta(days), "增加地址")
        if taken:
            assert life.approve(head, life.hand_in(writer, row)).number == 1
        else:
            with pytest.raises(life.WordingOutOfTurn, match="at the earliest"):
                life.hand_in(writer, row)

    def test_a_wait_past_its_day_is_not_approved(self, people, noon):
        writer, head = people
        row = life.hand_in(writer, life.write(writer, ORGAN, NOTICE, OURS, DAY + timedelta(1), "增加地址"))
        with clock.fixed(NOON + timedelta(1)), pytest.raises(life.WordingOutOfTurn, match="at the earliest"):
            life.approve(head, row)

    def test_sent_back_it_is_changed_and_handed_in_again(self, people, noon):
        writer, head = people
        row = life.hand_in(writer, life.write(writer, ORGAN, NOTICE, OURS, DAY + timedelta(1), "增加地址"))
        with pytest.raises(life.WordingOutOfTurn, match="waits for approval"):
            life.write(writer, ORGAN, NOTICE, OURS, DAY + timedelta(2), "再改", seen=row.digest)
        back = life.send_back(head, row, "地址有误")
        assert (back.status, back.answer) == ("draft", "批准人：地址有误")
        again = life.write(writer, ORGAN, NOTICE, OURS, DAY + timedelta(2), "更正地址", seen=row.digest)
        assert life.approve(head, life.hand_in(writer, again)).since == DAY + timedelta(2)

    def test_two_who_write_the_same_draft_are_told(self, people, noon):
        writer, other = people
        row = life.write(writer, ORGAN, NOTICE, OURS, DAY + timedelta(1), "一")
        life.write(other, ORGAN, NOTICE, OURS + "\n// 二", DAY + timedelta(1), "二", seen=row.digest)
        with pytest.raises(life.WordingOutOfTurn, match="批准人 has changed this draft"):
            life.write(writer, ORGAN, NOTICE, OURS + "\n// 三", DAY + timedelta(1), "三", seen=row.digest)

    def test_approved_twice_is_approved_once(self, people, noon):
        writer, head = people
        row = life.hand_in(writer, life.write(writer, ORGAN, NOTICE, OURS, DAY + timedelta(1), "增加地址"))
        life.approve(head, row)
        with pytest.raises(life.WordingOutOfTurn, match="no longer in that state"):
            life.approve(head, row)

    def test_what_was_approved_is_never_changed_or_deleted(self, in_force):
        for change in ({"source": "x"}, {"since": DAY}, {"status": "draft"}, {"digest": "0" * 64}):
            with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
                Wording.objects.filter(pk=in_force.pk).update(**change)
        with pytest.raises(IntegrityError, match="kept for ever"), transaction.atomic():
            in_force.delete()

    def test_a_reason_is_asked_for(self, people, noon):
        writer, _head = people
        with pytest.raises(life.WordingOutOfTurn, match="Why the form is changed"):
            life.hand_in(writer, life.write(writer, ORGAN, NOTICE, OURS, DAY + timedelta(1), " "))

    def test_a_draft_is_thrown_away(self, people, noon):
        life.discard(life.write(people[0], ORGAN, NOTICE, OURS, DAY + timedelta(1), "一"))
        assert not Wording.objects.exists()


class TestForce:
    @pytest.mark.parametrize(("days", "ours"), [(0, False), (1, True), (2, True), (500, True)])
    def test_from_its_day_on(self, in_force, days, ours):
        assert ("测试路1号" in text_on(DAY + timedelta(days))) is ours

    def test_another_organ_keeps_the_national_form(self, in_force):
        assert "测试路" not in text_on(DAY + timedelta(2), DISTRICT)
        assert "测试路" not in text_on(DAY + timedelta(2), None)

    def test_another_process_sees_it_on_its_day(self, people, noon):
        assert "测试路" not in text_on(DAY)  # what is in force is read now
        writer, head = people
        with transaction.atomic():
            row = life.hand_in(writer, life.write(writer, ORGAN, NOTICE, OURS, DAY + timedelta(1), "增加地址"))
            life.approve(head, row)  # not committed here: this process keeps what it has read, as another one would
        with clock.fixed(NOON + timedelta(1)):
            assert "测试路" in text_on(DAY + timedelta(1))

    def test_a_later_one_takes_its_place_and_the_earlier_days_keep_theirs(self, people, noon, in_force):
        put_in_force(people, changed("测试路1号", "新路2号", OURS), DAY + timedelta(10))
        assert "测试路1号" in text_on(DAY + timedelta(9))
        assert "新路2号" in text_on(DAY + timedelta(10))
        assert [row.number for row in queries.history(ORGAN, NOTICE.key)] == [2, 1]

    def test_back_to_the_national_form(self, people, noon, in_force):
        put_in_force(people, "", DAY + timedelta(10))
        assert "测试路" in text_on(DAY + timedelta(9))
        assert "测试路" not in text_on(DAY + timedelta(10))

    def test_taken_out_of_force_at_once_but_not_backwards(self, people, in_force):
        with clock.fixed(NOON + timedelta(5)):
            life.stop(people[1], in_force, "地址写错")
        force.forget()
        assert "测试路" in text_on(DAY + timedelta(4))
        assert "测试路" not in text_on(DAY + timedelta(5))
        assert "测试路" not in text_on(DAY + timedelta(6))

    def test_it_ends_with_the_national_version_it_rests_on(self, in_force, monkeypatch):
        second = TemplateVersion(2, DAY + timedelta(30), NATIONAL.file)
        monkeypatch.setattr(type(NOTICE), "on", lambda self, day: second if day >= second.since else NATIONAL)
        assert "测试路" in text_on(DAY + timedelta(29))
        assert "测试路" not in text_on(DAY + timedelta(30))

    def test_the_digest_of_the_facts_names_the_wording(self, in_force):
        ours, national = (fixed(NOTICE.key, sample(NOTICE), on=DAY + timedelta(days), organ=ORGAN) for days in (1, 0))
        assert ours.digest != national.digest
        assert ours.version.number == national.version.number
        assert ours.version.wording == in_force.pk

    def test_a_draft_picture_bears_it(self, in_force):
        assert preview(NOTICE.key, sample(NOTICE), on=DAY + timedelta(1), at=AT, organ=ORGAN)[0][:4] == b"\x89PNG"

    def test_one_that_fails_with_real_facts_is_refused_without_quoting_them(self, people, noon):
        trap = changed("#masthead()", '#masthead()\n#if d.party.name == "张三" { panic(d.party.name) }')
        put_in_force(people, trap)
        facts = sample(NOTICE).model_dump() | {"party": {"kind": "person", "name": "张三"}}
        with pytest.raises(CannotPrint) as refused:
            render(NOTICE.key, facts, on=DAY + timedelta(1), at=AT, organ=ORGAN)
        assert "张三" not in str(refused.value)
        assert "Take it out of force" in str(refused.value)


def test_every_paper_has_made_up_facts_of_every_fill():
    for paper in templates:
        for fill in Fill:
            assert sample(paper, fill) == sample(paper, fill)


def test_a_comparison_shows_what_changed_and_leaves_the_rest_out():
    before = "\n".join(map(str, range(30)))
    found = queries.changes(before, before.replace("15", "十五"))
    assert [(one.kind, one.line, one.text) for one in found if one and one.kind != "same"] == [
        ("out", 16, "15"), ("in", 16, "十五"),
    ]  # fmt: skip
    assert len(found) < 10
    assert queries.changes(before, before) == []
