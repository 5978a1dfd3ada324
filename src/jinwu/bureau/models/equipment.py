"""Equipment that enforcement uses: recorders, meters, radios, vehicles, and who carries them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .people import Officer
from .units import Unit


class EquipmentKind(models.TextChoices):
    """What it is."""

    RECORDER = "recorder", _("Body recorder")
    METER = "meter", _("Measuring instrument")
    RADIO = "radio", _("Radio")
    VEHICLE = "vehicle", _("Vehicle")


class EquipmentStatus(models.TextChoices):
    """What state it is in today."""

    IN_SERVICE = "in_service", _("In service")
    REPAIR = "repair", _("Under repair")
    RETIRED = "retired", _("Retired")


class Equipment(models.Model):
    """One device (执法装备). It counts from `acquired_on` to the day before `retired_on`."""

    kind = models.CharField(max_length=16, choices=EquipmentKind.choices)
    serial = models.CharField(max_length=60)
    model = models.CharField(max_length=80, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="equipment")
    status = models.CharField(max_length=16, choices=EquipmentStatus.choices, default=EquipmentStatus.IN_SERVICE)
    acquired_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)
    calibration_due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "serial")
        constraints = [models.UniqueConstraint(fields=["kind", "serial"], name="equipment_serial_once")]

    def __str__(self) -> str:
        return self.serial


class EquipmentIssue(models.Model):
    """Who carries a device from a day to a day, both included."""

    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="issues")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="equipment")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("equipment_id", "-valid_from", "-id")

    def __str__(self) -> str:
        return f"{self.equipment_id} → {self.officer_id}"
