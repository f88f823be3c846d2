"""The library: dated, cited files about what governments publish, read into one immutable view.

`Library(roots)` reads the shipped folder first and then any overlay folders (`LIBRARY_DIRS`): an
overlay file with a `versions` list adds its versions to the shipped ones; any other overlay file
replaces the shipped one. Files are parsed once and parsed again only when they change on disk.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from goldendoor.kernel import places

SHIPPED = Path(__file__).resolve().parent.parent / "library"
JURISDICTION = "us"
Entry = Mapping[str, Any]


class LibraryError(ValueError):
    """A library file that is missing or cannot be read; the message names it."""


class NotInLibrary(LibraryError, KeyError):
    """An id the library does not hold."""

    def __str__(self) -> str:
        return str(self.args[0])


@functools.lru_cache(maxsize=4096)
def _parse(path: str, _stamp: tuple[int, int]) -> Any:
    try:
        with open(path, encoding="utf-8") as file:
            return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise LibraryError(f"{path} is not readable YAML: {error}") from error


def read_yaml(path: Path) -> Any:
    """The parsed file, from memory while it has not changed on disk."""
    status = os.stat(path)
    return _parse(str(path), (status.st_mtime_ns, status.st_size))


@dataclass(frozen=True)
class Library:
    """All entries under the given folders, the shipped one first."""

    roots: tuple[Path, ...] = (SHIPPED,)

    @classmethod
    def shipped(cls) -> Library:
        """The shipped library, then this installation's own (`library` in the data folder, where
        `goldendoor law bulletin add` keeps months), then the folders named in `LIBRARY_DIRS`."""
        extra = os.environ.get("LIBRARY_DIRS", "")
        named = (Path(part) for part in extra.split(os.pathsep) if part)
        return cls((SHIPPED, places.data_folder() / "library", *named))

    def find(self, *parts: str) -> list[Path]:
        """Existing files at this place, shipped first, overlays after."""
        return [root.joinpath(*parts) for root in self.roots if root.joinpath(*parts).is_file()]

    def stamps(self, *parts: str) -> tuple[tuple[str, int, int], ...]:
        """Path, time and size of every file at this place: unchanged while nothing was edited."""
        found = []
        for root in self.roots:
            path = os.path.join(root, *parts)
            try:
                status = os.stat(path)
            except OSError:
                continue
            found.append((path, status.st_mtime_ns, status.st_size))
        return tuple(found)

    def load(self, *parts: str) -> Any:
        """The entry at this place with overlays merged; raises `NotInLibrary`."""
        files = self.find(*parts)
        if not files:
            raise NotInLibrary(f"The library has no {'/'.join(parts)}.")
        return functools.reduce(_overlay, (read_yaml(path) for path in files))

    def rule(self, rule_id: str) -> Entry:
        return self.load("rules", f"{rule_id}.yaml")

    def table(self, table_id: str) -> Entry:
        return self.load("tables", f"{table_id}.yaml")

    def ids(self, kind: str) -> list[str]:
        """Ids of one kind (`rules`, `tables`, `case_types/practice` …), sorted."""
        found = {path.stem for root in self.roots for path in (root / kind).glob("*.yaml")}
        return sorted(found)

    # ── forms ────────────────────────────────────────────────────────────────────────────────

    def form_ids(self) -> list[str]:
        return sorted(
            {path.parent.name for root in self.roots for path in root.glob("forms/*/form.yaml")}
        )

    def form_id(self, name: str) -> str:
        """`I-130`, `i130` and `us.i-130` all mean `us.i-130`; raises `NotInLibrary`."""
        wanted = _squeeze(name)
        for form_id in self.form_ids():
            if wanted in (_squeeze(form_id), _squeeze(form_id.split(".", 1)[-1])):
                return form_id
        raise NotInLibrary(f"The library has no form “{name}”. It has: {', '.join(self.names())}.")

    def names(self) -> list[str]:
        return [str(self.form(form_id)["form"]) for form_id in self.form_ids()]

    def form(self, form_id: str) -> Entry:
        return self.load("forms", form_id, "form.yaml")

    def editions(self, form_id: str) -> list[str]:
        """Edition folders of a form, oldest first."""
        return sorted(
            {
                path.parent.name
                for root in self.roots
                for path in root.glob(f"forms/{form_id}/*/edition.yaml")
            }
        )

    def edition(self, form_id: str, edition: str) -> Entry:
        return self.load("forms", form_id, edition, "edition.yaml")

    def has_map(self, form_id: str, edition: str) -> bool:
        return bool(self.find("forms", form_id, edition, "map.yaml"))

    def map(self, form_id: str, edition: str) -> Entry:
        return self.load("forms", form_id, edition, "map.yaml")

    def questions(self, form_id: str, language: str = "en") -> Entry:
        """Questions in English, or the other language's words (key → {ask, help})."""
        name = "questions.yaml" if language == "en" else f"questions.{language}.yaml"
        return self.load("forms", form_id, name) if self.find("forms", form_id, name) else {}

    def builds(self) -> Iterator[tuple[str, str, str]]:
        """(sha256, form id, edition) of every official build the library knows."""
        for form_id in self.form_ids():
            for edition in self.editions(form_id):
                for build in self.edition(form_id, edition).get("builds") or []:
                    yield str(build["sha256"]), form_id, edition


def _squeeze(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _overlay(base: Any, over: Any) -> Any:
    if isinstance(base, dict) and isinstance(over, dict) and "versions" in over:
        return {**base, **over, "versions": [*base.get("versions", []), *over["versions"]]}
    return over
