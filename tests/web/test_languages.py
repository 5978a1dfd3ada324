"""In English no Chinese words of the interface remain, in Chinese no English ones, on any page of the site."""

from __future__ import annotations

import pytest
from django.conf import settings
from tests.wording import foreign

pytestmark = pytest.mark.slow

MOST = 4


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_word_of_the_interface_stands_in_the_other_language(town, language):
    found: dict[str, list[str]] = {}
    for page in town.pages(most=MOST):
        client = town.clients[page.username]
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for words in foreign(client.get(page.path).content.decode(), language):
            found.setdefault(words, []).append(page.path)
    assert {words: paths[:2] for words, paths in found.items()} == {}
