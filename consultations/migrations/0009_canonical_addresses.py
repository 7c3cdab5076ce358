from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0008_after_midnight'),
        ('partners', '0007_check_kept_decisions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    # Not checked for the rows that exist: one whose address has no canonical form can be read and corrected, and nobody finds it by mistake.
    operations = [
        AddConstraintNotValid(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('email', ''), ('email__regex', "^[a-z0-9#$&'*+/=?^_`{|}~-]+(\\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$"), _connector='OR'), name='registration_address_is_canonical'),
        ),
    ]
