"""What happened lately is listed by its moment, so that is what the index follows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_refuse_changes")]

    operations = [
        migrations.RemoveIndex("entry", "audit_newest_first"),
        migrations.AddIndex(
            "entry",
            models.Index(fields=["organisation_id", "-at", "-id"], name="audit_latest"),
        ),
    ]
