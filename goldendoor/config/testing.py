"""Settings of the tests: a data folder and secrets of their own, SQLite or PostgreSQL.

`GOLDENDOOR_TEST_DATABASE=postgres` runs on the local PostgreSQL (`GOLDENDOOR_TEST_DATABASE_URL`, by
default the user postgres on 127.0.0.1).
"""

import os
import tempfile

# Set before the settings are read: a test must never touch the data folder of a person.
os.environ["GOLDENDOOR_HOME"] = tempfile.mkdtemp(prefix="goldendoor-tests-")
for _name in (
    "TODAY",
    "DATABASE_URL",
    "REQUIRE_MFA",
    "HTTPS",
    "DEBUG",
    "FIELD_KEYS",
    "SECRET_KEY",
    "EMAIL_URL",
):
    os.environ.pop(f"GOLDENDOOR_{_name}", None)
if os.environ.get("GOLDENDOOR_TEST_DATABASE", "").startswith("postgres"):
    os.environ["GOLDENDOOR_DATABASE_URL"] = os.environ.get(
        "GOLDENDOOR_TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres"
    )

from goldendoor.config.settings import *  # noqa: E402, F403

# Hashing passwords slowly is the point of argon2, not of the tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Every journey signs in from one address.
ACCOUNT_RATE_LIMITS = {**ACCOUNT_RATE_LIMITS, "login": None}  # noqa: F405
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
