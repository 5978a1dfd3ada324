"""The table of every address × every person of the cast: made from the URLconf, kept in permissions.tsv.

A row is an address that was really asked for; a cell says what happened: `open`, `sign-in` (redirect to sign-in, or 401),
`refused` (403), `absent` (no permission is declared: nobody may). Record it again after a change that is meant:

    JINWU_RECORD_PERMISSIONS=1 pytest tests/web/test_permissions.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from jinwu.kit.permission import permission_of

TABLE = Path(__file__).with_name("permissions.tsv")
#: What stands in for the parts of an address. A register has an address of its own for each key.
SAMPLES = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "0", "path": "x", "slug": "x", "str": "x"}


@dataclass(frozen=True)
class Address:
    """One address as the URLconf writes it, the view behind it, and a path to ask for."""

    pattern: str
    view: Any
    path: str

    @property
    def methods(self) -> list[str]:
        """One for each permission it may carry."""
        return sorted(getattr(self.view, "permissions", {})) or ["GET"]


def addresses() -> list[Address]:
    """Every address of the project, in the order of the URLconf."""
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns: Any, prefix: str = "/", parts: dict[str, Any] | None = None) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        found = {**(parts or {}), **pattern.pattern.converters}
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, found)
        elif isinstance(pattern, URLPattern):
            yield Address(route, pattern.callback, _sample(route, found))


def _sample(route: str, converters: dict[str, Any]) -> str:
    for name, converter in converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        kind = "uuid" if "uuid" in kind else kind
        route = re.sub(rf"<(?:\w+:)?{name}>", SAMPLES.get(kind, "x"), route)
    return route


def outcome(answer: Any) -> str:
    """The class of an answer."""
    if answer.status_code == 401 or (answer.status_code == 302 and answer.url.startswith("/sign-in/?next=")):
        return "sign-in"
    return "refused" if answer.status_code == 403 else "open"


def declared(address: Address, method: str, roles: frozenset, *, signed_in: bool) -> str:
    """What the permission of the view says should happen."""
    permission = permission_of(address.view, method)
    if permission is None:
        return "absent"
    if permission.admits(roles, signed_in=signed_in):
        return "open"
    return "refused" if signed_in else "sign-in"


def read() -> dict[tuple[str, str], dict[str, str]]:
    """The table as kept: (method, pattern) → person → outcome."""
    if not TABLE.exists():
        return {}
    head, *lines = TABLE.read_text().splitlines()
    people = head.split("\t")[2:]
    rows = (line.split("\t") for line in lines if line)
    return {(row[0], row[1]): dict(zip(people, row[2:], strict=True)) for row in rows}


def write(rows: dict[tuple[str, str], dict[str, str]]) -> None:
    people = list(next(iter(rows.values())))
    lines = ["\t".join(["method", "address", *people])]
    lines += ["\t".join([*key, *(cells[person] for person in people)]) for key, cells in sorted(rows.items(), key=_by)]
    TABLE.write_text("\n".join(lines) + "\n")


def _by(item: tuple[tuple[str, str], Any]) -> tuple[str, str]:
    (method, pattern), _cells = item
    return pattern, method
