"""Templates: those of the library and the office's own. Reads only."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.drafting import fields, rules
from goldendoor.practice.drafting.models import Kind, Template

FOLDER = "letters"
KEYS = {"id", "place", "kind", "language", "label", "about", "text", "last_checked", "certainty"}
LANGUAGES = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True)
class Choice:
    """A template as a person chooses it. Ids of the office's own begin with `own.`."""

    id: str
    kind: str
    label: str
    about: str
    language: str
    text: str
    is_for_court: bool = False
    reference: tuple[Mapping[str, str], ...] = ()

    @property
    def language_name(self) -> str:
        """English for `en`."""
        return LANGUAGES.get(self.language, self.language)


def shipped(library: Library) -> list[Choice]:
    """Those of the library in the order of their `place`."""
    entries = [library.load(FOLDER, f"{one}.yaml") for one in library.ids(FOLDER)]
    return [_shipped(one) for one in sorted(entries, key=lambda one: int(one["place"]))]


def _shipped(one: Mapping[str, Any]) -> Choice:
    names = ("id", "kind", "label", "about", "language", "text")
    plain = {name: str(one[name]) for name in names}
    return Choice(
        **plain, is_for_court=bool(one.get("court")), reference=tuple(one.get("reference") or ())
    )


def own(access: Access) -> list[Template]:
    """The office's own that are in use."""
    rows = Template.objects.visible_to(access).filter(retired_at__isnull=True)
    return list(rows.order_by("label", "id"))


def own_one(access: Access, public_id: str) -> Template:
    """One of the office's own; raises NotFound."""
    return Template.objects.one(access, public_id)


def all_of(access: Access, library: Library) -> list[Choice]:
    """The office's own first, then those of the library."""
    mine = [
        Choice(
            f"own.{one.public_id}", one.kind, one.label, one.about, one.language, one.text,
            one.is_for_court,
        )
        for one in own(access)
    ]  # fmt: skip
    return sorted([*mine, *shipped(library)], key=lambda one: Kind.values.index(one.kind))


def get(access: Access, library: Library, template_id: str) -> Choice:
    """One template; raises BadInput."""
    for one in all_of(access, library):
        if one.id == template_id:
            return one
    raise BadInput("Choose one of the templates.")


def problems(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the letters of the library."""
    for name in library.ids(FOLDER):
        entry = library.load(FOLDER, f"{name}.yaml")
        if missing := KEYS - set(entry):
            yield f"{FOLDER}/{name}: lacks {', '.join(sorted(missing))}."
            continue
        if entry["id"] != name:
            yield f"{FOLDER}/{name}: its id is {entry['id']!r}."
        if entry["kind"] not in Kind.values:
            yield f"{FOLDER}/{name}: there is no kind {entry['kind']!r}."
        if entry["language"] not in LANGUAGES:
            yield f"{FOLDER}/{name}: there is no language {entry['language']!r}."
        if not isinstance(entry["last_checked"], datetime.date):
            yield f"{FOLDER}/{name}: last_checked is no day."
        for key in rules.fields_in(str(entry["text"])):
            if key not in fields.BY_KEY:
                yield f"{FOLDER}/{name}: there is no merge field {{{key}}}."
