from django.db import migrations

from publications import found_by


def fill(apps, schema_editor):
    """Of demands that were published with an answer before verdicts had facets."""
    found_by.fill(apps.get_model("publications", "Document"), kind="demand", live__canonical__contains='"answers":[{')


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0004_what_the_tracker_filters"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
