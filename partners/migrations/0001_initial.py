import core.first_migration
import core.text.texts
import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import partners.slugs
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('core', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('reference', '0001_initial'),
    ]

    operations = [
        core.first_migration.CreateModels(
            models=[migrations.CreateModel(
                name='Association',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('key', models.SlugField(default=partners.slugs.new_key, editable=False, max_length=20, unique=True)),
                    ('name', core.text.texts.TextsField(verbose_name='name')),
                    ('name_stems', models.TextField(blank=True, editable=False)),
                    ('purpose', core.text.texts.TextsField(blank=True, verbose_name='object')),
                    ('seat', models.CharField(blank=True, max_length=200, verbose_name='seat')),
                    ('phone', models.CharField(blank=True, max_length=16, verbose_name='phone')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address for contact')),
                    ('receipt_status', models.CharField(blank=True, choices=[('provisional', 'provisional'), ('final', 'final'), ('refused_or_pending', 'refused, or not yet given')], max_length=20, verbose_name='receipt of the declaration')),
                    ('receipt_number', models.CharField(blank=True, max_length=60, verbose_name='number of the receipt')),
                    ('receipt_date', models.DateField(blank=True, null=True, verbose_name='date of the receipt')),
                    ('receipt_authority', models.CharField(blank=True, max_length=120, verbose_name='authority that gave it')),
                    ('in_directory', models.BooleanField(default=False, verbose_name='show the association in the public directory')),
                    ('shows', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('seat', 'the seat'), ('purpose', 'the object'), ('phone', 'the phone number'), ('email', 'the e-mail address'), ('functions', 'the functions of its representatives, never their names')], max_length=20), blank=True, default=list, size=None, verbose_name='show also')),
                    ('state', models.CharField(choices=[('pending', 'pending'), ('verified', 'verified'), ('not_verified', 'not verified'), ('suspended', 'suspended')], default='pending', editable=False, max_length=20, verbose_name='verification')),
                    ('state_reason', models.TextField(blank=True, editable=False, verbose_name='reason given to the association')),
                    ('registered_at', models.DateTimeField(auto_now_add=True)),
                    ('waits_since', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('areas', models.ManyToManyField(blank=True, to='reference.area', verbose_name='areas')),
                    ('authors', models.ManyToManyField(blank=True, help_text='Authors of changes since the page was last approved.', related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('receipt_scan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.storedfile', verbose_name='scan of the receipt')),
                    ('themes', models.ManyToManyField(blank=True, to='reference.theme', verbose_name='themes')),
                ],
                options={
                    'verbose_name': 'association',
                    'verbose_name_plural': 'associations',
                    'ordering': ['-registered_at', '-id'],
                    'indexes': [models.Index(fields=['-registered_at', '-id'], name='association_newest'), models.Index(fields=['name_stems'], name='association_same_name'), models.Index(condition=models.Q(('waits_since__isnull', False)), fields=['waits_since', 'id'], name='association_waits')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('phone', ''), ('phone__regex', '^\\+[1-9][0-9]{5,14}$'), _connector='OR'), name='association_phone_is_e164'), models.CheckConstraint(condition=models.Q(('email', ''), ('email__regex', "^[a-z0-9#$&'*+/=?^_`{|}~-]+(\\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$"), _connector='OR'), name='association_address_is_canonical'), models.CheckConstraint(condition=models.Q(('receipt_date__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))), name='association_receipt_on_a_possible_day', violation_error_message='This day cannot be right: it lies too far back or too far ahead.')],
                },
            ), migrations.CreateModel(
                name='AssociationAreaEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('area', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.area')),
                    ('association', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='AssociationAuthorEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('association', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('user', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='AssociationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('key', models.SlugField(db_index=False, default=partners.slugs.new_key, editable=False, max_length=20)),
                    ('name', core.text.texts.TextsField(verbose_name='name')),
                    ('name_stems', models.TextField(blank=True, editable=False)),
                    ('purpose', core.text.texts.TextsField(blank=True, verbose_name='object')),
                    ('seat', models.CharField(blank=True, max_length=200, verbose_name='seat')),
                    ('phone', models.CharField(blank=True, max_length=16, verbose_name='phone')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address for contact')),
                    ('receipt_status', models.CharField(blank=True, choices=[('provisional', 'provisional'), ('final', 'final'), ('refused_or_pending', 'refused, or not yet given')], max_length=20, verbose_name='receipt of the declaration')),
                    ('receipt_number', models.CharField(blank=True, max_length=60, verbose_name='number of the receipt')),
                    ('receipt_date', models.DateField(blank=True, null=True, verbose_name='date of the receipt')),
                    ('receipt_authority', models.CharField(blank=True, max_length=120, verbose_name='authority that gave it')),
                    ('in_directory', models.BooleanField(default=False, verbose_name='show the association in the public directory')),
                    ('shows', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('seat', 'the seat'), ('purpose', 'the object'), ('phone', 'the phone number'), ('email', 'the e-mail address'), ('functions', 'the functions of its representatives, never their names')], max_length=20), blank=True, default=list, size=None, verbose_name='show also')),
                    ('state', models.CharField(choices=[('pending', 'pending'), ('verified', 'verified'), ('not_verified', 'not verified'), ('suspended', 'suspended')], default='pending', editable=False, max_length=20, verbose_name='verification')),
                    ('state_reason', models.TextField(blank=True, editable=False, verbose_name='reason given to the association')),
                    ('registered_at', models.DateTimeField(auto_now_add=True)),
                    ('waits_since', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.association')),
                    ('receipt_scan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.storedfile', verbose_name='scan of the receipt')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='AssociationStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('signed_up', 'Signed up on the portal'), ('registered', 'Registered by the cell'), ('asked', 'The cell asks'), ('answered', 'The association answers'), ('verified', 'Verified'), ('confirmed', 'Changes looked at'), ('refused', 'Not verified'), ('suspended', 'Suspended'), ('kept', 'Read; the decision stays'), ('restored', 'Suspension lifted'), ('handed_over', 'The presidency was handed over'), ('role_changed', 'The cell changed a function')], max_length=20)),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('sentence', models.TextField(blank=True, verbose_name='sentence')),
                    ('facts', models.JSONField(blank=True, default=dict)),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='partners.association')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['at', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['asked', 'answered', 'refused', 'suspended', 'kept', 'role_changed']), _negated=True), models.Q(('sentence', ''), _negated=True), _connector='OR'), name='association_step_says_why', violation_error_message='Say why, in a sentence for the association.')],
                },
            ), migrations.CreateModel(
                name='AssociationThemeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('association', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('theme', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.theme')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                    ('role', models.CharField(choices=[('president', 'president'), ('vice_president', 'vice-president'), ('secretary', 'secretary'), ('treasurer', 'treasurer'), ('board', 'member of the board'), ('representative', 'representative')], max_length=20, verbose_name='role')),
                    ('language', models.CharField(choices=[('ar', 'ar'), ('fr', 'fr'), ('en', 'en')], max_length=2, verbose_name='language')),
                    ('nonce', models.CharField(max_length=32)),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField(auto_now_add=True)),
                    ('expires_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(blank=True, null=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='partners.association')),
                    ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('used_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-made_at', '-id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None), ('used_at', None)), fields=('association', 'email'), name='invitation_once_at_a_time'), models.CheckConstraint(condition=models.Q(('email__regex', "^[a-z0-9#$&'*+/=?^_`{|}~-]+(\\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$")), name='invitation_address_is_canonical'), models.CheckConstraint(condition=models.Q(models.Q(('used_at', None), ('used_by', None)), models.Q(('used_at__isnull', False), ('used_by__isnull', False)), _connector='OR'), name='invitation_used_by_somebody')],
                },
            ), migrations.CreateModel(
                name='InvitationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                    ('role', models.CharField(choices=[('president', 'president'), ('vice_president', 'vice-president'), ('secretary', 'secretary'), ('treasurer', 'treasurer'), ('board', 'member of the board'), ('representative', 'representative')], max_length=20, verbose_name='role')),
                    ('language', models.CharField(choices=[('ar', 'ar'), ('fr', 'fr'), ('en', 'en')], max_length=2, verbose_name='language')),
                    ('made_at', models.DateTimeField(auto_now_add=True)),
                    ('expires_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(blank=True, null=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.association')),
                    ('invited_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.invitation')),
                    ('used_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='InvitationMail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='partners.invitation')),
                ],
                options={
                    'indexes': [models.Index(fields=['by', 'at'], name='invitation_mails_of_a_day')],
                },
            ), migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('president', 'president'), ('vice_president', 'vice-president'), ('secretary', 'secretary'), ('treasurer', 'treasurer'), ('board', 'member of the board'), ('representative', 'representative')], max_length=20, verbose_name='role')),
                    ('since', models.DateField(default=django.utils.timezone.localdate, verbose_name='since')),
                    ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='partners.association')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('association', 'user'), name='membership_once_at_a_time'), models.UniqueConstraint(condition=models.Q(('role', 'president'), ('until', None)), fields=('association',), name='membership_one_president', violation_error_message='The association has a president already.'), models.CheckConstraint(condition=models.Q(('since__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), ('until__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))), name='membership_days_are_possible', violation_error_message='This day cannot be right: it lies too far back or too far ahead.')],
                },
            ), migrations.CreateModel(
                name='MembershipEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('role', models.CharField(choices=[('president', 'president'), ('vice_president', 'vice-president'), ('secretary', 'secretary'), ('treasurer', 'treasurer'), ('board', 'member of the board'), ('representative', 'representative')], max_length=20, verbose_name='role')),
                    ('since', models.DateField(default=django.utils.timezone.localdate, verbose_name='since')),
                    ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.membership')),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='AssociationArea',
                fields=[
                ],
                options={
                    'proxy': True,
                },
                bases=('partners.association_areas',),
            ), migrations.CreateModel(
                name='AssociationAuthor',
                fields=[
                ],
                options={
                    'proxy': True,
                },
                bases=('partners.association_authors',),
            ), migrations.CreateModel(
                name='AssociationTheme',
                fields=[
                ],
                options={
                    'proxy': True,
                },
                bases=('partners.association_themes',),
            )],
        ),
        core.first_migration.AddTriggers(
            triggers=[('association', pgtrigger.compiler.Trigger(name='legal_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{not_verified:not_verified,not_verified:verified,pending:not_verified,pending:pending,pending:verified,suspended:suspended,suspended:verified,verified:suspended,verified:verified}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='828e2fdbc514984abd0a415fde76dfe2d8cf6ad5', operation='UPDATE', pgid='pgtrigger_legal_moves_da01e', table='partners_association', when='BEFORE'))), ('association', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_associationevent" ("email", "id", "in_directory", "key", "name", "name_stems", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "purpose", "receipt_authority", "receipt_date", "receipt_number", "receipt_scan_id", "receipt_status", "registered_at", "seat", "shows", "state", "state_reason", "version", "waits_since") VALUES (NEW."email", NEW."id", NEW."in_directory", NEW."key", NEW."name", NEW."name_stems", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."purpose", NEW."receipt_authority", NEW."receipt_date", NEW."receipt_number", NEW."receipt_scan_id", NEW."receipt_status", NEW."registered_at", NEW."seat", NEW."shows", NEW."state", NEW."state_reason", NEW."version", NEW."waits_since"); RETURN NULL;', hash='940b5996479df20f379dbd1031615238b07fbba2', operation='INSERT', pgid='pgtrigger_insert_insert_3c0d3', table='partners_association', when='AFTER'))), ('association', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_associationevent" ("email", "id", "in_directory", "key", "name", "name_stems", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "purpose", "receipt_authority", "receipt_date", "receipt_number", "receipt_scan_id", "receipt_status", "registered_at", "seat", "shows", "state", "state_reason", "version", "waits_since") VALUES (NEW."email", NEW."id", NEW."in_directory", NEW."key", NEW."name", NEW."name_stems", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."purpose", NEW."receipt_authority", NEW."receipt_date", NEW."receipt_number", NEW."receipt_scan_id", NEW."receipt_status", NEW."registered_at", NEW."seat", NEW."shows", NEW."state", NEW."state_reason", NEW."version", NEW."waits_since"); RETURN NULL;', hash='7563b7cd85c54591a4e5dc43161b303ac0d56c76', operation='UPDATE', pgid='pgtrigger_update_update_9bd17', table='partners_association', when='AFTER'))), ('association', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_associationevent" ("email", "id", "in_directory", "key", "name", "name_stems", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "purpose", "receipt_authority", "receipt_date", "receipt_number", "receipt_scan_id", "receipt_status", "registered_at", "seat", "shows", "state", "state_reason", "version", "waits_since") VALUES (OLD."email", OLD."id", OLD."in_directory", OLD."key", OLD."name", OLD."name_stems", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."purpose", OLD."receipt_authority", OLD."receipt_date", OLD."receipt_number", OLD."receipt_scan_id", OLD."receipt_status", OLD."registered_at", OLD."seat", OLD."shows", OLD."state", OLD."state_reason", OLD."version", OLD."waits_since"); RETURN NULL;', hash='6440f2d5e037f23bc7c3738cb1872fc0f40bfca8', operation='DELETE', pgid='pgtrigger_delete_delete_8d735', table='partners_association', when='AFTER'))), ('associationareaevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6d71430416fe25616461d272da529a731aa8c4f6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9d5e3', table='partners_associationareaevent', when='BEFORE'))), ('associationauthorevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3bf16ab0d6e3a7af3d14926366b86c69d0896ad4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bf63d', table='partners_associationauthorevent', when='BEFORE'))), ('associationevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f37cfaa5a9d2a6a4f47f0314f030f0e941a13259', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ca986', table='partners_associationevent', when='BEFORE'))), ('associationstep', pgtrigger.compiler.Trigger(name='association_steps_are_for_ever', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5e2029bbea3056f43e939854cf70f91f34e3c47e', operation='UPDATE OR DELETE', pgid='pgtrigger_association_steps_are_for_ever_3016f', table='partners_associationstep', when='BEFORE'))), ('associationthemeevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='22888a239277bdc6fa4f69d4dcc8f6248e651230', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9583c', table='partners_associationthemeevent', when='BEFORE'))), ('invitation', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_invitationevent" ("association_id", "email", "expires_at", "id", "invited_by_id", "language", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role", "used_at", "used_by_id") VALUES (NEW."association_id", NEW."email", NEW."expires_at", NEW."id", NEW."invited_by_id", NEW."language", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."role", NEW."used_at", NEW."used_by_id"); RETURN NULL;', hash='4868d2dfe9a1a2c3a30639c2f52b6b20db89520c', operation='INSERT', pgid='pgtrigger_insert_insert_21287', table='partners_invitation', when='AFTER'))), ('invitation', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."association_id" IS DISTINCT FROM (NEW."association_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."used_at" IS DISTINCT FROM (NEW."used_at") OR OLD."used_by_id" IS DISTINCT FROM (NEW."used_by_id"))', func='INSERT INTO "partners_invitationevent" ("association_id", "email", "expires_at", "id", "invited_by_id", "language", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role", "used_at", "used_by_id") VALUES (NEW."association_id", NEW."email", NEW."expires_at", NEW."id", NEW."invited_by_id", NEW."language", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."role", NEW."used_at", NEW."used_by_id"); RETURN NULL;', hash='d06acfbd2b3c088e8ec35324fd644e1346ebc0de', operation='UPDATE', pgid='pgtrigger_update_update_daf67', table='partners_invitation', when='AFTER'))), ('invitation', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_invitationevent" ("association_id", "email", "expires_at", "id", "invited_by_id", "language", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role", "used_at", "used_by_id") VALUES (OLD."association_id", OLD."email", OLD."expires_at", OLD."id", OLD."invited_by_id", OLD."language", OLD."made_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."role", OLD."used_at", OLD."used_by_id"); RETURN NULL;', hash='d06ff70f47309d74919d8fd9b071f1efc8217f00', operation='DELETE', pgid='pgtrigger_delete_delete_45e62', table='partners_invitation', when='AFTER'))), ('invitationevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a6f850a04af03a78fdb580791c77fd2d32e2f49b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9be22', table='partners_invitationevent', when='BEFORE'))), ('membership', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_membershipevent" ("association_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "until", "user_id") VALUES (NEW."association_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."since", NEW."until", NEW."user_id"); RETURN NULL;', hash='334ded29826a5c7b42b5691cd7bc19efcb34a15f', operation='INSERT', pgid='pgtrigger_insert_insert_81abf', table='partners_membership', when='AFTER'))), ('membership', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_membershipevent" ("association_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "until", "user_id") VALUES (NEW."association_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."since", NEW."until", NEW."user_id"); RETURN NULL;', hash='6538d47b0d0b0da93af2965297542726f3b43ab5', operation='UPDATE', pgid='pgtrigger_update_update_668ed', table='partners_membership', when='AFTER'))), ('membership', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_membershipevent" ("association_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "until", "user_id") VALUES (OLD."association_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."since", OLD."until", OLD."user_id"); RETURN NULL;', hash='cc4e0473512311e8e61f61f4dc02f5c68d079e55', operation='DELETE', pgid='pgtrigger_delete_delete_25b49', table='partners_membership', when='AFTER'))), ('membershipevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2e5637e613c25e629b5d28ab1374b2e571093e13', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a4649', table='partners_membershipevent', when='BEFORE'))), ('associationarea', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_associationareaevent" ("area_id", "association_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."area_id", NEW."association_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='8f843544fcb1a125e49d28c60041e37579204308', operation='INSERT', pgid='pgtrigger_insert_insert_f3361', table='partners_association_areas', when='AFTER'))), ('associationarea', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_associationareaevent" ("area_id", "association_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."area_id", NEW."association_id", NEW."id", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='2a3eba04947cad6afdc0bf45ba500fc2f0b0f59a', operation='UPDATE', pgid='pgtrigger_update_update_2af1e', table='partners_association_areas', when='AFTER'))), ('associationarea', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_associationareaevent" ("area_id", "association_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."area_id", OLD."association_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='4a4e443076363f6c227e7abdffc0694f910b23e8', operation='DELETE', pgid='pgtrigger_delete_delete_eea32', table='partners_association_areas', when='AFTER'))), ('associationauthor', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_associationauthorevent" ("association_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."association_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."user_id"); RETURN NULL;', hash='aefbe98ff55156b5480bcb2f9116db92e6378b20', operation='INSERT', pgid='pgtrigger_insert_insert_969fb', table='partners_association_authors', when='AFTER'))), ('associationauthor', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_associationauthorevent" ("association_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."association_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."user_id"); RETURN NULL;', hash='a33df3b4386455621f7b1bf97ca3d186d929c12c', operation='UPDATE', pgid='pgtrigger_update_update_de380', table='partners_association_authors', when='AFTER'))), ('associationauthor', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_associationauthorevent" ("association_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (OLD."association_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."user_id"); RETURN NULL;', hash='299f1b65d2cd15048698c69bc98dc505c29c0017', operation='DELETE', pgid='pgtrigger_delete_delete_5e7c2', table='partners_association_authors', when='AFTER'))), ('associationtheme', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_associationthemeevent" ("association_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "theme_id") VALUES (NEW."association_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."theme_id"); RETURN NULL;', hash='10b887e71ae3202e749f04beeb99e44d3a72d82d', operation='INSERT', pgid='pgtrigger_insert_insert_7c2bf', table='partners_association_themes', when='AFTER'))), ('associationtheme', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_associationthemeevent" ("association_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "theme_id") VALUES (NEW."association_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."theme_id"); RETURN NULL;', hash='b603cd52404eaa47839e9ba5db081e99e0ca28fd', operation='UPDATE', pgid='pgtrigger_update_update_4d9f2', table='partners_association_themes', when='AFTER'))), ('associationtheme', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_associationthemeevent" ("association_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "theme_id") VALUES (OLD."association_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."theme_id"); RETURN NULL;', hash='67305ec6fdfa34e08c2c79e3445cb6e8e6c84efb', operation='DELETE', pgid='pgtrigger_delete_delete_74f65', table='partners_association_themes', when='AFTER')))],
        ),
    ]
