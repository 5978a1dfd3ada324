"""Who may open a page: one permission per route, default deny.

A view without a permission answers 404 to everyone (`jinwu.web.middleware`), and a test fails for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ..law.messages import N_
from ..law.roles import Role
from .registry import Registry


@dataclass(frozen=True)
class Permission:
    """`roles` may pass; `public` admits people who are not signed in; `signed_in` admits every role."""

    key: str
    title: str
    roles: frozenset[Role] = frozenset()
    public: bool = False
    signed_in: bool = False

    def admits(self, roles: frozenset[Role] | set[Role], *, signed_in: bool) -> bool:
        """Whether someone holding `roles` may pass."""
        return self.public or (signed_in and (self.signed_in or bool(self.roles & set(roles))))


permissions: Registry[Permission] = Registry("permission")


def permission(key: str, title: str, *roles: Role, public: bool = False, signed_in: bool = False) -> Permission:
    """Declare a permission."""
    return permissions.add(key, Permission(key, title, frozenset(roles), public, signed_in))


PUBLIC = permission("public", N_("Open to everyone"), public=True)
SIGNED_IN = permission("signed_in", N_("Open to everyone signed in"), signed_in=True)
#: Roles that work on matters; what they see is narrowed by the scope, not by the route.
STAFF = permission("staff", N_("Staff who work on matters"), *(set(Role) - {Role.SYSTEM, Role.ADMINISTRATOR}))
ACTING = permission(
    "acting",
    N_("Staff who take steps"),
    Role.OFFICER,
    Role.UNIT_HEAD,
    Role.AUTHORITY_HEAD,
    Role.LEGAL_REVIEWER,
    Role.FISCAL_CLERK,
    Role.ARCHIVIST,
    Role.DISCLOSURE_CLERK,
)
STREET = permission("street", N_("Officers on the street"), Role.OFFICER)
STATISTICS = permission(
    "statistics",
    N_("Reports and figures"),
    Role.STATISTICIAN,
    Role.UNIT_HEAD,
    Role.AUTHORITY_HEAD,
    Role.SUPERVISOR,
)
#: The sitting of a committee, and the queues of review and approval.
COMMITTEE = permission(
    "committee",
    N_("Legal review, collective discussion and approval"),
    Role.UNIT_HEAD,
    Role.AUTHORITY_HEAD,
    Role.LEGAL_REVIEWER,
)
REGISTERS = permission("registers", N_("Registers"), *(set(Role) - {Role.SYSTEM}))
ADMINISTRATION = permission("administration", N_("Accounts, registers and profile"), Role.ADMINISTRATOR)
#: Opening a personal number in full; each opening is recorded.
PERSONAL = permission(
    "personal",
    N_("Open personal numbers"),
    Role.OFFICER,
    Role.UNIT_HEAD,
    Role.LEGAL_REVIEWER,
    Role.AUTHORITY_HEAD,
)

View = TypeVar("View", bound=Callable[..., Any])


def needs(required: Permission) -> Callable[[View], View]:
    """Decorate a view with the permission its route asks for."""

    def mark(view: View) -> View:
        view.permission = required  # type: ignore[attr-defined]
        return view

    return mark


def permission_of(view: Callable[..., Any], method: str = "GET") -> Permission | None:
    """The permission a view asks for; a view of several methods may carry one for each. None: nobody may open it."""
    by_method: dict[str, Permission | None] = getattr(view, "permissions", {})
    if by_method:
        return by_method.get("GET" if method == "HEAD" else method) or next(iter(by_method.values()))
    return getattr(view, "permission", None)


class Denied(Exception):
    """Someone signed in lacks `permission`; the shell answers 403 and says who may."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission
        super().__init__(permission.key)
