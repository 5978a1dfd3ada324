"""What each paper holds, typed: the contexts of the templates. A room that issues a paper fills its context.

A context holds facts (dates, amounts, names as of the act); `shown()` turns them into the strings a template sets. A
missing or ill-formed field is refused by name before anything is rendered.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import cn2an
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, model_validator

from jinwu.kit.clock import ZONE
from jinwu.kit.inputs import field
from jinwu.law import money
from jinwu.law.messages import N_
from jinwu.law.parties import PartyKind

#: Marks that would reorder or hide the text around them.
_HIDDEN = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF)}


def _printable(value: Any) -> Any:
    """Text as it can be printed: one form of line end, no control characters, no marks that reorder text."""
    if not isinstance(value, str):
        return value
    kept = (
        char
        for char in value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        if char == "\n" or (unicodedata.category(char) not in ("Cc", "Cs") and char not in _HIDDEN)
    )
    return "".join(kept).strip()


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _some(value: str) -> str:
    if not value:
        raise ValueError("empty")
    return value


def _strokes(value: str) -> str:
    if value and not re.fullmatch(r"[MmLlHhVvCcSsQqTtAaZz0-9eE,.\s+-]{1,200000}", value):
        raise ValueError("not the path of a signature")
    return value


Line = Annotated[str, BeforeValidator(_printable), AfterValidator(_one_line), AfterValidator(_some)]
Blank = Annotated[str, BeforeValidator(_printable), AfterValidator(_one_line)]  # may be empty: struck out in print
Text = Annotated[str, BeforeValidator(_printable), AfterValidator(_some)]  # several paragraphs
Moment = Annotated[AwareDatetime, AfterValidator(lambda at: at.astimezone(ZONE))]
Yuan = Annotated[Decimal, AfterValidator(money.yuan)]
Strokes = Annotated[str, AfterValidator(_strokes)]  # SVG path data in a box of 300 × 100


class Context(BaseModel):
    """Base of every context and its parts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def shown(self) -> dict[str, Any]:
        """The strings that the template sets; the context of a paper says how."""
        return self.model_dump(mode="json")


class PartyShown(Context):
    """The party as of the act (当事人). What is not known stays empty and is struck out."""

    kind: PartyKind = field(N_("Kind of party"))
    name: Line = field(N_("Name of the party"))
    sex: Blank = field(N_("Sex"), "")
    id_number: Blank = field(N_("Identity number"), "")
    credit_code: Blank = field(N_("Unified social credit code"), "")
    operator: Blank = field(N_("Operator"), "")
    legal_rep: Blank = field(N_("Legal representative"), "")
    address: Blank = field(N_("Address"), "")
    phone: Blank = field(N_("Telephone"), "")

    @property
    def you(self) -> str:
        """How the decision addresses the party."""
        return "你单位" if self.kind is PartyKind.ORGANISATION else "你"

    def rows(self) -> list[dict[str, Any]]:
        """The lines of the party's identity for its kind: label, value, and whether it takes a line of its own."""
        name = "当事人姓名" if self.kind is PartyKind.PERSON else "当事人名称"
        lines: dict[PartyKind, list[tuple[str, str, bool]]] = {
            PartyKind.PERSON: [
                (name, self.name, False),
                ("性别", self.sex, False),
                ("身份证件号码", self.id_number, False),
                ("联系电话", self.phone, False),
                ("住址", self.address, True),
            ],
            PartyKind.SOLE_TRADER: [
                (name, self.name, True),
                ("统一社会信用代码", self.credit_code, True),
                ("经营者", self.operator, False),
                ("联系电话", self.phone, False),
                ("身份证件号码", self.id_number, True),
                ("经营场所", self.address, True),
            ],
            PartyKind.ORGANISATION: [
                (name, self.name, True),
                ("统一社会信用代码", self.credit_code, True),
                ("法定代表人", self.legal_rep, False),
                ("联系电话", self.phone, False),
                ("地址", self.address, True),
            ],
        }
        return [{"label": label, "value": value, "wide": wide} for label, value, wide in lines[self.kind]]


class OfficerShown(Context):
    """An enforcement officer as of the act. Without strokes the form leaves room for a signature by hand."""

    name: Line = field(N_("Name of the officer"))
    certificate_no: Line = field(N_("Certificate number"))
    signature: Strokes = field(N_("Signature"), "")


class Manner(StrEnum):
    """How a fine is paid."""

    BANK = "bank"
    ON_THE_SPOT = "on_the_spot"


class Payment(Context):
    """Term and place of payment; or why the fine is collected on the spot (APL 68, 69) and on which receipt (70)."""

    manner: Manner = field(N_("Manner of payment"))
    days: int = field(N_("Days to pay"), 15, ge=1)
    payee: Blank = field(N_("Bank or payment channel"), "")
    code: Blank = field(N_("Payment code"), "")
    ground: Blank = field(N_("Ground of collecting on the spot"), "")
    receipt_no: Blank = field(N_("Receipt number"), "")

    @model_validator(mode="after")
    def _complete(self) -> Payment:
        need = "payee" if self.manner is Manner.BANK else "ground"
        if not getattr(self, need):
            raise MissingPart(need)
        return self


class Correction(Context):
    """The correction clause (APL 28): at once, by a day, or why none is ordered. Exactly one of the three."""

    at_once: bool = field(N_("Correct at once"), False)
    by: date | None = field(N_("Correct by"), None)
    why_not: Blank = field(N_("Why no correction is ordered"), "")

    @model_validator(mode="after")
    def _one(self) -> Correction:
        if sum((self.at_once, self.by is not None, bool(self.why_not))) != 1:
            raise ValueError("exactly one of: at once, by a day, why not")
        return self


class RemediesShown(Context):
    """What the party may do against the decision, by the law of its date, and before whom."""

    reconsideration_first: bool = field(N_("Reconsideration before suit"))
    reconsideration_days: int = field(N_("Days to ask for reconsideration"), ge=1)
    reconsideration_organ: Line = field(N_("Reconsideration organ"))
    suit_months: int = field(N_("Months to sue directly"), ge=1)
    suit_days_after: int = field(N_("Days to sue after reconsideration"), ge=1)
    court: Line = field(N_("Court"))


class Receipt(Context):
    """How the decision was handed over: signed, or the refusal to sign noted (APL 52)."""

    at: Moment = field(N_("Time of handing over"))
    refused: bool = field(N_("Refused to sign"), False)
    note: Blank = field(N_("Note of refusal"), "")
    signature: Strokes = field(N_("Signature of the party"), "")

    @model_validator(mode="after")
    def _noted(self) -> Receipt:
        if self.refused and not self.note:
            raise MissingPart("note")
        return self


class MissingPart(ValueError):
    """A field that the others make necessary; its name is the argument."""


class OnTheSpotDecision(Context):
    """D49 当场行政处罚决定书 (APL 52): the sheet and the 80 mm receipt form print the same context."""

    organ: Line = field(N_("Organ"))
    number: Line = field(N_("Document number"))
    party: PartyShown = field(N_("Party"))
    act: Line = field(N_("Unlawful act"))
    act_at: Moment = field(N_("Time of the act"))
    place: Line = field(N_("Place of the act"))
    facts: Text = field(N_("Facts and evidence"), max_length=6000)
    rule: Line = field(N_("Provision violated"))
    basis: Line = field(N_("Basis of the penalty"))
    discretion: Blank = field(N_("Discretion"), "")
    warning: bool = field(N_("Warning"), False)
    fine: Yuan | None = field(N_("Fine"), None, gt=0)
    statement: Blank = field(N_("Statement and defence"), "")  # empty: the party made none
    statement_answer: Blank = field(N_("Result of the re-check"), "")
    correction: Correction = field(N_("Correction"))
    payment: Payment | None = field(N_("Payment"), None)
    remedies: RemediesShown = field(N_("Remedies"))
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2, max_length=2)
    decided_at: Moment = field(N_("Time of the decision"))
    decided_place: Line = field(N_("Place of the decision"))
    contact: Blank = field(N_("Contact of the organ"), "")
    received: Receipt | None = field(N_("Receipt by the party"), None)

    @model_validator(mode="after")
    def _whole(self) -> OnTheSpotDecision:
        if not self.warning and self.fine is None:
            raise MissingPart("fine")
        if self.fine is not None and self.payment is None:
            raise MissingPart("payment")
        if self.statement and not self.statement_answer:
            raise MissingPart("statement_answer")
        return self

    def shown(self) -> dict[str, Any]:
        """The strings that the template sets."""
        day = self.decided_at.date()
        return {
            "organ": self.organ,
            "number": self.number,
            "rows": self.party.rows(),
            "you": self.party.you,
            "act": self.act,
            "act_at": moment(self.act_at),
            "place": self.place,
            "facts": self.facts,
            "rule": self.rule,
            "basis": self.basis,
            "discretion": self.discretion,
            "warning": self.warning,
            "fine": amount(self.fine),
            "statement": sentence(self.statement),
            "statement_answer": sentence(self.statement_answer),
            "correction": _correction(self.correction),
            "payment": _payment(self.payment, day) if self.fine and self.payment else None,
            "remedies": _remedies(self.remedies),
            "officers": [_officer(each) for each in self.officers],
            "decided_at": moment(self.decided_at),
            "decided_on": chinese_day(day),
            "decided_place": self.decided_place,
            "contact": self.contact,
            "received": _received(self.received),
        }


class OnTheSpotFiling(Context):
    """The record-filing form of an on-the-spot penalty (当场行政处罚备案表, APL 52 ¶3): internal, for the organ."""

    organ: Line = field(N_("Organ"))
    unit: Line = field(N_("Unit"))
    number: Line = field(N_("Document number"))
    party: PartyShown = field(N_("Party"))
    act: Line = field(N_("Unlawful act"))
    act_at: Moment = field(N_("Time of the act"))
    place: Line = field(N_("Place of the act"))
    facts: Text = field(N_("Facts and evidence"), max_length=6000)
    rule: Line = field(N_("Provision violated"))
    basis: Line = field(N_("Basis of the penalty"))
    warning: bool = field(N_("Warning"), False)
    fine: Yuan | None = field(N_("Fine"), None, gt=0)
    statement: Blank = field(N_("Statement and defence"), "")
    statement_answer: Blank = field(N_("Result of the re-check"), "")
    officers: tuple[OfficerShown, ...] = field(N_("Officers"), min_length=2, max_length=2)
    decided_at: Moment = field(N_("Time of the decision"))
    served: Line = field(N_("Service"))
    collected: Blank = field(N_("Collection on the spot"), "")
    filed_at: Moment = field(N_("Time of filing"))
    due: date | None = field(N_("To be filed by"), None)
    late_reason: Blank = field(N_("Why it was filed late"), "")
    opinion: Blank = field(N_("Opinion of the unit"), "")
    note: Blank = field(N_("Note"), "")

    def shown(self) -> dict[str, Any]:
        """The strings that the template sets."""
        return {
            "organ": self.organ,
            "unit": self.unit,
            "number": self.number,
            "rows": self.party.rows(),
            "act": self.act,
            "act_at": moment(self.act_at),
            "place": self.place,
            "facts": self.facts,
            "rule": self.rule,
            "basis": self.basis,
            "warning": self.warning,
            "fine": amount(self.fine),
            "statement": sentence(self.statement),
            "statement_answer": sentence(self.statement_answer),
            "officers": [_officer(each) for each in self.officers],
            "decided_at": moment(self.decided_at),
            "served": self.served,
            "collected": self.collected,
            "filed_at": moment(self.filed_at),
            "due": chinese_day(self.due) if self.due else "",
            "late_reason": self.late_reason,
            "opinion": self.opinion,
            "note": self.note,
        }


def chinese_day(day: date) -> str:
    """2023年5月10日, in figures, as GB/T 9704 dates a document."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment(at: datetime) -> str:
    """2023年5月10日9时05分, in the country's time."""
    local = at.astimezone(ZONE)
    return f"{chinese_day(local.date())}{local.hour}时{local.minute:02d}分"


def sentence(text: str) -> str:
    """The text with its full stop; empty stays empty."""
    return text if not text or text[-1] in "。！？…”）" else f"{text}。"


def amount(value: Decimal | None) -> dict[str, str] | None:
    """A sum in words and in figures: 壹佰元整, 100.00."""
    if value is None:
        return None
    return {"words": money.words(value), "figures": format(money.yuan(value), ",.2f")}


def count(number: int) -> str:
    """A count in Chinese figures, as statutes write it: 15 → 十五."""
    return cn2an.an2cn(number).removeprefix("一") if 10 <= number < 20 else cn2an.an2cn(number)


def _percent(rate: Decimal) -> str:
    return f"百分之{cn2an.an2cn(format((rate * 100).normalize(), 'f'))}"


def _officer(officer: OfficerShown) -> dict[str, str]:
    return officer.model_dump()


def _correction(correction: Correction) -> dict[str, Any]:
    return {
        "at_once": correction.at_once,
        "by": chinese_day(correction.by) if correction.by else "",
        "why_not": correction.why_not,
    }


def _payment(payment: Payment, day: date) -> dict[str, Any]:
    rate = money.SURCHARGE_RATE.on(day).value
    return {
        "bank": payment.manner is Manner.BANK,
        "days": count(payment.days),
        "payee": payment.payee,
        "code": payment.code,
        "ground": payment.ground,
        "receipt_no": payment.receipt_no,
        "rate": _percent(rate),
    }


def _remedies(remedies: RemediesShown) -> dict[str, Any]:
    return {
        "first": remedies.reconsideration_first,
        "days": count(remedies.reconsideration_days),
        "organ": remedies.reconsideration_organ,
        "months": count(remedies.suit_months),
        "days_after": count(remedies.suit_days_after),
        "court": remedies.court,
    }


def _received(receipt: Receipt | None) -> dict[str, Any] | None:
    if receipt is None:
        return None
    return {
        "at": moment(receipt.at),
        "refused": receipt.refused,
        "note": receipt.note,
        "signature": receipt.signature,
    }
