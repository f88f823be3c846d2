"""A person's JSON object ↔ rows, as pure functions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldendoor.kernel.errors import BadInput
from goldendoor.kernel.folding import fold, is_unspaced, words

NAMES, IDENTIFIERS = "names", "identifiers"
OWN_TABLES = {NAMES, IDENTIFIERS}
LIST, ONE = "list", "one"
LONGEST_KEY = 80


@dataclass(frozen=True)
class Collection:
    """A top-level key of a person: `shape` says whether it is a list of items or one item."""

    shape: str
    items: list[Any]

    def value(self) -> Any:
        """As it stands in the case file."""
        return list(self.items) if self.shape == LIST else self.items[0]


def split(data: Mapping[str, Any]) -> dict[str, Collection]:
    """A person's JSON object, its `id` apart, as collections. May raise BadInput."""
    return {key: collection(key, value) for key, value in data.items() if key != "id"}


def collection(key: str, value: Any) -> Collection:
    """One collection, checked: `names` and `identifiers` are lists of objects."""
    if not key or len(key) > LONGEST_KEY:
        raise BadInput(f"“{key[:LONGEST_KEY]}” is too long or empty as a key of a person.")
    check_storable(key, value)
    if key in OWN_TABLES and not (
        isinstance(value, list) and all(isinstance(item, dict) for item in value)
    ):
        raise BadInput(f"“{key}” must be a list of objects.")
    if key == IDENTIFIERS and not all(isinstance(item.get("number", ""), str) for item in value):
        raise BadInput("The value of an identifier must be text.")
    return Collection(LIST, list(value)) if isinstance(value, list) else Collection(ONE, [value])


def check_storable(key: str, value: Any) -> None:
    """Raises BadInput for what neither database can hold: NUL, half characters, NaN."""
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False)
        text.encode()
        key.encode()
    except (TypeError, ValueError):
        raise BadInput(f"“{_printable(key)}” holds something that is not plain JSON.") from None
    # An escaped backslash may stand before “u0000” as plain text; only the bare escape is a NUL.
    if "\\u0000" in text.replace("\\\\", "") or "\x00" in key:
        raise BadInput(f"“{_printable(key)}” holds an invisible NUL character; remove it.")


def _printable(key: str) -> str:
    return key.encode("ascii", "backslashreplace").decode()


def compartment_of(item: Any) -> str:
    """The compartment an item names for itself, or ""."""
    named = item.get("compartment") if isinstance(item, dict) else None
    return named if isinstance(named, str) else ""


def name_columns(item: Mapping[str, Any]) -> dict[str, str]:
    """Columns of a Name, for lists and searches."""
    columns = {
        "kind": _text(item, "kind", 40),
        "family": _text(item, "family", 200),
        "given": _text(item, "given", 200),
        "middle": _text(item, "middle", 200),
        "script": _text(item, "script", 40),
        "starts": _text(item, "starts", 10),
        "ends": _text(item, "ends", 10),
    }
    spoken = " ".join(columns[part] for part in ("given", "middle", "family"))
    return {**columns, "search_key": fold(spoken)[:700]}


def words_of(given: str, middle: str, family: str) -> frozenset[str]:
    """Keys of the index for what a search may begin with: `w:` and a word."""
    together = family + given
    more = (together,) if is_unspaced(together) else ()
    return frozenset(f"w:{word}" for word in words(given, middle, family, *more))


def identifier_columns(item: Mapping[str, Any]) -> dict[str, str]:
    """Plain columns of an Identifier; its value is encrypted by the caller."""
    return {
        "kind": _text(item, "kind", 40),
        "country": _text(item, "country", 40),
        "issued": _text(item, "issued", 10),
        "expires": _text(item, "expires", 10),
    }


def label(names: list[dict[str, Any]]) -> str:
    """How a list shows the person: the first open name, family name first."""
    for item in names:
        if compartment_of(item):
            continue
        columns = name_columns(item)
        given = " ".join(part for part in (columns["given"], columns["middle"]) if part)
        found = ", ".join(part for part in (columns["family"], given) if part)
        if found:
            return found[:300]
    return ""


def without_values(collection_name: str, items: list[Any]) -> list[Any]:
    """Items as the history keeps them: the numbers of identifiers stay encrypted, so not there."""
    if collection_name != IDENTIFIERS:
        return items
    return [{**item, "number": "(encrypted)"} if "number" in item else item for item in items]


def _text(item: Mapping[str, Any], key: str, longest: int) -> str:
    value = item.get(key)
    return value[:longest] if isinstance(value, str) else ""
