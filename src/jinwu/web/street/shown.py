"""What the pages of the street show around their forms: where one is, the scale of the fine, the block of forms, the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from jinwu.bureau.models import User
from jinwu.bureau.queries import bureau_of
from jinwu.cases.state import CaseState
from jinwu.cases.summary.foresight import Scale
from jinwu.cases.summary.guards.deciding import DECISIONS
from jinwu.documents.models import Number, NumberStatus
from jinwu.kit import clock
from jinwu.kit.inputs import Widget
from jinwu.law.discretion import Tier
from jinwu.law.messages import N_
from jinwu.law.summary import GROUND_BASIS, GROUND_TITLES, CollectionGround
from jinwu.matters import scope, terms
from jinwu.matters.copies import offered as offered_copies
from jinwu.matters.models import Draft, Matter
from jinwu.matters.state import Paper
from jinwu.matters.viewing import MatterView
from jinwu.ui import rulers
from jinwu.ui.raw import fold
from jinwu.ui.translate import money

from .beginning import PROCEDURE, STEP

PAGES = ("party", "facts", "decision", "handover")
TITLES = {"party": N_("Party"), "facts": N_("Facts"), "decision": N_("Decision"), "handover": N_("Handing over")}
#: The page on which a matter of this stage goes on; any other stage is done with the street.
PAGE_OF = {"draft": "facts", "noticed": "decision", "decided": "handover"}
FORMS = "on_the_spot_decision"
#: The scale is drawn a little beyond the limit where the law's range goes far beyond it.
BEYOND = Decimal("1.25")
MOST = 30


@dataclass(frozen=True)
class Drawn:
    """The lawful range as a ruler with the two figures at its ends."""

    scale: Scale
    ruler: rulers.Ruler
    low: Decimal
    high: Decimal
    tier: Tier | None


@dataclass(frozen=True)
class Forms:
    """The officer's numbered forms of this year."""

    left: int
    first: int | None
    last: int | None


def stages(page: str) -> list[dict[str, str]]:
    """The four pages with the one we are on."""
    here = PAGES.index(page) if page in PAGES else len(PAGES)
    return [
        {"title": TITLES[key], "state": "now" if i == here else "past" if i < here else "next"}
        for i, key in enumerate(PAGES)
    ]


def drawn(scale: Scale | None, amount: Any, tier: Any) -> Drawn | None:
    """The scale as it is drawn under the amount; None where there is no range to draw."""
    if scale is None or scale.bounds is None:
        return None
    bounds, limit = scale.bounds, scale.limit.amount
    high = bounds.high if bounds.high <= limit * BEYOND else limit * BEYOND
    chosen = scale.tier(str(tier or ""))
    band = (chosen.low, min(chosen.high, high)) if chosen and chosen.low < high else None
    label = _("The law allows {low} to {high} yuan; on the spot at most {limit} yuan, the limit included").format(
        low=money(bounds.low), high=money(bounds.high), limit=money(limit)
    )
    value = yuan(amount)
    ruler = rulers.scale(
        bounds.low, high, tier=band, value=min(value, high) if value else None,
        lines=[limit] if limit <= high else [], label=label,
    )  # fmt: skip
    return Drawn(scale, ruler, bounds.low, bounds.high, chosen)


def yuan(text: Any) -> Decimal | None:
    """An amount as typed; None for what is none."""
    try:
        found = Decimal(fold(Widget.MONEY, str(text or "")))
        return found if found.is_finite() and found > 0 else None
    except InvalidOperation:
        return None


def forms(user: User, units: list[int], now: datetime) -> Forms:
    """How many numbered forms the officer has left this year, and which; one query."""
    if not user.officer_id or not units:
        return Forms(0, None, None)
    unused = Number.objects.filter(
        status=NumberStatus.UNUSED, organ_id=bureau_of(units[0]), class_code=FORMS, year=now.year,
        block__officer_id=user.officer_id,
    )  # fmt: skip
    found = unused.aggregate(first=Min("serial"), last=Max("serial"))
    return Forms(unused.count() if found["first"] else 0, found["first"], found["last"])


def drafts_of(user: User) -> list[Draft]:
    """Cases of the street that are typed and not yet opened, newest first."""
    own = Draft.objects.filter(user=user, procedure=PROCEDURE, step=STEP, matter=None)
    return list(own.order_by("-saved_at")[:MOST])


def cases_of(user: User, now: datetime) -> list[dict[str, Any]]:
    """The officer's cases of today, and those of other days that have not been handed over yet."""
    midnight = datetime.combine(now.date(), time.min, clock.ZONE)
    rows = scope.visible_to(user).filter(
        Q(stage__in=PAGE_OF) | Q(opened_at__gte=midnight), procedure=PROCEDURE, handler_id=user.officer_id
    )
    found = []
    for row in rows.order_by("-acted_at", "-id")[:MOST]:
        page = PAGE_OF.get(row.stage)
        name = f"street_{page}" if page else "matter"
        title = MatterView(row, None).stage_title  # type: ignore[arg-type]
        found.append({"row": row, "url": reverse(name, args=[row.pk]), "open": bool(page), "stage": title})
    return found


def due(view: MatterView) -> list[Any]:
    """What the bureau must do next, by day: the periods that run and oblige it."""
    running = [one for one in view.state.running() if terms.timers[one.timer].duty]
    return [terms.deadline(one, view.today) for one in sorted(running, key=lambda one: one.shown)]


def issued(state: CaseState) -> Paper | None:
    """The decision as it was issued, and not voided or replaced."""
    standing = [paper for paper in state.papers if paper.status == "issued" and paper.paper in DECISIONS]
    return standing[-1] if standing else None


def prints(view: MatterView) -> list[tuple[str, str]]:
    """Addresses to print from: the sheet and the roll, with the signature once it was given."""
    state: Any = view.state
    offered, paper = {one.key for one in offered_copies(state)}, issued(state)
    found = []
    if "served_decision" in offered:
        found.append((reverse("matter_copy", args=[view.row.pk, "served_decision"]), _("Print A4")))
    elif paper:
        found.append((reverse("document", args=[paper.document]), _("Print A4")))
    roll = next((key for key in ("served_slip", "on_the_spot_slip") if key in offered), "")
    if roll:
        found.append((reverse("matter_copy", args=[view.row.pk, roll]), _("Print 80 mm")))
    return found


def cash_due(state: CaseState) -> bool:
    """Whether the decision lets the fine be collected here, and it is still owed."""
    made = state.decision
    return bool(made and made.payment == "on_the_spot" and (not state.served or state.ledger.balance()))


def ground(state: CaseState) -> dict[str, Any] | None:
    """The ground on which the decision lets the fine be collected here; None where it names none."""
    made = state.decision
    if made is None or not made.ground_of_collection:
        return None
    key = CollectionGround(made.ground_of_collection)
    return {"key": key.value, "title": GROUND_TITLES[key], "basis": GROUND_BASIS[key],
            "requested": key is CollectionGround.REMOTE_REQUEST}  # fmt: skip


def page_of(row: Matter, state: CaseState) -> str:
    """The page on which this matter goes on; ``done`` where the street has nothing left to do."""
    if row.stage == "served" and cash_due(state):
        return "handover"
    return PAGE_OF.get(row.stage, "done")


def used(request: Any, matter: UUID, fallback: datetime | None) -> datetime | None:
    """When this phone began with the case, to tell how long it took."""
    kept = request.session.get("street", {}).get(str(matter))
    return datetime.fromisoformat(kept) if kept else fallback


def begin_clock(request: Any, matter: UUID, started: datetime) -> None:
    """Remember when the case was begun; the last twenty are enough."""
    known = request.session.get("street", {})
    if str(matter) not in known:
        request.session["street"] = {**dict(list(known.items())[-19:]), str(matter): started.isoformat()}


def minutes(since: datetime | None, until: datetime) -> str:
    """1:38; with hours 1:02:05."""
    if since is None:
        return ""
    seconds = max(int((until - since).total_seconds()), 0)
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
