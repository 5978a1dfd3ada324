"""Law as data, dated twice: when a row is in force, and when it was recorded.

A row is written once. A correction is a new row that `supersedes` the old one; a newer law is a new row with a later
`in_force_from`. PostgreSQL refuses UPDATE and DELETE on these tables, so an entry of the record may name a row by id.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from django.db import models

from jinwu.kit import clock

from . import epoch


class LawQuerySet(models.QuerySet):
    """Rows of law. `current` leaves out what was corrected since."""

    def current(self) -> LawQuerySet:
        return self.filter(superseded_by=None)

    def in_force(self, on: date) -> LawQuerySet:
        """Current rows in force on a day."""
        open_end = models.Q(in_force_to=None) | models.Q(in_force_to__gte=on)
        return self.current().filter(open_end, in_force_from__lte=on)

    def bulk_create(self, objs: Any, **more: Any) -> Any:
        made = super().bulk_create(objs, **more)
        epoch.forget()
        return made


class LawRow(models.Model):
    """What every row of law carries: when it was recorded, by whom, and the row it corrects."""

    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.CharField(max_length=100, blank=True)  # a name as text; empty: the data of the release
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = LawQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        epoch.forget()


class Dated(LawRow):
    """A row of law with the days it is in force, both included; no end: still in force."""

    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Level(StrEnum):
    """Rank of a statute (APL 10–16): a normative document is no basis of a penalty."""

    LAW = "law"  # 法律
    ADMIN_REGULATION = "admin_regulation"  # 行政法规
    LOCAL_REGULATION = "local_regulation"  # 地方性法规
    MINISTRY_RULE = "ministry_rule"  # 部门规章
    LOCAL_RULE = "local_rule"  # 地方政府规章
    NORMATIVE_DOCUMENT = "normative_document"  # 规范性文件


class Statute(models.Model):
    """A statute as such. Its code (`APL`) is what citations name; `place` is empty for national law."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200, unique=True)
    short_title = models.CharField(max_length=200)
    level = models.CharField(max_length=20)
    place = models.CharField(max_length=12, blank=True)  # division code (GB/T 2260)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"《{self.title}》"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        epoch.forget()


class StatuteVersion(Dated):
    """A wording of a statute. `edition` is the day it was adopted; it tells versions apart."""

    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="versions")
    edition = models.DateField()
    history = models.JSONField(default=list, blank=True)  # the lines of the head: adopted, amended, published
    text_sha256 = models.CharField(max_length=64, blank=True)  # of the imported file; empty: no full text yet
    confirmed = models.BooleanField(default=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statute", "edition"], condition=models.Q(supersedes=None), name="catalog_one_version"
            )
        ]

    def __str__(self) -> str:
        return f"《{self.statute.title}》({self.edition})"


class Article(LawRow):
    """An article of one version: a summary in our own words, and the full text once it was imported.

    `branch` counts inserted articles (第十条之一 is number 10, branch 1). `paragraphs` is a list of
    ``{"text": …, "items": [{"number": 1, "text": …}]}``.
    """

    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="articles")
    edition = models.DateField()
    number = models.PositiveIntegerField()
    branch = models.PositiveSmallIntegerField(default=0)
    summary = models.TextField(blank=True)
    chapter = models.CharField(max_length=200, blank=True)
    section = models.CharField(max_length=200, blank=True)
    paragraphs = models.JSONField(default=list, blank=True)
    confirmed = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statute", "edition", "number", "branch"],
                condition=models.Q(supersedes=None),
                name="catalog_one_article",
            )
        ]

    def __str__(self) -> str:
        return f"{self.statute.code} {self.number}"


class Prior(StrEnum):
    """What must come before a fine."""

    NONE = "N"
    CORRECTION = "C"  # ordered to correct, and refused or overdue
    WARNING = "W"  # warned first
    CORRECTION_AND_WARNING = "CW"  # persuaded and ordered to correct, then warned


class Violation(Dated):
    """A kind of violation (案由) as one statute has it: what is forbidden, what it costs, what must come first.

    Citations are keys apart by spaces (``ROAD-27-0-1 ROAD-30``). `rule` is the JSON of `jinwu.law.penalty.PenaltyRule`. `also` lists what the law
    adds to the fine: ``{"kind": …, "mode": "must" | "where_any" | "may" | "refused", "note": …}``.
    """

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    act_citations = models.CharField(max_length=120)
    penalty_citations = models.CharField(max_length=120)
    rule = models.JSONField()
    prior = models.CharField(max_length=2, default=Prior.NONE)
    prior_note = models.CharField(max_length=200, blank=True)
    also = models.JSONField(default=list, blank=True)
    organ = models.CharField(max_length=200)
    correction = models.TextField()  # the clause of a decision that orders correction (APL 28)
    keywords = models.JSONField(default=list, blank=True)
    initials = models.CharField(max_length=500, blank=True)  # pinyin initials of title and keywords
    common = models.BooleanField(default=False)
    confirmed = models.BooleanField(default=True)
    replaced_by = models.CharField(max_length=40, blank=True)  # statute that takes over after `in_force_to`
    successor = models.CharField(max_length=40, blank=True)  # code of the violation there, once loaded
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "in_force_from"], condition=models.Q(supersedes=None), name="catalog_one_violation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class BenchmarkTier(Dated):
    """A step of the published discretion benchmark (裁量基准, APL 34): circumstances and the range they earn, in yuan."""

    violation_code = models.CharField(max_length=40)
    party_kind = models.CharField(max_length=20, blank=True)  # empty: every kind
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=60)
    low = models.DecimalField(max_digits=14, decimal_places=2)
    high = models.DecimalField(max_digits=14, decimal_places=2)
    conditions = models.TextField()
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=300)
    confirmed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["violation_code", "party_kind", "key", "in_force_from"],
                condition=models.Q(supersedes=None),
                name="catalog_one_tier",
            )
        ]

    def __str__(self) -> str:
        return f"{self.violation_code} {self.title}"


class ProfileValue(Dated):
    """One of the bureau's own choices, or a number of law that is only recalled; `confirmed` says which to trust."""

    key = models.CharField(max_length=100)
    value = models.JSONField()
    title = models.CharField(max_length=200)
    confirmed = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "in_force_from"], condition=models.Q(supersedes=None), name="catalog_one_value"
            )
        ]

    def __str__(self) -> str:
        return self.key


class QuestionTemplate(Dated):
    """Questions of a record (询问、检查提纲): for one form and role, for some violations or for all (none named).

    `questions` is a list in the form that `catalog.questions` reads. Its wording is practice, not law: the release ships it
    unconfirmed.
    """

    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    form = models.CharField(max_length=20)  # inquiry, scene
    role = models.CharField(max_length=20, blank=True)  # party, witness, other; empty: whoever is asked
    violations = models.JSONField(default=list, blank=True)
    questions = models.JSONField()
    confirmed = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "in_force_from"], condition=models.Q(supersedes=None), name="catalog_one_template"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"


class CalendarDay(LawRow):
    """A day that differs from the calendar library: the yearly notice of the State Council, or a local order."""

    day = models.DateField()
    working = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day"], condition=models.Q(supersedes=None), name="catalog_one_day")
        ]

    def __str__(self) -> str:
        return str(self.day)


class Epoch(models.Model):
    """One row whose token changes with every write to the catalogue, by trigger: caches are keyed by it."""

    token = models.UUIDField()

    def __str__(self) -> str:
        return str(self.token)
