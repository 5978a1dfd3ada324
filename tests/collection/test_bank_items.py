"""The bank's file on the clerk's page: tried, taken whole, and what fits no case kept until somebody says what it is."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db.models.signals import pre_save
from tests.cases.ordinary.till import Till
from tests.cases.refusing import everything
from tests.cases.street import Street

from jinwu.collection import bank
from jinwu.collection.models import BankFile, BankItem, MovementRow
from jinwu.kit import clock
from jinwu.kit.sheets import BrokenSheet
from jinwu.law.problems import Problem
from jinwu.matters import replay

FIRST, SECOND = "测城管罚决字〔2026〕第1号", "测城管罚决字〔2026〕第2号"


class Desk:
    """A fine of 100, and a case whose parties owe 1000 and 500; it is 20 March."""

    def __init__(self, cast) -> None:
        self.user = cast.fiscal_clerk
        self.street = Street(cast)
        self.street.to_served()
        self.street.file_record()
        self.till = Till(cast).serve()

    def rows(self) -> list[list[str]]:
        return [
            [self.street.last.state.decision.number, "100", "2026-03-18", "YH1"],
            [SECOND, "499.99", "2026-03-19", "YH2"],
            ["测城管罚决字〔2026〕第9号", "70", "2026-03-19", "YH3"],
            ["合计", "不详", "2026-03-19", "YH4"],
        ]

    def bring(self, rows=None, name="银行.csv") -> BankFile:
        lines = [["决定书号", "金额", "缴款日期", "流水号"], *(rows if rows is not None else self.rows())]
        return bank.bring(self.user, name, "\n".join(",".join(line) for line in lines).encode())

    def take(self, rows=None) -> BankFile:
        return bank.take_file(self.user, self.bring(rows))

    def item(self, reference: str) -> BankItem:
        return BankItem.objects.get(reference=reference)


@pytest.fixture
def desk(cast):
    made = Desk(cast)
    with clock.fixed(datetime(2026, 3, 20, 15, tzinfo=clock.ZONE)):
        yield made


def kinds(file):
    return [(row["row"], row["kind"]) for row in file.rows]


def test_a_trial_says_what_would_become_of_each_row_and_pays_nothing(desk):
    before = MovementRow.objects.count()
    file = desk.bring()
    assert kinds(file) == [(2, "taken"), (3, "amount"), (4, "number"), (5, "unreadable")]
    assert "500.00" in str(file.rows[1]["why"])
    assert (MovementRow.objects.count(), BankItem.objects.count(), file.taken_at) == (before, 0, None)


def test_taken_what_fits_and_kept_what_does_not(desk):
    desk.take()
    assert {one.reference: (one.status, one.kind) for one in BankItem.objects.all()} == {
        "YH1": ("taken", ""), "YH2": ("open", "amount"), "YH3": ("open", "number"),
    }  # fmt: skip
    assert [move.reference for move in MovementRow.objects.all()] == ["YH1"]
    file = BankFile.objects.get()
    assert (len(file.sha256), file.by_name, file.taken_at) == (64, desk.user.name, clock.now())


def test_the_same_file_twice_changes_nothing(desk):
    desk.take()
    before = (everything(), list(BankItem.objects.values()), list(BankFile.objects.values()))
    desk.take()
    assert (everything(), list(BankItem.objects.values()), list(BankFile.objects.values())) == before


def test_the_same_rows_in_another_file_are_already_there(desk):
    desk.take()
    other = desk.take([*desk.rows(), [FIRST, "1000", "2026-03-20", "YH9"]])
    assert kinds(other)[0] == (2, "known")
    assert BankItem.objects.count() == 4
    assert desk.till.ledger.balance("p1") == 0


def test_nothing_is_half_done_after_a_crash(desk):
    """The first row is paid and kept; at the second one the process is stopped."""
    file = desk.bring()

    def dies(instance, **_signal):
        if instance.reference == "YH2":
            raise KeyboardInterrupt

    pre_save.connect(dies, sender=BankItem)
    try:
        with pytest.raises(KeyboardInterrupt):
            bank.take_file(desk.user, file)
    finally:
        pre_save.disconnect(dies, sender=BankItem)
    file.refresh_from_db()
    assert (file.taken_at, BankItem.objects.count(), MovementRow.objects.count()) == (None, 0, 0)


def test_an_open_item_is_assigned_through_the_door(desk):
    desk.take()
    bank.assign(desk.user, desk.item("YH2"), SECOND)
    assert (desk.till.ledger.balance("p2"), desk.item("YH2").status) == (500 - bank.Decimal("499.99"), "assigned")
    assert desk.item("YH2").matter_id == desk.till.matter
    assert replay.check(desk.till.matter) == []


def test_an_unknown_number_stays_open(desk):
    desk.take()
    with pytest.raises(Problem, match="no decision has this number"):
        bank.assign(desk.user, desk.item("YH3"), "测城管罚决字〔2026〕第10号")
    assert desk.item("YH3").status == "open"


def test_money_without_a_number_is_kept_too(desk):
    desk.take([["", "70", "2026-03-19", "YH5"]])
    assert (desk.item("YH5").number, desk.item("YH5").status, desk.item("YH5").kind) == ("", "open", "number")


def test_a_reference_is_paid_once_only(desk):
    desk.take()
    bank.assign(desk.user, desk.item("YH2"), SECOND)
    with pytest.raises(Problem, match="no longer open"):
        bank.assign(desk.user, desk.item("YH2"), FIRST)
    assert MovementRow.objects.filter(reference="YH2").count() == 1


def test_not_ours_and_returned_with_a_reason(desk):
    desk.take()
    with pytest.raises(Problem, match="reason"):
        bank.answer(desk.user, desk.item("YH3"), "not_ours", " ")
    bank.answer(desk.user, desk.item("YH3"), "not_ours", "交警罚款")
    with pytest.raises(Problem):
        bank.answer(desk.user, desk.item("YH3"), "to_return", "改主意")
    bank.answer(desk.user, desk.item("YH2"), "to_return", "多缴")
    bank.answer(desk.user, desk.item("YH2"), "returned", "退款凭证3")
    assert (desk.item("YH3").status, desk.item("YH2").status) == ("not_ours", "returned")


def test_what_is_not_ours_is_not_taken_from_a_later_file(desk):
    desk.take()
    bank.answer(desk.user, desk.item("YH2"), "not_ours", "另案")
    rows = [[SECOND, "499.99", "2026-03-19", "YH2"], [FIRST, "1000", "2026-03-20", "YH9"]]
    assert kinds(desk.take(rows)) == [(2, "known"), (3, "taken")]
    assert not MovementRow.objects.filter(reference="YH2").exists()


def test_a_corrected_number_in_a_later_file_closes_the_item(desk):
    desk.take([["测城管罚决字〔2026〕第9号", "1000", "2026-03-19", "YH3"]])
    desk.take([[FIRST, "1000", "2026-03-19", "YH3"]])
    assert (desk.item("YH3").status, desk.item("YH3").matter_id) == ("assigned", desk.till.matter)


def test_another_bureau_sees_neither_file_nor_item(desk, cast):
    file = desk.take()
    assert not bank.files_of(cast.stranger).filter(pk=file.pk).exists()
    assert not bank.items_of(cast.stranger).exists()


def test_the_days_compared(desk):
    desk.take()
    desk.till.on(date(2026, 3, 20)).pay("p1", "1000", date(2026, 3, 19), reference="HAND")
    days = {one["day"].day: one for one in bank.days(desk.user, date(2026, 3, 18), date(2026, 3, 19))}
    shown = {day: tuple(str(one[key]) for key in ("bank", "cases", "kept", "left")) for day, one in days.items()}
    assert shown == {18: ("100.00", "100.00", "0.00", "0.00"), 19: ("569.99", "1000.00", "569.99", "-1000.00")}


@pytest.mark.parametrize("content", [b"", b"\x00\x01", "甲,乙\n1,2".encode(), b"x" * (bank.MOST_BYTES + 1)])
def test_what_is_no_file_of_the_bank_is_refused(desk, content):
    with pytest.raises(BrokenSheet):
        bank.bring(desk.user, "x.csv", content)
    assert not BankFile.objects.exists()


@pytest.mark.parametrize(("rows", "fits"), [(3, True), (4, True), (5, False)])
def test_the_page_takes_so_many_rows_at_once(desk, monkeypatch, rows, fits):
    monkeypatch.setattr(bank, "MOST_ROWS", 4)
    many = [["甲", "1", "2026-03-18", f"A{n}"] for n in range(rows)]
    if fits:
        assert len(desk.bring(many).rows) == rows
    else:
        with pytest.raises(BrokenSheet):
            desk.bring(many)
