"""What the door looks up before an entry about money is written: surcharges, the party's periods, the stage."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from jinwu.collection.state import ZERO, CourtApplication
from jinwu.kit import clock
from jinwu.law.periods import days_to_reach
from jinwu.law.timers import T13
from jinwu.matters.context import Context
from jinwu.matters.state import Act, TimerState

from ..stages import AFTER_SERVICE, OVERDUE, PERFORMED
from ..state import OrdinaryState
from .inputs import as_sum
from .knowing import overdue, stage_after_money, surcharge, window_start

#: Periods of a party that end when it owes nothing any more; of the last four nothing is then to be expected.
OF_COURT = ("T23", "T23R", "T23E", "T24", "T24A", "T24R")
OF_PARTY = ("T13", "T16", "T17", "T21", "T22", *OF_COURT)


def paying(ctx: Context) -> dict[str, Any]:
    """The surcharge that had run by the day of payment; the party's periods; the stage."""
    data = ctx.data
    incoming = ZERO if data.mistaken else data.amount
    ctx.outcome["surcharge"] = as_sum(surcharge(ctx.state, data.party, data.paid_on, incoming))
    return {"subject": data.party, "ended_on": data.paid_on.isoformat(), **_after(ctx, data.party)}


def after_write_off(ctx: Context) -> dict[str, Any]:
    """Nothing is expected of the party any more."""
    out = _after(ctx, ctx.data.party)
    return {"subject": ctx.data.party, **out, "cancelled": out.get("ends", [])}


def refunding(ctx: Context) -> dict[str, Any]:
    """A revoked case is ready to be closed once everything was returned."""
    after = ctx.step.effect(ctx.state, _act(ctx))
    ready = ctx.state.stage == "revoked" and after.ledger.settled() and not after.running("T66")
    return {"skip_timers": [] if ready else ["T66"]}


def answering(ctx: Context) -> dict[str, Any]:
    """The days of the parts, a last rest day rolled forward (CPL 85); the term to pay is that of the first part."""
    data = ctx.data
    party = next(one.party for one in ctx.state.ledger.terms if one.key == data.terms)
    if data.outcome != "granted":
        return {"subject": party, "no_papers": True}
    parts = [[ctx.calendar.next_working(part.due).isoformat(), as_sum(part.amount)] for part in data.parts]
    ctx.outcome |= {"parts": parts, "missed": str(ctx.profile("terms.missed_part"))}
    return {"subject": party, **_after(ctx, party)}


def lapsing(ctx: Context) -> dict[str, Any]:
    """The surcharge runs from the last day to pay, whenever the clock comes round; three months for the court from the end
    of the remedies or of the terms. Where nothing is owed the period only ends."""
    timer = lapsed_term(ctx.state, ctx.day)
    assert timer is not None
    party, state = timer.subject, ctx.state
    out: dict[str, Any] = {"subject": party, "ends": [timer.key]}
    if not state.ledger.balance(party):
        return {**out, "cancelled": [timer.key], "skip_timers": ["T16", "T17", "T22"]}
    fine = state.ledger.fine(party)
    runs = fine is not None and fine.surcharge != "none" and bool(state.ledger.open(fine))
    window = window_start(state, party)
    out["skip_timers"] = [
        *(key for key in ("T16", "T17") if not runs or state.running(key, subject=party)),
        *(["T22"] if window is None or state.running("T22", subject=party) else []),
    ]
    out["starts"] = {"T16": _moment(timer.due), "T17": _moment(timer.due), "T22": _moment(window or timer.due)}
    if state.stage in AFTER_SERVICE:
        out["stage"] = OVERDUE
    return out


def demanding(ctx: Context) -> dict[str, Any]:
    """What is owed on the day of the demand."""
    return {"subject": ctx.data.party, **_owed(ctx, ctx.data.party)}


def applying(ctx: Context) -> dict[str, Any]:
    """What is owed on the day of the application; the periods before it have served their end."""
    party = ctx.data.party
    ends = [one.key for one in ctx.state.running("T21", "T22", *OF_COURT, subject=party)]
    return {"subject": party, **_owed(ctx, party), "ends": ends}


def ruling(ctx: Context) -> dict[str, Any]:
    """What the court has done, and what is awaited next: its ruling from the acceptance, or the days to object."""
    data = ctx.data
    found = _application(ctx)
    received = data.received_on or data.ruled_on
    begins = {"accepted": ("T23R", data.ruled_on), "examining": ("T23E", found.accepted_on or data.ruled_on),
              "not_accepted": ("T24", received), "refused": ("T24", received)}  # fmt: skip
    return _awaits(ctx, found.party, ("T23", "T23R", "T23E"), *begins.get(data.outcome, ("", None)))


def objecting(ctx: Context) -> dict[str, Any]:
    """The court above has fifteen days on acceptance, thirty on enforcement (ACL 56, 58)."""
    found = _application(ctx)
    begins = "T24A" if found.status == "not_accepted" else "T24R"
    return {
        **_awaits(ctx, found.party, ("T24",), begins, ctx.data.objected_on),
        "ended_on": ctx.data.objected_on.isoformat(),
    }


def letting_stand(ctx: Context) -> dict[str, Any]:
    """The days to object are over for us; not using them is not late."""
    out = _awaits(ctx, _application(ctx).party, ("T24",), "", None)
    return {**out, "cancelled": out["ends"]}


def ruling_above(ctx: Context) -> dict[str, Any]:
    """Accepted after all, the court's own days run."""
    found = _application(ctx)
    accepted = ctx.data.outcome == "overturned" and found.objected_to == "not_accepted"
    return _awaits(ctx, found.party, ("T24A", "T24R"), "T23R" if accepted else "", ctx.data.ruled_on)


def _application(ctx: Context) -> CourtApplication:
    return next(one for one in ctx.state.ledger.applications if one.key == ctx.data.application)


def _awaits(ctx: Context, party: str, ended: tuple[str, ...], begins: str, on: date | None) -> dict[str, Any]:
    """What ends for the party, and the one period that begins on a day."""
    out: dict[str, Any] = {
        "subject": party, "ends": [one.key for one in ctx.state.running(*ended, subject=party)],
        "skip_timers": [one.key for one in ctx.step.starts if one.key != begins],
    }  # fmt: skip
    if begins and on:
        out["starts"] = {begins: _moment(on)}
    return out


def lapsed_term(state: OrdinaryState, day: date) -> TimerState | None:
    """The term to pay that has lapsed longest."""
    found = [one for one in state.running("T13") if one.due < day]
    return min(found, key=lambda one: (one.due, one.key), default=None)


def _owed(ctx: Context, party: str) -> dict[str, str]:
    ledger = ctx.state.ledger
    run = surcharge(ctx.state, party, ctx.day)
    fixed = ledger.owed(party, "surcharge")
    fine = ledger.fine(party)
    return {
        "fine": as_sum(ledger.owed(party, "fine")),
        "surcharge": as_sum(run if fine and ledger.open(fine) else fixed),
        "confiscation": as_sum(ledger.owed(party, "confiscation")),
    }


def _after(ctx: Context, party: str) -> dict[str, Any]:
    """What an act about money ends, moves and starts for its party, and where it leaves the case."""
    after: OrdinaryState = ctx.step.effect(ctx.state, _act(ctx))
    out = _periods(ctx, after, party)
    ctx.outcome |= out
    after = ctx.step.effect(ctx.state, _act(ctx))
    stage = stage_after_money(after) if ctx.state.stage in AFTER_SERVICE else ""
    if stage:
        out["stage"] = stage
    closing = stage == PERFORMED and ctx.state.stage != PERFORMED
    ready = closing or (ctx.state.stage == "revoked" and after.ledger.settled())
    if not ready or after.running("T66"):
        out["skip_timers"] = ["T66"]
    return out


def _periods(ctx: Context, after: OrdinaryState, party: str) -> dict[str, Any]:
    ledger = after.ledger
    mine = {one.timer: one for one in after.running(*OF_PARTY, subject=party)}
    if not ledger.balance(party):
        keys = [one.key for one in mine.values()]
        return (
            {"ends": keys, "cancelled": [one.key for one in mine.values() if one.timer in ("T22", *OF_COURT)]}
            if keys
            else {}
        )
    fine = ledger.fine(party)
    if fine is None or not ledger.open(fine):  # what is left is confiscated money, or the surcharge
        gone = ["T16", "T17", *([] if ledger.owed(party, "confiscation") else ["T13"])]
        return _ending(mine, gone)
    coming = ledger.next_part(fine)
    if not fine.plan or coming is None:
        return {}
    if term := mine.get("T13"):
        days = days_to_reach(term.start, coming.due, term.length, term.extensions)
        return {"extends": [{"timer": term.key, "days": days}]} if days else {}
    if coming.due < ctx.day or not overdue(after, party):
        return {}
    return {**_ending(mine, ["T16", "T17", "T22"], cancelled=True), "anew": _anew(ctx, after, party, coming.due)}


def _ending(mine: dict[str, TimerState], timers: list[str], *, cancelled: bool = False) -> dict[str, Any]:
    keys = [mine[name].key for name in timers if name in mine]
    return {"ends": keys, **({"cancelled": keys} if cancelled else {})} if keys else {}


def _anew(ctx: Context, state: OrdinaryState, party: str, due: date) -> dict[str, Any]:
    """The term to pay of a part, after an earlier one lapsed."""
    before = state.timer("T13", party)
    assert before is not None
    first = f"T13:{party}"
    count = sum(1 for one in state.timers if one.key == first or one.key.startswith(f"{first}#"))
    days = days_to_reach(before.start, due, before.length)
    return TimerState(
        key=f"{first}#{count + 1}", timer=T13.key, subject=party, length=before.length, start=before.start, due=due,
        shown=due, extensions=(days,) if days else (), certain=ctx.calendar.certain(due),
    ).model_dump(mode="json", exclude_defaults=True)  # fmt: skip


def _moment(day: date) -> str:
    return datetime.combine(day, time(), clock.ZONE).isoformat()


def _act(ctx: Context) -> Act:
    return Act(0, ctx.matter, ctx.step.key, ctx.data, ctx.outcome, ctx.at, ctx.recorded_at, ctx.by)
