"""What is typed is kept: by itself, on every page, over a reload and over going back; nothing of it is recorded."""

from __future__ import annotations

from tests.cases.street import resident_id

from jinwu.matters.models import Draft
from jinwu.record.models import Entry, ReadLog


def test_a_page_is_kept_while_one_types_and_drawn_again(phone):
    phone.browser.post(phone.url("save/party"), phone.who() | {"pin": "123456"})
    assert "已自动保存" in phone.browser.post(phone.url("save/party"), phone.who()).content.decode()
    assert 'value="赵建平"' in phone.browser.get(phone.url("party")).content.decode()
    assert "123456" not in str(Draft.objects.get().data)
    assert not Entry.objects.exists()


def test_going_back_and_forth_loses_nothing(phone):
    phone.party()
    assert phone.facts(go="back") == phone.url("party")
    page = phone.browser.get(phone.url("facts")).content.decode()
    assert "桃北中街66号门前人行道" in page
    assert "承认占道" in page
    assert "274918" not in page, "the partner's code is not kept"


def test_leaving_keeps_the_draft_on_the_first_page_of_the_street(phone):
    assert phone.party(go="leave") == "/street/"
    phone.answer = phone.browser.get("/street/")
    assert "赵建平" in phone.text
    assert phone.browser.get(f"/street/{phone.matter}/").url == phone.url("party")
    phone.browser.post(phone.url("discard"))
    phone.answer = phone.browser.get("/street/")
    assert "赵建平" not in phone.text


def test_the_draft_goes_when_the_matter_stands(phone):
    phone.party()
    phone.facts()
    assert list(Draft.objects.all()) == []


def test_the_later_pages_are_kept_too(phone):
    phone.party()
    phone.facts()
    phone.open("decision")
    hidden = phone.hidden()
    phone.browser.post(phone.url("save/decision"), hidden | {"amount": "80", "tier": "light", "correction": "done"})
    page = phone.browser.get(phone.url("decision")).content.decode()
    assert 'value="80.00"' in page or 'value="80"' in page
    assert phone.browser.get(phone.url("picture"))["Content-Type"] == "image/png"


def test_the_known_party_is_filled_in_and_its_history_told(phone, cast):
    phone.to_decided()
    phone.handover()
    other = type(phone)(cast, browser=phone.browser)
    number = {"party.number": resident_id(), "party.name": "", "party.address": ""}
    other.send("check", other.who(**number))
    page = other.answer.content.decode()
    assert 'data-fill="party.name" data-value="赵建平"' in page
    assert "处罚1次" in other.text
    assert "擅自占用城市道路" in other.text
    assert ReadLog.objects.using("log").filter(what="party", user=cast.officer.pk).exists()
    assert other.party(**number) == "", "without scripts the server fills in and shows the page once more"
    assert 'value="赵建平"' in other.answer.content.decode()


def test_a_new_party_is_the_first_time(phone):
    phone.send("check", phone.who())
    assert "首次" in phone.text
    assert "47岁" in phone.text or "46岁" in phone.text


def test_violations_are_found_by_words_code_and_initials(phone):
    for words in ("占道经营", "road.occupy", "szzy"):
        page = phone.browser.get("/street/violations/", {"words": words, "party.kind": "person"}).content.decode()
        assert "擅自占用城市道路" in page, words
    page = phone.browser.get("/street/violations/", {"words": "占道经营", "violation": "gas.user"}).content.decode()
    assert 'value="gas.user" checked' in page, "what was chosen is not lost by searching"


def test_the_scale_draws_range_tier_and_limit(phone):
    typed = {"violation": "road.occupy", "party.kind": "person", "amount": "300", "tier": "light"}
    phone.send("scale", typed)
    page = phone.answer.content.decode()
    assert all(part in page for part in ("bar-tier", "bar-line", "bar-out" if "bar-out" in page else "bar-value"))
    assert "含本数" in phone.text
    assert "第五十一条" in phone.text


def test_pages_stay_cheap(phone, django_assert_max_num_queries):
    phone.party()
    for page, most in {"party": 12, "facts": 14}.items():
        with django_assert_max_num_queries(most):
            phone.open(page)
    phone.facts()
    with django_assert_max_num_queries(20):
        phone.open("decision")
    phone.decision()
    with django_assert_max_num_queries(20):
        phone.open("handover")
