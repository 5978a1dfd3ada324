"""A full house for a measurement: closed cases, taken through the door once and then copied in the database.

Copies have ids, keys, numbers and parties of their own; what they say is the same, and their entries do not verify. They are
there to make tables and indexes as large as they get in years, for a scratch database that is dropped afterwards.
"""

from __future__ import annotations

from contextlib import suppress

from django.db import DatabaseError, connections

from . import bureau
from .door import Meter

#: Cases that are copied, and copies a statement makes of each.
PATTERNS, AT_ONCE = 20, 100

#: What of a row is its own in each copy: table → columns that name something copied too (uuid), in the order of the keys
#: that lead from table to table. Serial ids are given anew.
_OWN = {
    "parties_party": ("id",),
    "parties_partyidentity": ("party_id",),
    "parties_knownto": ("party_id",),
    "matters_matter": ("id",),
    "matters_matterofficer": ("matter_id",),
    "matters_matterparty": ("matter_id", "party_id"),
    "matters_mattertimer": ("matter_id",),
    "documents_document": ("id", "matter"),
    "matters_matterpaper": ("matter_id", "document_id"),
    "cases_case": ("matter_id",),
    "cases_decisionrow": ("matter_id",),
    "cases_linerow": ("matter_id",),
    "cases_noticerow": ("matter_id",),
    "cases_publicationrow": ("matter_id",),
    "cases_violationrow": ("matter_id", "party_row_id"),
    "collection_movementrow": ("matter_id",),
    "collection_obligationrow": ("matter_id",),
    "service_serviceattempt": ("matter_id",),
    "record_entry": ("chain", "key"),
}


def fill(people: bureau.People, cases: int, first: int) -> int:
    """`cases` closed ordinary cases, whole blocks of `PATTERNS`; how many there are. `first` numbers their parties."""
    from jinwu.documents import setting

    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE already AS SELECT id FROM matters_matter")
    Meter("ordinary").cases(people, range(first, first + PATTERNS))
    while setting.set_waiting():
        pass
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE pattern AS SELECT id FROM matters_matter WHERE id NOT IN (TABLE already)")
        for table, columns in _OWN.items():
            cursor.execute(
                f"CREATE TEMP TABLE old_{table} AS SELECT * FROM {table} WHERE {_of_pattern(table, columns)}"
            )
        cursor.execute("CREATE TEMP TABLE old_number AS SELECT * FROM documents_number WHERE matter IN (TABLE pattern)")
        copies = max(cases // PATTERNS, 1)
        for begin in range(1, copies + 1, AT_ONCE):
            _copy(cursor, begin, min(begin + AT_ONCE - 1, copies))
        cursor.execute("VACUUM (ANALYZE)")
        with suppress(DatabaseError):  # a right of its own on a server of one's own
            cursor.execute("CHECKPOINT")
    return copies * PATTERNS


def _of_pattern(table: str, columns: tuple[str, ...]) -> str:
    column = columns[0]
    if table.startswith("parties_"):
        return f"{column} IN (SELECT party_id FROM matters_matterparty WHERE matter_id IN (TABLE pattern))"
    if table == "documents_document":
        column = "matter"
    return f"{column} IN (TABLE pattern)"


def _copy(cursor: object, begin: int, end: int) -> None:
    run = cursor.execute  # type: ignore[attr-defined]
    copies = f"generate_series({begin}, {end}) AS copy"
    _copy_numbers(cursor, copies)
    for table, own in _OWN.items():
        values = {column: f'md5(row."{column}"::text || copy)::uuid' for column in own}
        if table == "parties_party":
            values["number"] = (
                "'C' || lpad(abs(hashtext(row.number || copy))::text, 10, '0') || lpad(copy::text, 7, '0')"
            )
        if table == "documents_document":
            values["number_id"] = (
                "(SELECT n.id FROM documents_number n JOIN old_number o ON o.class_code = n.class_code "
                "WHERE o.id = row.number_id AND n.matter = md5(row.matter::text || copy)::uuid)"
            )
        names = [name for name in _columns(cursor, table) if name != "id" or name in own]
        wanted = ", ".join(values.get(name, f'row."{name}"') for name in names)
        quoted = ", ".join(f'"{name}"' for name in names)
        run(f"INSERT INTO {table} ({quoted}) SELECT {wanted} FROM old_{table} AS row, {copies}")
    run(
        "INSERT INTO record_personalvalue (entry_id, path, salt, value) SELECT made.id, said.path, said.salt, said.value "
        f"FROM old_record_entry AS old, record_personalvalue AS said, record_entry AS made, {copies} "
        "WHERE said.entry_id = old.id AND made.chain = md5(old.chain::text || copy)::uuid AND made.seq = old.seq"
    )


def _copy_numbers(cursor: object, copies: str) -> None:
    run = cursor.execute  # type: ignore[attr-defined]
    run(f"""
        WITH made AS (
            INSERT INTO documents_number (organ_id, class_code, year, serial, text, status, matter, issued_on, reason)
            SELECT old.organ_id, old.class_code, old.year, counter.last + row_number() OVER class,
                   left(old.text, 70) || copy, old.status, md5(old.matter::text || copy)::uuid, old.issued_on, ''
            FROM old_number AS old JOIN documents_numbercounter AS counter USING (organ_id, class_code, year), {copies}
            WINDOW class AS (PARTITION BY old.organ_id, old.class_code, old.year)
            RETURNING organ_id, class_code, year, serial)
        UPDATE documents_numbercounter AS counter SET last = made.last
        FROM (SELECT organ_id, class_code, year, max(serial) AS last FROM made GROUP BY 1, 2, 3) AS made
        WHERE (counter.organ_id, counter.class_code, counter.year) = (made.organ_id, made.class_code, made.year)
    """)


def _columns(cursor: object, table: str) -> list[str]:
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position", [table]
    )
    return [name for (name,) in cursor.fetchall()]  # type: ignore[attr-defined]
