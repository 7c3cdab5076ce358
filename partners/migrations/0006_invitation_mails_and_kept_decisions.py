import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0005_keys_are_unique_one_president'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
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
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='association',
            name='legal_moves',
        ),
        migrations.RemoveConstraint(
            model_name='associationstep',
            name='association_step_says_why',
        ),
        migrations.AlterField(
            model_name='associationstep',
            name='kind',
            field=models.CharField(choices=[('signed_up', 'Signed up on the portal'), ('registered', 'Registered by the cell'), ('asked', 'The cell asks'), ('answered', 'The association answers'), ('verified', 'Verified'), ('confirmed', 'Changes looked at'), ('refused', 'Not verified'), ('suspended', 'Suspended'), ('kept', 'Read; the decision stays'), ('restored', 'Suspension lifted'), ('handed_over', 'The presidency was handed over'), ('role_changed', 'The cell changed a function')], max_length=20),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='association',
            trigger=pgtrigger.compiler.Trigger(name='legal_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{not_verified:not_verified,not_verified:verified,pending:not_verified,pending:pending,pending:verified,suspended:suspended,suspended:verified,verified:suspended,verified:verified}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='828e2fdbc514984abd0a415fde76dfe2d8cf6ad5', operation='UPDATE', pgid='pgtrigger_legal_moves_da01e', table='partners_association', when='BEFORE')),
        ),
        # Checked in the next migration, so that nobody waits for a look at every row.
        AddConstraintNotValid(
            model_name='associationstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['asked', 'answered', 'refused', 'suspended', 'kept', 'role_changed']), _negated=True), models.Q(('sentence', ''), _negated=True), _connector='OR'), name='association_step_says_why', violation_error_message='Say why, in a sentence for the association.'),
        ),
    ]
