"""Facts are encrypted: an entry holds the number of a passport."""

from django.db import migrations

from goldendoor.foundation.fields import EncryptedJSONField, sealing


class Migration(migrations.Migration):
    dependencies = [("people", "0002_drafts")]

    operations = [
        migrations.AlterField("fact", "data", EncryptedJSONField(null=True)),
        migrations.RunPython(
            sealing("people_fact", "data", "people.fact.data"), migrations.RunPython.noop
        ),
    ]
