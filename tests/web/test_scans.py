"""The pages of signed scans: several files at once, the good ones kept, what waits assigned or discarded."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.matters.scanner import blank, pages_of, scan
from tests.web.matters import browser, street, text

from jinwu.cli import main
from jinwu.documents import setting
from jinwu.matters.models import MatterPaper, Scan
from jinwu.record.models import ReadLog

pytestmark = pytest.mark.django_db(databases=["default", "log"])


@pytest.fixture
def case(cast, today):
    case = street(cast, hours=1)
    case.to_served()
    return case


def paper(case):
    return MatterPaper.objects.get(matter=case.matter, paper="on_the_spot_decision")


def sheets(case):
    return pages_of(setting.read(paper(case).document_id))


def send(reader, *files):
    return reader.post("/scans/", {"files": [SimpleUploadedFile(name, content) for name, content in files]})


def test_several_files_at_once_and_the_good_ones_are_kept(cast, case):
    answer = send(
        browser(cast.officer),
        ("good.pdf", scan(*sheets(case))),
        ("<b>bad.pdf", b"no pdf"),
        ("blank.pdf", scan(blank())),
    )
    assert answer.status_code == 422
    page = text(answer)
    assert "1 已归位" in page
    assert "1 待归位" in page
    assert "bad.pdf：" in page
    assert "<b>bad" not in answer.content.decode()
    assert paper(case).scan
    assert send(browser(cast.officer), ("good.pdf", scan(*sheets(case)))).status_code == 200


def test_no_file_is_said(cast, case):
    assert browser(cast.officer).post("/scans/").status_code == 422


def test_what_waits_is_looked_at_and_assigned_by_its_number(cast, case):
    reader = browser(cast.officer)
    send(reader, ("more.pdf", scan(*sheets(case), blank())))
    waiting = Scan.objects.get(status="waiting")
    address = f"/scans/{waiting.pk}/"
    assert paper(case).number in text(reader.get("/scans/"))
    picture = reader.get(f"{address}page/")
    assert picture["Content-Type"] == "image/png"
    assert ReadLog.objects.using("log").filter(subject=waiting.sha256).exists()
    page = reader.get(address).content.decode()
    assert f'value="{case.matter}/{paper(case).key}" required checked' in page
    assert reader.post(address, {"answer": "assign", "number": "无此号"}).status_code == 422
    data = {
        "answer": "assign",
        "number": paper(case).number,
        "paper": f"{case.matter}/{paper(case).key}",
        "note": "背面空白",
    }
    assert reader.post(address, data).status_code == 302
    assert paper(case).scan == waiting.sha256
    assert reader.post(address, data).status_code == 422, "it is assigned already"


def test_a_discarded_scan_says_why(cast, case):
    reader = browser(cast.officer)
    send(reader, ("blank.pdf", scan(blank())))
    address = f"/scans/{Scan.objects.get().pk}/"
    assert reader.post(address, {"answer": "discard", "note": " "}).status_code == 422
    assert reader.post(address, {"answer": "discard", "note": "空白页"}).status_code == 302
    assert "空白页" in text(reader.get("/scans/"))


def test_others_see_neither_scan_nor_picture(cast, case):
    send(browser(cast.officer), ("blank.pdf", scan(blank())))
    pk = Scan.objects.get().pk
    for address in (f"/scans/{pk}/", f"/scans/{pk}/page/"):
        assert browser(cast.colleague).get(address).status_code == 404
        assert browser(cast.supervisor).get(address).status_code == 403


def test_a_folder_is_read_in_the_name_of_an_officer(cast, case, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("jinwu.cli.commands.evidence.prepare", lambda: None)
    (tmp_path / "a.pdf").write_bytes(scan(*sheets(case)))
    (tmp_path / "b.PDF").write_bytes(b"no pdf")
    (tmp_path / "c.txt").write_text("left alone")
    words = ["evidence", "scans", str(tmp_path), "--by", cast.officer.username]
    assert main.main(words) == 1
    said = capsys.readouterr().out
    assert "a.pdf, page 1:" in said
    assert "b.PDF:" in said
    assert paper(case).scan
    (tmp_path / "b.PDF").unlink()
    assert main.main(words) == 0
    assert "Brought before" in capsys.readouterr().out
    assert main.main([*words[:-1], cast.supervisor.username]) == 1
    assert main.main(["evidence", "scans", str(tmp_path / "none"), "--by", "x"]) == 1
