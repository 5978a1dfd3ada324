"""The money of several parties on the page of their case."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from tests.cases.ordinary.till import Till

from jinwu.cases.money_shown import ledger
from jinwu.law.roles import Role
from jinwu.matters.models import Matter
from jinwu.matters.viewing import MatterView, Viewer


@pytest.fixture
def till(cast) -> Till:
    return Till(cast).serve()


def shown(till: Till) -> dict:
    viewer = Viewer(till.cast.unit_head, frozenset({Role.UNIT_HEAD}))
    return ledger(MatterView(Matter.objects.get(pk=till.matter), viewer, till.now), viewer)


def page(till: Till) -> str:
    with override("en"):
        return render_to_string("cases/money.html", {"panel": {"title": "Money", "key": "money"}, **shown(till)})


def test_each_party_with_its_own_sums(till):
    till.on(date(2026, 3, 20)).pay("p2", "600")
    till.tick(date(2026, 3, 28))
    first, second = shown(till)["parties"]
    assert (first["name"], first["balance"], first["surcharge"]) == ("当事人1", 1000, 90)
    assert (second["name"], second["balance"], second["refundable"], second["surcharge"]) == ("当事人2", 0, 100, None)
    html = page(till)
    assert "当事人1" in html
    assert "90.00" in html
    assert "More than was owed" in html


def test_a_case_of_one_party_names_nobody(cast):
    till = Till(cast, [("1000", "0")]).serve()
    assert [one["name"] for one in shown(till)["parties"]] == [""]
    assert "Still owed by all" not in page(till)


def test_the_plan_with_what_became_of_each_part(till):
    till.ask()
    till.grant(("2026-04-30", "400"), ("2026-05-29", "300"), ("2026-06-30", "300"))
    till.on(date(2026, 4, 30)).pay("p1", "400")
    till.on(date(2026, 6, 1))
    (fine,) = shown(till)["parties"][0]["owed"]
    assert [part["state"][0] for part in fine["parts"]] == ["done", "late", "wait"]
    assert fine["due"] is None
    assert shown(till)["parties"][0]["surcharge"] == 27  # 300 for three days
    assert "Instalments granted" in page(till)


def test_demand_and_court_stand_there_too(till):
    till.pay("p2", "500")
    till.tick(date(2026, 3, 26))
    till.on(date(2026, 9, 14)).demand()
    till.serve_demand()
    till.on(date(2026, 9, 29)).apply()
    till.rule("accepted")
    html = page(till)
    assert "Demand served" in html
    assert "Accepted by the court" in html


def test_written_off(till):
    till.write_off("p2", "died")
    html = page(till)
    assert "written off" in html
    assert "without estate or successor" in html


def test_nothing_owed_shows_nothing(cast):
    assert shown(Till(cast)) is None
