"""Setting a paper: a typed context in, PDF/A bytes out. Equal input gives equal bytes.

Data reaches the template as JSON and is set as text; nothing a party wrote is ever read as markup. One compiler per
thread and template: a compiler is not shared between threads, and every call passes its own inputs, because those of
the call before would otherwise stand in the next party's document.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, get_args

import typst
import zxingcpp
from django.conf import settings
from pydantic import ValidationError

from jinwu.law.messages import N_, Message, say
from jinwu.law.problems import Problem
from jinwu.record import canonical

from . import sandbox, spool
from .fonts import faces
from .papers_data import Context, MissingPart, chinese_day
from .templates import PACKAGES, LocalVersion, PaperTemplate, TemplateVersion, templates
from .wordings import force

_kept = threading.local()
Made = TypeVar("Made")


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
    registered: bool = True  # whether the register of documents knows it by this digest


def render(
    template: str,
    data: Context | Mapping[str, Any],
    *,
    on: date,
    at: datetime,
    mark: Mark | None = None,
    organ: int | None = None,
) -> Rendered:
    """The paper `template` of the day `on`, dated `at`, as PDF/A-2b; in the wording of `organ` where it has its own.

    Raises `Incomplete` naming the fields, `NoTemplateOnDay`, `CannotPrint`; nothing is rendered then.
    """
    return set_facts(fixed(template, data, on=on, organ=organ), at=at, mark=mark)


def set_facts(facts: Facts, *, at: datetime, mark: Mark | None = None) -> Rendered:
    """The paper of these facts. Raises `CannotPrint`."""
    inputs, version = inputs_of(facts, mark), facts.version
    if isinstance(version, LocalVersion):
        pdf, pages = _local(facts, lambda: sandbox.set_pdf(version.source, shared(version), inputs, _stamp(at)))
    else:
        pdf, pages = _compile(version, inputs, at, format="pdf", pdf_standards="a-2b"), _pages(version)
    return Rendered(pdf, hashlib.sha256(pdf).hexdigest(), pages, facts.digest, facts.template, version)


def tree(facts: Facts, mark: Mark | None = None) -> Any:
    """The content of the paper as a tree, the parts of official papers named in it. Raises `CannotPrint`."""
    inputs, version = inputs_of(facts, mark) | {"medium": "tree"}, facts.version
    if isinstance(version, LocalVersion):
        return json.loads(_local(facts, lambda: sandbox.read_tree(version.source, shared(version), inputs)))
    compiler = _compiler(version)
    try:
        compiler.compile(sys_inputs=inputs, timestamp=0)
        return json.loads(compiler.query("<tree>", field="value", one=True))
    except typst.TypstError as problem:
        raise _cannot_print(problem) from None


def preview(
    template: str,
    data: Context | Mapping[str, Any],
    *,
    on: date,
    at: datetime,
    mark: Mark | None = Mark(MarkKind.DRAFT),
    ppi: float = 110,
    organ: int | None = None,
) -> list[bytes]:
    """The same as pictures, one PNG a page; a draft unless marked otherwise."""
    return preview_facts(fixed(template, data, on=on, organ=organ), at=at, mark=mark, ppi=ppi)


def preview_facts(
    facts: Facts, *, at: datetime, mark: Mark | None = Mark(MarkKind.DRAFT), ppi: float = 110
) -> list[bytes]:
    """The paper of these facts as pictures."""
    inputs, version = inputs_of(facts, mark), facts.version
    if isinstance(version, LocalVersion):
        return _local(facts, lambda: sandbox.set_pages(version.source, shared(version), inputs, _stamp(at), ppi=ppi))
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


def inputs_of(facts: Facts, mark: Mark | None) -> dict[str, str]:
    """What the engine is given: the strings to set, and the fonts there are. Raises `CannotPrint`."""
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
        "code": code_svg(_code_text(facts)),
    }
    return {"data": json.dumps(shown, ensure_ascii=False), "faces": json.dumps(found.roles, ensure_ascii=False)}


def fixed(template: str, data: Context | Mapping[str, Any], *, on: date, organ: int | None = None) -> Facts:
    """What a paper of the day `on` is made from, checked and named by its digest; nothing is set yet.

    Raises `Incomplete` naming the fields, `NoTemplateOnDay`.
    """
    paper = templates[template]
    version = force.version_on(paper, on, organ)
    context = checked(paper, data)
    return Facts(paper, version, context, context_digest(paper, version, context))


def context_digest(paper: PaperTemplate, version: TemplateVersion, context: Context) -> str:
    """SHA-256 (hex) of the facts a paper was made from: canonical JSON of template, version and context."""
    whole: dict[str, Any] = {"template": paper.code, "version": version.number, "data": context.model_dump(mode="json")}
    if isinstance(version, LocalVersion):
        whole["wording"] = version.digest
    return hashlib.sha256(canonical.dumps(whole)).hexdigest()


def code_svg(text: str) -> str:
    """A QR code as SVG, without a frame of its own."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return str(made.to_svg(add_quiet_zones=False))


def _code_text(facts: Facts) -> str:
    """Where anybody may check the paper; its number and digest where the site has no public address, or it stays in the house."""
    if settings.SITE and facts.registered and not facts.template.inside:
        return f"{settings.SITE}/check/{facts.digest[:32]}"
    return f"{getattr(facts.context, 'number', facts.template.chinese)} {facts.digest[:32]}"


def _mark(mark: Mark | None) -> dict[str, str] | None:
    if mark is None:
        return None
    return {"kind": mark.kind.value, "note": mark.note, "on": chinese_day(mark.on) if mark.on else ""}


_IMPORT = re.compile(r'#import "([\w-]+\.typ)"')


def shared(version: TemplateVersion) -> dict[str, str]:
    """The wordings that forms of this folder share, by the name under which the national form imports them."""
    found: dict[str, str] = {}
    wanted = _IMPORT.findall(version.path.read_text("utf-8"))
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = (version.path.parent / name).read_text("utf-8")
            wanted += _IMPORT.findall(found[name])
    return found


def _local(facts: Facts, setting: Callable[[], Made]) -> Made:
    """What the sandbox makes. What the engine says may quote a fact of the case, so it is not passed on."""
    try:
        return setting()
    except sandbox.WordingFails:
        raise CannotPrint(
            say("The organ's own wording of “{paper}” cannot be set.", paper=say(facts.template.title)),
            say("Take it out of force on the page of forms; from then on the national form is used."),
        ) from None


def _stamp(at: datetime) -> int:
    return int(at.timestamp())


def _compile(version: TemplateVersion, inputs: dict[str, str], at: datetime, **options: Any) -> Any:
    try:
        return _compiler(version).compile(sys_inputs=inputs, timestamp=_stamp(at), **options)
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
