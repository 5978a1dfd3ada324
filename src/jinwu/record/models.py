"""The process record: chained entries, their personal values apart, one tree over all chains, and logs beside it.

Everything here is written once. PostgreSQL refuses UPDATE, DELETE and TRUNCATE (`migrations`), for the owner too.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Entry(models.Model):
    """One recorded act. `payload` holds the exact bytes that were hashed; the other columns repeat parts of it."""

    chain = models.UUIDField()
    seq = models.IntegerField()
    key = models.UUIDField(unique=True)
    procedure = models.TextField()
    step = models.TextField()
    act_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    algorithm = models.TextField()
    payload = models.BinaryField()
    previous = models.BinaryField(null=True)
    hash = models.BinaryField()

    #: The payload as a dict with its personal values, set by `writer.append` only.
    body: ClassVar[dict[str, Any]]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="record_entry_chain_seq")]

    def __str__(self) -> str:
        return f"{self.chain} {self.seq} {self.step}"


class PersonalValue(models.Model):
    """A personal value of an entry; the payload has its salted digest. Erasing it is itself an entry."""

    pk = models.CompositePrimaryKey("entry_id", "path")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", db_index=False)
    path = models.TextField(help_text="dotted place inside the body's data")
    salt = models.BinaryField(help_text="16 random bytes")
    value = models.TextField(help_text="canonical JSON")

    def __str__(self) -> str:
        return f"{self.entry_id} {self.path}"


class Pending(models.Model):
    """An entry that has no place in the tree yet; written in the act's own transaction."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return str(self.entry_id)


class Leaf(models.Model):
    """The place of an entry in the tree: dense indices from 0; `hash` as RFC 6962 hashes a leaf."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")
    hash = models.BinaryField()

    def __str__(self) -> str:
        return str(self.index)


class Subtree(models.Model):
    """The hash over a whole block of 256 leaves (`level` 1), of 65 536 (`level` 2) and so on: kept to find roots quickly."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Checkpoint(models.Model):
    """The root over the first `size` leaves, and the text that is handed outside. Unsigned for now."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    body = models.TextField(help_text="C2SP checkpoint: origin, size, root")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.size}"


class RefusedAttempt(models.Model):
    """A step that the door refused. It holds no personal value: guards and sentences, not what was filled in."""

    at = models.DateTimeField(help_text="when the act was said to have happened")
    recorded_at = models.DateTimeField()
    user = models.BigIntegerField(null=True)
    step = models.TextField()
    chain = models.UUIDField(null=True)
    guards = ArrayField(models.TextField())
    findings = models.JSONField()

    def __str__(self) -> str:
        return f"{self.chain} {self.step}"


class ReadLog(models.Model):
    """Someone opened protected data: who, what kind of data, of which subject (an id), why."""

    recorded_at = models.DateTimeField()
    user = models.BigIntegerField(null=True)
    what = models.TextField()
    subject = models.TextField()
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.user} {self.what} {self.subject}"


class AccessLog(models.Model):
    """Something about signing in: which account, who did it, from where. A name that was typed in vain is not kept."""

    recorded_at = models.DateTimeField()
    event = models.TextField()
    user = models.BigIntegerField(null=True, help_text="the account; null where there is none of that name")
    by = models.BigIntegerField(null=True, help_text="who did it, where that was somebody else")
    address = models.TextField(blank=True)
    device = models.TextField(blank=True, help_text="browser and system, in words")
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-id"])]

    def __str__(self) -> str:
        return f"{self.user} {self.event}"


class LogDigest(models.Model):
    """What the logs held up to a day's end: `payload` (canonical JSON) names the rows, its hash chains to the day before."""

    seq = models.IntegerField(primary_key=True)
    day = models.DateField(unique=True)
    payload = models.BinaryField()
    previous = models.BinaryField(null=True)
    hash = models.BinaryField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day}"
