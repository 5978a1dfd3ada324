"""Addresses of the API under /api/v1/."""

from __future__ import annotations

from django.urls import path

from . import docs
from .house import build, patterns

api = build()
app_name = "api"
urlpatterns = [path("docs", docs.page, name="docs"), *patterns(api)]
