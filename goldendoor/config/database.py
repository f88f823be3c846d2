"""Where the tables are: SQLite in the data folder, or PostgreSQL by `GOLDENDOOR_DATABASE_URL`."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from goldendoor.kernel.errors import BadInput

# WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start of a
# transaction, so two writers wait for each other instead of failing half-way.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
    "PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;"
)


def from_environment(home: Path) -> dict[str, Any]:
    """Django's settings of the default database."""
    url = os.environ.get("GOLDENDOOR_DATABASE_URL", "").strip()
    if not url:
        return sqlite(home / "goldendoor.sqlite3")
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    raise BadInput("GOLDENDOOR_DATABASE_URL must start with postgresql:// or sqlite:///.")


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite with the pragmas of a server."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Tests use a file too, so that they meet the same pragmas and locks as an office.
        "TEST": {"NAME": path.with_name("test.sqlite3")},
        "OPTIONS": {
            "init_command": SQLITE_PRAGMAS,
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "goldendoor",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        # Compiling a query takes longer than most of ours run.
        "OPTIONS": {"options": "-c jit=off", **dict(parse_qsl(parts.query))},
    }
