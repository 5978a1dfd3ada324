"""Personal values are erased by an act: digests stay, tables forget."""

from __future__ import annotations

import pytest
from tests.cases.street import Street

from jinwu.matters import replay
from jinwu.matters.errors import Refused
from jinwu.matters.models import Matter, MatterParty
from jinwu.record.verify import verify


@pytest.fixture
def ended(cast):
    street = Street(cast)
    street.open()
    street.notify()
    street.act("abandon", {"reason": "经复核不予处罚"})
    return street


def erase(street, *classes):
    return street.act(
        "erase_personal", {"classes": list(classes), "reason": "当事人依法申请删除"}, by=street.cast.authority_head
    )


def test_names_and_numbers_leave_state_tables_and_search(ended):
    assert Matter.objects.get(pk=ended.matter).title == "赵建平擅自占用城市道路案"
    erase(ended, "name", "number", "statement")
    row = Matter.objects.get(pk=ended.matter)
    assert row.title == "■擅自占用城市道路案"
    assert "建平" not in row.grams
    assert "19790612" not in str(row.state)
    assert "马上搬走" not in str(row.state)
    assert MatterParty.objects.get(matter=row).name == "■"
    assert replay.check(ended.matter) == []


def test_the_record_still_verifies(ended):
    erase(ended, "name", "number", "address", "contact", "statement")
    assert verify(report=lambda line: None).ok


def test_what_was_not_asked_for_stays(ended):
    erase(ended, "contact")
    assert "赵建平" in Matter.objects.get(pk=ended.matter).title


def test_it_is_refused_where_nothing_is_left(ended):
    erase(ended, "contact")
    with pytest.raises(Refused, match="No personal value"):
        erase(ended, "contact")


def test_it_is_refused_while_the_matter_is_open(cast):
    street = Street(cast)
    street.open()
    with pytest.raises(Refused, match="cannot be taken"):
        erase(street, "name")
