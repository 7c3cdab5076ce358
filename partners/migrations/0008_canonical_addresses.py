from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_usage_and_parked_forms'),
        ('partners', '0007_check_kept_decisions'),
        ('reference', '0003_no_circles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    # Not checked for the rows that exist: one whose address has no canonical form can be read and corrected, and nobody finds it by mistake.
    operations = [
        AddConstraintNotValid(
            model_name='association',
            constraint=models.CheckConstraint(condition=models.Q(('email', ''), ('email__regex', "^[a-z0-9#$&'*+/=?^_`{|}~-]+(\\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$"), _connector='OR'), name='association_address_is_canonical'),
        ),
        AddConstraintNotValid(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('email__regex', "^[a-z0-9#$&'*+/=?^_`{|}~-]+(\\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$")), name='invitation_address_is_canonical'),
        ),
    ]
