"""Smart records (智慧笔录) of an ordinary case: which template fits, what the case answers beforehand, what the record must hold.

The templates are data of the catalogue; the text of a record is composed from its answers when the step is sent.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jinwu.bureau.queries import officers_on, unit_name
from jinwu.catalog import questions
from jinwu.catalog.rows import Question
from jinwu.documents.papers_data import chinese_day, moment
from jinwu.law.citations import APL, Citation
from jinwu.law.messages import N_, say
from jinwu.law.parties import PartyKind
from jinwu.law.vocabulary import Finding, block, mark
from jinwu.matters import guiding
from jinwu.matters.context import Context
from jinwu.matters.offers import Asking
from jinwu.matters.scope import visible_to
from jinwu.matters.state import PartyState

from ..models import DecisionRow, ViolationRow
from ..queries import STANDS
from .state import OrdinaryState

#: Title of the item of evidence that the scene record is (`investigation.SCENE`) by its kind.
_SCENE_PROOF = "scene"


def outlines(form: str, asking: Asking, role: str) -> list[guiding.Outline]:
    """The templates for the case's violations and the role, best first."""
    acts = {one.code for one in asking.state.violations} if isinstance(asking.state, OrdinaryState) else set()
    rows = questions.offered(form, asking.day, role, acts)
    return [guiding.Outline(row.key, row.title, row.confirmed, _fits(row, role, acts)) for row in rows]


def _fits(row: questions.TemplateRow, role: str, acts: set[str]) -> bool:
    return row.role in ("", role) and (not row.violations or bool(acts & set(row.violations)))


def asked(asking: Asking, key: str, role: str) -> tuple[guiding.Asked, ...]:
    """The questions of a template with the facts of the case in them; none for a template that does not stand."""
    row = questions.template(key, asking.day)
    if row is None or not isinstance(asking.state, OrdinaryState):
        return ()
    known = facts(asking, role)
    return tuple(_asked(one, known) for one in row.questions)


def _asked(one: Question, known: dict[str, str]) -> guiding.Asked:
    filled = [replace(one, text=text).asked(known) for text in (one.text, *one.choices, *one.given)]
    text, choices, given = filled[0], filled[1 : 1 + len(one.choices)], filled[1 + len(one.choices) :]
    answer = known.get(one.fact, "")
    return guiding.Asked(
        key=one.key, text=text, kind=one.kind, choices=tuple(choices), answer=answer if not choices or answer in choices else "",
        unit=one.unit, after=one.after, given=tuple(given), must=one.must,
        basis=(Citation.parse(one.basis),) if one.basis else (),
    )  # fmt: skip


def facts(asking: Asking, role: str) -> dict[str, str]:
    """What the case knows, by the names of `catalog.questions.FACTS`, in the words of a record; empty: not known."""
    state: OrdinaryState = asking.state
    party = next((one for one in state.parties if one.role == "party" and one.kind), None)
    acts = state.violations
    photographs = len(state.evidence)
    return {
        "organ": unit_name(state.organ, asking.day), "officers": _officers(asking),
        "place": acts[0].place if acts else state.place, "act_time": moment(acts[0].act_from) if acts else "",
        "violation": "、".join(dict.fromkeys(one.title for one in acts)),
        "found": (acts[0].facts if acts else "") or (state.clue.finding if state.clue else "") or "",
        "photographs": f"共{photographs}张" if photographs else "",
        "scene_day": next((chinese_day(one.at.date()) for one in reversed(state.proofs) if one.kind == _SCENE_PROOF), ""),
        "order": next((chinese_day(one.at.date()) + "责令改正" for one in reversed(state.orders)), ""),
        "earlier": "被行政处罚过。" if party and _fined_before(asking, party) else "",
        **(_of_party(party) if party else {}), **(_of_person(party) if party and role == "party" else {}),
    }  # fmt: skip


def _officers(asking: Asking) -> str:
    now = [one for one in asking.state.people if one.role in ("handler", "co_handler") and one.until is None]
    known = officers_on([one.officer for one in now], asking.day)
    return "、".join(
        f"{one.name}（{known[one.officer].certificate_no}）" if one.officer in known else one.name for one in now
    )


def _of_party(party: PartyState) -> dict[str, str]:
    return {
        "party": party.name or "", "party_number": party.number or "", "party_address": party.address or "",
        "party_phone": party.phone or "", "representative": party.legal_representative or "",
    }  # fmt: skip


#: Who speaks for a party of each kind, as the answer to what he is to it.
_RELATION = {
    PartyKind.PERSON: "我就是当事人本人。", PartyKind.SOLE_TRADER: "我是该个体工商户的经营者。",
    PartyKind.ORGANISATION: "我是该单位的法定代表人。",
}  # fmt: skip


def speaker(party: PartyState) -> tuple[str, str]:
    """Name and identity number of whoever speaks for a party, as far as the case knows them."""
    if party.kind is PartyKind.ORGANISATION:
        return party.legal_representative or "", ""
    if party.kind is PartyKind.SOLE_TRADER:
        return party.operator or "", party.operator_number or ""
    return party.name or "", party.number or ""


def _of_person(party: PartyState) -> dict[str, str]:
    name, number = speaker(party)
    parts = (("我叫", name), ("身份证件号码", number), ("住址" if party.kind is PartyKind.PERSON else "单位地址", party.address),
             ("联系电话", party.phone))  # fmt: skip
    identity = "，".join(f"{lead}{value}" for lead, value in parts if value)
    return {
        "person": name, "identity": f"{identity}。" if name else "", "address": party.address or "", "phone": party.phone or "",
        "relation": _RELATION.get(party.kind, "") if name and party.kind else "",
    }  # fmt: skip


def _fined_before(asking: Asking, party: PartyState) -> bool:
    """Whether a decision that stands was made on the party before, as far as the asker sees."""
    if party.party is None:
        return False
    acts = ViolationRow.objects.filter(party_row_id=party.party).exclude(matter_id=asking.matter)
    seen = visible_to(asking.user).filter(pk__in=acts.values("matter_id"))
    return DecisionRow.objects.filter(matter__in=seen.values("pk"), status__in=STANDS).exists()


def inquiring(asking: Asking) -> dict[str, Any]:
    """The inquiry begins with whoever speaks for the party, asked by the template that fits best."""
    return _guided("inquiry", asking, "party") | {"person_role": "party", **_head(asking)}


def _head(asking: Asking) -> dict[str, Any]:
    state = asking.state
    party = next((one for one in state.parties if one.role == "party" and one.kind), None)
    if party is None:
        return {"began": asking.at}
    name, number = speaker(party)
    return {"began": asking.at, "person": name, "number": number, "phone": party.phone, "address": party.address}


def inspecting(asking: Asking) -> dict[str, Any]:
    """The record of the scene begins at the place of the act."""
    state = asking.state
    place = state.violations[0].place if state.violations else state.place
    return _guided("scene", asking, "") | {"began": asking.at, "place": place}


def _guided(form: str, asking: Asking, role: str) -> dict[str, Any]:
    best = next((one for one in outlines(form, asking, role) if one.fits), None)
    if best is None:
        return {}
    return {"template": best.key, "answers": [one.begun() for one in asked(asking, best.key, role)]}


guiding.guides.add("ordinary:inquire", guiding.Guide(
    lambda asking, role: outlines("inquiry", asking, role), asked, "text", guiding.dialogue, "person_role", "ended", personal=True,
))  # fmt: skip
guiding.guides.add("ordinary:record_scene", guiding.Guide(
    lambda asking, role: outlines("scene", asking, role), asked, "description", guiding.findings, ends="ended",
))  # fmt: skip


def naming_template(ctx: Context) -> dict[str, Any]:
    """The version of the template that the record was made from stands in the entry, and whether the rights stand among
    its answers."""
    row = questions.template(ctx.data.template, ctx.day) if ctx.data.template else None
    if row is None:
        return {}
    ctx.law_used.add(f"questions:{row.id}")
    told = any(one.must for one in row.questions) and not _not_asked(ctx, row)
    return {"template": {"key": row.key, "title": row.title, "since": row.in_force_from.isoformat(), "told": told}}


def _not_asked(ctx: Context, row: questions.TemplateRow) -> list[guiding.Asked]:
    """Questions of the template that must be asked and stand in no answer."""
    return guiding.unanswered(ctx.data.answers, (_asked(one, {}) for one in row.questions))


@block("template_known", N_("Question template"), APL(55))
def template_known(ctx: Context) -> Finding | None:
    if not ctx.data.template or questions.template(ctx.data.template, ctx.day):
        return None
    return Finding(say("There is no such template on the day of the record."), say("Choose another one, or record freely."),
                   field="template")  # fmt: skip


@block("signed_as_read", N_("Signed as it was read"), APL(55))
def signed_as_read(ctx: Context) -> Finding | None:
    """Signatures belong to what was on the glass, page by page: none is carried over to a record changed since."""
    data = ctx.data
    if not data.signatures:
        return None
    if data.signed != "signed":
        return Finding(say("The record is signed, and noted as not signed."), say("Clear the signatures, or note that it was signed."),
                       field="signed")  # fmt: skip
    if data.shown == guiding.shown(data, len(data.signatures)):
        return None
    return Finding(say("The record was changed after it was signed, or a page of it is not signed."),
                   say("Show it as it stands now, and let every page be signed again."), field="signatures")  # fmt: skip


@mark("refusal_noted", N_("Refusal noted"), APL(55))
def refusal_noted(ctx: Context) -> Finding | None:
    if ctx.data.signed != "refused" or ctx.data.refusal:
        return None
    return Finding(
        say("Signing was refused, and the reason is not noted."), say("Write why, and who was there."), field="refusal"
    )


@mark("rights_asked", N_("Rights told first"), APL(43), APL(45), APL(55))
def rights_asked(ctx: Context) -> Finding | None:
    """What a template says must be asked stands in the record."""
    row = questions.template(ctx.data.template, ctx.day) if ctx.data.template else None
    missing = _not_asked(ctx, row) if row else []
    if not missing:
        return None
    return Finding(say("{count} questions that must be asked are not answered in the record.", count=len(missing)),
                   say("Ask them: who asks, the duty to answer, recusal."), field="answers")  # fmt: skip
