"""Real PostgreSQL for every test. `db` rolls back; `fresh_db` is a database of its own, with real commits.

A trigger refuses TRUNCATE on the record, so Django's flush is never used: databases are cloned from a template.
"""

from __future__ import annotations

import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.db import connections
from psycopg import sql

from jinwu.config import database

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from tools.pages import Finder

ALIASES = ("default", "log", "owner")

# The suite tries the same examples every time, so a change is judged by what it changed. `--hypothesis-profile=search`
# looks for new ones; what it finds becomes a test or an @example.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", derandomize=False, deadline=None, print_blob=True)
hypothesis.settings.load_profile("steady")


def pytest_configure(config) -> None:
    """Without DATABASE_URL the embedded server runs as long as the tests do."""
    database.ensure()


def pytest_collection_modifyitems(items) -> None:
    """A test with a database has all aliases: the logs of the record stand on a connection of their own."""
    for item in items:
        if "db" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(databases="__all__"))


def _admin(database: str = "postgres") -> psycopg.Connection:
    owner = settings.DATABASES["owner"]
    return psycopg.connect(
        host=owner["HOST"] or None,
        port=owner["PORT"] or None,
        user=owner["USER"],
        password=owner["PASSWORD"] or None,
        dbname=database,
        autocommit=True,
    )


def _create(name: str, template: str = "template0") -> None:
    with _admin() as admin:
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )


def _drop(name: str) -> None:
    for _attempt in range(20):
        try:
            with _admin() as admin:
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            return
        except psycopg.errors.InsufficientPrivilege:  # autovacuum is in it, and the owner may not end that
            time.sleep(0.25)


def point_at(name: str) -> None:
    """Let every alias connect to the database `name`."""
    for alias in ALIASES:
        connection = connections[alias]
        connection.close()
        connection.settings_dict["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name


@pytest.fixture(scope="session")
def template_db(django_db_blocker) -> Iterator[str]:
    """A migrated, granted, empty database; nobody stays connected to it."""
    name = f"jinwu_test_{os.getpid()}_{uuid.uuid4().hex[:6]}"
    _create(name)
    with django_db_blocker.unblock():
        from jinwu.config.upgrade import upgrade

        point_at(name)
        upgrade(quiet=True)
        for alias in ALIASES:
            connections[alias].close()
    yield name
    _drop(name)


@pytest.fixture(scope="session")
def django_db_setup(template_db, django_db_blocker) -> Iterator[None]:
    name = f"{template_db}_w"
    _create(name, template_db)
    with django_db_blocker.unblock():
        point_at(name)
    yield
    with django_db_blocker.unblock():
        for alias in ALIASES:
            connections[alias].close()
    _drop(name)


@contextmanager
def own_database(template: str, blocker: Any) -> Iterator[str]:
    """A database cloned from `template`, to which every alias points meanwhile; its name."""
    before = connections["default"].settings_dict["NAME"]
    name = f"{template}_{uuid.uuid4().hex[:6]}"
    _create(name, template)
    with blocker.unblock():
        point_at(name)
        try:
            yield name
        finally:
            point_at(before)
            _drop(name)


@pytest.fixture
def fresh_db(template_db, django_db_setup, django_db_blocker) -> Iterator[str]:
    """A database of this test's own, with real transactions; its name."""
    with own_database(template_db, django_db_blocker) as name:
        yield name


@pytest.fixture
def cast(db):
    """The fixed cast: one small bureau and everybody in it (`tests.cast.Cast`)."""
    from tests.cast import build_cast

    return build_cast()


#: Chromium without whatever would ask the network or need a sandbox of its own.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for every test with a browser: Playwright allows one session in a process."""
    path = os.environ.get("JINWU_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "no Chromium: install the package chromium, or name one with JINWU_BROWSER"
    # Playwright's own loop runs in this thread; the test may ask the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which(path), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def town(template_db, django_db_setup, django_db_blocker) -> Iterator[Finder]:
    """The pages of the demonstration around one day (`tests.town`)."""
    from tests.town import standing

    with own_database(template_db, django_db_blocker), standing() as finder:
        yield finder


@pytest.fixture(autouse=True, scope="session")
def _addresses_of_the_product() -> None:
    """The API takes its addresses from the procedures it finds first: those of the product, before a test makes its own."""
    from django.urls import get_resolver

    assert get_resolver().url_patterns


@pytest.fixture(autouse=True)
def _only_the_procedures_of_the_product():
    """A procedure that a test made for itself is gone after it: pages list what is registered."""
    from jinwu.matters import jobs
    from jinwu.matters.door import procedures

    known, lapses = set(procedures.keys()), set(jobs.lapses.keys())
    yield
    for registry, before in ((procedures, known), (jobs.lapses, lapses)):
        for key in set(registry.keys()) - before:
            del registry._items[key]


@pytest.fixture(autouse=True)
def _wordings_are_read_anew():
    """What is in force is kept for seconds; the next test has other wordings."""
    yield
    from jinwu.documents.wordings import force

    force.forget()
