"""No page, search or answer of the API shows a personal number in full to somebody who has not opened it."""

from __future__ import annotations

import json
import re

import pytest
from tests.cases.ordinary.road import Road
from tests.cases.street import person
from tests.web.matters import browser

from jinwu.kit import clock
from jinwu.kit.register import registers
from jinwu.law.identity import ResidentId
from jinwu.record.models import ReadLog

pytestmark = pytest.mark.django_db(databases=["default", "log"])
REPORTER, REPORTER_PHONE, WITNESS = "钱多多", "13935300001", "140302198001010018"


@pytest.fixture
def case(cast):
    """A decided case of a person, reported by somebody, with a witness."""
    road = Road(cast, amount="1000.00")
    road.register(source="complaint", reporter=REPORTER, reporter_phone=REPORTER_PHONE)
    road.check()
    road.file(party=person())
    road.scene()
    road.inquire(person="孙某", person_role="witness", number=WITNESS)
    for step in ("order", "check_order", "report", "review", "notify", "_serve_notice", "waive", "recheck", "decide"):
        getattr(road, step)()
    with clock.fixed(road.now):
        yield road


@pytest.fixture
def secrets():
    """What must not be shown → a name for it."""
    party = person()
    born = ResidentId.parse(party["number"]).birth
    return {
        party["number"]: "resident ID", party["phone"]: "telephone", REPORTER: "reporter", REPORTER_PHONE: "reporter's telephone",
        WITNESS: "witness's ID", born.isoformat(): "birthday", f"{born.year}年{born.month}月{born.day}日": "birthday",
    }  # fmt: skip


def leaks(answer, secrets):
    said = answer.content.decode()
    if answer["Content-Type"].startswith("application/json"):
        said = json.dumps(answer.json(), ensure_ascii=False)  # as it is read, without escapes
    return {name for secret, name in secrets.items() if secret in said}


READERS = (
    "officer",
    "unit_head",
    "reviewer",
    "authority_head",
    "fiscal_clerk",
    "archivist",
    "statistician",
    "supervisor",
)


def test_no_page_of_a_matter_shows_one(case, cast, secrets):
    found = {}
    for who in READERS:
        reader, base = browser(getattr(cast, who)), f"/matters/{case.matter}/"
        page = reader.get(base)
        assert page.status_code == 200, who
        steps = re.findall(rf"{base}steps/[\w-]+/", page.content.decode())
        for path in (base, f"{base}record/", *sorted(set(steps)), "/today/", "/matters/?q=赵建平"):
            if leaked := leaks(reader.get(path), secrets):
                found[who, path] = leaked
    assert found == {}


def test_no_register_shows_one(case, cast, secrets):
    found, seen = {}, 0
    for who in ("officer", "supervisor", "administrator"):
        reader = browser(getattr(cast, who))
        for register in registers:
            page = reader.get(f"/registers/{register.key}/")
            if page.status_code != 200:
                continue
            rows = [f"/registers/{register.key}/{row.pk}/" for row in page.context["page"].rows[:3]]
            seen += len(rows)
            for path in (f"/registers/{register.key}/", *rows, f"/api/v1/registers/{register.key}"):
                if leaked := leaks(reader.get(path), secrets):
                    found[who, path] = leaked
    assert seen > 30
    assert found == {}


@pytest.mark.parametrize("who", READERS)
def test_the_api_shows_none(case, cast, secrets, who):
    reader = browser(getattr(cast, who))
    for path in (f"/api/v1/matters/{case.matter}", "/api/v1/matters?q=赵建平"):
        answer = reader.get(path)
        assert answer.status_code == 200
        assert leaks(answer, secrets) == set(), path


def test_the_api_opens_them_for_a_reason_and_records_it(case, cast, secrets):
    answer = browser(cast.officer).get(f"/api/v1/matters/{case.matter}", {"reason": "核对身份"})
    assert {"resident ID", "telephone", "witness's ID", "reporter"} <= leaks(answer, secrets)
    log = ReadLog.objects.using("log").get(what="matter.numbers")
    assert (log.user, log.subject, log.reason) == (cast.officer.pk, str(case.matter), "核对身份")
    assert (
        leaks(browser(cast.supervisor).get(f"/api/v1/matters/{case.matter}", {"reason": "核对身份"}), secrets) == set()
    )


def test_a_step_that_this_version_does_not_know_shows_nothing_personal():
    from jinwu.api.matters import blanked

    data = {"party": {"number": "1", "kind": "person"}, "items": [{"name": "a", "n": 2}, {"name": "b", "n": 3}]}
    shown = blanked(data, ["party.number", "items.1.name"])
    assert shown == {
        "party": {"number": "■", "kind": "person"},
        "items": [{"name": "a", "n": 2}, {"name": "■", "n": 3}],
    }
