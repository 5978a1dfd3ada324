"""The state of people as of a day, as querysets: what registers list and figures count."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject

from .models import Certificate, CertificateChange, CertificateStatus, Officer, OfficerKind, Posting


def postings(day: date) -> QuerySet[Posting]:
    """The posting of every officer that holds on `day`; those who have left have one without a unit."""
    later = Posting.objects.filter(officer=OuterRef("officer"), valid_from__lte=day).filter(
        Q(valid_from__gt=OuterRef("valid_from")) | Q(valid_from=OuterRef("valid_from"), id__gt=OuterRef("id"))
    )
    return Posting.objects.filter(valid_from__lte=day).exclude(Exists(later))


def certificate_states(day: date) -> QuerySet[CertificateChange]:
    """The event of every certificate that holds on `day`."""
    later = CertificateChange.objects.filter(certificate=OuterRef("certificate"), on__lte=day).filter(
        Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), id__gt=OuterRef("id"))
    )
    return CertificateChange.objects.filter(on__lte=day).exclude(Exists(later))


def valid_certificates(day: date) -> QuerySet[Certificate]:
    """Certificates that are good on `day`: issued, neither suspended nor cancelled, not past their last day."""
    good = certificate_states(day).filter(status=CertificateStatus.VALID, expires_on__gte=day)
    return Certificate.objects.filter(pk__in=good.values("certificate"))


def officers(units: list[int], day: date, *, staffed: bool = False, certified: bool = False) -> QuerySet[Officer]:
    """Officers posted to one of `units` on `day`; auxiliary staff never counts (O34)."""
    posted = postings(day).filter(unit__in=units)
    if staffed:
        posted = posted.filter(staffed=True)
    found = Officer.objects.filter(kind=OfficerKind.OFFICER, pk__in=posted.values("officer"))
    return found.filter(pk__in=valid_certificates(day).values("officer")) if certified else found


def with_posting(people: QuerySet[Officer], day: date) -> QuerySet[Officer]:
    """Adds `posting`: ``{"unit", "staffed", "title"}`` as of `day`, or None."""
    held = postings(day).filter(officer=OuterRef("pk"))
    facts = JSONObject(unit=F("unit_id"), staffed=F("staffed"), title=F("title"))
    return people.annotate(posting=Subquery(held.values(data=facts)[:1]))


def with_certificate(people: QuerySet[Officer], day: date) -> QuerySet[Officer]:
    """Adds `certificate`: ``{"number", "status", "expires_on"}`` of the best one as of `day`, or None."""
    held = certificate_states(day).filter(certificate__officer=OuterRef("pk"))
    good = Case(When(status=CertificateStatus.VALID, expires_on__gte=day, then=0), default=1)
    best = held.order_by(good, "-certificate__issued_on", "-certificate_id")
    facts = JSONObject(number=F("certificate__number"), status=F("status"), expires_on=F("expires_on"))
    return people.annotate(certificate=Subquery(best.values(data=facts)[:1]))


def described(people: QuerySet[Officer], day: date) -> QuerySet[Officer]:
    """Officers with posting, certificate and the day both were read on (`as_of`): what the register shows."""
    return with_certificate(with_posting(people, day), day).annotate(as_of=Value(day, output_field=DateField()))


def with_state(cards: QuerySet[Certificate], day: date) -> QuerySet[Certificate]:
    """Adds `status` and `expires_on` as of `day`; None for a certificate not issued by then."""
    held = certificate_states(day).filter(certificate=OuterRef("pk"))
    return cards.annotate(
        status=Subquery(held.values("status")[:1]), expires_on=Subquery(held.values("expires_on")[:1])
    )
