"""Money of the ordinary procedure: payment, terms, surcharge, demand, court (APL 66–74; ACL 35–60), for each party apart."""

from .knowing import (
    DEMAND,
    cancel_decision,
    charge_decision,
    confiscated,
    demand_of,
    demand_served,
    money_done,
    overdue,
    owes_money,
    stage_after_money,
    surcharge_mode,
    window_start,
)

__all__ = [
    "DEMAND",
    "cancel_decision",
    "charge_decision",
    "confiscated",
    "demand_of",
    "demand_served",
    "money_done",
    "overdue",
    "owes_money",
    "stage_after_money",
    "surcharge_mode",
    "window_start",
]

from . import offers, steps  # noqa: F401
