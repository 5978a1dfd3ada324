"""Rows of law are written once, and every write changes the epoch's token."""

from django.db import migrations

WRITTEN_ONCE = ["statuteversion", "article", "violation", "benchmarktier", "profilevalue", "calendarday"]
ALL = ["statute", *WRITTEN_ONCE]

FUNCTIONS = """
INSERT INTO catalog_epoch (id, token) VALUES (1, gen_random_uuid());

CREATE FUNCTION catalog_next_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE catalog_epoch SET token = gen_random_uuid() WHERE id = 1;
    RETURN NULL;
END $$;

CREATE FUNCTION catalog_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of law is written once: % on % is refused; write a new row that supersedes it',
        TG_OP, TG_TABLE_NAME;
END $$;
"""


def _triggers() -> str:
    lines = [
        f"CREATE TRIGGER next_epoch AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION catalog_next_epoch();"
        for table in ALL
    ]
    lines += [
        f"CREATE TRIGGER written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON catalog_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION catalog_written_once();"
        for table in WRITTEN_ONCE
    ]
    return "\n".join(lines)


def _undo() -> str:
    lines = [f"DROP TRIGGER next_epoch ON catalog_{table};" for table in ALL]
    lines += [f"DROP TRIGGER written_once ON catalog_{table};" for table in WRITTEN_ONCE]
    return "\n".join(
        [*lines, "DROP FUNCTION catalog_next_epoch(); DROP FUNCTION catalog_written_once(); DELETE FROM catalog_epoch;"]
    )


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS + _triggers(), _undo())]
