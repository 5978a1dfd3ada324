"""Units as a dated tree: what a unit is called, where it hangs and how many posts it has, each from a day on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What sort of unit it is."""

    BUREAU = "bureau", _("Bureau")
    TEAM = "team", _("Enforcement team")
    SQUADRON = "squadron", _("Squadron")
    SECTION = "section", _("Section of the bureau")
    TOWNSHIP = "township", _("Township or subdistrict")


class Standing(models.TextChoices):
    """In whose name a unit acts: the organ's own, by entrustment (APL 20), by conferred power (APL 24), or stationed."""

    ORGAN = "organ", _("Organ in its own name")
    INTERNAL = "internal", _("Internal unit")
    ENTRUSTED = "entrusted", _("Entrusted")
    CONFERRED = "conferred", _("Conferred power, own name")
    STATIONED = "stationed", _("Stationed, in the bureau's name")


class Unit(models.Model):
    """A unit (单位). Its name, parent and posts are read from its versions: `queries.unit_name(id, day)`."""

    code = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16, choices=UnitKind.choices)
    area_code = models.CharField(max_length=12, blank=True)  # GB/T 2260
    credit_code = models.CharField(max_length=18, blank=True)
    order = models.IntegerField(default=0)  # among its siblings
    position = models.IntegerField(default=0)  # in the whole tree, parents before children; kept by `units`

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """The name in force today."""
        from ..tree import tree

        return tree().name(self.pk)


class UnitVersion(models.Model):
    """What holds for a unit from `valid_from` until its next version; `abolished` ends it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    valid_from = models.DateField()
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    standing = models.CharField(max_length=16, choices=Standing.choices, default=Standing.INTERNAL)
    posts = models.PositiveIntegerField(null=True, blank=True)  # 编制
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    abolished = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("unit_id", "valid_from", "id")
        indexes = [models.Index(fields=["unit", "valid_from"])]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}"
