"""The curated map of an edition: which fact goes into which PDF field, or why a field stays blank.

Grammar of the right-hand side (`docs/how-to/form-maps.md`): a path with at most one formatter or
one test, or `blank: reason`. Nothing here evaluates expressions.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.law.library import Library
from goldendoor.official_forms import formatters
from goldendoor.pdf.fields import Field, FieldTree

TESTS = ("is", "is_not", "has", "any_of", "present", "absent")
ENTRY = re.compile(
    r"^(?P<path>[a-z_][\w.]*)(?:\s+(?P<test>is_not|is|has|any_of|present|absent)"
    r"(?:\s+(?P<words>.+))?|\s*\|\s*(?P<formatter>[a-z_]+(?:\s+\w+)?))?$"
)
BLANK = re.compile(r"^blank:\s*(?P<reason>\w+)$")
SHARED_REASONS = "us.blank_reasons"


class MapError(ValueError):
    """A map that cannot be used; the message names the form, edition and line."""


@dataclass(frozen=True)
class Binding:
    """One line of a map: `field` is the full PDF field name."""

    field: str
    path: str = ""
    formatter: str = ""
    test: str = ""
    words: tuple[Any, ...] = ()
    blank: str = ""


@dataclass(frozen=True)
class Block:
    """One block of the form's own Additional Information part (full field names).

    `page` is empty where the form's continuation page has no box for it.
    """

    page: str
    part: str
    item: str
    text: str


@dataclass(frozen=True)
class FormMap:
    """A map with its field names resolved against one build's field tree."""

    form: str
    edition: str
    bindings: tuple[Binding, ...]
    additional_part: str = ""
    blocks: tuple[Block, ...] = ()
    explanations: tuple[Mapping[str, Any], ...] = ()
    signatures: tuple[Mapping[str, Any], ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    def by_field(self) -> dict[str, Binding]:
        return {binding.field: binding for binding in self.bindings}


def parse_entry(field_name: str, text: Any) -> Binding:
    """One right-hand side; raises `MapError` when it is not a path, a formatter or one test."""
    written = str(text).strip()
    if blank := BLANK.match(written):
        return Binding(field_name, blank=blank["reason"])
    found = ENTRY.match(written)
    if not found:
        raise MapError(f"{field_name}: “{written}” is not a path with one formatter or one test.")
    name = (found["formatter"] or "").split(" ")[0]
    if name and name not in formatters.FORMATTERS:
        raise MapError(f"{field_name}: there is no formatter “{name}”.")
    test = found["test"] or ""
    words = tuple(_word(word) for word in (found["words"] or "").split()) if test else ()
    if test in ("is", "is_not", "has") and len(words) != 1:
        raise MapError(f"{field_name}: “{test}” takes exactly one word.")
    return Binding(field_name, found["path"], found["formatter"] or "", test, words)


def _word(text: str) -> Any:
    return {"true": True, "false": False}.get(text, text)


STEP = re.compile(r"(?<!\\)\.")  # a dot between names; one after a backslash belongs to a name


def leaf_of(name: str) -> str:
    """The last step of a full field name."""
    return STEP.split(name)[-1]


class ShortNames:
    """Full field names by their shortest unique ends."""

    def __init__(self, names: Iterable[str]) -> None:
        self.full = set(names)
        self.by_leaf: dict[str, list[str]] = {}
        for name in self.full:
            self.by_leaf.setdefault(leaf_of(name), []).append(name)

    def resolve(self, short: str) -> str:
        """The one full name that ends with `short`; raises `MapError` for none or several."""
        if short in self.full:
            return short
        leaf = leaf_of(short)
        found = [
            name
            for name in self.by_leaf.get(leaf, [])
            if name == short or name.endswith(f".{short}")
        ]
        if len(found) != 1:
            several = (
                f"several fields end so: {', '.join(sorted(found)[:4])}" if found else "no field"
            )
            raise MapError(f"“{short}”: {several}.")
        return found[0]


def entries(raw: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """(short field name, right-hand side) pairs; a field with alternatives yields several."""
    for short, text in (raw.get("fields") or {}).items():
        for one in text if isinstance(text, list) else [text]:
            yield str(short), one


def resolve(raw: Mapping[str, Any], tree: FieldTree, reasons: Mapping[str, str]) -> FormMap:
    """A parsed `map.yaml` with full field names for this build; raises `MapError`."""
    names = ShortNames(one.name for one in tree.fields)
    aliases = raw.get("aliases") or {}

    def full(short: str) -> str:
        try:
            return names.resolve(short)
        except MapError:
            if short in aliases:
                return names.resolve(str(aliases[short]))
            raise

    where = f"{raw.get('form')} {raw.get('edition')}"
    try:
        bindings = tuple(parse_entry(full(short), text) for short, text in entries(raw))
        extra = raw.get("additional_information") or {}
        blocks = tuple(
            Block(*(full(str(one)) if one else "" for one in row))
            for row in extra.get("blocks") or []
        )
    except (MapError, TypeError) as error:
        raise MapError(f"Map of {where}: {error}") from error
    return FormMap(
        form=str(raw.get("form")),
        edition=str(raw.get("edition")),
        bindings=bindings,
        additional_part=str(extra.get("part") or ""),
        blocks=blocks,
        explanations=tuple(raw.get("explanations") or ()),
        signatures=tuple(raw.get("signatures") or ()),
        reasons={**reasons, **(raw.get("reasons") or {})},
    )


def load(form_id: str, edition: str, tree: FieldTree, library: Library) -> FormMap:
    """The curated map of an edition, resolved for one build."""
    return resolve(library.map(form_id, edition), tree, shared_reasons(library))


def shared_reasons(library: Library) -> Mapping[str, str]:
    """The blank reasons that every form may use: word → sentence."""
    return library.table(SHARED_REASONS)["reasons"]


@functools.lru_cache(maxsize=2)
def names_of(library: Library) -> formatters.Names:
    """Names of countries and states for the formatters."""
    return formatters.Names(
        library.table("iso.countries")["countries"], library.table("us.states")["states"]
    )


def needs_entry(one: Field) -> bool:
    """Whether a field must be mapped or excused: everything a person could write in."""
    return one.writable
