"""What a filing keeps is encrypted: numbers are typed straight onto forms."""

from django.db import migrations

from goldendoor.foundation.fields import EncryptedJSONField, sealing


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases")]

    operations = [
        migrations.AlterField("filing", "data", EncryptedJSONField(default=dict)),
        migrations.RunPython(
            sealing("cases_filing", "data", "cases.filing.data"), migrations.RunPython.noop
        ),
    ]
