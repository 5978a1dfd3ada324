"""What the page of an ordinary case shows beside decision and money: clue, evidence, orders, reviews, hearings, sittings."""

from __future__ import annotations

from typing import Any

from jinwu.kit.panel import Panel, panel
from jinwu.law.messages import N_
from jinwu.matters.viewing import MatterView, Viewer

from .clue import SOURCES
from .evidence import KINDS
from .police import TITLES
from .review import CONCLUSIONS
from .state import OrdinaryState

ORDINARY = frozenset({"ordinary"})
ORDERS = {"": N_("To be checked"), "corrected": N_("Act corrected"), "partly": N_("Partly corrected"),
          "not_corrected": N_("Not corrected"), "object_gone": N_("The object is gone"),
          "moved": N_("Goes on in the case split off")}  # fmt: skip
ORDER_STATES = {
    "": "wait",
    "corrected": "done",
    "partly": "doing",
    "not_corrected": "late",
    "object_gone": "void",
    "moved": "void",
}
TRANSFERS = {"not_approved": "void", "not_filed": "late", "handed": "done", "back": "void"}
REPLIES = {
    "": N_("May still answer"),
    "stated": N_("Stated and defended"),
    "waived": N_("Waived"),
    "lapsed": N_("Did not answer"),
}
HEARINGS = {
    "requested": N_("Asked for"), "declined": N_("Declined"), "accepted": N_("Accepted"), "scheduled": N_("Date set"),
    "notified": N_("Notice served"), "held": N_("Held"), "signed": N_("Record signed"), "terminated": N_("Terminated"),
    "withdrawn": N_("Withdrawn"), "reported": N_("Presider's opinion given"),
}  # fmt: skip
VOTES = {"agree": N_("Agrees"), "change": N_("Wants it changed"), "against": N_("Against"), "recused": N_("Recused"),
         "absent": N_("Absent")}  # fmt: skip


def investigation(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """The clue, the evidence list, orders to correct, the worksheet."""
    state: OrdinaryState = view.state  # type: ignore[assignment]
    titles = {one.key: one.title for one in (*state.violations, *state.gone)}
    names, proposed = {one.key: one.name or "" for one in state.parties}, dict(state.proposed)
    proofs = [{"number": i, "kind": KINDS[one.kind], "title": one.title, "proves": one.proves or "■", "source": one.source,
               "violation": titles.get(one.violation, ""), "at": one.at} for i, one in enumerate(state.proofs, 1)]  # fmt: skip
    orders = [{"party": names.get(one.party, ""), "requirement": one.requirement, "due": one.due, "at": one.at,
               "state": ORDER_STATES[one.outcome], "word": ORDERS[one.outcome]} for one in state.orders]  # fmt: skip
    sheet = [
        {
            "violation": titles.get(row[0], ""),
            "tier": row[1],
            "factors": row[2],
            "reason": row[3],
            "proposed": proposed.get(row[0]),
        }
        for row in state.worksheet
    ]
    appraisals = [{"by": one.by, "question": one.question, "since": one.since, "until": one.until, "result": one.result}
                  for one in state.appraisals]  # fmt: skip
    transfers = [{"crime": one.crime, "team": "、".join(name for _officer, name in one.team), "organ": one.organ, "began": one.began,
                  "document": one.document, "word": TITLES[one.status], "state": TRANSFERS.get(one.status, "doing")}
                 for one in state.transfers]  # fmt: skip
    kept = [{"items": one.items, "at": one.at, "ended": one.ended_at} for one in state.preservations]
    samples = [{"name": one.name, "drawn": one.drawn, "drawn_from": one.drawn_from, "code": one.code, "at": one.at}
               for one in state.samples]  # fmt: skip
    clue = state.clue
    return {
        "source": SOURCES[clue.source] if clue else "", "clue": clue, "proofs": proofs, "orders": orders, "sheet": sheet,
        "appraisals": appraisals, "kept": kept, "people": [one for one in state.people if one.role in ("handler", "co_handler")],
        "participants": state.participants, "transfers": transfers, "samples": samples,
    }  # fmt: skip


def examination(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """Reviews, notices with the parties' answers, hearings, sittings."""
    state: OrdinaryState = view.state  # type: ignore[assignment]
    if not (state.reviews or state.notices):
        return None
    names = {one.key: one.name or "" for one in state.parties}
    return {
        "reviews": [{"at": one.at, "name": one.name, "conclusion": CONCLUSIONS[one.conclusion], "opinion": one.opinion,
                     "state": "done" if one.conclusion == "agreed" else "late", "overruled": one.overruled} for one in state.reviews],
        "notices": [{"party": names.get(one.party, ""), "version": one.version, "amount": one.amount, "served": one.served_at,
                     "reply": REPLIES[one.reply], "right": one.hearing_right, "apart": one.apart, "compared": one.compared} for one in state.notices],
        "hearings": [{"parties": [names.get(key, "") for key in one.parties], "word": HEARINGS.get(one.status, one.status),
                      "on": one.on, "place": one.place, "presider": one.presider_name, "opinion": one.opinion} for one in state.hearings],
        "sittings": [{"at": one.at, "sitting": one.sitting, "conclusion": one.conclusion, "counsel": one.counsel,
                      "votes": [{"name": vote.name, "vote": VOTES[vote.vote], "reason": vote.reason} for vote in one.votes]}
                     for one in state.sittings],
    }  # fmt: skip


panel(
    Panel(
        "investigation",
        N_("Clue and investigation"),
        "cases/investigation.html",
        investigation,
        order=8,
        kinds=ORDINARY,
    )
)
panel(
    Panel(
        "examination", N_("Review, notice and hearing"), "cases/examination.html", examination, order=9, kinds=ORDINARY
    )
)
