"""Papers of a transfer to the police on suspicion of a crime (移送规定 6)."""

from __future__ import annotations

from datetime import date

from jinwu.kit.inputs import field
from jinwu.law.messages import N_

from ..papers_data import Blank, Line, OfficerShown, PartyShown
from .letters import Letter
from .parts import LONG, SHORT, Paper, Phrase, ProofShown, Sentences
from .sheets import Sheet


class Thing(Paper):
    """A line of the list of things involved (涉案物品清单)."""

    name: Line = field(N_("Thing"))
    kind: Blank = field(N_("Specification"), "")
    count: Line = field(N_("Quantity"))
    note: Blank = field(N_("Remark"), "")


class CrimeTransfer(Letter):
    """D81 涉嫌犯罪案件移送书, with the list of things and the receipt that the police sign (移送规定 6, 7)."""

    addressee: Line = field(N_("Police organ"))
    case: Phrase = field(N_("Name of the case"))
    crime: Phrase = field(N_("Crime suspected of"))
    parties: tuple[PartyShown, ...] = field(N_("Parties"), ())
    facts: Sentences = field(N_("Facts"), max_length=LONG)
    basis: Phrase = field(N_("Basis of the transfer"))
    materials: tuple[Line, ...] = field(N_("Materials handed over"), min_length=1)
    things: tuple[Thing, ...] = field(N_("Things involved"), ())
    officers: tuple[OfficerShown, ...] = field(N_("Special team"), min_length=2)
    received_by: Blank = field(N_("Received by"), "")


class CrimeReport(Sheet):
    """D81-2 涉嫌犯罪案件情况的调查报告 (移送规定 5): the special team to the principal head."""

    case: Phrase = field(N_("Name of the case"))
    crime: Phrase = field(N_("Crime suspected of"))
    began: date = field(N_("Special team named on"))
    parties: tuple[PartyShown, ...] = field(N_("Parties"), ())
    officers: tuple[OfficerShown, ...] = field(N_("Special team"), min_length=2)
    facts: Sentences = field(N_("Facts that were verified"), max_length=LONG)
    proofs: tuple[ProofShown, ...] = field(N_("Evidence"), ())
    evidence: Sentences = field(N_("Evidence for them"), max_length=LONG)
    proposal: Sentences = field(N_("Proposal of the team"), max_length=SHORT)
