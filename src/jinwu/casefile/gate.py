"""The completeness gate: what a file still lacks before it is archived, under which article, and who can mend it.

BLOCK where a paper that the law asks for, its number or the proof of its service is missing (APL 47: the whole course is
recorded and filed); MARK where something is late or its bytes no longer verify, because what happened is archived all the
same; NOTE what the verification sheet tells and nobody must mend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from jinwu.documents.templates import templates
from jinwu.law.citations import APL, CPL, Citation
from jinwu.law.messages import N_, Message, say
from jinwu.law.roles import Role
from jinwu.matters.guards import ROLE_NAMES
from jinwu.matters.kinds import procedures
from jinwu.matters.state import Act, State
from jinwu.matters.timing import timers

from .contents import Item, unplaced
from .plans import Plan, Required
from .recorded import recordings

BLOCK, MARK, NOTE = "block", "mark", "note"


@dataclass(frozen=True)
class Gap:
    """One thing that the file lacks. `key` names it for tests and pages."""

    key: str
    severity: str
    what: Message
    remedy: Message
    basis: tuple[Citation, ...] = ()


def gaps(
    state: State, plan: Plan, items: list[Item], today: date, whole: Callable[[str], bool], acts: Iterable[Act] = ()
) -> list[Gap]:
    """Every gap, the gravest first. `whole(source)` says whether the bytes of a source are there and unchanged; `acts` are
    the matter's own, for what only they tell (recorders)."""
    found = [
        *_papers(state, plan), *_numbers(state), *_served(state, plan), *_duties(state, today), *_holds(state),
        *_bytes(state, items, whole), *_recordings(plan, acts), *_unsigned(state, items), *_unplaced(items),
    ]  # fmt: skip
    return sorted(found, key=lambda gap: (BLOCK, MARK, NOTE).index(gap.severity))


def blocking(found: Iterable[Gap]) -> list[Gap]:
    return [gap for gap in found if gap.severity == BLOCK]


def _papers(state: State, plan: Plan) -> Iterable[Gap]:
    held = [paper.paper for paper in state.papers if paper.status != "void"]
    for one in plan.required:
        wanted, have = one.wanted(state), sum(held.count(key) for key in one.papers)
        if have >= wanted:
            continue
        what = say("“{paper}” is missing.", paper=say(one.title))
        if wanted > 1:
            what = say(
                "“{paper}” is missing: {have} of {wanted} are in the file.",
                paper=say(one.title),
                have=have,
                wanted=wanted,
            )
        if which := "、".join(one.which(state)):
            what = say("“{paper}” is missing: {which}.", paper=say(one.title), which=which)
        yield Gap(f"paper:{one.papers[0]}", BLOCK, what, _mended(state, one), one.basis)


def _mended(state: State, one: Required) -> Message:
    return _by(state, one.role, one.step)


def _by(state: State, role: Role, step: str) -> Message:
    """Who mends it: the handler by name where it is an officer's, else the role; and with which step."""
    handler = state.handler
    who = handler.name if role is Role.OFFICER and handler else say(ROLE_NAMES[role.value])
    declared = procedures[state.procedure].steps.get(step)
    title = say(declared.title if declared else step)
    return say("{who} mends it with the step “{step}”.", who=who, step=title)


def _numbers(state: State) -> Iterable[Gap]:
    for paper in state.papers:
        known = templates.get(paper.paper)
        if known and known.number_class and not paper.number and paper.status == "issued":
            yield Gap(f"number:{paper.key}", BLOCK, say("“{paper}” bears no number.", paper=say(known.title)),
                      say("It is issued anew under a number."), (APL(59),))  # fmt: skip


def _served(state: State, plan: Plan) -> Iterable[Gap]:
    """Each paper that had to reach its addressee, and the receipt of it (APL 61, CPL 87)."""
    papers = {paper.key: paper for paper in state.papers}
    reached = {(one.paper, one.addressee) for one in getattr(state, "services", ()) if one.served}
    for one in plan.to_serve(state):
        paper = papers.get(one.paper)
        if paper is None or (one.paper, one.addressee) in reached:
            continue
        known = templates.get(paper.paper)
        what = say("“{paper}” {number} has no proof of service.", paper=say(known.title) if known else paper.title,
                   number=paper.number)  # fmt: skip
        yield Gap(
            f"service:{paper.key}",
            BLOCK if one.must else NOTE,
            what,
            _by(state, Role.OFFICER, "serve"),
            (APL(61), CPL(87)),
        )


def _duties(state: State, today: date) -> Iterable[Gap]:
    """Duties whose period still runs; after the last step nothing reminds of them."""
    for running in state.running():
        declared = timers[running.timer]
        if not declared.duty or running.timer == "T67":
            continue
        late = running.due < today
        what = say("“{title}” still runs, until {due}.", title=say(declared.title), due=running.due)
        if late:
            what = say("“{title}” was due on {due} and is still open.", title=say(declared.title), due=running.due)
        who = ROLE_NAMES[declared.owner.value] if declared.owner else ""
        handler = state.handler
        remedy = say(
            "{who}: {duty}.", who=say(who) if who else handler.name if handler else "—", duty=say(declared.duty)
        )
        yield Gap(f"timer:{running.key}", MARK if late else NOTE, what, remedy, declared.basis)


def _holds(state: State) -> Iterable[Gap]:
    for hold in state.holds_now():
        yield Gap(
            f"hold:{hold.key}",
            MARK,
            say("A hold is still in force."),
            _by(state, Role.UNIT_HEAD, "lift_hold"),
            (APL(47),),
        )


def _bytes(state: State, items: list[Item], whole: Callable[[str], bool]) -> Iterable[Gap]:
    """What is gone or changed, by its own name: of several photographs the ones that are."""
    names = {one.sha256: one.title for one in state.evidence if one.title}
    for item in items:
        lost = [source for source in item.sources if not whole(source)]
        if not lost:
            continue
        named = "、".join(dict.fromkeys(names[source] for source in lost if source in names))
        title = f"{item.title}（{named}）" if named else item.title
        yield Gap(f"bytes:{item.key}", MARK, say("The bytes of “{title}” are gone or changed.", title=title),
                  say("The administrator restores the file from the backup."), (APL(46), APL(47)))  # fmt: skip


def _recordings(plan: Plan, acts: Iterable[Act]) -> Iterable[Gap]:
    for one in recordings(plan, acts):
        if one.wanted and not one.recorder:
            yield Gap(f"recording:{one.entry}", NOTE, say("No recording is named for “{link}” of {at}.", link=one.link, at=one.at.date()),
                      say("A note says why it was not recorded: “{step}”.", step=say(N_("Take a note"))), (APL(47),))  # fmt: skip


def _unsigned(state: State, items: list[Item]) -> Iterable[Gap]:
    bound = {item.key for item in items}
    bare = [one for one in state.papers if not one.scan and one.status == "issued" and one.key in bound]
    if bare:
        yield Gap("scans", NOTE, say("Papers without a signed scan: {count}.", count=len(bare)),
                  say("The originals on paper are kept with the volume, or scans are attached: “{step}”.",
                      step=say(N_("Attach the signed scan"))), (APL(47),))  # fmt: skip


def _unplaced(items: list[Item]) -> Iterable[Gap]:
    for item in unplaced(items):
        yield Gap(f"order:{item.key}", NOTE, say("The order of the file does not know “{title}”.", title=item.title),
                  say("It lies at the end of its stage; the administrator names its place in the profile."))  # fmt: skip
