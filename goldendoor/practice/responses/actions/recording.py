"""What every action of this feature does before and after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from goldendoor.audit import actions as audit
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.responses.models import Response


def demand(access: Access, response: Response) -> None:
    """May this person change it, and can it be changed still? Raises NotAllowed."""
    registries.demand("cases.change", access, response.case)
    if not response.is_open:
        state = response.get_state_display().lower()
        raise NotAllowed(f"This answer is closed ({state}); it stays as it is.")


def record(access: Access, response: Response, action: str, payload: dict[str, Any]) -> None:
    """The entry in the history of the case."""
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=response.case.public_id,
        action=action,
        payload={"response": response.public_id, **payload},
        compartment=response.case.compartment,
    )


def text(value: str, what: str, longest: int = 20_000) -> str:
    """A text that may be kept. Raises BadInput."""
    value = value.replace("\0", "").replace("\r\n", "\n").strip()
    if len(value) > longest:
        raise BadInput(f"{what} has {len(value):,} characters; at most {longest:,} are kept.")
    return value


def renumber(rows: Iterable[Any]) -> None:
    """Positions 1, 2, 3 … in this order; only what changes is written."""
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


def moved(rows: list[Any], one: Any, by: int) -> list[Any]:
    """The rows with `one` so many places further on."""
    place = next(n for n, row in enumerate(rows) if row.pk == one.pk)
    rest = [row for row in rows if row.pk != one.pk]
    rest.insert(max(0, min(place + by, len(rest))), rows[place])
    return rest
