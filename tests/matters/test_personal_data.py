"""Personal values stand in the chain as salted digests only; their values can be erased, and everything still agrees."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from tests.cases.street import SIGNATURE, Street, organisation, resident_id
from tests.cases.test_identity import SHOP

from jinwu.matters import replay
from jinwu.matters.errors import Refused
from jinwu.matters.models import Matter
from jinwu.record import canonical, verify
from jinwu.record.models import Entry, PersonalValue, RefusedAttempt

SECRETS = {
    "name": "赵建平", "number": resident_id(), "address": "矿区沙坪街31号", "phone": "13800000000",
    "statement": "承认占道", "signature": SIGNATURE, "note": "患有心脏病", "corrected": "赵健萍", "birth": "1979-06-12",
}  # fmt: skip


@pytest.fixture
def whole(street):
    """A case in which everything personal was said."""
    street.to_served()
    street.act("take_note", {"text": "当事人患有心脏病，注意方式。"})
    street.act("correct", {"what": "name", "text": "赵健萍", "reason": "姓名笔误"}, two=True)
    street.collect()
    street.hand_in()
    street.deposit()
    street.file_record()
    street.close()
    street.archive()
    return street


def payloads() -> str:
    return "\n".join(bytes(payload).decode() for payload in Entry.objects.values_list("payload", flat=True))


@pytest.mark.parametrize("kind", SECRETS)
def test_no_payload_holds_it(whole, kind):
    assert SECRETS[kind] not in payloads()


def test_nor_does_a_payload_of_a_shop_or_an_organisation(cast):
    for i, party in enumerate((organisation(), SHOP | {"operator_number": SECRETS["number"]})):
        Street(cast).open(party=party, place=f"德胜街{i}号门前")
    for secret in ("李晨光", "晨光文化", "老赵水果店", "赵建平", SECRETS["number"], "德胜街8号"):
        assert secret not in payloads()


def test_each_digest_is_that_of_its_salted_value(whole):
    values = {(value.entry_id, value.path): value for value in PersonalValue.objects.all()}
    assert values
    for entry in Entry.objects.all():
        body = json.loads(bytes(entry.payload))
        for path in body["personal"]:
            kept = values.pop((entry.pk, path))
            digest = canonical.tagged(canonical.personal_digest(bytes(kept.salt), kept.value.encode()))
            assert canonical.take(body["data"], path) == {"digest": digest}
    assert not values, "a value that no entry names"


def test_equal_values_have_different_digests(cast):
    for place in ("德胜街1号门前", "德胜街2号门前"):
        Street(cast).open(place=place)
    digests = [json.loads(bytes(e.payload))["data"]["party"]["name"]["digest"] for e in Entry.objects.all()]
    assert len(set(digests)) == 2


def test_after_erasing_the_record_verifies_and_the_tables_agree(whole):
    classes = ["name", "number", "address", "contact", "statement", "signature"]
    whole.act("erase_personal", {"classes": classes, "reason": "保存期满"}, by=whole.cast.authority_head)
    assert not PersonalValue.objects.filter(entry__chain=whole.matter).exists()
    assert verify.verify(report=lambda line: None).ok
    assert replay.check(whole.matter) == []
    row = Matter.objects.get(pk=whole.matter)
    for secret in SECRETS.values():
        assert secret not in json.dumps(row.state, ensure_ascii=False)


def test_the_log_of_refusals_holds_nothing_of_it(street):
    street.open()
    for attempt in (
        lambda: street.notify(recheck="none"),
        lambda: street.notify("300.00"),
        lambda: street.act("take_note", {"text": "患有心脏病"}, at=street.now - timedelta(days=9)),
    ):
        with pytest.raises(Refused):
            attempt()
    logged = json.dumps(list(RefusedAttempt.objects.using("log").values("findings", "guards")), ensure_ascii=False)
    assert not [kind for kind, secret in SECRETS.items() if secret in logged]
    assert "300" not in logged
