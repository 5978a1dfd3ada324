"""A form asks what the model asks, says what is wrong in words that help, and loses nothing typed."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal
from uuid import UUID

import pytest
from django.http import QueryDict
from pydantic import AwareDatetime, PastDate, field_validator, model_validator

from jinwu.kit.clock import ZONE
from jinwu.kit.inputs import Part, StepInput, Widget, field
from jinwu.law.messages import say
from jinwu.law.problems import Problem
from jinwu.law.vocabulary import Finding
from jinwu.ui.forms import StepForm


class Person(Part):
    name: str = field("姓名", max_length=4, min_length=1)
    phone: str = field("电话", "", pattern=r"^(\d{11})?$", help="手机号，11位。")


class Example(StepInput):
    party: Person = field("当事人")
    amount: Decimal = field("罚款", unit="元", decimal_places=2, max_digits=9, ge=Decimal(0), le=Decimal(200))
    count: int | None = field("数量", None, ge=1)
    day: PastDate = field("日期", widget=Widget.DATE)
    at: AwareDatetime | None = field("时间", None, widget=Widget.DATETIME)
    kind: Literal["a", "b"] = field("程序", labels={"a": "简易", "b": "普通"})
    partner: str = field("协办", "", choices="partners", widget=Widget.SELECT)
    others: list[Person] = field("见证人", [], max_length=2)
    photos: list[str] = field("照片", widget=Widget.PHOTOS, min_length=1)
    tags: list[str] = field("标签", [])
    told: bool = field("已告知", False)
    token: UUID | None = field("令牌", None, widget=Widget.HIDDEN)
    signature: str = field("签名", widget=Widget.SIGNATURE)

    @field_validator("kind")
    @classmethod
    def _only_summary(cls, value: str) -> str:
        if value == "b":
            raise Problem(say("No."), say("Take {kind}.", kind="a"))
        return value

    @model_validator(mode="after")
    def _together(self):
        if self.count == 99:
            raise ValueError("合起来不对")
        return self


GOOD = "party.name=赵建平&amount=200&day=2026-01-05&kind=a&photos=f1&photos=f2&signature=M1 2"
PARTNERS = {"partners": [("1", "王婧"), (2, "刘志强")]}


def form(query: str = GOOD, **changes: str) -> StepForm:
    data = QueryDict(query, mutable=True)
    for name, value in changes.items():
        data[name.replace("__", ".")] = value
    return StepForm(Example, data, choices=PARTNERS)


def the_error(path: str, **changes: str) -> str:
    sent = form(**changes)
    assert not sent.is_valid()
    assert list(sent.errors) == [path], sent.errors
    return sent.errors[path][0]


def test_it_makes_the_input_of_the_step():
    sent = form()
    assert sent.is_valid(), sent.errors
    assert sent.input.party.name == "赵建平"
    assert sent.input.amount == Decimal(200)
    assert sent.input.photos == ["f1", "f2"]
    assert sent.input.others == []


def test_a_form_that_was_not_sent_is_neither_valid_nor_wrong():
    fresh = StepForm(Example)
    assert not fresh.is_valid()
    assert not fresh.errors
    assert "aria-invalid" not in str(fresh)


@pytest.mark.parametrize("typed", ["200.00", "２００", " 200 元", "¥200"])
def test_it_reads_amounts_as_people_write_them(typed):
    assert form(amount=typed).input.amount == Decimal(200)


@pytest.mark.parametrize("typed", ["2026年1月5日", "2026/1/5", "2026.01.05", "２０２６-01-05"])
def test_it_reads_days_as_people_write_them(typed):
    assert form(day=typed).input.day == date(2026, 1, 5)


def test_a_time_without_a_zone_is_the_time_here():
    assert form(at="2026-01-05T16:08").input.at == datetime(2026, 1, 5, 16, 8, tzinfo=ZONE)


def test_an_unticked_box_is_false():
    assert form().input.told is False
    assert form(told="on").input.told is True


def test_items_left_blank_are_passed_over_and_keep_their_number():
    sent = form(others__0__name="", others__1__name="王婧", others__7__name="刘志强")
    assert [person.name for person in sent.input.others] == ["王婧", "刘志强"]
    wrong = form(others__0__name="", others__3__name="王婧", others__5__phone="1")
    assert set(wrong.errors) == {"others.5.name", "others.5.phone"}


class Line(Part):
    kind: Literal["a", "b"] = field("种类", widget=Widget.SELECT)
    advised: int = field("劝导", 0, ge=0)
    paper: Literal["card", "other"] = field("证件", "card")


class Preset(StepInput):
    """A group and a list whose forms begin with something."""

    line: Line | None = field("一项", None)
    lines: list[Line] = field("各项", [])


@pytest.mark.parametrize("group", ["line", "lines.0"])
def test_what_a_form_begins_with_is_not_filling_in(group):
    untouched = {f"{group}.kind": "", f"{group}.advised": "0", f"{group}.paper": "card"}
    sent = StepForm(Preset, untouched)
    assert sent.is_valid(), sent.errors
    assert sent.input.line is None
    assert sent.input.lines == []
    for change in ({"advised": "1"}, {"paper": "other"}, {"advised": "x"}):
        touched = StepForm(Preset, untouched | {f"{group}.{name}": text for name, text in change.items()})
        assert f"{group}.kind" in touched.errors, change
    chosen = StepForm(Preset, untouched | {f"{group}.kind": "a"})
    assert chosen.is_valid(), chosen.errors
    assert [chosen.input.line, *chosen.input.lines].count(Line(kind="a")) == 1


def test_an_item_left_as_it_began_does_not_move_the_errors_of_the_next():
    sent = {"lines.0.advised": "0", "lines.0.paper": "card", "lines.1.kind": "c", "lines.1.paper": "card"}
    assert set(StepForm(Preset, sent).errors) == {"lines.1.kind"}


def test_a_party_that_is_typed_is_drawn_as_a_group():
    class Typed(StepInput):
        party: Person = field("当事人", widget=Widget.PARTY)

    assert 'name="party.name"' in str(StepForm(Typed))


@pytest.mark.parametrize(
    ("path", "changes", "words"),
    [
        ("party.name", {"party__name": ""}, "请填写姓名。"),
        ("party.name", {"party__name": "  "}, "请填写姓名。"),
        ("party.name", {"party__name": "一二三四五"}, "最多4个字，现在是5个字。"),
        ("party.phone", {"party__phone": "12"}, "格式不符。手机号，11位。"),
        ("amount", {"amount": ""}, "请填写罚款。"),
        ("amount", {"amount": "一百"}, "不是金额，请填数字，例如200.00。"),
        ("amount", {"amount": "nan"}, "不是金额，请填数字，例如200.00。"),
        ("amount", {"amount": "10.005"}, "金额精确到分，小数点后最多两位。"),
        ("amount", {"amount": "-1"}, "不得低于0.00元。"),
        ("amount", {"amount": "200.01"}, "不得超过200.00元。"),
        ("count", {"count": "0"}, "不得低于1。"),
        ("count", {"count": "1.5"}, "请填整数，例如3。"),
        ("count", {"count": "x"}, "请填整数，例如3。"),
        ("day", {"day": "2026-02-30"}, "没有这一天，请按2026-11-20填写。"),
        ("day", {"day": "昨天"}, "没有这一天，请按2026-11-20填写。"),
        ("at", {"at": "昨天"}, "不是有效的日期和时间，请按2026-11-20 16:08填写。"),
        ("kind", {"kind": ""}, "请选择程序。"),
        ("kind", {"kind": "c"}, "请从所列各项中选一项。"),
        ("partner", {"partner": "3"}, "请从所列各项中选一项。"),
        ("photos", {"photos": ""}, "请至少拍一张照片。"),
        ("signature", {"signature": ""}, "请在此处签名；拒绝签名的，注明拒签。"),
        ("token", {"token": "x"}, "请从所列各项中选一项。"),
        ("others", {"others__0__name": "甲", "others__1__name": "乙", "others__2__name": "丙"}, "最多2项，现在是3项。"),
    ],
)
def test_it_says_what_is_wrong_and_how_to_mend_it(path, changes, words):
    assert the_error(path, **changes) == words


def test_a_day_to_come_is_told():
    tomorrow = (date.today() + timedelta(days=2)).isoformat()
    assert the_error("day", day=tomorrow) == "这个时间还没到，请填实际发生的时间。"


def test_a_rule_of_law_says_its_own_sentence_and_what_to_do_next():
    assert the_error("kind", kind="b") == "No.Take a."


def test_an_error_of_the_whole_form_stands_at_its_head():
    sent = form(count="99")
    assert sent.whole_errors == ["合起来不对"]
    assert sent.summary == [("f", "", "合起来不对")]


def test_what_a_guard_finds_stands_at_its_field():
    sent = form()
    sent.add_finding(Finding(say("The certificate has run out."), say("Choose another officer."), field="partner"))
    sent.add_finding(Finding(say("One act, one fine."), say("Stop here."), field="nowhere"))
    assert not sent.is_valid()
    assert sent.errors == {
        "partner": ["The certificate has run out.Choose another officer."],
        "": ["One act, one fine.Stop here."],
    }


def test_nothing_typed_is_lost():
    drawn = str(form(party__name="", amount="一百", day="2026-02-30", others__4__name="王<婧>", tags="甲"))
    for kept in (
        'value="一百"',
        'value="2026-02-30"',
        'value="王&lt;婧&gt;"',
        'value="f1"',
        'value="M1 2"',
        'value="甲"',
    ):
        assert kept in drawn


def test_an_error_is_tied_to_its_field():
    drawn = str(form(party__phone="12"))
    assert 'aria-describedby="f-party-phone-hint f-party-phone-error"' in drawn
    assert 'id="f-party-phone-error"' in drawn
    assert '<a href="#f-party-phone">电话</a>' in drawn
    assert 'role="alert"' in drawn


def test_it_says_which_fields_are_optional():
    drawn = str(StepForm(Example))
    assert '电话 <span class="opt">选填</span>' in drawn
    assert "姓名</label>" in drawn
    assert 'name="party.name" value="" autocomplete="off" data-most="4" aria-required="true"' in drawn


def test_a_form_can_begin_with_what_is_known():
    known = StepForm(
        Example,
        initial={"party": {"name": "赵建平"}, "amount": Decimal("50"), "others": [{"name": "王婧"}], "told": True},
        choices=PARTNERS,
    )
    drawn = str(known)
    assert 'value="赵建平"' in drawn
    assert 'value="50.00"' in drawn
    assert "伍拾元整" in drawn
    assert 'name="others.0.name" value="王婧"' in drawn
    assert 'name="told" checked' in drawn


def test_it_begins_with_an_earlier_input_too():
    again = StepForm(Example, initial=form(party__phone="13800000000").input)
    assert 'value="13800000000"' in str(again)
    assert 'value="2026-01-05"' in str(again)


def test_a_field_may_be_drawn_alone(page):
    drawn = page('{% form_field form "party.name" %}', form=form(party__name=""))
    assert 'name="party.name"' in drawn
    assert "请填写姓名。" in drawn
    with pytest.raises(KeyError):
        page('{% form_field form "party.nobody" %}', form=form())


def test_what_was_sent_can_be_kept_as_a_draft():
    assert form(amount="一百", party__name="").raw["amount"] == "一百"


def test_an_optional_field_emptied_on_purpose_stays_empty():
    class Note(StepInput):
        text: str = field("说明", "照旧")

    assert StepForm(Note, {"text": ""}).input.text == ""


def test_names_that_the_model_does_not_ask_for_are_passed_over():
    assert form(csrfmiddlewaretoken="x", key="1", others__x__name="1").is_valid()


def test_errors_stand_in_the_order_of_the_page():
    sent = form(partner="9", amount="", party__name="", others__1__name="一二三四五", others__0__name="一二三四五")
    assert list(sent.errors) == ["party.name", "amount", "partner", "others.0.name", "others.1.name"]
