"""Pages set from bytes: photographs several a page with what they show, scans one a page, page numbers.

The pictures are made as large as print needs and no larger; under each stands the digest of the file it was made from.
"""

from __future__ import annotations

import io
import json
import tempfile
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from PIL import Image, ImageOps, UnidentifiedImageError

from jinwu.documents.fonts import faces
from jinwu.documents.render import CannotPrint
from jinwu.documents.templates import PACKAGES
from jinwu.law.messages import say

_SOURCE = Path(__file__).parent / "typst" / "pictures.typ"
#: Longer side in pixels: a photograph on a quarter of a sheet, a scan on a whole one, at 300 dots an inch.
PHOTO, SCAN = 1000, 3508


@dataclass(frozen=True)
class Shot:
    """A photograph and what is said of it: who took it, when, where, what it proves. `content` None: its bytes are lost."""

    title: str
    by: str
    at: str
    place: str
    proves: str
    digest: str
    content: bytes | None


def photo_pages(shots: list[Shot], *, organ: str, case: str, title: str, at: datetime) -> bytes:
    """现场照片: the photographs in order, four a page."""
    files: dict[str, bytes] = {}
    shown = []
    for i, shot in enumerate(shots):
        made = _jpeg(shot.content, PHOTO) if shot.content is not None else None
        if made:
            files[f"{i}.jpg"] = made[0]
        lost = "" if made else "此格式不能排印，见随案电子原件" if shot.content else "原件数据缺失或者与登记摘要不符"
        values = {**asdict(shot), "content": None, "file": f"{i}.jpg" if made else "", "lost": lost}
        shown.append(values)
    return _set({"kind": "photos", "organ": organ, "title": title, "case": case, "shots": shown}, files, at)


def scan_page(content: bytes, *, organ: str, title: str, at: datetime) -> bytes | None:
    """A scanned picture as a page of its own; None where it cannot be read here."""
    made = _jpeg(content, SCAN)
    if made is None:
        return None
    picture, (width, height) = made
    return _set({"kind": "scan", "organ": organ, "title": title, "file": "scan.jpg", "flipped": width > height},
                {"scan.jpg": picture}, at)  # fmt: skip


def note_page(title: str, text: str, *, organ: str, at: datetime) -> bytes:
    """A sheet in the place of something that cannot be bound."""
    return _set({"kind": "note", "organ": organ, "title": title, "text": text}, {}, at)


def number_pages(sizes: list[tuple[float, float]], *, at: datetime) -> bytes:
    """Page numbers at the lower right, one page for each of `sizes` (points), counted from 1."""
    pages = [[width, height, i] for i, (width, height) in enumerate(sizes, 1)]
    return _set({"kind": "numbers", "organ": "", "title": "页号", "pages": pages}, {}, at)


def _set(data: dict[str, Any], files: dict[str, bytes], at: datetime) -> bytes:
    found = faces()
    whole = {"mark": None, "digest": "0" * 64, **data}
    with tempfile.TemporaryDirectory(prefix="jinwu-file-") as folder:
        source = Path(folder) / _SOURCE.name
        source.write_bytes(_SOURCE.read_bytes())
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        compiler = typst.Compiler(str(source), root=folder, font_paths=found.fonts, package_path=str(PACKAGES))
        inputs = {"data": json.dumps(whole, ensure_ascii=False), "faces": json.dumps(found.roles, ensure_ascii=False)}
        try:
            made = compiler.compile(
                sys_inputs=inputs, timestamp=int(at.timestamp()), format="pdf", pdf_standards="a-2b"
            )
        except typst.TypstError:
            raise CannotPrint(
                say("The pages of the file could not be set."),
                say("Look for a character in titles that is not ordinary text, such as a pictogram."),
            ) from None
    assert isinstance(made, bytes)
    return made


def _jpeg(content: bytes, longest: int) -> tuple[bytes, tuple[int, int]] | None:
    """The picture upright, in RGB, no larger than `longest`; None where it cannot be read here (HEIC)."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            share = min(longest / max(opened.size), 1)
            opened.draft("RGB", (int(opened.width * share), int(opened.height * share)))  # few pixels are made
            image = ImageOps.exif_transpose(opened)
            image.thumbnail((longest, longest))
            flat = _flat(image)
            out = io.BytesIO()
            flat.save(out, "JPEG", quality=82)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    return out.getvalue(), flat.size


def _flat(image: Image.Image) -> Image.Image:
    """Without transparency, on white paper."""
    if image.mode in ("RGBA", "LA", "P"):
        over = image.convert("RGBA")
        paper = Image.new("RGB", over.size, "white")
        paper.paste(over, mask=over.getchannel("A"))
        return paper
    return image.convert("RGB")
