"""The same sending twice counts once; a key that stands for another act is refused."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from tests.cases.refusing import everything
from tests.cases.street import Street, person, resident_id
from tests.matters.together import together

from jinwu.matters.door import Done
from jinwu.matters.errors import KeyReused, Refused
from jinwu.matters.models import Matter
from jinwu.record.models import Entry, RefusedAttempt

KEY = uuid.UUID("11111111-2222-4333-8444-555555555555")


def note(street, text="当事人来电", key=KEY, **more):
    return street.act("take_note", {"text": text}, key=key, **more)


def test_the_same_opening_again(street):
    street.confirm()
    data = street.opening()
    first = street.act("open", data, two=True, key=KEY)
    before = everything()
    again = street.act("open", data, two=True, key=KEY)
    assert (first.repeated, again.repeated) == (False, True)
    assert (again.matter, again.seq, again.outcome) == (first.matter, 1, first.outcome)
    assert everything() == before


def test_the_same_step_again_after_others_acted(street):
    street.open()
    seen = street.seen
    first = note(street)
    note(street, "另一条", key=None)
    again = note(street, seen=seen)
    assert (again.repeated, again.seq) == (True, first.seq)


def test_a_decision_sent_twice_draws_one_number(street):
    street.open()
    street.notify()
    data = {"amount": "100.00", "tier": "light", "payment": "bank"}
    seen = street.seen
    first = street.act("decide", data, two=True, key=KEY)
    again = street.act("decide", data, two=True, key=KEY, seen=seen)
    assert again.repeated
    assert again.outcome["number:on_the_spot_decision"] == first.state.number


def test_a_phone_that_sends_the_same_moment_in_another_zone(street):
    from datetime import UTC

    street.confirm()
    data = street.opening()
    street.act("open", data, two=True, key=KEY)
    moment = street.now - timedelta(minutes=9)
    assert street.act("open", data | {"act_from": moment.astimezone(UTC).isoformat()}, two=True, key=KEY).repeated


@pytest.mark.parametrize(
    "other",
    [
        lambda s: note(s, "别的话"),
        lambda s: s.act("abandon", {"reason": "轻微违法"}, key=KEY),
        lambda s: note(s, by=s.cast.unit_head),
        lambda s: note(s, two=True),
    ],
    ids=["other words", "another step", "another user", "beside another"],
)
def test_a_key_of_another_act(street, other):
    street.open()
    note(street)
    before = everything()
    with pytest.raises(KeyReused):
        other(street)
    assert everything() == before


def test_a_key_of_another_matter(street):
    street.open()
    note(street)
    other = Street(street.cast, now=street.now)
    other.open(place="德胜街8号门前")
    with pytest.raises(KeyReused):
        note(other)


def test_a_matter_is_opened_once(street):
    street.open()
    with pytest.raises(KeyReused):
        street.act("open", street.opening(), two=True)


def test_what_was_refused_may_be_mended_under_the_same_key(street):
    street.open()
    with pytest.raises(Refused):
        street.act("notify", {"told_facts": False, "told_rights": True, "amount": "100.00", "tier": "light"}, two=True,
                   key=KEY)  # fmt: skip
    told = {"told_facts": True, "told_rights": True, "amount": "100.00", "tier": "light"}
    assert not street.act("notify", told, two=True, key=KEY).repeated


def test_a_repeated_erasing(street):
    street.open()
    street.act("abandon", {"reason": "轻微违法"})
    data = {"classes": ["contact"], "reason": "当事人申请"}
    street.act("erase_personal", data, by=street.cast.authority_head, key=KEY)
    assert street.act("erase_personal", data, by=street.cast.authority_head, key=KEY).repeated


def test_a_repeated_sending_is_no_refused_attempt(street):
    street.open()
    note(street)
    note(street)
    assert not RefusedAttempt.objects.using("log").exists()


def test_two_sendings_at_once(committed):
    street = Street(committed)
    street.confirm()
    data = street.opening()
    ended = together(*[lambda: Street.act(twin(street), "open", data, two=True, key=KEY)] * 2)
    assert sorted(done.repeated for done in ended) == [False, True]
    assert Entry.objects.count() == Matter.objects.count() == 1


def test_two_openings_of_one_matter_at_once(committed):
    street = Street(committed)
    street.confirm()
    parties = [person(), person(name="钱广", number=resident_id(serial=5))]
    ended = together(
        *[lambda party=party: twin(street).act("open", street.opening(party=party), two=True) for party in parties]
    )
    assert sorted(type(each).__name__ for each in ended) == ["Done", "KeyReused"]
    assert isinstance(next(each for each in ended if isinstance(each, Done)), Done)
    assert Entry.objects.count() == Matter.objects.count() == 1


def twin(street: Street) -> Street:
    """The same case in another hand: it shares nothing that moves."""
    other = object.__new__(Street)
    other.__dict__.update(street.__dict__)
    return other
