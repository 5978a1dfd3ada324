"""A matter may end without a penalty, until a decision stands."""

from __future__ import annotations

import pytest
from tests.cases.refusing import refuses

from jinwu.documents.models import Document, Number
from jinwu.matters import replay


def abandon(street, **by):
    return street.act("abandon", {"reason": "违法行为轻微并及时改正，不予处罚"}, **by)


def test_without_number_and_paper(street):
    street.open()
    done = abandon(street)
    assert done.stage == "voided"
    assert Document.objects.count() == 0
    assert not Number.objects.exclude(status="unused").exists()
    assert replay.check(street.matter) == []


def test_after_the_form_was_voided(street):
    street.open()
    street.notify()
    street.decide()
    refuses(lambda: abandon(street), "in_order")
    street.act("void_form", {"reason": "当事人出示许可证"}, two=True)
    assert abandon(street, by=street.cast.unit_head).stage == "voided"


def test_it_is_the_end(street):
    street.open()
    abandon(street)
    refuses(street.notify, "in_order")
    refuses(lambda: abandon(street), "in_order")


@pytest.mark.parametrize("who", ["fiscal_clerk", "archivist", "statistician"])
def test_others_may_not(street, who):
    street.open()
    refuses(lambda: abandon(street, by=getattr(street.cast, who)), "role")
