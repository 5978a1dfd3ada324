"""A bound volume: cover, index, every written page numbered, verification sheet; one PDF with bookmarks."""

from __future__ import annotations

import io

import pikepdf
import pytest
from tests.casefile.volumes import bookmarks, bound, changed, corner, one, pages, picture, scan_of, set_now, squeezed
from tests.cases.ordinary.hearings import set_profile
from tests.cases.ordinary.road import organisation

from jinwu.casefile.order import INTERNAL

pytestmark = pytest.mark.django_db(databases=["default", "log"])


@pytest.fixture
def archived(road):
    return road.to("archived")


def test_every_written_page_is_numbered_and_no_other(archived):
    made = one(archived)
    numbers = corner(made.pdf)
    assert numbers[0] == numbers[1] == numbers[-1] == ""  # cover, index, verification sheet
    assert numbers[2:-1] == [str(n) for n in range(1, made.body + 1)]


def test_the_index_says_on_which_pages_each_item_lies(archived):
    made = one(archived)
    index = squeezed(pages(made.pdf, "-layout")[1])
    page = 1
    for leaf in made.leaves:
        last = page + leaf.pages - 1
        assert f"{leaf.item.on}{page}" in index or f"{leaf.item.on}{page}-{last}" in index, leaf.title
        page = last + 1
    assert page - 1 == made.body


def test_the_cover_says_case_decision_dates_term_items_and_pages(archived):
    made = one(archived)
    cover = squeezed(pages(made.pdf)[0])
    state = archived.state
    decision = state.decisions[0].number
    for word in (
        state.title, decision, "2026年3月10日", "永久", f"本卷共{len(made.leaves)}件", f"{made.body}页", made.number, "2026-普-001",
    ):  # fmt: skip
        assert squeezed(word) in cover, word
    assert made.number == "20260001"


def test_the_decision_lies_first_with_its_receipt_and_the_closing_last(archived):
    titles = [leaf.title for leaf in one(archived).leaves]
    assert titles == [
        "行政处罚决定书", "送达回证", "立案审批表", "现场检查（勘验）笔录", "视听资料说明", "询问笔录", "证据目录", "责令改正通知书",
        "整改复查记录", "行政处罚事先告知书", "送达回证", "缴款情况表", "结案审批表",
    ]  # fmt: skip


def test_internal_papers_lie_in_the_internal_volume_only(archived):
    shown, internal = one(archived), one(archived, INTERNAL)
    assert [leaf.title for leaf in internal.leaves] == [
        "案件线索登记表",
        "案件调查终结报告",
        "法制审核意见书",
        "行政处罚决定审批表",
    ]
    text = squeezed("".join(pages(shown.pdf)))
    assert "调查终结报告" not in text.replace("证据", "")
    assert "法制审核意见" not in text
    assert "副卷" in squeezed(pages(internal.pdf)[0])


def test_each_item_has_its_bookmark_under_its_group(archived):
    found = bookmarks(one(archived).pdf)
    assert found[0] == (0, "封面")
    assert found[1] == (0, "卷内目录")
    assert found[-1] == (0, "备考表")
    assert [title for depth, title in found if depth == 0][2:-1] == [
        "处罚决定及送达", "立案材料", "调查取证材料", "告知、申辩和听证材料", "执行材料", "结案材料",
    ]  # fmt: skip
    number = archived.state.decisions[0].number
    assert (1, f"行政处罚决定书　{number}") in found


def test_what_is_archival_in_every_part_stays_so(archived):
    made = one(archived)
    assert made.merged.archival
    with pikepdf.open(io.BytesIO(made.pdf)) as found:
        assert str(found.Root.OutputIntents[0].S) == "/GTS_PDFA1"
        with found.open_metadata() as said:
            assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "B")


def test_bound_again_it_is_the_same_to_the_byte(archived):
    assert one(archived).merged.sha256 == one(archived).merged.sha256


def test_photographs_stand_on_pages_with_who_when_where_and_what(road):
    shots = [picture(colour) for colour in ("red", "green", "blue", "yellow", "white")]
    road.register()
    road.check(
        photos=[{"sha256": sha, "title": f"现场第{i}张", "taken_at": road.moment(-5)} for i, sha in enumerate(shots, 1)]
    )
    for step in ("file", "scene", "inquire", "order", "check_order", "report", "review", "notify", "_serve_notice", "waive",
                 "recheck", "decide", "_serve_decision", "pay", "close", "archive"):  # fmt: skip
        getattr(road, step)()
    leaf = next(leaf for leaf in one(road).leaves if leaf.title == "现场照片")
    assert leaf.pages == 2  # four a page
    text = squeezed("".join(pages(leaf.pdf)))
    people = "、".join(cast.name for cast in (road.cast.officer.officer, road.cast.partner.officer))
    for word in (
        "现场第1张",
        "现场第5张",
        f"拍摄人：{people}",
        "拍摄时间：2026年3月10日",
        "拍摄地点：德胜街8号门前",
        "证明内容：",
        shots[4],
    ):
        assert word in text, word
    assert set(leaf.item.sources) == set(shots)


def test_a_scan_takes_the_place_of_the_unsigned_print(road):
    road.to("closed")
    papers = {paper.paper: paper for paper in road.state.papers}
    road.act("attach_scan", {"paper": papers["scene_record"].key, "scan": scan_of(3)})
    road.act("attach_scan", {"paper": papers["filing_approval"].key, "scan": picture("white", (1240, 1754))})
    road.archive()
    made = one(road)
    leaves = {leaf.title: leaf for leaf in made.leaves}
    assert leaves["现场检查（勘验）笔录"].pages == 3
    assert leaves["立案审批表"].pages == 1
    text = "".join(pages(made.pdf))
    assert "SCAN 3" in text
    assert "扫描件" in pages(made.pdf)[1]
    assert not made.merged.archival, "a scan that is no PDF/A makes the volume none"
    assert corner(made.pdf)[2:-1] == [str(n) for n in range(1, made.body + 1)]


def test_pictures_of_scans_keep_the_volume_archival(road):
    road.to("closed")
    road.act("attach_scan", {"paper": road.state.papers[0].key, "scan": picture("white", (1240, 1754))})
    assert one(road).merged.archival


def test_a_lost_source_is_said_in_its_place(archived):
    kept = next(paper for paper in archived.state.papers if paper.paper == "scene_record")
    with changed(set_now(kept)):
        made = one(archived)
    leaf = next(leaf for leaf in made.leaves if leaf.item.key == kept.key)
    assert leaf.lost
    assert kept.facts in squeezed("".join(pages(leaf.pdf)))
    assert "缺原件" in squeezed(pages(made.pdf)[1])


def test_a_rare_name_stands_in_print_on_cover_and_index(road):
    road.register()
    road.check()
    road.file(party=organisation(name="阳泉市堃喆昇𬭩商贸有限公司"))
    for step in ("scene", "inquire", "order", "check_order", "report", "review", "notify", "_serve_notice", "waive", "recheck",
                 "decide", "_serve_decision", "pay", "close", "archive"):  # fmt: skip
        getattr(road, step)()
    made = one(road)
    assert "阳泉市堃喆昇𬭩商贸有限公司" in squeezed(pages(made.pdf)[0])


def test_a_long_file_is_split_into_parts(archived):
    whole = one(archived)
    set_profile("casefile.pages_per_volume", whole.body // 2)
    parts = bound(archived)
    assert len(parts) >= 2
    assert all(part.body <= whole.body // 2 for part in parts)
    assert [leaf.item.key for part in parts for leaf in part.leaves] == [leaf.item.key for leaf in whole.leaves]
    for part in parts:
        assert f"第{part.part}册（共{len(parts)}册）" in squeezed(pages(part.pdf)[0])
        assert corner(part.pdf)[-2] == str(part.body)


def test_what_comes_after_archiving_lies_behind_as_a_supplement(archived):
    before = one(archived)
    paper = next(paper for paper in archived.state.papers if paper.paper == "filing_approval")
    archived.act("attach_scan", {"paper": paper.key, "scan": scan_of(2)}, by=archived.cast.archivist)
    after = one(archived)
    assert [leaf.item.sources for leaf in after.leaves[:-1]] == [leaf.item.sources for leaf in before.leaves]
    assert after.leaves[-1].item.supplement
    assert "归档后补充" in squeezed(pages(after.pdf)[1])


def test_the_reporter_stands_in_the_internal_volume_only(road):
    road.register(source="complaint", reporter="钱多多", reporter_phone="13935300001")
    for step in ("check", "file", "scene", "inquire", "order", "check_order", "report", "review", "notify", "_serve_notice",
                 "waive", "recheck", "decide", "_serve_decision", "pay", "close", "archive"):  # fmt: skip
        getattr(road, step)()
    assert "钱多多" not in squeezed("".join(pages(one(road).pdf)))
    internal = one(road, INTERNAL)
    assert [leaf.title for leaf in internal.leaves[:2]] == ["案件线索登记表", "举报人信息登记表"]
    assert "钱多多" not in squeezed("".join(pages(internal.leaves[0].pdf)))
    assert "13935300001" in squeezed("".join(pages(internal.pdf)))
