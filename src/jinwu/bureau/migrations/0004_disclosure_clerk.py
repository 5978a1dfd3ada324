from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bureau', '0003_alter_certificatechange_event_and_more'),
    ]

    operations = [
        migrations.AlterField(
            model_name='roleholding',
            name='role',
            field=models.CharField(choices=[('officer', 'Enforcement officer'), ('unit_head', 'Unit head'), ('authority_head', 'Head of the bureau'), ('legal_reviewer', 'Legal reviewer'), ('fiscal_clerk', 'Fiscal clerk'), ('archivist', 'Archivist'), ('disclosure_clerk', 'Disclosure clerk'), ('statistician', 'Statistician'), ('supervisor', 'Supervisor'), ('administrator', 'Administrator')], max_length=24),
        ),
    ]
