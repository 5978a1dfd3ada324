"""From the clue to the filing (domain: 线索与立案): registered, checked, filed, declined or passed on."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from jinwu.kit.inputs import Part, Personal, Widget, field
from jinwu.law.citations import APL, O55
from jinwu.law.liability import check_age, check_limitation
from jinwu.law.messages import N_, say
from jinwu.law.roles import Role
from jinwu.law.timers import T01, T05
from jinwu.law.vocabulary import Actor, Finding, block
from jinwu.matters.context import Context
from jinwu.matters.guards import early
from jinwu.matters.inputs import ActInput
from jinwu.matters.procedure import kept
from jinwu.matters.scope import visible_to
from jinwu.matters.state import Act, Assignment, Evidence, PartyState, Relation, next_key

from ..entering import as_state, basis_of, check_basis, check_identity, check_times, in_the_book
from ..inputs import Moment, PartyInput, Photo
from ..people import birth_of
from ..state import Violation, law_day
from .asking import check_certified, named_officers
from .evidence import ProofInput, as_proof
from .stages import CLUE, INVESTIGATING, NOT_FILED, TRANSFERRED, ordinary
from .state import Approval, Clue, OrdinaryState

HEADS = (Role.UNIT_HEAD, Role.AUTHORITY_HEAD)
SOURCES = {
    "patrol": N_("Patrol"), "inspection": N_("Routine inspection"), "double_random": N_("Double-random inspection"),
    "campaign": N_("Special campaign"), "complaint": N_("Complaint or report"), "hotline": N_("12345 or digital platform"),
    "handed_down": N_("Handed down by a superior"), "department": N_("Transferred by another department"),
    "media": N_("Media"), "device": N_("Device off the scene"), "converted": N_("From the summary procedure"),
    "surrender": N_("Own report of the party"), "other": N_("Another source"),
}  # fmt: skip
Source = Literal["patrol", "inspection", "double_random", "campaign", "complaint", "hotline", "handed_down", "department",
                 "media", "device", "converted", "surrender", "other"]  # fmt: skip


class RegisterClue(ActInput):
    """How the bureau came to know (D01)."""

    source: Source = field(N_("Source of the clue"), labels=SOURCES, widget=Widget.SELECT)
    received_at: Moment = field(N_("Received"))
    text: str = field(N_("What is said to have happened"), widget=Widget.AREA, min_length=4, max_length=3000,
                      personal=Personal.STATEMENT)  # fmt: skip
    place: str = field(N_("Place of the act"), min_length=2, max_length=200)
    suspect: str = field(N_("Who is said to have done it"), "", personal=Personal.NAME, max_length=100)
    sender: str = field(
        N_("Sending organ"), "", max_length=100, help=N_("Where another organ transferred or handed it down.")
    )
    origin: UUID | None = field(
        N_("Matter it arises from"), None,
        help=N_("The inspection, or the summary case that was converted: its address on the page."),
    )  # fmt: skip
    reporter: str = field(
        N_("Reporter"), "", personal=Personal.NAME, max_length=60, help=N_("Kept apart; never printed.")
    )
    reporter_phone: str = field(N_("Reporter's telephone"), "", personal=Personal.CONTACT, max_length=40)


class CheckClue(ActInput):
    """What the check of a clue found, with the first evidence."""

    finding: str = field(N_("What the check found"), widget=Widget.AREA, min_length=4, max_length=3000)
    proofs: list[ProofInput] = field(N_("First evidence"), [], max_length=20)
    photos: list[Photo] = field(N_("Photographs of the check"), [], widget=Widget.PHOTOS, max_length=20)


class Extend(ActInput):
    reason: str = field(N_("Reason for the extension"), min_length=2, max_length=500, widget=Widget.AREA)


class Decline(ActInput):
    """The clue is not filed (D05), and who reported it is told."""

    ground: Literal["no_violation", "expired", "minor", "no_party", "duplicate", "other"] = field(
        N_("Ground for not filing"), widget=Widget.CHOICE,
        labels={"no_violation": N_("No violation is established"), "expired": N_("The limitation has passed"),
                "minor": N_("Slight, corrected, and without harm"), "no_party": N_("The party cannot be found"),
                "duplicate": N_("Already filed elsewhere"), "other": N_("Another ground")},
    )  # fmt: skip
    reason: str = field(N_("Reasons for not filing"), min_length=4, max_length=1000, widget=Widget.AREA)
    told: bool = field(N_("Who reported it by name was told"), False)


class PassOn(ActInput):
    """Another organ is competent: the clue goes there, and who reported it is told."""

    organ: str = field(N_("Competent organ"), min_length=2, max_length=100)
    reason: str = field(N_("Why it is not ours"), min_length=4, max_length=1000, widget=Widget.AREA)
    told: bool = field(N_("Who reported it by name was told"), False)


class ViolationInput(Part):
    """A violation: matter of the catalogue, time, place, facts."""

    violation: str = field(N_("Violation"), widget=Widget.VIOLATION, choices="all_violations", max_length=40)
    act_from: Moment = field(N_("When it began"))
    act_to: Moment | None = field(N_("When it ended"), None, help=N_("Leave empty while it goes on or was momentary."))
    place: str = field(N_("Place of the act"), min_length=2, max_length=200)
    facts: str = field(N_("Suspected facts"), widget=Widget.AREA, min_length=4, max_length=3000)
    serious: bool = field(
        N_("Touches life, health or financial safety, with harmful consequences"), False,
        help=N_("Then the limitation is five years instead of two."),
    )  # fmt: skip


class File(ActInput):
    """The case is filed (D04): who is suspected of what, and who investigates."""

    party: PartyInput | None = field(
        N_("Party"), None, widget=Widget.PARTY, help=N_("Leave empty while it is unknown.")
    )
    act: ViolationInput = field(N_("Suspected violation"))
    own_jurisdiction: bool = field(N_("The matter is within this organ's jurisdiction"))
    handler: int = field(N_("Handling officer"), choices="officers", widget=Widget.SELECT)
    co_handler: int = field(N_("Second officer"), choices="officers", widget=Widget.SELECT)
    opinion: str = field(N_("Opinion of the head"), "", max_length=500)


def registered(state: None, act: Act) -> OrdinaryState:
    """A clue stands in the register."""
    data, out = act.data, act.outcome
    clue = Clue(
        source=data.source, text=data.text, received_at=data.received_at, reporter=data.reporter,
        reporter_phone=data.reporter_phone, sender=data.sender,
    )  # fmt: skip
    parties: tuple[PartyState, ...] = ()
    if data.suspect:
        parties = (PartyState(key="p1", name=data.suspect, entry=act.seq),)
    links = (Relation(key="r1", kind="arising_from", other=data.origin),) if data.origin else ()
    handler = Assignment(
        key="a1", officer=act.by.officer or 0, name=act.by.name, since=act.at
    )  # until the filing names investigators
    return OrdinaryState(
        procedure="ordinary", version=out["version"], stage="clue", title=f"{data.suspect or data.place}线索",
        place=data.place, unit=out["unit"], organ=out["organ"], opened_at=act.at, clue=clue, parties=parties,
        relations=links,
        people=(handler,) if handler.officer else (),
    )  # fmt: skip


def checked(state: OrdinaryState, act: Act) -> OrdinaryState:
    assert state.clue is not None
    clue = state.clue.model_copy(update={"checked_at": act.at, "finding": act.data.finding})
    proofs, photos = state.proofs, list(state.evidence)
    for one in act.data.proofs:
        proofs = (*proofs, as_proof(one, next_key("b", proofs), act))
    for photo in act.data.photos:
        photos.append(Evidence(key=next_key("e", photos), sha256=photo.sha256, title=photo.title,
                               taken_at=photo.taken_at, entry=act.seq))  # fmt: skip
    return state.model_copy(update={"clue": clue, "proofs": proofs, "evidence": tuple(photos)})


def extended(state: OrdinaryState, act: Act) -> OrdinaryState:
    return state.model_copy(update={"approvals": (*state.approvals, approval(state, act, act.step, act.data.reason))})


def approval(state: OrdinaryState, act: Act, what: str, note: str = "") -> Approval:
    """The head's approval as part of the state."""
    return Approval(key=next_key("g", state.approvals), what=what, at=act.at, officer=act.by.officer or 0,
                    name=act.by.name, note=note)  # fmt: skip


def ended(outcome: str) -> Any:
    def effect(state: OrdinaryState, act: Act) -> OrdinaryState:
        assert state.clue is not None
        told = act.at if act.data.told else None
        clue = state.clue.model_copy(update={"outcome": outcome, "reason": act.data.reason, "reporter_told": told})
        update: dict[str, Any] = {"clue": clue, "closed_at": act.at}
        if outcome == "transferred":
            link = Relation(key=next_key("r", state.relations), kind="transferred", note=act.data.organ)
            update["relations"] = (*state.relations, link)
        return state.model_copy(update=update)

    return effect


def filed(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The case stands: party (or unknown), violation, the two investigators."""
    data, out = act.data, act.outcome
    assert state.clue is not None
    update: dict[str, Any] = {
        "clue": state.clue.model_copy(update={"outcome": "filed"}),
        "violations": (violation_state(data.act, out, "v1", "p1"),),
        "act_from": data.act.act_from, "act_to": data.act.act_to or data.act.act_from, "place": data.act.place,
        "filed_at": act.at, "approvals": (*state.approvals, approval(state, act, "file", data.opinion)),
        "people": (
            *(one.model_copy(update={"until": act.at, "role": "registrar"}) for one in state.people),
            Assignment(key=next_key("a", state.people), officer=data.handler, name=out["handler_name"], since=act.at),
            Assignment(key=f"a{len(state.people) + 2}", officer=data.co_handler, name=out["co_handler_name"],
                       role="co_handler", since=act.at),
        ),
    }  # fmt: skip
    if data.party:
        update |= {"parties": (as_state(data.party, "p1", out["party"], act.seq),), "party_kind": data.party.kind}
    elif not state.parties:
        update["parties"] = (PartyState(key="p1", name="", entry=act.seq),)
    name = data.party.name if data.party else "当事人待查"
    update["title"] = f"{name}{out['violation_title']}案"
    return state.model_copy(update=update)


def violation_state(data: ViolationInput, out: dict[str, Any], key: str, party: str) -> Violation:
    return Violation(
        key=key, party=party, code=data.violation, title=out["violation_title"], row=out["violation_row"],
        act_from=data.act_from, act_to=data.act_to or data.act_from, place=data.place, facts=data.facts,
        violates=out["violates"], punished_by=out["punished_by"], correction=out["correction"], serious=data.serious,
    )  # fmt: skip


def registering(ctx: Context) -> dict[str, Any]:
    return {"version": ctx.procedure.version, "unit": ctx.unit, "organ": ctx.organ}


def extending(ctx: Context) -> dict[str, Any]:
    days = int(ctx.profile("T01.extension"))
    return {"extends": [{"timer": "T01", "days": days, "reason": ctx.data.reason}]}


def filing(ctx: Context) -> dict[str, Any]:
    """The party in the book, the basis by its version, the names of the investigators."""
    data, officers = ctx.data, named_officers(ctx, [ctx.data.handler, ctx.data.co_handler])
    out = basis_of(ctx, data.act.violation, law_day(data.act.act_from, data.act.act_to))
    out |= {"handler_name": officers[data.handler].name, "co_handler_name": officers[data.co_handler].name}
    return out | ({"party": in_the_book(ctx, data.party)} if data.party else {})


@block("received_before", N_("Time of receipt"), O55(0), APL(54))
def received_before(ctx: Context) -> Finding | None:
    if ctx.data.received_at <= ctx.at:
        return None
    return Finding(say("The clue is dated after this step."), say("Give the time at which it was received."),
                   field="received_at")  # fmt: skip


@block("origin_visible", N_("Where the clue comes from"), APL(47), APL(54))
def origin_visible(ctx: Context) -> Finding | None:
    if ctx.data.origin is None or visible_to(ctx.user).filter(pk=ctx.data.origin).exists():
        return None
    return Finding(
        say("There is no such matter, or none that you may see."), say("Search for it first."), field="origin"
    )


@block("clue_extended_once", N_("Extension of the check"), O55(0))
def clue_extended_once(ctx: Context) -> Finding | None:
    timer = next(iter(ctx.state.running("T01")), None)
    if timer is None or timer.extensions:
        return Finding(say("The period to check the clue has been extended, or has ended."),
                       say("Decide on the filing now."))  # fmt: skip
    if ctx.day > timer.due:
        return Finding(say("The period to check the clue ended on {due}; what has ended cannot be extended.", due=timer.due),
                       say("Decide on the filing; it is recorded as late."))  # fmt: skip
    return None


@block("first_evidence", N_("First evidence of the act"), APL(54), O55(0), met_by=("register_clue", "check_clue"))
def first_evidence(ctx: Context) -> Finding | None:
    if ctx.state.clue.checked_at and (ctx.state.proofs or ctx.state.evidence):
        return None
    return Finding(say("A case is filed on first evidence, and none is on record."),
                   say("Record the check of the clue with at least one piece of evidence."))  # fmt: skip


@block("own_jurisdiction", N_("Own jurisdiction"), APL(22), APL(54))
def own_jurisdiction(ctx: Context) -> Finding | None:
    if ctx.data.own_jurisdiction:
        return None
    return Finding(say("Only matters within the organ's own jurisdiction are filed."),
                   say("Pass the clue on to the competent organ, or confirm that it is ours."), field="own_jurisdiction")  # fmt: skip


@block("filing_basis", N_("Legal basis in force"), APL(38), APL(37))
def filing_basis(ctx: Context) -> Finding | None:
    return check_act(ctx, ctx.data.act, "act.")


def check_act(ctx: Context, act: ViolationInput, prefix: str) -> Finding | None:
    """What speaks against the times, the basis and the limitation of a violation that enters the case."""
    end = act.act_to or act.act_from
    return (
        check_times(act, ctx.at, prefix)
        or check_basis(ctx, act, prefix)
        or check_limitation(end.date(), ctx.state.opened_at.date(), act.serious)
    )


@block("party_known", N_("Identity of the party"), APL(40), APL(59))
def party_identity(ctx: Context) -> Finding | None:
    return check_identity(ctx.data.party, ctx.day) if ctx.data.party else None


@block("party_of_age", N_("Age of the party"), APL(30))
def party_of_age(ctx: Context) -> Finding | None:
    party = ctx.data.party
    if party is None or (birth := birth_of(party)) is None:
        return None
    act = getattr(ctx.data, "act", None)
    day = (act.act_to or act.act_from).date() if act else ctx.state.act_to.date()
    return check_age(birth, day)


@block("two_investigators", N_("Two certified investigators"), APL(42))
def two_investigators(ctx: Context) -> Finding | None:
    if ctx.data.handler == ctx.data.co_handler:
        return Finding(say("The two investigators must be different persons."), say("Name a second officer."),
                       field="co_handler")  # fmt: skip
    officers = named_officers(ctx, [ctx.data.handler, ctx.data.co_handler])
    for where in ("handler", "co_handler"):
        if finding := check_certified(ctx, officers.get(getattr(ctx.data, where)), where):
            return finding
    return None


@block("approver_apart", N_("Approval apart from investigation"), APL(57), APL(42))
def approver_apart(ctx: Context) -> Finding | None:
    """Who investigates does not approve (separation of investigation and decision)."""
    named = {getattr(ctx.data, name, None) for name in ("handler", "co_handler")} - {None}
    if ctx.by.officer and ctx.by.officer in ctx.state.investigators() | named:
        return Finding(say("{name} investigates this case and cannot approve it.", name=ctx.by.name),
                       say("Another head, or a deputy, decides."))  # fmt: skip
    return None


@block("photos_uploaded", N_("Photographs uploaded"), APL(46))
def photos_uploaded(ctx: Context) -> Finding | None:
    digests = [one.sha256 for one in getattr(ctx.data, "photos", ())]
    digests += [one.sha256 for one in getattr(ctx.data, "proofs", ()) if one.sha256]
    digests += [ctx.data.sha256] if getattr(ctx.data, "sha256", "") else []
    missing = set(digests) - kept(digests) if digests else set()
    if not missing:
        return None
    return Finding(say("{count} files have not been uploaded.", count=len(missing)),
                   say("Upload them again; nothing else is lost."))  # fmt: skip


step = ordinary.step
open_clue = step(
    "register_clue", N_("Register a clue"), stage=((), CLUE), opening=True, by=(Role.OFFICER, Role.UNIT_HEAD),
    input=RegisterClue, effect=registered, prepare=registering, blocks=[received_before, origin_visible], starts=[T01],
    basis=[APL(54), O55(0)], help=N_("Patrol, inspection, complaint, transfer or hand-down; who reported is protected."),
)  # fmt: skip
step(
    "check_clue", N_("Record the check of the clue"), stage=(CLUE, None), by=Role.OFFICER, actor=Actor.TWO_OFFICERS,
    input=CheckClue, effect=checked, blocks=[photos_uploaded], basis=[APL(54), APL(42), APL(46)],
    help=N_("What the check found, and the first evidence."),
)  # fmt: skip
file = step(
    "file", N_("File the case"), stage=(CLUE, INVESTIGATING), by=Role.AUTHORITY_HEAD, input=File, effect=filed, prepare=filing,
    blocks=[first_evidence, own_jurisdiction, filing_basis, party_identity, party_of_age, two_investigators, approver_apart],
    papers=["filing_approval"], starts=[T05], stops=["T01"], basis=[APL(54), APL(36), O55(0)],
    help=N_("First evidence, own jurisdiction, within the limitation; two investigators are named."),
)  # fmt: skip
decline = step(
    "decline", N_("Decide not to file"), stage=(CLUE, NOT_FILED), by=HEADS, input=Decline, effect=ended("declined"),
    papers=["not_filed"], stops=["T01"], basis=[APL(54), O55(0)], side=True,
    help=N_("With the reasons; who reported it by name is told."),
)  # fmt: skip
step(
    "pass_on", N_("Pass the clue on"), stage=(CLUE, TRANSFERRED), by=HEADS, input=PassOn, effect=ended("transferred"),
    papers=["transfer_letter"], stops=["T01"], basis=[APL(22), APL(25)], side=True,
    help=N_("To the organ that is competent; who reported it is told."),
)  # fmt: skip
extend_check = step(
    "extend_check", N_("Extend the check of the clue"), stage=(CLUE, None), by=Role.AUTHORITY_HEAD, input=Extend,
    effect=extended, prepare=extending, blocks=[clue_extended_once], basis=[O55(0)], side=True,
    help=N_("More days to check the clue, once, for a reason."),
)  # fmt: skip
early(file, first_evidence)
early(extend_check, clue_extended_once)
