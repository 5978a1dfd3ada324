"""A summary case, step by step, for tests: every step with lawful data that a test may change."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from tests.cast import PIN, Cast

from jinwu.bureau.models import User
from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.documents import numbers
from jinwu.documents.models import NumberClass
from jinwu.kit import clock
from jinwu.matters import presence
from jinwu.matters.door import Done, Opening, perform

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=clock.ZONE)
SIGNATURE = "M10 50 L60 20 L110 70"


def resident_id(birth: str = "19790612", serial: int = 1, area: str = "140303") -> str:
    """A resident ID with a right check digit."""
    body = f"{area}{birth}{serial:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def person(**change: Any) -> dict[str, Any]:
    return {
        "kind": "person", "name": "赵建平", "number": resident_id(), "address": "矿区沙坪街31号", "phone": "13800000000"
    } | change  # fmt: skip


def organisation(**change: Any) -> dict[str, Any]:
    return {
        "kind": "organisation", "name": "阳泉市晨光文化传媒有限公司", "number_kind": "credit_code",
        "number": "91140300MA0HNH2Y8H", "legal_representative": "李晨光", "address": "城区德胜街8号",
    } | change  # fmt: skip


def number_words(cast: Cast) -> None:
    """Words of numbering and a block of forms for the officer."""
    for key, value in (
        ("remedies.reconsideration_organ", "测试市人民政府"), ("remedies.court", "测试区人民法院"),
        ("collection.institution", "测试银行各网点"),
    ):  # fmt: skip
        values = {"value": value, "title": key, "confirmed": True, "source": "tests", "note": ""}
        put(ProfileValue, {"key": key, "in_force_from": date(2018, 1, 1)}, values, by="tests")
    NumberClass.objects.get_or_create(
        organ=cast.bureau, code="on_the_spot_decision", valid_from="2018-01-01",
        defaults={"title": "当场处罚决定", "word": "测城管当罚字"},
    )  # fmt: skip


def give_forms(cast: Cast, user: User, day, count: int = 50) -> None:
    with transaction.atomic():
        numbers.issue_block("on_the_spot_decision", cast.bureau.pk, user.officer_id, count, day)


@dataclass
class Street:
    """One case. `now` is the clock of the next act; each act takes a minute."""

    cast: Cast
    now: datetime = NOON
    matter: UUID = field(default_factory=uuid.uuid4)
    seen: int | None = None
    last: Done | None = None
    door: Callable[..., Done] = perform

    def __post_init__(self) -> None:
        number_words(self.cast)
        give_forms(self.cast, self.cast.officer, self.now.date())

    @contextmanager
    def clock(self):
        with clock.fixed(self.now):
            yield

    def act(self, step: str, data: Any, *, by: User | None = None, two: bool = False, at: datetime | None = None,
            key: UUID | None = None, seen: int | None = -1, partner: int | None = -1) -> Done:  # fmt: skip
        """Take a step at `now` (or `at`)."""
        self.now += timedelta(minutes=1)
        with self.clock():
            if two and partner == -1:
                partner = self.cast.partner.officer_id
            done = self.door(
                Opening("summary", self.matter) if step == "open" else self.matter, step, by=by or self.cast.officer,
                partner=None if partner == -1 else partner, data=data, at=at or self.now, key=key or uuid.uuid4(),
                seen=self.seen if seen == -1 else seen,
            )  # fmt: skip
        self.seen, self.last = done.seq, done
        return done

    def confirm(self, officer: User | None = None) -> None:
        """The second officer confirms with his PIN."""
        with self.clock():
            who = (officer or self.cast.partner).officer
            presence.confirm_by_pin(self.matter, who, PIN, on_device_of=self.cast.officer)

    def opening(self, **change: Any) -> dict[str, Any]:
        seen_at = change.pop("act_from", self.now - timedelta(minutes=8))
        return {
            "party": person(), "violation": "road.occupy", "act_from": seen_at.isoformat(),
            "place": "桃北中街66号门前人行道", "facts": "在人行道摆放货架2组、摊位1处出售水果，占用约3.5平方米。",
            "credential_shown": True, "recorder": "ZFJ0001",
        } | change  # fmt: skip

    def open(self, **change: Any) -> Done:
        self.confirm()
        return self.act("open", self.opening(**change), two=True)

    def notify(self, amount: Any = "100.00", **change: Any) -> Done:
        data = {"told_facts": True, "told_rights": True, "amount": amount, "tier": "light", "statement": "承认占道，马上搬走。",
                "recheck": "adopted"} | change  # fmt: skip
        return self.act("notify", data, two=True)

    def decide(self, amount: Any = "100.00", **change: Any) -> Done:
        return self.act("decide", {"amount": amount, "tier": "light", "payment": "bank"} | change, two=True)

    def serve(self, **change: Any) -> Done:
        return self.act("serve", {"method": "signed", "signature": SIGNATURE} | change, two=True)

    def refuse(self) -> Done:
        return self.serve(method="refused", signature="", note="当事人拒绝签收，路人在场。", recorder="ZFJ0001")

    def collect(self, amount: Any = "100.00", **change: Any) -> Done:
        receipt = f"00{self.matter.int % 10**8:08d}"
        return self.act("collect", {"amount": amount, "ground": "small", "receipt": receipt} | change)

    def hand_in(self) -> Done:
        return self.act("hand_in", {"receipt": "收1"})

    def deposit(self) -> Done:
        return self.act("deposit", {"slip": "B1"}, by=self.cast.fiscal_clerk)

    def file_record(self, **change: Any) -> Done:
        return self.act("file_record", change)

    def pay(self, amount: Any = "100.00", **change: Any) -> Done:
        day = change.pop("paid_on", self.now.date())
        data = {"amount": amount, "paid_on": day.isoformat(), "reference": "TX1"} | change
        return self.act("pay", data, by=self.cast.fiscal_clerk)

    def close(self) -> Done:
        return self.act("close", {}, by=self.cast.unit_head)

    def archive(self) -> Done:
        return self.act("archive", {"volume": "2026-简-1"}, by=self.cast.archivist)

    def to_served(self, amount: Any = "100.00", **change: Any) -> Done:
        self.open(**change)
        self.notify(amount)
        self.decide(amount)
        return self.serve()

    def wait(self, **delta: Any) -> None:
        """Time passes."""
        self.now += timedelta(**delta)


def yuan(text: str) -> Decimal:
    return Decimal(text)
