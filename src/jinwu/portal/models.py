"""Who asked in vain too often. No address stands here, only its keyed digest, and not for long."""

from typing import ClassVar

from django.db import models


class Miss(models.Model):
    """How many wrong codes came from one address in one window of time."""

    asker = models.CharField(max_length=64)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["asker", "window"], name="portal_miss_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index("window", name="portal_miss_window")]

    def __str__(self) -> str:
        return f"{self.window} {self.count}"
