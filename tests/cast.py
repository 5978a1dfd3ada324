"""The fixed cast of the tests: one small bureau, everybody in it, and a stranger from another one.

Accounts share one password and officers one confirmation code, hashed once a run; rows are written in bulk, for the
cast comes on in most tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from jinwu.bureau import pins, queries, units
from jinwu.bureau.models import (
    Certificate,
    CertificateChange,
    Officer,
    OfficerKind,
    Posting,
    ReviewerQualification,
    RoleHolding,
    Unit,
    UnitKind,
    UnitVersion,
    User,
)
from jinwu.kit import clock
from jinwu.law.roles import Role

PASSWORD = "correct-horse-battery"
PIN = "274918"
SINCE = date(2018, 1, 1)
CERTIFIED_UNTIL = date(2035, 12, 31)
EXPIRED_ON = date(2022, 6, 30)


@dataclass(frozen=True)
class Cast:
    """Units are `Unit`, people are `User`; `user.officer` is the officer where the person is one."""

    bureau: Unit
    legal: Unit
    team: Unit
    squadron: Unit
    second_squadron: Unit
    other_bureau: Unit
    officer: User
    partner: User
    colleague: User  # certified, of the second squadron
    expired: User  # his certificate ran out in June 2022
    auxiliary: User
    reviewer: User
    unit_head: User
    authority_head: User
    deputy_head: User  # holds no role of his own: for tests of deputising
    fiscal_clerk: User
    archivist: User
    disclosure_clerk: User
    statistician: User
    supervisor: User
    administrator: User
    stranger: User  # a certified officer of the other bureau

    def people(self) -> dict[str, User]:
        """Everybody by the name of his part."""
        return {name: each for name, each in vars(self).items() if isinstance(each, User)}


@dataclass(frozen=True)
class _Part:
    """A person to be written: in which place, with which roles; `certificate` makes an officer of him."""

    username: str
    name: str
    place: str
    roles: tuple[Role, ...] = ()
    certificate: str = ""
    until: date = CERTIFIED_UNTIL
    kind: OfficerKind = OfficerKind.OFFICER

    @property
    def is_staff(self) -> bool:
        return bool(self.certificate) or self.kind == OfficerKind.AUXILIARY


_PLACES = {
    "bureau": ("testbureau", "测试市城市管理局", UnitKind.BUREAU, None, None),
    "legal": ("testlegal", "法规科", UnitKind.SECTION, "bureau", None),
    "team": ("testteam", "测试市综合行政执法队", UnitKind.TEAM, "bureau", 10),
    "squadron": ("testsq1", "一中队", UnitKind.SQUADRON, "team", None),
    "second_squadron": ("testsq2", "二中队", UnitKind.SQUADRON, "team", None),
    "other_bureau": ("otherbureau", "邻市城市管理局", UnitKind.BUREAU, None, None),
}
_OFFICER = (Role.OFFICER,)
_PARTS = {
    "officer": _Part("wenbin", "郝文斌", "squadron", _OFFICER, "140300001"),
    "partner": _Part("wangjing", "王婧", "squadron", _OFFICER, "140300002"),
    "colleague": _Part("liqiang", "李强", "second_squadron", _OFFICER, "140300003"),
    "expired": _Part("zhaoming", "赵明", "squadron", _OFFICER, "140300004", until=EXPIRED_ON),
    "auxiliary": _Part("sunli", "孙丽", "squadron", kind=OfficerKind.AUXILIARY),
    "reviewer": _Part("reviewer", "周敏", "bureau", (Role.LEGAL_REVIEWER,)),
    "unit_head": _Part("unithead", "陈刚", "team", (Role.OFFICER, Role.UNIT_HEAD), "140300005"),
    "authority_head": _Part("head", "刘建国", "bureau", (Role.AUTHORITY_HEAD,)),
    "deputy_head": _Part("deputy", "吴琳", "bureau"),
    "fiscal_clerk": _Part("fiscal", "张会", "bureau", (Role.FISCAL_CLERK,)),
    "archivist": _Part("archivist", "何静", "bureau", (Role.ARCHIVIST,)),
    "disclosure_clerk": _Part("disclosure", "白宁", "bureau", (Role.DISCLOSURE_CLERK,)),
    "statistician": _Part("statistician", "杨帆", "bureau", (Role.STATISTICIAN,)),
    "supervisor": _Part("supervisor", "马超", "bureau", (Role.SUPERVISOR,)),
    "administrator": _Part("admin", "徐宁", "bureau", (Role.ADMINISTRATOR,)),
    "stranger": _Part("stranger", "外人", "other_bureau", _OFFICER, "140400001"),
}


def build_cast() -> Cast:
    """The cast, written to the database. Everything holds since 2018."""
    places = _places()
    officers = _officers(places)
    users = User.objects.bulk_create(
        User(username=part.username, full_name=part.name, officer=officers.get(name), password=_password())
        for name, part in _PARTS.items()
    )
    people = dict(zip(_PARTS, users, strict=True))
    RoleHolding.objects.bulk_create(
        RoleHolding(user=people[name], role=role.value, unit=places[part.place], valid_from=SINCE)
        for name, part in _PARTS.items()
        for role in part.roles
    )
    ReviewerQualification.objects.create(
        user=people["reviewer"], reviewing_since=SINCE, number="A20171400000001", acquired_on=SINCE
    )
    queries.forget_roles()
    return Cast(**places, **people)


def _places() -> dict[str, Unit]:
    made = Unit.objects.bulk_create(
        Unit(code=code, kind=kind, order=order) for order, (code, _n, kind, *_more) in enumerate(_PLACES.values())
    )
    places = dict(zip(_PLACES, made, strict=True))
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=places[key],
            valid_from=SINCE,
            name=name,
            parent=places.get(parent),
            posts=posts,
            standing=units.usual_standing(kind),
        )
        for key, (_code, name, kind, parent, posts) in _PLACES.items()
    )
    units.renumber()
    return places


def _officers(places: dict[str, Unit]) -> dict[str, Officer]:
    staff = {name: part for name, part in _PARTS.items() if part.is_staff}
    now = clock.now()
    made = Officer.objects.bulk_create(
        Officer(name=part.name, kind=part.kind, pin_digest=_pin_digest(), pin_set_at=now) for part in staff.values()
    )
    officers = dict(zip(staff, made, strict=True))
    Posting.objects.bulk_create(
        Posting(
            officer=officers[name],
            unit=places[part.place],
            valid_from=SINCE,
            staffed=part.kind == OfficerKind.OFFICER,
        )
        for name, part in staff.items()
    )
    cards = Certificate.objects.bulk_create(
        Certificate(officer=officers[name], number=part.certificate, issued_on=SINCE)
        for name, part in staff.items()
        if part.certificate
    )
    CertificateChange.objects.bulk_create(
        CertificateChange(certificate=card, event="issued", status="valid", on=SINCE, expires_on=part.until)
        for card, part in zip(cards, (part for part in staff.values() if part.certificate), strict=True)
    )
    return officers


@cache
def _password() -> str:
    return make_password(PASSWORD)


@cache
def _pin_digest() -> str:
    return pins.digest(PIN)


__all__ = ["CERTIFIED_UNTIL", "EXPIRED_ON", "PASSWORD", "PIN", "SINCE", "Cast", "build_cast"]
