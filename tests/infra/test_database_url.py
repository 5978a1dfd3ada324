"""`DATABASE_URL` is read as libpq would read it, and written back by `jinwu db url`."""

from __future__ import annotations

import pytest

from jinwu.config import database
from jinwu.config.trouble import Trouble


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://owner@127.0.0.1:5432/jinwu",
        "postgresql://owner:p%40ss%2Fword@db.example/jinwu",
        "postgresql://owner@/jinwu?host=/run/jinwu&port=5432",
        "postgresql://owner@[::1]:5433/jinwu?sslmode=require",
    ],
)
def test_it_comes_back_as_it_was(url):
    assert database.url(database.from_url(url)) == url


@pytest.mark.parametrize("url", ["mysql://root@localhost/jinwu", "postgresql://localhost", "jinwu", "postgresql://h/"])
def test_anything_else_is_refused(url):
    with pytest.raises(Trouble, match="DATABASE_URL must read"):
        database.from_url(url)


def test_the_program_works_as_another_role_than_the_owner(monkeypatch, tmp_path):
    monkeypatch.setenv("JINWU_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:mine@db/jinwu")
    monkeypatch.delenv("JINWU_APP_DATABASE_URL", raising=False)
    settings = database.databases()
    assert settings["owner"]["USER"] == "me"
    assert settings["default"]["USER"] == settings["log"]["USER"] == "jinwu_app"
    assert settings["default"]["PASSWORD"] not in ("", "mine")
    assert settings["default"] is not settings["log"]


def test_the_application_role_may_be_named(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:mine@db/jinwu")
    monkeypatch.setenv("JINWU_APP_DATABASE_URL", "postgresql://app:theirs@db/jinwu")
    assert database.url(database.databases()["default"]) == "postgresql://app:theirs@db/jinwu"


def test_a_secret_is_made_once_and_for_its_owner_only(monkeypatch, tmp_path):
    monkeypatch.setenv("JINWU_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("JINWU_SECRET_KEY", raising=False)
    first = database.secret_key()
    assert len(first) >= 50
    assert database.secret_key() == first
    assert (tmp_path / "home" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret_key"]
