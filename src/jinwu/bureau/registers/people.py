"""Registers of officers and of their certificates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from jinwu.kit import clock
from jinwu.kit.permission import ADMINISTRATION
from jinwu.kit.register import Column, Filter, Form, Register, Show, register
from jinwu.law.messages import N_

from .. import asof, entry, inputs, scopes
from ..models import Certificate, CertificateEvent, CertificateStatus, Officer, OfficerKind, User
from ..queries import unit_name
from .common import GROUP, choices, named, unit_filter

_YEARS_BACK = 5


def _officers(user: User | None) -> QuerySet[Officer]:
    return asof.described(scopes.officers_of(user), clock.today())


def _posting(officer: Officer) -> dict[str, Any]:
    return getattr(officer, "posting", None) or {}


def _card(officer: Officer) -> dict[str, Any]:
    return getattr(officer, "certificate", None) or {}


def _unit(officer: Officer) -> str:
    unit = _posting(officer).get("unit")
    return unit_name(unit, officer.as_of) if unit else _("Has left the service")


def _on_post(officer: Officer) -> str:
    return _("Yes") if _posting(officer).get("staffed") else _("No")


def _badge(status: str | None, expires_on: date | str | None, day: date) -> tuple[str, str]:
    if status is None or expires_on is None:
        return "gap", _("No certificate")
    expires_on = date.fromisoformat(expires_on) if isinstance(expires_on, str) else expires_on
    if status == CertificateStatus.SUSPENDED:
        return "paused", _("Certificate suspended")
    if status == CertificateStatus.CANCELLED:
        return "void", _("Certificate cancelled")
    if expires_on < day:
        return "breach", _("Certificate expired")
    return "pass", _("Certificate valid")


def _officer_state(officer: Officer) -> tuple[str, str]:
    if officer.kind == OfficerKind.AUXILIARY:
        return "info", _("Auxiliary staff")
    return _badge(_card(officer).get("status"), _card(officer).get("expires_on"), officer.as_of)


def _postings(officer: Officer) -> str:
    lines = []
    for each in officer.postings.all():
        place = unit_name(each.unit_id, each.valid_from) if each.unit_id else _("Has left the service")
        lines.append(" · ".join(part for part in (each.valid_from.isoformat(), place, each.title) if part))
    return "\n".join(lines)


def _cards(officer: Officer) -> str:
    return "\n\n".join(f"{card.number}\n{_life(card)}" for card in officer.certificates.prefetch_related("changes"))


def _life(card: Certificate) -> str:
    lines = []
    for each in card.changes.all():
        parts = [each.on.isoformat(), str(CertificateEvent(each.event).label)]
        if each.event in (CertificateEvent.ISSUED, CertificateEvent.RENEWED):
            parts.append(_("valid to {day}").format(day=each.expires_on.isoformat()))
        lines.append(" · ".join([*parts, each.reason] if each.reason else parts))
    return "\n".join(lines)


def _by_unit(officers: QuerySet[Officer], units: list[int]) -> QuerySet[Officer]:
    return officers.filter(pk__in=asof.postings(clock.today()).filter(unit__in=units).values("officer"))


def _by_certificate(officers: QuerySet[Officer], value: str) -> QuerySet[Officer]:
    good = Q(pk__in=asof.valid_certificates(clock.today()).values("officer"))
    return officers.filter(good if value == "yes" else ~good)


def _search(officers: QuerySet[Officer], words: str) -> QuerySet[Officer]:
    numbered = Certificate.objects.filter(number__icontains=words).values("officer")
    return officers.filter(Q(name__icontains=words) | Q(staff_number__icontains=words) | Q(pk__in=numbered))


def _initial(officer: Officer) -> dict[str, Any]:
    last = officer.postings.order_by("-valid_from", "-id").first()
    known = {"name": officer.name, "kind": officer.kind, "staff_number": officer.staff_number, "since": clock.today()}
    if last:
        known |= {"unit": last.unit_id, "title": last.title, "staffed": last.staffed, "since": last.valid_from}
    return known


register(
    Register(
        key="officers",
        title=N_("Officers"),
        group=GROUP,
        scope=_officers,
        order=("name", "id"),
        columns=(
            Column("name", N_("Full name"), "name", Show.LINK, sub=lambda officer: _posting(officer).get("title", "")),
            Column("unit", N_("Unit"), _unit),
            Column("number", N_("Certificate number"), lambda officer: _card(officer).get("number", "")),
            Column("expires", N_("Valid to"), lambda officer: _day(_card(officer).get("expires_on")), Show.DATE),
            Column("state", N_("Certificate"), _officer_state, Show.STATE),
            Column("kind", N_("Kind of staff"), "get_kind_display", in_list=False),
            Column("staff_number", N_("Staff number"), "staff_number", in_list=False),
            Column("staffed", N_("On an approved post"), _on_post, in_list=False),
            Column("postings", N_("Postings"), _postings, Show.LONG, in_list=False),
            Column("certificates", N_("Certificates"), _cards, Show.LONG, in_list=False),
        ),
        filters=(
            unit_filter(_by_unit),
            Filter(
                "certified",
                N_("Certificate"),
                lambda: [("yes", _("Valid today")), ("no", _("Not valid today"))],
                _by_certificate,
            ),
            Filter("kind", N_("Kind of staff"), named(OfficerKind), lambda rows, value: rows.filter(kind=value)),
        ),
        search=_search,
        search_hint=N_("Name, certificate number or staff number"),
        form=Form(inputs.OfficerInput, ADMINISTRATION, entry.save_officer, _initial, choices, N_("Add an officer")),
        note=N_("The state of a certificate is read on the day of each act, not from this list."),
    )
)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _certificates(user: User | None) -> QuerySet[Certificate]:
    return asof.with_state(scopes.certificates_of(user), clock.today())


def _certificate_state(card: Certificate) -> tuple[str, str]:
    return _badge(card.status, card.expires_on, clock.today())


def _states() -> list[tuple[str, str]]:
    return [
        ("valid", _("Certificate valid")),
        ("expired", _("Certificate expired")),
        ("suspended", _("Certificate suspended")),
        ("cancelled", _("Certificate cancelled")),
    ]


def _by_state(cards: QuerySet[Certificate], value: str) -> QuerySet[Certificate]:
    if value == "valid":
        return cards.filter(status=CertificateStatus.VALID, expires_on__gte=clock.today())
    if value == "expired":
        return cards.filter(status=CertificateStatus.VALID, expires_on__lt=clock.today())
    return cards.filter(status=value)


def _year_ends() -> list[tuple[str, str]]:
    this = clock.today().year
    ends = [date(year, 12, 31) for year in range(this - 1, this - 1 - _YEARS_BACK, -1)]
    return [(day.isoformat(), _("Valid on {day}").format(day=day.isoformat())) for day in ends]


def _valid_on(cards: QuerySet[Certificate], value: str) -> QuerySet[Certificate]:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return cards.none()
    return cards.filter(pk__in=asof.valid_certificates(day).values("pk"))


def _certificate_initial(card: Certificate) -> dict[str, Any]:
    return {
        "event": CertificateEvent.SUSPENDED.value,
        "officer": card.officer_id,
        "number": card.number,
        "kind": card.kind,
        "issuer": card.issuer,
        "on": clock.today(),
    }


register(
    Register(
        key="certificates",
        title=N_("Certificates"),
        group=GROUP,
        scope=_certificates,
        order=("number", "id"),
        columns=(
            Column("number", N_("Certificate number"), "number", Show.LINK, sub="kind"),
            Column("officer", N_("Officer"), "officer.name"),
            Column("issued_on", N_("Issued on"), "issued_on", Show.DATE),
            Column("expires_on", N_("Valid to"), "expires_on", Show.DATE),
            Column("state", N_("State today"), _certificate_state, Show.STATE),
            Column("issuer", N_("Issued by"), "issuer", in_list=False),
            Column("life", N_("History of changes"), _life, Show.LONG, in_list=False),
        ),
        filters=(
            Filter("state", N_("State today"), _states, _by_state),
            Filter("valid_on", N_("Valid at the end of"), _year_ends, _valid_on),
        ),
        search=lambda cards, words: cards.filter(Q(number__icontains=words) | Q(officer__name__icontains=words)),
        search_hint=N_("Number or name"),
        form=Form(
            inputs.CertificateInput,
            ADMINISTRATION,
            entry.save_certificate,
            _certificate_initial,
            choices,
            N_("Issue a certificate"),
        ),
        note=N_("Suspending, renewing and cancelling are events with their day; none is ever overwritten."),
    )
)
