"""Editable copies: the same words in the same order as the paper, an organ's own wording included."""

from __future__ import annotations

import io
import re
from datetime import date

import docx as word
import pytest

from jinwu.documents.editable import NOTE, docx
from jinwu.documents.render import set_facts
from jinwu.documents.samples import AT, Fill
from jinwu.documents.templates import LocalVersion, PageForm, templates
from jinwu.documents.wordings import life, trial

DAY = date(2026, 11, 20)
OUTWARD = [paper for paper in templates if not paper.inside and paper.form is PageForm.A4 and "D85" not in paper.code]
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def words_of(made: bytes) -> str:
    """The text of the body in its order, without spaces and what stands for an empty place."""
    body = word.Document(io.BytesIO(made)).element.body
    return re.sub(r"[\s＿／]", "", "".join(each.text or "" for each in body.iter(_TEXT)))


def words_of_paper(facts) -> str:
    """The text of the paper without the check code and the page numbers."""
    text = re.sub(r"第\d+页共\d+页", "", trial.text_of(set_facts(facts, at=AT).pdf))
    for half in (facts.digest[:8], facts.digest[8:16]):
        text = text.replace(half, "", 1)
    return text


@pytest.mark.parametrize("fill", [Fill.FULL, Fill.BARE])
@pytest.mark.parametrize("paper", OUTWARD, ids=lambda paper: paper.key)
def test_it_says_what_the_paper_says_in_the_same_order(paper, fill):
    facts = trial.example(paper, paper.on(DAY), fill)
    assert words_of(docx(facts)) == words_of_paper(facts)


def test_sixty_samples_and_a_long_text_are_all_there():
    paper = templates["sampling_notice"]
    facts = trial.example(paper, paper.on(DAY), Fill.LONG)
    made = words_of(docx(facts))
    assert made.count("〔样品编号〕") == 60
    assert made.count("以人民为中心") > 100


def test_an_organs_own_wording_is_what_is_edited():
    paper = templates["prior_notice"]
    national = paper.on(DAY)
    source = national.source.replace("特此告知。", "特此告知。法制机构在三楼。")
    own = LocalVersion(national.number, DAY, national.file, text=source, digest=life.digest_of(source))
    facts = trial.example(paper, own)
    assert "法制机构在三楼" in words_of(docx(facts))
    assert words_of(docx(facts)) == words_of_paper(facts)


def test_the_sheet_is_that_of_an_official_paper_and_says_that_it_is_none():
    paper = templates["penalty_decision"]
    made = word.Document(io.BytesIO(docx(trial.example(paper, paper.on(DAY)))))
    section = made.sections[0]
    assert [round(each.mm) for each in (section.page_width, section.page_height, section.top_margin,
                                        section.bottom_margin, section.left_margin, section.right_margin)] == [
        210, 297, 37, 35, 28, 26,
    ]  # fmt: skip
    assert section.header.paragraphs[0].text == NOTE
    assert made.core_properties.title == "行政处罚决定书"
    first = made.paragraphs[0]
    assert (first.runs[0].font.name, first.runs[0].font.size.pt) == ("方正小标宋简体", 22)
    heading = next(each for each in made.paragraphs if each.text.startswith("一、"))
    assert heading.runs[0].font.name == "黑体"


def test_nothing_a_party_wrote_is_read_as_markup():
    paper = templates["penalty_decision"]
    facts = trial.example(paper, paper.on(DAY))
    evil = facts.context.model_copy(update={"contact": '<w:br/> #read("x") & $a$ *b* 堃喆䶮㛃'})
    made = docx(type(facts)(paper, facts.version, evil, facts.digest))
    assert '<w:br/>#read("x")&$a$*b*堃喆䶮㛃' in words_of(made)
