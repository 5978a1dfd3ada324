"""Written entrustments: which organisation may act in the organ's name, on what, up to which amount (APL 20, 21)."""

from __future__ import annotations

from django.db import models

from .units import Unit


class Entrustment(models.Model):
    """An entrustment (行政处罚委托书). It holds from a day to a day, both included, and only once it is published."""

    organ = models.ForeignKey(Unit, models.PROTECT, related_name="entrustments_given")
    organisation = models.ForeignKey(Unit, models.PROTECT, related_name="entrustments_held")
    title = models.CharField(max_length=200)
    matters = models.JSONField(default=list, blank=True)  # codes of violations; empty: every matter of the organ
    published_on = models.DateField(null=True, blank=True)
    published_url = models.URLField(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-valid_from", "id")

    def __str__(self) -> str:
        return self.title


class EntrustmentLine(models.Model):
    """Up to which amount in yuan (included) the organisation decides for one kind of party; null: without limit."""

    entrustment = models.ForeignKey(Entrustment, models.CASCADE, related_name="lines")
    party_kind = models.CharField(max_length=16)  # law.parties.PartyKind
    up_to = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entrustment", "party_kind"], name="entrustment_line_once")]

    def __str__(self) -> str:
        return f"{self.party_kind} ≤ {self.up_to}"
