"""A decision that would print a gap is not made."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cases.street import Street

from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.matters.errors import Refused


def test_the_reconsideration_organ_must_be_named(cast):
    street = Street(cast)
    street.open()
    street.notify()
    values = {"value": "（待填：本级人民政府）", "title": "行政复议机关", "confirmed": False, "source": "", "note": ""}
    put(ProfileValue, {"key": "remedies.reconsideration_organ", "in_force_from": date(2018, 1, 1)}, values, by="tests")
    with pytest.raises(Refused) as refused:
        street.decide()
    assert [o.guard for o in refused.value.objections] == ["wording_complete"]
    assert "行政复议机关" in str(refused.value)


def test_the_bank_is_not_asked_for_where_the_fine_is_collected_on_the_spot(cast):
    street = Street(cast)
    street.open()
    street.notify()
    values = {"value": "（待填：代收银行）", "title": "代收机构", "confirmed": False, "source": "", "note": ""}
    put(ProfileValue, {"key": "collection.institution", "in_force_from": date(2018, 1, 1)}, values, by="tests")
    assert street.decide(payment="on_the_spot", ground="small").stage == "decided"
