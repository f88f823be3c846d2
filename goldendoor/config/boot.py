"""Sets Django up, once, for the commands that touch stored cases."""

import os


def django() -> None:
    """Load settings and apps. Commands on plain files never call this, so they start fast."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldendoor.config.settings")
    import django as django_package

    django_package.setup()


def prepared_database() -> None:
    """Set Django up and bring the tables to this version."""
    django()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    refresh_statistics()


def refresh_statistics() -> None:
    """Tell SQLite how many rows its indexes have; else it reads whole tables in large offices.

    Milliseconds, since only some rows of each index are looked at. PostgreSQL does this by itself.
    """
    from django.db import OperationalError, connection

    if connection.vendor != "sqlite":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=2000")
            cursor.execute("ANALYZE")
    except OperationalError:
        # Somebody is writing, or the folder may only be read: the next start or round does it.
        return
