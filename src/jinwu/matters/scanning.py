"""Signed scans find their papers (扫描件归位): what the scanner brought is read, split, matched and attached.

A part whose code names one paper that the user may see, with as many pages as were issued, is attached at once, by the
step ``attach_scan`` and in his name. Everything else waits with the reason why, until somebody says what it is.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db.models import Q, QuerySet

from jinwu.bureau.models import User
from jinwu.bureau.queries import held_on, roles_on, units_of
from jinwu.documents import scans, setting, spool, store
from jinwu.kit import clock
from jinwu.kit.permission import permission
from jinwu.law.messages import N_, Message, say
from jinwu.law.problems import Problem
from jinwu.law.roles import Role

from .door import perform
from .errors import DoorError, Refused
from .models import MatterPaper, Scan
from .scope import visible_to

SCANS = permission("scans", N_("Signed scans"), Role.OFFICER, Role.UNIT_HEAD, Role.ARCHIVIST)
#: Files that one sending may hold.
MOST_FILES = 100
STATUSES = {"waiting": N_("Waits to be assigned"), "attached": N_("Attached"), "discarded": N_("Discarded")}
_KEYS = UUID("0b7a0d5e-6d5f-4a57-9d0a-2d1b3b8f9c11")


def scans_of(user: User) -> QuerySet[Scan]:
    """What was brought by this user, and in the units that his roles reach."""
    return Scan.objects.filter(Q(by=user) | Q(unit__in=units_of(user, clock.today())))


def bring(user: User, name: str, content: bytes) -> list[Scan]:
    """Keep a scanned file, split it, and attach what fits; the same part again is the same row.

    Raises `store.FileRefused` for what is no whole PDF, JPEG or PNG: nothing of it is kept then.
    """
    store.keep(content, kind="scan", by=str(user.pk), name=name)
    return [_taken(user, name, part) for part in scans.parts(content)]


def bringer(username: str) -> User:
    """The account in whose name a folder is read. Raises `Problem` for one that may not."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None or not SCANS.admits(roles_on(user, clock.today()), signed_in=True):
        raise Problem(
            say("“{name}” may not attach scans.", name=username),
            say("Name an officer, a head of a unit or an archivist."),
        )
    return user


def told(scan: Scan) -> list[Message]:
    """One line of what became of a scan."""
    where = say("{file}, page {page}:", file=scan.name, page=scan.first)
    what = say("Brought before, left as it is.") if scan.known else say(STATUSES[scan.status])
    why = [Message(scan.why["text"], scan.why["params"])] if scan.why else []
    number = [say("No. {number}", number=scan.number)] if scan.number else []
    return [where, *number, what, *why]


def papers_of(user: User, number: str) -> QuerySet[MatterPaper]:
    """The papers of that number that a scan may be assigned to."""
    found = MatterPaper.objects.filter(matter__in=visible_to(user), number=number.strip()).exclude(status="void")
    return found.select_related("document", "matter").order_by("-at", "pk")


def assign(user: User, scan: Scan, paper: MatterPaper, note: str = "") -> None:
    """Attach a waiting scan to a paper by a person's word. Raises `Refused` and the other answers of the door."""
    _still_waiting(scan)
    _attach(user, scan, paper, note)


def discard(user: User, scan: Scan, note: str) -> None:
    """Set a waiting scan aside, with the reason; the file is kept."""
    _still_waiting(scan)
    if not note.strip():
        raise Problem(say("The reason is missing."), say("Say why the scan belongs to no paper."))
    _answered(scan, user, status="discarded", note=note.strip()[:300])


def _taken(user: User, name: str, part: scans.Part) -> Scan:
    kept = store.keep(part.content, kind="scan", by=str(user.pk), name=name)
    unit = min(held.unit for held in held_on(user, clock.today()).held)
    code = part.codes[0] if len(part.codes) == 1 else scans.Code("")
    scan, new = Scan.objects.get_or_create(
        unit_id=unit, sha256=kept.sha256,
        defaults={"name": name[-200:], "first": part.first, "pages": part.pages, "code": code.digest, "number": code.number[:120],
                  "by": user, "by_name": user.name[:60], "brought_at": clock.now(), "status": "waiting"},
    )  # fmt: skip
    if not new:
        scan.known = True
        return scan
    paper, why = _match(user, part)
    if paper:
        scan.paper, scan.matter, scan.number = paper.key, paper.matter, paper.number
    if why is None and paper is not None:
        try:
            _attach(user, scan, paper)
        except Refused as refused:
            why = refused.objections[0].what
        except DoorError:
            why = say("Somebody acted in this matter at the same moment.")
    if why is not None:
        scan.why = why.as_json()
        scan.save()
    return scan


def _match(user: User, part: scans.Part) -> tuple[MatterPaper | None, Message | None]:
    """The paper that this part is, and why it is not attached at once."""
    if not part.codes:
        return None, say("No code of a paper could be read on the first page.")
    if len(part.codes) > 1:
        return None, say("The first page bears the codes of {count} papers.", count=len(part.codes))
    paper = _paper(user, part.codes[0])
    if paper is None:
        return None, say("No paper that you may see has this code.")
    issued = paper.document.pages or setting.issued(paper.document_id).pages
    if paper.scan:
        return paper, say("A signed scan of this paper is attached already.")
    if issued != part.pages:
        return paper, say("{pages} pages were scanned, {issued} were issued.", pages=part.pages, issued=issued)
    return paper, None


def _paper(user: User, code: scans.Code) -> MatterPaper | None:
    found = MatterPaper.objects.filter(
        matter__in=visible_to(user), document__context_digest__startswith=code.digest
    ).select_related("document", "matter")
    return found.order_by("-at", "-pk").first()


def _attach(user: User, scan: Scan, paper: MatterPaper, note: str = "") -> None:
    matter = type(paper.matter).objects.get(pk=paper.matter_id)
    perform(
        matter.pk, "attach_scan", by=user, data={"paper": paper.key, "scan": scan.sha256, "note": note.strip()[:200]},
        at=clock.now(), key=uuid5(_KEYS, f"{scan.sha256} {paper.document_id}"), seen=matter.head_seq,
    )  # fmt: skip
    scan.paper, scan.matter, scan.number = paper.key, matter, paper.number
    _answered(scan, user, status="attached", note=note.strip()[:300])


def _answered(scan: Scan, user: User, *, status: str, note: str) -> None:
    scan.status, scan.note, scan.why = status, note, None
    scan.decided_by, scan.decided_at = user.name[:60], clock.now()
    scan.save()


def _still_waiting(scan: Scan) -> None:
    if scan.status != "waiting":
        raise Problem(say("This scan is assigned or discarded already."), say("Look at it in the list."))


def is_foreign(sha256: str, facts: str, number: str) -> bool:
    """Whether a scan that is kept bears the code of another paper than the one of these facts and this number."""
    try:
        codes = scans.codes_of(spool.read(sha256))
    except Problem:  # what cannot be opened says nothing of itself
        return False
    return bool(facts and codes) and not any(
        facts.startswith(one.digest) or (one.number and one.number == number) for one in codes
    )
