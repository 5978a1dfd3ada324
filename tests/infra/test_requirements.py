"""The locked requirements hold everything that pyproject.toml names, by hash, from whatever index."""

from __future__ import annotations

import re
import tomllib

import pytest

from .conftest import PROJECT

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
WANTED = {"run": PYPROJECT["dependencies"], "test": PYPROJECT["optional-dependencies"]["test"]}


def _locked(kind: str) -> dict[str, str]:
    text = (PROJECT / "requirements" / f"{kind}.txt").read_text()
    return {found[1]: found[0] for found in re.finditer(r"^([a-z0-9.-]+)==(?:.*\\\n)+.*$", text, re.MULTILINE)}


@pytest.mark.parametrize("kind", WANTED)
def test_every_dependency_is_locked(kind):
    names = {re.match(r"[\w.-]+", line)[0].lower().replace("_", "-") for line in WANTED[kind]}
    assert names <= set(_locked(kind)), "run `make lock`"


@pytest.mark.parametrize("kind", [*WANTED, "fonts"])
def test_every_package_has_hashes_and_none_has_an_address(kind):
    assert all("--hash=sha256:" in lines for lines in _locked(kind).values())
    assert "://" not in (PROJECT / "requirements" / f"{kind}.txt").read_text()


def test_tests_run_with_the_versions_that_people_run():
    run, test = _locked("run"), _locked("test")
    first = {name: text.partition(" ")[0] for name, text in run.items() if name in test}
    assert first == {name: test[name].partition(" ")[0] for name in first}
