"""Reminders by the ladder of the library: once a rung, however often the job runs."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.conf import settings
from django.core.mail import send_mail

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import Membership, User
from goldendoor.deadlines import actions, queries, rules
from goldendoor.deadlines.models import Deadline, Reminder
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library

LADDERS = "us.default.yaml"
AT_ONCE = 500
DAY = datetime.timedelta(days=1)
# An e-mail that could not be sent is tried again for this long.
RETRY = 3 * DAY
SUBJECT = "Golden Door: deadlines need you"
BODY = (
    "{count} that {are} yours, or that nobody has looked after, {need} you.\n\n"
    "Sign in to Golden Door to see which, on the page “Today”. For the safety of the people you "
    "work for, this message says no more.\n"
)


def remind(today: datetime.date) -> int:
    """Write the reminders that are due and send one discreet e-mail a person; how many were new."""
    library = Library.shipped()
    ladders = rules.ladders(library.load("reminders", LADDERS))
    furthest = max(days for one in ladders.values() for days in one.days_before)
    people = _People()
    rows = queries.to_remind(today + furthest * DAY, today).iterator(chunk_size=AT_ONCE)
    written = 0
    while some := list(islice(rows, AT_ONCE)):
        known = queries.last_reminders(some)
        for deadline in some:
            ladder = ladders["opening" if deadline.is_opening else deadline.kind]
            earlier = known.get(deadline.pk, [])
            written += _remind(deadline, ladder, earlier, people, today)
    _mail(people, today)
    return written


class _People:
    """Accesses of the people who are reminded, each looked up once a round."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Access | None] = {}
        self._roles: dict[tuple[int, tuple[str, ...]], list[int]] = {}

    def access(self, user_id: int, organisation_id: int) -> Access | None:
        """None for somebody who left."""
        key = (user_id, organisation_id)
        if key not in self._known:
            user = User.objects.filter(pk=user_id).first()
            found = user and accounts.access_for(user, organisation_id=organisation_id)
            self._known[key] = found or None
        return self._known[key]

    def of_roles(self, organisation_id: int, roles: tuple[str, ...]) -> list[int]:
        """Users who hold one of the roles in the office."""
        key = (organisation_id, roles)
        if key not in self._roles:
            rows = Membership.objects.filter(organisation_id=organisation_id, role__in=roles)
            self._roles[key] = list(rows.values_list("user_id", flat=True).distinct())
        return self._roles[key]


def _remind(
    deadline: Deadline,
    ladder: rules.Ladder,
    earlier: Sequence[Reminder],
    people: _People,
    today: datetime.date,
) -> int:
    """The rungs of one deadline that are reached and were not told yet; how many."""
    left = (deadline.working_date - today).days
    mine = deadline.assigned_to_id or deadline.case.assigned_to_id
    owners = people.of_roles(deadline.organisation_id, ladder.roles or ("owner",))
    told = {(one.user_id, one.rung) for one in earlier}
    wanted: list[tuple[int, str, bool]] = []
    if left < 0 and not deadline.is_opening:
        wanted += [(user, "overdue", user != mine) for user in _each(mine, owners)]
    elif rung := rules.rung_reached(ladder, left):
        wanted += [(user, rung, False) for user in ([mine] if mine else owners)]
        unseen = [one for one in earlier if one.user_id == mine and not one.escalated][:1]
        days = [(today - one.reminded_date).days for one in unseen if one.seen_at is None]
        if rules.is_escalated(ladder, left, days[0] if days else None):
            wanted += [(user, "unseen", True) for user in owners if user != mine]
    written = 0
    for user_id, rung, escalated in wanted:
        access = people.access(user_id, deadline.organisation_id)
        if (user_id, rung) in told or access is None or not access.opens(deadline.case.compartment):
            continue
        done = actions.remind(
            access=access, deadline=deadline, rung=rung, today=today, escalated=escalated
        )
        written += done is not None
    return written


def _each(mine: int | None, others: Iterable[int]) -> Iterator[int]:
    yield from dict.fromkeys([*([mine] if mine else []), *others])


def _mail(people: _People, today: datetime.date) -> None:
    """One e-mail a person, with nothing in it that says anything of a case."""
    if not settings.EMAIL.host:
        return
    for (user_id, organisation_id), reminders in queries.unmailed(today - RETRY).items():
        access = people.access(user_id, organisation_id)
        if access is None:
            continue
        count = len(reminders)
        words = ("deadline", "is", "needs") if count == 1 else ("deadlines", "are", "need")
        body = BODY.format(count=f"{count} {words[0]}", are=words[1], need=words[2])
        try:
            send_mail(SUBJECT, body, None, [reminders[0].user.email])
        except OSError:
            # The next round tries again; an address or a text must not reach the log.
            logging.getLogger("goldendoor.deadlines").error("A reminder could not be e-mailed.")
            continue
        actions.note_mailed(access=access, reminders=reminders)
