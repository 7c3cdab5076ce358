from django.db import migrations

from publications import found_by


def fill(apps, schema_editor):
    """Of demands that were published with an answer before verdicts had facets. Documents that no list shows have none."""
    document_model = apps.get_model("publications", "Document")
    document_model.objects.filter(is_listed=False).exclude(facets=[]).update(facets=[], waits_since=None)
    found_by.fill(document_model, kind="demand", live__canonical__contains='"answers":[{')


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0004_what_the_tracker_filters"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
