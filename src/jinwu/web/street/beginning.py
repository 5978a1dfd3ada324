"""A case whose matter does not stand yet: what was typed of its party and facts, kept as a draft under the matter's id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import QueryDict

from jinwu.bureau.models import User
from jinwu.cases.inputs import PartyInput, PriorMeasure
from jinwu.kit import clock
from jinwu.kit.inputs import StepInput, Widget, field
from jinwu.law.messages import N_
from jinwu.law.parties import PartyKind
from jinwu.matters import drafts
from jinwu.matters.models import Draft
from jinwu.ui.forms import StepForm

#: Never kept: what proves somebody's presence, and what belongs to one sending only.
NOT_KEPT = frozenset({"pin", "csrfmiddlewaretoken", "go", "words", "seen", "key", "opening", "partner_name"})
#: Fields of the first page that one kind of party has and the others have not.
_FOREIGN: dict[str, tuple[str, ...]] = {
    PartyKind.PERSON: ("party.operator", "party.operator_number", "party.legal_representative"),
    PartyKind.SOLE_TRADER: ("party.legal_representative", "party.birth"),
    PartyKind.ORGANISATION: ("party.operator", "party.operator_number", "party.birth"),
}
PROCEDURE, STEP = "summary", "open"


class Who(StepInput):
    """The first page: the party, what it did, and the earlier order where the law asks for one."""

    party: PartyInput = field(N_("Party"), widget=Widget.GROUP)
    violation: str = field(N_("Violation"), widget=Widget.VIOLATION, choices="violations", max_length=40)
    prior: PriorMeasure | None = field(N_("Earlier order to correct"), None)


class QuietForm(StepForm):
    """What was typed, drawn again without being judged."""

    @property
    def errors(self) -> dict[str, list[str]]:
        return {}


@dataclass
class Beginning:
    """The draft of one case of one officer."""

    user: User
    matter: UUID

    @cached_property
    def draft(self) -> Draft | None:
        return drafts.find(self.user, self.matter)

    @property
    def started(self) -> datetime:
        """When the first page was opened for the first time, as far as anything was kept since."""
        return self.draft.created_at.astimezone(clock.ZONE) if self.draft else clock.now()

    @property
    def last_page(self) -> str:
        return self.draft.data.get("page", "party") if self.draft else "party"

    def page(self, *names: str) -> QueryDict:
        """What was typed on these pages, as it was sent."""
        found = QueryDict(mutable=True)
        for name in names:
            kept = self.draft.data.get("pages", {}).get(name, {}) if self.draft else {}
            for key, values in kept.items():
                found.setlist(key, values)
        return found

    def keep(self, name: str, sent: QueryDict) -> Draft:
        """Keep a page. Raises `PermissionError` for somebody else's case, `ValueError` for far too much."""
        fields = {key: sent.getlist(key) for key in sent if key not in NOT_KEPT}
        if len(str(fields)) > drafts.LIMIT:
            raise ValueError("too long")
        pages = {**(self.draft.data.get("pages", {}) if self.draft else {}), name: fields}
        title = next(iter(pages.get("party", {}).get("party.name", [])), "")
        data = {"pages": pages, "page": name}
        kept = drafts.save(self.user, self.matter, procedure=PROCEDURE, step=STEP, data=data, title=title)
        self.__dict__["draft"] = kept
        return kept


def tidy(sent: Mapping[str, Any]) -> QueryDict:
    """A copy of the first page with what does not belong to this kind of party taken out, whatever is hidden in it."""
    found = _copied(sent)
    kind = found.get("party.kind") or PartyKind.PERSON.value
    found["party.kind"] = kind
    for name in _FOREIGN.get(kind, ()):
        found.pop(name, None)
    if kind == PartyKind.PERSON:
        if found.get("party.number_kind") != "other":
            found["party.number_kind"] = "resident_id"
            found.pop("party.birth", None)
    else:
        found["party.number_kind"] = "credit_code"
    return found


def who_form(data: Mapping[str, Any], choices: Iterable[tuple[str, ...]] = (), *, quiet: bool = False) -> StepForm:
    """The form of the first page over what was typed."""
    made = QuietForm if quiet else StepForm
    return made(Who, tidy(data), choices={"violations": list(choices)})


def party_of(data: Mapping[str, Any]) -> PartyInput | None:
    """The party as far as it can be read; a name that is not typed yet does not matter. None: not readable yet."""
    found = tidy(data)
    if not (found.get("party.name") or "").strip():
        found["party.name"] = "…"
    form = StepForm(_Party, found)
    return form.input.party if form.input else None


class _Party(StepInput):
    party: PartyInput = field(N_("Party"), widget=Widget.GROUP)


def _copied(sent: Mapping[str, Any]) -> QueryDict:
    if isinstance(sent, QueryDict):
        return sent.copy()
    found = QueryDict(mutable=True)
    for key, value in sent.items():
        found.setlist(key, value if isinstance(value, list) else [value])
    return found
