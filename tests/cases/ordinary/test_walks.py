"""The walks that the doubters go: together they take every step of the procedure."""

from __future__ import annotations

from django.db import transaction
from tests.cases.ordinary.walks import WALKS, Doubted

from jinwu.cases.ordinary.stages import ordinary
from jinwu.matters import jobs, replay
from jinwu.matters.door import perform
from jinwu.matters.models import Matter
from jinwu.record import verify
from jinwu.record.models import Entry


def test_every_step_is_doubted_on_some_walk(cast):
    doubted = set()

    def noting(matter, step, **more):
        doubted.add(step)
        return perform(matter, step, **more)

    def ticking():
        before = set(Entry.objects.values_list("pk", flat=True))
        taken = jobs.tick()
        doubted.update(Entry.objects.exclude(pk__in=before).values_list("step", flat=True))
        return taken

    for walk in WALKS:
        with transaction.atomic():
            case = Doubted(cast)
            case.doubter = (noting, ticking)
            walk(case)
            for matter in Matter.objects.values_list("pk", flat=True):
                assert replay.check(matter) == []
            assert verify.verify(report=lambda line: None).ok
            transaction.set_rollback(True)
    # what another step opens (`Step.opens`) is doubted with it
    assert doubted == set(ordinary.steps) - {"from_split"}
