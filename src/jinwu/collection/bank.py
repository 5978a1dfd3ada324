"""The bank's file on the page of the fiscal clerk: tried, taken, and what cannot be taken kept as open items.

A file is brought once (its SHA-256 says so) and tried: nothing is written, each row says what would become of it. Taking it
is one transaction: what fits is paid through the door, every other payment is kept as an open item until a clerk assigns it
to a case (again the step ``pay``), or says that it is not ours or to be returned. No row of money is lost (APL 67, 74).
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Sum

from jinwu.bureau.models import User
from jinwu.bureau.queries import organs_of
from jinwu.kit import clock
from jinwu.kit.permission import permission
from jinwu.kit.sheets import BrokenSheet
from jinwu.law.messages import N_, Message, say
from jinwu.law.problems import Problem
from jinwu.law.roles import Role
from jinwu.matters import scope

from .exchange import Payment, Taken, read_rows, take
from .models import BankFile, BankItem, MovementRow

BANK = permission("bank", N_("The bank's file of payments"), Role.FISCAL_CLERK)
#: What one request can take; a longer file goes by the command line, or in parts.
MOST_ROWS = 1000
MOST_BYTES = 4 * 1024 * 1024
LONGEST_NUMBER = 120
STATUSES = {
    "open": N_("To be checked"), "assigned": N_("Assigned to a case"), "not_ours": N_("Not ours"),
    "to_return": N_("To be returned"), "returned": N_("Returned"), "taken": N_("Recorded in a case"),
}  # fmt: skip
KINDS = {
    "taken": N_("Will be taken"), "known": N_("Already there"), "amount": N_("Wrong amount"), "number": N_("Unknown number"),
    "reference": N_("Reference used"), "refused": N_("Refused by the case"), "unreadable": N_("Cannot be read"),
}  # fmt: skip
#: Answers of a clerk, by what they may follow.
ANSWERS = {"not_ours": ("open",), "to_return": ("open",), "returned": ("to_return",)}


class _Tried(Exception):
    """Takes back what a trial wrote."""


def files_of(user: User) -> QuerySet[BankFile]:
    return BankFile.objects.filter(organ__in=organs_of(user, clock.today()))


def items_of(user: User) -> QuerySet[BankItem]:
    return BankItem.objects.filter(organ__in=organs_of(user, clock.today())).select_related("file")


def bring(user: User, name: str, content: bytes) -> BankFile:
    """Keep what a file says and try it; the same bytes are the same file, tried again while it is not taken.

    Raises `BrokenSheet`, `Problem`.
    """
    digest, organ = hashlib.sha256(content).hexdigest(), organs_of(user, clock.today())[0]
    known = BankFile.objects.filter(organ=organ, sha256=digest).first()
    if known and known.taken_at:
        return known
    rows = _rows(name, content)
    tried = _try(user, rows)
    values = {"name": name[-120:], "by": user, "by_name": user.name[:60], "brought_at": clock.now(), "rows": tried}
    return (
        _again(known, tried)
        if known
        else BankFile.objects.get_or_create(organ_id=organ, sha256=digest, defaults=values)[0]
    )


def _again(file: BankFile, tried: list[dict[str, Any]]) -> BankFile:
    BankFile.objects.filter(pk=file.pk, taken_at=None).update(rows=tried)
    file.refresh_from_db()
    return file


def _rows(name: str, content: bytes) -> list[Payment | tuple[int, Message]]:
    """What the file says, in its order: payments, and rows that cannot be read."""
    if len(content) > MOST_BYTES:
        raise BrokenSheet(say("The file is too large."), say("Send it in parts."))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name[-100:].replace("\0", "") or "bank.csv")
        path.write_bytes(content)
        good, bad, _heads = read_rows(path, unnumbered=True)
    found: list[Payment | tuple[int, Message]] = [*good, *bad]
    if len(found) > MOST_ROWS:
        raise BrokenSheet(say("The file has {n} rows; the page takes {most} at once.", n=len(found), most=MOST_ROWS),
                          say("Send it in parts."))  # fmt: skip
    return sorted(found, key=lambda one: one.row if isinstance(one, Payment) else one[0])


def _try(user: User, rows: Iterable[Payment | tuple[int, Message]]) -> list[dict[str, Any]]:
    """Each row with what would become of it; nothing stays written."""
    said: list[dict[str, Any]] = []
    try:
        with transaction.atomic():
            for row in rows:
                if isinstance(row, Payment):
                    said.append(_as_json(row) | _said(_one(row, user)))
                else:
                    said.append({"row": row[0], "kind": "unreadable", "why": row[1].as_json()})
            raise _Tried
    except _Tried:
        return said


def _one(payment: Payment, user: User) -> Taken:
    """Take a payment, unless a clerk has said already what it is."""
    stands = _standing(payment, user).first()
    if stands is not None and stands.status != "open":
        return Taken("known", matter=stands.matter_id)
    return take(payment, user)


def _standing(payment: Payment, user: User) -> QuerySet[BankItem]:
    return BankItem.objects.filter(organ__in=organs_of(user, clock.today()), reference=payment.reference,
                                   amount=payment.amount, paid_on=payment.paid_on)  # fmt: skip


def _as_json(one: Payment) -> dict[str, Any]:
    return {"row": one.row, "number": one.number, "amount": str(one.amount), "paid_on": one.paid_on.isoformat(),
            "reference": one.reference, "receipt": one.receipt}  # fmt: skip


def _said(done: Taken) -> dict[str, Any]:
    return {"kind": done.kind, "why": done.why.as_json() if done.why else None,
            "matter": str(done.matter) if done.matter else None}  # fmt: skip


def _payment(row: dict[str, Any]) -> Payment:
    return Payment(row["row"], row["number"], Decimal(row["amount"]), date.fromisoformat(row["paid_on"]), row["reference"],
                   row["receipt"])  # fmt: skip


@transaction.atomic
def take_file(user: User, file: BankFile) -> BankFile:
    """Take every row: paid through the door, or kept as an open item. Whole or not at all; a second time changes nothing."""
    file = files_of(user).select_for_update(of=("self",)).get(pk=file.pk)
    if file.taken_at:
        return file
    rows = []
    for row in file.rows:
        if row["kind"] == "unreadable":
            rows.append(row)
            continue
        payment = _payment(row)
        done = _one(payment, user)
        _keep(user, file, payment, done)
        rows.append({**row, **_said(done)})
    file.rows, file.taken_at = rows, clock.now()
    file.save(update_fields=["rows", "taken_at"])
    return file


def _keep(user: User, file: BankFile, payment: Payment, done: Taken) -> None:
    """The payment as a row of the bank's; one that was open and now found its case is assigned."""
    fits = done.kind in ("taken", "known")
    stands = _standing(payment, user).select_for_update(of=("self",)).first()
    if stands is not None:
        if fits and stands.status == "open":
            _decide(stands, user, "assigned", matter=done.matter)
        return
    BankItem.objects.create(
        organ_id=file.organ_id, file=file, row=payment.row, number=payment.number[:LONGEST_NUMBER], amount=payment.amount,
        paid_on=payment.paid_on, reference=payment.reference, receipt=payment.receipt, status="taken" if fits else "open",
        kind="" if fits else done.kind, why=None if fits or not done.why else done.why.as_json(), matter_id=done.matter,
    )  # fmt: skip


@transaction.atomic
def assign(user: User, item: BankItem, number: str) -> BankItem:
    """Pay an open item into the case that holds the decision `number`, whatever its sum. Raises `Problem`."""
    item = _open(user, item, ("open",))
    payment = Payment(item.row, number.strip(), item.amount, item.paid_on, item.reference, item.receipt)
    done = take(payment, user, any_sum=True)
    if done.kind not in ("taken", "known"):
        assert done.why is not None
        raise Problem(
            done.why.params["why"], say("Compare the number and the bank's slip, or say what else the payment is.")
        )
    return _decide(item, user, "assigned", matter=done.matter)


@transaction.atomic
def answer(user: User, item: BankItem, status: str, note: str) -> BankItem:
    """Say that a payment is not ours, to be returned, or returned; with the reason or the bank's paper. Raises `Problem`."""
    item = _open(user, item, ANSWERS[status])
    if len(note.strip()) < 2:
        raise Problem(say("The reason is missing."), say("Say in a few words why."))
    return _decide(item, user, status, note=note.strip()[:300])


def _open(user: User, item: BankItem, among: tuple[str, ...]) -> BankItem:
    found = items_of(user).select_for_update(of=("self",)).get(pk=item.pk)
    if found.status not in among:
        raise Problem(say("This payment is no longer open."), say("Look at the register of the bank's payments."))
    return found


def _decide(item: BankItem, user: User, status: str, **more: Any) -> BankItem:
    for name, value in {**more, "status": status, "decided_by": user.name[:60], "decided_at": clock.now()}.items():
        setattr(item, "matter_id" if name == "matter" else name, value)
    item.save()
    return item


def days(user: User, since: date, until: date) -> list[dict[str, Any]]:
    """Each day on which the bank or a case has money: the bank's sum, the cases' sum, what differs, what is still open."""
    bank = items_of(user).filter(paid_on__range=(since, until)).order_by()
    cases = MovementRow.objects.filter(
        matter__in=scope.visible_to(user), kind="bank", on__range=(since, until)
    ).order_by()
    told = _by_day(bank, "paid_on")
    kept = _by_day(bank.exclude(status__in=("taken", "assigned")), "paid_on")
    paid = _by_day(cases, "on")
    found = []
    for day in sorted(told.keys() | paid.keys(), reverse=True):
        one, other, apart = (each.get(day, Decimal("0.00")) for each in (told, paid, kept))
        found.append({"day": day, "bank": one, "cases": other, "kept": apart, "left": one - apart - other})
    return found


def _by_day(rows: QuerySet[Any], field: str) -> dict[date, Decimal]:
    return dict(rows.values_list(field).annotate(total=Sum("amount")))
