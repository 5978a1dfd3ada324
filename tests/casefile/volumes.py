"""Files for tests: pictures and scans that are kept, and what a bound volume says when it is read back."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
from PIL import Image

from jinwu.casefile.binding import OPEN, Volume, bind, case_of
from jinwu.documents import setting, spool, store
from jinwu.kit import clock
from jinwu.matters.models import Matter


def picture(colour: str, size: tuple[int, int] = (1600, 1200), kind: str = "JPEG") -> str:
    """A photograph that is kept; its digest."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return store.keep(out.getvalue(), kind="photo").sha256


def scan_of(pages: int, words: str = "SCAN") -> str:
    """A scanned PDF of so many pages, as a copier makes one (no PDF/A); its digest."""
    made = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for n in range(1, pages + 1):
        made.add_blank_page(page_size=(595, 842))
        page = made.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = made.make_stream(f"BT /F1 24 Tf 100 400 Td ({words} {n}) Tj ET".encode())
    out = io.BytesIO()
    made.save(out)
    return store.keep(out.getvalue(), kind="scan").sha256


def matter(road: Any) -> Matter:
    return Matter.objects.get(pk=road.matter)


def bound(road: Any, volume: str = OPEN, *more: Any) -> list[Volume]:
    with clock.fixed(road.now):
        return bind([matter(one) for one in (road, *more)], volume)


def one(road: Any, volume: str = OPEN) -> Volume:
    (made,) = bound(road, volume)
    return made


def case(road: Any) -> Any:
    return case_of(matter(road))


def pages(pdf: bytes, *words: str) -> list[str]:
    """The text of each page, as pdftotext reads it."""
    done = subprocess.run(["pdftotext", *words, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def corner(pdf: bytes) -> list[str]:
    """What stands in the lower right corner of each A4 page."""
    found = pages(pdf, "-x", "480", "-y", "790", "-W", "115", "-H", "52", "-r", "72")
    return [text.strip() for text in found]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """Depth and title of every bookmark, in order."""
    with pikepdf.open(io.BytesIO(pdf)) as found, found.open_outline() as outline:
        return list(_walk(outline.root, 0))


def _walk(items: Any, depth: int) -> Any:
    for item in items:
        yield depth, str(item.title)
        yield from _walk(item.children, depth + 1)


def set_now(paper: Any) -> str:
    """The digest of a paper's bytes, set where it waited."""
    return setting.issued(paper.document).sha256


@contextmanager
def changed(sha256: str) -> Iterator[None]:
    """The bytes of a file are others inside the block. Tests share the spool: it is put right again."""
    place = spool.path(sha256)
    kept = place.read_bytes()
    place.write_bytes(b"%PDF-1.7 changed")
    try:
        yield
    finally:
        place.write_bytes(kept)
