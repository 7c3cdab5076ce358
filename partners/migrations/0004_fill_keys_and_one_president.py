from django.db import migrations

from core.arabic import analyse
from core.texts import LANGUAGES
from partners.keys import new_key


def fill(apps, schema_editor):
    """Give each association its public key and the stems of its name."""
    Association = apps.get_model("partners", "Association")
    for association in Association.objects.filter(key="").iterator():
        written = next(filter(None, (getattr(association.name, language) for language in LANGUAGES)), "")
        association.key, association.name_stems = new_key(), " ".join(analyse(written))
        association.save(update_fields=["key", "name_stems"])


def keep_one_president(apps, schema_editor):
    """Of several, the first one stays; the others remain on the board."""
    Membership = apps.get_model("partners", "Membership")
    seen = set()
    for membership in Membership.objects.filter(role="president", until=None).order_by("since", "pk"):
        if membership.association_id in seen:
            membership.role = "board"
            membership.save(update_fields=["role"])
        seen.add(membership.association_id)


class Migration(migrations.Migration):
    dependencies = [("partners", "0003_profiles_steps_invitations")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(keep_one_president, migrations.RunPython.noop),
    ]
