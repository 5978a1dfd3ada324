"""The file of the demonstration's case with a hearing of two parties: every leaf that is taken out is named by the gate."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import transaction
from tests.casefile.volumes import bookmarks, corner, pages, squeezed

from jinwu.casefile import gate
from jinwu.casefile.binding import INTERNAL, OPEN, all_items, bind, case_of
from jinwu.casefile.contents import items_of
from jinwu.casefile.order import order_of
from jinwu.casefile.sources import verified
from jinwu.cases.ordinary.file import REQUIRED
from jinwu.cli.demo import heard, ordinary, people, showcases
from jinwu.cli.demo.dossier import Case
from jinwu.cli.demo.names import Names
from jinwu.documents import spool
from jinwu.kit import clock
from jinwu.matters.door import examine_step
from jinwu.matters.models import Matter

pytestmark = pytest.mark.django_db(databases=["default", "log"])

#: Each paper with how many of it lie in the file. Every single one is asked for.
PAPERS = {
    "filing_approval": 1, "scene_record": 1, "inquiry_record": 2, "correction_order": 2, "correction_check": 2,
    "investigation_report": 1, "review_opinion": 2, "prior_notice": 2, "hearing_notice": 2, "hearing_record": 1,
    "committee_minutes": 1, "penalty_decision": 2, "service_receipt": 8, "closing_report": 1,
}  # fmt: skip
EACH = [(paper, nth) for paper, count in PAPERS.items() for nth in range(count)]
#: Leaves whose bytes were brought from outside: nothing else tells of them, so what is lost is named by its bytes.
BROUGHT = ("photos", "proof:b5", "proof:b6", "proof:b7")
#: Leaves that cannot be taken out: they are set from the record itself, and are there as long as what they tell of is.
SET = {
    "clue_registration": "the sheet is set from the register of clues (APL 54)",
    "hearing_request": "the sheet is set from the request for a hearing (APL 63)",
    "recordings": "the index of recordings is set from the acts (APL 47)",
    "evidence_list": "the list is set from the evidence (APL 46)",
    "payments": "the list is set from the ledger (APL 67)",
    "hearing_announcement": "the sheet is set from the act of scheduling (APL 64)",
    "hearing_report": "the sheet is set from the presider's report (APL 65)",
    "decision_approval": "the sheet is set from the act of deciding (APL 57)",
}


@pytest.fixture(scope="module")
def archived(django_db_setup, django_db_blocker):
    """The case, built once through the door and rolled back behind the module."""
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="log"):
        cast = people.build(people.YANGQUAN, "correct-horse-battery")
        names = Names(seed=7)
        violation, facts, trade = showcases.GAS
        parties = [names.firm(trade), names.firm(trade)]
        planned = Case("heard-001", cast, *cast.pairs[0], date(2026, 3, 10), violation, facts, parties, ["60000", "60000"],
                       place=names.spot())  # fmt: skip
        for act in heard.and_filed(planned, cast).acts:
            with clock.fixed(act.at):
                ordinary._take(act)
        yield Matter.objects.get(pk=ordinary.matter_of("heard-001")), cast.archivist
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="log")


@pytest.fixture(scope="module")
def case(archived):
    return case_of(archived[0])


@pytest.fixture(scope="module")
def volumes(archived):
    return {name: bind([archived[0]], name)[0] for name in (OPEN, INTERNAL)}


def found(case, state=None, whole=lambda source: True):
    """What the gate says of the file as it stood when it was closed."""
    state = state or case.state
    items = items_of(state, case.plan, order_of("ordinary", case.at.date()))
    return gate.gaps(state, case.plan, items, case.at.date(), whole, case.acts)


def without(state, paper, nth):
    one = [one for one in state.papers if one.paper == paper][nth]
    return one, state.model_copy(update={"papers": tuple(each for each in state.papers if each.key != one.key)})


def test_the_whole_file_lacks_nothing(case):
    assert [gap.key for gap in found(case) if gap.severity != gate.NOTE] == []


def test_no_leaf_of_the_file_is_left_untried(case, volumes):
    bound = {leaf.item.key.partition("@")[0] for volume in volumes.values() for leaf in volume.leaves}
    kinds = {one.key: one.paper for one in case.state.papers}
    assert sorted(kinds.values()) == sorted(paper for paper, _nth in EACH)
    assert {kinds.get(key, key) for key in bound} == {*PAPERS, *BROUGHT, *SET}
    assert {key for key in bound if key in kinds} == set(kinds), "every paper is bound"


@pytest.mark.parametrize(("paper", "nth"), EACH)
def test_each_paper_that_is_taken_out_is_named_with_who_mends_it(case, paper, nth):
    gone, left = without(case.state, paper, nth)
    gap = next(gap for gap in gate.blocking(found(case, left)) if gap.key == f"paper:{paper}")
    declared = next(one for one in REQUIRED if paper in one.papers)
    assert str(gap.what.params["paper"]) == declared.title
    assert gap.basis == declared.basis
    assert str(gap.remedy.params["who"])
    assert str(gap.remedy.params["step"])
    if paper == "penalty_decision":
        assert gap.what.params["which"] == gone.number
    elif paper == "service_receipt":
        served = next(one.paper for one in case.state.services if one.entry == gone.entry)
        (named,) = [f"《{one.title}》{one.number}" for one in case.state.papers if one.key == served]
        assert gap.what.params["which"] == named
    elif PAPERS[paper] > 1:
        assert (gap.what.params["have"], gap.what.params["wanted"]) == (PAPERS[paper] - 1, PAPERS[paper])


@pytest.mark.parametrize(("paper", "nth"), EACH)
def test_the_door_refuses_the_archive_without_it(archived, case, paper, nth):
    row, archivist = archived
    details = {key: value for key, value in case.state.details.items() if key not in ("file", "volume")}
    _gone, left = without(case.state.model_copy(update={"stage": "closed", "details": details}), paper, nth)
    with transaction.atomic(), clock.fixed(case.at):
        Matter.objects.filter(pk=row.pk).update(state=left.model_dump(mode="json"), stage="closed", final=False)
        _step, blocked = examine_step(Matter.objects.get(pk=row.pk), "archive", by=archivist)
        transaction.set_rollback(True)
    (objection,) = [one for one in blocked if one.guard == "file_complete"]
    assert next(one for one in REQUIRED if paper in one.papers).title in str(objection.what)


@pytest.mark.parametrize("paper", ["prior_notice", "penalty_decision"])
@pytest.mark.parametrize("nth", [0, 1])
def test_each_party_must_have_been_served(case, paper, nth):
    key = [one.key for one in case.state.papers if one.paper == paper][nth]
    services = tuple(one for one in case.state.services if one.paper != key)
    left = case.state.model_copy(update={"services": services})
    assert [gap.key for gap in gate.blocking(found(case, left))] == [f"service:{key}"]


@pytest.mark.parametrize("key", BROUGHT)
def test_what_was_brought_is_named_when_its_bytes_are_gone(case, key):
    item = next(item for item in all_items(case) if item.key == key)
    for source in item.sources:
        (gap,) = [gap for gap in found(case, whole=lambda one, lost=source: one != lost) if gap.severity == gate.MARK]
        assert gap.key == f"bytes:{key}"
        title = next((one.title for one in case.state.evidence if one.sha256 == source), item.title)
        assert title in str(gap.what.params["title"])


def test_one_changed_byte_of_a_photograph_is_seen_and_named(case):
    shot = next(one for one in case.state.evidence if one.kind == "photo")
    place = spool.path(shot.sha256)
    kept = place.read_bytes()
    middle = len(kept) // 2
    place.write_bytes(kept[:middle] + bytes([kept[middle] ^ 1]) + kept[middle + 1 :])
    try:
        (gap,) = [gap for gap in found(case, whole=verified) if gap.key == "bytes:photos"]
    finally:
        place.write_bytes(kept)
    assert gap.severity == gate.MARK
    assert gap.what.params["title"] == f"现场照片（{shot.title}）"


def test_a_signed_scan_stands_in_the_place_of_each_receipt(case, volumes):
    receipts = [leaf for leaf in volumes[OPEN].leaves if leaf.title == "送达回证"]
    assert len(receipts) == 8
    assert all(leaf.item.scan and leaf.item.note == "" for leaf in receipts)
    assert squeezed(pages(volumes[OPEN].pdf, "-layout")[1]).count("扫描件") >= 4


def test_each_receipt_lies_behind_what_it_proves(case, volumes):
    keys = [leaf.item.key for leaf in volumes[OPEN].leaves]
    entries = {one.key: one.entry for one in case.state.papers}
    for one in case.state.services:
        receipt = next(key for key, entry in entries.items() if entry == one.entry)
        assert keys.index(receipt) == keys.index(one.paper) + 1


@pytest.mark.parametrize("name", [OPEN, INTERNAL])
def test_index_bookmarks_and_page_numbers_lead_to_the_pages(volumes, name):
    made = volumes[name]
    numbers = corner(made.pdf)
    front = len(numbers) - made.body - 1
    assert numbers[front - 1] == numbers[-1] == ""
    texts = [squeezed(text) for text in pages(made.pdf)]
    index = "".join(texts[1:front])
    page = 1
    for leaf in made.leaves:
        last = page + leaf.pages - 1
        span = str(page) if last == page else f"{page}-{last}"
        assert re.search(rf"{leaf.item.on}{span}(?!-|\d{{5}})", index), leaf.title
        page = last + 1
    assert f"本卷共{len(made.leaves)}件" in texts[0]
    assert f"{made.body}页" in texts[0]
    assert f"本卷共{len(made.leaves)}件，{made.body}页，页号自1至{made.body}" in texts[-1]
    marks = [title for depth, title in bookmarks(made.pdf) if depth == 1]
    assert marks == [f"{leaf.title}　{leaf.item.number}".strip("　") for leaf in made.leaves]


def test_the_recordings_name_recorders_and_what_is_kept_with_its_digest(case, volumes):
    leaf = next(leaf for leaf in volumes[OPEN].leaves if leaf.item.key == "recordings")
    text = squeezed("".join(pages(leaf.pdf)))
    assert "未登记" not in text
    assert "YQ-ZFJ-0158" in text
    still = next(one for one in case.state.proofs if one.kind == "audiovisual")
    assert still.sha256[:8] in text


def test_the_photographs_prove_what_the_record_of_their_act_does(volumes):
    leaf = next(leaf for leaf in volumes[OPEN].leaves if leaf.item.key == "photos")
    assert leaf.pages == 2  # four a page
    text = squeezed("".join(pages(leaf.pdf)))
    assert text.count("证明内容：现场情况和违法行为的客观状态") == 6
    assert "主体资格" not in text
