"""Adding to the history. There is no action that changes or removes an entry."""

import secrets
from typing import Any

from django.db import connection, transaction

from goldendoor.audit import rules, words
from goldendoor.audit.models import Entry, Head, Payload
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.kernel import canonical, clock
from goldendoor.kernel.errors import BadInput


def record(
    *,
    access: Access,
    subject_kind: str,
    subject_id: str,
    action: str,
    payload: dict[str, Any] | None = None,
    compartment: str = "",
) -> Entry:
    """Add one entry to the chain of a subject, in the transaction of the change it tells of.

    `payload` is any JSON object, `compartment` that of the facts in it. Raises RuntimeError outside
    a transaction, LookupError for an action without words.
    """
    words.say(action)
    if not connection.in_atomic_block:
        raise RuntimeError("An audit entry belongs in the transaction of the change it tells of.")
    place: dict[str, Any] = {
        "organisation_id": access.organisation_id,
        "subject_kind": subject_kind,
        "subject_id": str(subject_id),
    }
    # The locked head makes writers of one chain wait for each other.
    head, _ = Head.objects.select_for_update().get_or_create(**place)
    salt, body = secrets.token_hex(16), canonical.text(payload or {})
    columns = place | {
        "sequence": head.length + 1,
        "compartment": compartment,
        "actor_id": access.user_id,
        "actor_label": access.user_label,
        "action": action,
        "at": clock.now(),
        "payload_digest": rules.payload_digest(salt, body),
        "previous_hash": head.hash or rules.BEGINNING,
    }
    entry = Entry.objects.create(**columns, hash=rules.entry_hash(**columns))
    Payload.objects.create(entry=entry, salt=salt, body=body)
    head.length, head.hash = entry.sequence, entry.hash
    head.save(update_fields=["length", "hash"])
    return entry


@transaction.atomic
def erase_payload(*, access: Access, entry: Entry, reason: str) -> Entry:
    """Erase the details of an entry for good; the chain still verifies and says that it was done.

    The salt goes too, so that the digest left behind cannot be tested against guesses. Raises
    NotAllowed unless the person is the owner. Returns the entry that tells of the erasure.
    """
    registries.demand("audit.erase", access, entry)
    if entry.action == rules.ERASURE:
        raise BadInput("An erasure itself cannot be erased: it is what keeps the chain whole.")
    erased_at = clock.now()
    Payload.objects.filter(entry=entry).update(
        salt="", body="", erased_at=erased_at, erased_because=reason
    )
    return record(
        access=access,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        action=rules.ERASURE,
        compartment=entry.compartment,
        payload={
            "sequence": entry.sequence,
            "reason": reason,
            "erased_at": rules.moment(erased_at),
        },
    )
