"""The procedure and its stages; the chapters import them from here.

CLUE → INVESTIGATING ⇄ SUSPENDED → INVESTIGATED → REVIEWED → NOTICED → ANSWERED → RECHECKED → DECIDED → SERVED →
PERFORMED | OVERDUE → CLOSED → ARCHIVED; beside the road: NOT_FILED, TRANSFERRED, WITHDRAWN, TERMINATED, REVOKED.
"""

from __future__ import annotations

from jinwu.law.citations import APL
from jinwu.law.messages import N_
from jinwu.law.vocabulary import Procedure

from .state import OrdinaryState

ordinary = Procedure("ordinary", N_("Ordinary procedure"), 1, OrdinaryState, basis=(APL(54), APL(57), APL(60)))

CLUE = ordinary.stage("clue", N_("Clue registered"))
INVESTIGATING = ordinary.stage("investigating", N_("Under investigation"))
SUSPENDED = ordinary.stage("suspended", N_("Investigation suspended"), rail=False)
INVESTIGATED = ordinary.stage("investigated", N_("Investigation closed"))
REVIEWED = ordinary.stage("reviewed", N_("Legally reviewed"))
NOTICED = ordinary.stage("noticed", N_("Notice given"))
RECHECKED = ordinary.stage("rechecked", N_("Heard and rechecked"))
DECIDED = ordinary.stage("decided", N_("Decided"))
SERVED = ordinary.stage("served", N_("Served"))
OVERDUE = ordinary.stage("overdue", N_("Payment overdue"), rail=False)
PERFORMED = ordinary.stage("performed", N_("Performed"))
CLOSED = ordinary.stage("closed", N_("Closed"))
ARCHIVED = ordinary.stage("archived", N_("Archived"), final=True)
NOT_FILED = ordinary.stage("not_filed", N_("Not filed"), rail=False, final=True)
TRANSFERRED = ordinary.stage("transferred", N_("Transferred"), rail=False, final=True)
MERGED = ordinary.stage("merged", N_("Merged into another case"), rail=False, final=True)
WITHDRAWN = ordinary.stage("withdrawn", N_("Filing withdrawn"), rail=False)
TERMINATED = ordinary.stage("terminated", N_("Investigation terminated"), rail=False)
REVOKED = ordinary.stage("revoked", N_("Decision revoked"), rail=False)

BEFORE_DECISION = (INVESTIGATING, SUSPENDED, INVESTIGATED, REVIEWED, NOTICED, RECHECKED)
AFTER_SERVICE = (SERVED, OVERDUE, PERFORMED)
