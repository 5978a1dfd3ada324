"""Inspections and patrols as rows. Projections, both of them."""

from typing import ClassVar

from django.db import models

from jinwu.matters.models import Matter


class Inspection(models.Model):
    """An inspection, one-to-one with its matter. `counted_on` is the day it counts by; None while it does not count."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True, related_name="inspection")
    key = models.CharField(max_length=10, default="inspection")
    unit = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    organ = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    object = models.CharField(max_length=100, default="", blank=True)
    object_kind = models.CharField(max_length=20)
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    reason = models.CharField(max_length=20)
    exempt = models.CharField(max_length=20, default="", blank=True)
    subject = models.CharField(max_length=40)
    subject_title = models.CharField(max_length=100)
    visited_on = models.DateField()
    complete = models.BooleanField(default=False)
    result = models.CharField(max_length=20, default="", blank=True)
    counted = models.BooleanField(default=False)
    counted_on = models.DateField(null=True)
    led_to_case = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index("unit", "counted_on", condition=models.Q(counted=True), name="inspection_counted"),
            models.Index("unit", "visited_on", "matter", name="inspection_unit_day"),
            models.Index("visited_on", "matter", name="inspection_day"),
            models.Index("party", "visited_on", name="inspection_party"),
        ]

    def __str__(self) -> str:
        return str(self.matter_id)


class Patrol(models.Model):
    """A patrol, one-to-one with its matter."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True, related_name="patrol")
    key = models.CharField(max_length=10, default="patrol")
    unit = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    organ = models.ForeignKey("bureau.Unit", models.PROTECT, related_name="+")
    area = models.CharField(max_length=200)
    patrolled_on = models.DateField()
    met = models.PositiveIntegerField(default=0)
    advised = models.PositiveIntegerField(default=0)
    cleared = models.PositiveIntegerField(default=0)
    clue = models.CharField(max_length=20, default="", blank=True)  # open, opened, passed_on, nothing
    led_to = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index("unit", "patrolled_on", "matter", name="patrol_unit_day"),
            models.Index("patrolled_on", "matter", name="patrol_day"),
        ]

    def __str__(self) -> str:
        return str(self.matter_id)
