"""Work that needs a senior's yes is not ticked off without it."""

from goldendoor.cases.models import Task
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Answer, finishings
from goldendoor.practice.supervision import queries


@finishings.register("practice_supervision.approved")
def approved(access: Access, task: Task) -> Answer:
    """The kinds of task that mentors of this person approve, and everything of supervised cases."""
    return queries.may_finish(access, task)
