"""Writing research."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.citations import actions as citations
from goldendoor.practice.research import queries, rules
from goldendoor.practice.research.models import LinkedMemo, NoteVersion, ResearchNote


@transaction.atomic
def write(
    *,
    access: Access,
    title: str,
    body: str,
    kind: str = "research",
    tags: Sequence[str] = (),
    case: Case | None = None,
    privileged: bool = False,
    once: str | None = None,
) -> ResearchNote:
    """A note of a case, or a memo that stands alone; only a note of a case can be privileged.

    Raises NotAllowed, BadInput.
    """
    registries.demand("research.change", access)
    if case is not None:
        registries.demand("cases.change", access, case)
    data = _checked(title, body, kind, tags)
    if privileged and case is None:
        raise BadInput("Only a note of a case is privileged; a memo is for the whole office.")

    def run() -> str:
        note = ResearchNote.objects.create(
            organisation_id=access.organisation_id,
            case=case,
            is_privileged=privileged,
            author_label=access.user_label,
            **data,
        )
        if access.user_id is not None:
            note.named.add(access.user_id)
        _index(access, note)
        _record(access, note, "research.written", {"kind": note.get_kind_display()})
        return note.public_id

    asked = {"title": data["title"], "case": case.public_id if case else ""}
    scope = "research.write"
    found = idempotency.once(access=access, scope=scope, key=once, request=asked, run=run)
    return queries.get(access, found)


@transaction.atomic
def rewrite(
    *,
    access: Access,
    note: ResearchNote,
    title: str,
    body: str,
    kind: str,
    tags: Sequence[str] = (),
    version: int | None = None,
) -> ResearchNote:
    """Change a note; what it was is kept as a version. Raises BadInput, Conflict."""
    registries.demand("research.change", access, note)
    data = _checked(title, body, kind, tags)
    before, by = (note.title, note.body), note.changed_by_label or note.author_label
    told = change(note, version=version, changes=data, what="The research note")
    if not told:
        return note
    if "title" in told or "body" in told:
        _keep(note, before, by)
    change(
        note,
        version=None,
        changes={"changed_by_label": access.user_label, "updated_at": clock.now()},
    )
    _index(access, note)
    _record(access, note, "research.changed", {"fields": ", ".join(sorted(told))})
    return note


@transaction.atomic
def link(*, access: Access, note: ResearchNote, case: Case) -> LinkedMemo:
    """Use a memo in a case. Raises NotAllowed for a note that belongs to a case."""
    registries.demand("cases.change", access, case)
    if not note.is_memo:
        raise NotAllowed("A note of a case stays with it; write a memo for use in others.")
    made, fresh = LinkedMemo.objects.get_or_create(
        organisation_id=access.organisation_id,
        case=case,
        note=note,
        defaults={"linked_by_label": access.user_label},
    )
    if fresh:
        _of_case(access, case, note, "research.linked")
    return made


@transaction.atomic
def unlink(*, access: Access, note: ResearchNote, case: Case) -> None:
    """The memo is of no use in the case any more."""
    registries.demand("cases.change", access, case)
    gone, _ = LinkedMemo.objects.visible_to(access).filter(note=note, case=case).delete()
    if gone:
        _of_case(access, case, note, "research.unlinked")


@transaction.atomic
def set_privilege(*, access: Access, note: ResearchNote, privileged: bool) -> ResearchNote:
    """Close a note of a case; opening it again is for those who answer for the case."""
    registries.demand("research.change" if privileged else "research.open", access, note)
    if privileged and note.is_memo:
        raise BadInput("Only a note of a case is privileged; a memo is for the whole office.")
    if privileged and access.user_id is not None:
        note.named.add(access.user_id)
    if change(note, version=None, changes={"is_privileged": privileged}):
        _record(access, note, "research.closed" if privileged else "research.opened", {})
    return note


@transaction.atomic
def retire(*, access: Access, note: ResearchNote, version: int | None = None) -> ResearchNote:
    """Put it away: out of lists and searches; its page stays for whoever has its address."""
    registries.demand("research.change", access, note)
    moment = None if note.retired_at else clock.now()
    change(note, version=version, changes={"retired_at": moment}, what="The research note")
    _record(access, note, "research.retired" if moment else "research.restored", {})
    return note


def _keep(note: ResearchNote, before: tuple[str, str], by: str) -> None:
    """What the note was, as the next of its versions."""
    last = NoteVersion.objects.filter(note=note).aggregate(last=Max("number"))["last"] or 0
    NoteVersion.objects.create(
        organisation_id=note.organisation_id,
        note=note,
        number=last + 1,
        title=before[0],
        body=before[1],
        author_label=by,
    )


def _checked(title: str, body: str, kind: str, tags: Sequence[str]) -> dict[str, Any]:
    name = " ".join(title.replace("\0", "").split())
    text = body.replace("\0", "").replace("\r\n", "\n").strip()
    if not name or not text:
        raise BadInput("A note needs a title and a text.")
    if len(name) > 200:
        raise BadInput(f"A title has at most 200 characters; this has {len(name)}.")
    if len(text) > rules.LONGEST_BODY:
        raise BadInput(f"A note has at most {rules.LONGEST_BODY:,} characters.")
    if kind not in ResearchNote.Kind.values:
        raise BadInput("Choose what kind of note it is.")
    try:
        kept = rules.tags(", ".join(tags))
    except ValueError as error:
        raise BadInput(str(error)) from error
    return {"title": name, "body": text, "kind": kind, "tags": kept}


def _index(access: Access, note: ResearchNote) -> None:
    citations.index(
        access=access,
        source_kind=queries.NOTE,
        source_id=note.public_id,
        case=note.case,
        text=f"{note.title}\n{note.body}",
    )


def _of_case(access: Access, case: Case, note: ResearchNote, action: str) -> None:
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=case.public_id,
        action=action,
        payload={"note": note.public_id},
        compartment=case.compartment,
    )


def _record(access: Access, note: ResearchNote, action: str, payload: dict[str, Any]) -> None:
    """In the case's history, or the note's own: never its title."""
    audit.record(
        access=access,
        subject_kind="case" if note.case else "research",
        subject_id=note.case.public_id if note.case else note.public_id,
        action=action,
        payload={"note": note.public_id, **payload},
        compartment=note.case.compartment if note.case else "",
    )
