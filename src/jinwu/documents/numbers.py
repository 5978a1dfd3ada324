"""Drawing numbers: gapless per organ, class and year, under the counter's row lock, inside the act's transaction.

Forms issued to officers are reserved from the same counter, so one register holds every number of the year. A number is
never drawn before issue, never reused, and never disappears: it is unused, issued, void or lost.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.transaction import TransactionManagementError

from jinwu.law.messages import say
from jinwu.law.problems import Problem

from .models import FormBlock, Number, NumberStatus


class NumberRefused(Problem):
    """A number that cannot be given or ended."""


class NoNumberWord(NumberRefused):
    """The organ has no word of numbering for this class on this day."""


class NoForms(NumberRefused):
    """The officer has no unused numbered form of this class and year."""


def draw(class_code: str, organ_id: int, on: date, *, matter: UUID | None) -> Number:
    """The next number of the class in the year of `on`, issued. Locks the counter until the transaction ends.

    Raises `NoNumberWord`; `TransactionManagementError` outside a transaction, where a failure would leave a gap.
    """
    _in_transaction()
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, _places(class_code, organ_id, on) | {"matter": matter})
        row = cursor.fetchone()
    if row is None:
        raise _no_word(class_code, on)
    identity, serial, text = row
    return Number(
        id=identity,
        organ_id=organ_id,
        class_code=class_code,
        year=on.year,
        serial=serial,
        text=text,
        status=NumberStatus.ISSUED,
        matter=matter,
        issued_on=on,
    )


def issue_block(
    class_code: str, organ_id: int, officer_id: int, count: int, on: date, *, device: str = "", by: str = ""
) -> FormBlock:
    """Reserve the next `count` serials as numbered forms for an officer (or the device he carries)."""
    _in_transaction()
    if not 1 <= count <= 1000:
        raise NumberRefused(
            say("A block holds 1 to 1000 forms, not {count}.", count=count), say("Enter a count between 1 and 1000.")
        )
    places = _places(class_code, organ_id, on) | {"officer": officer_id, "device": device, "by": by, "count": count}
    with connection.cursor() as cursor:
        cursor.execute(_ISSUE_BLOCK, places)
        row = cursor.fetchone()
    if row is None:
        raise _no_word(class_code, on)
    return FormBlock(
        id=row[0],
        organ_id=organ_id,
        class_code=class_code,
        year=on.year,
        first=row[1],
        last=row[2],
        officer_id=officer_id,
        device=device,
        issued_on=on,
        issued_by=by,
    )


def draw_form(class_code: str, organ_id: int, officer_id: int, on: date, *, matter: UUID | None) -> Number:
    """The next unused form of the officer's blocks of this year, oldest block first; those that a phone holds are left to
    it. Raises `NoForms`."""
    _in_transaction()
    places = _places(class_code, organ_id, on) | {"officer": officer_id, "matter": matter}
    with connection.cursor() as cursor:
        row, blocks = None, _locked_blocks(cursor, places)
        if blocks:
            cursor.execute(_DRAW_FORM, places | {"blocks": blocks})
            row = cursor.fetchone()
    if row is None:
        raise NoForms(
            say("No numbered form of {year} is left in your blocks.", year=on.year),
            say("Ask the custodian to issue a block of forms to you; forms of another year cannot be used."),
        )
    identity, serial, text, block = row
    return Number(
        id=identity,
        organ_id=organ_id,
        class_code=class_code,
        year=on.year,
        serial=serial,
        text=text,
        status=NumberStatus.ISSUED,
        block_id=block,
        matter=matter,
        issued_on=on,
    )


def hold_forms(class_code: str, organ_id: int, officer_id: int, on: date, *, device: str, most: int) -> list[str]:
    """The forms that this phone may draw without a line, in their order: those it holds, filled up to `most`.

    At most half of what the officer has left goes to it, the odd one included, so that some stay for the pages with a line.
    """
    _in_transaction()
    places = _places(class_code, organ_id, on) | {"officer": officer_id, "device": device, "most": most}
    with connection.cursor() as cursor:
        places["blocks"] = _locked_blocks(cursor, places)
        cursor.execute(_HOLD, places)
        cursor.execute(_HELD, places)
        return [row[0] for row in cursor.fetchall()]


def release_forms(officer_id: int, device: str) -> int:
    """Give back the unused forms that a phone holds; how many there were."""
    held = Number.objects.filter(device=device, status=NumberStatus.UNUSED, block__officer_id=officer_id)
    return held.update(device="") if device else 0


def take_form(class_code: str, organ_id: int, officer_id: int, on: date, text: str, *, matter: UUID | None) -> Number:
    """The form that the officer's phone drew while there was no line; also where it was written off in the meantime: the
    party holds the paper that bears it. Raises `NumberRefused` where it is none of his, or stands on another paper."""
    _in_transaction()
    places = _places(class_code, organ_id, on) | {"officer": officer_id, "matter": matter, "text": text}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_FORM, places)
        row = cursor.fetchone()
    if row is None:
        raise NumberRefused(
            say("{number} is not an open form on this officer's phone.", number=text),
            say("Look it up in the register of numbers; the custodian says on which paper it stands."),
        )
    identity, serial, text, block = row
    return Number(
        id=identity, organ_id=organ_id, class_code=class_code, year=on.year, serial=serial, text=text,
        status=NumberStatus.ISSUED, block_id=block, matter=matter, issued_on=on,
    )  # fmt: skip


def forms_left(class_code: str, organ_id: int, officer_id: int, on: date) -> int:
    """How many unused forms of this year the officer holds, but for those on a phone."""
    with connection.cursor() as cursor:
        cursor.execute(_FORMS_LEFT, _places(class_code, organ_id, on) | {"officer": officer_id})
        return cursor.fetchone()[0]


def void(number: Number, reason: str, at: datetime) -> Number:
    """Mark an unused or issued number void (作废), with its reason. It stays in the register."""
    return _end(number, NumberStatus.VOID, reason, at)


def lost(number: Number, reason: str, at: datetime) -> Number:
    """Mark an unused form lost (遗失), with its reason."""
    return _end(number, NumberStatus.LOST, reason, at)


def void_rest(block: FormBlock, reason: str, at: datetime) -> int:
    """Void every unused form of a block handed back (at the end of the year, on leaving); how many there were."""
    _need_reason(reason)
    unused = Number.objects.filter(block=block, status=NumberStatus.UNUSED)
    return unused.update(status=NumberStatus.VOID, reason=reason.strip(), ended_at=at)


def _end(number: Number, status: NumberStatus, reason: str, at: datetime) -> Number:
    _need_reason(reason)
    sources = [NumberStatus.UNUSED] if status == NumberStatus.LOST else [NumberStatus.UNUSED, NumberStatus.ISSUED]
    open_ones = Number.objects.filter(pk=number.pk, status__in=sources)
    if not open_ones.update(status=status, reason=reason.strip(), ended_at=at):
        raise NumberRefused(
            say("{number} is no longer open: it cannot be ended again.", number=number.text),
            say("Look it up in the register of numbers; a wrong entry there is explained, not undone."),
        )
    number.status, number.reason, number.ended_at = status, reason.strip(), at
    return number


def _locked_blocks(cursor: Any, places: dict[str, Any]) -> list[int]:
    cursor.execute(_LOCK_BLOCKS, places)
    return [row[0] for row in cursor.fetchall()]


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise NumberRefused(say("A number ends only with its reason."), say("State why it was voided or lost."))


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("numbers are drawn inside the transaction of the act that uses them")


def _places(class_code: str, organ_id: int, on: date) -> dict[str, Any]:
    return {"code": class_code, "organ": organ_id, "on": on, "year": on.year}


def _no_word(class_code: str, on: date) -> NoNumberWord:
    return NoNumberWord(
        say("No word of numbering for “{code}” is in force on {day}.", code=class_code, day=on),
        say("The administrator adds it under Registers, Words of numbering."),
    )


_WORD = """
word AS (
    SELECT c.word FROM documents_numberclass c
     WHERE c.organ_id = %(organ)s AND c.code = %(code)s AND c.valid_from <= %(on)s
       AND (c.valid_to IS NULL OR c.valid_to >= %(on)s)
     ORDER BY c.valid_from DESC LIMIT 1
),
counter AS (
    INSERT INTO documents_numbercounter AS k (organ_id, class_code, year, last)
    SELECT %(organ)s, %(code)s, %(year)s, {step} FROM word
    ON CONFLICT (organ_id, class_code, year) DO UPDATE SET last = k.last + {step}
    RETURNING last
)
"""

_DRAW = f"""
WITH {_WORD.format(step="1")}
INSERT INTO documents_number
       (organ_id, class_code, year, serial, text, status, matter, issued_on, reason)
SELECT %(organ)s, %(code)s, %(year)s, counter.last,
       word.word || '〔' || %(year)s || '〕第' || counter.last || '号', 'issued', %(matter)s, %(on)s, ''
  FROM word, counter
RETURNING id, serial, text
"""

_ISSUE_BLOCK = f"""
WITH {_WORD.format(step="%(count)s")},
block AS (
    INSERT INTO documents_formblock
           (organ_id, class_code, year, first, last, officer_id, device, issued_on, issued_by)
    SELECT %(organ)s, %(code)s, %(year)s, counter.last - %(count)s + 1, counter.last,
           %(officer)s, %(device)s, %(on)s, %(by)s
      FROM counter
    RETURNING id, first, last
),
forms AS (
    INSERT INTO documents_number (organ_id, class_code, year, serial, text, status, block_id, reason)
    SELECT %(organ)s, %(code)s, %(year)s, serial,
           word.word || '〔' || %(year)s || '〕第' || serial || '号', 'unused', block.id, ''
      FROM word, block, generate_series(block.first, block.last) AS serial
)
SELECT id, first, last FROM block
"""

_FORMS_LEFT = """
SELECT count(*) FROM documents_number n JOIN documents_formblock b ON b.id = n.block_id
 WHERE b.officer_id = %(officer)s AND b.organ_id = %(organ)s AND b.class_code = %(code)s AND b.year = %(year)s
   AND n.status = 'unused' AND n.device = ''
"""

# Two statements: the second must see what a transaction that held the blocks has meanwhile used.
_LOCK_BLOCKS = """
SELECT b.id FROM documents_formblock b
 WHERE b.officer_id = %(officer)s AND b.organ_id = %(organ)s AND b.class_code = %(code)s AND b.year = %(year)s
   AND EXISTS (SELECT 1 FROM documents_number n WHERE n.block_id = b.id AND n.status = 'unused')
 ORDER BY b.id
   FOR UPDATE OF b
"""

_DRAW_FORM = """
UPDATE documents_number SET status = 'issued', matter = %(matter)s, issued_on = %(on)s
 WHERE id = (SELECT n.id FROM documents_number n JOIN documents_formblock b ON b.id = n.block_id
              WHERE n.block_id = ANY(%(blocks)s) AND n.status = 'unused' AND n.device = ''
              ORDER BY b.issued_on, b.id, n.serial LIMIT 1)
RETURNING id, serial, text, block_id
"""

_HOLD = """
WITH unused AS (
    SELECT n.id, n.device, row_number() OVER (PARTITION BY n.device ORDER BY b.issued_on, b.id, n.serial) AS place
      FROM documents_number n JOIN documents_formblock b ON b.id = n.block_id
     WHERE n.block_id = ANY(%(blocks)s) AND n.status = 'unused' AND n.device IN ('', %(device)s)
)
UPDATE documents_number SET device = %(device)s
 WHERE id IN (SELECT id FROM unused WHERE device = '' AND place <=
        least(%(most)s, (SELECT (count(*) + 1) / 2 FROM unused)) - (SELECT count(*) FROM unused WHERE device <> ''))
"""

_HELD = """
SELECT n.text FROM documents_number n JOIN documents_formblock b ON b.id = n.block_id
 WHERE n.block_id = ANY(%(blocks)s) AND n.status = 'unused' AND n.device = %(device)s
 ORDER BY b.issued_on, b.id, n.serial
"""

_TAKE_FORM = """
UPDATE documents_number AS n SET status = 'issued', matter = %(matter)s, issued_on = %(on)s
  FROM documents_formblock b
 WHERE b.id = n.block_id AND b.officer_id = %(officer)s AND n.organ_id = %(organ)s AND n.class_code = %(code)s
   AND n.text = %(text)s AND n.device <> '' AND n.matter IS NULL AND n.status IN ('unused', 'void', 'lost')
RETURNING n.id, n.serial, n.text, n.block_id
"""
