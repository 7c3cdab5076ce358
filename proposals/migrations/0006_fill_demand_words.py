from django.contrib.postgres.search import SearchVector
from django.db import migrations
from django.db.models import Value

from publications.store import indexed


def fill(apps, schema_editor):
    Demand = apps.get_model("proposals", "Demand")
    for demand in Demand.objects.filter(words=None).only("title", "details").iterator():
        words = indexed([demand.title, demand.details])
        Demand.objects.filter(pk=demand.pk).update(words=SearchVector(Value(words), config="simple"))


class Migration(migrations.Migration):
    dependencies = [("proposals", "0005_demand_words")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
