"""What the steps of publication ask for."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jinwu.kit.inputs import Widget, field
from jinwu.law.messages import N_
from jinwu.matters.inputs import ActInput

PLACES = {
    "site": N_("The bureau's own site"), "credit": N_("The credit information platform"),
    "both": N_("Both, the site and the credit platform"),
}  # fmt: skip
WITHHELD = {
    "minor": N_("The party is a minor"),
    "state_secret": N_("A state secret"),
    "safety": N_("Public safety, economic safety or social stability"),
    "privacy": N_("Trade secrets or privacy of others"),
    "no_influence": N_("Without influence on society"),
}
WITHDRAWN = {
    "revoked": N_("The decision was revoked"), "changed": N_("The decision was changed"),
    "unlawful": N_("The decision was found unlawful"), "void": N_("The decision was found void"),
    "slip": N_("Published in error"), "repaired": N_("Credit was repaired"),
}  # fmt: skip


class OfDecision(ActInput):
    """Which decision it is about; empty where there is only one."""

    decision: str = field(N_("Decision"), "", choices="decisions_to_publish", widget=Widget.SELECT, max_length=20)


class Publish(OfDecision):
    """The decision was published."""

    where: Literal["site", "credit", "both"] = field(N_("Published where"), labels=PLACES)
    published_on: date = field(N_("Day of publication"))
    address: str = field(
        N_("Address or reference"), min_length=2, max_length=300, help=N_("The page, or the number of the upload.")
    )


class Withhold(OfDecision):
    """The decision is not published."""

    ground: Literal["minor", "state_secret", "safety", "privacy", "no_influence"] = field(
        N_("Ground"), labels=WITHHELD, widget=Widget.CHOICE
    )
    reason: str = field(N_("Reason"), widget=Widget.AREA, min_length=2, max_length=1000)


class WithdrawPublication(ActInput):
    """What was published is withdrawn, and the reason is published (APL 48)."""

    decision: str = field(N_("Decision"), "", choices="decisions_published", widget=Widget.SELECT, max_length=20)
    ground: Literal["revoked", "changed", "unlawful", "void", "slip", "repaired"] = field(
        N_("Ground"), labels=WITHDRAWN, widget=Widget.CHOICE
    )
    withdrawn_on: date = field(N_("Withdrawn on"))
    reason: str = field(N_("Reason that was published"), widget=Widget.AREA, min_length=2, max_length=1000)
