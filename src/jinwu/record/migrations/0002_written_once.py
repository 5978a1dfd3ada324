from django.db import migrations

from jinwu.record import protection


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [
        migrations.RunPython(lambda apps, editor: editor.execute(protection.sql(), params=None), migrations.RunPython.noop)
    ]
