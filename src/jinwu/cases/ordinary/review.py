"""Legal review (法制审核, APL 58): eight points and a conclusion, by someone who did not investigate."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from jinwu.bureau.models import ReviewerQualification
from jinwu.bureau.queries import qualification_of
from jinwu.kit.inputs import Widget, field
from jinwu.law.citations import APL
from jinwu.law.messages import N_, say
from jinwu.law.roles import Role
from jinwu.law.vocabulary import Finding, block, mark
from jinwu.matters.context import Context
from jinwu.matters.guards import early
from jinwu.matters.inputs import ActInput
from jinwu.matters.state import Act, next_key, replaced

from .clue import approver_apart
from .stages import INVESTIGATED, INVESTIGATING, RECHECKED, REVIEWED, ordinary
from .state import OrdinaryState
from .state import Review as ReviewState

POINTS = {
    "subject": N_("The organ is competent and the officers are qualified"), "procedure": N_("The procedure is lawful"),
    "evidence": N_("Facts are clear and evidence is lawful and sufficient"),
    "law": N_("Law and discretion benchmark are rightly applied"), "powers": N_("The organ stays within its powers"),
    "documents": N_("Documents are whole and in form"), "crime": N_("No crime is suspected"),
    "party_right": N_("The party is rightly named"),
}  # fmt: skip
CONCLUSIONS = {
    "agreed": N_("Agreed"), "return": N_("To be completed"), "change": N_("Law or discretion to be changed"),
    "unlawful_procedure": N_("The procedure must be corrected"), "not_agreed": N_("Not agreed"),
    "transfer": N_("To be transferred on suspicion of crime"),
}  # fmt: skip
#: Conclusions that send the case back to the investigators.
BACK = ("return", "change", "unlawful_procedure")
Conclusion = Literal["agreed", "return", "change", "unlawful_procedure", "not_agreed", "transfer"]


class Review(ActInput):
    """The reviewer answers the eight points and concludes (D41)."""

    subject: bool = field(POINTS["subject"], False)
    procedure: bool = field(POINTS["procedure"], False)
    evidence: bool = field(POINTS["evidence"], False)
    law: bool = field(POINTS["law"], False)
    powers: bool = field(POINTS["powers"], False)
    documents: bool = field(POINTS["documents"], False)
    crime: bool = field(POINTS["crime"], False)
    party_right: bool = field(POINTS["party_right"], False)
    conclusion: Conclusion = field(N_("Conclusion"), labels=CONCLUSIONS, widget=Widget.CHOICE)
    opinion: str = field(N_("Opinion of the legal review"), widget=Widget.AREA, min_length=2, max_length=3000)


class Overrule(ActInput):
    """The head decides against the review; the opinion stays on file."""

    reason: str = field(N_("Why the opinion is not followed"), widget=Widget.AREA, min_length=4, max_length=2000)


def reviewed(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    points = tuple((key, bool(getattr(data, key))) for key in POINTS)
    one = ReviewState(
        key=next_key("w", state.reviews), at=act.at, reviewer=act.by.officer or act.by.user or 0, name=act.by.name,
        conclusion=data.conclusion, points=points, opinion=data.opinion, after=act.outcome.get("after", ""),
    )  # fmt: skip
    changed = state.changed and data.conclusion != "agreed"
    return state.model_copy(update={"reviews": (*state.reviews, one), "changed": changed})


def overruled(state: OrdinaryState, act: Act) -> OrdinaryState:
    last = state.reviews[-1]
    return state.model_copy(update={"reviews": replaced(state.reviews, last.key, overruled=True), "changed": False})


def concluding(ctx: Context) -> dict[str, Any]:
    """Where the conclusion leads: on, back to the investigators, or it waits for the head."""
    conclusion = ctx.data.conclusion
    if conclusion in BACK:
        return {"stage": INVESTIGATING}
    return {"stage": REVIEWED} if conclusion == "agreed" else {}


def concluding_again(ctx: Context) -> dict[str, Any]:
    after = "hearing" if ctx.state.hearing and ctx.state.hearing.status == "reported" else "changed"
    back = {"stage": INVESTIGATING} if ctx.data.conclusion in BACK else {}
    return {"after": after, **back}


def review_done(state: OrdinaryState) -> bool:
    """Whether a review stands that lets the case go on: agreed or overruled, after the last hearing and change."""
    last = state.reviewed
    if last is None or state.changed or not (last.conclusion == "agreed" or last.overruled):
        return False
    held = [one.ended_at for one in state.hearings if one.status in ("held", "signed", "reported") and one.ended_at]
    return not held or last.at >= max(held)


@block("reviewer_apart", N_("The reviewer did not investigate"), APL(58))
def reviewer_apart(ctx: Context) -> Finding | None:
    if ctx.by.officer and ctx.by.officer in ctx.state.investigators():
        return Finding(say("{name} investigated this case and cannot review it.", name=ctx.by.name),
                       say("Another reviewer takes it."))  # fmt: skip
    return None


@block("reviewer_qualified", N_("Qualification of the reviewer"), APL(58, 2))
def reviewer_qualified(ctx: Context) -> Finding | None:
    """Who began to review after the rule took hold must have passed the national examination by the day he reviews."""
    known = qualification_of(ctx.user)
    if known is None or not _bound(ctx, known) or known.held(ctx.day):
        return None
    return Finding(
        say("{name} reviews penalty decisions since {since} and holds no legal qualification on that day.", name=ctx.by.name,
            since=known.reviewing_since),
        say("A qualified reviewer takes it; or the administrator enters the qualification under Registers › Legal reviewers."),
    )  # fmt: skip


def _bound(ctx: Context, known: ReviewerQualification) -> bool:
    return known.reviewing_since >= date.fromisoformat(str(ctx.profile("review.qualification_since")))


@mark("qualification_known", N_("Qualification of the reviewer"), APL(58, 2))
def qualification_known(ctx: Context) -> Finding | None:
    if qualification_of(ctx.user) is not None:
        return None
    return Finding(say("The books do not say since when {name} reviews, and whether he is qualified.", name=ctx.by.name),
                   say("The administrator enters it under Registers › Legal reviewers."))  # fmt: skip


@block("points_met", N_("Conclusion fits the eight points"), APL(58))
def points_met(ctx: Context) -> Finding | None:
    if ctx.data.conclusion != "agreed":
        return None
    for key, title in POINTS.items():
        if not getattr(ctx.data, key):
            return Finding(say("The review agrees, and the point “{point}” is not confirmed.", point=say(title)),
                           say("Confirm the point, or conclude otherwise."), field="conclusion")  # fmt: skip
    return None


@block("review_stands", N_("A review to decide on"), APL(58))
def review_stands(ctx: Context) -> Finding | None:
    last = ctx.state.reviewed
    if last and last.conclusion in ("not_agreed", "transfer") and not last.overruled:
        return None
    return Finding(say("No review stands that does not agree."), say("Nothing is left to do here."))


@block("review_needed_again", N_("A second review"), APL(58))
def review_needed_again(ctx: Context) -> Finding | None:
    if not review_done(ctx.state):
        return None
    return Finding(say("The review on record still holds: no hearing and no change came after it."),
                   say("Nothing is left to do here."))  # fmt: skip


@block(
    "reviewed_first",
    N_("Legal review before the decision"),
    APL(58),
    met_by=("review", "review_again", "overrule_review"),
)
def reviewed_first(ctx: Context) -> Finding | None:
    if review_done(ctx.state):
        return None
    if ctx.state.reviewed is None:
        return Finding(say("The case has not been legally reviewed."), say("Hand it to the legal review first."))
    return Finding(say("The review on record does not carry the decision: it did not agree, or a hearing or a change came after it."),
                   say("Have the case reviewed again."))  # fmt: skip


step = ordinary.step
step(
    "review", N_("Review legally"), stage=(INVESTIGATED, None), by=Role.LEGAL_REVIEWER, leads=(REVIEWED, INVESTIGATING), input=Review, effect=reviewed,
    prepare=concluding, blocks=[reviewer_apart, reviewer_qualified, points_met], marks=[qualification_known], papers=["review_opinion"], basis=[APL(58)],
    help=N_("Eight points; the opinion stays on file whatever is decided."),
)  # fmt: skip
overrule = step(
    "overrule_review", N_("Decide against the review"), stage=(INVESTIGATED, REVIEWED), by=Role.AUTHORITY_HEAD, input=Overrule,
    effect=overruled, blocks=[review_stands, approver_apart], basis=[APL(57), APL(58)], side=True,
    help=N_("The head decides otherwise than the review; the opinion stays on file."),
)  # fmt: skip
again = step(
    "review_again", N_("Review legally once more"), stage=(RECHECKED, None), by=Role.LEGAL_REVIEWER, leads=(INVESTIGATING,), input=Review, effect=reviewed,
    prepare=concluding_again, blocks=[reviewer_apart, reviewer_qualified, review_needed_again, points_met], marks=[qualification_known], papers=["review_opinion"], basis=[APL(58)],
    help=N_("After a hearing, or where facts, basis, kind or amount changed."),
)  # fmt: skip
early(overrule, review_stands)
early(again, reviewer_apart, review_needed_again)
