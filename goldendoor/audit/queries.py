"""Reading the history and proving it."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils import timezone

from goldendoor.audit import rules, words
from goldendoor.audit.models import Entry, Head
from goldendoor.foundation import pages, timeline
from goldendoor.foundation.access import Access


@dataclass(frozen=True)
class Happened:
    """An entry for a page: `phrase` in words, `details` None when they were erased or are gone."""

    sequence: int
    at: Any
    who: str
    action: str
    phrase: str
    details: dict[str, Any] | None


@dataclass
class Verified:
    """What `verify_all` found."""

    chains: int = 0
    entries: int = 0
    faults: list[rules.Fault] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        faults = [fault.as_dict() for fault in self.faults]
        return {"chains": self.chains, "entries": self.entries, "faults": faults}


def history(
    access: Access, *, subject_kind: str, subject_id: str, after: str | None = None
) -> pages.Page:
    """The newest entries of one subject as `Happened`, by keyset."""
    entries = Entry.objects.visible_to(access).filter(
        subject_kind=subject_kind, subject_id=str(subject_id)
    )
    page = pages.keyset(entries.select_related("payload"), order=("-sequence", "-id"), after=after)
    return pages.Page(rows=[_happened(entry) for entry in page.rows], next=page.next)


def happened(
    access: Access, *, subject_kind: str, subject_id: str, actions: Collection[str], limit: int
) -> list[Happened]:
    """The newest entries of these actions of one subject."""
    rows = Entry.objects.visible_to(access).filter(
        subject_kind=subject_kind, subject_id=str(subject_id), action__in=list(actions)
    )
    return [_happened(one) for one in rows.select_related("payload").order_by("-id")[:limit]]


# What an entry says on a time line, by (subject id, action, details): its kind, and a few words.
Tell = Callable[[str, str, dict[str, Any]], tuple[str, str]]


def lines(
    access: Access,
    *,
    subject_kind: str,
    subject_ids: Collection[str],
    actions: Collection[str],
    tell: Tell,
    source: str,
    before: timeline.Mark | None,
    kinds: frozenset[str] | None,
    size: int,
) -> list[timeline.Line]:
    """The newest entries of some chains as lines of a time line, for the `timeline.py` of an app.

    `tell` is given empty details where they were erased. Entries of other `kinds` than the wanted
    are passed over, however many there are.
    """
    rows = Entry.objects.visible_to(access).filter(
        organisation_id=access.organisation_id,
        subject_kind=subject_kind,
        subject_id__in=list(subject_ids),
        action__in=list(actions),
    )
    rows, found = rows.select_related("payload"), []
    while True:
        batch = list(timeline.older(rows, source, before, at="at", size=size))
        told = [_line(entry, tell, source) for entry in batch]
        found += [line for line in told if kinds is None or line.kind in kinds]
        if len(batch) < size or len(found) >= size:
            return found[:size]
        before = told[-1].mark


def _line(entry: Entry, tell: Tell, source: str) -> timeline.Line:
    happened = _happened(entry)
    kind, text = tell(entry.subject_id, entry.action, happened.details or {})
    return timeline.Line(
        mark=timeline.Mark(entry.at, source, entry.pk),
        kind=kind,
        day=timezone.localdate(entry.at),
        words=happened.phrase,
        who=entry.actor_label,
        text=text,
    )


def _happened(entry: Entry) -> Happened:
    payload = getattr(entry, "payload", None)
    body = payload.body if payload is not None and payload.erased_at is None else None
    return Happened(
        sequence=entry.sequence,
        at=entry.at,
        who=entry.actor_label,
        action=entry.action,
        phrase=words.say(entry.action),
        details=None if body is None else json.loads(body),
    )


def verify_all() -> Verified:
    """Every chain of this installation, in one pass over the entries, a chain in memory at a time.

    Compares sequences, hashes, payload digests and heads; heads without entries are faults too.
    """
    result = Verified()
    heads = {
        (head.organisation_id, head.subject_kind, head.subject_id): (head.length, head.hash)
        for head in Head.objects.all().iterator()
    }
    order = ("organisation_id", "subject_kind", "subject_id", "sequence")
    entries = Entry.objects.select_related("payload").order_by(*order).iterator(chunk_size=2000)
    for place, chain in groupby(
        entries, key=lambda entry: (entry.organisation_id, entry.subject_kind, entry.subject_id)
    ):
        links = [_link(entry) for entry in chain]
        result.chains += 1
        result.entries += len(links)
        result.faults += rules.verify(links, heads.pop(place, None))
    for (organisation_id, kind, subject_id), (length, _) in heads.items():
        result.faults += [
            rules.Fault(organisation_id, kind, subject_id, number, "cut_off")
            for number in range(1, length + 1)
        ]
    return result


def _link(entry: Entry) -> rules.Link:
    payload = getattr(entry, "payload", None)
    # A reason without a moment, or the other way round, was written by no action of ours.
    erased = payload is not None and bool(payload.erased_at or payload.erased_because)
    moment = rules.moment(payload.erased_at) if payload and payload.erased_at else ""
    return rules.Link(
        organisation_id=entry.organisation_id,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        sequence=entry.sequence,
        compartment=entry.compartment,
        actor_id=entry.actor_id,
        actor_label=entry.actor_label,
        action=entry.action,
        at=entry.at,
        payload_digest=entry.payload_digest,
        previous_hash=entry.previous_hash,
        hash=entry.hash,
        salt=payload.salt if payload else None,
        body=payload.body if payload else None,
        payload_missing=payload is None,
        erased=(payload.erased_because, moment) if payload and erased else None,
    )
