"""The database refuses to change or delete entries of the history."""

from typing import Any

from django.db import migrations

from goldendoor.audit import triggers


def create(apps: Any, schema_editor: Any) -> None:
    triggers.create(schema_editor.connection)


def drop(apps: Any, schema_editor: Any) -> None:
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_history")]
    operations = [migrations.RunPython(create, drop)]
