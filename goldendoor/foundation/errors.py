"""Refusals that carry their reason, so that every page and command can show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class NotAllowed(Exception):
    """The policy, the stage or a guard said no. `reason` is a sentence for the person who asked."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotFound(LookupError):
    """There is no such record, or none this person may see: the two are never told apart."""


@dataclass(frozen=True)
class Difference:
    """One field that two people changed: what is stored now and what this person typed."""

    label: str
    theirs: str
    yours: str


class Conflict(Exception):
    """Someone else saved first. `version` is the stored one: saving again with it replaces theirs.

    Both versions are kept here in words, so that the page can show them and nothing is lost.
    """

    def __init__(
        self, *, what: str, version: int, theirs: Mapping[str, Any], yours: Mapping[str, Any]
    ) -> None:
        super().__init__(f"{what} was changed by someone else while you were working on it.")
        self.what = what
        self.version = version
        self.differences = [
            Difference(label=_label(key), theirs=_words(theirs.get(key)), yours=_words(value))
            for key, value in yours.items()
            if theirs.get(key) != value
        ]


def _label(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _words(value: Any) -> str:
    """A stored value as a person reads it: lists one item a line, objects as “key: value”."""
    if value is None or value == "":
        return "(empty)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(
            f"{_label(str(key)).lower()}: {_words(item)}" for key, item in value.items()
        )
    if isinstance(value, list | tuple):
        return "\n".join(_words(item) for item in value) or "(empty)"
    return str(value)
