"""Beside the form of a notice stands what like cases were fined; its links open what the reader may see."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from tests.cases.ordinary.likes import earlier
from tests.cases.ordinary.road import Road
from tests.web.matters import browser

from jinwu.cases.likeness_shown import likes
from jinwu.cases.models import LineRow
from jinwu.law.parties import PartyKind

pytestmark = pytest.mark.django_db(databases="__all__")

TYPED = {"party": "p1", "lines.0.violation": "v1", "lines.0.kind": "fine", "lines.0.tier": "normal"}


@pytest.fixture
def reviewed(cast):
    road = Road(cast)
    earlier(road, {"3000.00": 6, "3200.00": 5})
    return road.to("reviewed")


def beside(cast, road, who="unit_head", **typed):
    url = f"/matters/{road.matter}/steps/notify/beside/"
    return browser(getattr(cast, who)).post(url, TYPED | typed)


def test_the_drawing_has_this_proposal_in_it(cast, reviewed):
    drawn = beside(cast, reviewed, **{"lines.0.amount": "3100"}).content.decode()
    assert "本案3,100.00" in drawn
    assert "本机关自2023年11月20日以来有11件有效罚款" in drawn
    assert "高于同类案件" not in drawn


def test_what_stands_apart_is_said_while_one_types(cast, reviewed):
    drawn = beside(cast, reviewed, **{"lines.0.amount": "9,000元"}).content.decode()
    assert "高于同类案件" in drawn
    assert "未写理由的，不予办理" in drawn


def test_few_are_said_to_be_few(cast, reviewed):
    LineRow.objects.filter(amount=3200).delete()
    drawn = beside(cast, reviewed, **{"lines.0.amount": "9000"}).content.decode()
    assert "数量太少" in drawn
    assert "高于同类案件" not in drawn


def test_what_is_no_amount_draws_no_mark(cast, reviewed):
    for amount in ("", "-5", "NaN", "1e99", "一百"):
        assert "本案" not in beside(cast, reviewed, **{"lines.0.amount": amount}).content.decode(), amount


def test_the_links_open_what_the_reader_may_see(cast, reviewed):
    drawn = beside(cast, reviewed).content.decode()
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/registers/fines/[^"]+)"', drawn)]
    assert len(links) == 3  # two amounts, and all of them
    page = browser(cast.unit_head).get(links[0])
    assert page.context["page"].count.number == 6
    assert {row.source.amount for row in page.context["page"].rows} == {Decimal(3000)}
    assert browser(cast.colleague).get(links[0]).context["page"].count.number == 0


def test_a_form_without_likes_has_nothing_beside_it(cast, reviewed):
    answer = browser(cast.officer).post(f"/matters/{reviewed.matter}/steps/take_evidence/beside/", {})
    assert (answer.status_code, answer.content) == (200, b"")
    assert browser(cast.stranger).post(f"/matters/{reviewed.matter}/steps/notify/beside/", TYPED).status_code == 404


def test_the_street_may_ask_with_one_query(cast, reviewed, django_assert_num_queries):
    asked = (cast.bureau.pk, "road.occupy", "normal", PartyKind.ORGANISATION, date(2026, 11, 20))
    with django_assert_num_queries(1):
        found = likes(*asked, law_day=date(2026, 11, 19), amount=Decimal(9000))
        assert (found.count, found.word) == (11, "Heavier than in like cases")
        assert "<svg" in found.drawn
