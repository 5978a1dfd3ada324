"""Trying a local wording before anybody is bound by it: what it may not use, whether it can be set, what it no longer says."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2

from jinwu.law.messages import N_, Message, say
from jinwu.law.problems import Problem

from .. import sandbox
from ..render import Facts, Mark, MarkKind, checked, context_digest, inputs_of, preview_facts, set_facts, shared
from ..samples import AT, Fill, sample
from ..templates import LocalVersion, PaperTemplate, TemplateVersion

#: Longest wording that is taken.
LONGEST = 60_000
#: What reads files, runs other programs, or makes source out of text.
_REACHING = re.compile(
    r"\b(read|plugin|eval|csv|json|toml|yaml|xml|cbor|bibliography|include|sys|std|dictionary|image(?!\(bytes\())\b"
)
_IMPORT = re.compile(r"\bimport\b\s*(?:\"([^\"]*)\")?")
_OFFICIAL = "@jinwu/official:1.0.0"
_COMMENT = re.compile(r"(?m)(?<![:\w])//.*$")


class WordingRefused(Problem):
    """A local wording that cannot be taken; `findings` says each thing that is wrong."""

    def __init__(self, findings: list[Message], remedy: Message) -> None:
        super().__init__(findings[0], remedy)
        self.findings = findings


@dataclass(frozen=True)
class FieldOfPaper:
    """A field a wording may set: how it is written there, and what the example says."""

    path: str
    value: str


def example(paper: PaperTemplate, version: TemplateVersion, fill: Fill = Fill.FULL) -> Facts:
    """Made-up facts of `paper` in the wording `version`."""
    context = checked(paper, sample(paper, fill))
    return Facts(paper, version, context, context_digest(paper, version, context))


@lru_cache(maxsize=8)
def pages(
    paper: PaperTemplate, version: TemplateVersion, fill: Fill = Fill.FULL, *, ppi: float = 80
) -> tuple[bytes, ...]:
    """The form with made-up facts, a PNG for each page: set once, whoever asks for its pages one by one.

    Raises `WordingRefused` with what is wrong with an organ's own wording, in plain words.
    """
    facts = example(paper, version, fill)
    if not isinstance(version, LocalVersion):
        return tuple(preview_facts(facts, at=AT, ppi=ppi))
    _refuse(forbidden(version))
    inputs = inputs_of(facts, Mark(MarkKind.DRAFT))
    try:
        return tuple(sandbox.set_pages(version.source, shared(version), inputs, int(AT.timestamp()), ppi=ppi))
    except sandbox.WordingFails as failed:
        raise WordingRefused([_plain(failed, paper, version)], _CORRECT) from None


def try_out(paper: PaperTemplate, national: TemplateVersion, version: LocalVersion) -> None:
    """Set the wording with full, bare and longest facts; it must say whatever the national form says of them.

    Raises `WordingRefused`.
    """
    _refuse(forbidden(version))
    for fill in Fill:
        local, ours = _set(paper, version, fill), set_facts(example(paper, national, fill), at=AT).pdf
        _refuse(_unsaid(paper, fill, local, ours))


def forbidden(version: LocalVersion) -> list[Message]:
    """What a wording may not use, each with its line."""
    text = version.source
    if len(text) > LONGEST:
        return [say("The wording is longer than {most} characters.", most=LONGEST)]
    bare = _COMMENT.sub("", text)
    found = [
        say("Line {line}: “{word}” would reach outside the document; a wording reads no files and runs no programs.",
            line=_line(bare, each.start()), word=each[1])
        for each in _REACHING.finditer(bare)
    ]  # fmt: skip
    allowed = {_OFFICIAL, *shared(version)}
    found += [
        say("Line {line}: only {allowed} may be imported.", line=_line(bare, each.start()), allowed="、".join(sorted(allowed)))
        for each in _IMPORT.finditer(bare)
        if each[1] not in allowed
    ]  # fmt: skip
    return found


def fields(paper: PaperTemplate) -> list[FieldOfPaper]:
    """The fields of the paper as a wording names them, with what the example says."""
    return list(_fields("d", sample(paper).shown()))


def text_of(pdf: bytes) -> str:
    """The words of a PDF without spaces and line ends."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        said = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return "".join(said.replace("\ufffe", "").split())


def _set(paper: PaperTemplate, version: LocalVersion, fill: Fill) -> bytes:
    inputs = inputs_of(example(paper, version, fill), None)
    try:
        return sandbox.set_pdf(version.source, shared(version), inputs, int(AT.timestamp()))[0]
    except sandbox.WordingFails as failed:
        raise WordingRefused([_plain(failed, paper, version)], _CORRECT) from None


def _unsaid(paper: PaperTemplate, fill: Fill, local: bytes, national: bytes) -> list[Message]:
    """The facts that the national form says and the wording does not."""
    ours, theirs = text_of(local), text_of(national)
    found = {}
    for each in _fields("d", sample(paper, fill).shown()):
        value = "".join(each.value.split())
        if len(value) > 1 and value in theirs and value not in ours:
            found[value] = min(each, found.get(value, each), key=lambda one: one.path.count("["))
    return [
        say("The wording no longer says “{value}” ({path}), which the national form says.",
            value=each.value if len(each.value) < 40 else each.value[:40] + "…", path=each.path)
        for each in found.values()
    ]  # fmt: skip


def _fields(path: str, value: Any) -> Any:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _fields(f"{path}.{name}", inner)
    elif isinstance(value, list):
        for inner in value[:2]:
            yield from _fields(f"{path}[]", inner)
    elif value is not None and not isinstance(value, bool):
        yield FieldOfPaper(path, str(value))


def _plain(failed: sandbox.WordingFails, paper: PaperTemplate, version: LocalVersion) -> Message:
    """What the engine said, in words of this page: which field is unknown, on which line."""
    engine = failed.engine
    if engine == "NoPages":
        return say("The wording does not keep “#show: official”, which sets the page and counts its pages.")
    unknown = re.match(r'dictionary does not contain key "([^"]*)"', engine)
    if unknown is None:
        unknown = re.match(r"unknown variable: (\S+)", engine)
    if unknown is None:
        at = _unbalanced(version.source) if engine.startswith("un") else 0
        said = say(_ENGINE[engine]) if engine in _ENGINE else say("{engine}", engine=engine)
        return say("Line {line}: {what}.", line=at, what=said) if at else say("It cannot be set: {what}.", what=said)
    name = unknown[1].rstrip(",.")
    at = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", version.source)
    near = difflib.get_close_matches(name, {part for each in fields(paper) for part in each.path.split(".")}, 1, 0.6)
    line = _line(version.source, at.start()) if at else 0
    if near:
        return say("Line {line}: there is no field “{name}”. Is “{near}” meant?", line=line, name=name, near=near[0])
    return say("Line {line}: there is no field “{name}”.", line=line, name=name)


#: What the engine says most often, in the words of this page.
_ENGINE = {
    "unclosed delimiter": N_("a bracket is not closed"),
    "unclosed string": N_("a quotation mark is not closed"),
    "unexpected closing bracket": N_("a bracket is closed that was not opened"),
    "unexpected closing paren": N_("a bracket is closed that was not opened"),
    "unexpected closing brace": N_("a bracket is closed that was not opened"),
    "expected expression": N_("something is missing after #"),
    "timeout": N_("it does not come to an end; look for a loop and take it out"),
    "memory": N_("it takes more memory than a document may; look for a loop and take it out"),
}
_PAIRS = {")": "(", "]": "[", "}": "{"}


def _unbalanced(text: str) -> int:
    """The line of the bracket that has no other half; 0 where all have one."""
    open_: list[tuple[str, int]] = []
    for at, char in enumerate(_COMMENT.sub(lambda each: " " * len(each[0]), text)):
        if char in _PAIRS.values():
            open_.append((char, at))
        elif char in _PAIRS:
            if not open_ or open_[-1][0] != _PAIRS[char]:
                return _line(text, open_[-1][1] if open_ else at)
            open_.pop()
    return _line(text, open_[-1][1]) if open_ else 0


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _refuse(found: list[Message]) -> None:
    if found:
        raise WordingRefused(found, _CORRECT)


_CORRECT = say("Correct the wording; nothing was taken over, and the form in force stays as it is.")
