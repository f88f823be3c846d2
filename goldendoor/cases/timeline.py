"""What cases add to a time line: their own history, and their notes."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from goldendoor.audit import queries as audit
from goldendoor.cases import case_types
from goldendoor.cases.models import Case, Note
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark, older

HISTORY, NOTES = "cases.history", "cases.notes"
# What each action of the history is about. Notes tell of themselves below.
KIND_OF = {
    "case.opened": "case",
    "case.changed": "case",
    "case.handed_over": "case",
    "case.linked": "case",
    "case.unlinked": "case",
    "case.stage_changed": "stage",
    "case.party_added": "person",
    "case.party_removed": "person",
    "case.role_changed": "person",
    "case.filing_added": "form",
    "case.filing_changed": "form",
    "case.filing_removed": "form",
    "case.task_added": "task",
    "case.task_changed": "task",
    "case.task_done": "task",
    "case.task_reopened": "task",
    "case.held": "hold",
    "case.hold_released": "hold",
    "case.flag_raised": "hold",
    "case.flag_cleared": "hold",
}
MAILED = {"mailed_date", "delivered_date", "tracking_number", "receipt_number"}


@timelines.register(HISTORY)
def history(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """Entries of the case's own chain, each with its day, words and who did it."""

    def tell(_: str, action: str, details: dict[str, Any]) -> tuple[str, str]:
        kind = KIND_OF[action]
        if kind == "form" and MAILED & set(details.get("changes") or ()):
            kind = "mail"
        return kind, _details(details, case)

    return audit.lines(
        access,
        subject_kind="case",
        subject_ids=[case.public_id],
        actions=[name for name, kind in KIND_OF.items() if kinds is None or _may_be(kind, kinds)],
        tell=tell,
        source=HISTORY,
        before=before,
        kinds=kinds,
        size=size,
    )


@timelines.register(NOTES)
def notes(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """Notes that this person may read, with their text."""
    if kinds is not None and "note" not in kinds:
        return []
    rows = Note.objects.visible_to(access).filter(case=case)
    return [
        Line(
            mark=Mark(note.created_at, NOTES, note.pk),
            kind="note",
            day=timezone.localdate(note.created_at),
            words="wrote a privileged note" if note.is_privileged else "wrote a note",
            who=note.author_label,
            text=note.text,
            about=note.public_id,
        )
        for note in older(rows, NOTES, before, size=size)
    ]


def _may_be(kind: str, kinds: frozenset[str]) -> bool:
    """A changed form may be a mailing; the payload says so later."""
    return kind in kinds or (kind == "form" and "mail" in kinds)


def _details(details: Mapping[str, Any], case: Case) -> str:
    """The part of an entry that a line has room for."""
    if "stage" in details and "action" in details:
        kind = case_types.get(case.type_id)
        action = kind.actions.get(str(details["action"]))
        label = action.label if action else str(details["action"]).replace("_", " ")
        stages = [kind.stage_labels.get(str(one), str(one)) for one in details["stage"]]
        return label if stages[0] == stages[1] else f"{label}: {stages[0]} → {stages[1]}"
    if "to" in details and "reason" in details and "from" in details:
        return f"{details['from'] or 'nobody'} → {details['to'] or 'open'}: {details['reason']}"
    if "form" in details:
        return str(details["form"]).split(".", 1)[-1].upper()
    if "flag" in details:
        label = (case_types.flag_kinds().get(details["flag"]) or {}).get("label", details["flag"])
        why = details.get("because") or details.get("note")
        return f"{label}: {why}" if why else str(label)
    if "changes" in details:
        return ", ".join(str(name).replace("_", " ") for name in details["changes"])
    return str(details.get("task") or details.get("role") or details.get("because") or "")
