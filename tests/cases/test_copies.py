"""The roll and the signed copy say what the decision says, and come out the same every time."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from tests.cases.street import Street

from jinwu.matters.copies import NoCopy, offered, print_copy
from jinwu.matters.models import Matter


def text(rendered) -> str:
    pages = PdfReader(io.BytesIO(rendered.pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.fixture
def served(cast):
    street = Street(cast)
    street.to_served()
    return street


def test_the_roll_carries_number_amount_and_officers(served):
    slip = text(print_copy(Matter.objects.get(pk=served.matter), "on_the_spot_slip"))
    assert "".join(served.last.state.number.split()) in slip
    assert "壹佰元整" in slip
    assert "郝文斌" in slip
    assert "王婧" in slip


def test_the_same_copy_twice_has_equal_bytes(served):
    matter = Matter.objects.get(pk=served.matter)
    assert print_copy(matter, "served_decision").sha256 == print_copy(matter, "served_decision").sha256


def test_the_refusal_stands_on_the_copy_handed_over(cast):
    street = Street(cast)
    street.open()
    street.notify()
    street.decide()
    street.refuse()
    assert "当事人拒绝签收，路人在场" in text(print_copy(Matter.objects.get(pk=street.matter), "served_decision"))


def test_a_decision_that_was_not_handed_over_has_no_signed_copy(cast):
    street = Street(cast)
    street.open()
    street.notify()
    done = street.decide()
    assert [maker.key for maker in offered(done.state)] == ["on_the_spot_slip"]
    with pytest.raises(NoCopy):
        print_copy(Matter.objects.get(pk=street.matter), "served_decision")


def test_a_voided_form_has_no_copy(cast):
    street = Street(cast)
    street.open()
    street.notify()
    street.decide()
    done = street.act("void_form", {"reason": "表格污损"}, two=True)
    assert offered(done.state) == []
