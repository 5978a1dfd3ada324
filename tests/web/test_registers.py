"""The pages that every register has: list, row, the opening of a masked number, adding and correcting."""

from __future__ import annotations

import pytest

from jinwu.bureau.models import Officer
from jinwu.kit.inputs import StepInput, field
from jinwu.kit.permission import ADMINISTRATION
from jinwu.kit.register import Column, Form, Register, Show, registers
from jinwu.law.messages import say
from jinwu.law.problems import Problem
from jinwu.record.models import ReadLog

pytestmark = pytest.mark.django_db(databases=["default", "log"])


class PersonInput(StepInput):
    name: str = field("Name", max_length=20)


def save(user, row, data):
    if data.name == "无名":
        raise Problem(say("This name is not taken"), say("Write another name"))
    row = row or Officer()
    row.name = data.name
    row.save()
    return row


@pytest.fixture
def people(monkeypatch):
    """A small register of officers; the colleague is out of everybody's scope."""
    declared = Register(
        key="test-people",
        title="People of the test",
        scope=lambda user: Officer.objects.exclude(name="李强"),
        columns=(
            Column("name", "Name", "name", Show.LINK),
            Column("number", "Number", lambda row: "110101199001011237", Show.MASKED),
        ),
        order=("name", "id"),
        search=lambda rows, words: rows.filter(name__contains=words),
        form=Form(PersonInput, ADMINISTRATION, save, lambda row: {"name": row.name}),
        page_size=2,
    )
    monkeypatch.setitem(registers._items, declared.key, declared)
    return "/registers/test-people/"


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


@pytest.fixture
def administrator(client, cast):
    client.force_login(cast.administrator)
    return client


def text(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_the_index_names_every_register_one_may_open(officer, people):
    assert people in text(officer.get("/registers/"))


def test_an_unknown_register_is_not_there(officer, people):
    assert officer.get("/registers/nothing/").status_code == 404


def test_a_list_shows_the_scope_page_by_page(officer, people):
    first = officer.get(people)
    assert "李强" not in text(first)
    following = officer.get(people + first.context["page"].next_url.partition("?")[2].join(("?", "")))
    assert {row.pk for row in first.context["page"].rows}.isdisjoint(row.pk for row in following.context["page"].rows)


def test_a_search_narrows_it(officer, people):
    page = text(officer.get(people, {"q": "王婧"}))
    assert "王婧" in page
    assert "孙丽" not in page


def test_a_row_out_of_scope_is_not_there(officer, people, cast):
    assert officer.get(f"{people}{cast.colleague.officer_id}/").status_code == 404


@pytest.mark.parametrize("row", ["0", "x", "-1", "99999999999999999999", "%00"])
def test_a_row_that_does_not_exist(officer, people, row):
    assert officer.get(f"{people}{row}/").status_code == 404


def test_a_number_is_masked(officer, people, cast):
    page = text(officer.get(f"{people}{cast.officer.officer_id}/"))
    assert "110101199001011237" not in page
    assert opening(people, cast) in page


def opening(people, cast):
    return f"{people}{cast.officer.officer_id}/open/number/"


def test_a_number_opens_with_a_reason_that_is_recorded(officer, people, cast):
    page = officer.post(opening(people, cast), {"reason": "核对当事人身份"})
    assert "110101199001011237" in text(page)
    assert "no-store" in page["Cache-Control"]
    read = ReadLog.objects.using("log").get()
    assert (read.user, read.what, read.reason) == (cast.officer.pk, "test-people.number", "核对当事人身份")
    assert read.subject == str(cast.officer.officer_id)


def test_a_number_does_not_open_without_a_reason(officer, people, cast):
    assert "110101199001011237" not in text(officer.post(opening(people, cast), {"reason": " "}), 422)
    assert not ReadLog.objects.using("log").exists()


def test_asking_opens_nothing(officer, people, cast):
    assert "110101199001011237" not in text(officer.get(opening(people, cast)))
    assert not ReadLog.objects.using("log").exists()


def test_a_column_that_is_not_masked_has_nothing_to_open(officer, people, cast):
    assert officer.post(f"{people}{cast.officer.officer_id}/open/name/", {"reason": "核对"}).status_code == 404


def test_a_supervisor_sees_the_row_and_opens_no_number(client, people, cast):
    client.force_login(cast.supervisor)
    assert "/open/" not in text(client.get(f"{people}{cast.officer.officer_id}/"))
    assert client.post(opening(people, cast), {"reason": "核对"}).status_code == 403


def test_adding_a_row(administrator, people):
    assert "test-people/add/" in text(administrator.get(people))
    answer = administrator.post(people + "add/", {"name": "新人"})
    assert answer.url == f"{people}{Officer.objects.get(name='新人').pk}/"
    assert "已保存" in text(administrator.get(answer.url))


def test_correcting_a_row(administrator, people, cast):
    path = f"{people}{cast.officer.officer_id}/edit/"
    assert "郝文斌" in text(administrator.get(path))
    assert administrator.post(path, {"name": "郝文武"}).status_code == 302
    cast.officer.officer.refresh_from_db()
    assert cast.officer.officer.name == "郝文武"


def test_a_form_that_is_not_filled_in_comes_back(administrator, people):
    text(administrator.post(people + "add/", {"name": ""}), 422)


def test_a_refusal_says_why_and_what_to_do_and_keeps_what_was_typed(administrator, people):
    page = text(administrator.post(people + "add/", {"name": "无名"}), 422)
    assert "This name is not taken" in page
    assert "Write another name" in page
    assert 'value="无名"' in page


def test_a_role_that_may_not_add_is_not_offered_it(officer, people):
    assert "/add/" not in text(officer.get(people))
    assert officer.get(people + "add/").status_code == 403


def test_the_api_gives_the_same_rows_masked(officer, people, cast):
    api = "/api/v1/registers/test-people"
    body = officer.get(api).json()
    assert body["count"] >= len(body["rows"]) == 2
    assert all(row["number"].startswith("1101") and "19900101" not in row["number"] for row in body["rows"])
    rest = officer.get(api, {"after": body["next"]}).json()
    assert {row["id"] for row in rest["rows"]}.isdisjoint(row["id"] for row in body["rows"])
    one = officer.get(f"{api}/{cast.officer.officer_id}").json()
    assert one["name"] == "郝文斌"
    assert officer.get(f"{api}/{cast.colleague.officer_id}").status_code == 404
    assert [each for each in officer.get("/api/v1/registers").json() if each["key"] == "test-people"]
