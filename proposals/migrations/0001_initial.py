import core.first_migration
import core.text.texts
import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('core', '0001_initial'),
        ('partners', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('reference', '0001_initial'),
    ]

    operations = [
        core.first_migration.CreateModels(
            models=[migrations.CreateModel(
                name='Concern',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=20, unique=True, verbose_name='reference')),
                    ('submission', models.UUIDField(help_text='The draft from which it was sent. A retry finds the row by it.', unique=True)),
                    ('follow_hash', models.CharField(max_length=64, unique=True)),
                    ('follow_round', models.PositiveSmallIntegerField(db_default=0, default=0, help_text='Number of times the association asked for a new follow-up link. Older links no longer work.')),
                    ('channel', models.CharField(choices=[('online', 'online'), ('paper', 'on paper'), ('phone', 'by phone')], max_length=10, verbose_name='received')),
                    ('received_at', models.DateTimeField(verbose_name='received at')),
                    ('kind', models.CharField(choices=[('concern', 'concern'), ('proposal', 'proposal'), ('observation', 'observation')], max_length=20, verbose_name='kind')),
                    ('use', models.CharField(choices=[('public_named', 'public, with the association’s name'), ('public_unnamed', 'public, without the association’s name'), ('cell_only', 'for the cell only')], max_length=20, verbose_name='who may read it')),
                    ('language', models.CharField(choices=[('ar', 'ar'), ('fr', 'fr'), ('en', 'en')], max_length=2)),
                    ('title', models.CharField(blank=True, max_length=200, verbose_name='in one sentence')),
                    ('text', models.TextField(blank=True, verbose_name='what happens')),
                    ('suggestion', models.TextField(blank=True, verbose_name='what the association suggests')),
                    ('place', models.CharField(blank=True, max_length=300, verbose_name='place, in words')),
                    ('since', models.CharField(blank=True, choices=[('week', 'this week'), ('month', 'one to four weeks'), ('quarter', 'one to three months'), ('longer', 'more than three months')], max_length=20, verbose_name='since when')),
                    ('times', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('morning', 'in the morning'), ('noon', 'around noon'), ('afternoon', 'in the afternoon'), ('evening', 'in the evening'), ('night', 'at night'), ('school', 'when schools open and close'), ('weekend', 'at the weekend')], max_length=20), blank=True, default=list, size=None)),
                    ('sealed', models.BinaryField(blank=True, default=b'')),
                    ('sealed_with', models.CharField(blank=True, max_length=40)),
                    ('state', models.CharField(choices=[('submitted', 'submitted'), ('under_review', 'under review'), ('awaiting', 'awaiting clarification'), ('accepted', 'accepted'), ('answered', 'answered'), ('declined', 'declined'), ('referred', 'referred to another body'), ('withdrawn', 'withdrawn')], default='submitted', editable=False, max_length=20, verbose_name='state')),
                    ('due_at', models.DateTimeField(blank=True, help_text='Empty when no answer from the cell is due.', null=True, verbose_name='promised for')),
                    ('areas', models.ManyToManyField(blank=True, to='reference.area', verbose_name='areas')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concerns', to='partners.association')),
                    ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('themes', models.ManyToManyField(blank=True, to='reference.theme', verbose_name='themes')),
                ],
                options={
                    'verbose_name': 'submission',
                    'verbose_name_plural': 'submissions',
                    'ordering': ['-received_at', '-id'],
                    'indexes': [models.Index(fields=['-received_at', '-id'], name='concern_newest'), models.Index(fields=['association', '-received_at', '-id'], name='concern_of_association'), models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at', 'id'], name='concern_promise'), models.Index(fields=['state', '-received_at', '-id'], name='concern_in_state')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('use', 'cell_only'), models.Q(('sealed', b''), _negated=True), models.Q(('sealed_with', ''), _negated=True), ('place', ''), ('since', ''), ('suggestion', ''), ('text', ''), ('times', []), ('title', '')), models.Q(models.Q(('use', 'cell_only'), _negated=True), ('sealed', b''), ('sealed_with', ''), models.Q(('title', ''), _negated=True), models.Q(('text', ''), _negated=True)), _connector='OR'), name='concern_is_sealed_or_readable'), models.CheckConstraint(condition=models.Q(('received_at__range', (datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), datetime.datetime(2199, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))), ('due_at__range', (datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), datetime.datetime(2199, 12, 31, 0, 0, tzinfo=datetime.timezone.utc)))), name='concern_times_are_possible', violation_error_message='This day cannot be right: it lies too far back or too far ahead.')],
                },
            ), migrations.CreateModel(
                name='ConcernAreaEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('area', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.area')),
                    ('concern', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='proposals.concern')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='ConcernEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('reference', models.CharField(max_length=20, verbose_name='reference')),
                    ('submission', models.UUIDField(help_text='The draft from which it was sent. A retry finds the row by it.')),
                    ('follow_round', models.PositiveSmallIntegerField(db_default=0, default=0, help_text='Number of times the association asked for a new follow-up link. Older links no longer work.')),
                    ('channel', models.CharField(choices=[('online', 'online'), ('paper', 'on paper'), ('phone', 'by phone')], max_length=10, verbose_name='received')),
                    ('received_at', models.DateTimeField(verbose_name='received at')),
                    ('kind', models.CharField(choices=[('concern', 'concern'), ('proposal', 'proposal'), ('observation', 'observation')], max_length=20, verbose_name='kind')),
                    ('use', models.CharField(choices=[('public_named', 'public, with the association’s name'), ('public_unnamed', 'public, without the association’s name'), ('cell_only', 'for the cell only')], max_length=20, verbose_name='who may read it')),
                    ('language', models.CharField(choices=[('ar', 'ar'), ('fr', 'fr'), ('en', 'en')], max_length=2)),
                    ('since', models.CharField(blank=True, choices=[('week', 'this week'), ('month', 'one to four weeks'), ('quarter', 'one to three months'), ('longer', 'more than three months')], max_length=20, verbose_name='since when')),
                    ('times', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('morning', 'in the morning'), ('noon', 'around noon'), ('afternoon', 'in the afternoon'), ('evening', 'in the evening'), ('night', 'at night'), ('school', 'when schools open and close'), ('weekend', 'at the weekend')], max_length=20), blank=True, default=list, size=None)),
                    ('sealed_with', models.CharField(blank=True, max_length=40)),
                    ('state', models.CharField(choices=[('submitted', 'submitted'), ('under_review', 'under review'), ('awaiting', 'awaiting clarification'), ('accepted', 'accepted'), ('answered', 'answered'), ('declined', 'declined'), ('referred', 'referred to another body'), ('withdrawn', 'withdrawn')], default='submitted', editable=False, max_length=20, verbose_name='state')),
                    ('due_at', models.DateTimeField(blank=True, help_text='Empty when no answer from the cell is due.', null=True, verbose_name='promised for')),
                    ('association', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.association')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='proposals.concern')),
                    ('submitted_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='ConcernFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sealed_name', models.BinaryField(blank=True, default=b'')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('concern', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='proposals.concern')),
                    ('stored', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ],
                options={
                    'ordering': ['position', 'id'],
                },
            ), migrations.CreateModel(
                name='ConcernStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('move', models.CharField(max_length=20)),
                    ('state', models.CharField(choices=[('submitted', 'submitted'), ('under_review', 'under review'), ('awaiting', 'awaiting clarification'), ('accepted', 'accepted'), ('answered', 'answered'), ('declined', 'declined'), ('referred', 'referred to another body'), ('withdrawn', 'withdrawn')], max_length=20)),
                    ('at', models.DateTimeField()),
                    ('is_from_cell', models.BooleanField()),
                    ('sentence', models.TextField(blank=True, verbose_name='sentence for the association')),
                    ('reason', models.CharField(blank=True, choices=[('not_clear', 'not clear enough, and the question stayed without an answer'), ('personal_case', 'the case of one person, which needs a complaint to the police or to the public prosecutor'), ('names_people', 'accuses or insults people who can be recognised'), ('outside_security', 'not about security, and no public body is in charge of it'), ('sent_twice', 'sent before by the same association'), ('not_serious', 'a test or an empty message')], max_length=20, verbose_name='reason')),
                    ('sealed', models.BinaryField(blank=True, default=b'')),
                    ('sealed_with', models.CharField(blank=True, max_length=40)),
                    ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.institution', verbose_name='competent body')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('concern', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='proposals.concern')),
                ],
                options={
                    'ordering': ['at', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='declined_with_a_reason', violation_error_message='Choose the reason.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'referred'), _negated=True), ('body__isnull', False), _connector='OR'), name='referred_to_a_named_body', violation_error_message='Name the competent body.'), models.CheckConstraint(condition=models.Q(models.Q(('is_from_cell', True), _negated=True), ('move__in', ['submit', 'begin']), models.Q(('sentence', ''), _negated=True), _connector='OR'), name='step_of_the_cell_says_why', violation_error_message='Write a sentence for the association.')],
                },
            ), migrations.CreateModel(
                name='ConcernThemeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('concern', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='proposals.concern')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('theme', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.theme')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Demand',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('number', models.PositiveIntegerField(editable=False, unique=True, verbose_name='number')),
                    ('title', core.text.texts.TextsField(verbose_name='the demand, in one sentence')),
                    ('details', core.text.texts.TextsField(blank=True, verbose_name='details')),
                    ('state', models.CharField(choices=[('registered', 'registered'), ('studying', 'under study'), ('planned', 'planned'), ('in_progress', 'in progress'), ('done', 'done'), ('partly_done', 'partly done'), ('continuing', 'continuing action'), ('referred', 'referred to another body'), ('not_possible', 'not possible'), ('postponed', 'postponed'), ('closed', 'closed'), ('reopened', 'reopened')], default='registered', editable=False, max_length=20, verbose_name='state')),
                    ('registered_on', models.DateField(verbose_name='registered on')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                    ('words', django.contrib.postgres.search.SearchVectorField(editable=False, help_text='Terms of the title and the details.', null=True)),
                    ('areas', models.ManyToManyField(blank=True, to='reference.area', verbose_name='areas')),
                    ('authors', models.ManyToManyField(editable=False, help_text='Authors of the wording since it was last published. None of them may approve it.', related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='reference.policeunit', verbose_name='who answers')),
                    ('themes', models.ManyToManyField(to='reference.theme', verbose_name='themes')),
                ],
                options={
                    'verbose_name': 'demand',
                    'verbose_name_plural': 'demands',
                    'ordering': ['-number'],
                    'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='demand_words')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'planned'), _negated=True), ('due_on__isnull', False), _connector='OR'), name='planned_demand_has_a_date', violation_error_message='A planned demand needs a date.'), models.CheckConstraint(condition=models.Q(('registered_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), ('due_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))), name='demand_days_are_possible', violation_error_message='This day cannot be right: it lies too far back or too far ahead.')],
                },
            ), migrations.CreateModel(
                name='DemandAreaEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('area', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.area')),
                    ('demand', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='proposals.demand')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='DemandAuthorEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('demand', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='proposals.demand')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('user', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='DemandEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('number', models.PositiveIntegerField(editable=False, verbose_name='number')),
                    ('title', core.text.texts.TextsField(verbose_name='the demand, in one sentence')),
                    ('details', core.text.texts.TextsField(blank=True, verbose_name='details')),
                    ('state', models.CharField(choices=[('registered', 'registered'), ('studying', 'under study'), ('planned', 'planned'), ('in_progress', 'in progress'), ('done', 'done'), ('partly_done', 'partly done'), ('continuing', 'continuing action'), ('referred', 'referred to another body'), ('not_possible', 'not possible'), ('postponed', 'postponed'), ('closed', 'closed'), ('reopened', 'reopened')], default='registered', editable=False, max_length=20, verbose_name='state')),
                    ('registered_on', models.DateField(verbose_name='registered on')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                    ('owner_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.policeunit', verbose_name='who answers')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='proposals.demand')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='DemandStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('state', models.CharField(choices=[('registered', 'registered'), ('studying', 'under study'), ('planned', 'planned'), ('in_progress', 'in progress'), ('done', 'done'), ('partly_done', 'partly done'), ('continuing', 'continuing action'), ('referred', 'referred to another body'), ('not_possible', 'not possible'), ('postponed', 'postponed'), ('closed', 'closed'), ('reopened', 'reopened')], max_length=20)),
                    ('sentence', core.text.texts.TextsField()),
                    ('demand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='proposals.demand')),
                ],
                options={
                    'ordering': ['on', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))), name='demand_step_on_a_possible_day', violation_error_message='This day cannot be right: it lies too far back or too far ahead.')],
                },
            ), migrations.CreateModel(
                name='DemandStepEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('on', models.DateField()),
                    ('state', models.CharField(choices=[('registered', 'registered'), ('studying', 'under study'), ('planned', 'planned'), ('in_progress', 'in progress'), ('done', 'done'), ('partly_done', 'partly done'), ('continuing', 'continuing action'), ('referred', 'referred to another body'), ('not_possible', 'not possible'), ('postponed', 'postponed'), ('closed', 'closed'), ('reopened', 'reopened')], max_length=20)),
                    ('sentence', core.text.texts.TextsField()),
                    ('demand', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='proposals.demand')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='proposals.demandstep')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='DemandThemeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('demand', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='proposals.demand')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('theme', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.theme')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Draft',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('locked', models.BinaryField()),
                    ('made_at', models.DateTimeField(auto_now_add=True)),
                    ('saved_at', models.DateTimeField()),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partners.association')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-saved_at', 'id'],
                    'indexes': [models.Index(fields=['user', '-saved_at'], name='draft_of_user'), models.Index(fields=['saved_at'], name='draft_age')],
                },
            ), migrations.CreateModel(
                name='DraftFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('locked_name', models.BinaryField()),
                    ('added_at', models.DateTimeField(auto_now_add=True)),
                    ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='proposals.draft')),
                    ('stored', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ],
                options={
                    'ordering': ['added_at', 'id'],
                },
            ), migrations.CreateModel(
                name='Mention',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('said_on', models.DateField()),
                    ('source_kind', models.CharField(choices=[('meeting', 'meeting'), ('concern', 'submission')], max_length=10)),
                    ('source_key', models.CharField(max_length=80)),
                    ('source_title', core.text.texts.TextsField(blank=True)),
                    ('shows_name', models.BooleanField(default=False)),
                    ('is_counted', models.BooleanField(default=True)),
                    ('is_public', models.BooleanField(default=False)),
                    ('association', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='partners.association')),
                    ('demand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='proposals.demand')),
                ],
                options={
                    'ordering': ['said_on', 'id'],
                    'indexes': [models.Index(fields=['demand', 'said_on', 'id'], name='mention_ledger'), models.Index(fields=['source_kind', 'source_key'], name='mention_source')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('shows_name', False), ('association__isnull', False), _connector='OR'), name='mention_shows_a_name_it_has'), models.CheckConstraint(condition=models.Q(('said_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))), name='mention_said_on_a_possible_day', violation_error_message='This day cannot be right: it lies too far back or too far ahead.')],
                },
            ), migrations.CreateModel(
                name='MentionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('said_on', models.DateField()),
                    ('source_kind', models.CharField(choices=[('meeting', 'meeting'), ('concern', 'submission')], max_length=10)),
                    ('source_key', models.CharField(max_length=80)),
                    ('source_title', core.text.texts.TextsField(blank=True)),
                    ('shows_name', models.BooleanField(default=False)),
                    ('is_counted', models.BooleanField(default=True)),
                    ('is_public', models.BooleanField(default=False)),
                    ('association', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.association')),
                    ('demand', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='proposals.demand')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='proposals.mention')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Opening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('concern', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='proposals.concern')),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proposals.concernfile')),
                    ('step', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proposals.concernstep')),
                ],
                options={
                    'ordering': ['-at', '-id'],
                },
            ), migrations.CreateModel(
                name='ConcernArea',
                fields=[
                ],
                options={
                    'proxy': True,
                },
                bases=('proposals.concern_areas',),
            ), migrations.CreateModel(
                name='ConcernTheme',
                fields=[
                ],
                options={
                    'proxy': True,
                },
                bases=('proposals.concern_themes',),
            ), migrations.CreateModel(
                name='DemandArea',
                fields=[
                ],
                options={
                    'proxy': True,
                },
                bases=('proposals.demand_areas',),
            ), migrations.CreateModel(
                name='DemandAuthor',
                fields=[
                ],
                options={
                    'proxy': True,
                },
                bases=('proposals.demand_authors',),
            ), migrations.CreateModel(
                name='DemandTheme',
                fields=[
                ],
                options={
                    'proxy': True,
                },
                bases=('proposals.demand_themes',),
            )],
        ),
        core.first_migration.AddTriggers(
            triggers=[('concern', pgtrigger.compiler.Trigger(name='legal_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{accepted:answered,accepted:referred,accepted:withdrawn,answered:withdrawn,awaiting:accepted,awaiting:declined,awaiting:referred,awaiting:under_review,awaiting:withdrawn,declined:accepted,referred:accepted,submitted:accepted,submitted:awaiting,submitted:declined,submitted:referred,submitted:under_review,submitted:withdrawn,under_review:accepted,under_review:awaiting,under_review:declined,under_review:referred,under_review:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='ddfe9c50333394f23e7b2e2d2a08db2a8472da7b', operation='UPDATE', pgid='pgtrigger_legal_moves_0c9e4', table='proposals_concern', when='BEFORE'))), ('concern', pgtrigger.compiler.Trigger(name='concern_as_received', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."use" IS DISTINCT FROM (NEW."use") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."association_id" IS DISTINCT FROM (NEW."association_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."suggestion" IS DISTINCT FROM (NEW."suggestion") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."sealed" IS DISTINCT FROM (NEW."sealed") OR OLD."submission" IS DISTINCT FROM (NEW."submission") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='85b8c2414eca96b730b83e3386303b200410ad8c', operation='UPDATE', pgid='pgtrigger_concern_as_received_dd35c', table='proposals_concern', when='BEFORE'))), ('concern', pgtrigger.compiler.Trigger(name='concerns_are_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='63fc8e75a3afbe559123d0cf86ce73a80ee33556', operation='DELETE', pgid='pgtrigger_concerns_are_kept_5c2bc', table='proposals_concern', when='BEFORE'))), ('concern', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_concernevent" ("association_id", "channel", "due_at", "follow_round", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "reference", "sealed_with", "since", "state", "submission", "submitted_by_id", "times", "use") VALUES (NEW."association_id", NEW."channel", NEW."due_at", NEW."follow_round", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."received_at", NEW."reference", NEW."sealed_with", NEW."since", NEW."state", NEW."submission", NEW."submitted_by_id", NEW."times", NEW."use"); RETURN NULL;', hash='0f2e6b76864717d28d202998cfecb158767971f1', operation='INSERT', pgid='pgtrigger_insert_insert_5df41', table='proposals_concern', when='AFTER'))), ('concern', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."association_id" IS DISTINCT FROM (NEW."association_id") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."due_at" IS DISTINCT FROM (NEW."due_at") OR OLD."follow_round" IS DISTINCT FROM (NEW."follow_round") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."sealed_with" IS DISTINCT FROM (NEW."sealed_with") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submission" IS DISTINCT FROM (NEW."submission") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."times" IS DISTINCT FROM (NEW."times") OR OLD."use" IS DISTINCT FROM (NEW."use"))', func='INSERT INTO "proposals_concernevent" ("association_id", "channel", "due_at", "follow_round", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "reference", "sealed_with", "since", "state", "submission", "submitted_by_id", "times", "use") VALUES (NEW."association_id", NEW."channel", NEW."due_at", NEW."follow_round", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_at", NEW."reference", NEW."sealed_with", NEW."since", NEW."state", NEW."submission", NEW."submitted_by_id", NEW."times", NEW."use"); RETURN NULL;', hash='c86c3e90c65671732e2332c83fa544f2299ed25b', operation='UPDATE', pgid='pgtrigger_update_update_414e7', table='proposals_concern', when='AFTER'))), ('concern', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_concernevent" ("association_id", "channel", "due_at", "follow_round", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "reference", "sealed_with", "since", "state", "submission", "submitted_by_id", "times", "use") VALUES (OLD."association_id", OLD."channel", OLD."due_at", OLD."follow_round", OLD."id", OLD."kind", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received_at", OLD."reference", OLD."sealed_with", OLD."since", OLD."state", OLD."submission", OLD."submitted_by_id", OLD."times", OLD."use"); RETURN NULL;', hash='b4364e5967a35eb644d7c1e4a63db53338738a80', operation='DELETE', pgid='pgtrigger_delete_delete_3f121', table='proposals_concern', when='AFTER'))), ('concernareaevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='95d8b99effe9894f1568af84df040930d73a71d4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_43f4d', table='proposals_concernareaevent', when='BEFORE'))), ('concernevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eaa49edcb28f3078f5cd393345831b5432b0104f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ef6d1', table='proposals_concernevent', when='BEFORE'))), ('concernfile', pgtrigger.compiler.Trigger(name='concern_files_are_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d02a69df8857b8a193981f0579732ae50af7342d', operation='UPDATE OR DELETE', pgid='pgtrigger_concern_files_are_kept_57fec', table='proposals_concernfile', when='BEFORE'))), ('concernstep', pgtrigger.compiler.Trigger(name='concern_steps_are_for_ever', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6ea315852d2a514053adfef9f2832045c11c493d', operation='UPDATE OR DELETE', pgid='pgtrigger_concern_steps_are_for_ever_938b1', table='proposals_concernstep', when='BEFORE'))), ('concernthemeevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='04bc235b14fea8bc1e9f4d6c7af782842abcbdc0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5ab2a', table='proposals_concernthemeevent', when='BEFORE'))), ('demand', pgtrigger.compiler.Trigger(name='legal_moves', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{closed:reopened,continuing:closed,continuing:done,continuing:not_possible,continuing:referred,done:closed,done:reopened,in_progress:continuing,in_progress:done,in_progress:not_possible,in_progress:partly_done,in_progress:postponed,in_progress:referred,not_possible:closed,not_possible:reopened,partly_done:closed,partly_done:done,partly_done:reopened,planned:continuing,planned:done,planned:in_progress,planned:not_possible,planned:partly_done,planned:postponed,planned:referred,postponed:in_progress,postponed:not_possible,postponed:planned,postponed:referred,postponed:studying,referred:closed,referred:reopened,registered:continuing,registered:in_progress,registered:not_possible,registered:planned,registered:postponed,registered:referred,registered:studying,reopened:continuing,reopened:in_progress,reopened:not_possible,reopened:planned,reopened:postponed,reopened:referred,reopened:studying,studying:continuing,studying:in_progress,studying:not_possible,studying:planned,studying:postponed,studying:referred}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='b1a92fea58b9efd31b202d766f9c47c702eadd79', operation='UPDATE', pgid='pgtrigger_legal_moves_d0547', table='proposals_demand', when='BEFORE'))), ('demand', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_demandevent" ("details", "due_on", "id", "number", "owner_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_on", "state", "title", "version") VALUES (NEW."details", NEW."due_on", NEW."id", NEW."number", NEW."owner_unit_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registered_on", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='f5c4256d294d1405152b1fd12e9045b195a73ee6', operation='INSERT', pgid='pgtrigger_insert_insert_76e99', table='proposals_demand', when='AFTER'))), ('demand', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."details" IS DISTINCT FROM (NEW."details") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."owner_unit_id" IS DISTINCT FROM (NEW."owner_unit_id") OR OLD."registered_on" IS DISTINCT FROM (NEW."registered_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "proposals_demandevent" ("details", "due_on", "id", "number", "owner_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_on", "state", "title", "version") VALUES (NEW."details", NEW."due_on", NEW."id", NEW."number", NEW."owner_unit_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registered_on", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='5079150a81c74d83e42ce1a8e3b2185aafd8a054', operation='UPDATE', pgid='pgtrigger_update_update_0ab91', table='proposals_demand', when='AFTER'))), ('demand', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_demandevent" ("details", "due_on", "id", "number", "owner_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_on", "state", "title", "version") VALUES (OLD."details", OLD."due_on", OLD."id", OLD."number", OLD."owner_unit_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."registered_on", OLD."state", OLD."title", OLD."version"); RETURN NULL;', hash='476946e18ee96b6a3f147c0d62c32d92137cf67c', operation='DELETE', pgid='pgtrigger_delete_delete_ff149', table='proposals_demand', when='AFTER'))), ('demandareaevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e9a0510fd64ccba5f68198c6c98f7d8a70a452d5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e5d33', table='proposals_demandareaevent', when='BEFORE'))), ('demandauthorevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37cd0aed5e1eb30b05eff411f1ba53c2fac4ecc2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b1c2e', table='proposals_demandauthorevent', when='BEFORE'))), ('demandevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fde914c384e0ab3b9c384aa5f1e64a8c4564dc1d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c90a9', table='proposals_demandevent', when='BEFORE'))), ('demandstep', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_demandstepevent" ("demand_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sentence", "state") VALUES (NEW."demand_id", NEW."id", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sentence", NEW."state"); RETURN NULL;', hash='a8805a3e50d54b256c4f729dc5bff166d325e888', operation='INSERT', pgid='pgtrigger_insert_insert_39938', table='proposals_demandstep', when='AFTER'))), ('demandstep', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "proposals_demandstepevent" ("demand_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sentence", "state") VALUES (NEW."demand_id", NEW."id", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sentence", NEW."state"); RETURN NULL;', hash='55d9a7e3e0010a25f28dea8b54df5d5e13b8f626', operation='UPDATE', pgid='pgtrigger_update_update_254b5', table='proposals_demandstep', when='AFTER'))), ('demandstep', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_demandstepevent" ("demand_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sentence", "state") VALUES (OLD."demand_id", OLD."id", OLD."on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sentence", OLD."state"); RETURN NULL;', hash='a42f7cd2c29c05517eee17d06abcae0c18eb3990', operation='DELETE', pgid='pgtrigger_delete_delete_b002b', table='proposals_demandstep', when='AFTER'))), ('demandstepevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='770c9a886a76ff8f336cc3d0310fa064594a6ffa', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7b055', table='proposals_demandstepevent', when='BEFORE'))), ('demandthemeevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6d7bbe0bb3c1e3c0e774334a571ed0add021a15a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5d13a', table='proposals_demandthemeevent', when='BEFORE'))), ('mention', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_mentionevent" ("association_id", "demand_id", "id", "is_counted", "is_public", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_on", "shows_name", "source_key", "source_kind", "source_title") VALUES (NEW."association_id", NEW."demand_id", NEW."id", NEW."is_counted", NEW."is_public", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."said_on", NEW."shows_name", NEW."source_key", NEW."source_kind", NEW."source_title"); RETURN NULL;', hash='e6aceb05e0a936f7527ac64199addd6ee6f9a4b7', operation='INSERT', pgid='pgtrigger_insert_insert_e4ac2', table='proposals_mention', when='AFTER'))), ('mention', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "proposals_mentionevent" ("association_id", "demand_id", "id", "is_counted", "is_public", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_on", "shows_name", "source_key", "source_kind", "source_title") VALUES (NEW."association_id", NEW."demand_id", NEW."id", NEW."is_counted", NEW."is_public", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."said_on", NEW."shows_name", NEW."source_key", NEW."source_kind", NEW."source_title"); RETURN NULL;', hash='271b23377234bd87436ec3207b4cb25442763d4e', operation='UPDATE', pgid='pgtrigger_update_update_f1953', table='proposals_mention', when='AFTER'))), ('mention', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_mentionevent" ("association_id", "demand_id", "id", "is_counted", "is_public", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_on", "shows_name", "source_key", "source_kind", "source_title") VALUES (OLD."association_id", OLD."demand_id", OLD."id", OLD."is_counted", OLD."is_public", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."said_on", OLD."shows_name", OLD."source_key", OLD."source_kind", OLD."source_title"); RETURN NULL;', hash='4801cd76b6d9b24d72ec7ca48ab167b17a00a332', operation='DELETE', pgid='pgtrigger_delete_delete_a8f71', table='proposals_mention', when='AFTER'))), ('mentionevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5bdc01a257435ab5c8b695a1bb3698258e0962a1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3b63b', table='proposals_mentionevent', when='BEFORE'))), ('opening', pgtrigger.compiler.Trigger(name='openings_are_for_ever', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6a3299f063e8df064c23d0d47562a0e61f8c14c3', operation='UPDATE OR DELETE', pgid='pgtrigger_openings_are_for_ever_2076f', table='proposals_opening', when='BEFORE'))), ('concernarea', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_concernareaevent" ("area_id", "concern_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."area_id", NEW."concern_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='320ee9e0eb02570229f41e66f2ed95474da712f5', operation='INSERT', pgid='pgtrigger_insert_insert_31735', table='proposals_concern_areas', when='AFTER'))), ('concernarea', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "proposals_concernareaevent" ("area_id", "concern_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."area_id", NEW."concern_id", NEW."id", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='e380222da30e7bfb163e3fa24e73c94143b6b480', operation='UPDATE', pgid='pgtrigger_update_update_03811', table='proposals_concern_areas', when='AFTER'))), ('concernarea', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_concernareaevent" ("area_id", "concern_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."area_id", OLD."concern_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='61dfe3cd4e76795bc3f5d5fa3920301050c7a0e7', operation='DELETE', pgid='pgtrigger_delete_delete_1c8cb', table='proposals_concern_areas', when='AFTER'))), ('concerntheme', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_concernthemeevent" ("concern_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "theme_id") VALUES (NEW."concern_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."theme_id"); RETURN NULL;', hash='65ecd6cd2f2c53451675c8e5c1ed5e55572ce2a8', operation='INSERT', pgid='pgtrigger_insert_insert_d975d', table='proposals_concern_themes', when='AFTER'))), ('concerntheme', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "proposals_concernthemeevent" ("concern_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "theme_id") VALUES (NEW."concern_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."theme_id"); RETURN NULL;', hash='ab411a0bd5c3865193adc71fa75d74a6c714324f', operation='UPDATE', pgid='pgtrigger_update_update_9b723', table='proposals_concern_themes', when='AFTER'))), ('concerntheme', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_concernthemeevent" ("concern_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "theme_id") VALUES (OLD."concern_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."theme_id"); RETURN NULL;', hash='ede97bb86ac427eb867c69242a72457c6f78bcda', operation='DELETE', pgid='pgtrigger_delete_delete_dc15e', table='proposals_concern_themes', when='AFTER'))), ('demandarea', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_demandareaevent" ("area_id", "demand_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."area_id", NEW."demand_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='e887dd49635e6f3f3e502b1750c287dd87c14dfe', operation='INSERT', pgid='pgtrigger_insert_insert_c7470', table='proposals_demand_areas', when='AFTER'))), ('demandarea', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "proposals_demandareaevent" ("area_id", "demand_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."area_id", NEW."demand_id", NEW."id", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='7d714a10dd67d4346c0a72b9bbc940d890f96f17', operation='UPDATE', pgid='pgtrigger_update_update_6f4a5', table='proposals_demand_areas', when='AFTER'))), ('demandarea', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_demandareaevent" ("area_id", "demand_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."area_id", OLD."demand_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='3d9a7e4b763f026f8cd3be7d8d29127287e4336a', operation='DELETE', pgid='pgtrigger_delete_delete_44f7f', table='proposals_demand_areas', when='AFTER'))), ('demandauthor', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_demandauthorevent" ("demand_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."demand_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."user_id"); RETURN NULL;', hash='1b79214645ab07e655b31583204ce2864f81441a', operation='INSERT', pgid='pgtrigger_insert_insert_20cae', table='proposals_demand_authors', when='AFTER'))), ('demandauthor', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "proposals_demandauthorevent" ("demand_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."demand_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."user_id"); RETURN NULL;', hash='169479fba9d052a2d4fbbffe2811e65de9b69829', operation='UPDATE', pgid='pgtrigger_update_update_63d86', table='proposals_demand_authors', when='AFTER'))), ('demandauthor', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_demandauthorevent" ("demand_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (OLD."demand_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."user_id"); RETURN NULL;', hash='e61dc563d34455e4187539c380ce807791c73f1f', operation='DELETE', pgid='pgtrigger_delete_delete_249f5', table='proposals_demand_authors', when='AFTER'))), ('demandtheme', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_demandthemeevent" ("demand_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "theme_id") VALUES (NEW."demand_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."theme_id"); RETURN NULL;', hash='006c048293bc4dc54a705f316b8d1965d9ab5da8', operation='INSERT', pgid='pgtrigger_insert_insert_86dba', table='proposals_demand_themes', when='AFTER'))), ('demandtheme', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "proposals_demandthemeevent" ("demand_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "theme_id") VALUES (NEW."demand_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."theme_id"); RETURN NULL;', hash='7f2c556160a0b5906e30b410a1e47d4e85468bd9', operation='UPDATE', pgid='pgtrigger_update_update_3dea4', table='proposals_demand_themes', when='AFTER'))), ('demandtheme', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "proposals_demandthemeevent" ("demand_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "theme_id") VALUES (OLD."demand_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."theme_id"); RETURN NULL;', hash='3732dc0460cabacb4d4706549b4e035c97da5486', operation='DELETE', pgid='pgtrigger_delete_delete_e5699', table='proposals_demand_themes', when='AFTER')))],
        ),
    ]
