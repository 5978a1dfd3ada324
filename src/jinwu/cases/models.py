"""Penalty cases as rows: the case, its violations, notices, decisions and their lines. Projections, all of them."""

from typing import ClassVar

from django.db import models

from jinwu.matters.models import Matter, Part


class Case(models.Model):
    """A penalty case, one-to-one with its matter."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True, related_name="case")
    key = models.CharField(max_length=10, default="case")
    procedure = models.CharField(max_length=20)
    party_kind = models.CharField(max_length=20, default="", blank=True)
    violation = models.CharField(max_length=40, default="", blank=True)
    violation_title = models.CharField(max_length=200, default="", blank=True)
    fine = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    owed = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    filed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index("violation", name="case_violation")]

    def __str__(self) -> str:
        return str(self.matter_id)


class ViolationRow(Part):
    """Party × violation × act, with the version of its basis."""

    party = models.CharField(max_length=20)
    party_row = models.ForeignKey("parties.Party", models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=40)
    basis = models.ForeignKey("catalog.Violation", models.PROTECT, related_name="+")
    act_from = models.DateTimeField()
    act_to = models.DateTimeField()
    place = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="case_violation_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index("party_row", "code", "act_from", name="case_act")]


class NoticeRow(Part):
    """What a party was told before the decision; versioned."""

    version = models.PositiveSmallIntegerField()
    party = models.CharField(max_length=20)
    oral = models.BooleanField()
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    outcome = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="case_notice_once")
        ]


class DecisionRow(Part):
    """A decision; `version` 1 is the original that statistics keep, whatever became of it later."""

    version = models.PositiveSmallIntegerField()
    replaces = models.CharField(max_length=20, default="", blank=True)
    number = models.CharField(max_length=120)
    party = models.CharField(max_length=20)
    procedure = models.CharField(max_length=20)
    organ = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    decided_on = models.DateField()
    status = models.CharField(max_length=20)
    heaviest = models.CharField(max_length=20)
    fine = models.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="case_decision_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("organ", "decided_on", "procedure", name="decision_counted"),
            models.Index("unit", "decided_on", name="decision_unit_counted"),
        ]


class LineRow(Part):
    """One line of a decision: kind and amount, per party and violation.

    From `code` on: what like cases are found by, so that their fines are one read of one index. `stands`: the decision is in
    force and this organ's own, not one that another organ put in its place.
    """

    decision = models.CharField(max_length=20)
    party = models.CharField(max_length=20)
    violation = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    no_amount_reason = models.CharField(max_length=200, default="", blank=True)
    tier = models.CharField(max_length=40, default="", blank=True)
    code = models.CharField(max_length=40, default="", blank=True)
    party_kind = models.CharField(max_length=20, default="", blank=True)
    organ = models.ForeignKey("bureau.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    decided_on = models.DateField(null=True)
    stands = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="case_line_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organ", "code", "tier", "party_kind", "decided_on"],
                include=["amount", "matter"],
                condition=models.Q(kind="fine", stands=True),
                name="line_like_cases",
            ),
        ]

    def __str__(self) -> str:
        return self.matter.party_label


class ReminderRow(Part):
    """A first-offence reminder in the ledger: it defeats a second first time of the same party and violation."""

    party_row = models.ForeignKey("parties.Party", models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    basis = models.ForeignKey("catalog.Violation", models.PROTECT, related_name="+")
    route = models.CharField(max_length=20)
    organ = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    number = models.CharField(max_length=120, default="", blank=True)
    found_on = models.DateField()
    issued_on = models.DateField(null=True)
    correct_by = models.DateField(null=True)
    promised = models.BooleanField(default=False)
    status = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="case_reminder_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("party_row", "code", "found_on", name="reminder_first"),
            models.Index("unit", "issued_on", name="reminder_counted"),
            models.Index(models.F("found_on").desc(), models.F("id").desc(), name="reminder_newest"),
        ]


class PublicationRow(Part):
    """What is published of one decision, or why not; one row for each decision, named by its first version."""

    decision = models.CharField(max_length=20)
    number = models.CharField(max_length=120)
    party = models.CharField(max_length=20)
    organ = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    decided_on = models.DateField()
    status = models.CharField(max_length=20)
    due_on = models.DateField(null=True)
    where = models.CharField(max_length=20, default="", blank=True)
    published_on = models.DateField(null=True)
    days = models.PositiveSmallIntegerField(null=True)  # working days from the decision to its publication
    address = models.CharField(max_length=300, default="", blank=True)
    ground = models.CharField(max_length=40, default="", blank=True)
    reason = models.CharField(max_length=1000, default="", blank=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="case_publication_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("status", "due_on", name="publication_due"),
            models.Index(models.F("decided_on").desc(), models.F("id").desc(), name="publication_newest"),
        ]
