"""Officers, where they are posted, and the life of their certificates. Status is read as of the day of the act."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .units import Unit


class OfficerKind(models.TextChoices):
    """AUXILIARY staff (执法辅助人员) never count toward the two officers and never sign as one (O34)."""

    OFFICER = "officer", _("Enforcement officer")
    AUXILIARY = "auxiliary", _("Auxiliary staff")


class Officer(models.Model):
    """A person of the enforcement staff (行政执法人员). `pin_digest` confirms presence on a colleague's phone."""

    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, choices=OfficerKind.choices, default=OfficerKind.OFFICER)
    staff_number = models.CharField(max_length=32, blank=True)
    pin_digest = models.CharField(max_length=160, blank=True)
    pin_set_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class Posting(models.Model):
    """Where an officer serves from `valid_from` until the next posting; no unit: he has left the service."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="postings")
    valid_from = models.DateField()
    staffed = models.BooleanField(default=True)  # 在编
    title = models.CharField(max_length=60, blank=True)  # 职务
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("officer_id", "valid_from", "id")
        indexes = [models.Index(fields=["officer", "valid_from"]), models.Index(fields=["unit"])]

    def __str__(self) -> str:
        return f"{self.officer_id} → {self.unit_id} {self.valid_from}"


class CertificateStatus(models.TextChoices):
    """What a change leaves a certificate in; a valid one also needs an expiry that has not passed."""

    VALID = "valid", _("Certificate valid")
    SUSPENDED = "suspended", _("Certificate suspended")
    CANCELLED = "cancelled", _("Certificate cancelled")


class CertificateEvent(models.TextChoices):
    """What happens to a certificate (domain reference §8.15)."""

    ISSUED = "issued", _("Certificate issued")
    SUSPENDED = "suspended", _("Certificate suspended")
    RESUMED = "resumed", _("Returned after suspension")
    RENEWED = "renewed", _("Certificate renewed")
    CANCELLED = "cancelled", _("Certificate cancelled")


class Certificate(models.Model):
    """An enforcement certificate (行政执法证)."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40, blank=True)  # 证件种类: national or ministry's
    issuer = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField()

    class Meta:
        ordering = ("officer_id", "issued_on", "id")

    def __str__(self) -> str:
        return self.number


class CertificateChange(models.Model):
    """One event in a certificate's life. Rows are added, never changed; a correction is a later row of the same day."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="changes")
    event = models.CharField(max_length=16, choices=CertificateEvent.choices)
    status = models.CharField(max_length=16, choices=CertificateStatus.choices)
    on = models.DateField()
    expires_on = models.DateField()  # last day of validity
    reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("certificate_id", "on", "id")
        indexes = [models.Index(fields=["certificate", "on"])]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.event} {self.on}"


class PinFailure(models.Model):
    """A wrong confirmation code. Written on the log connection, so that a refused step does not undo it."""

    officer = models.BigIntegerField(
        db_index=True
    )  # no foreign key: the officer's row may belong to an open transaction
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.officer} {self.at}"
