"""The bank's file: every row is taken through the door, or named with row, column, value and reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.cases.ordinary.till import Till
from tests.cases.refusing import everything
from tests.cases.street import Street
from tests.collection.books import book

from jinwu.collection.exchange import PaymentsRefused, import_payments
from jinwu.collection.models import MovementRow
from jinwu.kit import clock
from jinwu.kit.sheets import BrokenSheet
from jinwu.law.problems import Problem
from jinwu.matters import replay
from jinwu.matters.models import Matter

HEADS = ["决定书号", "缴款金额", "缴款日期", "银行流水号"]
TODAY = date(2026, 3, 20)


class Desk:
    """A summary case that owes 100, and an ordinary one whose parties owe 1000 and 500; it is 20 March."""

    def __init__(self, cast, folder) -> None:
        self.cast, self.folder = cast, folder
        self.street = Street(cast)
        self.street.to_served()
        self.street.file_record()
        self.till = Till(cast).serve()
        self.on = TODAY

    @property
    def number(self) -> str:
        return self.street.last.state.decision.number

    def good(self) -> list[list[str]]:
        return [
            [self.number, "100.00", "2026-03-18", "YH1"],
            ["测城管罚决字〔2026〕第2号", "500", "2026/3/19", "YH2"],
            ["测城管罚决字[2026]第1号 ", "1,000.00元", "20260320", "YH3"],
        ]

    def bring(self, rows, heads=HEADS, **more) -> list[str]:
        path = self.folder / "bank.csv"
        lines = [",".join(f'"{cell}"' for cell in row) for row in [heads, *rows]]
        path.write_text("\n".join(lines), encoding="gb18030")
        return self.read(path, **more)

    def read(self, path, **more) -> list[str]:
        told: list[str] = []
        at = datetime(self.on.year, self.on.month, self.on.day, 15, tzinfo=clock.ZONE)
        with clock.fixed(at):
            import_payments(path, report=lambda line: told.append(str(line)), **({"by": "fiscal"} | more))
        return told

    def refused(self, rows, **more) -> list[str]:
        """The rows are named, and nothing changes."""
        before = everything()
        with pytest.raises(PaymentsRefused) as raised:
            self.bring(rows, **more)
        assert everything() == before
        return [str(problem) for problem in raised.value.problems]

    def stages(self) -> tuple[str, str]:
        return (Matter.objects.get(pk=self.street.matter).stage, self.till.stage)


@pytest.fixture
def desk(cast, tmp_path) -> Desk:
    return Desk(cast, tmp_path)


def test_both_kinds_of_work_by_the_number_of_the_decision(desk):
    told = desk.bring(desk.good())
    assert told == ["3 payments taken, 1600.00 yuan; 0 stood already; 0 left out."]
    assert desk.stages() == ("paid", "performed")
    assert {m.reference: (m.party, m.amount, str(m.on)) for m in MovementRow.objects.all()} == {
        "YH1": ("p1", 100, "2026-03-18"), "YH2": ("p2", 500, "2026-03-19"), "YH3": ("p1", 1000, "2026-03-20"),
    }  # fmt: skip
    assert replay.check(desk.street.matter) == replay.check(desk.till.matter) == []


def test_the_same_file_twice_changes_nothing(desk):
    desk.bring(desk.good())
    before = everything()
    assert desk.bring(desk.good()) == ["0 payments taken, 0.00 yuan; 3 stood already; 0 left out."]
    assert everything() == before


def test_from_a_book(desk):
    rows = [HEADS, [desk.number, "=100", "@46099", "YH1"]]  # 18 March 2026
    assert desk.read(book(desk.folder / "bank.xlsx", rows))[0].startswith("1 payments taken, 100.00")
    assert MovementRow.objects.get().on == date(2026, 3, 18)


def test_only_tried(desk):
    before = everything()
    assert desk.bring(desk.good(), dry_run=True)[-1] == "Only tried: nothing was written."
    assert everything() == before


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        (0, "测城管罚决字〔2026〕第9号", "Row 3, 决定书号 “测城管罚决字〔2026〕第9号”: no decision has this number"),
        (0, "", "Row 3, 决定书号 “”: it is empty"),
        (1, "", "Row 3, 缴款金额 “”: it is empty"),
        (1, "五百", "it is not an amount above zero with two places"),
        (1, "0", "it is not an amount above zero with two places"),
        (1, "-500", "it is not an amount above zero with two places"),
        (1, "500.001", "it is not an amount above zero with two places"),
        (1, "NaN", "it is not an amount above zero with two places"),
        (1, "499.99", "500.00 yuan are owed"),
        (1, "500.01", "500.00 yuan are owed"),
        (2, "2026-02-30", "it is not a day"),
        (2, "2026-03-21", "The payment is dated in the future."),
        (2, "2026-03-09", "dated before the fine was owed"),
        (3, "", "Row 3, 银行流水号 “”: it is empty"),
        (3, "YH1", "Row 3, 银行流水号 “YH1”: stands in row 2 too"),
        (3, "Y" * 101, "it is longer than 100 characters"),
    ],
)
def test_one_bad_row_and_nothing_is_written(desk, column, value, told):
    rows = desk.good()
    rows[1][column] = value
    (line,) = desk.refused(rows)
    assert told in line
    assert line.startswith("Row 3, ")
    # the good rows are taken with --partial
    lines = desk.bring(rows, partial=True)
    taken = 3 if "are owed" in told else 2
    assert lines[-1].startswith(f"{taken} payments taken")
    assert desk.till.ledger.balance("p1") == 0


def test_every_bad_row_is_named_in_the_order_of_the_file(desk):
    rows = [["甲", "1", "2026-03-18", "A"], *desk.good(), ["", "1", "2026-03-18", "B"], ["乙", "x", "2026-03-18", "C"]]
    assert [line.split(",")[0] for line in desk.refused(rows)] == ["Row 2", "Row 6", "Row 7"]


def test_a_sum_that_differs_is_taken_with_partial_and_named(desk):
    rows = [
        ["测城管罚决字〔2026〕第1号", "1100", "2026-03-19", "YH1"],
        ["测城管罚决字〔2026〕第2号", "200", "2026-03-19", "YH2"],
    ]
    told = desk.bring(rows, partial=True)
    assert "taken, though 1000.00 yuan were owed" in told[0]
    assert "taken, though 500.00 yuan were owed" in told[1]
    ledger = desk.till.ledger
    assert (ledger.refundable("p1"), ledger.balance("p2")) == (100, 300)


def test_late_with_its_surcharge_is_what_is_owed(desk):
    desk.on = date(2026, 4, 4)
    desk.till.tick(date(2026, 4, 4))
    row = ["测城管罚决字〔2026〕第1号", "1000", "2026-04-04", "YH1"]
    assert "1300.00 yuan are owed" in desk.refused([row])[0]
    row[1] = "1300"
    desk.bring([row])
    assert desk.till.ledger.balance("p1") == 0


def test_a_part_of_the_plan_is_what_is_owed(desk):
    desk.till.ask()
    desk.till.grant(("2026-04-30", "400"), ("2026-05-29", "600"))
    desk.bring([["测城管罚决字〔2026〕第1号", "400", "2026-03-19", "YH1"]])
    assert desk.till.ledger.balance("p1") == 600


def test_a_reference_that_stands_for_something_else(desk):
    desk.bring(desk.good()[:1])
    rows = [[desk.number, "100.00", "2026-03-19", "YH1"]]
    assert "it stands for another payment" in desk.refused(rows)[0]
    rows = [["测城管罚决字〔2026〕第1号", "1000", "2026-03-18", "YH1"]]
    assert "it stands for another payment" in desk.refused(rows)[0]


def test_paid_by_hand_before_the_file_came(desk):
    desk.till.on(TODAY).pay("p1", "1000", date(2026, 3, 19), reference="YH3")
    rows = desk.good()
    rows[2][2] = "2026-03-19"
    assert desk.bring(rows)[-1].startswith("2 payments taken, 600.00 yuan; 1 stood already")


def test_two_payments_of_one_decision_in_one_file(desk):
    rows = [
        ["测城管罚决字〔2026〕第1号", "400", "2026-03-18", "A"],
        ["测城管罚决字〔2026〕第1号", "600", "2026-03-19", "B"],
    ]
    assert desk.bring(rows, partial=True)[-1].startswith("2 payments taken, 1000.00 yuan")
    assert desk.till.ledger.balance("p1") == 0


@pytest.mark.parametrize("name", ["", "nobody", "wenbin", "head"])
def test_only_a_fiscal_clerk(desk, name):
    with pytest.raises(Problem, match="fiscal clerk"):
        desk.bring(desk.good(), by=name)
    assert not MovementRow.objects.exists()


def test_a_missing_column_is_named(desk):
    with pytest.raises(BrokenSheet, match="银行流水号"):
        desk.bring([["甲", "1", "2026-03-18"]], heads=HEADS[:3])


def test_heads_alone(desk):
    with pytest.raises(BrokenSheet, match="holds no payments"):
        desk.bring([])


def test_a_clerk_of_another_bureau_finds_nothing(desk):
    from jinwu.bureau import queries
    from jinwu.bureau.models import RoleHolding

    RoleHolding.objects.create(
        user=desk.cast.stranger,
        role="fiscal_clerk",
        unit=desk.cast.other_bureau,
        valid_from=TODAY - timedelta(days=900),
    )
    queries.forget_roles()
    assert "no decision has this number" in desk.refused(desk.good()[:1], by="stranger")[0]
