"""A small bureau to measure: pairs of officers with forms and tokens, one fiscal clerk, the heads, a reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from jinwu.bureau import tokens, units
from jinwu.bureau.models import (
    Certificate,
    CertificateChange,
    CertificateEvent,
    CertificateStatus,
    Officer,
    OfficerKind,
    Posting,
    RoleHolding,
    Unit,
    UnitKind,
    User,
)
from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.documents import numbers
from jinwu.documents.words import begin_words
from jinwu.kit import clock
from jinwu.law.roles import Role

SINCE = date(2019, 1, 1)
FORMS = "on_the_spot_decision"
#: What a bureau must say of itself before its decisions can be printed.
OWN = {
    "remedies.reconsideration_organ": "测量市人民政府",
    "remedies.court": "测量市城区人民法院",
    "collection.institution": "测量银行各网点",
}
#: A block holds at most so many forms.
BLOCK = 500


@dataclass(frozen=True)
class People:
    """Who takes the steps; the officers stand in pairs."""

    pairs: tuple[tuple[User, User], ...]
    fiscal: User
    head: User
    bureau_head: User
    reviewer: User
    administrator: User

    def named(self) -> dict[str, User]:
        """Everybody by the name under which a plan of calls knows him."""
        pairs = {
            f"{part}{i}": user for i, pair in enumerate(self.pairs) for part, user in zip(PARTS, pair, strict=True)
        }
        return {
            **pairs,
            "fiscal": self.fiscal,
            "head": self.head,
            "bureau_head": self.bureau_head,
            "reviewer": self.reviewer,
        }


PARTS = ("officer", "partner")


def found(pairs: int, cases: int) -> People:
    """The bureau with `pairs` of officers, each with forms for `cases` cases."""
    with transaction.atomic():
        bureau = units.found("bench", "测量市城市管理局", UnitKind.BUREAU, on=SINCE, order=1)
        team = units.found("bench-team", "测量市综合行政执法队", UnitKind.TEAM, on=SINCE, parent=bureau, order=2)
        begin_words(bureau.pk, "测城管", SINCE)
        for key, value in OWN.items():
            values = {"value": value, "title": key, "confirmed": False, "source": "bench", "note": ""}
            put(ProfileValue, {"key": key, "in_force_from": SINCE}, values, by="bench")
        officers = _officers(team, pairs * 2)
        for first in officers[::2]:
            _forms(bureau, first, cases)
        people = [_account(f"bench{i:03d}", one.name, Role.OFFICER, team, one) for i, one in enumerate(officers)]
        return People(
            tuple(zip(people[::2], people[1::2], strict=True)),
            _account("benchfiscal", "测量会计", Role.FISCAL_CLERK, bureau),
            _account("benchhead", "测量队长", Role.UNIT_HEAD, team),
            _account("benchbureau", "测量局长", Role.AUTHORITY_HEAD, bureau),
            _account("benchreview", "测量审核", Role.LEGAL_REVIEWER, bureau),
            _account("benchadmin", "测量管理员", Role.ADMINISTRATOR, bureau),
        )


def tokens_of(people: People) -> dict[str, str]:
    """A token of the API for everybody."""
    return {name: tokens.issue(user, "bench") for name, user in people.named().items()}


def _officers(team: Unit, count: int) -> list[Officer]:
    officers = Officer.objects.bulk_create(Officer(name=f"测量员{i}", kind=OfficerKind.OFFICER) for i in range(count))
    Posting.objects.bulk_create(Posting(officer=one, unit=team, valid_from=SINCE, staffed=True) for one in officers)
    cards = Certificate.objects.bulk_create(
        Certificate(officer=one, number=f"9999{i:07d}", issued_on=SINCE) for i, one in enumerate(officers)
    )
    until = clock.today() + timedelta(days=3650)
    CertificateChange.objects.bulk_create(
        CertificateChange(certificate=card, event=CertificateEvent.ISSUED, status=CertificateStatus.VALID, on=SINCE,
                          expires_on=until)
        for card in cards
    )  # fmt: skip
    return officers


def _account(username: str, name: str, role: Role, unit: Unit, officer: Officer | None = None) -> User:
    user = User.objects.create(username=username, full_name=name, officer=officer)
    RoleHolding.objects.create(user=user, role=role.value, unit=unit, valid_from=SINCE)
    return user


def _forms(bureau: Unit, officer: Officer, cases: int) -> None:
    for start in range(0, cases, BLOCK):
        numbers.issue_block(FORMS, bureau.pk, officer.pk, min(BLOCK, cases - start), clock.today())
