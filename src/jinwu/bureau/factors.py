"""The second factor: an authenticator app (TOTP, RFC 6238) and recovery codes for when the phone is lost.

The time of a code is the machine's real one, whatever clock a demonstration runs on: the phone knows no other.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time

import pyotp
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from jinwu.catalog.queries import value
from jinwu.kit import clock

from .models import Authenticator, Passkey, RecoveryCode, User
from .queries import roles_on

#: Profile: the roles that sign in with a second factor or not at all.
REQUIRED = "signin.second_factor"
ISSUER = "Jinwu 金吾"
STEP = 30  # seconds that a code holds
DRIFT = 1  # steps that a phone's clock may be off, either way
CODES = 10  # recovery codes given at a time
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_GROUPS = (4, 4, 4, 4)  # 79 bits: a digest of it cannot be searched


def required(user: User) -> bool:
    """Whether a role that `user` holds today, as deputy too, asks for a second factor. Never in a demonstration, which
    prints its passwords on the first page."""
    if clock.demonstrating():
        return False
    today = clock.today()
    asked = set(value(REQUIRED, today, []))
    return bool(asked) and any(role.value in asked for role in roles_on(user, today))


def has(user: User) -> bool:
    """Whether this account is asked for a second factor when it signs in."""
    return Authenticator.objects.filter(user=user).exists()


def new_secret() -> str:
    """A secret of 160 bits for an app, in its own letters (base 32)."""
    return pyotp.random_base32()


def uri(user: User, secret: str) -> str:
    """What the app reads from the QR code."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=user.username, issuer_name=ISSUER)


@transaction.atomic
def add(user: User, secret: str, code: str) -> list[str] | None:
    """Give the account an app that shows `code` now, in place of the one it had, and new recovery codes, which are
    returned in full only here. None where the app shows another code."""
    step = _step(secret, code, after=-1)
    if step is None:
        return None
    facts = {"secret": seal(secret), "last_step": step, "added_at": clock.now()}
    Authenticator.objects.update_or_create(user=user, defaults=facts)
    return fresh_codes(user)


def check(user: User, typed: str) -> str:
    """How `typed` proves a second factor: "app" or "recovery"; empty where it does not. It is good once."""
    code = "".join(typed.split()).replace("-", "").lower()
    if code.isdigit():
        return "app" if _use_app(user, code) else ""
    return "recovery" if _use_recovery(user, code) else ""


def readable(user: User) -> bool:
    """Whether the app's secret can still be read: not after the installation's key was lost (restored elsewhere)."""
    return _secret(user) is not None


def fresh_codes(user: User) -> list[str]:
    """New recovery codes; the old ones end."""
    codes = ["-".join(_word(length) for length in _GROUPS) for _ in range(CODES)]
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(user=user, digest=_digest(user, code.replace("-", ""))) for code in codes
        )
    return codes


def codes_left(user: User) -> int:
    """Recovery codes that were not used."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


@transaction.atomic
def remove(user: User) -> None:
    """Take the second factor from an account, passkeys and recovery codes with it."""
    Authenticator.objects.filter(user=user).delete()
    Passkey.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


def seal(plain: str) -> str:
    """`plain` as the database may keep it: a copy of the database alone does not give it away."""
    return _box().encrypt(plain.encode()).decode()


def unseal(sealed: str) -> str | None:
    """What was sealed; None where the installation's key is another one."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _use_app(user: User, code: str) -> bool:
    secret = _secret(user)
    if secret is None:
        return False
    app = Authenticator.objects.get(user=user)
    step = _step(secret, code, after=app.last_step)
    if step is None:
        return False
    # two requests with one code: the database lets one of them through
    return bool(Authenticator.objects.filter(pk=app.pk, last_step__lt=step).update(last_step=step))


def _use_recovery(user: User, code: str) -> bool:
    fresh = RecoveryCode.objects.filter(user=user, digest=_digest(user, code), used_at=None)
    return bool(fresh.update(used_at=clock.now()))


def _secret(user: User) -> str | None:
    sealed = Authenticator.objects.filter(user=user).values_list("secret", flat=True).first()
    return unseal(sealed) if sealed else None


def _step(secret: str, code: str, *, after: int) -> int | None:
    """The step whose code this is, within the drift and later than `after`."""
    now = int(time.time()) // STEP
    app = pyotp.TOTP(secret, interval=STEP)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if step > after and hmac.compare_digest(app.generate_otp(step).encode(), code.encode()):
            return step
    return None


def _word(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def _digest(user: User, code: str) -> str:
    return hashlib.sha256(f"{user.pk}:{code}".encode()).hexdigest()


def _box() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    derived = (salted_hmac("jinwu.bureau.factors", "", secret=key, algorithm="sha256").digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
