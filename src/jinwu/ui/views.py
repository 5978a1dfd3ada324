"""The pages of `ui` itself. The staff site routes them: `styles` at /styles/, `amount_words` under that name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jinwu.kit.permission import SIGNED_IN, needs

from .guide import context
from .templatetags.ui import yuan_words


@needs(SIGNED_IN)
def styles(request: HttpRequest) -> HttpResponse:
    """The style guide: every component, alive; ``?face=street`` shows the phone."""
    face = "ui/styles_phone.html" if request.GET.get("face") == "street" else "ui/styles.html"
    return render(request, face, context())


@needs(SIGNED_IN)
def amount_words(request: HttpRequest) -> HttpResponse:
    """The amount in words (人民币大写) as plain text: ``?amount=200`` → 贰佰元整; empty for what is no amount."""
    return HttpResponse(yuan_words(request.GET.get("amount", "").replace(",", "")), content_type="text/plain")
