"""What clients' money adds to the time line of a case."""

from goldendoor.audit import queries as audit
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import timelines
from goldendoor.foundation.timeline import Line, Mark
from goldendoor.practice.billing.policies import STAFF
from goldendoor.practice.billing.timeline import details

SOURCE = "trust.history"
ACTIONS = ["trust.deposited", "trust.disbursed", "trust.transferred", "trust.reversed"]


@timelines.register(SOURCE)
def lines(
    access: Access, case: Case, *, before: Mark | None, kinds: frozenset[str] | None, size: int
) -> list[Line]:
    """Money in and out; for staff."""
    if not access.has(*STAFF) or (kinds is not None and "money" not in kinds):
        return []
    return audit.lines(
        access, subject_kind="case", subject_ids=[case.public_id], actions=ACTIONS,
        tell=lambda _id, _action, told: ("money", details(told)),
        source=SOURCE, before=before, kinds=kinds, size=size,
    )  # fmt: skip
