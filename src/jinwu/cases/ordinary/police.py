"""To the police and back (移送公安机关, 移送规定): special team, report, approval, sending, answer, objection.

A crime is suspected: two officers or more verify and report, the principal head answers within three days, the case goes
within twenty-four hours. While the police have it nothing is decided; a penalty never stands in for the transfer.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from jinwu.kit.inputs import Part, Personal, Widget, field
from jinwu.law.citations import APL, O310
from jinwu.law.messages import N_, Message, say
from jinwu.law.roles import Role
from jinwu.law.timers import T32, T33, T34, T35, T36
from jinwu.law.vocabulary import Finding, Guard, block, mark
from jinwu.matters.context import Context
from jinwu.matters.guards import early
from jinwu.matters.inputs import ActInput
from jinwu.matters.state import Act, Hold, Relation, next_key, replaced
from jinwu.matters.timing import timers

from .asking import check_certified, named_officers
from .clue import HEADS, approver_apart
from .stages import BEFORE_DECISION, TRANSFERRED, ordinary
from .state import OrdinaryState, Transfer

TITLES = {
    "team": N_("Special team at work"), "reported": N_("Reported, waits for the head"), "approved": N_("Transfer approved"),
    "not_approved": N_("Transfer not approved"), "sent": N_("With the police"), "not_filed": N_("Not filed by the police"),
    "objected": N_("Objected to"), "filed": N_("Filed by the police"), "handed": N_("Handed over"), "back": N_("Taken back"),
}  # fmt: skip


class Item(Part):
    """A thing of the list that goes along (涉案物品清单)."""

    name: str = field(N_("Thing"), min_length=1, max_length=100)
    kind: str = field(N_("Specification"), "", max_length=100)
    count: str = field(N_("Quantity"), min_length=1, max_length=40)
    note: str = field(N_("Remark"), "", max_length=100)


class FormTeam(ActInput):
    """Two officers or more are named to verify that a crime is suspected (移送规定 5)."""

    crime: str = field(N_("Crime suspected of"), min_length=2, max_length=200)
    reason: str = field(N_("What speaks for it"), widget=Widget.AREA, min_length=4, max_length=3000)
    members: list[int] = field(N_("Members of the special team"), choices="officers", min_length=1, max_length=20)


class Report(ActInput):
    """The special team's written report to the principal head."""

    facts: str = field(N_("Facts that were verified"), widget=Widget.AREA, min_length=4, max_length=3000)
    evidence: str = field(N_("Evidence for them"), widget=Widget.AREA, min_length=2, max_length=3000)
    opinion: str = field(N_("Proposal of the team"), widget=Widget.AREA, min_length=2, max_length=1000)


class Answer(ActInput):
    """The principal head, or who is in charge, approves the transfer or does not."""

    outcome: Literal["approved", "not_approved"] = field(
        N_("Decision on the transfer"), widget=Widget.CHOICE,
        labels={"approved": N_("Transfer it"), "not_approved": N_("Do not transfer it")},
    )  # fmt: skip
    reason: str = field(N_("Reason"), "", widget=Widget.AREA, max_length=1000,
                        help=N_("Goes on file where the transfer is not approved."))  # fmt: skip


class Send(ActInput):
    """The case goes to the police of the same level, with what belongs to it (D81)."""

    organ: str = field(N_("Police organ"), min_length=2, max_length=100)
    items: list[Item] = field(N_("Things involved"), [], max_length=60)
    received_by: str = field(
        N_("Received by"), "", max_length=60, personal=Personal.NAME, help=N_("Who signed the receipt.")
    )


class PoliceAnswer(ActInput):
    """What the police decided, also after an objection."""

    outcome: Literal["filed", "not_filed"] = field(
        N_("Answer of the police"), labels={"filed": N_("Criminal case filed"), "not_filed": N_("No criminal case")},
        widget=Widget.CHOICE,
    )  # fmt: skip
    document: str = field(N_("Document"), min_length=1, max_length=120)
    answered_on: date = field(N_("Received on"))


class Objection(ActInput):
    """The police should have filed: they are asked to look again, or the procuratorate is asked to supervise (移送规定 9)."""

    to: Literal["police", "procuratorate"] = field(
        N_("Addressed to"), widget=Widget.CHOICE,
        labels={"police": N_("Police, to reconsider"), "procuratorate": N_("Procuratorate, to supervise the filing")},
    )  # fmt: skip
    on: date = field(N_("Sent on"))
    reason: str = field(N_("Reason"), widget=Widget.AREA, min_length=4, max_length=2000)


class HandOverItems(ActInput):
    """Things and materials go to the police that filed the case, against a receipt (移送规定 12)."""

    items: list[Item] = field(N_("Things handed over"), [], max_length=60)
    materials: str = field(N_("Materials handed over"), widget=Widget.AREA, min_length=2, max_length=2000)
    received_by: str = field(N_("Received by"), min_length=1, max_length=60, personal=Personal.NAME)
    on: date = field(N_("Handed over on"))


class TakeBack(ActInput):
    """No crime is prosecuted: the administrative case goes on (移送规定 10)."""

    reason: str = field(N_("How the case goes on"), min_length=2, max_length=1000, widget=Widget.AREA)


def transfer_of(state: OrdinaryState) -> Transfer | None:
    """The transfer that is under way, or the latest."""
    return state.transfers[-1] if state.transfers else None


# Effects


def team_formed(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The suspicion holds every decision up (移送规定 11)."""
    data = act.data
    made = Transfer(key=next_key("y", state.transfers), crime=data.crime, reason=data.reason, began=act.at,
                    team=tuple((one["id"], one["name"]) for one in act.outcome["team"]))  # fmt: skip
    hold = Hold(key=next_key("h", state.holds), kind="crime_suspected", reason=data.crime, since=act.at)
    return state.model_copy(update={"transfers": (*state.transfers, made), "holds": (*state.holds, hold)})


def _on(state: OrdinaryState, **update: Any) -> dict[str, Any]:
    return {"transfers": replaced(state.transfers, state.transfers[-1].key, **update)}


def _lifted(state: OrdinaryState, act: Act) -> dict[str, Any]:
    held = next((one for one in state.holds_now() if one.kind == "crime_suspected"), None)
    return {"holds": replaced(state.holds, held.key, until=act.at)} if held else {}


def reported(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    said = {"facts": data.facts, "evidence": data.evidence, "opinion": data.opinion}
    return state.model_copy(update=_on(state, status="reported", reported_at=act.at, **said))


def answered(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    update = _on(state, status=data.outcome, answered_at=act.at, approver=act.by.name, why=data.reason)
    if data.outcome == "not_approved":
        update |= _lifted(state, act)
    return state.model_copy(update=update)


def sent(state: OrdinaryState, act: Act) -> OrdinaryState:
    return state.model_copy(update=_on(state, status="sent", sent_at=act.at, organ=act.data.organ))


def told(state: OrdinaryState, act: Act) -> OrdinaryState:
    data = act.data
    return state.model_copy(update=_on(state, status=data.outcome, document=data.document, told_on=data.answered_on))


def objected(state: OrdinaryState, act: Act) -> OrdinaryState:
    one = state.transfers[-1]
    return state.model_copy(
        update=_on(state, status="objected", objections=(*one.objections, (act.data.to, act.data.on, act.data.reason)))
    )


def handed(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The administrative case ends with the criminal one's beginning."""
    one = state.transfers[-1]
    link = Relation(key=next_key("r", state.relations), kind="transferred", note=f"{one.organ}　{one.document}")
    return state.model_copy(update=_on(state, status="handed", handed_on=act.data.on) | {
        "relations": (*state.relations, link), "closed_at": act.at,
    })  # fmt: skip


def taken_back(state: OrdinaryState, act: Act) -> OrdinaryState:
    return state.model_copy(update=_on(state, status="back") | _lifted(state, act))


# What the door looks up first


def naming_team(ctx: Context) -> dict[str, Any]:
    found = named_officers(ctx, ctx.data.members)
    return {"team": [{"id": one, "name": found[one].name} for one in dict.fromkeys(ctx.data.members)]}


def answering(ctx: Context) -> dict[str, Any]:
    return {} if ctx.data.outcome == "approved" else {"skip_timers": ["T33"]}


def sending(ctx: Context) -> dict[str, Any]:
    """The ninety days stand still while the police have the case."""
    return {"pauses": [{"timer": "T05", "start": ctx.day.isoformat(), "reason": "transfer"}]}


def hearing_of_it(ctx: Context) -> dict[str, Any]:
    """The terms run from the day on which the answer came."""
    start = ctx.at.replace(
        year=ctx.data.answered_on.year, month=ctx.data.answered_on.month, day=ctx.data.answered_on.day
    )
    begins, rests = ("T36", "T35") if ctx.data.outcome == "filed" else ("T35", "T36")
    return {"starts": {begins: start.isoformat()}, "skip_timers": [rests]}


def objecting(ctx: Context) -> dict[str, Any]:
    """Only the police have three days for their answer; the procuratorate has its own law."""
    return {"ended_on": ctx.data.on.isoformat(), "skip_timers": [] if ctx.data.to == "police" else ["T34"]}


def handing(ctx: Context) -> dict[str, Any]:
    """Every other period ends with the administrative case."""
    rest = [one.key for one in ctx.state.running() if one.timer != "T36"]
    return {"ends": rest, "cancelled": rest, "ended_on": ctx.data.on.isoformat()}


def taking_back(ctx: Context) -> dict[str, Any]:
    return {"resumes": [{"timer": "T05", "end": ctx.day.isoformat(), "reason": "transfer"}]}


# Guards


def _stands(key: str, title: str, statuses: tuple[str, ...], what: Message, remedy: Message, *by: str) -> Guard:
    """A guard that asks where the transfer stands; `by` are the steps that lead there."""

    def check(ctx: Context) -> Finding | None:
        one = transfer_of(ctx.state)
        return None if one is not None and one.status in statuses else Finding(what, remedy)

    return block(key, title, O310(5), met_by=by)(check)


@block("no_transfer_open", N_("Transfer to the police"), APL(27))
def no_transfer_open(ctx: Context) -> Finding | None:
    one = transfer_of(ctx.state)
    if one is None or one.status in ("not_approved", "back"):
        return None
    return Finding(say("A transfer to the police is under way: {state}.", state=say(TITLES[one.status])),
                   say("Take its next step, or wait for the answer."))  # fmt: skip


@block("special_team", N_("Special team of two"), O310(5))
def special_team(ctx: Context) -> Finding | None:
    named = list(dict.fromkeys(ctx.data.members))
    if len(named) < 2:
        return Finding(say("Two officers or more prepare the transfer."), say("Name both."), field="members")
    found = named_officers(ctx, named)
    return next(filter(None, (check_certified(ctx, found.get(one), "members") for one in named)), None)


@block("of_the_team", N_("Report of the special team"), O310(5))
def of_the_team(ctx: Context) -> Finding | None:
    one = transfer_of(ctx.state)
    if one is None or ctx.by.officer in {officer for officer, _name in one.team}:
        return None
    return Finding(say("{name} is not of the special team.", name=ctx.by.name), say("A member of the team reports."))


@block("why_not_transferred", N_("Reason against the transfer"), O310(5))
def why_not_transferred(ctx: Context) -> Finding | None:
    if ctx.data.outcome == "approved" or ctx.data.reason:
        return None
    return Finding(say("Why the transfer is not approved is put on file."), say("Write the reason."), field="reason")


@block("answer_day", N_("Day of the answer"), O310(8))
def answer_day(ctx: Context) -> Finding | None:
    one = transfer_of(ctx.state)
    day = ctx.data.answered_on
    if day > ctx.day:
        return Finding(say("The answer is dated after this step."), say("Correct the day."), field="answered_on")
    if one and one.sent_at and day < one.sent_at.date():
        return Finding(
            say("The answer is dated before the case was sent."), say("Correct the day."), field="answered_on"
        )
    return None


@block("day_not_ahead", N_("Day of the act"), O310(9), O310(12))
def day_not_ahead(ctx: Context) -> Finding | None:
    one = transfer_of(ctx.state)
    told_on = one.told_on if one else None
    if ctx.data.on > ctx.day:
        return Finding(say("The day lies after this step."), say("Correct the day."), field="on")
    if told_on and ctx.data.on < told_on:
        return Finding(
            say("The day lies before the answer of {day}.", day=told_on), say("Correct the day."), field="on"
        )
    return None


@block("police_once", N_("One reconsideration"), O310(9))
def police_once(ctx: Context) -> Finding | None:
    one = transfer_of(ctx.state)
    if ctx.data.to == "procuratorate" or one is None or all(to != "police" for to, _on, _why in one.objections):
        return None
    return Finding(say("The police have reconsidered already."), say("Ask the procuratorate to supervise the filing."),
                   field="to")  # fmt: skip


@mark("objected_in_time", N_("Objection in time"), O310(9))
def objected_in_time(ctx: Context) -> Finding | None:
    window = next(iter(ctx.state.running("T35")), None)
    if window is None or ctx.data.on <= window.due:
        return None
    return Finding(say("The objection could be sent until {due}; it is late.", due=window.due),
                   say("It is recorded as late; whether it is heard is for its addressee to say."))  # fmt: skip


team_works = _stands("team_works", N_("Special team at work"), ("team",), say("No special team works on a transfer."),
                     say("The head names two officers first."), "form_special_team")  # fmt: skip
report_waits = _stands("report_waits", N_("Report before the head"), ("reported",), say("No report of a special team waits."),
                       say("The team reports first."), "report_crime")  # fmt: skip
approved = _stands("transfer_approved", N_("Transfer approved"), ("approved",), say("The transfer is not approved."),
                   say("The principal head decides on the team's report first."), "answer_transfer")  # fmt: skip
with_police = _stands("with_police", N_("With the police"), ("sent", "objected"), say("This case is not with the police."),
                      say("Nothing is left to do here."), "send_to_police")  # fmt: skip
not_filed = _stands("police_did_not_file", N_("Not filed by the police"), ("not_filed",), say("The police did not decline."),
                    say("Record their answer first."), "police_answered")  # fmt: skip
may_go_on = _stands("police_done", N_("Answer of the police"), ("not_filed", "objected"), say("The police have not declined."),
                    say("Wait for their answer."), "police_answered")  # fmt: skip
filed = _stands("police_filed", N_("Filed by the police"), ("filed",), say("The police have not filed a criminal case."),
                say("Record their answer first."), "police_answered")  # fmt: skip

step = ordinary.step
anywhere = (BEFORE_DECISION, None)
form_team = step(
    "form_special_team", N_("Suspect a crime: name a special team"), stage=anywhere, by=HEADS, input=FormTeam,
    effect=team_formed, prepare=naming_team, blocks=[no_transfer_open, special_team], basis=[APL(27), O310(5)], side=True,
    help=N_("From now on nothing is decided until the police have answered, or the head does not approve."),
)  # fmt: skip
report = step(
    "report_crime", N_("Report of the special team"), stage=anywhere, by=(Role.OFFICER, Role.UNIT_HEAD), input=Report,
    effect=reported, blocks=[team_works, of_the_team], papers=["crime_report"], starts=[T32], basis=[O310(5), O310(6)], side=True,
    help=N_("The special team reports what it found and what it proposes."),
)  # fmt: skip
approve = step(
    "answer_transfer", N_("Decide on the transfer to the police"), stage=anywhere, by=Role.AUTHORITY_HEAD, input=Answer,
    effect=answered, prepare=answering, blocks=[report_waits, why_not_transferred, approver_apart], stops=["T32"], starts=[T33],
    basis=[O310(5), APL(27)], side=True,
    help=N_("The head approves the transfer, or says why not."),
)  # fmt: skip
send = step(
    "send_to_police", N_("Transfer to the police"), stage=anywhere, by=(Role.OFFICER, *HEADS), input=Send, effect=sent,
    prepare=sending, blocks=[approved], papers=["crime_transfer"], stops=["T33"], starts=[T34],
    basis=[O310(5), O310(6), APL(27)], side=True, help=N_("The administrative case waits; a copy goes to the procuratorate."),
)  # fmt: skip
answer = step(
    "police_answered", N_("Record the answer of the police"), stage=anywhere, by=(Role.OFFICER, *HEADS), input=PoliceAnswer,
    effect=told, prepare=hearing_of_it, blocks=[with_police, answer_day], stops=["T34"], starts=[T35, T36],
    basis=[O310(8), APL(27)], side=True,
    help=N_("Whether the police filed, and when they said so."),
)  # fmt: skip
objection = step(
    "object_to_police", N_("Object to the answer of the police"), stage=anywhere, by=HEADS, input=Objection, effect=objected,
    prepare=objecting, blocks=[not_filed, day_not_ahead, police_once], marks=[objected_in_time], stops=["T35"], starts=[T34],
    basis=[O310(9)], side=True,
    help=N_("The organ asks for the answer to be looked at again."),
)  # fmt: skip
hand_items = step(
    "hand_items_to_police", N_("Hand things and materials to the police"), stage=(BEFORE_DECISION, TRANSFERRED),
    by=(Role.OFFICER, *HEADS), input=HandOverItems, effect=handed, prepare=handing, blocks=[filed, day_not_ahead],
    stops=["T36"], basis=[O310(12)], side=True, help=N_("With this the administrative case ends."),
)  # fmt: skip
take_back = step(
    "take_back_from_police", N_("Go on with the administrative case"), stage=anywhere, by=HEADS, input=TakeBack,
    effect=taken_back, prepare=taking_back, blocks=[may_go_on], stops=["T34", "T35"], basis=[O310(10)], side=True,
    help=N_("Where no crime is prosecuted, the violation may still be penalised."),
)  # fmt: skip
early(form_team, no_transfer_open)
early(report, team_works)
early(approve, report_waits, approver_apart)
early(send, approved)
early(answer, with_police)
early(objection, not_filed)
early(hand_items, filed)
early(take_back, may_go_on)

for _timer in (T32, T33, T34, T35, T36):
    if _timer.key not in timers:
        timers.add(_timer.key, _timer)
