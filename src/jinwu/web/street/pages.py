"""The pages of the street as they are drawn."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from jinwu.cases.summary import foresight
from jinwu.kit import clock
from jinwu.law.messages import N_
from jinwu.matters.viewing import MatterView
from jinwu.ui.bound import Option
from jinwu.ui.forms import StepForm
from jinwu.ui.translate import translate

from ..request import HouseRequest
from . import going, knowing, pocket, shown
from .acting import OpeningSheet, StreetSheet, judged, scale_of
from .beginning import Beginning, tidy, who_form

#: Short words for the kinds of party, as they stand side by side on a phone.
KINDS = {"person": N_("A person"), "sole_trader": N_("A sole trader"), "organisation": N_("An organisation")}
PAPERS = {"resident_id": N_("Resident ID"), "other": N_("Another paper")}
CHANGED = frozenset({"amount", "tier", "units", "mitigated", "warning"})


def party(request: HouseRequest, begun: Beginning, typed: QueryDict, *, quiet: bool = False) -> HttpResponse:
    """The first page; on to the second where nothing stands against it. `quiet`: drawn without being judged."""
    now, data = clock.now(), tidy(typed)
    known = knowing.known(data, now, request.user)
    knowing.told(known, request.user, begun.matter)
    filled = [name for name in known.fills if not data.get(name)]
    for name in filled:
        data[name] = known.fills[name]
    words, kind, chosen = data.get("words", ""), data["party.kind"], data.get("violation", "")
    form = who_form(data, knowing.violations(words, kind, chosen, now), quiet=quiet)
    against: list[Any] = []
    if not quiet:
        if form.input:
            who = form.input
            against = foresight.of_party(who.party, now, request.user)
            against += foresight.of_violation(who.party, who.violation, who.prior, now, request.user)
            for one in against:
                form.add_finding(one)
        if form.is_valid() and "party.name" not in filled:
            return going.to("facts", begun.matter)
    context = {
        "form": form, "known": known, "refused": against, "words": words, "prior": knowing.asks_prior(chosen, now),
        "fields": _laid_out(form), **frame(request, begun.matter, "party"),
    }  # fmt: skip
    return render(request, "web/street/party.html", context, status=200 if quiet else 422)


def _laid_out(form: StepForm) -> dict[str, Any]:
    """Fields that the page lays out itself."""
    return {
        "kinds": _side_by_side(form["party.kind"].value, KINDS), "number": form["party.number"],
        "papers": _side_by_side(form["party.number_kind"].value, PAPERS), "name": form["party.name"],
        "violation": form["violation"], "prior_filled": any(one.value or one.errors for one in form["prior"].fields),
    }  # fmt: skip


def _side_by_side(chosen: str, words: dict[str, str]) -> list[Option]:
    return [Option(key, translate(word), chosen=key == chosen) for key, word in words.items()]


def opening(request: HouseRequest, sheet: OpeningSheet, status: int = 200) -> HttpResponse:
    """The second page before the matter stands."""
    data = sheet.data if isinstance(sheet.data, QueryDict) else QueryDict()
    carried = [name for name in data if name == "violation" or name.startswith(("party.", "prior."))]
    context = {
        "sheet": sheet, "form": sheet.form, "notice": sheet.notice, "name": data.get("party.name", ""),
        "carried": [(name, value) for name in carried for value in data.getlist(name)],
        **scale(request, data), **frame(request, sheet.matter, "facts"),
    }  # fmt: skip
    return render(request, "web/street/facts.html", context, status=status)


def telling(request: HouseRequest, sheet: StreetSheet, status: int = 200) -> HttpResponse:
    """The second page of a matter that stands: the party is told, or told anew."""
    view, form = sheet.view, sheet.form
    context = {
        "view": view, "sheet": sheet, "notice": form, "act": view.state.violations[0], "name": view.row.party_label,  # type: ignore[attr-defined]
        **scale(request, _typed(view, form)), **frame(request, view.row.pk, "facts", view),
    }  # fmt: skip
    return render(request, "web/street/facts.html", context, status=status)


def decision(request: HouseRequest, sheet: StreetSheet, status: int = 200) -> HttpResponse:
    """The third page."""
    view, form, now = sheet.view, sheet.form, clock.now()
    context = {
        "view": view, "sheet": sheet, "form": form, "name": view.row.party_label,
        "act": view.state.violations[0],  # type: ignore[attr-defined]
        "yuan": shown.yuan(form["amount"].value), "warning": form["warning"].checked,
        "changing": bool(CHANGED & set(form.errors)), "collect": foresight.collect_limit(now.date()),
        "forms": shown.forms(request.user, request.units, now), **scale(request, _typed(view, form)),
        **frame(request, view.row.pk, "decision", view),
    }  # fmt: skip
    return render(request, "web/street/decision.html", context, status=status)


def handover(
    request: HouseRequest, view: MatterView, serving: StreetSheet | None, collecting: StreetSheet | None, *,
    takes_cash: bool, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The fourth page: the decision as issued, what is signed on it, and the cash."""
    sheet = serving or collecting
    wrong = [*(serving.summary if serving else []), *(collecting.form.summary if collecting and takes_cash else [])]
    state: Any = view.state
    context = {
        "view": view, "state": state, "sheet": sheet, "serving": serving, "collecting": collecting,
        "takes_cash": takes_cash, "prints": shown.prints(view), "issued": shown.issued(state), "name": view.row.party_label,
        "ground": shown.ground(state), "wrong": wrong if status != 200 else [],
        **frame(request, view.row.pk, "handover", view),
    }  # fmt: skip
    return render(request, "web/street/handover.html", context, status=status)


def refused(request: HouseRequest, sheet: StreetSheet) -> HttpResponse:
    """A step that cannot be taken now, from a page that is not the matter's any more."""
    view = sheet.view
    page = going.page_of(view)
    context = {"view": view, "sheet": sheet, "on": reverse(f"street_{page}", args=[view.row.pk]),
               "name": view.row.party_label, **frame(request, view.row.pk, page)}  # fmt: skip
    return render(request, "web/street/refused.html", context, status=sheet.status)


def scale(request: HouseRequest, data: Any) -> dict[str, Any]:
    """The amount as typed on the lawful range, and what stands against it."""
    now = clock.now()
    found = scale_of(data, now)
    return {"scale": found, "drawn": shown.drawn(found, data.get("amount"), data.get("tier")),
            "against": judged(data, now, request.user)}  # fmt: skip


def of_matter(view: MatterView) -> dict[str, str]:
    """What the scale asks of a matter that stands."""
    state: Any = view.state
    act = state.violations[0]
    return {"violation": act.code, "party.kind": state.party_kind, "act_from": act.act_from.isoformat()}


def _typed(view: MatterView, form: StepForm) -> dict[str, str]:
    return of_matter(view) | {name: form[name].value for name in ("amount", "tier", "units", "mitigated")}


def frame(request: HouseRequest, matter_id: UUID, page: str, view: MatterView | None = None) -> dict[str, Any]:
    """What stands around every page: the four stages, the clock, where the draft is kept."""
    if page == "party":
        shown.begin_clock(request, matter_id, Beginning(request.user, matter_id).started)
    since = shown.used(request, matter_id, None)
    goes_on = pocket.standing(view) if view else {"matter": str(matter_id)}
    return {
        "page": page, "matter": matter_id, "stages": shown.stages(page), "since": since,
        "took": shown.minutes(since, clock.now()), "keep_url": reverse("street_save", args=[matter_id, page]), "goes_on": json.dumps(goes_on, ensure_ascii=False),
    }  # fmt: skip
