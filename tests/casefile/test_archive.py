"""Archiving: the number of the volume, what is fixed, the register; many summary cases a volume."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.casefile.volumes import bookmarks, case, corner, matter, one, pages, squeezed
from tests.cases.ordinary.hearings import set_profile
from tests.cases.ordinary.road import MORNING, Road
from tests.cases.street import Street

from jinwu.casefile import queries
from jinwu.casefile.binding import bind
from jinwu.casefile.models import Bound, Filed
from jinwu.casefile.sources import of_paper
from jinwu.casefile.state import file_of
from jinwu.kit import clock
from jinwu.kit.register import registers
from jinwu.law.retention import kept_until
from jinwu.matters import replay

pytestmark = pytest.mark.django_db(databases=["default", "log"])


def settled(cast, wait=0) -> Street:
    """A summary case closed, `wait` days after it was paid, and archived."""
    street = Street(cast)
    street.now += timedelta(days=Filed.objects.count())  # an act of its own
    street.to_served()
    street.file_record()
    street.pay()
    street.wait(days=wait)
    street.close()
    street.archive()
    return street


@pytest.mark.parametrize(
    ("closed", "term", "until"),
    [
        (date(2026, 1, 1), 30, date(2056, 12, 31)),
        (date(2026, 12, 31), 30, date(2056, 12, 31)),
        (date(2027, 1, 1), 30, date(2057, 12, 31)),
        (date(2024, 2, 29), 10, date(2034, 12, 31)),
        (date(2026, 5, 1), "permanent", None),
    ],
)
def test_the_term_runs_from_the_year_after_the_closing(closed, term, until):
    assert kept_until(closed, term) == until


def test_the_entry_fixes_number_term_order_and_digests(road):
    road.to("archived")
    file = file_of(road.state)
    assert (file["number"], file["serial"], file["place"], file["retention"], file["until"]) == (
        "20260001",
        1,
        1,
        "permanent",
        None,
    )
    kept = {paper.key: of_paper(paper) for paper in road.state.papers}
    fixed = {key: sources for _volume, key, sources in file["index"]}
    assert all(fixed[key] == [source] for key, source in kept.items())
    facts = next(paper.facts for paper in road.state.papers if paper.paper == "closing_report")
    assert any(facts in source for sources in fixed.values() for source in sources), "an internal sheet by its facts"
    assert road.state.title not in str(file), "no name stands in it"
    assert replay.check(road.matter) == []


def test_numbers_follow_each_other_in_the_year_of_the_closing(cast):
    first = Road(cast).to("archived")
    second = Road(cast, now=first.now + timedelta(days=3)).to("archived")
    assert [file_of(one.state)["number"] for one in (first, second)] == ["20260001", "20260002"]


def test_the_digits_are_the_bureaus_own(road):
    set_profile("casefile.serial_digits", 5)
    road.to("archived")
    assert file_of(road.state)["number"] == "202600001"


def test_summary_cases_share_a_volume_up_to_its_limit(cast):
    set_profile("casefile.cases_per_volume", 2)
    found = [file_of(settled(cast).last.state) for _ in range(3)]
    assert [(file["number"], file["place"]) for file in found] == [("20260001", 1), ("20260001", 2), ("20260002", 1)]


def test_fifty_summary_cases_fill_a_volume_and_the_next_one_begins_another(cast):
    Filed.objects.filter(matter=settled(cast).matter).update(place=48)
    found = [file_of(settled(cast).last.state) for _ in range(3)]
    assert [(file["number"], file["place"]) for file in found] == [("20260001", 49), ("20260001", 50), ("20260002", 1)]


def test_an_ordinary_case_has_a_volume_of_its_own_between_them(cast):
    settled(cast)
    road = Road(cast, now=MORNING + timedelta(days=3)).to("archived")
    again = settled(cast)
    assert file_of(road.state)["number"] == "20260002"
    assert (file_of(again.last.state)["number"], file_of(again.last.state)["place"]) == ("20260001", 2)


def test_cases_of_another_year_begin_another_volume(cast):
    settled(cast)
    later = settled(cast, wait=300)
    assert file_of(later.last.state)["number"] == "20270001"


def test_a_volume_holds_its_cases_with_index_numbers_and_bookmarks(cast):
    streets = [settled(cast) for _ in range(3)]
    made = bind_together(streets)
    assert made.number == "20260001"
    titles = [leaf.title for leaf in made.leaves]
    assert titles == ["当场行政处罚决定书", "当场行政处罚备案表"] * 3 + ["视听资料说明", "缴款情况表"]
    assert corner(made.pdf)[2:-1] == [str(n) for n in range(1, made.body + 1)]
    assert "等3件" in squeezed(pages(made.pdf)[0])
    assert [title for depth, title in bookmarks(made.pdf) if depth == 0][-3:] == [
        "视听资料说明",
        "缴款情况表",
        "备考表",
    ]
    assert sum(1 for depth, title in bookmarks(made.pdf) if depth == 1) == 6


def bind_together(streets):
    with clock.fixed(streets[-1].now):
        (made,) = bind(queries.together(matter(streets[0])))
    return made


def test_taken_up_again_a_case_keeps_its_place(street):
    street.to_served()
    street.file_record()
    street.pay()
    street.close()
    street.archive()
    before = file_of(street.last.state)
    street.act("revoke", {"organ": "self", "reason": "认定有误。"}, by=street.cast.authority_head)
    street.act("refund", {"amount": "100.00", "reference": "TF1"}, by=street.cast.fiscal_clerk)
    street.close()
    street.archive()
    after = file_of(street.last.state)
    assert (after["number"], after["place"]) == (before["number"], before["place"])
    assert Filed.objects.count() == 1
    assert replay.check(street.matter) == []


def test_the_register_lists_the_file_with_what_was_bound(road):
    road.to("archived")
    made = one(road)
    with clock.fixed(road.now):
        queries.record(matter(road), made, "测试")
        queries.record(matter(road), made, "测试")
        assert Bound.objects.count() == 1, "the same digest is one row"
        register = registers["archive"]
        (row,) = register.scope(road.cast.archivist)
        shown = {column.key: column.of(row) for column in register.columns}
        assert (shown["number"], shown["pages"], shown["sha256"]) == ("20260001", made.body, made.merged.sha256)
        assert list(register.scope(road.cast.stranger)) == []


def test_a_case_archived_before_volumes_were_numbered_is_bound_all_the_same(road):
    road.to("archived")
    state = road.state.model_copy(update={"details": {k: v for k, v in road.state.details.items() if k != "file"}})
    assert file_of(state) is None
    assert case(road).plan.cover(state).number == road.state.decisions[0].number


def test_a_draft_is_not_entered_in_the_register(road):
    road.to("served")
    made = one(road)
    assert made.number == ""
    queries.record(matter(road), made, "测试")
    assert Bound.objects.count() == 0
    assert {"草", "稿"} <= set(pages(made.pdf)[0])


@pytest.mark.parametrize("how", ["decision", "filing", "archive", "id"])
def test_a_file_is_found_by_any_of_its_numbers(road, how):
    road.to("archived")
    numbers = {
        "decision": road.state.decisions[0].number, "archive": "20260001", "id": str(road.matter),
        "filing": next(paper.number for paper in road.state.papers if paper.paper == "filing_approval"),
    }  # fmt: skip
    assert queries.named(numbers[how]).pk == road.matter
    assert queries.named("20269999") is None
