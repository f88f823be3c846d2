"""Reading research; everything goes through the access filter."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.kernel.folding import fold
from goldendoor.practice.citations.models import Use
from goldendoor.practice.drafting.models import Draft
from goldendoor.practice.research import rules
from goldendoor.practice.research.models import LinkedMemo, NoteVersion, ResearchNote

NOTE, DRAFT = "note", "draft"
# Texts are encrypted, so a search reads them: the newest so many.
MOST_READ = 2000
MOST_SHOWN = 60


@dataclass
class Found:
    """Notes that a search found, and the tags of all that were looked at."""

    notes: list[ResearchNote]
    tags: list[tuple[str, int]]
    more: bool = False


@dataclass
class Used:
    """Where a citation stands, as far as the reader may see."""

    notes: list[ResearchNote] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


def get(access: Access, public_id: str) -> ResearchNote:
    """One note; raises NotFound."""
    return ResearchNote.objects.select_related("case").one(access, public_id)


def search(access: Access, text: str = "", *, tag: str = "", kind: str = "") -> Found:
    """Notes by the words of title, text and tags, the newest first."""
    rows = _notes(access).filter(retired_at__isnull=True)
    if kind in ResearchNote.Kind.values:
        rows = rows.filter(kind=kind)
    looked = list(rows.order_by("-updated_at", "-id")[:MOST_READ])
    words = fold(text).split()
    found = [
        one
        for one in looked
        if (not tag or tag in one.tags) and rules.matches(words, one.title, one.body, *one.tags)
    ]
    tags = rules.counted(one.tags for one in looked)
    return Found(found[:MOST_SHOWN], tags[:40], len(found) > MOST_SHOWN)


def of_case(access: Access, case: Case) -> list[ResearchNote]:
    """Notes of the case and memos linked to it, the newest first."""
    linked = LinkedMemo.objects.visible_to(access).filter(case=case).values("note")
    rows = _notes(access).filter(Q(case=case) | Q(pk__in=linked), retired_at__isnull=True)
    return list(rows.order_by("-updated_at", "-id"))


def cases_of(access: Access, note: ResearchNote) -> list[LinkedMemo]:
    """The cases a memo is linked to that this person may see."""
    rows = LinkedMemo.objects.visible_to(access).filter(note=note)
    return list(rows.select_related("case").order_by("id"))


def memos(access: Access) -> list[ResearchNote]:
    """Memos that stand alone, to link to a case."""
    rows = _notes(access).filter(case__isnull=True, retired_at__isnull=True)
    return list(rows.order_by("-updated_at", "-id")[:200])


def versions(access: Access, note: ResearchNote) -> list[NoteVersion]:
    """What the note was before, the newest first."""
    return list(NoteVersion.objects.visible_to(access).filter(note=note).order_by("-number"))


def used(access: Access, key: str) -> Used:
    """The notes and drafts in which a citation stands."""
    rows = Use.objects.visible_to(access).filter(key=key)
    notes = rows.filter(source_kind=NOTE).values("source_id")
    drafts = rows.filter(source_kind=DRAFT).values("source_id")
    return Used(
        list(_notes(access).filter(public_id__in=notes, retired_at__isnull=True).order_by("-id")),
        list(
            Draft.objects.visible_to(access)
            .filter(public_id__in=drafts)
            .select_related("case")
            .order_by("-id")
        ),
    )


def citations(access: Access, kind: str = "") -> list[dict[str, object]]:
    """The citations of all texts that this person may see: key, kind, number of uses."""
    notes = _notes(access).filter(retired_at__isnull=True).values("public_id")
    drafts = Draft.objects.visible_to(access).values("public_id")
    rows = Use.objects.visible_to(access).filter(
        Q(source_kind=NOTE, source_id__in=notes) | Q(source_kind=DRAFT, source_id__in=drafts)
    )
    if kind:
        rows = rows.filter(kind=kind)
    counted = rows.values("key", "kind").annotate(uses=Count("pk")).order_by("kind", "key")
    return [dict(one) for one in counted[:500]]


def _notes(access: Access) -> QuerySet[ResearchNote]:
    return ResearchNote.objects.visible_to(access).select_related("case")
