"""The database refuses to change or delete entries of a trust ledger."""

from typing import Any

from django.db import migrations

from goldendoor.practice.trust import triggers


def create(apps: Any, schema_editor: Any) -> None:
    triggers.create(schema_editor.connection)


def drop(apps: Any, schema_editor: Any) -> None:
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("practice_trust", "0001_accounts_ledgers_entries")]
    operations = [migrations.RunPython(create, drop)]
