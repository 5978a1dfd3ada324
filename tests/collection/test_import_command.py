"""`jinwu import payments FILE --by USERNAME`."""

from __future__ import annotations

import pytest

from jinwu.cli import main
from jinwu.cli.commands import importing


@pytest.fixture
def called(monkeypatch, tmp_path):
    """What the importers were called with; the database is left alone."""
    got: list[tuple[str, dict]] = []
    monkeypatch.setattr(importing, "prepare", lambda: None)
    for name in ("statutes", "payments"):
        module = type("Module", (), {"read": staticmethod(lambda path, kind=name, **more: got.append((kind, more)))})
        monkeypatch.setitem(importing.KINDS, name, (name, "read"))
        monkeypatch.setattr(importing, "import_module", lambda wanted, module=module, old=importing.import_module: (
            module if wanted in ("statutes", "payments") else old(wanted)
        ))  # fmt: skip
    (tmp_path / "bank.csv").write_text("x")
    return got


def test_payments_take_a_clerk_and_partial(called, tmp_path):
    path = str(tmp_path / "bank.csv")
    assert main.main(["import", "payments", path, "--by", "fiscal", "--partial", "--dry-run"]) == 0
    ((_kind, more),) = called
    assert (more["by"], more["partial"], more["dry_run"]) == ("fiscal", True, True)


def test_statutes_take_neither(called, tmp_path, capsys):
    path = str(tmp_path / "bank.csv")
    assert main.main(["import", "statutes", path, "--partial"]) == 1
    assert "--partial" in capsys.readouterr().err
    assert main.main(["import", "statutes", path]) == 0
    assert len(called) == 1


def test_a_file_that_is_not_there(called, capsys):
    assert main.main(["import", "payments", "/nowhere/bank.csv", "--by", "fiscal"]) == 1
    assert "/nowhere/bank.csv" in capsys.readouterr().err
    assert called == []
