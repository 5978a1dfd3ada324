"""Attempts at service as rows; a projection."""

from typing import ClassVar

from django.db import models

from jinwu.matters.models import Part


class ServiceAttempt(Part):
    """Document × addressee × attempt."""

    paper = models.CharField(max_length=20)
    addressee = models.CharField(max_length=20)
    attempt = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=20)
    at = models.DateTimeField()
    served = models.BooleanField()
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "key"], name="service_attempt_once")
        ]
