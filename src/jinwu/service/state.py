"""Service (送达): a document, an addressee, an attempt. Pure."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from jinwu.law.messages import N_
from jinwu.matters.state import Frozen


class Method(StrEnum):
    """How a document is handed over. On the spot it is signed for on the decision itself, or the refusal is noted."""

    SIGNED = "signed"  # 当场签收
    REFUSED = "refused"  # 拒绝签收，注明


METHOD_LABELS = {"signed": N_("Signed for"), "refused": N_("Refused to sign")}


class Service(Frozen):
    """One attempt. `served` False: failed, to be tried again."""

    key: str
    paper: str
    addressee: str
    attempt: int
    method: Method
    at: datetime
    served: bool = True
    note: str = ""
    recorder: str = ""
    signature: str = ""  # digest of the strokes on the glass
    entry: int = 0
