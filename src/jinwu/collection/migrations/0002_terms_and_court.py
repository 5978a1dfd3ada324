import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0001_initial'),
        ('matters', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CourtRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('party', models.CharField(max_length=20)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=16)),
                ('at', models.DateTimeField()),
                ('court', models.CharField(max_length=120)),
                ('status', models.CharField(max_length=20)),
                ('ruled_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='DemandRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('party', models.CharField(max_length=20)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=16)),
                ('at', models.DateTimeField()),
                ('served_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='InstalmentRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('obligation', models.CharField(max_length=20)),
                ('due', models.DateField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=16)),
                ('still_open', models.DecimalField(decimal_places=2, max_digits=16)),
            ],
        ),
        migrations.CreateModel(
            name='TermsRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('party', models.CharField(max_length=20)),
                ('kind', models.CharField(max_length=20)),
                ('received_on', models.DateField()),
                ('status', models.CharField(max_length=20)),
                ('decided_on', models.DateField(null=True)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='obligationrow',
            name='obligation_open',
        ),
        migrations.AddField(
            model_name='movementrow',
            name='party',
            field=models.CharField(blank=True, default='', max_length=20),
        ),
        migrations.AddField(
            model_name='obligationrow',
            name='still_open',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=16),
        ),
        migrations.AddField(
            model_name='obligationrow',
            name='written_off',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=16),
        ),
        migrations.RunSQL(
            [
                "UPDATE collection_obligationrow SET still_open = GREATEST(amount - paid, 0) WHERE cancelled IS NULL",
                "UPDATE collection_movementrow m SET party = o.party FROM collection_obligationrow o"
                " WHERE o.matter_id = m.matter_id AND o.key = m.obligation",
                "SET CONSTRAINTS ALL IMMEDIATE",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name='movementrow',
            index=models.Index(models.F('reference'), condition=models.Q(('reference', ''), _negated=True), name='movement_reference'),
        ),
        migrations.AddIndex(
            model_name='obligationrow',
            index=models.Index(models.F('due'), condition=models.Q(('still_open__gt', 0)), name='obligation_still_open'),
        ),
        migrations.AddField(
            model_name='courtrow',
            name='matter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.matter'),
        ),
        migrations.AddField(
            model_name='demandrow',
            name='matter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.matter'),
        ),
        migrations.AddField(
            model_name='instalmentrow',
            name='matter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.matter'),
        ),
        migrations.AddField(
            model_name='termsrow',
            name='matter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.matter'),
        ),
        migrations.AddIndex(
            model_name='courtrow',
            index=models.Index(models.F('at'), name='court_at'),
        ),
        migrations.AddConstraint(
            model_name='courtrow',
            constraint=models.UniqueConstraint(fields=('matter', 'key'), name='court_once'),
        ),
        migrations.AddConstraint(
            model_name='demandrow',
            constraint=models.UniqueConstraint(fields=('matter', 'key'), name='demand_once'),
        ),
        migrations.AddConstraint(
            model_name='instalmentrow',
            constraint=models.UniqueConstraint(fields=('matter', 'key'), name='instalment_once'),
        ),
        migrations.AddConstraint(
            model_name='termsrow',
            constraint=models.UniqueConstraint(fields=('matter', 'key'), name='terms_once'),
        ),
    ]
