"""Anybody checks a document by its code (文书查验): typed with its number, or by the address in the QR code."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from jinwu.kit import clock
from jinwu.kit.permission import PUBLIC, needs

from . import limits
from .queries import CARRIED, STANDINGS, code_of, find


@needs(PUBLIC)
@csrf_exempt  # it changes nothing, and what is too large is turned away before it is read
@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The form, and the answer to it."""
    if request.method == "GET":
        return _page(request)
    if limits.exhausted(request):
        return _page(request, limited=True, status=429)
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.CHECK_BYTES:
        return _page(request, heavy=_("The file is too large to be compared here."), status=422)
    number, typed = request.POST.get("number", "")[:120], request.POST.get("code", "")[:100]
    code = code_of(typed)
    if not code:
        wrong = _("The code has sixteen signs: digits and the letters a to f, in four groups under the QR code.")
        return _page(request, number=number, typed=typed, wrong=wrong, status=422)
    sent = request.FILES.get("file")
    return _answer(request, code, number, typed, _digest(sent) if sent else "")


@needs(PUBLIC)
@never_cache
@ensure_csrf_cookie
@require_safe
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR code of a paper leads to."""
    found = code_of(code)
    if len(found) < CARRIED:
        return _page(request, unknown=True, status=404)
    if limits.exhausted(request):
        return _page(request, limited=True, status=429)
    return _answer(request, found, "", "")


def _answer(request: HttpRequest, code: str, number: str, typed: str, sha256: str = "") -> HttpResponse:
    """What is not found is told in one way, whether it never was, stays in the house or has another number."""
    found = find(code, number, sha256)
    if found is None:
        limits.missed(request)
        return _page(request, number=number, typed=typed, unknown=True, status=404)
    word, sentence = STANDINGS[found.standing]
    return _page(request, found=found, word=word, sentence=sentence, at=clock.now())


def _digest(sent: UploadedFile) -> str:
    """The fingerprint of a file; the file itself is not kept."""
    found = hashlib.sha256()
    for chunk in sent.chunks():
        found.update(chunk)
    return found.hexdigest()


def _page(request: HttpRequest, *, status: int = 200, **context: object) -> HttpResponse:
    answer = render(request, "portal/check.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer
