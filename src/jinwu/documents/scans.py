"""What a scanner brings: pages are read for the codes of papers, and a pile is split where the next paper begins.

Only the first page of a paper bears its code. Nothing is changed but where a file holds several papers: then each part is
a file of its own, cut so that the same pile gives the same bytes twice.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image, ImageOps

from jinwu.law.messages import say

from .store import PDF, FileRefused, media_type

#: Pages that one file may have, and how many of a single scan are looked at for its code.
MOST_PAGES = 300
LOOKED_AT = 3
#: Dots an inch at which a page is looked at: the second where the first shows no code.
RESOLUTIONS = (150, 300)
#: What a code says: the address of the public page, or the number; both end in the first half of the facts' digest.
_CODE = re.compile(r"(?:.*/check/|(?P<number>.*) )(?P<digest>[0-9a-f]{32})", re.S)
_pdfium = threading.Lock()  # it works for one thread at a time


@dataclass(frozen=True)
class Code:
    """The code of a paper: the beginning of the digest of its facts, and its number where the code says it."""

    digest: str
    number: str = ""


@dataclass(frozen=True)
class Part:
    """Consecutive pages of a file that are one paper. `codes` are those on its first page: one, or none, or too many."""

    content: bytes
    first: int
    pages: int
    codes: tuple[Code, ...]


def parts(content: bytes) -> list[Part]:
    """The papers in a scanned PDF or picture. Raises `FileRefused` where it cannot be opened or is too long."""
    pages = list(_pages(content))
    begins = [at for at, found in enumerate(pages) if found or at == 0]
    spans = list(zip(begins, [*begins[1:], len(pages)], strict=True))
    cut = [content] if len(spans) == 1 else _cut(content, spans)
    return [Part(one, start + 1, end - start, pages[start]) for one, (start, end) in zip(cut, spans, strict=True)]


def codes_of(content: bytes) -> tuple[Code, ...]:
    """The codes on the first page that bears any. Raises as `parts`."""
    for at, found in enumerate(_pages(content)):
        if found or at + 1 == LOOKED_AT:
            return found
    return ()


def page_count(content: bytes) -> int:
    """How many pages a scan has. Raises as `parts`."""
    if media_type(content) != PDF:
        return 1
    with _pdfium, _opened(content) as document:
        return len(document)


def page_png(content: bytes, page: int = 1, *, resolution: int = 80) -> bytes:
    """A page as a picture. Raises as `parts`, and `IndexError`."""
    if media_type(content) != PDF:
        with Image.open(io.BytesIO(content)) as picture:
            shown = ImageOps.exif_transpose(picture).convert("RGB")
            shown.thumbnail((1200, 1200))
    else:
        with _pdfium, _opened(content) as document:
            if not 1 <= page <= len(document):
                raise IndexError(page)
            shown = document[page - 1].render(scale=resolution / 72).to_pil()
    out = io.BytesIO()
    shown.save(out, "PNG")
    return out.getvalue()


def _pages(content: bytes) -> Iterator[tuple[Code, ...]]:
    """The codes on each page."""
    if media_type(content) != PDF:
        with Image.open(io.BytesIO(content)) as picture:
            yield _read(ImageOps.exif_transpose(picture).convert("L"))
        return
    with _pdfium, _opened(content) as document:
        if len(document) > MOST_PAGES:
            raise FileRefused(
                say("The file has {pages} pages, more than {most}.", pages=len(document), most=MOST_PAGES),
                say("Scan it in smaller piles."),
            )
        for at in range(len(document)):
            yield _of_page(document, at)


def _of_page(document: pypdfium2.PdfDocument, at: int) -> tuple[Code, ...]:
    """The codes on one page; none on a page that cannot be drawn, which keeps its place."""
    for resolution in RESOLUTIONS:
        try:
            picture = document[at].render(scale=resolution / 72, grayscale=True).to_pil()
        except pypdfium2.PdfiumError:
            return ()
        if found := _read(picture):
            return found
    return ()


def _read(picture: Image.Image) -> tuple[Code, ...]:
    """The codes of papers in a picture; codes of anything else are none of ours."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    fits = [fit for one in found if (fit := _CODE.fullmatch(one.text))]
    return tuple(dict.fromkeys(Code(fit["digest"], (fit["number"] or "").strip()) for fit in fits))


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise _unreadable() from None


def _cut(content: bytes, spans: list[tuple[int, int]]) -> list[bytes]:
    try:
        with pikepdf.Pdf.open(io.BytesIO(content)) as whole:
            return [_some_pages(whole, start, end) for start, end in spans]
    except (pikepdf.PdfError, ValueError):
        raise _unreadable() from None


def _some_pages(whole: pikepdf.Pdf, start: int, end: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.Pdf.new() as part:
        part.pages.extend(whole.pages[start:end])
        part.save(out, deterministic_id=True)
    return out.getvalue()


def _unreadable() -> FileRefused:
    return FileRefused(
        say("The PDF cannot be opened: it is damaged or locked by a password."),
        say("Scan it again without a password."),
    )
