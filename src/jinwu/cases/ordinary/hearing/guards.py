"""What the law asks before each step of a hearing (APL 63, 64)."""

from __future__ import annotations

from jinwu.bureau.queries import bureau_of
from jinwu.law import hearing as law
from jinwu.law.citations import APL
from jinwu.law.messages import N_, say
from jinwu.law.vocabulary import Finding, block, mark
from jinwu.matters.context import Context

from ..asking import named_officers
from ..state import Hearing
from .asking import NEXT, chosen, fits, hearing_needed, hearing_of, late, told_of


@block("hearing_waits", N_("A hearing to act on"), APL(63), APL(64))
def hearing_waits(ctx: Context) -> Finding | None:
    if any(fits(ctx.step.key, one) for one in ctx.state.hearings):
        return None
    return Finding(say("No hearing of this case waits for this step."), say("Nothing is left to do here."))


@block("hearing_fits", N_("State of the hearing"), APL(64))
def hearing_fits(ctx: Context) -> Finding | None:
    keys = getattr(ctx.data, "hearings", None) or [ctx.data.hearing]
    where = "hearings" if hasattr(ctx.data, "hearings") else "hearing"
    for key in keys:
        known = hearing_of(ctx.state, key)
        if known is None:
            return Finding(say("There is no such hearing."), say("Choose one from the list."), field=where)
        if not fits(ctx.step.key, known):
            remedy = say(NEXT[known.status]) if known.open else say("Nothing is left to do here.")
            return Finding(
                say("“{step}” is not possible for this hearing now.", step=say(ctx.step.title)), remedy, field=where
            )
    return None


@block("asked_once", N_("Asked for once"), APL(64))
def asked_once(ctx: Context) -> Finding | None:
    if not any(one.open and ctx.data.party in one.parties for one in ctx.state.hearings):
        return None
    return Finding(say("This party has asked for a hearing, and it has not ended."), say("Go on with that one."),
                   field="party")  # fmt: skip


@block("posted_before", N_("Postmark"), APL(64))
def posted_before(ctx: Context) -> Finding | None:
    if ctx.data.posted_at is None or ctx.data.posted_at <= ctx.at:
        return None
    return Finding(say("The postmark lies after the receipt."), say("Read it on the envelope."), field="posted_at")


@mark("asked_late", N_("Asked for in time"), APL(64, 1, 1), APL(85))
def asked_late(ctx: Context) -> Finding | None:
    days = ctx.state.timer("T09", ctx.data.party)
    if days is None or not late(ctx):
        return None
    return Finding(say("The party could ask for a hearing until {due}; the request is late.", due=days.due),
                   say("Decline it with its reasons, or accept it all the same."))  # fmt: skip


@block("decline_grounded", N_("Ground for declining"), APL(63), APL(64))
def decline_grounded(ctx: Context) -> Finding | None:
    """Who has the right and asked in time is heard."""
    known = chosen(ctx)
    if known is None:
        return None
    if ctx.data.ground == "late" and not known.late:
        return Finding(say("The request came in time."), say("Accept it."), field="ground")
    if ctx.data.ground == "no_right" and any(_has_right(ctx, party) for party in known.parties):
        return Finding(
            say("The intended penalty gives the right to a hearing."), say("Accept the request."), field="ground"
        )
    return None


def _has_right(ctx: Context, party: str) -> bool:
    notice = ctx.state.notice_of(party)
    return bool(notice and notice.hearing_right) or hearing_needed(ctx, party)


@mark("decline_told", N_("Party told"), APL(44), APL(63))
def decline_told(ctx: Context) -> Finding | None:
    if ctx.data.told:
        return None
    return Finding(say("The party was not told that its request is declined."), say("Tell it, with the reasons."),
                   field="told")  # fmt: skip


@block("closed_with_ground", N_("Public hearing"), APL(64, 1, 3))
def closed_with_ground(ctx: Context) -> Finding | None:
    if not ctx.data.open_to_public and ctx.data.closed_for is None:
        return Finding(say("A hearing is public; it is closed only for secrets or privacy."),
                       say("Name the ground, or hold it in public."), field="closed_for")  # fmt: skip
    if ctx.data.open_to_public and ctx.data.closed_for:
        return Finding(say("A ground for closing is named, but the hearing is public."),
                       say("Take the ground away, or close the hearing."), field="closed_for")  # fmt: skip
    return None


@block("presider_apart", N_("Presider apart from the investigation"), APL(64, 1, 4))
def presider_apart(ctx: Context) -> Finding | None:
    """Presider and keeper of the record belong to the organ and did not investigate; they are two persons."""
    data = ctx.data
    if ctx.step.key == "recuse_presider" and not data.granted:
        return None
    if data.presider is None:
        return Finding(say("The new presider is missing."), say("Name one who did not investigate."), field="presider")
    known = hearing_of(ctx.state, data.hearing)
    recorder = getattr(data, "recorder", None) or (known.recorder if known else None)
    if data.presider == recorder:
        return Finding(
            say("Presider and keeper of the record are two persons."), say("Name another officer."), field="presider"
        )
    if ctx.step.key == "recuse_presider" and known and data.presider == known.presider:
        return Finding(
            say("The new presider is the one who is recused."), say("Name another officer."), field="presider"
        )
    named = {"presider": data.presider} | ({"recorder": data.recorder} if hasattr(data, "recorder") else {})
    officers = named_officers(ctx, named.values())
    for where, pk in named.items():
        officer = officers.get(pk)
        if officer is None:
            return Finding(say("There is no such officer."), say("Choose one from the list."), field=where)
        if officer.unit_id is None or bureau_of(officer.unit_id, ctx.day) != ctx.organ:
            return Finding(
                say("{name} belongs to another organ.", name=officer.name),
                say("Choose one from the list."),
                field=where,
            )
        if pk in ctx.state.investigators():
            return Finding(say("{name} investigated this case and has no part in leading the hearing.", name=officer.name),
                           say("Name someone who did not investigate."), field=where)  # fmt: skip
    return None


@block("hearing_lead", N_("Notice of the hearing"), APL(64, 1, 2), APL(85))
def hearing_lead(ctx: Context) -> Finding | None:
    first = law.earliest_day(ctx.day, ctx.calendar)
    if ctx.data.on.date() >= first:
        return None
    return Finding(
        say("A hearing is notified seven working days before; notified on {day} it may be held from {first} on.",
            day=ctx.day, first=first),
        say("Choose a later day."), field="on",
    )  # fmt: skip


@block("hearing_party", N_("Party of the hearing"), APL(64))
def hearing_party(ctx: Context) -> Finding | None:
    known = chosen(ctx)
    if known is None or ctx.data.party in known.parties:
        return None
    return Finding(say("This party did not ask for this hearing."), say("Choose one from the list."), field="party")


@mark("notified_late", N_("Notice of the hearing"), APL(64, 1, 2), APL(85))
def notified_late(ctx: Context) -> Finding | None:
    known = chosen(ctx)
    if known is None or known.on is None or law.in_good_time(ctx.day, known.on.date(), ctx.calendar):
        return None
    return Finding(say("Fewer than seven working days lie between this notice and the hearing on {day}.", day=known.on.date()),
                   say("Postpone the hearing, unless the party agrees to the day."))  # fmt: skip


@block("hearing_times", N_("Time of the hearing"), APL(64))
def hearing_times(ctx: Context) -> Finding | None:
    data, known = ctx.data, chosen(ctx)
    if data.ended < data.began:
        return Finding(say("The hearing would end before it began."), say("Correct the two times."), field="ended")
    if data.ended > ctx.at:
        return Finding(say("The hearing is dated after this step."), say("Record it when it has ended."), field="ended")
    if known and known.on and data.began.date() < known.on.date():
        return Finding(say("The hearing was set for {day} and cannot begin before.", day=known.on.date()),
                       say("Check the day, or postpone and schedule anew."), field="began")  # fmt: skip
    return None


@block("record_apart", N_("Led apart from the investigation"), APL(64, 1, 4))
def record_apart(ctx: Context) -> Finding | None:
    """Neither the presider nor who enters the record investigated, also where he was put on the case since."""
    known = chosen(ctx)
    investigators = ctx.state.investigators()
    if known and known.presider in investigators:
        return Finding(say("{name} investigates this case by now and cannot preside.", name=known.presider_name),
                       say("Name another presider first."))  # fmt: skip
    if ctx.by.officer and ctx.by.officer in investigators:
        return Finding(say("Who investigates the case does not keep the record of its hearing."),
                       say("The presider or the keeper of the record enters it."))  # fmt: skip
    return None


@block("those_present", N_("Who was present"), APL(64, 1, 6), APL(64, 1, 7))
def those_present(ctx: Context) -> Finding | None:
    known = chosen(ctx)
    if known is None:
        return None
    if not set(ctx.data.present) <= set(known.parties):
        return Finding(
            say("A party is named that did not ask for this hearing."), say("Choose from the list."), field="present"
        )
    if not set(ctx.data.investigators) <= ctx.state.investigators():
        return Finding(say("Someone is named who does not investigate this case."), say("Choose from the list."),
                       field="investigators")  # fmt: skip
    away = [key for key in known.parties if key not in ctx.data.present]
    return _not_told(ctx, known, away)


def _not_told(ctx: Context, known: Hearing, away: list[str] | tuple[str, ...]) -> Finding | None:
    """Only who was told in time can renounce by staying away."""
    told = told_of(ctx.state, known)
    for key in away:
        if known.on and (key not in told or not law.in_good_time(told[key].date(), known.on.date(), ctx.calendar)):
            return Finding(
                say("Party {number} stayed away, and was not told of the hearing seven working days before.", number=key[1:]),
                say("Postpone the hearing and notify anew, or record the notice first."), (APL(64, 1, 2), APL(64, 1, 6)),
            )  # fmt: skip
    return None


@block("agents_allowed", N_("Agents"), APL(64, 1, 5))
def agents_allowed(ctx: Context) -> Finding | None:
    most = law.AGENTS.on(ctx.day).value
    for number, agent in enumerate(ctx.data.agents):
        if agent.party not in ctx.data.present:
            return Finding(say("An agent stands for a party that is not named as present."),
                           say("Name the party as represented, or take the agent away."), field=f"agents.{number}.party")  # fmt: skip
        if not agent.power:
            return Finding(say("An agent speaks for a party without a power of attorney."),
                           say("Take the power of attorney to the file, or leave the agent out."),
                           field=f"agents.{number}.power")  # fmt: skip
        if sum(1 for one in ctx.data.agents if one.party == agent.party) > most:
            return Finding(say("A party sends at most {most} agents.", most=most), say("Name those who spoke for it."),
                           field="agents")  # fmt: skip
    return None


@block("record_signed", N_("Record signed, or refusal noted"), APL(64, 1, 8))
def record_signed(ctx: Context) -> Finding | None:
    if ctx.data.signed == "signed" or ctx.data.note:
        return None
    return Finding(say("The signature was refused, and the presider's note is missing."), say("Write who refused, and why."),
                   field="note")  # fmt: skip


@mark("hearing_short", N_("Notice of the hearing"), APL(64, 1, 2), APL(85))
def hearing_short(ctx: Context) -> Finding | None:
    known = chosen(ctx)
    if (
        known is None
        or known.on is None
        or _not_told(ctx, known, [p for p in known.parties if p in ctx.data.present]) is None
    ):
        return None
    return Finding(say("A party was heard that had not been told seven working days before."),
                   say("Say why, and that the party agreed."))  # fmt: skip


@mark("hearing_recorded", N_("Recording of the hearing"), APL(47))
def hearing_recorded(ctx: Context) -> Finding | None:
    if ctx.data.recording:
        return None
    return Finding(
        say("The hearing stands without a recording."), say("Name the recorder that was on."), field="recording"
    )


@block("absence_told", N_("Renounced by staying away"), APL(64, 1, 6))
def absence_told(ctx: Context) -> Finding | None:
    known = chosen(ctx)
    if known is None or known.on is None:
        return None
    if ctx.at < known.on:
        return Finding(say("The hearing is set for {day}; nobody has stayed away yet.", day=known.on.date()),
                       say("Wait for its day."))  # fmt: skip
    return _not_told(ctx, known, known.parties) if ctx.data.ground == "absent" else None


@block("presider_reports", N_("Opinion of the presider"), APL(64, 1, 4), APL(65))
def presider_reports(ctx: Context) -> Finding | None:
    known = chosen(ctx)
    if known is None or ctx.by.officer == known.presider:
        return None
    return Finding(
        say("{name} presided and gives the opinion.", name=known.presider_name), say("Let the presider report.")
    )
