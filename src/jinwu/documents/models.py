"""The register of numbers, the pools of numbered forms, the documents issued, and the evidence files kept."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinwu.bureau.models import Officer, Unit, User


class NumberClass(models.Model):
    """A word of numbering (发文字号代字) of an organ, from a day to a day: ``阳城管当罚字``.

    `code` names the class in step tables and templates; the word may change, the count of its year goes on.
    """

    organ = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=60)
    word = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # last day in force
    reason = models.CharField(max_length=300, blank=True)  # why it was set, by whom and when
    set_by = models.CharField(max_length=150, blank=True)
    set_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organ", "code", "valid_from"], name="number_class_once_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="number_class_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.word}"


class NumberCounter(models.Model):
    """The last serial given, per organ, class and year. Its row is the lock under which numbers are drawn."""

    organ = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    class_code = models.CharField(max_length=40)
    year = models.SmallIntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organ", "class_code", "year"], name="number_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.class_code}〔{self.year}〕{self.last}"


class FormBlock(models.Model):
    """A run of numbered forms (预定格式、编有号码, APL 52) issued to an officer or a device."""

    organ = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    class_code = models.CharField(max_length=40)
    year = models.SmallIntegerField()
    first = models.IntegerField()
    last = models.IntegerField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="form_blocks")
    device = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()
    issued_by = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["officer", "class_code", "year"], name="form_block_of_officer")]
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="form_block_runs_forward")]

    def __str__(self) -> str:
        return f"〔{self.year}〕{self.first}—{self.last}"


class NumberStatus(models.TextChoices):
    """What became of a number. None is ever reused."""

    UNUSED = "unused", _("Unused")
    ISSUED = "issued", _("Issued")
    VOID = "void", _("Void")
    LOST = "lost", _("Lost")


class Number(models.Model):
    """One number of the register (文号): ``阳城管当罚字〔2023〕第52号``. Kept for ever, voids with their reason."""

    # No constraint: the counter's own vouches for the organ, and a check per number would have all clients share a row lock.
    organ = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_constraint=False)
    class_code = models.CharField(max_length=40)
    year = models.SmallIntegerField()
    serial = models.IntegerField()
    text = models.CharField(max_length=80)
    status = models.CharField(max_length=8, choices=NumberStatus, default=NumberStatus.UNUSED)
    block = models.ForeignKey(FormBlock, null=True, blank=True, on_delete=models.PROTECT, related_name="numbers")
    device = models.CharField(
        max_length=36, blank=True, default="", db_default=""
    )  # the phone that draws it without a line
    matter = models.UUIDField(null=True, blank=True, db_index=True)
    issued_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # why void or lost
    ended_at = models.DateTimeField(null=True, blank=True)  # when voided or reported lost

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organ", "class_code", "year", "serial"], name="number_once"),
            models.CheckConstraint(
                condition=~Q(status__in=["void", "lost"]) | (~Q(reason="") & Q(ended_at__isnull=False)),
                name="number_ends_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="issued") | Q(issued_on__isnull=False), name="number_issued_has_day"
            ),
        ]
        indexes = [
            models.Index(fields=["block", "serial"], name="number_unused", condition=Q(status="unused")),
            models.Index(fields=["-year", "-serial", "id"], name="number_newest_first"),
        ]

    def __str__(self) -> str:
        return self.text


class WordingStatus(models.TextChoices):
    """The life of a local wording: written, handed in, then in force from its day or sent back."""

    DRAFT = "draft", _("Being written")
    PROPOSED = "proposed", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    STOPPED = "stopped", _("Taken out of force")


class Wording(models.Model):
    """An organ's own wording of a paper (本地文本) over a national form, in force from a day on once a second person approved it.

    An approved one is never changed: another one takes its place from its own day. An empty `source` puts the national form
    back in force. It rests on the version `base` of the national form and ends with it.
    """

    organ = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    base = models.SmallIntegerField()
    number = models.SmallIntegerField(null=True, blank=True)  # its version, given when it is approved
    source = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    since = models.DateField()
    reason = models.CharField(max_length=300)
    status = models.CharField(max_length=8, choices=WordingStatus, default=WordingStatus.DRAFT)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_name = models.CharField(max_length=150)
    drafted_at = models.DateTimeField()
    answer = models.CharField(max_length=300, blank=True)  # why it was sent back
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_name = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    stopped_name = models.CharField(max_length=150, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stop_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "template"], name="wording_one_open", condition=Q(status__in=["draft", "proposed"])
            ),
            models.UniqueConstraint(fields=["organ", "template", "number"], name="wording_numbered_once"),
            models.UniqueConstraint(
                fields=["organ", "template", "since"], name="wording_once_a_day", condition=Q(status="approved")
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "stopped"])
                | (Q(number__isnull=False) & Q(decided_at__isnull=False) & ~Q(decided_by=F("drafted_by"))),
                name="wording_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.since}"


class DocumentStatus(models.TextChoices):
    """A document that was issued stays; it may be corrected (补正) or replaced (变更) by another one, or voided."""

    ISSUED = "issued", _("Issued")
    CORRECTED = "corrected", _("Corrected")
    REPLACED = "replaced", _("Replaced")
    VOID = "void", _("Void")


class Document(models.Model):
    """A document issued: what it was made from and which bytes it is. One that stays in the house has no bytes until it is
    set (`setting`): its facts wait in `PaperToSet`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.UUIDField(null=True, blank=True, db_index=True)
    template = models.CharField(max_length=40)
    template_version = models.SmallIntegerField()
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True, related_name="+")  # the organ's own
    title = models.CharField(max_length=120)
    number = models.ForeignKey(Number, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    context_digest = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.SmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=DocumentStatus, default=DocumentStatus.ISSUED)
    issued_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["-issued_at", "-id"], name="document_by_time"),
            models.Index(fields=["sha256"], name="document_by_bytes"),
            models.Index(fields=["context_digest"], name="document_by_facts", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number.text if self.number else ''}".strip()


class PaperToSet(models.Model):
    """The facts of a document that is not set yet, as its act fixed them: gone when it is set."""

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="to_set")
    facts = models.JSONField()
    mark = models.JSONField(null=True, blank=True)
    on = models.DateField()  # whose wording it bears
    failed = models.CharField(max_length=300, blank=True)  # why it could not be set; tried again when it is opened

    def __str__(self) -> str:
        return str(self.document_id)


class StoredFile(models.Model):
    """A file of evidence as it arrived, byte for byte; its bytes lie in the spool under their digest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20)
    media_type = models.CharField(max_length=60)
    size = models.BigIntegerField()
    name = models.CharField(max_length=200, blank=True)
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.name or self.sha256[:12]
