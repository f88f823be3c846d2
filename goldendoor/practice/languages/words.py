"""The words of certificates, oaths and agreements in the library. Reads only."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from goldendoor.law.library import Library, LibraryError

KIND, SHIPPED = "languages", "us"
KEYS = {"id", "label", "last_checked", "certainty", "source", "reference", "certificate", "oath",
        "confidentiality"}  # fmt: skip


def entry(library: Library) -> Mapping[str, Any]:
    """The entry in use."""
    return library.load(KIND, f"{SHIPPED}.yaml")


def problems(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the entries of the library."""
    for name in library.ids(KIND):
        try:
            found = library.load(KIND, f"{name}.yaml")
        except LibraryError as error:
            yield f"languages/{name}: {error}"
            continue
        if not isinstance(found, Mapping) or not set(found) >= KEYS:
            yield f"languages/{name}: lacks one of {', '.join(sorted(KEYS))}."
            continue
        if found["id"] != name:
            yield f"languages/{name}: its id is {found['id']!r}."
        if not isinstance(found["last_checked"], datetime.date):
            yield f"languages/{name}: last_checked is no day."
        text = " ".join(str(one) for one in found["certificate"].get("paragraphs") or ())
        missing = [one for one in ("{name}", "{language}", "{document}", "competent", "complete",
                                   "accurate") if one not in text]  # fmt: skip
        if missing:
            yield f"languages/{name}: the certificate does not say {', '.join(missing)}."
