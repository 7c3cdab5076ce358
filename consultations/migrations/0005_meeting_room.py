
import core.texts
import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0004_ties'),
        ('partners', '0005_keys_are_unique_one_president'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('proposals', '0004_concerns'),
        ('reference', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
            ],
            options={
                'verbose_name': 'agenda item',
                'verbose_name_plural': 'agenda items',
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='AgendaItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AxisRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['started_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ContributionOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='DraftedSentence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(choices=[('lead', 'first lines'), ('opening', 'opening remarks'), ('conclusion', 'conclusion')], max_length=20)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', core.texts.TextsField(verbose_name='text')),
                ('sources', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['section', 'position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='MeetingAreaEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingThemeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Operation',
            fields=[
                ('uid', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=30)),
                ('answer', models.JSONField(default=dict)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.CharField(blank=True, max_length=200, verbose_name='name of the association')),
                ('contact_function', models.CharField(blank=True, max_length=120, verbose_name='function of the person who comes')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, max_length=16, verbose_name='telephone')),
                ('language', models.CharField(choices=[('ar', 'ar'), ('fr', 'fr'), ('en', 'en')], max_length=2, verbose_name='language')),
                ('people', models.PositiveSmallIntegerField(default=1, verbose_name='persons who come')),
                ('women', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='women among them')),
                ('state', models.CharField(choices=[('invited', 'invited, no answer yet'), ('unconfirmed', 'address not confirmed'), ('registered', 'registered'), ('waiting', 'on the waiting list'), ('declined', 'does not come'), ('removed', 'taken off the list by the cell')], editable=False, max_length=20, verbose_name='state')),
                ('is_invited', models.BooleanField(default=False, verbose_name='invited by the cell')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('queued_at', models.DateTimeField(blank=True, help_text='The waiting list is served in this order.', null=True)),
                ('nonce', models.CharField(max_length=32)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('code', models.CharField(max_length=12, unique=True)),
            ],
            options={
                'verbose_name': 'registration',
                'verbose_name_plural': 'registrations',
                'ordering': ['made_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RegistrationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('organisation', models.CharField(blank=True, max_length=200, verbose_name='name of the association')),
                ('contact_function', models.CharField(blank=True, max_length=120, verbose_name='function of the person who comes')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, max_length=16, verbose_name='telephone')),
                ('language', models.CharField(choices=[('ar', 'ar'), ('fr', 'fr'), ('en', 'en')], max_length=2, verbose_name='language')),
                ('people', models.PositiveSmallIntegerField(default=1, verbose_name='persons who come')),
                ('women', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='women among them')),
                ('state', models.CharField(choices=[('invited', 'invited, no answer yet'), ('unconfirmed', 'address not confirmed'), ('registered', 'registered'), ('waiting', 'on the waiting list'), ('declined', 'does not come'), ('removed', 'taken off the list by the cell')], editable=False, max_length=20, verbose_name='state')),
                ('is_invited', models.BooleanField(default=False, verbose_name='invited by the cell')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('queued_at', models.DateTimeField(blank=True, help_text='The waiting list is served in this order.', null=True)),
                ('code', models.CharField(max_length=12)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('label', models.CharField(blank=True, max_length=120, verbose_name='who')),
                ('position', models.PositiveIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('stood_down_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='areas',
            field=models.ManyToManyField(blank=True, to='reference.area', verbose_name='areas'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='themes',
            field=models.ManyToManyField(blank=True, to='reference.theme', verbose_name='themes'),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attendance',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attendance',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attendance',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='axis',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='axis',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='axis',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='intervention',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='intervention',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='intervention',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='point',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='point',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='point',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='attendance',
            name='arrived_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='arrived'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='is_walk_in',
            field=models.BooleanField(db_default=False, default=False, verbose_name='came without registration'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='is_woman',
            field=models.BooleanField(blank=True, help_text='Leave open where nobody noted it: unknown is not no.', null=True, verbose_name='a woman'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='left_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='left'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='uid',
            field=models.UUIDField(blank=True, editable=False, help_text='Made by the device at the door: a retry finds its row by it.', null=True, unique=True),
        ),
        migrations.AddField(
            model_name='attendance',
            name='women',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='women among them'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='arrived_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='arrived'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='is_walk_in',
            field=models.BooleanField(db_default=False, default=False, verbose_name='came without registration'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='is_woman',
            field=models.BooleanField(blank=True, help_text='Leave open where nobody noted it: unknown is not no.', null=True, verbose_name='a woman'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='left_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='left'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='uid',
            field=models.UUIDField(blank=True, editable=False, help_text='Made by the device at the door: a retry finds its row by it.', null=True),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='women',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='women among them'),
        ),
        migrations.AddField(
            model_name='axis',
            name='kind',
            field=models.CharField(choices=[('topic', 'topic'), ('outstanding', 'what is outstanding from earlier meetings')], db_default='topic', default='topic', max_length=20, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='axis',
            name='minutes',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes'),
        ),
        migrations.AddField(
            model_name='axisevent',
            name='kind',
            field=models.CharField(choices=[('topic', 'topic'), ('outstanding', 'what is outstanding from earlier meetings')], db_default='topic', default='topic', max_length=20, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='axisevent',
            name='minutes',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='revision',
            field=models.PositiveBigIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name='intervention',
            name='said_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='said at'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='sealed',
            field=models.BinaryField(blank=True, db_default=b'', default=b''),
        ),
        migrations.AddField(
            model_name='intervention',
            name='sealed_with',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name='intervention',
            name='uid',
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True),
        ),
        migrations.AddField(
            model_name='interventionevent',
            name='said_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='said at'),
        ),
        migrations.AddField(
            model_name='interventionevent',
            name='sealed',
            field=models.BinaryField(blank=True, db_default=b'', default=b''),
        ),
        migrations.AddField(
            model_name='interventionevent',
            name='sealed_with',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name='interventionevent',
            name='uid',
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
        ),
        migrations.AddField(
            model_name='meeting',
            name='answers_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='answers until'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='capacity',
            field=models.PositiveIntegerField(blank=True, help_text='Leave empty where there is room for all.', null=True, verbose_name='places'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='closed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='meeting',
            name='invitation_rule',
            field=core.texts.TextsField(blank=True, help_text='Readers see it: by which rule associations were invited.', verbose_name='who is invited'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='map_url',
            field=models.URLField(blank=True, help_text='An https address that shows where the venue is.', max_length=500, verbose_name='link to a map'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='opened_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='meeting',
            name='revision',
            field=models.PositiveBigIntegerField(db_default=0, default=0, editable=False, help_text='Grows with every change of the record: who follows live asks by it.'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='takes_registrations',
            field=models.BooleanField(db_default=False, default=False, help_text='Opens a registration page, for as long as the meeting is announced.', verbose_name='associations not yet known may register'),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='answers_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='answers until'),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='capacity',
            field=models.PositiveIntegerField(blank=True, help_text='Leave empty where there is room for all.', null=True, verbose_name='places'),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='closed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='invitation_rule',
            field=core.texts.TextsField(blank=True, help_text='Readers see it: by which rule associations were invited.', verbose_name='who is invited'),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='map_url',
            field=models.URLField(blank=True, help_text='An https address that shows where the venue is.', max_length=500, verbose_name='link to a map'),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='opened_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='takes_registrations',
            field=models.BooleanField(db_default=False, default=False, help_text='Opens a registration page, for as long as the meeting is announced.', verbose_name='associations not yet known may register'),
        ),
        migrations.AddField(
            model_name='point',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='until'),
        ),
        migrations.AddField(
            model_name='point',
            name='owner_institution',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.institution', verbose_name='other body that owes it'),
        ),
        migrations.AddField(
            model_name='point',
            name='owner_unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.policeunit', verbose_name='police unit that owes it'),
        ),
        migrations.AddField(
            model_name='point',
            name='revision',
            field=models.PositiveBigIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name='point',
            name='uid',
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True),
        ),
        migrations.AddField(
            model_name='pointevent',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='until'),
        ),
        migrations.AddField(
            model_name='pointevent',
            name='owner_institution',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.institution', verbose_name='other body that owes it'),
        ),
        migrations.AddField(
            model_name='pointevent',
            name='owner_unit',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.policeunit', verbose_name='police unit that owes it'),
        ),
        migrations.AddField(
            model_name='pointevent',
            name='uid',
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
        ),
        migrations.AddIndex(
            model_name='intervention',
            index=models.Index(fields=['meeting', 'revision'], name='intervention_news'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_attendanceevent" ("arrived_at", "association_id", "function", "id", "institution_id", "is_acting", "is_group", "is_walk_in", "is_woman", "left_at", "meeting_id", "name", "name_is_public", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "registration_id", "role", "shows_association", "side", "uid", "unit_id", "version", "women") VALUES (NEW."arrived_at", NEW."association_id", NEW."function", NEW."id", NEW."institution_id", NEW."is_acting", NEW."is_group", NEW."is_walk_in", NEW."is_woman", NEW."left_at", NEW."meeting_id", NEW."name", NEW."name_is_public", NEW."people", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."registration_id", NEW."role", NEW."shows_association", NEW."side", NEW."uid", NEW."unit_id", NEW."version", NEW."women"); RETURN NULL;', hash='82260ae5cf01aacaae2b98da2e116aaa117bd41d', operation='INSERT', pgid='pgtrigger_insert_insert_248b5', table='consultations_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consultations_attendanceevent" ("arrived_at", "association_id", "function", "id", "institution_id", "is_acting", "is_group", "is_walk_in", "is_woman", "left_at", "meeting_id", "name", "name_is_public", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "registration_id", "role", "shows_association", "side", "uid", "unit_id", "version", "women") VALUES (NEW."arrived_at", NEW."association_id", NEW."function", NEW."id", NEW."institution_id", NEW."is_acting", NEW."is_group", NEW."is_walk_in", NEW."is_woman", NEW."left_at", NEW."meeting_id", NEW."name", NEW."name_is_public", NEW."people", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."registration_id", NEW."role", NEW."shows_association", NEW."side", NEW."uid", NEW."unit_id", NEW."version", NEW."women"); RETURN NULL;', hash='2538b358d2a555423d3506b861dc84d58e8add34', operation='UPDATE', pgid='pgtrigger_update_update_82dfc', table='consultations_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_attendanceevent" ("arrived_at", "association_id", "function", "id", "institution_id", "is_acting", "is_group", "is_walk_in", "is_woman", "left_at", "meeting_id", "name", "name_is_public", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "registration_id", "role", "shows_association", "side", "uid", "unit_id", "version", "women") VALUES (OLD."arrived_at", OLD."association_id", OLD."function", OLD."id", OLD."institution_id", OLD."is_acting", OLD."is_group", OLD."is_walk_in", OLD."is_woman", OLD."left_at", OLD."meeting_id", OLD."name", OLD."name_is_public", OLD."people", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."registration_id", OLD."role", OLD."shows_association", OLD."side", OLD."uid", OLD."unit_id", OLD."version", OLD."women"); RETURN NULL;', hash='7c8526e93715e3bfb7952e211b96caf0727b888e', operation='DELETE', pgid='pgtrigger_delete_delete_613d2', table='consultations_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='axis',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_axisevent" ("id", "kind", "meeting_id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (NEW."id", NEW."kind", NEW."meeting_id", NEW."minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."title"); RETURN NULL;', hash='873ef28b03fb27989b23573fe14ad6639500f409', operation='INSERT', pgid='pgtrigger_insert_insert_076de', table='consultations_axis', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='axis',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consultations_axisevent" ("id", "kind", "meeting_id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (NEW."id", NEW."kind", NEW."meeting_id", NEW."minutes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."title"); RETURN NULL;', hash='06cc1f3a480c3a25bdf74ad27b5a35a21e94b3be', operation='UPDATE', pgid='pgtrigger_update_update_38243', table='consultations_axis', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='axis',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_axisevent" ("id", "kind", "meeting_id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (OLD."id", OLD."kind", OLD."meeting_id", OLD."minutes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."title"); RETURN NULL;', hash='f464e06efe518a3ebd4b3049a68e04cda181781e', operation='DELETE', pgid='pgtrigger_delete_delete_6e958', table='consultations_axis', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='intervention',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_interventionevent" ("axis_id", "id", "is_collective", "kind", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "said_at", "sealed", "sealed_with", "speaker_id", "text", "uid", "version") VALUES (NEW."axis_id", NEW."id", NEW."is_collective", NEW."kind", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."said_at", NEW."sealed", NEW."sealed_with", NEW."speaker_id", NEW."text", NEW."uid", NEW."version"); RETURN NULL;', hash='ad8394a63cdc16b27c7b4d342cf6420db876b088', operation='INSERT', pgid='pgtrigger_insert_insert_68474', table='consultations_intervention', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='intervention',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."axis_id" IS DISTINCT FROM (NEW."axis_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_collective" IS DISTINCT FROM (NEW."is_collective") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."said_at" IS DISTINCT FROM (NEW."said_at") OR OLD."sealed" IS DISTINCT FROM (NEW."sealed") OR OLD."sealed_with" IS DISTINCT FROM (NEW."sealed_with") OR OLD."speaker_id" IS DISTINCT FROM (NEW."speaker_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."uid" IS DISTINCT FROM (NEW."uid") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "consultations_interventionevent" ("axis_id", "id", "is_collective", "kind", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "said_at", "sealed", "sealed_with", "speaker_id", "text", "uid", "version") VALUES (NEW."axis_id", NEW."id", NEW."is_collective", NEW."kind", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."said_at", NEW."sealed", NEW."sealed_with", NEW."speaker_id", NEW."text", NEW."uid", NEW."version"); RETURN NULL;', hash='c45b2d80356eb1e6dc138d491140a440c06173b2', operation='UPDATE', pgid='pgtrigger_update_update_d739c', table='consultations_intervention', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='intervention',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_interventionevent" ("axis_id", "id", "is_collective", "kind", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "said_at", "sealed", "sealed_with", "speaker_id", "text", "uid", "version") VALUES (OLD."axis_id", OLD."id", OLD."is_collective", OLD."kind", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."said_at", OLD."sealed", OLD."sealed_with", OLD."speaker_id", OLD."text", OLD."uid", OLD."version"); RETURN NULL;', hash='32d2838f397094c422cfaeccb29953c6507a7dc1', operation='DELETE', pgid='pgtrigger_delete_delete_c4742', table='consultations_intervention', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_meetingevent" ("answers_until", "capacity", "closed_at", "declared_associations", "declared_people", "declared_women", "ends_at", "held_on", "id", "invitation_rule", "is_demonstration", "key", "kind", "level", "map_url", "opened_at", "organiser_id", "part_of_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requester", "requesting_association_id", "series_id", "starts_at", "state", "state_sentence", "takes_registrations", "title", "unit_id", "venue", "version") VALUES (NEW."answers_until", NEW."capacity", NEW."closed_at", NEW."declared_associations", NEW."declared_people", NEW."declared_women", NEW."ends_at", NEW."held_on", NEW."id", NEW."invitation_rule", NEW."is_demonstration", NEW."key", NEW."kind", NEW."level", NEW."map_url", NEW."opened_at", NEW."organiser_id", NEW."part_of_day", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."requester", NEW."requesting_association_id", NEW."series_id", NEW."starts_at", NEW."state", NEW."state_sentence", NEW."takes_registrations", NEW."title", NEW."unit_id", NEW."venue", NEW."version"); RETURN NULL;', hash='0c141755202d00a916603f70579978a559da4cb9', operation='INSERT', pgid='pgtrigger_insert_insert_a0eea', table='consultations_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answers_until" IS DISTINCT FROM (NEW."answers_until") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."declared_associations" IS DISTINCT FROM (NEW."declared_associations") OR OLD."declared_people" IS DISTINCT FROM (NEW."declared_people") OR OLD."declared_women" IS DISTINCT FROM (NEW."declared_women") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invitation_rule" IS DISTINCT FROM (NEW."invitation_rule") OR OLD."is_demonstration" IS DISTINCT FROM (NEW."is_demonstration") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."map_url" IS DISTINCT FROM (NEW."map_url") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."organiser_id" IS DISTINCT FROM (NEW."organiser_id") OR OLD."part_of_day" IS DISTINCT FROM (NEW."part_of_day") OR OLD."requester" IS DISTINCT FROM (NEW."requester") OR OLD."requesting_association_id" IS DISTINCT FROM (NEW."requesting_association_id") OR OLD."series_id" IS DISTINCT FROM (NEW."series_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_sentence" IS DISTINCT FROM (NEW."state_sentence") OR OLD."takes_registrations" IS DISTINCT FROM (NEW."takes_registrations") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."venue" IS DISTINCT FROM (NEW."venue") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "consultations_meetingevent" ("answers_until", "capacity", "closed_at", "declared_associations", "declared_people", "declared_women", "ends_at", "held_on", "id", "invitation_rule", "is_demonstration", "key", "kind", "level", "map_url", "opened_at", "organiser_id", "part_of_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requester", "requesting_association_id", "series_id", "starts_at", "state", "state_sentence", "takes_registrations", "title", "unit_id", "venue", "version") VALUES (NEW."answers_until", NEW."capacity", NEW."closed_at", NEW."declared_associations", NEW."declared_people", NEW."declared_women", NEW."ends_at", NEW."held_on", NEW."id", NEW."invitation_rule", NEW."is_demonstration", NEW."key", NEW."kind", NEW."level", NEW."map_url", NEW."opened_at", NEW."organiser_id", NEW."part_of_day", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."requester", NEW."requesting_association_id", NEW."series_id", NEW."starts_at", NEW."state", NEW."state_sentence", NEW."takes_registrations", NEW."title", NEW."unit_id", NEW."venue", NEW."version"); RETURN NULL;', hash='63475cd447573216129e672c011887aacc1f1dc9', operation='UPDATE', pgid='pgtrigger_update_update_ea072', table='consultations_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_meetingevent" ("answers_until", "capacity", "closed_at", "declared_associations", "declared_people", "declared_women", "ends_at", "held_on", "id", "invitation_rule", "is_demonstration", "key", "kind", "level", "map_url", "opened_at", "organiser_id", "part_of_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requester", "requesting_association_id", "series_id", "starts_at", "state", "state_sentence", "takes_registrations", "title", "unit_id", "venue", "version") VALUES (OLD."answers_until", OLD."capacity", OLD."closed_at", OLD."declared_associations", OLD."declared_people", OLD."declared_women", OLD."ends_at", OLD."held_on", OLD."id", OLD."invitation_rule", OLD."is_demonstration", OLD."key", OLD."kind", OLD."level", OLD."map_url", OLD."opened_at", OLD."organiser_id", OLD."part_of_day", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."requester", OLD."requesting_association_id", OLD."series_id", OLD."starts_at", OLD."state", OLD."state_sentence", OLD."takes_registrations", OLD."title", OLD."unit_id", OLD."venue", OLD."version"); RETURN NULL;', hash='0c740b0628d0e378dadc6810cf13774abc086776', operation='DELETE', pgid='pgtrigger_delete_delete_3b447', table='consultations_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='point',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_pointevent" ("demand_id", "due_on", "id", "kind", "meeting_id", "owner_institution_id", "owner_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "substance", "text", "title", "uid", "version") VALUES (NEW."demand_id", NEW."due_on", NEW."id", NEW."kind", NEW."meeting_id", NEW."owner_institution_id", NEW."owner_unit_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."substance", NEW."text", NEW."title", NEW."uid", NEW."version"); RETURN NULL;', hash='f887ce711c495c9263e4446163aa60e4677780b5', operation='INSERT', pgid='pgtrigger_insert_insert_5621d', table='consultations_point', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='point',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."demand_id" IS DISTINCT FROM (NEW."demand_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."owner_institution_id" IS DISTINCT FROM (NEW."owner_institution_id") OR OLD."owner_unit_id" IS DISTINCT FROM (NEW."owner_unit_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."substance" IS DISTINCT FROM (NEW."substance") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."uid" IS DISTINCT FROM (NEW."uid") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "consultations_pointevent" ("demand_id", "due_on", "id", "kind", "meeting_id", "owner_institution_id", "owner_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "substance", "text", "title", "uid", "version") VALUES (NEW."demand_id", NEW."due_on", NEW."id", NEW."kind", NEW."meeting_id", NEW."owner_institution_id", NEW."owner_unit_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."substance", NEW."text", NEW."title", NEW."uid", NEW."version"); RETURN NULL;', hash='1e503c348d62f2d4db48af95bb7f7ae61d815c9c', operation='UPDATE', pgid='pgtrigger_update_update_d8273', table='consultations_point', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='point',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_pointevent" ("demand_id", "due_on", "id", "kind", "meeting_id", "owner_institution_id", "owner_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "substance", "text", "title", "uid", "version") VALUES (OLD."demand_id", OLD."due_on", OLD."id", OLD."kind", OLD."meeting_id", OLD."owner_institution_id", OLD."owner_unit_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."substance", OLD."text", OLD."title", OLD."uid", OLD."version"); RETURN NULL;', hash='627b014636eeb67ab7de4de866255b4341d1ed5a', operation='DELETE', pgid='pgtrigger_delete_delete_d8b8c', table='consultations_point', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sealed', b''), ('sealed_with', ''), models.Q(('text', {'ar': '', 'en': '', 'fr': ''}), _negated=True)), models.Q(models.Q(('sealed', b''), _negated=True), models.Q(('sealed_with', ''), _negated=True), ('text', {'ar': '', 'en': '', 'fr': ''})), _connector='OR'), name='intervention_is_sealed_or_readable', violation_error_message='Write what was said.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('map_url', ''), ('map_url__startswith', 'https://'), _connector='OR'), name='meeting_map_is_https', violation_error_message='Give an address that begins with https://.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('capacity', None), ('capacity__gt', 0), _connector='OR'), name='meeting_has_a_place', violation_error_message='Give at least one place, or leave the number empty.'),
        ),
        migrations.AddConstraint(
            model_name='point',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['commitment', 'decision']), models.Q(('due_on', None), ('owner_institution', None), ('owner_unit', None)), _connector='OR'), name='point_is_owed_if_promised', violation_error_message='Only a commitment or a decision has somebody who owes it and a date.'),
        ),
        migrations.AddConstraint(
            model_name='point',
            constraint=models.CheckConstraint(condition=models.Q(('owner_unit', None), ('owner_institution', None), _connector='OR'), name='point_is_owed_by_one_body', violation_error_message='Name one body: a police unit or another body.'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='axis',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='consultations.axis', verbose_name='discussion topic'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='concern',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='proposals.concern'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='demand',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='proposals.demand'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda_items', to='consultations.meeting'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='axis',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='consultations.axis', verbose_name='discussion topic'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='concern',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='proposals.concern'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='demand',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='proposals.demand'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='meeting',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='consultations.meeting'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='consultations.agendaitem'),
        ),
        migrations.AddField(
            model_name='axisrun',
            name='axis',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='consultations.axis'),
        ),
        migrations.AddField(
            model_name='axisrun',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='axis_runs', to='consultations.meeting'),
        ),
        migrations.AddField(
            model_name='contributionopening',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contributionopening',
            name='intervention',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='consultations.intervention'),
        ),
        migrations.AddField(
            model_name='draftedsentence',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafted_sentences', to='consultations.report'),
        ),
        migrations.AddField(
            model_name='meetingareaevent',
            name='area',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.area'),
        ),
        migrations.AddField(
            model_name='meetingareaevent',
            name='meeting',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='consultations.meeting'),
        ),
        migrations.AddField(
            model_name='meetingareaevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='meetingthemeevent',
            name='meeting',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='consultations.meeting'),
        ),
        migrations.AddField(
            model_name='meetingthemeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='meetingthemeevent',
            name='theme',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.theme'),
        ),
        migrations.AddField(
            model_name='operation',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='operation',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='operations', to='consultations.meeting'),
        ),
        migrations.AddField(
            model_name='registration',
            name='association',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='partners.association', verbose_name='association'),
        ),
        migrations.AddField(
            model_name='registration',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registration',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='consultations.meeting'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='registration',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='consultations.registration'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='registration',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='consultations.registration'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('women', None), models.Q(('is_group', True), ('people', None)), ('women__lte', models.F('people')), _connector='OR'), name='attendance_women_are_among_people', violation_error_message='There cannot be more women than persons.'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('is_woman', None), ('is_group', False), _connector='OR'), name='attendance_one_person_is_a_woman_or_not', violation_error_message='For several persons together give the number of women.'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('left_at', None), models.Q(('arrived_at__isnull', False), ('left_at__gte', models.F('arrived_at'))), _connector='OR'), name='attendance_leaves_after_arriving', violation_error_message='Nobody leaves before arriving.'),
        ),
        migrations.AddField(
            model_name='registrationevent',
            name='association',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.association', verbose_name='association'),
        ),
        migrations.AddField(
            model_name='registrationevent',
            name='made_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registrationevent',
            name='meeting',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='consultations.meeting'),
        ),
        migrations.AddField(
            model_name='registrationevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='registrationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='consultations.registration'),
        ),
        migrations.AddField(
            model_name='turn',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='consultations.meeting'),
        ),
        migrations.AddField(
            model_name='turn',
            name='speaker',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='consultations.attendance', verbose_name='speaker'),
        ),
        migrations.CreateModel(
            name='MeetingArea',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('consultations.meeting_areas',),
        ),
        migrations.CreateModel(
            name='MeetingTheme',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('consultations.meeting_themes',),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('demand', None), ('concern', None), _connector='XOR'), name='agenda_item_is_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'demand'), name='agenda_demand_once', violation_error_message='This demand is on the agenda already.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'concern'), name='agenda_concern_once', violation_error_message='This concern is on the agenda already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_agendaitemevent" ("axis_id", "concern_id", "demand_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."axis_id", NEW."concern_id", NEW."demand_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;', hash='b432a98641e195117066ff8dae0b6745d0a8717f', operation='INSERT', pgid='pgtrigger_insert_insert_6f24e', table='consultations_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consultations_agendaitemevent" ("axis_id", "concern_id", "demand_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."axis_id", NEW."concern_id", NEW."demand_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;', hash='91e2581fcd5019caaee2275c857d9b2df2731dd8', operation='UPDATE', pgid='pgtrigger_update_update_84f49', table='consultations_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_agendaitemevent" ("axis_id", "concern_id", "demand_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."axis_id", OLD."concern_id", OLD."demand_id", OLD."id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;', hash='0adee2a5f2e2bb5ba08c4f840791988b0ff9d576', operation='DELETE', pgid='pgtrigger_delete_delete_1557b', table='consultations_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='23f82bc3a3d6530a09c5ce962e1d08fb4d28f1f1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_31618', table='consultations_agendaitemevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='axisrun',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('meeting',), name='axis_run_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='axisrun',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='axis_run_ends_after_it_starts'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contributionopening',
            trigger=pgtrigger.compiler.Trigger(name='contribution_openings_are_for_ever', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bdaa2e19cf33360f086b9cc8b614794cca80152e', operation='UPDATE OR DELETE', pgid='pgtrigger_contribution_openings_are_for_ever_bbe21', table='consultations_contributionopening', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='draftedsentence',
            constraint=models.UniqueConstraint(fields=('report', 'section', 'position'), name='drafted_sentence_in_its_place'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingareaevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b5c9061e6ab3541d1acb5147a5b57fe1081d1d4e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_07312', table='consultations_meetingareaevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingthemeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='631e7fe01bc06a76a8a0e22ec2a73aa7ca278e21', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_44906', table='consultations_meetingthemeevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='operation',
            index=models.Index(fields=['meeting', 'at'], name='operation_of_meeting'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['meeting', 'state', 'queued_at', 'id'], name='registration_waiting_list'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(fields=('meeting', 'association'), name='registration_association_once', violation_error_message='This association is registered or invited already.'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(condition=models.Q(('association', None)), fields=('meeting', 'email'), name='registration_address_once'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('association__isnull', False), models.Q(models.Q(('organisation', ''), _negated=True), models.Q(('email', ''), _negated=True)), _connector='OR'), name='registration_says_who'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('people__gte', 1), ('people__lte', 20)), name='registration_of_some_people', violation_error_message='Between 1 and 20 persons can come together.'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('women', None), ('women__lte', models.F('people')), _connector='OR'), name='registration_women_are_among_people', violation_error_message='There cannot be more women than persons.'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), _negated=True), ('queued_at__isnull', False), _connector='OR'), name='registration_waits_since'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='legal_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{declined:invited,declined:registered,declined:removed,declined:waiting,invited:declined,invited:registered,invited:removed,invited:waiting,registered:declined,registered:removed,removed:invited,unconfirmed:registered,unconfirmed:removed,unconfirmed:waiting,waiting:declined,waiting:registered,waiting:removed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='589475e7136dcc224ab4fee4a0599d6d5d80dc0e', operation='UPDATE', pgid='pgtrigger_legal_moves_a05cc', table='consultations_registration', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='registrations_are_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='30443e52f2be92b0f26a87774f935008b42c9d68', operation='DELETE', pgid='pgtrigger_registrations_are_kept_42958', table='consultations_registration', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_registrationevent" ("answered_at", "association_id", "code", "contact_function", "email", "id", "is_invited", "language", "made_at", "made_by_id", "meeting_id", "organisation", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "queued_at", "state", "women") VALUES (NEW."answered_at", NEW."association_id", NEW."code", NEW."contact_function", NEW."email", NEW."id", NEW."is_invited", NEW."language", NEW."made_at", NEW."made_by_id", NEW."meeting_id", NEW."organisation", NEW."people", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."queued_at", NEW."state", NEW."women"); RETURN NULL;', hash='be2098803f3b09747dc1517f20c1a0295ae7ef0a', operation='INSERT', pgid='pgtrigger_insert_insert_a755f', table='consultations_registration', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."association_id" IS DISTINCT FROM (NEW."association_id") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."contact_function" IS DISTINCT FROM (NEW."contact_function") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_invited" IS DISTINCT FROM (NEW."is_invited") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."organisation" IS DISTINCT FROM (NEW."organisation") OR OLD."people" IS DISTINCT FROM (NEW."people") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."queued_at" IS DISTINCT FROM (NEW."queued_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."women" IS DISTINCT FROM (NEW."women"))', func='INSERT INTO "consultations_registrationevent" ("answered_at", "association_id", "code", "contact_function", "email", "id", "is_invited", "language", "made_at", "made_by_id", "meeting_id", "organisation", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "queued_at", "state", "women") VALUES (NEW."answered_at", NEW."association_id", NEW."code", NEW."contact_function", NEW."email", NEW."id", NEW."is_invited", NEW."language", NEW."made_at", NEW."made_by_id", NEW."meeting_id", NEW."organisation", NEW."people", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."queued_at", NEW."state", NEW."women"); RETURN NULL;', hash='ffaec5da7ce7a516d8f2b9fe4932b617eda92d02', operation='UPDATE', pgid='pgtrigger_update_update_3d987', table='consultations_registration', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_registrationevent" ("answered_at", "association_id", "code", "contact_function", "email", "id", "is_invited", "language", "made_at", "made_by_id", "meeting_id", "organisation", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "queued_at", "state", "women") VALUES (OLD."answered_at", OLD."association_id", OLD."code", OLD."contact_function", OLD."email", OLD."id", OLD."is_invited", OLD."language", OLD."made_at", OLD."made_by_id", OLD."meeting_id", OLD."organisation", OLD."people", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."queued_at", OLD."state", OLD."women"); RETURN NULL;', hash='96b77beb3f4c921525d2ffd385288ca22d153902', operation='DELETE', pgid='pgtrigger_delete_delete_0ed83', table='consultations_registration', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registrationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5bd597b9663d8c24ce47f4f6e5f6e57450114b31', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_63599', table='consultations_registrationevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='turn',
            index=models.Index(fields=['meeting', 'position'], name='turn_order'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('started_at__isnull', False)), fields=('meeting',), name='turn_one_speaks_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), ('started_at__isnull', False), _connector='OR'), name='turn_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.CheckConstraint(condition=models.Q(('stood_down_at', None), ('started_at', None), _connector='OR'), name='turn_stands_down_before_it_starts'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingarea',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_meetingareaevent" ("area_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."area_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='1dfc3b1911cf8898d699415fa3951c5a338ea240', operation='INSERT', pgid='pgtrigger_insert_insert_5d729', table='consultations_meeting_areas', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingarea',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consultations_meetingareaevent" ("area_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."area_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='501cefce811ecc01ff8a41c3319cfc1b71307c81', operation='UPDATE', pgid='pgtrigger_update_update_e11bc', table='consultations_meeting_areas', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingarea',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_meetingareaevent" ("area_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."area_id", OLD."id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='488efd34cea98254abd81a3a733332c35d95b33c', operation='DELETE', pgid='pgtrigger_delete_delete_097e2', table='consultations_meeting_areas', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtheme',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_meetingthemeevent" ("id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "theme_id") VALUES (NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."theme_id"); RETURN NULL;', hash='340ff832c4e4fc52ff70c036a8b3f8e6acaa46e3', operation='INSERT', pgid='pgtrigger_insert_insert_ed8b3', table='consultations_meeting_themes', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtheme',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "consultations_meetingthemeevent" ("id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "theme_id") VALUES (NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."theme_id"); RETURN NULL;', hash='70a7a34d354106eeab44f7dbf4860d8f4004169b', operation='UPDATE', pgid='pgtrigger_update_update_e9416', table='consultations_meeting_themes', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtheme',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_meetingthemeevent" ("id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "theme_id") VALUES (OLD."id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."theme_id"); RETURN NULL;', hash='e370022cc36e3c95589ad8e233f2063db613384c', operation='DELETE', pgid='pgtrigger_delete_delete_32d70', table='consultations_meeting_themes', when='AFTER')),
        ),
    ]
