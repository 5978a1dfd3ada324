"""Being signed in, and what is asked beside the password: an authenticator app, passkeys, recovery codes."""

from __future__ import annotations

import hashlib

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from .accounts import User


class Session(AbstractBaseSession):
    """A sign-in (登录会话): whose, since when, from where. Without a user: a visitor whom we keep something for."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # to the minute
    address = models.CharField(max_length=64, blank=True)
    device = models.CharField(max_length=60, blank=True)

    objects = BaseSessionManager()

    @classmethod
    def get_session_store_class(cls):
        from ..sessions import SessionStore

        return SessionStore

    @property
    def handle(self) -> str:
        """What a page calls this sign-in: the key itself would open it."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:16]


class Authenticator(models.Model):
    """The authenticator app of an account (RFC 6238). `secret` is sealed; `last_step` is the last one whose code was used."""

    user = models.OneToOneField(User, models.CASCADE, related_name="authenticator")
    secret = models.TextField()
    last_step = models.BigIntegerField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id}"


class Passkey(models.Model):
    """A passkey or security key of an account (WebAuthn). `credential` is its public half."""

    user = models.ForeignKey(User, models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(unique=True)
    credential = models.BinaryField()
    counter = models.BigIntegerField(default=0)
    label = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("added_at", "id")

    def __str__(self) -> str:
        return self.label


class RecoveryCode(models.Model):
    """A code for when the phone is lost: shown once, kept as a digest, good once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id}"
