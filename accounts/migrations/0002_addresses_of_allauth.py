from django.db import migrations

# core.text.addresses.WHOLE as it stood when this was written, as a text of SQL.
CANONICAL = r"'^[a-z0-9#$&''*+/=?^_`{|}~-]+(\.[a-z0-9#$&''*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$'"


class Migration(migrations.Migration):
    """The canonical form of addresses in allauth's table, too, whose model is not ours and whose migrations need our user model."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        migrations.RunSQL(
            f"ALTER TABLE account_emailaddress ADD CONSTRAINT emailaddress_is_canonical CHECK (email ~ {CANONICAL})",
            "ALTER TABLE account_emailaddress DROP CONSTRAINT emailaddress_is_canonical",
        ),
    ]
