"""Who the acts concern: persons, organisations and 个体工商户, each with its identity as known from a day on."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from jinwu.bureau.models import Unit
from jinwu.law.parties import PartyKind

KIND_CHOICES = [
    (PartyKind.PERSON.value, _("Person")),
    (PartyKind.ORGANISATION.value, _("Organisation")),
    (PartyKind.SOLE_TRADER.value, _("Sole trader")),
]


class IdKind(models.TextChoices):
    """Which document a person's number stands on."""

    RESIDENT = "resident", _("Resident identity card")
    PASSPORT = "passport", _("Passport")
    PERMIT = "permit", _("Travel permit")
    OTHER = "other", _("Other document")


class Party(models.Model):
    """A party (当事人). `number` is what he is found by: the credit code, or without one the identity number.

    A 个体工商户 without a credit code is found by its operator's number. Empty: not known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=KIND_CHOICES)
    number = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created_at", "id")
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(
                fields=["number", "kind"], condition=~models.Q(number=""), name="party_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class PartyIdentity(models.Model):
    """What is known of a party from `valid_from` until the next version. Rows are added, never changed."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="identities")
    valid_from = models.DateField()
    name = models.CharField(max_length=200)
    id_kind = models.CharField(max_length=16, choices=IdKind.choices, default=IdKind.RESIDENT)
    id_number = models.CharField(max_length=40, blank=True)  # of the person, or of a sole trader's operator
    credit_code = models.CharField(max_length=18, blank=True)
    operator = models.CharField(max_length=100, blank=True)  # 经营者
    legal_representative = models.CharField(max_length=100, blank=True)
    sex = models.CharField(max_length=8, blank=True)
    birth = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    grams = ArrayField(models.CharField(max_length=2), default=list)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("party_id", "valid_from", "id")
        verbose_name_plural = "party identities"
        indexes = [
            models.Index(fields=["party", "valid_from"]),
            models.Index(fields=["id_number"], condition=~models.Q(id_number=""), name="party_identity_id_number"),
            models.Index(fields=["credit_code"], condition=~models.Q(credit_code=""), name="party_identity_credit"),
            GinIndex(fields=["grams"], name="party_identity_grams"),
        ]

    def __str__(self) -> str:
        return f"identity {self.pk} of {self.party_id}"


class KnownTo(models.Model):
    """An organ in whose books the party stands: only its people find him in the register."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="known_to")
    organ = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "known to"
        constraints = [models.UniqueConstraint(fields=["organ", "party"], name="party_known_once")]

    def __str__(self) -> str:
        return f"{self.party_id} known to {self.organ_id}"
