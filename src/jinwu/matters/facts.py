"""The facts of an issued document, had again from the record: what it was made from is not kept a second time.

The maker that filled the paper fills it anew from the entry of its act; the digest of the facts, fixed in the record, says whether
they are the same.
"""

from __future__ import annotations

from dataclasses import replace

from jinwu.documents.models import Document
from jinwu.documents.render import Facts, checked, context_digest
from jinwu.documents.templates import templates
from jinwu.documents.wordings import force
from jinwu.law.messages import say
from jinwu.law.problems import Problem

from . import replay
from .copies import context_of
from .kinds import procedures
from .models import Matter
from .papers import papers
from .state import fold


class FactsGone(Problem):
    """The facts of a document that cannot be had again."""


def facts_of(document: Document) -> Facts:
    """What the document was made from. Raises `FactsGone`: an erased value, a law that was entered anew, a lost matter."""
    matter = Matter.objects.filter(pk=document.matter).first()
    if matter is None:
        raise _gone(document)
    procedure = procedures[matter.procedure]
    for act, before, _after in replay.folded(replay.acts(matter.pk, procedure), procedure):
        made = [each for each in act.outcome.get("papers", ()) if each["document"] == str(document.pk)]
        if not made:
            continue
        bare = replace(act, outcome={key: value for key, value in act.outcome.items() if key != "papers"})
        after = fold(before, bare, procedure.steps[act.step], procedure.state)
        maker = papers[made[0]["paper"]]
        paper = templates[maker.template]
        national = paper.on(act.at.date())
        version = force.local(document.wording, national) if document.wording else national
        try:
            context = checked(
                paper, maker.context(context_of(matter.pk, bare, before, after), after, made[0]["number"])
            )
        except (Problem, LookupError) as lost:
            raise _gone(document) from lost
        digest = context_digest(paper, version, context)
        if digest != document.context_digest:
            raise _gone(document)
        return Facts(paper, version, context, digest)
    raise _gone(document)


def _gone(document: Document) -> FactsGone:
    return FactsGone(
        say("The facts of “{title}” cannot be had again just as they were.", title=document.title),
        say("Use the document that was issued; it holds what was said then."),
    )
