"""Drafts that nobody touched for a while become facts, also when the browser was simply closed."""

from datetime import timedelta

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel import clock
from goldendoor.people import actions, queries

IDLE = timedelta(minutes=5)


def commit_idle_drafts() -> int:
    """Commit everyone's idle drafts as the user who typed them; returns how many were committed.

    Where someone else changed the same answer, or the user may no longer write, the drafts stay and
    the user sees both versions when they come back.
    """
    committed = 0
    for organisation_id, user_id, public_id in queries.idle_drafts(clock.now() - IDLE):
        user = User.objects.filter(pk=user_id).first()
        access = user and accounts.access_for(user, organisation_id=organisation_id)
        if not access:
            continue
        try:
            actions.commit_drafts(access=access, person=queries.get(access, public_id))
        except (Conflict, NotAllowed, NotFound):
            continue
        committed += 1
    return committed
