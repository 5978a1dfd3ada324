"""Whatever is sent to the address of a step, the answer is a clear one: never a broken server."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.matters import browser, street

from jinwu.kit.inputs import Widget, fields_of
from jinwu.matters.door import procedures
from jinwu.matters.models import Matter

pytestmark = pytest.mark.django_db(databases=["default", "log"])

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=30),
    st.sampled_from(["\0", "\ud800", "9" * 400, "1e400", "-0.00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
                     "2026-02-30", "100.001", "light", "p1", "a" * 64, str(uuid.UUID(int=0)), "'; DROP TABLE", "<b>"]),
)  # fmt: skip
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)
STEPS = [step for step in procedures["summary"].steps.values() if step.actor != "system"]
KNOWN = {
    Widget.CHECK: st.booleans(), Widget.MONEY: st.sampled_from(["100.00", "0", "0.01", "99999999999999", "-1"]),
    Widget.DATE: st.sampled_from(["2026-11-20", "0001-01-01", "9999-12-31"]),
    Widget.DATETIME: st.sampled_from(["2026-11-20T08:50:00+08:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]),
    Widget.NUMBER: st.sampled_from([1, 0, -1, 2**31, 2**63, 10**30]),
}  # fmt: skip


def like(spec):
    """Something that nearly fits a field."""
    if spec.fields:
        one = shaped(spec.fields)
        return st.lists(one, max_size=2) if spec.many else one
    if spec.options:
        fit = st.sampled_from([value for value, _title in spec.options])
    else:
        fit = KNOWN.get(
            spec.widget, st.sampled_from(["赵建平", "a" * 64, "140303197906120016", "", "light", "\0", "1"])
        )
    return st.lists(fit, max_size=2) if spec.many else fit


def shaped(specs):
    """Data in the shape of a model, its values now fitting, now not."""
    return st.fixed_dictionaries(
        {spec.name: st.one_of(like(spec), like(spec), like(spec), anything) for spec in specs if spec.required},
        optional={spec.name: st.one_of(like(spec), like(spec), anything) for spec in specs if not spec.required},
    )


#: What would be taken at the right moment; one or two fields of it are spoilt.
GOOD = {
    "notify": {"told_facts": True, "told_rights": True, "amount": "100.00", "tier": "light"},
    "decide": {"amount": "100.00", "tier": "light", "payment": "bank"},
    "collect": {"amount": "100.00", "ground": "small", "receipt": "0012345678"},
    "pay": {"amount": "100.00", "paid_on": "2026-11-20", "reference": "TX1"},
    "correct": {"what": "place", "text": "别处", "reason": "笔误"},
    "void_form": {"reason": "填错"},
    "abandon": {"reason": "事实不清"},
    "convert": {"ground": "facts_unclear", "reason": "有异议"},
    "revoke": {"organ": "self", "reason": "依据错误"},
    "place_hold": {"kind": "remedy_pending", "reason": "已申请复议"},
    "take_note": {"text": "复查"},
    "file_record": {},
}


@st.composite
def spoilt(draw, step):
    """Good data with up to two fields replaced, added or left out."""
    data = dict(GOOD.get(step.key, {}))
    specs = fields_of(step.input)
    for spec in draw(st.lists(st.sampled_from(specs), max_size=2)):
        data[spec.name] = draw(like(spec) | anything)
    return data


bodies = st.sampled_from(STEPS).flatmap(
    lambda step: st.tuples(
        st.just(step),
        st.fixed_dictionaries(
            {
                "data": spoilt(step) | spoilt(step) | shaped(fields_of(step.input)) | anything,
                "key": st.uuids().map(str),
            },
            optional={
                "at": st.sampled_from([None, "2026-11-20T09:30:00+08:00"]) | scalars,
                "partner": st.integers() | st.none(),
                "seen": st.integers(0, 9) | scalars,
                "matter": st.uuids().map(str) | scalars,
            },
        ),
    )
)


@pytest.fixture
def cases(cast):
    """A matter at each stage of the road."""
    noticed, served = street(cast, hours=1), street(cast, hours=2)
    noticed.open()
    noticed.notify()
    served.to_served(act_from=served.now - timedelta(minutes=9), place="别处一条街")
    return [noticed, served]


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(sent=bodies, whose=st.sampled_from(["officer", "unit_head", "authority_head", "fiscal_clerk", "archivist"]),
       which=st.integers(0, 1), right=st.sampled_from([True, True, True, False]))  # fmt: skip
def test_no_input_breaks_a_step(cast, cases, sent, whose, which, right):
    step, body = sent
    case = cases[which]
    if right:
        head = Matter.objects.values_list("head_seq", flat=True).get(pk=case.matter)
        body = body | {"partner": cast.partner.officer_id, "seen": head, "at": None}
    path = "/api/v1/matters/summary/open" if step.opening else f"/api/v1/matters/{case.matter}/steps/{step.key}"
    reader = browser(getattr(cast, whose), raise_request_exception=False)
    answer = reader.post(path, json.dumps(body), content_type="application/json")
    assert answer.status_code < 500, (step.key, body)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    sent=bodies, extra=st.dictionaries(st.text(max_size=12), st.text(max_size=20), max_size=4), which=st.integers(0, 1)
)
def test_no_input_breaks_a_form(cast, cases, sent, extra, which):
    step, body = sent
    case = cases[which]
    flat = {str(name): str(value) for name, value in flattened(body.get("data"))} | extra
    flat |= {name: str(body[name]) for name in ("key", "at", "partner", "seen") if name in body}
    reader = browser(cast.officer, raise_request_exception=False)
    for tail in ("", "draft/", "paper/"):
        answer = reader.post(
            f"/matters/{case.matter}/steps/{step.key}/{tail}",
            {k: v.encode("utf-8", "replace").decode() for k, v in flat.items()},
        )
        assert answer.status_code < 500, (step.key, tail, flat)


def flattened(value, path=""):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from flattened(inner, f"{path}.{name}" if path else str(name).encode("utf-8", "replace").decode())
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from flattened(inner, f"{path}.{number}")
    else:
        yield path, value
