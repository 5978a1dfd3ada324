"""The life of a local wording: written by one person, approved by another, in force from a later day, kept for ever."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from jinwu.kit import clock
from jinwu.law.messages import say
from jinwu.law.problems import Problem

from ..models import Wording, WordingStatus
from ..templates import PaperTemplate, templates
from . import force, trial

_OPEN = [WordingStatus.DRAFT, WordingStatus.PROPOSED]


class WordingOutOfTurn(Problem):
    """What is asked of a wording that it does not allow now."""


@transaction.atomic
def write(
    user: Any, organ: int, paper: PaperTemplate, source: str, since: date, reason: str, *, seen: str = ""
) -> Wording:
    """Keep what `user` wrote: the one open draft of this organ and paper. `seen` is the digest the page was opened with.

    An empty `source` is the national form. Raises `WordingOutOfTurn` where somebody else has written meanwhile.
    """
    source = source.replace("\r\n", "\n").strip()
    source = source and f"{source}\n"
    row = Wording.objects.select_for_update().filter(organ_id=organ, template=paper.key, status__in=_OPEN).first()
    if row is not None and row.status == WordingStatus.PROPOSED:
        raise WordingOutOfTurn(
            say("A wording of this form waits for approval."),
            say("It is changed after it was sent back; ask who decides on it."),
        )
    if row is not None and seen != row.digest:
        raise WordingOutOfTurn(
            say("{name} has changed this draft meanwhile.", name=row.drafted_name),
            say("Open the draft again and put in what you want to keep; what you typed is still on this page."),
        )
    row = row or Wording(organ_id=organ, template=paper.key, status=WordingStatus.DRAFT)
    row.base, row.source, row.digest = paper.on(since).number, source, digest_of(source)
    row.since, row.reason = since, reason.strip()
    row.drafted_by, row.drafted_name, row.drafted_at = user, user.name, clock.now()
    row.save()
    return row


@transaction.atomic
def hand_in(user: Any, row: Wording) -> Wording:
    """Ask for approval: tried first. Raises `WordingRefused`, `WordingOutOfTurn`."""
    row = _locked(row, WordingStatus.DRAFT)
    if not row.reason:
        raise WordingOutOfTurn(say("Why the form is changed is not said."), say("Say it in a sentence; it is kept."))
    _for_later(row)
    _try(row)
    row.status, row.answer = WordingStatus.PROPOSED, ""
    row.drafted_by, row.drafted_name = user, user.name
    row.save(update_fields=["status", "answer", "drafted_by", "drafted_name"])
    return row


@transaction.atomic
def approve(user: Any, row: Wording) -> Wording:
    """Put it in force from its day. By another person than who wrote it. Raises `WordingRefused`, `WordingOutOfTurn`."""
    row = _locked(row, WordingStatus.PROPOSED)
    if row.drafted_by_id == user.pk:
        raise WordingOutOfTurn(
            say("You wrote this wording yourself."),
            say("A second person approves it; ask the head or a legal reviewer."),
        )
    _for_later(row)
    _try(row)
    same_day = _of(row).filter(status=WordingStatus.APPROVED, since=row.since)
    if same_day.exists():
        raise WordingOutOfTurn(
            say("Another wording of this form begins on the same day."),
            say("Send this one back and let it begin on another day."),
        )
    row.number = (_of(row).aggregate(last=Max("number"))["last"] or 0) + 1
    row.status = WordingStatus.APPROVED
    row.decided_by, row.decided_name, row.decided_at = user, user.name, clock.now()
    row.save()
    transaction.on_commit(force.forget)
    return row


@transaction.atomic
def send_back(user: Any, row: Wording, answer: str) -> Wording:
    """Not approved: back to who wrote it, with what is wrong."""
    row = _locked(row, WordingStatus.PROPOSED)
    if len(answer.strip()) < 2:
        raise WordingOutOfTurn(say("What is wrong with it is not said."), say("Say it in a sentence."))
    row.status, row.answer = WordingStatus.DRAFT, f"{user.name}：{answer.strip()}"[:300]
    row.save(update_fields=["status", "answer"])
    return row


@transaction.atomic
def stop(user: Any, row: Wording, reason: str) -> Wording:
    """Take an approved wording out of force at once: from now on the national form is used. Papers that bear it keep it."""
    row = _locked(row, WordingStatus.APPROVED)
    if len(reason.strip()) < 2:
        raise WordingOutOfTurn(
            say("Why it is taken out of force is not said."), say("Say it in a sentence; it is kept.")
        )
    row.status = WordingStatus.STOPPED
    row.stopped_name, row.stopped_at, row.stop_reason = user.name, clock.now(), reason.strip()[:300]
    row.save(update_fields=["status", "stopped_name", "stopped_at", "stop_reason"])
    transaction.on_commit(force.forget)
    return row


@transaction.atomic
def discard(row: Wording) -> None:
    """Throw a draft away: nobody was bound by it."""
    _locked(row, WordingStatus.DRAFT).delete()


def digest_of(source: str) -> str:
    """SHA-256 (hex) of a wording."""
    return hashlib.sha256(source.encode()).hexdigest()


def earliest() -> date:
    """The first day a wording that is approved now can begin."""
    return clock.today() + timedelta(days=1)


def _try(row: Wording) -> None:
    paper = templates[row.template]
    national = paper.on(row.since)
    if row.base != national.number:
        raise WordingOutOfTurn(
            say("The national form will be another one on {day}.", day=row.since),
            say("Write the wording anew over the form of that day."),
        )
    if row.source:
        trial.try_out(paper, national, force.local(row, national))


def _for_later(row: Wording) -> None:
    """A wording begins on a day still to come: what was issued today keeps the wording it was issued with."""
    if row.since < earliest():
        raise WordingOutOfTurn(
            say("A wording begins on {day} at the earliest.", day=earliest()),
            say("Choose a later day; papers of today and before keep their wording."),
        )


def _locked(row: Wording, status: WordingStatus) -> Wording:
    found = Wording.objects.select_for_update().get(pk=row.pk)
    if found.status != status:
        raise WordingOutOfTurn(
            say("This wording is no longer in that state: {state}.", state=found.get_status_display()),
            say("Open it again and see what has become of it."),
        )
    return found


def _of(row: Wording) -> Any:
    return Wording.objects.filter(organ_id=row.organ_id, template=row.template)
