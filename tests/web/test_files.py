"""Files: the scope says who opens them, each opening is recorded, what is broken is refused."""

from __future__ import annotations

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.web.matters import browser, street

from jinwu.record.models import ReadLog

pytestmark = pytest.mark.django_db(databases=["default", "log"])


def picture(size=(1200, 900), kind="JPEG"):
    out = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(out, kind)
    return out.getvalue()


def send(reader, content, name="photo.jpg", url="/files/", **more):
    return reader.post(url, {"file": SimpleUploadedFile(name, content), **more})


def test_a_paper_opens_for_the_bureau_and_the_opening_is_recorded(cast):
    case = street(cast, hours=1)
    case.to_served()
    paper = case.last.state.papers[0]
    answer = browser(cast.supervisor).get(f"/files/{paper.sha256}/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert hashlib.sha256(answer.content).hexdigest() == paper.sha256
    assert ReadLog.objects.using("log").filter(user=cast.supervisor.pk, subject=paper.sha256).exists()
    assert browser(cast.stranger).get(f"/files/{paper.sha256}/").status_code == 404
    assert browser(cast.colleague).get(f"/files/{paper.sha256}/").status_code == 404


def test_nothing_is_found_under_what_is_no_digest(cast):
    for name in ("0" * 64, "x", "%00", "..%2f..%2fetc", "0" * 63 + "G"):
        assert browser(cast.officer).get(f"/files/{name}/").status_code == 404, name


def test_a_photograph_is_kept_and_shown_small(cast):
    content = picture()
    digest = hashlib.sha256(content).hexdigest()
    reader = browser(cast.officer)
    kept = send(reader, content, sha256=digest)
    assert kept.status_code == 201
    assert kept.json()["sha256"] == digest
    small = reader.get(kept.json()["url"])
    assert small.status_code == 200
    assert max(Image.open(io.BytesIO(small.content)).size) <= 480
    assert reader.get(f"/files/{digest}/").content == content
    assert browser(cast.partner).get(f"/files/{digest}/").status_code == 404, "it belongs to no matter yet"


def test_a_file_cut_short_changed_or_of_another_kind_is_refused_in_a_sentence(cast):
    reader = browser(cast.officer)
    content = picture()
    for answer in (
        send(reader, content[: len(content) // 2]),
        send(reader, content, sha256="0" * 64),
        send(reader, b"#!/bin/sh\nrm -rf /\n", "photo.jpg"),
        send(reader, b""),
        send(reader, picture(kind="WEBP"), url="/files/?kind=scan"),
        reader.post("/files/", {}),
    ):
        assert answer.status_code == 422
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["detail"]


def test_reading_roles_keep_nothing(cast):
    assert send(browser(cast.supervisor), picture()).status_code == 403
