"""The bytes of papers, scans and photographs: who may open them is the scope's to say; each opening is recorded."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from PIL import Image, ImageOps, UnidentifiedImageError

from jinwu.api.problems import problem
from jinwu.documents import setting, spool, store
from jinwu.documents.access import documents_of
from jinwu.documents.editable import docx
from jinwu.documents.models import Document, StoredFile
from jinwu.documents.store import FileRefused
from jinwu.documents.templates import templates
from jinwu.kit import clock
from jinwu.kit.permission import ACTING, STAFF, needs
from jinwu.law.problems import Problem
from jinwu.matters import scope
from jinwu.matters.facts import facts_of
from jinwu.record import attempts
from jinwu.ui.translate import joined

from .. import answers
from ..request import HouseRequest

#: The longer side of a small picture, in pixels, and how long one's own upload opens before it belongs to a matter.
SMALL = 480
FRESH = timedelta(hours=24)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@needs(STAFF)
@require_safe
def file(request: HouseRequest, sha256: str) -> HttpResponse:
    """The file as it was kept, shown in the browser; the opening is recorded."""
    return _shown(request, sha256)


def _shown(request: HouseRequest, sha256: str) -> HttpResponse:
    media, content = _open(request, sha256)
    attempts.read(user_id=request.user.pk, what="file", subject=sha256)
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'inline; filename="{sha256[:12]}{_ENDINGS.get(media, "")}"'
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    if media == store.PDF:  # the browser's own reader does not run in a sandbox
        answer["Content-Security-Policy"] = answers.PDF_POLICY
    return answer


@needs(STAFF)
@require_safe
def document(request: HouseRequest, document_id: UUID) -> HttpResponse:
    """A document of a matter; one that stays in the house is set now if nobody opened it before. The opening is recorded."""
    if not documents_of(request.user).filter(pk=document_id).exists():
        raise Http404
    try:
        return _shown(request, setting.issued(document_id).sha256)
    except Problem as refused:  # a character without a font, no font at all
        return problem(503, _("The document cannot be set now"), joined(refused.message, refused.remedy),
                       kind="document", instance=request.path)  # fmt: skip


@needs(STAFF)
@require_safe
def editable(request: HouseRequest, document_id: UUID) -> HttpResponse:
    """An editable copy (.docx) of a paper that goes out, made from the facts of its act; the reading is recorded."""
    found = documents_of(request.user).select_related("wording", "number").filter(pk=document_id).first()
    if found is None or templates[found.template].inside:
        raise Http404
    try:
        made = docx(facts_of(found))
    except Problem as refused:
        return problem(409, _("No editable copy can be made"), joined(refused.message, refused.remedy),
                       kind="document", instance=request.path)  # fmt: skip
    attempts.read(user_id=request.user.pk, what="document.editable", subject=str(document_id))
    answer = HttpResponse(made, content_type=DOCX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(_name(found))}.docx"
    return answer


def _name(document: Document) -> str:
    return f"{document.title} {document.number.text if document.number else ''}".strip()


@needs(STAFF)
@require_safe
def small(request: HouseRequest, sha256: str) -> HttpResponse:
    """A photograph made small for a page; anything else as it is."""
    media, content = _open(request, sha256)
    made = _small(content) if media.startswith("image/") else None
    return HttpResponse(made or content, content_type=store.JPEG if made else media)


@needs(ACTING)
@require_POST
def upload(request: HouseRequest) -> HttpResponse:
    """Keep a photograph or scan: {"sha256", "media_type", "url"}, or a problem that says what is wrong with it."""
    sent = request.FILES.get("file")
    if sent is None:
        return problem(422, detail=_("No file came with the request."), instance=request.path)
    kind = "scan" if request.GET.get("kind") == "scan" else "paper"
    claimed = request.POST.get("sha256", "").lower()
    if claimed and claimed != _digest(sent):
        detail = _("The file changed on its way here: its fingerprint is another one. Send it once more.")
        return problem(422, detail=detail, kind="file", instance=request.path)
    try:
        kept = store.keep(sent, kind=kind, by=str(request.user.pk))
    except FileRefused as refused:
        detail = joined(refused.message, refused.remedy)
        return problem(422, _("The file is not taken"), detail, kind="file", instance=request.path)
    told = {"sha256": kept.sha256, "media_type": kept.media_type, "url": reverse("file_small", args=[kept.sha256])}
    return JsonResponse(told, status=201)


def _open(request: HouseRequest, sha256: str) -> tuple[str, bytes]:
    """Media type and bytes of a file this user may open; else 404."""
    if not _DIGEST.fullmatch(sha256):
        raise Http404
    if not (scope.may_open_file(request.user, sha256) or _own_upload(request, sha256)):
        raise Http404
    try:
        content = spool.read(sha256)
    except (spool.SpoolDamaged, ValueError):
        raise Http404 from None
    return store.media_type(content) or "application/octet-stream", content


def _own_upload(request: HouseRequest, sha256: str) -> bool:
    """What one has just sent oneself, before it belongs to a matter."""
    since = clock.now() - FRESH
    return StoredFile.objects.filter(sha256=sha256, kept_by=str(request.user.pk), kept_at__gte=since).exists()


def _small(content: bytes) -> bytes | None:
    """A JPEG of at most `SMALL` pixels; None where the picture cannot be read here (HEIC)."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            opened.draft("RGB", (SMALL, SMALL))
            image = ImageOps.exif_transpose(opened)
            image.thumbnail((SMALL, SMALL))
            out = io.BytesIO()
            image.convert("RGB").save(out, "JPEG", quality=80)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    return out.getvalue()


def _digest(sent) -> str:
    found = hashlib.sha256()
    for chunk in sent.chunks():
        found.update(chunk)
    sent.seek(0)
    return found.hexdigest()


_ENDINGS = {store.PDF: ".pdf", store.JPEG: ".jpg", store.PNG: ".png", store.WEBP: ".webp", store.HEIC: ".heic"}
