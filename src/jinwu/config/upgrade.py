"""Bring the database to this version: migrate as the owner, then set what the application role may do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import errors, sql

from jinwu.catalog.load import load_all
from jinwu.kit.tables import append_only
from jinwu.law.messages import say

from .trouble import Trouble

LOCK = 0x6A696E7775  # "jinwu": two commands that upgrade at once wait for each other


def upgrade(*, quiet: bool = False) -> None:
    """Migrate, grant and load the release's law; safe to run again, and by several commands at once."""
    with alone():
        ensure_app_role()
        call_command("migrate", database="owner", interactive=False, verbosity=0 if quiet else 1)
        grant()
        load_all()


def pending() -> list[str]:
    """Names of the migrations that this database still lacks, such as "record.0001_initial"."""
    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def ensure_app_role() -> None:
    """Create the application role when it is not there. Raises `Trouble` when the owner may not."""
    app = connections["default"].settings_dict
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [app["USER"]])
        if cursor.fetchone():
            return
        command = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
            sql.Identifier(app["USER"]), sql.Literal(app["PASSWORD"] or None)
        )
        try:
            cursor.execute(command)
        except errors.DuplicateObject:
            return
        except Exception as error:
            raise Trouble(
                say(
                    "The application role {role} is missing and the owner {owner} may not create it; let the database's "
                    "administrator run CREATE ROLE {role} LOGIN PASSWORD '…', then name it with JINWU_APP_DATABASE_URL.",
                    role=app["USER"],
                    owner=connections["owner"].settings_dict["USER"],
                )
            ) from error


def grant() -> None:
    """The application role reads and writes tables, but only reads and adds to the record."""
    app = connections["default"].settings_dict["USER"]
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        quote = connections["owner"].ops.quote_name
        role = quote(app)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table in append_only:
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {quote(table)} FROM {role}")


@contextmanager
def alone() -> Iterator[None]:
    """One command at a time: others wait here."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            if not connections["owner"].connection.closed:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
