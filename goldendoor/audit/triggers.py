"""The database itself refuses to change or delete an entry, whoever asks."""

from typing import Any

REFUSAL = "audit entries are only ever added"

SQLITE = {
    verb: f"""CREATE TRIGGER audit_entry_no_{verb.lower()} BEFORE {verb} ON audit_entry
              BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    for verb in ("UPDATE", "DELETE")
}
POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"""
POSTGRESQL = """CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE OR TRUNCATE
                ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()"""


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
    """Take them down: for undoing the migration, and for tests that play the intruder."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_no_change ON audit_entry")
        else:
            for verb in SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS audit_entry_no_{verb.lower()}")
