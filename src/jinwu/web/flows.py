"""The pictures of a procedure, from its table: the road through its stages, and chapter by chapter what lies beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jinwu.catalog.citing import words
from jinwu.catalog.queries import cite_short
from jinwu.law.messages import N_
from jinwu.law.roles import Role
from jinwu.law.vocabulary import ANY_STAGE, Procedure, Stage, Step
from jinwu.matters.explaining import Explained, explain
from jinwu.ui.flow import Band, Box, draw
from jinwu.ui.translate import translate


@dataclass(frozen=True)
class Figure:
    """One picture with its title; `rows` say the same in words."""

    title: str
    bands: tuple[Band, ...]
    rows: tuple[Explained, ...]

    @property
    def picture(self) -> SafeString:
        return draw(self.bands, translate(self.title))


def figures(procedure: Procedure, on: date) -> list[Figure]:
    """The road, then what lies beside it; every step of the table stands in one of them, once."""
    all_steps = [explain(procedure, step, on) for step in procedure.steps.values()]
    road = [one for one in all_steps if _on_road(one.step)]
    found = [Figure(N_("The road"), tuple(_road(procedure, road)), tuple(road))]
    for title, members in _beside(procedure, [one for one in all_steps if not _on_road(one.step)]):
        found.append(Figure(title, (Band("", tuple(_box(one, sources=True) for one in members)),), tuple(members)))
    return found


def _on_road(step: Step) -> bool:
    return not step.side and ANY_STAGE not in step.sources


def _road(procedure: Procedure, steps: list[Explained]) -> Iterator[Band]:
    """The way in, the stages in their order with their steps, those beside the road, then the ends."""
    yield Band(_("Beginning"), tuple(_box(one) for one in steps if one.step.opening))
    stages = list(procedure.stages.values())
    placed = {one.step.key: _place(one, stages) for one in steps if not one.step.opening}
    for group, kind in (("rail", "stage"), ("off", "off"), ("end", "out")):
        for stage in stages:
            if _group(stage) == group:
                boxes = tuple(_box(one) for one in steps if placed.get(one.step.key) == stage.key)
                shown = "end" if stage.final and stage.rail else kind
                yield Band(translate(stage.title), boxes, shown, _note(stage))


def _group(stage: Stage) -> str:
    return "rail" if stage.rail else "end" if stage.final else "off"


def _note(stage: Stage) -> str:
    return _("the matter has ended") if stage.final else "" if stage.rail else _("beside the road")


def _place(one: Explained, stages: list[Stage]) -> str:
    """The stage at which a step is drawn: the last one before where it leads, else the first it is possible from."""
    order = [stage.key for stage in stages]
    sources = [stage.key for stage in one.sources]
    ahead = min((order.index(stage.key) for stage in one.targets), default=0)
    before = [key for key in sources if order.index(key) < ahead]
    return before[-1] if before else sources[0]


def _beside(procedure: Procedure, steps: list[Explained]) -> Iterator[tuple[str, list[Explained]]]:
    """The steps beside the road under their chapters; those of every kind of work at the end."""
    left = {one.step.key: one for one in steps}
    for title, keys in procedure.chapters.items():
        if found := [left.pop(key) for key in keys if key in left]:
            yield title, found
    everywhere = [left.pop(key) for key, one in list(left.items()) if one.anywhere]
    if left:
        yield N_("Beside the road"), list(left.values())
    if everywhere:
        yield N_("At any stage"), everywhere


def _box(one: Explained, sources: bool = False) -> Box:
    step = one.step
    who = _(", ").join(translate(title) for title in one.who)
    notes = [_("{who}, two of them").format(who=who) if one.two else who, _cited(one)]
    if sources and not one.anywhere:
        notes.append(_("from: {stages}").format(stages=_titles(one.sources)))
    leads = _("→ {stages}").format(stages=_titles(one.targets)) if one.targets else ""
    kind = "system" if step.by == {Role.SYSTEM} else "side" if sources else "road"
    url = reverse("procedure_step", args=[step.procedure, step.key])
    return Box(translate(step.title), url, tuple(note for note in notes if note), leads, kind)


def _cited(one: Explained) -> str:
    """Articles in a line of a picture; in English the short form of the record."""
    if (get_language() or "").startswith("zh"):
        return cite_short(one.step.basis, one.on)
    return ", ".join(words(basis) for basis in one.step.basis)


def _titles(stages: Iterable[Stage]) -> str:
    return _(", ").join(translate(stage.title) for stage in stages)
