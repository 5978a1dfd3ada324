"""Copies of a paper are printed from the record, for those who may see the matter."""

from __future__ import annotations

import pytest
from tests.cases.street import Street

from jinwu.record.models import ReadLog


@pytest.fixture
def served(cast):
    street = Street(cast)
    street.to_served()
    return street


def address(street, key="served_decision"):
    return f"/matters/{street.matter}/copies/{key}/"


def test_an_officer_of_the_unit_prints_it_and_the_printing_is_recorded(served, client):
    client.force_login(served.cast.officer)
    answer = client.get(address(served))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert ReadLog.objects.using("log").filter(what="copy", subject=str(served.matter)).exists()


def test_a_stranger_finds_nothing(served, client):
    client.force_login(served.cast.stranger)
    assert client.get(address(served)).status_code == 404


def test_there_is_no_copy_of_another_name(served, client):
    client.force_login(served.cast.officer)
    assert client.get(address(served, "no_such_copy")).status_code == 404


def test_the_matters_page_offers_them(served, client):
    client.force_login(served.cast.officer)
    assert address(served, "on_the_spot_slip") in client.get(f"/matters/{served.matter}/").content.decode()
