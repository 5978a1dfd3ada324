"""Who opens a volume: whoever sees the matter; the internal one by its own permission; each opening is logged."""

from __future__ import annotations

import pytest
from tests.casefile.volumes import pages, squeezed
from tests.cases.ordinary.hearings import set_profile
from tests.web.matters import browser

from jinwu.casefile.models import Bound
from jinwu.kit import clock
from jinwu.record.models import ReadLog

pytestmark = pytest.mark.django_db(databases=["default", "log"])


@pytest.fixture
def archived(road):
    road.register(source="complaint", reporter="钱多多", reporter_phone="13935300001")
    for step in ("check", "file", "scene", "inquire", "order", "check_order", "report", "review", "notify", "_serve_notice",
                 "waive", "recheck", "decide", "_serve_decision", "pay", "close", "archive"):  # fmt: skip
        getattr(road, step)()
    with clock.fixed(road.now):
        yield road


def opened(road, who, volume="open"):
    return browser(getattr(road.cast, who)).get(f"/matters/{road.matter}/casefile/{volume}/")


def test_the_open_volume_opens_for_whoever_sees_the_matter(archived):
    for who in ("officer", "archivist", "unit_head", "reviewer", "supervisor"):
        answer = opened(archived, who)
        assert answer.status_code == 200, who
        assert answer["Content-Type"] == "application/pdf"
    assert "钱多多" not in squeezed("".join(pages(answer.content)))


@pytest.mark.parametrize("volume", ["open", "internal"])
def test_a_stranger_sees_neither(archived, volume):
    assert opened(archived, "stranger", volume).status_code == 404
    assert not ReadLog.objects.using("log").filter(what__startswith="casefile").exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 403), ("partner", 403), ("fiscal_clerk", 403), ("disclosure_clerk", 403), ("unit_head", 200),
     ("authority_head", 200), ("reviewer", 200), ("archivist", 200), ("supervisor", 200)],
)  # fmt: skip
def test_the_internal_volume_has_its_own_permission(archived, who, status):
    assert opened(archived, who, "internal").status_code == status


def test_each_opening_is_logged_with_the_digest_and_the_binding_registered(archived):
    opened(archived, "archivist", "internal")
    log = ReadLog.objects.using("log").get(what="casefile.internal")
    bound = Bound.objects.get()
    assert (log.user, log.subject, log.reason) == (archived.cast.archivist.pk, str(archived.matter), bound.sha256)
    assert (bound.number, bound.volume) == ("20260001", "internal")


def test_there_is_no_other_volume_and_no_other_part(archived):
    assert opened(archived, "archivist", "secret").status_code == 404
    answer = browser(archived.cast.archivist).get(f"/matters/{archived.matter}/casefile/open/?part=2")
    assert answer.status_code == 404


def test_the_page_offers_the_volumes_that_one_may_open(archived):
    page = f"/matters/{archived.matter}/"
    own = browser(archived.cast.archivist).get(page).content.decode()
    assert f"/matters/{archived.matter}/casefile/internal/" in own
    assert "20260001" in own
    officer = browser(archived.cast.officer).get(page).content.decode()
    assert f"/matters/{archived.matter}/casefile/open/" in officer
    assert "casefile/internal" not in officer


def test_before_archiving_the_page_says_what_is_missing(road):
    road.to("served")
    with clock.fixed(road.now):
        page = browser(road.cast.unit_head).get(f"/matters/{road.matter}/").content.decode()
    assert "案卷还缺" in page
    assert "缺“结案审批表”" in page


def test_a_volume_in_parts_offers_each(archived):
    set_profile("casefile.pages_per_volume", 8)
    assert opened(archived, "archivist").status_code == 200
    parts = Bound.objects.get().parts
    page = browser(archived.cast.archivist).get(f"/matters/{archived.matter}/").content.decode()
    assert parts >= 2
    for part in range(2, parts + 1):
        address = f"/matters/{archived.matter}/casefile/open/?part={part}"
        assert address in page
        assert browser(archived.cast.archivist).get(address).status_code == 200
