
import core.texts
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0005_meeting_room'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='legal_moves',
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
        migrations.AddField(
            model_name='meeting',
            name='public_sentence',
            field=core.texts.TextsField(blank=True, db_default=models.Value({'ar': '', 'fr': '', 'en': ''}, models.JSONField()), editable=False, verbose_name='what readers are told'),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='public_sentence',
            field=core.texts.TextsField(blank=True, db_default=models.Value({'ar': '', 'fr': '', 'en': ''}, models.JSONField()), editable=False, verbose_name='what readers are told'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='legal_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{announced:announced,announced:cancelled,announced:in_session,announced:postponed,closed:in_session,draft:announced,draft:cancelled,draft:in_session,in_session:closed,postponed:announced,postponed:cancelled}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='be1af0f1fa8b01d44be60eceae1f0d8287c5fd2b', operation='UPDATE', pgid='pgtrigger_legal_moves_9380b', table='consultations_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_meetingevent" ("answers_until", "capacity", "closed_at", "declared_associations", "declared_people", "declared_women", "ends_at", "held_on", "id", "invitation_rule", "is_demonstration", "key", "kind", "level", "map_url", "opened_at", "organiser_id", "part_of_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_sentence", "requester", "requesting_association_id", "series_id", "starts_at", "state", "state_sentence", "takes_registrations", "title", "unit_id", "venue", "version") VALUES (NEW."answers_until", NEW."capacity", NEW."closed_at", NEW."declared_associations", NEW."declared_people", NEW."declared_women", NEW."ends_at", NEW."held_on", NEW."id", NEW."invitation_rule", NEW."is_demonstration", NEW."key", NEW."kind", NEW."level", NEW."map_url", NEW."opened_at", NEW."organiser_id", NEW."part_of_day", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_sentence", NEW."requester", NEW."requesting_association_id", NEW."series_id", NEW."starts_at", NEW."state", NEW."state_sentence", NEW."takes_registrations", NEW."title", NEW."unit_id", NEW."venue", NEW."version"); RETURN NULL;', hash='1f4c2cf936c2cbcbc8275110783d701f84ee28fe', operation='INSERT', pgid='pgtrigger_insert_insert_a0eea', table='consultations_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answers_until" IS DISTINCT FROM (NEW."answers_until") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."declared_associations" IS DISTINCT FROM (NEW."declared_associations") OR OLD."declared_people" IS DISTINCT FROM (NEW."declared_people") OR OLD."declared_women" IS DISTINCT FROM (NEW."declared_women") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invitation_rule" IS DISTINCT FROM (NEW."invitation_rule") OR OLD."is_demonstration" IS DISTINCT FROM (NEW."is_demonstration") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."map_url" IS DISTINCT FROM (NEW."map_url") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."organiser_id" IS DISTINCT FROM (NEW."organiser_id") OR OLD."part_of_day" IS DISTINCT FROM (NEW."part_of_day") OR OLD."public_sentence" IS DISTINCT FROM (NEW."public_sentence") OR OLD."requester" IS DISTINCT FROM (NEW."requester") OR OLD."requesting_association_id" IS DISTINCT FROM (NEW."requesting_association_id") OR OLD."series_id" IS DISTINCT FROM (NEW."series_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_sentence" IS DISTINCT FROM (NEW."state_sentence") OR OLD."takes_registrations" IS DISTINCT FROM (NEW."takes_registrations") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."venue" IS DISTINCT FROM (NEW."venue") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "consultations_meetingevent" ("answers_until", "capacity", "closed_at", "declared_associations", "declared_people", "declared_women", "ends_at", "held_on", "id", "invitation_rule", "is_demonstration", "key", "kind", "level", "map_url", "opened_at", "organiser_id", "part_of_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_sentence", "requester", "requesting_association_id", "series_id", "starts_at", "state", "state_sentence", "takes_registrations", "title", "unit_id", "venue", "version") VALUES (NEW."answers_until", NEW."capacity", NEW."closed_at", NEW."declared_associations", NEW."declared_people", NEW."declared_women", NEW."ends_at", NEW."held_on", NEW."id", NEW."invitation_rule", NEW."is_demonstration", NEW."key", NEW."kind", NEW."level", NEW."map_url", NEW."opened_at", NEW."organiser_id", NEW."part_of_day", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_sentence", NEW."requester", NEW."requesting_association_id", NEW."series_id", NEW."starts_at", NEW."state", NEW."state_sentence", NEW."takes_registrations", NEW."title", NEW."unit_id", NEW."venue", NEW."version"); RETURN NULL;', hash='fc080450d32d2fe67d5d730d40639dc1a3af7633', operation='UPDATE', pgid='pgtrigger_update_update_ea072', table='consultations_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "consultations_meetingevent" ("answers_until", "capacity", "closed_at", "declared_associations", "declared_people", "declared_women", "ends_at", "held_on", "id", "invitation_rule", "is_demonstration", "key", "kind", "level", "map_url", "opened_at", "organiser_id", "part_of_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_sentence", "requester", "requesting_association_id", "series_id", "starts_at", "state", "state_sentence", "takes_registrations", "title", "unit_id", "venue", "version") VALUES (OLD."answers_until", OLD."capacity", OLD."closed_at", OLD."declared_associations", OLD."declared_people", OLD."declared_women", OLD."ends_at", OLD."held_on", OLD."id", OLD."invitation_rule", OLD."is_demonstration", OLD."key", OLD."kind", OLD."level", OLD."map_url", OLD."opened_at", OLD."organiser_id", OLD."part_of_day", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_sentence", OLD."requester", OLD."requesting_association_id", OLD."series_id", OLD."starts_at", OLD."state", OLD."state_sentence", OLD."takes_registrations", OLD."title", OLD."unit_id", OLD."venue", OLD."version"); RETURN NULL;', hash='ff60ac1c2dfddba9de75ac15de59f69d7a8641ff', operation='DELETE', pgid='pgtrigger_delete_delete_3b447', table='consultations_meeting', when='AFTER')),
        ),
    ]
