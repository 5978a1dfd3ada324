"""Tokens of the API: shown once, kept as a digest, refused when expired, revoked or the account is closed."""

from datetime import timedelta

from jinwu.bureau import tokens
from jinwu.bureau.models import ApiToken
from jinwu.kit import clock


def test_a_token_names_its_account_and_is_not_stored(cast):
    plain = tokens.issue(cast.officer, "测试")
    assert tokens.user_of(plain) == cast.officer
    token = ApiToken.objects.get()
    assert plain not in (token.digest, token.label)
    assert token.last_used_on == clock.today()


def test_unknown_revoked_and_expired_tokens_name_nobody(cast):
    plain = tokens.issue(cast.officer, "测试", days=1)
    assert tokens.user_of("jinwu_unknown") is None
    with clock.fixed(clock.now() + timedelta(days=2)):
        assert tokens.user_of(plain) is None
    tokens.revoke(ApiToken.objects.get())
    assert tokens.user_of(plain) is None


def test_a_closed_account_has_no_token(cast):
    plain = tokens.issue(cast.officer, "测试")
    cast.officer.is_active = False
    cast.officer.save()
    assert tokens.user_of(plain) is None
