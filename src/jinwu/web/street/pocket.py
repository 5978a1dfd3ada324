"""What a phone takes along where no line reaches: empty forms of each kind of work, and the law and words they need.

Nothing personal of a party is in it. What is typed stays on the phone, encrypted, until it is sent (`sending`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from jinwu.bureau.queries import bureau_of, officer_on, partners_of, unit_name
from jinwu.cases.summary import without_line
from jinwu.catalog.queries import profile
from jinwu.documents import numbers
from jinwu.kit import clock
from jinwu.law.messages import N_
from jinwu.law.parties import PartyKind
from jinwu.law.vocabulary import Actor, Step
from jinwu.matters import offers
from jinwu.matters.door import NOWHERE, procedures
from jinwu.matters.viewing import MatterView
from jinwu.ui.forms import StepForm

from ..request import HouseRequest
from .shown import FORMS


@dataclass(frozen=True)
class Page:
    """A page of a kind of work: the steps whose forms stand on it, and what its filled button says."""

    key: str
    title: str
    button: str
    steps: tuple[str, ...]
    template: str = "web/pocket/plain.html"


@dataclass(frozen=True)
class Kind:
    """A kind of work that may be begun without a line: a procedure, and its pages in their order."""

    key: str
    title: str
    pages: tuple[Page, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Its steps in their order, each once."""
        declared = procedures[self.key].steps
        return tuple(declared[name] for name in dict.fromkeys(name for page in self.pages for name in page.steps))


KINDS = (
    Kind("summary", N_("Penalty on the spot"), (
        Page("party", N_("Party"), N_("Next: facts"), ("open",), "web/pocket/party.html"),
        Page("facts", N_("Facts"), N_("Record, next: decision"), ("open", "notify"), "web/pocket/facts.html"),
        Page("decision", N_("Decision"), N_("Decide"), ("decide",), "web/pocket/decision.html"),
        Page("handover", N_("Handing over"), N_("Hand over"), ("serve", "collect"), "web/pocket/handover.html"),
    )),
    Kind("reminder", N_("First-offence reminder"), (
        Page("detect", N_("Found"), N_("Record, next: the reminder"), ("detect",)),
        Page("issue", N_("Reminder"), N_("Hand over"), ("issue",)),
    )),
    Kind("patrol", N_("Patrol"), (Page("patrol", N_("Patrol"), N_("Record"), ("patrol",)),)),
)  # fmt: skip

#: What the page says of itself; it is drawn without a line, so every text stands in it.
WORDS = (
    ("begun", N_("begun, kept on this phone")), ("waiting", N_("done, waits for a line")),
    ("wrong", N_("not recorded yet: look at it")), ("sent", N_("sent and recorded")),
    ("sent_marked", N_("sent and recorded, {n} marks")), ("unnamed", N_("{kind}, no name yet")), ("away", N_("Take away")),
    ("ready", N_("This phone is ready: {n} numbered forms, the law of {day}.")),
    ("not_ready", N_("Nothing was taken along yet: open this page once with a line.")),
    ("no_line", N_("No connection: what you record is kept here, encrypted, and sent by itself.")),
    ("sending", N_("{n} cases wait to be sent.")), ("sign_in", N_("Sign in once more; then they are sent by themselves.")),
    ("kept", N_("{n} cases are kept on this phone.")), ("back", N_("One page back")), ("later", N_("Later")),
    ("short", N_("The code needs six characters or more.")), ("differs", N_("The two codes differ.")),
    ("code_wrong", N_("This is not the code of this phone.")), ("missing", N_("Fill in: {label}")),
    ("holds", N_("The number holds")), ("not_holds", N_("The check digit does not fit; compare it with the paper.")),
    ("no_form", N_("No numbered form of this year is left on this phone. Go where there is a line, and open this page.")),
    ("no_penalty", N_("Choose a warning or a fine.")), ("no_amount", N_("Write the fine in digits, such as 100 or 100.50.")),
    ("no_recheck", N_("The party made a statement: say whether it is adopted, and why not if not.")),
    ("no_ground", N_("Name the ground on which the fine is collected here.")),
    ("no_day", N_("Give the day by which to correct.")), ("no_signature", N_("Let the party sign, or note the refusal.")),
    ("unsent", N_("Something is not sent yet: send it first, or take it away.")),
    ("no_note", N_("Write why he would not sign, and who was there.")),
)  # fmt: skip
#: Of the fields; loaded with the page, so that the phone keeps them too.
SCRIPTS = ("ui/js/uploads.js", "ui/js/signature.js", "ui/js/narrow.js", "ui/js/items.js", "ui/js/amount.js")


def shown(request: HouseRequest) -> list[dict[str, Any]]:
    """Each kind of work that this reader may begin, with the empty forms of its pages."""
    return [_shown(kind, request) for kind in KINDS]


def _shown(kind: Kind, request: HouseRequest) -> dict[str, Any]:
    forms = {step.key: _empty(step, request) for step in kind.steps}
    two = any(step.actor is Actor.TWO_OFFICERS for step in kind.steps)
    pages = [
        {"key": page.key, "title": page.title, "button": page.button, "template": page.template,
         "forms": [(name, forms[name]) for name in page.steps], "two": two and page is kind.pages[0]}
        for page in kind.pages
    ]  # fmt: skip
    return {"key": kind.key, "title": kind.title, "pages": pages}


def _empty(step: Step, request: HouseRequest) -> StepForm:
    if not step.opening:
        return StepForm(step.input)
    asking = offers.Asking(request.user, step, NOWHERE, None, clock.now())
    first = {"party": {"kind": PartyKind.PERSON.value}, **offers.initial_for(asking)}
    return StepForm(step.input, initial=first, choices=offers.choices_for(asking))


def standing(view: MatterView) -> dict[str, Any]:
    """A penalty that stands at a stage of the street, as a phone keeps it: it may go on there without a line."""
    state: Any = view.state
    party, act, notice, made = state.parties[0], state.violations[0], state.notice, state.decision
    second = [one.officer for one in state.people if one.officer != view.viewer.user.officer_id and one.until is None]
    told = notice and {
        "amount": notice.amount, "tier": notice.tier, "warning": "on" if "warning" in notice.kinds else "",
        "statement": notice.statement, "recheck": notice.outcome, "recheck_reason": notice.outcome_reason,
    }  # fmt: skip
    pages = {
        "party": {"open": {
            "party.kind": party.kind, "party.number": party.number, "party.name": party.name, "party.operator": party.operator,
            "party.operator_number": party.operator_number, "party.legal_representative": party.legal_representative,
            "party.address": party.address, "party.phone": party.phone, "violation": act.code,
        }},
        "facts": {
            "open": {"place": act.place, "act_from": act.act_from.isoformat(), "facts": act.facts},
            "notify": told or {}, "frame": {"partner": next(iter(second), "")},
        },
    }  # fmt: skip
    done = ["open", *(["notify"] if notice else []), *(["decide"] if made else [])]
    if made:
        pages["decision"] = {"decide": {
            "amount": made.fine or "", "warning": "on" if any(one.kind == "warning" for one in made.lines) else "",
            "tier": next((one.tier for one in made.lines if one.tier), ""), "correction": made.correction,
            "correct_by": made.correct_by or "", "payment": made.payment, "ground": made.ground_of_collection,
        }}  # fmt: skip
    return {
        "matter": str(view.row.pk), "seen": view.row.head_seq, "since": (state.passed[-1][1] if state.passed else state.opened_at).isoformat(), "form": made.number if made else "",
        "page": 3 if made else 2 if notice else 1,
        "acts": [{"step": step, "at": made.at.isoformat() if step == "decide" and made else "", "stands": True} for step in done],
        "pages": {page: {step: [[name, str(value)] for name, value in fields.items() if value]
                         for step, fields in steps.items()} for page, steps in pages.items()},
    }  # fmt: skip


def conduct() -> list[str]:
    """How officers behave on the spot, as the bureau's profile lists it: a reminder, no record."""
    return list(profile("street.conduct", clock.today()).value)


def facts(request: HouseRequest, device: str) -> dict[str, Any]:
    """What the pages need to know: who acts, beside whom, on which forms, by which law and in which words of today."""
    today = clock.today()
    me = officer_on(request.user.officer_id, today) if request.user.officer_id else None
    if me is None or me.unit_id is None:
        return {}
    organ = bureau_of(me.unit_id, today)
    with transaction.atomic():
        held = numbers.hold_forms(
            FORMS, organ, me.id, today, device=device, most=int(profile("street.forms_on_phone", today).value)
        )
    return {
        "day": today.isoformat(), "organ": unit_name(organ, today), "user": request.user.pk,
        "me": {"id": me.id, "name": me.name, "certificate": me.certificate_no},
        "partners": [{"id": one.id, "name": one.name, "certificate": one.certificate_no, "unit": unit_name(one.unit_id, today)}
                     for one in partners_of(me.id, today)],
        "forms": held, "wording": without_line.wording(organ, today), "violations": without_line.scales(today),
        "grounds": without_line.grounds(today), "now": clock.now().isoformat(),
    }  # fmt: skip
