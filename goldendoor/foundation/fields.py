"""Columns that are encrypted on the way in and decrypted on the way out."""

import json
from collections.abc import Callable
from typing import Any

from django.db import models

from goldendoor.foundation import encryption


class EncryptedTextField(models.TextField):
    """Stored as a token of `encryption`; None stays NULL. Look-ups need a blind index beside it."""

    description = "Encrypted text"

    @property
    def _place(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_prep_value(self, value: Any) -> Any:
        """Text → token."""
        value = super().get_prep_value(value)
        return None if value is None else encryption.seal(value, self._place)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Token → text."""
        return None if value is None else encryption.unseal(value, self._place)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only “is it there”: every encryption of a text differs, so no comparison can match."""
        if lookup_name != "isnull":
            raise TypeError(f"{self._place} is encrypted; look it up by its blind index.")
        return super().get_lookup(lookup_name)


class EncryptedJSONField(EncryptedTextField):
    """Any JSON value, stored as the token of its text; None stays NULL."""

    description = "Encrypted JSON"

    # What attributes of this kind hold, for the type checker.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        """Value → token."""
        return None if value is None else super().get_prep_value(json.dumps(value))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Token → value."""
        text = super().from_db_value(value, expression, connection)
        return None if text is None else json.loads(text)

    def to_python(self, value: Any) -> Any:
        """The value as it is."""
        return value

    def value_to_string(self, obj: Any) -> str:
        """For serialisers."""
        return json.dumps(self.value_from_object(obj))


def sealing(table: str, column: str, place: str) -> Callable[[Any, Any], None]:
    """For migrations: encrypts a column that was kept in the clear; what is a token stays."""

    def seal(apps: Any, schema_editor: Any) -> None:
        with schema_editor.connection.cursor() as cursor:
            # Both names are written in migrations.
            cursor.execute(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL")  # noqa: S608
            rows = [(key, text) for key, text in cursor.fetchall() if not _is_token(text)]
            sealed = [(encryption.seal(text, place), key) for key, text in rows]
            if sealed:
                cursor.executemany(
                    f"UPDATE {table} SET {column} = %s WHERE id = %s",  # noqa: S608
                    sealed,
                )

    return seal


def _is_token(text: str) -> bool:
    return text.startswith(f"{encryption.PREFIX}.")
