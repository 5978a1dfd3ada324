"""What may be published of a decision: the allow-list and nothing beside it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from tests.cases.publication.walk import flag, publish, revoke, withhold
from tests.cases.street import Street, organisation, person

from jinwu.cases.publication import PUBLIC_FIELDS, published_text
from jinwu.cases.publication.reading import to_publish
from jinwu.cases.publication.text import masked

TRADER = person(
    kind="sole_trader", name="城区赵建平水果店", number_kind="credit_code", number="92140302MA0GX0UK6G", operator="赵建平",
    operator_number="140303197906120016",
)  # fmt: skip


@pytest.fixture
def served(street):
    street.to_served()
    return street


def text(street: Street):
    return published_text(street.last.state)


def test_the_public_fields_and_no_other(served):
    shown = text(served)
    assert tuple(shown) == PUBLIC_FIELDS
    assert PUBLIC_FIELDS == ("number", "organ", "party", "act", "basis", "kinds", "amount", "decided_on")
    assert shown == {
        "number": served.last.state.number, "organ": "测试市城市管理局", "party": "赵某某", "act": "擅自占用城市道路",
        "basis": "《城市道路管理条例》第四十二条", "kinds": ("fine",), "amount": Decimal("100.00"),
        "decided_on": date(2026, 3, 10),
    }  # fmt: skip


def test_nothing_personal_is_in_it(served):
    """Neither identity nor address, telephone, statement, facts, place nor officer."""
    shown = json.dumps(text(served), ensure_ascii=False, default=str)
    state = served.last.state
    who = state.party
    secret = [
        who.name,
        who.number,
        who.address,
        who.phone,
        state.notice.statement,
        state.violations[0].facts,
        state.place,
    ]
    secret += [one.name for one in state.people]
    for word in secret:
        assert word
        assert word not in shown


def test_an_organisation_is_named(street):
    street.to_served("200.00", party=organisation())
    assert text(street)["party"] == "阳泉市晨光文化传媒有限公司"
    assert "李晨光" not in str(text(street))


def test_a_shop_that_bears_its_operators_name_is_masked(street):
    street.to_served(party=TRADER)
    assert text(street)["party"] == "城区赵某某水果店"


def test_the_profile_may_name_persons(served):
    flag("publication.mask_persons", False)
    assert text(served)["party"] == "赵建平"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("赵建平", "赵某某"), ("赵平", "赵某"), ("欧阳建平", "欧某某"), ("古丽·买买提", "古某某"), ("赵", "赵某")],
)
def test_masking(name, shown):
    assert masked(name) == shown


def test_nothing_of_what_was_withheld_or_revoked(served):
    publish(served)
    assert text(served)
    revoke(served)
    assert text(served) is None


def test_nothing_of_what_is_withheld(served):
    withhold(served)
    assert text(served) is None


def test_nothing_before_a_decision(street):
    street.open()
    assert text(street) is None


def test_a_corrected_decision_shows_its_correction(served):
    served.act("correct", {"what": "name", "text": "钱广", "reason": "姓名笔误"}, two=True)
    assert text(served)["party"] == "钱某"
    first = served.last.state.decisions[0].key
    assert published_text(served.last.state, first) == text(served)
    assert published_text(served.last.state, "x9") is None


def test_a_decision_of_no_penalty_is_not_published(served):
    decision = served.last.state.decisions[0].model_copy(update={"kind": "none", "lines": ()})
    state = served.last.state.model_copy(update={"decisions": (decision,)})
    assert published_text(state) is None
    assert published_text(state, decision.key) is None
    assert to_publish(state) == []


def test_of_several_decisions_each_is_named(served):
    """Two parties: each decision shows its own party, act and amount."""
    state = served.last.state
    first = state.decisions[0]
    line = first.lines[0].model_copy(update={"party": "p2", "violation": "v2", "amount": Decimal("80.00")})
    second = first.model_copy(update={"key": "x2", "number": "第2号", "party": "p2", "lines": (line,)})
    act = state.violations[0].model_copy(update={"key": "v2", "party": "p2", "title": "擅自挖掘城市道路"})
    other = state.parties[0].model_copy(update={"key": "p2", "name": "钱广"})
    both = state.model_copy(
        update={
            "decisions": (first, second),
            "violations": (*state.violations, act),
            "parties": (*state.parties, other),
        }
    )
    assert published_text(both) is None
    assert [published_text(both, key)["party"] for key in ("x1", "x2")] == ["赵某某", "钱某"]
    assert published_text(both, "x2")["act"] == "擅自挖掘城市道路"
    assert published_text(both, "x2")["amount"] == Decimal("80.00")
    assert [one.key for one in to_publish(both)] == ["x1", "x2"]
