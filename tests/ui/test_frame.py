"""The frame of a page: the spine shows what this reader may open, and asks the database nothing it need not."""

from dataclasses import dataclass

import pytest
from django.test import RequestFactory

from jinwu.kit import clock, navigation
from jinwu.kit.navigation import NavItem
from jinwu.kit.permission import ADMINISTRATION, PUBLIC, SIGNED_IN
from jinwu.kit.registry import Registry
from jinwu.law.messages import say
from jinwu.law.roles import Role
from jinwu.ui import context
from jinwu.ui.toasts import toast


@dataclass
class Reader:
    is_authenticated: bool = True
    display_name: str = "郝文斌"


@pytest.fixture
def request_(monkeypatch):
    spine = Registry("navigation entry")
    for item in (
        NavItem("start", "今日", "start", SIGNED_IN, count=lambda request: 7),
        NavItem("registers", "台账", "list", SIGNED_IN, gap=True),
        NavItem("accounts", "账号", "accounts", ADMINISTRATION),
        NavItem("nowhere", "无处", "nowhere", PUBLIC),
    ):
        spine.add(item.key, item)
    monkeypatch.setattr(context, "navigation", spine)
    urls = {"start": "/", "list": "/registers/", "accounts": "/accounts/"}
    monkeypatch.setattr(context, "_url", lambda name: urls.get(name, ""))

    def make(path="/", roles=frozenset({Role.OFFICER}), **cookies):
        request = RequestFactory().get(path)
        request.COOKIES.update(cookies)
        request.user, request.roles, request.session = Reader(), roles, {}
        return request

    return make


def spine(request):
    return [(item.key, item.current) for item in context.Shell(request).items]


def test_the_spine_shows_what_the_reader_may_open(request_):
    assert [key for key, _ in spine(request_())] == ["start", "registers"]
    admin = request_(roles=frozenset({Role.ADMINISTRATOR}))
    assert [key for key, _ in spine(admin)] == ["start", "registers", "accounts"]


def test_the_entry_whose_pages_these_are_is_current(request_):
    assert ("registers", True) in spine(request_("/registers/officers/12/"))
    assert not any(current for _, current in spine(request_("/elsewhere/")))
    named = request_("/elsewhere/")
    named.nav = "start"
    assert ("start", True) in spine(named)


def test_a_stranger_sees_no_entries(request_):
    stranger = request_()
    stranger.user = Reader(is_authenticated=False)
    assert spine(stranger) == []


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("", ""), ('"><script>', "")])
def test_the_scheme_chosen_is_written_into_the_page(request_, page, cookie, theme):
    html = page("ui/base.html", request=request_(jinwu_theme=cookie))
    assert (f'data-theme="{theme}"' in html) == bool(theme)
    assert "<script>" not in html


def test_a_page_has_its_frame(request_, page):
    html = page("ui/base.html", request=request_("/registers/"))
    for part in ('lang="zh-CN"', 'href="#main"', '<main id="main"', 'aria-current="page"', "<i>7</i>", "郝文斌"):
        assert part in html
    assert "演示" not in html


def test_a_moved_clock_is_said_on_every_page(request_, page, monkeypatch):
    monkeypatch.setattr(clock, "demonstrating", lambda: True)
    for name in ("ui/base.html", "ui/phone.html"):
        assert "人员与事项均为虚构" in page(name, request=request_())


def test_a_toast_is_said_once(request_, page):
    request = request_()
    toast(request, say("Demonstration"), note="第24条　7e10…a4d2", url="/m/", link="看记录")
    html = page("ui/base.html", request=request)
    assert "演示" in html
    assert "第24条" in html
    assert "第24条" not in page("ui/base.html", request=request)


def test_nothing_inline_stands_in_any_page(request_, page):
    for name in ("ui/base.html", "ui/phone.html", "ui/plain.html", "ui/error.html"):
        html = page(name, request=request_(), heading="x", code=404)
        assert "style=" not in html
        assert "<style" not in html
        assert " onclick" not in html


def test_counts_of_the_spine_are_asked_only_where_it_is_drawn(request_, monkeypatch):
    asked = []
    item = NavItem("x", "x", "start", SIGNED_IN, count=lambda request: asked.append(1))
    monkeypatch.setattr(context, "navigation", [item])
    made = context.shell(request_())["shell"]
    assert not asked
    assert made.items
    assert asked


def test_navigation_is_the_registry_of_kit():
    assert context.navigation is navigation.navigation
