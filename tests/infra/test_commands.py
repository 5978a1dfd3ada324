"""The command line answers in sentences."""

from __future__ import annotations

import pytest

from jinwu.cli import language, main
from jinwu.config.trouble import Trouble
from jinwu.law.messages import say
from jinwu.law.problems import Problem


@pytest.mark.parametrize("name", main.COMMANDS)
def test_every_command_says_what_it_does(name, capsys):
    with pytest.raises(SystemExit) as left:
        main.main([name, "--help"])
    assert left.value.code == 0
    assert f"jinwu {name}" in capsys.readouterr().out


def test_without_words_it_lists_its_commands(capsys):
    with pytest.raises(SystemExit):
        main.main([])
    listed = capsys.readouterr().out
    assert [name for name in main.COMMANDS if name not in listed] == []


def test_a_trouble_is_one_sentence_without_a_traceback(monkeypatch, capsys):
    monkeypatch.delenv("JINWU_DEBUG", raising=False)
    monkeypatch.setattr(main, "_run", _raise(Trouble(say("The {thing} is missing.", thing="cable"))))
    assert main.main(["check"]) == 1
    assert capsys.readouterr().err == "jinwu: The cable is missing.\n"


def test_a_problem_is_told_with_its_remedy(monkeypatch, capsys):
    monkeypatch.delenv("JINWU_DEBUG", raising=False)
    monkeypatch.setattr(main, "_run", _raise(Problem(say("No unit {code}.", code="x"), say("Look it up."))))
    assert main.main(["report"]) == 1
    assert capsys.readouterr().err == "jinwu: No unit x. Look it up.\n"


def test_a_mistake_of_the_program_is_said_too_and_shown_when_asked(monkeypatch, capsys):
    monkeypatch.delenv("JINWU_DEBUG", raising=False)
    monkeypatch.setattr(main, "_run", _raise(ZeroDivisionError("by zero")))
    assert main.main(["check"]) == 1
    assert "JINWU_DEBUG=1" in capsys.readouterr().err
    monkeypatch.setenv("JINWU_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main.main(["check"])


def test_a_full_disk_is_said_plainly(monkeypatch, capsys):
    monkeypatch.delenv("JINWU_DEBUG", raising=False)
    monkeypatch.setattr(main, "_run", _raise(OSError(28, "No space left on device", "/var")))
    main.main(["backup"])
    assert "The disk is full" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh-hans"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "JINWU_LANGUAGE": "zh-hans"}, "zh-hans"),
        ({}, "en"),
    ],
)
def test_it_speaks_the_language_of_the_terminal(monkeypatch, environment, expected):
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "JINWU_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language.language() == expected


def _raise(error: Exception):
    def run(words):
        raise error

    return run


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("JINWU_LANGUAGE", "en")
