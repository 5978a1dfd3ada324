"""A form built on an older entry is told what happened since."""

from __future__ import annotations

import pytest
from tests.cases.refusing import everything

from jinwu.matters.errors import Stale
from jinwu.record.models import RefusedAttempt


def test_what_happened_since_is_told(street):
    street.open()
    seen = street.seen
    street.notify()
    street.act("take_note", {"text": "已送医"}, by=street.cast.unit_head)
    before = everything()
    with pytest.raises(Stale) as raised:
        street.act("decide", {"amount": "100.00", "tier": "light"}, two=True, seen=seen)
    stale = raised.value
    assert (stale.seen, stale.head) == (1, 3)
    assert [(one["step"], one["by"]) for one in stale.since] == [("notify", "郝文斌"), ("take_note", "陈刚")]
    assert everything() == before


def test_a_step_on_a_matter_names_what_it_saw(street):
    street.open()
    for seen in (None, 0, 2):
        with pytest.raises(Stale):
            street.act("take_note", {"text": "备注"}, seen=seen)


def test_no_name_of_a_party_is_told(street):
    street.open()
    with pytest.raises(Stale) as raised:
        street.act("take_note", {"text": "备注"}, seen=0)
    assert set(raised.value.since[0]) == {"seq", "step", "by", "at"}


def test_it_is_no_refused_attempt(street):
    street.open()
    with pytest.raises(Stale):
        street.act("take_note", {"text": "备注"}, seen=0)
    assert not RefusedAttempt.objects.using("log").exists()
