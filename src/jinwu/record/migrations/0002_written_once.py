from django.db import migrations

from jinwu.record import protection

#: The tables there are by now; a later one is protected by the migration that brings it.
TABLES = tuple(f"record_{name}" for name in "entry leaf subtree checkpoint refusedattempt readlog logdigest".split())


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [
        migrations.RunPython(lambda apps, editor: editor.execute(protection.sql(TABLES), params=None), migrations.RunPython.noop)
    ]
