"""Obligations and movements of money as rows, a projection; and what the bank's files said."""

from typing import ClassVar

from django.db import models

from jinwu.bureau.models import Unit, User
from jinwu.matters.models import Matter, Part


class ObligationRow(Part):
    """A sum owed by a party, or by the organ (a refund)."""

    kind = models.CharField(max_length=20)
    party = models.CharField(max_length=20)
    decision = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    paid = models.DecimalField(max_digits=16, decimal_places=2)
    written_off = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    still_open = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    since = models.DateField()
    due = models.DateField(null=True)
    cancelled = models.DateField(null=True)
    owed_by_organ = models.BooleanField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="obligation_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("due", condition=models.Q(still_open__gt=0), name="obligation_still_open")
        ]


class MovementRow(Part):
    """Money that moved, with its receipt."""

    obligation = models.CharField(max_length=20)
    party = models.CharField(max_length=20, default="", blank=True)
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
            models.Index("reference", name="movement_reference", condition=~models.Q(reference="")),
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


class InstalmentRow(Part):
    """A part of a fine under the terms granted."""

    obligation = models.CharField(max_length=20)
    due = models.DateField()
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    still_open = models.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="instalment_once")
        ]


class TermsRow(Part):
    """An application to pay later or in parts, and its answer."""

    party = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    received_on = models.DateField()
    status = models.CharField(max_length=20)
    decided_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="terms_once")
        ]


class DemandRow(Part):
    """A demand to perform before the court is asked."""

    party = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    at = models.DateTimeField()
    served_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="demand_once")
        ]


class CourtRow(Part):
    """An application to the court for enforcement, and what became of it."""

    party = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    at = models.DateTimeField()
    court = models.CharField(max_length=120)
    status = models.CharField(max_length=20)
    ruled_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="court_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index("at", name="court_at")]


class BankFile(models.Model):
    """A file of the bank that a fiscal clerk brought: what it said, who brought it, and the digest of its bytes."""

    organ = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=60)
    brought_at = models.DateTimeField()
    rows = models.JSONField()  # of each row what was read, and what the trial said of it
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organ", "sha256"], name="bank_file_once")
        ]


class BankItem(models.Model):
    """A payment that the bank reported: taken to its case, or kept until a clerk says what it is."""

    organ = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    file = models.ForeignKey(BankFile, models.PROTECT, related_name="items")
    row = models.PositiveIntegerField()
    number = models.CharField(max_length=120, blank=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    paid_on = models.DateField()
    reference = models.CharField(max_length=100)
    receipt = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, blank=True)
    why = models.JSONField(null=True)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organ", "reference", "amount", "paid_on"], name="bank_item_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("organ", "paid_on", name="bank_item_day"),
            models.Index("organ", condition=models.Q(status="open"), name="bank_item_open"),
        ]
