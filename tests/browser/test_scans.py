"""The archivist at the scanner: a pile is brought, one part waits, it is assigned."""

from __future__ import annotations

import pytest
from tests.cases.street import Street
from tests.matters.scanner import blank, pages_of, scan

from jinwu.documents import setting
from jinwu.matters.models import MatterPaper, Scan

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1440])
def test_a_pile_finds_its_papers(someone, site, width):
    first, second = Street(site.cast), Street(site.cast)
    first.to_served()
    second.now = first.now
    second.to_served(place="德胜街8号门前")
    one, two = (pages_of(setting.read(case.last.state.papers[0].document)) for case in (first, second))
    visitor = someone("archivist", width)
    page = visitor.go("/scans/")
    visitor.look(f"scans-none-{width}", ("light",))
    pile = scan(*one, *two, blank())
    page.set_input_files("#f-files", {"name": "2026年3月第一批.pdf", "mimeType": "application/pdf", "buffer": pile})
    visitor.press("识别并归位")
    visitor.look(f"scans-brought-{width}")
    visitor.go(f"/scans/{Scan.objects.get(status='waiting').pk}/")
    visitor.look(f"scan-{width}")
    visitor.press("归入此文书")
    assert MatterPaper.objects.get(matter=second.matter, paper="on_the_spot_decision").scan
