"""How many reminders were given."""

from __future__ import annotations

from django.db.models import QuerySet

from jinwu.bureau.queries import subtree
from jinwu.kit.figure import Figure, Span, figure
from jinwu.law.messages import N_
from jinwu.matters.scope import visible_to

from ..models import ReminderRow


def issued(span: Span) -> QuerySet[ReminderRow]:
    """The reminders given in the year by the unit and everything beneath it, as the viewer may see."""
    found = ReminderRow.objects.filter(unit_id__in=subtree(span.unit_id, span.last), issued_on__range=span.days)
    return found if span.user is None else found.filter(matter__in=visible_to(span.user))


figure(
    Figure(
        code="reminders.issued",
        title=N_("First-offence reminders"),
        unit="份",
        value=lambda span: issued(span).count(),
        rows=lambda span: issued(span).select_related("matter"),
        register="reminders",
        note=N_("By the day on which the reminder was given, whatever became of it; a reminder is no penalty."),
        order=20,
    )
)
