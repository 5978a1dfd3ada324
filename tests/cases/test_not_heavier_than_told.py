"""The decision is not heavier than what the party was told (APL 45)."""

from __future__ import annotations

from tests.cases.refusing import refuses

from jinwu.law.citations import APL


def test_heavier_is_refused_and_lighter_is_not(street):
    street.open()
    street.notify("100.00")
    objection = refuses(lambda: street.decide("100.01"), "not_heavier", APL(45), "amount")
    assert "100.01" in str(objection.what)
    assert street.decide("60.00").state.decision.fine == 60


def test_told_anew_it_may_be_decided(street):
    street.open()
    street.notify("100.00")
    street.notify("150.00")
    assert street.decide("150.00").stage == "decided"


def test_a_fine_is_heavier_than_a_warning(street):
    street.open(violation="noise.square", prior={"document": "责令改正通知书1号", "ordered_on": "2026-03-01",
                                                 "outcome": "refused"})  # fmt: skip
    street.notify(None, tier="", warning=True)
    refuses(lambda: street.decide("200.00", tier="", warning=True), "not_heavier", APL(45), "amount")
    assert street.decide(None, tier="", warning=True).stage == "decided"


def test_a_warning_that_was_not_told_is_refused(street):
    street.open(violation="noise.square", prior={"document": "责令改正通知书1号", "ordered_on": "2026-03-01",
                                                 "outcome": "refused"})  # fmt: skip
    street.notify("200.00", tier="")
    refuses(lambda: street.decide("200.00", tier="", warning=True), "not_heavier", APL(45), "warning")


def test_a_decision_is_not_dated_before_the_notice(street):
    street.open()
    street.notify("100.00")
    first = street.now
    street.wait(minutes=30)
    street.notify("150.00")
    refuses(
        lambda: street.act("decide", {"amount": "150.00", "tier": "light"}, two=True, at=first), "not_heavier", APL(45)
    )
