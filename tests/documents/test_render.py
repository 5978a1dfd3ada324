"""Papers: equal input gives equal bytes, text extracts as it was given, and nothing incomplete is printed."""

from __future__ import annotations

import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.papers import COMPANY, DAY, NOON, SHOP, VENDOR, decision, filing

from jinwu.documents import fonts, spool
from jinwu.documents.render import (
    CannotPrint,
    Incomplete,
    Mark,
    MarkKind,
    checked,
    context_digest,
    page_png,
    preview,
    render,
)
from jinwu.documents.templates import NoTemplateOnDay, templates

SHEET, SLIP, FILING = "on_the_spot_decision", "on_the_spot_slip", "on_the_spot_filing"
#: What the forms set between the words of the data.
ALL = [(SHEET, decision), (SLIP, decision), (FILING, filing)]


def made(template, data, **more):
    return render(template, data, on=DAY, at=NOON, **more)


def text_of(pdf: bytes) -> str:
    """The text of all pages, without the white space that lines and cells bring."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def strings(value) -> list[str]:
    if isinstance(value, dict):
        return [found for key, each in value.items() if key not in ("signature", "rows") for found in strings(each)]
    if isinstance(value, list | tuple):
        return [found for each in value for found in strings(each)]
    return [value] if isinstance(value, str) and value else []


@pytest.mark.parametrize(("template", "data"), ALL)
@pytest.mark.parametrize("party", [VENDOR, COMPANY, SHOP])
def test_the_text_of_a_paper_is_that_of_its_data(template, data, party):
    context = checked(templates[template], data(party=party))
    text = text_of(made(template, context).pdf)
    for value in strings(context.shown()):
        if value not in ("你", "你单位", "百分之三", "十五", "六十", "六"):
            for part in value.split("\n"):
                assert squeezed(part) in text, value
    for row in context.party.rows():
        assert squeezed(row["value"]) in text


@pytest.mark.parametrize(("template", "data"), ALL)
def test_equal_input_gives_equal_bytes(template, data):
    first = made(template, data())
    made(template, data(number="阳城管当罚字〔2023〕第53号"))
    assert made(template, data()).sha256 == first.sha256


def test_threads_do_not_mix_parties():
    names = [f"当事人第{n}位" for n in range(24)]
    alone = {name: made(SHEET, decision(party=VENDOR | {"name": name})).sha256 for name in names}
    with ThreadPoolExecutor(6) as pool:
        together = pool.map(lambda name: made(SHEET, decision(party=VENDOR | {"name": name})).sha256, names)
        assert dict(zip(names, together, strict=True)) == alone


@pytest.mark.parametrize(("template", "data"), ALL)
def test_a_paper_is_an_archival_pdf_with_its_fonts_inside(template, data):
    pdf = made(template, data()).pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    assert b"/FontFile" in pdf


def test_pages_are_counted():
    for facts in ("短", "经现场检查，当事人占用人行道堆放材料。" * 150):
        sheet = made(SHEET, decision(facts=facts))
        assert sheet.pages == len(pypdf.PdfReader(io.BytesIO(sheet.pdf)).pages)
        assert f"共{sheet.pages}页" in text_of(sheet.pdf)
    assert made(SLIP, decision(facts="经现场检查。" * 500)).pages == 1


class TestNothingIncomplete:
    @pytest.mark.parametrize(
        "name",
        ["organ", "number", "party", "act", "act_at", "place", "facts", "rule", "basis", "correction", "remedies"],
    )
    def test_a_missing_field_is_named(self, name):
        data = decision()
        del data[name]
        with pytest.raises(Incomplete) as refused:
            made(SHEET, data)
        assert refused.value.fields == [name]
        assert "is missing" in str(refused.value.findings[0])

    @pytest.mark.parametrize("blank", ["", "  ", "\n", "\u200e\u202e"])
    def test_a_blank_is_missing(self, blank):
        with pytest.raises(Incomplete) as refused:
            made(SHEET, decision(act=blank))
        assert refused.value.fields == ["act"]

    def test_all_missing_fields_are_named_at_once_with_their_place(self):
        data = decision(officers=[{"name": "郝文斌"}, {"certificate_no": "2"}])
        del data["organ"]
        with pytest.raises(Incomplete) as refused:
            made(SHEET, data)
        assert refused.value.fields == ["organ", "officers.0.certificate_no", "officers.1.name"]
        assert "Certificate number" in str(refused.value.findings[1])

    def test_two_officers_sign(self):
        with pytest.raises(Incomplete) as refused:
            made(SHEET, decision(officers=decision()["officers"][:1]))
        assert refused.value.fields == ["officers"]

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"fine": None}, "fine"),  # neither warning nor fine
            ({"payment": None}, "payment"),
            ({"payment": {"manner": "bank"}}, "payment.payee"),
            ({"payment": {"manner": "on_the_spot"}}, "payment.ground"),
            ({"statement": "我不服"}, "statement_answer"),
            ({"received": {"at": NOON, "refused": True}}, "received.note"),
            ({"correction": {}}, "correction"),
            ({"correction": {"at_once": True, "by": DAY}}, "correction"),
            ({"fine": "0"}, "fine"),
            ({"fine": "许多"}, "fine"),
            ({"act_at": "2023-05-10T09:05:00"}, "act_at"),  # a time without a zone
            ({"unknown": "x"}, "unknown"),
        ],
    )
    def test_what_the_law_needs_together_is_asked_together(self, changes, field):
        with pytest.raises(Incomplete) as refused:
            made(SHEET, decision(**changes))
        assert refused.value.fields == [field]

    def test_a_warning_alone_needs_no_payment(self):
        text = text_of(made(SHEET, decision(warning=True, fine=None, payment=None)).pdf)
        assert "行政处罚：警告。" in text
        assert "加处罚款" not in text

    def test_a_paper_is_held_from_the_law_it_words(self):
        with pytest.raises(NoTemplateOnDay):
            render(SHEET, decision(), on=date(2021, 7, 14), at=NOON)


class TestWording:
    def test_remedies_before_2024_leave_the_choice(self):
        text = text_of(made(SHEET, decision()).pdf)
        assert (
            "六十日内向阳泉市人民政府申请行政复议，也可以自收到本决定书之日起六个月内直接向阳泉市城区人民法院" in text
        )

    def test_remedies_since_2024_begin_with_reconsideration(self):
        later = decision()["remedies"] | {"reconsideration_first": True}
        text = text_of(made(SHEET, decision(remedies=later)).pdf)
        assert "应当自收到本决定书之日起六十日内先向阳泉市人民政府申请行政复议" in text
        assert "之日起十五日内向阳泉市城区人民法院提起行政诉讼" in text

    def test_amounts_stand_in_words_and_figures(self):
        company = decision(party=COMPANY, fine="2950.50", warning=True)
        assert "警告，并处罚款人民币贰仟玖佰伍拾元伍角（¥2,950.50）" in text_of(made(SHEET, company).pdf)

    def test_a_fine_collected_on_the_spot_names_ground_and_receipt(self):
        payment = {"manner": "on_the_spot", "ground": "依法给予小额罚款", "receipt_no": "晋财0012345678"}
        text = text_of(made(SHEET, decision(payment=payment)).pdf)
        assert "当场收缴（依法给予小额罚款）" in text
        assert "票据号晋财0012345678" in text
        assert "加处罚款" not in text

    def test_the_correction_clause_is_always_there(self):
        for correction, words in (
            ({"at_once": True}, "责令你立即改正上述违法行为"),
            ({"by": "2023-05-12"}, "责令你于2023年5月12日前改正"),
            ({"why_not": "当事人已当场改正"}, "不另行责令改正：当事人已当场改正"),
        ):
            assert words in text_of(made(SHEET, decision(correction=correction)).pdf)

    def test_a_refusal_to_sign_is_noted(self):
        received = {"at": NOON, "refused": True, "note": "当事人将决定书退还，全程录像。"}
        for template in (SHEET, SLIP):
            assert "当事人拒绝签收。当事人将决定书退还，全程录像。" in text_of(
                made(template, decision(received=received)).pdf
            )

    def test_a_signature_is_drawn_only_from_strokes(self):
        signed = {"at": NOON, "signature": "M20 60 C40 10 60 90 80 40"}
        assert made(SHEET, decision(received=signed)).pdf != made(SHEET, decision(received={"at": NOON})).pdf
        for evil in ("M0 0'/><text>x", 'M0 0" onload=', "url(x)"):
            with pytest.raises(Incomplete):
                made(SHEET, decision(received={"at": NOON, "signature": evil}))


class TestMarks:
    @pytest.mark.parametrize("template", [SHEET, SLIP])
    @pytest.mark.parametrize(
        ("kind", "word"),
        [
            (MarkKind.VOID, "作废"),
            (MarkKind.SUPERSEDED, "已更正"),
            (MarkKind.CORRECTION, "更正"),
            (MarkKind.DRAFT, "草稿"),
        ],
    )
    def test_a_marked_copy_says_what_it_is_and_why(self, template, kind, word):
        text = text_of(made(template, decision(), mark=Mark(kind, "地点“西街”更正为“东街”", DAY)).pdf)
        assert word in text
        assert "地点“西街”更正为“东街”" in text

    def test_a_draft_bears_no_number(self):
        text = text_of(made(SHEET, decision(), mark=Mark(MarkKind.DRAFT)).pdf)
        assert "第52号" not in text
        assert "签发时取号" in text


class TestCheckCode:
    def digest(self, **changes):
        paper = templates[SHEET]
        return context_digest(paper, paper.on(DAY), checked(paper, decision(**changes)))

    def test_the_code_follows_the_facts_not_their_spelling(self):
        assert self.digest() == self.digest(fine="100.00") == self.digest(act_at=decision()["act_at"] + timedelta(0))
        assert self.digest(fine="100") != self.digest(fine="101")

    def test_sheet_and_slip_of_one_decision_bear_the_same_code(self):
        sheet, slip = made(SHEET, decision()), made(SLIP, decision())
        assert sheet.context_digest == slip.context_digest
        code = sheet.context_digest[:16]
        assert code in text_of(sheet.pdf)
        assert code in text_of(slip.pdf)


class TestWhatPeopleWrite:
    MARKUP = '#panic("x") *粗* _斜_ $x^2$ `代码` [内容] @引用 <标签> // 注释 \\ "引号" = 标题 #sys.inputs'

    @pytest.mark.parametrize(("template", "data"), ALL)
    def test_markup_stays_text(self, template, data):
        written = data(facts=self.MARKUP, party=VENDOR | {"name": "#let 张=1", "address": "*街* $1$"})
        text = text_of(made(template, written).pdf)
        assert squeezed(self.MARKUP) in text
        assert "#let张=1" in text
        assert "*街*$1$" in text

    @settings(max_examples=25, deadline=None)
    @given(st.text(st.characters(codec="gb2312"), min_size=1, max_size=300))
    def test_any_ordinary_text_is_set(self, written):
        data = decision(facts=f"始{written}终", party=VENDOR | {"name": f"甲{written[:20]}"})
        assert made(SHEET, data).pages >= 1

    def test_marks_that_reorder_text_are_dropped(self):
        name = checked(templates[SHEET], decision(party=VENDOR | {"name": "张\u202e三\u0000"})).party.name
        assert name == "张三"

    def test_a_character_no_font_has_is_refused_not_boxed(self):
        with pytest.raises(CannotPrint) as refused:
            made(SHEET, decision(party=VENDOR | {"name": "张🎉"}))
        assert "pictogram" in str(refused.value.remedy)
        assert "张" not in str(refused.value)

    def test_the_longest_facts_print_whole(self):
        facts = "\n".join(f"第{n}节" + "经现场检查，当事人占用人行道堆放建筑材料影响通行。" * 12 for n in range(10))
        assert len(facts) > 3000
        for template, data in ALL:
            text = text_of(made(template, data(facts=facts)).pdf)
            text = re.sub(r"第\d+页共\d+页", "", text)
            assert squeezed(facts) in text


class TestFonts:
    RARE = "堃喆䶮㛃"

    def test_rare_characters_of_names_print_with_the_system_fonts_alone(self, tmp_path, monkeypatch):
        alone = fonts.faces(tmp_path)
        assert alone.chinese
        monkeypatch.setattr("jinwu.documents.render.faces", lambda: alone)
        for template, data in ALL:
            assert self.RARE in text_of(made(template, data(party=VENDOR | {"name": self.RARE})).pdf)

    def test_without_a_chinese_font_nothing_is_printed(self, tmp_path, monkeypatch):
        none = fonts.faces(tmp_path, system=False)
        assert not none.chinese
        monkeypatch.setattr("jinwu.documents.render.faces", lambda: none)
        with pytest.raises(CannotPrint) as refused:
            made(SHEET, decision())
        assert "font" in str(refused.value)


def test_a_preview_shows_every_page_as_a_picture():
    pictures = preview(SHEET, decision(), on=DAY, at=NOON)
    assert len(pictures) == 2
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_a_kept_paper_is_shown_from_its_own_bytes():
    kept = spool.put(made(SHEET, decision()).pdf)
    assert page_png(kept, 2).startswith(b"\x89PNG")
    with pytest.raises(IndexError):
        page_png(kept, 3)


def test_every_field_of_every_paper_has_a_label():
    for paper in templates:
        bare = [name for name, info in paper.context.model_fields.items() if not info.title]
        assert bare == [], paper.key
        assert json.dumps(paper.context.model_json_schema())
