"""Address labels for the post (EMS): who sends, who receives, which papers lie in the envelope."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import typst
from pydantic import BaseModel, ConfigDict

from jinwu.documents.fonts import faces
from jinwu.documents.render import CannotPrint
from jinwu.law.messages import say

_SOURCE = Path(__file__).parent / "typst" / "labels.typ"


@dataclass(frozen=True)
class Label:
    """One envelope. `papers`: number and title of each paper in it."""

    name: str
    address: str
    phone: str
    sender: str
    papers: tuple[str, ...]


class LabelSheet(BaseModel):
    """The sheet that labels are printed on, in millimetres: a roll of single labels is a sheet of one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    width: float
    height: float
    columns: int
    rows: int
    margin_x: float
    margin_y: float


def labels(found: list[Label], sheet: LabelSheet, at: datetime) -> bytes:
    """The labels as PDF, in their order. Raises `CannotPrint`."""
    fonts = faces()
    data = {"labels": [asdict(each) for each in found], "sheet": sheet.model_dump()}
    inputs = {"data": json.dumps(data, ensure_ascii=False), "faces": json.dumps(fonts.roles, ensure_ascii=False)}
    compiler = typst.Compiler(str(_SOURCE), root=str(_SOURCE.parent), font_paths=fonts.fonts)
    try:
        made = compiler.compile(sys_inputs=inputs, timestamp=int(at.timestamp()), format="pdf")
    except typst.TypstError:
        raise CannotPrint(
            say("The labels could not be set."),
            say("Look for a character in names and addresses that is not ordinary text, such as a pictogram."),
        ) from None
    assert isinstance(made, bytes)
    return made
