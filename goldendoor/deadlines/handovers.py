"""What of this app passes on when a case goes to somebody else."""

from typing import Any

from goldendoor.cases.models import Case
from goldendoor.deadlines import actions, queries
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access


@registries.handovers.register("deadlines.open")
def open_deadlines(access: Access, case: Case, from_user_id: int, to_user: Any) -> None:
    """Open deadlines that were given to the one person go to the other."""
    for one in queries.of_case(access, case):
        if one.is_open and one.assigned_to_id == from_user_id:
            actions.reassign(access=access, deadline=one, assigned_to=to_user)
