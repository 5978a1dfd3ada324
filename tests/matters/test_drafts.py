"""What is typed is kept until the step is taken; it is nobody else's, and never part of the record."""

from __future__ import annotations

import uuid

import pytest

from jinwu.matters import drafts
from jinwu.matters.models import Draft
from jinwu.record.models import Entry


def save(street, draft, text="水果摊", user=None):
    return drafts.save(
        user or street.cast.officer, draft, procedure="summary", step="open", data={"facts": text}, title="占道"
    )


def test_it_is_kept_and_overwritten(street):
    name = uuid.uuid4()
    save(street, name)
    save(street, name, "水果摊两处")
    kept = drafts.find(street.cast.officer, name)
    assert kept.data == {"facts": "水果摊两处"}
    assert [one.pk for one in drafts.mine(street.cast.officer)] == [name]
    assert not Entry.objects.exists()


def test_nobody_else_sees_or_changes_it(street):
    name = uuid.uuid4()
    save(street, name)
    assert drafts.find(street.cast.partner, name) is None
    assert drafts.mine(street.cast.partner) == []
    with pytest.raises(PermissionError):
        save(street, name, user=street.cast.partner)
    drafts.discard(street.cast.partner, name)
    assert Draft.objects.count() == 1


def test_thrown_away(street):
    name = uuid.uuid4()
    save(street, name)
    drafts.discard(street.cast.officer, name)
    assert not Draft.objects.exists()


def test_once_the_matter_stands_the_draft_of_its_opening_is_gone(street):
    save(street, street.matter)
    street.open()
    assert not Draft.objects.exists()


def test_a_refused_opening_keeps_it(street):
    from jinwu.matters.errors import Refused

    save(street, street.matter)
    with pytest.raises(Refused):
        street.open(credential_shown=False)
    assert drafts.find(street.cast.officer, street.matter) is not None
