"""How enforcement ends, and what the court must be given (行政强制法)."""

from __future__ import annotations

from enum import StrEnum

from .messages import N_


class EndGround(StrEnum):
    """Grounds on which enforcement ends for good (ACL 40); a revoked decision ends it by being revoked."""

    DIED = "died"
    DISSOLVED = "dissolved"
    OBJECT_LOST = "object_lost"
    OTHER = "other"


END_GROUNDS = {
    "died": N_("The person died, without estate or successor in duty"),
    "dissolved": N_("The organisation ended, without property or successor in duty"),
    "object_lost": N_("The object of enforcement is lost"),
    "other": N_("Another case in which the organ finds it necessary"),
}


class Material(StrEnum):
    """What an application to the court must bring (ACL 55)."""

    APPLICATION = "application"
    DECISION = "decision"
    OPINION = "opinion"
    OBJECT = "object"


MATERIALS = {
    "application": N_("Application, signed by the head and sealed"),
    "decision": N_("Decision with its facts, reasons and basis"),
    "opinion": N_("The party's opinion and the demand"),
    "object": N_("What is to be enforced"),
}
