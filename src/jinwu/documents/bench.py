"""How fast papers are set, copied for editing and kept: `run()` measures with made-up facts and yields one figure a row.

Beside our own engine the same words are set by WeasyPrint and LibreOffice, where this machine has them: neither is needed to run.
"""

from __future__ import annotations

import html
import importlib
import importlib.util
import io
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
from docx import Document as open_docx

from . import spool
from .editable import docx
from .render import Facts, set_facts
from .samples import AT, sample
from .templates import LocalVersion, PageForm, PaperTemplate, TemplateVersion, templates
from .wordings import trial

_ON = date(2026, 11, 20)
#: The paper that is set by the others too: four pages of a decision.
_COMPARED = "penalty_decision"
_CSS = """@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "第" counter(page) "页　共" counter(pages) "页" } }
body { font: 15.75pt/28.95pt FangSong_GB2312, FangSong, "Noto Serif CJK SC", serif } p { margin: 0; text-indent: 2em; text-align: justify }
"""


def run(times: int = 100) -> Iterator[dict[str, Any]]:
    """Pages a second by one thread, warm: each form, all in turn, an organ's own wording; editable copies; files kept."""
    few = max(times // 10, 3)
    for paper in templates:
        yield _set(paper.key, _varied(paper, paper.on(_ON), few))
    in_turn = [
        one for group in zip(*(_varied(p, p.on(_ON), few, few) for p in templates), strict=True) for one in group
    ]
    yield _set("all forms in turn", in_turn)
    compared = templates[_COMPARED]
    national = compared.on(_ON)
    own = LocalVersion(national.number, _ON, national.file, text=national.source, digest="own")
    yield _set(f"{_COMPARED} in an organ's own wording", _varied(compared, own, times))
    yield _editable([paper for paper in templates if _goes_out(paper)], few)
    yield from _others(compared, times)
    body, stamp = set_facts(trial.example(compared, national), at=AT).pdf, time.time_ns()
    seconds = _timed(lambda i: spool.put(body + f"\n%{stamp}-{i}\n".encode()), times)
    yield {"what": "spool", "times": times, "files_per_second": round(times / seconds, 1)}


def _varied(paper: PaperTemplate, version: TemplateVersion, count: int, first: int = 0) -> list[Facts]:
    """Facts of which every word differs from one paper to the next, as cases do: the engine remembers what it has set."""
    whole = sample(paper).model_dump_json()
    made = []
    for i in range(first, first + count + 1):
        context = paper.context.model_validate_json(whole.replace("〕", f"{i}〕"))
        made.append(Facts(paper, version, context, f"{i:064d}"))
    return made


def _set(what: str, facts: list[Facts]) -> dict[str, Any]:
    """The first one warms up."""
    set_facts(facts[0], at=AT)
    start = time.perf_counter()
    pages = sum(set_facts(each, at=AT).pages for each in facts[1:])
    seconds = time.perf_counter() - start
    return _pages(what, len(facts) - 1, pages, seconds)


def _pages(what: str, times: int, pages: int, seconds: float) -> dict[str, Any]:
    return {
        "what": what, "times": times, "pages": pages, "pages_per_second": round(pages / seconds, 1),
        "ms_per_page": round(seconds * 1000 / pages, 2),
    }  # fmt: skip


def _goes_out(paper: PaperTemplate) -> bool:
    return not paper.inside and paper.form is PageForm.A4 and not paper.key.startswith("file_")


def _editable(papers: list[PaperTemplate], rounds: int) -> dict[str, Any]:
    took = []
    for paper in papers:
        first, *rest = _varied(paper, paper.on(_ON), rounds)
        docx(first)
        took += [_timed(lambda i, each=each: docx(each), 1) for each in rest]
    return {
        "what": "editable copies", "times": len(took), "forms": len(papers),
        "ms_per_copy": round(sum(took) * 1000 / len(took), 1),
        "p95_ms": round(sorted(took)[len(took) * 95 // 100] * 1000, 1), "max_ms": round(max(took) * 1000, 1),
    }  # fmt: skip


def _others(paper: PaperTemplate, times: int) -> Iterator[dict[str, Any]]:
    """The same words by other engines, in the same run."""
    facts = _varied(paper, paper.on(_ON), times, 1000)
    yield _set(f"{paper.key} by typst", facts)
    what, copies = f"{paper.key} by ", [docx(each) for each in facts[: max(times // 20, 2)]]
    if importlib.util.find_spec("weasyprint"):
        engine: Any = importlib.import_module("weasyprint")
        sheets = [_page(copy) for copy in copies]
        pages = sum(len(engine.HTML(string=each).render().pages) for each in sheets)
        seconds = _timed(lambda i: engine.HTML(string=sheets[i - 1]).write_pdf(), len(sheets))
        yield _pages(f"{what}WeasyPrint", len(sheets), pages, seconds)
    else:
        yield {"what": f"{what}WeasyPrint", "installed": False}
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        yield {"what": f"{what}LibreOffice", "installed": False}
        return
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{i}.docx") for i in range(len(copies))]
        for file, copy in zip(files, copies, strict=True):
            file.write_bytes(copy)
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                   "--outdir", folder]  # fmt: skip
        subprocess.run(
            [*command, str(files[0])], check=True, capture_output=True
        )  # the first time it writes its profile
        seconds = _timed(lambda i: subprocess.run([*command, *map(str, files)], check=True, capture_output=True), 1)
        pages = sum(len(pypdfium2.PdfDocument(file.with_suffix(".pdf"))) for file in files)
        yield _pages(f"{what}LibreOffice", len(files), pages, seconds)


def _page(copy: bytes) -> str:
    """The words of a copy as a page of the web."""
    said = "".join(f"<p>{html.escape(each.text)}</p>" for each in open_docx(io.BytesIO(copy)).paragraphs)
    return f"<!doctype html><html lang=zh><style>{_CSS}</style>{said}"


def _timed(work: Callable[[int], Any], times: int) -> float:
    start = time.perf_counter()
    for i in range(1, times + 1):
        work(i)
    return time.perf_counter() - start
