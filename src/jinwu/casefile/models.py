"""The register of the archive: each file archived, and each time a volume was bound."""

from typing import ClassVar

from django.db import models

from jinwu.matters.models import Part


class Filed(Part):
    """A file in the archive: its number and place in the volume, how long it is kept. A projection."""

    number = models.CharField(max_length=20)  # 档号
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    place = models.PositiveSmallIntegerField()  # among the cases of the volume
    shelf = models.CharField(max_length=60)  # number given by the archivist
    procedure = models.CharField(max_length=40)
    organ = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    closed_on = models.DateField()
    permanent = models.BooleanField()
    kept_until = models.DateField(null=True)
    items = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="casefile_filed_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("organ", "year", "serial", "place", name="casefile_filed_number"),
            models.Index(models.F("year").desc(), models.F("serial").desc(), models.F("id").desc(), name="casefile_filed_newest"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class Bound(models.Model):
    """A volume as it was bound: its pages and digest. Bound again from the same record it is the same, and no second row."""

    organ = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)
    volume = models.CharField(max_length=10)  # open, internal
    part = models.PositiveSmallIntegerField()
    parts = models.PositiveSmallIntegerField()
    pages = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    bound_at = models.DateTimeField()
    bound_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organ", "number", "volume", "part", "sha256"], name="casefile_bound_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.volume} {self.part}"
