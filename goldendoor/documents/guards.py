"""Conditions that case-type tables may name under `only_if`."""

from datetime import date

from goldendoor.cases.models import Case
from goldendoor.documents.models import EvidenceItem
from goldendoor.foundation.registries import Allow, Answer, Deny, guards


@guards.register("documents.evidence_complete")
def evidence_complete(case: Case, today: date) -> Answer:
    """Every row of the checklist is received or waived with a reason."""
    open_statuses = (EvidenceItem.Status.NEEDED, EvidenceItem.Status.ASKED)
    missing = list(case.evidence.filter(status__in=open_statuses)[:4])
    if not missing:
        return Allow("Nothing of the checklist is missing.")
    return Deny("Still missing: " + ", ".join(item.label for item in missing) + ".")
