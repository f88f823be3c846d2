"""What the architecture tests walk over."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "goldendoor"
APP_FOLDERS = sorted(path.parent for path in PACKAGE.rglob("apps.py"))


def python_files(*, tests: bool = True) -> Iterator[Path]:
    """Every module of ours, migrations apart."""
    for folder in (PACKAGE, ROOT / "tests", ROOT / "bench"):
        for path in sorted(folder.rglob("*.py")):
            parts = path.relative_to(ROOT).parts
            if "migrations" in parts or "node_modules" in parts:
                continue
            if tests or "tests" not in parts:
                yield path


def tree(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    """The path from the root of the repository, for messages."""
    return path.relative_to(ROOT).as_posix()


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """(route, view) of every address, parameters as `<slug:public_id>`."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry.callback
        else:
            yield from addresses(entry, route)
