"""The answer to an item and what shows it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from goldendoor.documents.models import Document, EvidenceItem
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import Conflict, NotAllowed
from goldendoor.practice.responses.actions import recording
from goldendoor.practice.responses.models import Enclosure, Item, Paragraph


@transaction.atomic
def write_paragraph(
    *, access: Access, item: Item, text: str, number: int | None = None
) -> Paragraph | None:
    """A new version of the answer to an item; the same text again makes none.

    `number` is the version that was open when it was written: Conflict with both texts when
    somebody saved another since.
    """
    recording.demand(access, item.response)
    text = recording.text(text, "The answer", 60_000)
    Item.objects.select_for_update().one(access, item.public_id)
    rows = Paragraph.objects.visible_to(access).filter(item=item)
    last = rows.order_by("-number").first()
    present, have = (last.text, last.number) if last else ("", 0)
    if text == present:
        return last
    if number is not None and number != have:
        raise Conflict(
            what=f"The answer to item {item.position}",
            version=have,
            theirs={"text": present},
            yours={"text": text},
        )
    made = Paragraph.objects.create(
        organisation_id=access.organisation_id,
        item=item,
        number=have + 1,
        text=text,
        author_label=access.user_label,
    )
    payload = {"item": item.position, "version": made.number}
    recording.record(access, item.response, "response.paragraph_saved", payload)
    return made


@transaction.atomic
def attach(
    *,
    access: Access,
    item: Item,
    documents: Sequence[Document] = (),
    evidence: Sequence[EvidenceItem] = (),
) -> None:
    """Put papers, or rows of the checklist, behind an item; what is there already stays once."""
    recording.demand(access, item.response)
    held = [one.case_id for one in documents] + [one.case_id for one in evidence]
    if any(case_id != item.response.case_id for case_id in held):
        raise NotAllowed("That belongs to another case.")
    rows = Enclosure.objects.visible_to(access).filter(item=item)
    position = rows.aggregate(last=Max("position"))["last"] or 0
    added = 0
    for document, row in [*((one, None) for one in documents), *((None, one) for one in evidence)]:
        _, fresh = Enclosure.objects.get_or_create(
            organisation_id=access.organisation_id,
            item=item,
            document=document,
            evidence=row,
            defaults={"position": position + added + 1},
        )
        added += fresh
    if added:
        payload = {"item": item.position, "papers": added}
        recording.record(access, item.response, "response.enclosed", payload)


@transaction.atomic
def detach(*, access: Access, enclosure: Enclosure) -> None:
    """Take a paper from an item; the paper itself stays in the case."""
    item = enclosure.item
    recording.demand(access, item.response)
    enclosure.delete()
    recording.renumber(_enclosures(access, item))
    recording.record(access, item.response, "response.unenclosed", {"item": item.position})


@transaction.atomic
def move_enclosure(*, access: Access, enclosure: Enclosure, by: int) -> None:
    """So many places down (or up) in the order in which they are exhibits."""
    item = enclosure.item
    recording.demand(access, item.response)
    recording.renumber(recording.moved(_enclosures(access, item), enclosure, by))
    recording.record(access, item.response, "response.enclosure_moved", {"item": item.position})


def _enclosures(access: Access, item: Item) -> list[Enclosure]:
    rows = Enclosure.objects.visible_to(access).filter(item=item)
    return list(rows.order_by("position", "id"))
