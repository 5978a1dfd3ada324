"""Every register of this room and of the parties opens as a list, as a row, and as a form."""

from datetime import date

import pytest

from jinwu.bureau.models import Deputy, Entrustment, EntrustmentLine, Equipment, EquipmentIssue
from jinwu.kit.register import registers
from jinwu.law.parties import PartyKind
from jinwu.parties.book import Identity, ensure

DAY = date(2023, 5, 4)
KEYS = ["units", "officers", "certificates", "users", "roles", "deputies", "equipment", "entrustments"]


@pytest.fixture
def books(cast):
    """Something in every register."""
    Deputy.objects.create(
        principal=cast.authority_head, deputy=cast.deputy_head, valid_from=DAY, valid_to=DAY, reason="出差"
    )
    device = Equipment.objects.create(
        kind="recorder", serial="R1", unit=cast.squadron, acquired_on=DAY, calibration_due=DAY
    )
    EquipmentIssue.objects.create(equipment=device, officer=cast.officer.officer, valid_from=DAY)
    given = Entrustment.objects.create(
        organ=cast.bureau, organisation=cast.team, title="委托书", valid_from=DAY, published_on=DAY
    )
    EntrustmentLine.objects.create(entrustment=given, party_kind="person", up_to="5000.00")
    facts = Identity(name="老张面馆", operator="张建国", id_number="140303199003070010")
    ensure(PartyKind.SOLE_TRADER, facts, on=DAY, by=cast.officer)
    return cast


@pytest.mark.parametrize("key", KEYS)
def test_an_administrator_opens_list_row_and_form(client, books, key):
    client.force_login(books.administrator)
    page = client.get(f"/registers/{key}/")
    assert page.status_code == 200
    row = registers[key].scope(books.administrator).first()
    assert client.get(f"/registers/{key}/{row.pk}/").status_code == 200
    if registers[key].form:
        assert client.get(f"/registers/{key}/add/").status_code == 200
        assert client.get(f"/registers/{key}/{row.pk}/edit/").status_code == 200


def test_an_officer_opens_the_parties_with_masked_numbers(client, books):
    client.force_login(books.officer)
    page = client.get("/registers/parties/", {"q": "面馆"}).content.decode()
    assert "老张面馆" in page
    assert "140303199003070010" not in page
    row = registers["parties"].scope(books.officer).get()
    assert "140303199003070010" not in client.get(f"/registers/parties/{row.pk}/").content.decode()


@pytest.mark.parametrize("key", ["users", "roles", "deputies"])
def test_an_officer_does_not_open_accounts(client, books, key):
    client.force_login(books.officer)
    assert client.get(f"/registers/{key}/").status_code in (403, 404)


def test_an_administrator_suspends_a_certificate_on_the_page(client, books):
    client.force_login(books.administrator)
    card = books.officer.officer.certificates.get()
    sent = {
        "event": "suspended",
        "officer": str(books.officer.officer_id),
        "number": card.number,
        "on": "2024-01-01",
        "reason": "考核不合格",
    }
    page = client.post(f"/registers/certificates/{card.pk}/edit/", sent)
    assert page.status_code in (302, 303), page.content.decode()[:3000]
    assert card.changes.count() == 2


def test_a_form_that_cannot_be_saved_says_why_and_keeps_what_was_typed(client, books):
    client.force_login(books.administrator)
    sent = {
        "code": "testteam",
        "name": "重复的队",
        "kind": "team",
        "parent": str(books.bureau.pk),
        "since": "2024-01-01",
    }
    page = client.post("/registers/units/add/", sent).content.decode()
    assert "代码testteam已被使用" in page
    assert "重复的队" in page
