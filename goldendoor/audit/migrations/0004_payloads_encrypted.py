"""The details of history entries are encrypted like the facts they tell of."""

from django.db import migrations

from goldendoor.audit.models import Body
from goldendoor.foundation.fields import sealing


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_latest_by_moment")]

    operations = [
        migrations.AlterField("payload", "body", Body(blank=True)),
        migrations.RunPython(
            sealing("audit_payload", "body", "audit.payload.body"), migrations.RunPython.noop
        ),
    ]
