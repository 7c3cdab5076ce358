from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

# core.addresses.WHOLE as it stood when this was written, as a text of SQL.
CANONICAL = r"'^[a-z0-9#$&''*+/=?^_`{|}~-]+(\.[a-z0-9#$&''*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$'"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('account', '0009_emailaddress_unique_primary_email'),
    ]

    # Not checked for the rows that exist: one whose address has no canonical form can be read and corrected, and nobody finds it by mistake.
    operations = [
        migrations.RemoveConstraint(
            model_name='user',
            name='user_email_in_lower_case',
        ),
        AddConstraintNotValid(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('email__regex', "^[a-z0-9#$&'*+/=?^_`{|}~-]+(\\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$")), name='user_email_is_canonical'),
        ),
        # The same rule for allauth's table, whose model is not ours.
        migrations.RunSQL(
            f"ALTER TABLE account_emailaddress ADD CONSTRAINT emailaddress_is_canonical CHECK (email ~ {CANONICAL}) NOT VALID",
            "ALTER TABLE account_emailaddress DROP CONSTRAINT emailaddress_is_canonical",
        ),
    ]
