"""What several papers of an ordinary case share: findings, evidence, penalties, what was told, and the words of codes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jinwu.bureau.queries import officers_on, unit_on
from jinwu.catalog.queries import cite, profile
from jinwu.documents.papers_data import RemediesShown, chinese_day, moment
from jinwu.documents.render import checked
from jinwu.documents.templates import templates
from jinwu.law.citations import Citation
from jinwu.law.money import SURCHARGE_RATE
from jinwu.law.timers import T13
from jinwu.matters.context import Context
from jinwu.matters.state import PartyState
from jinwu.matters.timing import length_of

from ..shown import party_shown, remedies
from ..state import Compared, Decision, Violation
from .asking import as_citizen, row_of, violation_of
from .state import Hearing, OrdinaryState, PartyNotice

PROOFS = {
    "documentary": "书证", "physical": "物证", "audiovisual": "视听资料", "electronic": "电子数据", "testimony": "证人证言",
    "statement": "当事人的陈述", "appraisal": "鉴定意见", "scene": "勘验笔录、现场笔录",
}  # fmt: skip
#: Kinds of penalty as APL 9 names them.
PENALTIES = {
    "warning": "警告", "criticism": "通报批评", "fine": "罚款", "confiscation": "没收违法所得", "licence_suspended": "暂扣许可证件",
    "downgraded": "降低资质等级", "business_restricted": "限制开展生产经营活动", "business_suspended": "责令停产停业",
    "closed": "责令关闭", "licence_revoked": "吊销许可证件", "other": "其他行政处罚",
}  # fmt: skip
RECHECKED = {"none": "", "adopted": "予以采纳。", "partly": "部分予以采纳。", "not_adopted": "不予采纳。"}
METHODS = {
    "signed": "直接送达", "refused": "留置送达", "direct": "直接送达", "left": "留置送达", "entrusted": "委托送达", "mail": "邮寄送达",
    "forwarded": "转交送达", "electronic": "电子送达", "announcement": "公告送达",
}  # fmt: skip


def made(key: str, **values: Any) -> Any:
    """The context of the template `key`. Raises `documents.render.Incomplete`, which names what is missing."""
    return checked(templates[key], _there(values))


def _there(value: Any) -> Any:
    """Without what is not there: a field that must be filled is then named as missing."""
    if isinstance(value, dict):
        return {name: _there(each) for name, each in value.items() if each is not None}
    return [_there(each) for each in value] if isinstance(value, list) else value


def given(ctx: Context, name: str, default: Any = "") -> Any:
    """A field of the step's input; the default where the step does not ask for it or it was left open."""
    value = getattr(ctx.data, name, None)
    return default if value is None else value


def about(ctx: Context) -> str:
    """Key of the party the step is about; the first one where it names none."""
    key = getattr(ctx.data, "party", None)
    return key if isinstance(key, str) and key else "p1"


def party_at(after: OrdinaryState, key: str) -> PartyState:
    found = next((one for one in after.parties if one.key == key), None)
    return found or after.party or PartyState(key="p1", name="")


def known(party: PartyState) -> bool:
    """Whether the party has been found. An erased name is known, and prints as ■."""
    return party.name != ""


def parties_known(after: OrdinaryState) -> list[Any]:
    return [party_shown(one) for one in after.parties if one.role == "party" and known(one)]


def names_of(after: OrdinaryState) -> list[str]:
    """Names of the parties; of one not yet found, that he is not."""
    return [one.name or ("当事人待查" if one.name == "" else "■") for one in after.parties if one.role == "party"] or [
        "当事人待查"
    ]


def case_name(after: OrdinaryState) -> str:
    """The case as its file is named (当事人 + 违法行为 + 案)."""
    return after.title or "、".join(names_of(after))


def officers(ctx: Context, after: OrdinaryState) -> list[dict[str, str]]:
    """The two officers of the step; where one acts alone, the two who have the case; while it has none, who acts."""
    if ctx.second:
        return [_officer(ctx.by.name, ctx.by.certificate), _officer(ctx.second.name, ctx.second.certificate)]
    now = [one for one in after.people if one.role in ("handler", "co_handler") and one.until is None]
    found = officers_on([one.officer for one in now], ctx.day)
    two = [_officer(one.name, found[one.officer].certificate_no if one.officer in found else "") for one in now]
    return two or [_officer(ctx.by.name, ctx.by.certificate)]


def team(ctx: Context, after: OrdinaryState) -> list[dict[str, str]]:
    """The special team of the latest transfer to the police."""
    named = after.transfers[-1].team
    found = officers_on([officer for officer, _name in named], ctx.day)
    return [_officer(name, found[officer].certificate_no if officer in found else "") for officer, name in named]


def _officer(name: str, certificate: str | None) -> dict[str, str]:
    return {"name": name, "certificate_no": certificate or "—"}


def handlers(ctx: Context, after: OrdinaryState) -> str:
    return "、".join(one["name"] for one in officers(ctx, after))


def violations_of(after: OrdinaryState, party: str) -> list[Violation]:
    return [one for one in after.violations if one.party == party]


def rule_of(ctx: Context, violations: list[Violation]) -> str:
    """The provisions violated, each once."""
    return cite(_citations(one.violates for one in violations), ctx.day)


def _citations(keys: Any) -> list[Citation]:
    return [Citation.parse(key) for key in dict.fromkeys(keys)]


def findings(ctx: Context, after: OrdinaryState, party: str, tiers: dict[str, str]) -> list[dict[str, Any]]:
    """The violations of a party as a letter words them; `tiers` by the key of the violation."""
    return [
        {
            "act": one.title, "act_at": one.act_from, "act_to": one.act_to, "place": one.place, "facts": one.facts or "",
            "rule": cite(Citation.parse(one.violates), ctx.day), "basis": cite(Citation.parse(one.punished_by), ctx.day),
            "discretion": discretion(ctx, after, one, tiers.get(one.key, "")),
        }
        for one in violations_of(after, party)
    ]  # fmt: skip


def discretion(ctx: Context, after: OrdinaryState, violation: Violation, tier: str) -> str:
    """The tier of the benchmark with its circumstances; empty where there is none."""
    row, party = row_of(ctx, violation), party_at(after, violation.party)
    if not tier or row is None or party.kind is None:
        return ""
    found = next((one for one in row.tiers(party.kind, as_citizen(ctx)) if one.key == tier), None)
    if found is None:
        return ""
    return f"“{found.title}”" + (f"（{found.conditions}）" if found.conditions else "")


def proofs(after: OrdinaryState, party: str = "") -> list[dict[str, str]]:
    """The verified items of the evidence list, of one party where it is named."""
    own = {one.key for one in after.violations if party in ("", one.party)}
    return [
        {
            "kind": PROOFS.get(one.kind, "证据"),
            "title": _dated(one.title, one),
            "source": one.source,
            "proves": one.proves or "",
        }
        for one in after.proofs
        if one.verified and (not one.violation or one.violation in own)
    ]


def _dated(title: str, proof: Any) -> str:
    """A record of this case is told from the next one by its day."""
    return f"{chinese_day(proof.at.date())}《{title}》" if title.endswith("笔录") else title


def penalty_lines(after: OrdinaryState, lines: Any) -> list[dict[str, Any]]:
    """Lines of a penalty in words; each names its act where the party has several. A line may be one typed or one kept."""
    several = len({getattr(one, "violation", "") for one in lines}) > 1
    shown = []
    for one in lines:
        kind = PENALTIES[one.kind]
        what = getattr(one, "what", None) or getattr(one, "no_amount_reason", "")
        if one.kind == "confiscation" and one.amount is None:
            kind = "没收非法财物"
        violation = violation_of(after, one.violation)
        words = f"对{violation.title}的行为，{kind}" if several and violation else kind
        shown.append({"kind": words, "amount": one.amount or None, "detail": what or ""})
    return shown


def tiers_of(lines: Any) -> dict[str, str]:
    """The tier of each violation that a line of a penalty rests on."""
    return {one.violation: one.tier for one in lines if one.tier}


def likened(after: OrdinaryState, one: PartyNotice | Decision | None) -> str:
    """What the fines told or decided were compared with, and why one stands apart (APL 5 ¶2, 34)."""
    lines = [_likened(after, each) for each in one.compared] if one else []
    return "\n".join([*lines, *([f"与同类案件不同的理由：{one.apart}"] if one and one.apart else [])])


def _likened(after: OrdinaryState, one: Compared) -> str:
    act = violation_of(after, one.violation)
    side = {"lighter": "，低于同类案件", "heavier": "，高于同类案件"}.get(one.side, "")
    return (
        f"同类案件比较（{act.title if act else one.violation}，{chinese_day(one.since)}之后）：共{one.count}件，中间一半罚款"
        f"{one.lower:,.2f}—{one.upper:,.2f}元，中位数{one.median:,.2f}元；本案{one.amount:,.2f}元{side}。"
    )


def weighed(after: OrdinaryState, party: str) -> str:
    """The circumstances of the discretion worksheet, for the violations of one party."""
    own = {one.key for one in violations_of(after, party)}
    return "\n".join(
        "，".join(part.rstrip("。；，") for part in (factors, reason) if part) + "。"
        for violation, _tier, factors, reason in after.worksheet
        if violation in own and (factors or reason)
    )


def number_of_paper(after: OrdinaryState, kind: str, nth: int = -1) -> str:
    """The number of the `nth` paper of a kind; empty where there is none."""
    found = [one.number for one in after.papers if one.paper == kind]
    return found[nth] if found and -len(found) <= nth < len(found) else ""


def number_of_notice(after: OrdinaryState, notice: PartyNotice) -> str:
    """Each notice made one paper: the one it names, else the one in its place."""
    named = next((one.number for one in after.papers if notice.paper and one.key == notice.paper), "")
    return named or number_of_paper(after, "prior_notice", [one.key for one in after.notices].index(notice.key))


def told(ctx: Context, after: OrdinaryState, party: str) -> dict[str, Any] | None:
    """What the party was told before the decision, and how it used its rights; None where it was not told."""
    notice = after.notice_of(party)
    if notice is None:
        return None
    hearing = next(
        (one for one in reversed(after.hearings) if one.status != "joined" and party in (*one.parties, *one.withdrawn)),
        None,
    )
    outcome = _heard(hearing, party) or (notice.hearing if notice.hearing_right else "")
    heard = (hearing.began_at or hearing.on) if hearing else None
    return {
        "number": number_of_notice(after, notice), "served_on": notice.served_at.date() if notice.served_at else None,
        "hearing_right": notice.hearing_right, "reply": "stated" if notice.statement else notice.reply or "lapsed",
        "statement": notice.statement or "", "answer": _answer(notice),
        "hearing": outcome, "heard_on": heard.date() if heard else None,
    }  # fmt: skip


def _heard(hearing: Hearing | None, party: str) -> str:
    """What became of the hearing for this party, in the words of the decision; empty where none was opened for it."""
    if hearing is None:
        return ""
    if party in hearing.withdrawn:
        return "withdrawn"
    if party in hearing.renounced:
        return "terminated"
    if hearing.status in ("held", "reported"):
        return "held"
    return hearing.status if hearing.status in ("terminated", "withdrawn", "declined") else ""


def _answer(notice: PartyNotice) -> str:
    if not notice.statement:
        return ""
    return "\n".join(part for part in (notice.outcome_reason, RECHECKED.get(notice.outcome, "")) if part)


def hearing_of_step(ctx: Context, after: OrdinaryState) -> Hearing:
    """The hearing the step names, else the latest one."""
    named = getattr(ctx.data, "hearing", "")
    return next((one for one in after.hearings if one.key == named), None) or after.hearings[-1]


def term(ctx: Context, owed: Decimal, fined: bool) -> dict[str, Any] | None:
    """Until when and where it is paid, by the profile of the day (FINES 7); None where nothing is. Only a fine grows."""
    if not owed:
        return None
    return {
        "days": length_of(ctx, T13), "payee": str(ctx.profile("collection.institution")), "address": _filled(ctx, "collection.address"),
        "surcharge": SURCHARGE_RATE.on(ctx.day).value if fined and ctx.profile("collection.surcharge") else None,
    }  # fmt: skip


def _filled(ctx: Context, key: str) -> str:
    row = profile(key, ctx.day)
    return str(ctx.profile(key)) if row.filled else ""


def remedies_if_known(ctx: Context) -> RemediesShown | None:
    """The remedies where the bureau has said before whom; what does not need them prints without."""
    if not all(profile(key, ctx.day).filled for key in ("remedies.reconsideration_organ", "remedies.court")):
        return None
    return remedies("ordinary", ctx, ctx.day)


def contact(ctx: Context, after: OrdinaryState) -> str:
    """Address and telephone of the organ as of the day; empty where the register has none."""
    organ = unit_on(after.organ, ctx.day)
    return "　".join(part for part in (organ.address, organ.phone) if part) if organ else ""


def services_of(after: OrdinaryState, party: str, number: str) -> str:
    """How the paper with that number reached the party."""
    keys = {one.key for one in after.papers if number and one.number == number}
    found = [one for one in after.services if one.served and one.addressee == party and one.paper in keys]
    return f"{moment(found[-1].at)}{METHODS.get(str(found[-1].method), '')}" if found else ""


def opinion(role: str, text: str = "", name: str = "", at: Any = None) -> dict[str, Any]:
    """One opinion of an internal sheet."""
    return {"role": role, "opinion": text, "name": name, "at": at}


def lines_of_text(text: str | None) -> list[str]:
    """The items of a text: one a line, or parted by semicolons."""
    return [
        part.strip("；; 。") for line in (text or "").splitlines() for part in line.split("；") if part.strip("；; 。")
    ]
