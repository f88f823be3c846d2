"""An index under which likely names are found, filled for the names that are there."""

import django.db.models.deletion
from django.db import migrations, models

from goldendoor.people import matching

LONGEST = 40
AT_ONCE = 2000


def fill(apps, schema_editor):
    """Keys of every name."""
    name_model = apps.get_model("people", "Name")
    key_model = apps.get_model("people", "NameKey")
    columns = ("id", "organisation_id", "given", "middle", "family")
    rows = []
    for pk, organisation_id, *parts in name_model.objects.values_list(*columns).iterator(AT_ONCE):
        keys = {key[:LONGEST] for key in matching.keys(" ".join(filter(None, parts)))}
        rows += [
            key_model(organisation_id=organisation_id, name_id=pk, key=key) for key in sorted(keys)
        ]
        if len(rows) >= AT_ONCE:
            key_model.objects.bulk_create(rows)
            rows = []
    key_model.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_facts_encrypted")]

    operations = [
        migrations.CreateModel(
            name="NameKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation_id", models.BigIntegerField(editable=False)),
                ("key", models.CharField(max_length=40)),
                (
                    "name",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="people.name",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation_id", "key", "name"], name="people_names_by_key"
                    )
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
