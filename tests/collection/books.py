"""Small .xlsx files for tests, written by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def book(path: Path, rows: list[list[str]], *, shared: bool = True, more: str = "", date1904: bool = False) -> Path:
    """A book with one sheet. A cell ``=n`` is a number, ``@n`` a date by its serial, anything else text."""
    texts: list[str] = []
    lines = []
    for number, row in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(row):
            at = f'r="{chr(65 + column)}{number}"'
            if value.startswith("="):
                cells.append(f"<c {at}><v>{value[1:]}</v></c>")
            elif value.startswith("@"):
                cells.append(f'<c {at} s="1"><v>{value[1:]}</v></c>')
            elif value and shared:
                texts.append(value)
                cells.append(f'<c {at} t="s"><v>{len(texts) - 1}</v></c>')
            elif value:
                cells.append(f'<c {at} t="inlineStr"><is><t>{escape(value)}</t></is></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    strings = "".join(f"<si><r><t>{escape(t[:1])}</t></r><r><t>{escape(t[1:])}</t></r></si>" for t in texts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("xl/workbook.xml", f'{more}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
                     f'<workbookPr date1904="{int(date1904)}"/><sheets><sheet name="流水" sheetId="1" r:id="rId7"/></sheets></workbook>')  # fmt: skip
        out.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId7" Type="t" Target="worksheets/s.xml"/></Relationships>')  # fmt: skip
        out.writestr(
            "xl/worksheets/s.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
        )
        out.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{strings}</sst>')
        out.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m"/></numFmts>'
                     '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs></styleSheet>')  # fmt: skip
    return path
