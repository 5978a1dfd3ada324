"""Signed scans find their papers; what does not fit waits for a person's word, and nothing good is lost."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image
from tests.cases.refusing import refuses
from tests.cases.street import Street
from tests.matters.scanner import blank, pages_of, scan

from jinwu.documents import scans, setting, spool, store
from jinwu.kit import clock
from jinwu.law.problems import Problem
from jinwu.matters import replay, scanning, scope
from jinwu.matters.errors import Refused
from jinwu.matters.models import Matter, MatterPaper, Scan
from jinwu.record.models import Entry


@pytest.fixture
def two(cast):
    """Two served cases; the clock of the second."""
    first, second = Street(cast), Street(cast)
    first.to_served()
    second.now = first.now
    second.to_served(place="德胜街8号门前")
    with clock.fixed(second.now):
        yield first, second


def paper(case):
    return MatterPaper.objects.get(matter=case.matter, paper="on_the_spot_decision")


def sheets(case, **more):
    return pages_of(setting.read(paper(case).document_id), **more)


def why(one) -> str:
    return one.why["text"]


def test_a_pile_is_split_at_the_codes_and_each_part_finds_its_paper(two, cast):
    first, second = two
    pile = scan(*sheets(first), *sheets(second))
    brought = scanning.bring(cast.officer, "pile.pdf", pile)
    assert [(one.status, one.matter_id, one.first) for one in brought] == [
        ("attached", first.matter, 1), ("attached", second.matter, 1 + len(sheets(first))),
    ]  # fmt: skip
    for case, one in zip(two, brought, strict=True):
        assert paper(case).scan == one.sha256
        assert len(pikepdf.Pdf.open(io.BytesIO(spool.read(one.sha256))).pages) == len(sheets(case))
        assert replay.check(case.matter) == []
    entry = Entry.objects.filter(chain=first.matter).order_by("-seq").first()
    assert (entry.step, entry.actor) == ("attach_scan", cast.officer.pk)


def test_a_single_paper_is_kept_byte_for_byte(two, cast):
    content = scan(*sheets(two[0]))
    (one,) = scanning.bring(cast.officer, "one.pdf", content)
    assert spool.read(one.sha256) == content


@pytest.mark.parametrize("turned", [0, 180, -2])
def test_a_page_is_read_however_it_lay(two, cast, turned):
    picture = sheets(two[0], turned=turned)[0]
    assert [one.digest for one in scans.codes_of(scan(picture))] == [paper(two[0]).document.context_digest[:32]]


@pytest.mark.parametrize("change", [lambda pages: [*pages, blank()], lambda pages: [*pages, blank(), blank()]])
def test_more_pages_than_were_issued_wait_for_a_word(two, cast, change):
    first, _second = two
    (one,) = scanning.bring(cast.officer, "more.pdf", scan(*change(sheets(first))))
    assert (one.status, why(one)) == ("waiting", "{pages} pages were scanned, {issued} were issued.")
    assert paper(first).scan == ""
    scanning.assign(cast.officer, one, paper(first), "背面空白页一并扫描")
    assert paper(first).scan == one.sha256
    assert Scan.objects.get(pk=one.pk).note == "背面空白页一并扫描"


def test_fewer_pages_than_were_issued_wait_for_a_word(two, cast):
    row = paper(two[0])
    type(row.document).objects.filter(pk=row.document_id).update(pages=len(sheets(two[0])) + 1)
    (one,) = scanning.bring(cast.officer, "fewer.pdf", scan(*sheets(two[0])))
    assert one.status == "waiting"


def test_the_same_part_again_and_another_scan_of_the_same_paper_are_told(two, cast):
    content = scan(*sheets(two[0]))
    (one,) = scanning.bring(cast.officer, "one.pdf", content)
    (again,) = scanning.bring(cast.officer, "again.pdf", content)
    assert again.known
    assert again.pk == one.pk
    (other,) = scanning.bring(cast.officer, "other.pdf", scan(*sheets(two[0], turned=1.1)))
    assert (other.status, why(other)) == ("waiting", "A signed scan of this paper is attached already.")
    assert paper(two[0]).scan == one.sha256


def test_pages_before_the_first_code_wait_and_the_rest_is_attached(two, cast):
    brought = scanning.bring(cast.officer, "pile.pdf", scan(blank(), *sheets(two[0])))
    assert [one.status for one in brought] == ["waiting", "attached"]
    assert why(brought[0]) == "No code of a paper could be read on the first page."


def test_only_papers_in_ones_own_scope_are_matched(two, cast):
    for reader in (cast.stranger, cast.colleague):
        (one,) = scanning.bring(reader, "one.pdf", scan(*sheets(two[0])))
        assert (one.status, one.matter, why(one)) == ("waiting", None, "No paper that you may see has this code.")
        assert one.code == paper(two[0]).document.context_digest[:32]
        assert not scanning.papers_of(reader, paper(two[0]).number).exists()
    assert paper(two[0]).scan == ""


def test_what_waits_is_seen_by_who_brought_it_and_those_above(two, cast):
    (one,) = scanning.bring(cast.officer, "x.pdf", scan(blank()))
    assert all(scanning.scans_of(who).filter(pk=one.pk).exists() for who in (cast.officer, cast.unit_head))
    assert not any(scanning.scans_of(who).filter(pk=one.pk).exists() for who in (cast.stranger, cast.colleague))
    assert scope.may_open_file(cast.unit_head, one.sha256)
    assert not scope.may_open_file(cast.stranger, one.sha256)


def test_a_void_paper_takes_no_scan(cast):
    case = Street(cast)
    case.open()
    case.notify()
    case.decide()
    content = scan(*sheets(case))
    case.act("void_form", {"reason": "金额误写"}, two=True)
    with clock.fixed(case.now):
        (one,) = scanning.bring(cast.officer, "void.pdf", content)
    assert one.status == "waiting"
    assert paper(case).scan == ""


def test_codes_of_other_things_are_no_codes(two, cast):
    import zxingcpp

    made = zxingcpp.create_barcode("https://pay.example.cn/" + "0" * 32, zxingcpp.BarcodeFormat.QRCode)
    page = blank()
    page.paste(Image.fromarray(made.to_image(scale=8)), (100, 100))
    assert scans.codes_of(scan(page)) == ()


def test_two_codes_on_one_page_are_for_a_person_to_tell_apart(two, cast):
    left, right = sheets(two[0])[0], sheets(two[1])[0]
    page = Image.new("L", (left.width + right.width, left.height), 255)
    page.paste(left, (0, 0))
    page.paste(right, (left.width, 0))
    (one,) = scanning.bring(cast.officer, "both.pdf", scan(page))
    assert (one.status, why(one)) == ("waiting", "The first page bears the codes of {count} papers.")


def test_by_hand_the_scan_of_another_paper_is_refused(two, cast):
    first, second = two
    kept = store.keep(scan(*sheets(second)), kind="scan").sha256
    wrong = {"paper": paper(first).key, "scan": kept}
    refuses(lambda: first.act("attach_scan", wrong), "scan_of_this_paper", field="scan")
    assert paper(first).scan == ""
    second.act("attach_scan", {"paper": paper(second).key, "scan": kept})
    assert paper(second).scan == kept
    (one,) = scanning.bring(cast.officer, "x.pdf", scan(*sheets(second, turned=1.1)))
    with pytest.raises(Refused):
        scanning.assign(cast.officer, one, paper(first))
    assert Scan.objects.get(pk=one.pk).status == "waiting"


def test_what_is_assigned_or_discarded_stays_so(two, cast):
    (one,) = scanning.bring(cast.officer, "x.pdf", scan(blank()))
    with pytest.raises(Problem):
        scanning.discard(cast.officer, one, " ")
    scanning.discard(cast.officer, one, "空白页")
    with pytest.raises(Problem):
        scanning.assign(cast.officer, one, paper(two[0]))
    assert store.StoredFile.objects.filter(sha256=one.sha256).exists(), "the file is kept"


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.7\nxx", b"\xff\xd8\xff\xe0 cut"])
def test_what_is_no_whole_file_is_refused_in_a_sentence(cast, content):
    with pytest.raises(store.FileRefused):
        scanning.bring(cast.officer, "x", content)
    assert not Scan.objects.exists()


def test_a_locked_pdf_is_refused_in_a_sentence(two, cast):
    out = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(scan(blank()))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(store.FileRefused, match="password"):
        scanning.bring(cast.officer, "locked.pdf", out.getvalue())


def test_who_may_only_read_attaches_nothing(two, cast):
    (one,) = scanning.bring(cast.archivist, "x.pdf", scan(*sheets(two[0])))
    assert one.status == "attached"
    with pytest.raises(Problem):
        scanning.bringer(cast.supervisor.username)
    assert Matter.objects.get(pk=two[0].matter).head_seq == Entry.objects.filter(chain=two[0].matter).count()
