"""The registers (台账): one set of pages for all of them, from their declarations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinwu.kit.permission import PERSONAL, REGISTERS, Denied, needs
from jinwu.kit.register import Column, Register, Show, registers
from jinwu.law.messages import say
from jinwu.law.problems import Problem
from jinwu.record import attempts
from jinwu.ui.forms import StepForm
from jinwu.ui.lists import Cell, detail_row, list_page
from jinwu.ui.toasts import toast

from ..request import HouseRequest

REASON_LENGTH = 200


@needs(REGISTERS)
@require_safe
def index(request: HouseRequest) -> HttpResponse:
    """All registers this person may open, under their headings."""
    return render(request, "web/registers.html", {"groups": grouped(request)})


@needs(REGISTERS)
@require_safe
def listing(request: HouseRequest, key: str) -> HttpResponse:
    """One register: filters, search, pages."""
    register = open_register(request, key)
    page = list_page(register, request.user, request.GET, request.path)
    context = {"page": page, "register": register, "may_add": may(request, register, adding=True)}
    return render(request, "web/register.html", context)


@needs(REGISTERS)
@require_safe
def detail(request: HouseRequest, key: str, row_id: str) -> HttpResponse:
    """One row, its personal numbers masked."""
    register = open_register(request, key)
    return _detail(request, register, find(register, request.user, row_id))


@needs(PERSONAL)
@require_http_methods(["GET", "POST"])
def reveal(request: HouseRequest, key: str, row_id: str, column: str) -> HttpResponse:
    """Open one masked number: asks why, records who read it, then shows it once."""
    register = open_register(request, key)
    row = find(register, request.user, row_id)
    masked = _masked(register, column)
    if request.method == "GET":
        return _ask(request, register, row, masked)
    reason = request.POST.get("reason", "").strip()[:REASON_LENGTH]
    if len(reason) < 2:
        return _ask(request, register, row, masked, _("Say what the number is needed for."), status=422)
    attempts.read(user_id=request.user.pk, what=f"{register.key}.{masked.key}", subject=str(row.pk), reason=reason)
    return _detail(request, register, row, opened=masked.key)


@needs(REGISTERS)
@require_http_methods(["GET", "POST"])
def add(request: HouseRequest, key: str) -> HttpResponse:
    """Add a row."""
    return _edit(request, open_register(request, key), None)


@needs(REGISTERS)
@require_http_methods(["GET", "POST"])
def edit(request: HouseRequest, key: str, row_id: str) -> HttpResponse:
    """Correct a row."""
    register = open_register(request, key)
    return _edit(request, register, find(register, request.user, row_id))


def grouped(request: HouseRequest) -> list[tuple[str, list[Register]]]:
    """The registers `request.user` may open, by group, in the order declared."""
    groups: dict[str, list[Register]] = {}
    for register in registers:
        if _admits(request, register.permission):
            groups.setdefault(register.group, []).append(register)
    return list(groups.items())


def open_register(request: HouseRequest, key: str) -> Register:
    """The register of that key. Raises `Http404` for an unknown one, `Denied` for one that is not this role's."""
    register = registers.get(key)
    if register is None:
        raise Http404
    if not _admits(request, register.permission):
        raise Denied(register.permission)
    return register


def find(register: Register, user: Any, row_id: str) -> Any:
    """The row, if it is in this user's scope; else `Http404`."""
    try:
        return register.scope(user).get(pk=row_id)
    except (ObjectDoesNotExist, ValueError, ValidationError, OverflowError):
        raise Http404 from None


def may(request: HouseRequest, register: Register, *, adding: bool) -> bool:
    """Whether this person may add to the register, or correct it."""
    form = register.form
    return form is not None and (form.add if adding else form.edit) and _admits(request, form.permission)


def _admits(request: HouseRequest, permission: Any) -> bool:
    return permission.admits(request.roles, signed_in=True)


def _masked(register: Register, key: str) -> Column:
    for column in register.columns:
        if column.key == key and column.show is Show.MASKED:
            return column
    raise Http404


def _detail(request: HouseRequest, register: Register, row: Any, *, opened: str = "") -> HttpResponse:
    shown = detail_row(register, row, opened)
    if _admits(request, PERSONAL):
        shown = replace(shown, cells=tuple(_with_way_in(register, row, cell, opened) for cell in shown.cells))
    context = {
        "register": register,
        "row": shown,
        "opened": opened,
        "list_url": reverse("register", args=[register.key]),
        "may_edit": may(request, register, adding=False),
    }
    return render(request, "web/register_row.html", context)


def _with_way_in(register: Register, row: Any, cell: Cell, opened: str) -> Cell:
    """A masked number leads to the page that opens it."""
    if cell.column.show is not Show.MASKED or cell.empty or cell.column.key == opened:
        return cell
    return replace(cell, url=reverse("register_open", args=[register.key, row.pk, cell.column.key]))


def _ask(
    request: HouseRequest, register: Register, row: Any, column: Column, error: str = "", status: int = 200
) -> HttpResponse:
    context = {"register": register, "row": row, "column": column, "error": error, "longest": REASON_LENGTH}
    return render(request, "web/register_open.html", context, status=status)


def _edit(request: HouseRequest, register: Register, row: Any) -> HttpResponse:
    declared = register.form
    adding, key = row is None, register.key
    if declared is None or not (declared.add if adding else declared.edit):
        raise Http404
    if not _admits(request, declared.permission):
        raise Denied(declared.permission)
    form = StepForm(
        declared.input,
        data=request.POST if request.method == "POST" else None,
        initial=declared.initial(row) if declared.initial and row is not None else None,
        choices=declared.choices(request.user) if declared.choices else None,
    )
    refusal: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            saved = declared.save(request.user, row, form.input)
        except Problem as problem:
            refusal = [problem.finding()]
        else:
            toast(request, say("Saved."))
            return HttpResponseRedirect(reverse("register_row", args=[register.key, saved.pk]))
    back = reverse("register", args=[key]) if row is None else reverse("register_row", args=[key, row.pk])
    context = {"register": register, "row": row, "form": form, "refusal": refusal, "back": back}
    return render(request, "web/register_form.html", context, status=422 if form.errors or refusal else 200)
