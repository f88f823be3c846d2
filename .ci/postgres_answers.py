"""Exit 0 when the local PostgreSQL of the tests answers."""

import os
import sys

import psycopg

URL = os.environ.get(
    "GOLDENDOOR_TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres"
)

try:
    psycopg.connect(URL, connect_timeout=2).close()
except psycopg.OperationalError:
    sys.exit(1)
