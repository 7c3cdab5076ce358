import datetime as dt

from django.conf import settings
from django.db import migrations, models

OPEN = ("registered", "studying", "reopened", "planned", "in_progress", "continuing", "postponed")


def fill(apps, schema_editor):
    """Nobody has answered a demand before this column existed: what is owed is the first answer."""
    demands = apps.get_model("proposals", "Demand").objects.filter(state__in=OPEN, promise_on=None)
    days = dt.timedelta(days=settings.SITE["promises"]["first_answer_days"])
    demands.update(promise_on=models.F("registered_on") + days)


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0002_follow_up"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
