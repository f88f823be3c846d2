"""A mentor, work that waits for approval, a comment and some training in the demo office."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from goldendoor.accounts import queries as accounts
from goldendoor.cases import actions as cases
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.practice.supervision import actions

COURSES = (
    ("Asylum basics", "Fictional Training House", "6", 40),
    ("Trauma-informed interviewing", "Fictional Training House", "1.5", 12),
)


def bring(made: Sequence[Case], staff: Mapping[str, Access], today: datetime.date) -> None:
    """The accredited representative guides the caseworker."""
    worker, lead = staff["caseworker"], staff["accredited_representative"]
    users = {one.pk: one for one in accounts.colleagues(worker)}
    junior, mentor = users[worker.user_id or 0], users[lead.user_id or 0]
    actions.name_mentor(
        access=staff["owner"], mentor=mentor, junior=junior, approves=["drafting"], today=today,
        goals="Declarations by herself before the end of the year.",
    )  # fmt: skip
    for case in [one for one in made if one.stage == "prepare"][:1]:
        task = cases.add_task(
            access=worker, case=case, title="Draft the client's declaration", kind="drafting",
            due_date=today + datetime.timedelta(days=6),
        )  # fmt: skip
        text = "First draft, pages 1 to 4. Is the order of events right?"
        actions.ask_approval(access=worker, task=task, text=text)
        text = "Ask once more about the spring of 2021: two dates do not fit."
        actions.comment(access=lead, case=case, text=text, for_user=junior)
    for title, provider, hours, days in COURSES:
        actions.record_training(
            access=worker, user=junior, title=title, hours=hours, provider=provider,
            held_date=today - datetime.timedelta(days=days), today=today,
        )  # fmt: skip
