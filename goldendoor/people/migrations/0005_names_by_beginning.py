"""Names are found by the beginning of any of their words, by an index."""

from django.db import migrations, models

from goldendoor.people import rules

LONGEST = 40
AT_ONCE = 2000


def fill(apps, schema_editor):
    """The words of every name."""
    name_model = apps.get_model("people", "Name")
    key_model = apps.get_model("people", "NameKey")
    columns = ("id", "organisation_id", "given", "middle", "family")
    rows = []
    for pk, organisation_id, *parts in name_model.objects.values_list(*columns).iterator(AT_ONCE):
        keys = sorted({key[:LONGEST] for key in rules.words_of(*parts)})
        rows += [key_model(organisation_id=organisation_id, name_id=pk, key=key) for key in keys]
        if len(rows) >= AT_ONCE:
            key_model.objects.bulk_create(rows)
            rows = []
    key_model.objects.bulk_create(rows)


def empty(apps, schema_editor):
    """The words taken out again."""
    apps.get_model("people", "NameKey").objects.filter(key__gte="w:", key__lt="w;").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_names_by_key"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="namekey",
            name="people_names_by_key",
        ),
        migrations.AddIndex(
            model_name="namekey",
            index=models.Index(
                fields=["organisation_id", "key", "name"],
                name="people_names_beginning",
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
            ),
        ),
        migrations.RunPython(fill, empty),
    ]
