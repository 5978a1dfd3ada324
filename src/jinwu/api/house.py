"""The API at /api/v1/: its routers, its errors, and a permission on every address.

A room of the house adds its own router here: one line in `ROUTERS`. Each operation is marked with
`jinwu.kit.permission.needs`; an operation without a mark answers 404 to everyone.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.urls import URLPattern
from ninja import NinjaAPI, Router
from ninja.operation import PathView

import jinwu
from jinwu.kit.permission import SIGNED_IN, Permission

from . import handlers

#: Prefix and module of each router; the module's `router` is mounted.
ROUTERS: tuple[tuple[str, str], ...] = (
    ("", "jinwu.api.tokens"),
    ("registers", "jinwu.api.registers"),
    ("", "jinwu.api.matters"),
    ("", "jinwu.api.steps"),
    ("files", "jinwu.api.files"),
    ("reports", "jinwu.api.reports"),
)


def build() -> NinjaAPI:
    """The API with every router mounted."""
    api = NinjaAPI(
        title="Jinwu",
        version=jinwu.__version__,
        description="Errors are RFC 9457 problem documents. Lists are bounded and paged by cursor.",
        urls_namespace="api",
        docs_url=None,
    )
    handlers.install(api)
    for prefix, module in ROUTERS:
        router: Router = import_module(module).router
        api.add_router(prefix, router)
    return api


def patterns(api: NinjaAPI) -> list[URLPattern]:
    """The addresses of `api`, each carrying the permissions of its operations."""
    found = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in found:
        callback: Any = pattern.callback
        view = _path_view(callback)
        if view is None:  # the schema and the root
            callback.permission = SIGNED_IN
        else:
            callback.permissions = dict(_permissions(view))
            callback.csrf_exempt = all(operation.csrf_exempt for operation in view.operations)
    return found


def _path_view(callback: Any) -> PathView | None:
    """The operations behind an address: the variable that the router's wrapper closes over."""
    if not inspect.isfunction(callback):
        return None
    found = inspect.getclosurevars(callback).nonlocals.get("self")
    return found if isinstance(found, PathView) else None


def _permissions(view: PathView) -> Iterator[tuple[str, Permission | None]]:
    for operation in view.operations:
        permission = getattr(operation.view_func, "permission", None)
        for method in operation.methods:
            yield method, permission
