"""Registers of the law as this installation holds it: statutes, articles, violations, tiers, profile, calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from jinwu.kit import clock
from jinwu.kit.permission import ADMINISTRATION
from jinwu.kit.register import Column, Filter, Form, Register, Show, register
from jinwu.law.citations import Citation
from jinwu.law.messages import N_
from jinwu.law.parties import PARTY_TITLES, PartyKind
from jinwu.law.penalty import PenaltyRule
from jinwu.ui.translate import day, translate

from . import snapshot
from .changes import day_initial, profile_initial, save_day, save_profile, shown
from .chinese import numeral
from .inputs import CalendarInput, ProfileInput
from .models import Article, BenchmarkTier, CalendarDay, Level, Prior, ProfileValue, StatuteVersion, Violation
from .queries import cite_short
from .searching import articles_by, violations_by
from .words import LEVELS, PRIORS, rule_words

LAW = N_("Law and profile")


def _confirmed(row: Any) -> tuple[str, str]:
    return ("done", _("Confirmed")) if row.confirmed else ("gap", _("To be confirmed"))


def _in_force(row: Any) -> tuple[str, str]:
    today = clock.today()
    if row.in_force_to and row.in_force_to < today:
        return "void", _("Repealed or replaced")
    return ("wait", _("Not yet in force")) if row.in_force_from > today else ("open", _("In force"))


def _until(row: Any) -> date | None:
    return row.in_force_to


def _recorded(row: Any) -> str:
    said = _("{day} by {name}").format(day=day(row.recorded_at), name=row.recorded_by or _("the release"))
    return said + (_(" (a correction)") if row.supersedes_id else "")


def _yes_no(rows: Any, value: str, field: str) -> Any:
    return rows.filter(**{field: value == "yes"})


CONFIRMED_FILTER = Filter(
    "confirmed",
    N_("Confirmed"),
    lambda: [("yes", N_("Confirmed")), ("no", N_("To be confirmed"))],
    lambda rows, value: _yes_no(rows, value, "confirmed"),
)


def _on(rows: Any, value: str) -> Any:
    today = clock.today()
    now = Q(in_force_from__lte=today) & (Q(in_force_to=None) | Q(in_force_to__gte=today))
    return rows.filter(now) if value == "now" else rows.exclude(now)


_FORCE_FILTER = Filter(
    "force", N_("In force"), lambda: [("now", N_("Law of today")), ("not", N_("Not the law of today"))], _on
)
FROM = Column("from", N_("In force from"), "in_force_from", Show.DATE)
_TO = Column("to", N_("In force until"), _until, Show.DATE)
RECORDED = Column("recorded", N_("Recorded"), _recorded, in_list=False)
_STATE = Column("state", N_("State"), _in_force, Show.STATE)
SURE = Column("confirmed", N_("Confirmed"), _confirmed, Show.STATE)


# statutes


def _versions(user: Any) -> QuerySet[StatuteVersion]:
    return StatuteVersion.objects.current().select_related("statute")


def _level(row: StatuteVersion) -> str:
    return translate(LEVELS[Level(row.statute.level)])


def _text_state(row: StatuteVersion) -> tuple[str, str]:
    return ("done", _("Full text")) if row.text_sha256 else ("draft", _("Summaries only"))


def _article_count(row: StatuteVersion) -> int:
    found = Article.objects.current().filter(statute=row.statute_id, edition=row.edition, number__gt=0)
    return found.aggregate(n=Count("id"))["n"]


register(
    Register(
        key="statutes",
        title=N_("Statutes"),
        group=LAW,
        scope=_versions,
        order=("statute__id", "-edition", "id"),
        columns=(
            Column("title", N_("Title"), "statute.title", Show.LINK, sub=_level),
            Column("edition", N_("Adopted or amended"), "edition", Show.DATE),
            FROM,
            _TO,
            Column("text", N_("Text held"), _text_state, Show.STATE),
            SURE,
            Column("code", N_("Code"), "statute.code", in_list=False),
            Column("articles", N_("Articles held"), _article_count, Show.NUMBER, in_list=False),
            Column("history", N_("Legislative history"), lambda row: "\n".join(row.history), Show.LONG, in_list=False),
            Column("note", N_("Note"), "note", Show.LONG, in_list=False),
            RECORDED,
        ),
        filters=(
            Filter(
                "level",
                N_("Rank of law"),
                lambda: [(level.value, title) for level, title in LEVELS.items()],
                lambda rows, value: rows.filter(statute__level=value),
            ),
            _FORCE_FILTER,
            CONFIRMED_FILTER,
        ),
        search=lambda rows, words: rows.filter(
            Q(statute__title__icontains=words.strip()) | Q(statute__code__iexact=words.strip())
        ),
        search_hint=N_("Words of the title"),
        note=N_("Full texts are loaded with: jinwu import statutes FOLDER"),
    )
)


# articles


def _articles(user: Any) -> QuerySet[Article]:
    return Article.objects.current().select_related("statute")


def _place(row: Article) -> str:
    if not row.number:
        return row.statute.short_title
    branch = f"之{numeral(row.branch)}" if row.branch else ""
    return f"{row.statute.short_title}第{numeral(row.number)}条{branch}"


def _article_text(row: Article) -> str:
    lines = []
    for paragraph in row.paragraphs:
        lines += [paragraph["text"], *(item["text"] for item in paragraph.get("items", ()))]
    return "\n".join(lines) or _("The full text is not loaded.")


register(
    Register(
        key="articles",
        title=N_("Articles"),
        group=LAW,
        scope=_articles,
        order=("statute__id", "-edition", "number", "branch", "id"),
        columns=(
            Column("place", N_("Article"), _place, Show.LINK, sub="chapter"),
            Column("summary", N_("In our words"), "summary"),
            Column("edition", N_("Wording of"), "edition", Show.DATE),
            SURE,
            Column("section", N_("Section of the law"), "section", in_list=False),
            Column("text", N_("Full text"), _article_text, Show.LONG, in_list=False),
            RECORDED,
        ),
        filters=(
            Filter(
                "statute",
                N_("Statute"),
                lambda: [(s.code, s.short_title) for s in snapshot.now().statutes.values()],
                lambda rows, value: rows.filter(statute__code=value),
            ),
        ),
        search=articles_by,
        search_hint=N_("Words, or an article such as 处罚法第五十一条"),
        note=N_("Summaries are in the product's own words; the law is its full text."),
    )
)


# violations


def _violations(user: Any) -> QuerySet[Violation]:
    return Violation.objects.current()


def _rule(row: Violation) -> str:
    return "\n".join(translate(line) for line in rule_words(PenaltyRule.from_json(row.rule)))


def _cited(keys: str, row: Violation) -> str:
    return cite_short([Citation.parse(key) for key in keys.split()], row.in_force_from)


def _penalised_by(row: Violation) -> str:
    return _cited(row.penalty_citations, row)


def _prior(row: Violation) -> str:
    said = translate(PRIORS[Prior(row.prior)])
    return f"{said}\n{row.prior_note}" if row.prior_note else said


def _successor(row: Violation) -> str:
    statute = snapshot.now().statutes.get(row.replaced_by)
    return statute.short_title if statute else row.replaced_by


def _also(row: Violation) -> str:
    return "\n".join(each.get("note") or each["kind"] for each in row.also)


def _tiers_of(row: Violation) -> str:
    tiers = BenchmarkTier.objects.current().filter(violation_code=row.code).order_by("party_kind", "order")
    return "\n".join(
        " · ".join(part for part in (_party(t), t.title, f"{t.low}–{t.high}", t.conditions) if part) for t in tiers
    )


def _party(row: BenchmarkTier) -> str:
    return translate(PARTY_TITLES[PartyKind(row.party_kind)]) if row.party_kind else ""


register(
    Register(
        key="violations",
        title=N_("Violations"),
        group=LAW,
        scope=_violations,
        order=("-common", "code", "-in_force_from", "id"),
        columns=(
            Column("title", N_("Violation"), "title", Show.LINK, sub="code"),
            Column("penalty", N_("Penalty"), _rule),
            Column("basis", N_("Penalised by"), _penalised_by),
            _STATE,
            Column("violates", N_("Violates"), lambda row: _cited(row.act_citations, row), in_list=False),
            Column("prior", N_("Before a fine"), _prior, Show.LONG, in_list=False),
            Column("also", N_("Besides the fine"), _also, Show.LONG, in_list=False),
            Column("tiers", N_("Discretion tiers"), _tiers_of, Show.LONG, in_list=False),
            Column("correction", N_("Order to correct"), "correction", Show.LONG, in_list=False),
            Column("organ", N_("Organ in the text"), "organ", in_list=False),
            Column("keywords", N_("Keywords"), lambda row: "、".join(row.keywords), in_list=False),
            Column("from", N_("In force from"), "in_force_from", Show.DATE, in_list=False),
            Column("to", N_("In force until"), _until, Show.DATE, in_list=False),
            Column("replaced", N_("Replaced by"), _successor, in_list=False),
            Column("note", N_("Note"), "note", Show.LONG, in_list=False),
            RECORDED,
        ),
        filters=(
            _FORCE_FILTER,
            Filter(
                "prior",
                N_("Before a fine"),
                lambda: [(prior.value, title) for prior, title in PRIORS.items()],
                lambda rows, value: rows.filter(prior=value),
            ),
        ),
        search=violations_by,
        search_hint=N_("Words, code or pinyin initials"),
    )
)


# discretion tiers


def _tiers(user: Any) -> QuerySet[BenchmarkTier]:
    return BenchmarkTier.objects.current()


def _tier_violation(row: BenchmarkTier) -> str:
    found = snapshot.now().violations.get(row.violation_code, ())
    return found[-1].title if found else row.violation_code


register(
    Register(
        key="benchmarks",
        title=N_("Discretion tiers"),
        group=LAW,
        scope=_tiers,
        order=("violation_code", "party_kind", "order", "id"),
        columns=(
            Column("tier", N_("Tier"), "title", Show.LINK, sub=_tier_violation),
            Column("party", N_("Kind of party"), _party),
            Column("low", N_("From (yuan)"), "low", Show.MONEY),
            Column("high", N_("To (yuan)"), "high", Show.MONEY),
            Column("conditions", N_("Circumstances"), "conditions"),
            SURE,
            Column("source", N_("Source"), "source", in_list=False),
            Column("from", N_("In force from"), "in_force_from", Show.DATE, in_list=False),
            Column("to", N_("In force until"), _until, Show.DATE, in_list=False),
            RECORDED,
        ),
        filters=(CONFIRMED_FILTER,),
        search=lambda rows, words: rows.filter(
            Q(violation_code__icontains=words.strip()) | Q(title__icontains=words) | Q(conditions__icontains=words)
        ),
        search_hint=N_("Words of the circumstances"),
    )
)


# profile


def _profile(user: Any) -> QuerySet[ProfileValue]:
    return ProfileValue.objects.current()


def _earlier(row: ProfileValue) -> str:
    rows = ProfileValue.objects.filter(key=row.key).exclude(pk=row.pk).order_by("-in_force_from", "-id")
    return "\n".join(f"{day(r.in_force_from)} · {shown(r.value)} · {_recorded(r)}" for r in rows)


register(
    Register(
        key="profile",
        title=N_("Profile"),
        group=LAW,
        scope=_profile,
        order=("key", "-in_force_from", "id"),
        columns=(
            Column("title", N_("What it decides"), "title", Show.LINK, sub="key"),
            Column("value", N_("Value"), lambda row: shown(row.value)),
            FROM,
            SURE,
            Column("source", N_("Source"), "source", in_list=False),
            Column("note", N_("Note"), "note", Show.LONG, in_list=False),
            Column("earlier", N_("Other values"), _earlier, Show.LONG, in_list=False),
            RECORDED,
        ),
        filters=(CONFIRMED_FILTER,),
        search=lambda rows, words: rows.filter(Q(key__icontains=words.strip()) | Q(title__icontains=words.strip())),
        search_hint=N_("Words or key"),
        form=Form(ProfileInput, ADMINISTRATION, save_profile, initial=profile_initial, add_title=N_("Add a value")),
        note=N_("A value holds from its day on. Values to be confirmed are marked wherever they are used."),
    )
)


# work calendar


def _days(user: Any) -> QuerySet[CalendarDay]:
    return CalendarDay.objects.current()


register(
    Register(
        key="calendar",
        title=N_("Work calendar"),
        group=LAW,
        scope=_days,
        order=("-day", "id"),
        columns=(
            Column("day", N_("Day"), lambda row: day(row.day), Show.LINK, sub="note"),
            Column(
                "working",
                N_("Working day"),
                lambda row: ("open", _("Working day")) if row.working else ("paused", _("Rest day")),
                Show.STATE,
            ),
            Column("source", N_("Source"), "source"),
            RECORDED,
        ),
        filters=(
            Filter(
                "working",
                N_("Working day"),
                lambda: [("yes", N_("Working day")), ("no", N_("Rest day"))],
                lambda rows, value: _yes_no(rows, value, "working"),
            ),
        ),
        form=Form(CalendarInput, ADMINISTRATION, save_day, initial=day_initial, add_title=N_("Add a day")),
        note=N_("Days entered here go before the calendar library; each needs the notice it rests on."),
    )
)
