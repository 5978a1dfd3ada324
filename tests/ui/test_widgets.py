"""Every widget of `kit.inputs` is drawn: label, control, what it holds."""

from typing import Any

import pytest

from jinwu.kit.inputs import Part, StepInput, Widget, field
from jinwu.ui.forms import StepForm

OFFERED = {"list": [("x", "甲项", "小字", "5万—6万"), ("y", "乙项")]}


def drawn(widget: Widget, value: str = "", kind: type = str, **options: Any) -> str:
    class One(StepInput):
        it: kind = field("项目", widget=widget, help="提示", **options)

    return str(StepForm(One, initial={"it": value}, choices=OFFERED, urls={"photos": "/up/", "find_party": "/find/"}))


@pytest.mark.parametrize("widget", list(Widget))
def test_it_draws_label_hint_and_name(widget):
    kind = type("Inner", (Part,), {"__annotations__": {"in_it": str}, "in_it": field("内项")})
    html = drawn(widget, kind=kind if widget is Widget.GROUP else str, choices="list")
    if widget is Widget.HIDDEN:
        assert '<input type="hidden"' in html
        return
    assert "项目" in html
    assert 'id="f-it-hint">提示' in html
    assert 'name="it.in_it"' in html if widget is Widget.GROUP else 'name="it"' in html or "data-name" in html


@pytest.mark.parametrize(
    ("widget", "said"),
    [
        (Widget.DATE, 'type="date"'),
        (Widget.DATETIME, 'type="datetime-local"'),
        (Widget.MONEY, 'inputmode="decimal"'),
        (Widget.NUMBER, 'inputmode="numeric"'),
        (Widget.AREA, "<textarea"),
        (Widget.PHOTOS, 'data-uploads="/up/"'),
        (Widget.PHOTOS, 'capture="environment"'),
        (Widget.FILE, 'type="file"'),
        (Widget.SIGNATURE, "data-signature"),
        (Widget.PARTY, 'hx-get="/find/"'),
    ],
)
def test_each_has_its_own_control(widget, said):
    assert said in drawn(widget)


@pytest.mark.parametrize("widget", [Widget.SEGMENT, Widget.CHOICE, Widget.VIOLATION, Widget.PARTY])
def test_what_was_chosen_is_checked(widget):
    html = drawn(widget, "y", choices="list")
    assert 'value="y" checked' in html
    assert 'value="x" checked' not in html


def test_a_choice_row_has_its_small_line_and_figure():
    html = drawn(Widget.CHOICE, choices="list")
    assert "<small>小字</small>" in html
    assert "5万—6万" in html


def test_a_select_begins_with_please_choose():
    assert '<option value="">请选择</option>' in drawn(Widget.SELECT, choices="list")


def test_an_amount_stands_in_words_beneath():
    assert "壹佰元整" in drawn(Widget.MONEY, "100")
    assert "元整" not in drawn(Widget.MONEY, "100.005")


def test_a_unit_stands_in_the_label():
    assert "项目（平方米）" in drawn(Widget.NUMBER, unit="平方米")


def test_a_list_of_groups_has_a_spare_item_to_copy():
    class Item(Part):
        name: str = field("名称")

    class Many(StepInput):
        items: list[Item] = field("物品", [])

    html = str(StepForm(Many))
    assert 'name="items.0.name"' in html
    assert 'name="items.__n__.name"' in html


def test_several_may_be_chosen_where_the_field_is_a_list():
    class Several(StepInput):
        kinds: list[str] = field("种类", [], choices="list")

    html = str(StepForm(Several, initial={"kinds": ["x"]}, choices=OFFERED))
    assert 'type="checkbox" name="kinds" value="x" checked' in html
    sent = StepForm(Several, {"kinds": ["x", "z"]}, choices=OFFERED)
    assert sent.errors == {"kinds": ["请从所列各项中选一项。"]}


def test_no_style_or_script_stands_in_the_page():
    for widget in Widget:
        html = drawn(widget, choices="list") if widget is not Widget.GROUP else ""
        assert "style=" not in html
        assert "onclick" not in html
        assert "<script>" not in html
