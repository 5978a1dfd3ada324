"""What every matter's page shows: deadlines, record, papers, evidence, parties, people, holds, links, points of review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jinwu.kit.panel import Panel, panel
from jinwu.kit.registry import Registry
from jinwu.law.identity import mask
from jinwu.law.messages import N_, Message, say
from jinwu.law.parties import PartyKind
from jinwu.law.roles import Role
from jinwu.record.reader import Opened
from jinwu.ui.links import resolve
from jinwu.ui.translate import day, money, translate

from . import queries, terms
from .copies import of_acts, offered
from .door import procedures
from .models import Matter
from .papers import goes_out
from .state import Paper, PartyState
from .timing import awaited, timers
from .viewing import MatterView, Viewer

PAPER_STATES = {
    "issued": ("done", N_("Issued")),
    "void": ("void", N_("Void")),
    "corrected": ("info", N_("Corrected since")),
    "replaced": ("info", N_("Replaced since")),
}
#: What the record may be narrowed to.
ENTRY_KINDS = {"road": N_("On the road"), "side": N_("Beside the road"), "system": N_("By the system")}
#: Earlier matters that stand with a party; its own page has the others.
BEFORE = 3
EVIDENCE_KINDS = {"photo": N_("Photograph"), "scan": N_("Scan"), "recording": N_("Recording")}
ROLES = {
    "party": N_("Party"), "third_party": N_("Third person"), "guardian": N_("Guardian"), "agent": N_("Agent"),
    "representative": N_("Representative"), "handler": N_("In charge"), "co_handler": N_("Assisting"),
    "registrar": N_("Registered it"), "presider": N_("Presides over the hearing"), "recorder": N_("Keeps the record of the hearing"),
    "split": N_("Left for a case of its own"),
}  # fmt: skip
RELATIONS = {
    "arising_from": N_("From the same inspection"), "merged": N_("Merged"), "split": N_("Split off"),
    "transferred": N_("Transferred"), "refiled": N_("Filed anew"),
    "converted": N_("Converted to the ordinary procedure"),
    "escalated": N_("Went over to a penalty case"),
}  # fmt: skip
HOLDS = {
    "remedy_pending": N_("Reconsideration or litigation is pending"), "evidence_locked": N_("The evidence is locked"),
    "crime_suspected": N_("A crime is suspected"),
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """One entry of the timeline, as ``ui/parts/record.html`` draws it."""

    at: Any
    title: str
    text: str
    who: str
    hash: str
    late: str = ""
    marks: tuple[dict[str, Any], ...] = ()
    url: str = ""
    people: tuple[str, ...] = ()
    papers: bool = False
    kind: str = ""  # a key of ENTRY_KINDS


@dataclass(frozen=True)
class Point:
    """One point of review: met, still open, or recorded with a defect."""

    state: str
    word: str
    text: Any
    basis: tuple[Any, ...] = ()
    url: str = ""
    fix: str = ""


#: By procedure: every rule of supervision that concerns it, with where it stands (pass, open, breach).
rules: Registry[Callable[[MatterView], list[Point]]] = Registry("rules of supervision")


def deadlines(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """Running periods, the nearest first, each with its ruler; beneath them those that were kept or missed."""
    windows = [timer for timer in view.state.running() if not timers[timer.timer].watched and timer.shown >= view.today]
    running = sorted([*awaited(view.state), *windows], key=lambda timer: timer.shown)
    names = {one.key: one.name or "" for one in view.state.parties if one.role == "party"}
    whose = names if len(names) > 1 else {}
    over = [
        {"title": timers[one.timer].title, "due": one.shown, "ended": one.ended, "late": one.outcome == "late", "why": terms.why(one),
         "whose": whose.get(one.subject, "")}
        for one in reversed(view.state.timers) if one.ended and one.outcome in ("met", "late") and timers[one.timer].duty
    ]  # fmt: skip
    shown_now = [terms.deadline(one, view.today, whose.get(one.subject, "")) for one in running]
    return {"terms": shown_now, "over": over} if running or over else None


def record(view: MatterView, viewer: Viewer) -> dict[str, Any]:
    """The latest entries of the chain, newest first."""
    more = resolve("record.url", view.row.pk)
    word = N_("All of them, and filters")
    return {"entries": shown(view, view.entries), "count": view.row.head_seq, "more": more, "more_word": word}


def shown(view: MatterView, entries: Iterable[Opened]) -> list[Shown]:
    """Entries as the timeline shows them."""
    return [_shown(view, entry) for entry in entries]


def papers(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """Papers with number, day, state and their signed scan, newest first."""
    sealed = {use.paper: use.file for use in view.state.seals if use.file}
    rows = [_paper(paper, sealed.get(paper.key, "")) for paper in reversed(view.state.papers)]
    copies = [
        {"title": maker.title, "url": resolve("copy.url", view.row.pk, maker.key)} for maker in offered(view.state)
    ]
    sheets = of_acts(view.row.pk, view.state)
    many = Counter(one.maker.key for one in sheets)
    copies += [
        {"title": one.maker.title, "url": resolve("copy.url", view.row.pk, one.maker.key, one.seq),
         "on": one.at if many[one.maker.key] > 1 else None}
        for one in sheets
    ]  # fmt: skip
    return {"papers": rows, "count": len(rows), "copies": copies} if rows or copies else None


def evidence(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """Photographs and recordings, numbered in the order taken in."""
    found = [one for one in view.state.evidence if one.kind != "scan"]
    rows = [
        {"number": i, "sha256": one.sha256, "title": one.title, "kind": EVIDENCE_KINDS.get(one.kind, one.kind),
         "at": one.taken_at, "url": resolve("file.url", one.sha256)}
        for i, one in enumerate(found, 1)
    ]  # fmt: skip
    return {"evidence": rows, "count": len(rows)} if rows else None


def parties(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """Each party with identity as of the act; numbers masked, opened in the register with a reason."""
    before = queries.earlier(view.row, viewer.user)
    rows = [_party(party, before.get(party.party) or [], view) for party in view.state.parties]
    return {"parties": rows} if rows else None


def people(view: MatterView, viewer: Viewer) -> dict[str, Any]:
    """The officers in charge, and whose presence is confirmed now."""
    present = queries.present(view.row.pk, view.at)
    rows = [
        {"name": one.name, "role": ROLES.get(one.role, one.role), "since": one.since, "until": one.until,
         "reason": one.reason, "present": present.get(one.officer)}
        for one in view.state.people
    ]  # fmt: skip
    mine = viewer.user.officer_id
    now = bool(mine) and not view.row.final
    confirm = resolve("presence.url", view.row.pk) if now and mine not in present else ""
    return {"people": rows, "guests": view.state.participants, "confirm": confirm}


def holds(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """What keeps steps from being taken."""
    names = {one.key: one.name or "■" for one in view.state.parties}
    rows = [
        {
            "title": HOLDS.get(hold.kind, hold.kind),
            "reason": hold.reason,
            "since": hold.since,
            "party": names.get(hold.party, ""),
        }
        for hold in view.state.holds_now()
    ]
    return {"holds": rows} if rows else None


def relations(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """Links to other matters, in both directions; a matter he may not see is named by its kind of link only."""
    rows = [
        {"kind": RELATIONS.get(link.kind, link.kind), "note": link.note, "other": link.other,
         "url": resolve("matter.url", link.other.pk) if link.other else ""}
        for link in queries.linked(view.row, viewer.user)
    ]  # fmt: skip
    return {"relations": rows} if rows else None


def review(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """What the law asked so far: defects recorded, what still stands open, what was met at each step."""
    judged = rules[view.row.procedure](view) if view.row.procedure in rules else []
    broken = [Point("mark", N_("Marked"), mark.what, tuple(mark.basis), *_to_record(view)) for mark in view.state.marks]
    open_ = [Point("gap", N_("Still open"), one.what, one.basis) for one in _open(view)]
    if judged:  # the rules of supervision say more than the guards of single steps
        count = {state: sum(1 for one in judged if one.state == state) for state in ("pass", "breach")}
        # a rule that is not reached yet is no gap
        tally = {"passed": count["pass"], "gaps": len(open_), "breaches": count["breach"]}
        first = [one for one in judged if one.state == "breach"]
        return {
            "points": [*first, *broken, *open_],
            "tally": tally,
            "judged": True,
            "rest": [one for one in judged if one.state != "breach"],
        }
    met = _met(view)
    tally = {"passed": len(met), "gaps": len(open_), "breaches": len(broken)}
    return {"points": [*broken, *open_, *met[:6]], "tally": tally, "rest": met[6:]}


def _open(view: MatterView) -> list[Any]:
    """What stands in the way of the next steps, each once."""
    found = {one.guard: one for step, objections in view.next if not step.side for one in objections}
    return list(found.values())


def _to_record(view: MatterView) -> tuple[str, str]:
    return f"{resolve('matter.url', view.row.pk)}#record", N_("See the record")


def _met(view: MatterView) -> list[Point]:
    """Guards that were asked at a recorded step and found nothing, each once, the latest first."""
    found: dict[str, Point] = {}
    for entry in view.entries:
        step = view.procedure.steps.get(entry.step)
        if step is None:
            continue
        for guard in step.blocks:
            if guard.key in entry.body["guards"] and guard.title not in found:
                found[guard.title] = Point("pass", N_("Passed"), guard.title, guard.basis)
    return list(found.values())


def _shown(view: MatterView, entry: Opened) -> Shown:
    body = entry.body
    outcome, data = body["outcome"], body["data"]
    marks = [mark for mark in outcome.get("marks", ()) if mark["guard"] != "recorded_late"]
    late = next((mark for mark in outcome.get("marks", ()) if mark["guard"] == "recorded_late"), None)
    words = [f"{paper['title']}{paper['number']}" for paper in outcome.get("papers", ()) if paper["number"]][:1]
    if data.get("amount"):
        words.append(translate(say("{amount} yuan", amount=money(data["amount"]))))
    who = [body["by"]["name"], *([body["partner"]["name"]] if body["partner"] else [])]
    named = "、".join(_("The system") if name == "system" else name for name in who)
    reason = next((str(data[name]) for name in ("reason", "text", "recheck_reason", "opinion") if data.get(name)), "")
    if late:
        reason = translate(say("Recorded on {day}.", day=day(entry.recorded_at))) + (data.get("late_reason") or reason)
    digest = entry.hash.hex()
    return Shown(
        at=entry.act_at, title=view.step_title(entry.step), text="　".join(words),
        who="　".join(part for part in (named, reason) if part), hash=f"{digest[:4]}…{digest[-4:]}",
        late=N_("Recorded late") if late else "", people=tuple(who), papers=bool(outcome.get("papers")),
        kind=_kind(view, entry.step),
        marks=tuple({"word": N_("Mark"), "what": mark["what"]} for mark in marks),
    )  # fmt: skip


def _kind(view: MatterView, key: str) -> str:
    """Which kind of act a step is: on the road, beside it, or of the system."""
    step = view.procedure.steps.get(key)
    if step is None or not step.by - {Role.SYSTEM}:
        return "system"
    return "side" if step.side else "road"


def _paper(paper: Paper, sealed: str) -> dict[str, Any]:
    state, word = PAPER_STATES.get(paper.status, ("info", paper.status))
    return {
        "key": paper.key, "title": paper.title, "number": paper.number, "at": paper.at, "pages": paper.pages,
        "state": state, "word": word, "url": resolve("document.url", paper.document),
        "scan": resolve("file.url", paper.scan) if paper.scan else "", "sealed": resolve("file.url", sealed) if sealed else "",
        "editable": resolve("editable.url", paper.document) if goes_out(paper) else "",
    }  # fmt: skip


def _party(party: PartyState, before: list[Matter], view: MatterView) -> dict[str, Any]:
    person = party.kind is PartyKind.PERSON
    number = say("Identity number") if person else say("Credit code")
    rows: list[tuple[Message, Any]] = [
        (number, mask(party.number) if party.number else ""),
        (say("Operator"), party.operator), (say("Operator's resident ID"), mask(party.operator_number or "")),
        (say("Legal representative"), party.legal_representative), (say("Address"), party.address),
        (say("Telephone"), mask(party.phone or "")), (say("Year of birth"), str(party.birth.year) if party.birth else ""),
    ]  # fmt: skip
    return {
        "name": party.name or "■", "role": ROLES.get(party.role, party.role),
        "url": resolve("row.url", "parties", party.party) if party.party else "",
        "rows": [{"title": title, "value": value} for title, value in rows if value],
        "before": [_before(one, view) for one in before[:BEFORE]], "more": len(before) - BEFORE,
    }  # fmt: skip


def _before(one: Matter, view: MatterView) -> dict[str, Any]:
    """An earlier matter of a party: what, when, how far it came."""
    return {
        "title": one.title, "number": one.number, "url": resolve("matter.url", one.pk), "on": one.opened_at,
        "stage": procedures[one.procedure].stages[one.stage].title,
    }  # fmt: skip


PANELS = (
    Panel("record", N_("Record"), "matters/record.html", record, order=20),
    Panel("papers", N_("Documents"), "matters/papers.html", papers, order=30),
    Panel("evidence", N_("Evidence"), "matters/evidence.html", evidence, order=40),
    Panel("parties", N_("Parties"), "matters/parties.html", parties, order=50),
    Panel("holds", N_("Holds"), "matters/holds.html", holds, place="aside", order=5),
    Panel("deadlines", N_("Deadlines"), "matters/deadlines.html", deadlines, place="aside", order=10),
    Panel("review", N_("Review of the file"), "matters/review.html", review, place="aside", order=40),
    Panel("people", N_("Officers"), "matters/people.html", people, place="aside", order=50),
    Panel("relations", N_("Related matters"), "matters/relations.html", relations, place="aside", order=60),
)
for _panel in PANELS:
    panel(_panel)
