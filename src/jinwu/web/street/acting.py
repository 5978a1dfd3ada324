"""The acts of the street, each through the door: the same sending twice counts once, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from functools import cached_property
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

from django.urls import reverse

from jinwu.bureau.models import User
from jinwu.cases.summary import foresight
from jinwu.cases.summary.inputs import NotifyOrally, OpenSummary
from jinwu.catalog.queries import BasisNotLoaded
from jinwu.kit import clock
from jinwu.kit.clock import ZONE
from jinwu.kit.inputs import Widget
from jinwu.law.discretion import Leniency
from jinwu.law.parties import PartyKind
from jinwu.law.problems import Problem
from jinwu.law.vocabulary import Step
from jinwu.matters import offers
from jinwu.matters.door import Done, Opening, perform, procedures
from jinwu.matters.errors import InvalidInput, KeyReused, Objection, Refused
from jinwu.matters.models import Draft
from jinwu.matters.viewing import MatterView, Viewer
from jinwu.ui.forms import StepForm
from jinwu.ui.raw import fold

from ..stepping import StepSheet
from .beginning import QuietForm, tidy
from .shown import yuan
from .usual import Usual, phrases, usual

NOTICE_FIELDS = ("warning", "amount", "tier", "units", "mitigated", "told_facts", "told_rights", "statement", "recheck",
                 "recheck_reason")  # fmt: skip


def act_key(matter: UUID, user: int, step: str, seen: int | None) -> UUID:
    """The key of an act: who does what to which state of which matter. The same form sent twice has the same key."""
    return uuid5(matter, f"{user}:{step}:{seen or 0}")


class Beside(StepSheet):
    """A sheet that names the second officer."""

    @property
    def beside(self) -> list[dict[str, Any]]:
        """Who may be chosen as second officer."""
        chosen = str(self.partner or "")
        return [
            {"value": v, "name": name, "unit": unit, "chosen": v == chosen} for v, name, unit, *_more in self.partners
        ]

    @property
    def between(self) -> list[dict[str, Any]]:
        """What others did since this form was built."""
        return [{**one, "title": self.view.step_title(one["step"])} for one in self.since]

    @property
    def partner_name(self) -> str:
        return next((one["name"] for one in self.beside if one["chosen"]), "")


class StreetSheet(Beside):
    """The form of one step of a matter that stands."""

    def __init__(
        self, view: MatterView, step: Step, data: Mapping[str, Any] | None = None, draft: Draft | None = None
    ) -> None:
        super().__init__(view, step, data, draft)
        if "tiers" in self.form.choices:
            act, state = view.state.violations[0], view.state  # type: ignore[attr-defined]
            typed = {"violation": act.code, "party.kind": state.party_kind, "act_from": act.act_from.isoformat()}
            found = scale_of(typed, view.at)
            self.form.choices["tiers"] = [tuple(map(str, row)) for row in found.choices] if found else []
        self._set_key()

    def take(self, seen: int | None = None) -> Done | None:
        """Take the step, on the entry `seen` where another act of the same press came before."""
        if seen is not None:
            self.seen = seen
            self._set_key()
        return self.send()

    def _set_key(self) -> None:
        self.key = act_key(self.view.row.pk, self.view.viewer.user.pk, self.step.key, self.seen)


class OpeningSheet(Beside):
    """The second page before the matter stands: what was seen, and what the party is told. Two acts, one press."""

    def __init__(self, matter: UUID, viewer: Viewer, data: Mapping[str, Any], *, quiet: bool = False) -> None:
        step = procedures["summary"].steps["open"]
        self.matter, self.at_once = matter, clock.now()
        self.view: Any = SimpleNamespace(row=SimpleNamespace(pk=matter), viewer=viewer, next=[])
        self.step, self.data, self.kept = step, tidy(data), {}
        self.asking = offers.Asking(viewer.user, step, matter, None, self.at_once)
        made = QuietForm if quiet else StepForm
        self.form = made(OpenSummary, self.data, choices={}, urls={"photos": reverse("files")})
        self.scale = scale_of(self.data, self.at_once)
        tiers = self.scale.choices if self.scale else []
        self.notice = made(NotifyOrally, self.data, choices={"tiers": tiers})
        self.errors: dict[str, list[str]] = {}
        self.refused: list[dict[str, Any]] = []
        self.since: list[dict[str, Any]] = []
        self.key_reused = False
        self.seen, self.quiet = 0, quiet

    @property
    def partner(self) -> int | None:
        sent = self._sent("partner")
        if sent.isascii() and sent.isdigit() and len(sent) < 10:
            return int(sent)
        there = next((one for one in self.present if one != self.view.viewer.user.officer_id), None)
        return there or (self.usual.partner if self.quiet else None)

    @cached_property
    def usual(self) -> Usual:
        """What this officer's last cases let the page offer."""
        return usual(self.view.viewer.user, self.at_once)

    @property
    def phrases(self) -> tuple[str, ...]:
        return phrases(str(self.data.get("violation") or ""), self.at_once)

    @property
    def summary(self) -> list[tuple[str, str, str]]:
        return [*super().summary, *self.notice.summary]

    def send(self) -> Done | None:
        """Open the matter; None where it was not opened, and the sheet says why. What the party would be told is
        looked at first, so that a wrong amount does not leave half of the page recorded."""
        self._confirm()
        whole = self.form.is_valid(), self.notice.is_valid()
        if not all(whole) or self.errors:
            return None
        user = self.view.viewer.user
        foreseen = foresight.of_notice(self.form.input, self.notice.input, self.at_once, user)
        if foreseen:
            return self._refuse(foreseen)
        return self._opened(
            lambda: perform(
                Opening("summary", self.matter), "open", by=user, partner=self.partner, data=self.form.input,
                at=self.at_once, key=act_key(self.matter, user.pk, "open", 0), seen=None,
            )
        )  # fmt: skip

    def _opened(self, act: Callable[[], Done]) -> Done | None:
        try:
            return act()
        except Refused as refused:
            self._refuse(refused.objections)
        except Problem as problem:
            self.refused = [{"what": problem.message, "basis": problem.basis, "remedy": problem.remedy}]
        except InvalidInput as invalid:
            for error in invalid.errors:
                self.form.add_error(".".join(map(str, error["loc"])), str(error["msg"]))
        except KeyReused:
            self.key_reused = True
        return None

    def _refuse(self, objections: Any) -> None:
        super()._refuse(objections)
        for one in objections:
            if one.field in NOTICE_FIELDS:
                self.notice.add_error(one.field, one.what)


def scale_of(data: Mapping[str, Any], at: datetime) -> foresight.Scale | None:
    """The scale of what is typed; None where no violation is chosen, or its basis is not loaded."""
    code, kind = str(data.get("violation") or ""), str(data.get("party.kind") or "person")
    try:
        return foresight.scale(code, kind, act=_day(data, at), on=at.date(), units=number(data.get("units")))
    except (BasisNotLoaded, ValueError):
        return None


def flat(form: StepForm) -> dict[str, Any]:
    """What a form holds, flat as a browser would send it."""
    found: dict[str, Any] = {}
    for bound in form:
        if bound.spec.widget is Widget.CHECK:
            found |= {bound.path: "on"} if bound.checked else {}
        else:
            found[bound.path] = bound.value
    return found


def judged(data: Mapping[str, Any], at: datetime, user: User) -> list[Objection]:
    """What stands against the amount as typed; nothing while it is none, or the violation is not known."""
    amount, found = yuan(data.get("amount")), scale_of(data, at)
    if amount is None or found is None:
        return []
    ground = str(data.get("mitigated") or "")
    return foresight.of_amount(
        PartyKind(str(data.get("party.kind") or "person")), found.row.code, datetime.combine(_day(data, at), time.min, ZONE),
        at, user, amount=amount, tier=str(data.get("tier") or ""), units=number(data.get("units")),
        mitigated=Leniency(ground) if ground in set(Leniency) else None,
    )  # fmt: skip


def number(text: Any) -> int | None:
    """A count as typed; None for anything else."""
    folded = fold(Widget.NUMBER, str(text or ""))
    return int(folded) if folded.isascii() and folded.isdigit() and len(folded) < 6 else None


def _day(data: Mapping[str, Any], at: datetime) -> Any:
    try:
        return datetime.fromisoformat(fold(Widget.DATETIME, str(data.get("act_from") or ""))).date()
    except ValueError:
        return at.date()
