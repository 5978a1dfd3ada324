"""What the file has for each of the eight points (审核八项, APL 58), beside its tick, and what speaks against it.

Nothing is ticked for the reviewer. One control ticks the points against which the file says nothing, once they were shown;
a point with something against it he ticks himself, or not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from jinwu.bureau.queries import officers_on, unit_name
from jinwu.catalog import queries as catalog
from jinwu.law.citations import Citation
from jinwu.law.identity import mask
from jinwu.law.messages import Message, say
from jinwu.law.parties import PARTY_TITLES
from jinwu.matters.offers import Asking, Beside, beside, hints, initials
from jinwu.ui.bound import field_id
from jinwu.ui.translate import money, translate

from ..likeness_shown import likes
from ..panels import standing
from ..supervision import Standing
from .review import POINTS
from .stages import ordinary
from .state import OrdinaryState

#: Rules of supervision that bear on a point: where one is broken, that speaks against it.
RULES = {
    "subject": ("two_officers", "credentials"),
    "procedure": ("filed_in_time", "limitation", "whole_course", "preserved", "told", "heard", "hearing_first", "hearing_notice", "ninety_days"),
    "evidence": ("proven",),
    "law": ("in_range", "correction", "corrected_first", "like_cases", "not_heavier"),
    "powers": ("second_fine",),
    "documents": ("served",),
    "crime": ("crime_handed",),
    "party_right": (),
}  # fmt: skip


@dataclass(frozen=True)
class Point:
    """A point of the review with what the file has for it and what against."""

    key: str
    facts: tuple[Message, ...]
    against: tuple[Message, ...]

    @property
    def title(self) -> str:
        return POINTS[self.key]

    @property
    def field(self) -> str:
        return field_id(self.key)


def points(asking: Asking) -> list[Point]:
    """The eight points for this case, as it stands: a handful of queries."""
    state: OrdinaryState = asking.state
    broken = {
        one.rule.key: one.rule
        for one in standing(asking.matter, ordinary, state, asking.day)
        if one.standing is Standing.BROKEN
    }
    found = []
    for key, look in _LOOKS.items():
        facts, against = look(asking, state)
        rules = [say(broken[rule].title) for rule in RULES[key] if rule in broken]
        found.append(Point(key, tuple(facts), (*against, *rules)))
    return found


Looked = tuple[list[Message], list[Message]]


def _subject(asking: Asking, state: OrdinaryState) -> Looked:
    ids = [one.officer for one in state.people if one.role in ("handler", "co_handler") and one.until is None]
    known = officers_on(ids, asking.day)
    facts = [
        say("{name}, certificate {number}", name=one.name, number=one.certificate_no)
        for one in known.values()
        if one.certified
    ]
    against = [one.why_not for one in known.values() if one.why_not]
    if len(known) < 2:
        against.append(say("Fewer than two officers are in charge."))
    return facts, against


def _course(asking: Asking, state: OrdinaryState) -> Looked:
    facts = []
    if state.clue:
        facts.append(say("Clue received on {day}", day=state.clue.received_at.date()))
    if state.filed_at:
        facts.append(say("filed on {day}", day=state.filed_at.date()))
    if state.proofs:
        facts.append(say("evidence from {first} to {last}", first=min(one.at for one in state.proofs).date(), last=max(one.at for one in state.proofs).date()))  # fmt: skip
    open_orders = [one for one in state.orders if not one.outcome]
    return facts, [
        say("An order to correct has not been checked: {what}", what=one.requirement or "■") for one in open_orders
    ]


def _evidence(asking: Asking, state: OrdinaryState) -> Looked:
    verified = [one for one in state.proofs if one.verified]
    facts, against = [say("{n} verified items of evidence", n=len(verified))], []
    for act in state.violations:
        number = sum(1 for one in verified if one.violation in ("", act.key))
        if number:
            facts.append(say("{n} of them for “{title}”", n=number, title=act.title))
        else:
            against.append(say("No verified evidence stands for “{title}”.", title=act.title))
    return facts, against


def _law(asking: Asking, state: OrdinaryState) -> Looked:
    facts, against = [], []
    tiers, proposed = {row[0]: row[1] for row in state.worksheet}, dict(state.proposed)
    for act in state.violations:
        kind = next((one.kind for one in state.parties if one.key == act.party), None)
        facts.append(say("{title}: against {rule}, punished by {basis}", title=act.title, rule=_cited(act.violates, asking), basis=_cited(act.punished_by, asking)))  # fmt: skip
        likened = likes(state.organ, act.code, tiers.get(act.key, ""), kind, asking.day, law_day=act.law_day, amount=proposed.get(act.key),
                        without=asking.matter) if kind else None  # fmt: skip
        if likened and likened.tier:
            facts.append(say("tier “{tier}”", tier=likened.tier))
        if act.key in proposed:
            facts.append(say("{amount} yuan proposed", amount=money(proposed[act.key])))
        if likened and likened.word:
            against.append(say(likened.word))
    if not state.worksheet:
        against.append(say("There is no discretion worksheet."))
    return facts, against


def _powers(asking: Asking, state: OrdinaryState) -> Looked:
    facts, against = [say("{organ} decides", organ=unit_name(state.organ, asking.day))], []
    for act in state.violations:
        try:
            row = catalog.violation(act.code, act.law_day)
        except catalog.BasisNotLoaded as missing:
            against.append(missing.message)
        else:
            facts.append(
                say("“{title}” stands in the list of powers: {organ}", title=row.title, organ=row.organ or "—")
            )
    return facts, against


def _documents(asking: Asking, state: OrdinaryState) -> Looked:
    issued = [one for one in state.papers if one.status != "void"]
    void = len(state.papers) - len(issued)
    facts = [
        say("{n} documents, {scans} with their signed scan", n=len(issued), scans=sum(1 for one in issued if one.scan))
    ]
    facts += [say("{n} void", n=void)] if void else []
    return facts, [say("Recorded with a defect: {what}", what=one.what) for one in state.marks]


def _crime(asking: Asking, state: OrdinaryState) -> Looked:
    holds = [one for one in state.holds_now() if one.kind == "crime_suspected"]
    open_ones = [one for one in state.transfers if one.status not in ("back", "not_filed", "not_approved")]
    if not holds and not open_ones:
        return [say("No hold and no transfer for suspicion of a crime")], []
    return [], [say("A crime is suspected: {what}", what=one.reason) for one in holds] or [
        say("A transfer to the police is under way.")
    ]


def _party_right(asking: Asking, state: OrdinaryState) -> Looked:
    facts, against = [], []
    for one in state.parties:
        if one.role != "party":
            continue
        if one.kind is None or not one.name:
            against.append(say("The party is still unknown."))
            continue
        facts.append(say("{name}, {kind}, {number}", name=one.name, kind=say(PARTY_TITLES[one.kind]), number=mask(one.number) if one.number else "—"))  # fmt: skip
        if not one.number:
            against.append(say("{name} has no number of identity or registration.", name=one.name))
    return facts, against


def _cited(key: str, asking: Asking) -> str:
    return catalog.cite_short(Citation.parse(key), asking.day)


_LOOKS: dict[str, Callable[[Asking, OrdinaryState], Looked]] = {
    "subject": _subject, "procedure": _course, "evidence": _evidence, "law": _law, "powers": _powers, "documents": _documents,
    "crime": _crime, "party_right": _party_right,
}  # fmt: skip


def _known(asking: Asking) -> list[Point]:
    """The points, looked up once for a form."""
    if "review" not in asking.known:
        asking.known["review"] = points(asking)
    return asking.known["review"]


def under(asking: Asking) -> dict[str, str]:
    """What stands under each tick."""
    return {one.key: render_to_string("cases/review_point.html", {"point": one}) for one in _known(asking)}


def control(asking: Asking, typed: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The one control over the ticks, and the points that are left to the reviewer alone."""
    found = _known(asking)
    return "cases/review_points.html", {
        "clear": [one for one in found if not one.against],
        "other": [one for one in found if one.against],
    }


def begun(asking: Asking) -> dict[str, Any]:
    """The opinion begins with what the file says, in the words of the paper; the conclusion is the reviewer's."""
    against = [what for one in _known(asking) for what in one.against]
    with override("zh-hans"):
        told = dict.fromkeys(translate(what).rstrip("。") for what in against)
    said = "；".join(f"{n}. {what}" for n, what in enumerate(told, 1))
    if said:
        return {"opinion": f"经审核，本案存在下列问题：{said}。"}
    return {"opinion": "经审核，本案主体合法，程序合法，事实清楚、证据充分，适用法律正确、裁量适当，未超越法定权限，文书完备规范，未发现涉嫌犯罪，当事人认定准确。同意调查终结报告提出的处理意见。"}  # fmt: skip


for _step in ("review", "review_again"):
    beside.add(f"ordinary:{_step}", Beside(control, live=False))
    hints.add(f"ordinary:{_step}", under)
    initials.add(f"ordinary:{_step}", begun)
