import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bureau', '0004_disclosure_clerk'),
        ('collection', '0002_terms_and_court'),
        ('matters', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BankFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=120)),
                ('by_name', models.CharField(max_length=60)),
                ('brought_at', models.DateTimeField()),
                ('rows', models.JSONField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bureau.unit')),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='BankItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField()),
                ('number', models.CharField(blank=True, max_length=120)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=16)),
                ('paid_on', models.DateField()),
                ('reference', models.CharField(max_length=100)),
                ('receipt', models.CharField(blank=True, max_length=60)),
                ('status', models.CharField(max_length=20)),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('why', models.JSONField(null=True)),
                ('decided_by', models.CharField(blank=True, max_length=60)),
                ('decided_at', models.DateTimeField(null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='collection.bankfile')),
                ('matter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.matter')),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bureau.unit')),
            ],
        ),
        migrations.AddConstraint(
            model_name='bankfile',
            constraint=models.UniqueConstraint(fields=('organ', 'sha256'), name='bank_file_once'),
        ),
        migrations.AddIndex(
            model_name='bankitem',
            index=models.Index(models.F('organ'), models.F('paid_on'), name='bank_item_day'),
        ),
        migrations.AddIndex(
            model_name='bankitem',
            index=models.Index(models.F('organ'), condition=models.Q(('status', 'open')), name='bank_item_open'),
        ),
        migrations.AddConstraint(
            model_name='bankitem',
            constraint=models.UniqueConstraint(fields=('organ', 'reference', 'amount', 'paid_on'), name='bank_item_once'),
        ),
    ]
