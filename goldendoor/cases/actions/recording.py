"""What the actions of this app share: the entry in the history, lists that show what moved last."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.people.models import Person


def need_open(access: Access, compartment: str) -> None:
    """Raise NotAllowed for a compartment that is closed to this person."""
    if not access.opens(compartment):
        raise NotAllowed(f"The compartment “{compartment}” is not open to you.")


def compartment_of(person: Person | None) -> str:
    """What a case does for somebody closed is told only to those they are open to."""
    return person.compartment if person is not None else ""


def touch(case: Case) -> None:
    """Lists show what moved last; this is no change of the case itself, so its version stays."""
    case.updated_at = clock.now()
    Case.objects.filter(pk=case.pk).update(updated_at=case.updated_at)


def plain(told: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Old and new values as JSON holds them: days as ISO text, people by name."""
    return {field: [plain_value(value) for value in pair] for field, pair in told.items()}


def plain_value(value: Any) -> Any:
    """One value as JSON holds it."""
    if isinstance(value, Mapping):
        return {str(key): plain_value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(one) for one in value]
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def record(
    access: Access, case: Case, action: str, payload: dict[str, Any], compartment: str = ""
) -> None:
    """One entry in the chain of the case, in the compartment of what it tells of."""
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=case.public_id,
        action=action,
        payload=payload,
        compartment=compartment or case.compartment,
    )


def said(text: str, what: str, longest: int) -> str:
    """A text that must be there, trimmed; raises BadInput naming what is missing or too long."""
    text = text.replace("\0", "").strip()
    if not text:
        raise BadInput(f"{what} is empty.")
    if len(text) > longest:
        raise BadInput(f"{what} may have at most {longest} characters; this has {len(text)}.")
    return text
