"""A machine without Chinese fonts gets Noto, and nothing else that lies in the same package."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from jinwu.cli import fonts
from jinwu.config.trouble import Trouble


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts.fonts, "fetched", lambda: tmp_path / "fonts")
    return tmp_path / "fonts"


def _pip_that_brings(*names):
    def run(words, **how):
        with zipfile.ZipFile(Path(words[-1]) / "package.whl", "w") as package:
            for name in names:
                package.writestr(f"mplfonts/fonts/{name}", name)
        return subprocess.CompletedProcess(words, 0, "", "")

    return run


def test_only_noto_is_kept(monkeypatch, folder):
    monkeypatch.setattr(fonts.subprocess, "run", _pip_that_brings(*fonts.WANTED, "SimHei.ttf"))
    assert fonts.fetch() == folder
    assert sorted(path.name for path in folder.iterdir()) == sorted(fonts.WANTED)


def test_without_a_network_the_reason_is_told(monkeypatch, folder):
    answer = subprocess.CompletedProcess([], 1, "", "WARNING: retrying\nERROR: no route to host\n")
    monkeypatch.setattr(fonts.subprocess, "run", lambda words, **how: answer)
    with pytest.raises(Trouble, match="no route to host"):
        fonts.fetch()
    assert list(folder.iterdir()) == []


def test_the_package_is_pinned_by_its_hash_and_names_no_index():
    text = fonts.REQUIREMENT.read_text()
    assert "--hash=sha256:" in text
    assert "http" not in text
