"""Letters beside the road: a party or a witness is called in to an inquiry (询问通知, APL 55 ¶2), another organ is asked to
help (协助调查, APL 26) or advised of what a case has shown (执法建议, APL 6), the organ above is asked which of two is competent
(指定管辖, APL 25)."""

from __future__ import annotations

from datetime import date

from jinwu.kit.inputs import Personal, Widget, field
from jinwu.law.citations import APL
from jinwu.law.messages import N_, say
from jinwu.law.roles import Role
from jinwu.law.vocabulary import Actor, Finding, block
from jinwu.matters.context import Context
from jinwu.matters.inputs import ActInput

from ..inputs import Moment
from .clue import HEADS
from .investigation import known_party, same
from .stages import AFTER_SERVICE, BEFORE_DECISION, DECIDED, INVESTIGATING, ordinary


class CallIn(ActInput):
    """A person is called in to be asked (D13)."""

    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    person: str = field(
        N_("Person called in"), "", personal=Personal.NAME, max_length=60, help=N_("Empty: the party itself.")
    )
    on: Moment = field(N_("Time of the inquiry"))
    place: str = field(N_("Place of the inquiry"), min_length=2, max_length=200)
    materials: str = field(N_("Materials to bring"), "", widget=Widget.AREA, max_length=2000, help=N_("One a line."))


class AskHelp(ActInput):
    """Another organ is asked for something within its powers (D19)."""

    organ: str = field(N_("Organ asked"), min_length=2, max_length=100)
    asked: str = field(N_("What is asked for"), widget=Widget.AREA, min_length=4, max_length=3000)
    due: date | None = field(N_("Answer wanted by"), None)


class Advise(ActInput):
    """An organ or organisation is advised to mend what a case has shown (D82); it binds nobody."""

    organ: str = field(N_("Organ or organisation advised"), min_length=2, max_length=100)
    found: str = field(N_("What the case has shown"), widget=Widget.AREA, min_length=4, max_length=3000)
    advice: str = field(N_("What is advised"), widget=Widget.AREA, min_length=4, max_length=3000)
    due: date | None = field(N_("Answer wanted by"), None)


class AskDesignation(ActInput):
    """The organ above both is asked which one is competent (D07)."""

    above: str = field(N_("Organ above both"), min_length=2, max_length=100)
    other: str = field(N_("The other organ"), min_length=2, max_length=100)
    dispute: str = field(N_("What is disputed, and what was agreed on before"), widget=Widget.AREA, min_length=4,
                         max_length=3000)  # fmt: skip
    opinion: str = field(N_("Own opinion"), widget=Widget.AREA, min_length=4, max_length=2000)


@block("called_for_later", N_("Time of the inquiry"), APL(55))
def called_for_later(ctx: Context) -> Finding | None:
    if ctx.data.on > ctx.at:
        return None
    return Finding(say("The inquiry would be before the notice of it."),
                   say("Name a later time; an inquiry that was held is recorded as such."), field="on")  # fmt: skip


@block("answer_later", N_("Day of the answer"), APL(26))
def answer_later(ctx: Context) -> Finding | None:
    if ctx.data.due is None or ctx.data.due >= ctx.day:
        return None
    return Finding(say("The answer would be due before it is asked for."), say("Enter a later day."), field="due")


ordinary.step(
    "call_in", N_("Call in to an inquiry"), stage=(INVESTIGATING, None), by=Role.OFFICER, actor=Actor.TWO_OFFICERS, input=CallIn,
    effect=same, blocks=[known_party, called_for_later], papers=["inquiry_notice"], basis=[APL(55), APL(42)], side=True,
    help=N_("A numbered notice: when and where to come, and what to bring."),
)  # fmt: skip
ordinary.step(
    "ask_help", N_("Ask another organ for help"), stage=(INVESTIGATING, None), by=Role.OFFICER, actor=Actor.TWO_OFFICERS,
    input=AskHelp, effect=same, blocks=[answer_later], papers=["help_letter"], basis=[APL(26)], side=True,
    help=N_("For what lies within its powers; its answer comes to the evidence list."),
)  # fmt: skip
ordinary.step(
    "advise", N_("Advise an organ or organisation"), stage=((*BEFORE_DECISION, DECIDED, *AFTER_SERVICE), None), by=HEADS, input=Advise, effect=same, blocks=[answer_later],
    papers=["advice_letter"], basis=[APL(6)], side=True,
    help=N_("A letter on gaps in management that the case has shown. It binds nobody and replaces no decision."),
)  # fmt: skip
ordinary.step(
    "ask_designation", N_("Ask for a designation of jurisdiction"), stage=(BEFORE_DECISION, None), by=HEADS, input=AskDesignation, effect=same,
    papers=["designation_request"], basis=[APL(25)], side=True,
    help=N_("Where two organs are competent and do not agree. What is designated is recorded by passing the case on, or by a note."),
)  # fmt: skip
