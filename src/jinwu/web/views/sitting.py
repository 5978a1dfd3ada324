"""A sitting of the committee: the cases that wait for it, the votes on each, recorded all at once.

Attendance is entered once. Each case stands or falls on its own (`matters.door.perform_many`): what was refused stays on the
page with its reasons and with everything that was typed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jinwu.bureau.queries import unit_name_of
from jinwu.cases.ordinary.agenda import Item, agenda
from jinwu.cases.ordinary.committee import LEVELS, OUTCOMES, VOTE_TITLES, profile_on
from jinwu.cases.ordinary.composition import Committee, Member, committee_at
from jinwu.catalog.queries import ProfileMissing
from jinwu.kit import clock
from jinwu.kit.inputs import Widget, fields_of
from jinwu.kit.permission import COMMITTEE, needs
from jinwu.law.deliberation import VOTES
from jinwu.law.messages import say
from jinwu.matters.door import Done, Request, perform_many, procedures
from jinwu.matters.errors import DoorError, InvalidInput, KeyReused, Refused, Stale
from jinwu.matters.viewing import MatterView, Viewer
from jinwu.ui.raw import fold
from jinwu.ui.sentences import sentence
from jinwu.ui.toasts import toast

from ..request import HouseRequest
from ..stepping import notes

STEP = "deliberate"
#: What a case's conclusion begins with; the secretary changes it where the committee did.
CONCLUSION = "同意拟作出的行政处罚。"


@dataclass
class Seat:
    """One member, and whether he is there."""

    member: Member
    present: bool = True


@dataclass
class Ballot:
    """One member's vote on one case as the form holds it."""

    member: Member
    vote: str
    reason: str = ""
    investigated: bool = False


@dataclass
class Card:
    """A case of the agenda with what was typed for it, and what became of it."""

    item: Item
    key: UUID
    seen: int
    taken: bool
    ballots: list[Ballot]
    counsel: str = ""
    conclusion: str = CONCLUSION
    refused: list[dict[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    since: list[dict[str, Any]] = field(default_factory=list)

    @property
    def pk(self) -> str:
        return str(self.item.matter.pk)

    @property
    def wrong(self) -> bool:
        return bool(self.refused or self.errors or self.since)


@dataclass(frozen=True)
class Tab:
    """The agenda of one committee."""

    title: str
    url: str
    current: bool
    count: int


@dataclass
class Sheet:
    """The page of one sitting. `data` is what was sent."""

    request: HouseRequest
    committee: Committee | None  # None: no profile that day
    level: str
    seats: list[Seat]
    cards: list[Card]
    data: Mapping[str, str]
    errors: list[str] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)

    @property
    def votes(self) -> list[tuple[str, str]]:
        """How a member who is there may stand."""
        return [(key, title) for key, title in VOTE_TITLES.items() if key != "absent"]

    def sent(self, name: str) -> str:
        return str(self.data.get(name) or "").replace("\0", "").strip()

    @property
    def wrong(self) -> bool:
        """Whether something was not recorded."""
        return bool(self.errors) or any(card.wrong for card in self.cards)

    @property
    def sitting(self) -> str:
        return self.sent("sitting")

    @property
    def at(self) -> str:
        return self.sent("at")

    @property
    def late_reason(self) -> str:
        return self.sent("late_reason")

    @property
    def chair(self) -> str:
        there = [one.member.id for one in self.seats if one.present]
        first = self.committee.presiding(there) if self.committee else None
        return self.sent("chair") or (str(first.id) if first else "")


@needs(COMMITTEE)
@require_http_methods(["GET", "POST"])
def sitting(request: HouseRequest) -> HttpResponse:
    """The agenda of one committee (`?level=&team=`); sending it records every case that is ticked."""
    request.nav = "sitting"
    waiting = agenda(request.user, clock.today())
    level, code = asked(request, waiting)
    sheet = _sheet(request, level, code, [one for one in waiting if (one.level, one.code) == (level, code)])
    if request.method == "POST" and _send(sheet):
        toast(request, say("{count} cases of the sitting are recorded.", count=len(sheet.done)))
        return HttpResponseRedirect(_url(level, code))
    tabs = [
        Tab(unit_name_of(team) if team else LEVELS[key], _url(key, team), (key, team) == (level, code),
            sum(1 for one in waiting if (one.level, one.code) == (key, team)))
        for key, team in _committees(waiting, level, code)
    ]  # fmt: skip
    context = {
        "sheet": sheet,
        "tabs": tabs,
        "url": _url(level, code),
        "papers_url": _url(level, code, "sitting_papers"),
        "level_title": unit_name_of(code) if code else LEVELS[level],
    }
    return render(request, "web/sitting.html", context, status=422 if sheet.wrong else 200)


def asked(request: HouseRequest, waiting: list[Item]) -> tuple[str, str]:
    """The committee asked for; else the one before which a case waits."""
    level, code = request.GET.get("level", ""), request.GET.get("team", "")
    if level in LEVELS:
        return level, code if (level, code) in {(one.level, one.code) for one in waiting} else ""
    return next(((one.level, one.code) for one in waiting), ("bureau", ""))


def _committees(waiting: list[Item], level: str, code: str) -> list[tuple[str, str]]:
    """The committees of both levels, and each team's own before which a case waits."""
    own = sorted({one.code for one in waiting if one.code} | ({code} if code else set()))
    return [("team", ""), *(("team", team) for team in own), ("bureau", "")]


def _url(level: str, code: str = "", page: str = "sitting") -> str:
    return f"{reverse(page)}?{urlencode({'level': level} | ({'team': code} if code else {}))}"


def _sheet(request: HouseRequest, level: str, code: str, items: list[Item]) -> Sheet:
    data: Mapping[str, str] = request.POST if request.method == "POST" else {}
    committee: Committee | None = None
    with contextlib.suppress(ProfileMissing):
        committee = committee_at(profile_on(clock.today()), level, code)
    sheet = Sheet(request, committee, level, [Seat(one) for one in committee.members] if committee else [], [], data)
    for seat in sheet.seats:
        seat.present = sheet.sent(f"seat-{seat.member.id}") != "absent"
    sheet.cards = [_card(sheet, one) for one in items]
    return sheet


def _card(sheet: Sheet, item: Item) -> Card:
    """A case as it was typed; at first everybody agrees who did not investigate."""
    pk, fresh = item.matter.pk, not sheet.data
    investigators = item.state.investigators()
    ballots = []
    for seat in sheet.seats:
        one, name = seat.member, f"{pk}-{seat.member.id}"
        apart = one.officer is not None and one.officer in investigators
        vote = sheet.sent(f"vote-{name}")
        known = vote if vote in VOTE_TITLES and vote != "absent" else "recused" if apart else "agree"
        ballots.append(Ballot(one, known, sheet.sent(f"why-{name}"), apart))
    return Card(
        item, _uuid(sheet.sent(f"key-{pk}")), _number(sheet.sent(f"seen-{pk}"), item.matter.head_seq),
        fresh or sheet.sent(f"take-{pk}") == "1", ballots, sheet.sent(f"counsel-{pk}"),
        CONCLUSION if fresh or f"conclusion-{pk}" not in sheet.data else sheet.sent(f"conclusion-{pk}"),
    )  # fmt: skip


def _send(sheet: Sheet) -> bool:
    """Record the ticked cases; False where something was not recorded, and the sheet says what and why."""
    taken = [card for card in sheet.cards if card.taken]
    at = _moment(sheet)
    if not taken:
        sheet.errors.append(_("No case is ticked."))
    if not sheet.sitting:
        sheet.errors.append(_("The number of the sitting is missing."))
    if sheet.errors or at is None:
        return False
    requests = [Request(card.item.matter.pk, STEP, _input(sheet, card), card.key, card.seen) for card in taken]
    results = perform_many(requests, by=sheet.request.user, at=at)
    for card, result in zip(taken, results, strict=True):
        if isinstance(result, Done):
            sheet.done.append((card.item.matter.title, OUTCOMES[result.state.sittings[-1].outcome]))  # type: ignore[attr-defined]
            sheet.cards.remove(card)
        else:
            _explain(sheet, card, result)
    return not any(card.wrong for card in taken)


def _input(sheet: Sheet, card: Card) -> dict[str, Any]:
    """What the step asks for; who is absent is entered as absent, whatever stands beside his name."""
    there = {seat.member.id: seat.present for seat in sheet.seats}
    ballots = []
    for one in card.ballots:
        vote = one.vote if there[one.member.id] else "absent"
        ballots.append({"member": one.member.id, "vote": vote, "reason": one.reason if vote in VOTES else ""})
    return {
        "level": sheet.level, "sitting": sheet.sitting, "chair": sheet.chair, "ballots": ballots, "counsel": card.counsel,
        "conclusion": card.conclusion, "late_reason": sheet.late_reason or None,
    }  # fmt: skip


def _explain(sheet: Sheet, card: Card, error: DoorError) -> None:
    """Why a case was not recorded, beside the case."""
    user, request = sheet.request.user, sheet.request
    if isinstance(error, Refused):
        card.refused = notes(MatterView(card.item.matter, Viewer(user, request.roles)), error.objections)
    elif isinstance(error, Stale):
        steps = procedures[card.item.matter.procedure].steps
        card.since = [
            {**one, "title": steps[one["step"]].title if one["step"] in steps else one["step"]} for one in error.since
        ]
        card.seen = error.head
        if not card.since:
            card.errors.append(_("This form belongs to another state of the matter."))
    elif isinstance(error, KeyReused):
        card.key = uuid4()
        card.errors.append(_("This form has been sent before for another act"))
    elif isinstance(error, InvalidInput):
        specs = {spec.name: spec for spec in fields_of(procedures[card.item.matter.procedure].steps[STEP].input)}
        for one in error.errors:
            name = str(one["loc"][0]) if one["loc"] else ""
            card.errors.append(sentence(specs.get(name), dict(one)))
    else:
        card.errors.append(_("There is no such matter, or none that you may see."))


def _moment(sheet: Sheet) -> datetime | None:
    """When the committee sat; empty: now. None for something that is no time."""
    if not sheet.at:
        return clock.now()
    try:
        moment = datetime.fromisoformat(fold(Widget.DATETIME, sheet.at))
        if 2000 <= moment.year <= 2100 and moment.tzinfo:
            return moment
    except ValueError:
        pass
    sheet.errors.append(_("Give day and time as shown, for example 2026-11-20 16:08."))
    return None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
