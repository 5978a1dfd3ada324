"""What stands in tables about matters. Every row but drafts, looks, confirmations and scans is a projection of a state.

Nothing here is written but by the door (`door.py`) through `projection.py`.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

#: Stands for "no period is running" so that lists sort and page by one column.
NO_DUE = date(9999, 12, 31)


class Matter(models.Model):
    """One matter (事项): stage, unit, next due date, party label, handler. `state` is the whole fold as JSON."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    procedure = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)
    final = models.BooleanField(default=False)
    title = models.CharField(max_length=300, default="", blank=True)
    number = models.CharField(max_length=120, default="", blank=True)
    party_label = models.CharField(max_length=300, default="", blank=True)
    place = models.CharField(max_length=300, default="", blank=True)
    unit = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    organ = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    handler = models.ForeignKey("bureau.Officer", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    decided_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    due_on = models.DateField(default=NO_DUE)
    due_timer = models.CharField(max_length=40, default="", blank=True)
    marks = models.PositiveIntegerField(default=0)
    held = models.BooleanField(default=False)
    acted_at = models.DateTimeField()
    head_seq = models.PositiveIntegerField()
    head_hash = models.BinaryField(max_length=64)
    state = models.JSONField()
    grams = ArrayField(models.CharField(max_length=2), default=list)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index("unit", "final", "due_on", "id", name="matter_unit_due"),
            models.Index("final", "due_on", "id", name="matter_due"),
            models.Index("procedure", "decided_on", name="matter_decided"),
            models.Index("handler", "final", "due_on", name="matter_handler_due"),
            models.Index("acted_at", "id", name="matter_acted"),
            GinIndex(fields=["grams"], name="matter_grams"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.id)

    @property
    def due(self) -> date | None:
        """The next day something is due, or None."""
        return None if self.due_on == NO_DUE else self.due_on


class Part(models.Model):
    """Base of the projected rows: one row per part of a state, named by the part's key."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)

    class Meta:
        abstract = True


def _one(name: str) -> list[models.BaseConstraint]:
    return [models.UniqueConstraint(fields=["matter", "key"], name=name)]


class MatterParty(Part):
    """A party in its role, with its identity as of the act (no numbers here: they stand with the party)."""

    role = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, default="", blank=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = _one("matter_party_once")


class MatterOfficer(Part):
    """Who is in charge, from when to when."""

    officer = models.ForeignKey("bureau.Officer", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = _one("matter_officer_once")
        indexes: ClassVar[list[models.Index]] = [
            models.Index("officer", "matter", condition=models.Q(until=None), name="matter_officer_now")
        ]


class MatterParticipant(Part):
    """Someone of another organ in a joint action."""

    organ = models.CharField(max_length=200)
    name = models.CharField(max_length=100)
    post = models.CharField(max_length=100, default="", blank=True)

    class Meta:
        constraints = _one("matter_participant_once")


class MatterTimer(Part):
    """A running or ended period, and the task that follows from it."""

    timer = models.CharField(max_length=20)
    subject = models.CharField(max_length=20, default="", blank=True)
    unit = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    officer = models.ForeignKey("bureau.Officer", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, default="", blank=True)
    length = models.IntegerField()
    start = models.DateTimeField()
    due = models.DateField()
    shown = models.DateField()
    certain = models.BooleanField(default=True)
    pauses = models.JSONField(default=list)
    extensions = models.JSONField(default=list)
    ended = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, default="", blank=True)

    class Meta:
        constraints = _one("matter_timer_once")
        indexes: ClassVar[list[models.Index]] = [
            models.Index("unit", "shown", condition=models.Q(ended=None), name="timer_unit_running"),
            models.Index("officer", "shown", condition=models.Q(ended=None), name="timer_officer_running"),
        ]


class MatterHold(Part):
    """Something that keeps steps from being taken."""

    kind = models.CharField(max_length=40)
    reason = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = _one("matter_hold_once")


class MatterRelation(Part):
    """A link to another matter."""

    kind = models.CharField(max_length=40)
    other = models.UUIDField(null=True)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = _one("matter_relation_once")
        indexes: ClassVar[list[models.Index]] = [models.Index("other", name="matter_relation_other")]


class MatterPaper(Part):
    """A document of the matter."""

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    paper = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=120, default="", blank=True)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=20)
    scan = models.CharField(max_length=64, default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = _one("matter_paper_once")
        indexes: ClassVar[list[models.Index]] = [models.Index("sha256", name="matter_paper_sha")]


class MatterEvidence(Part):
    """A photograph, scan or recording of the matter."""

    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200, default="", blank=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = _one("matter_evidence_once")
        indexes: ClassVar[list[models.Index]] = [models.Index("sha256", name="matter_evidence_sha")]


class MatterSeal(Part):
    """A use of the seal on a paper of the matter (用印)."""

    paper = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=120, default="", blank=True)
    seal = models.CharField(max_length=20)
    copies = models.PositiveSmallIntegerField()
    approved_by = models.CharField(max_length=60)
    remark = models.CharField(max_length=300, default="", blank=True)
    again = models.CharField(max_length=300, default="", blank=True)
    file = models.CharField(max_length=64, default="", blank=True)
    certificate = models.CharField(max_length=64, default="", blank=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = _one("matter_seal_once")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["matter", "paper"], name="matter_seal_paper"),
            models.Index(fields=["-at", "-id"], name="matter_seal_by_time"),
            models.Index("file", condition=~models.Q(file=""), name="matter_seal_file"),
        ]


class MatterMark(Part):
    """A defect recorded with its act."""

    guard = models.CharField(max_length=60)
    entry = models.PositiveIntegerField()
    what = models.JSONField()
    basis = models.JSONField(default=list)

    class Meta:
        constraints = _one("matter_mark_once")


class Draft(models.Model):
    """What someone has typed and not yet done. Not part of the record; gone when the step is taken."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey("bureau.User", models.CASCADE, related_name="+")
    matter = models.UUIDField(null=True)
    procedure = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    title = models.CharField(max_length=200, default="", blank=True)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["user", "-saved_at"], name="draft_user")]

    def __str__(self) -> str:
        return f"{self.procedure}/{self.step} {self.id}"


class Look(models.Model):
    """How far someone has read a matter: its last entry when he opened the page. Not part of the record."""

    user = models.ForeignKey("bureau.User", models.CASCADE, related_name="+", db_index=False)
    matter = models.UUIDField()
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "matter"], name="look_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.matter} {self.seq}"


class Presence(models.Model):
    """The second officer's own confirmation that he is there, for one matter and a few hours (APL 42)."""

    matter = models.UUIDField()
    officer = models.ForeignKey("bureau.Officer", models.PROTECT, related_name="+")
    method = models.CharField(max_length=20)  # pin: own PIN on the first officer's device; own: own sign-in
    by = models.ForeignKey("bureau.User", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index("matter", "officer", name="presence_matter")]

    def __str__(self) -> str:
        return f"{self.officer_id} at {self.matter}"


class Scan(models.Model):
    """One paper as a scanner brought it (扫描件): attached to its paper, or kept until somebody says what it is.

    `code` is what was read of the digest of its facts, `matter` and `paper` the paper it is or seems to be; `why` says why it waits.
    """

    unit = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")  # in which it was brought
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)  # of the file it came in
    first = models.PositiveSmallIntegerField()  # page of that file
    pages = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=32, blank=True)
    number = models.CharField(max_length=120, blank=True)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    paper = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=20)
    why = models.JSONField(null=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("bureau.User", models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=60)
    brought_at = models.DateTimeField()
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)

    #: Whether it had been brought before; said once, not kept.
    known = False

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "sha256"], name="scan_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("unit", condition=models.Q(status="waiting"), name="scan_waiting"),
            models.Index(fields=["by", "-brought_at"], name="scan_brought"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first}"
