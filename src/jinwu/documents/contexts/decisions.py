"""Decisions and what follows from them: penalty, no penalty, revocation, payment in parts, demand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import model_validator

from jinwu.kit.inputs import field
from jinwu.law.messages import N_

from ..papers_data import (
    Blank,
    Correction,
    Line,
    MissingPart,
    PartyShown,
    RemediesShown,
    Yuan,
    _correction,
    _percent,
    amount,
)
from .letters import Letter
from .parts import LONG, SHORT, Finding, Instalment, Paper, PenaltyShown, Phrase, ProofShown, Remark, Sentences, total


class Told(Paper):
    """What the party was told before the decision, what he answered, and whether he was heard (APL 44, 45, 63, 65)."""

    number: Line = field(N_("Number of the notice"))
    served_on: date = field(N_("Notice served on"))
    hearing_right: bool = field(N_("Right to a hearing"), False)
    reply: Line = field(N_("How the party used the right to state"))  # stated, waived, lapsed
    statement: Remark = field(N_("Statement and defence"), "", max_length=LONG)
    answer: Remark = field(N_("Result of the re-check"), "", max_length=LONG)
    hearing: Blank = field(
        N_("What became of the hearing"), ""
    )  # held, terminated, withdrawn, declined, waived, lapsed
    heard_on: date | None = field(N_("Heard on"), None)

    @model_validator(mode="after")
    def _answered(self) -> Told:
        if self.reply == "stated":
            for need in ("statement", "answer"):
                if not getattr(self, need):
                    raise MissingPart(need)
        if self.hearing in ("held", "terminated") and self.heard_on is None:
            raise MissingPart("heard_on")
        return self


class PaymentTerm(Paper):
    """Until when, where and in which parts a fine is paid, and what is added if it is late (FINES 7; APL 66, 67, 72)."""

    days: int = field(N_("Days to pay"), ge=1)
    payee: Line = field(N_("Bank or payment channel"))
    address: Blank = field(N_("Address of the bank"), "")
    code: Blank = field(N_("Payment code"), "")
    instalments: tuple[Instalment, ...] = field(N_("Instalments"), ())
    surcharge: Decimal | None = field(N_("Daily surcharge"), None, gt=0, lt=1)  # none: not stated, never added

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"surcharge": _percent(self.surcharge) if self.surcharge else ""}


class PenaltyDecision(Letter):
    """D47 行政处罚决定书 (APL 59)."""

    party: PartyShown = field(N_("Party"))
    filed_on: date | None = field(N_("Filed on"), None)
    findings: tuple[Finding, ...] = field(N_("Violations found"), min_length=1)
    evidence: tuple[ProofShown, ...] = field(N_("Evidence"), min_length=1)
    told: Told = field(N_("Prior notice"))
    circumstances: Remark = field(N_("Circumstances weighed"), "", max_length=SHORT)
    penalties: tuple[PenaltyShown, ...] = field(N_("Penalty"), min_length=1)
    correction: Correction = field(N_("Correction"))
    payment: PaymentTerm | None = field(N_("Payment"), None)
    performance: Remark = field(N_("Manner and term of performance"), "", max_length=SHORT)
    remedies: RemediesShown = field(N_("Remedies"))

    @property
    def fine(self) -> Decimal:
        """What is to be paid into the bank: fines and confiscated gains."""
        return sum((each.amount for each in self.penalties if each.amount is not None), Decimal(0))

    @model_validator(mode="after")
    def _whole(self) -> PenaltyDecision:
        if self.fine and self.payment is None:
            raise MissingPart("payment")
        if not self.fine and not self.performance and any(each.detail for each in self.penalties):
            raise MissingPart("performance")
        parts = self.payment.instalments if self.payment else ()
        if parts and sum(each.amount for each in parts) != self.fine:
            raise ValueError("the instalments do not add up to the sum")
        return self

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"correction": _correction(self.correction), "total": total(self.penalties)}


class NoPenaltyDecision(Letter):
    """D48 不予行政处罚决定书 (APL 33, 57): why none is given, and that the party was educated."""

    party: PartyShown = field(N_("Party"))
    filed_on: date | None = field(N_("Filed on"), None)
    findings: tuple[Finding, ...] = field(N_("Violations found"), min_length=1)
    established: bool = field(N_("Facts established"), True)  # false: APL 57(3), the facts do not stand
    evidence: tuple[ProofShown, ...] = field(N_("Evidence"), ())
    ground: Sentences = field(N_("Ground of no penalty"), max_length=SHORT)
    basis: Phrase = field(N_("Basis of no penalty"))
    correction: Correction | None = field(N_("Correction"), None)
    education: Remark = field(N_("Education"), "", max_length=SHORT)
    remedies: RemediesShown = field(N_("Remedies"))

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"correction": _correction(self.correction) if self.correction else None}


class RevocationDecision(Letter):
    """D51 撤销行政处罚决定书: which decision, why, by which rule, and what becomes of what was paid."""

    party: PartyShown = field(N_("Party"))
    revoked: Line = field(N_("Number of the decision"))
    revoked_on: date = field(N_("Date of the decision"))
    ground: Sentences = field(N_("Ground of revocation"), max_length=SHORT)
    basis: Phrase = field(N_("Basis of revocation"))
    refund: Yuan | None = field(N_("Refund"), None, gt=0)
    sequel: Remark = field(N_("What follows"), "", max_length=SHORT)
    remedies: RemediesShown = field(N_("Remedies"))


class ChangedDecision(Letter):
    """D51 变更行政处罚决定书: which decision, what it said, what stands instead, and what becomes of what was paid."""

    party: PartyShown = field(N_("Party"))
    changed: Line = field(N_("Number of the decision"))
    changed_on: date = field(N_("Date of the decision"))
    ground: Sentences = field(N_("Ground of the change"), max_length=SHORT)
    basis: Phrase = field(N_("Basis of the change"))
    before: tuple[PenaltyShown, ...] = field(N_("Penalty before the change"), min_length=1)
    penalties: tuple[PenaltyShown, ...] = field(N_("Penalty after the change"), min_length=1)
    credited: Yuan | None = field(N_("Paid before the change"), None, gt=0)
    payment: PaymentTerm | None = field(N_("Payment"), None)
    owed: Yuan | None = field(N_("Still to be paid"), None, gt=0)
    refund: Yuan | None = field(N_("Refund"), None, gt=0)
    performance: Remark = field(N_("Manner and term of performance"), "", max_length=SHORT)
    remedies: RemediesShown = field(N_("Remedies"))

    @model_validator(mode="after")
    def _paid_how(self) -> ChangedDecision:
        if self.owed and self.payment is None:
            raise MissingPart("payment")
        return self

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"total": total(self.penalties)}


class InstalmentApproval(Letter):
    """D62 延期（分期）缴纳罚款通知书 (APL 66): the new term, or the parts with their days."""

    party: PartyShown = field(N_("Party"))
    decision: Line = field(N_("Number of the decision"))
    decided_on: date = field(N_("Date of the decision"))
    amount: Yuan = field(N_("Amount"), gt=0)
    requested_on: date | None = field(N_("Asked for on"), None)
    reason: Phrase = field(N_("Reason of the request"))
    instalments: tuple[Instalment, ...] = field(N_("Instalments"), min_length=1)  # one part: a deferral
    payee: Line = field(N_("Bank or payment channel"))

    @model_validator(mode="after")
    def _adds_up(self) -> InstalmentApproval:
        if sum(each.amount for each in self.instalments) != self.amount:
            raise ValueError("the instalments do not add up to the sum")
        return self


class DemandNotice(Letter):
    """D63 履行行政决定催告书 (ACL 35, 54): what is still owed, by when, how, and the right to state and defend."""

    party: PartyShown = field(N_("Party"))
    decision: Line = field(N_("Number of the decision"))
    decided_on: date = field(N_("Date of the decision"))
    served_on: date | None = field(N_("Decision served on"), None)
    duty: Phrase = field(N_("Duty to be performed"))
    fine: Yuan | None = field(N_("Fine owed"), None, gt=0)
    confiscation: Yuan | None = field(N_("Confiscated money owed"), None, gt=0)
    surcharge: Yuan | None = field(N_("Surcharge owed"), None, gt=0)
    counted_on: date | None = field(N_("Surcharge counted until"), None)
    days: int = field(N_("Days to perform"), ge=1)
    payee: Blank = field(N_("Bank or payment channel"), "")
    basis: Phrase = field(N_("Basis of the demand"))

    @model_validator(mode="after")
    def _counted(self) -> DemandNotice:
        if self.surcharge and self.counted_on is None:
            raise MissingPart("counted_on")
        if self.owed and not self.payee:
            raise MissingPart("payee")
        return self

    @property
    def owed(self) -> Decimal:
        """What is to be paid in all."""
        return sum((each for each in (self.fine, self.confiscation, self.surcharge) if each), Decimal(0))

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"total": amount(self.owed) if self.owed else None}
