"""The periods of law that the rooms start and stop, by the ids of the table of deadlines.

A number stands here where the law says it; where it is only recalled or local, the length names a value of the
bureau's profile (``T12.length``).
"""

from __future__ import annotations

from .citations import ACL, APL, ARL, CPL, GIR, O34, O55, O310, ALitL, Citation
from .messages import N_
from .roles import Role
from .vocabulary import Bound, DayKind, Timer

WD, CD, M, Y = DayKind.WORKING_DAYS, DayKind.CALENDAR_DAYS, DayKind.MONTHS, DayKind.YEARS
H = DayKind.HOURS

TIMERS: dict[str, Timer] = {}


def _timer(
    key: str,
    title: str,
    length: int | str,
    kind: DayKind,
    *basis: Citation,
    bound: Bound = Bound.AUTHORITY,
    per_party: bool = False,
    duty: str = "",
    owner: Role | None = None,
    watched: bool = True,
) -> Timer:
    made = TIMERS[key] = Timer(key, title, length, kind, basis, bound, per_party, duty, owner, watched)
    return made


T03 = _timer("T03", N_("Limitation of the penalty"), 2, Y, APL(36), bound=Bound.RELEASE)
T01 = _timer(
    "T01", N_("Check the clue and decide on filing"), "T01.length", WD, O55(0), APL(54),
    duty=N_("Check the clue and have the filing decided"),
)  # fmt: skip
T05 = _timer("T05", N_("Decide within ninety days of the filing"), 90, CD, APL(60), duty=N_("Have the case decided"))
T06 = _timer(
    "T06", N_("Outcome of evidence registered and preserved"), 7, WD, APL(56), APL(85), per_party=True,
    duty=N_("Decide what becomes of the preserved evidence"),
)  # fmt: skip
T08 = _timer(
    "T08", N_("State and defend"), "T08.length", WD, O55(0), APL(45), bound=Bound.PARTY, per_party=True, watched=False
)
T09 = _timer(
    "T09", N_("Ask for a hearing"), 5, WD, APL(64, 1, 1), APL(85), bound=Bound.PARTY, per_party=True, watched=False
)
T11 = _timer(
    "T11",
    N_("Serve the decision"),
    7,
    WD,
    APL(61, 1),
    APL(85),
    per_party=True,
    duty=N_("Serve the penalty decision on the party"),
)
T12 = _timer(
    "T12",
    N_("Report the on-the-spot decision for the record"),
    "T12.length",
    WD,
    APL(52, 3),
    O55(0),
    duty=N_("Report the on-the-spot decision to the authority for the record"),
)
T13 = _timer("T13", N_("Pay the fine"), 15, CD, APL(67, 3), APL(66), bound=Bound.PARTY, per_party=True)
T14 = _timer(
    "T14",
    N_("Hand in the fine collected on the spot"),
    2,
    WD,
    APL(71),
    APL(85),
    duty=N_("Hand in the collected fine to the authority"),
)
T15 = _timer(
    "T15",
    N_("Deposit the fine with the bank"),
    2,
    WD,
    APL(71),
    APL(85),
    duty=N_("Pay the handed-in fine to the designated bank"),
    owner=Role.FISCAL_CLERK,
)
T16 = _timer(
    "T16",
    N_("Surcharge grows until it equals the fine"),
    34,
    CD,
    APL(72, 1, 1),
    ACL(45, 2),
    bound=Bound.RELEASE,
    per_party=True,
    watched=False,
)
T17 = _timer(
    "T17",
    N_("Surcharge has run for more than 30 days"),
    30,
    CD,
    ACL(46, 1),
    bound=Bound.RELEASE,
    per_party=True,
    watched=False,
)
T18 = _timer(
    "T18",
    N_("Apply for administrative reconsideration"),
    60,
    CD,
    ARL(20, 1),
    bound=Bound.PARTY,
    per_party=True,
    watched=False,
)
T19 = _timer("T19", N_("Bring a suit"), 6, M, ALitL(46, 1), bound=Bound.PARTY, per_party=True, watched=False)
T20 = _timer(
    "T20", N_("Bring a suit after reconsideration"), 15, CD, ALitL(45), bound=Bound.PARTY, per_party=True, watched=False
)
T21 = _timer("T21", N_("Perform after the demand"), 10, WD, ACL(54), ACL(69), bound=Bound.PARTY, per_party=True)
T22 = _timer(
    "T22",
    N_("Apply to the court for enforcement"),
    3,
    M,
    ACL(53),
    per_party=True,
    duty=N_("Apply to the people's court for enforcement"),
)
T23 = _timer(
    "T23", N_("The court accepts the application"), 5, WD, ACL(56, 1), ACL(69), bound=Bound.RELEASE, per_party=True
)
T23R = _timer(
    "T23R", N_("The court rules on enforcement"), 7, WD, ACL(57), ACL(69), bound=Bound.RELEASE, per_party=True
)
T23E = _timer(
    "T23E", N_("The court rules after it has examined"), 30, CD, ACL(58, 2), bound=Bound.RELEASE, per_party=True
)
T24 = _timer(
    "T24", N_("Object to the court above"), 15, CD, ACL(56, 2), ACL(58, 3), per_party=True,
    duty=N_("Object to the ruling at the court above, or let it stand"),
)  # fmt: skip
T24A = _timer(
    "T24A", N_("The court above rules on acceptance"), 15, CD, ACL(56, 2), bound=Bound.RELEASE, per_party=True
)
T24R = _timer(
    "T24R", N_("The court above rules on enforcement"), 30, CD, ACL(58, 3), bound=Bound.RELEASE, per_party=True
)
T32 = _timer(
    "T32", N_("Decide on the transfer to the police"), 3, CD, O310(5),
    duty=N_("Approve the transfer to the police, or say why not"), owner=Role.AUTHORITY_HEAD,
)  # fmt: skip
T33 = _timer("T33", N_("Hand the case to the police"), 24, H, O310(5), duty=N_("Send the case to the police"))
T34 = _timer("T34", N_("Answer of the police"), 3, CD, O310(8), O310(9), bound=Bound.RELEASE)
T35 = _timer("T35", N_("Object to the answer of the police"), 3, CD, O310(9))
T36 = _timer(
    "T36", N_("Hand things and materials to the police"), 3, CD, O310(12),
    duty=N_("Hand the things and materials to the police against a receipt"),
)  # fmt: skip
T50 = _timer(
    "T50", N_("Publish the penalty decision"), "T50.length", WD, APL(48, 1), GIR(20), per_party=True,
    duty=N_("Publish the decision, or have it decided that it is not published"), owner=Role.DISCLOSURE_CLERK,
)  # fmt: skip
T51 = _timer(
    "T51", N_("Publish the result of other enforcement"), 20, WD, GIR(26),
    duty=N_("Publish the result"), owner=Role.DISCLOSURE_CLERK,
)  # fmt: skip
T52 = _timer(
    "T52", N_("Withdraw what was published"), 3, WD, APL(48, 2), APL(85), per_party=True,
    duty=N_("Withdraw the published decision and say why"), owner=Role.DISCLOSURE_CLERK,
)  # fmt: skip
T65 = _timer(
    "T65", N_("Announcement counts as service"), 30, CD, CPL(95), bound=Bound.RELEASE, per_party=True, watched=False
)
T66 = _timer(
    "T66", N_("Close the matter"), "T66.length", WD, O55(0), duty=N_("Have the closing approved"), owner=Role.UNIT_HEAD
)
T67 = _timer(
    "T67",
    N_("File into the archive"),
    "T67.length",
    WD,
    APL(47),
    duty=N_("Bind the file and hand it over"),
    owner=Role.ARCHIVIST,
)
I01 = _timer(
    "I01", N_("Complete the inspection record"), "I01.length", WD, APL(55), O34(0),
    duty=N_("Complete the record of the inspection"),
)  # fmt: skip
I02 = _timer(
    "I02", N_("Look again after an order to correct"), "I02.length", WD, APL(28),
    duty=N_("Look again whether the order to correct was met"),
)  # fmt: skip
T80 = _timer(
    "T80", N_("Correct after the reminder"), "T80.length", CD, APL(28), APL(33, 1), bound=Bound.PARTY, per_party=True,
    watched=False,
)  # fmt: skip
T81 = _timer(
    "T81", N_("Check the correction after a reminder"), "T81.length", WD, APL(28), APL(33, 1),
    duty=N_("Go and see whether the party has corrected"),
)  # fmt: skip
