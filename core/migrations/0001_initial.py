import core.first_migration
import django.utils.timezone
import pgtrigger.compiler
import uuid
from django.core.management import call_command
from django.db import migrations, models


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS core_cache")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        core.first_migration.CreateModels(
            models=[migrations.CreateModel(
                name='Usage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('holder', models.CharField(max_length=40)),
                    ('day', models.DateField()),
                    ('files', models.PositiveIntegerField()),
                    ('size', models.PositiveBigIntegerField(help_text='Bytes.')),
                ],
                options={
                    'indexes': [models.Index(fields=['day'], name='usage_day')],
                    'constraints': [models.UniqueConstraint(fields=('holder', 'day'), name='usage_once_a_day')],
                },
            ), migrations.CreateModel(
                name='OutboxRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=60)),
                    ('key', models.CharField(max_length=200)),
                    ('payload', models.JSONField(default=dict)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('last_error', models.CharField(blank=True, max_length=100)),
                    ('done_at', models.DateTimeField(blank=True, null=True)),
                    ('given_up_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('done_at', None), ('given_up_at', None)), fields=['due_at', 'id'], name='outbox_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='outbox_once_per_key')],
                },
            ), migrations.CreateModel(
                name='ParkedForm',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('user_id', models.BigIntegerField()),
                    ('path', models.CharField(max_length=300)),
                    ('locked', models.BinaryField()),
                    ('made_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['user_id', '-made_at'], name='parkedform_of_user'), models.Index(fields=['made_at'], name='parkedform_age')],
                },
            ), migrations.CreateModel(
                name='StoredFile',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(help_text='In the storage; random.', max_length=64, unique=True)),
                    ('media_type', models.CharField(max_length=100)),
                    ('extension', models.CharField(max_length=8)),
                    ('size', models.PositiveIntegerField(help_text='Bytes in the storage: of a sealed file rounded up to whole KiB.')),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('shown_name', models.CharField(blank=True, max_length=120)),
                    ('verdict', models.CharField(choices=[('not_scanned', 'not scanned'), ('clean', 'clean'), ('infected', 'infected'), ('unknown', 'waiting for the virus scanner')], max_length=20)),
                    ('sealed_with', models.CharField(blank=True, help_text='Fingerprint of the cell’s public key.', max_length=40)),
                    ('is_locked', models.BooleanField(default=False)),
                    ('made_at', models.DateTimeField(auto_now_add=True)),
                    ('scanned_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('is_locked', False), ('sealed_with', ''), ('verdict', 'unknown')), fields=['made_at'], name='storedfile_to_scan')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_locked', False), ('sealed_with', ''), models.Q(('sha256', ''), _negated=True)), models.Q(models.Q(('sealed_with', ''), ('is_locked', False), _connector='XOR'), ('sha256', ''), ('shown_name', '')), _connector='OR'), name='storedfile_hides_what_is_sealed'), models.CheckConstraint(condition=models.Q(models.Q(('scanned_at__isnull', False), ('verdict__in', ['clean', 'infected'])), models.Q(('scanned_at__isnull', True), ('verdict__in', ['not_scanned', 'unknown'])), _connector='OR'), name='storedfile_verdict_has_a_time')],
                },
            )],
        ),
        core.first_migration.AddTriggers(
            triggers=[('storedfile', pgtrigger.compiler.Trigger(name='file_is_never_replaced', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."media_type" IS DISTINCT FROM (NEW."media_type") OR OLD."extension" IS DISTINCT FROM (NEW."extension") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."shown_name" IS DISTINCT FROM (NEW."shown_name") OR OLD."sealed_with" IS DISTINCT FROM (NEW."sealed_with") OR OLD."is_locked" IS DISTINCT FROM (NEW."is_locked") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1303fb02b467c652c81e0ad301c274861f2c3cb8', operation='UPDATE', pgid='pgtrigger_file_is_never_replaced_daa59', table='core_storedfile', when='BEFORE'))), ('storedfile', pgtrigger.compiler.Trigger(name='legal_verdicts', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."verdict", \':\', NEW."verdict") = ANY(\'{unknown:clean,unknown:infected}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."verdict" IS DISTINCT FROM NEW."verdict") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "verdict" from "%" to "%" on table %\', OLD."verdict", NEW."verdict", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='6abd6749d11e2bc69866f90317d67570f8b4d5d4', operation='UPDATE', pgid='pgtrigger_legal_verdicts_119a2', table='core_storedfile', when='BEFORE')))],
        ),
        migrations.RunPython(create_cache_table, drop_cache_table),
    ]
