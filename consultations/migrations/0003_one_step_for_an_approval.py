from django.db import migrations


class Migration(migrations.Migration):
    """An approval was noted as two steps, "approve" and "publish", with the same time and person."""

    dependencies = [
        ("consultations", "0002_no_state_approved"),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM consultations_reportstep WHERE move = 'publish'", migrations.RunSQL.noop),
    ]
