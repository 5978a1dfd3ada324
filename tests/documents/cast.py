"""An organ, its officers and its word of numbering, under ids that the tests can name."""

from __future__ import annotations

from datetime import date

from jinwu.bureau.models import Officer, Unit
from jinwu.documents.models import NumberClass

ORGAN, DISTRICT = 1, 2
OFFICER, OTHER = 11, 12


def found_organs() -> None:
    Unit.objects.create(pk=ORGAN, code="yangquan", kind="bureau")
    Unit.objects.create(pk=DISTRICT, code="chengqu", kind="bureau")
    Officer.objects.create(pk=OFFICER, name="郝文斌")
    Officer.objects.create(pk=OTHER, name="王婧")
    NumberClass.objects.create(
        organ_id=ORGAN, code="on_the_spot", title="当场处罚", word="阳城管当罚字", valid_from=date(2020, 1, 1)
    )
