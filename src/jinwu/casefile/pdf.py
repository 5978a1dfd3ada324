"""One PDF of many: pages put together, numbered, with bookmarks; equal input gives equal bytes.

What is PDF/A-2b in every part stays so: the output intent is kept and the metadata say it again. A scan that came as an
ordinary PDF is bound as it is, and the volume then claims no conformance.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem, Pdf

from .pictures import number_pages


@dataclass(frozen=True)
class Sheets:
    """Pages that belong together. `title` is their bookmark, `under` the one it hangs beneath; unnumbered ones are cover,
    index and verification sheet."""

    title: str
    pdf: bytes
    under: str = ""
    numbered: bool = True


@dataclass(frozen=True)
class Merged:
    pdf: bytes
    sha256: str
    pages: int
    archival: bool  # PDF/A-2b in every part, and so as a whole


class Unreadable(Exception):
    """Bytes that are no PDF one can take pages from."""


def page_count(content: bytes) -> int:
    """How many pages a PDF has. Raises `Unreadable`."""
    with _opened(content) as found:
        return len(found.pages)


def merge(parts: Iterable[Sheets], *, title: str, at: datetime, duplex: bool = False) -> Merged:
    """The parts as one file, dated `at`. `duplex`: for both sides of the paper, each part begins on a sheet of its own."""
    parts = list(parts)
    out, opened = Pdf.new(), [_opened(part.pdf) for part in parts]
    starts: list[int] = []
    for source in opened:
        starts.append(len(out.pages))
        if "/AcroForm" in source.Root or any("/Annots" in page for page in source.pages):
            source.flatten_annotations()  # stamps and seals stay as they look; nothing in them acts any more
        out.pages.extend(source.pages)
        if duplex and len(out.pages) % 2:
            out.add_blank_page(page_size=_size(out.pages[-1]))
    for page in out.pages:
        for name in (Name.StructParents, Name.Annots, Name.AA):
            if name in page:
                del page[name]
    _number(out, _numbered(parts, starts, len(out.pages)), at)
    _bookmarks(out, parts, starts)
    archival = all(_archival(source) for source in opened)
    _describe(out, opened[0], title, at, archival)
    kept = io.BytesIO()
    out.save(kept, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    content = kept.getvalue()
    return Merged(content, hashlib.sha256(content).hexdigest(), len(out.pages), archival)


def _opened(content: bytes) -> Pdf:
    try:
        found = Pdf.open(io.BytesIO(content))
        len(found.pages)
    except (pikepdf.PdfError, ValueError) as problem:  # damaged, or locked by a password
        raise Unreadable from problem
    return found


def _numbered(parts: list[Sheets], starts: list[int], total: int) -> list[int]:
    ends = [*starts[1:], total]
    return [i for part, start, end in zip(parts, starts, ends, strict=True) if part.numbered for i in range(start, end)]


def _number(out: Pdf, places: list[int], at: datetime) -> None:
    if not places:
        return
    pages = [out.pages[i] for i in places]
    numbers = Pdf.open(io.BytesIO(number_pages([_size(page) for page in pages], at=at)))
    for page, number in zip(pages, numbers.pages, strict=True):
        form = out.copy_foreign(number.as_form_xobject())
        name = page.add_resource(form, Name.XObject, _free(page))
        placed = page.calc_form_xobject_placement(form, name, pikepdf.Rectangle(page.trimbox))
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n" + placed)


def _free(page: pikepdf.Page) -> Name:
    """A name for the number that the page does not use; always the same, so that equal pages give equal bytes."""
    taken = set(page.resources.get("/XObject", {}).keys())
    return next(Name(f"/Number{i}") for i in range(len(taken) + 1) if f"/Number{i}" not in taken)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height as one sees the page, in points."""
    box = [float(each) for each in page.trimbox]
    width, height = abs(box[2] - box[0]), abs(box[3] - box[1])
    return (height, width) if int(page.get("/Rotate", 0)) % 180 else (width, height)


def _bookmarks(out: Pdf, parts: list[Sheets], starts: list[int]) -> None:
    with out.open_outline() as outline:
        groups: dict[str, OutlineItem] = {}
        for part, start in zip(parts, starts, strict=True):
            item = OutlineItem(part.title, start)
            if not part.under:
                outline.root.append(item)
                continue
            if part.under not in groups:
                groups[part.under] = OutlineItem(part.under, start)
                outline.root.append(groups[part.under])
            groups[part.under].children.append(item)


def _archival(source: Pdf) -> bool:
    """Whether a file says that it is PDF/A-2b (or the stricter 2a, 2u) and carries its output intent."""
    if "/OutputIntents" not in source.Root or "/Metadata" not in source.Root:
        return False
    return bool(_PART.search(source.Root.Metadata.read_bytes()))


#: How the metadata of a file say that it is PDF/A of part 2: as an element or as an attribute.
_PART = re.compile(rb"pdfaid:part(>|=['\"])2")


def _describe(out: Pdf, first: Pdf, title: str, at: datetime, archival: bool) -> None:
    moment = at.isoformat(timespec="seconds")
    if archival:
        out.Root.OutputIntents = out.copy_foreign(first.Root.OutputIntents)
    out.Root.PageMode = Name.UseOutlines
    out.Root.Lang = pikepdf.String("zh-CN")
    out.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    out.docinfo[Name.Title] = title
    with out.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as found:
        found["dc:title"] = title
        found["xmp:CreateDate"] = found["xmp:ModifyDate"] = found["xmp:MetadataDate"] = moment
        if archival:
            found["pdfaid:part"], found["pdfaid:conformance"] = "2", "B"
