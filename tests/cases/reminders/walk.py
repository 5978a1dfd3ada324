"""A reminder, step by step, for tests: every step with lawful data that a test may change."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.cases.street import NOON, person
from tests.cast import PIN, Cast

from jinwu.bureau.models import User
from jinwu.documents.models import NumberClass
from jinwu.kit import clock
from jinwu.matters import presence
from jinwu.matters.door import Done, Opening, perform


def word(cast: Cast) -> None:
    """The word that numbers of reminders are drawn with."""
    NumberClass.objects.get_or_create(
        organ=cast.bureau, code="reminder", valid_from="2018-01-01",
        defaults={"title": "首次提醒告知单", "word": "测城管提字"},
    )  # fmt: skip


@dataclass
class Walk:
    """One reminder. `now` is the clock of the next act; each act takes a minute."""

    cast: Cast
    now: datetime = NOON
    officer: User | None = None
    partner: User | None = None
    matter: UUID = field(default_factory=uuid.uuid4)
    seen: int | None = None
    last: Done | None = None
    door: Callable[..., Done] = perform

    def __post_init__(self) -> None:
        word(self.cast)
        self.officer = self.officer or self.cast.officer
        self.partner = self.partner or self.cast.partner

    def act(self, step: str, data: Any, *, by: User | None = None, two: bool = False, key: UUID | None = None,
            seen: int | None = -1) -> Done:  # fmt: skip
        """Take a step at `now`."""
        self.now += timedelta(minutes=1)
        with clock.fixed(self.now):
            if two:
                presence.confirm_by_pin(self.matter, self.partner.officer, PIN, on_device_of=self.officer)
            done = self.door(
                Opening("reminder", self.matter) if step == "detect" else self.matter, step, by=by or self.officer,
                partner=self.partner.officer_id if two else None, data=data, at=self.now, key=key or uuid.uuid4(),
                seen=self.seen if seen == -1 else seen,
            )  # fmt: skip
        self.seen, self.last = done.seq, done
        return done

    def detecting(self, **change: Any) -> dict[str, Any]:
        return {
            "party": person(), "violation": "road.occupy", "act_from": (self.now - timedelta(minutes=5)).isoformat(),
            "place": "桃北中街66号门前人行道", "facts": "在人行道摆放货架1组，占用约1平方米，经指出立即收回。", "credential_shown": True,
            "recorder": "ZFJ0001", "route": "first", "harm": "slight",
        } | change  # fmt: skip

    def detect(self, **change: Any) -> Done:
        return self.act("detect", self.detecting(**change), two=True)

    def issue(self, **change: Any) -> Done:
        due = (self.now + timedelta(days=7)).date()
        data = {"requirement": "将货架收回店内，不再占用人行道。", "correct_by": due.isoformat(), "explained": True,
                "method": "signed"} | change  # fmt: skip
        return self.act("issue", data, two=True)

    def promise(self, **change: Any) -> Done:
        return self.act("promise", {"promise": "本人承诺不再占用人行道。"} | change)

    def check(self, outcome: str = "corrected", **change: Any) -> Done:
        data = {"outcome": outcome, "finding": "人行道上已无货架。"} | change
        return self.act("check_correction", data, two=True)

    def no_penalty(self, **change: Any) -> Done:
        data = {"education": "讲解城市道路管理条例关于占道的规定，当事人表示理解。"} | change
        return self.act("record_no_penalty", data)

    def escalate(self, ground: str = "not_corrected", **change: Any) -> Done:
        return self.act("escalate", {"ground": ground, "reason": "复查时货架仍在人行道上。"} | change)

    def to_issued(self, **change: Any) -> Done:
        self.detect(**change)
        return self.issue()

    def to_the_end(self, **change: Any) -> Done:
        self.to_issued(**change)
        self.now += timedelta(days=3)
        self.check()
        return self.no_penalty()
