from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("partners", "0006_invitation_mails_and_kept_decisions"),
    ]

    operations = [
        ValidateConstraint(model_name="associationstep", name="association_step_says_why"),
    ]
