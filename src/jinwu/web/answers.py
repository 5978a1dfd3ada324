"""Answers that several pages give alike: a PDF shown in the browser, one page of a paper as a picture, a day that was typed."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

#: The browser's own reader does not run in a sandbox.
PDF_POLICY = "default-src 'self'; object-src 'self'; frame-ancestors 'self'"


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF, shown in the browser under `name`."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Content-Security-Policy"] = PDF_POLICY
    return answer


def page(pages: list[bytes] | tuple[bytes, ...], number: int) -> HttpResponse:
    """The page of that number as PNG; the answer says how many there are (`preview.js` asks for the others)."""
    if not 1 <= number <= len(pages):
        raise Http404
    answer = HttpResponse(pages[number - 1], content_type="image/png")
    answer["X-Pages"] = str(len(pages))
    return answer


def asked_page(request: HttpRequest) -> int:
    """The number of the page that was asked for; what is no number is the first."""
    number = request.POST.get("page", "1")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 1


def unset(said: list[str]) -> HttpResponse:
    """Why a paper cannot be set yet, for the place where it would appear."""
    return JsonResponse({"detail": "".join(said)}, status=422, json_dumps_params={"ensure_ascii": False})


def day(typed: str, default: date) -> date:
    """The day that was typed; what is no day is `default`."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return default
