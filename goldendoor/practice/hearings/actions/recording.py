"""What every action of this feature does first and last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.law.library import Library
from goldendoor.practice.hearings import kinds
from goldendoor.practice.hearings.models import Hearing

LONGEST = 20_000
# Facts of the client in words: the history says that they changed, not what they say.
SEALED = {"official", "join", "bring", "notes", "name", "about", "contact", "person"}


def locked(access: Access, hearing: Hearing, *, coming: bool = True) -> Hearing:
    """The hearing, held until the end of the transaction, allowed to be changed and still to come.

    Raises NotFound, NotAllowed.
    """
    found = Hearing.objects.select_for_update().one(access, hearing.public_id)
    registries.demand("practice_hearings.change", access, found.case)
    if coming and found.state != Hearing.State.SET:
        raise NotAllowed("This hearing is over. Put down the next one.")
    return found


def kept(text: Any) -> str:
    """A text as it is stored."""
    return str(text or "").replace("\0", "").strip()[:LONGEST]


def told(changes: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Old and new values for the history, without what people said."""
    return {
        name: ["", ""] if name in SEALED else [str(one) for one in pair]
        for name, pair in changes.items()
    }


def record(
    access: Access, case: Case, action: str, hearing: Hearing | None, payload: dict[str, Any]
) -> None:
    """One entry in the chain of the case."""
    named = {"hearing": kinds.label(Library.shipped(), hearing.kind)} if hearing else {}
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=case.public_id,
        action=action,
        payload={**named, **payload},
        compartment=case.compartment,
    )
