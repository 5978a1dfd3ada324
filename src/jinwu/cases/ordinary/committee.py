"""The committee (案件集体讨论): complex or major cases are discussed before they are decided (APL 57 ¶2).

Two levels, team and bureau. A sitting takes many cases at once (`matters.door.perform_many`); each case keeps its own votes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from jinwu.catalog import queries as catalog
from jinwu.kit.inputs import Part, Widget, field
from jinwu.law.citations import APL
from jinwu.law.deliberation import VOTES, Tally, over, tally
from jinwu.law.messages import N_, Message, say
from jinwu.law.parties import PartyKind, counts_as_citizen
from jinwu.law.roles import Role
from jinwu.law.vocabulary import Finding, block, mark
from jinwu.matters.context import Context
from jinwu.matters.inputs import ActInput
from jinwu.matters.offers import Asking, Choice, choices
from jinwu.matters.state import Act, PartyState, next_key

from .clue import HEADS
from .composition import Committee, Profile, committee_of
from .hearing import hearing_finished
from .stages import NOTICED, RECHECKED, REVIEWED, ordinary
from .state import OrdinaryState, Sitting, Vote

LEVELS = {"team": N_("Committee of the team"), "bureau": N_("Committee of the bureau")}
VOTE_TITLES = {
    "agree": N_("Agrees"), "change": N_("For a change"), "against": N_("Against"), "recused": N_("Recused"),
    "absent": N_("Absent"),
}  # fmt: skip
OUTCOMES = {
    "agreed": N_("Agreed to"), "changed": N_("Agreed to with changes"), "rejected": N_("Rejected"),
    "undecided": N_("No majority"),
}  # fmt: skip
_RANK = {"": 0, "team": 1, "bureau": 2}


class Ballot(Part):
    """How one member stands on the case."""

    member: int = field(N_("Member"), choices="committee_members", widget=Widget.SELECT)
    vote: Literal["agree", "change", "against", "recused", "absent"] = field(
        N_("Vote"), "agree", labels=VOTE_TITLES, widget=Widget.SELECT
    )
    reason: str = field(N_("Opinion"), "", max_length=1000)


class Deliberate(ActInput):
    """One case in a sitting, as the secretary records it (D42)."""

    level: Literal["team", "bureau"] = field(N_("Which committee"), labels=LEVELS)
    sitting: str = field(N_("Number of the sitting"), min_length=1, max_length=60)
    chair: int = field(N_("In the chair"), choices="committee_members", widget=Widget.SELECT)
    ballots: list[Ballot] = field(
        N_("Votes"), min_length=1, max_length=60, help=N_("A member who is not named counts as absent.")
    )
    counsel: str = field(N_("Opinion of counsel and experts"), "", widget=Widget.AREA, max_length=3000)
    conclusion: str = field(N_("Conclusion"), widget=Widget.AREA, min_length=2, max_length=3000)


class Refer(ActInput):
    """A head puts the case before the committee, also below its lines."""

    level: Literal["team", "bureau"] = field(N_("Which committee"), labels=LEVELS)
    reason: str = field(N_("Why it is complex or major"), widget=Widget.AREA, min_length=4, max_length=1000)


# What others ask


def level_needed(state: OrdinaryState, profile: Profile) -> str:
    """The committee the case must go to: bureau, team, or none (empty), by the profile's lines of the day.

    Reaching `committee.line` makes a case major; exceeding `committee.team_limit`, or a kind of `committee.kinds`, takes it
    to the bureau's committee. So does a head, by referring it. A hearing that was held, or a review that did not agree,
    makes it complex.
    """
    found = [state.referred]
    kinds = set(profile("committee.kinds"))
    for key in state.of_parties():
        notice = state.notice_of(key)
        party = next(one for one in state.parties if one.key == key)
        if notice is None:
            continue
        if kinds & set(notice.kinds) or over(
            notice.amount, _line(profile, "committee.team_limit", party), inclusive=False
        ):
            found.append("bureau")
        elif over(notice.amount, _line(profile, "committee.line", party), inclusive=True):
            found.append("team")
    review = state.reviewed
    heard = any(one.status in ("held", "reported") for one in state.hearings)
    if heard or (review and (review.overruled or review.conclusion not in ("agreed", "return"))):
        found.append("team")
    return max(found, key=_RANK.__getitem__)


def _line(profile: Profile, key: str, party: PartyState) -> Decimal | None:
    citizen = counts_as_citizen(party.kind or PartyKind.PERSON, bool(profile("sole_trader.as_citizen")))
    found = (profile(key) or {}).get("person" if citizen else "organisation")
    return None if found is None else Decimal(str(found))


def last_sitting(state: OrdinaryState, level: str) -> Sitting | None:
    """The latest discussion of what the parties were last told, in that committee or a higher one."""
    told = [notice.at for key in state.of_parties() if (notice := state.notice_of(key))]
    since = max(told, default=None)
    for one in reversed(state.sittings):
        if _RANK[one.level] >= _RANK[level] and (since is None or one.at >= since):
            return one
    return None


def waits_for_committee(state: OrdinaryState, profile: Profile) -> str:
    """The committee the case waits for now; empty where it needs none or has passed it."""
    level = level_needed(state, profile)
    if not level or state.stage != RECHECKED:
        return ""
    sitting = last_sitting(state, level)
    return "" if sitting and sitting.outcome in ("agreed", "changed") else level


@block("deliberated", N_("Discussed collectively"), APL(57, 2), met_by=("deliberate",))
def deliberated(ctx: Context) -> Finding | None:
    level = level_needed(ctx.state, ctx.profile)
    if not level:
        return None
    sitting = last_sitting(ctx.state, level)
    if sitting is None:
        return Finding(say("The case is complex or major; it has not been discussed: {committee}.", committee=say(LEVELS[level])),
                       say("Put it on the agenda of the next sitting."))  # fmt: skip
    if sitting.outcome not in ("agreed", "changed"):
        return Finding(say("The sitting {sitting} did not agree to the case.", sitting=sitting.sitting),
                       say("Put it before the committee again, or change what is intended."))  # fmt: skip
    return None


# Effects and what they need


def deliberated_on(state: OrdinaryState, act: Act) -> OrdinaryState:
    """One sitting more, with every member's vote; where changes were agreed to, the case has changed."""
    data, out = act.data, act.outcome
    sitting = Sitting(
        key=next_key("m", state.sittings), at=act.at, level=data.level, sitting=data.sitting, chair=out["chair"],
        members=out["members"], present=out["present"], votes=tuple(Vote(**vote) for vote in out["votes"]),
        counsel=data.counsel, outcome=out["result"], conclusion=data.conclusion,
    )  # fmt: skip
    changed = state.changed or sitting.outcome == "changed"
    return state.model_copy(update={"sittings": (*state.sittings, sitting), "changed": changed})


def referred(state: OrdinaryState, act: Act) -> OrdinaryState:
    return state.model_copy(update={"referred": max(state.referred, act.data.level, key=_RANK.__getitem__)})


def deliberating(ctx: Context) -> dict[str, Any]:
    """Every member with his vote, and what the votes came to."""
    members = _committee(ctx).members
    ballots = {one.member: one for one in ctx.data.ballots}
    votes = []
    for one in members:
        ballot = ballots.get(one.id)
        votes.append({"member": one.id, "name": one.name, "vote": ballot.vote if ballot else "absent",
                      "reason": ballot.reason if ballot else ""})  # fmt: skip
    count = counted(ctx)
    chair = next(one.name for one in members if one.id == ctx.data.chair)
    return {"votes": votes, "members": count.members, "present": count.present, "result": count.outcome, "chair": chair}


def counted(ctx: Context) -> Tally:
    """The tally of the ballots, by the bureau's own quorum and majority."""
    return count_votes([one.vote for one in ctx.data.ballots], len(_committee(ctx).seats), ctx.profile)


def count_votes(votes: Iterable[str], members: int, profile: Profile) -> Tally:
    """The tally of votes in a committee of `members`, by the profile's quorum and majority."""
    return tally(
        list(votes), members, quorum=Decimal(str(profile("committee.quorum"))),
        majority=Decimal(str(profile("committee.majority"))),
    )  # fmt: skip


# Guards


def _committee(ctx: Context) -> Committee:
    """The committee of the case's own team, or of the bureau. Also an account that is gone is a seat."""
    return committee_of(ctx.profile, ctx.data.level, ctx.state, ctx.day)


def _no_members(level: str) -> Message:
    return say("The profile names no members: {committee}.", committee=say(LEVELS[level]))


@block("committee_known", N_("Who sits on the committee"), APL(57, 2))
def committee_known(ctx: Context) -> Finding | None:
    """Each ballot is of a member, once; the chair is a member who is there."""
    remedy = say("The administrator enters the members under Registers › Profile.")
    members = {one.id: one for one in _committee(ctx).members}
    if not members:
        return Finding(_no_members(ctx.data.level), remedy, field="level")
    seen: dict[int, str] = {}
    for number, ballot in enumerate(ctx.data.ballots):
        where = f"ballots.{number}.member"
        if ballot.member not in members:
            return Finding(
                say("Someone votes who is not a member of this committee."),
                say("Choose one from the list."),
                field=where,
            )
        if ballot.member in seen:
            return Finding(
                say("{name} votes twice.", name=members[ballot.member].name), say("Keep one vote."), field=where
            )
        seen[ballot.member] = ballot.vote
    if seen.get(ctx.data.chair) not in VOTES:
        return Finding(
            say("Who is in the chair is a member who takes part."), say("Name one who is there."), field="chair"
        )
    return None


@block("committee_level", N_("Level of the committee"), APL(57, 2))
def committee_level(ctx: Context) -> Finding | None:
    level = level_needed(ctx.state, ctx.profile)
    if _RANK[ctx.data.level] >= _RANK[level]:
        return None
    return Finding(say("This case belongs before the committee of the bureau."), say("Put it on that committee's agenda."),
                   field="level")  # fmt: skip


@block("committee_quorum", N_("Quorum"), APL(57, 2))
def committee_quorum(ctx: Context) -> Finding | None:
    count = counted(ctx)
    if count.quorate:
        return None
    return Finding(
        say("{present} of {members} members vote; more than {share} percent must.", present=count.present,
            members=count.members, share=ctx.profile("committee.quorum")),
        say("Adjourn the sitting until enough members are there."), field="ballots",
    )  # fmt: skip


@block("investigators_without_vote", N_("Discussion apart from the investigation"), APL(42), APL(57, 2))
def investigators_without_vote(ctx: Context) -> Finding | None:
    investigators = ctx.state.investigators()
    officers = {one.id: one for one in _committee(ctx).members}
    for number, ballot in enumerate(ctx.data.ballots):
        member = officers.get(ballot.member)
        if member and member.officer in investigators and ballot.vote in VOTES:
            return Finding(say("{name} investigated this case: he may report, but does not vote.", name=member.name),
                           say("Enter him as recused."), field=f"ballots.{number}.vote")  # fmt: skip
    return None


@mark("dissent_reasoned", N_("Opinion of who dissents"), APL(47), APL(57, 2))
def dissent_reasoned(ctx: Context) -> Finding | None:
    for number, ballot in enumerate(ctx.data.ballots):
        if ballot.vote in ("change", "against") and not ballot.reason:
            return Finding(say("A member dissents without a reason on record."), say("Write the opinion as it was given."),
                           field=f"ballots.{number}.reason")  # fmt: skip
    return None


@mark("chair_named", N_("Who is in the chair"), APL(57, 2))
def chair_named(ctx: Context) -> Finding | None:
    """The bureau's own rule: its chair presides, and a deputy while the chair is away."""
    committee = _committee(ctx)
    there = [one.member for one in ctx.data.ballots if one.vote in VOTES]
    member = next((one for one in committee.members if one.id == ctx.data.chair), None)
    if member is None or committee.presides(member, there):
        return None
    return Finding(say("{name} presided, whom the profile names neither as chair nor as deputy of an absent chair.", name=member.name),
                   say("Enter who really presided."), field="chair")  # fmt: skip


SECRETARIES = (Role.LEGAL_REVIEWER, *HEADS)

step = ordinary.step
deliberate = step(
    "deliberate", N_("Record the collective discussion"), stage=(RECHECKED, None), by=SECRETARIES, input=Deliberate,
    effect=deliberated_on, prepare=deliberating,
    blocks=[hearing_finished, committee_known, committee_level, investigators_without_vote, committee_quorum],
    marks=[dissent_reasoned, chair_named], papers=["committee_minutes"], basis=[APL(57, 2)], side=True,
    help=N_("Every member's vote is on record; who investigated does not vote."),
)  # fmt: skip
step(
    "refer_to_committee", N_("Put before the committee"), stage=((REVIEWED, NOTICED, RECHECKED), None), by=HEADS, input=Refer,
    effect=referred, basis=[APL(57, 2)], side=True, help=N_("For complex cases below the committee's lines."),
)  # fmt: skip


def profile_on(day: date) -> Profile:
    """The profile of a day as the questions above read it, for pages."""
    return lambda key: catalog.profile(key, day).value


def _members(asking: Asking) -> list[Choice]:
    """The members of both committees that the case may go to, each once."""
    profile = profile_on(asking.day)
    if asking.state is None:
        return []
    found = {one.id: one for level in LEVELS for one in committee_of(profile, level, asking.state, asking.day).members}
    return [(str(one.id), one.name) for one in found.values()]


choices.add("committee_members", _members)
