"""The papers this installation can print. A room declares its own with `template(...)`; here stand those of §8.1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from jinwu.kit.registry import Registry
from jinwu.law.messages import N_, say
from jinwu.law.problems import Problem

from .papers_data import Context, OnTheSpotDecision, OnTheSpotFiling

FOLDER = Path(__file__).parent / "typst"
#: What every template may import: ``#import "@jinwu/official:1.0.0": *``.
PACKAGES = FOLDER / "packages"


class PageForm(StrEnum):
    """What it is printed on."""

    A4 = "a4"
    ROLL_80 = "roll_80"  # a thermal printer's roll of 80 mm: one long page


@dataclass(frozen=True)
class TemplateVersion:
    """A wording in force from a day on, and the file that sets it: a name under `FOLDER`, or another room's own path."""

    number: int
    since: date
    file: str | Path

    @property
    def path(self) -> Path:
        return FOLDER / self.file


@dataclass(frozen=True)
class PaperTemplate:
    """One kind of paper. `code` is the catalogue's (D49); `chinese` the title it bears; `number_class` the class its
    number is drawn from, empty where it has none of its own."""

    key: str
    code: str
    title: str
    chinese: str
    context: type[Context]
    versions: tuple[TemplateVersion, ...]
    number_class: str = ""
    form: PageForm = PageForm.A4

    def on(self, day: date) -> TemplateVersion:
        """The wording in force on `day`. Raises `NoTemplateOnDay`."""
        found = [version for version in self.versions if version.since <= day]
        if not found:
            raise NoTemplateOnDay(
                say("No form of “{paper}” is held for {day}.", paper=say(self.title), day=day),
                say("The earliest one is of {day}; check the date.", day=self.versions[0].since),
            )
        return max(found, key=lambda version: version.since)


class NoTemplateOnDay(Problem):
    """The paper did not exist in this form on that day."""


templates: Registry[PaperTemplate] = Registry("paper template")


def template(declared: PaperTemplate) -> PaperTemplate:
    """Declare a paper."""
    return templates.add(declared.key, declared)


#: The penalty law in force since then shapes the wording.
_APL_2021 = date(2021, 7, 15)

ON_THE_SPOT_DECISION = template(
    PaperTemplate(
        key="on_the_spot_decision",
        code="D49",
        title=N_("On-the-spot penalty decision"),
        chinese="当场行政处罚决定书",
        context=OnTheSpotDecision,
        versions=(TemplateVersion(1, _APL_2021, "on_the_spot_decision.typ"),),
        number_class="on_the_spot_decision",
    )
)
ON_THE_SPOT_SLIP = template(
    PaperTemplate(
        key="on_the_spot_slip",
        code="D49",
        title=N_("On-the-spot penalty decision, receipt form"),
        chinese="当场行政处罚决定书",
        context=OnTheSpotDecision,
        versions=(TemplateVersion(1, _APL_2021, "on_the_spot_slip.typ"),),
        number_class="on_the_spot_decision",
        form=PageForm.ROLL_80,
    )
)
ON_THE_SPOT_FILING = template(
    PaperTemplate(
        key="on_the_spot_filing",
        code="D49-2",
        title=N_("Record-filing form of an on-the-spot penalty"),
        chinese="当场行政处罚备案表",
        context=OnTheSpotFiling,
        versions=(TemplateVersion(1, _APL_2021, "on_the_spot_filing.typ"),),
    )
)
