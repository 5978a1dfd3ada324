"""Notes, links and signed scans at any stage."""

from __future__ import annotations

import io
import uuid

import pytest
from PIL import Image
from tests.cases.refusing import refuses
from tests.cases.street import Street

from jinwu.documents import store
from jinwu.matters import replay, scope
from jinwu.matters.errors import InvalidInput


def picture(colour: str = "white") -> str:
    """A stored photograph; its digest."""
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(buffer, "JPEG")
    return store.keep(buffer.getvalue(), kind="scan").sha256


def test_a_note_at_any_stage(street):
    street.open()
    assert street.act("take_note", {"text": "当事人来电询问"}).stage == "draft"
    street.notify()
    street.decide()
    street.serve()
    assert street.act("take_note", {"text": "已答复"}, by=street.cast.fiscal_clerk).stage == "served"
    assert replay.check(street.matter) == []


def test_a_note_says_something(street):
    street.open()
    with pytest.raises(InvalidInput):
        street.act("take_note", {"text": "长" * 2001})


def test_the_signed_scan_belongs_to_its_paper(street):
    done = street.to_served()
    sha, paper = picture(), done.state.papers[0].key
    done = street.act("attach_scan", {"paper": paper, "scan": sha})
    assert done.state.papers[0].scan == sha
    with street.clock():
        assert scope.may_open_file(street.cast.officer, sha)
        assert not scope.may_open_file(street.cast.stranger, sha)
    assert replay.check(street.matter) == []


def test_a_scan_that_was_not_uploaded(street):
    paper = street.to_served().state.papers[0].key
    refuses(lambda: street.act("attach_scan", {"paper": paper, "scan": "0" * 64}), "scan_kept", field="scan")


def test_a_paper_that_is_void_or_unknown(street):
    street.open()
    street.notify()
    paper = street.decide().state.papers[0].key
    refuses(lambda: street.act("attach_scan", {"paper": "d99", "scan": picture()}), "paper_known", field="paper")
    street.act("void_form", {"reason": "金额误写"}, two=True)
    refuses(lambda: street.act("attach_scan", {"paper": paper, "scan": picture()}), "paper_known", field="paper")


def test_photographs_must_have_been_uploaded(street):
    photo = {"sha256": "0" * 64, "title": "现场"}
    refuses(lambda: street.open(photos=[photo]), "photos_kept", field="photos")
    done = street.open(photos=[photo | {"sha256": picture("red")}], recorder="")
    assert [e.sha256 for e in done.state.evidence] == [picture("red")]
    assert done.state.marks == ()


def test_neither_photograph_nor_recording_is_marked(street):
    assert [m.guard for m in street.open(recorder="").state.marks] == ["evidence"]


def test_credentials_are_shown(street):
    refuses(lambda: street.open(credential_shown=False), "credentials", field="credential_shown")


def test_a_link_to_another_matter_one_may_see(street):
    street.open()
    other = Street(street.cast, now=street.now)
    other.open(place="德胜街8号门前")
    done = street.act("relate", {"other": str(other.matter), "kind": "arising_from"})
    assert done.state.relations[0].other == other.matter
    for wrong in (street.matter, uuid.uuid4()):
        data = {"other": str(wrong), "kind": "merged"}
        refuses(lambda data=data: street.act("relate", data), "other_visible", field="other")
