"""Documents that steps produce: how each is numbered and what it is filled with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from jinwu.documents import numbers, setting, spool
from jinwu.documents.models import Document, PaperToSet
from jinwu.documents.render import Mark, fixed, set_facts
from jinwu.documents.templates import LocalVersion, templates
from jinwu.kit.registry import Registry

from .context import Context
from .errors import Objection, Refused
from .state import Paper, State, next_key


@dataclass(frozen=True)
class PaperMaker:
    """`numbered`: "serial" draws the next number of the class, or where the input says `on_form` the next of the officer's
    numbered forms; "form" always one of those; "same"
    bears the number of the matter, or what `number_of(ctx, state)` says, "" none. `context(ctx, state, number)` fills the template; `mark` says
    how it is marked (corrected …).

    A copy (`copies`) is another form of the issued paper `of_paper`, set on demand from the act `of_step`; `when(state)`
    narrows when it is offered. Or it is a sheet of its own: each act of a step in `of_steps` of the `procedure` has one, of
    the case as it stood then, where `only(state, entry)` says so; it lies in the bound file unless `bound` says no."""

    key: str
    title: str
    template: str
    context: Callable[[Context, State, str], Any]
    numbered: str = ""
    number_class: str = ""
    mark: Callable[[Context], Mark | None] | None = None
    of_paper: str = ""
    of_step: str = ""
    when: Callable[[Any], bool] | None = None
    number_of: Callable[[Context, Any], str] | None = None
    procedure: str = ""
    of_steps: tuple[str, ...] = ()
    only: Callable[[Any, int], bool] | None = None
    bound: bool = True


papers: Registry[PaperMaker] = Registry("paper")
copies: Registry[PaperMaker] = Registry("copy of a paper")


def goes_out(paper: Paper) -> bool:
    """Whether it is a paper to somebody outside: of those an editable copy can be had (`documents.editable`)."""
    maker = papers.get(paper.paper)
    return maker is not None and not templates[maker.template].inside


def wanted(ctx: Context) -> list[str]:
    """The papers that this act makes: the step's, but for what its `prepare` says (`no_papers`, `only_papers`)."""
    if ctx.outcome.get("no_papers"):
        return []
    return [key for key in ctx.step.papers if key in ctx.outcome.get("only_papers", ctx.step.papers)]


def draw_numbers(ctx: Context) -> None:
    """Draw what the act's papers need; number counters are the last locks a step takes. No paper, no number."""
    for key in wanted(ctx):
        maker = papers[key]
        how = maker.numbered
        if how == "serial" and getattr(ctx.data, "on_form", False):
            how = "form"
        if how == "serial":
            drawn = numbers.draw(maker.number_class, ctx.organ, ctx.day, matter=ctx.matter)
        elif how == "form":
            try:
                drawn = _form(maker, ctx)
            except numbers.NoForms as none_left:
                raise Refused(
                    [Objection("numbered_form", maker.title, none_left.message, none_left.remedy, ctx.step.basis)]
                ) from none_left
        else:
            continue
        ctx.numbers[maker.number_class] = drawn


def _form(maker: PaperMaker, ctx: Context) -> Any:
    """The next of the officer's forms, or the one that his phone drew while there was no line."""
    assert ctx.by.officer
    where = maker.number_class, ctx.organ, ctx.by.officer, ctx.day
    if drawn := getattr(ctx.data, "form", ""):
        return numbers.take_form(*where, drawn, matter=ctx.matter)
    return numbers.draw_form(*where, matter=ctx.matter)


def make_papers(ctx: Context, after: State) -> list[dict[str, Any]]:
    """Make the step's papers; what the entry says of each. What leaves the house is set now, what stays is fixed by its
    facts and set after the act (`documents.setting`); but in the organ's own wording everything is set now, so that one
    which cannot be set refuses the act and is not found out later."""
    made: list[dict[str, Any]] = []
    for key in wanted(ctx):
        maker = papers[key]
        drawn = ctx.numbers.get(maker.number_class)
        number = drawn.text if drawn else _same(maker, ctx, after) if maker.numbered == "same" else ""
        mark = maker.mark(ctx) if maker.mark else None
        context = maker.context(ctx, after, number)
        document, sha256, pages = uuid4(), "", 0
        facts = fixed(maker.template, context, on=ctx.day, organ=ctx.organ)
        local = facts.version if isinstance(facts.version, LocalVersion) else None
        if local or not facts.template.inside:
            rendered = set_facts(facts, at=ctx.at, mark=mark)
            sha256, pages = spool.put(rendered.pdf), rendered.pages
        ctx.batch.insert(Document, [{
            "id": document, "matter": ctx.matter, "template": maker.template, "template_version": facts.version.number,
            "wording_id": local.wording if local else None, "title": maker.title,
            "number_id": drawn.pk if drawn else None, "context_digest": facts.digest, "sha256": sha256, "pages": pages,
            "issued_at": ctx.at,
        }])  # fmt: skip
        if not sha256:
            ctx.batch.insert(PaperToSet, [setting.fix(document, facts, mark, ctx.day)])
        made.append({
            "key": next_key("d", [*after.papers, *made]), "document": str(document), "paper": key,
            "title": maker.title, "number": number, "number_id": drawn.pk if drawn else None,
            "facts": facts.digest, "sha256": sha256, "pages": pages,
        } | ({"wording": local.digest} if local else {}))  # fmt: skip
    return made


def _same(maker: PaperMaker, ctx: Context, after: State) -> str:
    return maker.number_of(ctx, after) if maker.number_of else after.number
