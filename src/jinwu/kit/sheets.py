"""Reading tables that others send: CSV and the first sheet of an Excel file (.xlsx), each cell as the text it shows."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Context, Decimal, InvalidOperation
from pathlib import Path
from xml.etree import ElementTree

from jinwu.law.messages import say
from jinwu.law.problems import Problem

#: More is no table that a person made; it also keeps a small file from unfolding into a huge one.
MOST_BYTES = 64 * 1024 * 1024
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DATES = frozenset({14, 15, 16, 17, 22, 27, 30, 36, 50, 57})
_SHOWN = Context(prec=15)  # what Excel shows of a number


class BrokenSheet(Problem):
    """The file cannot be read as a table."""


@dataclass(frozen=True)
class SheetRow:
    """One row beneath the heads: its number as the file counts, its cells by head."""

    number: int
    cells: dict[str, str]


def read(path: Path) -> list[SheetRow]:
    """The rows of a table; the first row that holds something names the columns, empty rows are passed over.

    Raises `BrokenSheet`.
    """
    if path.stat().st_size > MOST_BYTES:
        raise _broken(path)
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    rows = list(_xlsx(path) if zipped else _csv(path))
    heads: list[str] | None = None
    found = []
    for number, cells in rows:
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            continue
        if heads is None:
            heads = cells
            continue
        found.append(SheetRow(number, {head: cell for head, cell in zip(heads, cells, strict=False) if head}))
    if heads is None:
        raise BrokenSheet(say("{file} is empty.", file=path.name), say("Choose the file that the bank sent."))
    return [SheetRow(row.number, {head: row.cells.get(head, "") for head in heads if head}) for row in found]


def _broken(path: Path) -> BrokenSheet:
    return BrokenSheet(
        say("{file} cannot be read as a table.", file=path.name),
        say("Save it as CSV (UTF-8) or as .xlsx and try again."),
    )


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows of a CSV in UTF-8 or GB 18030, parted by comma, semicolon or tab."""
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise _broken(path)
    if "\0" in text:
        raise _broken(path)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise _broken(path) from error


def _xlsx(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows of the first sheet."""
    try:
        with zipfile.ZipFile(path) as book:
            if sum(entry.file_size for entry in book.infolist()) > MOST_BYTES:
                raise _broken(path)
            yield from _Book(book).rows()
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, IndexError, InvalidOperation) as error:
        if isinstance(error, BrokenSheet):
            raise
        raise _broken(path) from error


class _Book:
    def __init__(self, book: zipfile.ZipFile) -> None:
        self.book = book
        names = set(book.namelist())
        workbook = self._tree("xl/workbook.xml")
        properties = workbook.find(f"{_MAIN}workbookPr")
        in_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.epoch = datetime(1904, 1, 1) if in_1904 else datetime(1899, 12, 30)
        self.texts = self._texts() if "xl/sharedStrings.xml" in names else []
        self.dates = self._date_styles() if "xl/styles.xml" in names else set()
        self.sheet = self._first(workbook)

    def _tree(self, name: str) -> ElementTree.Element:
        content = self.book.read(name)
        if b"<!DOCTYPE" in content[:2048]:
            raise ValueError("a document type is not for tables")
        return ElementTree.fromstring(content)

    def _first(self, workbook: ElementTree.Element) -> str:
        """The part that holds the first sheet."""
        link = workbook.find(f"{_MAIN}sheets/{_MAIN}sheet")
        wanted = (
            next((value for name, value in link.attrib.items() if name.endswith("}id")), "") if link is not None else ""
        )
        for relation in self._tree("xl/_rels/workbook.xml.rels"):
            if relation.get("Id") == wanted:
                target = relation.get("Target", "")
                return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        raise KeyError(wanted)

    def _texts(self) -> list[str]:
        return [_joined(item) for item in self._tree("xl/sharedStrings.xml").findall(f"{_MAIN}si")]

    def _date_styles(self) -> set[int]:
        """Numbers of the cell styles that show a date."""
        styles = self._tree("xl/styles.xml")
        own = {
            int(one.get("numFmtId", "0"))
            for one in styles.findall(f"{_MAIN}numFmts/{_MAIN}numFmt")
            if re.search(r"[yd年日]", re.sub(r'"[^"]*"|\[[^]]*\]', "", one.get("formatCode", "")), re.IGNORECASE)
        }
        formats = styles.findall(f"{_MAIN}cellXfs/{_MAIN}xf")
        return {i for i, one in enumerate(formats) if int(one.get("numFmtId", "0")) in _DATES | own}

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        for place, row in enumerate(self._tree(self.sheet).iter(f"{_MAIN}row"), 1):
            cells: list[str] = []
            for cell in row.findall(f"{_MAIN}c"):
                column = _column(cell.get("r", "")) if cell.get("r") else len(cells)
                cells += [""] * (column - len(cells))
                cells.append(self._shown(cell))
            yield int(row.get("r", place)), cells

    def _shown(self, cell: ElementTree.Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(f"{_MAIN}is")
            return "" if inline is None else _joined(inline)
        value = cell.findtext(f"{_MAIN}v") or ""
        if kind == "s":
            return self.texts[int(value)]
        if kind != "n" or not value:
            return value
        if int(cell.get("s", "0")) in self.dates:
            return self._date(Decimal(value))
        return format(_SHOWN.create_decimal(Decimal(value)).normalize(), "f")

    def _date(self, serial: Decimal) -> str:
        moment = self.epoch + timedelta(days=int(serial))
        return moment.date().isoformat()


def _joined(item: ElementTree.Element) -> str:
    """The text of an item; phonetic hints above it are left out."""
    plain = [node.text or "" for node in item.findall(f"{_MAIN}t")]
    runs = [node.text or "" for node in item.findall(f"{_MAIN}r/{_MAIN}t")]
    return "".join(plain + runs)


def _column(reference: str) -> int:
    """0 for ``A1``, 26 for ``AA1``."""
    number = 0
    for letter in re.match(r"[A-Z]+", reference).group():  # type: ignore[union-attr]
        number = number * 26 + ord(letter) - 64
    if number > 16384:
        raise ValueError(reference)
    return number - 1
