"""What every refusal must be: a guard with its article and a remedy, in the log, and nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jinwu.documents.models import Document, Number, NumberCounter
from jinwu.law.citations import Citation
from jinwu.matters.errors import Objection, Refused
from jinwu.matters.models import Matter
from jinwu.matters.projection import projected_models
from jinwu.parties.models import Party, PartyIdentity
from jinwu.record.models import Entry, Pending, PersonalValue, RefusedAttempt


def everything() -> dict[str, list[tuple]]:
    """Every row that a step may write."""
    from jinwu.cases.models import Case

    models = {Entry, Pending, PersonalValue, Matter, Case, Document, Number, NumberCounter, Party, PartyIdentity}
    return {
        model._meta.label: sorted(map(repr, model.objects.values_list()))  # type: ignore[attr-defined]
        for model in models | projected_models()
    }


def refuses(
    call: Callable[[], Any], guard: str, article: Citation | None = None, field: str | None = None
) -> Objection:
    """`call` is refused by `guard`; the objection. `article` must be among those it names."""
    before = everything()
    logged = set(RefusedAttempt.objects.using("log").values_list("id", flat=True))
    with pytest.raises(Refused) as raised:
        call()
    found = {objection.guard: objection for objection in raised.value.objections}
    assert guard in found, f"{guard} said nothing; {sorted(found)} did"
    objection = found[guard]
    assert str(objection.what).strip(), "no sentence on what is wrong"
    assert str(objection.remedy).strip(), "no sentence on what to do next"
    assert objection.basis, "no article"
    if article is not None:
        assert article in objection.basis, f"{objection.basis}"
    if field is not None:
        assert objection.field == field
    assert everything() == before, "a refused step left something behind"
    attempts = RefusedAttempt.objects.using("log").exclude(pk__in=logged)
    assert [guard in attempt.guards for attempt in attempts] == [True], "the attempt is not in the log"
    return objection
