"""An editable copy (.docx) of an outward paper, made from the same form as the paper itself when somebody asks for it.

The form is read once more, as a tree of content instead of pages: the package of official papers names its parts in it
(`named` in page.typ). So there is one wording of each paper, an organ's own included, and no second set of files to keep.
The copy bears no check code: it is not the paper that was issued.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from docx import Document as open_docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from .render import Facts, Mark, tree

#: Faces by name: Word finds them, or what the reader's machine has in their place.
BODY, HEAD, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"
#: GB/T 9704: 三号 body, 二号 title, 22 lines of 28 characters.
SIZE, TITLE_SIZE, LINE = 16, 22, 28.95
BLANK = "＿＿＿＿＿＿"
NOTE = "编辑稿：供修改使用，不是制发的文书"
Node = Any


@dataclass(frozen=True)
class Run:
    """Text in one face."""

    text: str
    face: str = BODY
    bold: bool = False


def docx(facts: Facts, mark: Mark | None = None) -> bytes:
    """The editable copy of the paper that these facts make. Raises `CannotPrint` as setting it does."""
    document = open_docx(io.BytesIO(_empty()))
    _Writer(document, document._body).blocks(tree(facts, mark))
    properties = document.core_properties
    properties.title, properties.author = facts.template.chinese, str(getattr(facts.context, "organ", ""))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


class _Writer:
    """Writes blocks into a container: the body, or a cell of a table. `indent`: paragraphs begin two characters in."""

    def __init__(self, document: Docx, into: Any, *, indent: bool = True, size: float = SIZE, fresh: bool = False,
                 align: Any = None) -> None:  # fmt: skip
        self.align = align
        self.document, self.into, self.indent, self.size = document, into, indent, size
        self.fresh = fresh  # a cell begins with an empty paragraph, which is used first
        self.loose: list[Run] = []  # inline content that stands outside a paragraph

    def blocks(self, node: Node) -> None:
        for each in _flat(node):
            kind = each.get("func", "")
            if kind == "metadata":
                self._named(each["value"], each)
            elif kind in _BLOCKS:
                self.end()
                getattr(self, _BLOCKS[kind])(each)
            elif kind == "parbreak":
                self.end()
            elif kind != "space" or self.loose:
                self.loose += runs(each)
        self.end()

    def end(self) -> None:
        """A paragraph of whatever stood outside one."""
        loose, self.loose = self.loose, []
        if any(run.text.strip() for run in loose):
            self.paragraph(loose, indent=False)

    def paragraph(
        self, found: list[Run], *, indent: bool | None = None, align: Any = None, keep: bool = False
    ) -> Paragraph:
        made = self._next()
        for run in found:
            _add(made, run, self.size)
        form = made.paragraph_format
        if self.indent if indent is None else indent:
            _indent(made, self.size)
        if self.size != SIZE:
            form.line_spacing = Pt(self.size * 1.5)
        if (align := align or self.align) is not None:
            form.alignment = align
        if keep:
            form.keep_with_next = True
        return made

    def _next(self) -> Paragraph:
        if self.fresh:
            self.fresh = False
            return self.into.paragraphs[0]
        return self.into.add_paragraph()

    def _named(self, value: dict[str, Any], node: Node) -> None:
        form: Callable[[dict[str, Any]], None] | None = getattr(self, f"_{value['named'].replace('-', '_')}", None)
        if form is None:
            self.loose += runs(node)
            return
        self.end()
        form(value)

    def _masthead(self, value: dict[str, Any]) -> None:
        for line in _lines(value["body"]):
            made = self.paragraph([Run(line.text, TITLE)], indent=False, align=ALIGN.CENTER)
            for run in made.runs:
                run.font.size = Pt(TITLE_SIZE)
            made.paragraph_format.line_spacing = Pt(TITLE_SIZE * 1.5)
        number = _plain(value["number"])
        if number:
            _ruled(self.paragraph([Run(number)], indent=False, align=ALIGN.RIGHT))

    def _identity(self, value: dict[str, Any]) -> None:
        rows: list[list[dict[str, Any]]] = []
        for each in value["rows"]:
            if not each["wide"] and rows and len(rows[-1]) == 1 and not rows[-1][0]["wide"]:
                rows[-1].append(each)
            else:
                rows.append([each])
        for row in rows:
            found: list[Run] = []
            for each in row:
                found += [Run(f"{'　　' if found else ''}{each['label']}　", HEAD), Run(each["value"] or BLANK)]
            self._sized(14).paragraph(found, indent=False)
        _ruled(self.into.paragraphs[-1])

    def _heading(self, value: dict[str, Any]) -> None:
        self.paragraph([Run(run.text, HEAD) for run in runs(value["body"])], keep=True)

    def _seal(self, value: dict[str, Any]) -> None:
        for line in _lines(value["body"]):
            made = self.paragraph([line], indent=False, align=ALIGN.RIGHT)
            made.paragraph_format.right_indent = Pt(SIZE * 2)

    def _officers(self, value: dict[str, Any]) -> None:
        for each in value["officers"]:
            said = f"执法人员：{each['name']}　执法证号：{each['certificate_no']}　签名：{BLANK}"
            self._sized(14).paragraph([Run(said)], indent=False)

    def _below(self, value: dict[str, Any]) -> None:
        self._sized(12, indent=False).blocks(value["body"])

    def _sized(self, size: float, *, indent: bool = True) -> _Writer:
        return _Writer(self.document, self.into, indent=indent, size=size)

    def _par(self, node: Node) -> None:
        flush = "first-line-indent" in node and str(node["first-line-indent"]).startswith("0")
        self.paragraph(list(runs(node["body"])), indent=False if flush else None)

    def _inner(self, node: Node) -> None:
        self.blocks(node.get("body", ""))

    def _aligned(self, node: Node) -> None:
        align = {"right": ALIGN.RIGHT, "center": ALIGN.CENTER}.get(str(node.get("alignment", "")).split(" ")[0])
        for line in _lines(node["body"]):
            self.paragraph([line], indent=False, align=align)

    def _line(self, _node: Node) -> None:
        if self.into.paragraphs:
            _ruled(self.into.paragraphs[-1])

    def _grid(self, node: Node) -> None:
        self._table(node, ruled=False)

    def _ruled_table(self, node: Node) -> None:
        self._table(node, ruled=True)

    def _table(self, node: Node, *, ruled: bool) -> None:
        columns = node.get("columns", 1)
        width = columns if isinstance(columns, int) else len(columns)
        cells = list(_cells(node))
        rows = _laid_out(cells, width)
        made = self.document.add_table(len(rows), width)
        if self.into is not self.document._body:
            self.into._element.append(made._tbl)
        if ruled:
            made.style = self.document.styles["Table Grid"]
        for row, line in zip(made.rows, rows, strict=True):
            placed = row.cells
            for at, span, cell, head in line:
                target = placed[at] if span == 1 else placed[at].merge(placed[at + span - 1])
                _Writer(self.document, target, indent=False, size=12, fresh=True, align=ALIGN.LEFT).blocks(cell)
                if head and not at:
                    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


_BLOCKS = {
    "par": "_par", "block": "_inner", "align": "_aligned", "line": "_line", "table": "_ruled_table", "grid": "_grid",
    "pad": "_inner",
}  # fmt: skip
#: What stands on the page but says nothing.
_SILENT = frozenset({"v", "place", "image", "context", "pagebreak", "counter", "state", "hide", "rotate", "move"})


def runs(node: Node, face: str = BODY, bold: bool = False) -> Iterator[Run]:
    """The text of inline content, face by face."""
    if isinstance(node, str):
        if node:
            yield Run(node, face, bold)
        return
    kind = node.get("func", "")
    if kind == "sequence":
        for child in node["children"]:
            yield from runs(child, face, bold)
    elif kind == "styled":
        yield from runs(node["child"], face, bold)
    elif kind in ("text", "symbol", "raw"):
        yield Run(node["text"], face, bold)
    elif kind == "space":
        yield Run(" ", face, bold)
    elif kind == "linebreak":
        yield Run("\n", face, bold)
    elif kind == "smartquote":
        yield Run('"' if node.get("double", True) else "'", face, bold)
    elif kind == "h":
        yield Run("　" * max(1, round(float(str(node.get("amount", "1em")).split("em")[0].split("pt")[0]) or 1)), face)
    elif kind == "strong":
        yield from runs(node["body"], face, True)
    elif kind == "metadata":
        yield from _tagged(node["value"], face, bold)
    elif kind not in _SILENT:
        yield from runs(node.get("body", ""), face, bold)


def _tagged(value: dict[str, Any], face: str, bold: bool) -> Iterator[Run]:
    kind = value.get("named", "")
    if kind == "struck":
        yield Run("／", face, bold)
    elif kind == "signature":
        yield Run("（已签名）" if value["signed"] else BLANK, face, bold)
    elif kind:
        yield from runs(value["body"], {"head": HEAD, "title-face": TITLE}.get(kind, face), bold)


def _flat(node: Node) -> Iterator[dict[str, Any]]:
    """The children of a sequence, however nested."""
    if isinstance(node, str):
        yield {"func": "text", "text": node}
    elif node.get("func") == "sequence":
        for child in node["children"]:
            yield from _flat(child)
    elif node.get("func") == "styled":
        yield from _flat(node["child"])
    elif node.get("func") == "box" and _holds_blocks(node.get("body", "")):
        yield from _flat(node["body"])
    else:
        yield node


def _holds_blocks(node: Node) -> bool:
    return any(each.get("func") in _BLOCKS for each in _flat(node))


def _lines(node: Node) -> Iterator[Run]:
    """Inline content, or the paragraphs in it, line by line."""
    for each in _flat(node):
        if each.get("func") == "par":
            yield Run("".join(run.text for run in runs(each["body"])))
    if not _holds_blocks(node):
        for text in _plain(node).split("\n"):
            if text.strip():
                yield Run(text.strip())


def _plain(node: Node) -> str:
    return "".join(run.text for run in runs(node))


def _cells(node: Node, head: bool = False) -> Iterator[tuple[int, Node, bool]]:
    """(columns it spans, content, whether it belongs to the head)."""
    for child in node.get("children", ()):
        kind = child.get("func", "") if isinstance(child, dict) else ""
        if kind == "header":
            yield from _cells(child, head=True)
        elif kind in ("cell", ""):
            yield (child.get("colspan", 1), child.get("body", ""), head) if kind else (1, child, head)
        elif kind not in ("hline", "vline", "footer"):
            yield 1, child, head


def _laid_out(cells: list[tuple[int, Node, bool]], width: int) -> list[list[tuple[int, int, Node, bool]]]:
    rows: list[list[tuple[int, int, Node, bool]]] = []
    at = width
    for span, cell, head in cells:
        if at + span > width:
            rows.append([])
            at = 0
        rows[-1].append((at, span, cell, head))
        at += span
    return rows


def _add(paragraph: Paragraph, run: Run, size: float) -> None:
    made = paragraph.add_run(run.text)
    if run.face != BODY:
        made.font.name = run.face
        made._element.rPr.rFonts.set(qn("w:eastAsia"), run.face)
    if run.bold:
        made.font.bold = True
    if size != SIZE:
        made.font.size = Pt(size)


def _indent(paragraph: Paragraph, size: float) -> None:
    """Two characters, as Word counts them: they stay two when the size is changed."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(int(size * 40)))


def _ruled(paragraph: Paragraph) -> None:
    """A hairline beneath."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "4"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )  # fmt: skip


@lru_cache(maxsize=1)
def _empty() -> bytes:
    """A sheet with its page, grid of lines, faces, note and page numbers, and nothing on it."""
    document = open_docx()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = BODY, Pt(SIZE)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    normal.paragraph_format.line_spacing = Pt(LINE)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.alignment = ALIGN.JUSTIFY
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    _small(section.header.paragraphs[0], [NOTE], ALIGN.RIGHT)
    _small(section.footer.paragraphs[0], ["第", "PAGE", "页　共", "NUMPAGES", "页"], ALIGN.CENTER)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _small(paragraph: Paragraph, parts: list[str], align: Any) -> None:
    paragraph.paragraph_format.alignment = align
    for part in parts:
        run = paragraph.add_run("" if part.isascii() else part)
        run.font.size = Pt(10.5)
        if part.isascii():
            for kind, text in (("begin", ""), ("", part), ("end", "")):
                element = OxmlElement("w:fldChar" if kind else "w:instrText")
                if kind:
                    element.set(qn("w:fldCharType"), kind)
                else:
                    element.text = text
                run._element.append(element)
