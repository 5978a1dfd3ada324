"""The second factor: a code of the authenticator app or a recovery code after the password, each good once."""

from __future__ import annotations

import json
import re
import time
from datetime import date, timedelta

import pyotp
import pytest
from django.test import Client
from tests.cast import PASSWORD

from jinwu.bureau import factors, tokens
from jinwu.bureau.models import Authenticator, RecoveryCode
from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.kit import clock
from jinwu.record.models import AccessLog

pytestmark = pytest.mark.django_db(databases=["default", "log"])
SIGN_IN, CODE, FACTOR = "/sign-in/", "/sign-in/code/", "/account/second-factor/"


class App:
    """An authenticator app in somebody's hand. `code(-1)` is the one before the present."""

    def __init__(self, secret):
        self.totp = pyotp.TOTP(secret)

    def code(self, steps=0):
        return self.totp.at(int(time.time()) + 30 * steps)

    def wrong(self):
        good = {self.code(steps) for steps in range(-3, 4)}
        return next(
            code
            for code in ("000000", "111111", "222222", "333333", "444444", "555555", "666666", "777777")
            if code not in good
        )


@pytest.fixture
def app(cast):
    """The officer's app, added a while ago: no code of now was used."""
    secret = factors.new_secret()
    app = App(secret)
    app.recovery = factors.add(cast.officer, secret, app.code())
    Authenticator.objects.update(last_step=0)
    return app


@pytest.fixture
def asked_of(cast):
    """`asked_of("officer")`: the profile asks these roles for a second factor."""

    def ask(*roles):
        values = {"value": list(roles), "title": "x", "confirmed": True, "source": "tests", "note": ""}
        put(ProfileValue, {"key": factors.REQUIRED, "in_force_from": date(2018, 1, 1)}, values, by="tests")

    return ask


def password(client, username="wenbin", **more):
    return client.post(SIGN_IN, {"username": username, "password": PASSWORD, **more})


def signed_in(client):
    return "_auth_user_id" in client.session


def events(user):
    return list(AccessLog.objects.using("log").filter(user=user.pk).order_by("id").values_list("event", flat=True))


def test_the_password_alone_does_not_sign_in(client, app):
    assert password(client).url == CODE
    assert not signed_in(client)
    assert client.get("/account/").status_code == 302


def test_the_code_of_now_signs_in_and_leads_where_one_was_going(client, app, cast):
    password(client, next="/registers/")
    assert client.post(CODE, {"code": app.code()}).url == "/registers/"
    assert signed_in(client)
    assert events(cast.officer) == ["signed_in"]


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_the_phones_clock_may_be_off_by_one_step(client, app, steps, good):
    if int(time.time()) % 30 > 27:
        time.sleep(3)  # the step would end between the code and its check
    password(client)
    client.post(CODE, {"code": app.code(steps)})
    assert signed_in(client) is good


def test_a_code_is_good_once(client, app):
    code = app.code()
    password(client)
    client.post(CODE, {"code": code})
    another = Client()
    password(another)
    answer = another.post(CODE, {"code": code})
    assert answer.status_code == 422
    assert "用过" in answer.content.decode()
    assert not signed_in(another)


def test_a_code_before_the_one_that_was_used_is_not_good_any_more(app, cast):
    assert factors.check(cast.officer, app.code()) == "app"
    assert factors.check(cast.officer, app.code(-1)) == ""


def test_spaces_in_a_code_do_no_harm(client, app):
    password(client)
    code = app.code()
    client.post(CODE, {"code": f" {code[:3]} {code[3:]} "})
    assert signed_in(client)


def test_wrong_codes_count_toward_the_lock_out(client, app, cast):
    client.post(SIGN_IN, {"username": "wenbin", "password": "not-this"})
    password(client)
    answers = [client.post(CODE, {"code": app.wrong()}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
    assert "还可再试3次" in answers[0].content.decode()
    assert password(client).status_code == 429
    assert events(cast.officer) == ["wrong_password", *["wrong_code"] * 3, "wrong_code", "locked"]


def test_the_right_password_does_not_forget_wrong_codes(client, app):
    for _ in range(4):
        password(client)
        client.post(CODE, {"code": app.wrong()})
    password(client)
    assert client.post(CODE, {"code": app.wrong()}).status_code == 429


def test_the_second_step_waits_five_minutes(client, app, cast):
    password(client)
    with clock.fixed(clock.now() + timedelta(seconds=301)):
        assert client.post(CODE, {"code": app.code()}).url == SIGN_IN
    with clock.fixed(clock.now() + timedelta(seconds=299)):
        assert client.post(CODE, {"code": app.code()}).url == "/"


def test_without_a_password_there_is_no_second_step(client, app):
    assert client.get(CODE).url == SIGN_IN
    assert client.post(CODE, {"code": app.code()}).url == SIGN_IN


def test_a_password_that_changed_in_between_must_be_typed_again(client, app, cast):
    password(client)
    cast.officer.set_password("another sentence to keep")
    cast.officer.save()
    assert client.post(CODE, {"code": app.code()}).url == SIGN_IN


def test_the_session_before_the_code_is_not_the_one_after(client, app):
    password(client)
    before = client.cookies["sessionid"].value
    client.post(CODE, {"code": app.code()})
    assert client.cookies["sessionid"].value != before


def test_a_recovery_code_signs_in_once(client, app, cast):
    assert len(app.recovery) == 10
    password(client)
    assert "恢复码" in client.get(f"{CODE}?way=recovery").content.decode()
    client.post(CODE, {"code": app.recovery[3].upper().replace("-", " ")})
    assert signed_in(client)
    assert factors.codes_left(cast.officer) == 9
    another = Client()
    password(another)
    assert another.post(CODE, {"code": app.recovery[3]}).status_code == 422
    assert events(cast.officer) == ["code_used", "signed_in", "wrong_code"]


def test_a_recovery_code_of_somebody_else_is_not_good(app, cast):
    assert factors.check(cast.partner, app.recovery[0]) == ""


def test_the_database_holds_neither_the_secret_nor_the_codes(app):
    kept = Authenticator.objects.get().secret
    assert app.totp.secret not in kept
    digests = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert not digests & set(app.recovery)
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in digests)


def test_with_another_key_only_the_recovery_codes_help(client, app, cast, settings):
    settings.SECRET_KEY = "the key of another machine, after a restore"
    password(client)
    assert "恢复码" in client.get(CODE).content.decode()
    assert client.post(CODE, {"code": app.code()}).status_code == 422
    client.post(CODE, {"code": app.recovery[0]})
    assert signed_in(client)


def test_an_old_key_that_is_named_still_reads(app, cast, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "the new key"
    assert factors.check(cast.officer, app.code()) == "app"


# adding, changing, giving up


def enrol(client, **typed):
    page = client.get(FACTOR).content.decode()
    secret = "".join(re.findall(r"<code>([A-Z2-7]{4})</code>", page))
    app = App(secret)
    return app, client.post(FACTOR, {"password": PASSWORD, "code": app.code(), **typed})


def test_an_app_is_added_with_the_code_it_shows(client, cast):
    client.force_login(cast.officer)
    app, answer = enrol(client)
    assert answer.status_code == 200
    assert len(re.findall(r"<li><code>[a-z0-9]{4}(?:-[a-z0-9]{4}){3}</code>", answer.content.decode())) == 10
    assert factors.has(cast.officer)
    assert events(cast.officer) == ["factor_added"]
    another = Client()
    assert password(another).url == CODE
    assert another.post(CODE, {"code": app.code()}).status_code == 422, "the code that added it is used up"


def test_the_secret_stays_until_it_is_confirmed(client, cast):
    client.force_login(cast.officer)
    first, answer = enrol(client, code="12 34")
    assert answer.status_code == 422
    assert not factors.has(cast.officer)
    second, answer = enrol(client)
    assert first.totp.secret == second.totp.secret
    assert answer.status_code == 200


def test_adding_asks_for_the_password(client, cast):
    client.force_login(cast.officer)
    _app, answer = enrol(client, password="not-this")
    assert answer.status_code == 422
    assert "还可再试4次" in answer.content.decode()
    assert not factors.has(cast.officer)


def test_adding_ends_other_sign_ins_and_tokens(client, cast):
    elsewhere = Client()
    password(elsewhere)
    token = tokens.issue(cast.officer, "phone")
    client.force_login(cast.officer)
    enrol(client)
    assert elsewhere.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200
    assert tokens.user_of(token) is None


def test_another_phone_needs_the_present_code(client, app, cast):
    client.force_login(cast.officer)
    _new, answer = enrol(client)
    assert answer.status_code == 422
    new, answer = enrol(client, present=app.code())
    assert answer.status_code == 200
    assert factors.check(cast.officer, app.recovery[0]) == "", "the old recovery codes ended"
    Authenticator.objects.update(last_step=0)
    assert factors.check(cast.officer, new.code()) == "app"


def test_new_recovery_codes_end_the_old_ones(client, app, cast):
    client.force_login(cast.officer)
    answer = client.post(f"{FACTOR}codes/", {"password": PASSWORD, "present": app.code()})
    assert answer.status_code == 200
    assert app.recovery[0] not in answer.content.decode()
    assert factors.check(cast.officer, app.recovery[0]) == ""
    assert client.post(f"{FACTOR}codes/", {"password": PASSWORD, "present": ""}).status_code == 422


def test_it_may_be_given_up_where_no_role_asks_for_it(client, app, cast, asked_of):
    client.force_login(cast.officer)
    asked_of("officer")
    typed = {"password": PASSWORD, "present": app.code()}
    assert client.post(f"{FACTOR}give-up/", typed).status_code == 422
    assert factors.has(cast.officer)
    asked_of("administrator")
    assert client.post(f"{FACTOR}give-up/", typed).url == "/account/"
    assert not factors.has(cast.officer)


# roles that must have it


def test_whose_role_asks_for_it_adds_one_before_anything_else(client, cast, asked_of):
    asked_of("officer")
    assert password(client).url == "/"
    assert client.get("/today/").url == FACTOR
    assert client.get("/api/v1/matters").status_code == 403
    _app, answer = enrol(client)
    assert answer.status_code == 200
    assert client.get("/today/").status_code == 200


def test_the_release_asks_those_who_approve_review_and_administer(cast):
    asked = {name for name, user in cast.people().items() if factors.required(user)}
    assert asked == {"administrator", "authority_head", "reviewer"}


def test_a_deputy_is_asked_as_the_one_for_whom_he_acts(cast):
    from jinwu.bureau.models import Deputy

    day = clock.today()
    Deputy.objects.create(
        principal=cast.authority_head, deputy=cast.deputy_head, valid_from=day, valid_to=day, reason="出差"
    )
    assert factors.required(cast.deputy_head)


def test_a_demonstration_asks_nobody(client, cast, monkeypatch):
    monkeypatch.setattr("jinwu.kit.clock.demonstrating", lambda: True)
    assert password(client, "admin").url == "/"
    assert client.get("/registers/").status_code == 200


# tokens of the API are no way around it


def token(client, **more):
    body = json.dumps({"username": "wenbin", "password": PASSWORD, **more})
    return client.post("/api/v1/token", body, content_type="application/json")


def test_a_token_needs_the_code_too(client, app):
    answer = token(client)
    assert answer.status_code == 401
    assert answer.json()["type"].endswith(":code")
    assert token(client, code=app.wrong()).status_code == 401
    assert token(client, code=app.code()).status_code == 200


def test_wrong_codes_for_a_token_lock_the_account(client, app):
    assert [token(client, code=app.wrong()).status_code for _ in range(5)] == [401, 401, 401, 401, 429]
    assert token(client, code=app.code()).status_code == 429


def test_there_is_no_token_for_a_role_that_must_have_a_factor_and_has_none(client, cast, asked_of):
    asked_of("officer")
    answer = token(client)
    assert answer.status_code == 403
    assert answer.json()["type"].endswith(":factor")


# a lost phone


def test_an_administrator_removes_a_lost_factor_and_says_why(client, app, cast):
    elsewhere = Client()
    elsewhere.force_login(cast.officer)
    client.force_login(cast.administrator)
    page = f"/accounts/{cast.officer.pk}/"
    assert client.post(page, {"act": "factor", "reason": ""}).status_code == 422
    assert factors.has(cast.officer)
    assert client.post(page, {"act": "factor", "reason": "本人到场，手机遗失"}).status_code == 302
    assert not factors.has(cast.officer)
    assert elsewhere.get("/account/").status_code == 302
    row = AccessLog.objects.using("log").get(event="factor_removed")
    assert (row.user, row.by, row.reason) == (cast.officer.pk, cast.administrator.pk, "本人到场，手机遗失")


def test_nobody_removes_his_own_that_way(client, cast):
    secret = factors.new_secret()
    factors.add(cast.administrator, secret, App(secret).code())
    client.force_login(cast.administrator)
    page = f"/accounts/{cast.administrator.pk}/"
    assert client.post(page, {"act": "factor", "reason": "丢了"}).status_code == 422
    assert factors.has(cast.administrator)


def test_an_administrator_reaches_no_account_of_another_bureau(client, cast):
    client.force_login(cast.administrator)
    assert client.get(f"/accounts/{cast.stranger.pk}/").status_code == 404
