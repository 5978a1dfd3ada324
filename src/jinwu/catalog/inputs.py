"""What is filled in to change the profile and the work calendar."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jinwu.kit.inputs import YES_NO, StepInput, Widget, field
from jinwu.law.messages import N_


class ProfileInput(StepInput):
    """A value of the profile from a day on."""

    key: str = field(
        N_("Key"), max_length=100, pattern=r"^[A-Za-z0-9]+([._][A-Za-z0-9]+)*$", help=N_("The key stays as it is.")
    )
    title: str = field(N_("What it decides"), max_length=200)
    value: str = field(
        N_("Value"), max_length=2000, widget=Widget.AREA, help=N_("A number, yes or no, a text, or a list [ … ].")
    )
    in_force_from: date = field(N_("In force from"), help=N_("Values of earlier days stay as they are."))
    confirmed: Literal["yes", "no"] = field(N_("Confirmed"), "no", labels=YES_NO)
    source: str = field(N_("Source"), "", max_length=300, help=N_("The document that decides it."))
    note: str = field(N_("Note"), "", max_length=1000, widget=Widget.AREA)


class CalendarInput(StepInput):
    """A day that differs from the calendar library."""

    day: date = field(N_("Day"))
    working: Literal["yes", "no"] = field(N_("Working day"), labels=YES_NO)
    note: str = field(N_("Note"), "", max_length=200, help=N_("Such as the holiday, or the day it makes up for."))
    source: str = field(N_("Source"), max_length=300, help=N_("The notice that announces it."))
