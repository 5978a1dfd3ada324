"""Pages of `ui` alone, in Chinese."""

import pytest
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def page():
    """Render a template string, or a template by name, as a page sees it."""

    def render(source: str, request=None, **context) -> str:
        if request is None:
            request = RequestFactory().get("/")
            request.session = {}
        made = get_template(source) if source.endswith(".html") else engines["django"].from_string(source)
        return made.render(context, request)

    return render


@pytest.fixture(autouse=True)
def _no_rooms_above(monkeypatch):
    """What the catalogue or the staff site would say about links is not heard here."""
    from jinwu.ui import links

    monkeypatch.setattr(links.resolvers, "_items", {})
