"""What the steps of a hearing ask for (APL 63–65)."""

from __future__ import annotations

from typing import Literal

from jinwu.kit.inputs import Part, Personal, Widget, field
from jinwu.law.messages import N_
from jinwu.matters.inputs import ActInput

from ...inputs import Moment

MANNERS = {"written": N_("In writing"), "oral": N_("Orally, noted down"), "post": N_("By post")}
DECLINED = {
    "late": N_("Asked for after the five working days"), "no_right": N_("The intended penalty gives no right to a hearing"),
    "not_entitled": N_("Who asks is not the party"),
}  # fmt: skip
CLOSED = {
    "state_secret": N_("State secrets"), "trade_secret": N_("Trade secrets"), "privacy": N_("Personal privacy"),
}  # fmt: skip
POSTPONED = {
    "party_asked": N_("The party asked for it"), "presider": N_("The presider is recused or prevented"),
    "evidence": N_("New evidence or a witness is to be called"), "organ": N_("Another ground of the organ"),
}  # fmt: skip
NOTIFIED = {
    "handed": N_("Handed over and signed for"), "left": N_("Left there, refusal noted"), "mail": N_("By mail"),
    "electronic": N_("Electronically, with consent"), "public_notice": N_("By public notice"), "apart": N_("Its service is recorded apart"),
}  # fmt: skip
TERMINATED = {
    "absent": N_("Stayed away without a good reason"), "left": N_("Left the hearing without leave"),
}  # fmt: skip
ADVICE = {
    "uphold": N_("Decide as intended"), "change": N_("Change the intended penalty"), "no_penalty": N_("No penalty"),
    "investigate": N_("Investigate further"),
}  # fmt: skip


class RequestHearing(ActInput):
    """A party asks for a hearing; a late request is received too."""

    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    manner: Literal["written", "oral", "post"] = field(N_("How it was asked for"), labels=MANNERS)
    posted_at: Moment | None = field(
        N_("Handed in at the post office"), None, help=N_("By the postmark; posted in time is in time.")
    )
    reason: str = field(
        N_("Reason given"), "", widget=Widget.AREA, personal=Personal.STATEMENT, max_length=3000,
        help=N_("No reason need be given."),
    )  # fmt: skip


class OnHearing(ActInput):
    """Base of the steps on one hearing."""

    hearing: str = field(N_("Hearing"), choices="hearings", widget=Widget.SELECT, max_length=10)


class DeclineHearing(OnHearing):
    """A request is declined, and the party is told why."""

    ground: Literal["late", "no_right", "not_entitled"] = field(
        N_("Ground for declining"), labels=DECLINED, widget=Widget.CHOICE
    )
    reason: str = field(N_("Reasons told to the party"), widget=Widget.AREA, min_length=4, max_length=1000)
    told: bool = field(N_("The party was told"), False)


class AcceptHearing(ActInput):
    """A hearing will be held; several requests may be heard together."""

    hearings: list[str] = field(
        N_("Requests heard together"), choices="hearings", widget=Widget.CHOICE, min_length=1, max_length=20
    )


class ScheduleHearing(OnHearing):
    """Day, place, presider."""

    on: Moment = field(N_("Day and hour of the hearing"))
    place: str = field(N_("Place of the hearing"), min_length=2, max_length=200)
    open_to_public: bool = field(N_("Open to the public"), True)
    closed_for: Literal["state_secret", "trade_secret", "privacy"] | None = field(
        N_("Ground for closing it"), None, labels=CLOSED, widget=Widget.CHOICE, help=N_("Only where it is not public.")
    )
    presider: int = field(N_("Presider"), choices="hearing_staff", widget=Widget.SELECT)
    recorder: int = field(N_("Keeper of the record"), choices="hearing_staff", widget=Widget.SELECT)


class NotifyHearing(OnHearing):
    """The notice of the hearing goes to one party (D45)."""

    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    method: Literal["handed", "left", "mail", "electronic", "public_notice", "apart"] = field(
        N_("How it was notified"), labels=NOTIFIED, widget=Widget.SELECT
    )


class PostponeHearing(OnHearing):
    """The hearing is put off; without a new day it is scheduled anew."""

    ground: Literal["party_asked", "presider", "evidence", "organ"] = field(
        N_("Ground for postponing"), labels=POSTPONED, widget=Widget.CHOICE
    )
    reason: str = field(N_("Why it is postponed"), widget=Widget.AREA, min_length=2, max_length=500)


class RecusePresider(OnHearing):
    """A party holds the presider for biased, or he withdraws himself; the organ decides."""

    asked_by: Literal["party", "self"] = field(
        N_("Asked for by"), labels={"party": N_("A party"), "self": N_("The presider himself")}
    )
    reason: str = field(N_("Direct interest alleged"), widget=Widget.AREA, min_length=2, max_length=1000)
    granted: bool = field(N_("Granted"), False)
    presider: int | None = field(N_("New presider"), None, choices="hearing_staff", widget=Widget.SELECT)


class Agent(Part):
    """Who speaks for a party, with a power of attorney."""

    party: str = field(N_("For the party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    name: str = field(N_("Name of the agent"), personal=Personal.NAME, min_length=1, max_length=60)
    power: bool = field(N_("Power of attorney handed in"), False)


class HoldHearing(OnHearing):
    """The hearing as it was held (D65)."""

    began: Moment = field(N_("Hearing began"))
    ended: Moment = field(N_("Hearing ended"))
    present: list[str] = field(
        N_("Parties present or represented"), choices="case_parties", widget=Widget.CHOICE, min_length=1, max_length=20
    )
    agents: list[Agent] = field(N_("Agents"), [], max_length=20)
    investigators: list[int] = field(
        N_("Investigators present"), choices="investigators", widget=Widget.CHOICE, min_length=1, max_length=20
    )
    proposal: str = field(
        N_("Facts, evidence and penalty proposed by the investigators"),
        widget=Widget.AREA,
        min_length=4,
        max_length=6000,
    )
    defence: str = field(
        N_("Defence and questioning of the evidence"),
        "",
        widget=Widget.AREA,
        personal=Personal.STATEMENT,
        max_length=6000,
    )
    record: str = field(
        N_("Record of the hearing"), widget=Widget.AREA, personal=Personal.STATEMENT, min_length=4, max_length=20000
    )
    signed: Literal["signed", "refused"] = field(
        N_("Record read and signed"), labels={"signed": N_("Signed or sealed"), "refused": N_("Refused, noted")}
    )
    note: str = field(N_("Presider's note of the refusal"), "", max_length=500)
    recording: str = field(
        N_("Recording of the course"),
        "",
        max_length=60,
        help=N_("Serial number of the recorder that was on from opening to close."),
    )


class TerminateHearing(OnHearing):
    """Every party stayed away or left: the right counts as renounced."""

    ground: Literal["absent", "left"] = field(N_("What happened at the hearing"), labels=TERMINATED)
    facts: str = field(N_("How it was established"), widget=Widget.AREA, min_length=4, max_length=1000)


class WithdrawHearing(OnHearing):
    """A party takes its request back."""

    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    reason: str = field(N_("How it was withdrawn"), "", max_length=500)


class ReportHearing(OnHearing):
    """The presider reports on the hearing; the decision follows the record (APL 65)."""

    advice: Literal["uphold", "change", "no_penalty", "investigate"] = field(
        N_("Advice"), labels=ADVICE, widget=Widget.CHOICE
    )
    opinion: str = field(N_("Opinion of the presider"), widget=Widget.AREA, min_length=4, max_length=6000)
