"""The papers of the ordinary procedure: what was given stands in print, whatever is missing, long or rare."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import pypdf
import pytest
from tests.documents.ordinary import (
    BARE,
    DAY,
    FOOT,
    FULL,
    LONG_FIELD,
    NAME_ONLY,
    PROOFS,
    bare,
    finding,
    full,
    with_long_text,
)
from tests.documents.papers import COMPANY, NOON, SHOP, VENDOR
from tests.documents.test_render import squeezed, text_of

from jinwu.documents.render import Incomplete, Mark, MarkKind, checked, render
from jinwu.documents.templates import NoTemplateOnDay, templates

KEYS = list(FULL)
RARE = "堃喆䶮㛃"
#: Codes that choose a wording and do not stand in print themselves.
CODES = {"kind", "signed", "reply", "hearing", "days", "suit_days_after", "signature", "strokes", "you", "label"}


def made(key, data, **more):
    return render(key, data, on=DAY, at=NOON, **more)


def words_of(value) -> list[str]:
    """Every string of a context, codes and strokes aside."""
    if isinstance(value, dict):
        return [word for name, each in value.items() if name not in CODES for word in words_of(each)]
    if isinstance(value, list):
        return [word for each in value for word in words_of(each)]
    return [value] if isinstance(value, str) and value else []


def test_every_paper_is_tried():
    numbered = {paper.key for paper in templates} - {"on_the_spot_decision", "on_the_spot_slip", "on_the_spot_filing"}
    assert numbered >= set(KEYS)
    assert set(KEYS) == set(BARE) == set(LONG_FIELD)
    assert len(KEYS) == 48


@pytest.mark.parametrize("key", KEYS)
def test_what_was_given_stands_in_print(key):
    context = checked(templates[key], full(key)).shown()
    if key in NAME_ONLY:
        context["party"] = context["party"]["name"]
    if key == "no_penalty_decision":  # of a violation that is not penalised, no basis of a penalty
        context["findings"] = [each | {"basis": "", "discretion": ""} for each in context["findings"]]
    text = text_of(made(key, full(key)).pdf)
    for value in words_of(context):
        for part in value.split("\n"):
            assert squeezed(part) in text, part


@pytest.mark.parametrize("key", KEYS)
def test_what_is_unknown_is_left_out(key):
    data = bare(key)
    text = text_of(made(key, data).pdf)
    assert "none" not in text.lower()
    assert squeezed(templates[key].chinese) in text


@pytest.mark.parametrize("key", KEYS)
def test_the_longest_text_prints_whole(key):
    long = "\n".join(f"第{n}节" + "经现场检查，当事人占用人行道堆放建筑材料影响通行。" * 12 for n in range(10))
    if key in ONE_LINE:
        long = long.replace("\n", "").rstrip("。")
    assert len(long) > 3000 or key in ITEMS
    paper = made(key, with_long_text(key, long))
    text = re.sub(r"第\d+页共\d+页", "", text_of(paper.pdf))
    if key in RECORDS:
        text = FOOT.sub("", text)
    if key in ITEMS:  # a row for each item, the heads of the table again on every page
        text = text.replace("序号物品名称、规格、数量和特征备注", "")
        parts = [squeezed(part) for part in long.split("\n")]
    else:
        parts = [squeezed(long)]
    assert all(part in text for part in parts)
    assert paper.pages == len(pypdf.PdfReader(io.BytesIO(paper.pdf)).pages) >= 2


@pytest.mark.parametrize("key", KEYS)
def test_rare_characters_of_names_are_set(key):
    text = text_of(made(key, with_long_text(key, f"{RARE}在现场。")).pdf)
    assert f"{RARE}在现场" in text


@pytest.mark.parametrize("key", KEYS)
def test_markup_stays_text(key):
    markup = '#panic("x") *粗* _斜_ $x^2$ `代码` [内容] @引用 <标签> // 注释 \\ "引号"'
    assert squeezed(markup) in text_of(made(key, with_long_text(key, markup)).pdf)


@pytest.mark.parametrize("key", KEYS)
def test_a_paper_is_an_archival_pdf_with_its_fonts_inside(key):
    first = made(key, full(key))
    assert b"<pdfaid:part>2</pdfaid:part>" in first.pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in first.pdf
    assert b"/FontFile" in first.pdf
    assert made(key, full(key)).sha256 == first.sha256
    assert first.context_digest[:16] in text_of(first.pdf)


@pytest.mark.parametrize("key", KEYS)
def test_a_missing_field_is_named(key):
    required = [name for name, info in templates[key].context.model_fields.items() if info.is_required()]
    for name in required:
        data = full(key)
        del data[name]
        with pytest.raises(Incomplete) as refused:
            made(key, data)
        assert refused.value.fields == [name]
        assert "is missing" in str(refused.value.findings[0])


@pytest.mark.parametrize("key", KEYS)
def test_a_draft_bears_no_number(key):
    text = text_of(made(key, full(key), mark=Mark(MarkKind.DRAFT)).pdf)
    assert "草稿" in text
    own = FULL[key].get("number")
    if templates[key].number_class:
        assert own not in text
        assert "签发时取号" in text


@pytest.mark.parametrize("key", KEYS)
def test_none_is_held_before_the_law_it_words(key):
    with pytest.raises(NoTemplateOnDay):
        render(key, full(key), on=date(2021, 7, 14), at=NOON)


class TestDecision:
    """The fields of APL 59."""

    def text(self, **changes):
        return text_of(made("penalty_decision", full("penalty_decision", **changes)).pdf)

    @pytest.mark.parametrize("party", [VENDOR, COMPANY, SHOP])
    def test_each_kind_of_party_is_named_with_its_address(self, party):
        text = self.text(party=party)
        for name in ("name", "address"):
            assert squeezed(party[name]) in text
        assert ("你单位" in text) == (party["kind"] == "organisation")

    def test_evidence_is_listed_and_closed(self):
        text = self.text()
        assert "上述事实有下列证据证明：" in text
        assert "2.视听资料：现场照片6张、执法记录仪录像1段，证明堆放的材料和现场状况；" in text
        assert "3.当事人的陈述：武建军询问笔录1份（2023年4月6日制作）。" in text

    def test_what_was_noticed_and_answered(self):
        text = self.text()
        assert "本机关于2023年4月25日向你单位送达《行政处罚事先告知书》（阳城管告字〔2023〕第16号）" in text
        assert "陈述、申辩和要求听证的权利" in text
        assert "你单位提出如下陈述、申辩意见：已经清理完毕，请求从轻处罚。经复核，本机关认为：" in text
        assert "本机关于2023年5月5日举行听证。本决定根据听证笔录作出。" in text

    @pytest.mark.parametrize(
        ("told", "words"),
        [
            ({"reply": "waived", "statement": "", "answer": ""}, "明确表示放弃陈述、申辩权利。"),
            ({"reply": "lapsed", "statement": "", "answer": ""}, "在规定期限内未提出陈述、申辩意见。"),
            ({"hearing": "lapsed", "heard_on": None}, "在法定期限内未要求听证。"),
            ({"hearing": "waived", "heard_on": None}, "明确表示放弃要求听证的权利。"),
            ({"hearing": "withdrawn", "heard_on": None}, "提出听证要求后又撤回。"),
            ({"hearing": "declined", "heard_on": None}, "提出听证要求，因不符合法定条件，本机关未组织听证。"),
            ({"hearing": "terminated"}, "视为放弃听证权利，听证终止。"),
        ],
    )
    def test_how_the_rights_were_used(self, told, words):
        assert words in self.text(told=FULL["penalty_decision"]["told"] | told)

    def test_a_statement_without_an_answer_is_refused(self):
        told = FULL["penalty_decision"]["told"] | {"answer": ""}
        with pytest.raises(Incomplete) as refused:
            self.text(told=told)
        assert refused.value.fields == ["told.answer"]

    def test_sum_in_words_and_figures_and_the_term_to_pay(self):
        text = self.text()
        assert "1.罚款人民币壹万贰仟元整（¥12,000.00）；2.没收非法财物：砂石2立方米。" in text
        assert (
            "自收到本决定书之日起十五日内，将上述款项缴至中国工商银行阳泉分行各营业网点（地址：阳泉市城区德胜街8号）"
            in text
        )
        assert "每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。" in text

    def test_no_surcharge_is_threatened_where_the_profile_states_none(self):
        payment = FULL["penalty_decision"]["payment"] | {"surcharge": None}
        assert "加处罚款" not in self.text(payment=payment)

    def test_several_violations_are_numbered_and_summed(self):
        text = self.text(
            findings=[finding(), finding(act="随意倾倒建筑垃圾")],
            penalties=[
                {"kind": "对擅自占用城市道路，罚款", "amount": "12000"},
                {"kind": "对随意倾倒建筑垃圾，罚款", "amount": "500.5"},
            ],
        )
        assert "（一）经查" in text
        assert "（二）经查" in text
        assert "以上合计人民币壹万贰仟伍佰元伍角（¥12,500.50）。" in text

    def test_one_violation_is_not_numbered_and_one_sum_not_summed(self):
        text = self.text()
        assert "（一）" not in text
        assert "以上合计" not in text

    def test_a_fine_needs_its_payment(self):
        with pytest.raises(Incomplete) as refused:
            self.text(payment=None)
        assert refused.value.fields == ["payment"]

    def test_parts_are_listed_and_must_add_up(self):
        payment = FULL["penalty_decision"]["payment"]
        parts = [{"by": date(2023, 6, 30), "amount": "5000"}, {"by": date(2023, 9, 30), "amount": "7000"}]
        assert "第2期：2023年9月30日前缴纳柒仟元整（¥7,000.00）。" in self.text(
            payment=payment | {"instalments": parts}
        )
        parts[1]["amount"] = "6999.99"
        with pytest.raises(Incomplete):
            self.text(payment=payment | {"instalments": parts})

    def test_a_warning_alone_names_no_payment(self):
        text = text_of(made("penalty_decision", bare("penalty_decision")).pdf)
        assert "以下行政处罚：警告。" in text
        assert "缴至" not in text
        assert "强制执行" not in text

    def test_remedies_name_organ_court_and_terms(self):
        text = self.text()
        assert (
            "之日起六十日内向阳泉市人民政府申请行政复议，也可以自收到本决定书之日起六个月内直接向阳泉市城区人民法院提起行政诉讼"
            in text
        )

    def test_seal_and_date_stand_after_text_on_their_page(self):
        for n in range(1, 30):
            extra = [*PROOFS, *({"kind": "书证", "title": f"材料{i}"} for i in range(n))]
            pages = pypdf.PdfReader(
                io.BytesIO(made("penalty_decision", full("penalty_decision", evidence=extra)).pdf)
            ).pages
            last = squeezed(pages[-1].extract_text())
            assert "法律另有规定的除外。" in last
            assert "（印章）" in last


class TestNotice:
    def test_the_right_to_a_hearing_stands_only_where_it_exists(self):
        assert "有要求听证的权利" in text_of(made("prior_notice", full("prior_notice")).pdf)
        assert "听证" not in text_of(made("prior_notice", bare("prior_notice")).pdf)

    def test_a_right_needs_its_days(self):
        with pytest.raises(Incomplete) as refused:
            made("prior_notice", full("prior_notice", hearing_days=None))
        assert refused.value.fields == ["hearing_days"]

    def test_the_days_are_those_given(self):
        text = text_of(made("prior_notice", full("prior_notice", statement_days=3, hearing_days=7)).pdf)
        assert "之日起三个工作日内，以书面或者口头方式" in text
        assert "之日起七个工作日内向本机关提出" in text


class TestRecords:
    @pytest.mark.parametrize("key", ["scene_record", "inquiry_record", "statement_record", "hearing_record"])
    def test_a_record_does_not_end_before_it_began(self, key):
        with pytest.raises(Incomplete):
            made(key, full(key, began=full(key)["ended"], ended=full(key)["began"]))

    @pytest.mark.parametrize("key", ["scene_record", "inquiry_record", "statement_record", "hearing_record"])
    def test_every_page_is_signed_and_no_signature_stands_alone(self, key):
        for n in range(1, 26):
            text = "\n".join(f"第{i}段内容。" for i in range(n)) + "\n末段内容。"
            pages = pypdf.PdfReader(io.BytesIO(made(key, with_long_text(key, text)).pdf)).pages
            for page in pages:
                assert FOOT.search(squeezed(page.extract_text()))
            assert "末段内容。" in squeezed(pages[-1].extract_text())

    def test_rights_not_told_make_no_inquiry_record(self):
        with pytest.raises(Incomplete) as refused:
            made("inquiry_record", full("inquiry_record", rights_told=False))
        assert refused.value.fields == ["rights_told"]

    @pytest.mark.parametrize(
        ("signer", "words"),
        [
            ({"signed": "refused"}, "被询问人拒绝签名。执法人员注明："),
            ({"signed": "refused", "note": "称需先问律师"}, "被询问人拒绝签名。称需先问律师。"),
            ({"signed": "signed"}, "和我说的一致。被询问人签名："),
        ],
    )
    def test_signing_or_its_refusal_is_noted(self, signer, words):
        assert words in text_of(made("inquiry_record", full("inquiry_record", signer=signer)).pdf)


def test_the_demand_sums_what_is_owed():
    text = text_of(made("demand_notice", full("demand_notice", confiscation="400.10")).pdf)
    assert "壹万陆仟元壹角" in text
    assert "16,000.10" in text
    with pytest.raises(Incomplete) as refused:
        made("demand_notice", full("demand_notice", counted_on=None))
    assert refused.value.fields == ["counted_on"]


@pytest.mark.parametrize("second", ["5999.99", "6000.01"])
def test_granted_parts_must_add_up(second):
    parts = [{"by": date(2023, 6, 30), "amount": "6000"}, {"by": date(2023, 9, 30), "amount": second}]
    with pytest.raises(Incomplete):
        made("instalment_approval", full("instalment_approval", instalments=parts))
    assert Decimal(second) + 6000 != 12000


def test_more_votes_than_members_are_refused():
    with pytest.raises(Incomplete):
        made("committee_minutes", full("committee_minutes", members=1))


#: Papers whose longest text stands within a sentence or a line.
ONE_LINE = {
    "hearing_notice", "hearing_announcement", "address_confirmation", "instalment_approval", "demand_notice", "recusal_decision",
    "power_of_attorney", "confiscation_list",
}  # fmt: skip
#: Papers whose longest text is a list.
ITEMS = {"preservation_notice", "inquiry_notice", "preservation_approval"}
RECORDS = {
    "scene_record",
    "inquiry_record",
    "statement_record",
    "hearing_record",
    "correction_check",
    "committee_minutes",
}
