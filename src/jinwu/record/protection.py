"""PostgreSQL itself refuses to change the record: triggers that hold for the owner and in replica mode (ENABLE ALWAYS).

Set by migration, and again after every `jinwu upgrade`, so that a trigger someone switched off comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connections

WRITTEN_ONCE = (
    "record_entry",
    "record_leaf",
    "record_subtree",
    "record_checkpoint",
    "record_refusedattempt",
    "record_readlog",
    "record_accesslog",
    "record_logdigest",
)
ERASABLE = "record_personalvalue"

_FUNCTIONS = """
CREATE OR REPLACE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% on % refused: the process record is written once; a correction is a new entry', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;

-- A personal value may go only when the entry that erases it stands in the same chain and names it.
CREATE OR REPLACE FUNCTION record_erase_only_recorded() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1
    FROM record_entry erasing JOIN record_entry erased ON erased.chain = erasing.chain
    WHERE erasing.id = nullif(current_setting('jinwu.erasing_entry', true), '')::bigint
      AND erasing.step = 'erase_personal'
      AND erased.id = OLD.entry_id
      AND convert_from(erasing.payload, 'UTF8')::jsonb #> '{data,erased}'
          @> jsonb_build_array(jsonb_build_object('seq', erased.seq, 'paths', jsonb_build_array(OLD.path)));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'DELETE on % refused: erasing a personal value is an act of its own; no entry names entry % %',
            TG_TABLE_NAME, OLD.entry_id, OLD.path USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END
$$;
"""
_TRIGGER = """
CREATE OR REPLACE TRIGGER {name} BEFORE {events} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name};
"""


def sql(written_once: tuple[str, ...] = WRITTEN_ONCE) -> str:
    """Everything that protects the record; running it again changes nothing."""
    return _FUNCTIONS + "".join(_triggers(written_once))


def protect(using: str = "owner", **_: Any) -> None:
    """Set the triggers, as the owner of the tables."""
    with connections[using].cursor() as cursor:
        cursor.execute(sql())


def unprotected(using: str = "default") -> list[str]:
    """Tables whose triggers are missing or switched off."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgenabled = 'A' AND c.relnamespace = 'public'::regnamespace"
        )
        found = set(cursor.fetchall())
    wanted = [*((table, "record_written_once") for table in (*WRITTEN_ONCE, ERASABLE)), (ERASABLE, "record_erase")]
    return sorted({table for table, name in wanted if (table, name) not in found})


def _triggers(written_once: tuple[str, ...]) -> Iterator[str]:
    once = {"name": "record_written_once", "each": "STATEMENT", "function": "record_refuse"}
    for table in written_once:
        yield _TRIGGER.format(table=table, events="UPDATE OR DELETE OR TRUNCATE", **once)
    yield _TRIGGER.format(table=ERASABLE, events="UPDATE OR TRUNCATE", **once)
    yield _TRIGGER.format(
        table=ERASABLE, name="record_erase", events="DELETE", each="ROW", function="record_erase_only_recorded"
    )
