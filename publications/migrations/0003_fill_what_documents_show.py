from django.db import migrations

FILL = """
    UPDATE publications_document document
    SET is_demonstration = (edition.canonical::jsonb -> 'body' ->> 'demonstration')::boolean,
        shown_demands = ARRAY(
            SELECT DISTINCT demand ->> 'key'
            FROM jsonb_path_query(edition.canonical::jsonb, '$.body.agenda[*].demands[*]') demand
            ORDER BY 1
        )
    FROM publications_edition edition
    WHERE edition.id = document.live_id AND NOT edition.is_tombstone
"""


class Migration(migrations.Migration):
    """From the live editions of documents that were published before the columns existed."""

    dependencies = [
        ("publications", "0002_what_documents_show"),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
