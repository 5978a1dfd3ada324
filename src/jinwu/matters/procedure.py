"""Steps that every kind of work has: handing over, holds, links, scans, notes."""

from __future__ import annotations

from jinwu.bureau.queries import bureau_of
from jinwu.law.citations import ACL, APL, PIPL
from jinwu.law.messages import N_, say
from jinwu.law.roles import Role
from jinwu.law.vocabulary import ANY_STAGE, Finding, Procedure, block

from . import inputs
from .context import Context
from .erasure import papers_first, places
from .state import Act, Assignment, Evidence, Hold, Relation, SealUse, State, next_key, replaced

HEADS = (Role.UNIT_HEAD, Role.AUTHORITY_HEAD)
WORKERS = (Role.OFFICER, Role.UNIT_HEAD)


def common_steps(procedure: Procedure) -> None:
    """Add the common steps to a procedure."""
    step = procedure.step
    anywhere = (ANY_STAGE, None)
    step("hand_over", N_("Hand over to another officer"), stage=anywhere, by=HEADS, input=inputs.HandOver,
         effect=hand_over, prepare=name_officer, blocks=[officer_known], basis=[APL(42)], side=True,
         help=N_("Another officer takes the matter; the chain of hands stays."))  # fmt: skip
    step("place_hold", N_("Place a hold"), stage=anywhere, by=HEADS, input=inputs.PlaceHold, effect=place_hold,
         blocks=[hold_party], basis=[APL(27), APL(73)], side=True,
         help=N_("The matter waits for something outside it."))  # fmt: skip
    step("lift_hold", N_("Lift a hold"), stage=anywhere, by=HEADS, input=inputs.LiftHold, effect=lift_hold,
         blocks=[hold_stands], basis=[APL(27), APL(73)], side=True,
         help=N_("What it waited for has come; it goes on."))  # fmt: skip
    step("relate", N_("Link to another matter"), stage=anywhere, by=WORKERS, input=inputs.Relate, effect=relate,
         blocks=[other_visible], basis=[APL(47)], side=True,
         help=N_("Says how this matter and another belong together."))  # fmt: skip
    step("attach_scan", N_("Attach the signed scan"), stage=anywhere, by=(*WORKERS, Role.ARCHIVIST),
         input=inputs.AttachScan, effect=attach_scan, blocks=[paper_known, scan_kept, scan_of_this_paper], basis=[APL(47)],
         side=True,
         help=N_("The signed paper comes back as a scan to its own number."))  # fmt: skip
    step("seal", N_("Use the seal"), stage=anywhere, by=(Role.ARCHIVIST, Role.UNIT_HEAD), input=inputs.Seal, effect=seal, prepare=sealing_file,
         blocks=[paper_known, sealed_once], basis=[APL(59), APL(47)], side=True,
         help=N_("Every use of the seal stands in its register."))  # fmt: skip
    step("take_note", N_("Take a note"), stage=anywhere, by=(*WORKERS, *HEADS, Role.LEGAL_REVIEWER, Role.FISCAL_CLERK),
         input=inputs.TakeNote, effect=lambda state, act: state, basis=[APL(47)], side=True,
         help=N_("Something worth remembering; it changes nothing."))  # fmt: skip
    step("erase_personal", N_("Erase personal data"), stage=(finals(procedure), None), by=Role.AUTHORITY_HEAD,
         input=inputs.ErasePersonal, effect=lambda state, act: state, prepare=papers_first, blocks=[something_kept], basis=[PIPL(47)],
         side=True, help=N_("Digests stay, so that the record still verifies; issued papers stay as they are."))  # fmt: skip


def finals(procedure: Procedure) -> list[str]:
    """The stages in which a matter has ended."""
    return [stage.key for stage in procedure.stages.values() if stage.final]


def hand_over(state: State, act: Act) -> State:
    """The handler changes; the chain of hands stays."""
    until = [
        a.model_copy(update={"until": act.at}) if a.role == "handler" and a.until is None else a for a in state.people
    ]
    new = Assignment(
        key=next_key("a", state.people), officer=act.data.officer, name=act.outcome["officer_name"], since=act.at,
        reason=act.data.reason,
    )  # fmt: skip
    return state.model_copy(update={"people": (*until, new)})


def name_officer(ctx: Context) -> dict[str, str]:
    return {"officer_name": _officer(ctx).name}


def place_hold(state: State, act: Act) -> State:
    data = act.data
    hold = Hold(key=next_key("h", state.holds), kind=data.kind, reason=data.reason, since=act.at, party=data.party)
    return state.model_copy(update={"holds": (*state.holds, hold)})


def lift_hold(state: State, act: Act) -> State:
    return state.model_copy(update={"holds": replaced(state.holds, act.data.hold, until=act.at)})


def relate(state: State, act: Act) -> State:
    link = Relation(key=next_key("r", state.relations), kind=act.data.kind, other=act.data.other, note=act.data.note)
    return state.model_copy(update={"relations": (*state.relations, link)})


def attach_scan(state: State, act: Act) -> State:
    scan = Evidence(
        key=next_key("e", state.evidence), sha256=act.data.scan, kind="scan", taken_at=act.at, entry=act.seq
    )
    return state.model_copy(
        update={
            "papers": replaced(state.papers, act.data.paper, scan=act.data.scan),
            "evidence": (*state.evidence, scan),
        }
    )


def seal(state: State, act: Act) -> State:
    """The use of the seal stands with the paper; the paper itself stays as it is."""
    data = act.data
    use = SealUse(
        key=next_key("s", state.seals), paper=data.paper, seal=data.seal, copies=data.copies, approved_by=data.approved_by,
        remark=data.remark, again=data.again, file=act.outcome.get("file", ""), certificate=act.outcome.get("certificate", ""),
        by=act.by.name[:60], at=act.at, entry=act.seq,
    )  # fmt: skip
    return state.model_copy(update={"seals": (*state.seals, use)})


def sealing_file(ctx: Context) -> dict[str, str]:
    """The file with the electronic seal, where one is asked for; its digest and the certificate's go into the record."""
    if not ctx.data.electronic:
        return {}
    from jinwu.documents import esign, setting, spool

    paper = next(one for one in ctx.state.papers if one.key == ctx.data.paper)
    made = esign.seal(setting.read(paper.document), at=ctx.at)
    return {"file": spool.put(made.pdf), "certificate": made.certificate, "subject": made.subject}


def kept(digests: list[str]) -> set[str]:
    """Those of the digests whose bytes are in the evidence store."""
    from jinwu.documents.models import StoredFile

    return set(StoredFile.objects.filter(sha256__in=digests).values_list("sha256", flat=True))


def _officer(ctx: Context):
    from jinwu.bureau.queries import officers_on

    return officers_on([ctx.data.officer], ctx.day).get(ctx.data.officer)


@block("officer_known", N_("A certified officer"), APL(42))
def officer_known(ctx: Context) -> Finding | None:
    officer = _officer(ctx)
    if officer is None:
        return Finding(say("There is no such officer."), say("Choose one from the list."), field="officer")
    if not officer.certified:
        return Finding(
            say("{name} holds no valid enforcement certificate.", name=officer.name),
            say("Choose a certified officer."), field="officer",
        )  # fmt: skip
    if officer.unit_id is None or bureau_of(officer.unit_id, ctx.day) != ctx.organ:
        return Finding(say("{name} belongs to another organ.", name=officer.name), say("Choose one from the list."),
                       field="officer")  # fmt: skip
    return None


@block("hold_party", N_("Whose remedy"), APL(73, 3))
def hold_party(ctx: Context) -> Finding | None:
    """A remedy is a party's own; what is locked or suspected concerns the matter."""
    if not ctx.data.party:
        return None
    if ctx.data.kind != "remedy_pending":
        return Finding(
            say("This hold concerns the whole matter, not one party."), say("Leave the party empty."), field="party"
        )
    if any(one.key == ctx.data.party and one.role == "party" for one in ctx.state.parties):
        return None
    return Finding(say("There is no such party in this matter."), say("Choose one from the list."), field="party")


@block("hold_stands", N_("A hold in force"), ACL(39))
def hold_stands(ctx: Context) -> Finding | None:
    if any(hold.key == ctx.data.hold for hold in ctx.state.holds_now()):
        return None
    return Finding(say("No such hold is in force."), say("Choose one from the list."), field="hold")


@block("other_visible", N_("The other matter"), APL(47))
def other_visible(ctx: Context) -> Finding | None:
    from .scope import visible_to

    if ctx.data.other == ctx.matter:
        return Finding(say("A matter is not linked to itself."), say("Choose another matter."), field="other")
    if visible_to(ctx.user).filter(pk=ctx.data.other).exists():
        return None
    return Finding(
        say("There is no such matter, or none that you may see."), say("Search for it first."), field="other"
    )


@block("paper_known", N_("The document"), APL(47))
def paper_known(ctx: Context) -> Finding | None:
    if any(paper.key == ctx.data.paper and paper.status != "void" for paper in ctx.state.papers):
        return None
    return Finding(say("There is no such document in this matter."), say("Choose one from the list."), field="paper")


@block("sealed_once", N_("Sealed once"), APL(59))
def sealed_once(ctx: Context) -> Finding | None:
    """A second use of the seal on a paper says why; else two originals would stand without a reason."""
    before = [use for use in ctx.state.seals if use.paper == ctx.data.paper]
    if not before or ctx.data.again.strip():
        return None
    return Finding(
        say("This paper was sealed on {day} already.", day=before[-1].at.date()),
        say("Say why it is sealed once more, for instance more copies."), field="again",
    )  # fmt: skip


@block("something_kept", N_("Personal values to erase"), PIPL(47))
def something_kept(ctx: Context) -> Finding | None:
    if places(ctx.procedure, ctx.matter, set(ctx.data.classes)):
        return None
    return Finding(
        say("No personal value of these kinds is kept."), say("Nothing is left to do here."), field="classes"
    )


@block("scan_kept", N_("The scan"), APL(47))
def scan_kept(ctx: Context) -> Finding | None:
    if kept([ctx.data.scan]):
        return None
    return Finding(say("The scan has not been uploaded."), say("Upload it first, then attach it."), field="scan")


@block("scan_of_this_paper", N_("The scan"), APL(47))
def scan_of_this_paper(ctx: Context) -> Finding | None:
    """A scan that bears the code of another paper is not this one's; one without a code may be."""
    from .scanning import is_foreign

    paper = next((one for one in ctx.state.papers if one.key == ctx.data.paper), None)
    if paper is None or not kept([ctx.data.scan]) or not is_foreign(ctx.data.scan, paper.facts, paper.number):
        return None
    return Finding(
        say("This is the scan of another paper: its code is not that of “{title}” {number}.", title=paper.title,
            number=paper.number), say("Choose the paper that stands on the scan, or scan this one."), field="scan",
    )  # fmt: skip
