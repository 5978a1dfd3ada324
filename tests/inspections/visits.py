"""Inspections and patrols, step by step, for tests: every step with lawful data that a test may change."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.cast import PIN, Cast

from jinwu.bureau.models import User
from jinwu.inspections.subjects import subjects
from jinwu.kit import clock
from jinwu.matters import presence
from jinwu.matters.door import Done, Opening, perform
from jinwu.matters.replay import check

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=clock.ZONE)
SIGNATURE = "M10 50 L60 20 L110 70"
SUBJECT = "gas_use"
OPENING = {"open": "inspection", "inspect": "inspection", "patrol": "patrol"}


def items(finding: str = "ok", subject: str = SUBJECT) -> list[dict[str, str]]:
    """Every item of the list with one finding."""
    return [{"item": item, "finding": finding} for item in subjects()[subject].items]


@dataclass
class Visits:
    """One matter at a time. `now` is the clock of the next act; each act takes a minute."""

    cast: Cast
    now: datetime = NOON
    matter: UUID = field(default_factory=uuid.uuid4)
    seen: int | None = None
    last: Done | None = None
    door: Callable[..., Done] = perform

    @contextmanager
    def clock(self):
        with clock.fixed(self.now):
            yield

    def another(self) -> Visits:
        """The next visit, on the same day."""
        return Visits(self.cast, self.now, door=self.door)

    def act(self, step: str, data: Any, *, by: User | None = None, two: bool = False, at: datetime | None = None,
            key: UUID | None = None, partner: int | None = -1, confirm: bool = True) -> Done:  # fmt: skip
        self.now += timedelta(minutes=1)
        with self.clock():
            if two and partner == -1:
                partner = self.cast.partner.officer_id
                if confirm:
                    presence.confirm_by_pin(self.matter, self.cast.partner.officer, PIN, on_device_of=self.cast.officer)
            done = self.door(
                Opening(OPENING[step], self.matter) if step in OPENING else self.matter, step,
                by=by or self.cast.officer, partner=None if partner == -1 else partner, data=data, at=at or self.now,
                key=key or uuid.uuid4(), seen=self.seen,
            )  # fmt: skip
        assert check(self.matter) == []
        self.seen, self.last = done.seq, done
        return done

    def base(self, **change: Any) -> dict[str, Any]:
        return {
            "object": {"kind": "sole_trader", "name": "老王面馆", "address": "德胜街8号"}, "subject": SUBJECT,
            "place": "德胜街8号", "began": (self.now - timedelta(minutes=20)).isoformat(), "credential_shown": True,
            "approval": "检审〔2026〕12号", "notice": "检通〔2026〕12号",
        } | change  # fmt: skip

    def writing(self, **change: Any) -> dict[str, Any]:
        return {
            "ended": (self.now - timedelta(minutes=2)).isoformat(), "items": items(), "found": "设施完好，未见异常。",
            "recorder": "ZFJ0001", "signed": "signed", "signature": SIGNATURE,
        } | change  # fmt: skip

    def open(self, **change: Any) -> Done:
        return self.act("open", self.base(**change), two=True)

    def record(self, **change: Any) -> Done:
        return self.act("record", self.writing(credential_shown=True) | change, two=True)

    def conclude(self, result: str = "no_problem", **change: Any) -> Done:
        return self.act("conclude", {"result": result} | change)

    def inspect(self, result: str = "no_problem", **change: Any) -> Done:
        by = change.pop("by", None)
        return self.act("inspect", self.base() | self.writing() | {"result": result} | change, two=True, by=by)

    def rectify(self, **change: Any) -> Done:
        return self.inspect("rectify", **{"requirement": "三日内更换老化软管。"} | change)

    def look_again(self, outcome: str, **change: Any) -> Done:
        return self.act("look_again", {"outcome": outcome, "found": "现场复查。"} | change, two=True)

    def complete(self, **change: Any) -> Done:
        return self.act("complete_record", {"reason": "现场设备没电，回队补录。"} | change)

    def patrol(self, **change: Any) -> Done:
        data = {
            "area": "德胜街片区", "began": (self.now - timedelta(minutes=90)).isoformat(),
            "seen": [{"kind": "stall", "count": 4, "advised": 4, "cleared": 3}],
        }  # fmt: skip
        return self.act("patrol", data | change)

    def wait(self, **delta: Any) -> None:
        self.now += timedelta(**delta)
