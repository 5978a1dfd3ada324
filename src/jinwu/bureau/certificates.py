"""The life of a certificate (domain reference §8.15): issued, suspended, resumed, renewed, cancelled.

Each event is a row of its own; what held on a day is read from the last event by that day.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from jinwu.law.messages import say
from jinwu.law.problems import Problem

from .models import Certificate, CertificateChange, CertificateEvent, CertificateStatus, Officer, OfficerKind, User

_LEADS_TO = {
    CertificateEvent.ISSUED: CertificateStatus.VALID,
    CertificateEvent.SUSPENDED: CertificateStatus.SUSPENDED,
    CertificateEvent.RESUMED: CertificateStatus.VALID,
    CertificateEvent.RENEWED: CertificateStatus.VALID,
    CertificateEvent.CANCELLED: CertificateStatus.CANCELLED,
}
_FROM = {
    CertificateEvent.SUSPENDED: {CertificateStatus.VALID},
    CertificateEvent.RESUMED: {CertificateStatus.SUSPENDED},
    CertificateEvent.RENEWED: {CertificateStatus.VALID},
    CertificateEvent.CANCELLED: {CertificateStatus.VALID, CertificateStatus.SUSPENDED},
}


class NotPossible(Problem):
    """An event that a certificate's life does not allow."""


def issue(
    officer: Officer,
    number: str,
    *,
    on: date,
    expires_on: date,
    kind: str = "",
    issuer: str = "",
    by: User | None = None,
) -> Certificate:
    """A new certificate. Raises `NotPossible` for auxiliary staff, a number in use, or an expiry before the issue."""
    if officer.kind != OfficerKind.OFFICER:
        raise NotPossible(
            say("{name} is auxiliary staff and holds no certificate", name=officer.name),
            say("Change the person's kind first, if he has become an officer"),
        )
    if Certificate.objects.filter(number=number).exists():
        raise NotPossible(
            say("Certificate {number} is already entered", number=number), say("Check the number on the card")
        )
    if expires_on < on:
        raise NotPossible(say("A certificate cannot expire before it is issued"), say("Check both days on the card"))
    with transaction.atomic():
        made = Certificate.objects.create(officer=officer, number=number, kind=kind, issuer=issuer, issued_on=on)
        _add(made, CertificateEvent.ISSUED, on, expires_on, "", by)
    return made


def change(
    certificate: Certificate,
    event: CertificateEvent | str,
    *,
    on: date,
    reason: str = "",
    expires_on: date | None = None,
    by: User | None = None,
) -> CertificateChange:
    """Record an event of a certificate from `on` on; `expires_on` is asked for a renewal.

    Raises `NotPossible` where the certificate is not in a state that allows it, or where a later event is recorded.
    """
    event = CertificateEvent(event)
    with transaction.atomic():
        Certificate.objects.select_for_update().get(pk=certificate.pk)
        last = certificate.changes.order_by("-on", "-id").first()
        _check(certificate, last, event, on, expires_on)
        return _add(certificate, event, on, expires_on or last.expires_on, reason, by)


def _check(certificate: Certificate, last: CertificateChange, event, on: date, expires_on: date | None) -> None:
    if on < last.on:
        raise NotPossible(
            say("Certificate {number} already has an event on {day}", number=certificate.number, day=last.on),
            say("Give that day or a later one"),
        )
    if last.status not in _FROM.get(event, set()):
        raise NotPossible(
            say("Certificate {number} does not allow this now", number=certificate.number),
            say("Look at its history: it is suspended, cancelled or not suspended"),
        )
    if event == CertificateEvent.RENEWED and (expires_on is None or expires_on <= last.expires_on):
        raise NotPossible(
            say("A renewal needs a later last day than {day}", day=last.expires_on), say("Give the new last day")
        )


def _add(certificate, event, on, expires_on, reason, by) -> CertificateChange:
    return CertificateChange.objects.create(
        certificate=certificate,
        event=event,
        status=_LEADS_TO[event],
        on=on,
        expires_on=expires_on,
        reason=reason,
        recorded_by=by,
    )
