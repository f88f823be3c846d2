"""A text column that is encrypted on the way in and decrypted on the way out."""

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
