"""Accounts, the roles they hold in units, deputies, and tokens of the API."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from jinwu.law.roles import Role

from .people import Officer
from .units import Unit

ROLE_CHOICES = [
    (Role.OFFICER.value, _("Enforcement officer")),
    (Role.UNIT_HEAD.value, _("Unit head")),
    (Role.AUTHORITY_HEAD.value, _("Head of the bureau")),
    (Role.LEGAL_REVIEWER.value, _("Legal reviewer")),
    (Role.FISCAL_CLERK.value, _("Fiscal clerk")),
    (Role.ARCHIVIST.value, _("Archivist")),
    (Role.DISCLOSURE_CLERK.value, _("Disclosure clerk")),
    (Role.STATISTICIAN.value, _("Statistician")),
    (Role.SUPERVISOR.value, _("Supervisor")),
    (Role.ADMINISTRATOR.value, _("Administrator")),
]


class UserManager(BaseUserManager):
    """Makes accounts."""

    def create_user(self, username: str, password: str | None = None, **fields) -> User:
        """A new account; without a password nobody can sign in to it."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account (账号). `username` is a name of its own or the certificate number."""

    username = models.CharField(max_length=150, unique=True)
    full_name = models.CharField(max_length=60, blank=True)
    officer = models.OneToOneField(Officer, models.PROTECT, null=True, blank=True, related_name="user")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    objects = UserManager()

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.username

    @property
    def name(self) -> str:
        """What pages and documents call this person."""
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.name


class RoleHolding(models.Model):
    """A role held in a unit, from a day to a day, both included; no last day: until further notice."""

    user = models.ForeignKey(User, models.CASCADE, related_name="holdings")
    role = models.CharField(max_length=24, choices=ROLE_CHOICES)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="holdings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("user_id", "valid_from", "id")

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} @ {self.unit_id}"


class Deputy(models.Model):
    """`deputy` acts for `principal` from a day to a day, both included, while he is away (代理)."""

    principal = models.ForeignKey(User, models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="deputising")
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-valid_from", "id")
        constraints = [
            models.CheckConstraint(condition=~models.Q(principal=models.F("deputy")), name="deputy_is_another"),
            models.CheckConstraint(condition=models.Q(valid_to__gte=models.F("valid_from")), name="deputy_days"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.principal_id}"


class ReviewerQualification(models.Model):
    """Since when a person reviews penalty decisions, and his legal qualification (法律职业资格, APL 58 ¶2).

    What was entered is never changed: a later row says what is known now. No number: he holds none."""

    user = models.ForeignKey(User, models.PROTECT, related_name="qualifications")
    reviewing_since = models.DateField()
    number = models.CharField(max_length=40, blank=True)
    acquired_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number="") | models.Q(acquired_on__isnull=False), name="qualification_has_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.number}"

    def held(self, on: date) -> bool:
        """Whether the qualification was held on that day."""
        return bool(self.number) and self.acquired_on is not None and self.acquired_on <= on


class ApiToken(models.Model):
    """A token of the API. Only its digest is kept; the token itself is shown once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_on = models.DateField()  # last day it is accepted
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "id")

    def __str__(self) -> str:
        return self.label
