"""A lookup that finds what begins with some letters by an index, on every database.

`column__begins="had"`: Django's `startswith` ignores case on SQLite, which no plain index serves,
and needs the C order on PostgreSQL. The letters are those of `kernel.folding`: ASCII.
"""

from typing import Any

from django.db.models import CharField, Lookup


@CharField.register_lookup
class Begins(Lookup):
    """From these letters on, up to the next ones, in the order of bytes."""

    lookup_name = "begins"

    def get_prep_lookup(self) -> str:
        """The letters; ValueError for none, since everything begins with nothing."""
        text = str(self.rhs)
        if not text or not text.isascii():
            raise ValueError("Something in plain letters to begin with is needed.")
        return text

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Both ends of the range."""
        return self._between(compiler, connection, ">=", "<")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The operators of an index with `varchar_pattern_ops`."""
        return self._between(compiler, connection, "~>=~", "~<~")

    def _between(
        self, compiler: Any, connection: Any, least: str, below: str
    ) -> tuple[str, tuple[Any, ...]]:
        left, given = self.process_lhs(compiler, connection)
        text = str(self.rhs)
        end = text[:-1] + chr(ord(text[-1]) + 1)
        return f"({left} {least} %s AND {left} {below} %s)", (*given, text, *given, end)
