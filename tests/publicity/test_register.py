"""The register of publication: what is due, overdue, published, withheld, withdrawn, each as a badge and a filter."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.cases.publication.walk import publish, revoke, row, withdraw, withhold

from jinwu.kit import clock
from jinwu.kit.register import registers
from jinwu.publicity.registers import due_word, state_of

REGISTER = registers["publications"]


def at(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time().replace(hour=9), clock.ZONE)


def keys(user, value: str, day: date) -> list:
    narrow = next(one for one in REGISTER.filters if one.key == "status").narrow
    with clock.fixed(at(day)):
        return list(narrow(REGISTER.scope(user), value).values_list("status", flat=True))


@pytest.mark.parametrize(
    ("today", "tone", "overdue"),
    [(date(2026, 3, 11), "wait", []), (date(2026, 3, 19), "wait", []), (date(2026, 3, 20), "late", ["due"])],
    ids=["early", "last day", "day after"],
)
def test_due_and_overdue(bound, today, tone, overdue):
    with clock.fixed(at(today)):
        assert state_of(row(bound))[0] == tone
        assert due_word(row(bound)) is not None
    assert keys(bound.cast.disclosure_clerk, "overdue", today) == overdue
    assert keys(bound.cast.disclosure_clerk, "due", today) == ["due"]


def test_published_is_never_overdue(bound):
    publish(bound)
    late = date(2026, 5, 6)
    assert keys(bound.cast.disclosure_clerk, "overdue", late) == []
    assert keys(bound.cast.disclosure_clerk, "published", late) == ["published"]
    with clock.fixed(at(late)):
        assert state_of(row(bound))[0] == "done"
        assert due_word(row(bound)) is None


def test_withheld_is_told_with_its_ground(bound):
    withhold(bound)
    assert REGISTER.column("ground").of(row(bound)) == "Trade secrets or privacy of others"
    assert keys(bound.cast.disclosure_clerk, "withheld", date(2026, 5, 6)) == ["withheld"]


@pytest.mark.parametrize(("today", "overdue"), [(date(2026, 3, 13), []), (date(2026, 3, 16), ["to_withdraw"])])
def test_what_is_to_be_withdrawn(bound, today, overdue):
    publish(bound)
    revoke(bound)
    assert keys(bound.cast.disclosure_clerk, "to_withdraw", today) == ["to_withdraw"]
    assert keys(bound.cast.disclosure_clerk, "overdue", today) == overdue
    withdraw(bound)
    assert keys(bound.cast.disclosure_clerk, "withdrawn", today) == ["withdrawn"]
    assert keys(bound.cast.disclosure_clerk, "overdue", today) == []


def test_who_sees_what(bound):
    cast, day = bound.cast, date(2026, 3, 11)
    assert keys(cast.disclosure_clerk, "due", day) == ["due"]
    assert keys(cast.officer, "due", day) == ["due"]
    assert keys(cast.colleague, "due", day) == []  # another squadron
    assert keys(cast.stranger, "due", day) == []  # another bureau


def test_the_page_opens(bound, client):
    client.force_login(bound.cast.disclosure_clerk)
    with clock.fixed(at(date(2026, 3, 20))):
        page = client.get("/registers/publications/")
        assert page.status_code == 200
        assert bound.last.state.number in page.content.decode()
        assert client.get("/registers/publications/?q=桃北").status_code == 200
        assert client.get(f"/registers/publications/{row(bound).pk}/").status_code == 200
        assert client.get("/registers/reminders/").status_code == 200
    client.force_login(bound.cast.administrator)
    assert client.get("/registers/publications/").status_code == 403
