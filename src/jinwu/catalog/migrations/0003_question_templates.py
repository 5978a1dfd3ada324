"""Question templates: rows of law like the others, written once."""

import django.db.models.deletion
from django.db import migrations, models

import jinwu.kit.clock

TRIGGERS = """
CREATE TRIGGER next_epoch AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog_questiontemplate
FOR EACH STATEMENT EXECUTE FUNCTION catalog_next_epoch();
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON catalog_questiontemplate
FOR EACH STATEMENT EXECUTE FUNCTION catalog_written_once();
"""
UNDO = """
DROP TRIGGER next_epoch ON catalog_questiontemplate; DROP TRIGGER written_once ON catalog_questiontemplate;
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_written_once")]
    operations = [
        migrations.CreateModel(
            name="QuestionTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(default=jinwu.kit.clock.now)),
                ("recorded_by", models.CharField(blank=True, max_length=100)),
                ("in_force_from", models.DateField()),
                ("in_force_to", models.DateField(blank=True, null=True)),
                ("key", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("form", models.CharField(max_length=20)),
                ("role", models.CharField(blank=True, max_length=20)),
                ("violations", models.JSONField(blank=True, default=list)),
                ("questions", models.JSONField()),
                ("confirmed", models.BooleanField(default=False)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("note", models.TextField(blank=True)),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="catalog.questiontemplate",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes", None)),
                        fields=("key", "in_force_from"),
                        name="catalog_one_template",
                    )
                ],
            },
        ),
        migrations.RunSQL(TRIGGERS, UNDO),
    ]
