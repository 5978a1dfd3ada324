"""Every route of the house; each view carries its permission (`jinwu.kit.permission.needs`)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("jinwu.web.urls")),
    path("check/", include("jinwu.portal.urls")),
    path("api/v1/", include("jinwu.api.urls")),
]

handler400 = "jinwu.web.views.errors.bad_request"
handler403 = "jinwu.web.views.errors.forbidden"
handler404 = "jinwu.web.views.errors.missing"
handler500 = "jinwu.web.views.errors.broken"
