"""`jinwu casefile NUMBER -o FILE.pdf [--internal] [--draft]`."""

from __future__ import annotations

import hashlib

import pytest
from tests.casefile.volumes import one, pages, squeezed
from tests.cases.ordinary.hearings import set_profile

from jinwu.casefile.models import Bound
from jinwu.casefile.order import INTERNAL
from jinwu.cli import main
from jinwu.cli.commands import casefile
from jinwu.kit import clock

pytestmark = pytest.mark.django_db(databases=["default", "log"])


@pytest.fixture
def command(monkeypatch, road, tmp_path):
    """Run the command; its status. The database is the test's own."""
    monkeypatch.setattr(casefile, "prepare", lambda: None)

    def run(number: str, *words: str) -> int:
        with clock.fixed(road.now):
            return main.main(["casefile", number, "-o", str(tmp_path / "file.pdf"), *words])

    return run


def test_it_writes_the_volume_and_says_pages_and_digest(command, road, tmp_path, capsys):
    road.to("archived")
    assert command("20260001") == 0
    content = (tmp_path / "file.pdf").read_bytes()
    made = one(road)
    assert content == made.pdf
    said = capsys.readouterr().out
    assert hashlib.sha256(content).hexdigest() in said
    assert str(made.body) in said
    assert "PDF/A-2b" in said
    assert Bound.objects.get().sha256 == made.merged.sha256


def test_the_internal_volume_by_its_word(command, road, tmp_path):
    road.to("archived")
    assert command(road.state.decisions[0].number, "--internal") == 0
    assert (tmp_path / "file.pdf").read_bytes() == one(road, INTERNAL).pdf


def test_an_incomplete_file_is_refused_by_name_and_bound_as_a_draft_when_asked(command, road, tmp_path, capsys):
    road.to("served")
    number = road.state.decisions[0].number
    assert command(number) == 1
    assert "Closing approval" in capsys.readouterr().err  # the machine of the tests speaks English
    assert not (tmp_path / "file.pdf").exists()
    assert command(number, "--draft") == 0
    assert {"草", "稿"} <= set(squeezed(pages((tmp_path / "file.pdf").read_bytes())[0]))
    assert Bound.objects.count() == 0


def test_parts_are_files_of_their_own(command, road, tmp_path):
    set_profile("casefile.pages_per_volume", 8)
    road.to("archived")
    assert command("20260001") == 0
    written = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert written[:2] == ["file-1.pdf", "file-2.pdf"]
    assert "file.pdf" not in written


def test_a_number_that_nobody_bears(command, road, tmp_path, capsys):
    assert command("20269999") == 1
    assert "20269999" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.pdf"))
