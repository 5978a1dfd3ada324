"""Passkeys and security keys (WebAuthn) beside the authenticator app: another way through the second step.

A passkey belongs to the name under which the site is reached, so there is none where it is reached by an address, and none
without HTTPS but on the machine itself.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from jinwu.kit import clock

from .models import Passkey, User

MOST = 8  # of one account
LOCAL = "localhost"


def possible(request: HttpRequest) -> bool:
    """Whether browsers make and use passkeys on the name by which this request came."""
    name = _name(request)
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return request.is_secure() or name == LOCAL
    return False


def offer(request: HttpRequest, user: User) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the browser needs to make one, and the state to be kept until it answers."""
    owner = PublicKeyCredentialUserEntity(id=str(user.pk).encode(), name=user.username, display_name=user.name)
    options, state = _server(request).register_begin(
        owner, _of(user), resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )  # fmt: skip
    return dict(options), state


def add(
    request: HttpRequest, user: User, state: dict[str, Any], answer: Mapping[str, Any], label: str
) -> Passkey | None:
    """Keep what the browser made; None where it does not answer the offer."""
    try:
        made = _server(request).register_complete(state, answer)
    except (ValueError, TypeError, KeyError):
        return None
    data = made.credential_data
    if data is None or Passkey.objects.filter(credential_id=data.credential_id).exists() or len(_of(user)) >= MOST:
        return None
    return Passkey.objects.create(
        user=user, credential_id=data.credential_id, credential=bytes(data), counter=made.counter, label=label,
        added_at=clock.now(),
    )  # fmt: skip


def ask(request: HttpRequest, user: User) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the browser needs to use one of the account's, and the state to be kept until it answers."""
    options, state = _server(request).authenticate_begin(
        _of(user), user_verification=UserVerificationRequirement.PREFERRED
    )
    return dict(options), state


def check(request: HttpRequest, user: User, state: dict[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether one of the account's passkeys signed what was asked. A counter that does not rise is a copy's."""
    try:
        used = _server(request).authenticate_complete(state, _of(user), answer)
        counter = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except (ValueError, TypeError, KeyError):
        return False
    row = Passkey.objects.filter(user=user, credential_id=used.credential_id)
    if counter:
        row = row.filter(counter__lt=counter)
    return bool(row.update(counter=counter, used_at=clock.now()))


def _of(user: User) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(one)) for one in user.passkeys.values_list("credential", flat=True)]


def _server(request: HttpRequest) -> Fido2Server:
    here = f"{request.scheme}://{request.get_host()}"
    return Fido2Server(
        PublicKeyCredentialRpEntity(name="Jinwu 金吾", id=_name(request)), verify_origin=lambda origin: origin == here
    )


def _name(request: HttpRequest) -> str:
    host = request.get_host()
    return host if host.endswith("]") else host.rpartition(":")[0] or host
