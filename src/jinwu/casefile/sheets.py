"""The sheets that the file itself brings: cover, index, evidence list, recordings, payments, reporter, verification (D85)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jinwu.documents.contexts.parts import Note, Paper
from jinwu.documents.papers_data import Blank, Line
from jinwu.documents.templates import PaperTemplate, TemplateVersion, template
from jinwu.kit.inputs import field
from jinwu.law.messages import N_

HERE = Path(__file__).parent / "typst"


class FileCover(Paper):
    """案卷封面. `shelf` is what the archivist gave (全宗号、目录号、案卷号)."""

    organ: Line = field(N_("Organ"))
    volume: Line = field(N_("Open or internal"))
    number: Blank = field(N_("Archive number"), "")
    shelf: Blank = field(N_("Number of the file"), "")
    case: Line = field(N_("Name of the case"))
    decision: Blank = field(N_("Decision number"), "")
    unit: Line = field(N_("Handling unit"))
    filed_on: Blank = field(N_("Filed on"), "")
    closed_on: Blank = field(N_("Closed on"), "")
    retention: Line = field(N_("Retention period"))
    items: Line = field(N_("Items"))
    pages: Line = field(N_("Number of pages"))
    part: Blank = field(N_("Part of the file"), "")


class IndexRow(Paper):
    """One line of the index (卷内目录)."""

    number: Blank = field(N_("Document number"), "")
    author: Blank = field(N_("Responsible"), "")
    title: Line = field(N_("Title"))
    on: Blank = field(N_("Date"), "")
    pages: Line = field(N_("Page numbers"))
    note: Blank = field(N_("Remark"), "")


class FileIndex(Paper):
    """卷内目录: 序号、文号、责任者、题名、日期、页号、备注."""

    organ: Line = field(N_("Organ"))
    number: Blank = field(N_("Archive number"), "")
    volume: Line = field(N_("Open or internal"))
    rows: tuple[IndexRow, ...] = field(N_("Items"), min_length=1)


class EvidenceRow(Paper):
    kind: Line = field(N_("Kind of evidence"))
    title: Line = field(N_("Title of the evidence"))
    proves: Blank = field(N_("What it proves"), "")
    source: Blank = field(N_("Source of the evidence"), "")
    taken: Blank = field(N_("Taken by and on"), "")
    digest: Blank = field(N_("Digest of the file"), "")


class EvidenceList(Paper):
    """证据目录 (APL 46)."""

    organ: Line = field(N_("Organ"))
    case: Line = field(N_("Name of the case"))
    rows: tuple[EvidenceRow, ...] = field(N_("Items of evidence"), min_length=1)


class RecordingRow(Paper):
    link: Line = field(N_("Link of the process"))
    what: Line = field(N_("What was recorded"))
    at: Line = field(N_("Time of the act"))
    recorder: Blank = field(N_("Recorder"), "")
    digest: Blank = field(N_("Digest of the file"), "")


class RecordingList(Paper):
    """视听资料说明 (APL 47)."""

    organ: Line = field(N_("Organ"))
    case: Line = field(N_("Name of the case"))
    rows: tuple[RecordingRow, ...] = field(N_("Recordings"), min_length=1)


class PaymentRow(Paper):
    on: date = field(N_("Date"))
    party: Line = field(N_("Party"))
    kind: Line = field(N_("Kind of payment"))
    amount: Line = field(N_("Amount"))
    receipt: Blank = field(N_("Number of the fiscal receipt"), "")


class PaymentList(Paper):
    """缴款情况表: receipts by number (APL 67, 70)."""

    organ: Line = field(N_("Organ"))
    case: Line = field(N_("Name of the case"))
    rows: tuple[PaymentRow, ...] = field(N_("Payments"), min_length=1)


class ReporterSheet(Paper):
    """举报人信息: lies in the internal volume only."""

    organ: Line = field(N_("Organ"))
    case: Line = field(N_("Name of the case"))
    source: Line = field(N_("Source of the case"))
    received: Blank = field(N_("Clue received"), "")
    reporter: Blank = field(N_("Reporter"), "")
    phone: Blank = field(N_("Telephone"), "")
    told: Blank = field(N_("Reporter told on"), "")


class Verification(Paper):
    """备考表: what lies in the volume, what it lacks, who bound it."""

    organ: Line = field(N_("Organ"))
    number: Blank = field(N_("Archive number"), "")
    summary: Line = field(N_("What lies in the volume"))
    remarks: Note = field(N_("Remarks"), "")
    archivist: Blank = field(N_("Bound by"), "")
    archived_on: Blank = field(N_("Archived on"), "")


#: Practice of the archive trade; the wording is the release's own.
_SINCE = date(2018, 1, 1)

for _key, _code, _title, _chinese, _context in (
    ("file_cover", "D85", N_("Cover of the file"), "案卷封面", FileCover),
    ("file_index", "D85-2", N_("Index of the file"), "卷内目录", FileIndex),
    ("file_verification", "D85-3", N_("Verification sheet"), "备考表", Verification),
    ("file_evidence", "D85-4", N_("Evidence list of the file"), "证据目录", EvidenceList),
    ("file_recordings", "D85-5", N_("Recordings of the file"), "视听资料说明", RecordingList),
    ("file_payments", "D85-6", N_("Payments of the file"), "缴款情况表", PaymentList),
    ("file_reporter", "D85-7", N_("Reporter's sheet"), "举报人信息登记表", ReporterSheet),
):
    template(
        PaperTemplate(
            key=_key, code=_code, title=_title, chinese=_chinese, context=_context,
            versions=(TemplateVersion(1, _SINCE, HERE / f"{_key}.typ"),),
        )
    )  # fmt: skip
