"""Notes on a case: for colleagues, or privileged."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.cases.actions import recording
from goldendoor.cases.models import Case, Note
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput


@transaction.atomic
def add_note(
    *,
    access: Access,
    case: Case,
    text: str,
    compartment: str = "",
    privileged: bool = False,
    named: Iterable[User] = (),
    pinned: bool = False,
) -> Note:
    """Write a note for colleagues; in a compartment only those it is open to will see it.

    A privileged one is read by owners, attorneys, accredited representatives and those it names;
    the author is always among them. Raises NotAllowed, BadInput.
    """
    registries.demand("cases.change", access, case)
    recording.need_open(access, compartment)
    if not text.strip():
        raise BadInput("The note is empty.")
    note = Note.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        author_label=access.user_label,
        text=text.strip(),
        compartment=compartment,
        is_privileged=privileged,
        pinned_at=clock.now() if pinned else None,
    )
    if privileged:
        note.named.set({*(user.pk for user in _colleagues(access, named)), *_author(access)})
    recording.record(access, case, "case.note_added", {"note": note.public_id}, compartment)
    recording.touch(case)
    return note


@transaction.atomic
def pin_note(
    *, access: Access, note: Note, pinned: bool = True, version: int | None = None
) -> Note:
    """Keep a note above the others, or let it sink again."""
    note = Note.objects.select_related("case").one(access, note.public_id)
    registries.demand("cases.change", access, note.case)
    if bool(note.pinned_at) == pinned:
        return note
    moment = clock.now() if pinned else None
    change(note, version=version, changes={"pinned_at": moment}, what="The note")
    action = "case.note_pinned" if pinned else "case.note_unpinned"
    payload = {"note": note.public_id}
    recording.record(access, note.case, action, payload, note.compartment)
    return note


@transaction.atomic
def make_privileged(
    *, access: Access, note: Note, named: Iterable[User] = (), version: int | None = None
) -> Note:
    """Close a note that was open; the way back is for those who answer for the case alone."""
    note = Note.objects.select_related("case").one(access, note.public_id)
    registries.demand("cases.change", access, note.case)
    change(note, version=version, changes={"is_privileged": True}, what="The note")
    note.named.add(*{*(user.pk for user in _colleagues(access, named)), *_author(access)})
    _tell(access, note, "case.note_closed")
    return note


@transaction.atomic
def end_privilege(*, access: Access, note: Note, reason: str, version: int | None = None) -> Note:
    """Let everyone on the case read it, with a reason. Raises NotAllowed for others than those who
    answer for the case."""
    note = Note.objects.select_related("case").one(access, note.public_id)
    registries.demand("cases.waive_privilege", access, note.case)
    why = recording.said(reason, "The reason", 500)
    if change(note, version=version, changes={"is_privileged": False}, what="The note"):
        _tell(access, note, "case.note_opened", because=why)
    return note


def _tell(access: Access, note: Note, action: str, **more: str) -> None:
    payload: dict[str, Any] = {"note": note.public_id, **more}
    recording.record(access, note.case, action, payload, note.compartment)
    recording.touch(note.case)


def _author(access: Access) -> set[int]:
    return set() if access.user_id is None else {access.user_id}


def _colleagues(access: Access, users: Iterable[User]) -> list[User]:
    wanted = {user.pk for user in users}
    found = list(accounts.colleagues(access).filter(pk__in=wanted)) if wanted else []
    if len(found) != len(wanted):
        raise BadInput("A note can name people of this office only.")
    return found
