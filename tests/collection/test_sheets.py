"""Tables that others send: CSV and .xlsx, as people really save them."""

from __future__ import annotations

import zipfile

import pytest
from tests.collection.books import book

from jinwu.kit.sheets import BrokenSheet, read


def cells(path):
    return [(row.number, list(row.cells.values())) for row in read(path)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_in_the_codes_and_with_the_marks_in_use(tmp_path, encoding, mark):
    path = tmp_path / "a.csv"
    path.write_bytes("文号|金额\r\n测〔2026〕1号|10.50\r\n\r\n|\r\n甲|1\r\n".replace("|", mark).encode(encoding))
    assert cells(path) == [(2, ["测〔2026〕1号", "10.50"]), (5, ["甲", "1"])]


def test_a_quoted_cell_may_hold_the_mark_and_a_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('文号,金额\n"甲\n乙","1,000.00"\n丙,2\n', encoding="utf-8")
    assert [row for _n, row in cells(path)] == [["甲\n乙", "1,000.00"], ["丙", "2"]]


@pytest.mark.parametrize("shared", [True, False])
def test_xlsx(tmp_path, shared):
    rows = [
        ["", ""],
        ["文号", "金额", "日期"],
        ["甲<&", "=601825.52000000002", "@46091"],
        [],
        ["乙", "=1000", ""],
        ["丙"],
    ]
    path = book(tmp_path / "a.xlsx", rows, shared=shared)
    assert cells(path) == [
        (3, ["甲<&", "601825.52", "2026-03-10"]), (5, ["乙", "1000", ""]), (6, ["丙", "", ""])
    ]  # fmt: skip


def test_xlsx_of_the_other_epoch(tmp_path):
    path = book(tmp_path / "a.xlsx", [["日期"], ["@44629"]], date1904=True)
    assert cells(path) == [(2, ["2026-03-10"])]


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe\x00", b"PK\x03\x04 no book", b'a,"b'], ids=range(5))
def test_what_is_no_table_is_said(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(BrokenSheet):
        read(path)


def test_a_book_that_unfolds_too_far(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("xl/workbook.xml", b"<" + b" " * (65 * 1024 * 1024))
    with pytest.raises(BrokenSheet):
        read(path)


def test_a_book_that_declares_entities(tmp_path):
    with pytest.raises(BrokenSheet):
        read(book(tmp_path / "a.xlsx", [["文号"]], more='<!DOCTYPE x [<!ENTITY a "b">]>'))
