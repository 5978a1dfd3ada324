"""Registers of papers: each shows its own organ's books; blocks and words are written through their forms."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from tests.documents.cast import DISTRICT, OFFICER, ORGAN

from jinwu.bureau.models import Officer, Posting, Unit, UnitVersion, User
from jinwu.documents import access, numbers, words
from jinwu.documents.inputs import BlockInput, EndInput, WordInput
from jinwu.documents.models import Document, Number, NumberClass
from jinwu.documents.templates import templates
from jinwu.kit import clock
from jinwu.kit.register import registers

USER = object()


@pytest.fixture
def here(organs, monkeypatch):
    """A user of the first organ."""
    monkeypatch.setattr("jinwu.documents.access.units_of", lambda user, day: [ORGAN])
    monkeypatch.setattr("jinwu.documents.access.bureau_of", lambda unit, day: unit)


@pytest.fixture
def today():
    return clock.today()


def drawn(organ=ORGAN, on=None):
    return numbers.draw("on_the_spot", organ, on or clock.today(), matter=uuid.uuid4())


def narrowed(register, key, value):
    found = next(one for one in register.filters if one.key == key)
    return list(found.narrow(register.scope(USER), value))


def test_numbers_of_another_organ_are_not_shown(here, today):
    NumberClass.objects.create(organ_id=DISTRICT, code="on_the_spot", title="x", word="城当罚字", valid_from=today)
    mine = drawn()
    drawn(DISTRICT)
    assert [row.pk for row in registers["numbers"].scope(USER)] == [mine.pk]
    assert registers["numbers"].scope(None).count() == 2


def test_numbers_are_filtered_by_class_year_and_status_and_found_by_serial(here, today):
    old = drawn(on=today - timedelta(days=400))
    first, second = drawn(), numbers.void(drawn(), "填写错误", clock.now())
    register = registers["numbers"]
    assert narrowed(register, "status", "void") == [second]
    assert narrowed(register, "year", str(old.year)) == [old]
    assert set(narrowed(register, "class", "on_the_spot")) == {old, first, second}
    assert list(register.search(register.scope(USER).filter(year=today.year), "1")) == [first]
    assert list(register.search(register.scope(USER), "第2号")) == [second]
    assert register.column("status").of(second)[0] == "void"


def test_a_form_is_voided_or_lost_by_its_keeper_an_issued_number_only_in_its_matter(here, today):
    block = numbers.issue_block("on_the_spot", ORGAN, OFFICER, 2, today)
    save = registers["numbers"].form.save
    one, two = block.numbers.order_by("serial")
    assert save(USER, one, EndInput(status="lost", reason="巡查中遗失")).status == "lost"
    assert save(USER, two, EndInput(status="void", reason="填写错误")).status == "void"
    with pytest.raises(numbers.NumberRefused, match="matter"):
        save(USER, drawn(), EndInput(status="void", reason="填写错误"))


def test_a_block_is_issued_through_its_form_and_counts_what_is_left(here, today):
    UnitVersion.objects.create(unit_id=ORGAN, valid_from=date(2020, 1, 1), name="阳泉市城市管理局")
    Posting.objects.create(officer_id=OFFICER, unit_id=ORGAN, valid_from=date(2020, 1, 1))
    register = registers["form_blocks"]
    data = BlockInput(class_code="on_the_spot", officer=str(OFFICER), count=3)
    block = register.form.save("赵建平", None, data)
    numbers.draw_form("on_the_spot", ORGAN, OFFICER, today, matter=None)
    shown = register.scope(USER).get(pk=block.pk)
    assert [register.column(key).of(shown) for key in ("range", "left", "used", "spoilt", "by")] == [
        f"〔{today.year}〕1—3", 2, 1, 0, "赵建平",
    ]  # fmt: skip


def test_the_books_of_another_organ_are_not_written(here, today):
    data = WordInput(organ=str(DISTRICT), class_code="prior_notice", word="城管告字", since=today, reason="机构改名")
    with pytest.raises(numbers.NumberRefused, match="another organ"):
        registers["number_words"].form.save(USER, None, data)


def test_no_block_for_one_who_serves_nowhere(here):
    gone = Officer.objects.create(name="离任")
    with pytest.raises(numbers.NumberRefused, match="no unit"):
        registers["form_blocks"].form.save(USER, None, BlockInput(class_code="on_the_spot", officer=str(gone.pk)))


class TestDocuments:
    @pytest.fixture
    def two(self, here):
        return [
            Document.objects.create(
                matter=uuid.uuid4(), template="on_the_spot_decision", template_version=1, title="当场行政处罚决定书",
                number=drawn(), context_digest="0" * 64, sha256="1" * 64, pages=2, issued_at=clock.now(),
            )
            for _ in range(2)
        ]  # fmt: skip

    def test_without_a_scope_nobody_sees_any(self, two, monkeypatch):
        monkeypatch.setattr(access, "_visible", [])
        assert not registers["documents"].scope(USER).exists()

    def test_a_document_is_seen_with_its_matter(self, two, monkeypatch):
        monkeypatch.setattr(access, "_visible", [lambda user: [two[0].matter]])
        register = registers["documents"]
        assert list(register.scope(USER)) == [two[0]]
        assert register.column("title").sub_of(two[0]) == two[0].number.text
        assert list(register.search(register.scope(USER), two[0].number.text)) == [two[0]]

    def test_the_system_itself_sees_all(self, two):
        assert access.documents_of(None).count() == 2


class TestWords:
    def test_a_new_word_ends_the_one_before(self, organs):
        words.set_word(ORGAN, "on_the_spot", "当场处罚", "阳综执当罚字", date(2023, 7, 1))
        before, after = NumberClass.objects.filter(organ=ORGAN).order_by("valid_from")
        assert (before.valid_to, after.valid_from, after.valid_to) == (date(2023, 6, 30), date(2023, 7, 1), None)
        assert drawn(on=date(2023, 6, 30)).text.startswith("阳城管当罚字")
        assert drawn(on=date(2023, 7, 1)).text == "阳综执当罚字〔2023〕第2号"

    def test_no_new_word_for_a_day_whose_numbers_are_drawn(self, organs):
        drawn(on=date(2023, 7, 1))
        with pytest.raises(words.WordRefused, match="already drawn"):
            words.set_word(ORGAN, "on_the_spot", "当场处罚", "阳综执当罚字", date(2023, 7, 1))

    def test_no_word_before_a_later_one(self, organs):
        words.set_word(ORGAN, "on_the_spot", "当场处罚", "甲字", date(2024, 1, 1))
        with pytest.raises(words.WordRefused, match="already recorded"):
            words.set_word(ORGAN, "on_the_spot", "当场处罚", "乙字", date(2023, 1, 1))

    def test_the_administrator_adds_a_word_by_form(self, here):
        data = WordInput(
            organ=str(ORGAN), class_code="prior_notice", word="阳城管告字", since=date(2023, 1, 1), reason="机构改名"
        )
        row = registers["number_words"].form.save(User(full_name="徐宁"), None, data)
        assert (row.title, row.set_by, row.reason) == ("行政处罚事先告知书", "徐宁", "机构改名")
        assert row in registers["number_words"].scope(USER)

    def test_the_day_of_an_earlier_word_is_not_taken_over(self, organs):
        words.set_word(ORGAN, "on_the_spot", "当场处罚", "甲字", date(2024, 1, 1))
        for since in (date(2024, 1, 1), date(2023, 12, 31)):
            with pytest.raises(words.WordRefused, match="already recorded"):
                words.set_word(ORGAN, "on_the_spot", "当场处罚", "乙字", since)
        assert NumberClass.objects.get(organ=ORGAN, valid_from=date(2024, 1, 1)).word == "甲字"

    def test_two_classes_do_not_bear_one_word_in_a_year(self, organs):
        with pytest.raises(words.WordRefused, match="two documents would bear one number"):
            words.set_word(ORGAN, "prior_notice", "告知书", "阳城管当罚字", date(2023, 7, 1))
        words.set_word(ORGAN, "on_the_spot", "当场处罚", "阳综执当罚字", date(2023, 7, 1))
        with pytest.raises(words.WordRefused, match="two documents"):  # both words stand in numbers of 2023
            words.set_word(ORGAN, "prior_notice", "告知书", "阳城管当罚字", date(2023, 12, 31))
        assert words.set_word(ORGAN, "prior_notice", "告知书", "阳城管当罚字", date(2024, 1, 1)).word == "阳城管当罚字"
        assert words.set_word(DISTRICT, "prior_notice", "告知书", "阳综执当罚字", date(2024, 1, 1)).organ_id == DISTRICT

    def test_forms_that_bear_the_old_word_are_used_up_or_voided_first(self, organs):
        block = numbers.issue_block("on_the_spot", ORGAN, OFFICER, 2, date(2023, 3, 1))
        with pytest.raises(words.WordRefused, match="2 numbered forms of 2023"):
            words.set_word(ORGAN, "on_the_spot", "当场处罚", "阳综执当罚字", date(2023, 7, 1))
        numbers.void_rest(block, "更换代字", clock.now())
        assert words.set_word(ORGAN, "on_the_spot", "当场处罚", "阳综执当罚字", date(2023, 7, 1)).word == "阳综执当罚字"

    def test_forms_of_a_year_do_not_keep_a_word_from_the_next(self, organs):
        numbers.issue_block("on_the_spot", ORGAN, OFFICER, 2, date(2023, 3, 1))
        words.set_word(ORGAN, "on_the_spot", "当场处罚", "阳综执当罚字", date(2024, 1, 1))
        assert drawn(on=date(2024, 1, 1)).text == "阳综执当罚字〔2024〕第1号"
        assert numbers.draw_form("on_the_spot", ORGAN, OFFICER, date(2023, 12, 31), matter=None).text.startswith(
            "阳城管"
        )

    def test_the_next_number_is_shown_before_it_is_drawn(self, organs):
        drawn(on=date(2023, 6, 1))
        new = words.set_word(ORGAN, "on_the_spot", "当场处罚", "阳综执当罚字", date(2023, 7, 1))
        old = NumberClass.objects.get(organ=ORGAN, valid_to=date(2023, 6, 30))
        assert words.next_number(new, date(2023, 6, 2)) == "阳综执当罚字〔2023〕第2号"
        assert words.next_number(old, date(2024, 6, 2)) == "阳城管当罚字〔2023〕第2号"
        assert words.next_number(new, date(2024, 6, 2)) == "阳综执当罚字〔2024〕第1号"

    def test_an_organ_begins_with_a_word_for_every_class_that_papers_draw_from(self, organs):
        begun = words.begin_words(DISTRICT, "城区城管", date(2022, 1, 1))
        assert {row.code for row in begun} == {paper.number_class for paper in templates if paper.number_class}
        by_code = {row.code: row for row in begun}
        assert by_code["penalty_decision"].word == "城区城管罚决字"
        assert by_code["filing"].title == "立案审批表"
        assert len({row.word for row in begun}) == len(begun)
        number = numbers.draw("penalty_decision", DISTRICT, date(2022, 3, 1), matter=None)
        assert number.text == "城区城管罚决字〔2022〕第1号"

    def test_words_the_organ_has_stay_as_they_are(self, organs):
        words.set_word(ORGAN, "prior_notice", "告知书", "阳综执告字", date(2021, 1, 1))
        begun = words.begin_words(ORGAN, "阳泉城管", date(2022, 1, 1))
        assert "prior_notice" not in {row.code for row in begun}
        assert numbers.draw("prior_notice", ORGAN, date(2022, 3, 1), matter=None).text == "阳综执告字〔2022〕第1号"
        assert words.begin_words(ORGAN, "阳泉城管", date(2022, 1, 1)) == []


def test_every_column_of_every_register_can_be_read(here, today):
    UnitVersion.objects.create(unit_id=ORGAN, valid_from=date(2020, 1, 1), name="阳泉市城市管理局")
    numbers.issue_block("on_the_spot", ORGAN, OFFICER, 1, today)
    drawn()
    for key in ("numbers", "form_blocks", "number_words"):
        for row in registers[key].scope(USER):
            for column in registers[key].columns:
                column.of(row), column.sub_of(row)
    assert Number.objects.count() == 2
    assert Unit.objects.get(pk=ORGAN).name == "阳泉市城市管理局"
