"""Tasks follow from running periods: what a person must do, by when; none is stored twice."""

from __future__ import annotations

from datetime import date

from jinwu.matters import tasks


def timers(street, who, **more) -> list[str]:
    with street.clock():
        return [task.row.timer for task in tasks.tasks_of(getattr(street.cast, who), **more)]


def test_the_handler_reports_and_hands_in(street):
    street.to_served()
    assert timers(street, "officer") == ["T12"]
    street.collect()
    assert timers(street, "officer") == ["T14", "T12"]  # by day: cash first


def test_what_is_done_is_no_task(street):
    street.to_served()
    street.collect()
    street.hand_in()
    street.file_record()
    assert timers(street, "officer") == []
    assert timers(street, "fiscal_clerk") == ["T15"]
    street.deposit()
    assert timers(street, "fiscal_clerk") == []


def test_the_heads_close_and_the_archivist_files(street):
    street.to_served()
    street.pay()
    street.file_record()
    assert timers(street, "unit_head") == ["T66"]
    street.close()
    assert timers(street, "unit_head") == []
    assert timers(street, "archivist") == ["T67"]


def test_the_windows_of_the_party_are_nobodys_task(street):
    street.to_served()
    street.file_record()
    for who in ("officer", "unit_head", "fiscal_clerk"):
        assert timers(street, who) == []


def test_others_have_none_of_it(street):
    street.to_served()
    for who in ("partner", "colleague", "stranger", "archivist"):
        assert timers(street, who) == []


def test_a_head_may_ask_for_the_whole_unit(street):
    street.to_served()
    assert timers(street, "unit_head", whole_unit=True) == ["T12"]
    assert timers(street, "partner", whole_unit=True) == []


def test_until_a_day(street):
    street.to_served()
    assert timers(street, "officer", until=date(2026, 3, 12)) == []
    assert timers(street, "officer", until=date(2026, 3, 13)) == ["T12"]


def test_it_leads_to_its_matter_and_duty(street):
    street.to_served()
    with street.clock():
        [task] = tasks.tasks_of(street.cast.officer)
    assert task.matter.pk == street.matter
    assert task.timer.duty
    assert task.due == date(2026, 3, 13)
