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
