"""What is explained of a step is what the door does: its conditions, and where it leads.

Every walk there is goes through a door that first asks for the explanation of the step it is about to take.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from tests.cases.ordinary.walks import WALKS, Doubted, to_the_police
from tests.cases.reminders.walk import Walk
from tests.cases.street import Street
from tests.inspections.visits import Visits

from jinwu.bureau.models import User
from jinwu.law.vocabulary import Severity
from jinwu.matters import jobs
from jinwu.matters.door import Done, Opening, perform
from jinwu.matters.explaining import Asked, asked
from jinwu.matters.kinds import procedures
from jinwu.matters.models import Matter

pytestmark = pytest.mark.django_db(databases=["default", "log"])


class Explaining:
    """The door, which looks at the explanation before, and at where the step led after."""

    def __init__(self) -> None:
        self.answers: list[Asked] = []

    def perform(self, matter: UUID | Opening, step: str, **how: Any) -> Done:
        before = Matter.objects.filter(pk=matter).first() if isinstance(matter, UUID) else None
        said = self._said(before, step, **how) if before else []
        done = perform(matter, step, **how)
        wrong = [one.guard.key for one in said if one.state == "unmet" and one.guard.severity is Severity.BLOCK]
        assert (step, wrong) == (step, [])
        self._led(before, done, step)
        self.answers += said
        return done

    def _said(self, before: Matter, step: str, *, by: Any, at: Any, **_how: Any) -> list[Asked]:
        declared = procedures[before.procedure].steps[step]
        return asked(before, declared, by=by, at=at) if isinstance(by, User) else []

    def _led(self, before: Matter | None, done: Done, step: str) -> None:
        declared = procedures[done.state.procedure].steps[step]
        named = {declared.target, *declared.leads}
        stays = before.stage if before else None
        assert (step, done.stage) == (
            step,
            done.stage if done.stage in named | {stays} else sorted(filter(None, named)),
        )


@pytest.fixture
def door() -> Explaining:
    return Explaining()


@pytest.mark.slow
@pytest.mark.parametrize("walk", [*WALKS, to_the_police])
def test_the_ordinary_procedure_is_as_explained(cast, door, walk: Callable[[Doubted], None]):
    case = Doubted(cast)
    case.doubter = (door.perform, jobs.tick)
    if walk is to_the_police:
        case.to_filed().doubt()
    walk(case)
    assert {one.state for one in door.answers} >= {"met", "later"}


def test_the_summary_procedure_is_as_explained(cast, door):
    street = Street(cast, door=door.perform)
    street.open()
    street.notify()
    street.decide()
    street.act("void_form", {"reason": "金额误写"}, two=True)
    street.decide()
    street.serve()
    street.collect()
    street.hand_in()
    street.deposit()
    street.file_record()
    street.close()
    last = {one.guard.key: one for one in door.answers}
    assert (last["on_record"].state, last["on_record"].by) == ("met", cast.officer.officer.name)
    assert last["cash_handed_in"].by == cast.officer.officer.name
    assert last["cash_handed_in"].at < last["on_record"].at


def test_reminders_and_inspections_are_as_explained(cast, door):
    walk = Walk(cast, door=door.perform)
    walk.detect()
    walk.issue()
    walk.promise()
    walk.check()
    walk.no_penalty()
    visits = Visits(cast, door=door.perform)
    visits.open()
    visits.record(signed=None, signature="")
    visits.complete(signed="signed", signature="M1 1 L2 2")
    visits.conclude("rectify", requirement="三日内更换老化软管。")
    visits.wait(days=2)
    visits.look_again("corrected")
    visits.another().inspect()
    visits.another().patrol()
    assert "unmet" not in {one.state for one in door.answers if one.guard.severity is Severity.BLOCK}


def test_what_is_missing_is_unmet_with_what_to_do(cast):
    street = Street(cast)
    street.to_served()
    said = _state(street, "close", cast.unit_head)
    assert said["in_order"] == "unmet"
    assert said["settled"] == "later"  # nothing is asked of a step whose turn has not come
    street.pay()
    said = _state(street, "archive", cast.archivist)
    assert said["in_order"] == "unmet"
    street.file_record()
    assert _state(street, "file_record", cast.officer)["filed_once"] == "unmet"


def _state(street: Street, step: str, user: User) -> dict[str, str]:
    row = Matter.objects.get(pk=street.matter)
    found = asked(row, procedures["summary"].steps[step], by=user, at=street.now)
    return {one.guard.key: one.state for one in found}
