"""Registers of the record: for supervisors and administrators, without what was filled in."""

from __future__ import annotations

import uuid

import pytest
from tests.record.making import MOMENT, Chain

from jinwu.kit.register import registers
from jinwu.law.roles import Role
from jinwu.record import attempts


@pytest.mark.parametrize("key", ["record", "refused", "reads"])
def test_only_supervisors_and_administrators_open_them(key):
    admitted = {role for role in Role if registers[key].permission.admits({role}, signed_in=True)}
    assert admitted == {Role.SUPERVISOR, Role.ADMINISTRATOR}


def test_an_entry_shows_who_did_what_when_but_not_what_was_filled_in(db, chain):
    chain.add("decide", personal=("name",), name="张三", amount="50.00")
    register = registers["record"]
    (row,) = register.scope(None)
    shown = {column.key: column.of(row) for column in register.columns}
    assert shown["actor"] == "李建国"
    assert shown["step"] == "decide"
    assert shown["act_at"] == MOMENT
    assert shown["hash"] == bytes(row.hash).hex()
    assert "张三" not in str(shown)
    assert "50.00" not in str(shown)


def test_entries_are_found_by_matter_or_by_sending(db, chain):
    entry = chain.add()
    Chain().add()
    register = registers["record"]
    for words in (str(chain.id), f" {entry.key} "):
        assert list(register.search(register.scope(None), words)) == [entry]
    for words in ("张三", str(uuid.uuid4())):
        assert not register.search(register.scope(None), words)


def test_logs_show_the_sign_in_name_in_one_query(db, chain, django_assert_num_queries):
    attempts.refused(user_id=1, step="decide", chain=chain.id, findings=[{"guard": "of_age"}], at=MOMENT)
    attempts.read(user_id=1, what="party.number", subject="42", reason="核对")
    for key in ("refused", "reads"):
        register = registers[key]
        with django_assert_num_queries(1, using="log"):
            rows = list(register.scope(None).using("log"))
            shown = [[column.of(row) for column in register.columns] for row in rows]
        assert len(shown) == 1
