"""The demonstration as it stands around one day, without its past: a town to walk through, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.matters.scanner import blank, pages_of, scan
from tools.pages import Finder

from jinwu.cli import demo
from jinwu.documents import setting
from jinwu.documents.templates import templates
from jinwu.kit import clock
from jinwu.matters.models import MatterPaper

START = datetime(2026, 11, 20, 10, tzinfo=clock.ZONE)


@contextmanager
def standing() -> Iterator[Finder]:
    """Build it in the database that is connected; its pages, found as its people see them. The clock runs from `START`."""
    clock.start_at(START)
    try:
        demo.fill("yangquan", START, past=False)
        finder = Finder()
        bring(finder)
        yield finder
    finally:
        clock.start_at(None)


def bring(finder: Finder) -> None:
    """What the demonstration has none of: a bank's file, a scanner's pile, a wording that is drafted, a paper sealed."""
    finder.ask("caiwu", "/bank/")
    rows = "决定书号,金额,缴款日期,流水号\n阳城管罚决字〔2026〕第99号,70,2026-11-19,YH1\n阳城管罚决字〔2026〕第98号,50.00,2026-11-19,YH2\n"
    page = finder.clients["caiwu"].post("/bank/", {"file": SimpleUploadedFile("来款.csv", rows.encode())}).url
    assert finder.clients["caiwu"].post(page).status_code == 302
    finder.ask("dangan", "/scans/")
    paper = MatterPaper.objects.filter(paper="penalty_decision").first()
    pile = SimpleUploadedFile("一批.pdf", scan(*pages_of(setting.read(paper.document_id)), blank()))
    assert finder.clients["dangan"].post("/scans/", {"files": pile}).status_code == 200
    finder.ask("yaolijun", "/forms/")
    source = templates["prior_notice"].on(START.date()).source
    sent = finder.clients["yaolijun"].post("/forms/prior_notice/write/", {
        "source": source.replace("#with-seal[特此告知。]", "#with-seal[特此告知。联系电话：0000-0000000。]"),
        "since": "2026-11-21", "reason": "写明电话", "answer": "hand_in", "seen": "",
    })  # fmt: skip
    assert sent.status_code == 302
