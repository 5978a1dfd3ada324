"""The public addresses under /check/."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "portal"
urlpatterns = [
    path("", views.start, name="check"),
    path("<str:code>", views.by_code, name="check_code"),
]
