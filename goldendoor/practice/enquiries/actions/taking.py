"""Taking an enquiry, who is named in it, how the enquirer is reached, the conflict check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.conflicts import actions as conflicts
from goldendoor.practice.conflicts import rules as conflict_rules
from goldendoor.practice.conflicts.models import Check
from goldendoor.practice.enquiries import queries, rules
from goldendoor.practice.enquiries.actions.recording import going, locked, record
from goldendoor.practice.enquiries.models import Contact, Enquiry

LONGEST_TEXT = 20_000


@transaction.atomic
def take(
    *,
    access: Access,
    people: Sequence[conflict_rules.Asked],
    about: str = "",
    language: str = "",
    needs_interpreter: bool = False,
    source: str = "phone",
    channels: Sequence[Mapping[str, Any]] = (),
    compartment: str = "",
) -> Enquiry:
    """A new enquiry. Raises NotAllowed, BadInput (nobody named, an unknown channel)."""
    registries.demand("enquiries.change", access)
    if not access.opens(compartment):
        raise NotAllowed(f"The compartment “{compartment}” is not open to you.")
    if source not in Enquiry.Source.values:
        raise BadInput("Say how the enquiry came in.")
    enquiry = Enquiry.objects.create(
        organisation_id=access.organisation_id,
        people=conflict_rules.to_json(conflict_rules.checked(people)),
        about=about.strip()[:LONGEST_TEXT] or None,
        language=language.strip()[:60],
        needs_interpreter=needs_interpreter,
        source=source,
        channels=rules.channels(channels),
        assigned_to_id=access.user_id,
        compartment=compartment,
    )
    record(access, enquiry, "enquiry.taken", {"source": source})
    return enquiry


@transaction.atomic
def set_people(
    *,
    access: Access,
    enquiry: Enquiry,
    people: Sequence[conflict_rules.Asked],
    about: str = "",
    version: int | None = None,
) -> Enquiry:
    """Who is named, and what for. A conflict check made before no longer counts if they differ."""
    found = locked(access, enquiry)
    rows = conflict_rules.to_json(conflict_rules.checked(people))
    changes = {"people": rows, "about": about.strip()[:LONGEST_TEXT] or None}
    if change(found, version=version, changes=changes, what="The enquiry"):
        record(access, found, "enquiry.people_changed", {"people": len(rows)})
    return found


@transaction.atomic
def set_channels(
    *,
    access: Access,
    enquiry: Enquiry,
    channels: Sequence[Mapping[str, Any]],
    language: str = "",
    needs_interpreter: bool = False,
    version: int | None = None,
) -> Enquiry:
    """How the enquirer is reached, and what is safe."""
    found = locked(access, enquiry)
    changes: dict[str, Any] = {
        "channels": rules.channels(channels),
        "language": language.strip()[:60],
        "needs_interpreter": needs_interpreter,
    }
    if change(found, version=version, changes=changes, what="The enquiry"):
        record(access, found, "enquiry.channels_changed", {"channels": len(changes["channels"])})
    return found


@transaction.atomic
def note_contact(
    *, access: Access, enquiry: Enquiry, text: str, at: int | None, incoming: bool = False
) -> Contact:
    """A call or letter on the channel of place `at`; None: in person.

    One to the enquirer on a channel marked unsafe is refused, and the safe one named; what comes
    from them is noted whatever channel they chose. Raises NotAllowed, BadInput.
    """
    found = locked(access, enquiry)
    if not text.strip():
        raise BadInput("Write what it was about.")
    stopped = "" if incoming else rules.why_not_reach(found.channels, at)
    if stopped:
        raise NotAllowed(stopped)
    channel = found.channels[at] if at is not None else {"kind": "person", "value": ""}
    contact = Contact.objects.create(
        organisation_id=access.organisation_id,
        enquiry=found,
        kind=channel["kind"],
        channel=channel["value"] or None,
        is_incoming=incoming,
        text=text.strip()[:LONGEST_TEXT],
        author_label=access.user_label,
    )
    record(access, found, "enquiry.contacted", {"kind": contact.kind, "incoming": incoming})
    return contact


@transaction.atomic
def check_conflicts(*, access: Access, enquiry: Enquiry) -> Check:
    """Ask about everybody named; a later check of the enquiry is the next of its thread."""
    found = locked(access, enquiry)
    check = conflicts.ask(
        access=access,
        people=queries.people(found),
        compartment=found.compartment,
        repeats=found.check_made,
    )
    change(found, version=None, changes={"check_made": check, **going(found)})
    record(access, found, "enquiry.checked", {"check": check.public_id})
    return check


@transaction.atomic
def settle_person(*, access: Access, enquiry: Enquiry, public_id: str = "") -> Enquiry:
    """The enquirer is this person of the files, or ("") nobody known. Nothing is merged by it."""
    found = locked(access, enquiry)
    person = queries.known_person(access, found, public_id) if public_id else None
    change(found, version=None, changes={"person": person, "person_settled": True})
    record(access, found, "enquiry.person_settled", {"person": public_id or None})
    return found


@transaction.atomic
def close(
    *, access: Access, enquiry: Enquiry, state: str, reason: str, version: int | None = None
) -> Enquiry:
    """Declined, or withdrawn by the enquirer, with the reason."""
    found = locked(access, enquiry)
    if state not in (Enquiry.State.DECLINED, Enquiry.State.WITHDRAWN):
        raise BadInput("Say whether the office declines or the enquirer withdrew.")
    if not reason.strip():
        raise BadInput("Say why: the reason is kept with the enquiry.")
    changes = {"state": state, "decided_because": reason.strip()[:LONGEST_TEXT]}
    change(found, version=version, changes=changes, what="The enquiry")
    record(access, found, "enquiry.closed", {"state": state})
    return found
