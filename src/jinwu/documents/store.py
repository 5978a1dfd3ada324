"""Files of evidence, kept as they arrived: the type told by the content, nothing stripped, nothing cut short.

The bytes are never changed (a photograph's own time and place are evidence); what cannot be read whole is refused.
"""

from __future__ import annotations

import hashlib
import io
from typing import Any

from django.conf import settings
from PIL import Image, UnidentifiedImageError

from jinwu.kit import clock
from jinwu.law.messages import say
from jinwu.law.problems import Problem

from . import spool
from .models import StoredFile

JPEG, PNG, WEBP, HEIC, PDF = "image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf"
IMAGES = frozenset({JPEG, PNG, WEBP, HEIC})
#: Which types each kind of file may have.
KINDS: dict[str, frozenset[str]] = {
    "photo": IMAGES,
    "scan": frozenset({JPEG, PNG, PDF}),
    "paper": frozenset({PDF}) | IMAGES,
}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_PILLOW = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}


class FileRefused(Problem):
    """A file that cannot be kept."""


def keep(uploaded: Any, *, kind: str = "photo", by: str = "", name: str = "") -> StoredFile:
    """Keep the bytes of `uploaded` (an upload, a binary file or bytes) and register them; the same bytes are kept once.

    Raises `FileRefused`: empty, too large, of a type that `kind` does not take, or cut short.
    """
    content = _read(uploaded)
    found = media_type(content)
    allowed = KINDS[kind]
    if found is None or found not in allowed:
        raise FileRefused(
            say("This is not a file of a type that can be kept here."),
            say("Use one of: {types}.", types=", ".join(sorted(_word(each) for each in allowed))),
        )
    _whole(content, found)
    digest = hashlib.sha256(content).hexdigest()
    row = StoredFile(
        sha256=digest,
        kind=kind,
        media_type=found,
        size=len(content),
        name=(name or getattr(uploaded, "name", "") or "")[-200:],
        kept_at=clock.now(),
        kept_by=by,
    )
    spool.put(content)
    StoredFile.objects.bulk_create([row], ignore_conflicts=True)
    return StoredFile.objects.get(sha256=digest)


def read(stored: StoredFile) -> bytes:
    """Its bytes, verified against the digest. Raises `spool.SpoolDamaged`."""
    return spool.read(stored.sha256)


def media_type(content: bytes) -> str | None:
    """The type told by the content itself, never by the name; None for any other."""
    if content[:3] == b"\xff\xd8\xff":
        return JPEG
    if content[:8] == b"\x89PNG\r\n\x1a\n":
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    if content[:5] == b"%PDF-":
        return PDF
    return None


def _read(uploaded: Any) -> bytes:
    limit = settings.EVIDENCE_LIMIT
    size = len(uploaded) if isinstance(uploaded, bytes) else getattr(uploaded, "size", None)
    content = b"" if size and size > limit else uploaded if isinstance(uploaded, bytes) else uploaded.read(limit + 1)
    if (size or 0) > limit or len(content) > limit:
        raise FileRefused(
            say("The file is larger than {limit} MB.", limit=limit // (1024 * 1024)),
            say("Take the photograph at a lower resolution, or split the scan."),
        )
    if not content:
        raise FileRefused(say("The file is empty."), say("Choose it again; it may still have been in writing."))
    return content


def _whole(content: bytes, found: str) -> None:
    """Raise `FileRefused` where the content ends too early or cannot be read."""
    if found == PDF:
        complete = _whole_pdf(content)
    elif found == HEIC:
        complete = _whole_boxes(content)
    else:
        complete = _whole_image(content, found)
    if not complete:
        raise _cut_short()


def _whole_image(content: bytes, found: str) -> bool:
    if found == WEBP and len(content) < 8 + int.from_bytes(content[4:8], "little"):
        return False
    if found == PNG and not 0 < content.rfind(b"IEND") <= len(content) - 8:
        return False  # no end with its checksum
    if found == JPEG and content.rfind(b"\xff\xd9") < content.rfind(b"\xff\xda"):
        return False  # no end after the last scan
    try:
        with Image.open(io.BytesIO(content), formats=[_PILLOW[found]]) as image:
            image.draft("L", (image.width // 8, image.height // 8))  # JPEG: every byte is read, few pixels are made
            image.load()
    except Image.DecompressionBombError:
        raise FileRefused(
            say("The picture has too many pixels."), say("Take the photograph at a lower resolution.")
        ) from None
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError):
        return False
    return True


def _whole_boxes(content: bytes) -> bool:
    """Whether the boxes of an ISO media file (HEIC) fill it exactly."""
    at, seen = 0, set()
    while at + 8 <= len(content):
        size, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16], "big")
        elif size == 0:
            size = len(content) - at
        if size < 8:
            return False
        seen.add(name)
        at += size
    return at == len(content) and {b"meta", b"mdat"} <= seen


def _whole_pdf(content: bytes) -> bool:
    """Whether the file ends as a PDF does, and its cross-reference stands where it says."""
    tail = content[-2048:]
    start = tail.rfind(b"startxref")
    if start < 0 or b"%%EOF" not in tail[start:]:
        return False
    offset = tail[start + 9 :].split(maxsplit=1)[0]
    if not offset.isdigit() or int(offset) >= len(content):
        return False
    there = content[int(offset) : int(offset) + 20].lstrip()
    return there[:4] == b"xref" or there[:1].isdigit()


def _cut_short() -> FileRefused:
    return FileRefused(
        say("The file is cut short or damaged: it cannot be read to its end."),
        say("Send it once more from the device; the original there is not lost."),
    )


def _word(media: str) -> str:
    return {JPEG: "JPEG", PNG: "PNG", WEBP: "WebP", HEIC: "HEIC", PDF: "PDF"}[media]
