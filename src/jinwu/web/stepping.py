"""A step's form with all that stands around it: time, second officer, key, what it was built on; and its sending.

Nothing typed is lost: whatever the door answers, the sheet draws again what was sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jinwu.bureau.models import Officer
from jinwu.kit import clock
from jinwu.kit.inputs import FieldSpec, Personal, Widget, fields_of
from jinwu.law.problems import Problem
from jinwu.law.vocabulary import Actor, Step
from jinwu.matters import drafts, offers, presence, queries
from jinwu.matters.door import Done, Opening, perform
from jinwu.matters.errors import InvalidInput, KeyReused, Objection, Refused, Stale
from jinwu.matters.explaining import Asked, Explained, asked, explain
from jinwu.matters.guiding import guides
from jinwu.matters.kinds import procedures
from jinwu.matters.models import Draft, Matter
from jinwu.matters.viewing import MatterView, Viewer
from jinwu.ui.forms import StepForm
from jinwu.ui.raw import fold
from jinwu.ui.translate import joined

from .guided import Guided

_DRAFTS = UUID("4ad5b7ce-58b5-49f2-93d0-2f0a1a6b7c31")
#: Fields of the frame; a guard may name one of them.
FRAME = ("at", "partner", "pin")
#: Drawn beside the time of the act, not among the fields of the step.
LATE = "late_reason"
_LARGEST = 2**31 - 1


@dataclass
class NewMatter:
    """A matter that is still to be opened, as the sheet of its first step sees it. Its id is drawn before it stands."""

    row: Matter
    viewer: Viewer
    at: datetime = field(default_factory=clock.now)
    state: None = None
    next: tuple[Any, ...] = ()

    def step_title(self, key: str) -> str:
        return key


class StepSheet:
    """The form of one step of a matter, for one reader. `data` is what was sent, `draft` what was kept."""

    def __init__(
        self,
        view: MatterView | NewMatter,
        step: Step,
        data: Mapping[str, Any] | None = None,
        draft: Draft | None = None,
    ) -> None:
        self.view, self.step, self.data = view, step, data
        kept = _as_typed(fields_of(step.input), draft.data.get("form", {})) if draft else {}
        self.kept = draft.data if draft else {}
        self.asking = offers.Asking(view.viewer.user, step, view.row.pk, view.state, view.at)
        self.form = StepForm(
            step.input, data, initial={**offers.initial_for(self.asking), **kept},
            choices=offers.choices_for(self.asking), urls={"photos": _uploads(step)}, hints=offers.hints_for(self.asking),
        )  # fmt: skip
        self.errors: dict[str, list[str]] = {}
        self.refused: list[dict[str, Any]] = []
        self.since: list[dict[str, Any]] = []
        self.key_reused = False
        self.key = _uuid(self._sent("key")) or uuid4()
        self.seen = None if step.opening else _number(self._sent("seen")) if data is not None else view.row.head_seq

    # where it leads

    @property
    def url(self) -> str:
        """Where it is sent."""
        return self._at("matter_open") if self.step.opening else self._at("matter_step")

    @property
    def draft_url(self) -> str:
        return self._at("matter_open_draft") if self.step.opening else self._at("matter_draft")

    @property
    def back_url(self) -> str:
        return reverse("matter_new") if self.step.opening else reverse("matter", args=[self.view.row.pk])

    @property
    def questions_url(self) -> str:
        """Where the questions of a guided record are put in another order."""
        return self._at("matter_questions")

    @property
    def paper_url(self) -> str:
        """Where the paper of the step is set while one types; a matter that does not stand yet has none."""
        return "" if self.step.opening or not self.step.papers else self._at("matter_paper")

    def _at(self, name: str) -> str:
        if self.step.opening:
            return reverse(name, args=[self.step.procedure, self.step.key, self.view.row.pk])
        return reverse(name, args=[self.view.row.pk, self.step.key])

    @property
    def draft_id(self) -> UUID:
        """The name of the user's draft: that of an opening has the id of the matter, and goes when it is opened."""
        row = self.view.row
        return row.pk if self.step.opening else draft_id(self.view.viewer.user.pk, row.pk, self.step.key)

    @property
    def beside_url(self) -> str:
        """Where what stands beside the form is drawn anew while one types."""
        return (
            reverse("matter_beside", args=[self.view.row.pk, self.step.key])
            if self._beside and self._beside.live
            else ""
        )

    @property
    def _beside(self) -> offers.Beside | None:
        return None if self.step.opening else offers.beside.get(f"{self.step.procedure}:{self.step.key}")

    # what is drawn

    @cached_property
    def guided(self) -> Guided | None:
        """The questions of a record that a template guides."""
        guide = guides.get(f"{self.step.procedure}:{self.step.key}")
        return Guided(self, guide) if guide else None

    @property
    def beside(self) -> SafeString:
        """What the room has to show of what is typed, as it stands in the form."""
        if self._beside is None:
            return SafeString("")
        typed = self.form.raw if self.data is not None else self.form.initial
        found = self._beside.draw(self.asking, typed)
        return render_to_string(*found) if found else SafeString("")

    @property
    def fields(self) -> list[Any]:
        """The step's own fields."""
        own = [bound for bound in self.form if bound.spec.name != LATE]
        return self.guided.fields(own) if self.guided else own

    @property
    def late_field(self) -> Any:
        return next((bound for bound in self.form if bound.spec.name == LATE), None)

    @property
    def at(self) -> str:
        """The time of the act as typed; empty: the moment it is sent."""
        return self._sent("at") or str(self.kept.get("at", ""))

    @property
    def opened_late(self) -> bool:
        """Whether the time of the act is drawn open."""
        late = self.late_field
        return bool(self.at or self.errors.get("at") or (late and (late.value or late.errors)))

    @property
    def two(self) -> bool:
        """Whether a second officer must be there."""
        return self.step.actor is Actor.TWO_OFFICERS

    @cached_property
    def partners(self) -> list[tuple[str, ...]]:
        return offers.choices["partners"](self.asking) if self.two else []

    @cached_property
    def present(self) -> dict[int, datetime]:
        """Officers whose presence is confirmed for this matter now, with its end."""
        return queries.present(self.view.row.pk, clock.now()) if self.two else {}

    @property
    def partner(self) -> int | None:
        """The second officer as chosen; at first whoever confirmed, or who stands in the matter as second."""
        if self.data is not None:
            return _number(self._sent("partner"))
        me = self.view.viewer.user.officer_id
        people = self.view.state.people if self.view.state else ()
        beside = [one.officer for one in people if one.until is None and one.officer != me]
        kept = _number(str(self.kept.get("partner", "")))
        offered = {int(choice[0]) for choice in self.partners}
        wanted = [kept, *(one for one in self.present if one != me), *beside]
        return next((one for one in wanted if one in offered), None)

    @property
    def partner_until(self) -> datetime | None:
        """Until when the chosen one's confirmation holds."""
        return self.present.get(self.partner) if self.partner else None

    @property
    def summary(self) -> list[tuple[str, str, str]]:
        """Every error with its field: the list at the top."""
        labels = {"at": _("When the step was taken"), "partner": _("Second officer"), "pin": _("Confirmation code")}
        frame = [(f"f-{name}", labels[name], text) for name, said in self.errors.items() for text in said]
        return [*frame, *self.form.summary]

    @property
    def status(self) -> int:
        """The status of the answer that draws this sheet again."""
        return 409 if self.since or self.key_reused else 422

    @property
    def explained(self) -> Explained:
        """The step as its table has it."""
        return explain(procedures[self.step.procedure], self.step, self.view.at.date())

    @cached_property
    def asked(self) -> list[Asked]:
        """Every condition of the step with its state; of a matter that does not stand yet all are asked when it is sent."""
        if self.step.opening:
            return [Asked(guard, "later") for guard in self.explained.guards]
        return asked(self.view.row, self.step, by=self.view.viewer.user, at=self.view.at)

    @property
    def asked_met(self) -> int:
        return sum(one.state == "met" for one in self.asked)

    # what is done with it

    def send(self) -> Done | None:
        """Take the step; None where it was not taken, and the sheet says why."""
        at = self._moment()
        self._confirm()
        if not self.form.is_valid() or self.errors or at is None:
            return None
        user, row = self.view.viewer.user, self.view.row
        try:
            done = perform(
                Opening(row.procedure, row.pk) if self.step.opening else row.pk, self.step.key, by=user, partner=self.partner if self.two else None, data=self.form.input,
                at=at, key=self.key, seen=self.seen,
            )  # fmt: skip
        except Refused as refused:
            self._refuse(refused.objections)
        except Problem as problem:  # a paper that cannot be set: nothing was written
            self.refused = [{"what": problem.message, "basis": problem.basis, "remedy": problem.remedy}]
        except InvalidInput as invalid:
            for error in invalid.errors:
                self.form.add_error(".".join(map(str, error["loc"])), str(error["msg"]))
        except Stale as stale:
            self.since, self.seen = stale.since, stale.head
            if not self.since:  # built on an entry that is not there: a form from elsewhere
                self.errors.setdefault("at", []).append(_("This form belongs to another state of the matter."))
        except KeyReused:
            self.key_reused, self.key = True, uuid4()
        else:
            drafts.discard(user, self.draft_id)
            return done
        return None

    def keep(self) -> Draft:
        """Keep what is typed as a draft; the confirmation code is never kept.

        Raises `ValueError` for far too much, `PermissionError` where the draft is somebody else's.
        """
        kept = _storable({"form": self.form.raw, "at": self._sent("at"), "partner": self._sent("partner")})
        if len(str(kept)) > drafts.LIMIT:
            raise ValueError("too long")
        user, row = self.view.viewer.user, self.view.row
        return drafts.save(
            user, self.draft_id, procedure=row.procedure, step=self.step.key, data=kept,
            title=_named(fields_of(self.step.input), self.form.raw) if self.step.opening else row.title,
            matter=None if self.step.opening else row.pk,
        )  # fmt: skip

    def _refuse(self, objections: Iterable[Objection]) -> None:
        self.refused = notes(self.view, objections)
        for objection in objections:
            said = joined(objection.what, objection.remedy)
            if objection.field in FRAME:
                self.errors.setdefault(objection.field, []).append(said)
            elif objection.field:
                self.form.add_error(objection.field, said)

    def _moment(self) -> datetime | None:
        """When the act happened; None for something that is no time."""
        if not self._sent("at"):
            return clock.now()
        try:
            moment = datetime.fromisoformat(fold(Widget.DATETIME, self._sent("at")))
            if 2000 <= moment.year <= 2100 and moment.tzinfo:
                return moment
        except ValueError:
            pass
        self.errors.setdefault("at", []).append(_("Give day and time as shown, for example 2026-11-20 16:08."))
        return None

    def _confirm(self) -> None:
        """The second officer's own code, entered on this device."""
        pin = self._sent("pin")
        if not (self.two and self.partner and pin):
            return
        officer = Officer.objects.filter(pk=self.partner).first()
        if officer is None or str(self.partner) not in {choice[0] for choice in self.partners}:
            self.errors.setdefault("partner", []).append(_("Choose the second officer from the list."))
            return
        try:
            presence.confirm_by_pin(self.view.row.pk, officer, pin, on_device_of=self.view.viewer.user)
        except Problem as problem:
            self.errors.setdefault("pin", []).append(joined(problem.message, problem.remedy))
        self.__dict__.pop("present", None)

    def _sent(self, name: str) -> str:
        return str((self.data or {}).get(name) or "").replace("\0", "").strip()


def notes(view: MatterView | NewMatter, objections: Iterable[Objection]) -> list[dict[str, Any]]:
    """Objections as `{% refusal %}` draws them: what, basis, remedy, and the step that mends it."""
    open_to = {step.key: step.title for step, _found in view.next}
    made = []
    for one in objections:
        mends = offers.mending.get(one.guard) or ""
        url = reverse("matter_step", args=[view.row.pk, mends]) if mends in open_to else ""
        word = open_to.get(mends, "")
        made.append({"what": one.what, "basis": one.basis, "remedy": one.remedy, "url": url, "word": word})
    return made


def draft_id(user: int, matter: UUID, step: str) -> UUID:
    """The name of the user's draft of a step: one for each."""
    return uuid5(_DRAFTS, f"{user}:{matter}:{step}")


def _named(specs: Iterable[FieldSpec], typed: Any) -> str:
    """What a draft is about, as far as it is typed: a name, else the first short text."""
    texts = list(_texts(specs, typed))
    named = next((text for spec, text in texts if spec.personal is Personal.NAME), "")
    return (named or next((text for _spec, text in texts), "")).replace("\0", "")


def _texts(specs: Iterable[FieldSpec], typed: Any) -> Iterable[tuple[FieldSpec, str]]:
    """Short texts of a form with their fields, groups gone into; numbers and telephones are no names."""
    for spec in specs:
        value = typed.get(spec.name)
        if spec.fields and isinstance(value, dict):
            yield from _texts(spec.fields, value)
        elif spec.widget is Widget.TEXT and isinstance(value, str) and value and spec.personal in (None, Personal.NAME):
            yield spec, value


def _as_typed(specs: Iterable[FieldSpec], kept: dict[str, Any]) -> dict[str, Any]:
    """A draft's values as fields hold them: moments are text in JSON."""
    found = dict(kept)
    for spec in specs:
        value = kept.get(spec.name)
        if spec.widget is Widget.DATETIME and isinstance(value, str) and value:
            try:
                found[spec.name] = datetime.fromisoformat(value)
            except ValueError:
                found[spec.name] = value
        elif spec.fields and isinstance(value, dict):
            found[spec.name] = _as_typed(spec.fields, value)
    return found


def _storable(value: Any) -> Any:
    """Without the null character, which JSON in the database cannot hold."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, dict):
        return {_storable(key): _storable(one) for key, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value


def _uploads(step: Step) -> str:
    scans = any(spec.widget is Widget.FILE for spec in fields_of(step.input))
    return reverse("files") + ("?kind=scan" if scans else "")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) <= _LARGEST else None
