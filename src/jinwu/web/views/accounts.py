"""How somebody else's account is signed in to, for administrators: unlock it, end its sign-ins, remove a lost factor."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jinwu.bureau import access, factors, locks, rescue, sessions
from jinwu.bureau.models import User
from jinwu.bureau.scopes import users_of
from jinwu.kit import clock
from jinwu.kit.permission import ADMINISTRATION, needs
from jinwu.law.messages import say
from jinwu.ui.toasts import toast

from ..request import HouseRequest

REASON_LENGTH = 200


@needs(ADMINISTRATION)
@require_http_methods(["GET", "POST"])
def signing_in(request: HouseRequest, pk: int) -> HttpResponse:
    """The page of one account; each act on it is recorded, the removal of a factor with its reason."""
    account = get_object_or_404(users_of(request.user), pk=pk)
    if request.method == "GET":
        return _page(request, account)
    act, reason = request.POST.get("act"), request.POST.get("reason", "").strip()[:REASON_LENGTH]
    if act == "unlock":
        rescue.unlock(account, by=request.user, request=request)
        toast(request, say("The account is unlocked."))
    elif act == "end":
        rescue.end_all(account, by=request.user, request=request)
        toast(request, say("Its sign-ins and tokens have ended."))
    elif act == "factor":
        if account == request.user:
            return _page(request, account, _("Another administrator removes yours."), status=422)
        if len(reason) < 2:
            return _page(request, account, _("Say how you made sure who asked for it."), status=422)
        rescue.remove_factor(account, reason, by=request.user, request=request)
        toast(request, say("The second factor is removed."))
    return HttpResponseRedirect(reverse("account_access", args=[account.pk]))


def _page(request: HouseRequest, account: User, error: str = "", *, status: int = 200) -> HttpResponse:
    context = {
        "account": account,
        "error": error,
        "longest": REASON_LENGTH,
        "has_factor": factors.has(account),
        "required": factors.required(account),
        "locked": locks.locked(account),
        "sessions": sessions.of(account),
        "tokens": account.tokens.filter(revoked_at=None, expires_on__gte=clock.today()),
        "lately": access.lately(account),
        "present": request.session.session_key,
    }
    return render(request, "web/account_access.html", context, status=status)
