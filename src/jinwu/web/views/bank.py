"""The bank (银行): its files of payments tried and taken, what was kept open, and the days compared."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jinwu.collection import bank
from jinwu.collection.bank import ANSWERS, BANK, KINDS, STATUSES
from jinwu.collection.models import BankFile, BankItem
from jinwu.kit import clock
from jinwu.kit.permission import needs
from jinwu.law.messages import say
from jinwu.law.problems import Problem
from jinwu.ui.toasts import toast

from .. import answers
from ..request import HouseRequest

FILES_SHOWN = 30
#: Days that the comparison shows when none are asked for, and at most.
DAYS = 31
MOST_DAYS = 366
#: A badge for what becomes of a row.
BADGES = {"taken": "done", "known": "info", "unreadable": "block"}


@needs(BANK)
@require_http_methods(["GET", "POST"])
def start(request: HouseRequest) -> HttpResponse:
    """The files brought so far, and the form for the next one."""
    refusal = []
    if request.method == "POST":
        sent = request.FILES.get("file")
        try:
            if sent is None:
                raise Problem(say("No file came with the request."), say("Choose the file that the bank sent."))
            file = bank.bring(request.user, sent.name or "", sent.read(bank.MOST_BYTES + 1))
        except Problem as problem:
            refusal = [problem.finding()]
        else:
            return HttpResponseRedirect(reverse("bank_file", args=[file.pk]))
    request.nav = "bank"
    context = {
        "files": bank.files_of(request.user).defer("rows")[:FILES_SHOWN], "refusal": refusal,
        "open": bank.items_of(request.user).filter(status="open").count(), "most": bank.MOST_ROWS,
    }  # fmt: skip
    return render(request, "web/bank/start.html", context, status=422 if refusal else 200)


@needs(BANK)
@require_http_methods(["GET", "POST"])
def file(request: HouseRequest, pk: int) -> HttpResponse:
    """One file row by row: what would become of each, or what became of it; sending takes it."""
    found = bank.files_of(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        bank.take_file(request.user, found)
        toast(request, say("The file was taken."))
        return HttpResponseRedirect(request.path)
    request.nav = "bank"
    rows = [_row(found, each) for each in found.rows]
    sums = [(title, sum(1 for one in rows if one["kind"] == kind)) for kind, title in KINDS.items()]
    context = {"file": found, "rows": rows, "sums": [(_taken(found, title), n) for title, n in sums if n]}
    return render(request, "web/bank/file.html", context)


@needs(BANK)
@require_http_methods(["GET", "POST"])
def item(request: HouseRequest, pk: int) -> HttpResponse:
    """One payment that was kept: assign it to a case, or say what else it is."""
    found = bank.items_of(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    refusal = []
    if request.method == "POST":
        try:
            _answer(request, found)
        except Problem as problem:
            refusal = [problem.finding()]
        else:
            toast(request, say("Saved."))
            return HttpResponseRedirect(reverse("register", args=["bank_items"]))
    request.nav = "bank"
    context = {
        "item": found, "status": STATUSES[found.status], "kind": KINDS.get(found.kind, ""), "refusal": refusal,
        "answers": [(key, STATUSES[key]) for key, after in ANSWERS.items() if found.status in after],
        "number": request.POST.get("number", found.number), "note": request.POST.get("note", ""),
    }  # fmt: skip
    return render(request, "web/bank/item.html", context, status=422 if refusal else 200)


@needs(BANK)
@require_safe
def days(request: HouseRequest) -> HttpResponse:
    """The bank's sums of each day against the payments that stand in cases (`since`, `until`)."""
    until = _day(request.GET.get("until", ""), clock.today())
    since = max(_day(request.GET.get("since", ""), until - timedelta(DAYS)), until - timedelta(MOST_DAYS))
    request.nav = "bank"
    found = bank.days(request.user, since, until)
    return render(request, "web/bank/days.html", {"days": found, "since": since, "until": until})


def open_items(request: HouseRequest) -> int | None:
    """The small figure beside Bank: payments that wait for a clerk."""
    return bank.items_of(request.user).filter(status="open").count() or None


def _answer(request: HouseRequest, item: BankItem) -> None:
    answer = request.POST.get("answer", "")
    if answer == "assign":
        bank.assign(request.user, item, request.POST.get("number", "")[: bank.LONGEST_NUMBER])
    elif answer in ANSWERS:
        bank.answer(request.user, item, answer, request.POST.get("note", ""))
    else:
        raise Problem(say("Nothing was chosen."), say("Choose what the payment is."))


def _row(file: BankFile, row: dict) -> dict:
    kind = row["kind"]
    why = row["why"]
    return {**row, "title": _taken(file, KINDS[kind]), "badge": BADGES.get(kind, "wait"), "why": why}


def _taken(file: BankFile, title: str) -> str:
    return STATUSES["taken"] if file.taken_at and title == KINDS["taken"] else title


def _day(text: str, otherwise: date) -> date:
    found = answers.day(text, otherwise)
    return found if 2000 <= found.year <= 2100 else otherwise
