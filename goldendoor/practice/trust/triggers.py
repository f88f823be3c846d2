"""The database itself refuses to change or delete an entry of a trust ledger, whoever asks."""

from typing import Any

TABLE = "practice_trust_entry"
REFUSAL = "entries of a trust ledger are only ever added"

SQLITE = {
    verb: f"""CREATE TRIGGER trust_entry_no_{verb.lower()} BEFORE {verb} ON {TABLE}
              BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    for verb in ("UPDATE", "DELETE")
}
POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION trust_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"""
POSTGRESQL = f"""CREATE TRIGGER trust_entry_no_change BEFORE UPDATE OR DELETE OR TRUNCATE
                 ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION trust_entry_refuse()"""


def create(connection: Any) -> None:
    """Put the triggers up."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
            cursor.execute(POSTGRESQL)
        else:
            for statement in SQLITE.values():
                cursor.execute(statement)


def drop(connection: Any) -> None:
    """Take them down: for undoing the migration, and for tests that empty the tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS trust_entry_no_change ON {TABLE}")
        else:
            for verb in SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS trust_entry_no_{verb.lower()}")
