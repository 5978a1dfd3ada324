"""A request as the views of this site get it: what the middleware leaves on it."""

from __future__ import annotations

from django.http import HttpRequest

from jinwu.bureau.models import User
from jinwu.law.roles import Role


class HouseRequest(HttpRequest):
    """`roles`, `units` (ids) and the two names are read from the database when first asked; empty for a stranger.

    `user` is a `User` wherever the view's permission is not public. `token` is the API token it came with, or absent.
    """

    id: str
    user: User
    roles: frozenset[Role]
    units: list[int]
    unit_name: str
    bureau_name: str
    token: str
    nav: str
    _cached_user: User
    _dont_enforce_csrf_checks: bool
