"""Beginning an answer, its frame, its items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.cases.models import Case
from goldendoor.deadlines.models import Deadline
from goldendoor.documents.models import Document
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.responses import kinds, queries, rules
from goldendoor.practice.responses.actions import recording
from goldendoor.practice.responses.models import Item, Response

FRAME = {"way", "address", "opening", "closing", "notice", "deadline"}


@transaction.atomic
def start(
    *,
    access: Access,
    case: Case,
    kind: str,
    library: Library,
    deadline: Deadline | None = None,
    notice: Document | None = None,
    once: str | None = None,
) -> Response:
    """Begin the answer to a notice; there is one open answer for a deadline.

    Raises NotAllowed, BadInput.
    """
    registries.demand("cases.change", access, case)
    entry = kinds.get(library, kind)
    _of(case, deadline, notice)
    if deadline is not None and deadline.rule_id not in entry["rules"]:
        raise BadInput(f"“{deadline}” is not the deadline of {entry['label'].lower()}.")

    def run() -> str:
        taken = Response.objects.visible_to(access).filter(deadline=deadline, state="open")
        if deadline is not None and taken.exists():
            raise NotAllowed("The answer for this deadline is begun already; open it.")
        response = Response.objects.create(
            organisation_id=access.organisation_id,
            case=case,
            kind=kind,
            deadline=deadline,
            notice=notice,
            started_by_label=access.user_label,
        )
        recording.record(access, response, "response.started", {"kind": entry["short"]})
        return response.public_id

    request = {"case": case.public_id, "kind": kind}
    found = idempotency.once(
        access=access, scope="responses.start", key=once, request=request, run=run
    )
    return queries.get(access, found)


@transaction.atomic
def change_response(
    *, access: Access, response: Response, changes: Mapping[str, Any], version: int | None = None
) -> Response:
    """Where it goes, in what way it answers, own words, notice and deadline."""
    recording.demand(access, response)
    if unknown := set(changes) - FRAME:
        raise BadInput(f"An answer has no changeable {', '.join(sorted(unknown))}.")
    if changes.get("way", response.way) not in Response.Way.values:
        raise BadInput("An answer is complete, or in part.")
    _of(response.case, changes.get("deadline"), changes.get("notice"))
    kept = dict(changes)
    for name in ("address", "opening", "closing"):
        if name in kept:
            kept[name] = recording.text(str(kept[name]), f"The {name}")
    told = change(response, version=version, changes=kept, what="The answer")
    if told:
        recording.record(access, response, "response.changed", {"fields": ", ".join(sorted(told))})
    return response


def _of(case: Case, deadline: Deadline | None, notice: Document | None) -> None:
    for one in (deadline, notice):
        if one is not None and one.case_id != case.pk:
            raise NotAllowed("That belongs to another case.")


@transaction.atomic
def add_items(
    *, access: Access, response: Response, texts: Sequence[str], once: str | None = None
) -> list[Item]:
    """What the agency asks for, one text a request, in its own words. Raises BadInput."""
    recording.demand(access, response)
    said = [recording.text(one, "A request", rules.LONGEST) for one in texts]
    said = [one for one in said if one]
    if not said:
        raise BadInput("Write or paste what the agency asks for.")
    locked = Response.objects.select_for_update().one(access, response.public_id)
    have = Item.objects.visible_to(access).filter(response=locked, removed_at__isnull=True).count()
    if have + len(said) > rules.MOST_ITEMS:
        raise BadInput(f"An answer has at most {rules.MOST_ITEMS} items.")

    def run() -> list[str]:
        made = [
            Item.objects.create(
                organisation_id=access.organisation_id,
                response=locked,
                position=have + number,
                text=one,
                owner_id=response.case.assigned_to_id,
            ).public_id
            for number, one in enumerate(said, 1)
        ]
        recording.record(access, response, "response.items_added", {"items": len(made)})
        return made

    request = {"response": response.public_id, "texts": said}
    ids = idempotency.once(
        access=access, scope="responses.items", key=once, request=request, run=run
    )
    return [one for one in queries.items(access, response) if one.public_id in ids]


@transaction.atomic
def change_item(
    *,
    access: Access,
    item: Item,
    text: str | None = None,
    owner: User | None = None,
    state: str | None = None,
    note: str | None = None,
    version: int | None = None,
) -> Item:
    """Its words, who sees to it (None: nobody), how far, a note. Raises BadInput, Conflict."""
    recording.demand(access, item.response)
    if owner is not None and not accounts.colleagues(access).filter(pk=owner.pk).exists():
        raise BadInput("Choose somebody of this office.")
    changes: dict[str, Any] = {"owner_id": owner.pk if owner else None}
    if text is not None:
        changes["text"] = recording.text(text, "A request", rules.LONGEST)
        if not changes["text"]:
            raise BadInput("An item keeps the words of the agency; remove it if it is not one.")
    if note is not None:
        changes["note"] = recording.text(note, "The note")
    if state is not None:
        if state not in Item.State.values:
            raise BadInput("Choose how far the item is.")
        fresh = queries.item(access, item.public_id)
        papers = sum(len(one.documents) for one in fresh.papers)
        if wrong := rules.why_not_ready(bool(fresh.answer), papers, state):
            raise BadInput(wrong)
        changes["state"] = state
    told = change(item, version=version, changes=changes, what=str(item))
    if told:
        payload = {"item": item.position, "fields": ", ".join(sorted(told))}
        recording.record(access, item.response, "response.item_changed", payload)
    return item


@transaction.atomic
def remove_item(*, access: Access, item: Item, version: int | None = None) -> None:
    """It was none of the agency's requests; the others close up."""
    recording.demand(access, item.response)
    changes = {"removed_at": clock.now()}
    change(item, version=version, changes=changes, what=str(item))
    recording.renumber(_items(access, item.response))
    recording.record(access, item.response, "response.item_removed", {"item": item.position})


@transaction.atomic
def move_item(*, access: Access, item: Item, by: int) -> None:
    """So many places down (or up), as in the notice."""
    recording.demand(access, item.response)
    recording.renumber(recording.moved(_items(access, item.response), item, by))
    recording.record(access, item.response, "response.item_moved", {"item": item.position})


def _items(access: Access, response: Response) -> list[Item]:
    rows = Item.objects.visible_to(access).filter(response=response, removed_at__isnull=True)
    return list(rows.order_by("position", "id"))
