"""In a real browser: nothing overflows, nothing is refused by the content policy, and the small scripts do their work.

The pages are rendered here and handed to the browser with the static files; no server runs.
"""

import hashlib
import json
import mimetypes
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import RequestFactory

from jinwu.ui import guide

pytestmark = pytest.mark.browser

SITE = "http://localhost:8000"
POLICY = "default-src 'self'; img-src 'self' data: blob:; object-src 'self'; form-action 'self'"
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  const inside = '.scroll, .track, .tabs, [popover], .vh, option';
  const found = [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > width + 1 && e.getBoundingClientRect().width && !e.closest(inside))
    .map((e) => `${e.tagName}.${e.className}`);
  return document.documentElement.scrollWidth > width ? ['page', ...found.slice(0, 5)] : found.slice(0, 5);
}"""


class Site:
    """Answers the browser: pages by path, static files, and what was sent."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.answers: dict[str, tuple[int, str, str]] = {}
        self.sent: list = []

    def answer(self, route) -> None:
        request = route.request
        path = request.url.removeprefix(SITE).partition("?")[0]
        if request.method == "POST":
            self.sent.append(request)
        if path in self.answers:
            status, kind, body = self.answers[path]
            return route.fulfill(status=status, content_type=kind, body=body)
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            if not found:
                return route.fulfill(status=404)
            return route.fulfill(body=Path(found).read_bytes(), content_type=mimetypes.guess_type(found)[0])
        if path in self.pages:
            headers = {"Content-Security-Policy": POLICY}
            return route.fulfill(content_type="text/html; charset=utf-8", body=self.pages[path], headers=headers)
        return route.fulfill(status=404)


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def open_page(chromium, site, page):
    """Open a page that a template draws; complaints of the browser are gathered in `complaints`."""
    contexts = []

    def go(template: str, width: int = 1440, scheme: str = "light", **context):
        request = RequestFactory().get("/here/")
        request.session = {}
        site.pages["/here/"] = page(template, request=request, **(context or guide.context()))
        held = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="zh-CN")
        contexts.append(held)
        shown = held.new_page()
        shown.complaints = []
        shown.on("console", lambda said: shown.complaints.append(said.text) if said.type == "error" else None)
        shown.on("pageerror", lambda error: shown.complaints.append(str(error)))
        shown.route("**/*", site.answer)
        shown.goto(f"{SITE}/here/")
        shown.wait_for_load_state("networkidle")
        return shown

    yield go
    for held in contexts:
        held.close()


SIZES = (360, 600, 768, 1024, 1440, 1920)
FACES = ("ui/styles.html", "ui/styles_phone.html")


@pytest.mark.parametrize("template", FACES)
def test_nothing_overflows_and_nothing_is_refused(open_page, template):
    shown = open_page(template)
    for width in SIZES:
        shown.set_viewport_size({"width": width, "height": 900})
        assert (width, shown.evaluate(OVERFLOWING)) == (width, [])
    assert shown.complaints == []


@pytest.mark.parametrize("template", FACES)
def test_every_component_is_accessible(open_page, template):
    shown = open_page(template, 1000)
    # Only the style guide shows a row without its colours.
    shown.evaluate("document.querySelectorAll('.grey').forEach((e) => e.remove())")
    for scheme in ("light", "dark"):
        shown.emulate_media(color_scheme=scheme)
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
        found = Axe().run(shown, options=rules).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"][:4]]) for one in found] == []


def test_the_scheme_is_chosen_and_kept(open_page):
    shown = open_page("ui/styles.html")
    switch = shown.locator("[data-theme-switch]").first
    for theme in ("light", "dark", None):
        switch.click()
        assert shown.locator("html").get_attribute("data-theme") == theme
        kept = {cookie["name"]: cookie["value"] for cookie in shown.context.cookies()}
        assert kept.get("jinwu_theme") == theme


def test_a_slash_leads_to_the_search_field(open_page, monkeypatch):
    monkeypatch.setattr("jinwu.ui.context._url", lambda name: "/matters/" if name == "matters" else "")
    shown = open_page("ui/styles.html")
    shown.keyboard.press("/")
    assert shown.evaluate("document.activeElement.id") == "find"
    shown.keyboard.type("a/b")
    assert shown.locator("#find").input_value() == "a/b"


def test_a_dialog_opens_and_closes_without_a_script(open_page):
    shown = open_page("ui/styles.html")
    shown.locator("[popovertarget=specimen]").first.click()
    assert shown.locator("#specimen").is_visible()
    shown.keyboard.press("Escape")
    assert not shown.locator("#specimen").is_visible()


def test_a_chip_opens_its_choices_and_escape_closes_them(open_page):
    shown = open_page("ui/styles.html")
    shown.locator("summary.chip").first.click()
    assert shown.get_by_role("link", name="普通", exact=True).is_visible()
    shown.keyboard.press("Escape")
    assert not shown.get_by_role("link", name="普通", exact=True).is_visible()


def test_a_signature_is_written_cleared_and_sent(open_page):
    shown = open_page("ui/styles_phone.html", 360)
    pad = shown.locator("[data-signature] svg")
    field = shown.locator("[data-signature] input")
    shown.locator("[data-clear]").click()
    assert field.input_value() == ""
    assert not shown.locator("[data-clear]").is_visible()
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    shown.mouse.move(box["x"] + 20, box["y"] + 20)
    shown.mouse.down()
    shown.mouse.move(box["x"] + 80, box["y"] + 30, steps=5)
    shown.mouse.up()
    strokes = field.input_value()
    assert strokes.startswith("M")
    assert strokes.count("L") >= 3
    assert set(strokes) <= set("ML l.0123456789")
    assert shown.locator("[data-signature] path").get_attribute("d") == strokes


def test_a_list_grows_and_shrinks_and_keeps_its_names(open_page):
    shown = open_page("ui/styles.html")
    items = shown.locator("[data-items]").first
    shown.locator("[data-items] > [data-add]").first.click()
    shown.locator('[name="goods.1.name"]').fill("王婧")
    items.locator("> [data-item] > [data-remove]").first.click()
    assert items.locator("> [data-item]").count() == 1
    assert shown.locator('[name="goods.1.name"]').input_value() == "王婧"
    items.locator("> [data-add]").click()
    assert shown.locator('[name="goods.2.name"]').count() == 1


ONE_FORM = (
    '{% extends "ui/base.html" %}{% block content %}<form method="post" action="/save/"{{ more|safe }}>'
    '<input type="hidden" name="csrfmiddlewaretoken" value="token">{{ form }}<p data-saved></p>'
    '<button class="btn act">办</button></form>{% endblock %}'
)


def test_a_photograph_is_fingerprinted_here_sent_shown_and_taken_away(open_page, site):
    picture = finders.find("ui/seal.svg")
    digest = hashlib.sha256(Path(picture).read_bytes()).hexdigest()
    site.answers["/up/"] = (200, "application/json", json.dumps({"sha256": digest}))
    form = guide.StepForm(guide.Specimen, choices=guide.CHOICES, urls={"photos": "/up/"})
    shown = open_page(ONE_FORM, 360, form=form)
    shown.locator(".take input").set_input_files([picture])
    kept = shown.locator('[name="photos"]')
    kept.wait_for(state="attached")
    assert kept.input_value() == digest
    sent = site.sent[0]
    assert sent.headers["x-csrftoken"]
    assert digest in sent.post_data
    assert shown.locator(".shots figure img").is_visible()
    assert shown.evaluate(OVERFLOWING) == []
    shown.locator(".shots [data-remove]").click()
    assert kept.count() == 0
    assert shown.complaints == []


def test_a_photograph_refused_says_why_and_can_be_sent_again(open_page, site):
    site.answers["/up/"] = (422, "application/problem+json", json.dumps({"detail": "图片不完整，请重拍。"}))
    form = guide.StepForm(guide.Specimen, choices=guide.CHOICES, urls={"photos": "/up/"})
    shown = open_page(ONE_FORM, 360, form=form)
    picture = finders.find("ui/seal.svg")
    shown.locator(".take input").set_input_files([picture])
    shown.get_by_text("图片不完整，请重拍。").wait_for()
    digest = hashlib.sha256(Path(picture).read_bytes()).hexdigest()
    site.answers["/up/"] = (200, "application/json", json.dumps({"sha256": digest}))
    shown.get_by_text("没有传上，点此重传").click()
    shown.locator('[name="photos"]').wait_for(state="attached")


def test_the_amount_is_said_in_words_while_one_types(open_page, site, monkeypatch):
    site.answers["/words/"] = (200, "text/plain; charset=utf-8", "贰佰元整")
    monkeypatch.setattr("django.template.defaulttags.URLNode.render", _words_url)
    form = guide.StepForm(guide.Specimen, choices=guide.CHOICES)
    shown = open_page(ONE_FORM, form=form)
    shown.locator('[name="amount"]').fill("200")
    shown.get_by_text("贰佰元整").wait_for()


def _words_url(node, context):
    context[node.asvar or "_"] = "/words/"
    return ""


def test_a_draft_is_kept_while_one_types(open_page, site):
    site.answers["/draft/"] = (200, "text/plain; charset=utf-8", "09:42已自动保存")
    form = guide.StepForm(guide.Specimen, choices=guide.CHOICES)
    shown = open_page(ONE_FORM, form=form, more=' data-autosave="/draft/"')
    shown.locator('[name="place"]').fill("桃北中街")
    shown.get_by_text("09:42已自动保存").wait_for()
    assert "桃北中街" in site.sent[-1].post_data


def test_a_form_is_sent_once(open_page, site):
    shown = open_page(ONE_FORM, form="")
    held = []
    shown.route("**/save/", lambda route: held.append(route))
    shown.evaluate("() => { const b = document.querySelector('.btn.act'); b.click(); b.click(); }")
    shown.wait_for_timeout(300)
    assert len(held) == 1
    held[0].fulfill(status=204)


def test_an_error_summary_is_where_the_reader_begins(open_page):
    shown = open_page(ONE_FORM, form=guide.spoilt())
    assert "errors" in shown.evaluate("document.activeElement.className")
    shown.get_by_role("link", name="姓名").first.click()
    assert shown.evaluate("location.hash") == "#f-party-name"


def test_paper_shows_what_is_read_and_not_what_is_pressed(open_page):
    shown = open_page("ui/styles.html")
    shown.emulate_media(media="print")
    assert not shown.locator(".spine").is_visible()
    assert not shown.locator(".topbar").is_visible()
    assert shown.locator("h1").first.is_visible()
