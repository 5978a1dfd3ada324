"""A numbered form may lie on a phone that draws it without a line. One that was written off there and had been used all the
same becomes issued: the party holds the paper that bears it."""

import importlib

from django.db import migrations, models

BEFORE = importlib.import_module("jinwu.documents.migrations.0002_numbers_are_kept").KEEP
FUNCTION = BEFORE[: BEFORE.index("CREATE TRIGGER")].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
VOIDED = "(OLD.status = 'issued' AND NEW.status = 'void')"
FOUND = f"""{VOIDED}
       AND NOT (OLD.status IN ('void', 'lost') AND OLD.matter IS NULL AND OLD.device <> ''
                AND NEW.status = 'issued' AND NEW.matter IS NOT NULL)"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_found_by_code")]
    operations = [
        migrations.AddField(
            "number", "device", models.CharField(blank=True, db_default="", default="", max_length=36)
        ),
        migrations.RunSQL(FUNCTION.replace(VOIDED, FOUND), FUNCTION),
    ]
