"""Numbers: gapless per organ, class and year; never reused; voids kept with their reason."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from tests.documents.cast import DISTRICT, OFFICER, ORGAN, OTHER

from jinwu.documents import numbers
from jinwu.documents.models import Number, NumberClass, NumberCounter

DAY = date(2023, 5, 10)
NOON = datetime(2023, 5, 10, 4, tzinfo=UTC)


def draw(on=DAY, organ=ORGAN):
    return numbers.draw("on_the_spot", organ, on, matter=uuid.uuid4())


def test_a_number_reads_as_the_house_writes_it(organs):
    assert [draw().text for _ in range(3)] == [f"阳城管当罚字〔2023〕第{n}号" for n in (1, 2, 3)]


def test_each_year_of_issue_starts_at_one(organs):
    assert draw(date(2023, 12, 31)).text == "阳城管当罚字〔2023〕第1号"
    assert draw(date(2024, 1, 1)).text == "阳城管当罚字〔2024〕第1号"
    assert draw(date(2023, 12, 31)).serial == 2


def test_organs_and_classes_count_apart(organs):
    NumberClass.objects.create(
        organ_id=DISTRICT, code="on_the_spot", title="当场处罚", word="城区当罚字", valid_from=DAY
    )
    NumberClass.objects.create(organ_id=ORGAN, code="notice", title="告知", word="阳城管告字", valid_from=DAY)
    assert (draw().serial, draw(organ=DISTRICT).serial) == (1, 1)
    assert numbers.draw("notice", ORGAN, DAY, matter=None).text == "阳城管告字〔2023〕第1号"


def test_a_new_word_goes_on_counting_in_its_year(organs):
    draw(date(2023, 6, 30))
    NumberClass.objects.filter(code="on_the_spot").update(valid_to=date(2023, 6, 30))
    NumberClass.objects.create(
        organ_id=ORGAN, code="on_the_spot", title="当场处罚", word="阳综执当罚字", valid_from=date(2023, 7, 1)
    )
    assert draw(date(2023, 7, 1)).text == "阳综执当罚字〔2023〕第2号"


def test_no_number_without_a_word_in_force(organs):
    with pytest.raises(numbers.NoNumberWord) as refused:
        draw(date(2019, 12, 31))
    assert "on_the_spot" in str(refused.value.message)
    assert not NumberCounter.objects.exists()


def test_no_number_outside_a_transaction(fresh_db, django_db_blocker):
    with django_db_blocker.unblock(), pytest.raises(TransactionManagementError):
        numbers.draw("on_the_spot", ORGAN, DAY, matter=None)


def test_drawing_is_one_statement(organs, django_assert_num_queries):
    with django_assert_num_queries(1):
        draw()
    numbers.issue_block("on_the_spot", ORGAN, OFFICER, 5, DAY)
    with django_assert_num_queries(2):
        numbers.draw_form("on_the_spot", ORGAN, OFFICER, DAY, matter=None)


def test_what_is_drawn_is_what_is_stored(organs):
    number = draw()
    stored = Number.objects.get(pk=number.pk)
    assert (stored.text, stored.serial, stored.status, stored.issued_on, stored.matter) == (
        number.text,
        1,
        "issued",
        DAY,
        number.matter,
    )


class TestForms:
    def form(self, officer=OFFICER, on=DAY):
        return numbers.draw_form("on_the_spot", ORGAN, officer, on, matter=uuid.uuid4())

    def block(self, count, officer=OFFICER, on=DAY):
        return numbers.issue_block("on_the_spot", ORGAN, officer, count, on)

    def test_a_block_reserves_from_the_same_count(self, organs):
        assert draw().serial == 1
        block = self.block(10)
        assert (block.first, block.last) == (2, 11)
        assert draw().serial == 12
        assert Number.objects.filter(block=block, status="unused").count() == 10

    def test_forms_are_used_in_order_oldest_block_first(self, organs):
        self.block(2)
        self.block(2, officer=OTHER)
        self.block(2)
        assert [self.form().serial for _ in range(4)] == [1, 2, 5, 6]
        assert self.form(OTHER).serial == 3

    def test_without_forms_the_officer_is_told_what_to_do(self, organs):
        self.block(1)
        self.form()
        with pytest.raises(numbers.NoForms) as refused:
            self.form()
        assert "custodian" in str(refused.value.remedy)

    def test_a_form_of_last_year_is_not_used_this_year(self, organs):
        self.block(3, on=date(2022, 12, 1))
        with pytest.raises(numbers.NoForms):
            self.form(on=date(2023, 1, 1))

    def test_void_and_lost_forms_are_passed_over(self, organs):
        block = self.block(4)
        one, two, *_ = block.numbers.order_by("serial")
        numbers.void(one, "填写错误", NOON)
        numbers.lost(two, "巡查中遗失", NOON)
        assert self.form().serial == 3
        assert numbers.forms_left("on_the_spot", ORGAN, OFFICER, DAY) == 1

    def test_a_block_handed_back_is_voided_but_for_its_used_forms(self, organs):
        block = self.block(5)
        self.form()
        assert numbers.void_rest(block, "年底交回", NOON) == 4
        assert list(block.numbers.order_by("serial").values_list("status", flat=True)) == ["issued"] + ["void"] * 4

    def test_a_block_of_nothing_or_of_too_many_is_refused(self, organs):
        for count in (0, -1, 1001):
            with pytest.raises(numbers.NumberRefused):
                self.block(count)


class TestEnding:
    def test_a_void_number_stays_with_its_reason_and_is_not_drawn_again(self, organs):
        number = numbers.void(draw(), "文书污损", NOON)
        stored = Number.objects.get(pk=number.pk)
        assert (stored.status, stored.reason, stored.ended_at) == ("void", "文书污损", NOON)
        assert draw().serial == 2

    def test_no_end_without_a_reason(self, organs):
        with pytest.raises(numbers.NumberRefused):
            numbers.void(draw(), "  ", NOON)

    def test_a_number_ends_once(self, organs):
        number = numbers.void(draw(), "文书污损", NOON)
        with pytest.raises(numbers.NumberRefused):
            numbers.void(number, "又一次", NOON)

    def test_an_issued_number_is_not_lost(self, organs):
        with pytest.raises(numbers.NumberRefused):
            numbers.lost(draw(), "遗失", NOON)

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM documents_number",
            "UPDATE documents_number SET serial = 9",
            "UPDATE documents_number SET text = 'x'",
            "UPDATE documents_number SET status = 'unused'",
            "UPDATE documents_number SET status = 'lost', reason = 'x', ended_at = now()",
        ],
    )
    def test_the_database_itself_keeps_numbers(self, organs, statement):
        draw()
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
