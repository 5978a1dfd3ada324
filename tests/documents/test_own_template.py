"""A room declares a paper of its own: a context, a wording in its own folder, one line in the registry."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pypdf
import pytest
from tests.documents.papers import DAY, NOON

from jinwu.documents.papers_data import Context, Line
from jinwu.documents.render import render
from jinwu.documents.templates import PaperTemplate, TemplateVersion, templates
from jinwu.kit.inputs import field

WORDING = """
#import "@jinwu/official:1.0.0": *
#show: official
#masthead()
#par[#d.party：]
#par[你反映的#(d.matter)一事，本机关已于#(d.day)收到。]
"""


class Reply(Context):
    organ: Line = field("Organ")
    number: Line = field("Number")
    party: Line = field("Party")
    matter: Line = field("Matter")

    def shown(self) -> dict[str, Any]:
        return self.model_dump() | {"day": "2023年5月10日"}


@pytest.fixture
def reply(tmp_path, monkeypatch):
    (tmp_path / "reply.typ").write_text(WORDING)
    versions = (TemplateVersion(1, date(2020, 1, 1), tmp_path / "reply.typ"),)
    paper = PaperTemplate("reply", "D99", "Reply", "答复书", Reply, versions)
    monkeypatch.setitem(templates._items, "reply", paper)


def test_a_paper_of_another_room_has_the_official_look(reply):
    facts = {"organ": "阳泉市城市管理局", "number": "阳城管复字〔2023〕第1号", "party": "张建国", "matter": "占道经营"}
    pdf = render("reply", facts, on=DAY, at=NOON).pdf
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "答复书" in text
    assert "你反映的占道经营一事，本机关已于2023年5月10日收到。" in text
