"""The API's manual as a plain page of the house, drawn from its schema: no script, nothing fetched from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jinwu.kit.permission import SIGNED_IN, needs
from jinwu.web.request import HouseRequest


@dataclass(frozen=True)
class Operation:
    """One method of one address."""

    method: str
    path: str
    summary: str
    parameters: tuple[str, ...]
    body: str


@needs(SIGNED_IN)
@require_safe
def page(request: HouseRequest) -> HttpResponse:
    """Every operation, under its tag."""
    from .urls import api

    schema = api.get_openapi_schema()
    groups: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        for method, declared in methods.items():
            groups.setdefault((declared.get("tags") or ["API"])[0], []).append(_operation(path, method, declared))
    return render(request, "api/docs.html", {"groups": groups, "version": schema["info"]["version"]})


def _operation(path: str, method: str, declared: dict[str, Any]) -> Operation:
    content = declared.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Operation(
        method=method.upper(),
        path=path,
        summary=declared.get("summary", ""),
        parameters=tuple(parameter["name"] for parameter in declared.get("parameters", ())),
        body=content.get("schema", {}).get("$ref", "").rpartition("/")[2],
    )
