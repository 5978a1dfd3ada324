"""Passkeys: none without an app, a name and HTTPS; what the browser answers must fit what was asked."""

from __future__ import annotations

import json

import pyotp
import pytest
from tests.cast import PASSWORD

from jinwu.bureau import factors
from jinwu.bureau.models import Authenticator, Passkey
from jinwu.record.models import AccessLog

pytestmark = pytest.mark.django_db(databases=["default", "log"])
LOCAL = {"HTTP_HOST": "localhost"}


@pytest.fixture
def totp(cast):
    made = pyotp.TOTP(factors.new_secret())
    factors.add(cast.officer, made.secret, made.now())
    Authenticator.objects.update(last_step=0)
    return made


def offer(client, totp, **more):
    typed = {"password": PASSWORD, "present": totp.now(), "label": "x"}
    return client.post("/account/passkeys/offer/", typed, **{**LOCAL, **more})


def test_the_offer_names_the_site_and_the_account(client, cast, totp):
    client.force_login(cast.officer)
    key = offer(client, totp).json()["publicKey"]
    assert key["rp"]["id"] == "localhost"
    assert key["user"]["name"] == "wenbin"


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
def test_there_is_none_where_the_site_is_reached_by_an_address(client, cast, totp, host):
    client.force_login(cast.officer)
    assert offer(client, totp, HTTP_HOST=host).status_code == 422


def test_there_is_none_by_plain_http_but_on_the_machine_itself(client, cast, totp, settings):
    settings.ALLOWED_HOSTS = ["cg.example.gov.cn"]
    client.force_login(cast.officer)
    assert offer(client, totp, HTTP_HOST="cg.example.gov.cn").status_code == 422
    assert offer(client, totp, HTTP_HOST="cg.example.gov.cn", secure=True).status_code == 200


def test_making_one_asks_for_password_and_code(client, cast, totp):
    client.force_login(cast.officer)
    typed = {"password": PASSWORD, "present": "", "label": "x"}
    assert client.post("/account/passkeys/offer/", typed, **LOCAL).status_code == 422
    assert client.post("/account/passkeys/", {"label": "x", "credential": "{}"}, **LOCAL).status_code == 422


def test_without_an_app_there_is_no_passkey(client, cast):
    client.force_login(cast.officer)
    assert client.post("/account/passkeys/offer/", {"password": PASSWORD}, **LOCAL).status_code == 422


@pytest.mark.parametrize(
    "sent", ["", "{", "[]", "{}", json.dumps({"id": "a", "rawId": "YQ", "response": {}, "type": "x"})]
)
def test_what_does_not_answer_the_offer_is_not_kept(client, cast, totp, sent):
    client.force_login(cast.officer)
    assert offer(client, totp).status_code == 200
    assert client.post("/account/passkeys/", {"label": "x", "credential": sent}, **LOCAL).status_code == 422
    assert not Passkey.objects.exists()


def test_at_the_second_step_a_wrong_answer_counts_as_a_wrong_code(client, cast, totp):
    Passkey.objects.create(
        user=cast.officer, credential_id=b"1", credential=_some_credential(), label="x", added_at="2026-11-20T00:00Z"
    )
    client.post("/sign-in/", {"username": "wenbin", "password": PASSWORD}, **LOCAL)
    asked = client.post("/sign-in/code/passkey/", {}, **LOCAL)
    assert asked.json()["publicKey"]["rpId"] == "localhost"
    answer = client.post("/sign-in/code/passkey/answer/", {"credential": "{}"}, **LOCAL)
    assert answer.status_code == 422
    assert "还可再试4次" in answer.json()["detail"]
    assert "_auth_user_id" not in client.session
    assert AccessLog.objects.using("log").filter(event="wrong_code").count() == 1
    again = client.post("/sign-in/code/passkey/answer/", {"credential": "{}"}, **LOCAL)
    assert "密码" in again.json()["detail"], "what was asked is good for one answer"


def test_without_a_password_nobody_is_asked(client, cast, totp):
    assert client.post("/sign-in/code/passkey/", {}, **LOCAL).status_code == 422


def test_nobody_removes_the_passkey_of_a_colleague(client, cast):
    one = Passkey.objects.create(
        user=cast.partner, credential_id=b"1", credential=_some_credential(), label="x", added_at="2026-11-20T00:00Z"
    )
    client.force_login(cast.officer)
    client.post("/account/passkeys/remove/", {"passkey": one.pk})
    assert Passkey.objects.exists()


def _some_credential():
    """A credential as an authenticator would give it, its key made for this test."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from fido2.cose import ES256
    from fido2.webauthn import Aaguid, AttestedCredentialData

    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    return bytes(AttestedCredentialData.create(Aaguid.NONE, b"1", key))
