"""`/health/`: is this installation well? For monitors; says nothing about any case."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from goldendoor.foundation.web import needs

# Below this much free space uploads are at risk, so the page turns red before they fail.
LEAST_FREE_BYTES = 200 * 1024 * 1024


@needs("public")
def page(request: HttpRequest) -> JsonResponse:
    """`{"status": "ok"|"failing", "database", "migrations", "disk", "library"}`; 503 if failing."""
    parts = {
        "database": _database(),
        "migrations": _migrations(),
        "disk": _disk(),
        "library": _library(Path(settings.LIBRARY_DIR)),
    }
    well = all(value == "ok" for value in parts.values())
    return JsonResponse(
        {"status": "ok" if well else "failing", **parts}, status=200 if well else 503
    )


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "not answering"
    return "ok"


def _migrations() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "unknown"
    return f"{len(waiting)} waiting" if waiting else "ok"


def _disk() -> str:
    free = shutil.disk_usage(settings.HOME).free
    return "ok" if free >= LEAST_FREE_BYTES else f"only {free // 2**20} MiB free"


def _library(folder: Path) -> str:
    return "ok" if any(folder.glob("*/**/*.yaml")) else "missing"
