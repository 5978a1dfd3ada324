"""Like cases alike (APL 5 ¶2, 34): a fine apart from those of like cases needs its reason, and the reason stays."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from pypdf import PdfReader
from tests.cases.ordinary.hearings import set_profile
from tests.cases.ordinary.likes import LIKE, earlier
from tests.cases.refusing import refuses

from jinwu.cases.likeness import Kin, measure_on
from jinwu.cases.models import LineRow
from jinwu.catalog import queries as catalog
from jinwu.law.citations import APL
from jinwu.law.parties import PartyKind
from jinwu.matters import copies, replay
from jinwu.matters.models import Matter

pytestmark = pytest.mark.django_db(databases="__all__")

DAY = date(2026, 3, 10)
TEN = {"3000.00": 5, "3200.00": 5}  # middle 3100: from 3500.01 on it stands apart


def kin(cast, **change):
    measure = measure_on(lambda key: catalog.profile(key, DAY).value)
    return Kin(
        **{"organ": cast.bureau.pk, **LIKE, "party_kind": PartyKind.ORGANISATION, "on": DAY, "measure": measure}
        | change
    )


@pytest.fixture
def reviewed(road):
    earlier(road, TEN)
    return road.to("reviewed")


def text_of_pdf(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


# who is compared


def test_only_what_is_alike_counts(road, cast):
    earlier(road, TEN)
    for change in ({"code": "waste.dump"}, {"tier": "heavy"}, {"party_kind": "person"}, {"stands": False}, {"kind": "confiscation"},
                   {"organ": cast.squadron}):  # fmt: skip
        earlier(road, {"9000.00": 1}, **change)
    assert kin(cast).spread.amounts == ((Decimal(3000), 5), (Decimal(3200), 5))


@pytest.mark.parametrize(
    ("day", "counted"), [("2023-03-10", 0), ("2023-03-11", 1), ("2026-03-10", 1), ("2026-03-11", 0)]
)
def test_the_window_of_the_profile(road, cast, day, counted):
    earlier(road, {"3000.00": 1}, on=date.fromisoformat(day))
    assert kin(cast).spread.count == counted


def test_a_decision_is_a_like_case_of_the_next_until_it_is_revoked(road, cast):
    road.to("decided")
    assert LineRow.objects.get(matter=road.matter, kind="fine").stands
    later = kin(cast, on=road.now.date())
    assert later.spread.amounts == ((Decimal(3000), 1),)
    assert kin(cast, on=road.now.date(), without=road.matter).spread.count == 0
    road.act("revoke", {"party": "p1", "organ": "self", "reason": "事实有误。"}, by=cast.authority_head)
    assert kin(cast, on=road.now.date()).spread.count == 0
    assert replay.check(road.matter) == []


def test_like_cases_are_one_read_of_one_index_among_a_hundred_thousand(road, cast, django_assert_num_queries):
    road.register()
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO cases_linerow (matter_id, key, decision, party, violation, kind, amount, no_amount_reason, tier, code,
                   party_kind, organ_id, decided_on, stands)
               SELECT %s, 'l' || n, 'x1', 'p1', 'v1', 'fine', 100 * (n %% 40), '', 'normal', 'code.' || n %% 60, 'organisation', %s,
                   date '2026-03-09' - n %% 1000, true FROM generate_series(1, 100000) n""",
            [road.matter, cast.bureau.pk],
        )
    with django_assert_num_queries(1) as asked:
        assert kin(cast, code="code.7").spread.count == 1667
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN ANALYZE " + asked.captured_queries[0]["sql"])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "line_like_cases" in plan, plan


# what stands apart


@pytest.mark.parametrize(("amount", "apart"), [("3499.99", False), ("3500.00", False), ("3500.01", True)])
def test_a_fine_apart_is_not_told_without_its_reason(reviewed, amount, apart):
    if not apart:
        reviewed.notify(amount=amount)
        return
    objection = refuses(lambda: reviewed.notify(amount=amount), "like_cases", APL(34), "apart")
    assert objection.what.params["count"] == 10
    reviewed.notify(amount=amount, apart="曾因同类行为被责令改正，仍不改正。")
    notice = reviewed.state.notice_of("p1")
    assert (notice.apart, notice.compared[0].side, notice.compared[0].median) == (
        "曾因同类行为被责令改正，仍不改正。", "heavier", Decimal("3100.00"),
    )  # fmt: skip
    assert replay.check(reviewed.matter) == []


def test_blanks_are_no_reason(reviewed):
    refuses(lambda: reviewed.notify(amount="9000.00", apart="  "), "like_cases")


def test_of_too_few_no_reason_is_asked(road):
    earlier(road, {"3000.00": 9})
    road.to("reviewed").notify(amount="9000.00")
    assert road.state.notice_of("p1").compared[0].count == 9
    assert road.state.notice_of("p1").compared[0].side == ""


def test_where_the_profile_wants_no_refusal_it_is_marked(reviewed):
    set_profile("likeness.answer", "mark")
    reviewed.notify(amount="9000.00")
    assert "like_cases_reasoned" in {one.guard for one in reviewed.state.marks}


def test_a_mitigated_fine_has_its_ground_and_is_not_asked_for_another(road):
    road.violation = "waste.dump"
    earlier(road, {"60000.00": 12}, code="waste.dump", tier="")
    road.to("reviewed")
    lines = [{"violation": "v1", "kind": "fine", "amount": "100.00", "mitigated": "reduced_harm"}]
    road.act("notify", {"party": "p1", "lines": lines}, by=road.cast.unit_head)
    assert road.state.notice_of("p1").compared == ()


def test_the_decision_asks_again_and_begins_with_the_reason_told(reviewed):
    reviewed.notify(amount="9000.00", apart="情节较重。")
    reviewed.serve("prior_notice")
    reviewed.waive()
    reviewed.recheck()
    refuses(lambda: reviewed.decide(amount="9000.00"), "like_cases", APL(5, 2), "apart")
    reviewed.decide(amount="9000.00", apart="情节较重，已集体研究。")
    assert reviewed.state.decision_of("p1").apart == "情节较重，已集体研究。"


def test_the_approval_says_how_it_compares_and_why_it_differs(reviewed):
    reviewed.notify(amount="9000.00", apart="情节较重。")
    reviewed.serve("prior_notice")
    reviewed.waive()
    reviewed.recheck()
    reviewed.decide(amount="9000.00", apart="情节较重。")
    row = Matter.objects.get(pk=reviewed.matter)
    told = text_of_pdf(copies.print_copy(row, "decision_approval").pdf)
    assert "共10件，中间一半罚款3,000.00—3,200.00元，中位数3,100.00元；本案9,000.00元，高于同类案件" in told
    assert "与同类案件不同的理由：情节较重。" in told


def test_what_the_worksheet_proposes_the_notice_begins_with(road):
    from jinwu.cases.ordinary.procedure import ordinary
    from jinwu.matters.offers import Asking, initial_for

    road.to("investigating")
    rows = [
        {
            "violation": "v1",
            "tier": "normal",
            "factors": "占用面积较小。",
            "reason": "符合一般情形。",
            "amount": "3200.00",
        }
    ]
    road.report(worksheet=rows)
    asking = Asking(road.cast.unit_head, ordinary.steps["notify"], road.matter, road.state, road.now)
    assert initial_for(asking)["lines"] == [
        {"violation": "v1", "kind": "fine", "tier": "normal", "amount": Decimal("3200.00")}
    ]
