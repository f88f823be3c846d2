"""What happened to a case: the stages it was at, and one merged line of everything."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils import timezone

from goldendoor.audit import queries as audit
from goldendoor.cases import case_types
from goldendoor.cases.models import Case
from goldendoor.cases.queries.reading import access_for_case
from goldendoor.foundation import pages, registries
from goldendoor.foundation import timeline as lines
from goldendoor.foundation.access import Access
from goldendoor.kernel.errors import BadInput


@dataclass(frozen=True)
class Passed:
    """A stage of a case with its days; `to_date` None for the present one."""

    stage: str
    label: str
    from_date: date
    to_date: date | None


def stages_passed(access: Access, case: Case, *, limit: int = 60) -> list[Passed]:
    """The stages a case has been at, oldest first, from the history of its door."""
    kind = case_types.get(case.type_id)
    rows = audit.happened(
        access_for_case(access, case), subject_kind="case", subject_id=case.public_id,
        actions=("case.opened", "case.stage_changed"), limit=limit,
    )  # fmt: skip
    begun = timezone.localdate(case.created_at)
    found: list[Passed] = []
    for one in reversed(rows):
        details = one.details or {}
        # Entries of earlier versions do not say on which day it was done.
        day = date.fromisoformat(details.get("on") or timezone.localdate(one.at).isoformat())
        before, after = details.get("stage") or ("", "")
        if before != after:
            label = kind.stage_labels.get(before, before)
            found.append(Passed(before, label, min(begun, day), day))
        if before != after or one.action == "case.opened":
            begun = day
    label = kind.stage_labels.get(case.stage, case.stage)
    return [*found, Passed(case.stage, label, min(begun, case.stage_since), None)]


def timeline(
    access: Access,
    case: Case,
    after: str | None = None,
    *,
    kinds: Iterable[str] = (),
    size: int = 50,
) -> pages.Page:
    """Everything that happened to a case as `foundation.timeline.Line`s, newest first, by keyset.

    `kinds` (of `timeline.KINDS`) narrows it. Only facts of compartments open to the case and the
    reader are told. Raises BadInput.
    """
    wanted = frozenset(kinds)
    if unknown := wanted - set(lines.KINDS):
        raise BadInput(f"A time line has no {', '.join(sorted(unknown))}.")
    narrowed = access_for_case(access, case)
    sources = [registries.timelines.get(name) for name in registries.timelines]
    return lines.page(
        [partial(_lines_of, source, narrowed, case, wanted or None) for source in sources],
        after=after,
        kinds=wanted or None,
        size=size,
    )


def _lines_of(
    source: Callable[..., list[lines.Line]],
    access: Access,
    case: Case,
    kinds: frozenset[str] | None,
    before: lines.Mark | None,
    size: int,
) -> list[lines.Line]:
    return source(access, case, before=before, kinds=kinds, size=size)
