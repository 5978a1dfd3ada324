"""Procedures drawn and steps explained from their tables: every step once, for a phone and for a desk, and in words."""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from tests.cases.street import Street

from jinwu.law.vocabulary import ANY_STAGE
from jinwu.matters.explaining import explain
from jinwu.matters.kinds import procedures
from jinwu.ui import flow
from jinwu.web.flows import figures

pytestmark = pytest.mark.django_db(databases=["default", "log"])

KEYS = ["summary", "ordinary", "reminder", "patrol", "inspection"]


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def test_these_are_all_the_kinds_of_work():
    assert [one.key for one in procedures if not one.key.startswith("test")] == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_every_step_stands_in_its_picture_once_and_once_in_words(officer, key):
    page = officer.get(f"/procedures/{key}/").content.decode()
    for size in ("narrow", "wide"):
        pictures = "".join(re.findall(rf'<div class="flow {size}"(.*?)</div>', page, re.S))
        drawn = re.findall(rf'href="/procedures/{key}/([\w-]+)/"', pictures)
        assert sorted(drawn) == sorted(procedures[key].steps)
    words = "".join(re.findall(r"<table.*?</table>", page, re.S))
    assert sorted(re.findall(rf'<td><a href="/procedures/{key}/([\w-]+)/"', words)) == sorted(procedures[key].steps)


@pytest.mark.parametrize("key", KEYS)
def test_every_stage_stands_in_the_picture(today, key):
    with translation.override("en"):
        titles = [band.title for band in figures(procedures[key], today)[0].bands]
        assert sorted(titles[1:]) == sorted(str(stage.title) for stage in procedures[key].stages.values())


@pytest.mark.parametrize("key", KEYS)
def test_a_step_is_drawn_at_a_stage_it_is_possible_from(today, key):
    titles = {stage.title: stage.key for stage in procedures[key].stages.values()}
    with translation.override("en"):
        for band in figures(procedures[key], today)[0].bands[1:]:
            for box in band.boxes:
                step = procedures[key].steps[box.url.strip("/").rsplit("/", 1)[1]]
                assert titles[band.title] in step.sources, step.key


@pytest.mark.parametrize("key", KEYS)
def test_every_step_is_explained_with_who_from_where_and_basis(officer, key):
    for step in procedures[key].steps.values():
        page = officer.get(f"/procedures/{key}/{step.key}/").content.decode()
        assert step.basis[0].key in page, step.key
        for guard in (*step.blocks, *step.marks):
            assert guard.basis[0].key in page, (step.key, guard.key)


def test_every_step_says_in_a_sentence_what_it_is_for():
    assert [
        (one.key, step.key) for one in procedures for step in one.steps.values() if one.key in KEYS and not step.help
    ] == []


def test_nothing_is_wider_than_its_picture():
    box = flow.Box(
        "Outcome of evidence registered and preserved " * 4, "/x/", ("住房和城乡建设行政处罚程序规定" * 8,), "→ y"
    )
    drawn = flow.draw([flow.Band("x", (box, box, box, box))], "l")
    for width in (flow.NARROW[0], flow.WIDE[0]):
        picture = drawn[drawn.index(f'viewBox="0 0 {width}') :].split("</svg>")[0]
        ends = [int(x) + int(w) for x, w in re.findall(r'<rect x="(\d+)" y="\d+" width="(\d+)"', picture)]
        assert max(ends) <= width
        for x, text in re.findall(r'<text class="[tnl]" x="(\d+)" y="\d+">([^<]*)', picture):
            column = max(
                int(start)
                for start, _w in re.findall(r'<rect x="(\d+)" y="\d+" width="(\d+)"', picture)
                if int(start) < int(x)
            )
            room = next(
                int(w)
                for start, w in re.findall(r'<rect x="(\d+)" y="\d+" width="(\d+)"', picture)
                if int(start) == column
            )
            assert flow._size(text) * 13 <= room, text


def test_words_from_the_table_are_escaped():
    drawn = flow.draw([flow.Band("<b>", (flow.Box("<i>", "/x/?a=1&b=2", ("a & b",)),))], '"')
    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert "/x/?a=1&amp;b=2" in drawn


def test_what_follows_is_possible_where_the_step_leads(today):
    for procedure in procedures:
        for step in procedure.steps.values():
            one = explain(procedure, step, today)
            for after in one.follows:
                assert any(after.possible_from(stage.key) for stage in one.targets) or ANY_STAGE in after.sources


def test_the_form_of_a_step_shows_every_condition_met_ones_too(officer, cast):
    street = Street(cast)
    street.open()
    street.notify()
    page = officer.get(f"/matters/{street.matter}/steps/decide/").content.decode()
    part = page[page.index('class="what"') :].split("</details>")[0]
    guards = {*procedures["summary"].steps["decide"].blocks}
    assert part.count("<li class=") >= len(guards)
    assert part.count('<li class="met"') >= 3
    assert '<li class="later"' in part
    assert "/articles/APL-29/" in part


def test_a_condition_that_an_act_answered_says_who_and_when(client, cast):
    street = Street(cast)
    street.to_served()
    street.file_record()
    street.pay()
    client.force_login(cast.unit_head)
    page = client.get(f"/matters/{street.matter}/steps/close/").content.decode()
    part = page[page.index('class="what"') :].split("</details>")[0]
    assert re.search(rf"· {cast.officer.officer.name}，\d+月\d+日", part)


@pytest.mark.parametrize("path", ["nowhere/", "summary/nowhere/", "nowhere/decide/"])
def test_what_is_no_procedure_or_step_is_not_found(officer, path):
    assert officer.get(f"/procedures/{path}").status_code == 404
