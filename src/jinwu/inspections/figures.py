"""What is counted of inspections (Table 4) and of patrols, each in its own unit.

An inspection counts once where one object was inspected, the record is complete, and it ended with a result; not where a
penalty or another act of enforcement followed. The room of cases is not asked: a case and the inspection it arose from
are linked in the matters (`arising_from`, from either side), and a matter that was decided carries its day. So an
inspection with a linked case that was decided is left out when the figure is made: before the decision it counts, and
from the decision on the case counts in its place. A decision revoked later keeps its day and its place in the tables of
penalties, and the inspection stays out.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from jinwu.bureau.queries import subtree
from jinwu.kit.figure import Figure, Span, figure
from jinwu.law.messages import N_
from jinwu.matters.models import Matter, MatterRelation
from jinwu.matters.scope import visible_to

from .models import Inspection, Patrol
from .state import INSPECTION, PATROL

_NOT_CASES = (INSPECTION, PATROL)


def without_decided_case(rows: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """Without inspections from which a decided case arose, on whichever side the link was written."""
    from_case = MatterRelation.objects.filter(
        other=OuterRef("matter_id"), kind="arising_from", matter__decided_on__isnull=False
    ).exclude(matter__procedure__in=_NOT_CASES)
    decided = Matter.objects.filter(pk=OuterRef("other"), decided_on__isnull=False).exclude(procedure__in=_NOT_CASES)
    to_case = MatterRelation.objects.filter(Exists(decided), matter=OuterRef("matter_id"), kind="arising_from")
    return rows.filter(~Exists(from_case), ~Exists(to_case))


def counted(span: Span) -> QuerySet[Inspection]:
    """The inspections of the year that count, of the unit and everything beneath it, as the viewer may see."""
    found = Inspection.objects.filter(
        unit_id__in=subtree(span.unit_id, span.last), counted=True, counted_on__range=span.days
    )
    if span.user is not None:
        found = found.filter(matter__in=visible_to(span.user))
    return without_decided_case(found)


def patrols(span: Span) -> QuerySet[Patrol]:
    """The patrols of the year."""
    found = Patrol.objects.filter(unit_id__in=subtree(span.unit_id, span.last), patrolled_on__range=span.days)
    return found.filter(matter__in=visible_to(span.user)) if span.user is not None else found


figure(
    Figure(
        code="inspection.count",
        title=N_("Administrative inspections"),
        unit="次",
        value=lambda span: counted(span).count(),
        rows=counted,
        register="inspections",
        note=N_(
            "One object with a complete record and a result counts once, by the day it was completed; patrols, incomplete"
            " records and inspections that a penalty or another act followed do not count."
        ),
        headline=True,
        order=20,
    )
)
figure(
    Figure(
        code="patrol.count",
        title=N_("Patrols"),
        unit="次",
        value=lambda span: patrols(span).count(),
        rows=patrols,
        register="patrols",
        note=N_("By the day of the patrol; never counted as inspections."),
        order=21,
    )
)
figure(
    Figure(
        code="patrol.advised",
        title=N_("Persons advised on patrol"),
        unit="人次",
        value=lambda span: patrols(span).aggregate(n=Sum("advised"))["n"] or 0,
        rows=lambda span: patrols(span).filter(Q(advised__gt=0)),
        register="patrols",
        note=N_("As the officers counted them."),
        order=22,
    )
)
