"""The state of an ordinary case: what its chapters add to `CaseState`. Pure."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from jinwu.matters.state import Frozen

from ..state import CaseState, Compared, Decision, Notice, Violation


class Clue(Frozen):
    """How the bureau came to know. The reporter's name and telephone are personal and never printed."""

    source: str  # patrol, inspection, complaint, …
    text: str | None = ""
    received_at: datetime
    reporter: str | None = ""
    reporter_phone: str | None = ""
    reporter_told: datetime | None = None
    sender: str = ""  # the organ that transferred it or handed it down
    outcome: str = ""  # filed, declined, transferred
    reason: str = ""
    checked_at: datetime | None = None
    finding: str | None = ""


class Proof(Frozen):
    """One item of the evidence list (APL 46): its kind, where it comes from, which violation it proves, and what."""

    key: str
    kind: str  # documentary, physical, audiovisual, electronic, testimony, statement, appraisal, scene
    title: str
    proves: str | None = ""
    violation: str = ""  # key; empty: the whole case
    source: str = ""
    sha256: str = ""
    at: datetime
    by: str = ""
    verified: bool = True
    entry: int = 0


class Order(Frozen):
    """An order to correct (APL 28): what, by when, and what the re-checks found."""

    key: str
    party: str
    kind: str  # at_once, by_day, stop_act, stop_work, clear
    requirement: str | None = ""
    due: date | None = None
    at: datetime
    outcome: str = ""  # corrected, partly, not_corrected, object_gone; moved: it goes on in the case split off
    checked_at: datetime | None = None
    note: str | None = ""


class Preservation(Frozen):
    """Evidence registered and preserved (APL 56): seven working days, then an outcome."""

    key: str
    party: str
    items: str | None = ""
    in_place: bool = True
    at: datetime
    outcome: str = ""  # returned, recorded, tested, seized, transferred, lapsed
    ended_at: datetime | None = None


class Sample(Frozen):
    """A sample drawn and sealed (APL 56): of what, how much of how much, under which number."""

    key: str
    party: str
    name: str
    kind: str = ""
    drawn_from: str
    drawn: str
    code: str
    at: datetime


class Appraisal(Frozen):
    """A test or appraisal that pauses the ninety days between its commission and its result."""

    key: str
    kind: str  # test, inspection, appraisal, valuation
    by: str
    question: str = ""
    since: datetime
    until: datetime | None = None
    result: str | None = ""
    amount: Decimal | None = None


class Review(Frozen):
    """A legal review (APL 58): eight points and a conclusion; it stays on file where it is overruled."""

    key: str
    at: datetime
    reviewer: int
    name: str
    conclusion: str  # agreed, return, change, unlawful_procedure, not_agreed, transfer
    points: tuple[tuple[str, bool], ...] = ()
    opinion: str = ""
    after: str = ""  # "": before the notice; hearing, changed: the second one
    overruled: bool = False


class PartyNotice(Notice):
    """A notice of one party: when it was served, and how the party used its rights."""

    paper: str = ""
    hearing_right: bool = False
    served_at: datetime | None = None
    reply: str = ""  # stated, waived, lapsed
    replied_at: datetime | None = None
    hearing: str = ""  # requested, declined, waived, lapsed
    outcome_kinds: tuple[str, ...] = ()
    lines: tuple[tuple[str, str, str | None, str], ...] = ()  # violation, kind, amount, tier
    compared: tuple[Compared, ...] = ()
    apart: str = ""  # why a fine stands apart from those of like cases


class Hearing(Frozen):
    """A hearing (APL 63–65); `parties` asked for it."""

    key: str
    parties: tuple[str, ...]
    requested_at: datetime
    #: requested, accepted, scheduled, postponed (no new day yet), held; ended: reported, terminated, withdrawn, declined,
    #: joined (heard together with another request)
    status: str = "requested"
    late: bool = False
    on: datetime | None = None
    place: str = ""
    open_to_public: bool = True
    why_closed: str = ""
    presider: int | None = None
    presider_name: str = ""
    recorder_name: str = ""
    notified_at: datetime | None = None
    postponed: int = 0
    began_at: datetime | None = None
    ended_at: datetime | None = None
    present: tuple[str, ...] = ()
    agents: tuple[tuple[str, str], ...] = ()  # party key, name of the agent
    record: str | None = ""
    signed: str = ""  # signed, refused (the presider's note)
    opinion: str = ""
    ended_why: str = ""
    manner: str = ""  # of the request: written, oral, post
    recorder: int | None = None
    scheduled: int = 0  # the entry that set the day; notices of it come after
    notified: tuple[tuple[str, datetime, str], ...] = ()  # party key, when told of the day, how
    presided: tuple[tuple[int, str, str], ...] = ()  # presiders replaced: officer, name, why
    objections: tuple[tuple[str, str, bool], ...] = ()  # who objected to the presider, why, granted
    withdrawn: tuple[str, ...] = ()  # parties that took their request back
    renounced: tuple[str, ...] = ()  # parties that stayed away or left without a reason
    proposal: str | None = ""
    defence: str | None = ""
    note: str | None = ""  # the presider's note of a refusal to sign
    recording: str = ""
    advice: str = ""  # uphold, change, no_penalty, investigate
    told_at: datetime | None = None  # a declined request: when the party was told

    @property
    def open(self) -> bool:
        """Whether it is still to be answered, held or reported."""
        return self.status in ("requested", "accepted", "scheduled", "postponed", "held")


class Vote(Frozen):
    """One member's vote in the committee, with his reason; a recused or absent member has none."""

    member: int
    name: str
    vote: str  # agree, change, against, recused, absent
    reason: str = ""


class Sitting(Frozen):
    """A collective discussion (APL 57 ¶2) of this case, at the level of the team or of the bureau."""

    key: str
    at: datetime
    level: str  # team, bureau
    sitting: str = ""  # the sitting's number; many cases at once
    chair: str = ""
    members: int = 0
    votes: tuple[Vote, ...] = ()
    counsel: str = ""
    outcome: str = ""  # agreed, changed, rejected, undecided
    conclusion: str = ""
    present: int = 0  # members who voted


class Approval(Frozen):
    """Who of the heads approved what, and when: the filing, a measure, an extension, a decision."""

    key: str
    what: str
    at: datetime
    officer: int
    name: str
    note: str = ""


class Transfer(Frozen):
    """A transfer to the police on suspicion of a crime (移送规定 5–12), from the special team to the answer."""

    key: str
    #: team, reported, approved, not_approved, sent, not_filed, objected, filed, handed, back
    status: str = "team"
    crime: str
    reason: str = ""
    team: tuple[tuple[int, str], ...] = ()  # officer, name
    began: datetime
    facts: str = ""  # the team's report
    evidence: str = ""
    opinion: str = ""
    reported_at: datetime | None = None
    answered_at: datetime | None = None  # by the principal head
    approver: str = ""
    why: str = ""
    organ: str = ""  # of the police
    sent_at: datetime | None = None
    document: str = ""  # the police's answer
    told_on: date | None = None
    objections: tuple[tuple[str, date, str], ...] = ()  # police or procuratorate, sent on, why
    handed_on: date | None = None


class OrdinaryState(CaseState):
    """A case of the ordinary procedure."""

    named_by: ClassVar[frozenset[str]] = frozenset({"filing_approval", "penalty_decision", "no_penalty_decision"})

    clue: Clue | None = None
    proofs: tuple[Proof, ...] = ()
    orders: tuple[Order, ...] = ()
    preservations: tuple[Preservation, ...] = ()
    samples: tuple[Sample, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    reviews: tuple[Review, ...] = ()
    notices: tuple[PartyNotice, ...] = ()  # type: ignore[assignment]
    hearings: tuple[Hearing, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    approvals: tuple[Approval, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    report: str | None = ""
    worksheet: tuple[tuple[str, str, str, str], ...] = ()  # violation, tier, factors, reason
    proposed: tuple[tuple[str, Decimal], ...] = ()  # violation, fine that the worksheet proposes
    referred: str = ""  # team, bureau: a head put the case before that committee
    gone: tuple[Violation, ...] = ()  # violations that left for a case of their own
    left: tuple[tuple[str, str], ...] = ()  # violation that left, id of the case it went to
    changed: bool = False  # facts, basis, kind or amount changed since the last review

    def of_parties(self) -> tuple[str, ...]:
        """Keys of the parties in the role of party."""
        return tuple(one.key for one in self.parties if one.role == "party")

    def to_be_told(self) -> tuple[str, ...]:
        """Keys of the parties that may be penalised: none that died or was dissolved."""
        ended = self.details.get("ended_parties", ())
        return tuple(key for key in self.of_parties() if key not in ended)

    def out_of_reach(self, party: str) -> bool:
        """Whether nothing can be served on the party: it ended, and nobody takes over what was decided on it (ACL 40)."""
        succeeded = party in self.details.get("succeeded_parties", ()) and self.decision_of(party) is not None
        return party in self.details.get("ended_parties", ()) and not succeeded

    def notice_of(self, party: str) -> PartyNotice | None:
        """The latest notice of a party."""
        return next((one for one in reversed(self.notices) if one.party == party), None)

    def decision_of(self, party: str) -> Decision | None:
        """The decision in force on a party."""
        return next((d for d in reversed(self.decisions) if d.party == party and d.status in STANDS), None)

    @property
    def hearing(self) -> Hearing | None:
        """The latest hearing."""
        return self.hearings[-1] if self.hearings else None

    @property
    def reviewed(self) -> Review | None:
        """The latest legal review."""
        return self.reviews[-1] if self.reviews else None

    def investigators(self) -> set[int]:
        """Everyone who ever investigated this case, by officer id."""
        return {one.officer for one in self.people if one.role in ("handler", "co_handler")}


STANDS = ("in_force", "corrected")
