import core.first_migration
import core.text.texts
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.first_migration.CreateModels(
            models=[migrations.CreateModel(
                name='HelplineEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('key', models.SlugField(db_index=False, max_length=60, verbose_name='key')),
                    ('name', core.text.texts.TextsField(verbose_name='name')),
                    ('is_retired', models.BooleanField(default=False, help_text='No longer offered in forms.', verbose_name='retired')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position in lists')),
                    ('number', models.CharField(blank=True, max_length=20, verbose_name='number')),
                    ('url', models.CharField(blank=True, db_default='', default='', max_length=200, validators=[django.core.validators.URLValidator(schemes=['https'])], verbose_name='address on the web')),
                    ('source', models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='source')),
                    ('note', core.text.texts.TextsField(blank=True, verbose_name='note')),
                    ('in_masthead', models.BooleanField(default=False, verbose_name='on every page')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reference.helpline')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Institution',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('key', models.SlugField(max_length=60, unique=True, verbose_name='key')),
                    ('name', core.text.texts.TextsField(verbose_name='name')),
                    ('is_retired', models.BooleanField(default=False, help_text='No longer offered in forms.', verbose_name='retired')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position in lists')),
                    ('kind', models.CharField(choices=[('commune', 'commune'), ('local_authority', 'local authority'), ('education', 'education'), ('health', 'health'), ('justice', 'public prosecution'), ('gendarmerie', 'Royal Gendarmerie'), ('social', 'social services'), ('other', 'other body')], max_length=20, verbose_name='kind')),
                ],
                options={
                    'verbose_name': 'institution',
                    'verbose_name_plural': 'institutions',
                    'ordering': ['position', 'key'],
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='InstitutionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('key', models.SlugField(db_index=False, max_length=60, verbose_name='key')),
                    ('name', core.text.texts.TextsField(verbose_name='name')),
                    ('is_retired', models.BooleanField(default=False, help_text='No longer offered in forms.', verbose_name='retired')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position in lists')),
                    ('kind', models.CharField(choices=[('commune', 'commune'), ('local_authority', 'local authority'), ('education', 'education'), ('health', 'health'), ('justice', 'public prosecution'), ('gendarmerie', 'Royal Gendarmerie'), ('social', 'social services'), ('other', 'other body')], max_length=20, verbose_name='kind')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reference.institution')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='PoliceUnit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('key', models.SlugField(max_length=60, unique=True, verbose_name='key')),
                    ('name', core.text.texts.TextsField(verbose_name='name')),
                    ('is_retired', models.BooleanField(default=False, help_text='No longer offered in forms.', verbose_name='retired')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position in lists')),
                    ('level', models.CharField(choices=[('wilaya', 'police prefecture (wilaya)'), ('zone', 'security zone'), ('district', 'police precinct (da’ira)')], max_length=20, verbose_name='level')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='reference.policeunit', verbose_name='part of')),
                ],
                options={
                    'verbose_name': 'police unit',
                    'verbose_name_plural': 'police units',
                    'ordering': ['position', 'key'],
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='PoliceUnitEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('key', models.SlugField(db_index=False, max_length=60, verbose_name='key')),
                    ('name', core.text.texts.TextsField(verbose_name='name')),
                    ('is_retired', models.BooleanField(default=False, help_text='No longer offered in forms.', verbose_name='retired')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position in lists')),
                    ('level', models.CharField(choices=[('wilaya', 'police prefecture (wilaya)'), ('zone', 'security zone'), ('district', 'police precinct (da’ira)')], max_length=20, verbose_name='level')),
                    ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.policeunit', verbose_name='part of')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reference.policeunit')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Theme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('key', models.SlugField(max_length=60, unique=True, verbose_name='key')),
                    ('name', core.text.texts.TextsField(verbose_name='name')),
                    ('is_retired', models.BooleanField(default=False, help_text='No longer offered in forms.', verbose_name='retired')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position in lists')),
                    ('care', models.CharField(blank=True, choices=[('', 'none'), ('sensitive', 'sensitive'), ('minors', 'concerns minors')], max_length=20, verbose_name='special care')),
                    ('lead_body', models.CharField(blank=True, choices=[('police', 'police'), ('commune', 'commune'), ('education', 'education'), ('health', 'health'), ('social', 'social services'), ('e-blagh', 'national e-blagh platform'), ('associations', 'associations'), ('both', 'police and associations')], max_length=20, verbose_name='competent body')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='subthemes', to='reference.theme', verbose_name='parent theme')),
                ],
                options={
                    'verbose_name': 'theme',
                    'verbose_name_plural': 'themes',
                    'ordering': ['position', 'key'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='theme_not_its_own_parent', violation_error_message='A theme cannot be its own parent.')],
                },
            ), migrations.CreateModel(
                name='ThemeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('key', models.SlugField(db_index=False, max_length=60, verbose_name='key')),
                    ('name', core.text.texts.TextsField(verbose_name='name')),
                    ('is_retired', models.BooleanField(default=False, help_text='No longer offered in forms.', verbose_name='retired')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position in lists')),
                    ('care', models.CharField(blank=True, choices=[('', 'none'), ('sensitive', 'sensitive'), ('minors', 'concerns minors')], max_length=20, verbose_name='special care')),
                    ('lead_body', models.CharField(blank=True, choices=[('police', 'police'), ('commune', 'commune'), ('education', 'education'), ('health', 'health'), ('social', 'social services'), ('e-blagh', 'national e-blagh platform'), ('associations', 'associations'), ('both', 'police and associations')], max_length=20, verbose_name='competent body')),
                    ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.theme', verbose_name='parent theme')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reference.theme')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Area',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('key', models.SlugField(max_length=60, unique=True, verbose_name='key')),
                    ('name', core.text.texts.TextsField(verbose_name='name')),
                    ('is_retired', models.BooleanField(default=False, help_text='No longer offered in forms.', verbose_name='retired')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position in lists')),
                    ('kind', models.CharField(choices=[('prefecture', 'prefecture'), ('urban', 'urban commune'), ('rural', 'rural commune'), ('neighbourhood', 'neighbourhood')], max_length=20, verbose_name='kind')),
                    ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='population')),
                    ('population_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of the census')),
                    ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                    ('needs_local_reader', models.BooleanField(default=False, help_text='The Arabic name was transliterated from French.', verbose_name='spelling to be checked')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='reference.area', verbose_name='part of')),
                ],
                options={
                    'verbose_name': 'area',
                    'verbose_name_plural': 'areas',
                    'ordering': ['position', 'key'],
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='AreaEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('key', models.SlugField(db_index=False, max_length=60, verbose_name='key')),
                    ('name', core.text.texts.TextsField(verbose_name='name')),
                    ('is_retired', models.BooleanField(default=False, help_text='No longer offered in forms.', verbose_name='retired')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position in lists')),
                    ('kind', models.CharField(choices=[('prefecture', 'prefecture'), ('urban', 'urban commune'), ('rural', 'rural commune'), ('neighbourhood', 'neighbourhood')], max_length=20, verbose_name='kind')),
                    ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='population')),
                    ('population_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of the census')),
                    ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                    ('needs_local_reader', models.BooleanField(default=False, help_text='The Arabic name was transliterated from French.', verbose_name='spelling to be checked')),
                    ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.area', verbose_name='part of')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reference.area')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Helpline',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('key', models.SlugField(max_length=60, unique=True, verbose_name='key')),
                    ('name', core.text.texts.TextsField(verbose_name='name')),
                    ('is_retired', models.BooleanField(default=False, help_text='No longer offered in forms.', verbose_name='retired')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position in lists')),
                    ('number', models.CharField(blank=True, max_length=20, verbose_name='number')),
                    ('url', models.CharField(blank=True, db_default='', default='', max_length=200, validators=[django.core.validators.URLValidator(schemes=['https'])], verbose_name='address on the web')),
                    ('source', models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='source')),
                    ('note', core.text.texts.TextsField(blank=True, verbose_name='note')),
                    ('in_masthead', models.BooleanField(default=False, verbose_name='on every page')),
                ],
                options={
                    'verbose_name': 'helpline',
                    'verbose_name_plural': 'helplines',
                    'ordering': ['position', 'key'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('url', ''), _negated=True), _connector='OR'), name='helpline_can_be_reached', violation_error_message='Give a number or an address on the web.'), models.CheckConstraint(condition=models.Q(('in_masthead', False), models.Q(('number', ''), _negated=True), _connector='OR'), name='helpline_on_every_page_has_a_number', violation_error_message='On every page only numbers are shown.')],
                },
            )],
        ),
        core.first_migration.AddTriggers(
            triggers=[('helpline', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reference_helplineevent" ("id", "in_masthead", "is_retired", "key", "name", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "url", "version") VALUES (NEW."id", NEW."in_masthead", NEW."is_retired", NEW."key", NEW."name", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."source", NEW."url", NEW."version"); RETURN NULL;', hash='4c10a4dbc8e2743b8db316e93ade5e02c10f55d1', operation='INSERT', pgid='pgtrigger_insert_insert_3d3e2', table='reference_helpline', when='AFTER'))), ('helpline', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reference_helplineevent" ("id", "in_masthead", "is_retired", "key", "name", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "url", "version") VALUES (NEW."id", NEW."in_masthead", NEW."is_retired", NEW."key", NEW."name", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."source", NEW."url", NEW."version"); RETURN NULL;', hash='e9841dadb8c2039b8a30b87a2a699a93b71cb2d5', operation='UPDATE', pgid='pgtrigger_update_update_69d1b', table='reference_helpline', when='AFTER'))), ('helpline', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reference_helplineevent" ("id", "in_masthead", "is_retired", "key", "name", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "url", "version") VALUES (OLD."id", OLD."in_masthead", OLD."is_retired", OLD."key", OLD."name", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."source", OLD."url", OLD."version"); RETURN NULL;', hash='46e22ee3d843a701a8ac94aa446e2b2a0e592afe', operation='DELETE', pgid='pgtrigger_delete_delete_c3e10', table='reference_helpline', when='AFTER'))), ('institution', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reference_institutionevent" ("id", "is_retired", "key", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version") VALUES (NEW."id", NEW."is_retired", NEW."key", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."version"); RETURN NULL;', hash='fc47de2fa8a92e29793c056cf3f32a785ae7a5fe', operation='INSERT', pgid='pgtrigger_insert_insert_28550', table='reference_institution', when='AFTER'))), ('institution', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reference_institutionevent" ("id", "is_retired", "key", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version") VALUES (NEW."id", NEW."is_retired", NEW."key", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."version"); RETURN NULL;', hash='3dbe28d9ee7d6c07036036296de2a7c663f04cb2', operation='UPDATE', pgid='pgtrigger_update_update_f5ff5', table='reference_institution', when='AFTER'))), ('institution', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reference_institutionevent" ("id", "is_retired", "key", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version") VALUES (OLD."id", OLD."is_retired", OLD."key", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."version"); RETURN NULL;', hash='a47f32d270ec3396dedff67867edf3e520b5bfd6', operation='DELETE', pgid='pgtrigger_delete_delete_360de', table='reference_institution', when='AFTER'))), ('area', pgtrigger.compiler.Trigger(name='no_circle', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."parent_id" IS NOT NULL)', func="\n            PERFORM pg_advisory_xact_lock(hashtext('reference_area'));\n            IF NEW.parent_id = NEW.id OR EXISTS (\n                WITH RECURSIVE above AS (\n                    SELECT id, parent_id FROM reference_area WHERE id = NEW.parent_id\n                    UNION\n                    SELECT entry.id, entry.parent_id FROM reference_area entry JOIN above ON entry.id = above.parent_id\n                )\n                SELECT FROM above WHERE id = NEW.id\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'an entry would stand below itself';\n            END IF;\n            RETURN NEW;\n            ", hash='8a4a935003672cb4cf3136ba5a1be5e320d1fe47', operation='INSERT OR UPDATE OF "parent_id"', pgid='pgtrigger_no_circle_949ed', table='reference_area', when='BEFORE'))), ('area', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reference_areaevent" ("id", "is_retired", "key", "kind", "name", "needs_local_reader", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "population_year", "position", "source", "version") VALUES (NEW."id", NEW."is_retired", NEW."key", NEW."kind", NEW."name", NEW."needs_local_reader", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."population", NEW."population_year", NEW."position", NEW."source", NEW."version"); RETURN NULL;', hash='2ef07fec42383cc2d3fb81aa71139071abeeca89', operation='INSERT', pgid='pgtrigger_insert_insert_02804', table='reference_area', when='AFTER'))), ('area', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reference_areaevent" ("id", "is_retired", "key", "kind", "name", "needs_local_reader", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "population_year", "position", "source", "version") VALUES (NEW."id", NEW."is_retired", NEW."key", NEW."kind", NEW."name", NEW."needs_local_reader", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."population", NEW."population_year", NEW."position", NEW."source", NEW."version"); RETURN NULL;', hash='995b4179ccdc5d6c1fc12be88014840f4137fcfd', operation='UPDATE', pgid='pgtrigger_update_update_00b32', table='reference_area', when='AFTER'))), ('area', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reference_areaevent" ("id", "is_retired", "key", "kind", "name", "needs_local_reader", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "population_year", "position", "source", "version") VALUES (OLD."id", OLD."is_retired", OLD."key", OLD."kind", OLD."name", OLD."needs_local_reader", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."population", OLD."population_year", OLD."position", OLD."source", OLD."version"); RETURN NULL;', hash='02dd3becd3f4b8d9a931562829908f5d69ea79f6', operation='DELETE', pgid='pgtrigger_delete_delete_1ca96', table='reference_area', when='AFTER'))), ('areaevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fc8b7ae57078b57df00eaf883cff69eb6e83d360', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_59ca2', table='reference_areaevent', when='BEFORE'))), ('helplineevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a1215e252bdc0e85c4282d0fd21e7d6f509387fc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5c9b9', table='reference_helplineevent', when='BEFORE'))), ('institutionevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a65096da0b7f05f278c36c613f832d2318faa54c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fc0d9', table='reference_institutionevent', when='BEFORE'))), ('policeunit', pgtrigger.compiler.Trigger(name='no_circle', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."parent_id" IS NOT NULL)', func="\n            PERFORM pg_advisory_xact_lock(hashtext('reference_policeunit'));\n            IF NEW.parent_id = NEW.id OR EXISTS (\n                WITH RECURSIVE above AS (\n                    SELECT id, parent_id FROM reference_policeunit WHERE id = NEW.parent_id\n                    UNION\n                    SELECT entry.id, entry.parent_id FROM reference_policeunit entry JOIN above ON entry.id = above.parent_id\n                )\n                SELECT FROM above WHERE id = NEW.id\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'an entry would stand below itself';\n            END IF;\n            RETURN NEW;\n            ", hash='aeb64806642c4a4191c4ad47207d511c906f9a02', operation='INSERT OR UPDATE OF "parent_id"', pgid='pgtrigger_no_circle_49e5a', table='reference_policeunit', when='BEFORE'))), ('policeunit', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reference_policeunitevent" ("id", "is_retired", "key", "level", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version") VALUES (NEW."id", NEW."is_retired", NEW."key", NEW."level", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."version"); RETURN NULL;', hash='c7316f038f2a958b418702a2ffebb2daca9e2414', operation='INSERT', pgid='pgtrigger_insert_insert_23111', table='reference_policeunit', when='AFTER'))), ('policeunit', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reference_policeunitevent" ("id", "is_retired", "key", "level", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version") VALUES (NEW."id", NEW."is_retired", NEW."key", NEW."level", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."version"); RETURN NULL;', hash='ad7024e555a5587731676f82f5dd4d2d7b5de0ff', operation='UPDATE', pgid='pgtrigger_update_update_4be06', table='reference_policeunit', when='AFTER'))), ('policeunit', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reference_policeunitevent" ("id", "is_retired", "key", "level", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version") VALUES (OLD."id", OLD."is_retired", OLD."key", OLD."level", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."version"); RETURN NULL;', hash='74385643c37d9226e104f5520130cc3a5f0dfc99', operation='DELETE', pgid='pgtrigger_delete_delete_a6a9a', table='reference_policeunit', when='AFTER'))), ('policeunitevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4ccfa93a55c9f48849e2459bd1cd369f21d25671', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7fd17', table='reference_policeunitevent', when='BEFORE'))), ('theme', pgtrigger.compiler.Trigger(name='no_circle', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."parent_id" IS NOT NULL)', func="\n            PERFORM pg_advisory_xact_lock(hashtext('reference_theme'));\n            IF NEW.parent_id = NEW.id OR EXISTS (\n                WITH RECURSIVE above AS (\n                    SELECT id, parent_id FROM reference_theme WHERE id = NEW.parent_id\n                    UNION\n                    SELECT entry.id, entry.parent_id FROM reference_theme entry JOIN above ON entry.id = above.parent_id\n                )\n                SELECT FROM above WHERE id = NEW.id\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'an entry would stand below itself';\n            END IF;\n            RETURN NEW;\n            ", hash='9a834b4975e79ff4bdebf7ecb44af193893dbfde', operation='INSERT OR UPDATE OF "parent_id"', pgid='pgtrigger_no_circle_60739', table='reference_theme', when='BEFORE'))), ('theme', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reference_themeevent" ("care", "id", "is_retired", "key", "lead_body", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version") VALUES (NEW."care", NEW."id", NEW."is_retired", NEW."key", NEW."lead_body", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."version"); RETURN NULL;', hash='a0f4d0952025828db21570a3cf51626bd32c9a01', operation='INSERT', pgid='pgtrigger_insert_insert_44237', table='reference_theme', when='AFTER'))), ('theme', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reference_themeevent" ("care", "id", "is_retired", "key", "lead_body", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version") VALUES (NEW."care", NEW."id", NEW."is_retired", NEW."key", NEW."lead_body", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."version"); RETURN NULL;', hash='352c59bf36be5e10e034679aa892f22e9e2829c7', operation='UPDATE', pgid='pgtrigger_update_update_7c087', table='reference_theme', when='AFTER'))), ('theme', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reference_themeevent" ("care", "id", "is_retired", "key", "lead_body", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version") VALUES (OLD."care", OLD."id", OLD."is_retired", OLD."key", OLD."lead_body", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."version"); RETURN NULL;', hash='a851650ad0d8ca64e51a12758ebc20fa6546746e', operation='DELETE', pgid='pgtrigger_delete_delete_2c119', table='reference_theme', when='AFTER'))), ('themeevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e3e5f09a9748c521edf35a75bb031deb32899259', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_476e0', table='reference_themeevent', when='BEFORE')))],
        ),
    ]
