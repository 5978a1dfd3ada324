"""How many queries each page costs, kept in tests/query_counts.txt: a change fails until it is recorded again.

    JINWU_RECORD_QUERIES=1 pytest tests/web/test_query_counts.py

Every address without parts is counted, and every register; the second visit counts, when caches are filled.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web import table

from jinwu.bureau.queries import roles_on
from jinwu.kit import clock
from jinwu.kit.permission import permission_of
from jinwu.kit.register import registers

pytestmark = pytest.mark.django_db(databases=["default", "log"])
KEPT = Path(__file__).parent.parent / "query_counts.txt"
#: A page is counted for the first of these whom it admits.
READERS = ("officer", "unit_head", "statistician", "supervisor", "administrator", "fiscal_clerk")
SITE = "/registers/<slug:key>/"
API = "/api/v1/registers/<key>"


@pytest.fixture
def browsers(cast):
    found = {}
    for name in READERS:
        found[name] = Client()
        found[name].force_login(getattr(cast, name))
    return found


def test_each_page_costs_what_is_recorded(cast, browsers):
    found = dict(counts(cast, browsers))
    if os.environ.get("JINWU_RECORD_QUERIES"):
        KEPT.write_text("".join(f"{count}\t{page}\n" for page, count in sorted(found.items())))
    kept = {page: int(count) for count, page in (line.split("\t") for line in KEPT.read_text().splitlines())}
    assert found == kept, "record again if the change is meant: JINWU_RECORD_QUERIES=1"


def test_no_page_of_the_shell_costs_more_than_a_dozen(cast, browsers):
    assert {
        page: count for page, count in counts(cast, browsers) if page.startswith("/registers/") and count > 12
    } == {}


def counts(cast, browsers):
    for address in table.addresses():
        if "GET" in address.methods:
            for path, permission in pages(address):
                name = reader(cast, permission)
                yield f"{path} {name}", cost(browsers[name], path)


def pages(address):
    """The addresses to visit, each with its permission."""
    if address.pattern in (SITE, API):
        for register in registers:
            yield (
                address.pattern.replace("<slug:key>", register.key).replace("<key>", register.key),
                register.permission,
            )
    elif "<" not in address.pattern:
        yield address.path, permission_of(address.view)


def reader(cast, permission):
    today = clock.today()
    return next(name for name in READERS if permission.admits(roles_on(getattr(cast, name), today), signed_in=True))


def cost(browser, path):
    browser.get(path)
    with CaptureQueriesContext(connection) as captured:
        browser.get(path)
    return len(captured)
