"""The bank's file of payments: `jinwu import payments FILE --by USERNAME`. All rows are good, or nothing is written.

A row names the decision, the sum, the day and the bank's reference. It is taken through the door as the step ``pay`` of the
matter that holds the decision, whatever kind of work that is. A row that stands already is passed over, so the same file
twice changes nothing. A sum that differs from what is owed is lawful (a part, or too much, owed back), but more often a
slip: it stops the file like any other fault, and is taken with ``--partial``, which leaves out only what cannot be taken.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from jinwu.bureau.models import User
from jinwu.bureau.queries import roles_on
from jinwu.kit import clock, sheets
from jinwu.law.messages import Message, say
from jinwu.law.money import yuan
from jinwu.law.problems import Problem
from jinwu.law.roles import Role
from jinwu.matters.door import perform, procedures, state_of
from jinwu.matters.errors import DoorError, InvalidInput, Refused
from jinwu.matters.models import Matter
from jinwu.matters.scope import matching, visible_to
from jinwu.matters.state import State

from .queries import payments
from .state import Ledger, pauses_of, surcharge_on

PAY = "pay"
_NAMESPACE = uuid.UUID("0f6f9a0e-55f7-4a6e-8f0e-6f0b2b9f7a11")

#: Column → how banks and treasuries head it.
COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("决定书号", "处罚决定书号", "决定书文号", "文号", "处罚决定书编号", "number"),
    "amount": ("金额", "缴款金额", "实缴金额", "缴费金额", "amount"),
    "paid_on": ("缴款日期", "缴费日期", "交易日期", "日期", "paid_on"),
    "reference": ("银行流水号", "流水号", "交易流水号", "缴款码", "reference"),
    "receipt": ("票据号", "票据号码", "receipt"),
}
OPTIONAL = frozenset({"receipt"})
PLAIN_HEADS = {field: names[0] for field, names in COLUMNS.items()}


class PaymentsRefused(Problem):
    """Some row cannot be taken, so nothing was imported. `problems` name each by row, column, value and reason."""

    def __init__(self, problems: list[Message]) -> None:
        super().__init__(
            say("Nothing was imported: {n} rows of the file cannot be taken.", n=len(problems)),
            say("Mend the rows named, or import with --partial to leave them out."),
        )
        self.problems = problems


@dataclass(frozen=True)
class Payment:
    """One good row."""

    row: int
    number: str
    amount: Decimal
    paid_on: date
    reference: str
    receipt: str = ""


@dataclass
class Told:
    """What became of the rows."""

    taken: int = 0
    sum: Decimal = Decimal("0.00")
    known: int = 0


def import_payments(
    path: Path | str,
    dry_run: bool = False,
    report: Callable[[Message], object] = print,
    *,
    partial: bool = False,
    by: str = "",
) -> None:
    """Take every payment of the bank's file as the fiscal clerk `by`; `report` is told each line.

    Raises `PaymentsRefused`, `sheets.BrokenSheet`, `Problem` where `by` is no fiscal clerk.
    """
    user = _clerk(by)
    rows, problems, heads = read_rows(Path(path))
    told = Told()
    with transaction.atomic():
        for payment in rows:
            done = take(payment, user, any_sum=partial, heads=heads)
            if done.kind == "taken":
                told.taken += 1
                told.sum += payment.amount
                if done.why:
                    report(done.why)
            elif done.kind == "known":
                told.known += 1
            elif done.why:
                problems.append((payment.row, done.why))
        lines = [problem for _row, problem in sorted(problems, key=lambda one: one[0])]
        if dry_run or (lines and not partial):
            transaction.set_rollback(True)
    for line in lines:
        report(line)
    if lines and not partial:
        raise PaymentsRefused(lines)
    report(say("{taken} payments taken, {sum} yuan; {known} stood already; {left} left out.", taken=told.taken, sum=told.sum,
               known=told.known, left=len(lines)))  # fmt: skip
    if dry_run:
        report(say("Only tried: nothing was written."))


def _clerk(username: str) -> User:
    user = User.objects.filter(username=username, is_active=True).first() if username else None
    if user is None or Role.FISCAL_CLERK not in roles_on(user, clock.today()):
        raise Problem(
            say("Payments are recorded by a fiscal clerk; “{name}” is none.", name=username),
            say("Name one with --by USERNAME."),
        )
    return user


def read_rows(
    path: Path, *, unnumbered: bool = False
) -> tuple[list[Payment], list[tuple[int, Message]], dict[str, str]]:
    """The good rows, what is wrong with the others, and what the file calls its columns; with `unnumbered`, money that names
    no decision is good too. Raises `BrokenSheet` where a column is missing."""
    rows = sheets.read(path)
    heads = _heads(path, rows[0].cells if rows else {})
    if not rows:
        raise sheets.BrokenSheet(
            say("{file} holds no payments.", file=path.name), say("Choose the file that the bank sent.")
        )
    found: list[Payment] = []
    problems: list[tuple[int, Message]] = []
    seen: dict[str, int] = {}
    for row in rows:
        got = _payment(row, heads, unnumbered)
        if isinstance(got, Message):
            problems.append((row.number, got))
        elif got.reference in seen:
            why = say("stands in row {other} too", other=seen[got.reference])
            problems.append((row.number, _bad(row.number, heads["reference"], got.reference, why)))
        else:
            seen[got.reference] = row.number
            found.append(got)
    return found, problems, heads


def _heads(path: Path, cells: Iterable[str]) -> dict[str, str]:
    """Field → the head of its column in this file."""
    known = {_folded(head): head for head in cells}
    found = {
        field: head for field, names in COLUMNS.items()
        if (head := next((known[_folded(name)] for name in names if _folded(name) in known), None))
    }  # fmt: skip
    missing = [field for field in COLUMNS if field not in found and field not in OPTIONAL]
    if missing and known:
        raise sheets.BrokenSheet(
            say("{file} has no column “{column}”.", file=path.name, column=COLUMNS[missing[0]][0]),
            say("Its heads are: {heads}.", heads="、".join(known.values())),
        )
    return found


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _payment(row: sheets.SheetRow, heads: dict[str, str], unnumbered: bool = False) -> Payment | Message:
    text = {field: row.cells.get(head, "") for field, head in heads.items()}
    for field in ("number", "amount", "paid_on", "reference"):
        if not text[field] and not (unnumbered and field == "number"):
            return _bad(row.number, heads[field], "", say("it is empty"))
    try:
        amount = _amount(text["amount"])
    except ValueError:
        return _bad(row.number, heads["amount"], text["amount"], say("it is not an amount above zero with two places"))
    day = _day(text["paid_on"])
    if day is None:
        return _bad(row.number, heads["paid_on"], text["paid_on"], say("it is not a day such as 2026-03-10"))
    for field, most in (("reference", 100), ("receipt", 60)):
        if len(text.get(field, "")) > most:
            return _bad(row.number, heads[field], text[field][:20], say("it is longer than {n} characters", n=most))
    return Payment(row.number, text["number"], amount, day, text["reference"], text.get("receipt", ""))


def _amount(text: str) -> Decimal:
    """The sum, thousands commas and the sign of the yuan left out."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace("¥", "").removesuffix("元").strip()
    try:
        exact = Decimal(plain)
    except InvalidOperation:
        raise ValueError(text) from None
    if not exact.is_finite() or exact <= 0 or yuan(exact) != exact:
        raise ValueError(text)
    return yuan(exact)


def _day(text: str) -> date | None:
    plain = unicodedata.normalize("NFKC", text).strip().split(" ")[0].split("T")[0]
    for shape in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"):
        try:
            return datetime.strptime(plain, shape).date()
        except ValueError:
            continue
    return None


def _bad(row: int, column: str, value: str, why: Message) -> Message:
    return say("Row {row}, {column} “{value}”: {why}", row=row, column=column, value=value, why=why)


@dataclass(frozen=True)
class Taken:
    """What became of one row: taken, known, or why not (`number`, `amount`, `reference`, `refused`); `why` says it."""

    kind: str
    why: Message | None = None
    matter: UUID | None = None


def take(payment: Payment, user: User, *, any_sum: bool = False, heads: Mapping[str, str] = PLAIN_HEADS) -> Taken:
    """Take one payment through the door. With `any_sum` also one that differs from what is owed; `heads` as the file has them."""

    def bad(kind: str, field: str, value: object, why: Message, matter: UUID | None = None) -> Taken:
        return Taken(kind, _bad(payment.row, heads[field], str(value), why), matter)

    found = _find(payment.number, user)
    if found is None:
        return bad("number", "number", payment.number, say("no decision has this number"))
    matter, state, party = found
    if stands := list(payments(payment.reference).values_list("matter_id", "on", "amount")):
        whole = sum((amount for _matter, _on, amount in stands), Decimal(0))
        if whole == payment.amount and {(m, on) for m, on, _a in stands} == {(matter.pk, payment.paid_on)}:
            return Taken("known", matter=matter.pk)
        return bad("reference", "reference", payment.reference, say("it stands for another payment"))
    expected = owed_on(state, party, payment.paid_on)
    differs = payment.amount not in expected
    if differs and not any_sum:
        return bad("amount", "amount", payment.amount, say("{owed} yuan are owed", owed=expected[0]), matter.pk)
    data: dict[str, Any] = {
        "amount": payment.amount, "paid_on": payment.paid_on, "reference": payment.reference, "receipt": payment.receipt
    }  # fmt: skip
    step = procedures[matter.procedure].steps.get(PAY)
    if step is not None and "party" in step.input.model_fields:  # type: ignore[attr-defined]
        data["party"] = party
    key = uuid.uuid5(_NAMESPACE, f"{matter.pk}:{payment.reference}:{payment.amount}:{payment.paid_on}")
    try:
        perform(matter.pk, PAY, by=user, data=data, at=clock.now(), key=key, seen=matter.head_seq)
    except DoorError as error:
        return bad("refused", "number", payment.number, _told(error), matter.pk)
    if differs:
        what = say("taken, though {owed} yuan were owed", owed=expected[0])
        return bad("taken", "amount", payment.amount, what, matter.pk)
    return Taken("taken", matter=matter.pk)


def _told(error: DoorError) -> Message:
    """The first thing the door says."""
    if isinstance(error, Refused):
        return say("{what} {remedy}", what=error.objections[0].what, remedy=error.objections[0].remedy)
    if isinstance(error, InvalidInput):
        return say("{what} does not fit", what=".".join(map(str, error.errors[0]["loc"])))
    return say("somebody else acted on it in between; import again")


def _find(number: str, user: User) -> tuple[Matter, State, str] | None:
    """The matter that holds the decision of this number, as far as the user may see it, and the party it binds."""
    wanted = plain_number(number)
    if not wanted:
        return None
    for matter in matching(visible_to(user), number).select_for_update(of=("self",)).order_by("id")[:50]:
        state = state_of(matter)
        for decision in reversed(getattr(state, "decisions", ())):
            if plain_number(decision.number) == wanted and decision.status != "void":
                return matter, state, decision.party
    return None


_BRACKETS = str.maketrans(dict.fromkeys("〔[【（「", "(") | dict.fromkeys("〕]】）」", ")"))


def plain_number(number: str) -> str:
    """A number without what people write differently: width, blanks, the shape of its brackets."""
    return _folded(number).translate(_BRACKETS)


def owed_on(state: State, party: str, day: date) -> tuple[Decimal, ...]:
    """What a payment of `day` is expected to be: all that is owed by then with its surcharge, or the next part of a plan."""
    ledger: Ledger = getattr(state, "ledger", None) or Ledger()
    fine = ledger.fine(party)
    run = (
        surcharge_on(ledger, fine, day, pauses_of(state, fine.party), ledger.open(fine))
        if fine and ledger.open(fine)
        else Decimal(0)
    )
    whole = ledger.balance(party) + run
    part = ledger.next_part(fine) if fine and fine.plan else None
    parts = [left for one, left in ledger.in_parts(fine) if one is part] if fine and part else []
    return (whole, *parts)
