"""Every address stands in the table of role × allowed; default deny."""

from __future__ import annotations

import os

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from tests.web import table

from jinwu.bureau.queries import roles_on
from jinwu.kit import clock
from jinwu.kit.permission import permission_of
from jinwu.kit.register import registers

pytestmark = pytest.mark.django_db(databases=["default", "log"])
ANONYMOUS = "anonymous"


class Visitors:
    """One browser for each person; whoever was signed out signs in again."""

    def __init__(self, people):
        self.people = people
        self.browsers = {name: Client(raise_request_exception=False) for name in people}

    def ask(self, name, method, path):
        browser, user = self.browsers[name], self.people[name]
        if user is not None and "_auth_user_id" not in browser.session:
            browser.force_login(user)
        return browser.generic(method, path, content_type="application/json")


@pytest.fixture
def everybody(cast):
    """The cast by part, and someone who is not signed in."""
    return {ANONYMOUS: None, **cast.people()}


@pytest.fixture
def visitors(everybody):
    return Visitors(everybody)


@pytest.fixture
def roles(everybody):
    day = clock.today()
    return {name: roles_on(user, day) if user else frozenset() for name, user in everybody.items()}


def test_every_address_says_who_may_open_it():
    silent = [address.pattern for address in table.addresses() if _silent(address)]
    assert not silent, "views without a permission (kit.permission.needs)"


def _silent(address):
    return any(permission_of(address.view, method) is None for method in address.methods)


def test_every_address_answers_everyone_as_its_row_says(visitors):
    found = {
        (method, address.pattern): {
            name: table.outcome(visitors.ask(name, method, address.path)) for name in visitors.people
        }
        for address in table.addresses()
        for method in address.methods
    }
    if os.environ.get("JINWU_RECORD_PERMISSIONS"):
        table.write(found)
    kept = table.read()
    assert set(found) - set(kept) == set(), "addresses without a row: see tests/web/table.py"
    assert set(kept) - set(found) == set(), "rows without an address"
    differing = {key: (kept[key], cells) for key, cells in found.items() if cells != kept[key]}
    assert not differing


def test_the_rows_are_what_the_permissions_say(everybody, roles):
    by_key = {(m, a.pattern): (a, m) for a in table.addresses() for m in a.methods}
    for key, cells in table.read().items():
        address, method = by_key[key]
        for name, kept in cells.items():
            said = table.declared(address, method, roles[name], signed_in=everybody[name] is not None)
            assert kept == said, (key, name)


def test_nothing_breaks_when_it_is_asked_with_nothing(visitors):
    for address in table.addresses():
        for method in ("GET", "POST"):
            for name in (ANONYMOUS, "officer", "administrator"):
                status = visitors.ask(name, method, address.path).status_code
                assert status < 500, (method, address.path, name)


def test_each_register_is_opened_by_its_own_permission(visitors, roles):
    for register in registers:
        for site in (f"/registers/{register.key}/", f"/api/v1/registers/{register.key}"):
            for name, user in visitors.people.items():
                admitted = register.permission.admits(roles[name], signed_in=user is not None)
                expected = "open" if admitted else "sign-in" if user is None else "refused"
                assert table.outcome(visitors.ask(name, "GET", site)) == expected, (site, name)


def test_a_stranger_sees_only_the_rows_of_his_own_bureau(visitors):
    page = visitors.ask("stranger", "GET", "/registers/officers/").content.decode()
    assert "外人" in page
    assert "郝文斌" not in page


@pytest.mark.urls("tests.web.test_permissions")
def test_a_view_that_says_nothing_is_open_to_nobody(visitors):
    for name in visitors.people:
        assert visitors.ask(name, "GET", "/unmarked/").status_code == 404


def unmarked(request):
    return HttpResponse("a secret")


urlpatterns = [path("unmarked/", unmarked)]
handler404 = "jinwu.web.views.errors.missing"
