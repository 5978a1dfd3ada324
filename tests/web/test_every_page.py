"""What holds for every page of the site that opens without parts: strict policy, one heading, no string untranslated."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.web import table

from jinwu.kit.register import registers
from jinwu.law.roles import Role

pytestmark = pytest.mark.django_db(databases=["default", "log"])
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style|\sstyle=\"|\son[a-z]+=\"", re.I)


@pytest.fixture
def pages(cast):
    """Address → page, as the officer or else the administrator sees it."""
    found = {}
    for person in (cast.administrator, cast.officer):
        browser = Client()
        browser.force_login(person)
        for address in table.addresses():
            if "<" in address.pattern or "sign-out" in address.pattern:
                continue
            answer = browser.get(address.path)
            page = answer.content.decode() if answer["Content-Type"].startswith("text/html") else ""
            if answer.status_code == 200 and page.lstrip().startswith("<!doctype html>"):  # not a part of one
                found[address.path] = page
    return found


def test_there_are_pages(pages):
    assert {"/registers/", "/account/", "/api/v1/docs"} <= set(pages)


def test_no_script_or_style_stands_in_a_page(pages):
    assert {path: INLINE.findall(page) for path, page in pages.items() if INLINE.search(page)} == {}


def test_each_page_has_one_heading_and_a_title(pages):
    for path, page in pages.items():
        assert len(re.findall(r"<h1[ >]", page)) == 1, path
        assert re.search(r"<title>\s*\S+", page), path
        assert 'lang="zh-CN"' in page, path


def test_every_form_that_is_posted_carries_its_token(pages):
    for path, page in pages.items():
        if path == "/styles/":
            continue  # shows forms that are sent nowhere
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", page, re.S):
            assert "csrfmiddlewaretoken" in form, path


def test_every_register_opens_its_rows_and_forms(cast):
    """As the administrator, who keeps them: list, first row, form to correct it, form to add one."""
    browser = Client()
    browser.force_login(cast.administrator)
    for register in registers:
        if Role.ADMINISTRATOR not in register.permission.roles:
            continue
        site = f"/registers/{register.key}/"
        rows = browser.get(site).context["page"].rows
        form = register.form if register.form and Role.ADMINISTRATOR in register.form.permission.roles else None
        paths = [f"{site}{row.pk}/" for row in rows[:1]]
        if form:
            paths += [f"{path}edit/" for path in paths if form.edit] + ([f"{site}add/"] if form.add else [])
        for path in paths:
            assert browser.get(path).status_code == 200, path
