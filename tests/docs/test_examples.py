"""The examples of docs/adding-*.md, built exactly as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.cases.street import Street

from jinwu.cases.summary.procedure import summary
from jinwu.documents import spool, templates
from jinwu.kit.figure import Span, figures
from jinwu.kit.register import registers
from jinwu.matters import replay
from jinwu.matters.errors import Refused
from jinwu.matters.papers import papers

DOCS = Path(__file__).resolve().parents[2] / "docs"


def blocks(name: str, kind: str = "python") -> str:
    """The code of a page, its blocks in order."""
    text = (DOCS / name).read_text()
    return "\n\n".join(re.findall(rf"```{kind}[^\n]*\n(.*?)```", text, re.S))


def build(name: str, at: Path = DOCS) -> dict:
    made: dict = {"__name__": f"docs.{name}", "__file__": str(at)}
    exec(compile(blocks(name), str(DOCS / name), "exec", dont_inherit=True), made)
    return made


@pytest.fixture
def undo():
    """Registries as they were before the example."""
    kept = [
        (holder, dict(holder))
        for holder in (summary.steps, *(r._items for r in (figures, registers, papers, templates.templates)))
    ]
    yield
    for holder, before in kept:
        holder.clear()
        holder.update(before)


@pytest.mark.parametrize(
    "name", ["adding-a-step.md", "adding-a-document.md", "adding-a-register.md", "adding-a-figure.md"]
)
def test_each_page_is_shorter_than_a_page(name):
    assert len((DOCS / name).read_text().splitlines()) <= 75


def test_the_step_can_be_taken_once_and_is_replayed(cast, undo):
    build("adding-a-step.md")
    street = Street(cast)
    street.to_served()
    done = street.act("look_again", {"corrected": True, "said": "已经搬走了"})
    assert done.state.details["revisit"] is True
    assert replay.check(street.matter) == []
    with pytest.raises(Refused, match="visited before"):
        street.act("look_again", {"corrected": False})


def test_the_document_is_made_by_its_step(cast, undo, tmp_path):
    (tmp_path / "typst").mkdir()
    (tmp_path / "typst" / "visit_note.typ").write_text(blocks("adding-a-document.md", "typst"))
    build("adding-a-step.md")
    build("adding-a-document.md", at=tmp_path / "papers.py")
    step = summary.steps["look_again"]
    object.__setattr__(step, "papers", ("visit_note",))
    street = Street(cast)
    street.to_served()
    done = street.act("look_again", {"corrected": True})
    reader = PdfReader(spool.path(done.state.papers[-1].sha256))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "回访记录" in text
    assert "已改正" in text
    assert done.state.number in text


def test_the_register_has_its_page(cast, undo, client):
    build("adding-a-register.md")
    street = Street(cast)
    street.to_served()
    with pytest.raises(Refused):
        street.serve()
    client.force_login(cast.statistician)
    page = client.get("/registers/refusals_example/")
    assert page.status_code == 200
    assert "serve" in page.content.decode()
    client.force_login(cast.officer)
    assert client.get("/registers/refusals_example/").status_code == 403


def test_the_figure_counts_and_opens_its_rows(cast, undo):
    build("adding-a-figure.md")
    signed, refused = Street(cast), Street(cast)
    signed.to_served()
    refused.open(party={**refused.opening()["party"], "name": "李四"}, place="德胜街9号门前")
    refused.notify()
    refused.decide()
    refused.refuse()
    figure = figures["service.refused.example"]
    span = Span(cast.bureau.pk, refused.now.year, cast.statistician)
    assert figure.value(span) == 1
    assert [row.pk for row in figure.rows(span)] == [refused.matter]
    assert figure.value(Span(cast.bureau.pk, refused.now.year, cast.stranger)) == 0
