"""The written form of an entry: one form for one body, and nothing in it that has two."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from jinwu.law.messages import say
from jinwu.law.roles import Role
from jinwu.record import canonical
from jinwu.record.verify.reading import canonical as second_opinion

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
SAFE = st.integers(-(2**53) + 1, 2**53 - 1)
PLAIN = st.recursive(
    st.none() | st.booleans() | SAFE | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(PLAIN)
def test_the_bytes_read_back_to_the_same_body_and_give_the_same_bytes(body):
    written = canonical.dumps(canonical.plain(body))
    assert json.loads(written) == body
    assert canonical.dumps(json.loads(written)) == written


@given(st.dictionaries(TEXT, SAFE, min_size=2))
def test_the_order_in_which_a_body_was_filled_does_not_matter(body):
    turned = dict(reversed(body.items()))
    assert canonical.dumps(body) == canonical.dumps(turned)


@given(PLAIN)
def test_writer_and_verification_write_what_the_rfc_says(body):
    assert canonical.dumps(body) == rfc8785.dumps(body)
    assert second_opinion(body) == rfc8785.dumps(body)


def test_keys_beyond_16_bits_sort_by_utf_16():
    assert canonical.dumps({"\uffff": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\uffff":1}'.encode()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_a_decimal_is_text_and_keeps_its_places(amount):
    written = canonical.plain(amount)
    assert isinstance(written, str)
    assert Decimal(written) == amount
    assert "E" not in written


@given(st.floats())
def test_a_float_is_refused_wherever_it_stands(value):
    with pytest.raises(canonical.NotCanonical, match=r"lines\.0\.amount: a float"):
        canonical.plain({"lines": [{"amount": value}]})


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (datetime(2026, 11, 20, 1, 30, tzinfo=UTC), "2026-11-20T09:30:00+08:00"),
        (date(2026, 11, 20), "2026-11-20"),
        (Decimal("1E+3"), "1000"),
        (Role.OFFICER, "officer"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (("a", 1), ["a", 1]),
        (say("Over {n} yuan", n=Decimal("200.00")), {"text": "Over {n} yuan", "params": {"n": "200.00"}}),
    ],
)
def test_each_type_has_one_written_form(value, written):
    assert canonical.plain(value) == written


@pytest.mark.parametrize(
    "value",
    [datetime(2026, 11, 20), b"bytes", {1: "number as key"}, "zero \0", Decimal("NaN"), {"a", "set"}, object()],
    ids=["naive time", "bytes", "number as key", "zero character", "NaN", "set", "object"],
)
def test_what_has_no_single_form_is_refused(value):
    with pytest.raises(canonical.NotCanonical):
        canonical.plain(value)


@pytest.mark.parametrize("value", [2**53, "\ud800"], ids=["integer beyond 53 bits", "lone surrogate"])
def test_what_json_cannot_carry_is_refused(value):
    with pytest.raises(canonical.NotCanonical):
        canonical.dumps(canonical.plain(value))


def test_a_digest_needs_a_whole_salt():
    with pytest.raises(ValueError, match="16 bytes"):
        canonical.personal_digest(b"short", b'"x"')
