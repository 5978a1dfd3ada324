"""An officer with a phone: the four pages as a browser without scripts would send them."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.cases.street import SIGNATURE, give_forms, number_words, resident_id
from tests.cast import PIN, Cast, build_cast

from jinwu.kit import clock
from jinwu.matters.models import Matter

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=clock.ZONE)


@pytest.fixture
def now():
    """The clock stands still at noon."""
    with clock.fixed(NOW):
        yield NOW


@pytest.fixture
def cast(db, now):
    made = build_cast()
    number_words(made)
    give_forms(made, made.officer, now.date())
    return made


@dataclass
class Phone:
    """One officer's phone with one case on it."""

    cast: Cast
    browser: Client = field(default_factory=Client)
    matter: uuid.UUID = field(default_factory=uuid.uuid4)
    answer: Any = None

    def __post_init__(self) -> None:
        self.browser.force_login(self.cast.officer)

    def url(self, page: str) -> str:
        return f"/street/{self.matter}/{page}/"

    def open(self, page: str) -> str:
        self.answer = self.browser.get(self.url(page))
        return self.text

    def send(self, page: str, data: dict[str, Any]) -> str:
        """Where the sending leads; empty where the page is drawn again."""
        self.answer = self.browser.post(self.url(page), data)
        return getattr(self.answer, "url", "")

    @property
    def text(self) -> str:
        """What a reader sees of the last page, as one line."""
        page = re.sub(r"<script.*?</script>|<template.*?</template>", "", self.answer.content.decode(), flags=re.S)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())

    @property
    def row(self) -> Matter | None:
        return Matter.objects.filter(pk=self.matter).first()

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page that is open."""
        tags = re.findall(r'<input type="hidden"[^>]*>', self.answer.content.decode())
        pairs = [(re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in tags]
        return {name[1]: unescape(value[1]) for name, value in pairs if name and value}

    # the pages, filled in lawfully

    def who(self, **change: Any) -> dict[str, Any]:
        return {
            "party.kind": "person", "party.number_kind": "resident_id", "party.number": resident_id(),
            "party.name": "赵建平", "party.address": "矿区沙坪街31号", "party.phone": "13800000000",
            "violation": "road.occupy",
        } | change  # fmt: skip

    def seen(self, **change: Any) -> dict[str, Any]:
        return {
            "opening": "1", "place": "桃北中街66号门前人行道",
            "act_from": (NOW - timedelta(minutes=8)).strftime("%Y-%m-%dT%H:%M"),
            "facts": "在人行道摆放货架2组、摊位1处出售水果，占用约3.5平方米。", "recorder": "ZFJ0001",
            "credential_shown": "on", "told_facts": "on", "told_rights": "on", "amount": "100", "tier": "light",
            "statement": "承认占道，马上搬走。", "recheck": "adopted",
            "partner": str(self.cast.partner.officer_id), "pin": PIN,
        } | change  # fmt: skip

    def party(self, **change: Any) -> str:
        return self.send("party", self.who(**change))

    def facts(self, **change: Any) -> str:
        return self.send("facts", self.who() | self.seen(**change))

    def decision(self, **change: Any) -> str:
        self.open("decision")
        return self.send("decision", self.hidden() | {
            "amount": "100", "tier": "light", "correction": "at_once", "payment": "on_the_spot", "ground": "small"
        } | change)  # fmt: skip

    def handover(self, **change: Any) -> str:
        self.open("handover")
        return self.send("handover", self.hidden() | {
            "method": "signed", "signature": SIGNATURE, "cash": "on", "amount": "100", "receipt": "0028819",
            "ground": "small",
        } | change)  # fmt: skip

    def to_decided(self) -> None:
        self.party()
        self.facts()
        self.decision()


@pytest.fixture
def phone(cast) -> Phone:
    return Phone(cast)
