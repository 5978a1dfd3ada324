"""Obligations and movements of money as rows; a projection."""

from typing import ClassVar

from django.db import models

from jinwu.matters.models import Part


class ObligationRow(Part):
    """A sum owed by a party, or by the organ (a refund)."""

    kind = models.CharField(max_length=20)
    party = models.CharField(max_length=20)
    decision = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    paid = models.DecimalField(max_digits=16, decimal_places=2)
    since = models.DateField()
    due = models.DateField(null=True)
    cancelled = models.DateField(null=True)
    owed_by_organ = models.BooleanField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="obligation_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("due", condition=models.Q(cancelled=None, paid__lt=models.F("amount")), name="obligation_open")
        ]


class MovementRow(Part):
    """Money that moved, with its receipt."""

    obligation = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    on = models.DateField()
    receipt = models.CharField(max_length=100, default="", blank=True)
    reference = models.CharField(max_length=100, default="", blank=True)
    ground = models.CharField(max_length=100, default="", blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="movement_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("on", "id", name="movement_on"),
            models.Index("receipt", name="movement_receipt", condition=~models.Q(receipt="")),
        ]


class CashRow(Part):
    """Cash collected on the spot, on its way to the bank."""

    amount = models.DecimalField(max_digits=16, decimal_places=2)
    collected_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    deposited_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="cash_once")
        ]
