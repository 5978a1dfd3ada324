"""Where the wheel's server cannot run, the answer names DATABASE_URL."""

from __future__ import annotations

from pathlib import Path

import pytest

from jinwu.config.postgres import cluster, wheel
from jinwu.config.trouble import Trouble


@pytest.mark.parametrize(
    ("libc", "works"),
    [(("glibc", "2.28"), False), (("glibc", "2.34"), False), (("glibc", "2.35"), True), (("", ""), False)],
)
def test_glibc(monkeypatch, libc, works):
    monkeypatch.setattr(wheel.platform, "libc_ver", lambda: libc)
    refusal = wheel.why_not()
    assert (refusal is None) is works
    assert works or "DATABASE_URL" in str(refusal)


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(wheel, "find_spec", lambda name: None)
    assert "make setup" in str(wheel.why_not())


def test_a_missing_library_is_named_with_its_package(monkeypatch, tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    script = "#!/bin/sh\necho 'error while loading shared libraries: libgssapi_krb5.so.2: cannot open' >&2\nexit 127\n"
    (folder / "postgres").write_text(script)
    (folder / "postgres").chmod(0o755)
    with pytest.raises(Trouble, match="apt-get install libgssapi-krb5-2"):
        wheel._try(tmp_path)


def test_a_full_disk_is_said_before_a_database_is_begun(monkeypatch, tmp_path):
    monkeypatch.setattr(cluster.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 50 << 20}))
    with pytest.raises(Trouble, match="has 50 MB left"):
        cluster._refuse_full_disk(tmp_path)


def test_a_disk_that_fills_up_meanwhile_is_said_in_the_same_words(tmp_path):
    at = type("At", (), {"folder": tmp_path, "log": Path("server.log")})
    said = cluster._explain(at, "initdb", 'FATAL: could not write to file "x": No space left on device')
    assert str(said) == f"The disk of {tmp_path} is full; make room and try again."
