"""Before a penalty is decided the party is told (APL 44) and heard (APL 45); else no decision (APL 62)."""

from __future__ import annotations

import pytest
from tests.cases.refusing import refuses

from jinwu.law.citations import APL


def test_no_decision_without_notice(street):
    street.open()
    refuses(street.decide, "in_order", APL(4))


@pytest.mark.parametrize(
    ("change", "field"), [({"told_facts": False}, "told_facts"), ({"told_rights": False}, "told_rights")]
)
def test_facts_and_rights_are_told(street, change, field):
    street.open()
    refuses(lambda: street.notify(**change), "told", APL(44), field)


def test_a_statement_is_rechecked(street):
    street.open()
    refuses(lambda: street.notify(recheck="none"), "heard", APL(45), "recheck")


def test_a_statement_is_not_set_aside_without_a_reason(street):
    street.open()
    refuses(lambda: street.notify(recheck="not_adopted"), "heard", APL(45), "recheck_reason")
    assert street.notify(recheck="not_adopted", recheck_reason="现场视频与陈述不符").stage == "noticed"


def test_a_party_that_says_nothing_was_heard_too(street):
    street.open()
    done = street.notify(statement="", recheck="none")
    assert done.state.notice.statement == ""


def test_he_is_told_anew_in_a_version_of_its_own(street):
    street.open()
    street.notify("100.00")
    done = street.notify("80.00")
    assert [(n.version, n.amount) for n in done.state.notices] == [(1, 100), (2, 80)]
    assert done.stage == "noticed"
