"""What the registers of this room ask for."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jinwu.kit.inputs import StepInput, Widget, field
from jinwu.law.messages import N_


class BlockInput(StepInput):
    """A block of numbered forms for an officer."""

    class_code: str = field(N_("Class of number"), widget=Widget.SELECT, choices="classes")
    officer: str = field(N_("Officer"), widget=Widget.SELECT, choices="officers")
    count: int = field(N_("How many forms"), 50, ge=1, le=1000, unit=N_("forms"))
    device: str = field(N_("Device or book"), "", max_length=60, help=N_("Where the forms are kept; may stay empty."))


class EndInput(StepInput):
    """What became of a form that will not be used."""

    status: Literal["void", "lost"] = field(
        N_("What became of it"), labels={"void": N_("Void"), "lost": N_("Lost")}, widget=Widget.SEGMENT
    )
    reason: str = field(N_("Reason"), min_length=2, max_length=300)


class WordInput(StepInput):
    """A word of numbering of the organ, from a day on."""

    organ: str = field(N_("Organ"), widget=Widget.SELECT, choices="organs")
    class_code: str = field(N_("Class of number"), widget=Widget.SELECT, choices="classes")
    word: str = field(
        N_("Word of numbering"), max_length=40, help=N_("What stands before the year, for example 阳城管当罚字.")
    )
    since: date = field(N_("In force from"))
    reason: str = field(N_("Why it is changed"), min_length=2, max_length=300)
