"""Publishing, withholding and withdrawing a decision of the street, for tests."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date

from tests.cases.street import Street

from jinwu.cases.models import PublicationRow
from jinwu.cases.summary.procedure import summary
from jinwu.catalog.models import ProfileValue
from jinwu.catalog.writing import put
from jinwu.law.timers import T50
from jinwu.matters import door


def flag(key: str, value) -> None:
    values = {"value": value, "title": key, "confirmed": True, "source": "tests", "note": ""}
    put(ProfileValue, {"key": key, "in_force_from": date(2018, 1, 1)}, values, by="tests")


def publish(street: Street, **change):
    data = {
        "where": "both",
        "published_on": street.now.date().isoformat(),
        "address": "https://example.cn/cf/1",
    } | change
    return street.act("publish", data, by=street.cast.disclosure_clerk)


def withhold(street: Street, **change):
    data = {"ground": "privacy", "reason": "涉及他人隐私。"} | change
    return street.act("decide_not_to_publish", data, by=change.pop("by", street.cast.unit_head))


def withdraw(street: Street, ground: str = "revoked", **change):
    data = {"ground": ground, "withdrawn_on": street.now.date().isoformat(), "reason": "处罚决定已撤销。"} | change
    return street.act("withdraw_publication", data, by=street.cast.disclosure_clerk)


def revoke(street: Street):
    return street.act("revoke", {"organ": "self", "reason": "主要事实不清"}, by=street.cast.authority_head)


def row(street: Street) -> PublicationRow:
    return PublicationRow.objects.get(matter=street.matter)


def bind(street: Street, monkeypatch) -> Street:
    """A case decided and served on Tuesday 10 March 2026, as if on-the-spot decisions had to be published."""
    decide = summary.steps["decide"]
    changed = copy.copy(summary)
    changed.steps = {**summary.steps, "decide": replace(decide, starts=(*decide.starts, T50))}
    monkeypatch.setitem(door.procedures._items, "summary", changed)
    street.to_served()
    return street
