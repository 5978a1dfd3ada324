"""Every form this installation can print, with ordinary, emptiest, longest and rarest facts: all of it stands in print.

The facts are made up from the context itself (`documents.samples`), so that a new form is tried without a line more.
"""

from __future__ import annotations

import io
import re
from typing import Any

import pypdf
import pytest
from tests.documents.ordinary import FOOT, NAME_ONLY

from jinwu.documents.render import render
from jinwu.documents.samples import AT, Fill, sample
from jinwu.documents.templates import PageForm, templates

KEYS = sorted(paper.key for paper in templates)
RARE = "堃喆䶮㛃"
#: Facts that choose a wording or draw something, and do not stand in print themselves.
CODES = {
    "kind",
    "signed",
    "signature",
    "strokes",
    "you",
    "label",
    "reply",
    "hearing",
    "suit_months",
    "months",
    "act_to",
}
#: What a form leaves out on purpose while another fact of it says so, or an organ that stands on another sheet of the file.
LEFT_OUT: dict[str, set[str]] = {
    "changed_decision": {"payment.days"},  # instalments have days of their own
    "decision_approval": {"ground"},  # of no penalty
    "file_index": {"organ"},
    "file_verification": {"organ"},
    "hearing_notice": {"why_closed"},  # an open one
    "investigation_report": {
        f"findings.{name}" for name in ("act_at", "when", "place", "facts")
    },  # the report's own stand there
    "no_penalty_decision": {"findings.basis", "findings.discretion"},
    "on_the_spot_decision": {"payment.ground", "payment.receipt_no"},  # collected on the spot
    "on_the_spot_slip": {"payment.ground", "payment.receipt_no"},
    "penalty_decision": {"told.statement", "told.answer", "told.heard_on", "payment.days"},
}
#: Sheets of a file that archive practice does not number.
UNNUMBERED = {"file_cover", "file_index", "file_verification"}
NUMBERED = re.compile(r"第(\d+)页\s*共(\d+)页")


def told_apart(value: Any, mark: str = "", at: int = 0) -> Any:
    """The facts with `mark` before each made-up text, and the items of a list told from one another."""
    if isinstance(value, dict):
        return {name: told_apart(each, mark, at) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [told_apart(each, mark, i) for i, each in enumerate(value)]
    if isinstance(value, str) and value.startswith("〔"):
        return f"{mark}{value}{at + 1 if at else ''}"
    return value


def facts(key: str, fill: Fill, mark: str = "") -> Any:
    made = sample(templates[key], fill)
    return type(made).model_validate(told_apart(made.model_dump(), mark))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page; none of it stands off the sheet."""
    return [page_text(page) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def page_text(page: pypdf.PageObject) -> str:
    heights: list[float] = []

    def place(text: str, matrix: Any, own: Any, _font: Any, _size: Any) -> None:
        if text.strip():
            heights.append(own[4] * matrix[1] + own[5] * matrix[3] + matrix[5])

    text = re.sub(r"\s+", "", page.extract_text(visitor_text=place))
    assert 0 < min(heights) <= max(heights) < page.mediabox.height
    return text


def words(value: Any, left_out: set[str], path: str = "") -> list[str]:
    """Every text of a context as it is set, paragraph by paragraph."""
    if path in left_out or path.rpartition(".")[2] in CODES:
        return []
    if isinstance(value, dict):
        return [word for name, each in value.items() for word in words(each, left_out, f"{path}.{name}".lstrip("."))]
    if isinstance(value, list | tuple):
        return [word for each in value for word in words(each, left_out, path)]
    return re.sub(r"[ \t]+", "", value).split("\n") if isinstance(value, str) and value else []


@pytest.mark.parametrize("fill", list(Fill))
@pytest.mark.parametrize("key", KEYS)
def test_everything_given_stands_in_print(key, fill):
    context = facts(key, fill, RARE if fill is Fill.FULL else "")
    paper = render(key, context, on=AT.date(), at=AT)
    pages = pages_of(paper.pdf)
    text = FOOT.sub("", NUMBERED.sub("", "".join(pages)))
    assert "\ufffd" not in text
    assert "None" not in text
    shown = context.shown()
    if key in NAME_ONLY and shown["party"]:
        shown["party"] = shown["party"]["name"]
    missing = [word for word in words(shown, LEFT_OUT.get(key, set())) if not stands(word, text)]
    assert not missing
    assert paper.pages == len(pages)
    if key not in UNNUMBERED and templates[key].form is PageForm.A4:
        assert [NUMBERED.search(page).groups() for page in pages] == [
            (str(n), str(len(pages))) for n in range(1, len(pages) + 1)
        ]


def stands(word: str, text: str) -> bool:
    """Whether a text stands in print. One that runs over pages may have the head of a table between: then in two runs."""
    word = re.sub(r"\s+", "", word)
    if word in text:
        return True
    cuts = (n for n in range(1, len(word)) if word[:n] in text and word[n:] in text)
    return len(word) > 200 and next(cuts, 0) > 0
