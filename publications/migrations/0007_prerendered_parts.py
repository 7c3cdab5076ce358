"""Only the name of the model: the table stays as it is, and no SQL runs."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publications", "0006_kept_parts")]

    operations = [
        migrations.AlterModelTable("KeptParts", "publications_keptparts"),
        migrations.RenameModel("KeptParts", "PrerenderedParts"),
        migrations.AlterField(
            "PrerenderedParts",
            "edition",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="prerendered_parts",
                to="publications.edition",
            ),
        ),
    ]
