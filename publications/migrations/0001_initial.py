import core.first_migration
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.lookups
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        core.first_migration.CreateModels(
            models=[migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('key', models.CharField(max_length=80)),
                    ('is_listed', models.BooleanField(default=False)),
                    ('closed_until', models.PositiveIntegerField(default=0, help_text='Editions up to this number are no longer served: something in them was withdrawn.')),
                    ('listed_on', models.DateField()),
                    ('state', models.CharField(blank=True, max_length=20)),
                    ('themes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                    ('areas', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                    ('words', django.contrib.postgres.search.SearchVectorField(default='')),
                    ('live', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='live_of', to='publications.edition')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('is_listed', True)), fields=['kind', '-listed_on', '-id'], name='document_listed'), models.Index(condition=models.Q(('is_listed', True)), fields=['kind', 'state', '-listed_on', '-id'], name='document_by_state'), django.contrib.postgres.indexes.GinIndex(fields=['themes'], name='document_themes'), django.contrib.postgres.indexes.GinIndex(fields=['areas'], name='document_areas'), django.contrib.postgres.indexes.GinIndex(fields=['words'], name='document_words')],
                    'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='document_one_per_key')],
                },
            ), migrations.CreateModel(
                name='Edition',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('sequence', models.BigIntegerField(unique=True)),
                    ('published_at', models.DateTimeField()),
                    ('is_tombstone', models.BooleanField(default=False)),
                    ('canonical', models.TextField(help_text='The exact published JSON: what was hashed and what is downloaded.')),
                    ('sha256', models.CharField(max_length=64, unique=True)),
                    ('previous_sha256', models.CharField(blank=True, max_length=64)),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='publications.document')),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='edition_one_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('previous_sha256', ''), ('sequence', 1)), models.Q(('sequence__gt', 1), models.Q(('previous_sha256', ''), _negated=True)), _connector='OR'), name='edition_is_chained')],
                },
            ), migrations.CreateModel(
                name='Approval',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('author_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                    ('approver_id', models.BigIntegerField(null=True)),
                    ('is_installed', models.BooleanField(db_default=False, default=False)),
                    ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='approval', to='publications.edition')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=django.db.models.lookups.IsNull(models.Func('author_ids', 'approver_id', function='array_position', output_field=models.IntegerField()), True), name='approved_by_a_second_person', violation_error_message='The author of a text cannot approve it.'), models.CheckConstraint(condition=models.Q(models.Q(('author_ids', []), ('is_installed', True)), models.Q(models.Q(('author_ids', []), _negated=True), ('approver_id__isnull', False), ('is_installed', False)), _connector='OR'), name='approval_names_an_author')],
                },
            ), migrations.CreateModel(
                name='Rendering',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('language', models.CharField(max_length=2)),
                    ('media_type', models.CharField(max_length=60)),
                    ('content', models.BinaryField()),
                    ('size', models.PositiveIntegerField()),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renderings', to='publications.edition')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('edition', 'language', 'media_type'), name='rendering_once')],
                },
            )],
        ),
        core.first_migration.AddTriggers(
            triggers=[('edition', pgtrigger.compiler.Trigger(name='editions_are_for_ever', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='beabb40eb8103f067140ebcc95e5deeaa20396ad', operation='UPDATE OR DELETE', pgid='pgtrigger_editions_are_for_ever_e34b8', table='publications_edition', when='BEFORE'))), ('approval', pgtrigger.compiler.Trigger(name='approvals_are_for_ever', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cab5f5f82500a8d5bf6226cec705506a073fd385', operation='UPDATE OR DELETE', pgid='pgtrigger_approvals_are_for_ever_59398', table='publications_approval', when='BEFORE')))],
        ),
    ]
