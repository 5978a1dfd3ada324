"""Service (送达): a document, an addressee, an attempt. Pure."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from jinwu.law.messages import N_
from jinwu.matters.state import Frozen


class Method(StrEnum):
    """How a document is handed over (CPL 88–95). On the spot it is signed for on the decision itself, or the refusal is noted."""

    SIGNED = "signed"  # 当场签收
    REFUSED = "refused"  # 拒绝签收，注明
    DIRECT = "direct"  # 直接送达
    LEFT = "left"  # 留置送达
    ENTRUSTED = "entrusted"  # 委托送达
    MAIL = "mail"  # 邮寄送达
    FORWARDED = "forwarded"  # 转交送达
    ELECTRONIC = "electronic"  # 电子送达
    ANNOUNCEMENT = "announcement"  # 公告送达


METHODS = {
    "signed": N_("Signed for"), "refused": N_("Refused to sign"), "direct": N_("Direct service"), "left": N_("Left behind"),
    "entrusted": N_("Entrusted service"), "mail": N_("By mail"), "forwarded": N_("Forwarded by the unit"),
    "electronic": N_("Electronic service"), "announcement": N_("By announcement"),
}  # fmt: skip
#: The two ways on the spot.
METHOD_LABELS = {key: METHODS[key] for key in ("signed", "refused")}


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
    shown: str = ""  # digest of the bytes under which they were set
    entry: int = 0
