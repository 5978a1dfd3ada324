"""Kinds of work that a report always names: 0 where nothing was done, — where the organ lacks the power (profile).

The rooms of measures and of licences declare their procedures under these keys; what they decide is counted here by the
day of the decision.
"""

from __future__ import annotations

from django.db.models import QuerySet

from jinwu.bureau.queries import subtree
from jinwu.catalog.queries import value
from jinwu.kit.figure import NOT_APPLICABLE, Figure, NotApplicable, Span, figure
from jinwu.law.messages import N_

from .models import Matter
from .scope import visible_to


def decided(span: Span, procedure: str) -> QuerySet[Matter]:
    """Matters of one kind of work decided in the year, of the unit and everything beneath it."""
    return visible_to(span.user).filter(
        procedure=procedure, unit_id__in=subtree(span.unit_id, span.last), decided_on__range=span.days
    )


def _declare(code: str, title: str, procedure: str, power: str, order: int) -> None:
    def counted(span: Span) -> int | NotApplicable:
        held = value(power, span.last, True)
        return decided(span, procedure).count() if held else NOT_APPLICABLE

    note = N_("By date of the decision; 0 where nothing was done, no figure where the organ lacks the power.")
    figure(Figure(code, title, "件", counted, lambda span: decided(span, procedure), "matters", note, order=order))


_declare("coercion.count", N_("Compulsory measures"), "measure", "powers.coercion", 15)
_declare("licence.granted", N_("Licences granted"), "licence", "powers.licence", 16)
