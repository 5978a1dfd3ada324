"""Setting a paper: a typed context in, PDF/A bytes out. Equal input gives equal bytes.

Data reaches the template as JSON and is set as text; nothing a party wrote is ever read as markup. One compiler per
thread and template: a compiler is not shared between threads, and every call passes its own inputs, because those of
the call before would otherwise stand in the next party's document.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, get_args

import typst
import zxingcpp
from django.conf import settings
from pydantic import ValidationError

from jinwu.law.messages import N_, Message, say
from jinwu.law.problems import Problem
from jinwu.record import canonical

from . import spool
from .fonts import faces
from .papers_data import Context, MissingPart, chinese_day
from .templates import PACKAGES, PaperTemplate, TemplateVersion, templates

_kept = threading.local()


class Incomplete(Problem):
    """A context that cannot be printed; `findings` names every missing or wrong field, `fields` its dotted path."""

    def __init__(self, findings: list[Message], fields: list[str], remedy: Message) -> None:
        super().__init__(findings[0], remedy)
        self.findings = findings
        self.fields = fields


class CannotPrint(Problem):
    """The installation cannot print it: no Chinese font, or a character that no font has."""


class MarkKind(StrEnum):
    """What a copy is marked as."""

    DRAFT = "draft"  # 草稿: not issued, bears no number
    VOID = "void"  # 作废
    SUPERSEDED = "superseded"  # 已更正: a corrected one took its place
    CORRECTION = "correction"  # 更正: this one takes the place of an earlier one


@dataclass(frozen=True)
class Mark:
    """The mark, what stands beside it (reason; what was corrected), and its day."""

    kind: MarkKind
    note: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Rendered:
    """A paper set. `context_digest` is that of the facts, printed as the paper's check code."""

    pdf: bytes
    sha256: str
    pages: int
    context_digest: str
    template: PaperTemplate
    version: TemplateVersion


@dataclass(frozen=True)
class Facts:
    """What a paper is made from: its template of the day, its checked context, and the digest of both."""

    template: PaperTemplate
    version: TemplateVersion
    context: Context
    digest: str


def render(
    template: str, data: Context | Mapping[str, Any], *, on: date, at: datetime, mark: Mark | None = None
) -> Rendered:
    """The paper `template` of the day `on`, dated `at`, as PDF/A-2b.

    Raises `Incomplete` naming the fields, `NoTemplateOnDay`, `CannotPrint`; nothing is rendered then.
    """
    paper, version, inputs, digest = _prepared(template, data, on, mark)
    pdf = _compile(version, inputs, at, format="pdf", pdf_standards="a-2b")
    return Rendered(
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        pages=_pages(version),
        context_digest=digest,
        template=paper,
        version=version,
    )


def preview(
    template: str,
    data: Context | Mapping[str, Any],
    *,
    on: date,
    at: datetime,
    mark: Mark | None = Mark(MarkKind.DRAFT),
    ppi: float = 110,
) -> list[bytes]:
    """The same as pictures, one PNG a page; a draft unless marked otherwise."""
    _, version, inputs, _ = _prepared(template, data, on, mark)
    found = _compile(version, inputs, at, format="png", ppi=ppi)
    return [found] if isinstance(found, bytes) else list(found)


def page_png(sha256: str, page: int = 1, *, ppi: float = 110) -> bytes:
    """One page of a paper kept in the spool as a picture, from the very bytes that were issued.

    Raises `SpoolDamaged`, and `IndexError` for a page that it has not.
    """
    spool.read(sha256)
    place = "/" + spool.path(sha256).relative_to(settings.SPOOL).as_posix()
    inputs = {"place": place, "page": str(page)}
    viewer = typst.Compiler(_VIEWER, root=str(settings.SPOOL), font_paths=faces().fonts)
    try:
        picture = viewer.compile(sys_inputs=inputs, format="png", ppi=ppi, timestamp=0)
    except typst.TypstError:
        raise IndexError(f"no page {page}") from None
    assert isinstance(picture, bytes)
    return picture


_VIEWER = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(sys.inputs.place, format: "pdf", page: int(sys.inputs.page))
"""


def checked(template: PaperTemplate, data: Context | Mapping[str, Any]) -> Context:
    """`data` as the context of `template`. Raises `Incomplete`."""
    if isinstance(data, template.context):
        return data
    values = data.model_dump() if isinstance(data, Context) else dict(data)
    try:
        return template.context.model_validate(values)
    except ValidationError as problem:
        raise _incomplete(template, problem) from None


def _prepared(
    template: str, data: Context | Mapping[str, Any], on: date, mark: Mark | None
) -> tuple[PaperTemplate, TemplateVersion, dict[str, str], str]:
    facts = fixed(template, data, on=on)
    found = faces()
    if not found.chinese:
        raise CannotPrint(
            say("No Chinese font was found on this machine."),
            say("Put fonts into the bureau's font folder, or install the package fonts-noto-cjk."),
        )
    shown = facts.context.shown() | {
        "title": facts.template.chinese,
        "mark": _mark(mark),
        "digest": facts.digest,
        "code": code_svg(_code_text(facts.template.chinese, facts.context, facts.digest)),
    }
    inputs = {"data": json.dumps(shown, ensure_ascii=False), "faces": json.dumps(found.roles, ensure_ascii=False)}
    return facts.template, facts.version, inputs, facts.digest


def fixed(template: str, data: Context | Mapping[str, Any], *, on: date) -> Facts:
    """What a paper of the day `on` is made from, checked and named by its digest; nothing is set yet.

    Raises `Incomplete` naming the fields, `NoTemplateOnDay`.
    """
    paper = templates[template]
    version = paper.on(on)
    context = checked(paper, data)
    return Facts(paper, version, context, context_digest(paper, version, context))


def context_digest(paper: PaperTemplate, version: TemplateVersion, context: Context) -> str:
    """SHA-256 (hex) of the facts a paper was made from: canonical JSON of template, version and context."""
    whole: dict[str, Any] = {"template": paper.code, "version": version.number, "data": context.model_dump(mode="json")}
    return hashlib.sha256(canonical.dumps(whole)).hexdigest()


def code_svg(text: str) -> str:
    """A QR code as SVG, without a frame of its own."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return str(made.to_svg(add_quiet_zones=False))


def _code_text(title: str, context: Context, digest: str) -> str:
    return f"{getattr(context, 'number', title)} {digest[:32]}"


def _mark(mark: Mark | None) -> dict[str, str] | None:
    if mark is None:
        return None
    return {"kind": mark.kind.value, "note": mark.note, "on": chinese_day(mark.on) if mark.on else ""}


def _compile(version: TemplateVersion, inputs: dict[str, str], at: datetime, **options: Any) -> Any:
    stamp = int(at.timestamp())
    try:
        return _compiler(version).compile(sys_inputs=inputs, timestamp=stamp, **options)
    except typst.TypstError as problem:
        raise _cannot_print(problem) from None


def _compiler(version: TemplateVersion) -> typst.Compiler:
    """This thread's compiler of the template."""
    found = faces()
    compilers: dict[tuple[Any, int], typst.Compiler] = _kept.__dict__.setdefault("compilers", {})
    key = (version.path, id(found))
    if key not in compilers:
        compilers[key] = typst.Compiler(
            str(version.path), root=str(version.path.parent), font_paths=found.fonts, package_path=str(PACKAGES)
        )
    return compilers[key]


def _pages(version: TemplateVersion) -> int:
    return int(_compiler(version).query("<pages>", field="value", one=True))


def _cannot_print(problem: typst.TypstError) -> Problem:
    # The message of the engine may quote a party's text: it is not passed on.
    return CannotPrint(
        say("The document could not be set."),
        say("Look for a character in names and facts that is not ordinary text, such as a pictogram, and remove it."),
    )


def _incomplete(template: PaperTemplate, problem: ValidationError) -> Incomplete:
    found: dict[str, Message] = {}
    for error in problem.errors(include_url=False):
        path = [str(part) for part in error["loc"]]
        cause = error.get("ctx", {}).get("error")
        if isinstance(cause, MissingPart):
            path.append(str(cause))
        missing = error["type"] == "missing" or isinstance(cause, MissingPart) or str(cause) == "empty"
        said = _MISSING if missing else _WRONG
        found[".".join(path)] = Message(said, {"paper": say(template.title), "field": _label(template.context, path)})
    # A list is also reported as too short where one of its items is at fault: the item says enough.
    fields = [path for path in found if not any(other.startswith(f"{path}.") for other in found)]
    return Incomplete([found[path] for path in fields], fields, say("Fill in what is named; nothing was issued."))


_MISSING = N_("{paper}: “{field}” is missing.")
_WRONG = N_("{paper}: “{field}” cannot be printed as given.")


def _label(model: type, path: list[str]) -> Message:
    """The label of the field at `path`; the deepest one that is known."""
    found = Message(path[-1] if path else "")
    for name in path:
        info = getattr(model, "model_fields", {}).get(name)
        if info is None:
            continue
        found = Message(info.title or name)
        model = next((kind for kind in _models(info.annotation)), object)
    return found


def _models(annotation: Any) -> list[type]:
    if isinstance(annotation, type) and issubclass(annotation, Context):
        return [annotation]
    return [found for each in get_args(annotation) for found in _models(each)]
