"""Presses of one button at the same moment open one matter."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from tests.cast import build_cast
from tests.matters.together import together
from tests.web.matters import browser
from tests.web.test_opening import page_of, patrol

from jinwu.kit import clock
from jinwu.matters.models import Matter
from jinwu.matters.replay import check
from jinwu.record.models import Entry


@pytest.fixture
def presses(fresh_db):
    """`presses(matter, *sendings)`: each in a browser of its own, all at once; their answers."""
    cast = build_cast()

    def press(matter, *sendings):
        browsers = [browser(cast.officer) for _sending in sendings]
        return together(
            *(lambda one=one, sent=sent: one.post(page_of(matter), sent)
              for one, sent in zip(browsers, sendings, strict=True))
        )  # fmt: skip

    return press


def begun(**change):
    return patrol(began=(clock.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"), **change)


def test_the_same_sending_twice(presses):
    matter, sent = uuid.uuid4(), begun()
    answers = presses(matter, sent, sent, sent)
    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [
        (302, f"/matters/{matter}/")
    ] * 3
    assert Entry.objects.filter(chain=matter).count() == 1
    assert check(matter) == []


def test_two_contents_under_one_id(presses):
    matter = uuid.uuid4()
    answers = presses(matter, begun(), begun(area="另一片区"))
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    lost = next(answer for answer in answers if answer.status_code == 409)
    assert f"/matters/{matter}/" in lost.content.decode()
    assert f'action="{page_of(matter)}' not in lost.content.decode()
    assert Matter.objects.count() == 1
